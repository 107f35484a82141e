#include "parley/study/point_reader.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <string_view>

#include <tbb/enumerable_thread_specific.h>

#include "parley/document/quantity.hpp"
#include "parley/engine/model.hpp"
#include "parley/scenario/assumption.hpp"
#include "parley/scenario/override.hpp"
#include "parley/scenario/whole_steps.hpp"

namespace parley {

// A varied number: what the format says of it, and where it stands among all numbers.
struct VariedNumber {
  AssumedNumber number;
  std::size_t place = 0;
  std::optional<WholeSteps> steps = {};  // in which it is played
};

namespace {

// What this text says of a number; nothing where it may be refused, or played as another.
std::optional<double> said(const VariedNumber& v, const std::string& text) {
  const AssumedNumber& number = v.number;
  if (number.option) {
    const auto place = parse_double(text);
    return place && *place >= 0 && *place == std::floor(*place) && *place < 1e6 ? place : std::nullopt;
  }
  const bool days = std::string_view(number.spec.unit) == "days";
  const auto value = days ? parse_days(text) : parse_double(text);
  if (!value || !(*value >= number.spec.low && *value <= number.spec.high)) return std::nullopt;
  double played = as_played(number, *value);
  if (v.steps && v.steps->step < 1) {
    const double in_one = std::round(1 / v.steps->step);
    played = std::clamp(std::round(*value * in_one), 1.0, in_one - 1) / in_one;
  }
  return played == *value ? value : std::nullopt;
}

// An option whose name is a number can be meant by a number.
bool names_are_words(const Scenario& scenario) {
  return std::ranges::none_of(scenario.issues.rows, [](const auto& row) {
    return std::ranges::any_of(row.value.options,
                               [](const std::string& name) { return parse_double(name).has_value(); });
  });
}

// By how many steps a front's line moves changes what another number, where it stands, is played as.
bool steps_of_a_line(const std::string& path) {
  return path.starts_with("fronts.") && path.ends_with(".steps");
}

// The numbers that vary; nothing where anything else does.
std::optional<std::vector<VariedNumber>> varied_numbers(const Sweep& sweep, Scenario& scenario) {
  const auto all = all_numbers(scenario);
  const bool words = names_are_words(scenario);
  std::vector<VariedNumber> varied;
  for (const auto& [key, variation] : sweep.study.vary) {
    const std::string path = meaning_of(sweep.base.root, key.id).canonical;
    const auto at = std::find_if(all.begin(), all.end(), [&](const auto& n) { return n.path == path; });
    if (at == all.end() || steps_of_a_line(path) || (at->option && !words)) return std::nullopt;
    varied.push_back({*at, static_cast<std::size_t>(at - all.begin()), steps_of(scenario, *at)});
    for (const auto& value : variation.values)
      if (!said(varied.back(), value.text)) return std::nullopt;
  }
  return varied;
}

}  // namespace

struct PointReader::Copies {
  // A thread's own, with the places of what varies.
  struct Own {
    Scenario scenario;
    std::vector<Number*> numbers;
  };

  std::once_flag once;
  std::atomic<std::size_t> asked = 0;
  std::optional<Scenario> first;  // nothing: all are read
  std::vector<VariedNumber> varied;
  tbb::enumerable_thread_specific<std::unique_ptr<Own>> own;

  void prepare(const Sweep& sweep) {
    Diagnostics none;
    first = sweep.at(0, none);
    auto numbers = first ? varied_numbers(sweep, *first) : std::nullopt;
    if (numbers) varied = std::move(*numbers);
    const std::size_t last = sweep.points() - 1;
    const auto read = numbers ? sweep.at(last, none) : std::nullopt;
    const auto copy = read ? of(sweep, last) : std::nullopt;
    if (!copy || scenario_text(*copy) != scenario_text(*read)) first.reset();
  }

  // Nothing where it has to be read.
  std::optional<Scenario> of(const Sweep& sweep, std::size_t point) {
    std::unique_ptr<Own>& mine = own.local();
    if (!mine) {
      mine = std::make_unique<Own>(Own{*first, {}});
      const auto all = all_numbers(mine->scenario);
      for (const VariedNumber& v : varied) mine->numbers.push_back(all[v.place].number);
    }
    for (std::size_t k = 0; k < varied.size(); ++k) {
      const auto value = said(varied[k], sweep.written(k, sweep.design.at(point, k)));
      if (!value) return std::nullopt;
      Number& number = *mine->numbers[k];
      number.value = *value;
      if (!range_problem(number, true).empty()) return std::nullopt;
    }
    if (!broken_rules(mine->scenario).empty() || !refusal_of(mine->scenario).empty()) return std::nullopt;
    return mine->scenario;
  }
};

PointReader::PointReader(const Sweep& sweep) : sweep_(sweep), copies_(std::make_unique<Copies>()) {}
PointReader::~PointReader() = default;

bool PointReader::ready() const {
  constexpr std::size_t few = 8;  // are read in less time than it takes to prepare
  if (copies_->asked.fetch_add(1, std::memory_order_relaxed) < few) return false;
  std::call_once(copies_->once, [&] { copies_->prepare(sweep_); });
  return copies();
}

bool PointReader::copies() const { return copies_->first.has_value(); }

std::optional<Scenario> PointReader::at(std::size_t point, Diagnostics& diagnostics) const {
  if (ready())
    if (auto scenario = copies_->of(sweep_, point)) return scenario;
  return sweep_.at(point, diagnostics);
}

}  // namespace parley

#include "parley/study/answers.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "parley/runs/run_rows.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/study/findings.hpp"
#include "parley/writing/page.hpp"

namespace parley {

namespace {

constexpr std::size_t most_listed = 6;

std::string ranged_values(const Sweep& sweep, std::size_t k) {
  const Factor& f = sweep.spec.factors[k];
  if (f.kind == Factor::Kind::category)
    return fmt::format("{}: {}", in_words(sweep.central, f.path), fmt::join(f.levels, ", "));
  double low = sweep.value(0, k), high = low;
  for (std::size_t p = 1; p < sweep.points(); ++p) {
    low = std::min(low, sweep.value(p, k));
    high = std::max(high, sweep.value(p, k));
  }
  return fmt::format("{} ({}) {} to {}", in_words(sweep.central, f.path), f.path, value_text(f, low),
                     value_text(f, high));
}

}  // namespace

std::string study_points_in_words(const Sweep& sweep) {
  std::vector<std::string> list;
  const std::size_t n = sweep.spec.factors.size();
  for (std::size_t k = 0; k < std::min(n, most_listed); ++k) list.push_back(ranged_values(sweep, k));
  if (n > most_listed) list.push_back(fmt::format("and {} more", n - most_listed));
  return fmt::format(
      "The percentiles go over the study's own {} ({} design), each with the same weight: {}. All else keeps "
      "its "
      "central value.{}",
      count_of(sweep.points(), "point"), to_string(sweep.spec.kind), fmt::join(list, "; "),
      sweep.study.independent ? ""
                              : " The points share their luck: what so many draws of it leave open of all "
                                "of them together is in how far the percentiles may move.");
}

Answers study_answers(Store& store, const Sweep& sweep) {
  const Scenario& s = sweep.central;
  Answers answers;
  answers.numbers = count(numbers_of(s));
  for (const Measure& m : headlines(s)) answers.measures.push_back({&m, {}, {}, {}});
  PlayedPoints played;
  played.sums.assign(sweep.points(), HeadlineSums(s));
  played.lasting.resize(sweep.points());
  std::map<std::uint32_t, HeadlineSums> replicates;
  std::uint64_t runs = 0;
  const auto model = std::make_unique<Model>(s);
  OutcomeReader reader(*model);
  store.each_outcome([&](std::uint64_t run, const Row& row) {
    const Outcome& o = reader.read(row);
    const std::size_t p = sweep.point_of(run);
    played.sums[p].add(o);
    if (!sweep.study.independent) replicates.try_emplace(sweep.replicate_of(run), s).first->second.add(o);
    if (const double x = lasting_of(s, o); x == x) played.lasting[p].add(x);
    ++runs;
  });
  if (sweep.points() == 0 || runs == 0) return answers;
  for (const auto& [replicate, sums] : replicates) played.replicates.push_back(sums);
  played.draws = sweep.design.unit;
  for (const Factor& f : sweep.spec.factors) played.factors.push_back({{f.path}, {}, "", f.low, f.high, 0});
  played.runs = static_cast<std::uint32_t>((runs + sweep.points() / 2) / sweep.points());
  add_points(answers, s, played);
  answers.of_study = true;
  return answers;
}

}  // namespace parley

#include "parley/questions/elicit/elicited.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "parley/document/in_place.hpp"
#include "parley/questions/elicit/headlines.hpp"
#include "parley/runs/batch.hpp"
#include "parley/scenario/loader.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/scenario/whole_steps.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/writing/quoted.hpp"

namespace parley {

namespace {

std::vector<Judgement> judgements_of(const PooledNumber& p) {
  std::vector<Judgement> list;
  for (const auto& a : p.answers) list.push_back(a.judgement);
  return list;
}

double centre(const Judgement& j) { return j.likeliest.value_or(0.5 * (j.low + j.high)); }

void make_whole(PooledRange& r) {
  r.low = std::floor(r.low);
  r.high = std::ceil(r.high);
  r.centre = std::clamp(std::round(r.centre), r.low, r.high);
}

AssumedNumber* find(std::vector<AssumedNumber>& numbers, const std::string& path) {
  const auto at = std::find_if(numbers.begin(), numbers.end(), [&](const auto& n) { return n.path == path; });
  return at == numbers.end() ? nullptr : &*at;
}

// Runs of one view: output x run, with their means.
struct Played {
  std::vector<std::vector<double>> values;
  std::vector<double> means;
  std::string refused;
};
Played play(Scenario scenario, std::span<const std::pair<std::string, double>> set, const MatterOptions& o) {
  auto numbers = all_numbers(scenario);
  for (const auto& [path, value] : set)
    if (AssumedNumber* n = find(numbers, path)) n->number->value = n->whole ? std::round(value) : value;
  const auto outputs = elicit_outputs(scenario);
  Played played;
  played.values.resize(outputs.size());
  if (const Diagnostics broken = broken_rules(scenario); !broken.empty()) {
    played.refused = broken.front().message;
  } else {
    const auto model = std::make_unique<Model>(scenario);
    BatchOptions batch;
    batch.seed = o.seed;
    batch.replicates = o.runs;
    batch.jobs = o.jobs;
    BatchHooks hooks;
    hooks.run = [&](std::uint32_t, const Outcome& outcome, const Trace*) {
      for (std::size_t k = 0; k < outputs.size(); ++k) played.values[k].push_back(outputs[k].of(outcome));
    };
    run_batch(*model, batch, hooks);
  }
  for (const auto& v : played.values) played.means.push_back(mean(v));
  return played;
}

Difference change(const ElicitOutput& output, const Played& from, const Played& to, std::size_t k) {
  const auto &a = from.values[k], &b = to.values[k];
  if (a.empty() || b.empty()) return {unknown, unknown, unknown};
  if (!output.share) return paired_means(b, a);
  return paired_shares(std::vector<std::uint8_t>(b.begin(), b.end()),
                       std::vector<std::uint8_t>(a.begin(), a.end()));
}

std::string joined_reasons(const PooledNumber& p, const std::string& before) {
  std::vector<std::string> reasons;
  for (const auto& a : p.answers)
    if (!a.reason.empty()) reasons.push_back(fmt::format("{}: {}", a.expert, a.reason));
  // An old reason does not speak for new numbers.
  constexpr std::string_view none = "no reason given";
  if (reasons.empty())
    return before.empty() || before.starts_with(none) ? std::string(before.empty() ? none : before)
                                                      : fmt::format("{} (formerly: {})", none, before);
  return fmt::format("{}", fmt::join(reasons, "; "));
}

}  // namespace

std::vector<PooledNumber> pool_answers(std::span<const ExpertAnswer> answers, const Scenario& scenario) {
  Scenario copy = scenario;
  auto numbers = all_numbers(copy);
  std::vector<PooledNumber> list;
  for (const auto& answer : answers) {
    auto at = std::find_if(list.begin(), list.end(), [&](const auto& p) { return p.path == answer.path; });
    if (at == list.end()) {
      const AssumedNumber* n = find(numbers, answer.path);
      list.push_back({answer.path, in_words(scenario, answer.path), n != nullptr && n->whole, {}, {}, {}});
      at = list.end() - 1;
    }
    at->answers.push_back(answer);
  }
  for (auto& p : list) {
    const auto judgements = judgements_of(p);
    p.range = pooled(judgements);
    if (p.whole) make_whole(p.range);
    p.apart = apart(judgements);
  }
  return list;
}

std::string assumption_text(const PooledNumber& p, const Number& before) {
  std::string out = fmt::format("{{value: {}, low: {}, high: {}", p.range.centre, p.range.low, p.range.high);
  if (p.range.triangular) out += ", shape: triangular";
  out += ", mark: E";
  if (const std::string why = joined_reasons(p, before.why); !why.empty())
    out += ", why: " + quoted_text(why);
  if (!before.group.empty()) out += ", group: " + quoted_text(before.group);
  std::vector<std::string> names;
  for (const auto& a : p.answers) names.push_back(quoted_text(a.expert));
  return out + fmt::format(", experts: [{}]}}", fmt::join(names, ", "));
}

std::optional<YamlDocument> with_answers(const YamlDocument& document, const Scenario& scenario,
                                         std::span<const PooledNumber> pooled, Diagnostics& diagnostics) {
  Scenario copy = scenario;
  auto numbers = all_numbers(copy);
  const std::size_t before = diagnostics.size();
  YamlDocument out = document;
  for (const auto& p : pooled) {
    const AssumedNumber* n = find(numbers, p.path);
    if (auto changed = with_value_in_place(out, p.path, assumption_text(p, *n->number), diagnostics))
      out = std::move(*changed);
  }
  if (diagnostics.size() > before || !load_scenario(out, diagnostics)) return std::nullopt;
  return out;
}

bool Disagreement::matters() const {
  return std::any_of(changes.begin(), changes.end(), [](const Difference& d) { return clear_of_zero(d); });
}

Disagreements disagreements(const Scenario& scenario, std::span<const PooledNumber> pooled,
                            const MatterOptions& o) {
  const auto outputs = elicit_outputs(scenario);
  Disagreements d;
  d.runs = o.runs;
  if (o.progress) o.progress("the pooled values");
  d.pooled = play(scenario, {}, o).means;
  std::set<std::string> experts;
  std::size_t looks = outputs.size();
  for (const auto& p : pooled) {
    looks += p.apart.empty() ? 0 : outputs.size();
    for (const auto& a : p.answers) experts.insert(a.expert);
  }
  for (std::size_t i = 0; i < pooled.size(); ++i) {
    const PooledNumber& p = pooled[i];
    if (p.apart.empty()) continue;
    Disagreement one;
    one.number = i;
    std::vector<const ExpertAnswer*> order;
    for (const auto& a : p.answers) order.push_back(&a);
    std::stable_sort(order.begin(), order.end(), [](const ExpertAnswer* a, const ExpertAnswer* b) {
      return centre(a->judgement) < centre(b->judgement);
    });
    Played lowest, highest;
    for (const ExpertAnswer* a : order) {
      if (o.progress) o.progress(fmt::format("{} as {} has it", p.path, a->expert));
      const std::pair<std::string, double> set{p.path, centre(a->judgement)};
      Played played = play(scenario, {&set, 1}, o);
      const double told = as_played(scenario, set.first, set.second);
      one.views.push_back({a->expert, told, played.means, played.refused});
      if (a == order.front()) lowest = played;
      if (a == order.back()) highest = std::move(played);
    }
    for (std::size_t k = 0; k < outputs.size(); ++k)
      one.changes.push_back(shared_out(change(outputs[k], lowest, highest, k), looks));
    d.numbers.push_back(std::move(one));
  }
  if (experts.size() < 2) return d;
  std::vector<Played> all;
  for (const auto& expert : experts) {
    if (o.progress) o.progress("all as " + expert + " has it");
    std::vector<std::pair<std::string, double>> set;
    for (const auto& p : pooled)
      for (const auto& a : p.answers)
        if (a.expert == expert) set.emplace_back(p.path, centre(a.judgement));
    all.push_back(play(scenario, set, o));
    d.experts.push_back({expert, unknown, all.back().means, all.back().refused});
  }
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    const Played *least = nullptr, *most = nullptr;
    for (const auto& played : all) {
      if (std::isnan(played.means[k])) continue;
      if (least == nullptr || played.means[k] < least->means[k]) least = &played;
      if (most == nullptr || played.means[k] > most->means[k]) most = &played;
    }
    // Chosen as the farthest of all pairs: as many looks more.
    const std::size_t pairs = all.size() * (all.size() - 1) / 2;
    d.between.push_back(least == nullptr ? Difference{unknown, unknown, unknown}
                                         : shared_out(change(outputs[k], *least, *most, k), looks * pairs));
  }
  return d;
}

}  // namespace parley

#include "parley/questions/elicit/report.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "parley/questions/elicit/headlines.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/json.hpp"
#include "parley/writing/page.hpp"

namespace parley {

namespace {

std::string shown(double x) { return fmt::format("{:.4g}", x); }

std::string judgement_words(const Judgement& j) {
  std::string text = shown(j.low) + " to " + shown(j.high);
  if (j.likeliest) text += ", likeliest " + shown(*j.likeliest);
  return text;
}

std::string pooled_words(const PooledRange& r) {
  return fmt::format("{} to {}, {} {}{}", shown(r.low), shown(r.high),
                     r.triangular ? "triangular with its peak at" : "each as likely; central value",
                     shown(r.centre), r.trimmed ? " (the 5% and 95% points of the pool)" : "");
}

// How near the range that is written comes to what the experts say together.
std::string closeness_words(const PooledRange& r) {
  std::string text = fmt::format("distance from the pool {:.2f}; standard deviation {} (the pool's: {})",
                                 r.distance, shown(r.deviation), shown(r.pool_deviation));
  if (r.left_out > 0) text += fmt::format("; {:.0f}% of the pool lie outside", 100 * r.left_out);
  if (r.two_minds)
    return text +
           ". WARNING: the experts are of two minds; a range cannot say so: run each camp's sheets by "
           "themselves";
  if (r.doubtful()) text += ". WARNING: a range of this shape says it badly: run sheets by themselves, too";
  return text;
}

std::string mean_words(const ElicitOutput& output, double x) {
  if (std::isnan(x)) return "not known";
  return output.share ? fmt::format("{:.1f}%", 100 * x) : fmt::format("{:.1f}", x);
}
std::string change_words(const ElicitOutput& output, const Difference& d) {
  if (std::isnan(d.value)) return "not known";
  const double scale = output.share ? 100 : 1;
  return fmt::format("{:+.1f} ({:+.1f} to {:+.1f})", scale * d.value, scale * d.low, scale * d.high);
}

std::size_t widest_name(std::span<const PooledNumber> pooled) {
  std::size_t wide = 6;
  for (const auto& p : pooled)
    for (const auto& a : p.answers) wide = std::max(wide, a.expert.size());
  return std::min<std::size_t>(wide, 40);
}

void pooled_section(Page& page, std::span<const PooledNumber> pooled) {
  page.section("What they say, and what the scenario says now");
  const std::size_t wide = widest_name(pooled);
  for (const auto& p : pooled) {
    page.hanging("  ", with_path(p.words, p.path));
    for (const auto& a : p.answers)
      page.hanging(fmt::format("    {:<{}}  ", a.expert, wide), judgement_words(a.judgement));
    page.hanging(fmt::format("    {:<{}}  ", "pooled", wide), pooled_words(p.range));
    if (p.answers.size() > 1) page.hanging("    ", closeness_words(p.range));
  }
  page.hanging(
      "  ",
      "Pooled: the mean of the experts' distributions, all with the same weight. With fewer than five "
      "experts the range is all that one of them holds possible; with five or more it goes from "
      "the pool's 5% point to its 95% point. The distance is between the pool and the range with "
      "its shape (root of the mean squared difference of the distribution functions, 0 to 1).");
}

void verdict(Page& page, std::span<const ElicitOutput> outputs, const Disagreement& d) {
  const ExpertView &low = d.views.front(), &high = d.views.back();
  bool any = false;
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    if (!clear_of_zero(d.changes[k])) continue;
    any = true;
    page.hanging("    It matters: ",
                 fmt::format("{}: {} at {} ({}), {} at {} ({}): {}.", outputs[k].words,
                             mean_words(outputs[k], low.means[k]), shown(low.value), low.expert,
                             mean_words(outputs[k], high.means[k]), shown(high.value), high.expert,
                             change_words(outputs[k], d.changes[k])));
  }
  for (const auto& view : d.views)
    if (!view.refused.empty())
      page.hanging("    ", fmt::format("{}'s value {} cannot be played: {}.", view.expert, shown(view.value),
                                       view.refused));
  if (any) return;
  if (std::all_of(d.changes.begin(), d.changes.end(), [](const Difference& c) { return c.value == 0; }))
    return page.hanging("    ",
                        fmt::format("It decides nothing here: all is the same at {} ({}) and at {} ({}).",
                                    shown(low.value), low.expert, shown(high.value), high.expert));
  double widest = 0;
  for (std::size_t k = 0; k < outputs.size(); ++k)
    if (outputs[k].share && !std::isnan(d.changes[k].low))
      widest = std::max({widest, std::fabs(d.changes[k].low), std::fabs(d.changes[k].high)});
  page.hanging("    ",
               fmt::format("No output moves between {} ({}) and {} ({}) by more than chance explains; a "
                           "difference of more than {:.0f} points in whether a deal is signed would have "
                           "been seen.",
                           shown(low.value), low.expert, shown(high.value), high.expert, 100 * widest));
}

void disagreements_section(Page& page, std::span<const ElicitOutput> outputs,
                           std::span<const PooledNumber> pooled, const Disagreements& d) {
  page.section("Where they disagree, and whether it matters");
  if (d.numbers.empty()) return page.line("  Nowhere: no two ranges for one number lie apart.");
  page.hanging("  ",
               fmt::format("Ranges without a common value. {} of each expert's likeliest value, all else as "
                           "pooled, the same luck; intervals allow for all that was looked at.",
                           count_of(d.runs, "run")));
  std::size_t matter = 0;
  for (const auto& one : d.numbers) {
    const PooledNumber& p = pooled[one.number];
    page.hanging("  ", with_path(p.words, p.path));
    for (const auto& pair : p.apart)
      page.hanging("    ",
                   fmt::format("{} says at most {}, {} at least {}.", p.answers[pair.lower].expert,
                               shown(p.answers[pair.lower].judgement.high), p.answers[pair.upper].expert,
                               shown(p.answers[pair.upper].judgement.low)));
    verdict(page, outputs, one);
    matter += one.matters() ? 1 : 0;
  }
  page.hanging("  ", fmt::format("{} of {} {}.", matter, count_of(d.numbers.size(), "disagreement"),
                                 plural(static_cast<std::size_t>(matter), "matters", "matter")));
}

// What pooled ranges cannot hold.
std::string apart_in_words() {
  return "These experts contradict each other, and the new file does not show it: it has one range a number, "
         "and each is drawn by itself, so that hardly a point has all answers of one expert together. What "
         "'run' tells over its assumptions may leave out the answer of one of them above: tell both, or read "
         "each one's sheet alone ('parley elicit --read' with that sheet).";
}

void experts_section(Page& page, std::span<const ElicitOutput> outputs, const Disagreements& d) {
  if (d.experts.size() < 2) return;
  page.section("The answer as each expert has it (all own answers at their likeliest, the rest as pooled)");
  std::size_t wide = 6;
  for (const auto& e : d.experts) wide = std::max(wide, std::min<std::size_t>(e.expert.size(), 40));
  std::string head = fmt::format("  {:<{}}", "", wide);
  for (const auto& output : outputs) head += fmt::format("  {:>32}", output.words);
  page.line(head);
  const auto row = [&](const std::string& name, const std::vector<double>& means) {
    std::string line = fmt::format("  {:<{}}", name, wide);
    for (std::size_t k = 0; k < outputs.size(); ++k)
      line += fmt::format("  {:>32}", mean_words(outputs[k], means[k]));
    page.line(line);
  };
  for (const auto& e : d.experts) row(e.expert, e.means);
  row("pooled", d.pooled);
  for (const auto& e : d.experts)
    if (!e.refused.empty()) page.hanging("  ", fmt::format("{}: cannot be played: {}.", e.expert, e.refused));
  std::string line = fmt::format("  {:<{}}", "apart", wide);
  for (std::size_t k = 0; k < outputs.size(); ++k)
    line += fmt::format("  {:>32}", change_words(outputs[k], d.between[k]));
  page.line(line);
  if (!d.numbers.empty()) page.hanging("  ", apart_in_words());
}

Json estimate(const Difference& d) {
  const auto number = [](double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); };
  return {{"difference", number(d.value)}, {"low", number(d.low)}, {"high", number(d.high)}};
}
Json view_json(const ExpertView& v, std::span<const ElicitOutput> outputs) {
  Json means = Json::object();
  for (std::size_t k = 0; k < outputs.size(); ++k)
    means[outputs[k].words] = std::isfinite(v.means[k]) ? Json(v.means[k]) : Json(nullptr);
  Json out = {{"expert", v.expert}, {"means", means}};
  if (std::isfinite(v.value)) out["value"] = v.value;
  if (!v.refused.empty()) out["refused"] = v.refused;
  return out;
}

}  // namespace

std::string elicited_text(const Scenario& scenario, std::span<const PooledNumber> pooled,
                          const Disagreements& d, std::uint64_t seed, bool colour, std::size_t width) {
  std::set<std::string> experts;
  for (const auto& p : pooled)
    for (const auto& a : p.answers) experts.insert(a.expert);
  const auto outputs = elicit_outputs(scenario);
  Page page(colour, width);
  page.title(fmt::format("What experts say: {}", scenario.name));
  page.line(fmt::format("{} on {}, seed {}, parley {}", count_of(experts.size(), "expert"),
                        count_of(pooled.size(), "number"), seed, version()));
  disagreements_section(page, outputs, pooled, d);
  experts_section(page, outputs, d);
  pooled_section(page, pooled);
  return page.take();
}

std::string elicited_json(const Scenario& scenario, std::span<const PooledNumber> pooled,
                          const Disagreements& d, std::uint64_t seed) {
  const auto outputs = elicit_outputs(scenario);
  Json numbers = Json::array(), differ = Json::array(), experts = Json::array();
  for (const auto& p : pooled) {
    Json answers = Json::array();
    for (const auto& a : p.answers) {
      Json one = {{"expert", a.expert}, {"low", a.judgement.low}, {"high", a.judgement.high}};
      if (a.judgement.likeliest) one["likeliest"] = *a.judgement.likeliest;
      if (!a.reason.empty()) one["reason"] = a.reason;
      answers.push_back(std::move(one));
    }
    numbers.push_back({{"path", p.path},
                       {"words", p.words},
                       {"value", p.range.centre},
                       {"low", p.range.low},
                       {"high", p.range.high},
                       {"shape", p.range.triangular ? "triangular" : "uniform"},
                       {"distance_from_pool", p.range.distance},
                       {"pool_left_out", p.range.left_out},
                       {"deviation", p.range.deviation},
                       {"pool_deviation", p.range.pool_deviation},
                       {"two_minds", p.range.two_minds},
                       {"answers", answers}});
  }
  for (const auto& one : d.numbers) {
    Json views = Json::array(), changes = Json::object();
    for (const auto& v : one.views) views.push_back(view_json(v, outputs));
    for (std::size_t k = 0; k < outputs.size(); ++k) changes[outputs[k].words] = estimate(one.changes[k]);
    differ.push_back({{"path", pooled[one.number].path},
                      {"words", pooled[one.number].words},
                      {"matters", one.matters()},
                      {"views", views},
                      {"changes", changes}});
  }
  for (const auto& e : d.experts) experts.push_back(view_json(e, outputs));
  return dumped({{"scenario", scenario.name},
                 {"version", version()},
                 {"seed", seed},
                 {"runs", d.runs},
                 {"numbers", numbers},
                 {"disagreements", differ},
                 {"experts", experts}});
}

}  // namespace parley

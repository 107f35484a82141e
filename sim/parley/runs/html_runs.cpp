#include "parley/runs/html_runs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "parley/runs/chronicle.hpp"
#include "parley/runs/happening_words.hpp"
#include "parley/runs/head.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/support/counted.hpp"

namespace parley {

namespace {

constexpr std::array<const char*, ending_names.size()> endings_with_war{
    "Talks break off without a deal", "No deal is reached in time", "A signed text is in force at the end",
    "A text is signed and breaks, and none is in force at the end", "One side loses every front"};
constexpr std::array<const char*, ending_names.size()> endings_of_talks{
    "A party walks out, or talks break off", "No deal is reached in time", "The parties agree", "", ""};

const char* ending_sentence(const Model& m, std::size_t k) {
  return m.war ? endings_with_war[k] : endings_of_talks[k];
}

HtmlCell bound(double share) {
  return std::isnan(share) ? HtmlCell{"not known", {}} : HtmlCell{fmt::format("{:.1f}", 100 * share), share};
}

Reading share_mark(const Interval& i) { return {100 * i.share, 100 * i.low, 100 * i.high, share_words(i)}; }

std::size_t most_frequent(const Summary& s) {
  return static_cast<std::size_t>(std::max_element(s.endings.begin(), s.endings.end()) - s.endings.begin());
}

Interval to_the_last_day(const RunsTold& t) {
  if (t.blocks == 0) return wilson(t.summary.first_truces_holding, t.summary.truces.size());
  std::vector<BlockCount> counts(t.blocks);
  for (const BlockedSpell& s : t.truces) {
    counts[s.block].runs += 1;
    counts[s.block].hits += s.spell.ended ? 0 : 1;
  }
  return blocked_share(counts);
}

HtmlCell share_cell(double x) {
  return x == x ? HtmlCell{fmt::format("{:.1f}", 100 * x), x} : HtmlCell{"not known", {}};
}

}  // namespace

std::string list_of(const std::vector<std::string>& sentences) {
  std::string out = "<ul class=\"answers\">\n";
  for (const auto& s : sentences) out += fmt::format("<li>{}</li>\n", escaped(s));
  return out + "</ul>\n";
}

std::string rests_on_words(const Scenario& scenario) {
  const std::string words = assumptions_in_words(scenario);
  return words.empty() ? "The scenario marks none of its numbers as sourced, judged or free."
                       : "Rests on " + words;
}

std::string endings_part(const RunsTold& t) {
  const Summary& s = t.summary;
  RangeChart bars;
  bars.bars = true;
  bars.from = 0;
  bars.to = 100;
  HtmlTable table{
      "How the runs end",
      {{"Ending"}, {"What it means"}, {"Runs", true}, {"Share, %", true}, {"95% from", true}, {"to", true}},
      {}};
  RangeChart::Series series{"share", Colour::blue, {}};
  for (std::size_t k = 0; k < ending_names.size(); ++k) {
    if (!t.model.war && k == 3) continue;
    const Interval share = t.endings ? (*t.endings)[k] : s.share(static_cast<Ending>(k));
    bars.rows.emplace_back(ending_names[k]);
    series.marks.push_back(share_mark(share));
    table.rows.push_back({{std::string(ending_names[k]), {}},
                          {ending_sentence(t.model, k), {}},
                          {grouped(s.endings[k]), static_cast<double>(s.endings[k])},
                          {fmt::format("{:.1f}", 100 * share.share), share.share},
                          bound(share.low),
                          bound(share.high)});
  }
  bars.series.push_back(std::move(series));
  const std::size_t most = most_frequent(s);
  Chart chart{"endings",
              fmt::format("{} in {:.1f}% of runs", ending_sentence(t.model, most),
                          100 * s.share(static_cast<Ending>(most)).share),
              fmt::format("n = {} runs; bars: share of runs; lines: 95% intervals ({}). {}", grouped(s.runs),
                          t.endings ? "jackknife over replicates" : "Wilson", t.scope),
              "",
              "share of runs, %",
              "",
              {}};
  for (std::size_t k = 0; k < bars.rows.size(); ++k)
    chart.alt += fmt::format("{} {}. ", bars.rows[k], bars.series[0].marks[k].told);
  chart.shows = std::move(bars);
  return figure(chart) + html(table);
}

std::vector<CurveChart::Point> survival_points(const std::vector<SurvivalStep>& steps) {
  std::vector<CurveChart::Point> points{{0, {100, 100, 100, "day 0: 100%"}}};
  for (const auto& step : steps)
    points.push_back({static_cast<double>(step.day),
                      {100 * step.beyond.share, 100 * step.beyond.low, 100 * step.beyond.high,
                       fmt::format("beyond day {}: {}; {} were in force until then", step.day,
                                   share_words(step.beyond), grouped(step.at_risk))}});
  return points;
}

std::string survival_part(const RunsTold& t) {
  const Summary& s = t.summary;
  const auto steps = curve_of(t);
  CurveChart curves;
  curves.curves.push_back(
      {"first truces", Colour::blue, false, CurveChart::Shape::steps, survival_points(steps)});
  const auto ticks = round_ticks(0, std::max(1, steps.back().day), 8);
  curves.to = std::max(1, steps.back().day);
  for (const double at : ticks)
    if (at <= curves.to) curves.ticks.push_back({at, fmt::format("{:.0f}", at)});
  curves.top = 100;
  Chart chart{"survival",
              truces_sentence(t),
              fmt::format("n = {} first truces, of which {} end; Kaplan-Meier; band: 95% interval. A truce "
                          "in force on the last "
                          "day counts as not ended. {}",
                          grouped(s.truces.size()), grouped(truces_ended(s)), t.scope),
              "",
              "days since it began",
              "first truces still in force, %",
              {}};
  HtmlTable table{"How long the first truce lasts",
                  {{"How long"}, {"Share, %", true}, {"95% from", true}, {"to", true}},
                  {}};
  const auto add = [&](const std::string& what, double order, const Interval& i) {
    chart.alt += fmt::format("{}: {}. ", what, share_words(i));
    table.rows.push_back({{what, order}, share_cell(i.share), share_cell(i.low), share_cell(i.high)});
  };
  for (const int day : {7, 30, 90}) add(fmt::format("beyond {} days", day), day, beyond_days(t, day));
  add("to the last day (share of those signed)", 1e9, to_the_last_day(t));
  chart.shows = std::move(curves);
  return figure(chart) + html(table);
}

std::string ends_part(const RunsTold& t) {
  const Summary& s = t.summary;
  const std::size_t n = truces_ended(s);
  if (n == 0) return "";
  RangeChart bars;
  bars.bars = true;
  bars.from = 0;
  RangeChart::Series series{"share", Colour::vermillion, {}};
  HtmlTable table{
      "Who ended the first truce, and why",
      {{"How"}, {"Runs", true}, {"Share of those that end, %", true}, {"95% from", true}, {"to", true}},
      {}};
  Chart chart{"ends",
              breaks_sentence(t),
              fmt::format("n = {} {}; lines: 95% intervals ({}). {}", grouped(n),
                          n == 1 ? "first truce that ends" : "first truces that end",
                          t.blocks == 0 ? "Wilson" : "jackknife over replicates", t.scope),
              "",
              "share of the first truces that end, %",
              "",
              {}};
  for (const auto& [end, count] : Summary::ranked(s.ends, 50)) {
    const Interval share = share_of_ends(t, [kind = end](const EndOfTruce& e) { return e == kind; });
    const std::string how = end_in_words(t.model, end.who, end.manner, end.cause);
    if (bars.rows.size() < 8) {
      bars.rows.push_back(how);
      series.marks.push_back(share_mark(share));
      chart.alt += fmt::format("{}: {}. ", how, share_words(share));
    }
    table.rows.push_back({{how, {}},
                          {grouped(count), static_cast<double>(count)},
                          share_cell(share.share),
                          share_cell(share.low),
                          share_cell(share.high)});
  }
  bars.series.push_back(std::move(series));
  chart.shows = std::move(bars);
  std::string out = figure(chart) + html(table);
  if (s.triggers.empty()) return out;
  HtmlTable events{"Events behind it", {{"Event"}, {"Runs", true}, {"Share of those that end, %", true}}, {}};
  for (const auto& [name, count] : Summary::ranked(s.triggers, 50))
    events.rows.push_back(
        {{name, {}},
         {grouped(count), static_cast<double>(count)},
         {fmt::format("{:.1f}", 100.0 * static_cast<double>(count) / static_cast<double>(n)),
          static_cast<double>(count)}});
  return out + html(events);
}

std::string deals_part(const RunsTold& t, References& references) {
  HtmlTable table{"What is signed first, most often",
                  {{"Text"},
                   {"Runs", true},
                   {"Distance to Nash point", true},
                   {"to Kalai-Smorodinsky", true},
                   {"Still to gain without loss to others", true}},
                  {}};
  for (const auto& [package, count] : Summary::ranked(t.summary.deals, 10)) {
    if (package.empty()) continue;
    const DealQuality& q = references.quality(package);
    table.rows.push_back(
        {{fmt::format("{}", fmt::join(terms_in_words(t.model, package, t.model.war), "; ")), {}},
         {grouped(count), static_cast<double>(count)},
         {fmt::format("{:.2f}", q.nash), q.nash},
         {fmt::format("{:.2f}", q.kalai_smorodinsky), q.kalai_smorodinsky},
         {fmt::format("{:.2f}", q.pareto), q.pareto}});
  }
  return html(table) + paragraph(fmt::format("{} in {}. Distances are in utilities, between 0 and 1.",
                                             count_of(t.summary.deals.size(), "different text"),
                                             count_of(t.summary.with_deal(), "run")),
                                 "note");
}

namespace {
// Whose judgement a range is, and its shape where it is not even.
std::string experts_of(const Number& n) {
  std::string names = fmt::format("{}", fmt::join(n.experts, ", "));
  if (!n.peak()) return names;
  return fmt::format("triangular, peak at {:.6g}{}{}", *n.peak(), names.empty() ? "" : "; ", names);
}
}  // namespace

std::string assumptions_part(const Scenario& scenario, const std::vector<std::string>& varied) {
  static constexpr std::array<const char*, 4> marks{"", "S sourced", "E expert judgement", "F free"};
  HtmlTable table{"Every number with a range, a mark or a reason",
                  {{"Parameter"}, {"Value", true}, {"Low", true}, {"High", true}, {"Mark"}, {"Why"}},
                  {}};
  if (!varied.empty()) table.heads.push_back({"Varied here"});
  const auto number = [](const std::optional<double>& x) {
    return x ? HtmlCell{fmt::format("{:.6g}", *x), *x} : HtmlCell{};
  };
  for (const auto& a : assumptions_of(scenario)) {
    table.rows.push_back({{in_words(scenario, a.path), {}, a.path},
                          number(a.number.value),
                          number(a.number.low),
                          number(a.number.high),
                          {marks[static_cast<std::size_t>(a.number.mark)], {}, experts_of(a.number)},
                          {a.number.why, {}}});
    if (!varied.empty())
      table.rows.back().push_back(
          {std::find(varied.begin(), varied.end(), a.path) != varied.end() ? "varied" : "", {}});
  }
  if (table.rows.empty()) return paragraph(rests_on_words(scenario));
  return paragraph(rests_on_words(scenario) +
                   " S: from a source; E: somebody's judgement; F: free, to be varied before the result is "
                   "believed.") +
         html(table);
}

}  // namespace parley

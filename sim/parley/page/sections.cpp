#include "parley/page/sections.hpp"

#include <fmt/format.h>

#include "parley/runs/answer_words.hpp"
#include "parley/runs/html_answer.hpp"
#include "parley/runs/html_runs.hpp"
#include "parley/runs/html_story.hpp"
#include "parley/statistics/bounded_means.hpp"
#include "parley/support/counted.hpp"

namespace parley {

namespace {

PointSum sum_of(const std::vector<double>& values) {
  PointSum sum;
  for (const double x : values) sum.add(x);
  return sum;
}

std::string estimate_words(const Estimate& e) {
  if (!(e.value == e.value)) return "not known";
  if (!(e.low == e.low)) return fmt::format("{:.1f}% (interval not known)", 100 * e.value);
  return fmt::format("{:.1f}% ({:.1f} to {:.1f})", 100 * e.value, 100 * e.low, 100 * e.high);
}

Reading reading_of(const Estimate& e) {
  return {100 * e.value, 100 * e.low, 100 * e.high, estimate_words(e)};
}

HtmlCell percent_cell(double x) {
  return x == x ? HtmlCell{fmt::format("{:.1f}", 100 * x), x} : HtmlCell{"not known", {}};
}

// A chart and a table of the same readings.
struct Rows {
  HtmlTable table;
  RangeChart chart;
  std::string alt;
  void add(const std::string& name, std::size_t n, const Estimate& e) {
    chart.rows.push_back(name);
    chart.series.front().marks.push_back(reading_of(e));
    alt += fmt::format("{}: {}. ", name, estimate_words(e));
    table.rows.push_back({{name, {}},
                          {grouped(n), static_cast<double>(n)},
                          percent_cell(e.value),
                          percent_cell(e.low),
                          percent_cell(e.high)});
  }
};

Rows rows_of(const std::string& caption, const std::string& first, Colour colour) {
  Rows rows{{caption, {{first}, {"Runs", true}, {"%", true}, {"95% from", true}, {"to", true}}, {}}, {}, {}};
  rows.chart.bars = true;
  rows.chart.from = 0;
  rows.chart.series.push_back({"", colour, {}});
  return rows;
}

constexpr const char* luck_alone = "All assumptions at their central values; intervals tell chance only.";

std::string violence_part(const Played& p) {
  if (!p.model->war || p.by.covered.front().empty()) return "";
  Rows rows = rows_of("Deaths by week after the first signature, as a share of the four weeks before",
                      "Where and when", Colour::vermillion);
  for (std::size_t w = 0; w < p.by.covered.size(); ++w)
    if (const auto& values = p.by.covered[w]; !values.empty())
      rows.add(fmt::format("covered fronts, week {}", w + 1), values.size(), bounded_mean(sum_of(values)));
  for (std::size_t w = 0; w < p.by.others.size(); ++w)
    if (const auto& values = p.by.others[w]; !values.empty())
      rows.add(fmt::format("other fronts, week {}", w + 1), values.size(), bounded_mean(sum_of(values)));
  const auto& first = p.by.covered.front();
  Chart chart{"violence",
              fmt::format("In the first week of a first truce deaths on its fronts are {} of what they were",
                          estimate_words(bounded_mean(sum_of(first)))),
              fmt::format("n = {} runs that sign; means over runs, whether the truce still holds or not; "
                          "lines: 95% intervals. {}",
                          grouped(first.size()), luck_alone),
              rows.alt,
              "deaths, % of the four weeks before",
              "",
              {}};
  chart.shows = std::move(rows.chart);
  return figure(chart) + html(rows.table);
}

std::string control_part(const Played& p) {
  const Model& m = *p.model;
  if (!m.war || p.by.control.empty() || p.runs == 0) return "";
  Rows rows =
      rows_of("Share of each front that its first side holds on the last day", "Front", Colour::green);
  rows.chart.to = 100;
  for (const FrontId f : m.fronts.ids()) {
    const auto& values = p.by.control[f];
    if (values.empty()) continue;
    const std::string side = m.blocs[m.fronts[f].side[0]];
    rows.add(fmt::format("{}: {}", m.scenario.fronts[f].value.name, side), values.size(),
             bounded_mean(sum_of(values), 1));
  }
  Chart chart{
      "control",
      "Who holds what on the last day",
      fmt::format("n = {} runs; means over runs; lines: 95% intervals. {}", grouped(p.runs), luck_alone),
      rows.alt,
      "share held by the side named, %",
      "",
      {}};
  chart.shows = std::move(rows.chart);
  return figure(chart) + html(rows.table);
}

void add_if(std::vector<HtmlSection>& sections, const char* id, const char* title, std::string body) {
  if (!body.empty()) sections.push_back({id, title, std::move(body)});
}

}  // namespace

std::vector<HtmlSection> told_sections(const Played& p, std::uint32_t points, std::uint32_t per_point) {
  const Model& m = *p.model;
  const RunsTold told{m, p.summary, luck_alone};
  DoubtOptions doubt{.seed = p.seed, .points = points, .runs = per_point};
  for (const auto& set : p.given.set) doubt.held.push_back(set.substr(0, set.find('=')));
  Answers answers = answers_of(m.scenario, p.sums, p.summary, doubt);
  answers.record = p.given.record;
  std::vector<std::string> kills = kills_of(told);
  if (const std::string over = breaks_over_ranges(m, answers); !kills.empty() && !over.empty())
    kills.push_back(over + ".");
  std::vector<HtmlSection> sections{
      answer_section({m, answers, {}, "", deciders_in_words(answers), std::move(kills)})};
  if (!p.summary.truces.empty()) {
    sections.push_back({"how-long", "How long the first truce lasts", survival_part(told)});
    add_if(sections, "who-ended-it", "Who ended it, and why", ends_part(told));
  }
  sections.push_back({"how-runs-end", "How the runs end", endings_part(told)});
  add_if(sections, "violence-by-week", "Violence by week", violence_part(p));
  add_if(sections, "control-by-front", "Control by front", control_part(p));
  if (p.summary.with_deal() > 0) {
    References references(m);
    sections.push_back({"deals", "What is signed", deals_part(told, references)});
  }
  sections.push_back(words_section(sections));
  return sections;
}

HtmlSection story_section(const Played& p, std::uint32_t run, const std::string& why) {
  const Explained told = replay(*p.model, {p.seed, 0, run});
  std::string body = why.empty() ? "" : paragraph(why);
  body += story_part(*p.model, told, fmt::format("Run {}", run));
  return {"one-run", p.model->war ? "One run, day by day" : "One run, round by round", std::move(body)};
}

}  // namespace parley

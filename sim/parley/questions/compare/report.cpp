#include "parley/questions/compare/report.hpp"

#include <cmath>

#include "parley/runs/glossary.hpp"
#include "parley/runs/head.hpp"
#include "parley/runs/spread_words.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

std::string title_of(const Measure& m, int days, int kept) {
  if (m.name != "lasting" && m.name != "kept_days") return std::string(m.title);
  return fmt::format("{} {} days", m.title, m.share ? days : kept);
}

// What may be said of a difference: see statistics/claims.hpp.
std::string verdict(const Compared& m) {
  if (!m.comparable) return "";
  if (!(m.change.value == m.change.value)) return "";
  if (m.alike) return "  the same in every run";
  return clear_of_zero(m.change) ? "" : "  not clear of chance";
}

std::string number_or(double x, const char* unit, double scale, int digits = 1) {
  return std::isnan(x) ? "not known" : fmt::format("{:.{}f}{}", scale * x, digits, unit);
}

// Of numbers that are no shares: three digits that say something, and no tenth of a death in thousands.
int digits_of(double a, double b) {
  const double most = std::max(std::isnan(a) ? 0 : std::fabs(a), std::isnan(b) ? 0 : std::fabs(b));
  return most >= 100 ? 0 : most >= 10 ? 1 : 2;
}

int digits_of(const Compared& m) { return m.measure->in_percent() ? 1 : digits_of(m.a, m.b); }

// Of a difference, with its sign.
std::string size_in_words(const Compared& m, double size) {
  const bool share = m.measure->in_percent();
  return with_sign((share ? 100 : 1) * size, digits_of(m)) + (share ? " points" : "");
}

}  // namespace

std::string figure_in_words(const Compared& m, double of_side) {
  const bool share = m.measure->in_percent();
  return number_or(of_side, share ? "%" : "", share ? 100 : 1, digits_of(m));
}

std::string difference_in_words(const Compared& m) {
  if (!m.comparable) return "not compared";
  const bool share = m.measure->in_percent();
  return m.alike ? fmt::format("{:+.{}f}{}", 0.0, digits_of(m), share ? " points" : "")
                 : in_words(m.change, share ? 100 : 1, digits_of(m), share ? " points" : "");
}

std::string verdict_in_words(const Compared& m) {
  if (m.alike) return "the same in every run";
  if (std::isnan(m.change.value)) return "not known";
  if (!clear_of_zero(m.change)) return "no difference clear of chance";
  if (m.measure->better == 0) return m.change.value > 0 ? "more in B" : "less in B";
  return (m.change.value > 0) == (m.measure->better > 0) ? "B does better" : "A does better";
}

namespace {

void side(Page& page, const char* name, const CompareSide& s) {
  std::vector<std::string> told;
  for (const std::string& change : s.overrides) told.push_back(change_in_words(s.model->scenario, change));
  page.hanging(fmt::format("{}: ", name),
               fmt::format("{} ({}){}{}", s.model->scenario.name, s.file,
                           s.overrides.empty() ? "" : ", with ", fmt::join(told, ", ")));
}

void differences(Page& page, const CompareOptions& o, const Comparison& c) {
  page.section("At the central values (95% interval of the difference: luck; the same luck in both)");
  page.line(fmt::format("  {:<46}{:>10}{:>10}   {}", "", "A", "B", "B - A"));
  for (const Compared& m : c.measures) {
    page.line(fmt::format("  {:<46}{:>10}{:>10}   {}{}", title_of(*m.measure, o.days, c.kept),
                          figure_in_words(m, m.a), figure_in_words(m, m.b), difference_in_words(m),
                          verdict(m)));
    if (m.drawn_up && !m.alike)
      page.line(fmt::format("      {:<42}{:>10}{:>10}   {}", "half of the runs: at most",
                            figure_in_words(m, m.median_a), figure_in_words(m, m.median_b),
                            !m.comparable ? "" : size_in_words(m, m.median_change)));
    if (m.comparable && m.pairs > 0 && m.pairs < c.a.runs)
      page.hanging("      ",
                   fmt::format("A and B: of their runs that tell it; B - A: of the {} that tell it in both.",
                               count_of(m.pairs, "run")));
  }
  if (c.a.with_deal() > 0 && c.b.with_deal() > 0)
    page.line(fmt::format("  {:<46}{:>10.0f}{:>10.0f}", "first text, day or round in the median",
                          median(c.a.agreement_days), median(c.b.agreement_days)));
}

void survivals(Page& page, const Comparison& c) {
  page.section("How long the first truce lasts, of those signed");
  page.line(fmt::format("  {:<20}{:<30}{}", "", "A", "B"));
  for (const int day : {7, 30, 90})
    page.line(fmt::format("  {:<20}{:<30}{}", fmt::format("beyond {} days", day),
                          percent(survival(c.a.truces, day)), percent(survival(c.b.truces, day))));
  for (const auto& [name, side] : {std::pair{"A: ", &c.a}, std::pair{"B: ", &c.b}})
    if (const std::string why = followed_in_words(side->truces, 90); !why.empty())
      page.hanging(std::string("  ") + name, why);
}

std::string verdict_at_centre(const Compared& m, const char* title) {
  std::string told = fmt::format("{}: {} at the central values", title, verdict_in_words(m));
  if (!m.alike && !std::isnan(m.change.value))
    told += fmt::format(" (A {}, B {}; B less A {})", figure_in_words(m, m.a), figure_in_words(m, m.b),
                        size_in_words(m, m.change.value));
  return told;
}

int digits_of(const RobustMeasure& r) {
  return r.measure->in_percent() ? 0 : digits_of(r.spread_a.mean, r.spread_b.mean);
}
double scale_of(const RobustMeasure& r) { return r.measure->in_percent() ? 100 : 1; }

// A difference over the points.
std::string sized(const RobustMeasure& r, double x) { return with_sign(scale_of(r) * x, digits_of(r)); }

// How far other points would move a percentile.
std::string moved(const RobustMeasure& r, double error) {
  return fmt::format("{:.{}f}", scale_of(r) * error, digits_of(r));
}

std::string over_points(const RobustMeasure& r, std::size_t runs) {
  const Measure& m = *r.measure;
  if (!(r.mean_change.value == r.mean_change.value)) return "; over the assumptions it is not known";
  std::string text = fmt::format("; over the assumptions B less A is {}{} on average",
                                 sized(r, r.mean_change.value), m.in_percent() ? " points" : "");
  if (r.mean_change.low == r.mean_change.low)
    text += fmt::format(" ({} to {})", sized(r, r.mean_change.low), sized(r, r.mean_change.high));
  const Spread& s = r.spread_change;
  if (!s.known()) return text;
  if (s.alike() && s.mean == 0) return "; over the assumptions too, at every point";
  if (!s.told)
    return text +
           (s.widest10 == s.widest10
                ? fmt::format("; {} do not tell how far points differ beyond luck: 10th and 90th percentile "
                              "lie within {} to {}",
                              count_of(runs, "run") + " a point", sized(r, s.widest10), sized(r, s.widest90))
                : "; how far the points differ is not known");
  text +=
      fmt::format(" and, freed of luck, {} to {} (10th to 90th percentile", sized(r, s.p10), sized(r, s.p90));
  if (s.error10 == s.error10)
    text += fmt::format("; other points would move these by up to {} and {}", moved(r, s.error10),
                        moved(r, s.error90));
  return text + ")";
}

// Why the points say nothing of the assumptions; empty where they do.
std::string no_points_in_words(const CompareOptions& o, const Robustness& r) {
  if (o.points == 0) return "how far that holds over the assumptions is not shown";
  if (r.ranges == 0)
    return "no range is drawn that runs look at: how far that depends on the assumptions is not known";
  if (r.points >= least_points) return "";
  return fmt::format("{} {} too few to tell how far that holds over the assumptions: at least {}",
                     count_of(r.points, "point"), r.points == 1 ? "is" : "are", least_points);
}

const char* values_in_both(const Robustness& r) {
  return r.same_ranges
             ? "the same values and luck in both"
             : "the same luck in both; where both files have the same range its value is the same, where "
               "ranges differ as far along each, and a range of one file alone is drawn there alone";
}

void robust(Page& page, const CompareOptions& o, const Comparison& c) {
  const Robustness& r = c.robustness;
  if (r.points < least_points) return;  // the answer says so
  page.section("Over the assumptions: how far what is said above holds");
  page.hanging("  ", fmt::format("{} drawn over {}, {}, {} at each. "
                                 "Percentiles are freed of the luck of these few runs.",
                                 count_of(r.points, "point"),
                                 o.every_number ? count_of(r.ranges, "range") + ", declared or by rule"
                                                : count_of(r.ranges, "declared range"),
                                 values_in_both(r), count_of(o.runs, "run")));
  page.line(
      fmt::format("  {:<34}{:>18}  {:<23}{}", "", "at half of points", "B - A, mean", "B - A, at most:"));
  page.line(
      fmt::format("  {:<36}{:>8}{:>8}  {:<23}{}", "", "A", "B", "(95% interval)", "1 in 10  half  9 in 10"));
  for (const RobustMeasure& m : r.measures) {
    if (!m.spread_change.known()) continue;
    const bool share = m.measure->in_percent();
    const double scale = share ? 100 : 1;
    const auto plain = [&](double x) {
      return number_or(x, share ? "%" : "", scale, share ? 1 : digits_of(m));
    };
    const auto change = [&](double x) { return sized(m, x); };
    constexpr std::size_t room = 36;  // a longer title stands on a line of its own
    const std::string title = title_of(*m.measure, o.days, o.days);
    if (title.size() > room) page.line("  " + title);
    const std::string average =
        fmt::format("{}{}", change(m.mean_change.value),
                    m.mean_change.low == m.mean_change.low
                        ? fmt::format(" ({} to {})", change(m.mean_change.low), change(m.mean_change.high))
                        : "");
    page.line(fmt::format("  {:<{}}{:>8}{:>8}  {:<23}{}", title.size() > room ? "" : title, room,
                          plain(m.spread_a.p50), plain(m.spread_b.p50), average,
                          spread_columns(m.spread_change, change, {6, 6, 7})));
  }
  std::vector<const Spread*> spreads;
  for (const RobustMeasure& m : r.measures) spreads.push_back(&m.spread_change);
  if (const std::string why = not_told_in_words(spreads, o.runs); !why.empty()) page.hanging("  ", why);
  page.hanging("  ",
               "Intervals of the mean are over points. Ranges are taken as equally likely "
               "throughout and as independent, but for groups.");
  if (r.refused > 0)
    page.line(
        fmt::format("  {} left out: their numbers break a rule between them.", count_of(r.refused, "point")));
}

Json side_json(const CompareSide& s, const Summary& summary) {
  Json words = Json::array();
  for (const std::string& change : s.overrides) words.push_back(change_in_words(s.model->scenario, change));
  Json survived = Json::object();
  for (const int day : {7, 30, 90}) {
    const Interval i = survival(summary.truces, day);
    survived[std::to_string(day)] = {{"share", i.share}, {"low", i.low}, {"high", i.high}};
  }
  return {
      {"scenario", s.model->scenario.name},
      {"file", s.file},
      {"set", s.overrides},
      {"set_in_words", words},
      {"agreement_median", summary.with_deal() > 0 ? Json(median(summary.agreement_days)) : Json(nullptr)},
      {"truce_survival", survived}};
}

}  // namespace

std::string comparison_in_words(const CompareOptions& o, const Comparison& c) {
  std::string text;
  const Compared* centre = nullptr;
  for (const Compared& m : c.measures)
    if (m.measure->name == o.measure) {
      centre = &m;
      text = verdict_at_centre(m, title_of(*m.measure, o.days, c.kept).c_str());
    }
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  if (!o.instead_of.empty()) text = "Not told by how long first truces last: " + o.instead_of + ". " + text;
  const RobustMeasure* r = c.robustness.find(o.measure);
  if (const std::string why = no_points_in_words(o, c.robustness); !why.empty())
    return text + "; " + why + ".";
  if (r == nullptr) return text + ".";
  text += over_points(*r, o.runs) + ".";
  if (centre == nullptr) return text;
  const std::optional<bool> holds = holds_over_ranges(*centre, *r);
  if (!holds)
    return text + (r->spread_change.told || !clear_of_zero(centre->change) || centre->alike
                       ? ""
                       : " Whether that turns round at some of the points, so few runs do not tell.");
  return text + (*holds ? " It holds over the assumptions: fewer than 1 point in 10 turns it round."
                        : " Not robust over the assumptions: 1 point in 10 or more turns it round.");
}

std::string measure_in_words(const Measure& m, const CompareOptions& o, const Comparison& c) {
  return title_of(m, o.days, c.kept);
}

std::string comparison_text(const CompareSide& a, const CompareSide& b, const CompareOptions& o,
                            const Comparison& c, bool colour, std::size_t width) {
  Page page(colour, width);
  page.title("Comparison");
  side(page, "A", a);
  side(page, "B", b);
  page.line(fmt::format("{} of each, seed {}, parley {}", count_of(c.a.runs, "run"), o.seed, version()));
  rests_on(page, a.model->scenario, "(Those of A.) Intervals at the central values tell chance only.");
  if (a.model->war && b.model->war && a.model->days != b.model->days)
    page.hanging(
        "", fmt::format("The calendars differ: A has {} days, B {}. Texts broken, days of truce, deaths, "
                        "people displaced and aid add up over them and are not compared; how long first "
                        "truces last is. How runs end is told of each within its own calendar.",
                        a.model->days, b.model->days));
  page.section("The answer");
  page.hanging("  ", comparison_in_words(o, c));
  differences(page, o, c);
  if (!c.a.truces.empty() && !c.b.truces.empty()) survivals(page, c);
  robust(page, o, c);
  return with_words(page, colour, width);
}

std::string comparison_json(const CompareSide& a, const CompareSide& b, const CompareOptions& o,
                            const Comparison& c) {
  Json out = {{"version", version()},   {"seed", o.seed},      {"replicates", c.a.runs},
              {"horizon_days", o.days}, {"kept_days", c.kept}, {"a", side_json(a, c.a)},
              {"b", side_json(b, c.b)}};
  Json measures = Json::array();
  for (const Compared& m : c.measures)
    measures.push_back({{"measure", m.measure->name},
                        {"a", m.a},
                        {"b", m.b},
                        {"difference", m.change.value},
                        {"low", m.change.low},
                        {"high", m.change.high},
                        {"alike", m.alike},
                        {"comparable", m.comparable},
                        {"median_a", m.median_a},
                        {"median_b", m.median_b},
                        {"median_difference", m.median_change}});
  out["measure"] = o.measure;
  if (!o.instead_of.empty()) out["instead_of_lasting"] = o.instead_of;
  out["measures"] = measures;
  out["answer"] = comparison_in_words(o, c);
  const Robustness& r = c.robustness;
  if (r.points == 0) return dumped(out);
  const auto difference = [&](const RobustMeasure& m) {
    Json one = spread_json(m.spread_change);
    one["mean"] = m.mean_change.value;
    one["mean_low"] = m.mean_change.low;
    one["mean_high"] = m.mean_change.high;
    one["error10"] = m.spread_change.error10;
    one["error50"] = m.spread_change.error50;
    one["error90"] = m.spread_change.error90;
    return one;
  };
  Json list = Json::array();
  const RobustMeasure* chosen = nullptr;
  for (const RobustMeasure& m : r.measures) {
    if (m.measure->name == o.measure) chosen = &m;
    list.push_back({{"measure", m.measure->name},
                    {"a", spread_json(m.spread_a)},
                    {"b", spread_json(m.spread_b)},
                    {"difference", difference(m)}});
  }
  out["robustness"] = {{"ranges", r.ranges},
                       {"points", r.points},
                       {"points_refused", r.refused},
                       {"runs_per_point", o.runs},
                       {"measures", list}};
  if (chosen == nullptr) return dumped(out);
  Json points = Json::array();
  const auto mean_or_null = [](const PointSum& s) { return s.n > 0 ? Json(s.mean()) : Json(nullptr); };
  for (std::size_t p = 0; p < r.points; ++p)
    points.push_back({{"a", mean_or_null(chosen->a[p])}, {"b", mean_or_null(chosen->b[p])}});
  Json& robustness = out["robustness"];
  robustness["measure"] = o.measure;
  for (const Compared& m : c.measures)
    if (m.measure->name == o.measure) {
      const std::optional<bool> holds = holds_over_ranges(m, *chosen);
      robustness["holds"] = holds ? Json(*holds) : Json(nullptr);
    }
  robustness["by_point"] = points;
  return dumped(out);
}

}  // namespace parley

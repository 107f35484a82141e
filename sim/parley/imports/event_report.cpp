#include "parley/imports/event_report.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>

#include "parley/imports/draft.hpp"
#include "parley/imports/event_scenario.hpp"
#include "parley/support/counted.hpp"
#include "parley/writing/html.hpp"

namespace parley {

namespace {

constexpr std::size_t most_names = 8, most_lines = 6;
constexpr double walks_differ = 1.1;

std::string told(const Credible& e) {
  return fmt::format("{:.3g} ({:.3g} to {:.3g})", e.value, e.low, e.high);
}

std::string named(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t k = 0; k < std::min(names.size(), most_names); ++k)
    out += (k > 0 ? ", " : "") + printable(names[k], 40);
  if (names.size() > most_names) out += fmt::format(" and {} more", names.size() - most_names);
  return out;
}

std::string whole(double x) { return fmt::format("{:.0f}", x); }
// Shares of deaths: as few digits as tell them.
std::string number(double x) { return number_text(std::round(x * 1e6) / 1e6); }

class Report {
 public:
  Report(const EventTable& table, const EventWar& war, const WarFit& fit)
      : table_(table), war_(war), fit_(fit) {}

  std::string text() {
    read();
    fronts();
    estimates();
    goodness();
    left_out();
    limits();
    return out_;
  }

 private:
  template <class... T>
  void line(fmt::format_string<T...> format, T&&... of) {
    out_ += fmt::format(format, std::forward<T>(of)...) + "\n";
  }

  void read() {
    line("Events of {}, {} to {}", source_words(table_), to_string(war_.from), to_string(war_.to));
    line("  SHA-256  {}", table_.sha256);
    if (table_.source == EventSource::own) line("  columns  {}", table_.columns);
    line("  rows     {} read, {} used, {} bad{}", table_.read,
         std::count(war_.why.begin(), war_.why.end(), LeftOut::used), table_.bad,
         table_.other > 0 ? fmt::format(", {} not asked for (--where)", table_.other) : "");
    const char* const words[] = {"best", "low", "high"};
    line("  deaths   counted by the {} estimate", words[static_cast<int>(war_.count)]);
    if (table_.sums_differ > 0)
      line("  in {} rows the deaths of fighters, civilians and unknown do not add up to the best estimate",
           table_.sums_differ);
  }

  void fronts() {
    line(
        "\nFronts: lethal events of known day, and deaths of others (many days, week or month only; place "
        "spread)");
    line("  {:<20} {:<24} {:>6} {:>6} {:>6} {:>6}  {:<24} {:>12}", "", "", "", "", "", "", "",
         "deaths a day");
    line("  {:<20} {:<24} {:>6} {:>6} {:>6} {:>6}  {:<24} {:>5} {:>6}", "front", "camps", "events", "deaths",
         "others", "spread", "lethal events a day", "table", "model");
    double all_table = 0, all_model = 0;
    for (std::size_t f = 0; f < war_.fronts.size(); ++f) {
      const WarFront& front = war_.fronts[f];
      const double known = counted_of(front.known, war_.count),
                   others = counted_of(front.spread_out, war_.count);
      const double table = (known + others + front.placed_by_share) / static_cast<double>(war_.days());
      const double model = fit_.intensities[f].value * fit_.mean_of_law;
      all_table += table;
      all_model += model;
      line("  {:<20} {:<24} {:>6} {:>6.0f} {:>6.0f} {:>6.0f}  {:<24} {:>5.3g} {:>6.3g}", front.id,
           front.camps[0] + " - " + front.camps[1], front.sizes.size(), known, others, front.placed_by_share,
           told(fit_.intensities[f]), table, model);
    }
    line("  {:<20} {:<24} {:>6} {:>6} {:>6} {:>6}  {:<24} {:>5.3g} {:>6.3g}", "all", "", fit_.sizes.events,
         "", "", "", "", all_table, all_model);
    line(
        "  Sizes of events are the same on all fronts in the model: a front that differs has larger or "
        "smaller ones.");
  }

  void estimates() {
    line("\nAll fronts: estimate (95% of what the table leaves open)");
    line("  size of events: log-normal mean of the log  {}", told(fit_.sizes.mu));
    line("                  standard deviation          {}", told(fit_.sizes.sigma));
    line("                  Pareto exponent above {:<5} {}", number_text(fit_.sizes.law.tail_from),
         fit_.sizes.in_tail > 0
             ? fmt::format("{}, of {}", told(fit_.sizes.tail), count_of(fit_.sizes.in_tail, "event"))
             : "not known: the table has no such event");
    for (const OtherTail& other : fit_.other_tails)
      line("                  if it began at {:<12} {}, of {} events", number_text(other.from),
           told(other.tail), other.events);
    line("  clustering within a day                     {}", told(fit_.counts.clustering));
    line("  persistence from day to day                 {}", told(fit_.counts.persistence));
    line("  volatility                                  {}", told(fit_.counts.volatility));
    if (fit_.civilians) line("  civilians among the dead                    {}", told(*fit_.civilians));
    if (fit_.sizes.in_tail > 0 && fit_.sizes.tail.low <= least_event_tail)
      line(
          "  The tail may be heavier than Parley takes (exponent {} and less): the largest event then says "
          "most.",
          least_event_tail);
    if (const double r = std::max(fit_.sizes.disagreement, fit_.counts.disagreement); r > walks_differ)
      line("  Two walks through the posterior differ (R = {:.2f}, should be below {}): ranges are rough.", r,
           walks_differ);
  }

  void goodness() {
    line("\nDoes the model look like the table?");
    const SizeDistance& off = fit_.sizes.furthest;
    line(
        "  sizes: furthest off at {} deaths and fewer: {:.0f}% of the table's events, {:.0f}% of the fit's "
        "(distance "
        "{:.3f}).\n"
        "  Of tables drawn from the fit {:.0f}% lie further off{}",
        off.deaths, 100 * off.table, 100 * off.law, off.distance, 100 * fit_.sizes.further_off,
        fit_.sizes.further_off < 0.05 ? ": this one's sizes are of another kind" : "");
    line("  {:<46} {:>8}  {}", "days, all fronts together", "table", "95% of simulated tables");
    for (const FitCheck& check : fit_.checks)
      line("  {:<46} {:>8.3g}  {:.3g} to {:.3g}{}", check.what, check.table, check.low, check.high,
           check.fits() ? "" : "  not like it");
    if (fit_.shift)
      line(
          "  The level shifts on {}: {:.3g} events a day before, {:.3g} from then on. One level was fitted "
          "to both. Was there a\n"
          "  ceasefire, an offensive, or does the table begin or end there? Look at one side of it (--from, "
          "--to).",
          to_string(fit_.shift->day), fit_.shift->before, fit_.shift->after);
    if (fit_.silence)
      line("  No event at all from {} to {}: a lull, or a gap in the table. It was fitted as war.",
           to_string(fit_.silence->from), to_string(fit_.silence->to));
  }

  void left_out() {
    struct Lost {
      std::size_t rows = 0;
      double deaths = 0;
    };
    std::map<LeftOut, Lost> lost;
    double coarse = 0, used = 0;
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      const ViolentEvent& row = table_.rows[r];
      Lost& l = lost[war_.why[r]];
      ++l.rows;
      l.deaths += counted(row, war_.count);
      if (war_.why[r] != LeftOut::used) continue;
      const double deaths = counted(row, war_.count) * share_within(row, war_.from, war_.to);
      used += deaths;
      if (!row.day_known) coarse += deaths;
    }
    line("\nLeft out");
    if (std::all_of(lost.begin(), lost.end(), [](const auto& l) { return l.first == LeftOut::used; }) &&
        table_.bad == 0)
      line("  nothing");
    for (const auto& [why, l] : lost)
      if (why != LeftOut::used)
        line("  {:>6} events, {:>7.0f} deaths: {}", l.rows, l.deaths, left_out_words(why));
    if (table_.bad > 0) line("  {:>6} rows that cannot be read", table_.bad);
    if (!war_.lost_actors.empty()) line("  actors that the map does not have: {}", named(war_.lost_actors));
    if (!war_.lost_places.empty()) line("  places that the map does not have: {}", named(war_.lost_places));
    if (coarse > 0)
      line(
          "  {:.0f} of {:.0f} deaths are of events without a known day: they count for intensities, not for "
          "sizes and rhythm.",
          coarse, used);
  }

  void limits() {
    line("\nWhat an event table does not tell, and the scenario leaves open (mark F)");
    line(
        "  who wants what, and who talks to whom; who is stronger; who holds which ground; sieges; reserves; "
        "lulls");
    line(
        "  deaths that nobody reported: a table of events is a lower bound, and knows some places better "
        "than others");
    if (table_.source == EventSource::acled)
      line("  who the dead of battles were: ACLED does not tell them apart");
  }

  const EventTable& table_;
  const EventWar& war_;
  const WarFit& fit_;
  std::string out_;
};

std::string front_name(const EventWar& war, std::size_t f) {
  return f < war.fronts.size() ? war.fronts[f].id : "(other)";
}

}  // namespace

std::string event_report(const EventTable& table, const EventWar& war, const WarFit& fit) {
  return Report(table, war, fit).text();
}

TextRows week_rows(const EventTable& table, const EventWar& war) {
  TextRows rows{{"week", "front", "events", "deaths", "low", "high", "deaths_without_a_day"}};
  for (const FrontWeek& w : weeks_of(table, war))
    rows.push_back({to_string(w.monday), front_name(war, w.front), fmt::format("{}", w.sums.events),
                    number(w.sums.best), number(w.sums.low), number(w.sums.high), number(w.spread_out)});
  return rows;
}

TextRows place_rows(const EventTable& table, const EventWar& war) {
  TextRows rows{{"place", "events", "best", "low", "high", "deaths_a", "deaths_b", "civilians", "unknown"}};
  for (const PlaceSums& p : sums_by_place(table, war.from, war.to))
    rows.push_back({p.place, fmt::format("{}", p.sums.events), whole(p.sums.best), whole(p.sums.low),
                    whole(p.sums.high), whole(p.sums.deaths_a), whole(p.sums.deaths_b),
                    whole(p.sums.civilians), whole(p.sums.unknown)});
  return rows;
}

TextRows left_out_rows(const EventTable& table, const EventWar& war) {
  TextRows rows{{"line", "id", "date", "place", "actor_a", "actor_b", "deaths", "why"}};
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const ViolentEvent& row = table.rows[r];
    if (war.why[r] == LeftOut::used) continue;
    rows.push_back({fmt::format("{}", row.place.line), row.id, to_string(row.from), place_of(row),
                    row.actor_a, row.actor_b, fmt::format("{}", counted(row, war.count)),
                    std::string(left_out_words(war.why[r]))});
  }
  return rows;
}

TextRows fit_rows(const EventWar& war, const WarFit& fit) {
  TextRows rows{{"parameter", "value", "low", "high"}};
  const auto add = [&](const std::string& name, const Credible& e) {
    rows.push_back({name, number(e.value), number(e.low), number(e.high)});
  };
  for (std::size_t f = 0; f < war.fronts.size(); ++f)
    add("fronts." + war.fronts[f].id + ".intensity", fit.intensities[f]);
  add("war.event_mu", fit.sizes.mu);
  add("war.event_sigma", fit.sizes.sigma);
  if (fit.sizes.in_tail > 0)
    add("war.event_tail", fit.sizes.tail);
  else
    rows.push_back({"war.event_tail", "", "", ""});  // not known
  add("war.clustering", fit.counts.clustering);
  add("war.persistence", fit.counts.persistence);
  add("war.volatility", fit.counts.volatility);
  if (fit.civilians) add("war.civilians", *fit.civilians);
  return rows;
}

Chart week_chart(const EventTable& table, const EventWar& war) {
  const std::vector<FrontWeek> weeks = weeks_of(table, war);
  // The fronts with most deaths have lines of their own.
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t f = 0; f <= war.fronts.size(); ++f) {
    double deaths = 0;
    for (const FrontWeek& w : weeks)
      if (w.front == f) deaths += w.sums.best;
    if (deaths > 0) order.push_back({-deaths, f});
  }
  std::sort(order.begin(), order.end());
  Chart chart;
  chart.id = "weeks";
  chart.title = "Deaths by week and front";
  chart.basis = source_words(table) + ", best estimates";
  chart.alt = fmt::format("Deaths in each week on {} fronts, from {} to {}.", war.fronts.size(),
                          to_string(table.rows.front().from), to_string(war.to));
  chart.x_title = "week beginning on";
  chart.y_title = "deaths a week";
  CurveChart curves;
  if (weeks.empty()) return chart;
  const int first = weeks.front().monday.days, last = weeks.back().monday.days;
  curves.from = first;
  curves.to = std::max(last + 7, first + 7);
  const std::size_t lines = order.size() > most_lines ? most_lines - 1 : order.size();
  for (std::size_t k = 0; k < std::min(order.size(), lines + 1); ++k) {
    const bool rest = k == lines;
    std::set<std::size_t> of;
    for (std::size_t j = k; j < (rest ? order.size() : k + 1); ++j) of.insert(order[j].second);
    std::map<int, double> deaths;
    for (int week = first; week <= last; week += 7) deaths[week] = 0;
    for (const FrontWeek& w : weeks)
      if (of.contains(w.front)) deaths[w.monday.days] += w.sums.best;
    CurveChart::Curve curve;
    curve.name = rest ? fmt::format("{} others", of.size()) : front_name(war, order[k].second);
    std::tie(curve.colour, curve.dashed) = line_style(k);
    curve.shape = CurveChart::Shape::line;
    for (const auto& [week, n] : deaths)
      curve.points.push_back(
          {week + 3.5,
           {n, no_value, no_value,
            fmt::format("{}, week of {}: {:.0f} deaths", curve.name, to_string(Date{week}), n)}});
    curves.curves.push_back(std::move(curve));
  }
  const int step = std::max(1, (last - first) / 7 / 6 + 1) * 7;
  for (int week = first; week <= last; week += step)
    curves.ticks.push_back({static_cast<double>(week), to_string(Date{week})});
  curves.spans.push_back(
      {std::max<double>(war.from.days, curves.from), std::min<double>(war.to.days + 1, curves.to)});
  curves.spans_are = "days that were fitted";
  chart.shows = std::move(curves);
  return chart;
}

std::string svg_file(const Chart& chart) {
  // On a page the title stands above the picture; here it is put into it.
  std::string picture = svg(chart);
  const std::string head = "<svg viewBox=\"0 0 ";
  const std::size_t end = picture.find('>'), height = picture.find(' ', head.size());
  const std::size_t quote = picture.find('"', head.size());
  if (!picture.starts_with(head) || height == std::string::npos || quote == std::string::npos ||
      height > quote || quote > end)
    return picture;
  constexpr int title = 48;
  const std::string width = picture.substr(head.size(), height - head.size());
  const int tall = std::stoi(picture.substr(height + 1, quote - height - 1)) + title;
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 -{} "
      "{} {}\"{}>\n"
      "<text x=\"8\" y=\"-26\" font-size=\"16\">{}</text>\n<text x=\"8\" y=\"-8\" fill=\"#444\">{}</text>{}",
      title, width, tall, picture.substr(quote + 1, end - quote - 1), escaped(chart.title),
      escaped(chart.basis), picture.substr(end + 1));
}

}  // namespace parley

#include "parley/runs/html_story.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "parley/runs/head.hpp"
#include "parley/runs/party_rows.hpp"

namespace parley {

namespace {

std::string cut(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  return text.substr(0, text.rfind(' ', most)) + " ...";
}

// The first days of months, or every week of a short calendar.
std::vector<CurveChart::Tick> date_ticks(const Model& m) {
  std::vector<CurveChart::Tick> ticks;
  const int months = m.days / 30;
  for (int day = 0; day < m.days; ++day) {
    const std::string date = m.date(day);
    const bool first = date.ends_with("-01");
    const int month = first ? std::stoi(date.substr(5, 2)) : 0;
    if (months < 2 ? day % 7 == 0
                   : first && (month - 1) % (months < 9    ? 1
                                             : months < 18 ? 2
                                             : months < 40 ? 6
                                                           : 12) ==
                                  0)
      ticks.push_back({static_cast<double>(day), date});
  }
  return ticks;
}

std::string word_of(std::string_view kind) {
  if (kind == "signed") return "signed";
  if (kind == "in_force") return "in force";
  if (kind == "denounced" || kind == "lapsed" || kind == "unravelled") return "truce ends";
  if (kind == "walked_out") return "walk-out";
  if (kind == "broken_off") return "talks broken off";
  return "";
}

void put_events(CurveChart& c, const Model& m, const Explained& run) {
  for (const auto& e : run.entries) {
    const std::string word = word_of(e.kind);
    if (word.empty() && e.kind != "outside_event" && e.kind != "surrender" && e.kind != "refused") continue;
    c.flags.push_back(
        {static_cast<double>(e.day), word, m.date(e.day) + ": " + cut(e.text, 140), !word.empty()});
  }
  const auto& days = run.trace.days;
  for (std::size_t day = 0; day < days.size(); ++day) {
    if (!days[day].truce) continue;
    if (!c.spans.empty() && c.spans.back().to == static_cast<double>(day) - 0.5) {
      c.spans.back().to += 1;
    } else {
      c.spans.push_back({static_cast<double>(day) - 0.5, static_cast<double>(day) + 0.5});
    }
  }
  c.spans_are = "shaded: a truce is in force";
  c.ticks = date_ticks(m);
  c.from = -0.5;
  c.to = m.days - 0.5;
}

std::string outcome_in_words(const Model& m, const Explained& run) {
  const Outcome& o = run.outcome;
  if (o.deals == 0) return fmt::format("no deal ({})", ending_names[static_cast<std::size_t>(o.ending)]);
  std::string text = fmt::format("{} from {}", o.has_truce() ? "a truce" : "a text without a ceasefire",
                                 m.date(o.agreement_day));
  if (o.first_truce_ended)
    text += fmt::format(" breaks after {}", count_of(static_cast<std::size_t>(o.first_truce_days), "day"));
  if (o.deals > 1) text += fmt::format(", {} texts signed in all", o.deals);
  return text + (o.ending == Ending::holding ? ", one in force at the end" : ", none in force at the end");
}

// Deaths a day as columns, fronts upon each other: a curve holds its own deaths and those of all after it,
// and is painted before them.
std::vector<CurveChart::Curve> columns_by_front(const Model& m, const Trace& t) {
  constexpr std::size_t most = 5;
  constexpr std::array<Colour, most + 1> colours{Colour::blue,  Colour::vermillion, Colour::green,
                                                 Colour::ochre, Colour::purple,     Colour::grey};
  const std::size_t fronts = m.fronts.size();
  std::vector<double> toll(fronts, 0.0);
  for (std::size_t i = 0; i < t.fronts.size(); ++i) toll[i % fronts] += t.fronts[i].deaths;
  std::vector<std::size_t> order(fronts);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return toll[a] > toll[b]; });
  const std::size_t parts = std::min(fronts, most + 1);  // the last part: all fronts that are left
  std::vector<CurveChart::Curve> curves(parts);
  for (std::size_t k = 0; k < parts; ++k) {
    const auto& [key, front] = m.scenario.fronts.rows[order[k]];
    curves[k].name = k == most && fronts > parts ? "other fronts" : front.name.empty() ? key.id : front.name;
    curves[k].colour = colours[k];
    curves[k].shape = CurveChart::Shape::columns;
  }
  for (std::size_t day = 0; day < t.days.size(); ++day) {
    double height = 0;
    for (std::size_t k = parts; k-- > 0;) {
      double own = 0;
      bool covered = false;
      for (std::size_t f = k; f < (k + 1 == parts ? fronts : k + 1); ++f) {
        own += t.fronts[day * fronts + order[f]].deaths;
        covered = covered || t.fronts[day * fronts + order[f]].covered;
      }
      height += own;
      curves[k].points.push_back(
          {static_cast<double>(day),
           {height, no_value, no_value,
            fmt::format("{} on {}{}", count_of(static_cast<std::size_t>(own), "death"),
                        m.date(static_cast<int>(day)), covered ? ", covered by the truce" : "")}});
    }
  }
  return curves;
}

std::string deaths(const Model& m, const Explained& run, const std::string& name) {
  if (m.fronts.empty()) return "";
  CurveChart c;
  c.curves = columns_by_front(m, run.trace);
  put_events(c, m, run);
  double most = 0;
  for (const auto& day : run.trace.days) most = std::max(most, day.deaths);
  const auto whole = [](double x) { return grouped(static_cast<std::size_t>(std::lround(x))); };
  const Outcome& o = run.outcome;
  Chart chart{
      "timeline",
      fmt::format("{}: {}; {} deaths{}", name, outcome_in_words(m, run), whole(o.deaths),
                  o.truce_days > 0
                      ? fmt::format(", {} of them in fighting where a truce held", whole(o.deaths_in_truce))
                      : ""),
      fmt::format(
          "n = 1 run of {} days; one run has no interval. Columns: deaths a day, by front, upon each other. "
          "Upright lines: texts signed and truces ended (solid), events from outside, surrenders and "
          "refusals "
          "(dotted).",
          m.days),
      fmt::format("At most {} deaths on one day. ", whole(most)),
      "date",
      "deaths a day",
      {}};
  for (const auto& curve : c.curves) {
    double own = 0;
    for (const auto& p : curve.points) own += p.y.value;
    if (&curve != &c.curves.back())
      for (const auto& p : (&curve)[1].points) own -= p.y.value;
    chart.alt += fmt::format("{}: {} deaths. ", curve.name, whole(own));
  }
  chart.alt += "The events stand in the table below.";
  chart.shows = std::move(c);
  return figure(chart);
}

// Who holds how much of each front, by day, where that changes.
std::string ground(const Model& m, const Explained& run) {
  const Trace& t = run.trace;
  const std::size_t fronts = m.fronts.size();
  CurveChart c;
  std::string alt, title;
  double most = 0;
  for (const FrontId f : m.fronts.ids()) {
    const double first = m.fronts[f].line.share();
    CurveChart::Curve line;
    double last = first, farthest = 0;
    for (std::size_t day = 0; day < t.days.size(); ++day) {
      last = t.fronts[day * fronts + f.position()].control;
      farthest = std::max(farthest, std::fabs(last - first));
      line.points.push_back({static_cast<double>(day),
                             {last, no_value, no_value,
                              fmt::format("{:.0f}% on {}", 100 * last, m.date(static_cast<int>(day)))}});
    }
    if (farthest <= 0) continue;
    const auto& [key, front] = m.scenario.fronts.rows[f.position()];
    const auto [colour, dashed] = line_style(c.curves.size());
    line.name =
        fmt::format("{} ({})", front.name.empty() ? key.id : front.name, m.blocs[m.fronts[f].side[0]]);
    line.colour = colour;
    line.dashed = dashed;
    line.shape = CurveChart::Shape::steps;
    alt += fmt::format("{}: {:.0f}% at first, {:.0f}% at the end. ", line.name, 100 * first, 100 * last);
    if (title.empty() || farthest > most)
      title = fmt::format("{}: from {:.0f}% to {:.0f}%", line.name, 100 * first, 100 * last);
    most = std::max(most, farthest);
    c.curves.push_back(std::move(line));
  }
  if (c.curves.empty()) return "";
  put_events(c, m, run);
  c.top = 1;
  return figure(
      {"ground", title,
       "n = 1 run. The share of each front whose line moves that its first side, named in brackets, holds.",
       alt, "date", "share held", std::move(c)});
}

// How far each party that signs trusts the other side, by day.
std::string trust(const Model& m, const Explained& run) {
  const std::size_t days = run.trace.parties.size() / std::max<std::size_t>(1, m.parties().size());
  if (days == 0) return "";
  CurveChart c;
  const auto looks = party_looks(m);
  double largest = 0;
  std::string title, alt;
  for (const PartyId p : m.parties()) {
    if (m.signatory[p] == 0 || run.trace.parties[p.position()].prevail < 0) continue;
    CurveChart::Curve line{m.party(p).name, looks[p].colour, looks[p].dashed, CurveChart::Shape::line, {}};
    for (std::size_t day = 0; day < days; ++day) {
      const double t = run.trace.parties[day * m.parties().size() + p.position()].trust;
      line.points.push_back(
          {static_cast<double>(day),
           {t, no_value, no_value, fmt::format("{:.2f} on {}", t, m.date(static_cast<int>(day)))}});
    }
    const double first = line.points.front().y.value, last = line.points.back().y.value;
    alt += fmt::format("{}: {:.2f} at first, {:.2f} at the end. ", line.name, first, last);
    if (title.empty() || std::fabs(last - first) > largest) {
      largest = std::fabs(last - first);
      title = fmt::format("Trust of {} {} from {:.2f} to {:.2f}", line.name,
                          last < first   ? "falls"
                          : last > first ? "rises"
                                         : "stays",
                          first, last);
    }
    c.curves.push_back(std::move(line));
  }
  if (c.curves.empty()) return "";
  put_events(c, m, run);
  c.top = 1;
  return figure(
      {"trust", title,
       "n = 1 run. How likely a party thinks it that the other side keeps to what it signs, between 0 and 1.",
       alt, "date", "trust", std::move(c)});
}

// What each party asks for, by its own value of it: how far it comes down.
std::string concessions(const Model& m, const Explained& run) {
  CurveChart c;
  const Trace& t = run.trace;
  ListBy<PartyId, CurveChart::Curve> by_party(m.parties().size());
  double x = 0;
  int round_before = -1;
  const auto looks = party_looks(m);
  std::string alt, title;
  double largest = -1;
  for (const auto& meeting : t.meetings) {
    round_before = -1;
    for (std::size_t i = meeting.first; i < meeting.last; ++i) {
      const Said& said = t.talk.said[i];
      if (said.round != round_before) ++x;
      round_before = said.round;
      if (said.saying != Saying::offer && said.saying != Saying::draft) continue;
      if (said.who == nobody || m.signatory[*said.who] == 0) continue;
      const double own = said.utility;
      const double at = m.war ? meeting.day : x;
      auto& points = by_party[*said.who].points;
      if (!points.empty() && points.back().x == at) points.pop_back();
      points.push_back(
          {at,
           {own, no_value, no_value,
            fmt::format("{:.2f} {}", own,
                        m.war ? "on " + m.date(meeting.day) : fmt::format("in round {:.0f}", x))}});
    }
  }
  for (const PartyId p : m.parties()) {
    auto& line = by_party[p];
    if (line.points.empty()) continue;
    line.name = m.party(p).name;
    line.colour = looks[p].colour;
    line.dashed = looks[p].dashed;
    const double first = line.points.front().y.value, last = line.points.back().y.value;
    alt += fmt::format("{}: {:.2f} at first, {:.2f} at last. ", line.name, first, last);
    if (first - last > largest) {
      largest = first - last;
      title = fmt::format("{} {} from {:.2f} to {:.2f}", line.name,
                          last < first ? "comes down furthest," : "asks for no less,", first, last);
    }
    c.curves.push_back(std::move(line));
  }
  if (c.curves.empty()) return "";
  if (m.war) {
    put_events(c, m, run);
    double last = 0;  // no more of the calendar than there are talks
    for (const auto& line : c.curves) last = std::max(last, line.points.back().x);
    c.to = std::min(c.to, last + 14.5);
    std::erase_if(c.flags, [&](const auto& f) { return f.at > c.to; });
    std::erase_if(c.spans, [&](const auto& s) { return s.from > c.to; });
    if (c.to < 60) {
      c.ticks.clear();
      for (int day = 0; day < c.to; day += 7 * (c.to < 40 ? 1 : 2))
        c.ticks.push_back({static_cast<double>(day), m.date(day)});
    }
    std::erase_if(c.ticks, [&](const auto& tick) { return tick.at > c.to; });
  } else {
    c.from = 1;
    c.to = std::max(2.0, x);
    for (const double at : round_ticks(0, c.to, 8))
      if (at >= 1 && at <= c.to && at == std::floor(at)) c.ticks.push_back({at, fmt::format("{:.0f}", at)});
    if (run.outcome.deals > 0)
      c.flags.push_back({std::min(c.to, std::max<double>(1, run.outcome.agreement_day)), "agreed",
                         "the parties agree", true});
  }
  c.top = 1;
  return figure({"concessions", "What is asked for: " + title,
                 "n = 1 run. Each party's own value (utility, 0 to 1) of the last text it proposed.", alt,
                 m.war ? "date" : "round", "own value of what is asked for", std::move(c)});
}

}  // namespace

std::string choice_in_words(const Model& m, const Representative& r) {
  std::string text = fmt::format("Chosen because {} of {} runs end as it does ({})", grouped(r.alike),
                                 grouped(r.runs), ending_names[static_cast<std::size_t>(r.ending)]);
  if (r.first_truce_days >= 0) {
    text += fmt::format(", and its first truce, of {}, has the median length of theirs",
                        count_of(static_cast<std::size_t>(r.first_truce_days), "day"));
    if (r.end != EndOfTruce{})
      text += fmt::format(" and ends as most of that length do ({})",
                          end_in_words(m, r.end.who, r.end.manner, r.end.cause));
  }
  return text + ". It is one course that things can take, not a forecast.";
}

std::string story_part(const Model& m, const Explained& run, const std::string& name) {
  std::string out;
  if (m.war) out = deaths(m, run, name) + ground(m, run) + trust(m, run);
  out += concessions(m, run);
  HtmlTable table{"What happened", {{m.war ? "Date" : "Round", false, true}, {"What"}}, {}};
  for (const auto& e : run.entries)
    if (e.kind != "week" && e.kind != "month")
      table.rows.push_back({{dates_of(m, e), static_cast<double>(e.day)}, {e.text, {}}});
  return out + html(table);
}

}  // namespace parley

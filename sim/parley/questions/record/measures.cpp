#include "parley/questions/record/measures.hpp"

#include <algorithm>

#include "parley/runs/lasting.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

namespace {

struct Run {
  const Model& model;
  const Outcome& outcome;
  const Trace* trace;

  int day(Date date) const { return date.days - model.scenario.calendar->start.days; }
  FrontId front(const FrontRef& ref) const { return FrontId(model.scenario.fronts.position(ref.id)); }
};

double yes(bool so) { return so ? 1 : 0; }

double value(const DeathsShare& m, const Run& run) {
  const Response& r = run.outcome.response;
  const int kind = m.outside ? 1 : 0;
  const int first = static_cast<int>(m.from_week) - 1, last = static_cast<int>(m.to_week) - 1;
  if (!r.has(kind, last)) return unknown;
  double sum = 0;
  for (int w = first; w <= last; ++w) sum += r.share(kind, w);
  return sum / (last - first + 1);
}

int days_left(const Run& run) { return run.model.days - 1 - run.outcome.agreement_day; }

double value(const ReturnDays&, const Run& run) {
  const Response& r = run.outcome.response;
  if (!(r.before[0] > 0)) return unknown;
  return r.return_days >= 0 ? r.return_days : days_left(run);
}

// Whether the calendar goes on for so many days after a day: a text that cannot be followed for so long is
// left out whether it ended or not, or what is left would be the failures.
bool followed(const Run& run, int from, double days) { return from + days < run.model.days; }

double value(const TruceDays& m, const Run& run) {
  const Outcome& o = run.outcome;
  if (!o.has_truce() || !followed(run, o.agreement_day, m.up_to)) return unknown;
  return std::min<double>(o.first_truce_days, m.up_to);
}

double value(const DeathsBetween& m, const Run& run) {
  double sum = 0;
  for (int d = run.day(m.from); d <= run.day(m.to); ++d) {
    const auto day = static_cast<std::size_t>(d);
    if (m.fronts.empty()) sum += run.trace->days[day].deaths;
    for (const FrontRef& ref : m.fronts)
      sum += run.trace->fronts[day * run.model.fronts.size() + run.front(ref).position()].deaths;
  }
  return sum;
}

double value(const LastsBeyond& m, const Run& run) {
  const Outcome& o = run.outcome;
  if (!o.has_truce() || !followed(run, o.agreement_day, m.days)) return unknown;
  return yes(o.first_truce_days > m.days);
}

double value(const InForce& m, const Run& run) {
  return yes(run.trace->days[static_cast<std::size_t>(run.day(m.on))].truce);
}

double value(const EndedBy& m, const Run& run) {
  const Outcome& o = run.outcome;
  if (!o.has_truce()) return unknown;
  return yes(o.ended_by == PartyId(run.model.scenario.parties.position(m.party.id)));
}

double value(const EndedOver& m, const Run& run) {
  static_assert(static_cast<int>(Cause::mass_event) == static_cast<int>(EndReason::mass_event) + 1 &&
                static_cast<int>(Cause::unforced) == static_cast<int>(EndReason::unforced) + 1);
  const Outcome& o = run.outcome;
  if (!o.has_truce()) return unknown;
  return yes(std::any_of(m.reasons.begin(), m.reasons.end(),
                         [&](EndReason r) { return static_cast<int>(o.cause) == static_cast<int>(r) + 1; }));
}

double value(const SignedBy& m, const Run& run) {
  const int day = run.outcome.agreement_day;
  return yes(run.outcome.deals > 0 && day <= run.day(m.date));
}

double value(const NextText& m, const Run& run) {
  const Outcome& o = run.outcome;
  if (!o.has_truce()) return unknown;
  if (!o.first_truce_ended) return 0;
  if (!followed(run, o.collapse_day, m.within)) return unknown;
  for (const Happening& h : run.trace->happenings)
    if (h.what == Happened::signed_deal && h.day >= o.collapse_day && h.day > o.agreement_day)
      return yes(h.day <= o.collapse_day + m.within);
  return 0;
}

double value(const FrontFalls& m, const Run& run) {
  const FrontId front = run.front(m.front);
  const auto emptied = [&](const Happening& h) {
    if (h.what == Happened::surrender) return h.front == front;
    if (h.what == Happened::front_won)  // the garrison has lost it
      return h.front == front && run.model.fronts[front].besieger.value_or(h.side) == h.side;
    if (h.what != Happened::outside_event || h.front != front) return false;
    const auto& events = h.random ? run.model.random : run.model.dated;
    return events[*h.event].kind == EventKind::evacuation;
  };
  const auto& all = run.trace->happenings;
  return yes(std::any_of(all.begin(), all.end(),
                         [&](const Happening& h) { return h.day <= run.day(m.by) && emptied(h); }));
}

// How a run stands on the evening of a day.
struct Evening {
  const Model& model;
  const Situation& s;
  int day;

  const Outcome& o() const { return s.outcome; }
  bool reached(Date date) const { return day >= date.days - model.scenario.calendar->start.days; }
  bool followed(int from, double days) const { return from + days < model.days; }
  bool is_signed() const { return o().deals > 0; }
  // Of the first truce, once it is known whether the first text is one.
  bool no_truce() const { return is_signed() && !o().has_truce(); }
  bool ended() const { return is_signed() && o().first_truce_ended; }
  int calm_days() const { return is_signed() ? s.truce.calm_days(day + 1) : 0; }
};

bool known(const DeathsShare& m, const Evening& e) {
  return e.is_signed() && e.day - e.o().agreement_day >= 7 * m.to_week;
}
bool known(const ReturnDays&, const Evening& e) {
  const Response& r = e.o().response;
  return e.is_signed() && (!(r.before[0] > 0) || r.return_days >= 0);
}
bool known(const TruceDays& m, const Evening& e) {
  return e.no_truce() || e.ended() || (e.is_signed() && !e.followed(e.o().agreement_day, m.up_to)) ||
         e.calm_days() >= m.up_to;
}
bool known(const LastsBeyond& m, const Evening& e) {
  return e.no_truce() || e.ended() || (e.is_signed() && !e.followed(e.o().agreement_day, m.days)) ||
         e.calm_days() > m.days;
}
bool known(const DeathsBetween& m, const Evening& e) { return e.reached(m.to); }
bool known(const InForce& m, const Evening& e) { return e.reached(m.on); }
bool known(const EndedBy&, const Evening& e) { return e.no_truce() || e.ended(); }
bool known(const EndedOver&, const Evening& e) { return e.no_truce() || e.ended(); }
bool known(const SignedBy& m, const Evening& e) { return e.is_signed() || e.reached(m.date); }
bool known(const NextText& m, const Evening& e) {
  return e.no_truce() ||
         (e.ended() && (!e.followed(e.o().collapse_day, m.within) || e.day >= e.o().collapse_day + m.within));
}
bool known(const FrontFalls& m, const Evening& e) { return e.reached(m.by); }

}  // namespace

Unit unit_of(const CaseMeasure& measure) {
  if (is_yes_no(measure)) return Unit::yes_no;
  if (std::holds_alternative<DeathsShare>(measure)) return Unit::share;
  return std::holds_alternative<DeathsBetween>(measure) ? Unit::deaths : Unit::days;
}

bool needs_trace(const CaseMeasure& measure) {
  return std::visit(
      [](const auto& m) {
        using M = std::decay_t<decltype(m)>;
        return std::is_same_v<M, DeathsBetween> || std::is_same_v<M, InForce> ||
               std::is_same_v<M, NextText> || std::is_same_v<M, FrontFalls>;
      },
      measure);
}

double measured(const CaseMeasure& measure, const Model& model, const Outcome& outcome, const Trace* trace) {
  const Run run{model, outcome, trace};
  return std::visit([&](const auto& m) { return value(m, run); }, measure);
}

bool settled(const CaseMeasure& measure, const Model& model, const Situation& situation, int day) {
  const Evening evening{model, situation, day};
  return std::visit([&](const auto& m) { return known(m, evening); }, measure);
}

std::optional<double> most_days(const CaseMeasure& measure, const Scenario& scenario) {
  if (const auto* days = std::get_if<TruceDays>(&measure)) return days->up_to.value;
  if (!std::holds_alternative<ReturnDays>(measure)) return std::nullopt;
  const int calendar = scenario.calendar->end.days - scenario.calendar->start.days;
  return calendar - (scenario.deal ? deal_day_of(scenario) : 0);
}

}  // namespace parley

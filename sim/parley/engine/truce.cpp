// The truce: its terms, its beginning and its end.

#include <algorithm>
#include <cmath>

#include "parley/engine/factions.hpp"
#include "parley/engine/keeping.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr double quiet_share = 0.5;  // of war: a quiet day is at or below

// What was to come into force so many days after signature.
void come_into_force(const Day& day, Truce& truce, Patrons& patrons, Recorder& record) {
  const ClauseBook& book = day.m.clauses;
  bool any = false;
  for (const IssueId i : day.m.talks.space.issues()) {
    const OptionIndex option = day.m.talks.space.option(truce.deal, i);
    if (option == book.status_quo[i] || book.clauses[i][option].after != truce.age(day.number)) continue;
    any = true;
    record.happened(day.number, {.what = Happened::entered, .issue = i, .option = option});
  }
  if (any) apply_terms(day, truce, patrons);
}

// Where parts of parties are who is mixed with a group, they choose (parting.cpp).
void separate(const Model& m, const Truce& truce, Ground& ground) {
  const double kept = scalar_pow(1.0 - truce.terms.separation, 1.0 / 7.0);
  for (const FrontId f : ground.fronts.ids())
    if (truce.covers(f))
      for (std::size_t g = 0; g < m.fronts[f].intermingled.size(); ++g)
        if (!parts_are_mixed(m, f, m.fronts[f].intermingled[g].first))
          ground.fronts[f].intermingled[g] *= kept;
}

// Rest, recruits and supplies: seen by all, so that true strength and every belief move together.
void rearm(const Model& m, Forces& forces) {
  for (const ContestId c : m.contest.ids()) shift_strength(forces, c, m.rearm[c]);
}

Happening end_of_truce(const Day& day, const TruceEnd& end) {
  Happening h{.what = end.how, .who = end.who, .cause = end.cause};
  if (end.who == nobody) return h;
  const PartyId p = *end.who;
  const State& s = day.s;
  const TruceValue& v = s.worth.now[p];
  h.utility = day.m.worth_of(p, s.truce.counted_on, s.truce.age(day.number), {&s.truce.waiting});
  h.reservation = s.war.reservation[p];
  h.pressure = v.pressure;
  h.trust = v.trust;
  h.value = h.kept = v.value();
  h.tempted = v.gain;
  h.worth = v;
  h.because = s.trust.grievance[p].happening;
  return h;
}

// Commanders on each side of a front expect of the other what their leaders trust it to do, until they see.
void expect_calm(const Day& day, Orders& orders) {
  const Model& m = day.m;
  for (const FrontId f : m.fronts.ids())
    for (std::size_t k = 0; k < 2; ++k) {
      orders.quiet[f][k] =
          mean_of_side(m, f, k, [&](PartyId p) { return trust_in_other_camp(day, p); }).value_or(0.0);
    }
}

// How the first truce ended.
void account_for(const Day& day, const TruceEnd& end, Outcome& o) {
  if (!o.has_truce() || o.first_truce_ended) return;
  o.first_truce_ended = true;
  o.first_truce_days = day.s.truce.calm_days(day.number);
  o.collapse_day = day.number;
  o.manner = end.how == Happened::denounced ? Manner::denounced
             : end.how == Happened::lapsed  ? Manner::lapsed
             : end.how == Happened::beaten  ? Manner::void_
                                            : Manner::unravelled;
  o.ended_by = end.who;
  o.cause = end.cause;
  if (end.who != nobody &&
      (end.cause == Cause::mass_event || end.cause == Cause::patron || end.cause == Cause::violations)) {
    const Grievance& g = day.s.trust.grievance[*end.who];
    o.trigger = g.happening;
    o.trigger_name = g.name;
    o.trigger_author = g.author;
  }
}

// Does some clause of the text wait for quiet days?
bool stages(const Model& m, PackageView text) {
  const Space& space = m.talks.space;
  return std::ranges::any_of(space.issues(),
                             [&](IssueId i) { return m.clauses.clauses[i][space.option(text, i)].staged; });
}

}  // namespace

void apply_terms(const Day& day, Truce& truce, Patrons& patrons) {
  put_into_force(day.m.clauses, day.m.talks.space, truce.deal, truce.unlocked, truce.age(day.number),
                 truce.terms);
  truce.noticed = day.m.noticed(truce.terms.covers);
  if (truce.calm_since < 0 && truce.terms.covers.size() > 0) truce.calm_since = day.number;
  if (day.m.excluded_groups) truce.attack = day.m.attack_size(truce.terms.covers);
  press_clients(day, patrons);
  if (truce.terms.renewal <= 0) {
    truce.next_renewal = -1;
  } else if (truce.next_renewal < 0) {
    truce.next_renewal = day.number + static_cast<int>(std::ceil(truce.terms.renewal));
  }
}

void begin_truce(const Day& day, PackageView text, Truce& truce, TruceWorth& worth, Orders& orders,
                 Trust& trust, Forces& forces, Patrons& patrons, Outcome& o) {
  const Model& m = day.m;
  std::copy(text.begin(), text.end(), truce.deal.begin());
  std::copy(text.begin(), text.end(), truce.counted_on.begin());
  truce.in_force = true;
  truce.signed_day = day.number;
  truce.calm_since = -1;
  truce.unlocked = false;
  truce.next_renewal = -1;
  wait_for_duties(day, truce);
  apply_terms(day, truce, patrons);
  if (truce.terms.quiet_days <= 0) {
    truce.unlocked = true;
    apply_terms(day, truce, patrons);
  }
  truce.quiet_run = 0;
  truce.suspended.fill({});
  truce.asking.fill({});
  truce.set_aside.fill(0);
  truce.undone.fill(0);
  truce.next_meeting = day.number + m.every;
  truce.meetings_suspended = false;
  truce.meetings = 0;
  orders.attacking.fill(0);
  trust.grievance.fill({});
  for (const PartyId a : m.parties())
    for (const PartyId b : m.parties())
      if (m.are_hostile(a, b) && m.signatory[b] != 0) trust.log_odds(a, b) += m.scenario.truce.reassurance;
  resume_support(forces, patrons);
  value_truce(day, Guard::down, worth.regards, worth.signed_for);
  if (reasons_to_have_signed(day, worth)) value_truce(day, Guard::down, worth.regards, worth.signed_for);
  expect_calm(day, orders);
  value_truce(day, Guard::as_seen, worth.regards, worth.now);
  if (o.deals++ == 0) {
    o.agreement_day = day.number;
    o.first_deal.assign(text.begin(), text.end());
    if (fronts_of(m.clauses, m.talks.space, text).size() > 0) o.first_truce_days = 0;
  }
  o.last_deal_day = day.number;
  o.last_deal.assign(text.begin(), text.end());
}

void live_under_truce(const Day& day, Ground& ground, Forces& forces, Truce& truce, Patrons& patrons,
                      TruceWorth& worth, Recorder& record) {
  if (!truce.in_force || day.number == truce.signed_day) return;
  separate(day.m, truce, ground);
  rearm(day.m, forces);
  const Toll& toll = day.s.toll;
  const bool quiet = !day.s.trust.salient_today && toll.covered_effort <= quiet_share * toll.covered_expected;
  truce.quiet_run = quiet ? truce.quiet_run + 1 : 0;
  if (!truce.unlocked && truce.quiet_run >= truce.terms.quiet_days) {
    truce.unlocked = true;
    apply_terms(day, truce, patrons);
    if (stages(day.m, truce.deal)) record.happened(day.number, {.what = Happened::staged});
  }
  if (!day.m.clauses.delayed.empty()) come_into_force(day, truce, patrons, record);
  value_truce(day, Guard::as_seen, worth.regards, worth.now);
}

void end_truce(const Day& day, const TruceEnd& end, Truce& truce, TrackState& track, Orders& orders,
               Reserves& reserves, TalksState& talks, Trust& trust, Forces& forces, Patrons& patrons,
               Outcome& outcome, Recorder& record) {
  if (end.how != Happened::beaten && record.trace() != nullptr)
    record.happened(day.number, end_of_truce(day, end));
  account_for(day, end, outcome);
  if (end.who != nobody && end.how != Happened::beaten) lose_faith(day, *end.who, trust);
  if (end.how == Happened::denounced || end.how == Happened::lapsed)
    attack_by_surprise(day, *end.who, reserves);
  if (end.how == Happened::denounced || end.how == Happened::lapsed)
    lose_patience(day, *end.who, forces, patrons, record);
  close_track(track);
  truce.in_force = truce.unlocked = false;
  truce.terms.pressure = 0;
  truce.noticed = day.m.noticed_in_war;
  orders.keeps.fill(0);
  talks.walked_out = false;
  talks.reopen = day.number + std::max(1, day.m.reopen_after);
}

}  // namespace parley

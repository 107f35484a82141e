// The truce: signature, clocks, the decision to stay, the end.

#include <algorithm>
#include <cmath>

#include "parley/bargaining/leverage.hpp"
#include "parley/engine/run.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr double quiet_share = 0.5;  // of war deaths: a quiet day is below

// Puts the terms into force, staged ones once they are unlocked, and starts the clock of renewals that they
// set.
void apply_terms(const Run& run) {
  const auto& [m, s, key, trace] = run;
  put_into_force(m.clauses, m.talks.space, s.deal, s.unlocked, s.terms);
  effective_leverage(m.talks, s.influence_factor, s.terms.pressure, s.leverage);
  if (s.terms.renewal <= 0) {
    s.next_renewal = -1;
  } else if (s.next_renewal < 0) {
    s.next_renewal = s.day + static_cast<int>(std::ceil(s.terms.renewal));
  }
}

// A truce denounced or let lapse is a violation whose author is beyond doubt.
void break_promise(const Run& run, PartyId who) {
  SalientEvent promise;
  promise.author = static_cast<int>(who);
  promise.victims = run.m.bloc_of[who];
  promise.deaths = run.m.scenario.truce.salient;
  promise.known = true;
  blame_for(run, promise);
}

void end_truce(const Run& run, Happened what, int who, Cause cause, double probability) {
  const auto& [m, s, key, trace] = run;
  Happening h{.what = what, .who = who, .probability = probability, .cause = cause};
  if (who != nobody) {
    const auto p = static_cast<PartyId>(who);
    const TruceValue& v = s.value[p];
    h.utility = m.talks.utilities[p](s.deal);
    h.reservation = s.reservation[p];
    h.pressure = v.pressure;
    h.trust = v.trust;
    h.value = v.value();
    h.because = s.grievance[p].happening;
  }
  run.record(h);
  Outcome& o = s.outcome;
  if (!o.first_truce_ended) {
    o.first_truce_ended = true;
    o.first_truce_days = s.day - s.signed_day;
    o.collapse_day = s.day;
    o.manner = what == Happened::denounced ? Manner::denounced
               : what == Happened::lapsed  ? Manner::lapsed
                                           : Manner::unravelled;
    o.ended_by = who;
    o.cause = cause;
    if (who != nobody &&
        (cause == Cause::mass_event || cause == Cause::patron || cause == Cause::violations)) {
      const Grievance& g = s.grievance[static_cast<PartyId>(who)];
      o.trigger = g.happening;
      o.trigger_name = g.name;
      o.trigger_author = g.author;
    }
  }
  if (what != Happened::unravelled) {
    break_promise(run, static_cast<PartyId>(who));
    lose_patience(run, static_cast<PartyId>(who));
  }
  close_track(run);
  s.truce = s.unlocked = false;
  s.terms.pressure = 0;
  std::fill(s.act.begin(), s.act.end(), Act::attack);
  s.walked_out = false;
  s.reopen = s.day + std::max(1, m.reopen_after);
}

// What took most from the truce's value to this party since it signed.
Cause cause_for(const Run& run, PartyId p) {
  const State& s = run.s;
  const Decline d = decline(s.signed_value[p], s.value[p]);
  if (s.signed_value[p].value() + run.m.party(p).conduct.audience <= 0) return Cause::insincere;
  const double least = std::min({d.trust, d.war, d.pressure});
  if (least > -0.005) return Cause::unforced;
  if (least == d.war) return Cause::battlefield;
  // Pressure wanes because patrons lose trust; a client's own loss of trust comes first where both have one.
  if (least == d.pressure && d.trust > -0.005) return Cause::patron;
  const Grievance& g = s.grievance[p];
  if (g.total <= 0) return least == d.pressure ? Cause::patron : Cause::unforced;
  return g.loss >= 0.5 * g.total ? Cause::mass_event : Cause::violations;
}

// Fighting on covered fronts, as both sides' efforts have it and averaged over the last days, has returned to
// the level of war. (Efforts, not deaths: in a small war a single event would make a week of war.)
bool unravelled(const Run& run) {
  const auto& [m, s, key, trace] = run;
  const std::size_t n = s.recent.size();
  s.recent[static_cast<std::size_t>(s.day) % n] =
      s.covered_expected > 0 ? s.covered_effort / s.covered_expected : 0.0;
  if (s.day - s.signed_day < static_cast<int>(n)) return false;
  double sum = 0;
  for (const double share : s.recent) sum += share;
  return sum / static_cast<double>(n) >= m.scenario.truce.unravel;
}

void update_trust(const Run& run) {
  const auto& [m, s, key, trace] = run;
  const std::size_t n = m.parties();
  for (PartyId a = 0; a < n; ++a) {
    for (PartyId b = 0; b < n; ++b) {
      if (!m.are_hostile(a, b)) continue;
      double& t = s.trust[a * n + b];
      if (s.truce && s.blamed_today[a * n + b] == 0) t = trust_after_quiet_day(t, m.rates);
      t = trust_faded(t, m.trust_prior[a], m.scenario.truce.memory);
    }
  }
}

void separate(const Run& run) {
  const State& s = run.s;
  const double kept = scalar_pow(1.0 - s.terms.separation, 1.0 / 7.0);
  for (FrontId f = 0; f < s.fronts.size(); ++f)
    if (covered(run, f))
      for (double& share : run.s.fronts[f].intermingled) share *= kept;
}

// Rest, recruits and supplies: seen by all, so that true strength and every belief move together.
void rearm(const Run& run) {
  const auto& [m, s, key, trace] = run;
  for (std::size_t c = 0; c < m.contest.size(); ++c) shift_strength(run, c, m.rearm[c]);
}

}  // namespace

void value_truce(const Run& run) {
  const auto& [m, s, key, trace] = run;
  const std::size_t n = m.parties();
  for (PartyId p = 0; p < n; ++p) {
    if (m.talks.utilities[p].empty()) continue;
    s.value[p] = {m.talks.utilities[p](s.deal) + s.track_gain[p] - s.reservation[p], 0,
                  trust_in_other_camp(run, p), m.party(p).conduct.exposure};
  }
  // Patrons press as far as they believe in the truce themselves; what presses them counts for their own
  // choice only.
  for (PartyId client = 0; client < n; ++client) {
    double pressure = 0;
    for (PartyId patron = 0; patron < n; ++patron) {
      const double l = s.leverage[patron * n + client];
      if (l <= 0) continue;
      TruceValue own = s.value[patron];
      own.pressure = 0;
      pressure += l * std::max(0.0, own.value());
    }
    s.value[client].pressure = pressure;
  }
}

void begin_truce(const Run& run) {
  const auto& [m, s, key, trace] = run;
  s.truce = true;
  s.unlocked = false;
  s.next_renewal = -1;
  apply_terms(run);
  if (s.terms.quiet_days <= 0) {
    s.unlocked = true;
    apply_terms(run);
  }
  s.signed_day = s.day;
  for (FrontState& front : s.fronts) front.quiet = {};
  std::fill(s.attacking.begin(), s.attacking.end(), 0);
  s.quiet_run = 0;
  for (auto& g : s.grievance) g = Grievance{};
  for (PartyId a = 0; a < m.parties(); ++a)
    for (PartyId b = 0; b < m.parties(); ++b)
      if (m.are_hostile(a, b) && m.signatory[b] != 0)
        s.trust[a * m.parties() + b] += m.scenario.truce.reassurance;
  resume_support(run);
  value_truce(run);
  s.signed_value = s.value;
  Outcome& o = s.outcome;
  if (o.deals++ == 0) {
    o.agreement_day = s.day;
    o.first_deal = s.deal;
  }
  o.last_deal_day = s.day;
  o.last_deal = s.deal;
}

void keep_or_leave(const Run& run) {
  const auto& [m, s, key, trace] = run;
  update_trust(run);
  if (!s.truce || s.day == s.signed_day) return;
  const auto& rules = m.scenario.truce;
  separate(run);
  rearm(run);
  const bool quiet = !s.salient_today && s.covered_deaths <= quiet_share * s.covered_expected;
  s.quiet_run = quiet ? s.quiet_run + 1 : 0;
  if (!s.unlocked && s.quiet_run >= s.terms.quiet_days) {
    s.unlocked = true;
    apply_terms(run);
    run.record({.what = Happened::staged});
  }
  value_truce(run);
  const bool renewal = s.next_renewal >= 0 && s.day >= s.next_renewal;
  for (PartyId p = 0; p < m.parties(); ++p) {
    if (m.signatory[p] == 0) continue;
    const double value = s.value[p].value();
    if (m.bound[p] == Bound::keeps) continue;
    const double leave =
        m.bound[p] == Bound::leaves
            ? 1.0
            : denounce_probability(value, m.party(p).conduct.audience, rules.leader_precision);
    if (run.luck(Purpose::leader, p).chance(leave))
      return end_truce(run, Happened::denounced, static_cast<int>(p), cause_for(run, p), leave);
    if (!renewal) continue;
    const double renew = renew_probability(value, rules.leader_precision);
    if (!run.luck(Purpose::renewal, p).chance(renew))
      return end_truce(run, Happened::lapsed, static_cast<int>(p), cause_for(run, p), 1.0 - renew);
  }
  if (renewal) s.next_renewal = s.day + static_cast<int>(std::ceil(s.terms.renewal));
  if (unravelled(run)) {
    // Nobody said a word; whoever attacked most bears the name.
    int worst = nobody;
    double most = -1;
    for (PartyId p = 0; p < m.parties(); ++p) {
      if (m.strength[p] <= 0 || m.excluded[p] != 0) continue;
      double effort = 0;
      for (FrontId f = 0; f < m.fronts.size(); ++f)
        if (covered(run, f)) effort += m.strength[p] * static_cast<double>(s.act[p * m.fronts.size() + f]);
      if (effort > most) {
        most = effort;
        worst = static_cast<int>(p);
      }
    }
    end_truce(run, Happened::unravelled, worst, Cause::unravelled, 1.0);
  }
}

}  // namespace parley

// How do things stand before the first day?  What luck decides of it is drawn by every run (simulate.cpp).

#include "parley/bargaining/leverage.hpp"
#include "parley/engine/factions.hpp"
#include "parley/engine/state.hpp"

namespace parley {

namespace {

Ground first_ground(const Model& m) {
  Ground ground;
  for (const FrontModel& f : m.fronts) {
    FrontState front;
    front.line = f.line;
    front.besieged = f.besieger.has_value();
    front.hardship = f.hardship;
    for (const auto& [party, share] : f.intermingled) front.intermingled.push_back(share);
    ground.fronts.push_back(std::move(front));
  }
  return ground;
}

Trust first_trust(const Model& m) {
  const std::size_t n = m.parties().size();
  Trust trust;
  trust.log_odds = {n, n};
  for (const PartyId a : m.parties())
    for (const PartyId b : m.parties()) trust.log_odds(a, b) = m.trust_prior[a];
  trust.blamed = {n, n};
  trust.grievance.assign(n, {});
  trust.of_parts.assign(m.factions.size(), 0.0);
  return trust;
}

Patrons first_patrons(const Model& m) {
  const std::size_t n = m.parties().size();
  Patrons patrons;
  patrons.influence_factor.assign(n, 1.0);
  patrons.leverage = {n, n};
  effective_leverage(m.talks, patrons.influence_factor, 0.0, patrons.leverage);
  patrons.withheld.assign(m.contest.size(), 0.0);
  patrons.factor_then = patrons.influence_factor;
  return patrons;
}

Regards nothing_asked(const Model& m) {
  const std::size_t n = m.parties().size();
  Regards r;
  r.of.assign(n, {});
  r.killings.assign(n, 0.0);
  r.log_odds = {n, n};
  r.attacks.assign(n, {});
  r.trust = r.shaken = {n, n, {0, 0.5}};
  r.efforts.assign(m.contested.size(), {AskedLast{-1, 0}, AskedLast{-1, 0}});
  r.swings = {n, m.contested.size()};
  r.looked_at.assign(n, {});
  r.parts.assign(m.factions.size(), {});
  r.drafted.assign(m.factions.size(), {});
  return r;
}

Factions first_factions(const Model& m) {
  const std::size_t n = m.parties().size(), parts = m.factions.size();
  Factions factions;
  factions.stands.assign(parts, Stands::with_party);
  factions.since.assign(parts, 0);
  factions.days.assign(parts, 0);
  factions.weighed.assign(parts, 0);
  factions.joins.assign(parts, nobody);
  factions.drawn.assign(parts, 0.0);
  factions.mixed = {parts, m.fronts.size()};
  for (const FactionId x : m.factions.ids())
    for (const FrontId f : m.fronts.ids()) factions.mixed(x, f) = first_mixed(m, x, f);
  factions.alone = factions.joined = factions.grown = ListBy<PartyId, double>(n);
  return factions;
}

}  // namespace

Situation Model::before_first_day() const {
  const std::size_t n = parties().size();
  Situation s;
  s.forces = {log_strength, {n, contest.size()}, first_covariance, as_unsure};
  if (!war)
    s.forces.covariance = {first_covariance.rows().size(), 0};  // talks alone ask for nobody's beliefs
  s.war.first = s.war.outcome = s.war.prevail = s.war.days = s.war.fear = s.war.reservation =
      ListBy<PartyId, double>(n);
  s.war.expected.assign(contested.size(), {outlook, lulls.mean_heat(), 0.0});
  s.ground = first_ground(*this);
  s.reserves.plans.assign(blocs.size(), {});
  s.reserves.gains.assign(contested.size(), 0.0);
  s.reserves.chances = s.reserves.gains;
  s.reserves.given = {blocs.size(), contested.size()};
  s.toll.fronts.assign(fronts.size(), {});
  s.trust = first_trust(*this);
  s.patrons = first_patrons(*this);
  s.orders = {{n, fronts.size(), 0.0},
              {n, fronts.size()},
              ListBy<FrontId, std::array<double, 2>>(fronts.size()),
              ListBy<PartyId, double>(n, 1.0),
              {factions.size(), fronts.size()}};
  if (!deal_day) {
    s.talks.open = true;
    s.talks.opened = s.talks.next_meeting = talks_start;
  } else {
    s.talks.reopen = days;  // not before the text in force has ended
  }
  s.truce.deal = s.truce.counted_on = s.truce.draft = s.truce.draft_counted_on = Package(talks.space.units());
  s.truce.suspended.assign(scenario.issues.size(), {});
  s.truce.waiting.assign(scenario.issues.size(), {});
  s.truce.asking.assign(n, {});
  s.truce.set_aside.assign(n, 0.0);
  s.truce.undone.assign(n, 0.0);
  s.truce.noticed = noticed_in_war;
  s.truce.recent.resize(static_cast<std::size_t>(scenario.truce.unravel_days.value));
  s.worth.now = s.worth.signed_for = ListBy<PartyId, TruceValue>(n);
  s.worth.shock.assign(n, 0.0);
  s.worth.local.assign(fronts.size(), {});
  s.worth.regards = s.talks.regards = nothing_asked(*this);
  s.worth.of_parts.assign(factions.size(), 0.0);
  s.factions = first_factions(*this);
  s.talks.asks = opening_asks;
  s.talks.least.assign(n, 0.0);
  s.track.option.resize(track.size());
  s.track.gain.assign(n, 0.0);
  s.lookback.front_days = {fronts.size(), Response::days_before};
  s.outcome.utilities.assign(n, 0.0);
  s.outcome.pressed.assign(n, 0);
  s.outcome.control.assign(fronts.size(), 0.0);
  s.outcome.first_deal = s.outcome.last_deal = s.truce.deal;
  return s;
}

State::State(const Model& m) : Situation(m.first_day), table(m.talks) {
  trust.findings.reserve(64);
  trust.protests.reserve(16);
}

Situation::Situation() = default;
Situation::Situation(const Situation&) = default;
Situation::Situation(Situation&&) noexcept = default;
Situation& Situation::operator=(const Situation&) = default;
Situation& Situation::operator=(Situation&&) noexcept = default;
Situation::~Situation() = default;

}  // namespace parley

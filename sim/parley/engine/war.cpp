// Fighting and what is learned from it: the middle of the day.

#include <algorithm>

#include "parley/engine/event_luck.hpp"
#include "parley/engine/factions.hpp"
#include "parley/engine/steps.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

double act_effort(const Day& day, PartyId p, FrontId f) {
  const Orders& orders = day.s.orders;
  const double slack = day.m.party(p).conduct.slack * orders.unbidden[p];
  const double effort = slack + (1.0 - slack) * (1.0 - orders.keeps(p, f));
  return effort + share_alone(day, p) * (1.0 - effort);
}

// Of the forces that one side has on a front, by what is left of each party: the mean of their efforts.
std::optional<double> mean_effort(const Day& day, FrontId f, std::size_t k) {
  double sum = 0, all = 0;
  for (const PartyId p : day.m.fronts[f].fighters[k]) {
    if (day.m.excluded[p] != 0) continue;
    const double forces = forces_left(day, p);
    all += forces;
    sum += forces * act_effort(day, p, f);
  }
  if (all <= 0) return {};
  return sum / all;
}

// Fighting of one side of a front as a share of full war: its forces weighted by strength.
double side_effort(const Day& day, FrontId f, std::size_t k) {
  const Model& m = day.m;
  if (day.s.ground.fronts[f].over()) return 0.0;
  if (!day.s.truce.covers(f)) return 1.0;
  const auto effort = mean_effort(day, f, k);
  if (!effort) return 1.0;
  const TermsInForce& terms = day.s.truce.terms;
  return *effort * (1.0 - terms.protects[m.fronts[f].side[k]]) * (1.0 - terms.disengages);
}

// The party behind a killing of civilians by one side: by strength, by what it chose to do and by how it
// fights. Who is excluded counts where nobody else fights; nobody: none of them can have done it.
std::optional<PartyId> author_of(const Day& day, FrontId f, std::size_t k, Stream& luck) {
  const Model& m = day.m;
  const std::vector<PartyId>& fighters = m.fronts[f].fighters[k];
  const double drawn = luck.uniform();
  for (const bool excluded : {false, true}) {
    const auto weight = [&](PartyId p) {
      if ((m.excluded[p] != 0) != excluded) return 0.0;
      return forces_left(day, p) * m.party(p).war.indiscriminate * (excluded ? 1.0 : act_effort(day, p, f));
    };
    double total = 0;
    for (const PartyId p : fighters) total += weight(p);
    if (total <= 0) continue;
    double u = drawn * total;
    std::optional<PartyId> last;
    for (const PartyId p : fighters) {
      const double w = weight(p);
      if (w <= 0) continue;
      last = p;
      if ((u -= w) < 0) break;
    }
    return last;
  }
  return nobody;
}

void include_other_deaths(FrontToll& toll) {
  for (std::size_t k = 0; k < 2; ++k) toll.fought.deaths[k] += toll.other_deaths[k];
  toll.fought.civilians += toll.other_civilians;
}

// Both sides' efforts today; on a covered front whoever is attacked fires back.
std::array<double, 2> efforts(const Day& day, FrontId f) {
  const FrontModel& front = day.m.fronts[f];
  std::array<double, 2> effort{side_effort(day, f, 0), side_effort(day, f, 1)};
  for (std::size_t k = 0; k < 2; ++k)
    if (effort[k] > 0 && attacks(day, front.side[k], f))
      effort[k] *= day.s.reserves.plans[front.side[k]].heat;
  if (!day.s.truce.covers(f)) return effort;
  const double returned = day.m.scenario.truce.self_defence * std::max(effort[0], effort[1]);
  for (double& own : effort) own = std::max(own, returned);
  return effort;
}

// How hard these two camps fight today, where they fight most; share of full war. The war dies down and
// flares up at that pace: while a truce is kept everywhere its lulls wait, as lines do.
double pace_of_war(const Model& m, const Toll& toll, FrontId heats_with) {
  double pace = 0;
  for (const FrontId f : m.fronts.ids())
    if (m.fronts[f].heats_with == heats_with)
      pace = std::max(pace, 0.5 * (toll.fronts[f].effort[0] + toll.fronts[f].effort[1]));
  return std::min(1.0, pace);
}

// Whether one of these two camps attacks the other by surprise.
bool surprised(const Day& day, FrontId heats_with) {
  const Model& m = day.m;
  return std::any_of(m.fronts.ids().begin(), m.fronts.ids().end(), [&](FrontId f) {
    if (m.fronts[f].heats_with != heats_with) return false;
    const auto& side = m.fronts[f].side;
    return std::any_of(side.begin(), side.end(), [&](BlocId bloc) {
      return day.s.reserves.plans[bloc].surprise && attacks(day, bloc, f);
    });
  });
}

void move_lulls(const Day& day, const Toll& toll, Ground& ground) {
  const Model& m = day.m;
  if (m.lulls.heat >= 1) return;
  for (const FrontId f : m.fronts.ids()) {
    if (m.fronts[f].heats_with != f) continue;
    if (surprised(day, f)) {
      ground.fronts[f].lull = false;
      continue;
    }
    Stream luck = day.luck(Purpose::lull, f);
    const bool next = lull_today(ground.fronts[f].lull, m.lulls, luck);
    if (luck.uniform() < pace_of_war(m, toll, f)) ground.fronts[f].lull = next;
  }
}

// A mass event on a covered front, the k-th there today.
void blame_mass_event(const Day& day, FrontId f, std::size_t k, const MassEvent& event, Trust& trust,
                      Recorder& record) {
  const FrontModel& front = day.m.fronts[f];
  const auto side = static_cast<std::size_t>(event.side);
  Stream luck = day.luck(Purpose::author, mass_event_number(f.position(), k));
  SalientEvent e;
  const std::optional<PartyId> author = author_of(day, f, side, luck);
  if (author == nobody) return;
  e.author = *author;
  e.victims = front.side[1 - side];
  e.front = f;
  e.deaths = event.deaths;
  e.salt = place_of_luck(Noticed::mass_event, mass_event_number(f.position(), k));
  e.happening = record.happened(day.number, {.what = Happened::mass_event,
                                             .who = e.author,
                                             .front = e.front,
                                             .deaths = static_cast<double>(event.deaths)});
  blame_for(day, e, trust, record);
}

}  // namespace

constexpr double least_deaths = 1e-9;  // a day, on a front

void fight(const Day& day, Ground& ground, Orders& orders, Trust& trust, Toll& toll, Recorder& record) {
  const Model& m = day.m;
  const State& s = day.s;
  toll.covered_deaths = toll.covered_expected = toll.covered_effort = 0;
  for (const FrontId f : m.fronts.ids()) toll.fronts[f].effort = efforts(day, f);
  move_lulls(day, toll, ground);
  for (const FrontId f : m.fronts.ids()) {
    const FrontModel& front = m.fronts[f];
    FrontState& now = ground.fronts[f];
    FrontToll& cost = toll.fronts[f];
    const bool covered = s.truce.covers(f);
    if (now.factor_until < day.number) {
      now.factor = 1;
      now.attacker.reset();
    }
    const auto a = m.contest_of[front.side[0]], b = m.contest_of[front.side[1]];
    const double odds = a && b ? s.forces.log_strength[*a] - s.forces.log_strength[*b] : 0.0;
    const std::array<double, 2> effort = cost.effort;
    if (covered)
      for (std::size_t k = 0; k < 2; ++k)
        orders.quiet[f][k] += m.habit * (1.0 - std::min(1.0, effort[1 - k]) - orders.quiet[f][k]);
    // A calm front counts as calm, and where nobody dies the share of war still is one.
    const double expected = now.over() ? 0.0 : std::max(front.expected_deaths, least_deaths);
    if (covered) {
      toll.covered_expected += expected;
      toll.covered_effort += expected * now.factor * 0.5 * (effort[0] + effort[1]);
    }
    if (effort[0] + effort[1] <= 0 || front.intensity <= 0) {
      cost.fought = FrontDay{};
      include_other_deaths(cost);
      continue;
    }
    cost.fought = fight_on_front(m.violence, front.intensity * now.factor, effort, front.civilian,
                                 heat_on(day, f), odds, s.truce.noticed.size, now.log_intensity,
                                 {day.luck(Purpose::intensity, f), day.luck(Purpose::count, f),
                                  day.luck(Purpose::size, f), day.luck(Purpose::outcome, f)});
    include_other_deaths(cost);
    if (!covered) continue;
    toll.covered_deaths += cost.fought.deaths[0] + cost.fought.deaths[1];
    for (std::size_t k = 0; k < static_cast<std::size_t>(cost.fought.mass_events); ++k)
      blame_mass_event(day, f, k, cost.fought.mass[k], trust, record);
  }
}

// Everybody sees the same outcomes of the fighting; what all fronts between two blocs show of their forces on
// a day is one look at it.
void learn(const Day& day, Forces& forces) {
  const Model& m = day.m;
  for (const Model::Opponents& pair : m.opponents) {
    double precision = 0, outcome = 0;
    for (const FrontId f : pair.fronts) {
      const FrontDay& fought = day.s.toll.fronts[f].fought;
      if (fought.noise_variance <= 0) continue;
      const double tells = m.fronts[f].weight / fought.noise_variance;
      precision += tells;
      outcome += tells * (m.fronts[f].side[0] == m.contest[pair.a] ? fought.outcome : -fought.outcome);
    }
    if (precision <= 0) continue;
    for (const PartyId p : m.parties())
      observe_mean(forces.belief(p), pair.a, pair.b, outcome / precision, 1.0 / precision);
    for (const std::size_t unsure : forces.covariance.rows())
      observe_covariance({forces.mean.row(PartyId(0)), forces.covariance.row(unsure).values()}, pair.a,
                         pair.b, 1.0 / precision);
  }
}

void shift_strength(Forces& forces, ContestId bloc, double log_ratio) {
  if (log_ratio == 0) return;
  forces.log_strength[bloc] += log_ratio;
  for (const PartyId p : forces.mean.rows()) forces.mean(p, bloc) += log_ratio;
}

void read_refusal(const Model& m, PartyId refuser, Forces& forces) {
  const auto own = m.contest_of[m.bloc_of[refuser]];
  if (!own || m.scenario.war.refusals <= 0) return;
  for (const PartyId p : m.parties()) {
    const auto other = m.contest_of[m.bloc_of[p]];
    if (!other || other == own) continue;
    raise_above_mean(forces.belief(p), *own, *other, m.scenario.war.refusals);
  }
}

}  // namespace parley

// What hangs on each front, who fights there with what, and what has the war taught since it began?  (part of
// compiling a Model)

#include <algorithm>

#include "parley/engine/model.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

// What hangs on each front, how the forces on it compare, who fights whom.
void Model::weigh_fronts() {
  side_ = {parties().size(), fronts.size()};
  for (const PartyId p : parties())
    for (const FrontId f : fronts.ids())
      for (int k = 0; k < 2 && at(p, f) && !side_(p, f); ++k)
        if (fronts[f].side[static_cast<std::size_t>(k)] == bloc_of[p]) side_(p, f) = k;
  fights_on.assign(parties().size(), {});
  for (const PartyId p : parties())
    for (const FrontId f : fronts.ids())
      if (const auto side = side_(p, f))
        fights_on[p].push_back({f, static_cast<std::size_t>(*side), fronts[f].expected_deaths});
  mixed_on.assign(parties().size(), {});
  for (const FrontId f : fronts.ids())
    for (std::size_t k = 0; k < fronts[f].intermingled.size(); ++k)
      mixed_on[fronts[f].intermingled[k].first].push_back({f, k});
  double stakes = 0;
  // Where nobody fights on any front, one decides as much as another.
  const bool no_fighting =
      std::all_of(fronts.begin(), fronts.end(), [](const FrontModel& f) { return f.intensity <= 0; });
  for (const FrontId f : fronts.ids()) {
    FrontModel& front = fronts[f];
    front.heats_with = *std::find_if(fronts.ids().begin(), fronts.ids().end(), [&](FrontId other) {
      const auto& side = fronts[other].side;
      return side == front.side || (side[0] == front.side[1] && side[1] == front.side[0]);
    });
    if (!contest_of[front.side[0]] || !contest_of[front.side[1]]) {
      double here[2] = {0, 0};
      for (std::size_t k = 0; k < 2; ++k)
        for (const PartyId p : front.fighters[k]) here[k] += strength[p];
      front.odds = scalar_log(std::max(here[0], least_strength) / std::max(here[1], least_strength));
      continue;
    }
    const Front& written = scenario.fronts.rows[f.position()].value;
    front.stake = written.stake.given ? written.stake.value : no_fighting ? 1.0 : written.intensity.value;
    stakes += front.stake;
    if (front.stake > 0) contested.push_back({f, *contest_of[front.side[0]], *contest_of[front.side[1]]});
  }
  for (const Contested& c : contested) fronts[c.front].stake /= stakes;

  for (const FrontId f : fronts.ids()) {
    const auto a = contest_of[fronts[f].side[0]], b = contest_of[fronts[f].side[1]];
    if (!a || !b || fronts[f].weight <= 0) continue;
    auto pair = std::find_if(opponents.begin(), opponents.end(), [&](const Opponents& other) {
      return (other.a == *a && other.b == *b) || (other.a == *b && other.b == *a);
    });
    if (pair == opponents.end()) pair = opponents.insert(opponents.end(), {*a, *b, {}});
    pair->fronts.push_back(f);
  }

  weigh_forces();
}

// Where each party bleeds, what hangs on fronts for it, what its bloc has on a front and could bring there,
// and who leads it.
void Model::weigh_forces() {
  bleeding = {parties().size(), fronts.size()};
  for (const PartyId p : parties()) {
    double total = 0;
    const auto loses = [&](FrontId f) { return side_of(p, f) ? fronts[f].expected_deaths : 0.0; };
    for (const FrontId f : fronts.ids()) total += loses(f);
    if (total <= 0) continue;
    for (const FrontId f : fronts.ids()) bleeding(p, f) = loses(f) / total;
  }

  at_stake = {contested.size(), parties().size()};
  at_war = staked = ListBy<PartyId, double>(parties().size());
  for (const PartyId p : parties())
    for (std::size_t k = 0; k < contested.size(); ++k) {
      const auto& [f, a, b] = contested[k];
      AtStake& at = at_stake(k, p);
      at = {fronts[f].stake, imposed(p, b), imposed(p, a) - imposed(p, b), bleeding(p, f)};
      for (int side = 1; side >= 0; --side)
        if (fronts[f].side[static_cast<std::size_t>(side)] == bloc_of[p]) at.own = side;
      at_war[p] += at.bleeding;
      if (at.own) staked[p] += at.stake;
    }

  bleeds_aside.assign(parties().size(), {});
  for (const PartyId p : parties())
    for (const FrontId f : fronts.ids())
      if (fronts[f].stake <= 0 && bleeding(p, f) > 0)
        bleeds_aside[p].push_back({f, bleeding(p, f) * lulls.mean_heat() * outlook.horizon / log_2});
  for (const bool on_a_front : {true, false})
    for (const PartyId p : parties())
      if ((excluded[p] == 0 || !talks.utilities[p].empty()) && fights_on[p].empty() != on_a_front)
        weigh_war.push_back(p);
  bleed = static_cast<std::size_t>(
      std::ranges::count_if(weigh_war, [this](PartyId p) { return !fights_on[p].empty(); }));

  forces = {blocs.size(), fronts.size(), {0, 0}};
  leader = {blocs.size(), fronts.size()};
  has_reserves.assign(blocs.size(), 0);
  ListBy<BlocId, double> all(blocs.size());
  for (const PartyId p : parties()) all[bloc_of[p]] += strength[p];
  for (const FrontId f : fronts.ids())
    for (std::size_t k = 0; k < 2; ++k) {
      const BlocId b = fronts[f].side[k];
      double most = 0;
      for (const PartyId p : fronts[f].fighters[k]) {
        const double mobile = party(p).war.reserves;
        forces(b, f).line += strength[p] * (1.0 - mobile) * bleeding(p, f) / all[b];
        forces(b, f).reserve += strength[p] * mobile / all[b];
        if (mobile > 0) has_reserves[b] = 1;
        if (excluded[p] != 0 || talks.utilities[p].empty() || strength[p] <= most) continue;
        most = strength[p];
        leader(b, f) = p;
      }
    }
}

// What the war has taught since it began: as many days of fighting as it has lasted, told at once.
void Model::remember_the_war() {
  const std::size_t n = contest.size();
  ListBy<ContestId, double> nothing(n);
  const double lasted = war_age.value_or(0);
  std::vector<double> unsure;  // as they differ
  for (const PartyId p : parties()) {
    const auto known = std::ranges::find(unsure, party(p).war.uncertainty.value);
    as_unsure.push_back(static_cast<std::size_t>(known - unsure.begin()));
    if (known == unsure.end()) unsure.push_back(party(p).war.uncertainty);
  }
  first_covariance = {unsure.size(), n * n};
  for (const std::size_t k : first_covariance.rows()) {
    const ChangingStrengthBelief belief{nothing, first_covariance.row(k).values()};
    for (const ContestId c : contest.ids()) belief.covers(c, c) = 0.5 * unsure[k] * unsure[k];
    if (lasted <= 0) continue;
    for (const Opponents& pair : opponents) {
      double precision = 0;
      for (const FrontId f : pair.fronts)
        if (fronts[f].intensity > 0) precision += fronts[f].weight / day_noise(violence, fronts[f].intensity);
      if (precision > 0) observe_engagement(belief, pair.a, pair.b, 0.0, 1.0 / precision / lasted);
    }
  }
  first_errors = first_covariance;
  for (const std::size_t k : first_errors.rows()) take_root({nothing, first_errors.row(k).values()});
}

}  // namespace parley

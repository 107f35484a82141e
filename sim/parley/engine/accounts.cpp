// What does each camp think of who did it?  (conflict/attribution.hpp)

#include <algorithm>

#include "parley/bargaining/statements.hpp"
#include "parley/engine/steps.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

double harm(const Model& m, PartyId p) { return m.strength[p] * m.party(p).war.indiscriminate; }

// Noticed killings a day by a camp's side in full war, on this front or on all.
double killings_in_war(const Model& m, BlocId camp, std::optional<FrontId> front) {
  double killings = 0;
  for (const FrontId f : m.fronts.ids())
    for (std::size_t k = 0; k < 2; ++k)
      if (m.fronts[f].side[k] == camp && (!front || f == *front))
        killings += m.noticed_in_war.share * killings_of_side(m, f, k);
  return killings;
}

// The place of a camp among the suspects; their number where it is none.
std::size_t place_of(BlocId camp, const Dispute& d) {
  std::size_t k = 0;
  while (k < d.suspects && d.camps[k] != camp) ++k;
  return k;
}

void suspect(BlocId camp, bool told, Dispute& d) {
  const std::size_t at = place_of(camp, d);
  if (at == most_suspects) return;
  if (at == d.suspects) d.camps[d.suspects++] = camp;
  d.hidden[at] = d.hidden[at] && !told;
}

// Those who fight there against who was hit, excluded groups that are mixed with them; where no front is
// named, who fights those who were hit. Excluded groups among these are spoken of by who rules itself out.
// Who did it is the first.
void find_suspects(const Day& day, const SalientEvent& event, Dispute& d) {
  const Model& m = day.m;
  d.hidden.fill(true);
  suspect(m.bloc_of[event.author], true, d);
  if (event.front) {
    const FrontModel& front = m.fronts[*event.front];
    for (const BlocId camp : front.side)
      if (camp != event.victims) suspect(camp, true, d);
    for (std::size_t k = 0; k < front.intermingled.size(); ++k)
      if (day.s.ground.fronts[*event.front].intermingled[k] > 0)
        suspect(m.bloc_of[front.intermingled[k].first], front.side[1] != event.victims, d);
  } else {
    for (const FrontModel& front : m.fronts)
      for (std::size_t k = 0; k < 2; ++k)
        if (front.side[1 - k] == event.victims) suspect(front.side[k], true, d);
  }
}

// Noticed killings a day that a camp expects of another: as in war of who does not mean to keep the truce,
// less of who does, by the same ratio as trust expects (conflict/attribution.hpp).
double expected_of(const Day& day, BlocId camp, BlocId other, std::optional<FrontId> front) {
  const Model& m = day.m;
  if (all_excluded(m, other)) return spoiler_killings(day, other, front);
  const double war = killings_in_war(m, other, front);
  if (!day.s.truce.in_force) return war;
  double sum = 0, weight = 0;
  for (const PartyId q : m.parties()) {
    if (m.bloc_of[q] != other || m.excluded[q] != 0) continue;
    for (const PartyId p : m.parties()) {
      if (m.bloc_of[p] != camp || m.excluded[p] != 0) continue;
      sum += m.heed(p, q) * logistic(day.s.trust.log_odds(p, q));
      weight += m.heed(p, q);
    }
  }
  const double trust = camp == other ? 1.0 : weight > 0 ? sum / weight : 0.5;
  return war * violations_expected(trust, m.rates) / m.rates.uncommitted;
}

std::size_t most_suspected(const Dispute& d, BlocId by, std::optional<BlocId> except) {
  const auto& did = d.accounts[by.position()].did;
  std::size_t most = d.suspects;
  for (std::size_t k = 0; k < d.suspects; ++k)
    if (d.camps[k] != except && (most == d.suspects || did[k] > did[most])) most = k;
  return most;
}

// What is said in public: those who were hit accuse whom they suspect, as far as they know or gain by it; the
// accused deny it. Its own camp believes a speaker anyway; the others by what it would gain by a lie.
void hear_both_sides(const Day& day, const SalientEvent& event, Dispute& d) {
  const Model& m = day.m;
  if (!m.talks.statements || !m.talks.statements->accusations) return;
  const Statements& rules = *m.talks.statements;
  const std::size_t accused = most_suspected(d, event.victims, event.victims);
  if (accused == d.suspects) return;
  const BlocId suspected = d.camps[accused];
  Stream luck = day.luck(Purpose::claim, event.salt);
  const auto says = [&](std::optional<PartyId> speaker, BlocId other, bool so) {
    Claim said;
    if (speaker)
      said = claim(so, truthfulness(rules.incentive, 0.0, stake_against(m, *speaker, other)), rules.knowledge,
                   luck);
    return said;
  };
  const Claim accuses = says(speaker_of(m, event.victims), suspected, accused == 0);
  d.accused = accuses.made;
  Claim denies;  // who is not accused is not asked
  if (accuses.made) denies = says(speaker_of(m, suspected), event.victims, accused != 0);
  d.denied = denies.made;
  for (const BlocId camp : m.blocs.ids()) {
    Account& account = d.accounts[camp.position()];
    if (camp != event.victims) account = after_hearing(account, accused, accuses.ratio);
    if (camp != suspected) account = after_hearing(account, accused, 1.0 / denies.ratio);
  }
}

// The member of a camp who could do most there.
std::optional<PartyId> ablest(const Model& m, BlocId camp, std::optional<FrontId> front) {
  std::optional<PartyId> best = nobody;
  for (const PartyId p : m.parties())
    if (m.bloc_of[p] == camp && (!front || m.at(p, *front)) && (!best || harm(m, p) > harm(m, *best)))
      best = p;
  return best;
}

}  // namespace

double killings_of_side(const Model& m, FrontId front, std::size_t side) {
  return 0.5 * m.fronts[front].intensity * m.fronts[front].civilian[side];
}

double spoiler_killings(const Day& day, BlocId camp, std::optional<FrontId> front) {
  const Model& m = day.m;
  const bool truce = day.s.truce.in_force;
  double killings = 0;
  for (const PartyId p : m.parties())
    if (m.bloc_of[p] == camp && m.excluded[p] != 0 && m.strength[p] > 0 &&
        (!truce || !front || front == where_it_attacks(day, p)))
      killings += m.spoils;
  return killings;
}

std::optional<FrontId> where_it_attacks(const Day& day, PartyId group) {
  const Model& m = day.m;
  std::optional<FrontId> where;
  double mixed = 0;
  for (const auto& [f, at] : m.mixed_on[group]) {
    const FrontState& now = day.s.ground.fronts[f];
    if (now.over() || now.intermingled[at] <= mixed || !day.s.truce.covers(f)) continue;
    mixed = now.intermingled[at];
    where = f;
  }
  return where;
}

bool all_excluded(const Model& m, BlocId camp) {
  for (const PartyId p : m.parties())
    if (m.bloc_of[p] == camp && m.excluded[p] == 0) return false;
  return true;
}

std::optional<PartyId> speaker_of(const Model& m, BlocId camp) {
  for (const PartyId p : m.talks.principals)
    if (m.bloc_of[p] == camp) return p;
  for (const PartyId p : m.parties())
    if (m.bloc_of[p] == camp && m.signatory[p] != 0) return p;
  return nobody;
}

void open_dispute(const Day& day, const SalientEvent& event, Dispute& d) {
  const Model& m = day.m;
  find_suspects(day, event, d);
  if (event.known || event.owned) {  // its author, the first of them, says so itself, or nobody can doubt it
    for (Account& account : d.accounts) account.did[0] = 1;
    return;
  }
  std::array<double, most_suspects> weight{}, excuse{};
  for (const BlocId camp : m.blocs.ids()) {
    std::optional<std::size_t> own = {};
    for (std::size_t k = 0; k < d.suspects; ++k) {
      excuse[k] = std::max(1e-9, expected_of(day, camp, d.camps[k], event.front));
      weight[k] = d.hidden[k] ? 0.0 : excuse[k];
      if (d.camps[k] == camp) own = k;
    }
    d.accounts[camp.position()] = first_account({weight.data(), d.suspects}, own, m.scenario.truce.partisan,
                                                {excuse.data(), d.suspects});
  }
  hear_both_sides(day, event, d);
}

std::size_t named_by_finding(const Model& m, const Dispute& d, Stream& luck) {
  if (luck.chance(m.scenario.truce.accuracy) || d.suspects < 2) return 0;
  return 1 + static_cast<std::size_t>(luck.uniform() * static_cast<double>(d.suspects - 1));
}

void hear_finding(const Model& m, const SalientEvent& event, std::size_t names, Dispute& d) {
  d.named = names == 0 ? event.author : ablest(m, d.camps[names], event.front);
  const double ratio = ratio_of_finding(m.scenario.truce.accuracy, d.suspects);
  for (Account& account : d.accounts) account = after_hearing(account, names, ratio);
}

Blamed who_says_what(const Model& m, const SalientEvent& event, const Dispute& d) {
  const std::size_t accused = most_suspected(d, event.victims, event.victims);
  if (accused == d.suspects) return {};
  const BlocId suspected = d.camps[accused];
  Blamed told{.holds = event.victims,
              .answerable = suspected,
              .sure = d.accounts[event.victims.position()].did[accused],
              .accuser = d.accused ? speaker_of(m, event.victims) : nobody,
              .answers = d.accused ? speaker_of(m, suspected) : nobody,
              .denies = d.denied};
  if (const std::size_t other = most_suspected(d, suspected, suspected);
      other != d.suspects && d.accounts[suspected.position()].did[other] > 0)
    told.instead = d.camps[other];
  return told;
}

}  // namespace parley

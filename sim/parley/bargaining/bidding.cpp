#include "parley/bargaining/bidding.hpp"

#include <algorithm>

#include "parley/bargaining/acceptance.hpp"
#include "parley/bargaining/equilibrium.hpp"
#include "parley/bargaining/opponent_model.hpp"

namespace parley {

namespace {

constexpr double tie_break = 0.01;  // weight of one's own value among packages equally good for the others

// Rebuilds what `party` trades off, if anything it depends on has changed.
void refresh(const NegotiationModel& m, Table& table, PartyId party) {
  if (table.stale[party] == 0) return;
  table.stale[party] = 0;
  const auto parts = m.at_table[party].parts();
  auto& objective = table.objective;
  if (m.styles[party].blind) {
    for (std::size_t c = 0; c < objective.size(); ++c) objective[c] = -parts[c];
  } else {
    for (std::size_t c = 0; c < objective.size(); ++c) objective[c] = tie_break * parts[c];
    add_wishes(m, table, party, objective);
    for (const PartyId client : m.clients) {
      const double heed = m.heed * m.leverage(party, client) + table.refusal_weight[client];
      const auto theirs = m.at_table[client].parts();
      if (heed > 0)
        for (std::size_t c = 0; c < objective.size(); ++c) objective[c] += heed * theirs[c];
    }
  }
  table.tradeoff[party].build(m.space, parts, objective, table.allowed);
}

// Whether a party offers by its ranking alone.
bool blind(const NegotiationModel& m, const Table& table, PartyId party) {
  return m.styles[party].blind && !table.anything_closed;
}

// ranked_offer for a space that is ranked in two parts.
SplitRanking::Place nearest_offer(const SplitRanking& ranking, const Utility& utility, double target,
                                  double reservation) {
  const auto [above, below] = ranking.around(utility.to_sum(std::max(target, reservation)));
  if (!above) return ranking.best();
  if (!below) return *above;
  const double less = utility.from_sum(below->sum), missed = target - less;
  const bool nearer = missed <= nearest_slack && missed < utility.from_sum(above->sum) - target;
  return nearer && less >= reservation ? *below : *above;
}

SplitRanking::Place split_offer(const NegotiationModel& m, Table& table, const Turn& turn, double target) {
  const auto k = static_cast<std::size_t>(turn.round);
  auto& asked = table.memo[turn.party].asked;
  Memo::Asked beyond;
  Memo::Asked& kept = k < asked.size() ? asked[k] : beyond;
  if (kept.target != target || kept.reservation != turn.reservation())
    kept = {.target = target,
            .reservation = turn.reservation(),
            .place = nearest_offer(m.split_rankings[turn.party], m.at_table[turn.party], target,
                                   turn.reservation())};
  return kept.place;
}

}  // namespace

BiddingHabits habits_of(const Bidding& bidding) {
  return std::visit([](const auto& b) { return habits(b); }, bidding);
}

bool concedes_by_time(const Bidding& bidding) {
  return std::visit([](const auto& b) { return ConcedesByTime<std::decay_t<decltype(b)>>; }, bidding);
}

Aspiration aspiration_of(const Bidding& bidding, double time) {
  return std::visit(
      [&](const auto& b) {
        if constexpr (ConcedesByTime<std::decay_t<decltype(b)>>) return aspiration(b, time);
        return Aspiration{};
      },
      bidding);
}

void take_stance(const NegotiationModel& m, Table& table, PartyId party) {
  std::visit(
      [&](const auto& b) {
        if constexpr (TakesStances<std::decay_t<decltype(b)>>) take_stance(b, m, table, party);
      },
      m.strategies[party].bidding);
}

bool bid(const NegotiationModel& m, Table& table, const Turn& turn, std::span<OptionIndex> out) {
  table.counter_utility = table.demand = -1;
  return std::visit([&](const auto& b) { return propose(b, m, table, turn, out); },
                    m.strategies[turn.party].bidding);
}

Reach reach_of(const NegotiationModel& m, Table& table, const Turn& turn) {
  const PartyId party = turn.party;
  const double reservation = turn.reservation();
  const Ranking& ranking = m.rankings[party];
  Reach reach{.scope = {.reservation = reservation, .worst = m.at_table[party].worst()}};
  if (!ranking.empty()) {
    reach.rational = least_rational(ranking, table.memo[party], reservation);
    if (reach.rational == ranking.size()) return reach;
    if (blind(m, table, party)) {
      reach.scope.best = ranking.best();
      reach.any = true;
      return reach;
    }
  }
  if (!m.split_rankings[party].empty() && blind(m, table, party)) {
    reach.scope.best = m.at_table[party].best();
  } else {
    refresh(m, table, party);
    reach.scope.best = m.at_table[party].from_sum(table.tradeoff[party].highest());
  }
  reach.any = reach.scope.best >= reservation - 1e-12;
  return reach;
}

bool offer_worth(const NegotiationModel& m, Table& table, const Turn& turn, const Reach& reach, double target,
                 std::span<OptionIndex> out) {
  const PartyId party = turn.party;
  const Ranking& ranking = m.rankings[party];
  table.demand = target;
  if (!ranking.empty() && blind(m, table, party)) {
    const std::size_t rank = ranked_offer(ranking, reach.rational, target);
    m.numbering.package(ranking.package(rank), out);
    if (out.data() == table.counter.data()) table.counter_utility = ranking.utility(rank);
    return true;
  }
  if (!m.split_rankings[party].empty() && blind(m, table, party)) {
    m.split_rankings[party].package(split_offer(m, table, turn, target), out);
    return true;
  }
  refresh(m, table, party);
  const double least = std::max(turn.reservation(), target);
  table.tradeoff[party].best(m.at_table[party].to_sum(least), out);
  return true;
}

bool offer_at(const NegotiationModel& m, Table& table, const Turn& turn, const Aspiration& aspiration,
              std::span<OptionIndex> out) {
  const Reach reach = reach_of(m, table, turn);
  return reach.any && offer_worth(m, table, turn, reach, reach.scope.demand(aspiration), out);
}

bool accepts_standing(const NegotiationModel& m, const Table& table, const Turn& turn) {
  const Utility& utility = m.at_table[turn.party];
  if (m.plan.in_force()) return utility(table.standing) >= m.plan.threshold[turn.party] - equilibrium_slack;
  const PartyId own = turn.party;
  const double own_next = table.counter_utility >= 0 ? table.counter_utility : utility(table.counter);
  const AcceptanceHabits& keeps = m.styles[own].accept;
  AcceptanceView view{
      .offer = utility(table.standing),
      .own_next = own_next,
      .demand = table.demand >= 0 ? table.demand : own_next,
      .scope = {.reservation = turn.reservation(), .worst = utility.worst(), .best = utility.best()},
      .time = turn.time,
      .best_heard = table.best_heard[own]};
  if (keeps.looks_back > 0 && table.exchange.remembered(own) > 0)
    view.own_last = table.exchange.worth(own, own, 0);
  if (keeps.received) view.received = table.received[own];
  return accepts(m.strategies[own].accept, view);
}

}  // namespace parley

#include "parley/bargaining/bidding.hpp"

#include <algorithm>

#include "parley/bargaining/acceptance.hpp"
#include "parley/bargaining/equilibrium.hpp"

namespace parley {

namespace {

constexpr double tie_break = 0.01;  // weight of one's own value among packages equally good for the others

// Rebuilds what `party` trades off, if anything it depends on has changed.
void refresh(const NegotiationModel& m, Table& table, PartyId party) {
  if (table.stale[party] == 0) return;
  table.stale[party] = 0;
  const auto parts = m.utilities[party].parts();
  auto& objective = table.objective;
  const auto& model = m.strategies[party].opponent_model;
  if (std::holds_alternative<NoModel>(model)) {
    for (std::size_t c = 0; c < objective.size(); ++c) objective[c] = -parts[c];
  } else {
    for (std::size_t c = 0; c < objective.size(); ++c) objective[c] = tie_break * parts[c];
    for (const PartyId other : m.principals) {
      if (other == party) continue;
      if (std::holds_alternative<TrueModel>(model)) {
        const auto theirs = m.utilities[other].parts();
        for (std::size_t c = 0; c < objective.size(); ++c) objective[c] += theirs[c];
      } else {
        add_estimate(m.space, table.heard[other], 1.0, objective);
      }
    }
    for (const PartyId client : m.clients) {
      const double heed = m.heed * m.influence(party, client) + table.refusal_weight[client];
      const auto theirs = m.utilities[client].parts();
      if (heed > 0)
        for (std::size_t c = 0; c < objective.size(); ++c) objective[c] += heed * theirs[c];
    }
  }
  table.tradeoff[party].build(m.space, parts, objective, table.allowed);
}

}  // namespace

bool bid(const NegotiationModel& m, Table& table, const Turn& turn, std::span<OptionIndex> out) {
  table.counter_utility = -1;
  return std::visit([&](const auto& b) { return propose(b, m, table, turn, out); },
                    m.strategies[turn.party].bidding);
}

bool offer_at(const NegotiationModel& m, Table& table, const Turn& turn, double aspired,
              std::span<OptionIndex> out) {
  const PartyId party = turn.party;
  const double level = aspired - aspiration_slack, reservation = turn.reservation();
  const Ranking& ranking = m.rankings[party];
  const bool blind = std::holds_alternative<NoModel>(m.strategies[party].opponent_model);
  double worst = reservation;
  if (!ranking.empty()) {
    const std::size_t rational = least_rational(ranking, table.memo[party], reservation);
    if (rational == ranking.size()) return false;
    worst = ranking.utility(rational);
    if (blind && !table.anything_closed) {
      const std::size_t rank = ranked_offer(ranking, rational, worst + level * (ranking.best() - worst));
      m.space.package(ranking.package(rank), out);
      if (out.data() == table.counter.data()) table.counter_utility = ranking.utility(rank);
      return true;
    }
  }
  refresh(m, table, party);
  const Utility& utility = m.utilities[party];
  const double best = utility.from_sum(table.tradeoff[party].highest());
  if (best < reservation - 1e-12) return false;
  const double target = std::max(reservation, worst + level * (best - worst));
  table.tradeoff[party].best(utility.to_sum(target), out);
  return true;
}

bool accepts_standing(const NegotiationModel& m, const Table& table, const Turn& turn) {
  const Utility& utility = m.utilities[turn.party];
  if (std::holds_alternative<EquilibriumBidding>(m.strategies[turn.party].bidding))
    return utility(table.standing) >= m.plan.threshold[turn.party] - equilibrium_slack;
  const double own_next = table.counter_utility >= 0 ? table.counter_utility : utility(table.counter);
  return accepts(m.strategies[turn.party].accept, {utility(table.standing), own_next, turn.reservation(),
                                                   table.best_heard[turn.party], turn.time});
}

void hear(const NegotiationModel& m, Table& table, PartyId proposer, PackageView offer) {
  if (!m.listening) return;
  Frequency& heard = table.heard[proposer];
  for (std::size_t u = 0; u < offer.size(); ++u) {
    // Issue by issue, an offer says nothing of what is settled or still to come.
    if (!m.order.empty() && u != m.space.unit_of(m.order[table.progress.item])) continue;
    heard.count[m.space.offset(u) + offer[u]] += 1.0;
    if (heard.offers > 0 && heard.last[u] == offer[u]) heard.kept[u] += 1.0;
    heard.last[u] = offer[u];
  }
  ++heard.offers;
  heard.anything = true;
  for (const PartyId other : m.principals)
    if (other != proposer && std::holds_alternative<AcceptCombi>(m.strategies[other].accept))
      table.best_heard[other] = std::max(table.best_heard[other], m.utilities[other](offer));
  for (const PartyId other : m.principals)
    if (other != proposer && std::holds_alternative<FrequencyModel>(m.strategies[other].opponent_model))
      table.stale[other] = 1;
}

void hear_closing(const NegotiationModel& m, Table& table, std::size_t issue, OptionIndex option) {
  if (!m.listening) return;
  const std::size_t unit = m.space.unit_of(issue), from = m.space.offset(unit);
  double compatible = 0;
  for (std::size_t c = 0; c < m.space.choices(unit); ++c)
    compatible += m.space.option(c, issue) == option && table.allowed[from + c] != 0 ? 1.0 : 0.0;
  if (compatible <= 0) return;
  for (const PartyId p : m.principals) {
    Frequency& heard = table.heard[p];
    for (std::size_t c = 0; c < m.space.choices(unit); ++c)
      if (m.space.option(c, issue) == option && table.allowed[from + c] != 0)
        heard.count[from + c] += 1.0 / compatible;
    heard.anything = true;
  }
}

void add_estimate(const Space& space, const Frequency& heard, double weight, std::span<double> objective) {
  if (!heard.anything) return;
  double total = 0;
  for (std::size_t u = 0; u < space.units(); ++u) total += 1.0 + heard.kept[u];
  for (std::size_t u = 0; u < space.units(); ++u) {
    const std::size_t from = space.offset(u), to = from + space.choices(u);
    const double most = *std::max_element(heard.count.begin() + static_cast<std::ptrdiff_t>(from),
                                          heard.count.begin() + static_cast<std::ptrdiff_t>(to));
    if (most <= 0) continue;  // nothing heard of this unit
    const double importance = weight * (1.0 + heard.kept[u]) / total;
    for (std::size_t c = from; c < to; ++c) objective[c] += importance * heard.count[c] / most;
  }
}

}  // namespace parley

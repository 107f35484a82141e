#include "parley/bargaining/opponent_model.hpp"

#include <algorithm>

#include "parley/bargaining/bidding.hpp"

namespace parley {

namespace {

constexpr double refusal_weight = 0.5;  // what each refusal adds to a weight of 1

// Calls tell(mind) for every mind of a party.
template <class Tell>
void each_mind(const NegotiationModel& m, Table& table, PartyId about, Tell tell) {
  for (std::size_t k = 0; k < m.minds.size(); ++k) std::visit(tell, table.minds(k, about));
}

void make_stale(const NegotiationModel& m, Table& table, PartyId speaker) {
  for (const PartyId other : m.principals)
    if (other != speaker && m.styles[other].learns) table.stale[other] = 1;
}

}  // namespace

Mind fresh_mind(const OpponentModel& model, const Space& space) {
  return std::visit([&](const auto& kind) -> Mind { return mind_before(kind, space); }, model);
}

void hear(const NegotiationModel& m, Table& table, PartyId proposer, PackageView offer, double time) {
  if (!m.listening) return;
  // Issue by issue, an offer says nothing of what is settled or still to come.
  if (m.order.empty())
    each_mind(m, table, proposer, [&](auto& mind) { mind.hear(m.space, offer, time); });
  else
    each_mind(m, table, proposer,
              [&](auto& mind) { mind.hear_on(m.space, offer, m.order[table.progress.item]); });
  for (const PartyId other : m.principals)
    if (other != proposer && m.styles[other].accept.best_heard)
      table.best_heard[other] = std::max(table.best_heard[other], m.at_table[other](offer));
  for (const PartyId other : m.principals)
    if (other != proposer && m.styles[other].accept.received)
      table.received[other].push_back({time, m.at_table[other](offer)});
  if (table.exchange.keeps()) {
    take_stance(m, table, proposer);
    for (const PartyId p : m.principals) table.worth[p] = m.at_table[p](offer);
    table.exchange.add(proposer, offer, table.worth);
  }
  make_stale(m, table, proposer);
}

void hear_closing(const NegotiationModel& m, Table& table, IssueId issue, OptionIndex option) {
  if (!m.listening) return;
  for (const PartyId p : m.principals)
    each_mind(m, table, p, [&](auto& mind) { mind.hear_closing(m.space, table.allowed, issue, option); });
}

void hear_red_line(const NegotiationModel& m, Table& table, PartyId speaker, IssueId issue,
                   OptionIndex option, double weight) {
  if (!m.listening) return;
  each_mind(m, table, speaker, [&](auto& mind) { mind.hear_red_line(m.space, issue, option, weight); });
  make_stale(m, table, speaker);
}

void hear_refusal(const NegotiationModel& m, Table& table, PartyId party) {
  if (!m.heeds_refusals) return;
  table.in_the_way[party] += 1;
  for (const PartyId other : m.principals)
    if (other != party && !m.styles[other].blind) table.stale[other] = 1;
}

void add_wishes(const NegotiationModel& m, const Table& table, PartyId party, std::span<double> wishes) {
  double others = 0, weights = 0;
  const auto weight_of = [&](PartyId other) { return 1.0 + refusal_weight * table.in_the_way[other]; };
  for (const PartyId other : m.principals) {
    if (other == party) continue;
    others += 1;
    weights += weight_of(other);
  }
  for (const PartyId other : m.principals) {
    if (other == party) continue;
    const auto add = [&](const auto& mind) {
      mind.add_wishes(m.space, m.at_table[other], m.at_table[party], weight_of(other) * others / weights,
                      wishes);
    };
    std::visit(add, table.minds(m.believes[party], other));
  }
}

}  // namespace parley

#include "parley/bargaining/opponent_model.hpp"

#include <algorithm>

#include "parley/bargaining/bidding.hpp"

namespace parley {

namespace {

constexpr double closing_strength = 0.5;  // how much a closed issue says of each principal's wishes there

bool learns(const Strategy& s) {
  return std::holds_alternative<FrequencyModel>(s.opponent_model) ||
         std::holds_alternative<BayesianModel>(s.opponent_model);
}

void make_stale(const NegotiationModel& m, Table& table, PartyId speaker) {
  for (const PartyId other : m.principals)
    if (other != speaker && learns(m.strategies[other])) table.stale[other] = 1;
}

}  // namespace

void hear(const NegotiationModel& m, Table& table, PartyId proposer, PackageView offer, double time) {
  if (!m.listening) return;
  // Issue by issue, an offer says nothing of what is settled or still to come.
  const bool whole = m.order.empty();
  const std::size_t issue = whole ? 0 : m.order[table.progress.item];
  Frequency& heard = table.heard[proposer];
  for (std::size_t u = 0; u < offer.size(); ++u)
    if (whole || u == m.space.unit_of(issue)) learn(m.space, heard, u, offer[u]);
  ++heard.offers;
  heard.anything = true;
  for (std::size_t k = 0; k < m.bayesian.size(); ++k) {
    Belief& belief = table.beliefs[k * m.parties() + proposer];
    if (whole)
      learn(m.space, belief, offer, 1.0 - m.bayesian[k].concession * time, m.bayesian[k].spread);
    else
      learn(belief, issue, m.space.option(offer, issue), closing_strength);
  }
  for (const PartyId other : m.principals)
    if (other != proposer && std::holds_alternative<AcceptCombi>(m.strategies[other].accept))
      table.best_heard[other] = std::max(table.best_heard[other], m.utilities[other](offer));
  if (table.exchange.keeps()) {
    take_stance(m, table, proposer);
    for (const PartyId p : m.principals) table.worth[p] = m.utilities[p](offer);
    table.exchange.add(proposer, offer, table.worth);
  }
  make_stale(m, table, proposer);
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
    for (std::size_t k = 0; k < m.bayesian.size(); ++k)
      learn(table.beliefs[k * m.parties() + p], issue, option, closing_strength);
  }
}

void hear_red_line(const NegotiationModel& m, Table& table, PartyId speaker, std::size_t issue,
                   OptionIndex option, double weight) {
  if (!m.listening) return;
  const std::size_t unit = m.space.unit_of(issue), from = m.space.offset(unit);
  double others = 0;
  for (std::size_t c = 0; c < m.space.choices(unit); ++c)
    others += m.space.option(c, issue) != option ? 1.0 : 0.0;
  Frequency& heard = table.heard[speaker];
  for (std::size_t c = 0; c < m.space.choices(unit); ++c)
    if (m.space.option(c, issue) != option) heard.count[from + c] += weight / others;
  heard.kept[unit] += weight;
  heard.anything = true;
  for (std::size_t k = 0; k < m.bayesian.size(); ++k)
    learn(table.beliefs[k * m.parties() + speaker], issue, option, -weight);
  for (const PartyId other : m.principals)
    if (other != speaker) table.stale[other] = 1;
}

}  // namespace parley

#include "parley/bargaining/negotiation.hpp"

#include <algorithm>
#include <cstddef>

#include "parley/bargaining/opponent_model.hpp"
#include "parley/bargaining/protocols.hpp"
#include "parley/preference/best_first.hpp"

namespace parley {

namespace {

// Most rounds whose aspiration a table remembers.
constexpr int most_levels = 10'000;

bool concedes_by_time(const Strategy& s) {
  return std::holds_alternative<TimeDependent>(s.bidding) || std::holds_alternative<Hardliner>(s.bidding);
}

// How many offers of each party it looks back on.
std::size_t looks_back(const Strategy& s) {
  if (const auto* t = std::get_if<TitForTat>(&s.bidding)) return static_cast<std::size_t>(t->over.value) + 1;
  return std::holds_alternative<Logrolling>(s.bidding) ? 1 : 0;
}

bool listens(const Strategy& s) {
  const bool learns = !std::holds_alternative<NoModel>(s.opponent_model) &&
                      !std::holds_alternative<TrueModel>(s.opponent_model);
  return learns || looks_back(s) > 0 || std::holds_alternative<Micro>(s.bidding) ||
         std::holds_alternative<AcceptCombi>(s.accept);
}

bool by_luck(const Strategy& s) {
  return std::holds_alternative<RandomBidding>(s.bidding) || std::holds_alternative<Micro>(s.bidding);
}

bool plays_by_rank(const Strategy& s) {
  return concedes_by_time(s) && std::holds_alternative<NoModel>(s.opponent_model) &&
         std::holds_alternative<AcceptNext>(s.accept);
}

}  // namespace

NegotiationModel::NegotiationModel(const Scenario& s)
    : space(s),
      leverage(s.parties.size() * s.parties.size(), 0.0),
      patrons(s.parties.size(), 0),
      rivalry(s.patronage.rivalry),
      protocol(s.talks.protocol),
      rounds(static_cast<int>(s.talks.rounds.value)) {
  const bool two_level = std::holds_alternative<PatronsThenClients>(protocol);
  for (std::size_t i = 0; i < s.parties.size(); ++i) {
    const Party& party = s.parties.rows[i].value;
    utilities.emplace_back(space, s, party);
    strategies.push_back(party.strategy);
    if (two_level ? party.seat == Seat::client : false) clients.push_back(i);
    if (!two_level && (party.seat == Seat::principal || party.seat == Seat::client)) principals.push_back(i);
    for (const auto& [patron, value] : party.influenced_by) {
      leverage[s.parties.position(patron.id) * s.parties.size() + i] = value;
      if (value.value > 0) ++patrons[i];
    }
  }
  if (two_level) {
    heed = std::get<PatronsThenClients>(protocol).heed;
    for (const auto& ref : std::get<PatronsThenClients>(protocol).principals)
      principals.push_back(s.parties.position(ref.id));
    // A principal without a place in the list still has to sign.
    for (std::size_t i = 0; i < s.parties.size(); ++i)
      if (s.parties.rows[i].value.seat == Seat::principal &&
          std::find(principals.begin(), principals.end(), i) == principals.end())
        clients.push_back(i);
  }
  if (const auto* drawn = std::get_if<RandomProposer>(&protocol)) voting = Voting(*drawn, s, principals);
  for (const PartyId p : principals)
    if (std::holds_alternative<EquilibriumBidding>(strategies[p].bidding) && plan.threshold.empty())
      plan = EquilibriumPlan(s, space, utilities, principals, voting);
  anneals.assign(parties(), 0);
  for (std::size_t i = s.parties.size(); i-- > 0;)
    if (s.parties.rows[i].value.seat == Seat::mediator) mediator = i;
  if (const auto* text = std::get_if<SingleText>(&protocol)) {
    for (auto& a : anneals) a = text->vote == VotingRule::annealing ? 1 : 0;
    for (const auto& [party, rule] : text->votes)
      anneals[s.parties.position(party.id)] = rule == VotingRule::annealing ? 1 : 0;
  }
  statements = s.talks.statements;
  if (s.agenda.mode == AgendaMode::issue_by_issue) {
    partial = s.agenda.lock == Lock::partial;
    const auto add = [&](std::size_t i) {
      if (space.open_options(i) > 1 && std::find(order.begin(), order.end(), i) == order.end())
        order.push_back(i);
    };
    for (const auto& ref : s.agenda.order) add(s.issues.position(ref.id));
    for (std::size_t i = 0; i < s.issues.size(); ++i) add(i);
  }
  rankings.resize(parties());
  best_first.resize(parties());
  believes.assign(parties(), 0);
  const bool bids =
      !std::holds_alternative<SingleText>(protocol) && !std::holds_alternative<MonotonicConcession>(protocol);
  if (bids && space.size() <= Ranking::most_packages)
    for (const PartyId p : principals)
      rankings[p] = Ranking(space, utilities[p], s.parties.rows[p].value.reservation);
  by_rank = !principals.empty();
  for (const PartyId p : principals) {
    listening = listening || listens(strategies[p]);
    looks_back = std::max(looks_back, parley::looks_back(strategies[p]));
    if (std::holds_alternative<Micro>(strategies[p].bidding)) {
      counts = true;
      if (rankings[p].empty()) best_first[p] = parley::best_first(space, utilities[p], listed_packages);
    }
    if (const auto* b = std::get_if<BayesianModel>(&strategies[p].opponent_model)) {
      const auto known = std::find_if(bayesian.begin(), bayesian.end(), [&](const BayesianModel& k) {
        return k.concession.value == b->concession.value && k.spread.value == b->spread.value;
      });
      believes[p] = static_cast<std::size_t>(known - bayesian.begin());
      if (known == bayesian.end()) bayesian.push_back(*b);
    }
    by_rank = by_rank && !rankings[p].empty() && plays_by_rank(strategies[p]);
  }
}

bool NegotiationModel::chance() const {
  const auto* alternating = std::get_if<AlternatingOffers>(&protocol);
  for (const PartyId p : principals)
    if (by_luck(strategies[p])) return true;
  return (alternating != nullptr && alternating->breakdown > 0) ||
         std::holds_alternative<RandomProposer>(protocol) || std::holds_alternative<SingleText>(protocol) ||
         statements.has_value();
}

Table::Table(const NegotiationModel& m)
    : closed(m.space.issues(), -1),
      allowed(m.space.table_size(), 1),
      refusal_weight(m.parties(), 0.0),
      best_heard(m.parties(), 0.0),
      heard(m.parties()),
      beliefs(m.bayesian.size() * m.parties(), belief_before(m.space)),
      exchange(m.parties(), m.looks_back, m.counts),
      stance(m.parties()),
      worth(m.parties()),
      tradeoff(m.parties()),
      stale(m.parties(), 1),
      objective(m.space.table_size()),
      own(m.space.table_size()),
      memo(m.parties()),
      seats(m.principals.size()),
      standing(m.space.units()),
      candidate(m.space.units()),
      counter(m.space.units()) {
  for (auto& kept : memo) kept.levels.resize(static_cast<std::size_t>(std::min(m.rounds, most_levels)));
  for (auto& h : heard) {
    h.count.assign(m.space.table_size(), 0.0);
    h.last.assign(m.space.units(), 0);
    h.kept.assign(m.space.units(), 0.0);
  }
  text.typical.assign(m.parties(), 0.0);
  progress.settled.assign(m.space.issues(), -1);
  progress.least.assign(m.parties(), 0.0);
  stated.resize(m.parties());
  if (std::holds_alternative<MonotonicConcession>(m.protocol)) {
    const std::size_t n = m.principals.size();
    positions.offer.assign(n, standing);
    positions.gain.assign(n * n, 0.0);
    positions.risk.assign(n, 0.0);
  }
}

void Table::open() {
  std::fill(closed.begin(), closed.end(), -1);
  std::fill(allowed.begin(), allowed.end(), std::uint8_t{1});
  std::fill(refusal_weight.begin(), refusal_weight.end(), 0.0);
  std::fill(best_heard.begin(), best_heard.end(), 0.0);
  std::fill(stale.begin(), stale.end(), std::uint8_t{1});
  anything_closed = false;
  for (auto& h : heard) {
    std::fill(h.count.begin(), h.count.end(), 0.0);
    std::fill(h.kept.begin(), h.kept.end(), 0.0);
    h.offers = 0;
    h.anything = false;
  }
  for (Belief& b : beliefs) b.forget();
  forget_offers();
  std::fill(progress.settled.begin(), progress.settled.end(), -1);
  progress.item = 0;
  progress.since = 0;
  std::fill(stated.begin(), stated.end(), Stated{});
  refusals = 0;
  text.begun = positions.begun = false;
}

void Table::forget_offers() {
  if (exchange.keeps()) exchange.clear();
  std::fill(stance.begin(), stance.end(), Stance{});
}

void note(TalkLog* log, Said said, PackageView package) {
  if (log == nullptr) return;
  said.package = log->packages.size();
  log->packages.insert(log->packages.end(), package.begin(), package.end());
  log->said.push_back(said);
}

void note_again(TalkLog* log, Said said) {
  if (log == nullptr) return;
  said.package = log->said.back().package;
  log->said.push_back(said);
}

MeetingResult meet(const NegotiationModel& m, Table& table, const Meeting& meeting) {
  return std::visit([&](const auto& protocol) { return meet(protocol, m, table, meeting); }, m.protocol);
}

}  // namespace parley

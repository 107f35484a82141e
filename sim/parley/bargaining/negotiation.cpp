#include "parley/bargaining/negotiation.hpp"

#include <algorithm>
#include <cstddef>

#include "parley/bargaining/bidding.hpp"
#include "parley/bargaining/protocols.hpp"
#include "parley/bargaining/waiting.hpp"
#include "parley/preference/best_first.hpp"

namespace parley {

namespace {

// Most rounds whose aspiration a table remembers.
constexpr int most_levels = 10'000;
// What principals' answers to each other may take, of a table.
constexpr std::size_t bytes_of_answers = std::size_t{8} << 20U;

BargainingStyle style_of(const Strategy& s, const Mind& mind, bool ranked) {
  BargainingStyle m{.bidding = habits_of(s.bidding),
                    .accept = habits_of(s.accept),
                    .learns = learns(mind),
                    .blind = !guesses(s.opponent_model),
                    .by_rank = false};
  m.by_rank = ranked && m.blind && concedes_by_time(s.bidding) && !m.listens();
  return m;
}

}  // namespace

ProtocolHabits habits_of(const Protocol& protocol) {
  return std::visit([](const auto& p) { return habits(p); }, protocol);
}

Seating seating_of(const Protocol& protocol, const Scenario& scenario) {
  return std::visit([&](const auto& p) { return seating(p, scenario); }, protocol);
}

std::vector<PartyId> seated(const Scenario& s) {
  std::vector<PartyId> all;
  for (const PartyId p : s.parties.ids())
    if (const Seat seat = s.parties[p].value.seat; seat == Seat::principal || seat == Seat::client)
      all.push_back(p);
  return all;
}

NegotiationModel::NegotiationModel(const Scenario& s)
    : Seating(seating_of(s.talks.protocol, s)),
      space(s),
      leverage(s.parties.size(), s.parties.size(), 0.0),
      patrons(s.parties.size(), 0),
      rivalry(s.patronage.rivalry),
      protocol(s.talks.protocol),
      rounds(static_cast<int>(s.talks.rounds.value)) {
  for (const PartyId p : s.parties.ids()) {
    const Party& party = s.parties[p].value;
    utilities.push_back(Utility(space, s, party));
    at_table.push_back(utility_at_table(space, s, party));
    strategies.push_back(party.strategy);
    for (const auto& [patron, value] : party.influenced_by) {
      leverage(s.parties.position(patron.id), p) = value;
      if (value.value > 0) ++patrons[p];
    }
  }
  backers.assign(s.parties.size(), {});
  for (const PartyId client : parties())
    for (const PartyId patron : parties())
      if (leverage(patron, client) > 0) backers[client].push_back(patron);
  if (std::any_of(principals.begin(), principals.end(),
                  [&](PartyId p) { return needs_of(strategies[p].bidding).equilibrium; }))
    plan = EquilibriumPlan(s, space, at_table, principals, voting);
  for (const PartyId p : s.parties.ids()) {
    const Party& party = s.parties[p].value;
    if (!mediator && party.seat == Seat::mediator) mediator = p;
    if (!drafter && party.facilitates && party.facilitates->drafts) drafter = p;
  }
  if (drafter) mediator = drafter;
  statements = s.talks.statements;
  if (s.agenda.mode == AgendaMode::issue_by_issue) {
    partial = s.agenda.lock == Lock::partial;
    const auto add = [&](IssueId i) {
      if (space.open_options(i) > 1 && std::find(order.begin(), order.end(), i) == order.end())
        order.push_back(i);
    };
    for (const auto& ref : s.agenda.order) add(s.issues.position(ref.id));
    for (const IssueId i : s.issues.ids()) add(i);
  }
  rankings.assign(parties().size(), {});
  split_rankings.assign(parties().size(), {});
  best_first.assign(parties().size(), {});
  numbering = Numbering(space, idle_units(space, at_table.values()));
  const double seats = static_cast<double>(principals.size());
  if (habits_of(protocol).bids) {
    if (numbering.size() <= Ranking::most_packages && numbering.size() * seats <= Ranking::most_entries)
      for (const PartyId p : principals)
        rankings[p] = Ranking(numbering, at_table[p], s.parties[p].value.reservation);
    else
      for (const PartyId p : principals)
        if (!guesses(strategies[p].opponent_model))
          split_rankings[p] =
              SplitRanking(space, numbering, at_table[p],
                           static_cast<std::size_t>(
                               std::min(Ranking::most_entries / seats, 1.0 * SplitRanking::most_first)));
  }
  for (const PartyId p : parties()) {
    const Mind mind = fresh_mind(strategies[p].opponent_model, space);
    styles.push_back(style_of(strategies[p], mind, !rankings[p].empty()));
    const auto known = std::find(minds.begin(), minds.end(), mind);
    believes.push_back(static_cast<std::size_t>(known - minds.begin()));
    const bool bargains = std::find(principals.begin(), principals.end(), p) != principals.end();
    if (known == minds.end() && bargains) minds.push_back(mind);
  }
  by_rank = !principals.empty();
  for (const PartyId p : principals) {
    listening = listening || styles[p].listens();
    looks_back = std::max({looks_back, styles[p].bidding.looks_back, styles[p].accept.looks_back});
    counts = counts || styles[p].bidding.counts;
    if (styles[p].bidding.counts && rankings[p].empty())
      best_first[p] = parley::best_first(space, numbering, at_table[p], listed_packages);
    by_rank = by_rank && styles[p].by_rank;
    heeds_refusals = heeds_refusals || (!styles[p].blind && principals.size() > 2);
  }
}

bool NegotiationModel::chance() const {
  return habits_of(protocol).draws || statements.has_value() ||
         std::any_of(principals.begin(), principals.end(),
                     [&](PartyId p) { return styles[p].bidding.draws; });
}

Table::Table(const NegotiationModel& m)
    : closed(m.space.issues().size(), -1),
      allowed(m.space.table_size(), 1),
      refusal_weight(m.parties().size(), 0.0),
      best_heard(m.parties().size(), 0.0),
      minds(m.minds.size(), m.parties().size()),
      in_the_way(m.parties().size(), 0.0),
      received(m.parties().size()),
      exchange(m.parties().size(), m.looks_back, m.counts),
      stance(m.parties().size()),
      worth(m.parties().size()),
      tradeoff(m.parties().size(),
               RememberedTradeOff(bytes_of_answers / std::max<std::size_t>(m.principals.size(), 1))),
      stale(m.parties().size(), 1),
      objective(m.space.table_size()),
      own(m.space.table_size()),
      memo(m.parties().size()),
      seats(m.principals.size()),
      standing(m.space.units()),
      candidate(m.space.units()),
      counter(m.space.units()) {
  const auto levels = static_cast<std::size_t>(std::min(m.rounds, most_levels));
  for (const PartyId p : m.parties()) {
    memo[p].levels.resize(levels);
    if (!m.split_rankings[p].empty()) memo[p].asked.resize(levels);
  }
  for (std::size_t k = 0; k < m.minds.size(); ++k)
    for (const PartyId p : m.parties()) minds(k, p) = m.minds[k];
  text.typical.assign(m.parties().size(), 0.0);
  progress.settled.assign(m.space.issues().size(), -1);
  progress.least.assign(m.parties().size(), 0.0);
  stated.assign(m.parties().size(), {});
  const std::size_t n = m.principals.size();
  positions.offer.assign(n, standing);
  positions.gain.assign(n * n, 0.0);
  positions.risk.assign(n, 0.0);
  if (!std::holds_alternative<PatronsThenClients>(m.protocol)) return;
  std::size_t options = 0;
  for (const IssueId i : m.space.issues()) {
    losses.from.push_back(options);
    options += m.space.options(i);
  }
  losses.allowed.assign(m.space.table_size(), 2);  // none yet
  losses.weight.assign(m.parties().size(), -1.0);
  losses.own = {m.parties().size(), options};
  losses.team.assign(n, std::vector<double>(options));
  losses.open.assign(options, 0);
}

void Table::open() {
  std::fill(closed.begin(), closed.end(), -1);
  std::fill(allowed.begin(), allowed.end(), std::uint8_t{1});
  std::fill(standing.begin(), standing.end(), OptionIndex{0});
  std::fill(refusal_weight.begin(), refusal_weight.end(), 0.0);
  std::fill(best_heard.begin(), best_heard.end(), 0.0);
  std::fill(stale.begin(), stale.end(), std::uint8_t{1});
  anything_closed = false;
  for (Mind& mind : minds.cells()) std::visit([](auto& m) { m.forget(); }, mind);
  forget_offers();
  std::fill(progress.settled.begin(), progress.settled.end(), -1);
  progress.item = 0;
  progress.since = 0;
  std::fill(stated.begin(), stated.end(), Stated{});
  refusals = 0;
  text.begun = positions.begun = false;
}

void Table::forget_offers() {
  for (auto& offers : received) offers.clear();
  std::fill(in_the_way.begin(), in_the_way.end(), 0.0);
  if (exchange.keeps()) exchange.clear();
  std::fill(stance.begin(), stance.end(), Stance{});
}

void note(TalkLog* log, Said said, PackageView package) {
  if (log == nullptr) return;
  said.package = log->packages.size();
  log->packages.insert(log->packages.end(), package.begin(), package.end());
  log->said.push_back(said);
}

void note(TalkLog* log, const Consent& c, PartyId who, int round, PackageView text) {
  note(log,
       {.saying = c.yes() ? Saying::consent : Saying::refuse,
        .round = round,
        .who = who,
        .utility = c.utility,
        .reservation = c.reservation,
        .pressure = c.pressure,
        .keeping = c.keeping,
        .own_reasons = c.own_reasons,
        .tempted = c.tempted,
        .unpressed = c.unpressed},
       text);
}

void note_agreement(const NegotiationModel& m, const Table& table, const Meeting& meeting, int round,
                    std::optional<PartyId> by) {
  for (const PartyId p : m.principals)
    note(meeting.log,
         {.saying = Saying::accept,
          .round = round,
          .who = p,
          .utility = m.at_table[p](table.standing),
          .reservation = meeting.reservation[p]},
         table.standing);
  note(meeting.log, {.saying = Saying::agree, .round = round, .who = by}, table.standing);
}

void note_again(TalkLog* log, Said said) {
  if (log == nullptr) return;
  said.package = log->said.back().package;
  log->said.push_back(said);
}

MeetingResult meet(const NegotiationModel& m, Table& table, const Meeting& meeting) {
  return std::visit([&](const auto& protocol) { return meet(protocol, m, table, meeting); }, m.protocol);
}

NegotiationModel::NegotiationModel(const NegotiationModel&) = default;
NegotiationModel::NegotiationModel(NegotiationModel&&) noexcept = default;
NegotiationModel& NegotiationModel::operator=(const NegotiationModel&) = default;
NegotiationModel& NegotiationModel::operator=(NegotiationModel&&) noexcept = default;
NegotiationModel::~NegotiationModel() = default;

}  // namespace parley

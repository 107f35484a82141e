// One text that a mediator amends: see protocols.hpp.

#include <algorithm>
#include <cmath>

#include "parley/bargaining/equilibrium.hpp"
#include "parley/bargaining/protocols.hpp"
#include "parley/bargaining/stand_in.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

std::size_t one_of(Stream& luck, std::size_t n) {
  return std::min(n - 1, static_cast<std::size_t>(luck.uniform() * static_cast<double>(n)));
}

bool open(const NegotiationModel& m, const Table& table, IssueId issue) {
  return table.closed[issue] < 0 && m.space.open_options(issue) > 1;
}

void begin(const SingleText& protocol, const NegotiationModel& m, Table& table, const Meeting& meeting,
           Stream& luck) {
  table.text.begun = true;
  table.text.votes = 0;
  std::fill(table.text.typical.begin(), table.text.typical.end(), 0.0);
  if (draft(m, table, meeting, meeting.first_round)) return;
  const Package& quo = m.space.status_quo();
  std::copy(quo.begin(), quo.end(), table.standing.begin());
  if (protocol.start == TextStart::status_quo) return;
  for (const IssueId i : m.space.issues()) {
    auto& choice = table.standing[m.space.unit_of(i)];
    if (open(m, table, i))
      choice = static_cast<OptionIndex>(m.space.moved(choice, i, one_of(luck, m.space.open_options(i))));
  }
}

// Writes a draft that differs from the text in one issue; false where there is nothing to change.
bool mutate(const NegotiationModel& m, Table& table, Stream& luck) {
  std::size_t n = 0;
  for (const IssueId i : m.space.issues()) n += open(m, table, i) ? 1 : 0;
  if (n == 0) return false;
  std::size_t left = one_of(luck, n);
  IssueId issue;
  while (!open(m, table, issue) || left-- > 0) ++issue;
  std::copy(table.standing.begin(), table.standing.end(), table.candidate.begin());
  auto& choice = table.candidate[m.space.unit_of(issue)];
  choice = static_cast<OptionIndex>(
      m.space.moved(choice, issue, 1 + one_of(luck, m.space.open_options(issue) - 1)));
  return true;
}

// Whether something that is `loss` short of welcome is taken all the same.
bool annealed(double loss, double temperature, double luck) {
  return loss <= 0 || (temperature > 0 && luck < scalar_exp(-loss / temperature));
}

// All vote on the draft; the sum of the votes and whether all were in favour.
struct Count {
  double sum = 0;
  bool all = true;
};
Count vote(const SingleText& protocol, const NegotiationModel& m, Table& table, const Meeting& meeting,
           int round, double temperature, Stream& luck) {
  TextState& text = table.text;
  Count count;
  for (const PartyId p : m.principals) {
    const double draft = m.at_table[p](table.candidate), change = draft - m.at_table[p](table.standing);
    const double drawn = luck.uniform();
    const bool yes = says_yes(
        meeting.stand_in, p,
        {.asked = Asked::vote, .day = static_cast<int>(meeting.day), .round = round, .by = m.mediator},
        table.candidate, annealed(-change, m.anneals[p] != 0 ? temperature : 0.0, drawn));
    const bool strong = protocol.strong_votes && std::fabs(change) > text.typical[p] && (change >= 0 || !yes);
    text.typical[p] += (std::fabs(change) - text.typical[p]) / (text.votes + 1.0);
    count.sum += (yes ? 0.0 : -1.0) + (!strong ? 0.0 : yes ? 1.0 : -1.0);
    count.all = count.all && yes;
    const Saying saying = yes ? (strong ? Saying::strong_for : Saying::vote_for)
                              : (strong ? Saying::strong_against : Saying::vote_against);
    note_again(meeting.log, {.saying = saying,
                             .round = round,
                             .who = p,
                             .utility = draft,
                             .reservation = meeting.reservation[p]});
  }
  ++text.votes;
  return count;
}

// At the deadline: the text is the agreement if all have at least their reservation value.
bool signed_by_all(const NegotiationModel& m, const Table& table, const Meeting& meeting, int round) {
  for (const PartyId p : m.principals)
    if (!says_yes(meeting.stand_in, p,
                  {.asked = Asked::sign, .day = static_cast<int>(meeting.day), .round = round},
                  table.standing, m.at_table[p](table.standing) >= meeting.reservation[p] - 1e-12))
      return false;
  note_agreement(m, table, meeting, round, m.mediator);
  return true;
}

}  // namespace

ProtocolHabits habits(const SingleText&) { return {.draws = true, .bids = false, .breakdown = 0}; }

Seating seating(const SingleText& protocol, const Scenario& s) {
  Seating seats{.principals = seated(s)};
  seats.anneals.assign(s.parties.size(), protocol.vote == VotingRule::annealing ? 1 : 0);
  for (const auto& [party, rule] : protocol.votes)
    seats.anneals[s.parties.position(party.id)] = rule == VotingRule::annealing ? 1 : 0;
  return seats;
}

Equilibrium solution(const SingleText&, const BargainingGame&, const Voting&) { return no_solution(); }

MeetingResult meet(const SingleText& protocol, const NegotiationModel& m, Table& table,
                   const Meeting& meeting) {
  Stream mutations = luck(meeting, TalkPurpose::mutation), votes = luck(meeting, TalkPurpose::vote);
  if (!table.text.begun) begin(protocol, m, table, meeting, mutations);
  for (int round = meeting.first_round; round < m.rounds; ++round) {
    const double left = 1.0 - std::min(1.0, round_time(meeting, round, m.rounds));
    if (!mutate(m, table, mutations)) break;
    note(meeting.log, {.saying = Saying::draft, .round = round, .who = m.mediator}, table.candidate);
    const Count count = vote(protocol, m, table, meeting, round, protocol.temperature * left, votes);
    const bool taken = protocol.strong_votes
                           ? annealed(-count.sum, protocol.mediator_temperature * left, votes.uniform())
                           : count.all;
    if (!taken) continue;
    std::copy(table.candidate.begin(), table.candidate.end(), table.standing.begin());
    note_again(meeting.log, {.saying = Saying::amend, .round = round, .who = m.mediator});
  }
  const bool last = meeting.closes >= 1.0 - 1e-12;
  if (last && signed_by_all(m, table, meeting, m.rounds - 1))
    return {MeetingEnd::agreed, m.mediator, m.rounds};
  return {MeetingEnd::open, nobody, m.rounds};
}

}  // namespace parley

// Stacked alternating offers: see protocols.hpp.

#include <algorithm>

#include "parley/bargaining/bidding.hpp"
#include "parley/bargaining/equilibrium.hpp"
#include "parley/bargaining/opponent_model.hpp"
#include "parley/bargaining/protocols.hpp"
#include "parley/bargaining/stand_in.hpp"
#include "parley/bargaining/statements.hpp"

namespace parley {

namespace {

// What a party does whose turn it is: accept, offer `counter`, or walk out. own: the model's party.
Deed turn_taken(const Turn& turn, bool offered, PartyId proposer, Deed own, PackageView standing,
                Package& counter) {
  StandIn* const who = turn.meeting.stand_in;
  if (!stands_in(who, turn.party)) return own;
  Query query{.asked = Asked::turn, .day = static_cast<int>(turn.meeting.day), .round = turn.round};
  if (offered) {
    query.by = proposer;
    query.text.assign(standing.begin(), standing.end());
  }
  query.own.deed = own;
  if (own != Deed::walk_out) query.own.text = counter;
  const Decision decided = who->decide(query);
  if (decided.deed == Deed::offer) counter = decided.text;
  return decided.deed;
}

}  // namespace

ProtocolHabits habits(const AlternatingOffers& protocol) {
  return {.draws = protocol.breakdown > 0, .bids = true, .breakdown = protocol.breakdown};
}

Seating seating(const AlternatingOffers&, const Scenario& s) { return {.principals = seated(s)}; }

Equilibrium solution(const AlternatingOffers&, const BargainingGame& game, const Voting&) {
  return alternating_equilibrium(game);
}

MeetingResult alternate(const NegotiationModel& m, Table& table, const Meeting& meeting, double breakdown,
                        void (*reopen)(Table&)) {
  if (m.by_rank && meeting.log == nullptr && meeting.stand_in == nullptr && !table.anything_closed &&
      breakdown <= 0 && !m.drafter)
    return alternate_by_rank(m, table, meeting);
  // The n-th number of this stream is the n-th turn's, whatever is said in it.
  Stream luck_of_turns = luck(meeting, TalkPurpose::breakdown);
  std::size_t consenting = 0;  // parties in a row behind the standing offer, its proposer included
  bool offered = draft(m, table, meeting, meeting.first_round);  // there is something to answer
  PartyId proposer = m.drafter.value_or(PartyId());
  std::optional<Stream> talk;
  if (m.statements) talk.emplace(luck(meeting, TalkPurpose::statement));
  for (int round = meeting.first_round; round < m.rounds; ++round) {
    const double time = round_time(meeting, round, m.rounds);
    for (const PartyId party : m.principals) {
      const Turn turn{meeting, party, round, time};
      const double reservation = turn.reservation();
      const bool breaks = breakdown > 0 && luck_of_turns.chance(breakdown);
      bool offers = bid(m, table, turn, table.counter);
      if (!offers && reopen != nullptr) {
        reopen(table);
        offers = bid(m, table, turn, table.counter);
      }
      const Deed own = !offers                                       ? Deed::walk_out
                       : offered && accepts_standing(m, table, turn) ? Deed::accept
                                                                     : Deed::offer;
      const Deed deed = turn_taken(turn, offered, proposer, own, table.standing, table.counter);
      if (deed == Deed::walk_out) {
        note(meeting.log,
             {.saying = Saying::walk_out,
              .round = round,
              .who = party,
              .utility = m.at_table[party].best(),
              .reservation = reservation},
             {});
        return {MeetingEnd::walked_out, party, round + 1, m.at_table[party].best()};
      }
      Said said{.round = round, .who = party, .reservation = reservation};
      if (deed == Deed::accept) {
        if (meeting.log != nullptr) {
          said.saying = Saying::accept;
          said.utility = m.at_table[party](table.standing);
          note(meeting.log, said, table.standing);
        }
        if (++consenting < m.principals.size()) continue;
        note(meeting.log,
             {.saying = Saying::agree,
              .round = round,
              .who = proposer,
              .utility = m.at_table[proposer](table.standing),
              .reservation = meeting.reservation[proposer]},
             table.standing);
        return {MeetingEnd::agreed, proposer, round + 1};
      }
      if (consenting > 0 && breaks) {
        said.saying = Saying::break_off;
        said.utility = m.at_table[party](table.standing);
        note(meeting.log, said, table.standing);
        return {MeetingEnd::broken_off, party, round + 1};
      }
      if (consenting > 1) hear_refusal(m, table, party);
      std::copy(table.counter.begin(), table.counter.end(), table.standing.begin());
      proposer = party;
      offered = true;
      consenting = 1;
      if (meeting.log != nullptr) {
        said.utility = m.at_table[party](table.standing);
        note(meeting.log, said, table.standing);
      }
      hear(m, table, party, table.standing, time);
    }
    if (talk && consenting > 0) draw_red_lines(m, table, meeting, round, proposer, *talk);
  }
  return {MeetingEnd::open, nobody, m.rounds};
}

MeetingResult meet(const AlternatingOffers& protocol, const NegotiationModel& m, Table& table,
                   const Meeting& meeting) {
  return m.order.empty() ? alternate(m, table, meeting, protocol.breakdown, nullptr)
                         : issue_by_issue(m, table, meeting, protocol.breakdown);
}

}  // namespace parley

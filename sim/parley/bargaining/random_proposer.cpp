// Who proposes, and what passes, when a proposer is drawn in every round?
//
// Closed rule of Baron & Ferejohn (1989): a proposer is drawn; its offer is put to the vote as it stands; all
// others vote, each by its own acceptance condition; it passes if the votes for it, the proposer's included,
// reach the quota and no veto player is against. Parameters:
//   recognition  chance of each party to propose, scaled to sum to 1 (all equal)
//   votes        votes of each party, 0 to 1000 (its power)
//   quota        votes that pass an offer (all)
//   veto         parties without whose yes nothing passes (none)
// A party for which no package reaches its reservation value walks out if nothing can pass without it;
// otherwise it votes no, and passes when it is drawn.

#include "parley/bargaining/bidding.hpp"
#include "parley/bargaining/equilibrium.hpp"
#include "parley/bargaining/opponent_model.hpp"
#include "parley/bargaining/protocols.hpp"
#include "parley/bargaining/stand_in.hpp"

namespace parley {

namespace {

// A party's vote on the standing text.
void note_vote(const NegotiationModel& m, const Table& table, const Turn& vote, bool accepted) {
  note(vote.meeting.log,
       {.saying = accepted ? Saying::accept : Saying::reject,
        .round = vote.round,
        .who = vote.party,
        .utility = m.at_table[vote.party](table.standing),
        .reservation = vote.reservation()},
       table.standing);
}

// Its vote on the standing text: accept, refuse or walk_out. own: what the model's party does.
Deed voted(const Turn& vote, PartyId proposer, PackageView standing, Deed own) {
  StandIn* const who = vote.meeting.stand_in;
  if (!stands_in(who, vote.party)) return own;
  Query query{.asked = Asked::vote,
              .day = static_cast<int>(vote.meeting.day),
              .round = vote.round,
              .by = proposer,
              .text = Package(standing.begin(), standing.end())};
  query.own.deed = own;
  return who->decide(query).deed;
}

// What who was drawn does: offer (which is then in `text`), pass or walk out. own: the model's party.
Deed proposed(const Turn& turn, Deed own, Package& text) {
  StandIn* const who = turn.meeting.stand_in;
  if (!stands_in(who, turn.party)) return own;
  Query query{.asked = Asked::propose, .day = static_cast<int>(turn.meeting.day), .round = turn.round};
  query.own.deed = own;
  if (own == Deed::offer) query.own.text = text;
  const Decision decided = who->decide(query);
  if (decided.deed == Deed::offer) text = decided.text;
  return decided.deed;
}

// What a facilitator drafts comes first, and passes by the same votes.
std::optional<MeetingResult> vote_on_draft(const NegotiationModel& m, Table& table, const Meeting& meeting) {
  const int round = meeting.first_round;
  if (!draft(m, table, meeting, round)) return {};
  double yes = 0;
  bool vetoed = false;
  for (std::size_t i = 0; i < m.principals.size(); ++i) {
    const PartyId party = m.principals[i];
    const Turn vote{meeting, party, round, round_time(meeting, round, m.rounds)};
    const bool takes = bid(m, table, vote, table.counter) && accepts_standing(m, table, vote);
    const bool accepted =
        voted(vote, *m.drafter, table.standing, takes ? Deed::accept : Deed::refuse) == Deed::accept;
    if (accepted) yes += m.voting.votes[i];
    vetoed = vetoed || (!accepted && m.voting.veto[i] != 0);
    note_vote(m, table, vote, accepted);
  }
  if (vetoed || !m.voting.passes(yes)) return {};
  note(meeting.log,
       {.saying = Saying::agree,
        .round = round,
        .who = m.drafter,
        .utility = m.at_table[*m.drafter](table.standing),
        .reservation = meeting.reservation[*m.drafter]},
       table.standing);
  return MeetingResult{MeetingEnd::agreed, m.drafter, round + 1};
}

}  // namespace

ProtocolHabits habits(const RandomProposer&) { return {.draws = true, .bids = true, .breakdown = 0}; }

Seating seating(const RandomProposer& protocol, const Scenario& s) {
  Seating seats{.principals = seated(s)};
  seats.voting = Voting(protocol, s, seats.principals);
  return seats;
}

Equilibrium solution(const RandomProposer&, const BargainingGame& game, const Voting& voting) {
  return drawn_equilibrium(game, voting);
}

MeetingResult meet(const RandomProposer&, const NegotiationModel& m, Table& table, const Meeting& meeting) {
  if (m.by_rank && meeting.log == nullptr && meeting.stand_in == nullptr && !table.anything_closed &&
      !m.drafter)
    return random_proposer_by_rank(m, table, meeting);
  const Voting& rule = m.voting;
  // The n-th number of this stream is the n-th round's, whatever is said in it.
  Stream recognition = luck(meeting, TalkPurpose::recognition);
  const auto walk_out = [&](PartyId party, int round) {
    note(meeting.log,
         {.saying = Saying::walk_out,
          .round = round,
          .who = party,
          .utility = m.at_table[party].best(),
          .reservation = meeting.reservation[party]},
         {});
    return MeetingResult{MeetingEnd::walked_out, party, round + 1, m.at_table[party].best()};
  };
  if (const auto end = vote_on_draft(m, table, meeting)) return *end;
  for (int round = meeting.first_round; round < m.rounds; ++round) {
    const double time = round_time(meeting, round, m.rounds);
    const std::size_t drawn = rule.recognised(recognition.uniform());
    const PartyId proposer = m.principals[drawn];
    const Turn turn{meeting, proposer, round, time};
    const bool bids = bid(m, table, turn, table.standing);
    const Deed own = bids ? Deed::offer : rule.needed[drawn] != 0 ? Deed::walk_out : Deed::pass;
    const Deed deed = proposed(turn, own, table.standing);
    if (deed == Deed::walk_out) return walk_out(proposer, round);
    if (deed == Deed::pass) {
      note(meeting.log,
           {.saying = Saying::pass, .round = round, .who = proposer, .reservation = turn.reservation()}, {});
      continue;
    }
    const Said offered{.round = round,
                       .who = proposer,
                       .utility = m.at_table[proposer](table.standing),
                       .reservation = turn.reservation()};
    note(meeting.log, offered, table.standing);
    hear(m, table, proposer, table.standing, time);
    double yes = rule.votes[drawn];
    bool vetoed = false;
    for (std::size_t i = 0; i < m.principals.size(); ++i) {
      if (i == drawn) continue;
      const PartyId party = m.principals[i];
      const Turn vote{meeting, party, round, time};
      const bool offers = bid(m, table, vote, table.counter);
      const Deed usual = !offers && rule.needed[i] != 0               ? Deed::walk_out
                         : offers && accepts_standing(m, table, vote) ? Deed::accept
                                                                      : Deed::refuse;
      const Deed answer = voted(vote, proposer, table.standing, usual);
      if (answer == Deed::walk_out) return walk_out(party, round);
      const bool accepted = answer == Deed::accept;
      // Who can be done without is not heeded.
      if (!accepted && rule.needed[i] != 0 && yes > rule.votes[drawn]) hear_refusal(m, table, party);
      if (accepted) yes += rule.votes[i];
      vetoed = vetoed || (!accepted && rule.veto[i] != 0);
      note_vote(m, table, vote, accepted);
    }
    if (vetoed || !rule.passes(yes)) continue;
    Said agreed = offered;
    agreed.saying = Saying::agree;
    note(meeting.log, agreed, table.standing);
    return {MeetingEnd::agreed, proposer, round + 1};
  }
  return {MeetingEnd::open, nobody, m.rounds};
}

}  // namespace parley

// Votes on the offer of a proposer who is drawn, among principals whose offers and votes depend on time and
// own utility alone: see protocols.hpp. Offers stay numbers until the end.

#include "parley/bargaining/by_rank.hpp"
#include "parley/bargaining/protocols.hpp"

namespace parley {

MeetingResult random_proposer_by_rank(const NegotiationModel& m, Table& table, const Meeting& meeting) {
  take_seats(m, table, meeting);
  const Voting& rule = m.voting;
  Stream recognition = luck(meeting, TalkPurpose::recognition);
  bool offered = false;
  std::uint32_t standing = 0;
  const auto ended = [&](MeetingEnd end, std::optional<PartyId> who, int rounds) {
    if (offered) m.numbering.package(standing, table.standing);
    return MeetingResult{end, who, rounds, end == MeetingEnd::walked_out ? m.at_table[*who].best() : 0.0};
  };
  const auto has_offer = [](const RankedSeat& seat) { return seat.rational < seat.ranking->size(); };
  for (int round = meeting.first_round; round < m.rounds; ++round) {
    const double time = round_time(meeting, round, m.rounds);
    const std::size_t drawn = rule.recognised(recognition.uniform());
    const RankedSeat& proposer = table.seats[drawn];
    Memo::Level beyond;
    if (!has_offer(proposer)) {
      if (rule.needed[drawn] != 0) return ended(MeetingEnd::walked_out, proposer.party, round + 1);
      continue;
    }
    standing = level_of(proposer, round, time, beyond).package;
    offered = true;
    double yes = rule.votes[drawn];
    bool vetoed = false;
    for (std::size_t i = 0; i < table.seats.size(); ++i) {
      if (i == drawn) continue;
      const RankedSeat& seat = table.seats[i];
      const bool offers = has_offer(seat);
      if (!offers && rule.needed[i] != 0) return ended(MeetingEnd::walked_out, seat.party, round + 1);
      bool accepted = false;
      if (offers) {
        const double worth = seat.ranking->value(standing);
        accepted =
            worth >= level_of(seat, round, time, beyond).least && worth >= seat.scope.reservation - 1e-12;
      }
      if (accepted) yes += rule.votes[i];
      vetoed = vetoed || (!accepted && rule.veto[i] != 0);
    }
    if (!vetoed && rule.passes(yes)) return ended(MeetingEnd::agreed, proposer.party, round + 1);
  }
  return ended(MeetingEnd::open, nobody, m.rounds);
}

}  // namespace parley

// Who speaks when? Each protocol in its own file.
#pragma once

#include "parley/bargaining/negotiation.hpp"

namespace parley {

// Stacked alternating offers (Aydogan et al. 2017): in every round each party in turn accepts the standing
// offer or replaces it by its own; an offer that all others accept in a row is the agreement. A party for
// which no package reaches its reservation value walks out. Each time an offer is turned down, talks break
// off with probability `breakdown` (Binmore, Rubinstein & Wolinsky 1986).
MeetingResult meet(const AlternatingOffers& protocol, const NegotiationModel& m, Table& table,
                   const Meeting& meeting);

// Two levels (Putnam 1988). Technical teams close issues on which the principals (each weighing its own
// clients) are narrow, one at a time; principals then alternate offers on what is open; a package they agree
// on goes to every client, who consents under leverage or refuses. After a refusal everything is open again
// and the principals heed that client more. Parameters: teams (issues a meeting), narrow (utility).
MeetingResult meet(const PatronsThenClients& protocol, const NegotiationModel& m, Table& table,
                   const Meeting& meeting);

// Baron & Ferejohn (1989), closed rule: in each round a proposer is drawn and all others vote on its offer;
// see random_proposer.cpp.
MeetingResult meet(const RandomProposer& protocol, const NegotiationModel& m, Table& table,
                   const Meeting& meeting);

// The alternation of offers that the first two share. `reopen` (or null) is tried when closed issues leave a
// party no package worth its reservation value; without it, or if that does not help, the party walks out.
MeetingResult alternate(const NegotiationModel& m, Table& table, const Meeting& meeting, double breakdown,
                        void (*reopen)(Table&));

// The same talks where nobody listens (no log) and all principals play by rank, over numbers of packages:
// many times faster. alternate() chooses it by itself.
MeetingResult alternate_by_rank(const NegotiationModel& m, Table& table, const Meeting& meeting);

// Relative time of a round of a meeting: (round + 1) / (rounds + 1) of the way from its opening to its
// closing.
inline double round_time(const Meeting& meeting, int round, int rounds) {
  return meeting.opens + (meeting.closes - meeting.opens) * (round + 1.0) / (rounds + 1.0);
}

}  // namespace parley

// Who speaks when? Each protocol in its own file.
#pragma once

#include <algorithm>

#include "parley/bargaining/negotiation.hpp"

namespace parley {

// What a protocol uses. Each tells all of it, in its own file.
struct ProtocolHabits {
  bool draws;        // luck at the table
  bool bids;         // the parties' strategies; false: bidding, acceptance and opponent models play no part
  double breakdown;  // chance that talks break off each time an offer is turned down
};

// Each protocol, in its own file, tells what it uses, who sits where, and holds a meeting. Adding one = its
// type in scenario/bargaining.hpp, its keys in scenario/format_bargaining.hpp, its rules in
// scenario/check_protocols.cpp, its file, three lines here, one in equilibrium.hpp.
ProtocolHabits habits(const AlternatingOffers& protocol);
ProtocolHabits habits(const PatronsThenClients& protocol);
ProtocolHabits habits(const RandomProposer& protocol);
ProtocolHabits habits(const SingleText& protocol);
ProtocolHabits habits(const MonotonicConcession& protocol);
Seating seating(const AlternatingOffers& protocol, const Scenario& scenario);
Seating seating(const PatronsThenClients& protocol, const Scenario& scenario);
Seating seating(const RandomProposer& protocol, const Scenario& scenario);
Seating seating(const SingleText& protocol, const Scenario& scenario);
Seating seating(const MonotonicConcession& protocol, const Scenario& scenario);
ProtocolHabits habits_of(const Protocol& protocol);
Seating seating_of(const Protocol& protocol, const Scenario& scenario);
// All parties with the seat principal or client.
std::vector<PartyId> seated(const Scenario& scenario);

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

// One text (Klein, Faratin, Sayama & Bar-Yam 2003). In every round the mediator changes one issue of the text
// to another option, both drawn at random, and all principals vote. A hill climber votes for a draft that is
// no worse to it than the text; an annealer also for a worse one, with probability exp(dU / T),
// T = temperature x (1 - time). The draft becomes the text if all vote for it.
// With strong votes (their annealing mediator): a vote is strong where the change of utility is larger than
// the mean of those the party has seen; votes count strong for 1, for 0, against -1, strong against -2, and
// the mediator takes the draft with probability min(1, exp(sum / T_m)), T_m = mediator_temperature x
// (1 - time). An annealer's vote for a loss is never strong.
// The text that stands at the deadline is the agreement if it is worth every principal's reservation value;
// otherwise there is none. Parameters: start, vote, votes, temperature, strong_votes, mediator_temperature.
MeetingResult meet(const SingleText& protocol, const NegotiationModel& m, Table& table,
                   const Meeting& meeting);

// Monotonic concessions with Zeuthen's strategy (Zeuthen 1930; Harsanyi 1956; Rosenschein & Zlotkin 1994; for
// more than two parties Endriss 2006, egocentric concessions: a concession is an offer worse to oneself).
// Gains g are utilities over reservation values; only packages that leave nobody below its own are named.
// Each party begins with its best. A package is agreed when every party has at least as much from it as from
// its own offer. Otherwise the party of least risk
//   risk_i = (g_i(own) - least g_i over the others' offers) / g_i(own)
// (the first in order, of several) moves to the offer best to itself under which its risk is no longer the
// least; where there is none it joins that offer of another which is best to it. With two parties this ends
// at a package of the largest product of gains. Everything is known and enumerated: at most exact_limit
// packages.
MeetingResult meet(const MonotonicConcession& protocol, const NegotiationModel& m, Table& table,
                   const Meeting& meeting);

// The text that a facilitator puts on the table, in table.standing: one that leaves no party far behind, the
// facilitator itself as one more where it wants something. False where nobody drafts. See draft.cpp.
bool draft(const NegotiationModel& m, Table& table, const Meeting& meeting, int round);

// Issue by issue: the issues of m.order are settled in turn by alternating offers on one issue alone, with
// settled issues as settled and later ones at their status quo. On each a party holds out for the least
// option with which a package worth its reservation value is still within reach for it. Each issue has its
// own clock, an even share of the time that was left when it came up; when that has run out the parties stay
// at their least until they agree or the talks end. What is settled falls if the rest fails, unless m.partial
// and all have their reservation value from it with the rest at the status quo. (On what is lost: Fershtman
// 1990, Inderst 2000.)
MeetingResult issue_by_issue(const NegotiationModel& m, Table& table, const Meeting& meeting,
                             double breakdown);

// The alternation of offers that the first two share. `reopen` (or null) is tried when closed issues leave a
// party no package worth its reservation value; without it, or if that does not help, the party walks out.
MeetingResult alternate(const NegotiationModel& m, Table& table, const Meeting& meeting, double breakdown,
                        void (*reopen)(Table&));

// The same talks where nobody listens (no log) and all principals play by rank, over numbers of packages:
// many times faster. alternate() chooses it by itself.
MeetingResult alternate_by_rank(const NegotiationModel& m, Table& table, const Meeting& meeting);

// The same of the votes on a proposer's offer; meet() chooses it by itself.
MeetingResult random_proposer_by_rank(const NegotiationModel& m, Table& table, const Meeting& meeting);

// Relative time of a round of a meeting: (round + 1) / (rounds + 1) of the way from its opening to its
// closing.
inline double round_time(const Meeting& meeting, int round, int rounds) {
  return std::min(1.0, meeting.opens + (meeting.closes - meeting.opens) * (round + 1.0) / (rounds + 1.0));
}

}  // namespace parley

// What does a party believe the others want?
//
// All hear the same, so what can be learned of a party is kept once for each kind of mind (mind.hpp), by the
// party it is about.
#pragma once

#include "parley/bargaining/negotiation.hpp"

namespace parley {

// All parties hear an offer, at a relative time.
void hear(const NegotiationModel& m, Table& table, PartyId proposer, PackageView offer, double time = 0);

// All learn that the principals can live with an option of an issue: technical teams have closed it there.
void hear_closing(const NegotiationModel& m, Table& table, IssueId issue, OptionIndex option);

// All hear a party rule out an option, and believe it by `weight`, 0 to 1.
void hear_red_line(const NegotiationModel& m, Table& table, PartyId speaker, IssueId issue,
                   OptionIndex option, double weight);

// All hear `party` turn an offer down that another of those who must agree has accepted: it stands alone in
// the way, and whoever makes offers heeds it more.
//
// Offers go to the sum of the others' wishes. Where all must agree that is not enough: two that ask for much
// the same outweigh the third for good, however often it refuses. So each refusal adds to the weight of who
// refuses, as in subgradient steps towards the package best for whoever has least from it. With two parties
// there is one other, and nothing changes.
void hear_refusal(const NegotiationModel& m, Table& table, PartyId party);

// Adds what `party` takes all other principals to see in each choice to a table by choice.
void add_wishes(const NegotiationModel& m, const Table& table, PartyId party, std::span<double> wishes);

}  // namespace parley

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
void hear_closing(const NegotiationModel& m, Table& table, std::size_t issue, OptionIndex option);

// All hear a party rule out an option, and believe it by `weight`, 0 to 1.
void hear_red_line(const NegotiationModel& m, Table& table, PartyId speaker, std::size_t issue,
                   OptionIndex option, double weight);

// Adds what `party` takes all other principals to see in each choice to a table by choice.
void add_wishes(const NegotiationModel& m, const Table& table, PartyId party, std::span<double> wishes);

}  // namespace parley

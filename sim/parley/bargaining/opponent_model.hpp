// What does a party believe the others want?
//
// All hear the same, so what can be learned of a party is kept once, by the party it is about. `frequency`
// (frequency.cpp) and `bayesian` (bayesian.cpp) learn; `true` knows; `none` does not ask.
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

// --- frequency (after Hindriks & Tykhonov 2008; van Krimpen et al. 2013)
void learn(const Space& space, Frequency& heard, std::size_t unit, OptionIndex choice);
// What the speaker seems to want: adds `weight` times its estimated value of each choice, in [0, 1] over a
// package, to `objective`. Choices asked for more often are worth more; units that never changed matter more.
void add_estimate(const Space& space, const Frequency& heard, double weight, std::span<double> objective);

// --- bayesian (Hindriks & Tykhonov 2008): see bayesian.cpp
Belief belief_before(const Space& space);
void learn(const Space& space, Belief& belief, PackageView offer, double expected, double spread);
// Learns that the party favours an option of an issue (strength above 0) or rules it out (below 0).
void learn(Belief& belief, std::size_t issue, OptionIndex option, double strength);
void add_estimate(const Space& space, const Belief& belief, double weight, std::span<double> objective);

}  // namespace parley

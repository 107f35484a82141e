// Where does each party stand, how much does it care, and what is its weight?
//
// Forecasts that reckon with places on lines (midpoint, weighted mean, challenge model) read a scenario so:
//   lines     the open issues whose options are in an order: places given, or else every party's value
//             rises to its best option and falls after it (single-peaked, Black 1948), and options are
//             spread evenly from 0 to 100. Other issues are mere lists and left out.
//   actors    the parties at the table and the observers, where they weigh some line; mediators and excluded
//             groups are left out
//   position  the place of the party's best option, of several their mean; nowhere where all options are
//             alike to it, or where it neither weighs the issue nor has an ideal or values there
//   salience  its weight of the issue as a share of its weights of all issues whose options are not alike to
//             it, times `salience` in percent; 0 where it stands nowhere
//   power     `power` where some party has one; else 1 and the leverage it has over each client
#pragma once

#include <span>
#include <vector>

#include "parley/preference/challenge.hpp"
#include "parley/preference/space.hpp"

namespace parley {

struct PartyPlaces {
  struct Line {
    IssueId issue;
    std::vector<double> places;  // by option, 0 to 100
    bool spread_evenly = false;  // no places were given
  };
  std::vector<Line> lines;
  std::vector<IssueId> lists;           // issues left out: their options are in no order
  std::vector<PartyId> parties;         // by actor
  std::vector<std::uint8_t> principal;  // by actor
  ChallengeActors actors;               // none where there is no line, or fewer than two actors
  bool power_given = false;
};

PartyPlaces places_of(const Scenario& scenario, const Space& space);

// The package nearest to these places, one a line; of two options as near the one closer to the status quo,
// so that it does not matter at which end options are counted from. Issues that are no line stay at the
// status quo.
Package nearest_package(const Space& space, const PartyPlaces& parties, std::span<const double> places);
// By line: the mean place of the principals who stand somewhere (of all actors, where none does), each
// counted once.
std::vector<double> midpoints(const PartyPlaces& parties);

}  // namespace parley

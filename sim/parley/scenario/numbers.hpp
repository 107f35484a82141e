// What is every number of a scenario, and how well is it founded?
//
// A number is one of three kinds: it has a range (a low and a high), it stands plain in the file, or it was
// left out and has its default. Numbers that no run looks at are no numbers of this list: see idle.hpp. Nor
// is a choice among options, unless a range was written for it, nor what a term or an event leaves out: there
// is no such clause, or nothing of the kind happens.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "parley/scenario/format_spec.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley {

// A number of the scenario that carries an assumption (a range, a mark or a reason), under its parameter
// path.
struct Assumption {
  std::string path;
  Number number;
  bool whole = false;  // takes whole numbers only
};
std::vector<Assumption> assumptions_of(const Scenario& scenario);

// The same numbers where they stand in a scenario, to be changed there. They must not outlive it.
struct AssumedNumber {
  std::string path;
  Number* number = nullptr;
  bool whole = false;   // a whole number, such as the position of an option
  bool option = false;  // the position of an option
  Spec spec = {};       // what the format says of it: meaning, bounds, unit
};
std::vector<AssumedNumber> assumed_numbers(Scenario& scenario);
// All numbers of a scenario, with an assumption or without.
std::vector<AssumedNumber> all_numbers(Scenario& scenario);

// Groups that join nothing, since one number alone names them (a mistyped name, mostly), each with its path.
std::vector<std::pair<std::string, std::string>> lone_groups(const Scenario& scenario);

enum class Founded { ranged, plain, left_out };
inline constexpr std::array<std::string_view, 3> founded_names{"range", "plain", "default"};

// A number that runs look at.
struct KnownNumber {
  std::string path;
  Number number;
  Founded founded = Founded::plain;
  Spec spec = {};
};
std::vector<KnownNumber> numbers_of(const Scenario& scenario);

struct NumberCounts {
  std::size_t ranged = 0, plain = 0, left_out = 0;
  std::size_t pooled = 0;  // of the ranged, those that hold answers of several experts
  std::size_t all() const { return ranged + plain + left_out; }
};
NumberCounts count(std::span<const KnownNumber> numbers);
// "16 numbers have a range, 91 stand plain, 63 are defaults"
std::string in_words(const NumberCounts& counts);

// Gives every number of numbers_of that has no range one, mark F. The rule is as wide as the ranges that the
// conflicts in scenarios/ declare are in the median (odds times 2.7 and by 3, ratios times 1.5 and by 2):
//   a share, a probability, a utility (bounds within 0 and 1): odds halved to doubled; exactly 1: a half to 1
//   any other: from half to one and a half times its distance from 0, or from a lower bound above 0
//   whole numbers are rounded; all ranges stay within the format's bounds
// Left as they are: 0 (what is not there stays away), the constants that make a
// strategy what it is, where they are left out, and numbers that others are tied to (places of options,
// votes, quotas, shares that must sum to at most 1). `truce.committed_rate` and `truce.uncommitted_rate` do
// not pass each other: their ranges end at their geometric mean.
Scenario with_every_range(Scenario scenario);

}  // namespace parley

// What does a party seem to want that keeps asking for the same?
//
// importance of unit n = (1 + times its choice was kept) / sum over units of the same
// value of choice c    = times asked for / times the most frequent choice of its unit was asked for
// After Hindriks & Tykhonov (2008) and van Krimpen, Looije & Hajizadeh (2013). A closed issue counts as one
// more offer of its option, a red line as `weight` offers of the others, their issue kept. No parameters.
#pragma once

#include "parley/preference/utility.hpp"

namespace parley {

struct Frequency {
  static constexpr bool learns = true;
  std::vector<double> count;      // by choice
  std::vector<OptionIndex> last;  // by unit
  std::vector<double> kept;       // by unit: times the choice stayed the same
  int offers = 0;
  bool anything = false;  // an offer, a closed issue or a red line

  void forget();
  void hear(const Space& space, PackageView offer, double time);
  void hear_on(const Space& space, PackageView offer, IssueId issue);
  void hear_closing(const Space& space, std::span<const std::uint8_t> allowed, IssueId issue,
                    OptionIndex option);
  void hear_red_line(const Space& space, IssueId issue, OptionIndex option, double weight);
  void add_wishes(const Space& space, const Utility& truth, const Utility& own, double weight,
                  std::span<double> table) const;
  bool operator==(const Frequency&) const = default;
};

Frequency mind_before(const FrequencyModel& model, const Space& space);

}  // namespace parley

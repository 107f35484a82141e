// Which preferences explain best what a party has offered?
//
// Hindriks & Tykhonov (2008), in the form that scales: issues are learned apart from one another. A
// hypothesis about an issue is a pair of an importance, one of `levels` evenly spaced ones (their ranks), and
// a shape, the option liked best with value falling evenly to 0 at the farthest one (their uphill, downhill
// and triangular functions). All are equally likely at first. An offer b heard at relative time t is expected
// to be worth
//   u'(t) = 1 - concession x t
// to the party that makes it; a hypothesis h about issue i, with what is expected of the other issues, makes
// it worth u_h(b), and
//   P(h | b) ~ P(h) exp(-(u_h(b) - u'(t))^2 / (2 spread^2)).
// Interactions of the other party are not modelled. Parameters: concession, spread.
// An option that technical teams closed on counts as liked, one behind a red line as disliked:
// P(h) x (1 + strength (2 v_h(option) - 1)), strength in (-1, 1).
#pragma once

#include "parley/preference/utility.hpp"

namespace parley {

struct Belief {
  static constexpr bool learns = true;
  struct Issue {
    std::size_t options = 1, shapes = 1;  // shapes: hypotheses about the option liked best
    std::size_t from = 0, value_from = 0;
    double weight = 0;  // expected importance
    bool operator==(const Issue&) const = default;
  };
  ListBy<IssueId, Issue> issues;
  std::vector<double> chance;    // issue x shape x importance
  std::vector<double> expected;  // issue x option: importance times value
  double concession = 0.5, spread = 0.2;
  bool anything = false;

  void forget();
  void hear(const Space& space, PackageView offer, double time);
  void hear_on(const Space& space, PackageView offer, IssueId issue);
  void hear_closing(const Space& space, std::span<const std::uint8_t> allowed, IssueId issue,
                    OptionIndex option);
  void hear_red_line(const Space& space, IssueId issue, OptionIndex option, double weight);
  void add_wishes(const Space& space, const Utility& truth, const Utility& own, double weight,
                  std::span<double> table) const;
  bool operator==(const Belief&) const = default;

 private:
  void expect(Issue& issue);
  // Learns that the party favours an option of an issue (strength above 0) or rules it out (below 0).
  void lean(IssueId issue, OptionIndex option, double strength);
};

Belief mind_before(const BayesianModel& model, const Space& space);

}  // namespace parley

// What can a party hold in mind of another's wishes?
//
// The state of an opponent model: one alternative a model of the format, each in its own file. What a mind
// hears and what it makes of it is told by its own functions; a mind that lacks one does not compile. All
// parties hear the same, so parties with the same model share one mind of each other party.
#pragma once

#include "parley/bargaining/bayesian.hpp"
#include "parley/bargaining/fixed_minds.hpp"
#include "parley/bargaining/frequency.hpp"
#include "parley/bargaining/smith.hpp"

namespace parley {

// Adding an opponent model = its type in scenario/bargaining.hpp, its mind in a file of its own, a line here.
using Mind = std::variant<NoIdea, Frequency, SmithFrequency, Belief, Knowledge, Opposition>;

// What the mind of each model is before anything was heard.
Mind fresh_mind(const OpponentModel& model, const Space& space);

template <class M>
concept ListeningMind = requires(M m, const M& c, const Space& space, const Utility& truth,
                                 const Utility& own, PackageView offer, double x, IssueId issue,
                                 OptionIndex option, std::span<const std::uint8_t> allowed,
                                 std::span<double> table) {
  // Whether what it holds depends on what is said.
  { M::learns } -> std::convertible_to<bool>;
  // Before talks open anew.
  m.forget();
  // An offer, at a relative time x; an offer on one issue alone, the others being settled or still to come.
  m.hear(space, offer, x);
  m.hear_on(space, offer, issue);
  // Technical teams have closed an issue at an option; `allowed`, by choice, is what is still open.
  m.hear_closing(space, allowed, issue, option);
  // The party rules an option out, and is believed by x from 0 to 1.
  m.hear_red_line(space, issue, option, x);
  // Adds x times what it takes the party to see in each choice to a table by choice: over a package from 0 to
  // 1.
  // `truth` is what the party does see, `own` what the one that models it sees.
  c.add_wishes(space, truth, own, x, table);
  { c == c } -> std::convertible_to<bool>;
};
template <ListeningMind... Ms>
constexpr bool all_listen(const std::variant<Ms...>*) {
  return true;
}
static_assert(all_listen(static_cast<const Mind*>(nullptr)));

inline bool learns(const Mind& mind) {
  return std::visit([](const auto& m) { return std::decay_t<decltype(m)>::learns; }, mind);
}

}  // namespace parley

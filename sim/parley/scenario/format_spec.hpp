// What is a scenario file?
//
// The one description of the format. Each describe() lists the keys of a section with meaning, unit and
// range; visitors turn the description into the loader and its errors, the JSON Schema, the reference table,
// the parameter paths and the list of assumptions. A visitor `v` offers
//   v.about(name, what)              once, first
//   v.field(key, member, spec)       for each key
// Defaults are the members' initial values.
#pragma once

#include <array>
#include <limits>
#include <string_view>

#include "parley/scenario/scenario.hpp"

namespace parley {

struct Spec {
  const char* what = "";
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  const char* unit = "";  // "days" also allows "60 days", "48 h", "2 weeks"
  bool required = false;
  bool whole = false;
};

// The names of an enumeration's values in a scenario file, in order of the values.
template <class E>
struct Names;
template <>
struct Names<Mark> {
  static constexpr std::array<std::string_view, 4> list{"", "S", "E", "F"};
};
template <>
struct Names<Seat> {
  static constexpr std::array<std::string_view, 5> list{"principal", "client", "observer", "excluded",
                                                        "mediator"};
};
template <>
struct Names<AgendaMode> {
  static constexpr std::array<std::string_view, 2> list{"package", "issue_by_issue"};
};
template <>
struct Names<Lock> {
  static constexpr std::array<std::string_view, 2> list{"nothing_until_all", "partial"};
};
template <>
struct Names<Reciprocity> {
  static constexpr std::array<std::string_view, 2> list{"relative", "averaged"};
};
template <>
struct Names<TextStart> {
  static constexpr std::array<std::string_view, 2> list{"status_quo", "random"};
};
template <>
struct Names<VotingRule> {
  static constexpr std::array<std::string_view, 2> list{"hill_climbing", "annealing"};
};
template <>
struct Names<EventKind> {
  static constexpr std::array<std::string_view, 9> list{
      "strike", "attack", "convoy", "offensive", "siege", "evacuation", "strength", "influence", "meeting"};
};
template <>
struct Names<Only> {
  static constexpr std::array<std::string_view, 3> list{"always", "war", "truce"};
};
template <>
struct Names<EventMode> {
  static constexpr std::array<std::string_view, 3> list{"history", "random", "none"};
};
template <class E>
constexpr std::string_view name_of(E value) {
  return Names<E>::list[static_cast<std::size_t>(value)];
}

// The name of each alternative of a variant.
template <class T>
struct AlternativeName;
// clang-format off
template <> struct AlternativeName<TimeDependent> { static constexpr std::string_view value = "time_dependent"; };
template <> struct AlternativeName<TitForTat> { static constexpr std::string_view value = "tit_for_tat"; };
template <> struct AlternativeName<Micro> { static constexpr std::string_view value = "micro"; };
template <> struct AlternativeName<Logrolling> { static constexpr std::string_view value = "logrolling"; };
template <> struct AlternativeName<RandomBidding> { static constexpr std::string_view value = "random"; };
template <> struct AlternativeName<Hardliner> { static constexpr std::string_view value = "hardliner"; };
template <> struct AlternativeName<EquilibriumBidding> { static constexpr std::string_view value = "equilibrium"; };
template <> struct AlternativeName<AcceptNext> { static constexpr std::string_view value = "next"; };
template <> struct AlternativeName<AcceptConstant> { static constexpr std::string_view value = "constant"; };
template <> struct AlternativeName<AcceptTime> { static constexpr std::string_view value = "time"; };
template <> struct AlternativeName<AcceptCombi> { static constexpr std::string_view value = "combi"; };
template <> struct AlternativeName<NoModel> { static constexpr std::string_view value = "none"; };
template <> struct AlternativeName<FrequencyModel> { static constexpr std::string_view value = "frequency"; };
template <> struct AlternativeName<BayesianModel> { static constexpr std::string_view value = "bayesian"; };
template <> struct AlternativeName<TrueModel> { static constexpr std::string_view value = "true"; };
template <> struct AlternativeName<AlternatingOffers> { static constexpr std::string_view value = "alternating_offers"; };
template <> struct AlternativeName<PatronsThenClients> { static constexpr std::string_view value = "patrons_then_clients"; };
template <> struct AlternativeName<RandomProposer> { static constexpr std::string_view value = "random_proposer"; };
template <> struct AlternativeName<SingleText> { static constexpr std::string_view value = "single_text"; };
template <> struct AlternativeName<MonotonicConcession> { static constexpr std::string_view value = "monotonic_concession"; };
// clang-format on

}  // namespace parley

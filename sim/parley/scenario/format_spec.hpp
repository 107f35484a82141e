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

// As what a number is played that the engine counts in whole days, steps or people: see whole_steps.hpp.
enum class Whole { as_written, nearest, next, last };

struct Spec {
  const char* what = "";
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  const char* unit = "";  // "days" also allows "60 days", "48 h", "2 weeks"
  bool required = false;
  bool whole = false;  // a time is rounded to whole days
  Whole played = Whole::as_written;
  // The parameter's name in words, completed by scenario/parameter_words.hpp: {self} whose it is, {key} the
  // row of a table, {item} the item of a list, {first} and {second} the sides of a front. A key under which
  // other keys stand names {self} for them.
  const char* words = "";
  const char* less = "";   // what a low number would mean, in words
  const char* more = "";   // and a high one
  const char* scale = "";  // what a few numbers between mean, where the unit does not say it
};

// The names of an enumeration's values in a scenario file, in order of the values.
template <class E>
struct Names;
template <>
struct Names<Mark> {
  static constexpr std::array<std::string_view, 4> list{"", "S", "E", "F"};
};
template <>
struct Names<Shape> {
  static constexpr std::array<std::string_view, 2> list{"uniform", "triangular"};
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
  static constexpr std::array<std::string_view, 3> list{"relative", "averaged", "absolute"};
};
template <>
struct Names<Curve> {
  static constexpr std::array<std::string_view, 3> list{"polynomial", "exponential", "exponential_1998"};
};
template <>
struct Names<Resource> {
  static constexpr std::array<std::string_view, 2> list{"time", "threads"};
};
template <>
struct Names<Hope> {
  static constexpr std::array<std::string_view, 4> list{"best", "anything", "window_best", "window_mean"};
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
template <>
struct Names<Victory> {
  static constexpr std::array<std::string_view, 5> list{"linear", "square", "quartic", "octic", "binary"};
};
template <>
struct Names<Votes> {
  static constexpr std::array<std::string_view, 5> list{"prop", "prop_bin", "prop_cbc", "cubic", "binary"};
};
template <>
struct Names<ElectionRule> {
  static constexpr std::array<std::string_view, 3> list{"conditional", "markov_uniform", "markov_incentive"};
};
template <>
struct Names<RiskRange> {
  static constexpr std::array<std::string_view, 3> list{"min", "mid", "max"};
};
template <>
struct Names<RiskAdjustment> {
  static constexpr std::array<std::string_view, 5> list{"none", "one_third", "half", "two_thirds", "full"};
};
template <>
struct Names<ThirdParties> {
  static constexpr std::array<std::string_view, 2> list{"semi_commit", "none"};
};
template <>
struct Names<Interpolation> {
  static constexpr std::array<std::string_view, 3> list{"s2p2", "s1p1", "s2pmax"};
};
template <>
struct Names<BargainRule> {
  static constexpr std::array<std::string_view, 5> list{"init_only_interp", "both_estimates", "compromise",
                                                        "init_rcvr_interp", "pw_comp_interp"};
};
template <>
struct Names<Transition> {
  static constexpr std::array<std::string_view, 2> list{"deterministic", "stochastic"};
};
template <class E>
constexpr std::string_view name_of(E value) {
  return Names<E>::list[static_cast<std::size_t>(value)];
}

// The name of each alternative of a variant.
template <class T>
struct AlternativeName {
  static constexpr std::string_view value = T::name;
};

template <class T>
constexpr std::string_view alternative_name(const T&) {
  return AlternativeName<T>::value;
}

template <class... Ts>
std::string_view name_of(const std::variant<Ts...>& family) {
  return std::visit([](const auto& alternative) { return alternative_name(alternative); }, family);
}

}  // namespace parley

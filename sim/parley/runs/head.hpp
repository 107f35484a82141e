// What does every report say first about where its figures come from?
#pragma once

#include "parley/runs/summary.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/statistics/paired.hpp"
#include "parley/statistics/statistics.hpp"
#include "parley/writing/page.hpp"

namespace parley {

inline std::string percent(const Interval& i) {
  if (!i.known()) return "not known";
  return fmt::format("{:5.1f}%  ({:.1f} to {:.1f})", 100 * i.share, 100 * i.low, 100 * i.high);
}

// A change with its sign; what rounds to nothing has none.
inline std::string with_sign(double x, int digits) {
  const std::string text = fmt::format("{:+.{}f}", x, digits);
  return text.find_first_of("123456789") == std::string::npos ? "0" : text;
}

// "+3.1 points (-0.4 to +6.6)"; `unit` with its space. What is not known is told as such.
inline std::string in_words(const Difference& d, double scale, int digits, std::string_view unit) {
  if (d.value != d.value) return "not known";
  const auto part = [&](double x) {
    const std::string text = fmt::format("{:+.{}f}", scale * x, digits);
    return text.find_first_of("123456789") == std::string::npos ? "+" + text.substr(1) : text;
  };
  return part(d.value) + std::string(unit) +
         (d.low != d.low || d.high != d.high ? " (interval not known)"
                                             : fmt::format(" ({} to {})", part(d.low), part(d.high)));
}

inline const char* in_words(EventMode mode) {
  return mode == EventMode::history ? "as they happened" : mode == EventMode::random ? "random" : "none";
}

// Why shares that last so long are not known; empty where the longest of `days` is.
// What is not told of truces, where some first texts are none.
inline std::string no_truce_in_words(const Summary& s) {
  const std::size_t none = s.with_deal() - s.truces.size();
  if (none == 0) return "";
  return fmt::format(
      "{} {} a first text that covers no front: no ceasefire, and no truce in what is told of "
      "first truces.",
      count_of(none, "run"), none == 1 ? "signs" : "sign");
}

inline std::string followed_in_words(std::span<const Spell> truces, int days) {
  if (truces.empty() || survival(truces, days).known()) return "";
  return fmt::format(
      "No first truce is followed for more than {}: the calendar ends. What lies beyond is not known.",
      count_of(static_cast<std::size_t>(longest(truces)), "day"));
}

// "370 assumptions: 24 sourced, 296 expert judgement, 50 free."; empty where the scenario declares none.
inline std::string assumptions_in_words(const Scenario& scenario) {
  std::size_t sourced = 0, expert = 0, free = 0;
  for (const auto& a : assumptions_of(scenario)) {
    sourced += a.number.mark == Mark::sourced;
    expert += a.number.mark == Mark::expert;
    free += a.number.mark == Mark::free;
  }
  if (sourced + expert + free == 0) return "";
  return fmt::format("{}: {} sourced, {} expert judgement, {} free.",
                     count_of(sourced + expert + free, "assumption"), sourced, expert, free);
}

// "Rests on: 370 assumptions: ...", with `warning` after it; nothing where the scenario declares none.
inline void rests_on(Page& page, const Scenario& scenario, const std::string& warning) {
  if (const std::string words = assumptions_in_words(scenario); !words.empty())
    page.hanging("Rests on: ", words + " " + warning);
}

}  // namespace parley

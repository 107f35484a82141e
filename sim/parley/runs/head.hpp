// What does every report say first about where its figures come from?
#pragma once

#include "parley/scenario/schema.hpp"
#include "parley/statistics/statistics.hpp"
#include "parley/writing/page.hpp"

namespace parley {

inline std::string percent(const Interval& i) {
  return fmt::format("{:5.1f}%  ({:.1f} to {:.1f})", 100 * i.share, 100 * i.low, 100 * i.high);
}

inline const char* in_words(EventMode mode) {
  return mode == EventMode::history ? "as they happened" : mode == EventMode::random ? "random" : "none";
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

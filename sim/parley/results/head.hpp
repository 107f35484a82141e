// What does every report say first about where its figures come from?
#pragma once

#include "parley/results/page.hpp"
#include "parley/scenario/schema.hpp"
#include "parley/study/statistics.hpp"

namespace parley {

inline std::string percent(const Interval& i) {
  return fmt::format("{:5.1f}%  ({:.1f} to {:.1f})", 100 * i.share, 100 * i.low, 100 * i.high);
}

inline const char* in_words(EventMode mode) {
  return mode == EventMode::history ? "as they happened" : mode == EventMode::random ? "random" : "none";
}

// "Rests on: 370 assumptions: ...", with `warning` after it; nothing where the scenario declares none.
inline void rests_on(Page& page, const Scenario& scenario, const std::string& warning) {
  std::size_t sourced = 0, expert = 0, free = 0;
  for (const auto& a : assumptions_of(scenario)) {
    sourced += a.number.mark == Mark::sourced;
    expert += a.number.mark == Mark::expert;
    free += a.number.mark == Mark::free;
  }
  if (sourced + expert + free > 0)
    page.hanging("Rests on: ", fmt::format("{}: {} sourced, {} expert judgement, {} free. {}",
                                           count_of(sourced + expert + free, "assumption"), sourced, expert,
                                           free, warning));
}

}  // namespace parley

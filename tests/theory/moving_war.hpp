// A war of three fronts, to see what moves it.
#pragma once

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "support.hpp"

namespace parley::test {

struct Mean {
  double sum = 0, squares = 0;
  int n = 0;
  void add(double x) { sum += x, squares += x * x, ++n; }
  double value() const { return sum / n; }
  double error() const { return std::sqrt(std::max(0.0, squares / n - value() * value()) / n); }
};

// A war of three fronts over one cake, A and B wanting all of it, with no talks before the last day; without
// lulls unless they are asked for.
inline std::string war_text(const std::string& war, const std::string& a, const std::string& b,
                            const std::string& fronts =
                                "north: {sides: [a, b], intensity: 3}\n"
                                "  middle: {sides: [a, b], intensity: 3, control: 0.3}\n"
                                "  south: {sides: [a, b], intensity: 3, control: 0.7}") {
  return fmt::format(
      "name: war\ncalendar: {{start: 2000-01-01, end: 2000-06-23}}\n"
      "issues: {{PIE: {{options: [none, half, all], status_quo: 1, terms: {{0: {{covers: [all]}}, 1: "
      "{{covers: [all]}}, "
      "2: {{covers: [all]}}}}}}}}\n"
      "parties:\n"
      "  A: {{bloc: a, seat: principal, weights: {{PIE: 1}}, values: {{PIE: [0, 0.5, 1]}}, reservation: 0.5, "
      "war: "
      "{{strength: 1{}}}}}\n"
      "  B: {{bloc: b, seat: principal, weights: {{PIE: 1}}, values: {{PIE: [1, 0.5, 0]}}, reservation: 0.5, "
      "war: "
      "{{strength: 1{}}}}}\n"
      "talks: {{protocol: alternating_offers, start: 2000-06-22}}\n"
      "fronts:\n  {}\nwar: {{{}}}\n",
      a, b, fronts,
      war.find("lulls") == std::string::npos ? war + (war.empty() ? "" : ", ") + "lulls: {heat: 1}" : war);
}

}  // namespace parley::test

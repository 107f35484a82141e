// Which random negotiations do the population tests share?
#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

#include "parley/support/random.hpp"
#include "support.hpp"

namespace parley::test {

struct RandomTalks {
  int parties = 2, issues = 4, options = 3;
  double pairs = 0;  // share of all pairs of issues that each party weighs together, with either sign
  double reservation = 0;
  std::string talks = "{protocol: alternating_offers, rounds: 100}";
  std::string agenda = "{}";
};

// Weights, values of options and interactions drawn uniformly; number `n` of its kind.
inline Scenario random_talks(const RandomTalks& r, std::uint32_t n) {
  Stream luck({20161, 0, n}, 0, 0, 0);
  std::string text = "name: random\nissues:\n";
  std::vector<std::string> names;
  for (int o = 0; o < r.options; ++o) names.push_back(fmt::format("o{}", o));
  for (int i = 0; i < r.issues; ++i)
    text += fmt::format("  I{}: {{options: [{}]}}\n", i, fmt::join(names, ", "));
  text += "parties:\n";
  for (int p = 0; p < r.parties; ++p) {
    std::vector<std::string> weights, values, pairs;
    for (int i = 0; i < r.issues; ++i) {
      weights.push_back(fmt::format("I{}: {}", i, luck.uniform()));
      std::vector<double> v;
      for (int o = 0; o < r.options; ++o) v.push_back(luck.uniform());
      values.push_back(fmt::format("I{}: [{}]", i, fmt::join(v, ", ")));
      for (int j = 0; j < i; ++j)
        if (luck.uniform() < r.pairs)
          pairs.push_back(fmt::format("{{when: {{I{}: [{}], I{}: [{}]}}, weight: {}}}", j, r.options - 1, i,
                                      r.options - 1, 2 * luck.uniform() - 1));
    }
    text +=
        fmt::format("  P{}: {{weights: {{{}}}, values: {{{}}}, interactions: [{}], reservation: {}}}\n", p,
                    fmt::join(weights, ", "), fmt::join(values, ", "), fmt::join(pairs, ", "), r.reservation);
  }
  return scenario(text + fmt::format("talks: {}\nagenda: {}\n", r.talks, r.agenda));
}

// A sample's mean with its 95% interval.
struct Mean {
  std::size_t n = 0;
  double sum = 0, squares = 0;
  void add(double x) {
    ++n;
    sum += x;
    squares += x * x;
  }
  double value() const { return sum / static_cast<double>(n); }
  double half() const {
    const double k = static_cast<double>(n);
    return 1.96 * std::sqrt((squares / k - value() * value()) / (k - 1));
  }
  double low() const { return value() - half(); }
  double high() const { return value() + half(); }
  std::string text() const {
    return fmt::format("{:.4f} [{:.4f}, {:.4f}], n = {}", value(), low(), high(), n);
  }
};

}  // namespace parley::test

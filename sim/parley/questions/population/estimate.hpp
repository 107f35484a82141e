// How sure is a figure of a population of wars?  (internal to this question)
//
// Cases of one war, and of the same war with another text, are no independent cases: the standard error is a
// jackknife that leaves out one of 25 groups of wars at a time (Quenouille 1956; delete-a-group, Kott 2001).
#pragma once

#include <cmath>
#include <vector>

#include "parley/questions/population/population.hpp"

namespace parley {

template <class T>
struct ByWar {
  std::vector<T> values;
  std::vector<std::uint32_t> place;  // of the war
  void add(std::uint32_t war, T value) {
    place.push_back(war);
    values.push_back(std::move(value));
  }
};

inline constexpr std::uint32_t jackknife_groups = 25;

// stats(values) -> figures, not known (NaN) where they cannot be had; as many for every part of the values.
// The error of a figure is not known where a part has none. Nothing where there are no values.
template <class T, class Stats>
std::vector<Estimated> estimated_each(const ByWar<T>& all, Stats stats) {
  if (all.values.empty()) return {};
  const std::vector<double> whole = stats(all.values);
  std::vector<Estimated> figures;
  for (const double value : whole) figures.push_back({value, unknown, all.values.size()});
  std::vector<std::vector<double>> without;
  std::vector<T> kept;
  for (std::uint32_t group = 0; group < jackknife_groups; ++group) {
    kept.clear();
    for (std::size_t k = 0; k < all.values.size(); ++k)
      if (all.place[k] % jackknife_groups != group) kept.push_back(all.values[k]);
    if (kept.empty()) return figures;
    without.push_back(stats(kept));
  }
  for (std::size_t k = 0; k < figures.size(); ++k) {
    double centre = 0, squares = 0;
    for (const auto& part : without) centre += part[k] / jackknife_groups;
    for (const auto& part : without) squares += (part[k] - centre) * (part[k] - centre);
    figures[k].error = std::sqrt(squares * (jackknife_groups - 1) / jackknife_groups);
  }
  return figures;
}

// The same of one figure: stat(values) -> double.
template <class T, class Stat>
Estimated estimated(const ByWar<T>& all, Stat stat) {
  const auto one = estimated_each(all, [&](const std::vector<T>& some) { return std::vector{stat(some)}; });
  return one.empty() ? Estimated{} : one[0];
}

}  // namespace parley

// How is a Latin hypercube made, and how are its points kept apart?
#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "parley/statistics/design_parts.hpp"
#include "parley/statistics/luck.hpp"

namespace parley {

namespace {

// Squared distances to the nearest other point, kept up to date while coordinates are swapped.
class Neighbours {
 public:
  Neighbours(std::vector<double>& table, std::size_t n, std::size_t factors)
      : table_(table), n_(n), factors_(factors), nearest_(n), distance_(n) {
    for (std::size_t i = 0; i < n; ++i) search(i);
  }
  std::size_t closest() const {
    return static_cast<std::size_t>(std::min_element(distance_.begin(), distance_.end()) - distance_.begin());
  }
  // Swaps one coordinate of i and j if that leaves both farther from all others than the closest pair is.
  void try_swap(std::size_t i, std::size_t j, std::size_t factor, double smallest) {
    std::swap(table_[i * factors_ + factor], table_[j * factors_ + factor]);
    for (std::size_t k = 0; k < n_; ++k)
      if ((k != i && between(i, k) <= smallest) || (k != j && between(j, k) <= smallest)) {
        std::swap(table_[i * factors_ + factor], table_[j * factors_ + factor]);
        return;
      }
    for (std::size_t k = 0; k < n_; ++k) {
      if (k == i || k == j || nearest_[k] == i || nearest_[k] == j) {
        search(k);
        continue;
      }
      for (const std::size_t moved : {i, j})
        if (const double d = between(moved, k); d < distance_[k]) {
          distance_[k] = d;
          nearest_[k] = moved;
        }
    }
  }
  double distance(std::size_t i) const { return distance_[i]; }

 private:
  double between(std::size_t i, std::size_t k) const {
    double sum = 0;
    for (std::size_t f = 0; f < factors_; ++f) {
      const double d = table_[i * factors_ + f] - table_[k * factors_ + f];
      sum += d * d;
    }
    return sum;
  }
  void search(std::size_t i) {
    distance_[i] = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < n_; ++k)
      if (k != i)
        if (const double d = between(i, k); d < distance_[i]) {
          distance_[i] = d;
          nearest_[i] = k;
        }
  }

  std::vector<double>& table_;
  std::size_t n_, factors_;
  std::vector<std::size_t> nearest_;
  std::vector<double> distance_;
};

}  // namespace

std::vector<double> latin_hypercube(std::size_t n, std::size_t factors, bool maximin, std::uint64_t seed) {
  std::vector<double> table(n * factors);
  std::vector<std::uint32_t> stratum(n);
  for (std::size_t f = 0; f < factors; ++f) {
    Stream luck = study_luck(seed, StudyPurpose::shuffle, static_cast<std::uint32_t>(f));
    std::iota(stratum.begin(), stratum.end(), 0u);
    for (std::size_t i = n; i > 1; --i)
      std::swap(stratum[i - 1], stratum[luck.below(static_cast<std::uint32_t>(i))]);
    // The place within the stratum has 24 binary digits, so that rounding cannot move it to the next one.
    for (std::size_t i = 0; i < n; ++i)
      table[i * factors + f] =
          (stratum[i] + (luck.below(1u << 24) + 0.5) * 0x1.0p-24) / static_cast<double>(n);
  }
  if (!maximin || n < 3 || factors < 2) return table;
  Neighbours neighbours(table, n, factors);
  Stream luck = study_luck(seed, StudyPurpose::exchange);
  const std::size_t tries = std::min<std::size_t>(100 * n, 500'000'000 / (n * factors));
  for (std::size_t t = 0; t < tries; ++t) {
    const std::size_t i = neighbours.closest();
    const std::size_t j = luck.below(static_cast<std::uint32_t>(n));
    const std::size_t f = luck.below(static_cast<std::uint32_t>(factors));
    if (i != j) neighbours.try_swap(i, j, f, neighbours.distance(i));
  }
  return table;
}

}  // namespace parley

#include "parley/preference/frontier.hpp"

#include <cmath>
#include <limits>

namespace parley {

namespace {

constexpr double want = 1e6;  // price of a need that is not met
constexpr double tiny = 1e-12;
constexpr int most_pivots = 5000;

struct Column {
  std::vector<double> entry;   // by row
  std::vector<double> values;  // by party
  double cost = 0;
  bool artificial = false;
};

// Basis, its inverse and its solution.
struct Tableau {
  std::size_t m = 0;
  std::vector<Column> basis;
  std::vector<double> inverse, right, x;

  void solve() {
    x.assign(m, 0.0);
    for (std::size_t r = 0; r < m; ++r)
      for (std::size_t c = 0; c < m; ++c) x[r] += inverse[r * m + c] * right[c];
  }
  // Whether row a leaves before row b: smallest ratio, lexicographic so that no pivot is ever repeated.
  bool before(std::size_t a, std::size_t b, const std::vector<double>& d) const {
    const double first = std::max(0.0, x[a]) / d[a], second = std::max(0.0, x[b]) / d[b];
    if (std::fabs(first - second) > 1e-15) return first < second;
    for (std::size_t c = 0; c < m; ++c) {
      const double p = inverse[a * m + c] / d[a], q = inverse[b * m + c] / d[b];
      if (std::fabs(p - q) > 1e-15) return p < q;
    }
    return false;
  }
  bool enter(Column column) {
    std::vector<double> d(m, 0.0);
    for (std::size_t r = 0; r < m; ++r)
      for (std::size_t c = 0; c < m; ++c) d[r] += inverse[r * m + c] * column.entry[c];
    std::size_t out = m;
    for (std::size_t r = 0; r < m; ++r)
      if (d[r] > 1e-11 && (out == m || before(r, out, d))) out = r;
    if (out == m) return false;
    for (std::size_t c = 0; c < m; ++c) inverse[out * m + c] /= d[out];
    for (std::size_t r = 0; r < m; ++r)
      if (r != out)
        for (std::size_t c = 0; c < m; ++c) inverse[r * m + c] -= d[r] * inverse[out * m + c];
    basis[out] = std::move(column);
    solve();
    return true;
  }
};

}  // namespace

Frontier::Frontier(const Space& space, std::span<const Utility* const> parties) : parties_(parties.size()) {
  for (std::size_t u = 0; u < space.units(); ++u) {
    for (std::size_t c = 0; c < space.choices(u); ++c) {
      rows_.emplace_back();
      for (const Utility* party : parties) rows_.back().push_back(party->parts()[space.offset(u) + c]);
    }
    unit_end_.push_back(rows_.size());
  }
}

Frontier::Frontier(std::vector<std::vector<double>> points)
    : parties_(points.empty() ? 0 : points[0].size()), rows_(std::move(points)), unit_end_{rows_.size()} {}

void Frontier::extreme(std::span<const double> weight, std::vector<double>& values) const {
  values.assign(parties_, 0.0);
  std::size_t row = 0;
  for (const std::size_t end : unit_end_) {
    double most = -std::numeric_limits<double>::infinity();
    std::size_t at = row;
    for (; row < end; ++row) {
      double total = 0;
      for (std::size_t k = 0; k < parties_; ++k) total += weight[k] * rows_[row][k];
      if (total > most) {
        most = total;
        at = row;
      }
    }
    for (std::size_t k = 0; k < parties_; ++k) values[k] += rows_[at][k];
  }
}

Frontier::Best Frontier::best(std::size_t party, std::span<const double> need) const {
  std::vector<std::size_t> rows;
  for (std::size_t k = 0; k < parties_; ++k)
    if (k != party && need[k] > -std::numeric_limits<double>::infinity()) rows.push_back(k);
  const std::size_t m = rows.size() + 1;
  std::vector<double> weight(parties_, 0.0), values, y(m, 0.0);
  weight[party] = 1;
  extreme(weight, values);

  const auto package = [&](const std::vector<double>& v) {
    Column c{std::vector<double>(m, 1.0), v, v[party], false};
    for (std::size_t r = 0; r + 1 < m; ++r) c.entry[r] = v[rows[r]];
    return c;
  };
  const auto unit_column = [&](std::size_t r, double sign, double cost) {
    Column c{std::vector<double>(m, 0.0), std::vector<double>(parties_, 0.0), cost, cost < 0};
    c.entry[r] = sign;
    return c;
  };
  Tableau t;
  t.m = m;
  t.inverse.assign(m * m, 0.0);
  for (std::size_t r = 0; r + 1 < m; ++r) {
    const bool met = values[rows[r]] >= need[rows[r]];
    const double sign = met ? -1.0 : 1.0;
    t.basis.push_back(unit_column(r, sign, met ? 0.0 : -want));
    t.right.push_back(need[rows[r]]);
    t.inverse[r * m + r] = sign;
    t.inverse[r * m + m - 1] = -sign * values[rows[r]];
  }
  t.basis.push_back(package(values));
  t.right.push_back(1.0);
  t.inverse[m * m - 1] = 1.0;
  t.solve();

  for (int pivot = 0; pivot < most_pivots; ++pivot) {
    std::fill(y.begin(), y.end(), 0.0);
    for (std::size_t r = 0; r < m; ++r)
      for (std::size_t c = 0; c < m; ++c) y[c] += t.basis[r].cost * t.inverse[r * m + c];
    double scale = 1;
    for (std::size_t r = 0; r + 1 < m; ++r) {
      weight[rows[r]] = -y[r];
      scale = std::max(scale, std::fabs(y[r]));
    }
    extreme(weight, values);
    double gain = -y[m - 1];
    for (std::size_t k = 0; k < parties_; ++k) gain += weight[k] * values[k];
    std::size_t slack = m;
    for (std::size_t r = 0; r + 1 < m; ++r) {
      if (y[r] <= gain) continue;
      gain = y[r];
      slack = r;
    }
    if (gain <= tiny * scale) break;
    if (!t.enter(slack < m ? unit_column(slack, -1.0, 0.0) : package(values))) break;
  }

  Best best;
  best.values.assign(parties_, 0.0);
  best.price.assign(parties_, 0.0);
  for (std::size_t r = 0; r < m; ++r) {
    if (t.basis[r].artificial) best.shortage += std::max(0.0, t.x[r]);
    for (std::size_t k = 0; k < parties_; ++k) best.values[k] += t.x[r] * t.basis[r].values[k];
  }
  for (std::size_t r = 0; r + 1 < m; ++r) best.price[rows[r]] = std::max(0.0, -y[r]);
  // Where the others cannot have so much, the value falls steeply with what they lack.
  best.value = best.values[party] - want * best.shortage;
  return best;
}

}  // namespace parley

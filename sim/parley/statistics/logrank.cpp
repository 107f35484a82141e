#include "parley/statistics/logrank.hpp"

#include <algorithm>
#include <cmath>

#include "parley/statistics/distributions.hpp"
#include "parley/support/linear.hpp"

namespace parley {

LogRank logrank(std::span<const std::vector<Spell>> groups) {
  const std::size_t k = groups.size();
  LogRank result;
  result.observed.assign(k, 0);
  result.expected.assign(k, 0);
  struct Row {
    int days;
    bool ended;
    std::size_t group;
  };
  std::vector<Row> rows;
  std::vector<double> at_risk(k), ends(k), covariance(k * k, 0.0);
  for (std::size_t g = 0; g < k; ++g) {
    at_risk[g] = static_cast<double>(groups[g].size());
    for (const Spell& s : groups[g]) rows.push_back({s.days, s.ended, g});
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.days < b.days; });
  double n = static_cast<double>(rows.size());
  for (std::size_t i = 0; i < rows.size();) {
    std::vector<double> leaving(k, 0.0);
    std::fill(ends.begin(), ends.end(), 0.0);
    double d = 0, gone = 0;
    for (const int day = rows[i].days; i < rows.size() && rows[i].days == day; ++i) {
      leaving[rows[i].group] += 1;
      gone += 1;
      if (rows[i].ended) {
        ends[rows[i].group] += 1;
        d += 1;
      }
    }
    for (std::size_t g = 0; g < k; ++g) {
      result.observed[g] += ends[g];
      result.expected[g] += d * at_risk[g] / n;
      if (n > 1)
        for (std::size_t h = 0; h < k; ++h)
          covariance[g * k + h] +=
              d * (n - d) / (n - 1) * at_risk[g] / n * ((g == h ? 1.0 : 0.0) - at_risk[h] / n);
    }
    for (std::size_t g = 0; g < k; ++g) at_risk[g] -= leaving[g];
    n -= gone;
  }

  // Groups that vary; one of them is left out, as the differences sum to 0.
  std::vector<std::size_t> compared;
  for (std::size_t g = 0; g < k; ++g)
    if (covariance[g * k + g] > 1e-12) compared.push_back(g);
  if (compared.size() < 2) return result;
  compared.pop_back();
  const auto m = static_cast<Eigen::Index>(compared.size());
  Vector difference(m);
  Matrix v(m, m);
  for (Eigen::Index a = 0; a < m; ++a) {
    const std::size_t g = compared[static_cast<std::size_t>(a)];
    difference(a) = result.observed[g] - result.expected[g];
    for (Eigen::Index b = 0; b < m; ++b) v(a, b) = covariance[g * k + compared[static_cast<std::size_t>(b)]];
  }
  result.freedom = static_cast<int>(m);
  result.chi_squared = difference.dot(v.ldlt().solve(difference));
  result.p = chi_squared_beyond(result.chi_squared, result.freedom);
  return result;
}

}  // namespace parley

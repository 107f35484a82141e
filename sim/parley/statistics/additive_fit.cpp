#include "parley/statistics/additive_fit.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "parley/support/linear.hpp"

namespace parley {

namespace {

struct Term {
  std::size_t factor = 0;
  std::vector<double> values;  // 0 on average over the points known, of length 1
};

// Nothing where the values are all alike.
std::optional<Term> term(std::size_t factor, std::vector<double> values, const std::vector<char>& known) {
  double mean = 0, n = 0, squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (known[i] != 0) {
      mean += values[i];
      n += 1;
    }
  mean /= std::max(n, 1.0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] -= mean;
    if (known[i] != 0) squares += values[i] * values[i];
  }
  if (squares <= 1e-24 * std::max(1.0, mean * mean)) return std::nullopt;
  for (double& v : values) v /= std::sqrt(squares);
  return Term{factor, std::move(values)};
}

std::vector<Term> terms_of(std::span<const PrimColumn> columns, const std::vector<char>& known) {
  std::vector<Term> terms;
  const auto add = [&](std::size_t factor, std::vector<double> values) {
    if (auto t = term(factor, std::move(values), known)) terms.push_back(std::move(*t));
  };
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const auto& x = columns[k].values;
    if (columns[k].kind == Factor::Kind::category) {
      std::set<double> levels(x.begin(), x.end());
      for (auto level = std::next(levels.begin()); level != levels.end(); ++level) {
        std::vector<double> here;
        for (const double v : x) here.push_back(v == *level ? 1.0 : 0.0);
        add(k, std::move(here));
      }
      continue;
    }
    const auto line = term(k, x, known);
    if (!line) continue;
    std::vector<double> square;
    for (const double v : line->values) square.push_back(v * v);
    terms.push_back(*line);
    add(k, std::move(square));
  }
  return terms;
}

}  // namespace

std::vector<double> AdditiveFit::without_others(std::span<const double> y, std::size_t factor) const {
  std::vector<double> left(y.begin(), y.end());
  for (std::size_t j = 0; j < part.size(); ++j)
    for (std::size_t i = 0; j != factor && i < left.size(); ++i) left[i] -= part[j][i];
  return left;
}

std::optional<AdditiveFit> additive_fit(std::span<const PrimColumn> columns, std::span<const double> y) {
  std::vector<char> known;
  for (const double v : y) known.push_back(std::isfinite(v) ? 1 : 0);
  const auto n = static_cast<std::size_t>(std::count(known.begin(), known.end(), 1));
  if (n == 0 || columns.size() > most_terms) return std::nullopt;
  const std::vector<Term> terms = terms_of(columns, known);
  const std::size_t p = terms.size();
  if (p > most_terms || n < points_a_term * (p + 1)) return std::nullopt;

  const auto rows = static_cast<Eigen::Index>(n), width = static_cast<Eigen::Index>(p);
  Matrix x(rows, width);
  Vector known_y(rows);
  for (std::size_t i = 0, row = 0; i < y.size(); ++i) {
    if (known[i] == 0) continue;
    const auto r = static_cast<Eigen::Index>(row++);
    known_y(r) = y[i];
    for (std::size_t t = 0; t < p; ++t) x(r, static_cast<Eigen::Index>(t)) = terms[t].values[i];
  }
  // Column-pivoted QR; terms that make each other up share what they explain (least norm).
  Eigen::CompleteOrthogonalDecomposition<Matrix> qr;
  qr.setThreshold(3e-5).compute(x);
  const Vector solved = qr.solve(known_y);
  const std::vector<double> weight(solved.begin(), solved.end());
  AdditiveFit fit;
  fit.terms = static_cast<std::size_t>(qr.rank());
  fit.part.assign(columns.size(), std::vector<double>(y.size(), 0.0));
  for (std::size_t r = 0; r < p; ++r)
    for (std::size_t i = 0; weight[r] != 0 && i < y.size(); ++i)
      fit.part[terms[r].factor][i] += weight[r] * terms[r].values[i];
  return fit;
}

}  // namespace parley

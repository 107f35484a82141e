#include "parley/statistics/weibull.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/tools/roots.hpp>

#include "parley/statistics/distributions.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// Sums over all spells of t^k, t^k log t, t^k (log t)^2, with t relative to `unit` so that powers stay small.
struct Powers {
  double s0 = 0, s1 = 0, s2 = 0;
};
double length(const Spell& s) { return std::max(0.5, static_cast<double>(s.days)); }

Powers powers(std::span<const Spell> spells, double k, double unit) {
  Powers p;
  for (const Spell& s : spells) {
    const double log_t = scalar_log(length(s) / unit), t = scalar_exp(k * log_t);
    p.s0 += t;
    p.s1 += t * log_t;
    p.s2 += t * log_t * log_t;
  }
  return p;
}

}  // namespace

Weibull fit_weibull(std::span<const Spell> spells) {
  double ended = 0, sum_log = 0, unit = 0;
  for (const Spell& s : spells) unit = std::max(unit, length(s));
  for (const Spell& s : spells) {
    if (!s.ended) continue;
    ended += 1;
    sum_log += scalar_log(length(s) / unit);
  }
  // The profile score in log k falls.
  const auto score = [&](double log_shape) {
    const double k = scalar_exp(log_shape);
    const Powers p = powers(spells, k, unit);
    return ended / k + sum_log - ended * p.s1 / p.s0;
  };
  constexpr double low = -7, high = 5;
  const auto root = [&] {
    if (!(score(low) > 0)) return low;
    if (score(high) > 0) return high;
    const auto [left, right] =
        boost::math::tools::bisect(score, low, high, boost::math::tools::eps_tolerance<double>());
    return 0.5 * (left + right);
  };
  Weibull w;
  w.shape = scalar_exp(root());
  const Powers p = powers(spells, w.shape, unit);
  w.scale = unit * scalar_pow(p.s0 / ended, 1 / w.shape);
  // Minus the second derivative of the profile log-likelihood.
  const double mean = p.s1 / p.s0;
  const double information = ended / (w.shape * w.shape) + ended * (p.s2 / p.s0 - mean * mean);
  const double half = z95 / std::sqrt(information) / w.shape;  // of log k
  w.low = w.shape * scalar_exp(-half);
  w.high = w.shape * scalar_exp(half);
  return w;
}

}  // namespace parley

#include "parley/statistics/posterior.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/statistics/luck.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr double wanted = 0.4;     // of all steps are taken
constexpr std::size_t batch = 20;  // sweeps after which a step is looked at
constexpr double apart = 0.15;     // of the room between the bounds: how far the second walk starts off
constexpr double mass = 0.95;

class Walk {
 public:
  Walk(const Posterior& posterior, std::uint64_t seed, std::uint32_t number)
      : p_(posterior),
        luck_(study_luck(seed, StudyPurpose::posterior, 0, number)),
        parts_(posterior.parts),
        taken_(posterior.unknowns.size(), 0) {
    for (const Sought& u : p_.unknowns) {
      const double off = number == 0 ? 0 : (u.start > 0.5 * (u.low + u.high) ? -apart : apart);
      at_.push_back(std::clamp(u.start + std::min(off * (u.high - u.low), 5 * u.step), u.low, u.high));
      step_.push_back(u.step);
    }
    for (std::size_t part = 0; part < p_.parts; ++part) parts_[part] = p_.log_density(part, at_);
  }

  void sweep() {
    for (std::size_t k = 0; k < at_.size(); ++k) move(k);
  }
  // More or less of a step, by how many of the last ones were taken.
  void adapt(std::size_t sweeps) {
    for (std::size_t k = 0; k < at_.size(); ++k) {
      const double share = static_cast<double>(taken_[k]) / static_cast<double>(sweeps);
      step_[k] =
          std::min(step_[k] * scalar_exp(3 * (share - wanted)), p_.unknowns[k].high - p_.unknowns[k].low);
      taken_[k] = 0;
    }
  }
  const std::vector<double>& at() const { return at_; }

 private:
  void move(std::size_t k) {
    const Sought& u = p_.unknowns[k];
    const double old = at_[k], next = old + step_[k] * luck_.normal(), drawn = luck_.uniform();
    if (next < u.low || next > u.high) return;
    at_[k] = next;
    const bool all = p_.part_of[k] == p_.parts;
    const std::size_t first = all ? 0 : p_.part_of[k], last = all ? p_.parts : first + 1;
    proposed_.assign(parts_.begin(), parts_.end());
    double gain = 0;
    for (std::size_t part = first; part < last; ++part) {
      proposed_[part] = p_.log_density(part, at_);
      gain += proposed_[part] - parts_[part];
    }
    if (gain >= scalar_log(drawn)) {  // false where either is not a number
      parts_.swap(proposed_);
      ++taken_[k];
    } else {
      at_[k] = old;
    }
  }

  const Posterior& p_;
  Stream luck_;
  std::vector<double> at_, step_, parts_, proposed_;
  std::vector<std::size_t> taken_;
};

double scale_reduction(std::span<const std::vector<double>> draws, std::size_t k) {
  const std::size_t n = draws.size() / 2;
  double mean[2] = {0, 0}, variance[2] = {0, 0};
  for (std::size_t i = 0; i < 2 * n; ++i) mean[i / n] += draws[i][k] / static_cast<double>(n);
  for (std::size_t i = 0; i < 2 * n; ++i) {
    const double d = draws[i][k] - mean[i / n];
    variance[i / n] += d * d / static_cast<double>(n - 1);
  }
  const double within = 0.5 * (variance[0] + variance[1]);
  const double between = 0.5 * (mean[0] - mean[1]) * (mean[0] - mean[1]);
  return within > 0 ? std::sqrt(1 + between / within) : 1.0;
}

}  // namespace

PosteriorDraws draw_posterior(const Posterior& posterior, std::size_t warm_up, std::size_t kept,
                              std::uint64_t seed) {
  PosteriorDraws out;
  for (std::uint32_t number = 0; number < 2; ++number) {
    Walk walk(posterior, seed, number);
    for (std::size_t s = 1; s <= warm_up; ++s) {
      walk.sweep();
      if (s % batch == 0) walk.adapt(batch);
    }
    for (std::size_t s = 0; s < kept; ++s) {
      walk.sweep();
      out.draws.push_back(walk.at());
    }
  }
  for (std::size_t k = 0; kept > 1 && k < posterior.unknowns.size(); ++k)
    out.disagreement = std::max(out.disagreement, scale_reduction(out.draws, k));
  return out;
}

Credible credible_of(std::vector<double> draws, double lowest, double highest) {
  std::sort(draws.begin(), draws.end());
  const std::size_t n = draws.size();
  const auto inside = static_cast<std::size_t>(std::ceil(mass * static_cast<double>(n)));
  std::size_t best = 0;
  for (std::size_t i = 0; i + inside <= n; ++i)
    if (draws[i + inside - 1] - draws[i] < draws[best + inside - 1] - draws[best]) best = i;
  Credible e{0.5 * (draws[(n - 1) / 2] + draws[n / 2]), draws[best], draws[best + inside - 1]};
  if (best == 0) e.low = lowest;
  if (best + inside == n) e.high = highest;
  e.value = std::clamp(e.value, e.low, e.high);
  return e;
}

Credible credible_of(const PosteriorDraws& drawn, const Posterior& posterior, std::size_t unknown) {
  std::vector<double> values;
  values.reserve(drawn.draws.size());
  for (const auto& draw : drawn.draws) values.push_back(draw[unknown]);
  return credible_of(std::move(values), posterior.unknowns[unknown].low, posterior.unknowns[unknown].high);
}

}  // namespace parley

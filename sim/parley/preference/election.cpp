#include "parley/preference/election.hpp"

#include <cmath>
#include <cstddef>

namespace parley {

namespace {

constexpr double least_strength = 1e-8;  // of an option that nobody votes for
constexpr double least_incentive = 1e-10;
constexpr int most_rounds = 100'000;  // of an election that does not settle

double squared(double z) { return z * z; }

}  // namespace

// Strengths of every option against every other.
template <Votes rule>
void Election::count(std::span<const double> utility, std::span<const double> weight) {
  const std::size_t m = options_, n = weight.size();
  strength_.assign(m * m, least_strength);
  for (std::size_t a = 0; a < m; ++a)
    for (std::size_t b = a + 1; b < m; ++b) {
      double for_a = 0, for_b = 0;
      for (std::size_t l = 0; l < n; ++l) {
        const double vote = weight[l] * vote_share<rule>(utility[a * n + l] - utility[b * n + l]);
        for_a += vote > 0 ? vote : 0.0;
        for_b += vote < 0 ? -vote : 0.0;
      }
      strength_[a * m + b] += for_a;
      strength_[b * m + a] += for_b;
    }
}

double Election::victory(double strength, double against) const {
  switch (rules_.victory) {
    case Victory::linear:
      break;
    case Victory::square:
      return squared(strength) / (squared(strength) + squared(against));
    case Victory::quartic: {
      const double s = squared(squared(strength)), a = squared(squared(against));
      return s / (s + a);
    }
    case Victory::octic: {
      const double s = squared(squared(squared(strength))), a = squared(squared(squared(against)));
      return s / (s + a);
    }
    case Victory::binary: {
      constexpr double majority = 1.1, upset = 1e-6;
      if (strength >= majority * against) return 1.0 / (1.0 + upset);
      if (against >= majority * strength) return upset / (1.0 + upset);
      return ((majority + 1) * (strength / (strength + against)) - 1) / (majority - 1);
    }
  }
  return strength / (strength + against);
}

void Election::conditional() {
  const std::size_t m = options_;
  // Products of hundreds of small chances: mantissa and power of two apart, so that none is lost.
  power_of_two_.assign(m, 0);
  for (std::size_t a = 0; a < m; ++a) {
    double product = 1;
    for (std::size_t b = 0; b < m; ++b) {
      int power = 0;
      product = std::frexp(product * beats_[a * m + b], &power);
      power_of_two_[a] += power;
    }
    share_[a] = product;
  }
  const int top = *std::max_element(power_of_two_.begin(), power_of_two_.end());
  double sum = 0;
  for (std::size_t a = 0; a < m; ++a) {
    share_[a] = std::ldexp(share_[a], power_of_two_[a] - top);
    sum += share_[a];
  }
  for (double& s : share_) s /= sum;
}

void Election::markov_uniform() {
  const std::size_t m = options_;
  share_.assign(m, 1.0 / static_cast<double>(m));
  double change = 1;
  for (int round = 0; change > 1e-6 && round < most_rounds; ++round) {
    change = 0;
    for (std::size_t a = 0; a < m; ++a) {
      double sum = 0;
      for (std::size_t b = 0; b < m; ++b) sum += beats_[a * m + b] * (share_[a] + share_[b]);
      next_[a] = sum / static_cast<double>(m);
      change = std::max(change, std::fabs(next_[a] - share_[a]));
    }
    for (std::size_t a = 0; a < m; ++a) share_[a] = (share_[a] + next_[a]) / 2;
  }
}

void Election::markov_incentive() {
  const std::size_t m = options_;
  const auto incentive = [&](std::size_t a, std::size_t b) {
    return strength_[a * m + b] * beats_[a * m + b] + (a == b ? least_incentive : 0.0);
  };
  raise_.resize(m * m);  // the chance that a is raised against the favourite b
  for (std::size_t b = 0; b < m; ++b) {
    double sum = 0;
    for (std::size_t e = 0; e < m; ++e) sum += incentive(e, b);
    for (std::size_t a = 0; a < m; ++a) raise_[a * m + b] = incentive(a, b) / sum;
  }
  share_.assign(m, 1.0 / static_cast<double>(m));
  double change = 1;
  for (int round = 0; change > 1e-8 && round < most_rounds; ++round) {
    change = 0;
    for (std::size_t a = 0; a < m; ++a) {
      double sum = 0;
      for (std::size_t b = 0; b < m; ++b)
        sum += beats_[a * m + b] * (share_[a] * raise_[b * m + a] + share_[b] * raise_[a * m + b]);
      next_[a] = sum;
      change = std::max(change, std::fabs(next_[a] - share_[a]));
    }
    for (std::size_t a = 0; a < m; ++a) share_[a] = (share_[a] + next_[a]) / 2;
  }
}

std::span<const double> Election::shares(std::span<const double> utility, std::span<const double> weight) {
  options_ = utility.size() / weight.size();
  with_votes(rules_.votes, [&](auto rule) { count<rule()>(utility, weight); });
  beats_.resize(options_ * options_);
  for (std::size_t a = 0; a < options_; ++a)
    for (std::size_t b = 0; b < options_; ++b)
      beats_[a * options_ + b] =
          a == b ? 0.5 : victory(strength_[a * options_ + b], strength_[b * options_ + a]);
  share_.resize(options_);
  next_.resize(options_);
  switch (rules_.election) {
    case ElectionRule::conditional:
      conditional();
      break;
    case ElectionRule::markov_uniform:
      markov_uniform();
      break;
    case ElectionRule::markov_incentive:
      markov_incentive();
      break;
  }
  return share_;
}

}  // namespace parley

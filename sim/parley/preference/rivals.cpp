#include "parley/preference/rivals.hpp"

#include <cmath>

namespace parley {

namespace {

constexpr double least_gain = 1e-5;      // for which an actor challenges
constexpr double least_backing = 1e-10;  // of either side of a contest
constexpr double no_difference = 1e-12;  // between shares

// How far others' attitudes are taken for what they are.
double trust_in(RiskAdjustment a) {
  switch (a) {
    case RiskAdjustment::none:
      return 0.0;
    case RiskAdjustment::one_third:
      break;
    case RiskAdjustment::half:
      return 1.0 / 2.0;
    case RiskAdjustment::two_thirds:
      return 2.0 / 3.0;
    case RiskAdjustment::full:
      return 1.0;
  }
  return 1.0 / 3.0;
}

}  // namespace

Rivals::Rivals(const ChallengeActors& a, const ChallengeRules& rules)
    : rules_(rules),
      n_(a.actors),
      lines_(a.lines),
      power_(a.power),
      total_salience_(n_, 0.0),
      weight_(n_),
      squares_(n_, 0.0),
      accommodation_(a.accommodation),
      away_(n_ * n_),
      risk_(n_),
      worth_(n_ * n_),
      believed_(n_),
      own_(n_),
      of_i_(n_),
      of_j_(n_),
      vote_(n_),
      list_(n_),
      steps_(n_),
      election_(rules) {
  for (const double p : a.position) x_.push_back(p / hundred);
  for (const double s : a.salience) salience_.push_back(s / hundred);
  y_ = x_;
  for (std::size_t i = 0; i < n_; ++i) {
    for (std::size_t k = 0; k < lines_; ++k) {
      const double s = salience_[i * lines_ + k];
      total_salience_[i] += s;
      squares_[i] += s * s;
    }
    weight_[i] = power_[i] * total_salience_[i];
  }
}

double Rivals::distance(std::size_t i, const double* place) const {
  double sum = 0;
  for (std::size_t k = 0; k < lines_; ++k) {
    const double s = salience_[i * lines_ + k], d = y_[i * lines_ + k] - place[k];
    if (stands(d)) sum += s * s * (d * d);
  }
  return std::sqrt(sum / squares_[i]);
}

void Rivals::look_around() {
  for (std::size_t j = 0; j < n_; ++j)
    for (std::size_t n = 0; n < n_; ++n) away_[j * n_ + n] = distance(n, x_.data() + j * lines_);
  // Whoever's place wins easily shuns risk, whoever stands alone seeks it.
  options_.resize(n_ * n_);
  for (std::size_t at = 0; at < n_ * n_; ++at) options_[at] = placed_utility(away_[at], 0.0);
  const std::span<const double> share = election_.shares(options_, power_);
  const double lo = *std::min_element(share.begin(), share.end());
  const double hi = *std::max_element(share.begin(), share.end());
  const bool alike = hi - lo <= no_difference;  // attitudes are 0 where no place wins more often
  for (std::size_t i = 0; i < n_; ++i) {
    const double p = share[i];
    double r = 0;
    if (!alike) switch (rules_.risk_range) {
        case RiskRange::min:
          r = (p - lo) / (hi - lo);
          break;
        case RiskRange::mid:
          r = (3 * p - hi - 2 * lo) / (2 * (hi - lo));
          break;
        case RiskRange::max:
          r = (2 * p - hi - lo) / (hi - lo);
          break;
      }
    risk_[i] = r;
    steps_[i] = {};
    steps_[i].share = p;
    steps_[i].risk = r;
  }
  for (std::size_t j = 0; j < n_; ++j)
    for (std::size_t n = 0; n < n_; ++n) worth_[j * n_ + n] = placed_utility(away_[j * n_ + n], risk_[n]);
}

// What h believes of the others' attitudes: they are partly like its own.
void Rivals::look_through(std::size_t h) {
  const double theirs = trust_in(rules_.risk_adjustment);
  for (std::size_t n = 0; n < n_; ++n) {
    believed_[n] = (1.0 - theirs) * risk_[h] + theirs * risk_[n];
    own_[n] = placed_utility(away_[n * n_ + n], believed_[n]);
  }
}

// What j's place is worth to all, in the eyes of whom look_through was called for.
void Rivals::see(std::size_t j, std::vector<double>& out) const {
  const double* const away = away_.data() + j * n_;
  for (std::size_t n = 0; n < n_; ++n) out[n] = placed_utility(away[n], believed_[n]);
}

template <Votes rule>
double Rivals::chance_to_win(std::size_t i, std::size_t j) {
  double a = least_backing, b = least_backing;
  const auto add = [&](double vote) {
    a += vote > 0 ? vote : 0.0;
    b += vote < 0 ? -vote : 0.0;
  };
  add(weight_[i] * vote_share<rule>(of_i_[i] - of_j_[i]));
  add(weight_[j] * vote_share<rule>(of_i_[j] - of_j_[j]));
  if (rules_.third_parties == ThirdParties::none) return a / (a + b);
  // Who backs the winner keeps its own place, who backs the loser is taken along to the winner's.
  const double a0 = a, b0 = b;
  const double *const weight = weight_.data(), *const own = own_.data();
  const double *const of_i = of_i_.data(), *const of_j = of_j_.data();
  double* const cast = vote_.data();
  for (std::size_t n = 0; n < n_; ++n) {
    const double z = weight[n] * vote_share<rule>(of_i[n] - of_j[n]);
    const double with_i = a0 + (z > 0 ? z : 0.0), with_j = b0 + (z < 0 ? -z : 0.0);
    const double wins = with_i / (with_i + with_j);
    const double back_i = wins * (2 * of_i[n] + own[n]) + (1.0 - wins) * (3 * of_j[n]);
    const double back_j = wins * (3 * of_i[n]) + (1.0 - wins) * (2 * of_j[n] + own[n]);
    cast[n] = weight[n] * vote_share<rule>(back_i - back_j);
  }
  cast[i] = cast[j] = 0;
  for (std::size_t n = 0; n < n_; ++n) add(cast[n]);
  return a / (a + b);
}

// i's challenge of j, in the eyes of whom look_through was called for; of_i_ and of_j_ are what it sees.
Rivals::Contest Rivals::contest(std::size_t i, std::size_t j) {
  const double phi = with_votes(rules_.votes, [&](auto rule) { return chance_to_win<rule()>(i, j); });
  const double wins = 2 * of_i_[i], loses = 2 * of_j_[i], s = total_salience_[j];
  const double fights = phi * wins + (1.0 - phi) * loses;
  return {phi, (1.0 - s) * wins + s * fights - (of_i_[i] + of_j_[i])};
}

void Rivals::find_target(std::size_t i) {
  look_through(i);
  see(i, of_i_);
  ChallengeStep& step = steps_[i];
  double most = least_gain;
  for (std::size_t j = 0; j < n_; ++j) {
    if (j == i) continue;
    see(j, of_j_);
    const Contest c = contest(i, j);
    if (c.gain <= most) continue;
    most = step.gain = c.gain;
    step.victory = c.victory;
    step.target = j;
  }
}

}  // namespace parley

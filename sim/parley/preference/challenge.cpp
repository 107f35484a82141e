#include "parley/preference/challenge.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "parley/preference/rivals.hpp"
#include "parley/support/random.hpp"

namespace parley {

namespace {

constexpr double standing_still = 0.02;  // movement beside that of the first turn, at which it ends
constexpr std::size_t most_turns = 100;
constexpr std::uint32_t draw_purpose = 60;
constexpr double rounding = 1e-12;       // of a share of the weight
constexpr double least_distance = 0.01;  // to which bargains are rounded

double to_four_decimals(double x) { return std::floor(x * 10000.0 + 0.5) / 10000.0; }

bool at_one_place(const ChallengeActors& a, std::span<const double> positions) {
  for (std::size_t k = 0; k < a.lines; ++k) {
    double low = hundred, high = 0;
    for (std::size_t at = k; at < positions.size(); at += a.lines)
      if (stands(positions[at])) {
        low = std::min(low, positions[at]);
        high = std::max(high, positions[at]);
      }
    if (high - low > least_distance + rounding) return false;
  }
  return true;
}

}  // namespace

ChallengeForecast challenge_forecast(const ChallengeActors& actors, const ChallengeRules& rules,
                                     std::uint64_t seed) {
  Rivals rivals(actors, rules);
  ChallengeForecast f;
  f.positions = f.ideals = actors.position;
  const auto keep = [&] {
    for (const double x : rivals.positions()) f.positions.push_back(hundred * x);
    for (const double y : rivals.ideals()) f.ideals.push_back(hundred * y);
  };
  double first_move = 0;
  while (f.turns < most_turns) {
    rivals.think();
    const std::vector<double> before = rivals.positions();
    ++f.turns;
    rivals.move([&](std::size_t k) {
      return Stream({seed, 0, 0}, draw_purpose, static_cast<std::uint32_t>(k),
                    static_cast<std::uint32_t>(f.turns))
          .uniform();
    });
    keep();
    if (f.turns == 1) f.first = rivals.steps();
    const double moved = rivals.distance_from(before);
    if (f.turns == 1)
      first_move = moved;
    else if (moved / (first_move + 0.0001) < standing_still)
      break;
  }
  rivals.look_around();
  for (const ChallengeStep& s : rivals.steps()) f.final_share.push_back(s.share);
  f.all_agree = at_one_place(actors, std::span(f.positions).last(actors.actors * actors.lines));
  return f;
}

Moved bargain_on_line(Interpolation rule, double victory, double place_i, double salience_i, double place_j,
                      double salience_j) {
  constexpr double e = 1e-6;
  if (!stands(place_i) || !stands(place_j)) return {place_i, place_j};  // there is nothing between them
  const double p = victory, q = 1.0 - victory;
  if (rule == Interpolation::s2pmax) {
    const double of_i = salience_i * salience_i, of_j = salience_j * salience_j;
    const double m_i = std::max(0.0, q - p), m_j = std::max(0.0, p - q);
    const double share_i = m_i * of_j / (m_i * of_j + e + (1.0 - m_i) * of_i);
    const double share_j = m_j * of_i / (m_j * of_i + e + (1.0 - m_j) * of_j);
    return {place_i + share_i * (place_j - place_i), place_j + share_j * (place_i - place_j)};
  }
  const double a = rule == Interpolation::s1p1 ? salience_i * p : salience_i * salience_i * (p * p);
  const double b = rule == Interpolation::s1p1 ? salience_j * q : salience_j * salience_j * (q * q);
  return {to_four_decimals(((a + e) * place_i + b * place_j) / (a + b + e)),
          to_four_decimals((a * place_i + (b + e) * place_j) / (a + b + e))};
}

std::vector<double> weighted_means(const ChallengeActors& a, std::span<const double> positions) {
  std::vector<double> means;
  for (std::size_t k = 0; k < a.lines; ++k) {
    double sum = 0, weight = 0, low = hundred, high = 0;
    for (std::size_t i = 0; i < a.actors; ++i) {
      const double w = a.power[i] * a.salience[i * a.lines + k], place = positions[i * a.lines + k];
      if (!stands(place)) continue;
      sum += w * place;
      weight += w;
      low = std::min(low, place);
      high = std::max(high, place);
    }
    // Rounding carries no mean beyond the outermost place.
    means.push_back(weight > 0 ? std::clamp(sum / weight, low, high) : nowhere());
  }
  return means;
}

std::vector<double> weighted_medians(const ChallengeActors& a, std::span<const double> positions) {
  std::vector<double> medians;
  for (std::size_t k = 0; k < a.lines; ++k) {
    std::vector<std::size_t> order(a.actors);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto place = [&](std::size_t i) { return positions[i * a.lines + k]; };
    std::erase_if(order, [&](std::size_t i) { return !stands(place(i)); });
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t i, std::size_t j) { return place(i) < place(j); });
    double weight = 0, below = 0;
    for (const std::size_t i : order) weight += a.power[i] * a.salience[i * a.lines + k];
    medians.push_back(nowhere());
    std::vector<double> middle;  // where half the weight is on either side
    for (const std::size_t i : order) {
      const double own = a.power[i] * a.salience[i * a.lines + k];
      const double above = weight - below;
      below += own;
      if (own > 0 && below >= weight * (0.5 - rounding) && above >= weight * (0.5 - rounding))
        middle.push_back(place(i));
    }
    if (!middle.empty()) medians.back() = (middle.front() + middle.back()) / 2;
  }
  return medians;
}

}  // namespace parley

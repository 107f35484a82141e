// What does everybody think in one turn of the challenge model, and whom does it follow?  (internal: see
// challenge.hpp)
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "parley/preference/challenge.hpp"
#include "parley/preference/election.hpp"

namespace parley {

inline constexpr double hundred = 100.0;  // of places and saliences, as written

// A distance above 1 is rounding.
inline double placed_utility(double distance, double risk) {
  return (1.0 - distance) * (1.0 + risk * (distance < 1.0 ? distance : 1.0));
}

// One state of the rivalry, and all that is thought about in it. Scales run from 0 to 1.
class Rivals {
 public:
  Rivals(const ChallengeActors& a, const ChallengeRules& rules);

  // Every actor looks at where all stand, challenges, and moves.
  void think();
  template <class Draw>
  void move(Draw draw);

  // How far all have moved from where they stood.
  double distance_from(std::span<const double> then) const;
  const std::vector<double>& positions() const { return x_; }
  const std::vector<double>& ideals() const { return y_; }
  const std::vector<ChallengeStep>& steps() const { return steps_; }
  void look_around();  // distances and risk attitudes

 private:
  // A bargain: where its two parties are to stand, by line.
  struct Bargain {
    std::size_t initiator = 0, receiver = 0;
    std::vector<double> to_i, to_j;
  };
  struct Contest {
    double victory = 0, gain = 0;  // chance that the challenger wins; what the challenge gains it
  };

  double distance(std::size_t i, const double* place) const;
  void look_through(std::size_t h);
  void see(std::size_t j, std::vector<double>& out) const;
  Contest contest(std::size_t i, std::size_t j);
  template <Votes rule>
  double chance_to_win(std::size_t i, std::size_t j);
  void find_target(std::size_t i);
  void lay_bargains(std::size_t i);
  Bargain bargain(std::size_t i, std::size_t j, double victory) const;
  Bargain mixed(const Bargain& a, const Bargain& b, double weight_a, double weight_b) const;
  void judge(const Bargain& bargain, double* worth) const;
  void vote(std::size_t k);

  ChallengeRules rules_;
  std::size_t n_, lines_;
  std::vector<double> power_, salience_, total_salience_, weight_, squares_, accommodation_;
  std::vector<double> x_, y_;         // actor x line: where they stand, where they would like to
  std::vector<double> away_;          // j x n: distance of n's ideal from j's place
  std::vector<double> risk_, worth_;  // attitude by actor; j x n: true utility of j's place to n
  std::vector<double> believed_,
      own_;  // in somebody's eyes: attitudes, utility of each one's own place to it
  std::vector<double> of_i_, of_j_, vote_;  // utilities of two places to all; scratch
  std::vector<Bargain> laid_;
  std::vector<std::vector<std::size_t>> list_;  // by actor: bargains that name it, and `stay`
  std::vector<double> judged_, options_;  // bargain x voter, the last row that nobody moves; an election's
  std::vector<ChallengeStep> steps_;
  Election election_;

  static constexpr std::size_t stay = static_cast<std::size_t>(-1);
};

template <class Draw>
void Rivals::move(Draw draw) {
  std::vector<double> to = x_;
  for (std::size_t k = 0; k < n_; ++k) {
    ChallengeStep& step = steps_[k];
    if (rules_.transition == Transition::stochastic) {
      double left = draw(k);
      std::size_t at = 0;
      while (at + 1 < step.shares.size() && left >= step.shares[at]) left -= step.shares[at++];
      step.chosen = at;
    }
    const std::size_t b = list_[k][step.chosen];
    if (b == stay) continue;
    const std::vector<double>& place = laid_[b].initiator == k ? laid_[b].to_i : laid_[b].to_j;
    std::copy(place.begin(), place.end(), to.begin() + static_cast<std::ptrdiff_t>(k * lines_));
  }
  x_ = std::move(to);
  if (accommodation_.empty()) {
    y_ = x_;
    return;
  }
  const std::vector<double> before = y_;
  for (std::size_t i = 0; i < n_; ++i) {
    double drawn = 0;
    for (std::size_t j = 0; j < n_; ++j) drawn += accommodation_[i * n_ + j];
    for (std::size_t k = 0; k < lines_; ++k) {
      double ideal = (1.0 - drawn) * before[i * lines_ + k];
      for (std::size_t j = 0; j < n_; ++j) {
        const double there = x_[j * lines_ + k];
        ideal += accommodation_[i * n_ + j] * (stands(there) ? there : before[i * lines_ + k]);
      }
      y_[i * lines_ + k] = ideal;
    }
  }
}

}  // namespace parley

// Which bargains are laid on the table, and which does each take?  See rivals.hpp.

#include <algorithm>
#include <cmath>

#include "parley/preference/rivals.hpp"

namespace parley {

Rivals::Bargain Rivals::bargain(std::size_t i, std::size_t j, double victory) const {
  Bargain b{i, j, {}, {}};
  for (std::size_t k = 0; k < lines_; ++k) {
    const std::size_t of_i = i * lines_ + k, of_j = j * lines_ + k;
    const Moved to =
        bargain_on_line(rules_.interpolation, victory, x_[of_i], salience_[of_i], x_[of_j], salience_[of_j]);
    b.to_i.push_back(to.initiator);
    b.to_j.push_back(to.receiver);
  }
  return b;
}

Rivals::Bargain Rivals::mixed(const Bargain& a, const Bargain& b, double weight_a, double weight_b) const {
  Bargain m = a;
  for (std::size_t k = 0; k < lines_; ++k) {
    m.to_i[k] = (weight_a * a.to_i[k] + weight_b * b.to_i[k]) / (weight_a + weight_b);
    m.to_j[k] = (weight_a * a.to_j[k] + weight_b * b.to_j[k]) / (weight_a + weight_b);
  }
  return m;
}

void Rivals::lay_bargains(std::size_t i) {
  list_[i].push_back(stay);
  if (!steps_[i].target) return;
  const std::size_t j = *steps_[i].target, first = laid_.size();
  laid_.push_back(bargain(i, j, steps_[i].victory));
  if (rules_.bargains != BargainRule::init_only_interp) {
    look_through(j);
    see(i, of_i_);
    see(j, of_j_);
    const Contest seen_by_j = contest(i, j);
    switch (rules_.bargains) {
      case BargainRule::init_only_interp:
        break;
      case BargainRule::both_estimates:
        laid_.push_back(bargain(i, j, seen_by_j.victory));
        break;
      case BargainRule::compromise:
        laid_.back() = mixed(laid_.back(), bargain(i, j, seen_by_j.victory), weight_[i], weight_[j]);
        break;
      // As KTAB has them: the gain that j sees for i in place of the chance, i's power for both.
      case BargainRule::init_rcvr_interp:
        laid_.push_back(bargain(i, j, seen_by_j.gain));
        break;
      case BargainRule::pw_comp_interp:
        laid_.back() =
            mixed(laid_.back(), bargain(i, j, seen_by_j.gain), total_salience_[i], total_salience_[j]);
        break;
    }
  }
  for (std::size_t b = first; b < laid_.size(); ++b) {
    list_[i].push_back(b);
    list_[j].push_back(b);
  }
}

// The mean over all of what it is worth to each voter where they would stand.
void Rivals::judge(const Bargain& b, double* worth) const {
  std::fill(worth, worth + n_, 0.0);
  for (std::size_t m = 0; m < n_; ++m) {
    const bool moves = b.initiator != b.receiver && (m == b.initiator || m == b.receiver);
    if (moves) {
      const double* const place = (m == b.initiator ? b.to_i : b.to_j).data();
      for (std::size_t l = 0; l < n_; ++l) worth[l] += placed_utility(distance(l, place), risk_[l]);
    } else {
      const double* const row = worth_.data() + m * n_;
      for (std::size_t l = 0; l < n_; ++l) worth[l] += row[l];
    }
  }
  for (std::size_t l = 0; l < n_; ++l) worth[l] /= static_cast<double>(n_);
}

// Which bargain of its list an actor takes: all vote, by power alone.
void Rivals::vote(std::size_t k) {
  options_.clear();
  ChallengeStep& step = steps_[k];
  for (const std::size_t b : list_[k]) {
    const double* const row = judged_.data() + (b == stay ? laid_.size() : b) * n_;
    options_.insert(options_.end(), row, row + n_);
    step.bargains.push_back(b == stay ? ChallengeStep::Bargain{k, k}
                                      : ChallengeStep::Bargain{laid_[b].initiator, laid_[b].receiver});
  }
  const std::span<const double> share = election_.shares(options_, power_);
  step.shares.assign(share.begin(), share.end());
  step.chosen = static_cast<std::size_t>(std::max_element(share.begin(), share.end()) - share.begin());
}

void Rivals::think() {
  look_around();
  for (std::size_t i = 0; i < n_; ++i) find_target(i);
  laid_.clear();
  for (auto& list : list_) list.clear();
  for (std::size_t i = 0; i < n_; ++i) lay_bargains(i);
  judged_.resize((laid_.size() + 1) * n_);
  for (std::size_t b = 0; b < laid_.size(); ++b) judge(laid_[b], judged_.data() + b * n_);
  judge({}, judged_.data() + laid_.size() * n_);
  for (std::size_t k = 0; k < n_; ++k) vote(k);
}

double Rivals::distance_from(std::span<const double> then) const {
  double sum = 0;
  for (std::size_t i = 0; i < n_; ++i) {
    double squares = 0;
    for (std::size_t k = 0; k < lines_; ++k) {
      const double d = x_[i * lines_ + k] - then[i * lines_ + k];
      if (stands(d)) squares += d * d;
    }
    sum += std::sqrt(squares);
  }
  return sum;
}

}  // namespace parley

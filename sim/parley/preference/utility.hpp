// What is a package worth to a party?
//
// Additive multi-attribute utility with pairwise interactions (Keeney & Raiffa 1976):
//   u = sum_k w_k v_k(o_k) + sum_kl w_kl g_kl(o_k, o_l),  sum of all |w| = 1,
// g = 1 where both options make the pair count, else 0; a negative weight scores |w| (1 - g). With risk
// aversion a:
//   U = (1 - exp(-a u)) / (1 - exp(-a)).
// All utilities lie in [0, 1].
#pragma once

#include <span>
#include <vector>

#include "parley/preference/numbering.hpp"

namespace parley {

class Utility {
 public:
  // A party without weights values every package 0. less: by issue and option, what counts less of that
  // option's value for another reason, in the party's weights as written; null: nothing.
  Utility(const Space& space, const Scenario& scenario, const Party& party,
          const ListBy<IssueId, std::vector<double>>* less = nullptr);

  double operator()(PackageView package) const { return from_sum(sum(package)); }
  // The additive part, before risk.
  double sum(PackageView package) const {
    double total = 0;
    for (std::size_t u = 0; u < offsets_.size(); ++u) total += parts_[offsets_[u] + package[u]];
    return total;
  }
  double from_sum(double sum) const;
  // The utilities of all numbered packages, by number: the same bytes as one by one, many times faster.
  void tabulate(const Numbering& numbers, std::span<double> out) const;
  // The sum that gives this utility.
  double to_sum(double utility) const;
  // Contribution of each choice of each unit to the sum (flat, Space::offset).
  std::span<const double> parts() const { return parts_; }
  // The package of highest utility, and that utility; ties go to the lowest choice.
  const Package& best_package() const { return best_; }
  double best() const { return (*this)(best_); }
  // The lowest utility of any package.
  double worst() const { return worst_; }
  bool empty() const { return empty_; }

 private:
  std::vector<double> parts_;
  std::vector<std::size_t> offsets_;
  Package best_;
  double risk_ = 0, worst_ = 0;
  double whole_ = 0;                      // 1 - exp(-a)
  bool empty_ = false, clamped_ = false;  // some sum is below 0
};

// A party's value of one option: given, or single-peaked from its ideal option,
// 1 - |o - ideal| / max(ideal, options - 1 - ideal); where options have places on a line from 0 to 100,
// 1 - |place - place of the ideal| / 100.
double option_value(const Scenario& scenario, const Party& party, IssueId issue, OptionIndex option);

}  // namespace parley

// Which option would win a vote, and how surely?
//
// Probabilistic Condorcet elections, as the KAPSARC Toolkit for Behavioral Analysis has them (KTAB 2019).
// Every voter casts a share of its weight between any two options by the difference of its utilities; the
// strengths of the two camps give the chance that one beats the other; the chances give each option's share
// of winning among all.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "parley/scenario/scenario.hpp"

namespace parley {

// The share of its weight, -1 to 1, that a voter casts for an option worth `du` more to it than the other.
template <Votes rule>
double vote_share(double du) {
  const auto knife_edge = [](double x) { return std::clamp(x / 1e-8, -1.0, 1.0); };
  if constexpr (rule == Votes::binary) return knife_edge(du);
  if constexpr (rule == Votes::prop_bin) return 0.8 * du + 0.2 * knife_edge(du);
  if constexpr (rule == Votes::prop_cbc) return 0.5 * du + 0.5 * du * du * du;
  if constexpr (rule == Votes::cubic) return du * du * du;
  return du;
}

// Calls run(a constant of the voting rule), so that a kernel is compiled for each.
template <class Run>
auto with_votes(Votes rule, Run run) {
  switch (rule) {
    case Votes::binary:
      return run(std::integral_constant<Votes, Votes::binary>{});
    case Votes::prop_bin:
      return run(std::integral_constant<Votes, Votes::prop_bin>{});
    case Votes::prop_cbc:
      return run(std::integral_constant<Votes, Votes::prop_cbc>{});
    case Votes::cubic:
      return run(std::integral_constant<Votes, Votes::cubic>{});
    case Votes::prop:
      break;
  }
  return run(std::integral_constant<Votes, Votes::prop>{});
}

// Holds its memory from one election to the next.
class Election {
 public:
  explicit Election(const ChallengeRules& rules) : rules_(rules) {}

  // utility: option x voter, 0 to 1; weight: by voter, above 0. Returns the chance of each option to win, sum
  // 1, until the next election.
  std::span<const double> shares(std::span<const double> utility, std::span<const double> weight);

 private:
  template <Votes rule>
  void count(std::span<const double> utility, std::span<const double> weight);
  double victory(double strength, double against) const;
  void conditional();
  void markov_uniform();
  void markov_incentive();

  ChallengeRules rules_;
  std::size_t options_ = 0;
  std::vector<double> strength_, beats_;  // option x option
  std::vector<double> share_, next_, raise_;
  std::vector<int> power_of_two_;
};

}  // namespace parley

// What is the least that a computer must do to play a negotiation?
//
// Stacked alternating offers of time-dependent bidders that accept `next`, written by hand for this one
// purpose: no issues, no packages, no protocol, no log; only numbers of packages. The space is cut into two
// halves; utility is the sum of two table look-ups; bids come from packages sorted by utility, through an
// index on its leading bits; aspirations of all rounds are worked out beforehand. The yardstick for the
// engine.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace parley::bench {

struct BareParty {
  std::vector<std::vector<double>> parts;  // by issue, by option: weight times value
  double reservation = 0;
  std::vector<double> aspiration;  // by round
};

struct BareResult {
  int rounds = 0;
  long turns = 0;
  bool agreed = false;
  std::uint32_t package = 0;
};

class BareKernel {
 public:
  BareKernel(std::vector<BareParty> parties, int rounds) : rounds_(rounds) {
    const auto& issues = parties[0].parts;
    const std::size_t half = issues.size() / 2;
    std::uint32_t high = 1;
    for (std::size_t k = 0; k < issues.size(); ++k)
      (k < half ? high : low_) *= static_cast<std::uint32_t>(issues[k].size());
    for (auto& p : parties) {
      Seat seat;
      seat.high = sums({p.parts.begin(), p.parts.begin() + static_cast<std::ptrdiff_t>(half)});
      seat.low = sums({p.parts.begin() + static_cast<std::ptrdiff_t>(half), p.parts.end()});
      seat.reservation = p.reservation;
      const std::uint32_t n = high * low_;
      std::vector<double> utility(n);
      tabulate(seat, utility.data());
      seat.number.resize(n);
      std::iota(seat.number.begin(), seat.number.end(), 0U);
      std::stable_sort(seat.number.begin(), seat.number.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return utility[a] < utility[b]; });
      for (const std::uint32_t i : seat.number) seat.utility.push_back(utility[i]);
      seat.start.assign(parts_of_range + 2, n);
      for (std::uint32_t r = n; r-- > 0;) seat.start[part(seat.utility[r])] = r;
      for (std::size_t k = parts_of_range + 1; k-- > 0;)
        seat.start[k] = std::min(seat.start[k], seat.start[k + 1]);
      const double least = std::max(seat.utility.front(), seat.reservation), best = seat.utility.back();
      for (const double a : p.aspiration)
        seat.target.push_back(std::max(least + a * (best - least) - 1e-4, least));
      seats_.push_back(std::move(seat));
    }
  }

  BareResult negotiate() const {
    BareResult result;
    std::uint32_t standing = 0, high = 0, low = 0;
    std::size_t consenting = 0;
    for (int round = 0; round < rounds_; ++round) {
      for (const Seat& seat : seats_) {
        ++result.turns;
        const std::uint32_t rank = seat.at_least(seat.target[static_cast<std::size_t>(round)]);
        if (consenting > 0) {
          const double offered = seat.high[high] + seat.low[low];
          if (offered >= seat.utility[rank] && offered >= seat.reservation - 1e-12) {
            if (++consenting < seats_.size()) continue;
            return {round + 1, result.turns, true, standing};
          }
        }
        standing = seat.number[rank];
        high = standing / low_;
        low = standing % low_;
        consenting = 1;
      }
    }
    result.rounds = rounds_;
    return result;
  }

  // All utilities of one party, in the order of the packages' numbers.
  void tabulate(std::size_t party, double* out) const { tabulate(seats_[party], out); }
  std::size_t packages() const { return seats_[0].number.size(); }

 private:
  static constexpr std::size_t parts_of_range = 65536;
  static std::size_t part(double u) { return static_cast<std::size_t>(u * parts_of_range); }

  struct Seat {
    std::vector<double> high, low;      // sums of the two halves
    std::vector<double> utility;        // rising
    std::vector<std::uint32_t> number;  // of the package at each rank
    std::vector<std::uint32_t> start;   // first rank of each part of the range of utility
    std::vector<double> target;         // by round
    double reservation = 0;

    std::uint32_t at_least(double target_now) const {
      const std::size_t k = part(target_now);
      std::uint32_t rank = start[k];
      const std::uint32_t end = start[k + 1];
      while (rank < end && utility[rank] < target_now) ++rank;
      rank = std::min(rank, static_cast<std::uint32_t>(utility.size() - 1));
      // The engine takes the next one below where that is nearer and within 1e-6.
      if (rank > 0 && target_now - utility[rank - 1] <= 1e-6 &&
          target_now - utility[rank - 1] < utility[rank] - target_now) {
        --rank;
        while (rank > 0 && utility[rank - 1] == utility[rank]) --rank;
      }
      return rank;
    }
  };

  static std::vector<double> sums(const std::vector<std::vector<double>>& issues) {
    std::vector<double> all{0.0};
    for (const auto& options : issues) {
      std::vector<double> longer;
      for (const double sum : all)
        for (const double part_worth : options) longer.push_back(sum + part_worth);
      all = std::move(longer);
    }
    return all;
  }

  static void tabulate(const Seat& seat, double* out) {
    for (const double high : seat.high)
      for (const double low : seat.low) *out++ = high + low;
  }

  std::vector<Seat> seats_;
  std::uint32_t low_ = 1;
  int rounds_ = 0;
};

}  // namespace parley::bench

// What will become of a front, and how long will that take, as it stands today?
//
// A front is a line between two sides. Share s of it is the first side's; the line moves by the forces behind
// it and by luck, until one side has it all (gambler's ruin: Feller 1968, ch. XIV; Slantchev 2003 and Smith &
// Stam 2004 for wars). On a day of full war the share has drift v theta and variance v,
//   v     = 1 / (4 D)      D = Course::duration: days of full war that an even war in the middle still takes
//   theta = m ell          m = Course::decisiveness, ell = log F_first - log F_second
// Drift and variance are in proportion to the day's fighting, so that hot and calm days change the clock and
// not the odds. Then, with absorption at 0 and 1, the first side takes the front with probability P after T
// days of full war on average:
//   P(s) = (1 - exp(-2 theta s)) / (1 - exp(-2 theta))             s where theta = 0
//   T(s) = 4 D (P(s) - s) / theta                                  4 D s (1 - s) where theta = 0
// From the middle P is the ratio contest F_first^m / (F_first^m + F_second^m) (Tullock 1980). P and T depend
// on whole steps of the line only through s, so they hold as well where all see is when the line reaches the
// next step: the walk of steps has the same P, and from the middle between two steps the time to the next
// one tells nothing about which it will be.
//
// Costs still to come count by half once they are a horizon H away: a day's cost today is worth
// E sum of 2^(-t/H) over the T days, in closed form
//   (1 - E exp(-rho T)) / rho,  rho = log 2 / H,
//   E exp(-rho T) = (exp(-theta s) sinh(g (1 - s)) + exp(theta (1 - s)) sinh(g s)) / sinh(g)
//   g = sqrt(theta^2 + 8 rho D).
//
// Who is not sure of ell, but holds it normal with a mean and a variance, takes the average over it (Smith &
// Stam 2004), here over the two points one standard deviation off the mean: exact up to the third moment.
// Without that learning itself, which makes everybody surer, would move the value of the war.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "parley/support/two.hpp"

namespace parley {

// How wars of this kind are decided.
struct Course {
  double decisiveness = 1;  // above 0
  double duration = 3000;   // days, above 0
  double horizon = 60;      // days, above 0
  bool operator==(const Course&) const = default;
};

// The same course where each day has `hotter` times the fighting, and the line makes jumps besides that come
// on average to nothing and add `jumps` a day to the variance of the share: more luck, sooner over.
Course stirred(const Course& course, double hotter, double jumps);

// Probability that the first side takes the whole front. share in [0, 1]. Relative error below 1e-8.
double chance_of_front(double share, double theta);

// What somebody believes of log F_first - log F_second, who holds it normal: the two points.
class LogRatio {
 public:
  LogRatio(double mean, double variance) : mean_(mean), sd_(std::sqrt(std::max(0.0, variance))) {}
  LogRatio moved_to(double mean) const {
    LogRatio moved(*this);
    moved.mean_ = mean;
    return moved;
  }
  double mean() const { return mean_; }
  Two points() const { return Two{mean_ - sd_, mean_ + sd_}; }

 private:
  double mean_, sd_;
};

// The average of it over such a belief.
double chance_of_front(double share, const LogRatio& belief, double decisiveness);

// The same for shares of fronts between the same forces, asked for one after the other.
class ChanceByBelief {
 public:
  ChanceByBelief(const LogRatio& belief, double decisiveness) : theta_(decisiveness * belief.points()) {}
  double operator()(double share);

 private:
  Two theta_, whole_{0, 0};  // 1 - exp(-2 |theta|) at the two points; 0 until it is asked for
};

// The same for shares of fronts between the same forces, asked for one after the other.
class ChanceOfFront {
 public:
  explicit ChanceOfFront(double theta);
  double operator()(double share) const;

 private:
  double of_stronger(double share) const;
  double theta_, whole_ = 1;  // of the stronger side: |theta|, 1 - exp(-2 |theta|)
  bool first_stronger_;
};

// Expected days of full war until one side has it. Relative error below 1e-7.
double days_to_decision(double share, double theta, double duration);

// The same days, each counted by how near it is.
double days_that_count(double share, double theta, const Course& course);

// What somebody expects of a front by such a belief.
struct Prospect {
  double chance = 0.5;  // that the first side takes it
  double days = 0;      // of full war still to come, as far as they count
};
Prospect prospect_of(double share, const LogRatio& belief, const Course& course);

// The same of what several believe of the same two camps, for lines of so many steps, by how many of them the
// first side holds: what fronts between these camps have in common is worked out once. Reuses its memory.
class ProspectsBySteps {
 public:
  // steps: 2 to 1000. with_days: so many of the first of them ask for days; the others get none.
  void look_at(int steps, std::span<const LogRatio> beliefs, std::size_t with_days, const Course& course);
  // One for each of them.
  void at(int held, std::span<Prospect> prospects) const;

 private:
  static constexpr std::size_t most_bits = 10;  // of steps
  // Of one belief, at its two points: theta, and the exponentials of -|theta| and -g for one step, each with
  // its square, the square of that ...
  struct Believed {
    Two theta;
    std::array<Two, most_bits> by_theta, by_g;
    std::array<bool, 2> closed;  // where these serve
  };
  int steps_ = 1;
  std::size_t with_days_ = 0;
  Course course_;
  std::vector<Believed> believed_;
};

}  // namespace parley

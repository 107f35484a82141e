#include "parley/conflict/ground.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// A walk looked at from time to time is past a barrier when it is seen to have crossed it, by this many
// standard deviations of a look on average (Broadie, Glasserman & Kou 1997); barriers are moved in by as
// much.
constexpr double overshoot = 0.5826;
constexpr double largest_variance = 0.04;  // of one look, in steps squared
constexpr double most_looks = 1000;        // a day

}  // namespace

FrontLine line_left(FrontLine line, int side, double share) {
  const int own = side == 0 ? line.held : line.steps - line.held;
  const int left = static_cast<int>(std::lround(share * own));
  line.held += side == 0 ? -left : left;
  if (left > 0) line.beyond = 0;
  return line;
}

double push_of(double effort, double other, double defence) {
  if (effort <= other) return 0.0;
  constexpr double least = 0.01;  // somebody always stands guard
  return std::min(1.0, effort) * std::max(0.0, scalar_log(effort / std::max(other, least)) - defence);
}

int move_line(FrontLine& line, const DayOnFront& day, const GroundRules& rules, Stream& luck) {
  if (line.decided() || day.activity <= 0) return 0;
  const double n = line.steps, v = day.activity / (4.0 * rules.course.duration);
  const double pushes = push_of(day.effort[0], day.guard[1], rules.defence) -
                        push_of(day.effort[1], day.guard[0], rules.defence);
  const double drift = n * (v * day.theta + day.heat * (rules.advance * pushes + day.given)),
               variance = n * n * v;
  const double looks = std::clamp(std::ceil(variance / largest_variance), 1.0, most_looks);
  const double sd = std::sqrt(variance / looks), barrier = std::max(0.1, 1.0 - overshoot * sd);
  const int before = line.held;
  for (int look = 0; look < static_cast<int>(looks) && !line.decided(); ++look) {
    line.beyond += drift / looks + sd * luck.normal();
    if (std::abs(line.beyond) < barrier) continue;
    line.held += line.beyond > 0 ? 1 : -1;
    line.beyond = 0;
  }
  return line.held - before;
}

}  // namespace parley

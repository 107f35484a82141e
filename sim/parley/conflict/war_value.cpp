#include "parley/conflict/war_value.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// Below it the differences of the closed form cancel; what the series leaves out is then below 1e-9.
constexpr double nearly_even = 1e-4;
// Horizons beside which the war is short: the same for 1 - E exp(-rho T).
constexpr double nearly_undiscounted = 1e-6;

// For theta >= 0, where no exponential overflows.
double days_of_stronger(double share, double theta, double duration) {
  if (theta < nearly_even)
    return 4.0 * duration * share * (1.0 - share) * (1.0 + theta * (1.0 - 2.0 * share) / 3.0);
  return 4.0 * duration * (chance_of_front(share, theta) - share) / theta;
}

}  // namespace

ChanceOfFront::ChanceOfFront(double theta) : theta_(std::fabs(theta)), first_stronger_(theta >= 0) {
  if (theta_ >= nearly_even) whole_ = 1.0 - scalar_exp(-2.0 * theta_);
}

double ChanceOfFront::of_stronger(double share) const {
  if (theta_ < nearly_even)
    return share * (1.0 + (1.0 - share) * theta_ * (1.0 + theta_ * (1.0 - 2.0 * share) / 3.0));
  return (1.0 - scalar_exp(-2.0 * theta_ * share)) / whole_;
}

double ChanceOfFront::operator()(double share) const {
  if (share <= 0) return 0.0;
  if (share >= 1) return 1.0;
  return first_stronger_ ? of_stronger(share) : 1.0 - of_stronger(1.0 - share);
}

Course stirred(const Course& course, double hotter, double jumps) {
  const double by_luck = hotter / (4.0 * course.duration), all = by_luck + jumps;
  return {course.decisiveness * by_luck / all, 1.0 / (4.0 * all), course.horizon};
}

double chance_of_front(double share, double theta) { return ChanceOfFront(theta)(share); }

double chance_of_front(double share, double mean, double variance, double decisiveness) {
  const double sd = std::sqrt(std::max(0.0, variance));
  return 0.5 * (chance_of_front(share, decisiveness * (mean - sd)) +
                chance_of_front(share, decisiveness * (mean + sd)));
}

double days_to_decision(double share, double theta, double duration) {
  if (share <= 0 || share >= 1) return 0.0;
  return theta >= 0 ? days_of_stronger(share, theta, duration)
                    : days_of_stronger(1.0 - share, -theta, duration);
}

double days_that_count(double share, double theta, const Course& course) {
  if (share <= 0 || share >= 1) return 0.0;
  const double rho = log_2 / course.horizon;
  if (rho * course.duration < nearly_undiscounted) return days_to_decision(share, theta, course.duration);
  const double g = std::sqrt(theta * theta + 8.0 * rho * course.duration);
  // Each sinh over sinh(g), by exponentials of what is below 0.
  const double whole = 1.0 - scalar_exp(-2.0 * g);
  const double lower = scalar_exp(-(g + theta) * share) * (1.0 - scalar_exp(-2.0 * g * (1.0 - share)));
  const double upper = scalar_exp((theta - g) * (1.0 - share)) * (1.0 - scalar_exp(-2.0 * g * share));
  return (1.0 - (lower + upper) / whole) / rho;
}

namespace {

// By the exponentials of -theta and -g for the share held and for the rest, theta >= 0.
struct Exponentials {
  double x, y, a, b;
};

Prospect from(const Exponentials& e, double horizon) {
  const double a2 = e.a * e.a, b2 = e.b * e.b, x2 = e.x * e.x;
  const double end = (e.x * e.y * e.a * (1.0 - b2) + e.b * (1.0 - a2)) / (e.y * (1.0 - a2 * b2));
  return {(1.0 - x2) / (1.0 - x2 * e.y * e.y), (1.0 - end) * (horizon * (1.0 / log_2))};
}

// exp(-rate) to the share held, and to the rest of it.
struct Parts {
  double held, rest;
};

// Both powers of a number at once; without branches, as lines stand anywhere.
Parts powers(double base, int held, int rest) {
  Parts p{1, 1};
  for (; (held | rest) != 0; held >>= 1, rest >>= 1) {
    p.held *= (held & 1) != 0 ? base : 1.0;
    p.rest *= (rest & 1) != 0 ? base : 1.0;
    base *= base;
  }
  return p;
}

double sd_of(double variance) { return std::sqrt(std::max(0.0, variance)); }

// Whether the closed form is exact enough by single exponentials.
bool closed(double size, const Course& course) {
  constexpr double too_far = 300;  // exponentials of it have no inverse
  return size >= nearly_even && size <= too_far &&
         log_2 / course.horizon * course.duration >= nearly_undiscounted;
}

double g_of(double theta, const Course& course) {
  return std::sqrt(theta * theta + 8.0 * (log_2 / course.horizon) * course.duration);
}

Prospect of_front(double share, double theta, const Course& course) {
  return {chance_of_front(share, theta), days_that_count(share, theta, course)};
}

Prospect from(const Parts& of_theta, const Parts& of_g, bool first_stronger, double horizon) {
  if (first_stronger) return from({of_theta.held, of_theta.rest, of_g.held, of_g.rest}, horizon);
  const Prospect other = from({of_theta.rest, of_theta.held, of_g.rest, of_g.held}, horizon);
  return {1.0 - other.chance, other.days};
}

Prospect between(const Prospect& low, const Prospect& high) {
  return {0.5 * (low.chance + high.chance), 0.5 * (low.days + high.days)};
}

}  // namespace

Prospect prospect_of(double share, double mean, double variance, const Course& course) {
  if (share <= 0 || share >= 1) return {share, 0};
  const double sd = sd_of(variance);
  const auto at = [&](double theta) {
    const double size = std::fabs(theta);
    if (!closed(size, course)) return of_front(share, theta, course);
    const auto parts = [&](double rate) {
      return Parts{scalar_exp(-rate * share), scalar_exp(-rate * (1.0 - share))};
    };
    return from(parts(size), parts(g_of(size, course)), theta >= 0, course.horizon);
  };
  return between(at(course.decisiveness * (mean - sd)), at(course.decisiveness * (mean + sd)));
}

ProspectsBySteps::ProspectsBySteps(int steps, double mean, double variance, const Course& course)
    : steps_(steps), course_(course) {
  const double sd = sd_of(variance);
  const auto point = [&](double theta) {
    Point p{theta};
    const double size = std::fabs(theta);
    if (!closed(size, course)) return p;
    // One exponential serves every step: its powers.
    p.by_theta = scalar_exp(-size / steps);
    p.by_g = scalar_exp(-g_of(size, course) / steps);
    p.closed = true;
    return p;
  };
  low_ = point(course.decisiveness * (mean - sd));
  high_ = point(course.decisiveness * (mean + sd));
}

Prospect ProspectsBySteps::at(int held, const Point& p) const {
  if (!p.closed) return of_front(static_cast<double>(held) / steps_, p.theta, course_);
  const int rest = steps_ - held;
  return from(powers(p.by_theta, held, rest), powers(p.by_g, held, rest), p.theta >= 0, course_.horizon);
}

Prospect ProspectsBySteps::at(int held) const {
  if (held <= 0 || held >= steps_) return {held <= 0 ? 0.0 : 1.0, 0};
  return between(at(held, low_), at(held, high_));
}

}  // namespace parley

#include "parley/conflict/war_value.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// Below it the differences of the closed form cancel; what the series leaves out is then below 1e-9.
constexpr double nearly_even = 1e-4;
// Horizons beside which the war is short: the same for 1 - E exp(-rho T).
constexpr double nearly_undiscounted = 1e-6;

Two abs_of(Two x) { return Two{std::fabs(x[0]), std::fabs(x[1])}; }

// The chance of the first side, by that of the stronger one.
Two of_first(Two of_stronger, Two theta) { return either_of(theta >= 0, of_stronger, 1.0 - of_stronger); }

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

double chance_of_front(double share, const LogRatio& belief, double decisiveness) {
  return ChanceByBelief(belief, decisiveness)(share);
}

double ChanceByBelief::operator()(double share) {
  if (share <= 0 || share >= 1) return share <= 0 ? 0.0 : 1.0;
  const Two size = abs_of(theta_);
  if (size[0] < nearly_even || size[1] < nearly_even)
    return 0.5 * (chance_of_front(share, theta_[0]) + chance_of_front(share, theta_[1]));
  // As ChanceOfFront.
  const Two of_stronger{theta_[0] >= 0 ? share : 1.0 - share, theta_[1] >= 0 ? share : 1.0 - share};
  const Two by_size = -2.0 * size;
  if (whole_[0] == 0) whole_ = 1.0 - scalar_exp(by_size);
  const Two chance = of_first((1.0 - scalar_exp(by_size * of_stronger)) / whole_, theta_);
  return 0.5 * (chance[0] + chance[1]);
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

// By the exponentials of -|theta| and -g for the share held by the stronger side, and for the rest.
struct Exponentials {
  Two x, y, a, b;
};

// At the two points: the chance of the stronger side, and days.
struct Prospects {
  Two chance, days;
};
Two chance_from(Two x, Two y) {
  const Two x2 = x * x;
  return (1.0 - x2) / (1.0 - x2 * y * y);
}
Prospects from(const Exponentials& e, double horizon) {
  const Two a2 = e.a * e.a, b2 = e.b * e.b;
  const Two end = (e.x * e.y * e.a * (1.0 - b2) + e.b * (1.0 - a2)) / (e.y * (1.0 - a2 * b2));
  return {chance_from(e.x, e.y), (1.0 - end) * (horizon * (1.0 / log_2))};
}

// The bits of a whole number below 2^10: which squares of squares make a base to its power.
class BitsOf {
 public:
  explicit BitsOf(int number) {
    for (std::uint8_t k = 0; number != 0; ++k, number >>= 1)
      if ((number & 1) != 0) set_[count_++] = k;
  }
  template <std::size_t n>
  Two power(const std::array<Two, n>& squared) const {
    Two power = both(1);
    for (std::size_t k = 0; k < count_; ++k) power *= squared[set_[k]];
    return power;
  }
  // Of two bases.
  template <std::size_t n>
  std::array<Two, 2> powers(const std::array<Two, n>& a, const std::array<Two, n>& b) const {
    Two of_a = both(1), of_b = both(1);
    for (std::size_t k = 0; k < count_; ++k) {
      of_a *= a[set_[k]];
      of_b *= b[set_[k]];
    }
    return {of_a, of_b};
  }

 private:
  std::array<std::uint8_t, 16> set_{};
  std::size_t count_ = 0;
};

// At which points the closed form is exact enough by single exponentials.
std::array<bool, 2> closed(Two size, const Course& course) {
  constexpr double too_far = 300;  // exponentials of it have no inverse
  if (log_2 / course.horizon * course.duration < nearly_undiscounted) return {false, false};
  const auto fits = [](double x) { return x >= nearly_even && x <= too_far; };
  return {fits(size[0]), fits(size[1])};
}

Two g_of(Two theta, const Course& course) {
  return sqrt_of(theta * theta + 8.0 * (log_2 / course.horizon) * course.duration);
}

Prospect of_front(double share, double theta, const Course& course) {
  return {chance_of_front(share, theta), days_that_count(share, theta, course)};
}

// exp(-rate) to the share that the stronger side holds at each point, and to the rest.
struct Sides {
  Two stronger, weaker;
};
Sides sides_of(Two held, Two rest, Two theta) {
  return {either_of(theta >= 0, held, rest), either_of(theta >= 0, rest, held)};
}

// The mean of the two points; the closed form's where it serves.
double chance_between(Two held, Two rest, const std::array<bool, 2>& serves, double share, Two theta) {
  const Sides x = sides_of(held, rest, theta);
  Two chance = of_first(chance_from(x.stronger, x.weaker), theta);
  if (!serves[0] || !serves[1])
    for (int k = 0; k < 2; ++k)
      if (!serves[static_cast<std::size_t>(k)]) chance[k] = chance_of_front(share, theta[k]);
  return mean_of(chance);
}
[[gnu::always_inline]] inline Prospect between(Sides x, Sides a, const std::array<bool, 2>& serves,
                                               double share, Two theta, const Course& course) {
  Prospects p = from({x.stronger, x.weaker, a.stronger, a.weaker}, course.horizon);
  p.chance = of_first(p.chance, theta);
  if (!serves[0] || !serves[1])
    for (int k = 0; k < 2; ++k) {
      if (serves[static_cast<std::size_t>(k)]) continue;
      const Prospect alone = of_front(share, theta[k], course);
      p.chance[k] = alone.chance;
      p.days[k] = alone.days;
    }
  return {mean_of(p.chance), mean_of(p.days)};
}

}  // namespace

Prospect prospect_of(double share, const LogRatio& belief, const Course& course) {
  if (share <= 0 || share >= 1) return {share, 0};
  const Two theta = course.decisiveness * belief.points(), size = abs_of(theta);
  const auto sides = [&](Two rate) {
    return sides_of(scalar_exp(-rate * share), scalar_exp(-rate * (1.0 - share)), theta);
  };
  return between(sides(size), sides(g_of(size, course)), closed(size, course), share, theta, course);
}

void ProspectsBySteps::look_at(int steps, std::span<const LogRatio> beliefs, std::size_t with_days,
                               const Course& course) {
  steps_ = steps;
  with_days_ = with_days;
  course_ = course;
  believed_.resize(beliefs.size());
  const auto powers = [steps](Two base, std::array<Two, most_bits>& squared) {
    for (int k = 0, most = steps; most != 0; ++k, most >>= 1, base *= base)
      squared[static_cast<std::size_t>(k)] = base;
  };
  // One exponential serves every step: its powers.
  for (std::size_t k = 0; k < beliefs.size(); ++k) {
    Believed& b = believed_[k];
    b.theta = course.decisiveness * beliefs[k].points();
    const Two size = abs_of(b.theta);
    b.closed = closed(size, course);
    powers(scalar_exp(-size / static_cast<double>(steps)), b.by_theta);
    if (k < with_days) powers(scalar_exp(-g_of(size, course) / static_cast<double>(steps)), b.by_g);
  }
}

void ProspectsBySteps::at(int held, std::span<Prospect> prospects) const {
  if (held <= 0 || held >= steps_) {
    for (Prospect& p : prospects) p = {held <= 0 ? 0.0 : 1.0, 0};
    return;
  }
  const double share = static_cast<double>(held) / steps_;
  const BitsOf first(held), rest(steps_ - held);
  for (std::size_t k = 0; k < with_days_; ++k) {
    const Believed& b = believed_[k];
    const auto [theta_held, g_held] = first.powers(b.by_theta, b.by_g);
    const auto [theta_rest, g_rest] = rest.powers(b.by_theta, b.by_g);
    prospects[k] = between(sides_of(theta_held, theta_rest, b.theta), sides_of(g_held, g_rest, b.theta),
                           b.closed, share, b.theta, course_);
  }
  for (std::size_t k = with_days_; k < prospects.size(); ++k) {
    const Believed& b = believed_[k];
    prospects[k] = {chance_between(first.power(b.by_theta), rest.power(b.by_theta), b.closed, share, b.theta),
                    0};
  }
}

}  // namespace parley

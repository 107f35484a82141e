#include "parley/statistics/sound_limits.hpp"

#include <algorithm>

#include "parley/statistics/distributions.hpp"

namespace parley {

namespace {

// What the limits of a box hold: its points, those of interest, and by limit the same of the points that only
// this one keeps out.
struct Held {
  std::size_t points = 0, of_interest = 0;
  std::vector<std::size_t> more, more_of_interest;
};

bool holds(const PrimLimit& l, Factor::Kind kind, double x) {
  if (!l.restricted) return true;
  return kind == Factor::Kind::category ? std::find(l.categories.begin(), l.categories.end(),
                                                    static_cast<std::uint32_t>(x)) != l.categories.end()
                                        : x >= l.low && x <= l.high;
}

Held held_by(const PrimStep& box, const std::vector<PrimColumn>& columns, const std::vector<double>& y,
             double threshold) {
  Held h;
  h.more.resize(columns.size());
  h.more_of_interest.resize(columns.size());
  for (std::size_t p = 0; p < y.size(); ++p) {
    std::size_t out = 0, by = 0;
    for (std::size_t k = 0; k < columns.size() && out < 2; ++k) {
      if (holds(box.limits[k], columns[k].kind, columns[k].values[p])) continue;
      ++out;
      by = k;
    }
    const std::size_t interesting = y[p] > threshold ? 1 : 0;
    if (out == 0) ++h.points, h.of_interest += interesting;
    if (out == 1) ++h.more[by], h.more_of_interest[by] += interesting;
  }
  return h;
}

}  // namespace

std::vector<bool> within(const PrimStep& box, const std::vector<PrimColumn>& columns, std::size_t points) {
  std::vector<bool> in(points, true);
  for (std::size_t k = 0; k < columns.size(); ++k)
    for (std::size_t p = 0; p < points; ++p)
      in[p] = in[p] && holds(box.limits[k], columns[k].kind, columns[k].values[p]);
  return in;
}

bool keep_sound_limits(PrimStep& box, const std::vector<PrimColumn>& columns, const std::vector<double>& y,
                       double threshold) {
  const double level = 0.05 / static_cast<double>(columns.size());
  for (;;) {
    const Held h = held_by(box, columns, y, threshold);
    if (h.of_interest == 0) return false;
    PrimLimit* worst = nullptr;
    box.restricted = 0;
    for (std::size_t k = 0; k < columns.size(); ++k) {
      PrimLimit& l = box.limits[k];
      if (!l.restricted) continue;
      ++box.restricted;
      const double rate = static_cast<double>(h.of_interest + h.more_of_interest[k]) /
                          static_cast<double>(h.points + h.more[k]);
      l.quasi_p = binomial_at_least(static_cast<double>(h.of_interest), static_cast<double>(h.points), rate);
      if (l.quasi_p >= level && (worst == nullptr || l.quasi_p > worst->quasi_p)) worst = &l;
    }
    if (worst != nullptr) {
      worst->restricted = false;
      continue;
    }
    const auto all = static_cast<double>(
        std::count_if(y.begin(), y.end(), [threshold](double v) { return v > threshold; }));
    const auto n = static_cast<double>(h.points), of_interest = static_cast<double>(h.of_interest);
    box.points = h.points;
    box.mass = n / static_cast<double>(y.size());
    box.mean = box.density = of_interest / n;
    box.coverage = of_interest / all;
    return box.restricted > 0 && box.density > all / static_cast<double>(y.size());
  }
}

}  // namespace parley

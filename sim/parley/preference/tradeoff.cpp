#include "parley/preference/tradeoff.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "parley/support/mark.hpp"

namespace parley {

namespace {

constexpr std::size_t most_repaired = 64;  // units up to which packages that fall short are mended

// One unit changed, and what the objective gains by it.
struct Change {
  double gain = -std::numeric_limits<double>::infinity();
  std::size_t unit = 0;
  OptionIndex choice = 0;
  bool any() const { return gain > -std::numeric_limits<double>::infinity(); }
};

// The way by which a package was found. Of two targets with the same way, any target t between them has it
// too: the packages that reach t, and the changes that make up for what is missing, are among those of the
// lower target and include those of the higher one, and who is the first best of a set is the first best of
// each part of it that he is in. Comparisons are of sums in which the target enters once, and such sums rise
// with it, rounded or not.
class Way {
 public:
  void step(std::uint64_t what) { mark_ = mixed(mark_, what); }
  void step(const Change& c) { step(std::uint64_t{c.unit} << 16U | c.choice); }
  std::uint64_t mark() const { return mark_; }

 private:
  std::uint64_t mark_ = 0;
};

}  // namespace

void TradeOff::build(const Space& space, std::span<const double> own, std::span<const double> objective,
                     std::span<const std::uint8_t> allowed) {
  units_ = space.units();
  bins_ = std::clamp(bins_a_unit * units_, least_bins, most_bins);
  bool sorted = offset_.size() == units_ + 1 && own_.size() == 2 * own.size() &&
                std::equal(own.begin(), own.end(), own_.begin());
  own_.assign(own.begin(), own.end());
  for (std::size_t c = 0; c < objective.size(); ++c)
    own_.push_back(allowed[c] != 0 ? objective[c] : -std::numeric_limits<double>::infinity());
  offset_.resize(units_ + 1);
  highest_.resize(units_);
  least_.resize(units_);
  candidates_.resize(space.table_size());
  candidates_of_.resize(units_);
  top_.resize(units_ + 1);
  value_.resize((units_ + 1) * (bins_ + 1));
  double low = 0, high = 0;
  for (std::size_t u = 0; u < units_; ++u) {
    sorted = sorted && offset_[u] == space.offset(u);
    offset_[u] = space.offset(u);
    double most = -std::numeric_limits<double>::infinity(), least = -most;
    for (std::size_t c = 0; c < space.choices(u); ++c) {
      if (allowed[offset_[u] + c] == 0) continue;
      least = std::min(least, own[offset_[u] + c]);
      if (own[offset_[u] + c] <= most) continue;
      most = own[offset_[u] + c];
      highest_[u] = static_cast<OptionIndex>(c);
    }
    least_[u] = least;
    low += least;
    high += most;
  }
  offset_[units_] = own.size();
  if (!sorted) sort_by_own();
  floor_ = low;
  highest_sum_ = high;
  width_ = high > low ? (high - low) / static_cast<double>(bins_) : 1.0;
  filled_from_ = nothing;
}

std::size_t TradeOff::step_of(std::size_t unit, std::size_t choice) const {
  // Never below 0: what is cut off is what rounding down takes.
  const double to_nearest = 0.5 + (own_[offset_[unit] + choice] - least_[unit]) / width_;
  return std::min(static_cast<std::size_t>(static_cast<std::int64_t>(to_nearest)), bins_);
}

void TradeOff::sort_by_own() {
  by_own_.resize(offset_[units_]);
  for (std::size_t u = 0; u < units_; ++u) {
    const auto from = by_own_.begin() + static_cast<std::ptrdiff_t>(offset_[u]),
               to = by_own_.begin() + static_cast<std::ptrdiff_t>(offset_[u + 1]);
    std::iota(from, to, OptionIndex{0});
    std::stable_sort(
        from, to, [own = own_.data() + offset_[u]](OptionIndex a, OptionIndex b) { return own[a] > own[b]; });
  }
}

void TradeOff::find_candidates(std::size_t u) {
  const double* const worth = objective() + offset_[u];
  const double* const own = own_.data() + offset_[u];
  double most = -std::numeric_limits<double>::infinity();
  candidates_of_[u] = 0;
  for (std::size_t k = offset_[u]; k < offset_[u + 1];) {
    // Of those with the same own part the best for the objective, the first of its equals.
    OptionIndex best = by_own_[k];
    const double same = own[best];
    for (++k; k < offset_[u + 1] && own[by_own_[k]] == same; ++k)
      if (worth[by_own_[k]] > worth[best]) best = by_own_[k];
    if (worth[best] <= most) continue;
    most = worth[best];
    candidates_[offset_[u] + candidates_of_[u]++] = {best, static_cast<std::uint16_t>(step_of(u, best)),
                                                     static_cast<float>(most)};
  }
}

void TradeOff::fill(std::size_t from) {
  filled_from_ = from;
  std::size_t ahead = 0;  // bins that the units still to come can gain
  for (std::size_t u = 0; u < units_; ++u) ahead += step_of(u, highest_[u]);
  // before(u)[b]: the best objective of the units before u with at least b bins gained, for b from `lowest`
  // (from there the others can still reach `from`) to top_[u] (beyond that nothing reaches).
  before(0)[0] = 0.0F;
  top_[0] = 0;
  for (std::size_t u = 0; u < units_; ++u) {
    const std::size_t most = step_of(u, highest_[u]);
    ahead -= most;
    const std::size_t lowest = from > ahead ? from - ahead : 0;
    top_[u + 1] = std::min(top_[u] + most, bins_);
    const float* const now = before(u).data();
    float* const next = before(u + 1).data();
    for (std::size_t b = lowest; b <= top_[u + 1]; ++b) next[b] = -std::numeric_limits<float>::infinity();
    find_candidates(u);
    for (std::size_t k = 0; k < candidates_of_[u]; ++k) {
      const Candidate& c = candidates_[offset_[u] + k];
      const std::size_t s = c.step;
      const float o = c.worth;
      // Gaining s bins: a need of b <= s is met from nothing, b > s needs b - s before.
      const std::size_t last = std::min(top_[u + 1], top_[u] + s);
      if (lowest < s) {
        const float from_nothing = now[0] + o;
        for (std::size_t b = lowest; b < std::min(s, last + 1); ++b)
          next[b] = from_nothing > next[b] ? from_nothing : next[b];
      }
      for (std::size_t b = std::max(s, lowest); b <= last; ++b) {
        const float v = now[b - s] + o;
        next[b] = v > next[b] ? v : next[b];
      }
    }
  }
}

TradeOff::Candidate TradeOff::chosen(std::size_t u, std::size_t bin) const {
  const float* const now = value_.data() + u * (bins_ + 1);
  Candidate best{.choice = highest_[u], .step = 0, .worth = 0};
  float most = -std::numeric_limits<float>::infinity();
  for (std::size_t k = 0; k < candidates_of_[u]; ++k) {
    const Candidate& c = candidates_[offset_[u] + k];
    if (bin > top_[u] + c.step) continue;
    const float v = (bin > c.step ? now[bin - c.step] : now[0]) + c.worth;
    if (v <= most) continue;
    most = v;
    best = c;
  }
  return best;
}

std::uint64_t TradeOff::best(double target, std::span<OptionIndex> out) {
  constexpr double slack = 1e-12, rise = 1e-9;
  target -= slack;
  // Rounding errors of units cancel: their sum is rarely beyond this many bins.
  const double spread = 1.0 + std::ceil(std::sqrt(static_cast<double>(units_)));
  const double near = std::floor((target - floor_) / width_) - spread;
  const std::size_t first =
      near <= 0 ? 0 : static_cast<std::size_t>(std::min(near, static_cast<double>(bins_)));
  // Whoever asks for less than before will ask again.
  if (first < filled_from_) fill(filled_from_ == nothing ? first : 0);
  const std::span<const double> own(own_.data(), own_.size() / 2),
      objective(own_.data() + own.size(), own.size());
  const auto worth = [&] {
    double total = 0;
    for (std::size_t u = 0; u < units_; ++u) total += objective[offset_[u] + out[u]];
    return total;
  };
  // Writes the best package of a bin; its own sum.
  const auto walk = [&](std::size_t bin) {
    double sum = 0;
    for (std::size_t u = units_, b = bin; u-- > 0;) {
      const Candidate c = chosen(u, b);
      out[u] = c.choice;
      sum += own[offset_[u] + c.choice];
      b = b > c.step ? b - c.step : 0;
    }
    return sum;
  };
  // The best change of one unit that adds at least `least` to the own sum.
  const auto change = [&](double least) {
    Change best;
    for (std::size_t u = 0; u < units_; ++u) {
      const std::size_t from = offset_[u], end = offset_[u + 1];
      const double need = own[from + out[u]] + least, now = objective[from + out[u]];
      for (std::size_t c = from; c < end; ++c)
        if (own[c] >= need && objective[c] - now > best.gain)
          best = {objective[c] - now, u, static_cast<OptionIndex>(c - from)};
    }
    return best;
  };
  const auto apply = [&](const Change& c, double sum) {
    sum += own[offset_[c.unit] + c.choice] - own[offset_[c.unit] + out[c.unit]];
    out[c.unit] = c.choice;
    return sum;
  };
  // Values fall from bin to bin, so the first package that reaches the target is the best of those on the
  // grid. One that falls short may be nearer to the optimum once a single unit is changed.
  double mended = -std::numeric_limits<double>::infinity(), sum = target - 1;
  std::size_t mended_bin = 0, bin = first;
  Change mend;
  Way way;
  const std::span<const float> value = before(units_);
  for (; bin <= top_[units_] && value[bin] > -std::numeric_limits<float>::infinity(); ++bin) {
    sum = walk(bin);
    if (sum >= target) break;
    if (units_ > most_repaired) continue;
    const Change c = change(target - sum);
    if (!c.any() || worth() + c.gain <= mended) continue;
    mended = worth() + c.gain;
    mended_bin = bin;
    mend = c;
  }
  way.step(sum < target ? nothing : bin);
  if (sum < target) {
    std::copy(highest_.begin(), highest_.end(), out.begin());
    sum = highest_sum_;
  }
  if (sum >= target && mended > worth()) {
    sum = walk(mended_bin);
    sum = apply(mend, sum);
    way.step(mended_bin);
    way.step(mend);
  }
  // What the package has beyond the target is spent, on the change of a unit that gains most.
  while (sum > target) {
    const Change c = change(target - sum);
    if (c.gain <= rise) break;
    sum = apply(c, sum);
    way.step(c);
  }
  return way.mark();
}

}  // namespace parley

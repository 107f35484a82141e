#include "parley/preference/split_ranking.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

#include "parley/support/random.hpp"

namespace parley {

namespace {

constexpr double rounding = 1e-12;  // sums nearer than this are the same
constexpr std::uint32_t tie_purpose = 62;
constexpr double endless = std::numeric_limits<double>::infinity();

// A number from 0 to n - 1 that two places decide alone.
std::uint64_t fixed_draw(std::size_t a, std::size_t b, std::uint64_t n) {
  Stream draw({a, static_cast<std::uint32_t>(b), 0}, tie_purpose, 0, 0);
  return static_cast<std::uint64_t>(draw.uniform() * static_cast<double>(n));
}

// What a unit can add or take: the range of its parts.
double spread_of(std::span<const double> parts) {
  const auto [least, most] = std::minmax_element(parts.begin(), parts.end());
  return *most - *least;
}

}  // namespace

// The nearest of the pairs seen so far, and of those that tie one by a fixed draw.
class SplitRanking::Nearest {
 public:
  void see(double sum, double away, std::size_t first, std::size_t second, std::uint64_t packages) {
    if (away > away_ + rounding) return;
    if (away < away_ - rounding) packages_ = 0;
    away_ = std::min(away, away_);
    packages_ += packages;
    if (packages_ > packages && fixed_draw(first, second, packages_) >= packages) return;
    place_ = {sum, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(second)};
  }
  // One of the packages of the pair.
  std::optional<Place> place(const Sums& first, const Sums& second) const {
    if (away_ == endless) return std::nullopt;
    const std::uint64_t of_second = second.count(place_.second);
    const std::uint64_t all = first.count(place_.first) * of_second;
    const std::uint64_t pick = all > 1 ? fixed_draw(place_.second, place_.first, all) : 0;
    return Place{place_.sum, first.entry[first.start[place_.first] + pick / of_second],
                 second.entry[second.start[place_.second] + pick % of_second]};
  }

 private:
  Place place_;
  double away_ = endless;
  std::uint64_t packages_ = 0;
};

SplitRanking::Sums SplitRanking::in_order(std::span<const double> sums) {
  Sums s;
  s.entry.resize(sums.size());
  std::iota(s.entry.begin(), s.entry.end(), 0U);
  std::sort(s.entry.begin(), s.entry.end(),
            [&](std::uint32_t a, std::uint32_t b) { return sums[a] != sums[b] ? sums[a] < sums[b] : a < b; });
  for (std::uint32_t k = 0; k < s.entry.size(); ++k) {
    const double sum = sums[s.entry[k]];
    if (!s.sum.empty() && sum - s.sum.back() <= rounding) continue;
    s.sum.push_back(sum);
    s.start.push_back(k);
  }
  s.start.push_back(static_cast<std::uint32_t>(s.entry.size()));
  return s;
}

SplitRanking::SplitRanking(const Space& space, const Numbering& numbers, const Utility& utility,
                           std::size_t most) {
  const auto parts = utility.parts();
  const auto of = [&](std::size_t u) {
    return parts.subspan(space.offset(u) + numbers.first(u), numbers.choices(u));
  };
  // What weighs most goes into the first table, as far as there is room.
  std::vector<std::size_t> order;
  for (std::size_t u = 0; u < numbers.units(); ++u) {
    base_.push_back(numbers.first(u));
    if (numbers.choices(u) > 1) order.push_back(u);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return spread_of(of(a)) > spread_of(of(b)); });
  std::size_t combinations = 1;
  for (const std::size_t u : order) {
    const std::size_t n = numbers.choices(u);
    const bool fits = combinations * n <= most || units_first_.empty();
    if (fits) combinations *= n;
    (fits ? units_first_ : units_second_).push_back(u);
  }
  fill_first(space, numbers, parts);
  fill_second(space, numbers, parts);
}

void SplitRanking::fill_first(const Space& space, const Numbering& numbers, std::span<const double> parts) {
  // Units that are not numbered have one choice, which counts for all packages alike.
  double always = 0;
  for (std::size_t u = 0; u < numbers.units(); ++u)
    if (numbers.choices(u) == 1) always += parts[space.offset(u) + numbers.first(u)];
  std::vector<double> sums{always}, next;
  for (const std::size_t u : units_first_) {
    const std::size_t n = numbers.choices(u), from = space.offset(u) + numbers.first(u);
    choices_first_.push_back(n);
    next.clear();
    for (const double sum : sums)
      for (std::size_t c = 0; c < n; ++c) next.push_back(sum + parts[from + c]);
    std::swap(sums, next);
  }
  first_ = in_order(sums);
  const std::size_t n = first_.sum.size(), leading = std::bit_ceil(n);
  low_ = first_.sum.front();
  const double range = first_.sum.back() - low_;
  scale_ = range > 0 ? static_cast<double>(leading) / range : 0.0;
  index_.assign(leading + 1, static_cast<std::uint32_t>(n));
  const auto part = [&](double sum) {
    return std::min(leading - 1, static_cast<std::size_t>((sum - low_) * scale_));
  };
  for (std::size_t k = n; k-- > 0;) index_[part(first_.sum[k])] = static_cast<std::uint32_t>(k);
  for (std::size_t k = leading; k-- > 0;) index_[k] = std::min(index_[k], index_[k + 1]);
}

void SplitRanking::fill_second(const Space& space, const Numbering& numbers, std::span<const double> parts) {
  struct Joined {
    double sum = -endless;
    std::uint32_t before = 0;
    OptionIndex choice = 0;
    std::uint32_t tied = 0;
  };
  std::vector<double> sums{0.0};
  std::vector<OptionIndex> rows;
  std::vector<Joined> joined;
  std::size_t width = 0;
  for (const std::size_t u : units_second_) {
    const std::size_t n = numbers.choices(u), from = space.offset(u) + numbers.first(u);
    joined.clear();
    if (sums.size() * n <= most_second) {
      for (std::uint32_t b = 0; b < sums.size(); ++b)
        for (std::size_t c = 0; c < n; ++c)
          joined.push_back({sums[b] + parts[from + c], b, static_cast<OptionIndex>(c), 1});
    } else {
      const auto own = parts.subspan(from, n);
      const double low =
          *std::min_element(sums.begin(), sums.end()) + *std::min_element(own.begin(), own.end());
      const double high =
          *std::max_element(sums.begin(), sums.end()) + *std::max_element(own.begin(), own.end());
      const double scale = high > low ? static_cast<double>(most_second) / (high - low) : 0.0;
      joined.resize(most_second);
      for (std::uint32_t b = 0; b < sums.size(); ++b)
        for (std::size_t c = 0; c < n; ++c) {
          const double sum = sums[b] + own[c];
          Joined& kept = joined[std::min(most_second - 1, static_cast<std::size_t>((sum - low) * scale))];
          if (sum < kept.sum - rounding) continue;
          kept.tied = sum > kept.sum + rounding ? 1 : kept.tied + 1;
          if (kept.tied > 1 && fixed_draw(b, c, kept.tied) > 0) continue;
          kept = {sum, b, static_cast<OptionIndex>(c), kept.tied};
        }
      std::erase_if(joined, [](const Joined& j) { return j.tied == 0; });
    }
    std::vector<OptionIndex> longer;
    sums.clear();
    for (const Joined& j : joined) {
      sums.push_back(j.sum);
      const auto before = rows.begin() + static_cast<std::ptrdiff_t>(j.before * width);
      longer.insert(longer.end(), before, before + static_cast<std::ptrdiff_t>(width));
      longer.push_back(j.choice);
    }
    rows = std::move(longer);
    ++width;
  }
  second_ = in_order(sums);
  rows_ = std::move(rows);
}

std::size_t SplitRanking::bytes() const {
  const auto of = [](const Sums& s) {
    return sizeof(double) * s.sum.size() + sizeof(std::uint32_t) * (s.start.size() + s.entry.size());
  };
  return of(first_) + of(second_) + sizeof(OptionIndex) * rows_.size() +
         sizeof(std::uint32_t) * index_.size();
}

std::size_t SplitRanking::at_least(double sum) const {
  if (sum <= low_) return 0;
  const std::size_t last = index_.size() - 2;
  const auto k = static_cast<std::size_t>(std::min((sum - low_) * scale_, static_cast<double>(last)));
  const double* from = first_.sum.data() + index_[k];
  for (std::size_t n = index_[k + 1] - index_[k]; n > 0;) {
    const std::size_t half = n / 2;
    const bool less = from[half] < sum;
    from += less ? half + 1 : 0;
    n = less ? n - half - 1 : half;
  }
  return static_cast<std::size_t>(from - first_.sum.data());
}

SplitRanking::Around SplitRanking::around(double target) const {
  const double least = target - rounding;
  Nearest above, below;
  const double most = first_.sum.back();
  // Halves below this one fall short with every other half; of them the last comes nearest.
  const auto from = static_cast<std::size_t>(
      std::lower_bound(second_.sum.begin(), second_.sum.end(), least - most) - second_.sum.begin());
  for (std::size_t k = from > 0 ? from - 1 : 0; k < second_.sum.size(); ++k) {
    const double own = second_.sum[k];
    const std::size_t at = at_least(least - own);
    if (at < first_.sum.size()) {
      const double sum = first_.sum[at] + own;
      above.see(sum, sum - least, at, k, std::uint64_t{first_.count(at)} * second_.count(k));
    }
    if (at > 0) {
      const double sum = first_.sum[at - 1] + own;
      below.see(sum, least - sum, at - 1, k, std::uint64_t{first_.count(at - 1)} * second_.count(k));
    } else {
      break;  // larger halves only add to the least of the others
    }
  }
  return {above.place(first_, second_), below.place(first_, second_)};
}

SplitRanking::Place SplitRanking::best() const {
  Nearest top;
  top.see(first_.sum.back() + second_.sum.back(), 0, first_.sum.size() - 1, second_.sum.size() - 1,
          std::uint64_t{first_.count(first_.sum.size() - 1)} * second_.count(second_.sum.size() - 1));
  return *top.place(first_, second_);
}

void SplitRanking::package(const Place& place, std::span<OptionIndex> out) const {
  std::copy(base_.begin(), base_.end(), out.begin());
  std::uint32_t rest = place.first;
  for (std::size_t k = units_first_.size(); k-- > 0;) {
    const auto n = static_cast<std::uint32_t>(choices_first_[k]);
    out[units_first_[k]] = static_cast<OptionIndex>(out[units_first_[k]] + rest % n);
    rest /= n;
  }
  const std::size_t width = units_second_.size();
  for (std::size_t k = 0; k < width; ++k)
    out[units_second_[k]] = static_cast<OptionIndex>(out[units_second_[k]] + rows_[place.second * width + k]);
}

}  // namespace parley

#include "parley/bargaining/frequency.hpp"

#include <algorithm>

namespace parley {

namespace {

void count_choice(Frequency& heard, const Space& space, std::size_t unit, OptionIndex choice) {
  heard.count[space.offset(unit) + choice] += 1.0;
  if (heard.offers > 0 && heard.last[unit] == choice) heard.kept[unit] += 1.0;
  heard.last[unit] = choice;
}

}  // namespace

Frequency mind_before(const FrequencyModel&, const Space& space) {
  Frequency f;
  f.count.assign(space.table_size(), 0.0);
  f.last.assign(space.units(), 0);
  f.kept.assign(space.units(), 0.0);
  return f;
}

void Frequency::forget() {
  std::fill(count.begin(), count.end(), 0.0);
  std::fill(kept.begin(), kept.end(), 0.0);
  offers = 0;
  anything = false;
}

void Frequency::hear(const Space& space, PackageView offer, double) {
  for (std::size_t u = 0; u < offer.size(); ++u) count_choice(*this, space, u, offer[u]);
  ++offers;
  anything = true;
}

void Frequency::hear_on(const Space& space, PackageView offer, IssueId issue) {
  const std::size_t unit = space.unit_of(issue);
  count_choice(*this, space, unit, offer[unit]);
  ++offers;
  anything = true;
}

void Frequency::hear_closing(const Space& space, std::span<const std::uint8_t> allowed, IssueId issue,
                             OptionIndex option) {
  const std::size_t unit = space.unit_of(issue), from = space.offset(unit);
  double compatible = 0;
  for (std::size_t c = 0; c < space.choices(unit); ++c)
    compatible += space.option(c, issue) == option && allowed[from + c] != 0 ? 1.0 : 0.0;
  if (compatible <= 0) return;
  for (std::size_t c = 0; c < space.choices(unit); ++c)
    if (space.option(c, issue) == option && allowed[from + c] != 0) count[from + c] += 1.0 / compatible;
  anything = true;
}

void Frequency::hear_red_line(const Space& space, IssueId issue, OptionIndex option, double weight) {
  const std::size_t unit = space.unit_of(issue), from = space.offset(unit);
  double others = 0;
  for (std::size_t c = 0; c < space.choices(unit); ++c)
    others += space.option(c, issue) != option ? 1.0 : 0.0;
  for (std::size_t c = 0; c < space.choices(unit); ++c)
    if (space.option(c, issue) != option) count[from + c] += weight / others;
  kept[unit] += weight;
  anything = true;
}

void Frequency::add_wishes(const Space& space, const Utility&, const Utility&, double weight,
                           std::span<double> table) const {
  if (!anything) return;
  double total = 0;
  for (std::size_t u = 0; u < space.units(); ++u) total += 1.0 + kept[u];
  for (std::size_t u = 0; u < space.units(); ++u) {
    const std::size_t from = space.offset(u), to = from + space.choices(u);
    const double most = *std::max_element(count.begin() + static_cast<std::ptrdiff_t>(from),
                                          count.begin() + static_cast<std::ptrdiff_t>(to));
    if (most <= 0) continue;  // nothing heard of this unit
    const double importance = weight * (1.0 + kept[u]) / total;
    for (std::size_t c = from; c < to; ++c) table[c] += importance * count[c] / most;
  }
}

}  // namespace parley

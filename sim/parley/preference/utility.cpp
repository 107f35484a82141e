#include "parley/preference/utility.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

double option_value(const Scenario& scenario, const Party& party, IssueId issue, OptionIndex option) {
  const auto& [key, described] = scenario.issues[issue];
  if (const auto* values = party.values.find(key.id)) return (*values)[option].value;
  double ideal = 0;
  if (const auto* o = party.ideal.find(key.id)) ideal = o->index.value;
  if (!described.places.empty()) {
    const double at = described.places[static_cast<std::size_t>(ideal)];
    return 1.0 - std::fabs(described.places[option].value - at) / 100.0;
  }
  const double last = static_cast<double>(described.options.size()) - 1;
  const double reach = std::max(ideal, last - ideal);
  return reach > 0 ? 1.0 - std::fabs(option - ideal) / reach : 1.0;
}

Utility::Utility(const Space& space, const Scenario& scenario, const Party& party,
                 const ListBy<IssueId, std::vector<double>>* less)
    : parts_(space.table_size(), 0.0),
      best_(space.units(), 0),
      risk_(party.risk),
      whole_(1.0 - scalar_exp(-risk_)) {
  for (std::size_t u = 0; u < space.units(); ++u) offsets_.push_back(space.offset(u));
  double total = 0;
  for (const auto& [issue, weight] : party.weights) total += weight.value;
  empty_ = total <= 0;
  if (empty_) return;
  for (const auto& interaction : party.interactions) total += std::fabs(interaction.weight.value);
  if (std::fabs(total - 1.0) < 1e-12) total = 1.0;  // weights that sum to 1 but for rounding stay as written
  for (std::size_t u = 0; u < space.units(); ++u) {
    for (std::size_t c = 0; c < space.choices(u); ++c) {
      double part = 0;
      for (const IssueId i : space.issues_of(u)) {
        const Number* weight = party.weights.find(scenario.issues[i].key.id);
        if (weight != nullptr)
          part += weight->value / total * option_value(scenario, party, i, space.option(c, i));
        if (less != nullptr) part -= (*less)[i][space.option(c, i)] / total;
      }
      for (const auto& interaction : party.interactions) {
        const IssueId first = scenario.issues.position(interaction.when.rows[0].key.id);
        if (space.unit_of(first) != u) continue;
        bool counts = true;
        for (const auto& [issue, options] : interaction.when) {
          const OptionIndex o = space.option(c, scenario.issues.position(issue.id));
          counts = counts && std::any_of(options.begin(), options.end(),
                                         [&](const OptionRef& r) { return r.index.value == o; });
        }
        const double w = interaction.weight.value / total;
        part += w >= 0 ? (counts ? w : 0.0) : (counts ? 0.0 : -w);
      }
      parts_[space.offset(u) + c] = part;
      if (part > parts_[space.offset(u) + best_[u]]) best_[u] = static_cast<OptionIndex>(c);
    }
  }
  double least = 0;
  for (std::size_t u = 0; u < space.units(); ++u) {
    const auto from = parts_.begin() + static_cast<std::ptrdiff_t>(offsets_[u]);
    least += *std::min_element(from, from + static_cast<std::ptrdiff_t>(space.choices(u)));
  }
  worst_ = from_sum(least);
  clamped_ = least < 0;
}

double Utility::from_sum(double sum) const {
  const double u = unit(sum);
  if (std::fabs(risk_) < 1e-9) return u;
  return unit((1.0 - scalar_exp(-risk_ * u)) / whole_);
}

void Utility::tabulate(const Numbering& numbers, std::span<double> out) const {
  // The last units, up to a block of packages that fits a cache, are spread out to one number a package, so
  // that the innermost loop adds whole arrays. Every sum is formed from the first unit to the last.
  constexpr std::size_t most_block = 512, least_block = 16;
  std::size_t head = offsets_.size(), block = 1;
  while (head > 0 && block < least_block && block * numbers.choices(head - 1) <= most_block)
    block *= numbers.choices(--head);
  const std::size_t tail = offsets_.size() - head;
  std::vector<double> spread(tail * block);
  for (std::size_t k = 0, run = block; k < tail; ++k) {
    const std::size_t n = numbers.choices(head + k), from = offsets_[head + k] + numbers.first(head + k);
    run /= n;
    for (std::size_t t = 0; t < block; ++t) spread[k * block + t] = parts_[from + t / run % n];
  }
  std::vector<double> before(head + 1, 0.0);  // sums of the first units
  Package at(head, 0);
  std::size_t changed = 0;  // the first unit whose choice is new
  for (double* row = out.data(); row < out.data() + out.size(); row += block) {
    for (std::size_t u = changed; u < head; ++u)
      before[u + 1] = before[u] + parts_[offsets_[u] + numbers.first(u) + at[u]];
    const double start = before[head];
    if (tail == 2) {
      const double* const a = spread.data();
      const double* const b = a + block;
      for (std::size_t t = 0; t < block; ++t) row[t] = (start + a[t]) + b[t];
    } else {
      std::fill(row, row + block, start);
      for (std::size_t k = 0; k < tail; ++k)
        for (std::size_t t = 0; t < block; ++t) row[t] += spread[k * block + t];
    }
    changed = head;
    while (changed > 0) {
      --changed;
      if (++at[changed] < numbers.choices(changed)) break;
      at[changed] = 0;
    }
  }
  // Rounding keeps order, so that no sum exceeds that of the best package, or is below that of the worst.
  if (std::fabs(risk_) >= 1e-9 || sum(best_) > 1.0 || clamped_)
    for (double& u : out) u = from_sum(u);
}

double Utility::to_sum(double utility) const {
  if (std::fabs(risk_) < 1e-9) return utility;
  const double inside = 1.0 - utility * whole_;
  return inside <= 0 ? 1.0 : -scalar_log(inside) / risk_;
}

}  // namespace parley

#include "parley/study/figure_titles.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "parley/runs/modelled.hpp"
#include "parley/statistics/distributions.hpp"
#include "parley/study/store.hpp"
#include "parley/study/titles.hpp"
#include "parley/study/words.hpp"

namespace parley {

namespace {

// Points that a figure puts together: those of one value of a parameter, or of values from `low` to `high`.
struct Part {
  double low = 0, high = 0;
  std::vector<std::size_t> points;
};

constexpr std::size_t most_values = 15;  // a parameter with more is cut into parts

std::vector<Part> parts_of(const Sweep& sweep, std::size_t factor, std::size_t parts) {
  std::map<double, std::vector<std::size_t>> levels;
  for (std::size_t p = 0; p < sweep.points(); ++p) levels[sweep.value(p, factor)].push_back(p);
  const bool whole =
      levels.size() <= most_values || sweep.spec.factors[factor].kind == Factor::Kind::category;
  std::vector<Part> list;
  std::size_t placed = 0, last = 0;
  for (const auto& [value, points] : levels) {
    const std::size_t at = placed * parts / std::max<std::size_t>(1, sweep.points());
    if (list.empty() || whole || at != last) list.push_back({value, value, {}});
    list.back().high = value;
    list.back().points.insert(list.back().points.end(), points.begin(), points.end());
    last = at;
    placed += points.size();
  }
  return list;
}

// The mean of points. As wide as they differ (Student t), and at least as wide as their runs tell: points
// that happen to be alike are not for that known exactly. In a full grid the luck of the runs is all that is
// chance. Without bounds where nothing tells its error.
Interval mean_of(const Sweep& sweep, const PointMeans& means, const std::vector<std::size_t>& points) {
  double sum = 0, own = 0, squares = 0, n = 0;
  for (const auto p : points)
    if (std::isfinite(means.mean[p])) {
      sum += means.mean[p];
      own += means.error[p] * means.error[p];
      ++n;
    }
  if (n == 0) return not_known;
  const double mean = sum / n;
  for (const auto p : points)
    if (std::isfinite(means.mean[p])) squares += (means.mean[p] - mean) * (means.mean[p] - mean);
  double half = z95 * std::sqrt(own) / n;
  const double between = n > 1 ? student_t_bound(0.95, n - 1) * std::sqrt(squares / (n - 1) / n) : 0;
  if (std::isnan(half) || (half < between && !full_grid(sweep, means))) half = between;
  if (half == 0) half = std::numeric_limits<double>::infinity();
  return {mean, mean - half, mean + half};
}

bool clear_between(const Interval& more, const Interval& less, std::size_t looks) {
  return std::isfinite(more.low) && std::isfinite(less.low) &&
         clear_of_zero(difference_of(more, less, looks));
}

// Against the first part, the clear difference that is largest.
std::string shares_title(const Sweep& sweep, std::size_t factor, const std::vector<Part>& parts,
                         const std::vector<PointMeans>& endings) {
  const Factor& f = sweep.spec.factors[factor];
  if (f.unread) return fmt::format("No run looks at {}", f.name());
  const std::size_t looks = endings.size() * (parts.size() - 1);
  double most = 0;
  std::string words;
  for (const auto& ending : endings) {
    const Interval first = mean_of(sweep, ending, parts[0].points);
    for (std::size_t k = 1; k < parts.size(); ++k) {
      const Interval other = mean_of(sweep, ending, parts[k].points);
      const double size = std::fabs(other.share - first.share);
      if (!(size > most + 1e-9) || !clear_between(first, other, looks)) continue;
      most = size;
      words = fmt::format("{}{} of runs where {} is {}, {} where it is {}", headed(ending.output),
                          share_text(first.share), f.name(), values_text(f, parts[0].low, parts[0].high),
                          share_text(other.share), values_text(f, parts[k].low, parts[k].high));
    }
  }
  return words.empty() ? fmt::format("No difference in how runs end by {} is clear of chance", f.name())
                       : words;
}

std::string heatmap_title(const Sweep& sweep, std::array<std::size_t, 2> factors,
                          const std::array<std::vector<Part>, 2>& parts, const PointMeans& means) {
  struct Cell {
    const Part *one, *other;
    Interval mean;
  };
  const std::array<const Factor*, 2> f{&sweep.spec.factors[factors[0]], &sweep.spec.factors[factors[1]]};
  std::vector<Cell> cells;
  for (const auto& one : parts[0]) {
    std::vector<bool> in(sweep.points());
    for (const auto p : one.points) in[p] = true;
    for (const auto& other : parts[1]) {
      std::vector<std::size_t> both;
      for (const auto p : other.points)
        if (in[p]) both.push_back(p);
      const Interval mean = mean_of(sweep, means, both);
      if (mean.known()) cells.push_back({&one, &other, mean});
    }
  }
  const std::string head = headed(means.output);
  for (const Factor* one : f)
    if (one->unread) return head + fmt::format("no run looks at {}", one->name());
  if (cells.empty()) return head + "no run has it, so that nothing is known";
  const auto less = [](const Cell& a, const Cell& b) { return a.mean.share < b.mean.share; };
  const auto [worst, best] = std::minmax_element(cells.begin(), cells.end(), less);
  if (!clear_between(best->mean, worst->mean, cells.size() * (cells.size() - 1) / 2))
    return head + fmt::format("no difference by {} and {} is clear of chance", f[0]->name(), f[1]->name());
  const auto one = [&](const Cell& c) { return values_text(*f[0], c.one->low, c.one->high); };
  const auto other = [&](const Cell& c) { return values_text(*f[1], c.other->low, c.other->high); };
  return head + fmt::format("{} where {} is {} and {} is {}, {} where they are {} and {}",
                            amount(means.output, best->mean.share), f[0]->name(), one(*best), f[1]->name(),
                            other(*best), amount(means.output, worst->mean.share), one(*worst),
                            other(*worst));
}

// "0.4 0.55 0.7"; nothing for names.
template <class Parts>
Cell cuts(const Factor& factor, const Parts& parts) {
  if (factor.kind == Factor::Kind::category) return {};
  std::string out;
  for (const auto& part : parts) out += fmt::format("{}{}", out.empty() ? "" : " ", part.high);
  return out;
}

}  // namespace

Columns figure_title_columns() {
  constexpr auto text = Column::Kind::text;
  return {{"figure", text},     {"output", text}, {"parameter", text}, {"with", text},      {"parts", text},
          {"with_parts", text}, {"title", text},  {"words", text},     {"with_words", text}};
}

std::vector<Row> figure_title_rows(Store& store, const Sweep& sweep,
                                   const std::vector<std::string>& outputs) {
  std::vector<Row> rows;
  const auto& factors = sweep.spec.factors;
  const auto add = [&](const char* figure, Cell output, std::size_t k, Cell parts, std::string title,
                       std::optional<std::size_t> with = std::nullopt, Cell with_parts = {}) {
    rows.push_back({std::string(figure), std::move(output), factors[k].path,
                    with ? Cell(factors[*with].path) : Cell(), std::move(parts), std::move(with_parts),
                    std::move(title), factors[k].name(), with ? Cell(factors[*with].name()) : Cell()});
  };
  const auto endings =
      results_of(store, sweep.points(), outputs_wanted(sweep, {ending_names.begin(), ending_names.end()}));
  for (std::size_t k = 0; k < factors.size(); ++k) {
    const auto parts = parts_of(sweep, k, 6);
    if (parts.size() > 1)
      add("shares", {}, k, cuts(factors[k], parts), shares_title(sweep, k, parts, endings.means));
  }
  if (models_truces(sweep.central))
    for (std::size_t k = 0; k < factors.size(); ++k)
      if (const auto s = survival_by(endings.truces, sweep, k))
        add("survival", {}, k, cuts(factors[k], s->groups), survival_title(sweep, *s));
  const auto shown = results_of(store, sweep.points(), outputs_wanted(sweep, outputs));
  for (const auto& means : shown.means)
    for (std::size_t j = 0; j < factors.size(); ++j)
      for (std::size_t k = 0; k < factors.size(); ++k) {
        if (j == k) continue;
        const std::array<std::vector<Part>, 2> parts{parts_of(sweep, j, 5), parts_of(sweep, k, 5)};
        add("heatmap", means.output.name, j, cuts(factors[j], parts[0]),
            heatmap_title(sweep, {j, k}, parts, means), k, cuts(factors[k], parts[1]));
      }
  return rows;
}

}  // namespace parley

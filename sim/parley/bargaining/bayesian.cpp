#include "parley/bargaining/bayesian.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr std::size_t levels = 8, most_shapes = 33;
constexpr double closing_strength = 0.5;  // how much a settled option says of a party's wishes there

double importance(std::size_t level) { return (static_cast<double>(level) + 1.0) / levels; }

// The options that a shape may peak at: all, or an even choice of most_shapes.
double peak(std::size_t shape, std::size_t shapes, std::size_t options) {
  return shapes < 2
             ? 0.0
             : std::floor(static_cast<double>(shape * (options - 1)) / static_cast<double>(shapes - 1));
}

double value(double top, std::size_t options, double option) {
  const double last = static_cast<double>(options) - 1, reach = std::max(top, last - top);
  return reach > 0 ? 1.0 - std::fabs(option - top) / reach : 1.0;
}

}  // namespace

Belief mind_before(const BayesianModel& model, const Space& space) {
  Belief b;
  b.concession = model.concession;
  b.spread = model.spread;
  for (const IssueId i : space.issues()) {
    Belief::Issue issue;
    issue.options = space.options(i);
    issue.shapes = std::min(issue.options, most_shapes);
    issue.from = b.chance.size();
    issue.value_from = b.expected.size();
    b.chance.resize(issue.from + levels * issue.shapes);
    b.expected.resize(issue.value_from + issue.options);
    b.issues.push_back(issue);
  }
  b.forget();
  return b;
}

void Belief::forget() {
  anything = false;
  for (Issue& i : issues) {
    const std::size_t hypotheses = levels * i.shapes;
    std::fill_n(chance.begin() + static_cast<std::ptrdiff_t>(i.from), hypotheses,
                1.0 / static_cast<double>(hypotheses));
    expect(i);
  }
}

// Expected importance and expected importance times value of each option.
void Belief::expect(Issue& i) {
  i.weight = 0;
  double* const out = expected.data() + i.value_from;
  std::fill_n(out, i.options, 0.0);
  for (std::size_t s = 0; s < i.shapes; ++s) {
    double mass = 0;
    for (std::size_t l = 0; l < levels; ++l) mass += importance(l) * chance[i.from + s * levels + l];
    i.weight += mass;
    const double top = peak(s, i.shapes, i.options);
    for (std::size_t o = 0; o < i.options; ++o)
      out[o] += mass * value(top, i.options, static_cast<double>(o));
  }
}

void Belief::hear(const Space& space, PackageView offer, double time) {
  const double awaited = 1.0 - concession * time;
  double weight = 0, worth = 0;
  for (const IssueId i : issues.ids()) {
    if (space.open_options(i) < 2) continue;
    weight += issues[i].weight;
    worth += expected[issues[i].value_from + space.option(offer, i)];
  }
  if (weight <= 0) return;
  anything = true;
  const double precision = 1.0 / (2.0 * spread * spread);
  // All issues are judged by what was expected before this offer.
  for (const IssueId i : issues.ids()) {
    if (space.open_options(i) < 2) continue;
    Belief::Issue& issue = issues[i];
    const OptionIndex option = space.option(offer, i);
    const double others = weight - issue.weight,
                 worth_of_others = worth - expected[issue.value_from + option];
    double total = 0;
    for (std::size_t s = 0; s < issue.shapes; ++s) {
      const double v =
          value(peak(s, issue.shapes, issue.options), issue.options, static_cast<double>(option));
      for (std::size_t l = 0; l < levels; ++l) {
        const double w = importance(l);
        const double miss = (worth_of_others + w * v) / (others + w) - awaited;
        double& p = chance[issue.from + s * levels + l];
        p = std::max(1e-12, p * scalar_exp(-miss * miss * precision));
        total += p;
      }
    }
    for (std::size_t h = 0; h < levels * issue.shapes; ++h) chance[issue.from + h] /= total;
  }
  for (Belief::Issue& issue : issues) expect(issue);
}

void Belief::lean(IssueId i, OptionIndex option, double strength) {
  Belief::Issue& issue = issues[i];
  anything = true;
  double total = 0;
  for (std::size_t s = 0; s < issue.shapes; ++s) {
    const double v = value(peak(s, issue.shapes, issue.options), issue.options, static_cast<double>(option));
    for (std::size_t l = 0; l < levels; ++l) {
      double& p = chance[issue.from + s * levels + l];
      p *= std::max(1e-6, 1.0 + strength * (2.0 * v - 1.0));
      total += p;
    }
  }
  for (std::size_t h = 0; h < levels * issue.shapes; ++h) chance[issue.from + h] /= total;
  expect(issue);
}

void Belief::hear_on(const Space& space, PackageView offer, IssueId issue) {
  lean(issue, space.option(offer, issue), closing_strength);
}

void Belief::hear_closing(const Space&, std::span<const std::uint8_t>, IssueId issue, OptionIndex option) {
  lean(issue, option, closing_strength);
}

void Belief::hear_red_line(const Space&, IssueId issue, OptionIndex option, double weight) {
  lean(issue, option, -weight);
}

void Belief::add_wishes(const Space& space, const Utility&, const Utility&, double weight,
                        std::span<double> table) const {
  if (!anything) return;
  double total = 0;
  for (const IssueId i : issues.ids())
    if (space.open_options(i) > 1) total += issues[i].weight;
  if (total <= 0) return;
  for (std::size_t u = 0; u < space.units(); ++u)
    for (const IssueId i : space.issues_of(u)) {
      if (space.open_options(i) < 2) continue;
      const double* const worth = expected.data() + issues[i].value_from;
      for (std::size_t c = 0; c < space.choices(u); ++c)
        table[space.offset(u) + c] += weight / total * worth[space.option(c, i)];
    }
}

}  // namespace parley

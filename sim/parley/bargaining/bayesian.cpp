// Which preferences explain best what a party has offered?
//
// Hindriks & Tykhonov (2008), in the form that scales: issues are learned apart from one another. A
// hypothesis about an issue is a pair of an importance, one of `levels` evenly spaced ones (their ranks), and
// a shape, the option liked best with value falling evenly to 0 at the farthest one (their uphill, downhill
// and triangular functions). All are equally likely at first. An offer b heard at relative time t is expected
// to be worth
//   u'(t) = 1 - concession x t
// to the party that makes it; a hypothesis h about issue i, with what is expected of the other issues, makes
// it worth u_h(b), and
//   P(h | b) ~ P(h) exp(-(u_h(b) - u'(t))^2 / (2 spread^2)).
// Interactions of the other party are not modelled. Parameters: concession, spread.
// An option that technical teams closed on counts as liked, one behind a red line as disliked:
// P(h) x (1 + strength (2 v_h(option) - 1)), strength in (-1, 1).

#include <algorithm>
#include <cmath>

#include "parley/bargaining/opponent_model.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr std::size_t levels = 8, most_shapes = 33;

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

Belief belief_before(const Space& space) {
  Belief b;
  for (std::size_t i = 0; i < space.issues(); ++i) {
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

void learn(const Space& space, Belief& b, PackageView offer, double expected, double spread) {
  double weight = 0, worth = 0;
  for (std::size_t i = 0; i < b.issues.size(); ++i) {
    if (space.open_options(i) < 2) continue;
    weight += b.issues[i].weight;
    worth += b.expected[b.issues[i].value_from + space.option(offer, i)];
  }
  if (weight <= 0) return;
  b.anything = true;
  const double precision = 1.0 / (2.0 * spread * spread);
  // All issues are judged by what was expected before this offer.
  for (std::size_t i = 0; i < b.issues.size(); ++i) {
    if (space.open_options(i) < 2) continue;
    Belief::Issue& issue = b.issues[i];
    const OptionIndex option = space.option(offer, i);
    const double others = weight - issue.weight,
                 worth_of_others = worth - b.expected[issue.value_from + option];
    double total = 0;
    for (std::size_t s = 0; s < issue.shapes; ++s) {
      const double v =
          value(peak(s, issue.shapes, issue.options), issue.options, static_cast<double>(option));
      for (std::size_t l = 0; l < levels; ++l) {
        const double w = importance(l);
        const double miss = (worth_of_others + w * v) / (others + w) - expected;
        double& p = b.chance[issue.from + s * levels + l];
        p = std::max(1e-12, p * scalar_exp(-miss * miss * precision));
        total += p;
      }
    }
    for (std::size_t h = 0; h < levels * issue.shapes; ++h) b.chance[issue.from + h] /= total;
  }
  for (Belief::Issue& issue : b.issues) b.expect(issue);
}

void learn(Belief& b, std::size_t i, OptionIndex option, double strength) {
  Belief::Issue& issue = b.issues[i];
  b.anything = true;
  double total = 0;
  for (std::size_t s = 0; s < issue.shapes; ++s) {
    const double v = value(peak(s, issue.shapes, issue.options), issue.options, static_cast<double>(option));
    for (std::size_t l = 0; l < levels; ++l) {
      double& p = b.chance[issue.from + s * levels + l];
      p *= std::max(1e-6, 1.0 + strength * (2.0 * v - 1.0));
      total += p;
    }
  }
  for (std::size_t h = 0; h < levels * issue.shapes; ++h) b.chance[issue.from + h] /= total;
  b.expect(issue);
}

void add_estimate(const Space& space, const Belief& b, double weight, std::span<double> objective) {
  if (!b.anything) return;
  double total = 0;
  for (std::size_t i = 0; i < b.issues.size(); ++i)
    if (space.open_options(i) > 1) total += b.issues[i].weight;
  if (total <= 0) return;
  for (std::size_t u = 0; u < space.units(); ++u)
    for (const std::size_t i : space.issues_of(u)) {
      if (space.open_options(i) < 2) continue;
      const double* const expected = b.expected.data() + b.issues[i].value_from;
      for (std::size_t c = 0; c < space.choices(u); ++c)
        objective[space.offset(u) + c] += weight / total * expected[space.option(c, i)];
    }
}

}  // namespace parley

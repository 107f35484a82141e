// Which package is best for a proposer while its partners get their thresholds?  See equilibrium.hpp.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "parley/bargaining/equilibrium.hpp"
#include "parley/preference/solutions.hpp"

namespace parley {

namespace {

constexpr double slack = 1e-12;
constexpr long search_limit = 300'000;

// The step on which all of a party's sums lie; 0 where it is too fine to matter.
double step_of(std::span<const double> parts) {
  double step = 0;
  for (double part : parts) {
    double a = std::max(step, part), b = std::min(step, part);
    while (b > 1e-11) {
      const double rest = std::fmod(a, b);
      a = b;
      b = rest > b - 1e-11 ? 0.0 : rest;
    }
    step = a;
  }
  return step > 1e-9 ? step : 0.0;
}

// Depth-first over units, the largest first, bounded by the proposer's sum at the partners' shadow prices.
class Search {
 public:
  Search(const Space& space, std::span<const Utility* const> parties, std::size_t proposer,
         std::span<const std::uint8_t> partner, std::span<const double> threshold)
      : space_(space), own_(parties[proposer]->parts()), current_(space.units(), 0), best_(space.units(), 0) {
    std::vector<double> need(parties.size(), -std::numeric_limits<double>::infinity());
    for (std::size_t k = 0; k < parties.size(); ++k) {
      if (k == proposer || partner[k] == 0) continue;
      const auto parts = parties[k]->parts();
      double target = parties[k]->to_sum(threshold[k] - equilibrium_slack);
      if (const double step = step_of(parts); step > 0) target = std::ceil(target / step) * step - slack;
      need[k] = target;
      partners_.push_back({parts, target, 0.0, {}, {}});
    }
    const Frontier::Best root = Frontier(space, parties).best(proposer, need);
    bound_ = root.value;
    std::size_t at = 0;
    for (std::size_t k = 0; k < parties.size(); ++k)
      if (k != proposer && partner[k] != 0) partners_[at++].price = root.price[k];
    arrange();
  }

  bool run(Package& out) {
    std::vector<double> got(partners_.size(), 0.0);
    visit(0, 0.0, 0.0, got);
    if (found_) out = best_;
    return found_;
  }

 private:
  struct Partner {
    std::span<const double> parts;
    double need = 0, price = 0;
    std::vector<double> rest_most, rest_least;  // by depth: of the units not yet settled
  };

  double priced(std::size_t choice) const {
    double total = own_[choice];
    for (const Partner& p : partners_) total += p.price * p.parts[choice];
    return total;
  }

  void arrange() {
    const std::size_t units = space_.units();
    order_.resize(units);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::vector<double> spread(units, 0.0);
    for (std::size_t u = 0; u < units; ++u) {
      const auto widen = [&](std::span<const double> parts) {
        const auto from = parts.subspan(space_.offset(u), space_.choices(u));
        spread[u] = std::max(spread[u], *std::max_element(from.begin(), from.end()) -
                                            *std::min_element(from.begin(), from.end()));
      };
      widen(own_);
      for (const Partner& p : partners_) widen(p.parts);
    }
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return spread[a] > spread[b]; });
    rest_priced_.assign(units + 1, 0.0);
    for (Partner& p : partners_) {
      p.rest_most.assign(units + 1, 0.0);
      p.rest_least.assign(units + 1, 0.0);
    }
    for (std::size_t d = units; d-- > 0;) {
      const std::size_t from = space_.offset(order_[d]), count = space_.choices(order_[d]);
      double most = -std::numeric_limits<double>::infinity();
      for (std::size_t c = from; c < from + count; ++c) most = std::max(most, priced(c));
      rest_priced_[d] = rest_priced_[d + 1] + most;
      for (Partner& p : partners_) {
        const auto parts = p.parts.subspan(from, count);
        p.rest_most[d] = p.rest_most[d + 1] + *std::max_element(parts.begin(), parts.end());
        p.rest_least[d] = p.rest_least[d + 1] + *std::min_element(parts.begin(), parts.end());
      }
    }
  }

  void visit(std::size_t depth, double own, double total_priced, const std::vector<double>& got) {
    if (done_ || ++steps_ > search_limit) {
      done_ = true;
      return;
    }
    double bound = total_priced + rest_priced_[depth];
    for (std::size_t k = 0; k < partners_.size(); ++k) {
      const Partner& p = partners_[k];
      if (got[k] + p.rest_most[depth] < p.need) return;
      bound -= p.price * std::max(p.need, got[k] + p.rest_least[depth]);
    }
    if (found_ && bound <= value_ + slack) return;
    if (depth == order_.size()) {
      found_ = true;
      value_ = own;
      best_ = current_;
      done_ = value_ >= bound_ - slack;
      return;
    }
    // What costs least at the shadow prices first; among equals what fills the largest need without excess.
    const std::size_t unit = order_[depth], from = space_.offset(unit);
    struct Next {
      OptionIndex choice;
      double bound, fills;
    };
    std::vector<Next> next;
    for (std::size_t c = 0; c < space_.choices(unit); ++c) {
      Next n{static_cast<OptionIndex>(c), priced(from + c), 0.0};
      for (std::size_t k = 0; k < partners_.size(); ++k) {
        const Partner& p = partners_[k];
        const double part = p.parts[from + c],
                     open = std::max(0.0, p.need - got[k] - p.rest_least[depth + 1]);
        n.bound -= p.price * std::max(0.0, part - open);
        n.fills += std::min(part, open) * open;
      }
      next.push_back(n);
    }
    std::stable_sort(next.begin(), next.end(), [](const Next& a, const Next& b) {
      if (std::fabs(a.bound - b.bound) > 1e-11) return a.bound > b.bound;
      return a.fills > b.fills;
    });
    std::vector<double> sums(partners_.size());
    for (const Next& n : next) {
      current_[unit] = n.choice;
      for (std::size_t k = 0; k < partners_.size(); ++k)
        sums[k] = got[k] + partners_[k].parts[from + n.choice];
      visit(depth + 1, own + own_[from + n.choice], total_priced + priced(from + n.choice), sums);
      if (done_) return;
    }
  }

  const Space& space_;
  std::span<const double> own_;
  std::vector<Partner> partners_;
  std::vector<std::size_t> order_;
  std::vector<double> rest_priced_;
  Package current_, best_;
  double bound_ = 0, value_ = 0;
  long steps_ = 0;
  bool found_ = false, done_ = false;
};

}  // namespace

bool best_package(const Space& space, std::span<const Utility* const> parties, std::size_t proposer,
                  std::span<const std::uint8_t> partner, std::span<const double> threshold, Package& out) {
  if (space.size() > exact_limit) return Search(space, parties, proposer, partner, threshold).run(out);
  bool found = false;
  double most = 0;
  Package package = space.first();
  do {
    const double own = (*parties[proposer])(package);
    if (found && own <= most + slack) continue;
    bool accepted = true;
    for (std::size_t k = 0; k < parties.size() && accepted; ++k)
      accepted =
          k == proposer || partner[k] == 0 || (*parties[k])(package) >= threshold[k] - equilibrium_slack;
    if (!accepted) continue;
    found = true;
    most = own;
    out = package;
  } while (space.next(package));
  return found;
}

}  // namespace parley

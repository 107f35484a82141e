#include "parley/bargaining/equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/bargaining/protocols.hpp"
#include "parley/bargaining/waiting.hpp"
#include "parley/support/linear.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

using Values = std::vector<double>;
constexpr double none = -std::numeric_limits<double>::infinity();

double to_scale(const BargainingGame& g, std::size_t i, double u) {
  return g.to_scale ? g.to_scale(i, u) : u;
}
double to_utility(const BargainingGame& g, std::size_t i, double s) {
  return g.to_utility && s >= 0 ? g.to_utility(i, s) : s;
}

struct Offer {
  double value = 0;  // utility to its proposer; far below 0 where the others cannot have so much
  Values utilities;
};

// The best that i can do while all j with partner[j] != 0 get x[j].
Offer best_offer(const BargainingGame& g, std::size_t i, std::span<const std::uint8_t> partner,
                 const Values& x) {
  Values need(x.size(), none);
  for (std::size_t j = 0; j < x.size(); ++j)
    if (j != i && partner[j] != 0) need[j] = to_scale(g, j, x[j]);
  const Frontier::Best best = g.frontier.best(i, need);
  Offer offer{to_utility(g, i, best.value), {}};
  for (std::size_t j = 0; j < x.size(); ++j) offer.utilities.push_back(to_utility(g, j, best.values[j]));
  return offer;
}

double threshold(const BargainingGame& g, std::size_t i, double value) {
  return g.reservation[i] + g.factor[i] * (value - g.reservation[i]);
}

Eigen::Index at(std::size_t i) { return static_cast<Eigen::Index>(i); }

double largest(const Values& v) {
  double most = 0;
  for (const double x : v) most = std::max(most, std::fabs(x));
  return most;
}

// x = map(x), by Newton's method with differences of size h; steps are halved until they help.
template <class Map>
bool fixed_point(const Map& map, Values& x, double h) {
  const std::size_t n = x.size();
  const auto residual = [&](const Values& where) {
    Values f = map(where);
    for (std::size_t i = 0; i < n; ++i) f[i] -= where[i];
    return f;
  };
  Values f = residual(x);
  for (int iteration = 0; iteration < 80; ++iteration) {
    if (largest(f) < 1e-15) return true;
    Matrix jacobian(at(n), at(n));
    Vector right(at(n));
    for (std::size_t c = 0; c < n; ++c) {
      Values moved = x;
      moved[c] += h;
      const Values g = residual(moved);
      for (std::size_t r = 0; r < n; ++r) jacobian(at(r), at(c)) = (g[r] - f[r]) / h;
      right(at(c)) = -f[c];
    }
    const Eigen::FullPivLU<Matrix> lu(jacobian);
    if (!lu.isInvertible()) return false;
    const Vector solved = lu.solve(right);
    const Values step(solved.begin(), solved.end());
    if (largest(step) < 1e-10) return true;
    double length = 1;
    for (int halvings = 0;; ++halvings, length *= 0.5) {
      Values trial = x;
      for (std::size_t i = 0; i < n; ++i) trial[i] += length * step[i];
      Values g = residual(trial);
      if (largest(g) < largest(f) * (1 - 1e-4 * length) || (halvings == 0 && largest(step) < 1e-8)) {
        x = std::move(trial);
        f = std::move(g);
        break;
      }
      if (halvings == 30) return largest(f) < 1e-12;
    }
  }
  return false;
}

const char* const not_found = "no equilibrium was found: its equations did not settle";

}  // namespace

Equilibrium alternating_equilibrium(const BargainingGame& g) {
  const std::size_t n = g.reservation.size();
  const std::vector<std::uint8_t> all(n, 1);
  Equilibrium e;
  Values x = g.reservation;
  for (std::size_t i = 0; i < n; ++i)
    e.agreement = e.agreement && best_offer(g, i, all, x).value >= g.reservation[i] - 1e-9;
  if (e.agreement) {
    if (n == 2) {
      // Turning the second party's threshold into what it would then propose falls against it: one root.
      const auto reply = [&](std::size_t i, double other) {
        Values at = x;
        at[1 - i] = other;
        return threshold(g, i, best_offer(g, i, all, at).value);
      };
      double low = g.reservation[1], high = best_offer(g, 1, all, g.reservation).value;
      for (int k = 0; k < 100 && high > low; ++k) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (reply(1, reply(0, middle)) > middle ? low : high) = middle;
      }
      x[1] = 0.5 * (low + high);
      x[0] = reply(0, x[1]);
    } else {
      // From impatience to what was asked for: each step starts where the last one ended.
      double reached = 0, step = 1;
      while (reached < 1) {
        const double share = std::min(1.0, reached + step);
        Values trial = x;
        const auto map = [&](const Values& at) {
          Values next(n);
          for (std::size_t i = 0; i < n; ++i)
            next[i] =
                g.reservation[i] + share * g.factor[i] * (best_offer(g, i, all, at).value - g.reservation[i]);
          return next;
        };
        if (fixed_point(map, trial, 1e-7)) {
          x = trial;
          reached = share;
        } else if ((step *= 0.5) < 1e-3) {
          e.problem = not_found;
          return e;
        }
      }
    }
  }
  e.threshold = x;
  for (std::size_t i = 0; i < n; ++i) {
    Offer offer = best_offer(g, i, all, x);
    e.value.push_back(e.agreement ? offer.value : g.reservation[i]);
    e.offers.push_back({{1.0, all, std::move(offer.utilities)}});
  }
  return e;
}

Equilibrium drawn_equilibrium(const BargainingGame& g, const Voting& voting) {
  const std::size_t n = g.reservation.size();
  Equilibrium e;
  if (n > 10) {
    e.problem = "equilibrium bidding under random_proposer takes at most 10 parties";
    return e;
  }
  // By proposer: the winning coalitions that lose by any partner's no.
  std::vector<std::vector<std::vector<std::uint8_t>>> coalitions(n);
  const auto wins = [&](unsigned set) {
    double yes = 0;
    for (std::size_t j = 0; j < n; ++j) {
      if ((set >> j & 1U) != 0)
        yes += voting.votes[j];
      else if (voting.veto[j] != 0)
        return false;
    }
    return voting.passes(yes);
  };
  for (std::size_t i = 0; i < n; ++i) {
    for (unsigned set = 0; set < (1U << n); ++set) {
      if ((set >> i & 1U) == 0 || !wins(set)) continue;
      bool least = true;
      for (std::size_t j = 0; j < n; ++j)
        if (j != i && (set >> j & 1U) != 0 && wins(set & ~(1U << j))) least = false;
      if (!least) continue;
      coalitions[i].emplace_back();
      for (std::size_t j = 0; j < n; ++j) coalitions[i].back().push_back((set >> j & 1U) != 0 ? 1 : 0);
    }
  }
  // Offers of proposer i at thresholds x, drawn by how much each leaves to i: the more sharply, the smaller
  // `noise`.
  const auto offers_of = [&](std::size_t i, const Values& x, double noise) {
    std::vector<EquilibriumOffer> list;
    Values left;
    for (const auto& partners : coalitions[i]) {
      Offer offer = best_offer(g, i, partners, x);
      left.push_back(offer.value);
      list.push_back({1.0, partners, std::move(offer.utilities)});
    }
    const double most = *std::max_element(left.begin(), left.end());
    double total = 0;
    for (std::size_t c = 0; c < list.size(); ++c)
      total += list[c].chance = scalar_exp((left[c] - most) / noise);
    for (auto& offer : list) offer.chance /= total;
    return list;
  };
  const auto thresholds = [&](const Values& v) {
    Values x(n);
    for (std::size_t i = 0; i < n; ++i) x[i] = threshold(g, i, v[i]);
    return x;
  };
  for (std::size_t i = 0; i < n; ++i) {
    double most = none;
    for (const auto& partners : coalitions[i])
      most = std::max(most, best_offer(g, i, partners, g.reservation).value);
    e.agreement = e.agreement && most >= g.reservation[i] - 1e-9;
  }
  Values v = g.reservation;
  double noise = 0.3;
  if (e.agreement) {
    constexpr double least_noise = 1e-8;
    for (;; noise = std::max(least_noise, noise * 0.4)) {
      const auto map = [&](const Values& at) {
        Values next(n, 0.0);
        const Values x = thresholds(at);
        for (std::size_t i = 0; i < n; ++i) {
          if (voting.recognition[i] <= 0) continue;
          for (const EquilibriumOffer& offer : offers_of(i, x, noise))
            for (std::size_t j = 0; j < n; ++j)
              next[j] += voting.recognition[i] * offer.chance * offer.utilities[j];
        }
        return next;
      };
      if (!fixed_point(map, v, std::min(1e-7, noise * 0.01))) {
        e.problem = not_found;
        return e;
      }
      if (noise <= least_noise) break;
    }
  }
  e.value = v;
  e.threshold = thresholds(v);
  for (std::size_t i = 0; i < n; ++i) {
    e.offers.push_back(offers_of(i, e.threshold, noise));
    std::erase_if(e.offers.back(), [](const EquilibriumOffer& offer) { return offer.chance < 1e-6; });
  }
  return e;
}

BargainingGame game_of(const Scenario& s, const Space& space, SpanBy<PartyId, const Utility> utilities,
                       std::span<const PartyId> principals) {
  std::vector<const Utility*> parties;
  BargainingGame g{Frontier(std::vector<std::vector<double>>{}), {}, {}};
  const double goes_on = 1.0 - habits_of(s.talks.protocol).breakdown;
  bool neutral = true;
  for (const PartyId p : principals) {
    const Party& party = s.parties[p].value;
    parties.push_back(&utilities[p]);
    g.reservation.push_back(party.reservation);
    g.factor.push_back(party.discount * goes_on);
    neutral = neutral && std::fabs(party.risk) < 1e-9;
  }
  if (!neutral && space.size() <= lottery_limit) {
    std::vector<std::vector<double>> points;
    Package package = space.first();
    do {
      points.emplace_back();
      for (const Utility* u : parties) points.back().push_back((*u)(package));
    } while (space.next(package));
    g.frontier = Frontier(std::move(points));
    return g;
  }
  g.frontier = Frontier(space, parties);
  if (!neutral) {
    g.to_scale = [parties](std::size_t i, double u) { return parties[i]->to_sum(u); };
    g.to_utility = [parties](std::size_t i, double sum) { return parties[i]->from_sum(sum); };
  }
  return g;
}

Equilibrium no_solution() {
  Equilibrium e;
  e.problem = "no equilibrium is known under this protocol";
  return e;
}

Equilibrium equilibrium_of(const Scenario& s, const BargainingGame& game, const Voting& voting) {
  return std::visit([&](const auto& protocol) { return solution(protocol, game, voting); }, s.talks.protocol);
}

std::string equilibrium_refusal(const Scenario& s) {
  const Seating seats = seating_of(s.talks.protocol, s);
  const auto plays = [&](PartyId p) { return needs_of(s.parties[p].value.strategy.bidding).equilibrium; };
  if (std::none_of(seats.principals.begin(), seats.principals.end(), plays)) return {};
  const Space space(s);
  ListBy<PartyId, Utility> utilities;
  for (const auto& [key, party] : s.parties) utilities.push_back(utility_at_table(space, s, party));
  return equilibrium_of(s, game_of(s, space, utilities, seats.principals), seats.voting).problem;
}

}  // namespace parley

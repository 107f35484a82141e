#include "parley/questions/analysis/analysis.hpp"

#include <algorithm>
#include <bit>

#include "parley/bargaining/waiting.hpp"
#include "parley/preference/visit.hpp"
#include "parley/questions/analysis/deal_search.hpp"
#include "parley/support/random.hpp"

namespace parley {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
// Above this many units a random package is dear: fewer are drawn.
constexpr std::size_t many_units = 50;
constexpr std::size_t frontier_draws = 4000;

std::size_t draws(const Space& space) { return space.units() > many_units ? samples / 10 : samples; }

// Calls see(package, utilities) for every package, or for random ones; returns how many it saw.
template <class See>
double visit_packages(const Space& space, std::span<const Utility* const> parties, See see) {
  if (space.size() <= enumerable) {
    visit_all(space, parties, see);
    return space.size();
  }
  Package package = space.first();
  std::vector<double> worth(parties.size());
  Stream luck({1, 0, 0}, 63, 0, 0);
  for (std::size_t n = 0; n < draws(space); ++n) {
    for (std::size_t u = 0; u < space.units(); ++u)
      package[u] = static_cast<OptionIndex>(luck.below(static_cast<std::uint32_t>(space.choices(u))));
    for (std::size_t i = 0; i < parties.size(); ++i) worth[i] = (*parties[i])(package);
    see(std::as_const(package), std::span<const double>(worth));
  }
  return static_cast<double>(draws(space));
}

// Everything that is gathered package by package.
class Survey {
 public:
  explicit Survey(Consents& consents)
      : consents_(consents),
        n_(consents.signers()),
        growing(n_, 0.0),
        masks(n_ <= most_in_sets ? std::size_t{1} << n_ : 0, 0.0) {
    for (std::size_t i = 0; i < n_; ++i) stakes.push_back({consents.parties()[i], -1, 2, 0, {}, {}});
  }

  void see(const Package& package, std::span<const double> worth) {
    consents_.look(worth);
    const std::vector<double>& lacking = consents_.lacking();
    std::size_t refuse = 0, first = n_;
    double total = 0;
    for (std::size_t i = n_; i-- > 0;) {
      if (lacking[i] <= 0) continue;
      total += lacking[i];
      first = i;
      if (!masks.empty()) refuse |= std::size_t{1} << i;
    }
    for (std::size_t k = 0; k < first; ++k) growing[k] += 1;
    if (!masks.empty()) masks[refuse] += 1;
    consider(package, worth, total);
  }

  // The same for a package found by search: it counts for nothing but what it is worth.
  void consider(const Package& package, std::span<const double> worth, double total) {
    if (total < opening.total) {
      opening.total = total;
      opening.package = package;
    }
    if (total > 0) {
      if (opening.total > 0) add_leverage(package);
      return;
    }
    for (std::size_t i = 0; i < n_; ++i) {
      Stakes& s = stakes[i];
      if (worth[i] > s.best) {
        s.best = worth[i];
        s.best_deal = package;
      }
      if (worth[i] < s.worst) {
        s.worst = worth[i];
        s.worst_deal = package;
      }
    }
  }

  bool found() const { return opening.total <= 0; }

  Opening opening;
  LeverageOpening by_leverage;
  std::vector<Stakes> stakes;

 private:
  void add_leverage(const Package& package) {
    double total = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      if (consents_.lacking()[i] <= 0) continue;
      if (!consents_.more_leverage(i, more_)) return;
      for (const Consents::More& m : more_) total += m.extra;
      if (total >= by_leverage.total) return;
    }
    by_leverage.total = total;
    by_leverage.package = package;
  }

  Consents& consents_;
  std::size_t n_;

 public:
  std::vector<double> growing;  // packages that the first k + 1 signers accept
  std::vector<double> masks;    // packages by who refuses them

 private:
  std::vector<Consents::More> more_;
};

void search_deals(const Space& space, Consents& consents, const Bounds& bounds, Survey& survey) {
  const std::vector<std::uint8_t> all(consents.signers(), 1);
  const auto consider = [&](const Package& package) {
    const std::vector<double> worth = worth_of(consents, package);
    consents.look(worth);
    survey.consider(package, worth, consents.total_lacking());
  };
  consider(climb_to(space, consents, all, 0, 0.0, space.status_quo()));
  for (const Utility* u : consents.utilities())
    consider(climb_to(space, consents, all, 0, 0.0, u->best_package()));
  for (std::size_t i = 0; i < bounds.near.size(); ++i)
    consider(climb_to(space, consents, all, i, 1.0, bounds.near[i]));
  if (!survey.found()) return;
  const Package middle = survey.opening.package;
  for (std::size_t i = 0; i < consents.signers(); ++i)
    for (const double sign : {1.0, -1.0}) {
      consider(climb_to(space, consents, all, i, sign, middle));
      consider(climb_to(space, consents, all, i, sign, consents.utilities()[i]->best_package()));
    }
}

// The scenario with issues taken out of everybody's reckoning.
Scenario without_issues(const Model& m, const std::vector<IssueId>& issues) {
  Scenario s = m.scenario;
  for (const IssueId issue : issues) {
    const std::string& id = s.issues[issue].key.id;
    s.agenda.off_table.push_back({id, {}});
    for (auto& [key, party] : s.parties.rows) {
      for (auto& [name, weight] : party.weights.rows)
        if (name.id == id) weight = Number(0.0);
      std::erase_if(party.interactions, [&](const Interaction& i) { return i.when.find(id) != nullptr; });
    }
  }
  return s;
}

bool opens_without(const Model& m, const std::vector<IssueId>& issues) {
  const Scenario s = without_issues(m, issues);
  const Space space(s);
  ListBy<PartyId, Utility> utilities;
  for (const auto& [key, party] : s.parties) utilities.push_back(utility_at_table(space, s, party));
  Consents consents(m, utilities);
  if (space.size() > enumerable)
    return climbs_to_deal(space, consents, std::vector<std::uint8_t>(consents.signers(), 1));
  bool found = false;
  visit_all(space, consents.utilities(), [&](const Package&, std::span<const double> worth) {
    if (found) return;
    consents.look(worth);
    found = consents.total_lacking() <= 0;
  });
  return found;
}

std::vector<std::vector<IssueId>> blocking_issues(const Model& m) {
  constexpr std::size_t most_for_pairs = 14;
  std::vector<std::vector<IssueId>> sets;
  std::vector<IssueId> open;
  for (const IssueId i : m.talks.space.issues())
    if (m.talks.space.open_options(i) > 1) open.push_back(i);
  for (const IssueId i : open)
    if (opens_without(m, {i})) sets.push_back({i});
  if (!sets.empty() || open.size() > most_for_pairs) return sets;
  for (std::size_t a = 0; a < open.size(); ++a)
    for (std::size_t b = a + 1; b < open.size(); ++b)
      if (opens_without(m, {open[a], open[b]})) sets.push_back({open[a], open[b]});
  return sets;
}

// The smallest sets of refusing signers that are seen: without them there is room.
std::vector<std::vector<PartyId>> blocking_parties(const Survey& survey,
                                                   const std::vector<PartyId>& signers) {
  std::vector<std::size_t> seen;
  for (std::size_t mask = 0; mask < survey.masks.size(); ++mask)
    if (survey.masks[mask] > 0) seen.push_back(mask);
  std::stable_sort(seen.begin(), seen.end(),
                   [](std::size_t a, std::size_t b) { return std::popcount(a) < std::popcount(b); });
  std::vector<std::size_t> least;
  for (const std::size_t mask : seen)
    if (std::none_of(least.begin(), least.end(), [&](std::size_t l) { return (mask & l) == l; }))
      least.push_back(mask);
  std::vector<std::vector<PartyId>> sets;
  for (const std::size_t mask : least) {
    sets.emplace_back();
    for (std::size_t i = 0; i < signers.size(); ++i)
      if ((mask >> i & 1U) != 0) sets.back().push_back(signers[i]);
  }
  return sets;
}

// The same in a space too large to count: sets of one or two for which a climb finds room.
std::vector<std::vector<PartyId>> blocking_parties_found(const Space& space, Consents& consents) {
  const std::size_t n = consents.signers();
  std::vector<std::vector<PartyId>> sets;
  std::vector<std::uint8_t> asked(n, 1);
  for (std::size_t i = 0; i < n && n > 1; ++i) {
    asked[i] = 0;
    if (climbs_to_deal(space, consents, asked)) sets.push_back({consents.parties()[i]});
    asked[i] = 1;
  }
  if (!sets.empty() || n > most_in_sets) return sets;
  for (std::size_t i = 0; i < n && n > 2; ++i)
    for (std::size_t j = i + 1; j < n; ++j) {
      asked[i] = asked[j] = 0;
      if (climbs_to_deal(space, consents, asked))
        sets.push_back({consents.parties()[i], consents.parties()[j]});
      asked[i] = asked[j] = 1;
    }
  return sets;
}

Zone zone_of(std::vector<PartyId> parties, double count, double seen, const Analysis& a) {
  const double share = count / seen;
  return {std::move(parties), share * a.size,
          a.exact ? Interval{share, share, share}
                  : wilson(static_cast<std::size_t>(count), static_cast<std::size_t>(seen))};
}

std::vector<Zone> zones_of_all_sets(const Survey& survey, double seen, const Analysis& a) {
  std::vector<Zone> zones;
  for (std::size_t set = 1; set < survey.masks.size(); ++set) {
    double count = 0;
    for (std::size_t refuse = 0; refuse < survey.masks.size(); ++refuse)
      if ((refuse & set) == 0) count += survey.masks[refuse];
    std::vector<PartyId> parties;
    for (std::size_t i = 0; i < a.signers.size(); ++i)
      if ((set >> i & 1U) != 0) parties.push_back(a.signers[i]);
    zones.push_back(zone_of(std::move(parties), count, seen, a));
  }
  std::stable_sort(zones.begin(), zones.end(),
                   [](const Zone& x, const Zone& y) { return x.parties.size() < y.parties.size(); });
  return zones;
}

std::vector<Move> moves_to(const Model& m, const std::vector<PartyId>& signers, const Package& package) {
  std::vector<Move> moves;
  for (const PartyId p : signers) {
    const Utility& utility = m.talks.utilities[p];
    Move move{p, utility.best(), utility(package), {}};
    const auto parts = utility.parts();
    for (std::size_t u = 0; u < m.talks.space.units(); ++u) {
      const std::size_t from = m.talks.space.offset(u);
      const double cost = parts[from + utility.best_package()[u]] - parts[from + package[u]];
      if (cost > 1e-9) move.gives.push_back({u, cost});
    }
    std::stable_sort(move.gives.begin(), move.gives.end(),
                     [](const Concession& x, const Concession& y) { return x.cost > y.cost; });
    moves.push_back(std::move(move));
  }
  return moves;
}

FrontierSize size_of(const std::vector<Point>& frontier) {
  FrontierSize size{0, frontier.size()};
  for (const Point& p : frontier) size.packages += p.packages;
  return size;
}

}  // namespace

double issue_weight(const Model& m, PartyId party, IssueId issue) {
  const std::size_t unit = m.talks.space.unit_of(issue);
  const auto parts = m.talks.utilities[party].parts();
  double low = infinity, high = -infinity;
  // The best that each option of the issue can be worth within its unit.
  const auto options = static_cast<OptionIndex>(m.talks.space.options(issue));
  for (OptionIndex o = 0; o < options; ++o) {
    double best = -infinity;
    for (std::size_t c = 0; c < m.talks.space.choices(unit); ++c)
      if (m.talks.space.option(c, issue) == o) best = std::max(best, parts[m.talks.space.offset(unit) + c]);
    if (best < 0) continue;  // off the table
    low = std::min(low, best);
    high = std::max(high, best);
  }
  return std::max(0.0, high - low);
}

Analysis analyze(const Model& m, SpanBy<PartyId, const double> weights) {
  Analysis a;
  const Space& space = m.talks.space;
  a.size = space.size();
  a.exact = a.size <= enumerable;
  Consents consents(m, m.talks.at_table);
  const std::size_t n = consents.signers();
  a.signers.assign(consents.parties().begin(), consents.parties().begin() + static_cast<std::ptrdiff_t>(n));
  Survey survey(consents);
  const double seen = visit_packages(
      space, consents.utilities(),
      [&](const Package& package, std::span<const double> worth) { survey.see(package, worth); });
  Bounds bounds;
  if (!a.exact) {
    bounds = bound_deals(space, consents);
    search_deals(space, consents, bounds, survey);
  }
  a.found = survey.found();

  for (std::size_t k = std::max<std::size_t>(1, m.talks.principals.size()); k <= n; ++k)
    a.zones.push_back(zone_of({a.signers.begin(), a.signers.begin() + static_cast<std::ptrdiff_t>(k)},
                              survey.growing[k - 1], seen, a));
  a.sets = zones_of_all_sets(survey, seen, a);
  a.proven = a.exact || a.found || !bounds.possible;
  for (std::size_t i = 0; i < n && a.found; ++i) {
    Stakes& stake = survey.stakes[i];
    stake.bound = a.exact ? stake.best : std::max(stake.best, bounds.best[i]);
  }

  const auto look = [&](const Package& package) { consents.look(worth_of(consents, package)); };
  a.opening = survey.opening;
  look(a.opening.package);
  a.opening.lacking.assign(m.parties().size(), 0.0);
  for (std::size_t i = 0; i < n; ++i) a.opening.lacking[a.signers[i]] = consents.lacking()[i];
  if (a.found) {
    a.stakes = std::move(survey.stakes);
  } else {
    a.blocking_parties =
        a.exact ? blocking_parties(survey, a.signers) : blocking_parties_found(space, consents);
    a.blocking_issues = blocking_issues(m);
    a.by_leverage = survey.by_leverage;
    if (a.by_leverage.total < infinity) {
      look(a.by_leverage.package);
      std::vector<Consents::More> more;
      for (std::size_t i = 0; i < n; ++i) {
        consents.more_leverage(i, more);
        for (const Consents::More& x : more)
          if (x.extra > 0)
            a.by_leverage.levers.push_back({consents.parties()[x.patron], a.signers[i], x.extra});
      }
    }
  }

  std::vector<const Utility*> parties;
  std::vector<double> d;
  bool power_given = false;
  for (const PartyId p : m.parties()) power_given = power_given || m.party(p).power.given;
  for (const PartyId p : a.signers) {
    parties.push_back(&m.talks.utilities[p]);
    d.push_back(m.party(p).reservation);
    if (weights.size() > 0)
      a.weights.push_back(weights[p]);
    else if (power_given)
      a.weights.push_back(m.party(p).power);
  }
  a.points = solution_points(space, parties, d, a.weights, enumerable);
  a.whole_frontier = space.size() <= exact_limit;
  a.frontier = a.whole_frontier ? pareto_frontier(space, parties, d)
                                : supported_frontier(space, parties, d, frontier_draws);
  if (a.whole_frontier) {
    a.accepted = size_of(a.frontier);
    const bool asks = std::any_of(d.begin(), d.end(), [](double r) { return r > 0; });
    a.efficient =
        asks ? size_of(pareto_frontier(space, parties, std::vector<double>(d.size(), 0.0))) : a.accepted;
  }
  a.forecasts = forecasts_of(m.scenario, space);
  a.moves_to_nash = a.points.nash.exists;
  a.moves = moves_to(m, a.signers, a.moves_to_nash ? a.points.nash.package : a.opening.package);
  return a;
}

}  // namespace parley

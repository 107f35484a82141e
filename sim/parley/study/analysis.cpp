#include "parley/study/analysis.hpp"

#include <algorithm>
#include <limits>
#include <memory>

#include "parley/bargaining/leverage.hpp"
#include "parley/support/random.hpp"

namespace parley {

namespace {

constexpr double tolerance = 1e-12;

// Utilities of all parties for one package after another, and who accepts it.
class Looker {
 public:
  explicit Looker(const Model& m)
      : m_(m), leverage_(m.parties() * m.parties()), utility_(m.parties()), lacking_(m.parties()) {
    const std::vector<double> factor(m.parties(), 1.0);
    effective_leverage(m.talks, factor, 0.0, leverage_);
    for (const PartyId p : m.talks.principals) signers_.push_back(p);
    for (const PartyId p : m.talks.clients) signers_.push_back(p);
    std::vector<std::uint8_t> needed(m.parties(), 0);
    for (const PartyId s : signers_) {
      needed[s] = 1;
      patrons_.emplace_back();
      const bool client =
          std::find(m.talks.clients.begin(), m.talks.clients.end(), s) != m.talks.clients.end();
      for (PartyId k = 0; k < m.parties() && client; ++k) {
        const double l = leverage_[k * m.parties() + s];
        if (l <= 0) continue;
        patrons_.back().emplace_back(k, l);
        needed[k] = 1;
      }
    }
    for (PartyId p = 0; p < m.parties(); ++p)
      if (needed[p] != 0) relevant_.push_back(p);
  }

  const std::vector<PartyId>& signers() const { return signers_; }
  const std::vector<double>& lacking() const { return lacking_; }
  double utility(PartyId p) const { return utility_[p]; }
  const std::vector<std::pair<PartyId, double>>& patrons(std::size_t signer) const {
    return patrons_[signer];
  }
  double stake(PartyId p) const { return std::max(0.0, utility_[p] - m_.party(p).reservation.value); }

  void look(PackageView package) {
    for (const PartyId p : relevant_) utility_[p] = m_.talks.utilities[p](package);
    for (std::size_t i = 0; i < signers_.size(); ++i) {
      const PartyId p = signers_[i];
      double value = utility_[p];
      for (const auto& [patron, l] : patrons_[i]) value += l * stake(patron);
      const double missing = m_.party(p).reservation.value - value;
      lacking_[p] = missing > tolerance ? missing : 0.0;
    }
  }

 private:
  const Model& m_;
  std::vector<double> leverage_, utility_, lacking_;
  std::vector<PartyId> signers_, relevant_;
  std::vector<std::vector<std::pair<PartyId, double>>> patrons_;
};

// Calls `see(package)` for every package, or for `samples` random ones; returns how many it saw.
template <class See>
double visit_packages(const Space& space, See see) {
  Package package = space.first();
  if (space.size() <= enumerable) {
    do see(package);
    while (space.next(package));
    return space.size();
  }
  Stream luck({1, 0, 0}, 63, 0, 0);
  for (std::size_t n = 0; n < samples; ++n) {
    for (std::size_t u = 0; u < space.units(); ++u)
      package[u] = static_cast<OptionIndex>(luck.uniform() * static_cast<double>(space.choices(u)));
    see(package);
  }
  return static_cast<double>(samples);
}

bool has_zone(const Model& m) {
  Looker looker(m);
  bool found = false;
  visit_packages(m.talks.space, [&](const Package& package) {
    if (found) return;
    looker.look(package);
    double total = 0;
    for (const double x : looker.lacking()) total += x;
    found = total <= 0;
  });
  return found;
}

// The scenario with an issue taken out of everybody's reckoning.
Scenario without_issue(const Model& m, std::size_t issue) {
  Scenario s = m.scenario;
  const std::string& id = s.issues.rows[issue].key.id;
  for (auto& [key, party] : s.parties.rows) {
    for (auto& [name, weight] : party.weights.rows)
      if (name.id == id) weight = Number(0.0);
    std::erase_if(party.interactions, [&](const Interaction& i) { return i.when.find(id) != nullptr; });
  }
  return s;
}

void find_blockers(const Model& m, const std::vector<std::vector<double>>& pairs, Analysis& a) {
  const std::size_t n = a.signers.size();
  for (std::size_t i = 0; i < n; ++i)
    if (pairs[i][i] > 0) a.blocking_parties.push_back({a.signers[i]});
  if (a.blocking_parties.empty())
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = i + 1; j < n; ++j)
        if (pairs[i][j] > 0) a.blocking_parties.push_back({a.signers[i], a.signers[j]});
  for (std::size_t issue = 0; issue < m.talks.space.issues(); ++issue)
    if (has_zone(*std::make_unique<Model>(without_issue(m, issue)))) a.blocking_issues.push_back(issue);
}

}  // namespace

double issue_weight(const Model& m, PartyId party, std::size_t issue) {
  const std::size_t unit = m.talks.space.unit_of(issue);
  const auto parts = m.talks.utilities[party].parts();
  double low = std::numeric_limits<double>::infinity(), high = -low;
  // The best that each option of the issue can be worth within its unit.
  for (OptionIndex o = 0; o < m.talks.space.options(issue); ++o) {
    double best = -std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < m.talks.space.choices(unit); ++c)
      if (m.talks.space.option(c, issue) == o) best = std::max(best, parts[m.talks.space.offset(unit) + c]);
    if (best < 0) continue;  // off the table
    low = std::min(low, best);
    high = std::max(high, best);
  }
  return std::max(0.0, high - low);
}

Analysis analyze(const Model& m) {
  Analysis a;
  const Space& space = m.talks.space;
  a.size = space.size();
  a.exact = a.size <= enumerable;
  Looker looker(m);
  a.signers = looker.signers();
  const std::size_t n = a.signers.size();
  std::vector<double> growing(n, 0.0);                                     // first k + 1 signers accept
  std::vector<std::vector<double>> pairs(n, std::vector<double>(n, 0.0));  // only these one or two refuse
  a.opening.total = std::numeric_limits<double>::infinity();
  std::vector<Stakes> stakes;
  for (const PartyId p : a.signers) stakes.push_back({p, -1, 2, {}, {}});

  const double seen = visit_packages(space, [&](const Package& package) {
    looker.look(package);
    std::size_t refusing = 0, first = n, second = n;
    double total = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double lacks = looker.lacking()[a.signers[i]];
      total += lacks;
      if (lacks <= 0) continue;
      if (refusing++ == 0) first = i;
      if (refusing == 2) second = i;
    }
    for (std::size_t k = 0; k < first; ++k) growing[k] += 1;
    if (refusing == 1) pairs[first][first] += 1;
    if (refusing == 2) pairs[first][second] += 1;
    if (total < a.opening.total) {
      a.opening.total = total;
      a.opening.package = package;
    }
    if (refusing > 0) return;
    for (Stakes& s : stakes) {
      const double u = looker.utility(s.party);
      if (u > s.best) {
        s.best = u;
        s.best_deal = package;
      }
      if (u < s.worst) {
        s.worst = u;
        s.worst_deal = package;
      }
    }
  });

  for (std::size_t k = m.talks.principals.size(); k <= n; ++k) {
    Zone zone;
    zone.parties.assign(a.signers.begin(), a.signers.begin() + static_cast<std::ptrdiff_t>(k));
    const double share = growing[k - 1] / seen;
    zone.packages = share * a.size;
    zone.share =
        a.exact ? Interval{share, share, share} : wilson(static_cast<std::size_t>(growing[k - 1]), samples);
    a.zones.push_back(std::move(zone));
  }
  looker.look(a.opening.package);
  a.opening.lacking = looker.lacking();
  a.opening.extra_leverage.assign(m.parties(), 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    const PartyId p = a.signers[i];
    if (a.opening.lacking[p] <= 0) continue;
    double most = 0;
    for (const auto& [patron, l] : looker.patrons(i)) most = std::max(most, looker.stake(patron));
    a.opening.extra_leverage[p] =
        most > 0 ? a.opening.lacking[p] / most : std::numeric_limits<double>::infinity();
  }
  if (a.opening.total <= 0) {
    a.stakes = std::move(stakes);
  } else {
    find_blockers(m, pairs, a);
  }

  std::vector<const Utility*> parties;
  std::vector<double> d;
  for (const PartyId p : a.signers) {
    parties.push_back(&m.talks.utilities[p]);
    d.push_back(m.party(p).reservation);
  }
  a.nash = nash_point(space, parties, d);
  a.kalai_smorodinsky = kalai_smorodinsky_point(space, parties, d);
  a.kalai_proportional = kalai_proportional_point(space, parties, d);
  a.utilitarian = utilitarian_point(space, parties, d);
  if (space.size() <= exact_limit) a.frontier = pareto_frontier(space, parties, d);
  return a;
}

}  // namespace parley

// Monotonic concessions with Zeuthen's strategy: see protocols.hpp.

#include <algorithm>
#include <limits>

#include "parley/bargaining/equilibrium.hpp"
#include "parley/bargaining/protocols.hpp"

namespace parley {

namespace {

constexpr double tolerance = 1e-12;

// The parties at the table, by their place in the order of principals.
struct Sides {
  const NegotiationModel& m;
  Table& table;
  const Meeting& meeting;
  std::size_t n = m.principals.size();

  double gain(std::size_t i, PackageView package) const {
    const PartyId p = m.principals[i];
    return m.at_table[p](package) - meeting.reservation[p];
  }
  double& stands(std::size_t i, std::size_t j) const { return table.positions.gain[i * n + j]; }
  Package& offer(std::size_t i) const { return table.positions.offer[i]; }

  void name(std::size_t i, PackageView package, int round) const {
    std::copy(package.begin(), package.end(), offer(i).begin());
    for (std::size_t j = 0; j < n; ++j) stands(j, i) = gain(j, package);
    const PartyId p = m.principals[i];
    note(meeting.log,
         {.round = round, .who = p, .utility = m.at_table[p](package), .reservation = meeting.reservation[p]},
         package);
  }
};

// Willingness to risk conflict: what giving way would cost, as a share of what there is to lose.
double risk(double own, double least_other) {
  return own > tolerance ? (own - least_other) / own : (least_other >= own - tolerance ? 0.0 : 1.0);
}

double least_of_others(const Sides& s, std::size_t i, std::size_t except) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t j = 0; j < s.n; ++j)
    if (j != i && j != except) least = std::min(least, s.stands(i, j));
  return least;
}

// Calls use(package, own gain, product of all gains) for every package that leaves nobody below its
// reservation value and gives party i a gain between the bounds.
template <class Use>
void each_rational(const Sides& s, std::size_t i, const double& above, double below, Use use) {
  Package& package = s.table.candidate;
  std::fill(package.begin(), package.end(), OptionIndex{0});
  do {
    const double own = s.gain(i, package);
    if (own < -tolerance || own >= below || own < above - tolerance) continue;
    double product = 1;
    bool rational = true;
    for (std::size_t j = 0; j < s.n && rational; ++j) {
      const double g = j == i ? own : s.gain(j, package);
      rational = g >= -tolerance;
      product *= std::max(0.0, g);
    }
    if (rational) use(package, own, product);
  } while (s.m.space.next(package));
}

// The best package of party i below a gain that `fits`; of several the one of largest product. False where
// there is none. Left in table.counter.
template <class Fits>
bool best_below(const Sides& s, std::size_t i, double below, Fits fits) {
  double best = -1, product = -1;
  each_rational(s, i, best, below, [&](const Package& package, double own, double p) {
    const bool better = own > best + tolerance || (own > best - tolerance && p > product);
    if (!better || !fits(package, own)) return;
    best = std::max(best, own);
    product = p;
    std::copy(package.begin(), package.end(), s.table.counter.begin());
  });
  return best >= -tolerance;
}

bool named_by_all(const Sides& s, int round) {
  for (std::size_t i = 0; i < s.n; ++i) {
    if (!best_below(s, i, std::numeric_limits<double>::infinity(),
                    [](const Package&, double) { return true; }))
      return false;
    s.name(i, s.table.counter, round);
  }
  return true;
}

// The place of an offer that leaves nobody with less than its own; n where there is none.
std::size_t agreed(const Sides& s) {
  std::size_t found = s.n;
  double most = -1;
  for (std::size_t j = 0; j < s.n; ++j) {
    bool all = true;
    double product = 1;
    for (std::size_t i = 0; i < s.n; ++i) {
      all = all && s.stands(i, j) >= s.stands(i, i) - tolerance;
      product *= std::max(0.0, s.stands(i, j));
    }
    if (!all || product <= most) continue;
    most = product;
    found = j;
  }
  return found;
}

// Has everybody as much from a draft as from its own offer?
bool suits_all(const Sides& s, PackageView package) {
  for (std::size_t i = 0; i < s.n; ++i)
    if (s.gain(i, package) < s.stands(i, i) - tolerance) return false;
  return true;
}

// Would the risk of party i under this offer no longer be the least?
bool sufficient(const Sides& s, std::size_t i, PackageView package, double own) {
  const double mine = risk(own, least_of_others(s, i, i));
  for (std::size_t j = 0; j < s.n; ++j) {
    if (j == i) continue;
    const double least = std::min(least_of_others(s, j, i), s.gain(j, package));
    if (mine > risk(s.stands(j, j), least) + tolerance) return true;
  }
  return false;
}

bool concede(const Sides& s, std::size_t i, int round) {
  const double now = s.stands(i, i) - tolerance;
  if (best_below(s, i, now,
                 [&](const Package& package, double own) { return sufficient(s, i, package, own); })) {
    s.name(i, s.table.counter, round);
    return true;
  }
  std::size_t join = i;
  for (std::size_t j = 0; j < s.n; ++j)
    if (j != i && s.stands(i, j) < now && (join == i || s.stands(i, j) > s.stands(i, join))) join = j;
  if (join == i) return false;
  s.name(i, s.offer(join), round);
  return true;
}

}  // namespace

ProtocolHabits habits(const MonotonicConcession&) { return {.draws = false, .bids = false, .breakdown = 0}; }

Seating seating(const MonotonicConcession&, const Scenario& s) { return {.principals = seated(s)}; }

Equilibrium solution(const MonotonicConcession&, const BargainingGame&, const Voting&) {
  return no_solution();
}

MeetingResult meet(const MonotonicConcession&, const NegotiationModel& m, Table& table,
                   const Meeting& meeting) {
  const Sides s{m, table, meeting};
  for (const PartyId p : m.principals) {
    if (m.at_table[p].best() >= meeting.reservation[p] - tolerance) continue;
    note(meeting.log,
         {.saying = Saying::walk_out,
          .round = meeting.first_round,
          .who = p,
          .utility = m.at_table[p].best(),
          .reservation = meeting.reservation[p]},
         {});
    return {MeetingEnd::walked_out, p, meeting.first_round + 1, m.at_table[p].best()};
  }
  // War moves reservation values between meetings: an offer that has become worse than no deal to somebody is
  // void, and all begin anew.
  bool stand = table.positions.begun;
  for (std::size_t i = 0; i < s.n && stand; ++i)
    for (std::size_t j = 0; j < s.n; ++j) {
      s.stands(j, i) = s.gain(j, s.offer(i));
      stand = stand && s.stands(j, i) >= -tolerance;
    }
  table.positions.begun = true;
  if (!stand && !named_by_all(s, meeting.first_round)) {
    table.positions.begun = false;
    return {MeetingEnd::open, nobody, m.rounds};
  }
  const bool drafted = draft(m, table, meeting, meeting.first_round);
  for (int round = meeting.first_round; round < m.rounds; ++round) {
    if (drafted && suits_all(s, table.standing)) {
      note_agreement(m, table, meeting, round, m.drafter);
      return {MeetingEnd::agreed, m.drafter, round + 1};
    }
    if (const std::size_t j = agreed(s); j < s.n) {
      std::copy(s.offer(j).begin(), s.offer(j).end(), table.standing.begin());
      for (std::size_t i = 0; i < s.n; ++i)
        note(meeting.log,
             {.saying = i == j ? Saying::agree : Saying::accept,
              .round = round,
              .who = m.principals[i],
              .utility = m.at_table[m.principals[i]](table.standing),
              .reservation = meeting.reservation[m.principals[i]]},
             table.standing);
      return {MeetingEnd::agreed, m.principals[j], round + 1};
    }
    for (std::size_t i = 0; i < s.n; ++i)
      table.positions.risk[i] = risk(s.stands(i, i), least_of_others(s, i, i));
    // Those of least risk are asked in order; where they cannot give way, the next.
    bool moved = false;
    for (std::size_t asked = 0; asked < s.n && !moved; ++asked) {
      auto& risks = table.positions.risk;
      const auto least = std::min_element(risks.begin(), risks.end());
      moved = concede(s, static_cast<std::size_t>(least - risks.begin()), round);
      *least = std::numeric_limits<double>::infinity();
    }
    if (!moved) break;
  }
  return {MeetingEnd::open, nobody, m.rounds};
}

}  // namespace parley

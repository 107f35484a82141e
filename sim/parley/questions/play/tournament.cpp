#include "parley/questions/play/tournament.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "parley/support/counted.hpp"
#include "parley/support/random.hpp"
#include "parley/writing/page.hpp"

namespace parley {

namespace {

constexpr int draws = 1000;
constexpr double tail = 0.025;
constexpr std::uint32_t purpose_of_draws = 40;

// By entrant: the mean over tables and runs above the field. weight(table, run): how often a run counts.
std::vector<double> above_field(const Tournament& t,
                                const std::function<double(std::size_t, std::size_t)>& weight) {
  std::vector<double> sum(t.entrants.size(), 0.0);
  double tables = 0;
  for (std::size_t k = 0; k < t.tables.size(); ++k) {
    const auto& worth = t.tables[k].worth;
    std::vector<double> here(sum.size(), 0.0);
    double all = 0;
    for (std::size_t r = 0; r < t.runs; ++r) {
      const double w = weight(k, r);
      if (w <= 0) continue;
      double field = 0;
      for (const auto& entrant : worth) field += entrant[r];
      field /= static_cast<double>(worth.size());
      for (std::size_t e = 0; e < worth.size(); ++e) here[e] += w * (worth[e][r] - field);
      all += w;
    }
    if (all <= 0) continue;
    tables += 1;
    for (std::size_t e = 0; e < sum.size(); ++e) sum[e] += here[e] / all;
  }
  for (double& s : sum) s /= std::max(1.0, tables);
  return sum;
}

// By entrant, from 1; equals share the better place.
std::vector<int> ranks_of(const std::vector<double>& above) {
  std::vector<int> ranks(above.size(), 1);
  for (std::size_t a = 0; a < above.size(); ++a)
    for (const double other : above) ranks[a] += other > above[a] ? 1 : 0;
  return ranks;
}

template <class T>
T quantile(std::vector<T> values, double share) {
  std::sort(values.begin(), values.end());
  const double at = share * static_cast<double>(values.size() - 1);
  return values[static_cast<std::size_t>(std::lround(at))];
}

// What may be left out, one after the other: scenarios, or kinds of opponents where there is one scenario.
std::vector<std::string> parts_of(const Tournament& t, bool& scenarios) {
  std::set<std::string> names, against;
  for (const TournamentTable& table : t.tables) {
    names.insert(table.scenario);
    against.insert(table.against);
  }
  scenarios = names.size() > 1;
  const auto& parts = scenarios ? names : against;
  return {parts.begin(), parts.end()};
}

}  // namespace

void rank_entrants(Tournament& t) {
  const std::size_t n = t.entrants.size();
  const std::vector<double> above = above_field(t, [](std::size_t, std::size_t) { return 1.0; });
  const std::vector<int> ranks = ranks_of(above);
  std::vector<std::vector<double>> drawn(n);
  std::vector<std::vector<int>> drawn_ranks(n);
  std::vector<double> first(n, 0.0);
  std::vector<double> times(t.tables.size() * t.runs);
  for (int k = 0; k < draws; ++k) {
    Stream luck({t.seed, 0, 0}, purpose_of_draws, 0, static_cast<std::uint32_t>(k));
    std::fill(times.begin(), times.end(), 0.0);
    for (std::size_t table = 0; table < t.tables.size(); ++table)
      for (std::uint32_t r = 0; r < t.runs; ++r) times[table * t.runs + luck.below(t.runs)] += 1;
    const auto sample =
        above_field(t, [&](std::size_t table, std::size_t r) { return times[table * t.runs + r]; });
    const auto places = ranks_of(sample);
    for (std::size_t e = 0; e < n; ++e) {
      drawn[e].push_back(sample[e]);
      drawn_ranks[e].push_back(places[e]);
      first[e] += places[e] == 1 ? 1.0 / draws : 0.0;
    }
  }
  t.ranking.clear();
  for (std::size_t e = 0; e < n; ++e)
    t.ranking.push_back({.entrant = e,
                         .above = above[e],
                         .low = quantile(drawn[e], tail),
                         .high = quantile(drawn[e], 1 - tail),
                         .first = first[e],
                         .rank = ranks[e],
                         .rank_low = quantile(drawn_ranks[e], tail),
                         .rank_high = quantile(drawn_ranks[e], 1 - tail),
                         .rank_least = ranks[e],
                         .rank_most = ranks[e]});
  bool scenarios = false;
  const auto parts = parts_of(t, scenarios);
  if (parts.size() > 1)
    for (const std::string& part : parts) {
      const auto places = ranks_of(above_field(t, [&](std::size_t table, std::size_t) {
        return (scenarios ? t.tables[table].scenario : t.tables[table].against) == part ? 0.0 : 1.0;
      }));
      for (std::size_t e = 0; e < n; ++e) {
        t.ranking[e].rank_least = std::min(t.ranking[e].rank_least, places[e]);
        t.ranking[e].rank_most = std::max(t.ranking[e].rank_most, places[e]);
      }
    }
  std::stable_sort(t.ranking.begin(), t.ranking.end(),
                   [](const Placed& a, const Placed& b) { return a.above > b.above; });
}

std::string tournament_text(const Tournament& t, bool colour, std::size_t width) {
  Page page(colour, width);
  bool scenarios = false;
  const auto parts = parts_of(t, scenarios);
  page.title("Tournament");
  page.hanging(
      "", fmt::format("{} in {} (seat and opponents), {} in each, the same luck for all, seed {}. Worth of "
                      "the end to the seat (0 to 1) above the mean of all entrants there.",
                      count_of(t.entrants.size(), "entrant"), count_of(t.tables.size(), "table"),
                      count_of(t.runs, "run"), t.seed));
  page.line("");
  page.line(fmt::format("  {:>4}  {:<22}{:>8}  {:<20}{:>8}  {:>10}  {}", "rank", "entrant", "above", "(95%)",
                        "first in", "rank (95%)",
                        parts.size() > 1 ? scenarios ? "without a scenario" : "without an opponent" : ""));
  for (const Placed& p : t.ranking)
    page.line(fmt::format("  {:>4}  {:<22}{:>+8.3f}  {:<20}{:>7.0f}%  {:>10}  {}", p.rank,
                          t.entrants[p.entrant], p.above, fmt::format("({:+.3f} to {:+.3f})", p.low, p.high),
                          100 * p.first, fmt::format("{} to {}", p.rank_low, p.rank_high),
                          parts.size() > 1 ? fmt::format("{} to {}", p.rank_least, p.rank_most) : ""));
  page.line("");
  page.hanging(
      "",
      "first in: of 1,000 draws of the runs with replacement, the share in which it is first. A rank's "
      "interval is over luck alone; the last column is over what the field consists of.");
  page.section("By seat, over all opponents");
  std::vector<std::pair<std::string, std::string>> seats;
  for (const TournamentTable& table : t.tables)
    if (std::find(seats.begin(), seats.end(), std::pair(table.scenario, table.seat)) == seats.end())
      seats.emplace_back(table.scenario, table.seat);
  for (const auto& [scenario, seat] : seats) {
    std::vector<std::string> told;
    for (const Placed& p : t.ranking) {
      double sum = 0, n = 0;
      for (const TournamentTable& table : t.tables)
        if (table.scenario == scenario && table.seat == seat)
          for (const double worth : table.worth[p.entrant]) {
            sum += worth;
            n += 1;
          }
      told.push_back(fmt::format("{} {:.3f}", t.entrants[p.entrant], sum / n));
    }
    page.hanging(fmt::format("  {} {}: ", scenario, seat), fmt::format("{}", fmt::join(told, ", ")));
  }
  return page.take();
}

Json tournament_json(const Tournament& t) {
  Json j{{"entrants", t.entrants}, {"seed", t.seed}, {"runs", t.runs}};
  for (const Placed& p : t.ranking)
    j["ranking"].push_back({{"entrant", t.entrants[p.entrant]},
                            {"rank", p.rank},
                            {"above_field", p.above},
                            {"low", p.low},
                            {"high", p.high},
                            {"first", p.first},
                            {"rank_low", p.rank_low},
                            {"rank_high", p.rank_high},
                            {"rank_least", p.rank_least},
                            {"rank_most", p.rank_most}});
  for (const TournamentTable& table : t.tables) {
    Json one{{"scenario", table.scenario}, {"seat", table.seat}, {"against", table.against}};
    for (std::size_t e = 0; e < t.entrants.size(); ++e) one["worth"][t.entrants[e]] = table.worth[e];
    j["tables"].push_back(one);
  }
  return j;
}

const std::vector<NamedBidding>& shipped_biddings() {
  static const std::vector<NamedBidding> all{{"boulware", "{time_dependent: {exponent: 3}}"},
                                             {"linear", "{time_dependent: {exponent: 1}}"},
                                             {"conceder", "{time_dependent: {exponent: 0.3}}"},
                                             {"hardliner", "hardliner"},
                                             {"tit_for_tat", "tit_for_tat"},
                                             {"micro", "micro"},
                                             {"logrolling", "logrolling"},
                                             {"random", "random"}};
  return all;
}

}  // namespace parley

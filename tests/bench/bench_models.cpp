// Which opponent model serves parties best that know nothing of each other?
//
//     build/release/tests/bench_models [TALKS] [EXPONENT]      TALKS a row, default 500; default exponent 1
//
// Talks without a war over random preferences (4 issues of 4 options, weights and values drawn evenly),
// stacked alternating offers in 100 rounds, time-dependent bidding of one exponent, acceptance `next`, all
// parties with the same opponent model. One table for each number of parties and reservation value:
//   suit all    share of packages that leave nobody below its reservation value (mean)
//   no deal     share of talks without a deal (95% interval), of those where some package suits all
//   rounds      rounds until the agreement, of talks that all models end in one
//   gain        geometric mean of the parties' gains over their reservation values, over the same talks
//   least gain  of the party that gains least
//   to gain     what every party could still gain at once (distance to the Pareto frontier)

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/bargaining/negotiation.hpp"
#include "parley/preference/solutions.hpp"
#include "parley/scenario/loader.hpp"
#include "parley/statistics/statistics.hpp"

namespace {

using namespace parley;

constexpr int issues = 4, options = 4, rounds = 100;
const std::vector<const char*> models{"none", "opposite", "smith", "frequency", "bayesian", "'true'"};

Scenario drawn(int parties, double reservation, const std::string& strategy, std::uint32_t n) {
  Stream luck({20161, 0, n}, 0, 0, 0);
  std::string text = "name: random\nissues:\n";
  for (int i = 0; i < issues; ++i) text += fmt::format("  I{}: {{options: [a, b, c, d]}}\n", i);
  text += "parties:\n";
  for (int p = 0; p < parties; ++p) {
    std::vector<std::string> weights, values;
    for (int i = 0; i < issues; ++i) {
      weights.push_back(fmt::format("I{}: {}", i, luck.uniform()));
      std::vector<double> v;
      for (int o = 0; o < options; ++o) v.push_back(luck.uniform());
      values.push_back(fmt::format("I{}: [{}]", i, fmt::join(v, ", ")));
    }
    text += fmt::format("  P{}: {{weights: {{{}}}, values: {{{}}}, reservation: {}, strategy: {}}}\n", p,
                        fmt::join(weights, ", "), fmt::join(values, ", "), reservation, strategy);
  }
  text += fmt::format("talks: {{protocol: alternating_offers, rounds: {}}}\n", rounds);
  Diagnostics diagnostics;
  const auto document = parse_yaml("bench.yaml", text, diagnostics);
  auto loaded = document ? load_scenario(*document, diagnostics) : std::nullopt;
  if (!loaded) {
    std::fputs(to_string(diagnostics).c_str(), stderr);
    std::exit(1);
  }
  return *loaded;
}

struct Came {
  bool agreed = false;
  double round = 0, gain = 0, least = 0, left = 0;
};

Came talks(const NegotiationModel& m, double reservation) {
  Table table(m);
  table.open();
  const ListBy<PartyId, double> r(m.parties().size(), reservation);
  const Leverage leverage(m.parties().size(), m.parties().size());
  Meeting meeting;
  meeting.reservation = r;
  meeting.effective = &leverage;
  const MeetingResult result = meet(m, table, meeting);
  Came came;
  came.agreed = result.end == MeetingEnd::agreed;
  if (!came.agreed) return came;
  came.round = result.rounds;
  came.gain = came.least = 1;
  std::vector<const Utility*> parties;
  for (const Utility& u : m.utilities) {
    parties.push_back(&u);
    const double gain = u(table.standing) - reservation;
    came.gain *= std::max(gain, 0.0);
    came.least = std::min(came.least, gain);
  }
  came.gain = std::pow(came.gain, 1.0 / static_cast<double>(m.parties().size()));
  came.left = pareto_loss(m.space, parties, table.standing);
  return came;
}

double suits_all(const NegotiationModel& m, double reservation) {
  double suit = 0;
  Package package = m.space.first();
  do {
    bool all = true;
    for (const Utility& u : m.utilities) all = all && u(package) >= reservation;
    suit += all ? 1 : 0;
  } while (m.space.next(package));
  return suit / m.space.size();
}

void table_of(int parties, double reservation, double exponent, std::uint32_t population) {
  std::vector<std::vector<Came>> came(models.size());
  double suit = 0, possible = 0;
  std::vector<bool> shared;  // by talks that can end in a deal: all models find one
  for (std::uint32_t n = 0; n < population; ++n) {
    bool all = true;
    double some = 0;
    for (std::size_t k = 0; k < models.size(); ++k) {
      const NegotiationModel m(
          drawn(parties, reservation,
                fmt::format("{{bidding: {{time_dependent: {{exponent: {}}}}}, opponent_model: {}}}", exponent,
                            models[k]),
                n));
      if (k == 0) {
        some = suits_all(m, reservation);
        suit += some;
        if (some <= 0) break;
        possible += 1;
      }
      came[k].push_back(talks(m, reservation));
      all = all && came[k].back().agreed;
    }
    if (some > 0) shared.push_back(all);
  }
  std::printf(
      "%d parties, reservation %.2f, exponent %g: %.1f%% of packages suit all; %.0f of %u talks have one\n",
      parties, reservation, exponent, 100 * suit / population, possible, population);
  std::printf("  %-10s %24s %8s %8s %11s %8s\n", "model", "no deal", "rounds", "gain", "least gain",
              "to gain");
  for (std::size_t k = 0; k < models.size(); ++k) {
    std::size_t none = 0;
    double n = 0;
    Came sum;
    for (std::size_t t = 0; t < came[k].size(); ++t) {
      const Came& c = came[k][t];
      none += c.agreed ? 0 : 1;
      if (!shared[t]) continue;
      n += 1;
      sum.round += c.round;
      sum.gain += c.gain;
      sum.least += c.least;
      sum.left += c.left;
    }
    const Interval share = wilson(none, came[k].size());
    std::printf("  %-10s %7.1f%% (%.1f to %.1f%%) %8.1f %8.3f %11.3f %8.4f\n", models[k], 100 * share.share,
                100 * share.low, 100 * share.high, sum.round / n, sum.gain / n, sum.least / n, sum.left / n);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto population = static_cast<std::uint32_t>(argc > 1 ? std::atoi(argv[1]) : 500);
  const double exponent = argc > 2 ? std::atof(argv[2]) : 1.0;
  for (const auto& [parties, reservation] :
       {std::pair{2, 0.3}, {2, 0.5}, {3, 0.3}, {3, 0.45}, {4, 0.3}, {4, 0.4}})
    table_of(parties, reservation, exponent, population);
}

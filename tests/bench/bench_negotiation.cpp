// How long does a negotiation take, and how far is that from the least possible?
//
//     build/release/tests/bench_negotiation [SECONDS]      SECONDS a row, default 0.3; one thread
//
// Talks without a war: stacked alternating offers, time-dependent bidding (several exponents), acceptance
// `next`, 100 rounds at most, preferences drawn at random. A Model is compiled once, many runs are simulated
// on one warm State.
//
// 1. "talks": one row for each space and opponent model.
//      rounds       rounds held until the agreement (a round: one turn of every party)
//      us/talks     microseconds a negotiation, median of blocks
//      ns/turn      nanoseconds a turn of one party;  ns/round: a turn of every party
//      allocations  on the heap, a negotiation (0 in a warm run)
//      x bare       how many times as long as 1,000 draws and 1,000 exponentials, blocks of both taken in
//                   turn (paired.hpp); so in "compile" and "bids"
//      vs peer      how many times faster than a Python platform that needs about 10 ms (two parties, 5x5x5)
//                   and 3.3 s (six parties, 4^8 packages; 0.69 s with its slow look-up mended) for such talks
// 2. "kernel": the same talks without an opponent model, beside a bare kernel written by hand for them alone
//    (bare_kernel.hpp). Both must come to the same agreement in the same turn. ratio: our time over the
//    kernel's, blocks of both taken in turn; median (quartiles).
// 3. "utilities": all utilities of all parties of 5^8 packages, Utility::tabulate beside the bare kernel.
// 4. "compile": milliseconds to compile a Model from a Scenario, rankings included; paid once a design point.
// 5. "bids": microseconds for a bid in a space too large to rank, with a new trade-off as at each turn under
//    the `frequency` model, and with one that was asked before; then without a model, in two parts.

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "allocations.hpp"
#include "bare_kernel.hpp"
#include "paired.hpp"
#include "parley/bargaining/bidding.hpp"
#include "parley/engine/simulate.hpp"
#include "parley/scenario/loader.hpp"

namespace {

using namespace parley;
using bench::Paired;

double row_seconds = 0.3;

struct Case {
  const char* name;
  int parties, issues, options;
  const char* model;
  double peer_seconds;
};

Scenario drawn(const Case& c) {
  Stream s({7, 0, 0}, 0, 0, 0);
  std::string text = "name: bench\ntalks: {protocol: alternating_offers, rounds: 100}\nissues:\n";
  for (int k = 0; k < c.issues; ++k) {
    text += fmt::format("  I{}: {{options: [", k);
    for (int o = 0; o < c.options; ++o) text += fmt::format("{}o{}", o > 0 ? ", " : "", o);
    text += "]}\n";
  }
  text += "parties:\n";
  const double exponents[] = {10, 14, 8, 12, 16, 20};
  for (int p = 0; p < c.parties; ++p) {
    std::string weights, values;
    for (int k = 0; k < c.issues; ++k) {
      weights += fmt::format("{}I{}: {:.6f}", k > 0 ? ", " : "", k, 0.1 + s.uniform());
      values += fmt::format("{}I{}: [", k > 0 ? ", " : "", k);
      for (int o = 0; o < c.options; ++o) values += fmt::format("{}{:.6f}", o > 0 ? ", " : "", s.uniform());
      values += "]";
    }
    text += fmt::format(
        "  P{}: {{reservation: 0.3, weights: {{{}}}, values: {{{}}}, strategy: {{bidding: {{time_dependent: "
        "{{exponent: {}}}}}, accept: next, opponent_model: {}}}}}\n",
        p, weights, values, exponents[p % 6], c.model);
  }
  Diagnostics diagnostics;
  const auto document = parse_yaml("bench.yaml", text, diagnostics);
  auto loaded = document ? load_scenario(*document, diagnostics) : std::nullopt;
  if (!loaded) {
    std::fputs(to_string(diagnostics).c_str(), stderr);
    std::exit(1);
  }
  return *loaded;
}

// One traced run tells how long the talks are.
struct Length {
  long turns = 0;
  int rounds = 0;
  bool agreed = false;
};

Length length_of(const Model& m, State& state) {
  Trace trace;
  const Outcome& o = simulate(m, {1, 0, 0}, state, &trace);
  Length length;
  for (const Said& said : trace.talk.said)
    length.turns += said.saying == Saying::offer || said.saying == Saying::accept ? 1 : 0;
  length.agreed = o.ending == Ending::holding;
  length.rounds = length.agreed ? o.agreement_day : m.talks.rounds;
  return length;
}

void talks_row(const Case& c) {
  const auto model = std::make_unique<Model>(drawn(c));
  State state(*model);
  const Length length = length_of(*model, state);
  std::uint32_t run = 0;
  for (; run < 3; ++run) simulate(*model, {1, 0, run}, state);
  const long before = bench::allocations();
  for (; run < 6; ++run) simulate(*model, {1, 0, run}, state);
  const double allocations = static_cast<double>(bench::allocations() - before) / 3;
  const Paired t = bench::paired(row_seconds, [&] { simulate(*model, {1, 0, run++}, state); });
  const double seconds = t.ours;
  std::printf("  %-26s %-10s %6d%s %11.2f %9.1f %10.1f %11.1f %10.3f", c.name, c.model, length.rounds,
              length.agreed ? " " : "*", 1e6 * seconds, 1e9 * seconds / static_cast<double>(length.turns),
              1e9 * seconds / static_cast<double>(length.rounds), allocations, t.ratio);
  if (c.peer_seconds > 0) std::printf(" %9.0fx", c.peer_seconds / seconds);
  std::printf("\n");
}

bench::BareKernel bare(const Model& m) {
  std::vector<bench::BareParty> parties;
  for (const PartyId p : m.parties()) {
    bench::BareParty bare_party;
    const auto parts = m.talks.utilities[p].parts();
    for (std::size_t u = 0; u < m.talks.space.units(); ++u) {
      const auto from = parts.begin() + static_cast<std::ptrdiff_t>(m.talks.space.offset(u));
      bare_party.parts.emplace_back(from, from + static_cast<std::ptrdiff_t>(m.talks.space.choices(u)));
    }
    bare_party.reservation = m.party(p).reservation;
    const auto& b = std::get<TimeDependent>(m.party(p).strategy.bidding);
    for (int r = 0; r < m.talks.rounds; ++r)
      bare_party.aspiration.push_back(aspiration(b, (r + 1.0) / (m.talks.rounds + 1.0)).share);
    parties.push_back(std::move(bare_party));
  }
  return {std::move(parties), m.talks.rounds};
}

void kernel_row(const Case& c) {
  const auto model = std::make_unique<Model>(drawn(c));
  State state(*model);
  const Length length = length_of(*model, state);
  const bench::BareKernel kernel = bare(*model);
  const bench::BareResult result = kernel.negotiate();
  bool same = result.agreed == length.agreed && result.turns == length.turns;
  if (same && result.agreed) {
    Package package(model->talks.space.units());
    model->talks.numbering.package(result.package, package);
    same = package == state.outcome.last_deal;
  }
  std::uint32_t run = 0;
  long turns = 0;
  const Paired t = bench::paired(
      row_seconds,
      [&] {
        simulate(*model, {1, 0, run++}, state);
      },
      [&] { turns += kernel.negotiate().turns; });
  const auto n = static_cast<double>(length.turns), rounds = static_cast<double>(length.rounds);
  std::printf("  %-26s %9.1f %9.1f %10.1f %10.1f %7.2f (%.2f to %.2f)  %s\n", c.name, 1e9 * t.ours / n,
              1e9 * t.bare / n, 1e9 * t.ours / rounds, 1e9 * t.bare / rounds, t.ratio, t.low, t.high,
              same ? "same agreement" : "NOT THE SAME AGREEMENT");
  if (!same || turns == 0) std::exit(1);
}

void utilities_row(const Case& c) {
  const auto model = std::make_unique<Model>(drawn(c));
  const bench::BareKernel kernel = bare(*model);
  const std::size_t n = kernel.packages();
  std::vector<double> table(n * model->parties().size());
  const Paired t = bench::paired(
      row_seconds,
      [&] {
        for (const PartyId p : model->parties())
          model->talks.utilities[p].tabulate(model->talks.numbering, {table.data() + p.position() * n, n});
      },
      [&] {
        for (const PartyId p : model->parties())
          kernel.tabulate(p.position(), table.data() + p.position() * n);
      });
  std::printf("  %-26s %9.3f ms %9.3f ms %7.2f (%.2f to %.2f)\n", c.name, 1e3 * t.ours, 1e3 * t.bare, t.ratio,
              t.low, t.high);
}

void compile_row(const Case& c) {
  const Scenario scenario = drawn(c);
  const Paired t = bench::paired(row_seconds, [&] { const auto model = std::make_unique<Model>(scenario); });
  std::printf("  %-26s %9.3f ms %10.2f x bare\n", c.name, 1e3 * t.ours, t.ratio);
}

void bids_row(const Case& c) {
  const auto model = std::make_unique<Model>(drawn(c));
  const Space& space = model->talks.space;
  const std::vector<std::uint8_t> allowed(space.table_size(), 1);
  std::vector<double> wish(space.table_size(), 0.0);
  for (const PartyId p : model->parties()) {
    if (p == PartyId(0)) continue;
    for (std::size_t k = 0; k < wish.size(); ++k) wish[k] += model->talks.utilities[p].parts()[k];
  }
  TradeOff tradeoff;
  Package package(space.units());
  int k = 0;
  const auto table = [&] {
    tradeoff.build(space, model->talks.utilities[PartyId(0)].parts(), wish, allowed);
  };
  const Paired build = bench::paired(row_seconds, [&] {
    table();
    tradeoff.best(0.5 + 0.004 * (k++ % 100), package);
  });
  tradeoff.best(0, package);
  const Paired query = bench::paired(row_seconds, [&] { tradeoff.best(0.5 + 0.004 * (k++ % 100), package); });
  std::printf("  %-26s %9.2f us a bid on a new table, %.4f x bare %9.3f us on an old one, %.4f x bare\n",
              c.name, 1e6 * build.ours, build.ratio, 1e6 * query.ours, query.ratio);
}

// A bid in a space ranked in two parts, each for another demand.
void split_row(const Case& c) {
  const auto model = std::make_unique<Model>(drawn(c));
  const SplitRanking& ranking = model->talks.split_rankings[PartyId(0)];
  const Utility& utility = model->talks.utilities[PartyId(0)];
  Package package(model->talks.space.units());
  int k = 0;
  const Paired t = bench::paired(row_seconds, [&] {
    const double target = 0.4 + 0.5 * (k++ % 997) / 997.0;
    const auto found = ranking.around(utility.to_sum(target)).above;
    if (found) ranking.package(*found, package);
  });
  std::printf("  %-26s %9.3f us a bid in two parts, %.4f x bare, %.2f MB\n", c.name, 1e6 * t.ours, t.ratio,
              1e-6 * static_cast<double>(ranking.bytes()));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) row_seconds = std::atof(argv[1]);
  if (argc > 2 || row_seconds <= 0) {
    std::fprintf(stderr, "usage: bench_negotiation [SECONDS a row]\n");
    return 2;
  }
  std::printf(
      "Parley: negotiations, one thread. What the columns mean is said at the top of the source.\n\n");
  std::printf("  %-26s %-10s %7s %11s %9s %10s %11s %10s %10s\n", "talks", "model", "rounds", "us/talks",
              "ns/turn", "ns/round", "allocations", "x bare", "vs peer");
  for (const char* model : {"none", "frequency", "bayesian", "\"true\""}) {
    const bool none = std::string(model) == "none";
    talks_row({"2 parties, 5x5x5", 2, 3, 5, model, none ? 0.010 : 0});
    talks_row({"2 parties, 5^8", 2, 8, 5, model, 0});
    talks_row({"2 parties, 6^8", 2, 8, 6, model, 0});
    talks_row({"2 parties, 5^13", 2, 13, 5, model, 0});
    talks_row({"2 parties, 5^20", 2, 20, 5, model, 0});
    talks_row({"6 parties, 4^8", 6, 8, 4, model, none ? 3.3 : 0});
    talks_row({"6 parties, 5^8", 6, 8, 5, model, 0});
    talks_row({"6 parties, 5^20", 6, 20, 5, model, 0});
  }
  std::printf("  (* no agreement in 100 rounds)\n\n");
  std::printf("  %-26s %9s %9s %10s %10s %7s\n", "kernel", "ns/turn", "bare", "ns/round", "bare", "ratio");
  kernel_row({"2 parties, 5x5x5", 2, 3, 5, "none", 0});
  kernel_row({"6 parties, 4^8", 6, 8, 4, "none", 0});
  kernel_row({"6 parties, 5^8", 6, 8, 5, "none", 0});
  std::printf("\n  %-26s %12s %12s %7s\n", "utilities", "ours", "bare", "ratio");
  utilities_row({"6 parties, 5^8", 6, 8, 5, "none", 0});
  std::printf("\n  compile\n");
  compile_row({"2 parties, 5x5x5", 2, 3, 5, "none", 0});
  compile_row({"2 parties, 5^8", 2, 8, 5, "none", 0});
  compile_row({"2 parties, 6^8", 2, 8, 6, "none", 0});
  compile_row({"2 parties, 5^13", 2, 13, 5, "none", 0});
  compile_row({"6 parties, 4^8", 6, 8, 4, "none", 0});
  compile_row({"6 parties, 5^8", 6, 8, 5, "none", 0});
  compile_row({"6 parties, 5^20", 6, 20, 5, "none", 0});
  std::printf("\n  bids\n");
  bids_row({"6 parties, 4^8", 6, 8, 4, "none", 0});
  bids_row({"6 parties, 5^20", 6, 20, 5, "none", 0});
  bids_row({"6 parties, 5^300", 6, 300, 5, "none", 0});
  split_row({"2 parties, 6^8", 2, 8, 6, "none", 0});
  split_row({"2 parties, 5^11", 2, 11, 5, "none", 0});
  split_row({"2 parties, 5^13", 2, 13, 5, "none", 0});
  split_row({"2 parties, 5^20", 2, 20, 5, "none", 0});
  split_row({"2 parties, 5^300", 2, 300, 5, "none", 0});
  return 0;
}

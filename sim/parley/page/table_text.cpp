#include "parley/page/table_text.hpp"

#include <algorithm>

#include "parley/runs/batch.hpp"
#include "parley/runs/party_rows.hpp"
#include "parley/runs/references.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/runs/trace_rows.hpp"
#include "parley/writing/csv_lines.hpp"

namespace parley {

namespace {

template <class L>
CsvLines headed(std::span<const L> lines, const Model& model) {
  std::vector<std::string> names;
  for (auto& column : columns_of(lines, model)) names.push_back(std::move(column.name));
  return CsvLines(names);
}

template <class Write>
std::string of_runs(const Model& model, CsvLines lines, TraceLevel trace, std::uint64_t seed, std::uint32_t n,
                    const Write& write) {
  BatchOptions batch;
  batch.seed = seed;
  batch.replicates = n;
  batch.trace = trace;
  BatchHooks hooks;
  hooks.run = [&](std::uint32_t run, const Outcome& outcome, const Trace* t) {
    write(lines, run, outcome, t);
  };
  run_batch(model, batch, hooks);
  return lines.take();
}

}  // namespace

std::optional<std::string> table_text(const Model& m, std::string_view name, std::uint64_t seed,
                                      std::uint32_t n) {
  if (name == "parties.csv") {
    CsvLines lines = headed(party_lines(), m);
    write_parties(lines, m);
    return lines.take();
  }
  if (name == "runs.csv") {
    References references(m);
    return of_runs(m, headed(run_lines(), m), TraceLevel::none, seed, n,
                   [&](CsvLines& lines, std::uint32_t run, const Outcome& outcome, const Trace*) {
                     write_row(lines, run_lines(), run_row(m, &references, outcome, run));
                   });
  }
  if (name == "rounds.csv")
    return of_runs(m, headed(round_lines(), m), TraceLevel::rounds, seed, n,
                   [&](CsvLines& lines, std::uint32_t run, const Outcome&, const Trace* t) {
                     write_rounds(lines, round_lines(), m, *t, run);
                   });
  if (name == "events.csv")
    return of_runs(m, headed(event_lines(), m), TraceLevel::rounds, seed, n,
                   [&](CsvLines& lines, std::uint32_t run, const Outcome&, const Trace* t) {
                     write_events(lines, m, *t, run);
                   });
  if (name == "offers.csv")
    return of_runs(m, headed(offer_lines(), m), TraceLevel::offers, seed, n,
                   [&](CsvLines& lines, std::uint32_t run, const Outcome&, const Trace* t) {
                     write_offers(lines, m, *t, run);
                   });
  if (name == "days.csv")
    return of_runs(m, headed(day_lines(), m), TraceLevel::days, seed, n,
                   [&](CsvLines& lines, std::uint32_t run, const Outcome&, const Trace* t) {
                     write_days(lines, m, *t, run);
                   });
  return std::nullopt;
}

}  // namespace parley

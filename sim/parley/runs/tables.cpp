#include "parley/runs/tables.hpp"

#include <array>

#include "parley/runs/party_rows.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/runs/trace_rows.hpp"

namespace parley {

namespace {

template <class L>
std::vector<std::string> header(std::span<const L> lines, const Model& model) {
  std::vector<std::string> names;
  for (auto& column : columns_of(lines, model)) names.push_back(std::move(column.name));
  return names;
}

}  // namespace

RunTables::RunTables(OutputFolder& dir, const Model& m, References& references, TraceLevel level)
    : model_(m), references_(references) {
  // Tables of an earlier run that this one does not write are not about these runs.
  constexpr std::array<const char*, 5> names{"runs.csv", "rounds.csv", "events.csv", "offers.csv",
                                             "days.csv"};
  for (std::size_t k = level == TraceLevel::none ? 1 : 2 + static_cast<std::size_t>(level); k < names.size();
       ++k)
    dir.drop(names[k]);
  CsvFile parties(dir.file("parties.csv"), header(party_lines(), m));
  write_parties(parties, m);
  parties.flush();
  files_.emplace_back(dir.file("runs.csv"), header(run_lines(), m));
  if (level == TraceLevel::none) return;
  files_.emplace_back(dir.file("rounds.csv"), header(round_lines(), m));
  files_.emplace_back(dir.file("events.csv"), header(event_lines(), m));
  if (level == TraceLevel::rounds) return;
  files_.emplace_back(dir.file("offers.csv"), header(offer_lines(), m));
  if (level == TraceLevel::offers) return;
  files_.emplace_back(dir.file("days.csv"), header(day_lines(), m));
}

void RunTables::add(std::uint32_t replicate, const Outcome& outcome, const Trace* trace) {
  write_row(files_[0], run_lines(), run_row(model_, &references_, outcome, replicate));
  if (files_.size() > 2) {
    write_rounds(files_[1], round_lines(), model_, *trace, replicate);
    write_events(files_[2], model_, *trace, replicate);
  }
  if (files_.size() > 3) write_offers(files_[3], model_, *trace, replicate);
  if (files_.size() > 4) write_days(files_[4], model_, *trace, replicate);
}

void RunTables::flush() {
  for (auto& file : files_) file.flush();
}

}  // namespace parley

#include "parley/runs/tables.hpp"

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

RunTables::RunTables(const std::filesystem::path& dir, const Model& m, References& references,
                     TraceLevel level)
    : model_(m), references_(references) {
  files_.emplace_back(dir / "runs.csv", header(run_lines(), m));
  if (level == TraceLevel::none) return;
  files_.emplace_back(dir / "rounds.csv", header(round_lines(), m));
  files_.emplace_back(dir / "events.csv", header(event_lines(), m));
  if (level == TraceLevel::rounds) return;
  files_.emplace_back(dir / "offers.csv", header(offer_lines(), m));
  if (level == TraceLevel::offers) return;
  files_.emplace_back(dir / "days.csv", header(day_lines(), m));
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

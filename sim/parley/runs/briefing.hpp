// How are many runs reported: as text for people, as JSON for programs, as a manifest beside the tables?
#pragma once

#include <string>
#include <vector>

#include "parley/runs/chronicle.hpp"
#include "parley/runs/doubts.hpp"
#include "parley/runs/references.hpp"
#include "parley/runs/summary.hpp"
#include "parley/scenario/numbers.hpp"

namespace parley {

// How much one call may play: what the command line takes and a manifest may say.
constexpr std::uint32_t most_replicates = 100'000'000, most_points = 20'000, most_per_point = 100'000;

// What was run, for manifest and reports.
struct RunRequest {
  std::string scenario_file;    // as the user named it
  std::string scenario_sha256;  // of the file's bytes
  std::string scenario_text;    // these bytes, kept in the manifest so that a run can be played again
  std::vector<std::string> overrides;
  std::vector<std::string> command_line;
  std::uint64_t seed = 1;
  std::uint32_t replicates = 1000;
  std::uint32_t points = 0, per_point = 0;  // over the declared ranges; 0: the central values alone
  bool every_number = false;                // numbers without a range have one by rule
  std::string trace = "none";
  std::map<std::string, std::string> tables = {};  // SHA-256 of each table that a folder holds, by name
  std::uint32_t point = 0;                         // of a study, where each point has luck of its own
  std::string study;  // "run 777 of study.db", where the run was played again from a study; else empty
};

struct Story {
  std::uint32_t replicate = 0;
  std::size_t alike = 0;  // runs with its ending; 0 where this run was asked for
  std::vector<ChronicleEntry> entries;
};

// Text of at most `width` columns. `colour`: terminal escapes.
std::string briefing(const Model& model, const RunRequest& request, const Summary& summary,
                     const Answers& answers, References& references, const Story& story, bool colour,
                     std::size_t width = 100);

std::string summary_json(const Model& model, const RunRequest& request, const Summary& summary,
                         const Answers& answers, References& references, const Story& story);

// `status`: "running", "complete" or "interrupted"; `finished`: runs stored; `time`: when this was written
// (UTC);
// `tables`: SHA-256 of each table, by file name.
std::string manifest_json(const Model& model, const RunRequest& request, const std::string& status,
                          std::size_t finished, const std::string& time,
                          const std::map<std::string, std::string>& tables);

// What `manifest_sha256` of a manifest must be: the SHA-256 of its other entries, in their order, as JSON
// without blanks. The text is one that parses.
std::string seal_of(std::string_view manifest);

// Hexadecimal SHA-256.
std::string sha256(std::string_view bytes);

}  // namespace parley

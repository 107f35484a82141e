// Why did one run go as it went?
//
// A run is played again from its scenario and key, which gives the same run, and told with the numbers behind
// each decision: the chronicle, and between its lines where every party stood (weeks of a truce, months of
// war).
#pragma once

#include <string>
#include <vector>

#include "parley/runs/chronicle.hpp"
#include "parley/support/random.hpp"

namespace parley {

struct Explained {
  Outcome outcome;  // its trigger_name belongs to the model
  std::vector<ChronicleEntry> entries;
  Trace trace;
};

Explained replay(const Model& model, const RunKey& key);

// Where the run comes from, for the head of the page.
struct RunSource {
  std::string scenario_file;
  std::vector<std::string> overrides;
  RunKey key;
  std::string study;  // RunRequest::study
};

std::string explained_text(const Model& model, const RunSource& source, const Explained& run, bool colour,
                           std::size_t width = 100);
std::string explained_json(const Model& model, const RunSource& source, const Explained& run);

}  // namespace parley

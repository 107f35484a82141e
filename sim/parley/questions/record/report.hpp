// How is the model's record told, as text, as JSON and as a table?
#pragma once

#include <string>

#include "parley/document/yaml_document.hpp"
#include "parley/questions/record/record.hpp"
#include "parley/writing/output_file.hpp"

namespace parley {

// Targets from a CSV file with the columns id, group, what, low, high, base_rate, source; lines of
// diagnostics for what is wrong. Expects that the file can be read, else says so in a diagnostic.
std::vector<RecordTarget> load_targets(const std::string& file, Diagnostics& diagnostics);

std::string record_text(const Record& record, const RecordOptions& options, bool colour);
std::string record_json(const Record& record, const RecordOptions& options);
// Writes record.csv and, where there is one, without.csv into a folder. Throws WriteError.
void write_record(OutputFolder& folder, const Record& record);

}  // namespace parley

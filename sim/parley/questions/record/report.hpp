// How is the model's record told, as text, as JSON and as tables?
#pragma once

#include <string>

#include "parley/document/yaml_document.hpp"
#include "parley/questions/record/record.hpp"
#include "parley/writing/output_file.hpp"

namespace parley {

// What it comes to, a sentence each, for those who read no further (answer.cpp).
std::vector<std::string> answer_in_words(const Record& record);
std::string record_text(const Record& record, const RecordOptions& options, bool colour);
std::string record_json(const Record& record, const RecordOptions& options);
// Writes record.csv (figures), scores.csv (each forecast of each figure), groups.csv and, where there is one,
// without.csv into a folder. Throws WriteError.
void write_record(OutputFolder& folder, const Record& record);

// Shared by text and tables (report_tables.cpp).
std::string score_name(Unit unit);  // "CRPS", "Brier score"
// What the model did not foresee: a quantity outside the central 90% over its ranges, something that happened
// to which it gave less than an even chance. In words; empty where it did.
std::string miss(const RecordRow& row);

}  // namespace parley

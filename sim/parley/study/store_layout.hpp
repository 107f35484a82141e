// What stands in a store, table by table?
//
// Every row but those of runs and sessions follows from the study, so that a store can be held against what
// it ought to be. A run carries a checksum of all its rows.
#pragma once

#include <utility>

#include "parley/engine/model.hpp"
#include "parley/study/store.hpp"

namespace parley {

namespace store_layout {

inline constexpr int application_id = 0x5061726c;  // "Parl"
inline constexpr int number = 3;

// Every table or view and the statement that makes it, as SQLite keeps it.
std::vector<std::pair<std::string, std::string>> tables(const Sweep& sweep, const Model& central);
// The table `study`, which says what the others are.
std::string study_table();

Row study_row(const Sweep& sweep);
Row point_row(const Sweep& sweep, std::size_t point);
std::vector<Row> assumption_rows(const Sweep& sweep);
// Key and value.
std::vector<Row> manifest_rows(const Sweep& sweep);

// Of the rows of a run: the first 64 bits of a SHA-256 of its number, its failure, its outcome and its
// rounds.
std::int64_t checksum(const RunRecord& record);

// Makes all tables, with all rows but those of runs. In a new database.
void fill(Database& database, const Sweep& sweep);

}  // namespace store_layout

// "?,?,?"
std::string questions(std::size_t n);
void bind_row(Statement& statement, int first, const Row& row);

}  // namespace parley

// Which tables does a study give to other programs?
//
//   points        point, a column a parameter, runs, failures
//   runs          run, point, replicate, a column a parameter, failure, the columns of runs.csv
//   rounds        run, point, replicate, the columns of rounds.csv; only where the study keeps them
//   survival      point, a column a parameter, day, at_risk, ended, survival, low, high: Kaplan-Meier of
//                 first truces, a row for each day on which one ended or the record of one broke off
//   survival_groups  parameter, group, values, truces, day, at_risk, ended, survival, low, high: the same of
//                 all points with these values of a parameter, from the day of signature on, with the
//                 intervals of the report (where points share their luck: over replicates)
//   sensitivity   output, method, parameter, with, value, low, high (see study_report.hpp)
//   assumptions   path, value, low, high, mark, why, varied
//   parameters    parameter, words: what varies, by its path and in plain words
//   titles        what the figures by one parameter or two say first (see figure_titles.hpp)
// Rows come in order of run or point, whatever order they were made in.
#pragma once

#include "parley/study/store.hpp"
#include "parley/writing/table_file.hpp"

namespace parley {

enum class ExportTable { runs, points, rounds, survival, survival_groups, sensitivity, assumptions, parameters, titles };
std::optional<ExportTable> export_table(std::string_view name);
// What forbids to export this table; empty: nothing.
std::string export_refusal(const Sweep& sweep, ExportTable table);

// `outputs`: of the tables of indices and titles; empty: the study's own, or the usual ones. Throws
// StoreError and WriteError.
void export_to(Store& store, const Sweep& sweep, ExportTable table, const std::string& file,
               const std::vector<std::string>& outputs, TableFormat format, bool gzip);

}  // namespace parley

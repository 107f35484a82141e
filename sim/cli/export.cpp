// parley export STUDY.db

#include "parley/study/export.hpp"

#include <cstdio>
#include <sstream>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/runs/tables.hpp"
#include "parley/study/completeness.hpp"

namespace parley::cli {

namespace po = boost::program_options;

int export_tables(const Arguments& arguments) {
  std::string table = "runs", format = "csv", output;
  std::vector<std::string> outputs;
  bool gzip = false, help = false;
  po::options_description visible("Options");
  visible.add_options()(
      "table,t", po::value(&table)->value_name("NAME"),
      "runs (default), points, rounds, survival, survival_groups, sensitivity, assumptions, parameters or "
      "titles")("format,f", po::value(&format)->value_name("csv|csv2|tsv|jsonl"),
                "how it is written (default csv; csv2: semicolons and decimal commas)")(
      "of", po::value(&outputs)->value_name("OUTPUT")->composing(),
      "sensitivity, titles: of this output (default: the study's own); repeatable")(
      "output,o", po::value(&output)->value_name("FILE"), "where to (default: standard output)")(
      "gzip", po::bool_switch(&gzip), "packed")("help,h", po::bool_switch(&help), "this help");
  po::variables_map given;
  if (!parse_arguments("export", arguments, visible, given)) return bad_input;
  if (help) {
    std::ostringstream text;
    text
        << "usage: parley export STUDY.db [options]\n\nWrites a table of a study for pandas, R, gnuplot or a "
           "spreadsheet. The same study gives the same bytes,\nhowever its runs were made. Where runs of the "
           "study are still missing it says so on standard error,\nand the exit code is 75.\n\n"
        << visible;
    return print(text.str());
  }
  const auto file = one_scenario("export", given, "study store");
  if (!file) return bad_input;
  const auto which = export_table(table);
  if (!which)
    return usage_error(
        "export",
        fmt::format("--table {}: expected runs, points, rounds, survival, survival_groups, sensitivity, "
                    "assumptions, parameters or titles",
                    table));
  const auto how = table_format(format);
  if (!how)
    return usage_error("export", fmt::format("--format {}: expected csv, csv2, tsv or jsonl", format));
  if (const std::string refusal = write_refusal(output, {*file}); !refusal.empty())
    return usage_error("export", refusal);
  try {
    Store store(*file, Database::Mode::read);
    const Sweep sweep = store.sweep();
    if (const std::string refusal = export_refusal(sweep, *which); !refusal.empty())
      return usage_error("export", refusal);
    export_to(store, sweep, *which, output, outputs, *how, gzip);
    return told_complete(incomplete_words(completeness(sweep, store.runs()), *file));
  } catch (const std::runtime_error& e) {
    say(fmt::format("parley export: {}\n", e.what()));
    return could_not_finish;
  }
}

}  // namespace parley::cli

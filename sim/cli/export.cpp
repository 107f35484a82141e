// parley export STUDY.db

#include "parley/study/export.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/runs/tables.hpp"
#include "parley/study/completeness.hpp"

namespace parley::cli {

namespace po = boost::program_options;

namespace {

struct ExportLine {
  std::string table = "runs", format = "csv", output;
  std::vector<std::string> outputs;
  bool gzip = false, help = false;
};

po::options_description export_options(ExportLine& o) {
  po::options_description d("Options");
  d.add_options()("table,t", po::value(&o.table)->value_name("NAME"),
                  "runs (default), points, rounds, survival, survival_groups, sensitivity, assumptions, "
                  "parameters or titles");
  d.add_options()("format,f", po::value(&o.format)->value_name("csv|csv2|tsv|jsonl"),
                  "how it is written (default csv; csv2: semicolons and decimal commas)");
  d.add_options()("of", po::value(&o.outputs)->value_name("OUTPUT")->composing(),
                  "sensitivity, titles: of this output (default: the study's own); repeatable");
  d.add_options()("output,o", po::value(&o.output)->value_name("FILE"),
                  "where to (default: standard output)");
  d.add_options()("gzip", po::bool_switch(&o.gzip), "packed");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

}  // namespace

CommandHelp export_tables_help() {
  ExportLine o;
  return described({"STUDY.db [options]"},
                   "Writes a table of a study for pandas, R, gnuplot or a spreadsheet. The same study gives "
                   "the same bytes,\nhowever its runs were made. Where runs of the study are still missing "
                   "it says so on standard error,\nand the exit code is 75.",
                   export_options(o));
}

int export_tables(const Arguments& arguments) {
  ExportLine o;
  po::variables_map given;
  if (!parse_arguments("export", arguments, export_options(o), given)) return bad_input;
  if (o.help) return print(help_text("export", export_tables_help()));
  const auto file = one_word("export", given, "study store");
  if (!file) return bad_input;
  const auto which = export_table(o.table);
  if (!which)
    return usage_error(
        "export",
        fmt::format("--table {}: expected runs, points, rounds, survival, survival_groups, sensitivity, "
                    "assumptions, parameters or titles",
                    o.table));
  const auto how = table_format(o.format);
  if (!how)
    return usage_error("export", fmt::format("--format {}: expected csv, csv2, tsv or jsonl", o.format));
  if (const std::string refusal = write_refusal(o.output, {*file}); !refusal.empty())
    return usage_error("export", refusal);
  try {
    Store store(*file, Database::Mode::read);
    const Sweep sweep = store.sweep();
    if (const std::string refusal = export_refusal(sweep, *which); !refusal.empty())
      return usage_error("export", refusal);
    export_to(store, sweep, *which, o.output, o.outputs, *how, o.gzip);
    return told_complete(incomplete_words(completeness(sweep, store.runs()), *file));
  } catch (const std::runtime_error& e) {
    say(fmt::format("parley export: {}\n", e.what()));
    return could_not_finish;
  }
}

}  // namespace parley::cli

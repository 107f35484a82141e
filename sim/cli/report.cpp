// parley report STUDY.db, parley report DIR --html FILE

#include "parley/study/report.hpp"

#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/document/quantity.hpp"
#include "parley/runs/run_folder.hpp"
#include "parley/runs/tables.hpp"
#include "parley/study/answers.hpp"
#include "parley/study/completeness.hpp"
#include "parley/study/html_report.hpp"
#include "parley/study/store.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

struct ReportLine {
  std::vector<std::string> outputs;
  std::string threshold, method, html;
  bool json = false, quiet = false, help = false;
};

po::options_description report_options(ReportLine& o) {
  po::options_description d("Options");
  d.add_options()("html", po::value(&o.html)->value_name("FILE"),
                  "write one page with charts and tables that opens in any browser, without network")(
      "output,y", po::value(&o.outputs)->value_name("NAME")->composing(),
      "look at this output: holding, first_truce_beyond_30, deaths ...; repeatable")(
      "threshold", po::value(&o.threshold)->value_name("X"),
      "scenario discovery: find where the outputs are above X")(
      "method", po::value(&o.method)->value_name("sobol|morris"),
      "insist on these indices; an error where the design does not give them")(
      "json", po::bool_switch(&o.json), "print one JSON object instead of text")(
      "quiet,q", po::bool_switch(&o.quiet), "with --html: no message but errors")(
      "help,h", po::bool_switch(&o.help), "this help");
  return d;
}

// What is read: a store, or of a folder of runs the manifest and the table.
FilesRead reading_of(const std::string& source) {
  const fs::path folder(source);
  return {source, (folder / "manifest.json").string(), (folder / "runs.csv").string(),
          (folder / "runs.csv.part").string()};
}

void write_page(const ReportLine& o, const std::string& source, const std::string& page) {
  write_whole(o.html, page, reading_of(source));
  if (!o.quiet) say(fmt::format("The page is in {}.\n", o.html));
}

int report_of_runs(const ReportLine& o, const std::string& folder) {
  if (o.html.empty())
    return usage_error("report",
                       fmt::format("{} is a folder of runs: name the page to write (--html FILE), or use "
                                   "'parley explain' for one of its runs",
                                   folder));
  if (!o.outputs.empty() || !o.threshold.empty() || !o.method.empty() || o.json)
    return usage_error(
        "report", "--output, --threshold, --method and --json are for studies, not for a folder of runs");
  try {
    write_page(o, folder, runs_page(folder));
    return done;
  } catch (const FolderError& e) {
    say(fmt::format("parley report: {}\n", e.what()));
    return bad_input;
  }
}

int report_of_study(const ReportLine& o, const std::string& file) {
  FindingsWanted wanted;
  wanted.outputs = o.outputs;
  if (!o.threshold.empty() && !(wanted.threshold = parse_double(o.threshold)))
    return usage_error("report", fmt::format("--threshold {}: expected a number", o.threshold));
  if (!o.method.empty() && o.method != "sobol" && o.method != "morris")
    return usage_error("report", fmt::format("--method {}: expected sobol or morris", o.method));
  Store store(file, Database::Mode::read);
  const Sweep sweep = store.sweep();
  if (!o.method.empty())
    if (const std::string refusal =
            estimator_refusal(sweep.spec, o.method == "sobol" ? Estimator::sobol : Estimator::morris);
        !refusal.empty())
      return usage_error("report", refusal);
  const Columns columns = outcome_columns_of(sweep);
  for (const auto& name : o.outputs) {
    const auto output = output_of(name, columns);
    if (!output)
      return usage_error("report", fmt::format("there is no output '{}' ({})", printable(name),
                                               suggest(name, output_names(columns))));
    if (const std::string why = output_refusal(*output, sweep.central); !why.empty())
      return usage_error("report", fmt::format("'{}' cannot be known: {}", name, why));
  }
  const Findings findings = findings_of(store, sweep, wanted);
  if (!o.html.empty()) write_page(o, file, study_page(store, sweep, findings, file));
  int told = done;
  if (o.json)
    told = print(study_report_json(sweep, findings, study_answers(store, sweep), file));
  else if (o.html.empty())
    told = print(study_report_text(sweep, findings, study_answers(store, sweep), file));
  if (told != done) return told;
  return told_complete(incomplete_words(completeness(sweep, findings.runs), file));
}

}  // namespace

CommandHelp report_help() {
  ReportLine o;
  return described(
      {"STUDY.db [options]", "DIR --html FILE"},
      "Tells what a study says: how runs end, which assumptions matter, where truces last, by which values "
      "of\nthe parameters, and how surely. With --html as a page to look at; also of a folder that 'parley "
      "run -o DIR' wrote:\n\n  parley report geneva.db --html report.html",
      report_options(o));
}

int report(const Arguments& arguments) {
  ReportLine o;
  const po::options_description visible = report_options(o);
  po::variables_map given;
  if (!parse_arguments("report", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("report", report_help()));
  const auto file = one_word("report", given, "study store");
  if (!file) return bad_input;
  if (given.count("html") != 0U) {
    if (o.html.empty()) return usage_error("report", "--html names no file");
    if (const std::string refusal = write_refusal(o.html, reading_of(*file)); !refusal.empty())
      return usage_error("report", "--html " + refusal);
  }
  try {
    std::error_code error;
    return fs::is_directory(*file, error) ? report_of_runs(o, *file) : report_of_study(o, *file);
  } catch (const StoreError& e) {
    say(fmt::format("parley report: {}\n", e.what()));
  } catch (const WriteError& e) {
    say(fmt::format("parley report: {}\n", e.what()));
  }
  return could_not_finish;
}

}  // namespace parley::cli

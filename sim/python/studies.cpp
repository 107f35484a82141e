// Studies: made, gone on with, and read from their stores.

#include <filesystem>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "held.hpp"
#include "parley/document/quantity.hpp"
#include "parley/study/answers.hpp"
#include "parley/study/completeness.hpp"
#include "parley/study/execution.hpp"
#include "parley/study/export.hpp"
#include "parley/study/html_report.hpp"
#include "parley/study/outputs.hpp"
#include "parley/study/report.hpp"
#include "waiting.hpp"

namespace parley::python {

namespace py = pybind11;
namespace fs = std::filesystem;

namespace {

// The study of this text; paths in it are relative to the folder of `file`.
Sweep sweep_of(const std::string& text, const std::string& file) {
  Diagnostics problems;
  auto document = parse_yaml(file, text, problems);
  if (!document) throw Refused{std::move(problems)};
  StudyOrigin origin;
  origin.file = file;
  origin.folder = fs::path(file).parent_path().string();
  auto loaded = load_study(std::move(*document), problems);
  if (!loaded) throw Refused{std::move(problems)};
  auto scenario = read_yaml_file((fs::path(origin.folder) / loaded->study.scenario).string(), problems);
  if (!scenario) throw Refused{std::move(problems)};
  auto sweep = make_sweep(std::move(loaded->study), std::move(*scenario), origin, problems);
  if (sweep) check_outputs(*sweep, file, problems);
  if (sweep && problems.empty())
    check_points(*sweep, origin, points_to_check(*sweep, 2000, [](std::size_t) { return true; }), problems);
  if (!sweep || !problems.empty()) throw Refused{std::move(problems)};
  return std::move(*sweep);
}

// Makes the runs that the store lacks; a store that is not there is made. (runs there, runs planned, failed).
py::tuple made(const std::optional<std::string>& text, const std::string& file, const std::string& db,
               int jobs, const py::object& progress) {
  const auto [there, planned, failed] = waited_for(progress, [&](Watched& watched) {
    std::error_code ignored;
    std::optional<Sweep> sweep;
    if (text) sweep = sweep_of(*text, file);
    if (!fs::exists(db, ignored)) {
      if (!sweep) refuse("there is no " + db + " to go on with");
      Store::create(db, *sweep);
    }
    Store store(db, Database::Mode::write);
    if (!sweep) sweep = store.sweep();
    std::string refusal = store.refusal(*sweep);
    if (refusal.empty()) refusal = replay_problem(*sweep, store);
    if (!refusal.empty()) refuse(db + " cannot be gone on with: " + refusal + "; name another file");
    StudyOptions options;
    options.jobs = jobs;
    options.stop = &watched.stop;
    options.progress = [&](const StudyProgress& p) {
      watched.done = p.done;
      watched.total = p.total;
    };
    const StudyEnd end = run_study(*sweep, store, options);
    return std::tuple(end.at.done, end.at.total, end.failed);
  });
  return py::make_tuple(there, planned, failed);
}

void exported(const std::string& db, const std::string& table, const std::vector<std::string>& outputs,
              const std::string& file) {
  const auto which = export_table(table);
  if (!which) refuse("there is no table '" + printable(table) + "'");
  waited_for(py::none(), [&](Watched&) {
    Store store(db, Database::Mode::read);
    const Sweep sweep = store.sweep();
    if (const std::string why = export_refusal(sweep, *which); !why.empty()) refuse(why);
    export_to(store, sweep, *which, file, outputs, TableFormat::csv, false);
    return 0;
  });
}

// (text, JSON, page, what is missing) of a study; the page only where it is asked for.
py::tuple reported(const std::string& db, const std::vector<std::string>& outputs,
                   std::optional<double> threshold, bool page) {
  const auto told = waited_for(py::none(), [&](Watched&) {
    Store store(db, Database::Mode::read);
    const Sweep sweep = store.sweep();
    FindingsWanted wanted;
    wanted.outputs = outputs;
    wanted.threshold = threshold;
    const Findings findings = findings_of(store, sweep, wanted);
    const Answers answers = study_answers(store, sweep);
    return std::array<std::string, 4>{study_report_text(sweep, findings, answers, db),
                                      study_report_json(sweep, findings, answers, db),
                                      page ? study_page(store, sweep, findings, db) : std::string(),
                                      incomplete_words(completeness(sweep, findings.runs), db)};
  });
  return py::make_tuple(told[0], told[1], told[2], told[3]);
}

}  // namespace

void add_studies(py::module_& m) {
  m.def("sweep", &made);
  m.def("export", &exported);
  m.def("report", &reported);
}

}  // namespace parley::python

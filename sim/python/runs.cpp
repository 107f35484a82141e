// Runs of a scenario: their tables, their summary with both doubts, one of them told.

#include <filesystem>

#include <fmt/format.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "columns.hpp"
#include "held.hpp"
#include "parley/runs/explain.hpp"
#include "parley/runs/record_words.hpp"
#include "parley/runs/run_folder.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/runs/tables.hpp"
#include "parley/runs/trace_rows.hpp"
#include "parley/study/html_report.hpp"
#include "parley/support/clock.hpp"
#include "parley/writing/output_file.hpp"
#include "waiting.hpp"

namespace parley::python {

namespace py = pybind11;
namespace fs = std::filesystem;

namespace {

// The tables of runs as columns, those that the trace level asks for.
struct Collected {
  std::unique_ptr<HeldRuns> runs;
  std::vector<std::pair<const char*, ColumnCells>> tables;
};

Collected play(const ScenarioPtr& scenario, std::uint32_t n, std::uint64_t seed, int jobs, TraceLevel level,
               Watched& watched) {
  const Model& model = scenario->model();
  Collected all;
  all.runs = std::make_unique<HeldRuns>(scenario);
  HeldRuns& held = *all.runs;
  held.seed = seed;
  held.trace = level;
  all.tables.emplace_back("runs", ColumnCells(run_lines(), model));
  if (level >= TraceLevel::rounds) {
    all.tables.emplace_back("rounds", ColumnCells(round_lines(), model));
    all.tables.emplace_back("events", ColumnCells(event_lines(), model));
  }
  if (level >= TraceLevel::offers) all.tables.emplace_back("offers", ColumnCells(offer_lines(), model));
  if (level >= TraceLevel::days) all.tables.emplace_back("days", ColumnCells(day_lines(), model));
  References references(model);
  BatchOptions batch;
  batch.seed = seed;
  batch.replicates = n;
  batch.jobs = jobs;
  batch.trace = level;
  watched.total = n;
  BatchHooks hooks;
  hooks.stop = &watched.stop;
  hooks.run = [&](std::uint32_t replicate, const Outcome& outcome, const Trace* trace) {
    held.summary.add(outcome);
    held.kinds.add(replicate, outcome);
    held.sums.add(outcome);
    auto& tables = all.tables;
    write_row(tables[0].second, run_lines(), run_row(model, &references, outcome, replicate));
    if (tables.size() > 2) {
      write_rounds(tables[1].second, round_lines(), model, *trace, replicate);
      write_events(tables[2].second, model, *trace, replicate);
    }
    if (tables.size() > 3) write_offers(tables[3].second, model, *trace, replicate);
    if (tables.size() > 4) write_days(tables[4].second, model, *trace, replicate);
    watched.done = replicate + 1;
  };
  held.finished = run_batch(model, batch, hooks);
  return all;
}

py::tuple run(const ScenarioPtr& scenario, std::uint32_t n, std::uint64_t seed, int jobs,
              const std::string& trace, const py::object& progress) {
  const TraceLevel level = trace_level(trace);
  Collected all =
      waited_for(progress, [&](Watched& watched) { return play(scenario, n, seed, jobs, level, watched); });
  py::dict tables;
  for (auto& [name, cells] : all.tables) tables[name] = cells.handed_over();
  return py::make_tuple(std::move(all.runs), tables);
}

std::uint32_t typical(const HeldRuns& runs) { return static_cast<std::uint32_t>(runs.kinds.choose().run); }

RunRequest request_of(const HeldRuns& runs) {
  static constexpr const char* names[] = {"none", "rounds", "offers", "days"};
  RunRequest request = runs.scenario->request();
  request.seed = runs.seed;
  request.replicates = runs.finished;
  request.trace = names[static_cast<std::size_t>(runs.trace)];
  request.command_line = {"parley", "(from Python)"};
  return request;
}

// A run as `parley run` tells it.
std::vector<ChronicleEntry> told_of(const Model& model, const RunKey& key) {
  const auto state = std::make_unique<State>(model);
  Trace trace;
  const Outcome& outcome = simulate(model, key, *state, &trace);
  return chronicle(model, trace, outcome);
}

// What `parley run` prints of these runs, as text and as JSON.
py::tuple summary(const HeldRuns& runs, std::size_t points, std::uint32_t per_point, int jobs,
                  bool every_number, const py::object& progress) {
  auto told = waited_for(progress, [&](Watched& watched) {
    const Model& model = runs.scenario->model();
    DoubtOptions doubt{.seed = runs.seed,
                       .points = points,
                       .runs = per_point,
                       .jobs = jobs,
                       .held = runs.scenario->held(),
                       .stop = &watched.stop};
    doubt.every_number = every_number;
    watched.total = points;
    doubt.progress = [&](std::size_t done) { watched.done = done; };
    Answers answers = answers_of(model.scenario, runs.sums, runs.summary, doubt);
    answers.record = record_in_words(runs.scenario->file());
    RunRequest request = request_of(runs);
    request.points = static_cast<std::uint32_t>(points);
    request.per_point = per_point;
    request.every_number = every_number;
    const Representative chosen = runs.kinds.choose();
    Story story;
    story.replicate = static_cast<std::uint32_t>(chosen.run);
    story.alike = chosen.alike;
    story.entries = told_of(model, {runs.seed, 0, story.replicate});
    References references(model);
    return std::pair(briefing(model, request, runs.summary, answers, references, story, false),
                     summary_json(model, request, runs.summary, answers, references, story));
  });
  return py::make_tuple(std::move(told.first), std::move(told.second));
}

// One run told: (run, entries of (day, until, dates, kind, text), the page of `parley explain`).
py::tuple story(const ScenarioPtr& scenario, std::uint64_t seed, std::uint32_t run) {
  const auto told = waited_for(py::none(), [&](Watched&) {
    const Explained one = replay(scenario->model(), {seed, 0, run});
    const RunSource source{scenario->file(), scenario->set(), {seed, 0, run}, {}};
    return std::pair(told_of(scenario->model(), source.key),
                     explained_text(scenario->model(), source, one, false));
  });
  py::list entries;
  for (const ChronicleEntry& e : told.first)
    entries.append(
        py::make_tuple(e.day, e.until, dates_of(scenario->model(), e), std::string(e.kind), e.text));
  return py::make_tuple(run, entries, told.second);
}

// The folder that `parley run -o` would have written: the runs are made again.
void save(const HeldRuns& runs, const std::string& folder, int jobs) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error))
    refuse(folder + " is not empty; name another folder");
  waited_for(py::none(), [&](Watched& watched) {
    const Model& model = runs.scenario->model();
    OutputFolder out(folder, {runs.scenario->file()});
    References references(model);
    RunTables tables(out, model, references, runs.trace);
    BatchOptions batch;
    batch.seed = runs.seed;
    batch.replicates = runs.finished;
    batch.jobs = jobs;
    batch.trace = runs.trace;
    BatchHooks hooks;
    hooks.stop = &watched.stop;
    hooks.run = [&](std::uint32_t replicate, const Outcome& outcome, const Trace* trace) {
      tables.add(replicate, outcome, trace);
    };
    if (run_batch(model, batch, hooks) < runs.finished) throw Stopped();
    tables.flush();
    out.sync();
    write_whole((fs::path(folder) / "manifest.json").string(),
                manifest_json(model, request_of(runs), "complete", runs.finished, now_utc(), out.sha256()),
                {});
    out.commit();
    return 0;
  });
}

}  // namespace

void add_runs(py::module_& m) {
  py::class_<HeldRuns>(m, "Runs")
      .def_property_readonly("finished", [](const HeldRuns& r) { return r.finished; })
      .def_property_readonly("typical", &typical)
      .def("summary", &summary)
      .def("save", &save);
  m.def("run", [](const std::shared_ptr<HeldScenario>& s, std::uint32_t n, std::uint64_t seed, int jobs,
                  const std::string& trace,
                  const py::object& progress) { return run(s, n, seed, jobs, trace, progress); });
  m.def("story", [](const std::shared_ptr<HeldScenario>& s, std::uint64_t seed, std::uint32_t k) {
    return story(s, seed, k);
  });
  m.def("points_for", &points_for);
  m.def("page_of_runs", [](const std::string& folder) {
    return waited_for(py::none(), [&](Watched&) { return runs_page(folder); });
  });
}

}  // namespace parley::python

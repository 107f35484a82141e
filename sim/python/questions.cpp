// The questions that need no table of runs: what would kill a text, is there room for a deal, which of two is
// better.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "held.hpp"
#include "parley/questions/analysis/report.hpp"
#include "parley/questions/compare/report.hpp"
#include "parley/questions/premortem/report.hpp"
#include "parley/writing/output_file.hpp"
#include "waiting.hpp"

namespace parley::python {

namespace py = pybind11;

namespace {

using Shared = std::shared_ptr<HeldScenario>;

// The scenario with the deal of a file in place of its own; that as it is where no file is named.
Scenario with_deal(const HeldScenario& held, const std::string& deal) {
  Scenario scenario = held.loaded().scenario;
  Diagnostics problems;
  if (!deal.empty() && !load_deal_file(deal, scenario, problems)) throw Refused{std::move(problems)};
  return scenario;
}

using Told = std::pair<std::string, std::string>;
py::tuple as_tuple(const Told& told) { return py::make_tuple(told.first, told.second); }

py::tuple premortem_of(const Shared& held, const std::string& deal, std::uint32_t n, std::uint64_t seed,
                       int jobs, int days, double share, double worth, std::size_t points,
                       std::uint32_t per_point, const std::string& folder, const py::object& progress) {
  const Scenario scenario = with_deal(*held, deal);
  if (const std::string refusal = premortem_refusal(scenario); !refusal.empty()) refuse(refusal);
  return as_tuple(waited_for(progress, [&](Watched& watched) {
    PremortemOptions options;
    options.seed = seed;
    options.replicates = n;
    options.jobs = jobs;
    options.days = days;
    options.share = share;
    options.worth = worth;
    options.points = points;
    options.per_point = per_point;
    options.held = held->held();
    options.progress = [&](const std::string& what) { watched.now(what); };
    RunRequest request = held->request();
    request.seed = seed;
    const auto model = std::make_unique<Model>(scenario);
    const Premortem result = premortem(scenario, options);
    OutputFolder out(folder, {held->file(), deal});
    write_premortem(out, *model, result);
    out.commit();
    return Told(premortem_text(*model, request, result, false), premortem_json(*model, request, result));
  }));
}

py::tuple analysis_of(const Shared& held, const std::string& deal, std::size_t points, int jobs,
                      const std::string& folder, const py::object& progress) {
  const Scenario scenario = with_deal(*held, deal);
  return as_tuple(waited_for(progress, [&](Watched& watched) {
    watched.now("packages");
    const auto model = std::make_unique<Model>(scenario);
    const Analysis analysis = analyze(*model);
    watched.now("declared ranges");
    RoomOptions over;
    over.points = points;
    over.jobs = jobs;
    over.held = held->held();
    const RoomOverRanges room = room_over_ranges(model->scenario, over);
    OutputFolder out(folder, {held->file(), deal});
    write_analysis(out, *model, analysis);
    out.commit();
    return Told(analysis_text(*model, analysis, room, false), analysis_json(*model, analysis, room));
  }));
}

py::tuple comparison_of(const Shared& a, const Shared& b, std::uint32_t n, std::uint64_t seed, int jobs,
                        int days, const std::string& measure_name, std::uint32_t points,
                        std::uint32_t per_point, const py::object& progress) {
  const Measure* const named = measure(measure_name);
  if (named == nullptr) {
    std::string names;
    for (const Measure& m : measures()) names += (names.empty() ? "" : ", ") + std::string(m.name);
    refuse("measure '" + printable(measure_name) + "': expected one of " + names);
  }
  if (const std::string why = measure_refusal(*named, a->scenario(), b->scenario(), days); !why.empty())
    refuse("measure '" + measure_name + "': " + why);
  return as_tuple(waited_for(progress, [&](Watched& watched) {
    CompareOptions options;
    options.seed = seed;
    options.replicates = n;
    options.jobs = jobs;
    options.days = days;
    options.points = points;
    options.runs = per_point;
    options.measure = named->name;
    options.held = b->held();
    options.progress = [&](const std::string& what) { watched.now(what); };
    const Comparison result = compare(a->scenario(), b->scenario(), options);
    const CompareSide side_a{a->file(), a->set(), &a->model()}, side_b{b->file(), b->set(), &b->model()};
    return Told(comparison_text(side_a, side_b, options, result, false),
                comparison_json(side_a, side_b, options, result));
  }));
}

}  // namespace

void add_questions(py::module_& m) {
  m.def("premortem", &premortem_of);
  m.def("analyze", &analysis_of);
  m.def("compare", &comparison_of);
}

}  // namespace parley::python

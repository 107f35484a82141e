// The extension parley._parley: the library's own functions for the package in parley/, which makes them
// handy.

#include <filesystem>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "held.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/scenario/shipped.hpp"
#include "parley/scenario/whole_steps.hpp"
#include "parley/study/store.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/output_file.hpp"
#include "waiting.hpp"

namespace parley::python {

namespace py = pybind11;

void refuse(const std::string& what) { throw Refused{{{"", {}, "", what, ""}}}; }

HeldScenario::HeldScenario(const std::string& file, const std::vector<std::string>& set)
    : file_(file), set_(set) {
  Diagnostics problems;
  auto loaded = load_scenario_file(file, set, problems);
  if (loaded)
    if (const std::string refusal = refusal_of(loaded->scenario); !refusal.empty())
      problems.push_back({file, {}, "parties", refusal, {}});
  if (!problems.empty() || !loaded) throw Refused{std::move(problems)};
  loaded_ = std::move(*loaded);
  model_ = std::make_unique<Model>(loaded_.scenario);
}

RunRequest HeldScenario::request() const {
  RunRequest request;
  request.scenario_file = file_;
  request.scenario_text = loaded_.document.text;
  request.scenario_sha256 = sha256(loaded_.document.text);
  request.overrides = set_;
  return request;
}

std::vector<std::string> HeldScenario::held() const {
  std::vector<std::string> paths;
  for (const std::string& word : set_) paths.push_back(word.substr(0, word.find('=')));
  return paths;
}

TraceLevel trace_level(const std::string& name) {
  if (name == "none") return TraceLevel::none;
  if (name == "rounds") return TraceLevel::rounds;
  if (name == "offers") return TraceLevel::offers;
  if (name == "days") return TraceLevel::days;
  refuse("trace '" + printable(name) + "': expected none, rounds, offers or days");
}

namespace {

// Every number that runs look at: words, path, value, low, high, mark, why, unit, meaning, how it is founded,
// whole.
py::list numbers(const HeldScenario& s) {
  py::list rows;
  const auto maybe = [](const std::optional<double>& x) {
    return x ? py::object(py::float_(*x)) : py::none();
  };
  for (const KnownNumber& n : numbers_of(s.scenario()))
    rows.append(py::make_tuple(in_words(s.scenario(), n.path), n.path, n.number.value, maybe(n.number.low),
                               maybe(n.number.high), std::string(name_of(n.number.mark)), n.number.why,
                               std::string(n.spec.unit), std::string(n.spec.what),
                               std::string(founded_names[static_cast<std::size_t>(n.founded)])));
  return rows;
}

}  // namespace

}  // namespace parley::python

PYBIND11_MODULE(_parley, m) {
  using namespace parley;
  using namespace parley::python;
  m.doc() = "The simulator's library; use the package parley.";
  m.attr("version") = std::string(version());

  // Raised with (text, [(file, line, column, path, message, hint), ...]).
  static py::exception<Refused> refused(m, "Refused", PyExc_ValueError);
  // NOLINTNEXTLINE(performance-unnecessary-value-param): its type is pybind11's
  py::register_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const Refused& e) {
      py::list problems;
      for (const Diagnostic& d : e.problems)
        problems.append(py::make_tuple(d.file, d.place.line, d.place.column, d.path, d.message, d.hint));
      std::string text;
      for (const Diagnostic& d : e.problems)
        text += (text.empty() ? "" : "\n") + (d.file.empty() ? d.message : to_string(d));
      PyErr_SetObject(refused.ptr(), py::make_tuple(text, problems).ptr());
    } catch (const StoreError& e) {
      PyErr_SetString(PyExc_OSError, e.what());
    } catch (const WriteError& e) {
      PyErr_SetString(PyExc_OSError, e.what());
    }
  });

  py::class_<HeldScenario, std::shared_ptr<HeldScenario>>(m, "Scenario")
      .def(py::init<const std::string&, const std::vector<std::string>&>(), py::arg("file"), py::arg("set"))
      .def_property_readonly("file", &HeldScenario::file)
      .def("as_played", [](const HeldScenario& s, const std::string& path,
                           double value) { return as_played(s.scenario(), path, value); })
      .def_property_readonly("name", [](const HeldScenario& s) { return s.scenario().name; })
      .def_property_readonly("text", [](const HeldScenario& s) { return s.loaded().document.text; })
      .def("numbers", &numbers);
  m.def("data_folder_of", &data_folder_of);
  m.def("shipped_names", &shipped_names);
  m.def("named_file", &named_file);
  m.def("near_names", &near_names);
  add_runs(m);
  add_questions(m);
  add_studies(m);
  add_seats(m);
}

// What does Python hold: a scenario that was read, and runs of it?
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <pybind11/pybind11.h>

#include "parley/runs/batch.hpp"
#include "parley/runs/briefing.hpp"
#include "parley/runs/representative.hpp"
#include "parley/scenario/loader.hpp"

namespace parley::python {

// Mistakes in what was given, as a Python exception with all of them (parley.ScenarioError).
struct Refused {
  Diagnostics problems;
};
[[noreturn]] void refuse(const std::string& what);

// A scenario and the model that it compiles to. Neither changes.
class HeldScenario {
 public:
  HeldScenario(const std::string& file, const std::vector<std::string>& set);
  const std::string& file() const { return file_; }
  const std::vector<std::string>& set() const { return set_; }
  const LoadedScenario& loaded() const { return loaded_; }
  const Scenario& scenario() const { return model_->scenario; }
  const Model& model() const { return *model_; }
  RunRequest request() const;
  // Paths that were set, which keep their values where others are drawn.
  std::vector<std::string> held() const;

 private:
  std::string file_;
  std::vector<std::string> set_;
  LoadedScenario loaded_;
  std::unique_ptr<Model> model_;
};
using ScenarioPtr = std::shared_ptr<const HeldScenario>;

// What many runs told together, for the summary that may be asked for later.
struct HeldRuns {
  explicit HeldRuns(ScenarioPtr of) : scenario(std::move(of)), sums(scenario->scenario()) {}
  ScenarioPtr scenario;
  std::uint64_t seed = 1;
  std::uint32_t finished = 0;
  TraceLevel trace = TraceLevel::none;
  Summary summary{};
  RepresentativeRun kinds{};
  HeadlineSums sums;
};

TraceLevel trace_level(const std::string& name);

// What a module of the extension adds to it.
void add_runs(pybind11::module_& m);
void add_questions(pybind11::module_& m);
void add_studies(pybind11::module_& m);
void add_seats(pybind11::module_& m);

}  // namespace parley::python

// What is the model's record against what is known of truces?
//
// Each target is a published figure, or a fact that theory states, with the band in which the model should
// come out. Those of the group `calibration` were used to set the model's free numbers; the others were not.
// Beside each stands the base rate: what a forecast without a model would say (no change, or the mean of all
// ceasefires).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parley/questions/record/population.hpp"
#include "parley/scenario/scenario.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

struct RecordTarget {
  std::string id, group, what, source;
  double low = 0, high = 0;  // hit if the model's figure lies within
  std::optional<double> base_rate;
};

// A figure of the model with its 95% interval over runs, and n of them.
struct RecordFigure {
  double value = 0, low = 0, high = 0;
  std::size_t n = 0;
  std::string note;
};

struct RecordRow {
  RecordTarget target;
  RecordFigure model;
  bool hit() const { return within(model.value); }
  std::optional<bool> base_rate_hit() const {
    return target.base_rate ? std::optional(within(*target.base_rate)) : std::nullopt;
  }

 private:
  bool within(double x) const { return x >= target.low && x <= target.high; }
};

// A mechanism switched off by parameters, and what is left of the record without it.
struct Ablation {
  std::string name, parameters;
  std::vector<RecordRow> rows;  // of the cases that are played again
};

struct Record {
  std::vector<RecordRow> rows;
  std::vector<Ablation> without;
};

// The conflicts that the targets speak of.
struct RecordCases {
  Scenario february;   // Syria, February 2016, with its text in force
  Scenario september;  // Geneva, August 2016, with the text of 9 September in force
  Scenario december;   // Syria, December 2016, with its text in force
  Scenario may;        // Syria, May 2017, with its text in force
};

struct RecordOptions {
  std::uint64_t seed = 1;
  std::uint32_t replicates = 500;  // runs of each case
  std::uint32_t population = 500;  // random conflicts of each class
  int jobs = 0;
  bool without = true;  // also with mechanisms switched off
  std::function<void(const std::string&)> progress;
};

// The identifiers that a target may have.
std::vector<std::string> record_ids();
// Expects targets with known identifiers, each once.
Record play_record(const std::vector<RecordTarget>& targets, const RecordCases& cases,
                   const RecordOptions& options);

// Pieces, by identifier; each plays its own runs.
using Figures = std::vector<std::pair<std::string, RecordFigure>>;
Figures february_figures(const Scenario& february, const RecordOptions& options);    // record_cases.cpp
Figures september_figures(const Scenario& september, const RecordOptions& options);  // record_cases.cpp
Figures december_figures(const Scenario& december, const RecordOptions& options);    // record_cases.cpp
Figures may_figures(const Scenario& may, const RecordOptions& options);              // record_cases.cpp
Figures population_figures(const RecordOptions& options);                            // record_population.cpp
Figures mechanism_figures(const RecordCases& cases, const RecordOptions& options);   // record_mechanisms.cpp

}  // namespace parley

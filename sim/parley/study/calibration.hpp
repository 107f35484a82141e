// Which values of the parameters make the model's outputs what is known of them, and what does that say of
// outputs that were held out?
//
// Approximate Bayesian computation (study/abc_smc.hpp) with uniform priors over the study's parameters. A
// parameter set is played `replicates` times; its distance is the root mean square, over the targets, of
// (mean output - target) / scale. Targets that are held out take no part in it.
#pragma once

#include "parley/statistics/abc_smc.hpp"
#include "parley/statistics/statistics.hpp"
#include "parley/study/outputs.hpp"
#include "parley/study/sweep.hpp"

namespace parley {

struct PosteriorParameter {
  double prior_low = 0, prior_high = 0;
  double mean = 0, low = 0, median = 0, high = 0;  // weighted; the 90% interval's ends
};

// An output under the posterior, from fresh luck: means of as many runs as the fit used. Not known where no
// set of parameters has a run that tells it.
struct PredictiveCheck {
  std::string output;
  double target = 0, scale = 1;
  bool held_out = false;
  double mean = unknown, low = unknown, high = unknown;  // 90% of the posterior's means
  std::size_t sets = 0;                                  // of the posterior that tell it
  bool moved =
      true;  // by some value of the parameters, or by luck; else no target speaks for or against anything
  bool known() const { return sets > 0; }
  bool met() const { return target >= low && target <= high; }
};

struct CalibrationResult {
  AbcResult abc;
  std::vector<std::vector<double>> values;  // particles x parameters; a category's level by its position
  std::vector<PosteriorParameter> parameters;
  std::vector<PredictiveCheck> checks;
};

// Empty, or why this study cannot be calibrated.
std::string calibration_refusal(const Sweep& sweep);
CalibrationResult calibrate(const Sweep& sweep, int jobs, const std::atomic<bool>* stop,
                            const AbcProgress& progress);

std::string calibration_text(const Sweep& sweep, const CalibrationResult& result);
std::string calibration_json(const Sweep& sweep, const CalibrationResult& result);

}  // namespace parley

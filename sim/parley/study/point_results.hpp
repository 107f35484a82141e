// What came of a study's runs, point by point: all that its findings need, wherever the runs rest
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "parley/engine/outcome.hpp"
#include "parley/statistics/pseudo_values.hpp"
#include "parley/study/outputs.hpp"

namespace parley {

// The mean of an output at each point (not finite without a run that has it), and how well its runs alone
// tell it: standard error, and degrees of freedom of that. Not known (NaN) where one run alone has an output
// that is no share: a single value does not tell how far chance moves it.
struct PointMeans {
  Output output;
  std::vector<double> mean, error, freedom;
  std::vector<std::vector<double>> luck;  // by point and replicate (RowLuck); empty unless asked for
};

// The first truce of a run that did not fail; none where no text was signed.
struct FirstTruce {
  std::size_t point = 0;
  FirstSpell spell;
  std::size_t replicate = 0;
};

struct PointResults {
  std::size_t runs = 0, failures = 0;
  // How runs end that did not fail: by replicate, and of all.
  std::vector<std::array<std::size_t, ending_names.size()>> by_replicate;
  std::array<std::size_t, ending_names.size()> endings{};
  std::vector<PointMeans> means;   // one an output
  std::vector<FirstTruce> truces;  // one a run that did not fail
};

class Store;
// `replicates`: of a point, where the luck of each is asked for.
PointResults results_of(Store& store, std::size_t points, const std::vector<Output>& outputs,
                        std::size_t replicates = 0);

}  // namespace parley

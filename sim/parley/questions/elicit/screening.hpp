// Which numbers of a scenario are worth an expert's hour?
//
// Every number that runs look at is drawn over its range, over one by rule where none is written
// (scenario/numbers.hpp), all together; each point is played. A number weighs by Spearman's rank correlation
// with the output that it moves most (questions/elicit/headlines.hpp). Which are told from chance: at the
// level of 5%, shared out over all numbers and outputs (Bonferroni). An effect that goes up and down again,
// or that hangs wholly on other numbers, is missed. Choices among options and numbers from a source (mark S)
// are not asked for.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "parley/scenario/scenario.hpp"

namespace parley {

struct ScreeningOptions {
  std::uint64_t seed = 1;
  std::uint32_t points = 5000;  // one run at each
  int jobs = 0;
  std::function<void(const std::string&)> progress;
};

struct WeighedNumber {
  std::string path;
  std::size_t output = 0;  // that it moves most
  double correlation = 0;  // with it
  bool told = false;       // from chance
};

struct Screening {
  std::vector<WeighedNumber> numbers;  // those that can be asked for, the weightiest first
  std::size_t points = 0;              // that could be played
  std::size_t drawn = 0;               // numbers that were drawn
  double least = 0;                    // correlation that is told from chance
};

Screening screen(const Scenario& scenario, const ScreeningOptions& options);

}  // namespace parley

// What is a forecast of one figure, and what does it score once the figure is known?
#pragma once

#include <optional>
#include <variant>

#include "parley/statistics/proper_scores.hpp"

namespace parley {

// Of a quantity: equally likely values (runs, past cases), one number, or a law; `after` days go by before a
// return can be seen at all.
struct OneNumber {
  double value = 0;
};
struct DelayedWeibull {
  WeibullLaw law;
  double after = 0;
};
// Of a yes-no: a probability, or k of n runs.
struct Chance {
  double probability = 0.5;
};
struct ShareOfRuns {
  std::size_t k = 0, n = 0;
};
using Forecast = std::variant<OneNumber, ForecastSample, LogNormalLaw, DelayedWeibull, Chance, ShareOfRuns>;

struct Scored {
  double penalty = unknown;      // CRPS of a quantity, Brier's score of a yes-no
  double log_penalty = unknown;  // not known of one number; infinite for a certainty that failed
  double pit = unknown;          // of a quantity: where what was seen falls, the middle of its rank
  // What was forecast: the mean, the share of yes; of a quantity its median, 5% and 95% too.
  double mean = unknown, median = unknown, low = unknown, high = unknown;
};

// `most`: quantities that cannot be larger (days up to the end of a calendar): what is forecast beyond counts
// as that much, and its log score there is that of the probability of reaching it. Laws are cut into 2,000
// equal pieces. Of values that pile up in one place there is no log score (proper_scores.hpp).
Scored score(const Forecast& forecast, double seen, std::optional<double> most = {});

}  // namespace parley

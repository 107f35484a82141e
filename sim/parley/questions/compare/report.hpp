// How is a comparison of two scenarios reported?
#pragma once

#include <string>
#include <vector>

#include "parley/engine/model.hpp"
#include "parley/questions/compare/compare.hpp"

namespace parley {

// One side: how the user named it and what was changed in it.
struct CompareSide {
  std::string file;
  std::vector<std::string> overrides;
  const Model* model = nullptr;
};

std::string comparison_text(const CompareSide& a, const CompareSide& b, const CompareOptions& options,
                            const Comparison& result, bool colour, std::size_t width = 100);
std::string comparison_json(const CompareSide& a, const CompareSide& b, const CompareOptions& options,
                            const Comparison& result);

// The answer in a few sentences: which side does better, and whether that holds over the assumptions.
std::string comparison_in_words(const CompareOptions& options, const Comparison& result);
// Of a measure at the central values: a figure of one side in its unit, B less A with its 95% interval, and
// what may be said of that.
std::string figure_in_words(const Compared& measure, double of_side);
std::string difference_in_words(const Compared& measure);
std::string verdict_in_words(const Compared& measure);
// What a measure of it is called, with its horizon.
std::string measure_in_words(const Measure& measure, const CompareOptions& options, const Comparison& result);

}  // namespace parley

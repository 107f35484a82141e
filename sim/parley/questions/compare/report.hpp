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
// What a measure of it is called, with its horizon.
std::string measure_in_words(const Measure& measure, const CompareOptions& options, const Comparison& result);

}  // namespace parley

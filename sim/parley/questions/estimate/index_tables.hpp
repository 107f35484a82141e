// How are sensitivity indices told, whether of a study or of a table made elsewhere?
#pragma once

#include <string>
#include <vector>

#include "parley/statistics/sensitivity.hpp"
#include "parley/writing/json.hpp"

namespace parley {

// A number for people: four significant digits, large ones written out (10063, not 1.006e+04).
std::string plain_number(double value);

// Tables of text, the largest first; at most `most` parameters. `names` are those of the factors.
std::string sobol_text(const std::vector<std::string>& names, const SobolIndices& indices, std::size_t most);
// `share`: of an output in [0, 1], told in percentage points.
std::string morris_text(const std::vector<std::string>& names, const MorrisEffects& effects, std::size_t most,
                        bool share = false);

// What is no finite number is null.
Json number_json(double x);
Json estimate_json(const Estimate& estimate);
Json sobol_json(const std::vector<std::string>& names, const SobolIndices& indices);
Json morris_json(const std::vector<std::string>& names, const MorrisEffects& effects);

}  // namespace parley

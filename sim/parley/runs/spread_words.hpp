// How is a spread over points told, also where the few runs at each do not tell the points apart?
//
// Percentiles that lie close together, or are one value, look like certainty. Where the points are not told
// apart from luck (statistics/two_doubts.hpp), their mean is told instead, and within what the 10th and the
// 90th percentile lie.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "parley/statistics/two_doubts.hpp"

namespace parley {

using Written = std::function<std::string(double)>;  // a value with its unit

// A share in whole percents; "<1%" and ">99%" where these would say never and always of what is neither.
std::string whole_percent(double share);

// "1% to 65% (10th to 90th percentile), half of them at most 17%"; of points that are not told apart: "82% on
// average (4 runs a point do not tell the points apart: ...)".
std::string spread_in_words(const Spread& spread, std::size_t runs, const Written& written);
// The 10th, 50th and 90th percentile, each as wide as `widths` says; "82%  (within 68% to 96%)", "not known".
struct Widths {
  int p10 = 7, p50 = 7, p90 = 8;
};
std::string spread_columns(const Spread& spread, const Written& written, Widths widths = {});
// The same in three cells of a table: "68% or more", "about 82%", "96% or less".
std::vector<std::string> spread_cells(const Spread& spread, const Written& written);
// What such columns and cells mean; empty where all of the spreads are told apart.
std::string not_told_in_words(const std::vector<const Spread*>& spreads, std::size_t runs);
std::string not_told_on_page(const std::vector<const Spread*>& spreads, std::size_t runs);

// With `told` and `within`; without the errors and the fit.
nlohmann::ordered_json spread_json(const Spread& spread);

}  // namespace parley

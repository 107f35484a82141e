// What do the figures of a study say first, by one parameter or two?
//
// The sentences of the figures of shares, heat map and survival, with the parts that each parameter's values
// are cut into: a table for the scripts that draw them. What it may claim is decided by
// statistics/claims.hpp.
//
//   figure       shares, heatmap or survival
//   output       of the heat map; else empty
//   parameter    its path
//   with         the heat map's other one; else empty
//   parts        the largest value of each part, in order; empty: each value is a part
//   with_parts   the same of the other one
//   title        the sentence
//   words        the parameter in plain words
//   with_words   the other one
#pragma once

#include <vector>

#include "parley/study/findings.hpp"

namespace parley {

Columns figure_title_columns();
// `outputs`: those of the heat map; empty: the study's own, or the usual ones. Throws StoreError.
std::vector<Row> figure_title_rows(Store& store, const Sweep& sweep, const std::vector<std::string>& outputs);

}  // namespace parley

// What does the page show of the runs that were made? Sections of HTML; figures with n and interval.
#pragma once

#include <vector>

#include "parley/page/played.hpp"
#include "parley/questions/analysis/analysis.hpp"
#include "parley/questions/compare/compare.hpp"
#include "parley/questions/compare/report.hpp"
#include "parley/writing/html_page.hpp"

namespace parley {

// The answer first. `points` over the declared ranges, `per_point` runs at each; 0: luck alone.
std::vector<HtmlSection> told_sections(const Played& played, std::uint32_t points, std::uint32_t per_point);

// One run, day by day. `why`: why this one; may be empty.
HtmlSection story_section(const Played& played, std::uint32_t run, const std::string& why);

// What deals are possible, and who gains what.
HtmlSection room_section(const Model& model, const Analysis& analysis);

HtmlSection comparison_section(const CompareSide& a, const CompareSide& b, const CompareOptions& options,
                               const Comparison& comparison);

}  // namespace parley

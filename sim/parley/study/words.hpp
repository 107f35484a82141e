// How are the figures of a study worded, in every report?
#pragma once

#include <string>
#include <vector>

#include "parley/study/findings.hpp"

namespace parley {

// "12.3%".
std::string share_text(double share);
// A value of an output: a share in percent, another output as a number.
std::string amount(const Output& output, double value);
// A difference of an output, with its sign: in percentage points, or as a number.
std::string change(const Output& output, double value);
// An estimate of an output: no share lies outside 0 and 1.
Estimate within_reason(const Output& output, Estimate estimate);
// The values of a parameter from `low` to `high`, to a third of the range or finer.
std::string values_text(const Factor& factor, double low, double high);
// The limits that a box of scenario discovery sets.
std::vector<std::string> conditions(const Sweep& sweep, const PrimStep& box);
// An output's name as one reads it: "First truce beyond 30 days"; and before what is said of it: "...: ".
std::string in_short(const Output& output);
std::string headed(const Output& output);
// "45.0% (40.1 to 50.2)"; "45.0% (interval not known)".
std::string share_with_interval(const Interval& share);
// "chi-squared 3.1 on 1 degree of freedom, p = 0.080", and what is independent in it: runs, or replicates of
// points that share their luck.
std::string test_in_words(const LogRank& test);
std::string independent_in_words(const Sweep& sweep);
// What the parts of parameters' values hold, and their intervals; what an effect says.
std::string parts_in_words(const Findings& findings);
// What an output is, in words.
std::string about(const Output& output);

}  // namespace parley

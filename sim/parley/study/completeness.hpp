// Are all runs of a study there?  (told in the same words by every command, report and file)
#pragma once

#include <cstdint>
#include <string>

#include "parley/study/sweep.hpp"

namespace parley {

struct Completeness {
  std::uint64_t runs = 0, planned = 0;  // more than planned: where a precision asked for more
  bool complete() const { return runs >= planned; }
};
// `runs`: how many are there, those that failed among them.
Completeness completeness(const Sweep& sweep, std::uint64_t runs);
// "NOT COMPLETE: 2,700 of 4,000 runs".
std::string in_words(const Completeness& found);
// "NOT COMPLETE: 2,700 of 4,000 runs; ..." and what to do; empty where it is complete.
std::string incomplete_words(const Completeness& found, const std::string& file);

}  // namespace parley

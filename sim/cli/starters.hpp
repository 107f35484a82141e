// What does 'parley new' write?
//
// Small scenarios to start from, one for each kind of conflict. The first is what is written where no kind is
// named. The others carry a range and a reason for every number that decides, and 'parley check --advise'
// finds nothing to say about them (tests/advice_test.cpp).
#pragma once

#include <span>

namespace parley::cli {

struct Starter {
  const char *kind, *what, *text;
};
std::span<const Starter> starters();

// Their texts, one file each.
const char* starter_patrons();
const char* starter_facilitated();
const char* starter_insurgency();

}  // namespace parley::cli

// Which one run stands for many?
//
// Of the runs with the most frequent ending those whose first truce has the median length; of these those
// whose first truce ended as most of them did (who, how, why); of these the first.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "parley/runs/summary.hpp"

namespace parley {

struct Representative {
  std::uint64_t run = 0;
  Ending ending = Ending::deadlock;
  int first_truce_days = -1;        // -1: most of those with the ending have none
  EndOfTruce end;                   // of the first truce; as EndOfTruce{} where it did not end
  std::size_t alike = 0, runs = 0;  // runs with the ending, and in all
};

class RepresentativeRun {
 public:
  void add(std::uint64_t run, const Outcome& outcome);
  // There is at least one run.
  Representative choose() const;

 private:
  struct Seen {
    std::uint64_t run = 0;
    int days = 0;
    EndOfTruce end;
  };
  std::array<std::vector<Seen>, ending_names.size()> by_ending_;
};

}  // namespace parley

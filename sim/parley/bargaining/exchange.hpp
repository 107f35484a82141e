// What has been offered so far, and what was it worth to whom?
//
// Kept only as far as some strategy looks back: the last `depth` offers of each party, by their worth to
// each, and how many different packages each party has offered. Flat, reused from run to run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/preference/space.hpp"
#include "parley/scenario/ids.hpp"
#include "parley/support/grid.hpp"

namespace parley {

// A set of packages that only grows, by a 64-bit mark of each (two packages share one with chance 2^-64).
class Different {
 public:
  void add(std::uint64_t mark);
  std::size_t count() const { return count_; }
  void clear();

 private:
  std::vector<std::uint64_t> slots_;  // open addressing, a power of two; 0: free
  std::size_t count_ = 0;
};

class Exchange {
 public:
  Exchange() = default;
  // depth: offers to remember of each party; counts: whether different packages are counted.
  Exchange(std::size_t parties, std::size_t depth, bool counts);

  void clear();
  // `speaker` offered; worth[p] is what that is worth to party p.
  void add(PartyId speaker, PackageView offer, SpanBy<PartyId, const double> worth);

  std::size_t depth() const { return depth_; }
  bool keeps() const { return depth_ > 0 || !different_.empty(); }
  // How many offers a party has made.
  std::size_t made(PartyId speaker) const { return made_[speaker]; }
  // Offers of a party that can be looked back on.
  std::size_t remembered(PartyId speaker) const { return std::min(made_[speaker], depth_); }
  // Worth to `listener` of the offer that `speaker` made `back` offers before its last.
  double worth(PartyId listener, PartyId speaker, std::size_t back) const {
    const std::size_t at = (made_[speaker] - 1 - back) % depth_;
    return worth_[(speaker.position() * depth_ + at) * parties_ + listener.position()];
  }
  std::size_t different(PartyId speaker) const { return different_[speaker].count(); }

 private:
  std::size_t parties_ = 0, depth_ = 0;
  std::vector<double> worth_;             // speaker x place x listener; places are used in a circle
  ListBy<PartyId, std::size_t> made_;     // by speaker
  ListBy<PartyId, Different> different_;  // by speaker
};

}  // namespace parley

// Which package gives me at least this much, and is otherwise best, where much has been asked before?
//
// A trade-off search (tradeoff.hpp) that keeps its answers: over days and runs the same is heard and closed
// again and again, and a demand that lies between two with the same answer has that answer too. The packages
// are those of the search, to the last option. What was heard and closed is told apart by 128 bits: two
// different questions share these with chance 2^-128. Memory grows with what was asked, and is bounded: what
// is full starts anew.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "parley/preference/tradeoff.hpp"

namespace parley {

class RememberedTradeOff {
 public:
  // Keeps answers in so many bytes at most.
  explicit RememberedTradeOff(std::size_t bytes = std::size_t{1} << 20U) : bytes_(bytes) {}

  // As TradeOff::build; space and own tables are the same in all calls.
  void build(const Space& space, std::span<const double> own, std::span<const double> objective,
             std::span<const std::uint8_t> allowed);
  // As TradeOff::best.
  void best(double target, std::span<OptionIndex> out);
  // As TradeOff::highest.
  double highest() const { return problems_[current_].highest; }

  // How many packages were asked for, and how many of them had to be searched for.
  std::uint64_t asked() const { return asked_; }
  std::uint64_t searched() const { return searched_; }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFFU;
  struct Mark {
    std::uint64_t one = 0, other = 0;
    bool operator==(const Mark&) const = default;
  };
  struct Problem {
    Mark mark;
    double highest = 0;
    std::uint32_t answers = none;  // the first of a chain
  };
  struct Answer {
    double from = 0, to = 0;  // targets with this package
    std::uint64_t way = 0;
    std::uint32_t next = none;
  };
  static Mark mark_of(std::span<const double> objective, std::span<const std::uint8_t> allowed);
  void make_room(std::size_t units);
  bool grow();                               // false: there is all the room that there may be
  std::uint32_t& slot_of(const Mark& mark);  // the problem's, or the free one where it would stand
  void keep(double target, std::uint64_t way, PackageView package);

  std::size_t bytes_;
  const Space* space_ = nullptr;
  std::vector<double> own_, objective_;  // of the problem asked about
  std::vector<std::uint8_t> allowed_;
  TradeOff search_;
  bool built_ = false;  // search_ is that of this problem
  std::size_t room_ = 0, most_ = 0, units_ = 0;
  std::vector<std::uint32_t> slots_;  // open addressing, a power of two: problem or `none`
  std::vector<Problem> problems_;
  std::vector<Answer> answers_;
  std::vector<OptionIndex> packages_;  // answer x unit
  std::size_t current_ = 0;
  std::uint64_t asked_ = 0, searched_ = 0;
};

}  // namespace parley

#include "parley/preference/remembered_tradeoff.hpp"

#include <algorithm>
#include <bit>

#include "parley/support/mark.hpp"

namespace parley {

RememberedTradeOff::Mark RememberedTradeOff::mark_of(std::span<const double> objective,
                                                     std::span<const std::uint8_t> allowed) {
  // Four chains, none of which waits for another.
  std::uint64_t marks[4] = {1, 2, 3, 4};
  for (std::size_t c = 0; c < objective.size(); ++c) {
    std::uint64_t& m = marks[c % 4];
    m = (m ^ std::bit_cast<std::uint64_t>(objective[c])) * 0x9E3779B97F4A7C15U + allowed[c];
    m ^= m >> 32U;
  }
  return {mixed(mixed(mixed(marks[0], marks[1]), marks[2]), marks[3]),
          mixed(mixed(mixed(marks[3], marks[2]), marks[0]), marks[1])};
}

void RememberedTradeOff::make_room(std::size_t units) {
  units_ = units;
  const std::size_t each =
      sizeof(Problem) + 4 * sizeof(std::uint32_t) + sizeof(Answer) + units * sizeof(OptionIndex);
  most_ = std::max<std::size_t>(bytes_ / each, 1);
  room_ = 0;
  grow();
}

// A few runs, as at a point of a study, ask little, and memory that is looked at has its price. What grows
// grows seldom.
bool RememberedTradeOff::grow() {
  constexpr std::size_t at_first = 1024, times = 16;
  if (room_ == most_) return false;
  room_ = std::min(most_, room_ == 0 ? at_first : room_ * times);
  slots_.assign(std::bit_ceil(room_ + room_ / 2), none);
  problems_.reserve(room_);
  answers_.reserve(room_);
  packages_.reserve(room_ * units_);
  for (std::size_t k = 0; k < problems_.size(); ++k)
    slot_of(problems_[k].mark) = static_cast<std::uint32_t>(k);
  return true;
}

std::uint32_t& RememberedTradeOff::slot_of(const Mark& mark) {
  std::size_t at = mark.one & (slots_.size() - 1);
  while (slots_[at] != none && problems_[slots_[at]].mark != mark) at = (at + 1) & (slots_.size() - 1);
  return slots_[at];
}

void RememberedTradeOff::build(const Space& space, std::span<const double> own,
                               std::span<const double> objective, std::span<const std::uint8_t> allowed) {
  if (space_ == nullptr) {
    space_ = &space;
    own_.assign(own.begin(), own.end());
    make_room(space.units());
  }
  objective_.assign(objective.begin(), objective.end());
  allowed_.assign(allowed.begin(), allowed.end());
  const Mark mark = mark_of(objective, allowed);
  built_ = slot_of(mark) == none;
  if (built_) {
    if (problems_.size() == room_ && !grow()) {
      std::fill(slots_.begin(), slots_.end(), none);
      problems_.clear();
      answers_.clear();
      packages_.clear();
    }
    search_.build(space, own, objective, allowed);
    slot_of(mark) = static_cast<std::uint32_t>(problems_.size());
    problems_.push_back({mark, search_.highest(), none});
  }
  current_ = slot_of(mark);
}

void RememberedTradeOff::keep(double target, std::uint64_t way, PackageView package) {
  for (std::uint32_t a = problems_[current_].answers; a != none; a = answers_[a].next) {
    if (answers_[a].way != way) continue;
    answers_[a].from = std::min(answers_[a].from, target);
    answers_[a].to = std::max(answers_[a].to, target);
    return;
  }
  if (answers_.size() == room_ && !grow()) {
    answers_.clear();
    packages_.clear();
    for (Problem& p : problems_) p.answers = none;
  }
  answers_.push_back({target, target, way, problems_[current_].answers});
  packages_.insert(packages_.end(), package.begin(), package.end());
  problems_[current_].answers = static_cast<std::uint32_t>(answers_.size() - 1);
}

void RememberedTradeOff::best(double target, std::span<OptionIndex> out) {
  ++asked_;
  for (std::uint32_t a = problems_[current_].answers; a != none; a = answers_[a].next)
    if (answers_[a].from <= target && target <= answers_[a].to) {
      std::copy_n(packages_.begin() + static_cast<std::ptrdiff_t>(a * units_), units_, out.begin());
      return;
    }
  ++searched_;
  if (!built_) search_.build(*space_, own_, objective_, allowed_);
  built_ = true;
  keep(target, search_.best(target, out), out);
}

}  // namespace parley

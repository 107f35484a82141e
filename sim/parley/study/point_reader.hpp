// How are the scenarios of many points made, without reading all of each?
//
// Where all that varies are plain numbers, one point is read as a file is (Sweep::at), and the others are
// copies of it into which their numbers are put, by the same bounds and rules. A second point is read to see
// that this comes to the same, to the letter. What breaks a bound or a rule is read after all, so that it is
// told in the same words and at the same place; and so is everything where more than numbers varies.
#pragma once

#include <memory>

#include "parley/study/sweep.hpp"

namespace parley {

class PointReader {
 public:
  explicit PointReader(const Sweep& sweep);
  ~PointReader();
  PointReader(const PointReader&) = delete;
  PointReader& operator=(const PointReader&) = delete;

  // As Sweep::at of a point of the design. Any thread may call it.
  std::optional<Scenario> at(std::size_t point, Diagnostics& diagnostics) const;
  // Whether other points than the first few are made from one.
  bool copies() const;

 private:
  struct Copies;
  bool ready() const;
  const Sweep& sweep_;
  std::unique_ptr<Copies> copies_;
};

}  // namespace parley

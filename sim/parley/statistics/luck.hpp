// Which random numbers belong to a study, and not to a run?
//
// The purposes of all streams are one number space: the engine has 0 to 31, the talks 32 to 47.
#pragma once

#include "parley/support/random.hpp"

namespace parley {

enum class StudyPurpose : std::uint32_t {
  sample = 48,
  shuffle,
  exchange,
  scramble,
  trajectory,
  resample,
  abc,
  population,
  posterior
};

inline Stream study_luck(std::uint64_t seed, StudyPurpose purpose, std::uint32_t point = 0,
                         std::uint32_t replicate = 0, std::uint32_t entity = 0, std::uint32_t day = 0) {
  return Stream({seed, point, replicate}, static_cast<std::uint32_t>(purpose), entity, day);
}

}  // namespace parley

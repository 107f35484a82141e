// What is the answer over a study's points?
//
// As for the declared ranges (runs/doubts.hpp), over the points that the study has: percentiles over its
// design, freed of the luck of each point's runs. Points that share their luck (a study's default) are not
// told with few replicates: so few draws of luck move all points together.
#pragma once

#include "parley/runs/doubts.hpp"
#include "parley/study/store.hpp"
#include "parley/study/sweep.hpp"

namespace parley {

Answers study_answers(Store& store, const Sweep& sweep);
// Over what the percentiles go: the design, and the range of each parameter, as many as have room.
std::string study_points_in_words(const Sweep& sweep);

}  // namespace parley

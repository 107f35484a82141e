// How is one run told on a page: day by day, in pictures and in words?
#pragma once

#include <string>
#include <vector>

#include "parley/results/explain.hpp"
#include "parley/results/html_page.hpp"
#include "parley/study/representative.hpp"

namespace parley {

// Why this run was chosen.
std::string choice_in_words(const Model& model, const Representative& chosen);

// `name`: "Run 412". The run was played again with the model that made it.
std::string story_part(const Model& model, const Explained& run, const std::string& name);

}  // namespace parley

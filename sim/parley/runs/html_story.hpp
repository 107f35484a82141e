// How is one run told on a page: day by day, in pictures and in words?
#pragma once

#include <string>
#include <vector>

#include "parley/runs/explain.hpp"
#include "parley/runs/representative.hpp"
#include "parley/writing/html_page.hpp"

namespace parley {

// Why this run was chosen.
std::string choice_in_words(const Model& model, const Representative& chosen);

// `name`: "Run 412". The run was played again with the model that made it.
std::string story_part(const Model& model, const Explained& run, const std::string& name);

}  // namespace parley

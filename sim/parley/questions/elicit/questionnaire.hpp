// How are numbers asked for in plain words?
//
// One sheet an expert: Markdown to print and read, CSV to fill. The order of the boxes is that of the IDEA
// protocol (Hemming et al. 2018): lowest, highest, then likeliest, so that the likeliest does not become an
// anchor; nor is the value shown that the scenario has now.
#pragma once

#include <string>

#include "parley/questions/elicit/screening.hpp"

namespace parley {

// The weightiest `questions` of them.
std::string questionnaire_markdown(const Scenario& scenario, const Screening& screening,
                                   std::size_t questions, const std::string& file);
std::string questionnaire_csv(const Scenario& scenario, const Screening& screening, std::size_t questions);

// What the questions rest on: measure, sample, and how far their order is sure.
std::string order_in_words(const Scenario& scenario, const Screening& screening, std::size_t questions);

}  // namespace parley

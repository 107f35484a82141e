// How does a page begin, on the screen and as the one sheet that is printed?
//
// Question, answer with both doubts, what decides it, what would kill it, what the model cannot say.
#pragma once

#include <string>
#include <vector>

#include "parley/engine/model.hpp"
#include "parley/runs/doubts.hpp"
#include "parley/writing/html_page.hpp"

namespace parley {

struct AnswerTold {
  const Model& model;
  const Answers& answers;
  std::vector<std::string> before = {};  // what must be said first of all: warnings
  std::string spread_of;                 // over what the points go; empty: the declared ranges
  std::vector<std::string> decides;      // sentences
  std::vector<std::string> kills;        // sentences; empty: no truce ends
};

HtmlSection answer_section(const AnswerTold& told);
// The words that the page uses, with their meaning: the last section.
HtmlSection words_section(const std::vector<HtmlSection>& sections);

}  // namespace parley

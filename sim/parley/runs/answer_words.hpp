// In which words is an answer told, so that it cannot be taken for more than it is?
//
// The same sentences in text, page and JSON. Over the assumptions figures are rounded to whole percents: the
// points do not tell more.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "parley/runs/doubts.hpp"
#include "parley/writing/page.hpp"

namespace parley {

// How a value of a measure is written, and coarsely.
std::string measured(const Measure& measure, double value);
std::string roughly(const Measure& measure, double value);

// The interval of luck of a figure at the central values, or why there is none.
std::string luck_of(const Answer& answer);

// The answer in a few sentences: how long the first truce lasts and whether one is signed, at the central
// values and over the assumptions.
std::string lead_in_words(const Answers& answers);
// What of the differences between runs is luck, and what the assumptions; empty where it is not known.
std::string luck_in_words(const Answers& answers);
// What decides it, as far as these points tell: a sentence for each assumption, then what cannot be told.
std::vector<std::string> deciders_in_words(const Answers& answers);
// How many numbers have a range, and what is not varied.
std::string numbers_in_words(const Answers& answers);
// That it is no forecast, and what the record says of its forecasts.
std::string standing_in_words(const Answers& answers);
// That some ranges hold answers of experts who need not agree; empty where none does.
std::string experts_in_words(const Answers& answers);
// What is told where the points' few runs do not tell them apart (spread_words.hpp), in a table of text and
// of a page; empty where all are.
std::string not_told_in_words(const Answers& answers);
std::string not_told_on_page(const Answers& answers);
// What the lines of the table are about: all runs, or those that sign. Empty where there are no truces.
std::string lines_in_words(const Answers& answers);
// That a mean of ratios is drawn up by few runs; empty where it is not, by half or more.
std::string flare_up_in_words(const Answers& answers);
// How many runs were made where.
std::string runs_in_words(const Answers& answers);
// Why there is no spread over the assumptions; empty where there is one.
std::string no_spread_in_words(const Answers& answers);

// The table of both doubts.
void tell_answers(Page& page, const Answers& answers);

nlohmann::ordered_json answers_json(const Answers& answers);

}  // namespace parley

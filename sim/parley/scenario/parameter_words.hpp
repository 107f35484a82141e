// What is a parameter called in plain words?
//
// One function serves every report, table and figure: a path is looked up in the description of the format
// and its phrase completed by the scenario's own names. "parties.GOV.reservation" is "what the Syrian
// government expects from having no deal". Phrases of one scenario differ from each other, also where two
// things bear the same name.
#pragma once

#include <string>
#include <string_view>

#include "parley/scenario/format_spec.hpp"

namespace parley {

// The phrase of a path, or of the number whose `.value` it is. A path that the format does not know is its
// own name.
std::string in_words(const Scenario& scenario, std::string_view path);

// "in words (path)", for text.
std::string with_path(const std::string& words, const std::string& path);

// An assignment as it was typed, PATH=VALUE, with the path in words after it: "talks.deadline=9 (how long
// talks go on without a deal)".
std::string change_in_words(const Scenario& scenario, const std::string& assignment);

// A number as it is asked for.
struct ParameterWords {
  std::string words;
  Spec spec;  // its key's; without a meaning where the path leads to no key
};
ParameterWords words_of(const Scenario& scenario, std::string_view path);

// Whether a name is that of many, as its words tell: "Insurgents", "Bosnian Serbs (Pale)", "Iran and
// Hezbollah"; not "Hamas" or "United States".
bool is_several(const std::string& name);

// A name as it stands within a sentence: "the Syrian government", "the United States", "Russia".
std::string with_article(const std::string& name);

}  // namespace parley

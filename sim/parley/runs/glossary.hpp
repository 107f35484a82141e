// What do the words of a report mean to somebody who was not there when they were chosen?
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parley/writing/page.hpp"

namespace parley {

struct Word {
  std::string_view word, meaning;
};
std::span<const Word> words();
// Those that a text uses, in the order of the table.
std::vector<Word> words_in(std::string_view text);
// The page's text so far, with the words that it uses at its end.
std::string with_words(Page& page, bool colour, std::size_t width);

}  // namespace parley

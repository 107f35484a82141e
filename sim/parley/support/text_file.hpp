// How is a file of the user's read as text?
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parley/support/diagnostic.hpp"

namespace parley {

// The file's bytes, at least `most` of them where it is longer. On failure returns nothing and adds a
// diagnostic; `in_folder` is the hint where a folder was named.
std::optional<std::string> read_text_file(const std::string& file, std::size_t most, const char* in_folder,
                                          Diagnostics& diagnostics);
// The byte at which the text stops being UTF-8 without NUL, or npos.
std::size_t first_bad_byte(std::string_view text);
Place place_of_byte(std::string_view text, std::size_t byte);

}  // namespace parley

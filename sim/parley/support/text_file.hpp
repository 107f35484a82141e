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
// The first character that no text has, or npos: a control character (also of U+0080 to U+009F) that is no
// line end and no tab, U+FFFE, U+FFFF.
std::size_t first_control(std::string_view text);

Place place_of_byte(std::string_view text, std::size_t byte);

// Places of bytes asked for in rising order, in one walk through the text. Columns count bytes, but for a
// byte order mark.
class TextPlace {
 public:
  explicit TextPlace(std::string_view text) : text_(text), seen_(text.starts_with("\xEF\xBB\xBF") ? 3 : 0) {}
  // An earlier byte than the last one asked for has the place of that.
  Place at(std::size_t byte);

 private:
  std::string_view text_;
  std::size_t seen_;
  Place place_{1, 1};
};

}  // namespace parley

// Which words are no names, because other programs read them as something else?
#pragma once

#include <string_view>

namespace parley {

// What Python, R, YAML 1.1, spreadsheets or JSON take for a missing value, a number that does not look like
// one (1e5, 0x10), a date or a time (2016-08-26, MAR1, 1:30), or true or false; whatever its case, but for
// R's T and F.
bool is_reserved(std::string_view id);

// Why a text that stands in cells of tables would be read as something else than text; empty where it would
// not. Answers (none, yes, no, on, off) and letters are text here; a sign before a plain quantity ("-5 km")
// is, too.
std::string_view why_no_text(std::string_view text);

}  // namespace parley

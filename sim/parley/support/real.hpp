// Which number does a text write?
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley {

// The double nearest to a decimal number, all of the text, with the same bits everywhere; nothing where the
// text is none, or beyond what a double holds. No sign but "-", no blanks; "inf" and "nan" are read.
std::optional<double> real_of(std::string_view text);

// The shortest text that reads back as the same number, with or without an exponent.
std::string real_text(double value);

}  // namespace parley

// How does text stand between quotation marks, as YAML and JSON have it?
#pragma once

#include <string>
#include <string_view>

namespace parley {

// Quotation marks, backslashes and control characters are escaped; everything else is kept as it is.
std::string quoted_text(std::string_view text);

}  // namespace parley

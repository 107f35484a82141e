// How is a file read whole, and no more of it than may be?
//
// Whatever is read into memory comes through here: a device that never ends, or a file larger than what it is
// taken for may be, is refused with a reason.
#pragma once

#include <cstddef>
#include <string>

#include "parley/support/diagnostic.hpp"

namespace parley {

struct FileText {
  std::string text;
  std::string problem, hint;  // empty: it was read
  Place place = {};           // of the problem; line 0: the whole file
  bool good() const { return problem.empty(); }
};

// `most` in bytes; `what`: what such files are, for a hint about one that is larger.
FileText read_file(const std::string& file, std::size_t most, const std::string& what);

// A table of text: at most 1 GiB and 50 million cells, UTF-8 without NUL; without a byte order mark.
FileText read_table(const std::string& file);

}  // namespace parley

#include "parley/support/read_file.hpp"

#include <utility>

#include <fmt/format.h>

#include "parley/support/text_file.hpp"

namespace parley {

FileText read_file(const std::string& file, std::size_t most, const std::string& what) {
  Diagnostics problems;
  auto text = read_text_file(file, most + 1, "name a file in it", problems);
  if (!text) return {{}, problems.front().message, problems.front().hint};
  if (text->size() > most)
    return {
        {}, fmt::format("the file is larger than {} MiB", most >> 20U), what + "; is this the right file?"};
  return {std::move(*text), {}, {}};
}

FileText read_table(const std::string& file) {
  constexpr std::size_t most_cells = 50'000'000;
  FileText read = read_file(file, std::size_t{1} << 30U, "a table is text, a line a row");
  if (!read.good()) return read;
  if (const std::size_t bad = first_bad_byte(read.text); bad < read.text.size()) {
    const Place place = place_of_byte(read.text, bad);
    if (read.text[bad] == '\0')
      return {{}, "the file holds a NUL byte", "a table is text, a line a row", place};
    return {{}, "the file is not UTF-8 text", "save it as CSV in the encoding UTF-8", place};
  }
  std::size_t cells = 0;
  for (const char c : read.text) cells += c == ',' || c == '\n' ? 1 : 0;
  if (cells > most_cells)
    return {{}, fmt::format("the table holds more than {} cells", most_cells), "split it"};
  if (read.text.starts_with("\xEF\xBB\xBF")) read.text.erase(0, 3);
  return read;
}

}  // namespace parley

#include "parley/support/diagnostic.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace parley {

std::string to_string(const Diagnostic& d) {
  std::string line = printable(d.file, 1000);
  if (d.place.line > 0) line += fmt::format(":{}:{}", d.place.line, d.place.column);
  if (!line.empty()) line += ": ";
  if (!d.path.empty()) line += d.path + ": ";
  line += d.message;
  if (!d.hint.empty()) line += " (" + d.hint + ")";
  return printable(line, 4000);
}

std::string to_string(Diagnostics diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.file, a.place.line, a.place.column) < std::tie(b.file, b.place.line, b.place.column);
  });
  std::string text;
  for (const auto& d : diagnostics) text += to_string(d) + "\n";
  return text;
}

namespace {

// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  const auto same = [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  };
  std::vector<std::size_t> before, above(b.size() + 1), row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before = above;
    above = row;
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same(a[i - 1], b[j - 1]) ? 0U : 1U)});
      if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view word, const std::vector<std::string>& names) {
  // Words are compared letter by letter: a limit keeps a search among thousands of long names short.
  std::size_t work = 100'000;
  std::string best;
  std::size_t best_distance = 1 + std::max<std::size_t>(1, word.size() / 3);
  for (const auto& name : names) {
    const std::size_t longer = std::max(word.size(), name.size()),
                      shorter = std::min(word.size(), name.size());
    const bool extends = word.size() >= 4 && longer > word.size() && name.compare(0, word.size(), word) == 0;
    if (!extends && longer - shorter >= best_distance) continue;
    const std::size_t letters = extends ? 0 : longer * shorter;
    if (letters > work) return {};
    work -= letters;
    const std::size_t distance = extends ? 1 : edit_distance(word, name);
    if (distance < best_distance && distance < longer) {
      best_distance = distance;
      best = name;
    }
  }
  return best;
}

std::string suggest(std::string_view word, const std::vector<std::string>& names) {
  const std::string near = nearest_name(word, names);
  if (!near.empty()) return fmt::format("did you mean '{}'?", printable(near, 100));
  if (names.empty()) return {};
  if (names.size() > 16) return {};
  std::vector<std::string> shown;
  for (const auto& name : names) shown.push_back(printable(name));
  return fmt::format("expected one of: {}", fmt::join(shown, ", "));
}

std::string printable(std::string_view text, std::size_t longest) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto u = static_cast<unsigned char>(c);
    if (out.size() >= longest && (u & 0xC0U) != 0x80U) return out + "...";  // never within a letter
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (u == 0xC2 && next >= 0x80 && next < 0xA0) {  // U+0080 to U+009F
      out += fmt::format("\\x{:02x}", next);
      ++i;
    } else if (c == '\n') {
      out += "\\n";
    } else if (u < 0x20 || u == 0x7f) {
      out += fmt::format("\\x{:02x}", u);
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace parley

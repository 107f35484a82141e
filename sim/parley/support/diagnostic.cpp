#include "parley/support/diagnostic.hpp"

#include <algorithm>
#include <array>
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

namespace {

// The letter that begins at a byte: how many bytes it takes and its number; no number where the bytes are no
// UTF-8 (RFC 3629).
struct Letter {
  std::size_t bytes = 1;
  char32_t number = 0;
  bool good = false;
};

Letter letter_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned first = byte(at);
  if (first < 0x80) return {1, first, true};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + bytes > text.size()) return {};
  char32_t number = first & (0xFFU >> (bytes + 1));
  for (std::size_t k = at + 1; k < at + bytes; ++k) {
    if ((byte(k) & 0xC0U) != 0x80U) return {};
    number = (number << 6U) | (byte(k) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  if (number < least[bytes] || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000)) return {};
  return {bytes, number, true};
}

// Moves the cursor, changes colours or the direction of what follows, or breaks a line without being told to.
bool commands(char32_t letter) {
  return letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || letter == 0x061C || letter == 0x200E ||
         letter == 0x200F || (letter >= 0x2028 && letter <= 0x202E) ||
         (letter >= 0x2066 && letter <= 0x2069) || letter == 0xFEFF;
}

std::string escaped(std::string_view text, std::size_t longest, std::string_view kept) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (out.size() >= longest) return out + "...";
    const Letter letter = letter_at(text, i);
    if (!letter.good) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[i]));
    } else if (!commands(letter.number) ||
               (letter.bytes == 1 && kept.find(text[i]) != std::string_view::npos)) {
      out += text.substr(i, letter.bytes);
    } else if (letter.number == '\n') {
      out += "\\n";
    } else {
      const auto number = static_cast<unsigned>(letter.number);
      out += number < 0x100 ? fmt::format("\\x{:02x}", number) : fmt::format("\\u{:04x}", number);
    }
    i += letter.bytes;
  }
  return out;
}

}  // namespace

std::string printable(std::string_view text, std::size_t longest) {
  // Most of what is shown stays as it is.
  const bool plain = text.size() <= longest &&
                     std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
  return plain ? std::string(text) : escaped(text, longest, "");
}

std::string shown_text(std::string_view text) { return escaped(text, std::string_view::npos, "\n\t"); }

}  // namespace parley

#include "fuzz_parts.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

#include <unistd.h>

namespace parley::fuzz {

namespace {

struct Token {
  std::size_t from, to;
  bool number;
};

bool wordy(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

std::vector<Token> tokens(const std::string& text) {
  std::vector<Token> all;
  for (std::size_t i = 0; i < text.size();) {
    if (!wordy(text[i])) {
      ++i;
      continue;
    }
    std::size_t to = i;
    bool number = true;
    for (; to < text.size() && wordy(text[to]); ++to)
      number = number && (std::isdigit(static_cast<unsigned char>(text[to])) != 0 || text[to] == '.');
    all.push_back({i, to, number});
    i = to;
  }
  return all;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t to = std::min(text.find('\n', from), text.size() - 1) + 1;
    lines.push_back(text.substr(from, to - from));
    from = to;
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line;
  return text;
}

std::string new_number(const std::string& old, Chance& chance) {
  static const std::vector<std::string> odd{
      "0",    "1", "-1",  "0.5",  "1e9", "1e-9", "nan",  "1e308",
      "2",    "3", "100", "-0.0", "inf", "",     "0x10", "9223372036854775808",
      "0.999"};
  if (chance.below(4) == 0) return chance.of(odd);
  char text[40];
  const double value = std::strtod(old.c_str(), nullptr);
  const double factor = 0.5 + static_cast<double>(chance.below(1001)) / 1000.0;
  const int width = old.starts_with('0') ? static_cast<int>(std::min<std::size_t>(old.size(), 9)) : 1;
  if (old.find('.') == std::string::npos)
    std::snprintf(text, sizeof text, "%0*.0f", width, value * factor);  // a month of two digits stays one
  else
    std::snprintf(text, sizeof text, "%.3g", value * factor);
  return text;
}

struct Counted {
  std::size_t all = 0, taken = 0;
  std::vector<std::string> some;  // of those taken, an even sample
  ~Counted() {
    if (all > 0)
      std::fprintf(stderr, "counted: %zu inputs, %zu taken (%.1f%%)\n", all, taken,
                   100.0 * static_cast<double>(taken) / static_cast<double>(all));
    std::error_code ignored;
    std::filesystem::remove_all(folder(), ignored);
  }
};

Counted& counted() {
  folder();  // outlives what is counted
  static Counted all;
  return all;
}

}  // namespace

std::uint64_t Chance::next() {
  state_ ^= state_ << 13U;
  state_ ^= state_ >> 7U;
  state_ ^= state_ << 17U;
  return state_;
}

std::string changed(const std::string& text, Chance& chance) {
  std::string out = text;
  for (std::size_t changes = 1 + chance.below(3); changes > 0; --changes) {
    const auto all = tokens(out);
    auto lines = lines_of(out);
    const std::size_t kind = chance.below(20);
    if (kind < 11 && !all.empty()) {  // a number becomes another
      std::vector<Token> numbers;
      std::copy_if(all.begin(), all.end(), std::back_inserter(numbers),
                   [](const Token& t) { return t.number; });
      if (numbers.empty()) continue;
      const Token t = chance.of(numbers);
      out.replace(t.from, t.to - t.from, new_number(out.substr(t.from, t.to - t.from), chance));
    } else if (kind < 14 && all.size() > 1) {  // a word becomes another one of the text
      const Token a = chance.of(all), b = chance.of(all);
      const std::string word = out.substr(b.from, b.to - b.from);
      out.replace(a.from, a.to - a.from, word);
    } else if (kind < 15 && !lines.empty()) {
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(chance.below(lines.size())));
      out = joined(lines);
    } else if (kind < 16 && !lines.empty()) {
      const std::string line = chance.of(lines);
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(chance.below(lines.size())), line);
      out = joined(lines);
    } else if (kind < 18 && lines.size() > 1) {
      std::swap(lines[chance.below(lines.size())], lines[chance.below(lines.size())]);
      out = joined(lines);
    } else {  // a byte
      if (out.empty()) out = " ";
      const std::size_t at = chance.below(out.size());
      if (chance.below(3) == 0)
        out.insert(at, 1, static_cast<char>(chance.below(256)));
      else
        out[at] = static_cast<char>(chance.below(256));
    }
  }
  return out;
}

std::size_t change_text(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  Chance chance(seed);
  const auto& some = counted().some;
  std::string out =
      changed(some.empty() || chance.below(3) == 0 ? std::string(reinterpret_cast<const char*>(data), size)
                                                   : chance.of(some),
              chance);
  out.resize(std::min(out.size(), most));
  std::memcpy(data, out.data(), out.size());
  return out.size();
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

std::string shipped(const std::string& path) { return read(std::filesystem::path(PARLEY_SOURCE_DIR) / path); }

const std::filesystem::path& folder() {
  static const std::filesystem::path made = [] {
    std::error_code error;
    const bool memory = std::filesystem::is_directory("/dev/shm", error);
    std::string name =
        ((memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path()) /
         "fuzz-XXXXXX")
            .string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    return std::filesystem::path(name);
  }();
  return made;
}

void judged(const std::uint8_t* data, std::size_t size, bool taken) {
  Counted& c = counted();
  ++c.all;
  if (!taken) return;
  constexpr std::size_t most_kept = 500;
  Chance chance(++c.taken);
  const std::size_t at = c.some.size() < most_kept ? c.some.size() : chance.below(c.taken);
  if (at >= most_kept) return;
  if (at == c.some.size()) c.some.emplace_back();
  c.some[at].assign(reinterpret_cast<const char*>(data), size);
}

}  // namespace parley::fuzz

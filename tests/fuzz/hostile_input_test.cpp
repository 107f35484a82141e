// Is every file, however broken or hostile, taken or refused within bounded time and with a word why?
#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <functional>

#include "mistakes.hpp"
#include "parley/support/random.hpp"

using namespace parley;
using namespace parley::test;

namespace {

constexpr std::size_t three_megabytes = 3'000'000;

std::string times(std::size_t n, const std::string& part) {
  std::string text;
  text.reserve(n * part.size());
  for (std::size_t i = 0; i < n; ++i) text += part;
  return text;
}

std::string filled(const std::string& part) { return times(three_megabytes / part.size(), part); }

// One line for each n in [0, count), made by `line`.
std::string listed(int count, const std::function<std::string(int)>& line) {
  std::string text;
  for (int i = 0; i < count; ++i) text += line(i);
  return text;
}

std::optional<Scenario> judged(const std::string& text, Diagnostics& diagnostics) {
  const auto start = std::chrono::steady_clock::now();
  std::optional<Scenario> scenario;
  if (const auto document = parse_yaml("t.yaml", text, diagnostics))
    scenario = load_scenario(*document, diagnostics);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
  CHECK(scenario.has_value() == diagnostics.empty());
  CHECK(diagnostics.size() <= most_problems + 1);
  for (const auto& d : diagnostics) {
    const std::string line = to_string(d);
    CHECK(line.size() < 5000);
    CHECK(std::none_of(line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }));
  }
  return scenario;
}

void check_taken(const std::string& text) {
  Diagnostics diagnostics;
  (void)judged(text, diagnostics);
  CHECK_MESSAGE(diagnostics.empty(), to_string(diagnostics));
}

void check_refused(const std::string& text, const std::string& told = "") {
  const std::string beginning = text.substr(0, 40);
  CAPTURE(beginning);
  Diagnostics diagnostics;
  (void)judged(text, diagnostics);
  const std::string all = to_string(diagnostics);
  CHECK_FALSE(all.empty());
  CHECK_MESSAGE(all.find(told) != std::string::npos, all.substr(0, 1000));
}

// Below `n`, evenly.
std::size_t pick(Stream& luck, std::size_t n) {
  return static_cast<std::size_t>(luck.uniform() * static_cast<double>(n));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line + "\n");
  return lines;
}

// A few small accidents: bytes changed or lost; lines lost, doubled or swapped.
std::string mutated(std::vector<std::string> lines, Stream& luck) {
  for (std::size_t accidents = 1 + pick(luck, 3); accidents > 0; --accidents) {
    const std::size_t at = pick(luck, lines.size());
    std::string& line = lines[at];
    const std::size_t byte = pick(luck, line.size());
    switch (pick(luck, 6)) {
      case 0:
        line[byte] = static_cast<char>(line[byte] ^ (1 << pick(luck, 8)));
        break;
      case 1:
        line[byte] = "0123456789.-:{}[],\"'#&*!|>%@ \t\n~"[pick(luck, 31)];
        break;
      case 2:
        line.erase(byte, 1 + pick(luck, 4));
        break;
      case 3:
        lines[at].clear();
        break;
      case 4:
        line += line;
        break;
      default:
        std::swap(line, lines[pick(luck, lines.size())]);
    }
    if (lines[at].empty()) lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
  }
  std::string text;
  for (const auto& line : lines) text += line;
  return text;
}

}  // namespace

TEST_SUITE("hostile input") {
  TEST_CASE("nesting without end is refused") {
    for (const char* part : {"[", "{", "- ", "? ", "a: {", "- - "})
      check_refused(times(10'000, part), "nested deeper than 64 levels");
    check_refused(times(10'000, "[") + times(10'000, "]"), "nested deeper than 64 levels");
    for (const char* part : {"[? ", "{a: "}) check_refused(times(10'000, part));
  }

  TEST_CASE("aliases cannot multiply a small file") {
    std::string laughs = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n";
    for (int i = 1; i < 10; ++i)
      laughs += fmt::format(
          "a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i, i - 1);
    check_refused(laughs, "the file holds more than 200000 values");
    check_refused("a: &a " + times(1'000'000, "z") + "\nb: [" + times(3000, "*a, ") + "]\n",
                  "aliases repeat more than 4 MiB of text");
    check_refused("a: " + listed(60, [](int i) { return fmt::format("&a{} [", i); }) + times(150'000, "x,") +
                      times(60, "]"),
                  "the file holds more than 200000 values");
    check_refused("a: &a [*a]\n", "this alias refers to itself");
    check_refused("a: &a {b: *a}\n", "this alias refers to itself");
    check_refused("&a a: *a\n");
    check_refused("a: *b\n", "the referenced anchor is not defined");
  }

  TEST_CASE("only UTF-8 text without NUL is read") {
    check_refused(std::string("name: a\0b\n", 10), "t.yaml:1:8: the file holds a NUL byte");
    // Cut, stray, overlong, surrogate, beyond Unicode, other encodings.
    for (const char* bytes :
         {"\xC3", "\xE2\x82", "\x80", "\xC0\x80", "\xE0\x80\x80", "\xF0\x80\x80\x80", "\xED\xA0\x80",
          "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xFF\xFE", "\xFE\xFF", "Gen\xE8ve"})
      check_refused(std::string("name: ") + bytes, "the file is not UTF-8 text");
    check_refused(mistaken("name: Two towns -> name: \"a\\0b\""),
                  "t.yaml:1:7: name: control characters are no text");
    check_refused(mistaken("name: Two towns -> name: \"\\ud800\""), "not valid YAML");
    check_taken("\xEF\xBB\xBF" + two_towns);
    check_taken(mistaken("name: Two towns -> name: Genève, 日内瓦, \xF0\x9F\x95\x8A"));
    std::string windows;
    for (const char c : two_towns) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    check_taken(windows);
  }

  TEST_CASE("three megabytes of noise are refused") {
    Stream luck({1, 0, 0}, 0, 0, 0);
    std::string bytes, letters, text;
    while (bytes.size() < three_megabytes) {
      const std::size_t n = pick(luck, 256);
      bytes += static_cast<char>(n);
      letters += static_cast<char>(32 + n % 95);
      text += n < 6 ? '\n' : static_cast<char>(32 + n % 95);
    }
    for (const auto& noise : {bytes, letters, text}) check_refused(noise);
  }

  TEST_CASE("three megabytes of one mark are refused") {
    for (const char* part :
         {"a: ", "a: \n", "[[[[", "\"",    "'",          "|",        "|\n",   "&a ", "*a ",
          "!",   "\t",    "- ",   "- a\n", "? a\n: b\n", "[],",      "{a",    "%",   "#",
          ":",   "---\n", "\n",   " ",     "a",          "\xC3\xA9", "a: \"", "- [", "[a: b, "})
      check_refused(filled(part));
  }

  TEST_CASE("what is too large is refused, what is merely large is read") {
    check_refused(times(5 << 20, "a"), "the file is larger than 4 MiB");
    check_refused(times(1 << 20, "k") + ": 1\n");
    check_refused("\"" + times(1 << 20, "k") + "\": 1\n");
    check_refused(mistaken("rounds: 10 -> ? " + times(1 << 20, "k") + " : 1"), "unknown key 'kkk");
    check_refused(mistaken("by: SOUTH -> by: " + times(1 << 20, "k")), "unknown party 'kkk");
    check_refused(mistaken("ideal: {ROAD: open} -> ideal: {ROAD: " + times(1 << 20, "k") + "}"),
                  "unknown option 'kkk");
    check_taken(mistaken("name: Two towns -> name: " + times(1 << 20, "k")));
    check_taken(mistaken("name: Two towns -> name: >-\n" + times(1 << 18, "  k\n")));
    check_taken(two_towns + times(1 << 20, "# \n"));
  }

  TEST_CASE("odd numbers are told or read, never passed on") {
    std::vector<std::string> odd{"nan",     "inf",   ".inf", "-.inf", "1e999", "0x10",
                                 "\"1,5\"", "1_000", "--1",  "1e",    "٣"};
    odd.push_back(times(100'000, "1"));
    for (const auto& number : odd) {
      check_refused(mistaken("intensity: 2 -> intensity: " + number), "expected a number, found '");
      check_refused(mistaken("rounds: 10 -> every: " + number), "expected a time, found '");
    }
    for (const char* zero : {"-0", "-0.0", "+0", "0e5"}) {
      const Scenario s = scenario(mistaken(std::string("intensity: 2 -> intensity: ") + zero));
      CHECK_FALSE(std::signbit(s.fronts.find("town")->intensity.value));
    }
    CHECK(scenario(mistaken("intensity: 2 -> intensity: 2." + times(100'000, "0")))
              .fronts.find("town")
              ->intensity == 2);
  }

  TEST_CASE("a key is one plain word") {
    for (const char* text : {"[a, b]: c\n", "? [a]\n: c\n", "{a: b}: c\n", "? {a: b}\n: c\n", "? - a\n: c\n"})
      check_refused(text, "a key must be a plain word");
    check_refused("~: 1\n", "unknown key");
    check_refused("<<: {a: 1}\n", "unknown key '<<'");
  }

  TEST_CASE("a file with thousands of mistakes or names is not studied for long") {
    check_refused(listed(90'000, [](int i) { return fmt::format("k{}: 1\n", i); }),
                  "t.yaml: 1000 problems or more (the rest of the file was not looked at)");
    const auto issues = [](int n) {
      return "name: x\ntalks: {}\nissues:\n" +
             listed(n, [](int i) { return fmt::format("  I{}: {{options: [a, b]}}\n", i); });
    };
    const auto weights = [](char letter, int n) {
      return "{" + listed(n, [&](int i) { return fmt::format("{}{}: 1, ", std::string(30, letter), i); }) +
             "}";
    };
    const std::string parties = "parties:\n  N: {weights: {I1: 1}}\n  S: {weights: ";
    check_refused(issues(15'000) + parties + weights('a', 40'000) + "}\n",
                  "15000 issues, more than Parley takes (at most 400)");
    check_refused(issues(400) + parties + weights('a', 60'000) + "}\n", "1000 problems or more");
    check_refused(mistaken("options: [nobody, monitors] -> options: [" + times(90'000, "a, ") + "]"),
                  "1000 problems or more");
    check_refused(mistaken("options: [nobody, monitors] -> options: [" +
                           listed(90'000, [](int i) { return fmt::format("a{}, ", i); }) + "]"),
                  "too many options (at most 1000)");
  }

  TEST_CASE("sixty parties under each other's influence are followed without walking every path") {
    std::string text = "name: x\nissues: {A: {options: [a, b]}}\ntalks: {}\nparties:\n";
    for (int i = 0; i < 60; ++i) {
      text += fmt::format("  P{}: {{weights: {{A: 1}}, influenced_by: {{", i);
      for (int j = i + 1; j < 60; ++j) text += fmt::format("P{}: 0.01, ", j);
      text += "}}\n";
    }
    check_taken(text);
    replace(text, "  P59: {weights: {A: 1}, influenced_by: {",
            "  P59: {weights: {A: 1}, influenced_by: {P0: 0.01");
    check_refused(text, "influence runs in a circle: P0 <- ");
  }

  TEST_CASE("a damaged scenario is refused with a reason or runs to its end") {
    std::ifstream in(source("scenarios/geneva-2016.yaml"));
    const std::string whole((std::istreambuf_iterator<char>(in)), {});
    const auto lines = lines_of(whole);
    REQUIRE(lines.size() > 500);
    int taken = 0, refused = 0;
    for (std::uint32_t n = 0; n < 300; ++n) {
      Stream luck({20160909, 0, n}, 0, 0, 0);
      CAPTURE(n);
      Diagnostics diagnostics;
      const auto s = judged(mutated(lines, luck), diagnostics);
      ++(s ? taken : refused);
      if (!s || !Space::refusal(*s).empty() || taken % 4 != 0) continue;
      const Outcome o = play(*s, 1, n);
      CHECK(o.deaths >= 0);
      for (const double u : o.utilities) CHECK((u >= 0 && u <= 1));
    }
    CHECK(taken > 30);
    CHECK(refused > 30);
  }
}

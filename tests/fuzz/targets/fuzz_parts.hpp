// What do the fuzzers share?
//
// Inputs are changed as an analyst or a bad disk would change them: numbers, words and lines of shipped
// files. What a fuzzer finds interesting is mostly refused; so that a good part of the inputs is taken by the
// loaders and the code behind them is reached, three of four changes start from an input that was taken.
// Every target tells at its end how many inputs it saw and how many were taken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace parley::fuzz {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}
  std::uint64_t next();
  std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(next() % n); }
  template <class T>
  const T& of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

 private:
  std::uint64_t state_;
};

// The text with some of its numbers, words, lines or bytes changed.
std::string changed(const std::string& text, Chance& chance);
// A custom mutator over `changed`, for texts.
std::size_t change_text(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed);

std::string shipped(const std::string& path);

// A folder of this process's own, in memory where the machine has that.
const std::filesystem::path& folder();
void write(const std::filesystem::path& path, const std::string& text);
std::string read(const std::filesystem::path& path);

// Counts an input, and remembers some of those taken; told at the end of the program.
void judged(const std::uint8_t* data, std::size_t size, bool taken);

}  // namespace parley::fuzz

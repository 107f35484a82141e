// What do the experts' answers make of a scenario, where do they disagree, and does it matter?
//
// Answers to one question are pooled (statistics/opinion_pool.hpp). A disagreement is a pair of ranges
// without a common value. Whether it matters is played: the scenario with the pooled values, this number at
// what each expert holds likeliest, the same luck for all; the difference between the experts who are
// farthest apart is told with an interval that allows for all disagreements and outputs looked at.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "parley/document/yaml_document.hpp"
#include "parley/questions/elicit/judgements.hpp"
#include "parley/statistics/paired.hpp"

namespace parley {

struct PooledNumber {
  std::string path, words;
  bool whole = false;
  std::vector<ExpertAnswer> answers;
  PooledRange range;
  std::vector<Apart> apart;  // of the answers
};

// In order of first answer. Whole numbers get whole ranges.
std::vector<PooledNumber> pool_answers(std::span<const ExpertAnswer> answers, const Scenario& scenario);

// The number as it is written into the file: value, range, shape, mark E, reasons, experts.
std::string assumption_text(const PooledNumber& pooled, const Number& before);

// The document with all of them in place; nothing where a diagnostic was added.
std::optional<YamlDocument> with_answers(const YamlDocument& document, const Scenario& scenario,
                                         std::span<const PooledNumber> pooled, Diagnostics& diagnostics);

struct MatterOptions {
  std::uint64_t seed = 1;
  std::uint32_t runs = 400;
  int jobs = 0;
  std::function<void(const std::string&)> progress;
};

// An output where one number, or all of an expert's, are as that expert holds likeliest.
struct ExpertView {
  std::string expert;
  double value = 0;           // of the number; of a whole view nothing
  std::vector<double> means;  // by output (questions/elicit/headlines.hpp)
  std::string refused;        // why it cannot be played, if so
};
struct Disagreement {
  std::size_t number = 0;           // of the pooled ones
  std::vector<ExpertView> views;    // by answer, lowest value first
  std::vector<Difference> changes;  // by output: highest view less lowest
  bool matters() const;
};
struct Disagreements {
  std::vector<Disagreement> numbers;
  std::vector<ExpertView> experts;  // each with all own answers
  std::vector<Difference> between;  // by output: the experts farthest apart in it
  std::vector<double> pooled;       // means at the pooled values
  std::uint32_t runs = 0;
};
// `scenario`: with the pooled answers.
Disagreements disagreements(const Scenario& scenario, std::span<const PooledNumber> pooled,
                            const MatterOptions& options);

}  // namespace parley

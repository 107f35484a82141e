// A scenario: refused with a word why, or two short runs.
#include <memory>

#include "fuzz_parts.hpp"
#include "parley/engine/simulate.hpp"
#include "parley/scenario/loader.hpp"

using namespace parley;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
  return fuzz::change_text(data, size, most, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Diagnostics problems;
  std::optional<Scenario> scenario;
  if (const auto document = parse_yaml("fuzz.yaml", {reinterpret_cast<const char*>(data), size}, problems))
    scenario = load_scenario(*document, problems);
  if (scenario.has_value() != problems.empty()) __builtin_trap();
  for (const auto& p : problems)
    if (to_string(p).empty()) __builtin_trap();
  const bool taken = scenario && refusal_of(*scenario).empty();
  fuzz::judged(data, size, taken);
  if (!taken) return 0;
  // Short ones: what takes long is no finding of this target.
  const auto days = scenario->calendar ? scenario->calendar->end.days - scenario->calendar->start.days : 0;
  if (days > 400 || scenario->talks.rounds.value > 50 || scenario->parties.size() > 12 ||
      scenario->issues.size() > 20)
    return 0;
  const auto model = std::make_unique<Model>(std::move(*scenario));
  const auto state = std::make_unique<State>(*model);
  Trace trace;
  const std::string first(
      ending_names[static_cast<std::size_t>(simulate(*model, {1, 0, 0}, *state, &trace).ending)]);
  simulate(*model, {1, 0, 1}, *state, nullptr);
  if (first != ending_names[static_cast<std::size_t>(simulate(*model, {1, 0, 0}, *state, nullptr).ending)])
    __builtin_trap();
  return 0;
}

// A deal file: refused with a word why, or a text that is put into force for one run.
#include <memory>

#include "fuzz_parts.hpp"
#include "parley/engine/simulate.hpp"
#include "parley/scenario/loader.hpp"

using namespace parley;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
  return fuzz::change_text(data, size, most, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Scenario geneva = [] {
    Diagnostics none;
    auto s = *load_scenario(*parse_yaml("geneva", fuzz::shipped("scenarios/geneva-2016.yaml"), none), none);
    s.calendar->end.days = s.calendar->start.days + 30;  // runs of half a year take ten times as long
    return s;
  }();
  const auto file = fuzz::folder() / "deal.yaml";
  fuzz::write(file, {reinterpret_cast<const char*>(data), size});
  Diagnostics problems;
  auto scenario = std::make_unique<Scenario>(geneva);
  const bool taken = load_deal_file(file.string(), *scenario, problems);
  if (taken != problems.empty()) __builtin_trap();
  fuzz::judged(data, size, taken);
  if (!taken || !refusal_of(*scenario).empty()) return 0;
  const auto model = std::make_unique<Model>(std::move(*scenario));
  const auto state = std::make_unique<State>(*model);
  simulate(*model, {1, 0, 0}, *state, nullptr);
  return 0;
}

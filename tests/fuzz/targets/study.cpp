// A study file: refused with a word why, or points, of which the first and the last are looked at.
#include <algorithm>

#include "fuzz_parts.hpp"
#include "parley/study/sweep.hpp"

using namespace parley;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
  return fuzz::change_text(data, size, most, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string scenario = fuzz::shipped("tests/golden/two-towns.yaml");
  Diagnostics problems;
  std::optional<Sweep> sweep;
  if (auto document = parse_yaml("fuzz.yaml", {reinterpret_cast<const char*>(data), size}, problems))
    if (auto loaded = load_study(std::move(*document), problems)) {
      if (loaded->study.design)  // large ones take long
        std::visit(
            [](auto& d) {
              if constexpr (requires { d.points; }) d.points.value = std::min(d.points.value, 512.0);
            },
            *loaded->study.design);
      StudyOrigin origin;
      origin.stored = true;  // no other file is read
      bool large = false;
      for (const auto& [key, v] : loaded->study.vary)
        large = large || (v.range && v.range->points.value > 100);
      if (!large && loaded->study.vary.size() < 4)
        sweep = make_sweep(std::move(loaded->study), *parse_yaml("scenario", scenario, problems), origin,
                           problems);
    }
  if (sweep && !problems.empty()) __builtin_trap();
  fuzz::judged(data, size, sweep.has_value());
  if (!sweep) return 0;
  sweep->at(std::size_t{0}, problems);
  sweep->at(sweep->points() - 1, problems);
  const std::string text = study_text(sweep->study);
  Diagnostics none;
  if (!parse_yaml("stored", text, none) || !load_study(*parse_yaml("stored", text, none), none))
    __builtin_trap();
  return 0;
}

// What do the tests share?
#pragma once

#include <memory>
#include <string>

#include <doctest/doctest.h>

#include "parley/engine/simulate.hpp"
#include "parley/scenario/loader.hpp"

namespace parley::test {

// A file of the source tree (paths.cpp).
std::string source(const std::string& path);

// All problems of a scenario written in the test, as 'parley check' would print them; the file is called
// t.yaml.
inline std::string problems(const std::string& text) {
  Diagnostics diagnostics;
  if (const auto document = parse_yaml("t.yaml", text, diagnostics))
    (void)load_scenario(*document, diagnostics);
  return to_string(diagnostics);
}

inline Scenario scenario(const std::string& text) {
  Diagnostics diagnostics;
  const auto document = parse_yaml("t.yaml", text, diagnostics);
  REQUIRE_MESSAGE(document.has_value(), to_string(diagnostics));
  auto loaded = load_scenario(*document, diagnostics);
  REQUIRE_MESSAGE(loaded.has_value(), to_string(diagnostics));
  return *loaded;
}

inline Scenario scenario_file(const std::string& path, const std::vector<std::string>& overrides = {}) {
  Diagnostics diagnostics;
  auto loaded = load_scenario_file(source(path), overrides, diagnostics);
  REQUIRE_MESSAGE(loaded.has_value(), to_string(diagnostics));
  return loaded->scenario;
}

// One run from its start.
inline Outcome play(const Scenario& s, std::uint64_t seed = 1, std::uint32_t replicate = 0,
                    Trace* trace = nullptr) {
  const auto model = std::make_unique<Model>(s);
  State state(*model);
  return simulate(*model, {seed, 0, replicate}, state, trace);
}

}  // namespace parley::test

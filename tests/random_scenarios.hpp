// Which random scenarios do tests of preferences draw?
#pragma once

#include <string>
#include <vector>

#include "parley/support/random.hpp"
#include "support.hpp"

namespace parley::test {

// A random abstract scenario: `issues` issues of 2 to 5 options, `parties` parties, some interactions.
inline Scenario random_scenario(std::uint32_t n, int issues, int parties, bool interactions) {
  Stream s({99, 0, n}, 0, 0, 0);
  std::string text = "name: random\ntalks: {protocol: alternating_offers, rounds: 50}\nissues:\n";
  std::vector<int> options;
  for (int k = 0; k < issues; ++k) {
    options.push_back(2 + static_cast<int>(s.uniform() * 4));
    text += "  I" + std::to_string(k) + ": {options: [";
    for (int o = 0; o < options.back(); ++o) text += (o ? ", o" : "o") + std::to_string(o);
    text += "]}\n";
  }
  text += "parties:\n";
  for (int p = 0; p < parties; ++p) {
    std::string weights, values;
    for (int k = 0; k < issues; ++k) {
      weights += (k ? ", I" : "I") + std::to_string(k) + ": " + std::to_string(0.05 + s.uniform());
      values += (k ? ", I" : "I") + std::to_string(k) + ": [";
      for (int o = 0; o < options[static_cast<std::size_t>(k)]; ++o)
        values += (o ? ", " : "") + std::to_string(s.uniform());
      values += "]";
    }
    text += "  P" + std::to_string(p) + ": {weights: {" + weights + "}, values: {" + values +
            "}, reservation: " + std::to_string(0.2 + 0.3 * s.uniform());
    if (p % 2 == 1) text += ", risk: 1.5";
    if (interactions)
      text += ", interactions: [{weight: " + std::string(s.chance(0.5) ? "-" : "") +
              "0.3, when: {I0: [0, 1], I" + std::to_string(1 + p % (issues - 1)) + ": [1]}}]";
    text += "}\n";
  }
  return test::scenario(text);
}

}  // namespace parley::test

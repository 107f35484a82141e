// How is a peer's negotiation written as a scenario, and how is its trace compared?
#pragma once

#include <fstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "support.hpp"

namespace parley::test {

using nlohmann::json;

inline json peer_cases(const char* file) {
  std::ifstream in(source(file));
  return json::parse(in);
}

// The keys of a demand along a curve, as they stand in a case. kappa: what is given up at the opening.
inline std::vector<std::string> curve_keys(const json& c) {
  std::vector<std::string> keys;
  for (const char* key : {"exponent", "start", "floor"})
    if (c.contains(key)) keys.push_back(fmt::format("{}: {}", key, c[key].get<double>()));
  if (c.contains("curve")) keys.push_back("curve: " + c["curve"].get<std::string>());
  if (c.contains("kappa")) keys.push_back(fmt::format("start: {}", 1.0 - c["kappa"].get<double>()));
  return keys;
}

// Own utility of a package in the peer's terms.
inline double peer_utility(const json& c, std::size_t p, const std::vector<std::size_t>& options) {
  double u = 0;
  for (std::size_t k = 0; k < options.size(); ++k)
    u += c["weights"][p][k].get<double>() * c["values"][p][k][options[k]].get<double>();
  return u;
}

inline double least_rational_worth(const json& c, std::size_t p) {
  std::vector<std::size_t> at(c["options"].size(), 0);
  double least = 1;
  for (std::size_t k = 0; k < at.size();) {
    const double u = peer_utility(c, p, at);
    if (u >= c["reserved"][p].get<double>()) least = std::min(least, u);
    for (k = 0; k < at.size() && ++at[k] == c["options"][k].get<std::size_t>(); ++k) at[k] = 0;
  }
  return least;
}

inline Scenario peer_scenario(const json& c) {
  std::string text = fmt::format("name: peer\ntalks: {{protocol: alternating_offers, rounds: {}}}\nissues:\n",
                                 c["n_steps"].get<int>());
  for (std::size_t k = 0; k < c["options"].size(); ++k) {
    text += fmt::format("  I{}: {{options: [", k);
    for (int o = 0; o < c["options"][k].get<int>(); ++o) text += fmt::format("{}o{}", o > 0 ? ", " : "", o);
    text += "]}\n";
  }
  text += "parties:\n";
  for (std::size_t p = 0; p < c["parties"].get<std::size_t>(); ++p) {
    std::vector<std::string> bidding;
    std::string accept = "next";
    if (c.contains("exponents")) {
      // The older cases: concessions end at the least package worth the reservation value.
      bidding = {fmt::format("exponent: {}", c["exponents"][p].get<double>()),
                 fmt::format("floor: {}, tolerance: 0.00001", least_rational_worth(c, p))};
    } else {
      bidding = curve_keys(c["bidding"][p]);
      bidding.push_back(fmt::format("tolerance: {}", c["tolerance"].get<double>()));
      accept = fmt::format("{{aspiration: {{{}}}}}", fmt::join(curve_keys(c["accept"][p]), ", "));
    }
    text += fmt::format(
        "  P{}:\n    reservation: {}\n    strategy: {{bidding: {{time_dependent: {{{}}}}}, accept: {}}}\n    "
        "weights: {{",
        p, c["reserved"][p].get<double>(), fmt::join(bidding, ", "), accept);
    for (std::size_t k = 0; k < c["options"].size(); ++k)
      text += fmt::format("{}I{}: {}", k > 0 ? ", " : "", k, c["weights"][p][k].get<double>());
    text += "}\n    values:\n";
    for (std::size_t k = 0; k < c["options"].size(); ++k)
      text +=
          fmt::format("      I{}: [{}]\n", k, fmt::join(c["values"][p][k].get<std::vector<double>>(), ", "));
  }
  return scenario(text);
}

}  // namespace parley::test

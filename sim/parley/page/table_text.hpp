// The tables of a run as text, to the byte as 'parley run -o' writes them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parley/engine/model.hpp"

namespace parley {

inline constexpr std::array<std::string_view, 6> table_names{"parties.csv", "runs.csv",   "rounds.csv",
                                                             "events.csv",  "offers.csv", "days.csv"};

// Of runs 0 to n - 1 of a seed. Nothing where there is no table of this name.
std::optional<std::string> table_text(const Model& model, std::string_view name, std::uint64_t seed,
                                      std::uint32_t n);

}  // namespace parley

// What is a text worth to those who must sign it, in words?
#pragma once

#include <string>
#include <vector>

#include "parley/engine/model.hpp"

namespace parley {

// Parties told one by one; the rest are counted.
inline constexpr std::size_t most_parties_told = 20;

// The parties that a package leaves below their reservation values.
std::vector<std::string> worse_off(const Model& model, const Package& package,
                                   const std::vector<PartyId>& signers);

// "(GOV 0.61, OPP 0.42) worse than no deal for OPP"
std::string worth_in_words(const Model& model, const Package& package, const std::vector<PartyId>& signers);

// "3 options from the text"
std::string options_from_text(const Space& space, PackageView package, PackageView text);

}  // namespace parley

#include "parley/questions/analysis/text_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/preference/forecasts.hpp"
#include "parley/support/counted.hpp"

namespace parley {

std::vector<std::string> worse_off(const Model& m, const Package& package,
                                   const std::vector<PartyId>& signers) {
  std::vector<std::string> ids;
  for (const PartyId p : signers)
    if (m.talks.utilities[p](package) < m.party(p).reservation - 1e-12) ids.push_back(m.party_id(p));
  return ids;
}

std::string worth_in_words(const Model& m, const Package& package, const std::vector<PartyId>& signers) {
  std::vector<std::string> worth;
  for (std::size_t k = 0; k < signers.size() && k < most_parties_told; ++k)
    worth.push_back(fmt::format("{} {:.2f}", m.party_id(signers[k]), m.talks.utilities[signers[k]](package)));
  if (signers.size() > most_parties_told)
    worth.push_back(fmt::format("and {} more", signers.size() - most_parties_told));
  std::string text = fmt::format("({})", fmt::join(worth, ", "));
  if (const auto losers = worse_off(m, package, signers); !losers.empty())
    text += fmt::format(" worse than no deal for {}", fmt::join(losers, ", "));
  return text;
}

std::string options_from_text(const Space& space, PackageView package, PackageView text) {
  return count_of(static_cast<std::size_t>(options_apart(space, package, text)), "option") + " from the text";
}

}  // namespace parley

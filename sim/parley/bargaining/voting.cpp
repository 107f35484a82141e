#include "parley/bargaining/voting.hpp"

#include <algorithm>

namespace parley {

Voting::Voting(const RandomProposer& p, const Scenario& s, std::span<const PartyId> principals) {
  double chances = 0;
  for (const PartyId party : principals) {
    const std::string& id = s.parties[party].key.id;
    const Number* chance = p.recognition.find(id);
    recognition.push_back(p.recognition.empty() ? 1.0 : chance != nullptr ? chance->value : 0.0);
    chances += recognition.back();
    const Number* weight = p.votes.find(id);
    votes.push_back(weight != nullptr ? weight->value : s.parties[party].value.power.value);
    total += votes.back();
    veto.push_back(std::any_of(p.veto.begin(), p.veto.end(), [&](const PartyRef& v) { return v.id == id; }));
  }
  for (double& chance : recognition) chance /= chances;
  quota = p.quota.given ? p.quota.value : total;
  for (std::size_t i = 0; i < votes.size(); ++i)
    needed.push_back(veto[i] != 0 || !passes(total - votes[i]) ? 1 : 0);
}

std::size_t Voting::recognised(double draw) const {
  std::size_t last = 0;
  for (std::size_t i = 0; i < recognition.size(); ++i) {
    if (recognition[i] <= 0) continue;
    if (draw < recognition[i]) return i;
    draw -= recognition[i];
    last = i;
  }
  return last;
}

}  // namespace parley

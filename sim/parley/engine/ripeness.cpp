// Is the conflict ripe for talks?  (Zartman 2000, "Ripeness: The hurting stalemate and beyond")

#include <algorithm>

#include "parley/engine/steps.hpp"

namespace parley {

// A hurting stalemate and a way out, as the parties see them: every signatory that fights has as much war
// before it as is asked for; none believes that its bloc will prevail with more than the chance of a
// stalemate; and for each there is a package that is worth more than fighting on.
bool ripe(const Day& day) {
  const Model& m = day.m;
  const State& s = day.s;
  const auto& rules = m.scenario.talks.ripeness;
  if (!rules) return true;
  for (const PartyId p : m.parties()) {
    if (m.signatory[p] == 0 || m.talks.utilities[p].empty()) continue;
    if (m.talks.utilities[p].best() <= s.war.reservation[p]) return false;
    // Who has no forces on any front feels no stalemate of its own.
    const bool fights =
        m.strength[p] > 0 && std::any_of(m.fronts.ids().begin(), m.fronts.ids().end(),
                                         [&](FrontId f) { return m.side_of(p, f).has_value(); });
    if (!fights) continue;
    if (s.war.days[p] < days_a_month * rules->hurt) return false;
    if (m.contest_of[m.bloc_of[p]] && s.war.prevail[p] > rules->stalemate) return false;
  }
  return true;
}

}  // namespace parley

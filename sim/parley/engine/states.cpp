// Where does every party stand at the end of a day?  For those who want the reasons of one run.

#include "parley/engine/run.hpp"

namespace parley {

void record_states(const Run& run) {
  const auto& [m, s, key, trace] = run;
  const std::size_t blocs = m.contest.size();
  trace->days.back().talking = s.talking;
  for (PartyId p = 0; p < m.parties(); ++p) {
    PartyDay d;
    d.reservation = s.reservation[p];
    d.trust = trust_in_other_camp(run, p);
    if (const int own = m.contest_of[m.bloc_of[p]]; own >= 0)
      d.prevail = win_probability({&s.belief[p * blocs], blocs}, static_cast<std::size_t>(own),
                                  m.scenario.war.decisiveness);
    if (s.truce) {
      d.truce = s.value[p];
      if (m.signatory[p] != 0 && s.day > s.signed_day)
        d.leave = denounce_probability(s.value[p].value(), m.party(p).conduct.audience,
                                       m.scenario.truce.leader_precision);
      if (m.strength[p] > 0 && m.excluded[p] == 0 && s.day > s.signed_day)
        for (FrontId f = 0; f < m.fronts.size(); ++f)
          if (covered(run, f)) ++d.acts[static_cast<std::size_t>(s.act[p * m.fronts.size() + f])];
    }
    trace->parties.push_back(d);
  }
}

}  // namespace parley

// Blame and trust between the camps.

#include <algorithm>

#include "parley/engine/run.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

double trust_in_other_camp(const Run& run, PartyId p) {
  const auto& [m, s, key, trace] = run;
  double sum = 0, weight = 0;
  for (PartyId q = 0; q < m.parties(); ++q) {
    const double w = m.heed[p * m.parties() + q];
    if (w <= 0) continue;
    sum += w * logistic(s.trust[p * m.parties() + q]);
    weight += w;
  }
  return weight > 0 ? sum / weight : 1.0;
}

namespace {

// Share of the fighters of `bloc` on a front who are mixed with excluded groups: it cannot suppress what
// those do.
double mixed_share(const Run& run, int front, BlocId bloc) {
  if (front < 0 || run.m.fronts[static_cast<std::size_t>(front)].side[1] != bloc) return 0.0;
  double most = 0;
  for (const double share : run.s.fronts[static_cast<std::size_t>(front)].intermingled)
    most = std::max(most, share);
  return most;
}

void shift_trust(const Run& run, const SalientEvent& event, PartyId observer, PartyId culprit, double blame,
                 double strong) {
  const auto& [m, s, key, trace] = run;
  if (blame <= 0 || !m.are_hostile(observer, culprit)) return;
  const std::size_t at = observer * m.parties() + culprit;
  const double before = s.trust[at];
  s.trust[at] = trust_after_event(before, unit(blame), strong,
                                  event_weight(event.deaths, m.scenario.truce.salient), m.rates);
  s.blamed_today[at] = 1;
  if (!s.truce) return;
  Grievance& g = s.grievance[observer];
  const double loss = (before - s.trust[at]) * m.heed[at];
  g.total += loss;
  if (loss > g.loss) {
    g.loss = loss;
    g.happening = event.happening;
    g.name = event.name;
    g.author = event.author;
  }
}

// Blame falls on a culprit and, by its leverage, on whoever backs it.
void blame_with_patrons(const Run& run, const SalientEvent& event, PartyId observer, PartyId culprit,
                        double blame, double strong) {
  const auto& [m, s, key, trace] = run;
  shift_trust(run, event, observer, culprit, blame, strong);
  for (PartyId patron = 0; patron < m.parties(); ++patron)
    if (const double l = s.leverage[patron * m.parties() + culprit]; l > 0)
      shift_trust(run, event, observer, patron, blame * l, strong);
}

}  // namespace

bool blame_for(const Run& run, const SalientEvent& event) {
  const auto& [m, s, key, trace] = run;
  s.salient_today = true;
  const auto& rules = m.scenario.truce;
  const double detection = either(rules.detection, s.truce ? s.terms.detection : 0.0);
  const double attribution = either(rules.attribution, s.truce ? s.terms.attribution : 0.0);
  const bool seen = event.known || event.seen || run.luck(Purpose::detection, event.salt).chance(detection);
  const bool established = event.known || run.luck(Purpose::attribution, event.salt).chance(attribution);
  if (!seen) return false;
  const auto author = static_cast<PartyId>(event.author);
  const BlocId guilty = m.bloc_of[author];
  double largest = 0;
  for (PartyId q = 0; q < m.parties(); ++q)
    if (m.bloc_of[q] == guilty && m.excluded[q] == 0) largest = std::max(largest, m.strength[q]);
  for (PartyId observer = 0; observer < m.parties(); ++observer) {
    if (m.excluded[observer] != 0) continue;
    if (m.excluded[author] != 0) {
      // An excluded group did it. Those mixed with it are blamed for not suppressing it, by the share so
      // mixed.
      for (PartyId q = 0; q < m.parties(); ++q) {
        if (event.front < 0 || m.excluded[q] != 0 || m.strength[q] <= 0) continue;
        const double mixed = mixed_share(run, event.front, m.bloc_of[q]);
        const double share = established ? mixed : rules.partisan * mixed;
        if (mixed > 0) blame_with_patrons(run, event, observer, q, share, 1.0 - mixed);
      }
    } else if (established) {
      blame_with_patrons(run, event, observer, author, event.blame,
                         1.0 - mixed_share(run, event.front, guilty));
    } else if (m.bloc_of[observer] == event.victims ||
               (m.are_hostile(observer, author) && m.bloc_of[observer] != guilty)) {
      // The camp that was hit blames whoever on the other side could have done it.
      for (PartyId q = 0; q < m.parties(); ++q) {
        if (m.bloc_of[q] != guilty || m.excluded[q] != 0 || m.strength[q] <= 0) continue;
        const double blame = event.blame * partisan_blame(rules.partisan, m.strength[q], largest);
        blame_with_patrons(run, event, observer, q, blame, 1.0 - mixed_share(run, event.front, guilty));
      }
    }
  }
  return established;
}

}  // namespace parley

// Blame and trust between the camps, at the time of an event and when an impartial finding comes.

#include <algorithm>
#include <cmath>

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

// Share of the fighters of the front's second side who are mixed with excluded groups.
double mixed_on(const Run& run, int front) {
  double most = 0;
  if (front >= 0)
    for (const double share : run.s.fronts[static_cast<std::size_t>(front)].intermingled)
      most = std::max(most, share);
  return most;
}

// Of a bloc at the event's front: it cannot suppress what those do with whom it is mixed.
double mixed_share(const Run& run, const SalientEvent& event, BlocId bloc) {
  return event.front >= 0 && run.m.fronts[static_cast<std::size_t>(event.front)].side[1] == bloc ? event.mixed
                                                                                                 : 0.0;
}

// Whom does an observer hold answerable, and by how much?  Calls hold(culprit, blame, strong), with the
// author established or not; patrons aside.
template <class Hold>
void attribute(const Run& run, const SalientEvent& event, bool established, PartyId observer, Hold hold) {
  const auto& [m, s, key, trace] = run;
  const double partisan = m.scenario.truce.partisan;
  const auto author = static_cast<PartyId>(event.author);
  const BlocId guilty = m.bloc_of[author];
  if (m.excluded[author] != 0) {
    // An excluded group did it. Those mixed with it are blamed for not suppressing it, by the share so mixed.
    for (PartyId q = 0; q < m.parties(); ++q) {
      if (event.front < 0 || m.excluded[q] != 0 || m.strength[q] <= 0) continue;
      const double mixed = mixed_share(run, event, m.bloc_of[q]);
      if (mixed > 0) hold(q, established ? mixed : partisan * mixed, 1.0 - mixed);
    }
  } else if (established) {
    hold(author, event.blame, 1.0 - mixed_share(run, event, guilty));
  } else if (m.bloc_of[observer] == event.victims ||
             (m.are_hostile(observer, author) && m.bloc_of[observer] != guilty)) {
    // The camp that was hit blames whoever on the other side could have done it.
    double largest = 0;
    for (PartyId q = 0; q < m.parties(); ++q)
      if (m.bloc_of[q] == guilty && m.excluded[q] == 0) largest = std::max(largest, m.strength[q]);
    for (PartyId q = 0; q < m.parties(); ++q) {
      if (m.bloc_of[q] != guilty || m.excluded[q] != 0 || m.strength[q] <= 0) continue;
      hold(q, event.blame * partisan_blame(partisan, m.strength[q], largest),
           1.0 - mixed_share(run, event, guilty));
    }
  }
}

// Moves an observer's trust in a culprit by `times` of what such blame costs; what that takes from its trust
// in the other camp.
double shift_trust(const Run& run, const SalientEvent& event, PartyId observer, PartyId culprit, double blame,
                   double strong, double times) {
  const auto& [m, s, key, trace] = run;
  if (blame <= 0 || !m.are_hostile(observer, culprit)) return 0.0;
  const std::size_t at = observer * m.parties() + culprit;
  const double before = s.trust[at];
  const double weight = event_weight(event.deaths, m.scenario.truce.salient);
  s.trust[at] = trust_moved(before, trust_lost(unit(blame), strong, weight, m.rates), times);
  if (times > 0) s.blamed_today[at] = 1;
  return (before - s.trust[at]) * m.heed[at];
}

// An observer's blame falls on culprits and, by its leverage, on whoever backs them.
double hold_answerable(const Run& run, const SalientEvent& event, bool established, PartyId observer,
                       double times) {
  const Model& m = run.m;
  const State& s = run.s;
  double loss = 0;
  attribute(run, event, established, observer, [&](PartyId culprit, double blame, double strong) {
    loss += shift_trust(run, event, observer, culprit, blame, strong, times);
    for (PartyId patron = 0; patron < m.parties(); ++patron)
      if (const double l = s.leverage[patron * m.parties() + culprit]; l > 0)
        loss += shift_trust(run, event, observer, patron, blame * l, strong, times);
  });
  return loss;
}

// Keeps the one event that cost an observer most since the signature, beside what all cost together.
void remember(const Run& run, const SalientEvent& event, PartyId observer, double loss) {
  if (!run.s.truce) return;
  Grievance& g = run.s.grievance[observer];
  g.total = std::max(g.total + loss, g.loss);
  if (loss <= g.loss) return;
  g.loss = loss;
  g.happening = event.happening;
  g.name = event.name;
  g.author = event.author;
}

// Days until an impartial finding of who did it; nobody: there will be none. Press and courts may find it, or
// what the text provides for.
int days_to_finding(const Run& run, const SalientEvent& event) {
  const auto& [m, s, key, trace] = run;
  if (event.known) return 0;
  const auto& rules = m.scenario.truce;
  Stream luck = run.luck(Purpose::attribution, event.salt);
  const bool anyway = luck.chance(rules.attribution);
  const bool by_the_text = s.truce && luck.chance(s.terms.attribution);
  if (!anyway && !by_the_text) return nobody;
  double days = anyway ? rules.attribution_delay.value : s.terms.attribution_delay;
  if (anyway && by_the_text) days = std::min(days, s.terms.attribution_delay);
  return static_cast<int>(std::lround(days));
}

}  // namespace

bool blame_for(const Run& run, SalientEvent event) {
  const auto& [m, s, key, trace] = run;
  s.salient_today = true;
  const double detection = either(m.scenario.truce.detection, s.truce ? s.terms.detection : 0.0);
  const int days = days_to_finding(run, event);
  if (!event.known && !event.seen && !run.luck(Purpose::detection, event.salt).chance(detection))
    return false;
  event.mixed = mixed_on(run, event.front);
  for (PartyId observer = 0; observer < m.parties(); ++observer)
    if (m.excluded[observer] == 0)
      remember(run, event, observer, hold_answerable(run, event, days == 0, observer, 1.0));
  if (days > 0) s.findings.push_back({event, s.day, s.day + days});
  return days == 0;
}

void hear_findings(const Run& run) {
  const auto& [m, s, key, trace] = run;
  for (std::size_t k = 0; k < s.findings.size();) {
    if (s.findings[k].due > s.day) {
      ++k;
      continue;
    }
    const Finding finding = s.findings[k];
    s.findings.erase(s.findings.begin() + static_cast<std::ptrdiff_t>(k));
    const double age = static_cast<double>(s.day - finding.happened);
    // Who is told of a deed of an excluded group, or of a strike that is owned to, learns nothing new.
    if (m.excluded[static_cast<PartyId>(finding.event.author)] == 0 && !finding.event.owned)
      run.record({.what = Happened::finding,
                  .who = finding.event.author,
                  .front = finding.event.front,
                  .value = age,
                  .because = finding.event.happening});
    // The finding takes the place of what was believed, as far as the event is not forgotten.
    const double left = trust_faded(1.0, 0.0, m.scenario.truce.memory / age);
    for (PartyId observer = 0; observer < m.parties(); ++observer) {
      if (m.excluded[observer] != 0) continue;
      const double loss = hold_answerable(run, finding.event, false, observer, -left) +
                          hold_answerable(run, finding.event, true, observer, left);
      if (finding.happened >= s.signed_day) remember(run, finding.event, observer, loss);
    }
  }
}

}  // namespace parley

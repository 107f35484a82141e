// Blame and trust between the camps, at the time of an event and when an impartial finding comes.

#include <algorithm>
#include <cmath>

#include "parley/engine/factions.hpp"
#include "parley/engine/heeded.hpp"
#include "parley/engine/steps.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {
Two trusted(const Model::Heeded& /*one*/, const Model::Heeded& /*other*/, Two log_odds) {
  return logistic(log_odds);
}
}  // namespace

double trust_in_other_camp(const Day& day, PartyId p, double signed_more) {
  return trust_in_other_camp_by(day, p, signed_more, trusted);
}

double trust_of_others(const Day& day, PartyId p, double more) {
  return trust_of_others_by(day, p, more, trusted);
}

namespace {

// Share of the fighters of the front's second side who are mixed with excluded groups.
double mixed_on(const Ground& ground, std::optional<FrontId> front) {
  double most = 0;
  if (front)
    for (const double share : ground.fronts[*front].intermingled) most = std::max(most, share);
  return most;
}

// Whom does an observer hold answerable, and by how much, as its camp has it?  Calls hold(culprit, blame,
// strong); patrons aside. Of a camp that did it every member who fights there answers, unless all can see who
// it was: to be cleared by a finding against one's own camp is no news of the camp. For excluded groups those
// answer who are mixed with them and were not hit, by that share: they did not suppress it.
template <class Hold>
void attribute(const Day& day, const SalientEvent& event, const Dispute& d, PartyId observer, Hold hold) {
  const Model& m = day.m;
  const Account& account = d.accounts[m.bloc_of[observer].position()];
  std::optional<BlocId> mixes;
  if (event.front && m.fronts[*event.front].side[1] != event.victims) mixes = m.fronts[*event.front].side[1];
  double by_excluded = 0;
  for (std::size_t k = 0; k < d.suspects; ++k)
    if (all_excluded(m, d.camps[k])) by_excluded += account.did[k];
  const auto answers = [&](BlocId camp, double did) {
    const double mixed = camp == mixes ? event.mixed : 0.0;
    const auto could = [&](PartyId q) {
      if (m.bloc_of[q] != camp || m.excluded[q] != 0 || (event.front && !m.at(q, *event.front))) return 0.0;
      return q == event.author ? std::max(least_strength, m.strength[q]) : m.strength[q];
    };
    const bool seen = (event.known || event.owned) && m.bloc_of[event.author] == camp;
    for (const PartyId q : m.parties())
      if (could(q) > 0)
        hold(q, (seen && q != event.author ? 0.0 : event.blame * did) + by_excluded * mixed,
             (1.0 - mixed) * (1.0 - share_alone(day, q)));
  };
  bool mixes_suspected = !mixes;
  for (std::size_t k = 0; k < d.suspects; ++k) {
    mixes_suspected = mixes_suspected || d.camps[k] == mixes;
    if (!all_excluded(m, d.camps[k])) answers(d.camps[k], account.did[k]);
  }
  if (!mixes_suspected && by_excluded > 0) answers(*mixes, 0.0);
}

// Moves an observer's trust in a culprit by `times` of what such blame costs; what that takes from its trust
// in the other camp.
double shift_trust(const Model& m, const SalientEvent& event, PartyId observer, PartyId culprit, double blame,
                   double strong, double times, Trust& trust) {
  if (blame <= 0 || !m.are_hostile(observer, culprit)) return 0.0;
  double& log_odds = trust.log_odds(observer, culprit);
  const double before = log_odds;
  const double weight = event_weight(event.deaths, event.noticed);
  log_odds = trust_moved(before, trust_lost(unit(blame), strong, weight, m.rates), times);
  if (times > 0) trust.blamed(observer, culprit) = 1;
  return (before - log_odds) * m.heed(observer, culprit);
}

// What a quiet day of a truce adds. Where killings are rarer than that, nobody expects as many, and a day
// without one says less.
double quiet_gain(const Day& day) {
  const double pace = day.s.truce.noticed.pace;
  const TrustRates& rates = day.m.rates;
  return quiet_day_gains({pace * rates.committed, pace * rates.uncommitted});
}

// Such a patron answers for what it did there itself.
bool fights_beside(const Model& m, PartyId patron, PartyId culprit, const SalientEvent& event) {
  return m.bloc_of[patron] == m.bloc_of[culprit] && m.strength[patron] > 0 &&
         (!event.front || m.at(patron, *event.front));
}

// An observer's blame falls on culprits and, by its leverage, on whoever backs them.
double hold_answerable(const Day& day, const SalientEvent& event, const Dispute& dispute, PartyId observer,
                       double times, Trust& trust) {
  const Model& m = day.m;
  double loss = 0;
  if (observer == event.author) return loss;  // it knows who did it
  const double hit = event.front ? share_hit(day, observer, *event.front, event.struck) : 1.0;
  if (hit <= 0) return loss;
  times *= hit;
  double quiet = 0;  // to parts that are not hit it is a day on which those are blamed for nothing
  const auto shift = [&](PartyId who, double blame, double strong) {
    const std::uint8_t before = trust.blamed(observer, who);
    loss += shift_trust(m, event, observer, who, blame, strong, times, trust);
    if (hit == 1 || trust.blamed(observer, who) == before) return;
    trust.blamed(observer, who) = before;
    quiet += m.heed(observer, who);
  };
  attribute(day, event, dispute, observer, [&](PartyId culprit, double blame, double strong) {
    shift(culprit, blame, strong);
    for (const PartyId patron : m.talks.backers[culprit])
      if (const double l = day.s.patrons.leverage(patron, culprit);
          l > 0 && !fights_beside(m, patron, culprit, event))
        shift(patron, blame * l, strong);
  });
  if (hit < 1)
    lost_by_those_hit(day, observer, *event.front, *event.struck, hit, loss, quiet * quiet_gain(day), trust);
  return loss;
}

// Keeps the one event that cost an observer most since the signature, beside what all cost together.
void remember(const SalientEvent& event, double loss, Grievance& g) {
  g.total = std::max(g.total + loss, g.loss);
  if (loss <= g.loss) return;
  g.loss = loss;
  g.happening = event.happening;
  g.name = event.name;
  g.author = event.author;
}

// Days until a finding of who did it; nothing: there will be none. Press and courts may find it,
// or what the text provides for.
std::optional<int> days_to_finding(const Day& day, const SalientEvent& event) {
  const Model& m = day.m;
  const Truce& truce = day.s.truce;
  if (event.known) return 0;
  const auto& rules = m.scenario.truce;
  Stream luck = day.luck(Purpose::attribution, event.salt);
  const bool anyway = luck.chance(rules.attribution);
  const bool by_the_text = truce.in_force && luck.chance(truce.terms.attribution);
  if (!anyway && !by_the_text) return {};
  double days = anyway ? rules.attribution_delay.value : truce.terms.attribution_delay;
  if (anyway && by_the_text) days = std::min(days, truce.terms.attribution_delay);
  return static_cast<int>(std::lround(days));
}

// Who keeps its part itself, and to whom the trust lost is worth something, may protest where there is
// somebody to turn to: against a killing that was seen, whose author nobody has established, and that nobody
// looks into. What it has lost, of what keeping the truce is worth to it.
constexpr double least_protested = 0.005;
double protested(const Day& day, PartyId p, double trust_before) {
  if (!decides(day.m, p)) return 0.0;
  TruceValue now = day.s.worth.now[p];
  if (act_of(now.keeps()) == Act::attack) return 0.0;
  now.trust = trust_in_other_camp(day, p);
  TruceValue before = now;
  before.trust = trust_before;
  return before.value() - now.value();
}

}  // namespace

void blame_for(const Day& day, SalientEvent event, Trust& trust, Recorder& record) {
  const Model& m = day.m;
  const Truce& truce = day.s.truce;
  trust.salient_today = true;
  const double detection = either(m.scenario.truce.detection, truce.in_force ? truce.terms.detection : 0.0);
  const std::optional<int> days = days_to_finding(day, event);
  if (!event.known && !event.seen && !day.luck(Purpose::detection, event.salt).chance(detection)) return;
  event.noticed = truce.noticed.deaths;
  event.mixed = mixed_on(day.s.ground, event.front);
  Dispute dispute;
  open_dispute(day, event, dispute);
  std::size_t names = 0;
  if (days && !event.known && !event.owned) {
    Stream luck = day.luck(Purpose::accuracy, event.salt);
    names = named_by_finding(m, dispute, luck);
    if (days == 0) hear_finding(m, event, names, dispute);
  }
  record.established(event.happening, days == 0);
  if (days != 0 && !event.owned) record.blamed(event.happening, who_says_what(m, event, dispute));
  const bool unexplained = m.scenario.truce.steps && truce.in_force && day.number > truce.signed_day &&
                           !days && !event.owned && truce.terms.attribution > 0;
  std::optional<PartyId> protester = nobody;  // who has lost most
  double most = least_protested;
  for (const PartyId observer : m.parties()) {
    if (m.excluded[observer] != 0) continue;
    const double before = unexplained ? trust_in_other_camp(day, observer) : 0.0;
    const double loss = hold_answerable(day, event, dispute, observer, 1.0, trust);
    if (truce.in_force) remember(event, loss, trust.grievance[observer]);
    if (const double lost = unexplained && loss > 0 ? protested(day, observer, before) : 0.0; lost >= most) {
      protester = observer;
      most = lost;
    }
  }
  if (protester != nobody) trust.protests.push_back({*protester, event, dispute});
  if (days && *days > 0 && !event.owned)
    trust.findings.push_back({event, dispute, names, day.number, day.number + *days});
}

Distrust least_trust(const Model& m, const Trust& trust, std::optional<PartyId> but) {
  Distrust worst;
  for (const PartyId a : m.talks.principals) {
    for (const PartyId b : m.talks.principals) {
      if (!m.are_hostile(a, b) || a == but) continue;
      const double above = trust.log_odds(a, b) - m.walk_out[a];
      if (above < worst.above) worst = {a, b, logistic(trust.log_odds(a, b)), above};
    }
  }
  return worst;
}

void obligation_not_met(const Day& day, PartyId who, std::optional<HappeningId> happening, Trust& trust) {
  SalientEvent e;
  e.author = who;
  e.deaths = day.s.truce.noticed.deaths;
  e.known = true;
  e.happening = happening;
  Recorder nobody_reads(nullptr);
  blame_for(day, e, trust, nobody_reads);
}

void obligation_in_doubt(const Day& day, PartyId who, double verified, Trust& trust) {
  const Model& m = day.m;
  for (const PartyId observer : m.parties()) {
    if (m.excluded[observer] != 0 || !m.are_hostile(observer, who)) continue;
    double& log_odds = trust.log_odds(observer, who);
    const double t = logistic(log_odds), undone = (1.0 - t) * (1.0 - verified);
    log_odds = trust_moved(log_odds, trust_lost(undone / (undone + t), 1.0, 1.0, m.rates), 1.0);
  }
}

void lose_faith(const Day& day, PartyId breaker, Trust& trust) {
  const Model& m = day.m;
  const double lost = -m.scenario.truce.failure;
  for (const PartyId observer : m.parties()) {
    if (m.excluded[observer] != 0) continue;
    for (const PartyId q : m.parties()) {
      const double answerable = q == breaker ? 1.0 : day.s.patrons.leverage(q, breaker);
      if (answerable <= 0 || !m.are_hostile(observer, q)) continue;
      double& log_odds = trust.log_odds(observer, q);
      log_odds = trust_moved(log_odds, lost, std::min(1.0, answerable));
    }
  }
}

void hear_findings(const Day& day, Trust& trust, Recorder& record) {
  const Model& m = day.m;
  const Truce& truce = day.s.truce;
  std::vector<Finding>& findings = trust.findings;
  for (std::size_t k = 0; k < findings.size();) {
    if (findings[k].due > day.number) {
      ++k;
      continue;
    }
    const Finding finding = findings[k];
    findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(k));
    const double age = static_cast<double>(day.number - finding.happened);
    Dispute found = finding.dispute;
    hear_finding(m, finding.event, finding.names, found);
    record.happened(day.number, {.what = Happened::finding,
                                 .who = found.named,
                                 .whom = finding.event.author,
                                 .front = finding.event.front,
                                 .value = age,
                                 .because = finding.event.happening});
    // Accounts that have heard it take the place of those before, as far as the event is not forgotten.
    const double left = kept_after_a_day(m.scenario.truce.memory / age);
    for (const PartyId observer : m.parties()) {
      if (m.excluded[observer] != 0) continue;
      const double loss = hold_answerable(day, finding.event, finding.dispute, observer, -left, trust) +
                          hold_answerable(day, finding.event, found, observer, left, trust);
      if (truce.in_force && finding.happened >= truce.signed_day)
        remember(finding.event, loss, trust.grievance[observer]);
    }
  }
}

void protest(const Day& day, Trust& trust, Outcome& outcome, Recorder& record) {
  const Truce& truce = day.s.truce;
  for (const Protest& p : trust.protests) {
    if (!truce.in_force) break;
    record.happened(
        day.number,
        {.what = Happened::protested, .who = p.who, .front = p.event.front, .because = p.event.happening});
    ++outcome.protests;
    if (!day.luck(Purpose::protest, p.event.salt).chance(truce.terms.attribution)) continue;
    const int delay = std::max(1, static_cast<int>(std::lround(truce.terms.attribution_delay)));
    Stream luck = day.luck(Purpose::accuracy, p.event.salt);
    const std::size_t names = named_by_finding(day.m, p.dispute, luck);
    trust.findings.push_back({p.event, p.dispute, names, day.number, day.number + delay});
  }
  trust.protests.clear();
}

void settle_trust(const Day& day, Trust& trust) {
  const Model& m = day.m;
  const double gained = quiet_gain(day);
  const double kept = kept_after_a_day(m.scenario.truce.memory);
  for (Grievance& g : trust.grievance) {
    g.loss *= kept;
    g.total *= kept;
  }
  const bool truce = day.s.truce.in_force;
  const auto log_odds = trust.log_odds.cells();
  const auto blamed = trust.blamed.cells();
  for (const auto& [a, b, cell] : m.foes) {
    double t = log_odds[cell];
    if (truce && blamed[cell] == 0) t = trust_after_quiet_day(t, gained);
    log_odds[cell] = trust_faded(t, m.trust_prior[a], kept);
  }
  for (double& part : trust.of_parts) part *= kept;
}

}  // namespace parley

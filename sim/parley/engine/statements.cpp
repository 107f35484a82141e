// Statements about the war and about each other, made as a meeting begins: see bargaining/statements.hpp.

#include "parley/bargaining/statements.hpp"

#include <algorithm>
#include <cmath>

#include "parley/engine/steps.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr double trust_limit = 7;  // log-odds

double stake(const Model& m, PartyId p, ContestId won, ContestId lost) {
  return m.imposed(p, won) - m.imposed(p, lost);
}

// What peace is worth to a party above war. One without preferences wants nothing but peace.
double peace_gain(const Day& day, PartyId p) {
  const Utility& u = day.m.talks.utilities[p];
  return u.empty() ? 1.0 : std::max(0.0, u.best() - day.s.war.reservation[p]);
}

// The claim of a party that bloc `strong` is stronger, against bloc `weak`, than those in `weak` believe.
struct Boast {
  ContestId strong, weak;
  double gap = -1e9;  // of the speaker's log ratio over the listeners' mean
};
Boast best_boast(const Model& m, const Forces& forces, PartyId speaker) {
  const auto own = m.contest_of[m.bloc_of[speaker]];
  const auto ratio = [&](PartyId p, ContestId a, ContestId b) { return forces.belief(p).ratio(a, b); };
  Boast best;
  for (const ContestId a : m.contest.ids()) {
    if (own && *own != a) continue;
    for (const ContestId b : m.contest.ids()) {
      if (b == a) continue;
      double believed = 0, n = 0;
      for (const PartyId p : m.parties()) {
        if (m.bloc_of[p] != m.contest[b] || m.signatory[p] == 0) continue;
        believed += ratio(p, a, b);
        n += 1;
      }
      const double gap = ratio(speaker, a, b) - believed / n;
      if (gap > best.gap) best = {a, b, gap};
    }
  }
  return best;
}

void claim_strength(const Day& day, PartyId speaker, double lies, Table& table, Forces& forces,
                    Recorder& record) {
  const Model& m = day.m;
  const Statements& rules = *m.talks.statements;
  if (m.contest.size() < 2) return;
  const Boast boast = best_boast(m, forces, speaker);
  const bool meant = boast.gap > 0;
  const double p =
      truthfulness(rules.incentive, stake(m, speaker, boast.weak, boast.strong), peace_gain(day, speaker));
  if (!meant && lies >= 1.0 - p) return;
  const double ratio = likelihood_ratio(p, rules.knowledge);
  table.stated[speaker].optimism = true;
  note(record.talk(),
       {.saying = Saying::optimism,
        .who = speaker,
        .reservation = day.s.war.reservation[speaker],
        .stronger = boast.strong,
        .credence = credence(ratio),
        .meant = meant},
       {});
  for (const PartyId listener : m.parties()) {
    if (m.bloc_of[listener] != m.contest[boast.weak] || m.signatory[listener] == 0) continue;
    raise_above_mean(forces.belief(listener), boast.strong, boast.weak, credence(ratio));
  }
}

void accuse(const Day& day, PartyId speaker, double lies, Table& table, Trust& trust, Recorder& record) {
  const Model& m = day.m;
  const Statements& rules = *m.talks.statements;
  std::optional<PartyId> least;
  for (const PartyId q : m.parties())
    if (m.are_hostile(speaker, q) && m.signatory[q] != 0 &&
        (!least || trust.log_odds(speaker, q) < trust.log_odds(speaker, *least)))
      least = q;
  if (!least) return;
  const PartyId accused = *least;
  const bool meant = trust.log_odds(speaker, accused) < 0;
  const auto own = m.contest_of[m.bloc_of[speaker]], other = m.contest_of[m.bloc_of[accused]];
  const double gain = own && other ? std::max(0.0, stake(m, speaker, *own, *other)) : 0.0;
  const double p = truthfulness(rules.incentive, peace_gain(day, speaker), gain);
  if (!meant && lies >= 1.0 - p) return;
  const double ratio = likelihood_ratio(p, rules.knowledge);
  table.stated[speaker].accusation = true;
  note(record.talk(),
       {.saying = Saying::accusation,
        .who = speaker,
        .reservation = day.s.war.reservation[speaker],
        .accused = accused,
        .credence = credence(ratio),
        .meant = meant},
       {});
  for (const PartyId third : m.parties()) {
    if (third == speaker || m.excluded[third] != 0 || !m.are_hostile(third, accused)) continue;
    double& log_odds = trust.log_odds(third, accused);
    log_odds = std::clamp(log_odds - scalar_log(ratio), -trust_limit, trust_limit);
  }
}

}  // namespace

void make_statements(const Day& day, Table& table, Forces& forces, Trust& trust, Recorder& record) {
  const Model& m = day.m;
  if (!m.talks.statements) return;
  for (const PartyId p : m.parties()) {
    const bool mediates = m.party(p).seat == Seat::mediator;
    if (m.signatory[p] == 0 && !mediates) continue;
    Stream luck(day.key, static_cast<std::uint32_t>(TalkPurpose::statement),
                static_cast<std::uint32_t>(p.position() + 1), static_cast<std::uint32_t>(day.number));
    const double boasts = luck.uniform(), false_boast = luck.uniform();
    const double accuses = luck.uniform(), false_charge = luck.uniform();
    const double rate = m.talks.statements->rate;
    if (!table.stated[p].optimism && boasts < rate)
      claim_strength(day, p, false_boast, table, forces, record);
    if (!mediates && !table.stated[p].accusation && accuses < rate)
      accuse(day, p, false_charge, table, trust, record);
  }
}

}  // namespace parley

// Statements about the war and about each other, made as a meeting begins: see bargaining/statements.hpp.

#include "parley/bargaining/statements.hpp"

#include <algorithm>
#include <cmath>

#include "parley/engine/run.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr double trust_limit = 7;  // log-odds

double stake(const Model& m, PartyId p, std::size_t won, std::size_t lost) {
  return m.imposed[p * m.contest.size() + won] - m.imposed[p * m.contest.size() + lost];
}

// What peace is worth to a party above war. One without preferences wants nothing but peace.
double peace_gain(const Run& run, PartyId p) {
  const Utility& u = run.m.talks.utilities[p];
  return u.empty() ? 1.0 : std::max(0.0, u.best() - run.s.reservation[p]);
}

// The claim of a party that bloc `strong` is stronger, against bloc `weak`, than those in `weak` believe.
struct Boast {
  std::size_t strong = 0, weak = 0;
  double gap = -1e9;  // of the speaker's log ratio over the listeners' mean
};
Boast best_boast(const Run& run, PartyId speaker) {
  const Model& m = run.m;
  const State& s = run.s;
  const std::size_t blocs = m.contest.size();
  const int own = m.contest_of[m.bloc_of[speaker]];
  const auto ratio = [&](PartyId p, std::size_t a, std::size_t b) {
    return s.belief[p * blocs + a].mean - s.belief[p * blocs + b].mean;
  };
  Boast best;
  for (std::size_t a = 0; a < blocs; ++a) {
    if (own >= 0 && static_cast<std::size_t>(own) != a) continue;
    for (std::size_t b = 0; b < blocs; ++b) {
      if (b == a) continue;
      double believed = 0, n = 0;
      for (PartyId p = 0; p < m.parties(); ++p) {
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

void claim_strength(const Run& run, PartyId speaker, double lies) {
  const auto& [m, s, key, trace] = run;
  const Statements& rules = *m.talks.statements;
  const std::size_t blocs = m.contest.size();
  if (blocs < 2) return;
  const Boast boast = best_boast(run, speaker);
  const bool meant = boast.gap > 0;
  const double p =
      truthfulness(rules.incentive, stake(m, speaker, boast.weak, boast.strong), peace_gain(run, speaker));
  if (!meant && lies >= 1.0 - p) return;
  const double ratio = likelihood_ratio(p, rules.knowledge);
  s.table.stated[speaker].optimism = true;
  if (trace != nullptr)
    note(&trace->talk,
         {.saying = Saying::optimism,
          .who = speaker,
          .reservation = s.reservation[speaker],
          .about = boast.strong,
          .credence = credence(ratio),
          .meant = meant},
         {});
  for (PartyId listener = 0; listener < m.parties(); ++listener) {
    if (m.bloc_of[listener] != m.contest[boast.weak] || m.signatory[listener] == 0) continue;
    StrengthBelief& strong = s.belief[listener * blocs + boast.strong];
    StrengthBelief& weak = s.belief[listener * blocs + boast.weak];
    raise_above_mean(strong, weak, credence(ratio));
  }
}

void accuse(const Run& run, PartyId speaker, double lies) {
  const auto& [m, s, key, trace] = run;
  const Statements& rules = *m.talks.statements;
  const std::size_t n = m.parties();
  std::size_t accused = n;
  for (PartyId q = 0; q < n; ++q)
    if (m.are_hostile(speaker, q) && m.signatory[q] != 0 &&
        (accused == n || s.trust[speaker * n + q] < s.trust[speaker * n + accused]))
      accused = q;
  if (accused == n) return;
  const bool meant = s.trust[speaker * n + accused] < 0;
  const int own = m.contest_of[m.bloc_of[speaker]], other = m.contest_of[m.bloc_of[accused]];
  const double gain =
      own >= 0 && other >= 0
          ? std::max(0.0, stake(m, speaker, static_cast<std::size_t>(own), static_cast<std::size_t>(other)))
          : 0.0;
  const double p = truthfulness(rules.incentive, peace_gain(run, speaker), gain);
  if (!meant && lies >= 1.0 - p) return;
  const double ratio = likelihood_ratio(p, rules.knowledge);
  s.table.stated[speaker].accusation = true;
  if (trace != nullptr)
    note(&trace->talk,
         {.saying = Saying::accusation,
          .who = speaker,
          .reservation = s.reservation[speaker],
          .about = accused,
          .credence = credence(ratio),
          .meant = meant},
         {});
  for (PartyId third = 0; third < n; ++third) {
    if (third == speaker || m.excluded[third] != 0 || !m.are_hostile(third, accused)) continue;
    double& trust = s.trust[third * n + accused];
    trust = std::clamp(trust - scalar_log(ratio), -trust_limit, trust_limit);
  }
}

}  // namespace

void make_statements(const Run& run) {
  const auto& [m, s, key, trace] = run;
  if (!m.talks.statements) return;
  for (PartyId p = 0; p < m.parties(); ++p) {
    const bool mediates = m.party(p).seat == Seat::mediator;
    if (m.signatory[p] == 0 && !mediates) continue;
    Stream luck(key, static_cast<std::uint32_t>(TalkPurpose::statement), static_cast<std::uint32_t>(p + 1),
                static_cast<std::uint32_t>(s.day));
    const double boasts = luck.uniform(), false_boast = luck.uniform();
    const double accuses = luck.uniform(), false_charge = luck.uniform();
    const double rate = m.talks.statements->rate;
    if (!s.table.stated[p].optimism && boasts < rate) claim_strength(run, p, false_boast);
    if (!mediates && !s.table.stated[p].accusation && accuses < rate) accuse(run, p, false_charge);
  }
}

}  // namespace parley

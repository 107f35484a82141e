// Statements about the war and about each other, made as a meeting begins: see bargaining/statements.hpp.

#include "parley/bargaining/statements.hpp"

#include <algorithm>
#include <cmath>

#include "parley/conflict/attribution.hpp"
#include "parley/engine/steps.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

double stake(const Model& m, PartyId p, ContestId won, ContestId lost) {
  return m.imposed(p, won) - m.imposed(p, lost);
}

// What peace is worth to a party above war. One without preferences wants nothing but peace.
double peace_gain(const Day& day, PartyId p) {
  const Utility& u = day.m.talks.utilities[p];
  return u.empty() ? 1.0 : std::max(0.0, u.best() - day.s.war.reservation[p]);
}

// Of who speaks to others about one whom it fights: it gains by war what that one would lose, by peace what a
// deal gives it.
double truth_about(const Day& day, PartyId speaker, PartyId other) {
  const Model& m = day.m;
  return truthfulness(m.talks.statements->incentive, peace_gain(day, speaker),
                      stake_against(m, speaker, m.bloc_of[other]));
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

// Where others hear it: trust in `about` of all who are hostile to it.
void move_trust_in(const Day& day, PartyId about, PartyId speaker, double log_ratio, Trust& trust) {
  const Model& m = day.m;
  for (const PartyId p : m.parties()) {
    if (p == speaker || m.excluded[p] != 0 || !m.are_hostile(p, about)) continue;
    double& log_odds = trust.log_odds(p, about);
    log_odds = trust_moved(log_odds, log_ratio, 1.0);
  }
}

// Whether a party strikes at excluded groups on a front where others are mixed with them.
bool strikes_mixed(const Day& day, PartyId striker, FrontId f) {
  const FrontState& now = day.s.ground.fronts[f];
  return !now.over() && day.m.side_of(striker, f) == 0 && day.m.strength[striker] > 0 &&
         std::any_of(now.intermingled.begin(), now.intermingled.end(), [](double x) { return x > 0; });
}

// A front where it thereby hits those whom the speaker backs.
std::optional<FrontId> struck_on(const Day& day, PartyId speaker, PartyId accused) {
  const Model& m = day.m;
  for (const FrontId f : m.fronts.ids())
    if (strikes_mixed(day, accused, f))
      for (const PartyId p : m.fronts[f].fighters[1])
        if (m.excluded[p] == 0 && day.s.patrons.leverage(speaker, p) > 0) return f;
  return {};
}

// Who strikes at excluded groups demands that the others leave them: no text that leaves it as it is.
void demand_separation(const Day& day, PartyId p, Table& table, Stream& luck, Recorder& record) {
  const Model& m = day.m;
  bool strikes = false;
  for (const FrontId f : m.fronts.ids()) strikes = strikes || strikes_mixed(day, p, f);
  if (!strikes) return;
  for (const IssueId issue : m.talks.space.issues()) {
    const auto& written = m.scenario.issues[issue].value;
    for (const auto& row : written.terms.rows)
      if (row.value.separation > 0)
        return draw_red_line(m.talks, table, p, issue,
                             static_cast<OptionIndex>(written.status_quo.index.value), day.s.talks.least[p],
                             luck, record.talk());
  }
}

// Whether reasons that nobody else knows speak to those who fight for a camp against a truce.
bool would_rather_fight(const Day& day, BlocId camp) {
  const Model& m = day.m;
  double reasons = 0;
  for (const PartyId p : m.parties())
    if (m.bloc_of[p] == camp && m.excluded[p] == 0) reasons += m.strength[p] * day.s.worth.shock[p];
  return reasons < 0;
}

// In public, of not meaning to keep what is agreed; where it strikes those whom the speaker backs, by that.
// (That it strikes them all can see, and is no news.) The accused answers. Both are wrong at times, and say
// so against their knowledge at others.
void accuse(const Day& day, PartyId speaker, Stream& luck, Table& table, Trust& trust, Recorder& record) {
  const Model& m = day.m;
  const Statements& rules = *m.talks.statements;
  std::optional<PartyId> least;
  for (const PartyId q : m.parties())
    if (m.are_hostile(speaker, q) && m.signatory[q] != 0 &&
        (!least || trust.log_odds(speaker, q) < trust.log_odds(speaker, *least)))
      least = q;
  if (!least) return;
  const PartyId accused = *least;
  const std::optional<FrontId> where = struck_on(day, speaker, accused);
  const bool so = would_rather_fight(day, m.bloc_of[accused]);
  const Claim accuses = claim(so, truth_about(day, speaker, accused), rules.knowledge, luck);
  const Claim denies =
      claim(!so, truthfulness(rules.incentive, 0.0, stake_against(m, accused, m.bloc_of[speaker])),
            rules.knowledge, luck);
  move_trust_in(day, accused, speaker, -scalar_log(accuses.ratio), trust);
  if (!accuses.made) return;
  table.stated[speaker].accusation = true;
  Said said{.saying = Saying::accusation,
            .who = speaker,
            .reservation = day.s.war.reservation[speaker],
            .accused = accused,
            .front = where,
            .credence = credence(accuses.ratio),
            .meant = accuses.meant};
  note(record.talk(), said, {});
  said.saying = denies.made ? Saying::denial : Saying::no_denial;
  said.who = accused;
  said.reservation = day.s.war.reservation[accused];
  said.accused = speaker;
  said.credence = credence(denies.ratio);
  said.meant = denies.meant;
  note(record.talk(), said, {});
  move_trust_in(day, accused, accused, scalar_log(denies.ratio), trust);
}

}  // namespace

double stake_against(const Model& m, PartyId party, BlocId other) {
  const auto own = m.contest_of[m.bloc_of[party]], theirs = m.contest_of[other];
  return own && theirs ? std::max(0.0, stake(m, party, *own, *theirs)) : 0.0;
}

void speak_of_hope(const Day& day, const MeetingResult& result, Table& table, Trust& trust,
                   Recorder& record) {
  const Model& m = day.m;
  if (!m.talks.statements || !m.talks.statements->optimism) return;
  if (result.end != MeetingEnd::open || result.rounds < m.talks.rounds || table.standing.empty()) return;
  for (const PartyId p : m.talks.principals) {
    Stream luck(day.key, static_cast<std::uint32_t>(TalkPurpose::statement),
                static_cast<std::uint32_t>(most_without_war + p.position() + 1),
                static_cast<std::uint32_t>(day.number));
    const double speaks = luck.uniform();
    if (table.stated[p].hope || speaks >= m.talks.statements->rate) continue;
    std::optional<PartyId> other = nobody;
    for (const PartyId q : m.talks.principals)
      if (!other && m.are_hostile(p, q)) other = q;
    if (!other) continue;
    const bool near = m.talks.utilities[p](table.standing) >= day.s.talks.least[p];
    const Claim hopes = claim(near, truth_about(day, p, *other), m.talks.statements->knowledge, luck);
    move_trust_in(day, p, p, scalar_log(hopes.ratio), trust);
    if (!hopes.made) continue;
    table.stated[p].hope = true;
    note(record.talk(),
         {.saying = Saying::hope,
          .who = p,
          .reservation = day.s.talks.least[p],
          .credence = credence(hopes.ratio),
          .meant = hopes.meant},
         {});
  }
}

void make_statements(const Day& day, Table& table, Forces& forces, Trust& trust, Recorder& record) {
  const Model& m = day.m;
  if (!m.talks.statements) return;
  for (const PartyId p : m.parties()) {
    const bool mediates = m.party(p).seat == Seat::mediator;
    if (m.signatory[p] == 0 && !mediates) continue;
    Stream luck(day.key, static_cast<std::uint32_t>(TalkPurpose::statement),
                static_cast<std::uint32_t>(p.position() + 1), static_cast<std::uint32_t>(day.number));
    const double boasts = luck.uniform(), false_boast = luck.uniform();
    const double accuses = luck.uniform();
    const double rate = m.talks.statements->rate;
    if (m.talks.statements->optimism && !table.stated[p].optimism && boasts < rate)
      claim_strength(day, p, false_boast, table, forces, record);
    if (m.talks.statements->accusations && !mediates && !table.stated[p].accusation && accuses < rate)
      accuse(day, p, luck, table, trust, record);
    if (m.talks.statements->red_lines &&
        std::find(m.talks.principals.begin(), m.talks.principals.end(), p) != m.talks.principals.end())
      demand_separation(day, p, table, luck, record);
  }
}

}  // namespace parley

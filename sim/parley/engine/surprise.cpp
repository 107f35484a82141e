// What could attacks by surprise take from a party under a text, and gain it?

#include <algorithm>
#include <cmath>

#include "parley/engine/keeping.hpp"
#include "parley/engine/regards.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr double luck_feared = 1;  // standard deviations of an offensive's luck that are reckoned with

// Share of a front that an attack of that effort would win over a side that holds fire, by `surprise` more
// than over one on its guard.
double reach(const Model& m, double log_effort, double surprise) {
  const double push = std::max(0.0, log_effort + surprise - m.ground.defence);
  return m.ground.advance * m.offensives.last * push;
}

// What luck may add to it.
double feared(const Model& m) {
  const double fighting = 0.5 * (1.0 + m.offensives.effort) * m.offensives.last;
  return luck_feared * std::sqrt(fighting / (4.0 * m.ground.course.duration));
}

// How hard a side of a contested front would attack, as a logarithm.
double log_effort(const Day& day, std::size_t at, std::size_t side) {
  const FrontId f = day.m.contested[at].front;
  return scalar_log(attack_effort_on(day, day.m.fronts[f].side[side], f));
}

// What a swing of a contested front is worked out by, for a party on one side of it.
Swing asked_for(const Day& day, PartyId p, std::size_t at, std::size_t side, bool calm,
                const std::array<double, 2>& log_efforts) {
  const Model::Contested& c = day.m.contested[at];
  const StrengthBelief belief = day.s.forces.belief(p);
  const double share = day.s.ground.fronts[c.front].line.share();
  Swing s;
  s.share = side == 0 ? share : 1.0 - share;
  s.ratio = side == 0 ? belief.ratio(c.a, c.b) : belief.ratio(c.b, c.a);
  s.others = log_efforts[1 - side];
  s.own = log_efforts[side];
  s.down = calm ? 1.0 : day.s.orders.quiet[c.front][side];
  return s;
}

void work_out(const Day& day, std::size_t at, Swing& s) {
  const Model& m = day.m;
  const double surprise = m.scenario.truce.surprise;
  const ChanceOfFront chance(day.s.war.expected[at].course.decisiveness * s.ratio);
  const double now = chance(s.share);
  s.taken = now - chance(s.share - (reach(m, s.others, surprise) + feared(m)));
  const double won = reach(m, s.own, surprise * s.down), anyway = reach(m, s.own, 0.0);
  s.won = chance(s.share + won) - (anyway > 0 ? chance(s.share + anyway) : now);
}

// What a party expects, by what others have worked out already.
const Swing& swing(const Day& day, PartyId p, std::size_t at, std::size_t side, bool calm, Regards& kept) {
  const auto& [first, second] = kept.efforts[at];
  const Swing s = asked_for(day, p, at, side, calm, {first.is, second.is});
  Swing& last = kept.swings(p, at);
  if (s.share == last.share && s.ratio == last.ratio && s.others == last.others && s.own == last.own &&
      s.down == last.down)
    return last;
  last = s;
  work_out(day, at, last);
  return last;
}

// X and G, where these terms are in force. swing_at: of a contested front, for who is on that side of it.
template <class SwingAt>
Surprise surprise_by(const Day& day, PartyId p, const TermsInForce& terms, SwingAt swing_at) {
  const Model& m = day.m;
  Surprise v;
  if (m.strength[p] <= 0 || !m.lines_move) return v;
  const BlocId own = m.bloc_of[p];
  for (std::size_t at = 0; at < m.contested.size(); ++at) {
    const Model::Contested& c = m.contested[at];
    const FrontModel& front = m.fronts[c.front];
    const FrontState& now = day.s.ground.fronts[c.front];
    const auto side = m.side_of(p, c.front);
    if (!side || now.over() || !terms.covers.contains(c.front)) continue;
    const auto k = static_cast<std::size_t>(*side);
    const BlocId other = front.side[1 - k];
    const double at_stake = front.stake * (k == 0 ? m.imposed(p, c.a) - m.imposed(p, c.b)
                                                  : m.imposed(p, c.b) - m.imposed(p, c.a));
    if (at_stake <= 0) continue;
    const double free = 1.0 - terms.disengages;
    const Swing& moved = swing_at(at, k);
    v.exposed = std::max(v.exposed, at_stake * free * (1.0 - terms.protects[other]) * moved.taken);
    const double gain = at_stake * free * (1.0 - terms.protects[own]) * moved.won;
    if (gain <= v.gain) continue;
    v.gain = gain;
    v.where = c.front;
  }
  return v;
}

}  // namespace

void weigh_efforts(const Day& day, Regards& kept) {
  const Model& m = day.m;
  if (!m.lines_move) return;
  for (std::size_t at = 0; at < m.contested.size(); ++at)
    for (std::size_t side = 0; side < 2; ++side) {
      AskedLast& last = kept.efforts[at][side];
      const FrontId f = m.contested[at].front;
      const double effort = attack_effort_on(day, m.fronts[f].side[side], f);
      if (effort != last.by) last = {effort, scalar_log(effort)};
    }
}

Surprise surprise_under(const Day& day, PartyId p, const TermsInForce& terms, bool calm, Regards& kept) {
  return surprise_by(day, p, terms, [&](std::size_t at, std::size_t side) -> const Swing& {
    return swing(day, p, at, side, calm, kept);
  });
}

const Surprise& Surprises::under(const Day& day, PartyId p, const TermsInForce& terms, Regards& kept) {
  const auto protects = terms.protects.values();
  if (terms.covers != covers_ || terms.disengages != disengages_ ||
      !std::equal(protects.begin(), protects.end(), protects_.begin())) {
    covers_ = terms.covers;
    disengages_ = terms.disengages;
    std::ranges::copy(protects, protects_.begin());
    of_.fill({});
  }
  std::optional<Surprise>& known = of_[p.position()];
  if (!known) known = surprise_under(day, p, terms, false, kept);
  return *known;
}

std::optional<FrontId> best_surprise(const Day& day, PartyId party) {
  Swing s;
  return surprise_by(
             day, party, day.s.truce.terms,
             [&](std::size_t at, std::size_t side) -> const Swing& {
               s = asked_for(day, party, at, side, false, {log_effort(day, at, 0), log_effort(day, at, 1)});
               work_out(day, at, s);
               return s;
             })
      .where;
}

}  // namespace parley

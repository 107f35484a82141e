// Talks: meetings, walk-outs, deadlines, new talks.

#include <algorithm>

#include "parley/bargaining/leverage.hpp"
#include "parley/engine/keeping.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

void open_talks(const Day& day, TalksState& talks, Table& table) {
  table.open();
  talks.asks = day.m.opening_asks;
  talks.open = true;
  talks.opened = talks.next_meeting = day.number;
}

void close_talks(const Day& day, bool walked_out, TalksState& talks) {
  talks.open = false;
  talks.walked_out = walked_out;
  talks.reopen = day.number + std::max(1, day.m.reopen_after);
}

// The first principal that would not sign what it has agreed to: it is not worth keeping, or an attack on the
// other side's lowered guard would be worth more. From now on it asks for so much more.
std::optional<PartyId> shrinks_back(const Day& day, const Signing& signing, const Table& table, int round,
                                    TalksState& talks, Recorder& record) {
  std::optional<PartyId> first;
  for (const PartyId p : day.m.talks.principals) {
    if (day.m.strength[p] <= 0) continue;
    const Consent c =
        signs(day.stand_in, p, day.number, round, table.standing, signing.of(p, table.standing));
    note(record.talk(), c, p, round, table.standing);
    if (c.yes()) continue;
    talks.asks[p] = std::max(talks.asks[p], c.asks);
    if (!first) first = p;
  }
  return first;
}

// What facilitators who said that they would bring something to a text make of this one.
void tell_facilitators(const Day& day, PackageView text, Recorder& record) {
  const Model& m = day.m;
  for (const Backing& f : m.clauses.facilitators) {
    if (!f.brings_something() || fronts_of(m.clauses, m.talks.space, text).size() == 0) continue;
    const bool backed = backs(f, m.clauses, m.talks.space, text);
    record.happened(day.number, {.what = backed ? Happened::backed : Happened::not_backed,
                                 .who = f.facilitator,
                                 .utility = f.utility(text),
                                 .reservation = f.reservation});
  }
}

// The pair with too little trust for talks. Who stands in for the first may talk all the same.
std::optional<Distrust> who_leaves(const Day& day, const Trust& trust) {
  Distrust worst = least_trust(day.m, trust);
  if (worst.above < 0 && stands_in(day.stand_in, worst.who)) {
    const Query query{
        .asked = Asked::talks, .day = day.number, .by = worst.whom, .own = {.deed = Deed::walk_out}};
    if (day.stand_in->decide(query).deed == Deed::stay) worst = least_trust(day.m, trust, worst.who);
  }
  if (worst.above < 0) return worst;
  return {};
}

// True where the standing offer has been agreed.
bool hold_meeting(const Day& day, TalksState& talks, Table& table, Forces& forces, Trust& trust, Outcome& o,
                  Recorder& record) {
  const Model& m = day.m;
  for (const PartyId p : m.parties()) talks.least[p] = unit(day.s.war.reservation[p] + talks.asks[p]);
  const SpanBy<PartyId, const double> reservation = talks.least;
  const SigningAhead signing(day, talks.sketched, talks.regards);
  const Leverage& leverage = day.s.patrons.leverage;
  const double span = std::max(1, m.deadline);
  const Meeting meeting{unit((day.number - talks.opened) / span),
                        unit((day.number + m.every - talks.opened) / span),
                        0,
                        reservation,
                        &leverage,
                        record.talk(),
                        day.key,
                        static_cast<std::uint32_t>(day.number),
                        &signing,
                        day.stand_in};
  const std::size_t first = record.said();
  make_statements(day, table, forces, trust, record);
  MeetingResult result = meet(m.talks, table, meeting);
  if (result.end == MeetingEnd::agreed)
    if (const auto who = shrinks_back(day, signing, table, result.rounds - 1, talks, record))
      result = {MeetingEnd::refused, who, result.rounds};
  speak_of_hope(day, result, table, trust, record);
  Happening h{.who = result.who};
  h.meeting = record.met(day.number, first, result, meeting.opens, meeting.closes);
  switch (result.end) {
    case MeetingEnd::open:
      h.what = Happened::meeting;
      h.who = nobody;
      break;
    case MeetingEnd::refused: {
      h.what = Happened::refused;
      const Consent c = signing.of(*result.who, table.standing);
      h.utility = c.utility;
      h.pressure = c.pressure;
      h.reservation = c.reservation;
      h.kept = c.keeping;
      h.tempted = c.tempted;
      if (o.refused_first == nobody) o.refused_first = result.who;
      ++o.refusals;
      read_refusal(m, *result.who, forces);
      break;
    }
    case MeetingEnd::walked_out:
      h.what = Happened::walked_out;
      h.utility = result.left;
      h.reservation = day.s.war.reservation[*result.who];
      h.kept = reservation[*result.who];
      o.walked_out = h.who;
      if (o.walk_out_day < 0) o.walk_out_day = day.number;
      close_talks(day, true, talks);
      break;
    case MeetingEnd::broken_off:
      h.what = Happened::broken_off;
      close_talks(day, true, talks);
      break;
    case MeetingEnd::agreed:
      h.what = Happened::signed_deal;
      talks.open = false;
      if (o.deals == 0)
        for (const PartyId client : m.talks.clients)
          o.pressed[client] = signing.of(client, table.standing).unpressed ? 0 : 1;
      break;
  }
  record.happened(day.number, h);
  talks.next_meeting = day.number + m.every;
  return result.end == MeetingEnd::agreed;
}

}  // namespace

bool may_talk(const Day& day) {
  const TalksState& talks = day.s.talks;
  if (day.s.truce.in_force || day.s.outcome.beaten || day.number < talks.barred_until) return false;
  if (day.number == day.m.deal_day) return true;
  if (!talks.open)
    return day.m.reopen_after > 0 && day.number >= talks.reopen && least_trust(day.m, day.s.trust).above >= 0;
  return day.number >= talks.opened && (day.number >= talks.next_meeting || talks.extra_meeting);
}

std::optional<PackageView> talk(const Day& day, TalksState& talks, Table& table, Forces& forces, Trust& trust,
                                Outcome& outcome, Recorder& record) {
  const Model& m = day.m;
  if (day.s.truce.in_force || day.s.outcome.beaten || day.number < talks.barred_until) return {};
  if (day.number == m.deal_day) {
    record.happened(day.number, {.what = Happened::in_force});
    tell_facilitators(day, m.deal, record);
    return m.deal;
  }
  if (!talks.open) {
    if (m.reopen_after <= 0 || day.number < talks.reopen) return {};
    const Distrust worst = least_trust(m, trust);
    if (worst.above < 0 || !ripe(day)) return {};
    open_talks(day, talks, table);
    record.happened(day.number,
                    {.what = Happened::reopened, .who = worst.who, .whom = worst.whom, .trust = worst.trust});
  }
  if (day.number < talks.opened) return {};
  if (day.number - talks.opened >= m.deadline) {
    record.happened(day.number, {.what = Happened::deadline});
    close_talks(day, false, talks);
    return {};
  }
  if (const auto worst = who_leaves(day, trust)) {
    outcome.walked_out = worst->who;
    if (outcome.walk_out_day < 0) outcome.walk_out_day = day.number;
    record.happened(
        day.number,
        {.what = Happened::walked_out, .who = worst->who, .whom = worst->whom, .trust = worst->trust});
    close_talks(day, true, talks);
    return {};
  }
  if (day.number < talks.next_meeting && !talks.extra_meeting) return {};
  if (!hold_meeting(day, talks, table, forces, trust, outcome, record)) return {};
  tell_facilitators(day, table.standing, record);
  return table.standing;
}

}  // namespace parley

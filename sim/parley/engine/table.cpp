// Talks: meetings, walk-outs, deadlines, new talks.

#include <algorithm>

#include "parley/bargaining/leverage.hpp"
#include "parley/engine/run.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

void open_talks(const Run& run, int day) {
  State& s = run.s;
  s.table.open();
  s.talking = true;
  s.opened = s.next_meeting = day;
}

namespace {

void close_talks(const Run& run, bool walked_out) {
  State& s = run.s;
  s.talking = false;
  s.walked_out = walked_out;
  s.reopen = s.day + std::max(1, run.m.reopen_after);
}

// The pair of principals with least trust, first in second; its trust.
struct Distrust {
  PartyId who = 0, whom = 0;
  double trust = 1;
};
Distrust least_trust(const Run& run) {
  Distrust worst;
  for (const PartyId a : run.m.talks.principals) {
    for (const PartyId b : run.m.talks.principals) {
      if (!run.m.are_hostile(a, b)) continue;
      const double t = logistic(run.s.trust[a * run.m.parties() + b]);
      if (t < worst.trust) worst = {a, b, t};
    }
  }
  return worst;
}

void hold_meeting(const Run& run) {
  const auto& [m, s, key, trace] = run;
  const double span = std::max(1, m.deadline);
  Meeting meeting{unit((s.day - s.opened) / span),
                  unit((s.day + m.every - s.opened) / span),
                  0,
                  s.reservation,
                  s.leverage,
                  trace != nullptr ? &trace->talk : nullptr,
                  key,
                  static_cast<std::uint32_t>(s.day)};
  const std::size_t first = trace != nullptr ? trace->talk.said.size() : 0;
  make_statements(run);
  const MeetingResult result = meet(m.talks, s.table, meeting);
  Happening h{.who = static_cast<int>(result.who)};
  if (trace != nullptr) {
    h.meeting = trace->meetings.size();
    trace->meetings.push_back({s.day, first, trace->talk.said.size(), result, meeting.opens, meeting.closes});
  }
  Outcome& o = s.outcome;
  switch (result.end) {
    case MeetingEnd::open:
      h.what = Happened::meeting;
      h.who = nobody;
      run.record(h);
      break;
    case MeetingEnd::refused: {
      h.what = Happened::refused;
      const Consent c = consent(m.talks, result.who, s.table.standing, s.leverage, s.reservation);
      h.utility = c.utility;
      h.pressure = c.pressure;
      h.reservation = c.reservation;
      if (o.refused_first == nobody) o.refused_first = static_cast<int>(result.who);
      ++o.refusals;
      run.record(h);
      read_refusal(run, result.who);
      break;
    }
    case MeetingEnd::walked_out:
      h.what = Happened::walked_out;
      h.utility = m.talks.utilities[result.who].best();
      h.reservation = s.reservation[result.who];
      o.walked_out = h.who;
      if (o.walk_out_day < 0) o.walk_out_day = s.day;
      run.record(h);
      close_talks(run, true);
      break;
    case MeetingEnd::broken_off:
      h.what = Happened::broken_off;
      run.record(h);
      close_talks(run, true);
      break;
    case MeetingEnd::agreed:
      h.what = Happened::signed_deal;
      run.record(h);
      s.deal = s.table.standing;
      s.talking = false;
      if (o.deals == 0)
        for (const PartyId client : m.talks.clients)
          o.pressed[client] = m.talks.utilities[client](s.deal) < s.reservation[client] ? 1 : 0;
      begin_truce(run);
      break;
  }
}

}  // namespace

void talk(const Run& run) {
  const auto& [m, s, key, trace] = run;
  effective_leverage(m.talks, s.influence_factor, s.truce ? s.terms.pressure : 0.0, s.leverage);
  if (s.truce) return political_track(run);
  if (s.day == m.deal_day) {
    s.deal = m.deal;
    run.record({.what = Happened::in_force});
    return begin_truce(run);
  }
  const double enough = m.scenario.talks.walk_out_trust;
  if (!s.talking) {
    if (m.reopen_after <= 0 || s.day < s.reopen) return;
    const Distrust worst = least_trust(run);
    if (worst.trust < enough || !ripe(run)) return;
    open_talks(run, s.day);
    run.record({.what = Happened::reopened,
                .who = static_cast<int>(worst.who),
                .whom = static_cast<int>(worst.whom),
                .trust = worst.trust});
  }
  if (s.day < s.opened) return;
  if (s.day - s.opened >= m.deadline) {
    run.record({.what = Happened::deadline});
    close_talks(run, false);
    return;
  }
  if (const Distrust worst = least_trust(run); worst.trust < enough) {
    s.outcome.walked_out = static_cast<int>(worst.who);
    if (s.outcome.walk_out_day < 0) s.outcome.walk_out_day = s.day;
    run.record({.what = Happened::walked_out,
                .who = static_cast<int>(worst.who),
                .whom = static_cast<int>(worst.whom),
                .trust = worst.trust});
    close_talks(run, true);
    return;
  }
  if (s.day < s.next_meeting && !s.extra_meeting) return;
  hold_meeting(run);
  s.next_meeting = s.day + m.every;
}

}  // namespace parley

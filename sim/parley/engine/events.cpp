// The outside world: dated and random events, and findings on past ones.

#include <algorithm>

#include "parley/engine/run.hpp"

namespace parley {

namespace {

void happen(const Run& run, const EventModel& e, int index, bool random) {
  const auto& [m, s, key, trace] = run;
  if ((e.only == Only::war && s.truce) || (e.only == Only::truce && !s.truce)) return;
  if (e.kind == EventKind::evacuation && s.fronts[static_cast<std::size_t>(e.front)].surrendered) return;
  const int at = run.record({.what = Happened::outside_event,
                             .who = e.by,
                             .whom = e.on,
                             .front = e.front,
                             .event = index,
                             .random = random,
                             .deaths = e.deaths,
                             .people = e.displaced});
  const auto front = static_cast<std::size_t>(std::max(0, e.front));
  SalientEvent salient;
  salient.author = e.by;
  salient.front = e.front;
  salient.deaths = std::max(e.deaths, m.scenario.truce.salient.value);
  salient.blame = e.blame;
  salient.name = e.name;
  salient.happening = at;
  salient.seen = true;
  salient.salt = 1000U + (random ? 12U : 0U) + static_cast<std::uint32_t>(index) % 12U;
  bool established = false;
  switch (e.kind) {
    case EventKind::strike:
      salient.known = true;
      salient.victims = m.bloc_of[static_cast<std::size_t>(e.on)];
      established = blame_for(run, salient);
      add_deaths(run, e.front, salient.victims, e.deaths, false);
      break;
    case EventKind::convoy:
      s.aid_paused_until = s.day + static_cast<int>(m.scenario.truce.aid_pause.value);
      [[fallthrough]];
    case EventKind::attack:
      // The victims are the other camp: the other side of the front, or whoever is named.
      salient.victims = m.bloc_of[static_cast<std::size_t>(e.by)];
      if (e.on != nobody) {
        salient.victims = m.bloc_of[static_cast<std::size_t>(e.on)];
      } else if (e.front != nobody) {
        const auto& sides = m.fronts[front].side;
        salient.victims = sides[0] == salient.victims ? sides[1] : sides[0];
      }
      established = blame_for(run, salient);
      add_deaths(run, e.front, salient.victims, e.deaths, true);
      break;
    case EventKind::offensive:
      s.fronts[front].factor = e.factor;
      s.fronts[front].factor_until = s.day + static_cast<int>(e.days) - 1;
      break;
    case EventKind::siege:
      s.fronts[front].besieged = !s.fronts[front].surrendered;
      [[fallthrough]];
    case EventKind::strength:
      if (const int c = m.contest_of[m.bloc_of[static_cast<std::size_t>(e.by)]]; c >= 0)
        shift_strength(run, static_cast<std::size_t>(c), e.shift);
      break;
    case EventKind::evacuation:
      surrender(run, front, e.displaced > 0 ? e.displaced : m.fronts[front].leaving, at);
      break;
    case EventKind::influence:
      s.influence_factor[static_cast<std::size_t>(e.by)] *= e.factor;
      break;
    case EventKind::meeting:
      s.extra_meeting = true;
      break;
  }
  if (trace != nullptr) trace->happenings[static_cast<std::size_t>(at)].established = established;
}

}  // namespace

void add_deaths(const Run& run, int front, BlocId victims, double deaths, bool civilians) {
  const auto& [m, s, key, trace] = run;
  if (front == nobody) {
    s.outcome.deaths += deaths;
    if (civilians) s.outcome.civilian_deaths += deaths;
    return;
  }
  const auto f = static_cast<std::size_t>(front);
  s.fronts[f].other_deaths[m.fronts[f].side[0] == victims ? 0 : 1] += static_cast<int>(deaths);
  if (civilians) s.fronts[f].other_civilians += static_cast<int>(deaths);
}

void outside_events(const Run& run) {
  const auto& [m, s, key, trace] = run;
  s.extra_meeting = s.salient_today = false;
  for (FrontState& front : s.fronts) {
    front.other_deaths = {};
    front.other_civilians = 0;
  }
  std::fill(s.blamed_today.begin(), s.blamed_today.end(), std::uint8_t{0});
  hear_findings(run);
  const auto first = std::lower_bound(m.dated.begin(), m.dated.end(), s.day,
                                      [](const EventModel& e, int day) { return e.day < day; });
  for (auto e = first; e != m.dated.end() && e->day == s.day; ++e)
    happen(run, *e, static_cast<int>(e - m.dated.begin()), false);
  for (std::size_t i = 0; i < m.random.size(); ++i)
    if (run.luck(Purpose::random_event, i % 1024).chance(m.random[i].rate))
      happen(run, m.random[i], static_cast<int>(i), true);
}

}  // namespace parley

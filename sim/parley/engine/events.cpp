// The outside world: dated and random events, and findings on past ones.

#include <algorithm>

#include "parley/engine/event_luck.hpp"
#include "parley/engine/steps.hpp"

namespace parley {

namespace {

// The parts of the state that an outside event can change.
struct Reach {
  Forces& forces;
  Ground& ground;
  Trust& trust;
  Patrons& patrons;
  TalksState& talks;
  Toll& toll;
};

void happen(const Day& day, const EventModel& e, std::size_t index, bool random, const Reach& reach,
            Recorder& record) {
  const Model& m = day.m;
  const bool truce = day.s.truce.in_force;
  const FrontId front = e.front.value_or(FrontId());  // only kinds that name one look at it
  if ((e.only == Only::war && truce) || (e.only == Only::truce && !truce)) return;
  if (e.kind == EventKind::evacuation && reach.ground.fronts[front].over()) return;
  const auto at = record.happened(day.number, {.what = Happened::outside_event,
                                               .who = e.by,
                                               .whom = e.on,
                                               .front = e.front,
                                               .event = index,
                                               .random = random,
                                               .deaths = e.deaths,
                                               .people = e.displaced});
  SalientEvent salient;
  salient.author = e.by.value_or(PartyId());  // only kinds that name one look at it
  salient.front = e.front;
  salient.deaths = std::max(e.deaths, day.s.truce.noticed.deaths);
  salient.blame = e.blame;
  salient.name = e.name;
  salient.happening = at;
  salient.seen = true;
  salient.salt = place_of_luck(random ? Noticed::random : Noticed::dated, index);
  switch (e.kind) {
    case EventKind::strike:
      salient.known = true;
      salient.victims = m.bloc_of[*e.on];
      blame_for(day, salient, reach.trust, record);
      add_deaths(m, e.front, salient.victims, e.deaths, false, reach.toll);
      break;
    case EventKind::convoy:
      reach.ground.aid_paused_until = day.number + static_cast<int>(m.scenario.truce.aid_pause.value);
      [[fallthrough]];
    case EventKind::attack:
      // The victims are the other camp: the other side of the front, or whoever is named.
      salient.victims = m.bloc_of[*e.by];
      if (e.on) {
        salient.victims = m.bloc_of[*e.on];
      } else if (e.front) {
        const auto& sides = m.fronts[front].side;
        salient.victims = sides[0] == salient.victims ? sides[1] : sides[0];
      }
      blame_for(day, salient, reach.trust, record);
      add_deaths(m, e.front, salient.victims, e.deaths, true, reach.toll);
      break;
    case EventKind::offensive:
      reach.ground.fronts[front].factor = e.factor;
      // An offensive whose author is not named moves no line: both sides fight the harder.
      reach.ground.fronts[front].attacker = e.by ? m.side_of(*e.by, front) : std::nullopt;
      reach.ground.fronts[front].factor_until = day.number + static_cast<int>(e.days) - 1;
      break;
    case EventKind::siege:
      reach.ground.fronts[front].besieged = !reach.ground.fronts[front].over();
      [[fallthrough]];
    case EventKind::strength:
      if (const auto c = m.contest_of[m.bloc_of[*e.by]]) shift_strength(reach.forces, *c, e.shift);
      break;
    case EventKind::evacuation:
      surrender(day, front, e.displaced > 0 ? e.displaced : m.fronts[front].leaving, at, reach.ground,
                reach.toll, record);
      break;
    case EventKind::influence:
      reach.patrons.influence_factor[*e.by] *= e.factor;
      break;
    case EventKind::meeting:
      reach.talks.extra_meeting = true;
      break;
  }
}

}  // namespace

void add_deaths(const Model& m, std::optional<FrontId> front, BlocId victims, double deaths, bool civilians,
                Toll& toll) {
  if (!front) {
    toll.deaths_elsewhere += deaths;
    if (civilians) toll.civilians_elsewhere += deaths;
    return;
  }
  FrontToll& there = toll.fronts[*front];
  there.other_deaths[m.fronts[*front].side[0] == victims ? 0 : 1] += static_cast<int>(deaths);
  there.other_events += deaths >= 1 ? 1 : 0;
  if (civilians) there.other_civilians += static_cast<int>(deaths);
}

void outside_events(const Day& day, Forces& forces, Ground& ground, Trust& trust, Patrons& patrons,
                    TalksState& talks, Toll& toll, Recorder& record) {
  const Model& m = day.m;
  talks.extra_meeting = trust.salient_today = false;
  trust.blamed.fill(0);
  for (FrontToll& front : toll.fronts) {
    front.other_deaths = {};
    front.other_civilians = front.other_events = 0;
  }
  toll.deaths_elsewhere = toll.civilians_elsewhere = toll.displaced = 0;
  hear_findings(day, trust, record);
  const Reach reach{forces, ground, trust, patrons, talks, toll};
  const auto first = std::lower_bound(m.dated.begin(), m.dated.end(), day.number,
                                      [](const EventModel& e, int today) { return e.day < today; });
  for (auto e = first; e != m.dated.end() && e->day == day.number; ++e)
    happen(day, *e, static_cast<std::size_t>(e - m.dated.begin()), false, reach, record);
  for (std::size_t i = 0; i < m.random.size(); ++i)
    if (day.luck(Purpose::random_event, i).chance(m.random[i].rate))
      happen(day, m.random[i], i, true, reach, record);
}

}  // namespace parley

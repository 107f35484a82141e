#include "parley/engine/simulate.hpp"

#include "parley/engine/steps.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// Each side has its own information: the belief errs by as much as its holder thinks it may, plus optimism.
void first_beliefs(const Day& day, Forces& forces) {
  const Model& m = day.m;
  for (const PartyId p : m.parties()) {
    const Arms& arms = m.party(p).war;
    Stream luck = day.luck(Purpose::belief, p);
    for (const ContestId c : m.contest.ids()) {
      forces.mean(p, c) = m.log_strength[c] + (m.contest[c] == m.bloc_of[p] ? arms.optimism.value : 0.0);
    }
    for (const ContestId drawn : m.contest.ids()) {
      const double z = luck.normal();
      for (const ContestId c : m.contest.ids())
        forces.mean(p, c) +=
            m.first_errors(m.as_unsure[p], c.position() * m.contest.size() + drawn.position()) * z;
    }
  }
}

// As hot as any day of the war.
void first_heat(const Day& day, Ground& ground) {
  const Model& m = day.m;
  for (const FrontId f : m.fronts.ids()) {
    Stream luck = day.luck(Purpose::first_heat, f);
    ground.fronts[f].log_intensity = m.violence.volatility * luck.normal();
    ground.fronts[f].lull = m.lulls.heat < 1 && luck.chance(m.lulls.first_day);
  }
}

void finish(const Day& end, Outcome& o) {
  const Model& m = end.m;
  const State& s = end.s;
  if (o.beaten) {
    o.ending = Ending::defeat;
  } else if (o.deals > 0) {
    o.ending = s.truce.in_force ? Ending::holding : Ending::collapsed;
  } else {
    o.ending = s.talks.walked_out ? Ending::breakdown : Ending::deadlock;
  }
  for (const FrontId f : m.fronts.ids()) o.control[f] = s.ground.fronts[f].line.share();
  for (const PartyId p : m.parties())
    o.utilities[p] = s.truce.in_force ? m.talks.utilities[p](s.truce.deal) + s.track.gain[p] +
                                            (m.war ? s.truce.terms.paid[p] : 0.0)
                                      : unit(s.war.reservation[p] - s.war.fear[p]);
  if (s.truce.in_force && o.deals == 1 && o.has_truce()) o.first_truce_days = s.truce.calm_days(end.number);
}

// Talks alone, without a calendar: one long meeting, continued after each refusal.
void negotiate(const Day& day, Table& table, TalksState& talks, Truce& truce, Outcome& o, Recorder& record) {
  const Model& m = day.m;
  const State& s = day.s;
  for (int round = 0; round < m.talks.rounds;) {
    const Meeting meeting{0,
                          1,
                          round,
                          s.war.reservation,
                          &s.patrons.leverage,
                          record.talk(),
                          day.key,
                          static_cast<std::uint32_t>(round),
                          nullptr,
                          day.stand_in};
    const std::size_t first = record.said();
    const MeetingResult result = meet(m.talks, table, meeting);
    record.met(0, first, result, 0, 1);
    switch (result.end) {
      case MeetingEnd::open:
        return;
      case MeetingEnd::walked_out:
        o.walked_out = result.who;
        talks.walked_out = true;
        return;
      case MeetingEnd::broken_off:
        talks.walked_out = true;
        return;
      case MeetingEnd::agreed:
        truce.in_force = true;
        truce.deal = o.first_deal = o.last_deal = table.standing;
        o.deals = 1;
        for (const PartyId client : m.talks.clients)
          o.pressed[client] = m.talks.utilities[client](truce.deal) < s.war.reservation[client] ? 1 : 0;
        o.agreement_day = o.last_deal_day = result.rounds;
        return;
      case MeetingEnd::refused:
        if (o.refused_first == nobody) o.refused_first = result.who;
        ++o.refusals;
        round = result.rounds;
        break;
    }
  }
}

}  // namespace

void begin(const Model& model, const RunKey& key, State& s) {
  static_cast<Situation&>(s) = model.first_day;
  s.table.open();
  const Day day{model, s, key};
  if (model.war) first_beliefs(day, s.forces);  // talks alone ask for nobody's
  first_heat(day, s.ground);
  first_offensives(day, s.reserves, s.war);
  first_worth(day, s.war);
  first_shocks(day, s.worth);
  first_sides(day, s.factions);
}

namespace {

// Plays the days of a stretch, or as far as the day on which the first truce ends, or the evening on which
// enough is known; returns the day after.
int play_days(const Model& model, const RunKey& key, State& s, int from, int until, bool first_truce,
              Trace* trace = nullptr, StandIn* stand_in = nullptr, const Enough* enough = nullptr) {
  Recorder record(trace);
  Day day{model, s, key, from, stand_in};
  for (; day.number < until && !(first_truce && s.outcome.first_truce_ended); ++day.number) {
    outside_events(day, s.forces, s.ground, s.trust, s.patrons, s.talks, s.toll, record);
    move_shocks(day, s.worth);
    choose_acts(day, s.worth, s.orders, s.trust, s.toll, record);
    plan_offensives(day, s.reserves, record);
    fight(day, s.ground, s.orders, s.trust, s.toll, record);
    move_lines(day, s.ground, s.toll, s.trust, record);
    learn(day, s.forces);
    if (asks_for_worth(day, until, trace)) value_war(day, s.war);
    relieve_or_surrender(day, s.ground, s.toll, record);
    if (const auto end = lose_the_war(day, s.talks, s.outcome, record))
      end_truce(day, *end, s.truce, s.track, s.orders, s.reserves, s.talks, s.trust, s.forces, s.patrons,
                s.outcome, record);
    press_clients(day, s.patrons);
    political_track(day, s.track, s.trust, s.outcome, record);
    if (const auto text = talk(day, s.talks, s.table, s.forces, s.trust, s.outcome, record))
      begin_truce(day, *text, s.truce, s.worth, s.orders, s.trust, s.forces, s.patrons, s.outcome);
    protest(day, s.trust, s.outcome, record);
    settle_trust(day, s.trust);
    live_under_truce(day, s.ground, s.forces, s.truce, s.patrons, s.worth, record);
    part_or_return(day, s.factions, s.ground, s.forces, record);
    change_sides(day, s.factions, s.ground, s.forces, record);
    carry_out_duties(day, s.truce, s.worth, s.factions, s.forces, s.ground, s.patrons, s.trust, record);
    meet_under_truce(day, s.truce, s.worth, s.patrons, s.outcome, record);
    step_short_of_leaving(day, s.truce, s.worth, s.trust, s.patrons, s.outcome, record);
    if (const auto end = keep_or_leave(day, s.truce))
      end_truce(day, *end, s.truce, s.track, s.orders, s.reserves, s.talks, s.trust, s.forces, s.patrons,
                s.outcome, record);
    count(day, s.outcome, s.lookback);
    record_day(day, record);
    if (enough != nullptr && (*enough)(model, s, day.number)) return day.number + 1;
  }
  return day.number;
}

void wake(const Model& model, State& s, const Morning& from) {
  static_cast<Situation&>(s) = from.situation;
  if (s.outcome.deals == 0) {  // no text yet: all is as on the first day, of as many issues as there are
    s.truce = model.first_day.truce;
    s.outcome.first_deal = s.outcome.last_deal = model.first_day.outcome.first_deal;
  }
  // What was worked out was so by the model of that morning, which may be another.
  s.worth.regards = s.talks.regards = model.first_day.worth.regards;
  s.patrons.factor_then.fill(-1);
  s.table.open();
}

const Outcome& to_end_of_first_truce(const Model& model, const RunKey& key, State& s, int from) {
  const int end = play_days(model, key, s, from, model.days, true);
  finish({model, s, key, end}, s.outcome);
  return s.outcome;
}

}  // namespace

void play(const Model& model, const RunKey& key, State& s, int from, int until, Trace* trace,
          StandIn* stand_in) {
  play_days(model, key, s, from, until, false, trace, stand_in);
}

void bar_texts(State& s, int until) {
  s.talks.open = false;
  s.talks.barred_until = until;
}

const Outcome& play_first_truce(const Model& model, const RunKey& key, State& s) {
  begin(model, key, s);
  return to_end_of_first_truce(model, key, s, 0);
}

const Outcome& play_first_truce(const Model& model, const RunKey& key, State& s, const Morning& from) {
  wake(model, s, from);
  return to_end_of_first_truce(model, key, s, from.day);
}

const Outcome& simulate(const Model& model, const RunKey& key, State& s, const Morning& from) {
  wake(model, s, from);
  play(model, key, s, from.day, model.days);
  finish({model, s, key, model.days}, s.outcome);
  return s.outcome;
}

const Outcome& simulate(const Model& model, const RunKey& key, State& s, Trace* trace, const Enough& enough) {
  if (trace != nullptr) trace->clear();
  begin(model, key, s);
  const int end = play_days(model, key, s, 0, model.days, false, trace, nullptr, &enough);
  finish({model, s, key, end}, s.outcome);
  return s.outcome;
}

const Outcome& simulate(const Model& model, const RunKey& key, State& s, Trace* trace, StandIn* stand_in) {
  if (trace != nullptr) trace->clear();
  begin(model, key, s);
  Recorder record(trace);
  if (!model.war) negotiate({model, s, key, 0, stand_in}, s.table, s.talks, s.truce, s.outcome, record);
  play(model, key, s, 0, model.days, trace, stand_in);
  finish({model, s, key, model.days}, s.outcome);
  return s.outcome;
}

}  // namespace parley

#include "parley/engine/simulate.hpp"

#include <algorithm>

#include "parley/bargaining/leverage.hpp"
#include "parley/engine/run.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

State::State(const Model& m)
    : table(m.talks),
      log_strength(m.contest.size()),
      belief(m.parties() * m.contest.size()),
      first_war_value(m.parties()),
      hurt(m.parties()),
      reservation(m.parties()),
      fear(m.parties()),
      withheld(m.contest.size()),
      fronts(m.fronts.size()),
      trust(m.parties() * m.parties()),
      blamed_today(m.parties() * m.parties()),
      influence_factor(m.parties()),
      leverage(m.parties() * m.parties()),
      act(m.parties() * m.fronts.size()),
      attacking(m.parties() * m.fronts.size()),
      deal(m.talks.space.units()),
      track(m.track.size()),
      track_gain(m.parties()),
      signed_value(m.parties()),
      value(m.parties()),
      unbidden(m.parties(), 1.0),
      grievance(m.parties()) {
  for (std::size_t f = 0; f < fronts.size(); ++f)
    fronts[f].intermingled.resize(m.fronts[f].intermingled.size());
  front_days.resize(m.fronts.size() * Response::days_before);
  recent.resize(static_cast<std::size_t>(m.scenario.truce.unravel_days.value));
  findings.reserve(256);
  outcome.utilities.resize(m.parties());
  outcome.pressed.resize(m.parties());
  outcome.control.resize(m.fronts.size());
  outcome.first_deal = outcome.last_deal = deal;
}

namespace {

void begin(const Run& run) {
  const auto& [m, s, key, trace] = run;
  s.day = 0;
  s.log_strength = m.log_strength;
  const std::size_t blocs = m.contest.size();
  for (PartyId p = 0; p < m.parties(); ++p) {
    const Arms& arms = m.party(p).war;
    Stream luck = run.luck(Purpose::belief, p);
    for (std::size_t c = 0; c < blocs; ++c) {
      StrengthBelief& b = s.belief[p * blocs + c];
      // Each side has its own information: the belief errs by as much as its holder thinks it may, plus
      // optimism.
      b.mean = m.log_strength[c] + arms.uncertainty * 0.7071067811865476 * luck.normal();
      if (m.contest[c] == m.bloc_of[p]) b.mean += arms.optimism;
      b.variance = 0.5 * arms.uncertainty * arms.uncertainty;
    }
    s.first_war_value[p] = war_value({&s.belief[p * blocs], blocs}, {&m.imposed[p * blocs], blocs},
                                     m.scenario.war.decisiveness, arms.cost, 0.0);
    s.hurt[p] = 0;
    s.fear[p] = fear_of_rearming(run, p);
    s.reservation[p] = unit(m.party(p).reservation + s.fear[p]);
    s.influence_factor[p] = 1;
    for (PartyId q = 0; q < m.parties(); ++q) s.trust[p * m.parties() + q] = m.trust_prior[p];
  }
  for (FrontId f = 0; f < s.fronts.size(); ++f) {
    FrontState& front = s.fronts[f];
    front.control = m.fronts[f].control;
    front.log_intensity = 0;
    front.factor = 1;
    front.factor_until = -1;
    front.besieged = m.fronts[f].besieger != nobody;
    front.surrendered = false;
    front.hardship = m.fronts[f].hardship;
    front.expected = m.fronts[f].expected_deaths;
    for (std::size_t k = 0; k < front.intermingled.size(); ++k)
      front.intermingled[k] = m.fronts[f].intermingled[k].second;
  }
  std::fill(s.withheld.begin(), s.withheld.end(), 0.0);
  s.findings.clear();
  s.track_open = false;
  std::fill(s.track_gain.begin(), s.track_gain.end(), 0.0);
  std::fill(s.act.begin(), s.act.end(), Act::attack);
  effective_leverage(m.talks, s.influence_factor, 0.0, s.leverage);
  s.truce = s.unlocked = s.walked_out = false;
  s.aid_paused_until = -1;
  if (m.deal_day == nobody) {
    open_talks(run, m.talks_start);
  } else {
    s.table.open();
    s.talking = false;
    s.reopen = m.days;  // not before the text in force has ended
  }
  Outcome& o = s.outcome;
  o.ending = Ending::deadlock;
  o.deals = o.first_truce_days = o.truce_days = o.refusals = 0;
  o.agreement_day = o.last_deal_day = o.collapse_day = o.walk_out_day = -1;
  o.first_truce_ended = false;
  o.track = Track::closed;
  o.manner = Manner::none;
  o.cause = Cause::none;
  o.ended_by = o.trigger = o.trigger_author = o.walked_out = o.refused_first = nobody;
  o.trigger_name = {};
  std::fill(o.pressed.begin(), o.pressed.end(), std::uint8_t{0});
  o.response = Response{};
  o.deaths = o.deaths_in_truce = o.civilian_deaths = o.displaced = o.aid_days = 0;
}

void finish(const Run& run) {
  const auto& [m, s, key, trace] = run;
  Outcome& o = s.outcome;
  if (o.deals > 0) {
    o.ending = s.truce ? Ending::holding : Ending::collapsed;
  } else {
    o.ending = s.walked_out ? Ending::breakdown : Ending::deadlock;
  }
  for (FrontId f = 0; f < s.fronts.size(); ++f) o.control[f] = s.fronts[f].control;
  for (PartyId p = 0; p < m.parties(); ++p)
    o.utilities[p] =
        s.truce ? m.talks.utilities[p](s.deal) + s.track_gain[p] : unit(s.reservation[p] - s.fear[p]);
  if (s.truce && o.deals == 1) o.first_truce_days = s.day - s.signed_day;
}

// Talks alone, without a calendar: one long meeting, continued after each refusal.
void negotiate(const Run& run) {
  const auto& [m, s, key, trace] = run;
  for (int round = 0; round < m.talks.rounds;) {
    const Meeting meeting{0,          1,
                          round,      s.reservation,
                          s.leverage, trace != nullptr ? &trace->talk : nullptr,
                          key,        static_cast<std::uint32_t>(round)};
    const std::size_t first = trace != nullptr ? trace->talk.said.size() : 0;
    const MeetingResult result = meet(m.talks, s.table, meeting);
    if (trace != nullptr) trace->meetings.push_back({0, first, trace->talk.said.size(), result, 0, 1});
    if (result.end == MeetingEnd::open) return;
    if (result.end == MeetingEnd::walked_out) {
      s.walked_out = true;
      s.outcome.walked_out = static_cast<int>(result.who);
      return;
    }
    if (result.end == MeetingEnd::broken_off) {
      s.walked_out = true;
      return;
    }
    if (result.end == MeetingEnd::agreed) {
      s.truce = true;
      s.deal = s.table.standing;
      s.outcome.first_deal = s.outcome.last_deal = s.deal;
      s.outcome.deals = 1;
      for (const PartyId client : m.talks.clients)
        s.outcome.pressed[client] = m.talks.utilities[client](s.deal) < s.reservation[client] ? 1 : 0;
      s.outcome.agreement_day = s.outcome.last_deal_day = result.rounds;
      return;
    }
    if (s.outcome.refused_first == nobody) s.outcome.refused_first = static_cast<int>(result.who);
    ++s.outcome.refusals;
    round = result.rounds;
  }
}

}  // namespace

void count(const Run& run) {
  const auto& [m, s, key, trace] = run;
  Outcome& o = s.outcome;
  double deaths = 0;
  for (FrontId f = 0; f < s.fronts.size(); ++f) {
    const FrontDay& today = s.fronts[f].today;
    deaths += today.deaths[0] + today.deaths[1];
    o.civilian_deaths += today.civilians;
    if (covered(run, f) && s.fronts[f].besieged && !s.salient_today && s.day > s.aid_paused_until)
      o.aid_days += s.terms.aid;
  }
  o.deaths += deaths;
  respond(run);
  if (s.truce) {
    o.deaths_in_truce += s.covered_deaths;
    ++o.truce_days;
  }
  if (trace == nullptr) return;
  trace->days.push_back({deaths, s.covered_deaths, s.truce});
  for (FrontId f = 0; f < s.fronts.size(); ++f) {
    const FrontDay& today = s.fronts[f].today;
    trace->fronts.push_back({static_cast<double>(today.deaths[0] + today.deaths[1]),
                             static_cast<double>(today.civilians), covered(run, f)});
  }
  if (trace->states) record_states(run);
}

const Outcome& simulate(const Model& model, const RunKey& key, State& state, Trace* trace) {
  const Run run{model, state, key, trace};
  if (trace != nullptr) trace->clear();
  begin(run);
  if (!model.war) negotiate(run);
  for (state.day = 0; state.day < model.days; ++state.day) {
    outside_events(run);
    choose_acts(run);
    fight(run);
    learn(run);
    relieve_or_surrender(run);
    talk(run);
    keep_or_leave(run);
    count(run);
  }
  finish(run);
  return state.outcome;
}

}  // namespace parley

// Fighting and what is learned from it: the middle of the day.

#include <algorithm>

#include "parley/engine/run.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

bool covered(const Run& run, FrontId f) { return run.s.truce && run.s.terms.covers.test(f); }

namespace {

double act_effort(const Run& run, PartyId p, FrontId f) {
  const auto& [m, s, key, trace] = run;
  const Act act = s.act[p * m.fronts.size() + f];
  const double slack = m.party(p).conduct.slack * s.unbidden[p];
  switch (act) {
    case Act::comply:
      return slack;
    case Act::probe:
      return std::max(slack, m.scenario.truce.probe.value);
    case Act::attack:
      return 1.0;
  }
  return 1.0;
}

// Fighting of one side of a front as a share of full war: its forces weighted by strength.
double side_effort(const Run& run, FrontId f, BlocId bloc) {
  const auto& [m, s, key, trace] = run;
  if (s.fronts[f].surrendered) return 0.0;
  if (!covered(run, f)) return 1.0;
  double total = 0, effort = 0;
  for (PartyId p = 0; p < m.parties(); ++p) {
    if (m.bloc_of[p] != bloc || m.strength[p] <= 0 || m.excluded[p] != 0) continue;
    total += m.strength[p];
    effort += m.strength[p] * act_effort(run, p, f);
  }
  if (total <= 0) return 1.0;
  return effort / total * (1.0 - s.terms.protects[bloc]) * (1.0 - s.terms.disengages);
}

// The party behind a killing of civilians by one side: by strength, by what it chose to do and by how it
// fights. Who is excluded counts where nobody else fights; nobody: none of them can have done it.
int author_of(const Run& run, FrontId f, BlocId bloc, Stream& luck) {
  const Model& m = run.m;
  const double drawn = luck.uniform();
  for (const bool excluded : {false, true}) {
    const auto weight = [&](PartyId p) {
      if (m.bloc_of[p] != bloc || (m.excluded[p] != 0) != excluded) return 0.0;
      return m.strength[p] * m.party(p).war.indiscriminate * (excluded ? 1.0 : act_effort(run, p, f));
    };
    double total = 0;
    for (PartyId p = 0; p < m.parties(); ++p) total += weight(p);
    if (total <= 0) continue;
    double u = drawn * total;
    int last = nobody;
    for (PartyId p = 0; p < m.parties(); ++p) {
      const double w = weight(p);
      if (w <= 0) continue;
      last = static_cast<int>(p);
      if ((u -= w) < 0) break;
    }
    return last;
  }
  return nobody;
}

void include_other_deaths(FrontState& front) {
  for (std::size_t k = 0; k < 2; ++k) front.today.deaths[k] += front.other_deaths[k];
  front.today.civilians += front.other_civilians;
}

}  // namespace

void fight(const Run& run) {
  const auto& [m, s, key, trace] = run;
  const double salient = m.scenario.truce.salient;
  s.covered_deaths = s.covered_expected = s.covered_effort = 0;
  for (FrontId f = 0; f < s.fronts.size(); ++f) {
    const FrontModel& front = m.fronts[f];
    FrontState& now = s.fronts[f];
    if (now.factor_until < s.day) now.factor = 1;
    const int a = m.contest_of[front.side[0]], b = m.contest_of[front.side[1]];
    const double odds = a >= 0 && b >= 0 ? s.log_strength[static_cast<std::size_t>(a)] -
                                               s.log_strength[static_cast<std::size_t>(b)]
                                         : 0.0;
    std::array<double, 2> effort{side_effort(run, f, front.side[0]), side_effort(run, f, front.side[1])};
    if (covered(run, f)) {
      // Whoever is attacked fires back.
      const double returned = m.scenario.truce.self_defence * std::max(effort[0], effort[1]);
      for (double& own : effort) own = std::max(own, returned);
    }
    if (covered(run, f))
      for (std::size_t k = 0; k < 2; ++k)
        now.quiet[k] += run.m.habit * (1.0 - std::min(1.0, effort[1 - k]) - now.quiet[k]);
    now.expected = now.surrendered ? 0.0 : front.expected_deaths;
    if (effort[0] + effort[1] <= 0 || front.intensity <= 0) {
      now.today = FrontDay{};
      include_other_deaths(now);
      continue;
    }
    now.today = fight_on_front(m.violence, front.intensity * now.factor, effort, front.civilian, odds,
                               salient, now.log_intensity,
                               {run.luck(Purpose::intensity, f), run.luck(Purpose::count, f),
                                run.luck(Purpose::size, f), run.luck(Purpose::outcome, f)});
    now.control = unit(now.control + m.violence.advance * odds * 0.5 * (effort[0] + effort[1]));
    include_other_deaths(now);
    if (!covered(run, f)) continue;
    s.covered_deaths += now.today.deaths[0] + now.today.deaths[1];
    s.covered_expected += now.expected;
    s.covered_effort += now.expected * now.factor * 0.5 * (effort[0] + effort[1]);
    for (int k = 0; k < now.today.mass_events; ++k) {
      const MassEvent& event = now.today.mass[static_cast<std::size_t>(k)];
      const auto side = static_cast<std::size_t>(event.side);
      Stream luck = run.luck(Purpose::author, f * 8 + static_cast<std::size_t>(k));
      SalientEvent salient_event;
      salient_event.author = author_of(run, f, front.side[side], luck);
      if (salient_event.author == nobody) continue;
      salient_event.victims = front.side[1 - side];
      salient_event.front = static_cast<int>(f);
      salient_event.deaths = event.deaths;
      salient_event.salt = static_cast<std::uint32_t>(f * 8 + static_cast<std::size_t>(k));
      salient_event.happening = run.record({.what = Happened::mass_event,
                                            .who = salient_event.author,
                                            .front = static_cast<int>(f),
                                            .deaths = static_cast<double>(event.deaths)});
      const bool established = blame_for(run, salient_event);
      if (trace != nullptr)
        trace->happenings[static_cast<std::size_t>(salient_event.happening)].established = established;
    }
  }
}

void learn(const Run& run) {
  const auto& [m, s, key, trace] = run;
  const std::size_t blocs = m.contest.size();
  for (FrontId f = 0; f < s.fronts.size(); ++f) {
    const FrontModel& front = m.fronts[f];
    const FrontDay& today = s.fronts[f].today;
    const int a = m.contest_of[front.side[0]], b = m.contest_of[front.side[1]];
    if (a < 0 || b < 0 || today.noise_variance <= 0 || front.weight <= 0) continue;
    for (PartyId p = 0; p < m.parties(); ++p)
      observe_engagement(s.belief[p * blocs + static_cast<std::size_t>(a)],
                         s.belief[p * blocs + static_cast<std::size_t>(b)], today.outcome,
                         today.noise_variance / front.weight);
  }
  for (PartyId p = 0; p < m.parties(); ++p) {
    double suffered = 0, expected = 0;
    for (FrontId f = 0; f < s.fronts.size(); ++f) {
      for (std::size_t k = 0; k < 2; ++k) {
        if (m.fronts[f].side[k] != m.bloc_of[p]) continue;
        suffered += s.fronts[f].today.deaths[k];
        expected += 0.5 * m.fronts[f].expected_deaths;
      }
    }
    const Arms& arms = m.party(p).war;
    s.hurt[p] = hurt_after(s.hurt[p], expected > 0 ? suffered / expected : 0.0, m.scenario.war.memory);
    const double now = war_value({&s.belief[p * blocs], blocs}, {&m.imposed[p * blocs], blocs},
                                 m.scenario.war.decisiveness, arms.cost, s.hurt[p]);
    s.fear[p] = fear_of_rearming(run, p);
    s.reservation[p] = unit(m.party(p).reservation + now - s.first_war_value[p] + s.fear[p]);
  }
}

void shift_strength(const Run& run, std::size_t c, double log_ratio) {
  const auto& [m, s, key, trace] = run;
  if (log_ratio == 0) return;
  s.log_strength[c] += log_ratio;
  for (PartyId p = 0; p < m.parties(); ++p) s.belief[p * m.contest.size() + c].mean += log_ratio;
}

// What the war would be worth less to a party once all have rearmed for as long as it looks ahead. Others
// cannot bind themselves not to ask for more then (Powell 2006), so a deal must be worth this much more now.
double fear_of_rearming(const Run& run, PartyId p) {
  const auto& [m, s, key, trace] = run;
  const double ahead = m.party(p).conduct.foresight;
  if (ahead <= 0) return 0.0;
  const std::size_t blocs = m.contest.size();
  const std::span<const StrengthBelief> belief(&s.belief[p * blocs], blocs);
  double change = 0;
  for (std::size_t c = 0; c < blocs; ++c)
    change += (win_probability_after(belief, m.rearm, ahead, c, m.scenario.war.decisiveness) -
               win_probability(belief, c, m.scenario.war.decisiveness)) *
              m.imposed[p * blocs + c];
  return std::max(0.0, -change);
}

void read_refusal(const Run& run, PartyId refuser) {
  const auto& [m, s, key, trace] = run;
  const int own = m.contest_of[m.bloc_of[refuser]];
  if (own < 0 || m.scenario.war.refusals <= 0) return;
  const std::size_t blocs = m.contest.size();
  for (PartyId p = 0; p < m.parties(); ++p) {
    const int other = m.contest_of[m.bloc_of[p]];
    if (other < 0 || other == own) continue;
    raise_above_mean(s.belief[p * blocs + static_cast<std::size_t>(own)],
                     s.belief[p * blocs + static_cast<std::size_t>(other)], m.scenario.war.refusals);
  }
}

}  // namespace parley

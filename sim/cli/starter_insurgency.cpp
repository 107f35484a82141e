// What does 'parley new --kind insurgency' write?

#include "starters.hpp"

namespace parley::cli {

const char* starter_insurgency() {
  return R"(# A government, an insurgency ready to talk, and a splinter group that is not. Check it with 'parley check --advise', play
# it with 'parley run'. Every number that decides carries its range and its reason; put your own war's in their place.
# Marks: S sourced, E expert judgement, F free (must be varied). 'parley schema --markdown' lists all keys.
name: Insurgency with spoilers
description: >
  The government and the insurgents of the hills negotiate. A splinter group fights on from villages that it shares with
  the insurgents, and the army goes on striking it whatever is signed.

calendar: {start: 2024-01-01, end: 2025-06-30}

issues:
  CALM:
    title: Reach of the ceasefire
    options: [none, the valley, the whole country]
    terms:
      the valley: {covers: [valley], renewal: 30 days}
      the whole country: {covers: [all]}
  RAIDS:
    title: Raids on the splinter group
    options: [go on, only with notice, none where others live]
    terms:                                   # freedom left to strike where the splinter is mixed with others
      only with notice: {strikes: {value: 0.6, low: 0.4, high: 0.9, mark: E, why: notice is often short}}
      none where others live: {strikes: {value: 0.2, low: 0.05, high: 0.4, mark: E, why: hot pursuit}}
  SPLIT:
    title: The insurgents and the splinter
    options: [as it is, they move apart, they police their villages]
    terms:                                   # share of the mixed fighters who separate each week
      they move apart: {separation: {value: 0.1, low: 0.03, high: 0.2, mark: E, why: families stay}}
      they police their villages: {separation: {value: 0.05, low: 0.01, high: 0.15, mark: E, why: cousins on both sides},
        attribution: {value: 0.3, low: 0.1, high: 0.5, mark: E, why: it names who did it}, attribution_delay: 3 days}
  PRISONERS:
    title: Prisoners
    options: [stay in jail, the sick and the old, all]

parties:
  GOV:
    name: Government
    weights:
      CALM: {value: 3, low: 2, high: 4, mark: E, why: elections next year}
      RAIDS: {value: 3, low: 2, high: 4, mark: E, why: the splinter bombs its cities}
      SPLIT: {value: 3, low: 2, high: 4, mark: E, why: wants them to choose}
      PRISONERS: {value: 2, low: 1, high: 3, mark: E, why: a card to keep}
    ideal: {CALM: the whole country, RAIDS: go on, SPLIT: they police their villages, PRISONERS: stay in jail}
    reservation: {value: 0.45, low: 0.3, high: 0.6, mark: E, why: can live with the insurgency}
    strategy: {bidding: {time_dependent: {exponent: {value: 1, low: 0.5, high: 2, mark: F, why: how early it gives way}}}, accept: next, opponent_model: frequency}
    war:
      strength: {value: 3, low: 2, high: 4, mark: E, why: an army against bands}
      optimism: {value: 0.3, low: 0, high: 0.5, mark: E, why: counts bodies}
      cost: {value: 0.03, low: 0.01, high: 0.06, mark: E, why: volunteers and taxes}
    conduct:
      trust: {value: 0.3, low: 0.15, high: 0.5, mark: E, why: does not know who commands whom}
  INS:
    name: Insurgent movement
    weights:
      CALM: {value: 3, low: 2, high: 4, mark: E, why: its villages are tired}
      RAIDS: {value: 3, low: 2, high: 4, mark: E, why: raids kill its own}
      SPLIT: {value: 2, low: 1, high: 3, mark: E, why: would rather not fight cousins}
      PRISONERS: {value: 4, low: 3, high: 5, mark: E, why: every family has one}
    ideal: {CALM: the whole country, RAIDS: none where others live, SPLIT: as it is, PRISONERS: all}
    reservation: {value: 0.35, low: 0.2, high: 0.5, mark: E, why: cannot win}
    strategy: {bidding: {time_dependent: {exponent: {value: 1, low: 0.5, high: 2, mark: F, why: how early it gives way}}}, accept: next, opponent_model: frequency}
    war:
      strength: {value: 1, low: 0.7, high: 1.5, mark: E, why: knows the hills}
      optimism: {value: 0.3, low: 0, high: 0.5, mark: E, why: has survived so far}
      cost: {value: 0.06, low: 0.02, high: 0.12, mark: E, why: no money and no hospital}
    conduct:
      trust: {value: 0.3, low: 0.15, high: 0.5, mark: E, why: envoys were arrested once}
      audience: {value: 0.02, low: 0, high: 0.05, mark: F, why: what breaking its word costs it in its villages}
  SPLINTER:
    name: Splinter group
    bloc: splinter
    seat: excluded
    weights: {CALM: 5, RAIDS: 2}
    ideal: {CALM: none, RAIDS: none where others live}
    reservation: {value: 0.6, low: 0.4, high: 0.8, mark: E, why: peace would be its end}
    war: {strength: {value: 0.2, low: 0.1, high: 0.4, mark: E, why: a few hundred men}}
    conduct: {audience: {value: 0.05, low: 0, high: 0.15, mark: F, why: what an attack costs it among its own people}}

talks:
  protocol: alternating_offers
  rounds: 6
  every: 14 days
  deadline: {value: 120 days, low: 60 days, high: 240 days, mark: F, why: how long hosts and delegations have patience for talks that bring nothing}
  reopen_after: 60 days

fronts:                                      # the second side is the one whose fighters are mixed with the splinter
  valley: {name: Valley, sides: [GOV, INS],
    control: {value: 0.5, low: 0.3, high: 0.7, mark: E, why: roads by day are the government's},
    intensity: {value: 0.7, low: 0.4, high: 1, mark: E, why: "lethal events a day at full war; about 4 deaths each"},
    intermingled: {SPLINTER: {value: 0.2, low: 0.05, high: 0.4, mark: E, why: a village in five}}}
  hills: {name: Hills, sides: [GOV, INS],
    intensity: {value: 0.5, low: 0.3, high: 0.8, mark: E, why: "the same"},
    intermingled: {SPLINTER: {value: 0.4, low: 0.2, high: 0.6, mark: E, why: born there}}}

war:
  decisiveness: {value: 1, low: 0.6, high: 1.6, mark: F, why: how surely the stronger side wins in the end; hills even out forces}
  advance: {value: 0.004, low: 0.002, high: 0.008, mark: F, why: share of a front that a day of a good attack wins}
  offensives:
    last: {value: 25 days, low: 15 days, high: 45 days, mark: F, why: as long as supplies in the hills allow}
    effort: {value: 2, low: 1.5, high: 3, mark: F, why: how many times as hard as on other days they fight in an attack}

truce:
  surprise: {value: 0.5, low: 0.2, high: 1.2, mark: F, why: by how much harder an attack hits who holds fire}
  settles: {value: 0.3, low: 0.1, high: 0.6, mark: F, why: how much of what a text gives comes with the truce; the rest waits for peace}
  shock: {value: 0.2, low: 0.05, high: 0.4, mark: F, why: "quarrels, promises and hopes within a camp that the other does not see"}
  shock_memory: {value: 365 days, low: 90 days, high: 1500 days, mark: F, why: who sits in a government and what it has promised changes in years}
  salient_every: {value: 7 days, low: 3 days, high: 14 days, mark: E, why: in a small war everybody hears of the worst killing of the week}
  reassurance: {value: 0.6, low: 0.3, high: 1, mark: F, why: a signature is the first sign of good will that anybody has seen}
  committed_rate: {value: 0.011, low: 0.005, high: 0.02, mark: F, why: how often that happens to a side that keeps its word}
  uncommitted_rate: {value: 0.06, low: 0.03, high: 0.15, mark: F, why: and to one that does not}
  unravel: {value: 0.75, low: 0.4, high: 0.9, mark: F, why: fighting at which nobody speaks of a truce any more}
  exempt_fighting: {value: 1, low: 0.3, high: 2, mark: F, why: the raids go on as before}
  spoiler_pace: {value: 0.03, low: 0.01, high: 0.1, mark: F, why: a large attack a month is about all it can do}
  attack_every: {value: 7 days, low: 3 days, high: 14 days, mark: F, why: as deadly as the worst killing of a week}

events:
  mode: random
  random:
    - {rate: 0.003, name: A bus is bombed, kind: attack, by: SPLINTER, front: valley, deaths: 15}
    - {rate: 0.003, name: Shelling of a village, kind: attack, by: GOV, front: hills, deaths: 12}
)";
}

}  // namespace parley::cli

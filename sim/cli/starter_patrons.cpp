// What does 'parley new --kind patrons' write?

#include "starters.hpp"

namespace parley::cli {

const char* starter_patrons() {
  return R"(# A war in which two outside powers bargain for those whom they arm. Check it with 'parley check --advise', play it
# with 'parley run'. Every number that decides carries its range and its reason; put your own war's in their place.
# Marks: S sourced, E expert judgement, F free (must be varied). 'parley schema --markdown' lists all keys.
name: Patrons and clients
description: >
  A government and a rebel coalition fight on two fronts. Neither can win soon. Each has a patron who arms it; the two
  patrons bargain, and a text that they agree on needs the consent of both clients.

calendar: {start: 2024-01-01, end: 2024-12-31}

issues:
  CEASEFIRE:
    title: What kind of ceasefire
    options: [none, two weeks, open-ended]
    terms:
      two weeks: {covers: [all], renewal: 14 days}
      open-ended: {covers: [all]}
  WEAPONS:
    title: Heavy weapons
    options: [stay, leave the line, leave the line under watch]
    terms:                                   # share of the violence of truce breakers that this makes impossible
      leave the line: {protects: {value: 0.2, low: 0.05, high: 0.4, mark: E, why: some will be hidden}}
      leave the line under watch: {protects: {value: 0.4, low: 0.2, high: 0.6, mark: E, why: depots are visited}}
  WATCH:
    title: Who watches
    options: [nobody, a committee of the patrons, neutral observers]
    terms:
      a committee of the patrons: {detection: {value: 0.2, low: 0.05, high: 0.4, mark: E, why: each looks at the other side},
        attribution: {value: 0.2, low: 0.05, high: 0.4, mark: E, why: they rarely agree who did it}, attribution_delay: 7 days}
      neutral observers: {detection: {value: 0.4, low: 0.2, high: 0.7, mark: E, why: "unarmed, and kept from some places"},
        disengages: {value: 0.2, low: 0.05, high: 0.4, mark: E, why: they stand between the lines at some places}}
  RULE:
    title: Who governs the north
    options: [the government, a mixed council, the rebels]
    status_quo: the rebels

parties:
  EAST:
    name: Eastern patron
    bloc: government
    seat: principal
    weights:
      CEASEFIRE: {value: 4, low: 3, high: 5, mark: E, why: the war costs it standing}
      WEAPONS: {value: 2, low: 1, high: 3, mark: E, why: its deliveries would be seen}
      WATCH: {value: 2, low: 1, high: 3, mark: E, why: wants a seat in whatever watches}
      RULE: {value: 2, low: 1, high: 3, mark: E, why: its client insists on it}
    ideal: {CEASEFIRE: open-ended, WEAPONS: leave the line, WATCH: a committee of the patrons, RULE: the government}
    reservation: {value: 0.4, low: 0.25, high: 0.55, mark: E, why: "its client is slowly winning, at a price"}
    strategy: {bidding: {time_dependent: {exponent: {value: 1, low: 0.5, high: 2, mark: F, why: how early it gives way}}}, accept: next, opponent_model: frequency}
    conduct: {trust: {value: 0.5, low: 0.3, high: 0.7, mark: E, why: has dealt with the other patron before}}
  WEST:
    name: Western patron
    bloc: rebels
    seat: principal
    weights:
      CEASEFIRE: {value: 4, low: 3, high: 5, mark: E, why: refugees are at its border}
      WEAPONS: {value: 2, low: 1, high: 3, mark: E, why: artillery is what it fears for the north}
      WATCH: {value: 2, low: 1, high: 3, mark: E, why: does not take the other side at its word}
      RULE: {value: 2, low: 1, high: 3, mark: E, why: its client holds the north}
    ideal: {CEASEFIRE: open-ended, WEAPONS: leave the line under watch, WATCH: neutral observers, RULE: the rebels}
    reservation: {value: 0.3, low: 0.2, high: 0.45, mark: E, why: wants to be rid of this war}
    strategy: {bidding: {time_dependent: {exponent: {value: 1, low: 0.5, high: 2, mark: F, why: how early it gives way}}}, accept: next, opponent_model: frequency}
    conduct: {trust: {value: 0.5, low: 0.3, high: 0.7, mark: E, why: has dealt with the other patron before}}
  GOV:
    name: Government
    bloc: government
    seat: client
    weights:
      CEASEFIRE: {value: 4, low: 2, high: 5, mark: E, why: needs a rest more than it says}
      WEAPONS: {value: 2, low: 1, high: 3, mark: E, why: its guns are its advantage}
      WATCH: {value: 1, low: 0.5, high: 2, mark: E, why: matters little to it}
      RULE: {value: 3, low: 2, high: 5, mark: E, why: the north is the point of the war}
    ideal: {CEASEFIRE: open-ended, WEAPONS: stay, WATCH: nobody, RULE: the government}
    reservation: {value: 0.55, low: 0.4, high: 0.65, mark: E, why: "holds the capital and the sky, and thinks that time is on its side"}
    war:
      strength: {value: 1.2, low: 0.9, high: 1.5, mark: E, why: aircraft and armour}
      optimism: {value: 0.2, low: 0, high: 0.4, mark: E, why: every army thinks so}
      cost: {value: 0.05, low: 0.02, high: 0.1, mark: E, why: conscripts and foreign exchange}
    conduct:
      trust: {value: 0.3, low: 0.15, high: 0.5, mark: E, why: two earlier ceasefires failed}
      audience: {value: 0.02, low: 0, high: 0.05, mark: F, why: what denouncing a truce costs it abroad}
    influenced_by:
      EAST: {value: 0.3, low: 0.1, high: 0.6, mark: E, why: "arms, fuel and credit"}
  REB:
    name: Rebel coalition
    bloc: rebels
    seat: client
    weights:
      CEASEFIRE: {value: 4, low: 3, high: 5, mark: E, why: loses ground every month}
      WEAPONS: {value: 2, low: 1, high: 3, mark: E, why: artillery is what kills its people}
      WATCH: {value: 2, low: 1, high: 3, mark: E, why: fears to be cheated}
      RULE: {value: 3, low: 2, high: 5, mark: E, why: the north is all that it has}
    ideal: {CEASEFIRE: open-ended, WEAPONS: leave the line under watch, WATCH: neutral observers, RULE: the rebels}
    reservation: {value: 0.35, low: 0.2, high: 0.5, mark: E, why: holds the north but loses ground}
    war:
      strength: {value: 1.0, low: 0.7, high: 1.3, mark: E, why: more fighters with lighter arms}
      optimism: {value: 0.2, low: 0, high: 0.4, mark: E, why: every army thinks so}
      cost: {value: 0.08, low: 0.03, high: 0.15, mark: E, why: its towns are bombed}
    conduct:
      trust: {value: 0.3, low: 0.15, high: 0.5, mark: E, why: two earlier ceasefires failed}
    influenced_by:
      WEST: {value: 0.3, low: 0.1, high: 0.6, mark: E, why: pay and anti-tank missiles}

talks: {protocol: {patrons_then_clients: {teams: 1}}, rounds: 6, every: 7 days, deadline: 60 days, reopen_after: 30 days}

fronts:
  north: {name: Northern line, sides: [government, rebels],
    intensity: {value: 3, low: 2, high: 5, mark: E, why: "lethal events a day at full war; about 4 deaths each"}}
  capital: {name: Suburbs of the capital, sides: [government, rebels],
    intensity: {value: 1.5, low: 1, high: 3, mark: E, why: "the same"}}

war:
  advance: {value: 0.004, low: 0.002, high: 0.008, mark: F, why: share of a front that a day of a good attack wins}

truce:
  surprise: {value: 0.5, low: 0.2, high: 1.2, mark: F, why: by how much harder an attack hits who holds fire}
  settles: {value: 0.3, low: 0.1, high: 0.6, mark: F, why: how much of what a text gives comes with the truce; the rest waits for peace}
  shock: {value: 0.2, low: 0.05, high: 0.4, mark: F, why: "quarrels, promises and hopes within a camp that the other does not see"}
  shock_memory: {value: 365 days, low: 90 days, high: 1500 days, mark: F, why: who sits in a government and what it has promised changes in years}
  salient_every: {value: 3.6 days, low: 2 days, high: 8 days, mark: E, why: how often full war kills so many civilians at once that everybody hears of it}
  unravel: {value: 0.75, low: 0.4, high: 0.9, mark: F, why: fighting at which nobody speaks of a truce any more}

events:
  mode: random
  list:
    - {date: 2024-07-01, name: Conference of donors, kind: influence, by: WEST, factor: 1.2, fixed: true}
  random:
    - {rate: 0.005, name: Bombs on a market, kind: attack, by: GOV, front: north, deaths: 30}
    - {rate: 0.005, name: Shells on the capital, kind: attack, by: REB, front: capital, deaths: 20}
)";
}

}  // namespace parley::cli

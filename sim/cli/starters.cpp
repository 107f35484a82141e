#include "starters.hpp"

namespace parley::cli {

namespace {

constexpr const char* armies =
    R"(# A small scenario to start from. Check it with 'parley check', play it with 'parley run'.
# Any number may carry its assumption: {value: 0.5, low: 0.3, high: 0.7, mark: E, why: "..."}
# with mark S (sourced), E (expert judgement) or F (free: must be varied). 'parley schema --markdown' lists all keys.
name: A border ceasefire
description: Two armies face each other on one front; each has something the other wants.

calendar: {start: 2024-01-01, end: 2024-06-30}     # leave out (with fronts and events) for talks without a war

issues:
  CEASEFIRE:
    title: What kind of ceasefire
    options: [none, two-week pause, open-ended]
    terms:                                         # what an option does, if it is signed
      two-week pause: {covers: [river], renewal: 14 days}
      open-ended: {covers: [river]}
  LINE:
    title: Where the armies stand
    options: [where they are, back 5 km, back 20 km]
    terms:
      back 5 km: {disengages: 0.4}
      back 20 km: {disengages: 0.8}
  OBSERVERS:
    title: Who watches
    options: [nobody, joint patrols, neutral observers]
    terms:
      joint patrols: {detection: 0.3, attribution: 0.2}
      neutral observers: {detection: 0.6, attribution: 0.6}

parties:
  NORTH:
    name: Northern army
    weights: {CEASEFIRE: 4, LINE: 4, OBSERVERS: 2}   # scaled to sum to 1
    ideal: {CEASEFIRE: open-ended, LINE: where they are, OBSERVERS: joint patrols}
    reservation: {value: 0.45, low: 0.3, high: 0.6, mark: E, why: holds the better ground}
    strategy: {bidding: {time_dependent: {exponent: 1}}, accept: next, opponent_model: frequency}
    war: {strength: 1.2, optimism: 0.2, cost: 0.05}
  SOUTH:
    name: Southern army
    weights: {CEASEFIRE: 5, LINE: 2, OBSERVERS: 3}
    ideal: {CEASEFIRE: two-week pause, LINE: back 20 km, OBSERVERS: neutral observers}
    reservation: 0.35
    strategy: {bidding: {time_dependent: {exponent: 1}}, accept: next, opponent_model: frequency}
    war: {strength: 1.0, optimism: 0.2, cost: 0.08}

talks: {protocol: alternating_offers, rounds: 5, every: 7 days, deadline: 90 days}

fronts:
  river: {name: River, sides: [NORTH, SOUTH], intensity: 2.0}    # a party without 'bloc' is a bloc of its own

events:
  mode: history                                    # or random, or none
  list:
    - {date: 2024-02-10, name: Shelling of the river market, kind: attack, by: NORTH, front: river, deaths: 25}
  random:
    - {rate: 0.01, name: Shelling of a town, kind: attack, by: NORTH, front: river, deaths: 15}
)";

constexpr const char* patrons =
    R"(# A war in which two outside powers bargain for those whom they arm. Check it with 'parley check --advise', play it
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
        attribution: {value: 0.4, low: 0.2, high: 0.6, mark: E, why: they publish what they see}, attribution_delay: 7 days}
  RULE:
    title: Who governs the north
    options: [the government, a mixed council, the rebels]
    status_quo: the rebels

parties:
  EAST:
    name: Eastern patron
    seat: principal
    weights:
      CEASEFIRE: {value: 4, low: 3, high: 5, mark: E, why: the war costs it standing}
      WEAPONS: {value: 2, low: 1, high: 3, mark: E, why: its deliveries would be seen}
      WATCH: {value: 2, low: 1, high: 3, mark: E, why: wants a seat in whatever watches}
      RULE: {value: 2, low: 1, high: 3, mark: E, why: its client insists on it}
    ideal: {CEASEFIRE: open-ended, WEAPONS: leave the line, WATCH: a committee of the patrons, RULE: the government}
    reservation: {value: 0.4, low: 0.25, high: 0.55, mark: E, why: "its client is slowly winning, at a price"}
    strategy: {bidding: {time_dependent: {exponent: 1}}, accept: next, opponent_model: frequency}
    conduct: {trust: {value: 0.5, low: 0.3, high: 0.7, mark: E, why: has dealt with the other patron before}}
  WEST:
    name: Western patron
    seat: principal
    weights:
      CEASEFIRE: {value: 4, low: 3, high: 5, mark: E, why: refugees are at its border}
      WEAPONS: {value: 2, low: 1, high: 3, mark: E, why: artillery is what it fears for the north}
      WATCH: {value: 2, low: 1, high: 3, mark: E, why: does not take the other side at its word}
      RULE: {value: 2, low: 1, high: 3, mark: E, why: its client holds the north}
    ideal: {CEASEFIRE: open-ended, WEAPONS: leave the line under watch, WATCH: neutral observers, RULE: the rebels}
    reservation: {value: 0.3, low: 0.2, high: 0.45, mark: E, why: wants to be rid of this war}
    strategy: {bidding: {time_dependent: {exponent: 1}}, accept: next, opponent_model: frequency}
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
      exposure: {value: 0.04, low: 0.01, high: 0.1, mark: F, why: what a one-sided calm would cost it}
      audience: {value: 0.02, low: 0, high: 0.05, mark: F, why: what denouncing a truce costs it abroad}
    influenced_by:
      EAST: {value: 0.3, low: 0.1, high: 0.6, mark: E, why: "arms, fuel and credit"}
  REB:
    name: Rebels
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
      exposure: {value: 0.06, low: 0.02, high: 0.15, mark: F, why: what a one-sided calm would cost it}
    influenced_by:
      WEST: {value: 0.3, low: 0.1, high: 0.6, mark: E, why: pay and anti-tank missiles}

talks: {protocol: {patrons_then_clients: {teams: 1}}, rounds: 6, every: 7 days, deadline: 60 days, reopen_after: 30 days}

fronts:
  north: {name: Northern line, sides: [government, rebels],
    intensity: {value: 3, low: 2, high: 5, mark: E, why: "lethal events a day at full war; about 4 deaths each"}}
  capital: {name: Suburbs of the capital, sides: [government, rebels],
    intensity: {value: 1.5, low: 1, high: 3, mark: E, why: "the same"}}

truce:
  leader_precision: {value: 300, low: 100, high: 400, mark: F, why: how surely leaders do what serves them best}
  unravel: {value: 0.75, low: 0.4, high: 0.9, mark: F, why: fighting at which nobody speaks of a truce any more}

events:
  mode: random
  list:
    - {date: 2024-07-01, name: Conference of donors, kind: influence, by: WEST, factor: 1.2, fixed: true}
  random:
    - {rate: 0.005, name: Bombs on a market, kind: attack, by: GOV, front: north, deaths: 30}
    - {rate: 0.005, name: Shells on the capital, kind: attack, by: REB, front: capital, deaths: 20}
)";

constexpr const char* facilitated =
    R"(# Talks between two belligerents with a facilitator who drafts and has no vote. Check it with 'parley check --advise',
# play it with 'parley run'. Every number that decides carries its range and its reason; put your own war's in their
# place. Marks: S sourced, E expert judgement, F free (must be varied). 'parley schema --markdown' lists all keys.
name: Facilitated talks
description: >
  The army and a movement that holds the coast fight on two fronts. A neighbouring state hosts the talks, drafts a single
  text and carries it between the delegations. It signs nothing, but both want its money and its border open.

calendar: {start: 2024-01-01, end: 2024-12-31}

issues:
  TRUCE:
    title: What kind of truce
    options: [none, a week for aid, a month, open-ended]
    terms:
      a week for aid: {covers: [all], renewal: 7 days}
      a month: {covers: [all], renewal: 30 days}
      open-ended: {covers: [all]}
  LINE:
    title: Where the forces stand
    options: [where they are, apart in the port, apart everywhere]
    terms:                                   # share of contact on the fronts that pull-backs remove
      apart in the port: {disengages: {value: 0.2, low: 0.1, high: 0.4, mark: E, why: half of the contact is there}}
      apart everywhere: {disengages: {value: 0.6, low: 0.4, high: 0.8, mark: E, why: some posts will stay}}
  WATCH:
    title: Who watches
    options: [nobody, joint patrols, the neighbour's observers]
    terms:
      joint patrols: {detection: {value: 0.2, low: 0.05, high: 0.4, mark: E, why: they go where both sides let them}}
      the neighbour's observers:
        detection: {value: 0.4, low: 0.2, high: 0.7, mark: E, why: "unarmed, on main roads"}
        attribution: {value: 0.4, low: 0.2, high: 0.6, mark: E, why: they report to both sides}
        attribution_delay: 3 days
  PORT:
    title: Revenue of the port
    options: [to the movement, shared, to the treasury]

parties:
  ARMY:
    name: Army
    weights:
      TRUCE: {value: 3, low: 2, high: 4, mark: E, why: "tired, and under pressure to pay salaries"}
      LINE: {value: 2, low: 1, high: 3, mark: E, why: would rather not give up positions}
      WATCH: {value: 1, low: 0.5, high: 2, mark: E, why: matters little to it}
      PORT: {value: 4, low: 3, high: 5, mark: E, why: the treasury lives on it}
    ideal: {TRUCE: a month, LINE: where they are, WATCH: joint patrols, PORT: to the treasury}
    reservation: {value: 0.45, low: 0.3, high: 0.6, mark: E, why: stronger but far from winning}
    war:
      strength: {value: 1.2, low: 0.9, high: 1.5, mark: E, why: artillery and a few aircraft}
      optimism: {value: 0.2, low: 0, high: 0.4, mark: E, why: every army thinks so}
      cost: {value: 0.05, low: 0.02, high: 0.1, mark: E, why: desertions and debt}
    conduct:
      trust: {value: 0.3, low: 0.15, high: 0.5, mark: E, why: the last truce was used to rearm}
      exposure: {value: 0.04, low: 0.01, high: 0.1, mark: F, why: what a one-sided calm would cost it}
    influenced_by:
      HOST: {value: 0.2, low: 0.05, high: 0.4, mark: E, why: loans and an open border}
  MOVE:
    name: Movement
    weights:
      TRUCE: {value: 4, low: 3, high: 5, mark: E, why: needs a rest more}
      LINE: {value: 2, low: 1, high: 3, mark: E, why: wants the guns out of range}
      WATCH: {value: 2, low: 1, high: 3, mark: E, why: fears to be blamed for everything}
      PORT: {value: 3, low: 2, high: 4, mark: E, why: pays its fighters}
    ideal: {TRUCE: open-ended, LINE: apart everywhere, WATCH: the neighbour's observers, PORT: to the movement}
    reservation: {value: 0.4, low: 0.25, high: 0.55, mark: E, why: holds the coast}
    war:
      strength: {value: 1.0, low: 0.7, high: 1.3, mark: E, why: lighter and better led}
      optimism: {value: 0.2, low: 0, high: 0.4, mark: E, why: every army thinks so}
      cost: {value: 0.06, low: 0.02, high: 0.12, mark: E, why: few recruits are left}
    conduct:
      trust: {value: 0.3, low: 0.15, high: 0.5, mark: E, why: the last truce ended with an offensive}
      exposure: {value: 0.05, low: 0.02, high: 0.12, mark: F, why: what a one-sided calm would cost it}
    influenced_by:
      HOST: {value: 0.2, low: 0.05, high: 0.4, mark: E, why: its leaders live there}
  HOST:
    name: The neighbour
    seat: mediator
    weights: {TRUCE: 5, LINE: 1, WATCH: 2}
    ideal: {TRUCE: open-ended, LINE: apart everywhere, WATCH: the neighbour's observers}
    reservation: {value: 0.3, low: 0.15, high: 0.5, mark: E, why: refugees cost it more than the war brings}

talks:
  protocol: {single_text: {vote: annealing, temperature: {value: 0.1, low: 0.02, high: 0.3, mark: F, why: how far a delegation bends to keep talks alive}}}
  rounds: {value: 10, low: 5, high: 20, mark: E, why: drafts that can be shown in a meeting}
  every: 7 days
  deadline: 60 days
  reopen_after: 30 days

fronts:
  port: {name: Port, sides: [ARMY, MOVE],
    intensity: {value: 2, low: 1, high: 3, mark: E, why: "lethal events a day at full war; about 4 deaths each"}}
  road: {name: Coast road, sides: [ARMY, MOVE],
    intensity: {value: 2, low: 1, high: 3, mark: E, why: "the same"}}

events:
  mode: random
  random:
    - {rate: 0.005, name: Shelling of a camp, kind: attack, by: ARMY, front: port, deaths: 20}
    - {rate: 0.005, name: A bomb in the capital, kind: attack, by: MOVE, front: road, deaths: 15}
)";

constexpr const char* insurgency =
    R"(# A government, an insurgency ready to talk, and a splinter group that is not. Check it with 'parley check --advise', play
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
      exposure: {value: 0.04, low: 0.01, high: 0.1, mark: F, why: what a one-sided calm would cost it}
  INS:
    name: Insurgents
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
      exposure: {value: 0.05, low: 0.02, high: 0.12, mark: F, why: what a one-sided calm would cost it}
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
  deadline: 120 days
  reopen_after: 60 days

fronts:                                      # the second side is the one whose fighters are mixed with the splinter
  valley: {name: Valley, sides: [GOV, INS],
    intensity: {value: 0.7, low: 0.4, high: 1, mark: E, why: "lethal events a day at full war; about 4 deaths each"},
    intermingled: {SPLINTER: {value: 0.2, low: 0.05, high: 0.4, mark: E, why: a village in five}}}
  hills: {name: Hills, sides: [GOV, INS],
    intensity: {value: 0.5, low: 0.3, high: 0.8, mark: E, why: "the same"},
    intermingled: {SPLINTER: {value: 0.4, low: 0.2, high: 0.6, mark: E, why: born there}}}

truce:
  exempt_strikes: {value: 0.03, low: 0.01, high: 0.08, mark: F, why: raids that hit a wedding instead}
  spoiler_pace: {value: 0.03, low: 0.01, high: 0.1, mark: F, why: a large attack a month is about all it can do}

events:
  mode: random
  random:
    - {rate: 0.003, name: A bus is bombed, kind: attack, by: SPLINTER, front: valley, deaths: 15}
    - {rate: 0.003, name: Shelling of a village, kind: attack, by: GOV, front: hills, deaths: 12}
)";

constexpr Starter list[] = {
    {"armies", "two armies on one front, in short, to see what a scenario is made of", armies},
    {"patrons", "two patrons bargain for the clients whom they arm, and whose consent they need", patrons},
    {"facilitated", "two belligerents and a facilitator who drafts and has no vote", facilitated},
    {"insurgency", "a government, insurgents ready to talk, and a splinter group that is not", insurgency},
};

}  // namespace

std::span<const Starter> starters() { return list; }

}  // namespace parley::cli

// What does 'parley new --kind facilitated' write?

#include "starters.hpp"

namespace parley::cli {

const char* starter_facilitated() {
  return R"(# Talks between two belligerents with a facilitator who has no vote: it convenes, drafts, presses, pays and
# guarantees, signs as guarantor only, and fights nobody. Check it with 'parley check --advise',
# play it with 'parley run'. Every number that decides carries its range and its reason; put your own war's in their
# place. Marks: S sourced, E expert judgement, F free (must be varied). 'parley schema --markdown' lists all keys.
name: Facilitated talks
description: >
  The army and a movement that holds the coast fight on two fronts and bargain themselves. A neighbouring state hosts the
  talks and puts drafts on the table. It is a party to nothing, but both want its money and its border open.

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
    influenced_by:
      HOST: {value: 0.2, low: 0.05, high: 0.4, mark: E, why: its leaders live there}
  HOST:
    name: The neighbour
    seat: mediator
    weights: {TRUCE: 5, LINE: 1, WATCH: 2}
    ideal: {TRUCE: open-ended, LINE: apart everywhere, WATCH: the neighbour's observers}
    reservation: {value: 0.3, low: 0.15, high: 0.5, mark: E, why: refugees cost it more than the war brings}
    facilitates:                             # its leverage stands with the parties, under influenced_by
      convenes: {value: 0.3, low: 0.1, high: 0.6, mark: E, why: both delegations live in its hotels}
      drafts: true
      guarantees:                            # no troops of its own between the lines; troops would be a share of contact
        answers: {value: 0.02, low: 0.005, high: 0.05, mark: F, why: what a closed border would cost whoever breaks a text}
      pays:                                  # as long as the text is kept
        ARMY: {value: 0.03, low: 0, high: 0.08, mark: E, why: cheap fuel}
        MOVE: {value: 0.03, low: 0, high: 0.08, mark: E, why: salaries for its police}

talks:
  protocol: alternating_offers
  rounds: {value: 3, low: 2, high: 6, mark: E, why: offers that can be exchanged in a meeting}
  every: 7 days
  deadline: {value: 60 days, low: 30 days, high: 120 days, mark: E, why: the mediator has other conflicts to see to}
  reopen_after: 30 days

fronts:
  port: {name: Port, sides: [ARMY, MOVE],
    intensity: {value: 2, low: 1, high: 3, mark: E, why: "lethal events a day at full war; about 4 deaths each"}}
  road: {name: Coast road, sides: [ARMY, MOVE],
    intensity: {value: 2, low: 1, high: 3, mark: E, why: "the same"}}

war:
  advance: {value: 0.004, low: 0.002, high: 0.008, mark: F, why: share of a front that a day of a good attack wins}
  event_mu: {value: 0.97, low: 0.5, high: 1.4, mark: E, why: "half of the events kill two or three, as in Syria in 2016"}

truce:
  surprise: {value: 0.5, low: 0.2, high: 1.2, mark: F, why: by how much harder an attack hits who holds fire}
  settles: {value: 0.3, low: 0.1, high: 0.6, mark: F, why: how much of what a text gives comes with the truce; the rest waits for peace}
  shock: {value: 0.2, low: 0.05, high: 0.4, mark: F, why: "quarrels, promises and hopes within a camp that the other does not see"}
  shock_memory: {value: 365 days, low: 90 days, high: 1500 days, mark: F, why: who sits in a government and what it has promised changes in years}
  salient_every: {value: 3.6 days, low: 2 days, high: 8 days, mark: E, why: how often full war kills so many civilians at once that everybody hears of it}
  committed_rate: {value: 0.011, low: 0.005, high: 0.02, mark: F, why: how often that happens to a side that keeps its word}
  uncommitted_rate: {value: 0.06, low: 0.03, high: 0.15, mark: F, why: and to one that does not}
  unravel: {value: 0.75, low: 0.4, high: 0.9, mark: F, why: fighting at which nobody speaks of a truce any more}

events:
  mode: random
  random:
    - {rate: 0.005, name: Shelling of a camp, kind: attack, by: ARMY, front: port, deaths: 20}
    - {rate: 0.005, name: A bomb in the capital, kind: attack, by: MOVE, front: road, deaths: 15}
)";
}

}  // namespace parley::cli

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

truce: {settles: 0.7, shock: 0.1}                  # most of what such a text gives comes with the calm; few reasons are secret

events:
  mode: history                                    # or random, or none
  list:
    - {date: 2024-02-10, name: Shelling of the river market, kind: attack, by: NORTH, front: river, deaths: 25}
  random:
    - {rate: 0.01, name: Shelling of a town, kind: attack, by: NORTH, front: river, deaths: 15}
)";

const Starter all_starters[] = {
    {"armies", "two armies on one front, in short, to see what a scenario is made of", armies},
    {"patrons", "two patrons bargain for the clients whom they arm, and whose consent they need",
     starter_patrons()},
    {"facilitated", "two belligerents who bargain themselves, and a facilitator who convenes, drafts, presses, pays and guarantees", starter_facilitated()},
    {"insurgency", "a government, insurgents ready to talk, and a splinter group that is not",
     starter_insurgency()},
};

}  // namespace

std::span<const Starter> starters() { return all_starters; }

}  // namespace parley::cli

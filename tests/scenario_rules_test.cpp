// Are the rules that span several keys of a scenario told at the place that breaks them?
#include "mistakes.hpp"

using namespace parley::test;

TEST_SUITE("scenario rules") {
  TEST_CASE("a party that signs needs weights, not all of them zero") {
    check_told(R"(
weights: {ROAD: 1, WATCH: 1} -> reservation: 0.5
=> 10:3: parties.SOUTH: missing key 'weights' (how much each issue matters to this party)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 0, WATCH: 0}
=> 11:5: parties.SOUTH.weights: all weights are zero (at least one issue must matter)
weights: {ROAD: 1, WATCH: 1} -> weights: {}
=> 10:3: parties.SOUTH: missing key 'weights' (how much each issue matters to this party)
)");
  }

  TEST_CASE("values are given one an option, and not beside an ideal") {
    check_told(R"(
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    values: {ROAD: [0, 1]}
=> 12:14: parties.SOUTH.values.ROAD: 2 values for 3 options (one value an option, in order)
ideal: {ROAD: open} -> ideal: {ROAD: open}\n    values: {ROAD: [0, 0.5, 1]}
=> 10:14: parties.NORTH.values.ROAD: both ideal and values are given for this issue (keep one of them)
)");
  }

  TEST_CASE("an interaction joins two issues") {
    check_told(R"(
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    interactions: [{when: {ROAD: [open]}, weight: 1}]
=> 12:21: parties.SOUTH.interactions.0.when: an interaction joins exactly two issues
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    interactions: [{when: {ROAD: [open], WATCH: []}, weight: 1}]
=> 12:42: parties.SOUTH.interactions.0.when.WATCH: no option is named
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    interactions: [{weight: 1}]
=> 12:20: parties.SOUTH.interactions.0: missing key 'when' (for each of two issues the options that make the pair count)
)");
  }

  TEST_CASE("the options of an issue are at least two and have different names") {
    check_told(R"(
options: [nobody, monitors] -> options: []
=> 5:11: issues.WATCH.options: an issue needs at least two options
options: [nobody, monitors] -> options: [nobody]
=> 5:11: issues.WATCH.options: an issue needs at least two options
options: [nobody, monitors] -> options: [nobody, nobody]
=> 5:11: issues.WATCH.options: two options are called 'nobody' (names must differ)
options: [nobody, monitors] -> options: [nobody, monitors], terms: {1: {aid: 1}, monitors: {aid: 0}}
=> 5:61: issues.WATCH.terms: terms of option 1 are given twice (by name and by position?)
)");
  }

  TEST_CASE("a negotiation needs two parties that sign and an issue on the table") {
    check_told(R"(
  SOUTH:\n    weights: {ROAD: 1, WATCH: 1}\n -> (cut)
=> 6:1: parties: a negotiation needs at least two parties
=> 12:25: fronts.town.sides: no party belongs to the bloc 'SOUTH' (expected one of: NORTH)
=> 15:56: events.list.0.by: unknown party 'SOUTH' (expected one of: NORTH)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    seat: observer
=> 6:1: parties: fewer than two parties can sign (give at least two the seat principal or client)
talks: -> agenda: {off_table: [ROAD, ROAD]}\ntalks:
=> good
talks: -> agenda: {off_table: [ROAD, WATCH]}\ntalks:
=> 12:10: agenda.off_table: every issue is off the table
)");
  }

  TEST_CASE("principals of the two-level talks hold that seat") {
    check_told(R"(
protocol: alternating_offers -> protocol: {patrons_then_clients: {principals: [NORTH, NORTH, SUOTH]}}
=> 12:63: talks.protocol.patrons_then_clients.principals: 'NORTH' is named twice
=> 12:70: talks.protocol.patrons_then_clients.principals: unknown party 'SUOTH' (did you mean 'SOUTH'?)
protocol: alternating_offers -> protocol: {patrons_then_clients: {principals: [NORTH, SOUTH]}} | ideal: {ROAD: open} -> seat: client
=> 12:56: talks.protocol.patrons_then_clients.principals: 'NORTH' has the seat client (give it seat: principal)
protocol: alternating_offers -> protocol: patrons_then_clients | ideal: {ROAD: open} -> seat: client
=> 12:9: talks.protocol: patrons_then_clients needs at least two principals (give two parties seat: principal)
)");
  }

  TEST_CASE("a range has both ends, and a group joins ranges") {
    check_told(R"(
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    reservation: {value: 0.45, low: 0.3}
=> 12:18: parties.SOUTH.reservation: a range needs a high beside its low (give both, or leave both out)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    reservation: {value: 0.45, high: 0.6}
=> 12:18: parties.SOUTH.reservation: a range needs a low beside its high (give both, or leave both out)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    reservation: {value: 0.45, group: costs}
=> 12:18: parties.SOUTH.reservation: a group joins ranges, and this number has none (give low and high)
)");
  }

  TEST_CASE("who means to keep a truce causes no more violations than who does not") {
    check_told(R"(
talks: -> truce: {committed_rate: 0.2, uncommitted_rate: 0.1}\ntalks:
=> 12:9: truce.committed_rate: committed_rate 0.2 is above uncommitted_rate 0.1: a violation would speak for an opponent (who means to keep a truce causes fewer violations: exchange them?)
talks: -> truce: {uncommitted_rate: 0.001}\ntalks:
=> 12:9: truce.uncommitted_rate: committed_rate 0.011 is above uncommitted_rate 0.001: a violation would speak for an opponent (who means to keep a truce causes fewer violations: exchange them?)
talks: -> truce: {committed_rate: 0.1, uncommitted_rate: 0.1}\ntalks:
=> good
)");
  }

  TEST_CASE("a calendar ends after it begins and holds all dates") {
    check_told(R"(
end: 2016-03-01 -> end: 2015-03-01
=> 2:31: calendar.end: 2015-03-01 is not after the start, 2016-01-01
end: 2016-03-01 -> end: 2216-03-01
=> 2:31: calendar.end: the calendar is longer than a hundred years
date: 2016-02-01 -> date: 2016-04-01
=> 17:20: events.list.0.date: 2016-04-01 lies outside the calendar (2016-01-01 to 2016-03-01)
rounds: 10 -> start: 2015-12-31
=> 12:39: talks.start: 2015-12-31 lies outside the calendar
)");
  }

  TEST_CASE("what belongs to a war needs a calendar") {
    check_told(R"(
calendar: {start: 2016-01-01, end: 2016-03-01}\n -> (cut)
=> 12:1: fronts: there is no calendar (add 'calendar: {start: ..., end: ...}', or leave this section out)
=> 14:1: events: there is no calendar (add 'calendar: {start: ..., end: ...}', or leave this section out)
)");
  }

  TEST_CASE("a front has two different sides") {
    check_told(R"(
sides: [NORTH, SOUTH] -> sides: []
=> 14:10: fronts.town.sides: a front has exactly two sides
sides: [NORTH, SOUTH] -> sides: [NORTH]
=> 14:10: fronts.town.sides: a front has exactly two sides
sides: [NORTH, SOUTH] -> sides: [NORTH, NORTH]
=> 14:10: fronts.town.sides: a bloc cannot face itself
)");
  }

  TEST_CASE("a siege is laid by a side, and only excluded groups are intermingled") {
    check_told(R"(
intensity: 2 -> intensity: 2, siege: {by: EAST}
=> 14:59: fronts.town.siege.by: 'EAST' is not a side of this front (expected NORTH or SOUTH)
intensity: 2 -> intensity: 2, intermingled: {NORTH: 0.5}
=> 14:62: fronts.town.intermingled: 'NORTH' is not an excluded party (give it seat: excluded)
)");
  }

  TEST_CASE("an event has a date or a rate, and what its kind needs") {
    check_told(R"(
, date: 2016-02-01 -> (cut)
=> 17:7: events.list.0: missing key 'date' (or put the event under 'random' with a rate)
  list: ->   random:
=> 17:7: events.random.0: missing key 'rate' (or put the event under 'list' with a date)
, by: SOUTH -> (cut)
=> 17:7: events.list.0: an event of kind attack needs 'by'
kind: attack, by: SOUTH -> kind: strike
=> 17:7: events.list.0: an event of kind strike needs 'by'
=> 17:7: events.list.0: an event of kind strike needs 'target'
kind: attack, by: SOUTH -> kind: strike, by: SOUTH, on: EAST
=> 17:67: events.list.0.target: unknown party 'EAST' (expected one of: NORTH, SOUTH)
kind: attack, by: SOUTH -> kind: strike, by: SOUTH, on: NORTH, target: NORTH
=> 17:63: events.list.0: unknown key 'on' (today it stands at 'events.list.0.target', which is given too)
kind: attack, by: SOUTH -> kind: offensive
=> 17:7: events.list.0: an event of kind offensive needs 'front'
kind: attack, by: SOUTH -> kind: evacuation, front: town
=> 17:56: events.list.0.front: the front 'town' describes no siege (add 'siege: {by: ..., population: ...}' to the front)
kind: attack, by: SOUTH -> kind: siege, by: NORTH
=> 17:7: events.list.0: an event of kind siege needs 'front'
)");
  }

  TEST_CASE("nobody can be its own patron, nor its own client's client") {
    check_told(R"(
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    influenced_by: {SOUTH: 0.1}
=> 12:21: parties.SOUTH.influenced_by: a party cannot be its own patron
ideal: {ROAD: open} -> influenced_by: {SOUTH: 0.1} | weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    influenced_by: {NORTH: 0.1}
=> 9:5: parties.NORTH.influenced_by: influence runs in a circle: NORTH <- SOUTH <- NORTH (a patron cannot be its own client's client)
ideal: {ROAD: open} -> influenced_by: {SOUTH: 0.1} | weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    influenced_by: {EAST: 0.1}\n  EAST:\n    weights: {ROAD: 1}\n    influenced_by: {NORTH: 0.1}
=> 9:5: parties.NORTH.influenced_by: influence runs in a circle: NORTH <- SOUTH <- EAST <- NORTH (a patron cannot be its own client's client)
)");
  }

  TEST_CASE("an unusable section is told once, not again by all that refers to it") {
    check_told(R"(
  ROAD: {options: [closed, aid only, open]}\n  WATCH: {options: [nobody, monitors]}\n ->   - ROAD\n  - WATCH\n
=> 4:3: issues: expected names, each with its value, found a list
  town: {sides: [NORTH, SOUTH], intensity: 2}\n ->   - town\n
=> 14:3: fronts: expected names, each with its value, found a list
options: [nobody, monitors] -> options: 3
=> 5:20: issues.WATCH.options: expected a list, found '3'
kind: attack, by: SOUTH -> kind: atack
=> 17:44: events.list.0.kind: unknown choice, found 'atack' (did you mean 'attack'?)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: -1}
=> 11:21: parties.SOUTH.weights.ROAD: -1 is out of range (must be between 0 and 1000)
weights: {ROAD: 1, WATCH: 1} -> seat: prinicpal
=> 11:11: parties.SOUTH.seat: unknown choice, found 'prinicpal' (did you mean 'principal'?)
    - {name: raid, date: 2016-02-01, kind: attack, by: SOUTH}\n ->     - raid\n
=> 17:7: events.list.0: expected the keys of 'event', found 'raid'
  ROAD: {options: [closed, aid only, open]}\n  WATCH: {options: [nobody, monitors]}\n ->   {}\n
=> 3:1: issues: there is no issue to negotiate
)");
  }
}

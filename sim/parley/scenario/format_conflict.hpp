// Part of the one description of the format (see format.hpp): calendar, arms, fronts, events.
#pragma once

#include "parley/scenario/format_spec.hpp"

namespace parley {

template <class V>
void describe(V& v, Calendar& c) {
  v.about("calendar", "The days that are simulated. Without it there is no war: the talks alone are run.");
  v.field("start", c.start, {.what = "first day", .required = true, .words = "the first day"});
  v.field("end", c.end, {.what = "last day", .required = true, .words = "the last day"});
  v.field("step", c.step,
          {.what = "length of a step; Parley works by the day",
           .low = 1,
           .high = 1,
           .unit = "days",
           .words = "the length of a step",
           .less = "a day",
           .more = "a day"});
}

template <class V>
void describe(V& v, Arms& w) {
  v.about("war", "A party as a belligerent.");
  v.field("strength", w.strength,
          {.what = "forces it brings to its bloc; 0: unarmed",
           .low = 0,
           .high = 1000,
           .unit = "ratio scale",
           .words = "the armed strength of {self}",
           .less = "unarmed, or hardly armed",
           .more = "much stronger than the others"});
  v.field("fronts", w.fronts,
          {.what = "the fronts on which it fights (all of its bloc's, if left out): elsewhere it neither "
                   "attacks nor keeps a truce, is author of nothing, and loses nothing; its forces count in "
                   "the balance between the blocs all the same",
           .words = "front {item} of those on which {self} {fights/fight}"});
  v.field("optimism", w.optimism,
          {.what = "initial error of its belief in its own bloc's strength",
           .low = -5,
           .high = 5,
           .unit = "log ratio",
           .words = "how far {self} {overrates/overrate} the strength of {its/their} own side",
           .less = "below 0: they think themselves weaker than they are",
           .more = "they think themselves much stronger than they are"});
  v.field("uncertainty", w.uncertainty,
          {.what = "standard deviation of its belief when the war began (war.since; else on the first day)",
           .low = 0,
           .high = 5,
           .unit = "log ratio",
           .words = "how unsure {self} {was/were} of the balance of strength when the war began",
           .less = "they are sure of what they believe",
           .more = "they have no idea"});
  v.field(
      "rearm", w.rearm,
      {.what = "growth of its strength in a month of truce, when it rests, recruits and is supplied",
       .low = -1,
       .high = 1,
       .unit = "log ratio a month",
       .words = "how fast {self} {rearms/rearm} during a truce",
       .less = "below 0: they lose strength in a truce",
       .more = "a month of truce makes them much stronger",
       .scale =
           "a month of truce: 0 leaves it as strong, 0.1 makes it a tenth stronger, 0.7 twice as strong"});
  v.field(
      "reserves", w.reserves,
      {.what = "share of its forces that it can move to attack on one front or another (see war.offensives)",
       .low = 0,
       .high = 0.9,
       .unit = "share",
       .words = "the share of the forces of {self} that can be moved to another front",
       .less = "all are tied to where they stand",
       .more = "nearly all go where they are sent"});
  v.field(
      "indiscriminate", w.indiscriminate,
      {.what = "weight of civilians among those whom its fire kills, beside that of others (Kalyvas 2006)",
       .low = 0,
       .high = 1000,
       .unit = "ratio scale",
       .words = "how much the fire of {self} kills civilians",
       .less = "hardly any civilians among those it kills",
       .more = "mostly civilians, more than others' fire does"});
  v.field(
      "cost", w.cost,
      {.what = "what a month of war at full intensity costs it; months to come count by how near they are "
               "(war.horizon)",
       .low = 0,
       .high = 1,
       .unit = "utility a month",
       .words = "what a month of full war costs {self}",
       .less = "nothing: they can fight on for ever",
       .more = "a month costs them as much as the best deal gives"});
}

template <class V>
void describe(V& v, Siege& s) {
  v.about("siege", "A besieged area.");
  v.field("by", s.by,
          {.what = "the besieging bloc, one of the front's sides",
           .required = true,
           .words = "the besieger in {self}"});
  v.field("population", s.population,
          {.what = "people inside",
           .low = 0,
           .high = 1e8,
           .unit = "people",
           .words = "the people inside {self}",
           .less = "nobody",
           .more = "a large city"});
  v.field("leaving", s.leaving,
          {.what = "people transferred if it surrenders (the whole population, if left out)",
           .low = 0,
           .high = 1e8,
           .unit = "people",
           .words = "the people who are moved out if {self} ends in surrender",
           .less = "nobody",
           .more = "everybody inside"});
  v.field("resolve", s.resolve,
          {.what = "days without relief after which the garrison is as likely as not to take passage out",
           .low = 1,
           .high = 36500,
           .unit = "days",
           .words = "how long the garrison holds out without relief in {self}",
           .less = "it gives up within days",
           .more = "it never gives up"});
  v.field("hardship", s.hardship,
          {.what = "days without relief suffered before the start",
           .low = 0,
           .high = 36500,
           .unit = "days",
           .words = "the days without relief before the start in {self}",
           .less = "the siege is new",
           .more = "people have starved for years"});
  v.field("relief", s.relief,
          {.what = "whether reserves of the besieged side can come from outside, to attack or to defend",
           .words = "whether reserves can reach {self}"});
}

template <class V>
void describe(V& v, Front& f) {
  v.about("front", "A place where two blocs fight.");
  v.field("name", f.name, {.what = "full name", .words = "the name of {self}"});
  v.field("sides", f.sides, {.what = "the two blocs", .required = true, .words = "side {item} of {self}"});
  v.field("intensity", f.intensity,
          {.what = "lethal events at full war",
           .low = 0,
           .high = 1000,
           .unit = "events a day",
           .required = true,
           .words = "the lethal events a day at full war on {self}",
           .less = "hardly anybody is killed",
           .more = "hundreds of lethal events a day"});
  v.field("control", f.control,
          {.what = "share held by the first side on the first day, to the nearest step",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "the share of {self} held by {first}",
           .less = "they hold nothing of it",
           .more = "they hold all of it"});
  v.field(
      "steps", f.steps,
      {.what =
           "steps in which its line is seen to move: villages, quarters, hills; whoever has taken them all "
           "has won the front",
       .low = 2,
       .high = 1000,
       .unit = "steps",
       .played = Whole::nearest,
       .words = "the steps in which the line of {self} moves",
       .less = "2: all or nothing",
       .more = "hundreds of small gains"});
  v.field("stake", f.stake,
          {.what = "what hangs on it, beside the other fronts (its intensity, if left out)",
           .low = 0,
           .high = 1e6,
           .words = "how much of what the war is about hangs on {self}",
           .less = "nothing",
           .more = "nearly everything",
           .scale = "beside the other fronts: twice the number is twice as much"});
  v.field("weight", f.weight,
          {.what = "what the front tells observers about the war, beside the others",
           .low = 0,
           .high = 100,
           .words = "how much {self} tells observers about the war",
           .less = "nobody looks at it",
           .more = "it is what everybody looks at",
           .scale = "beside the other fronts: twice the number is looked at twice as much"});
  v.field("intermingled", f.intermingled,
          {.what = "excluded groups here: share of the second side's fighters mixed with them",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "the share of {second} on {self} mixed with {key}",
           .less = "they stand apart",
           .more = "all of them stand among them"});
  v.field("siege", f.siege, {.what = "a besieged area on this front", .words = "the siege on {self}"});
}

template <class V>
void describe(V& v, Event& e) {
  v.about("event", "Something that happens from outside the model's decisions.");
  v.field("name", e.name, {.what = "what happened", .required = true, .words = "the name of {self}"});
  v.field("date", e.date, {.what = "day (in `list`)", .words = "the date of {self}"});
  v.field("rate", e.rate,
          {.what = "chance a day (in `random`)",
           .low = 0,
           .high = 1,
           .unit = "a day",
           .words = "the chance a day of {self}",
           .less = "it never happens",
           .more = "it happens every day"});
  v.field(
      "kind", e.kind,
      {.what = "strike: forces of `by` hit `target`, and all know; attack: a mass event by `by`; convoy: an "
               "aid convoy is hit and the author is disputed; offensive: `front` at `factor` times its "
               "intensity for `days`; siege: `front` besieged by `by`; evacuation: the garrison of "
               "`front` leaves under surrender; strength: the bloc of `by` gains `shift`; influence: "
               "leverage of `by` times `factor`; meeting: talks meet outside the schedule",
       .required = true,
       .words = "the kind of {self}"});
  v.field("by", e.by, {.what = "author", .words = "the author of {self}"});
  v.field("target", e.on, {.what = "victim", .words = "the victim of {self}"});
  v.field("front", e.front, {.what = "where", .words = "the place of {self}"});
  v.field("deaths", e.deaths,
          {.what = "deaths",
           .low = 0,
           .high = 1e6,
           .unit = "deaths",
           .played = Whole::last,
           .words = "the deaths in {self}",
           .less = "nobody dies",
           .more = "a mass killing"});
  v.field("days", e.days,
          {.what = "how long it lasts",
           .low = 1,
           .high = 36500,
           .unit = "days",
           .whole = true,
           .words = "how long {self} lasts",
           .less = "a day",
           .more = "for years"});
  v.field("factor", e.factor,
          {.what = "multiplier",
           .low = 0,
           .high = 100,
           .words = "how many times {self} multiplies fighting or leverage",
           .less = "below 1: it lessens them; 1: it changes nothing",
           .more = "it multiplies them",
           .scale = "0.5: half as much; 1: as before; 2: twice as much"});
  v.field("shift", e.shift,
          {.what = "change of the author bloc's strength, seen by all",
           .low = -5,
           .high = 5,
           .unit = "log ratio",
           .words = "how much strength {self} gives to its author's side",
           .less = "below 0: it loses strength",
           .more = "it becomes much stronger"});
  v.field("displaced", e.displaced,
          {.what = "people displaced",
           .low = 0,
           .high = 1e8,
           .unit = "people",
           .words = "the people displaced by {self}",
           .less = "nobody",
           .more = "whole cities"});
  v.field("blame", e.blame,
          {.what = "share of observers' belief that it was meant (1) and no mistake (0)",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "how far {self} is believed to be meant",
           .less = "all take it for a mistake",
           .more = "all take it for intended"});
  v.field("only", e.only,
          {.what = "happens always, only in war, or only while a truce is in force",
           .words = "when {self} can happen"});
  v.field("fixed", e.fixed,
          {.what = "a date known beforehand: happens also when events are random",
           .words = "whether {self} has a date known beforehand"});
  v.field("source", e.source, {.what = "where this is reported", .words = "the source of {self}"});
}

template <class V>
void describe(V& v, Events& e) {
  v.about("events", "What the outside world does.");
  v.field("mode", e.mode,
          {.what = "history: the dated list; random: the fixed dates and the random events; none: nothing",
           .words = "which outside events happen"});
  v.field("list", e.list, {.what = "dated events", .words = "event {item}"});
  v.field("random", e.random, {.what = "events with a rate", .words = "possible event {item}"});
}

}  // namespace parley

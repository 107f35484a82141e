// Part of the one description of the format (see format.hpp): calendar, arms, fronts, violence, events.
#pragma once

#include "parley/scenario/format_spec.hpp"

namespace parley {

template <class V>
void describe(V& v, Calendar& c) {
  v.about("calendar", "The days that are simulated. Without it there is no war: the talks alone are run.");
  v.field("start", c.start, {.what = "first day", .required = true});
  v.field("end", c.end, {.what = "last day", .required = true});
  v.field("step", c.step,
          {.what = "length of a step; Parley works by the day", .low = 1, .high = 1, .unit = "days"});
}

template <class V>
void describe(V& v, Arms& w) {
  v.about("war", "A party as a belligerent.");
  v.field(
      "strength", w.strength,
      {.what = "forces it brings to its bloc; 0: unarmed", .low = 0, .high = 1000, .unit = "ratio scale"});
  v.field("optimism", w.optimism,
          {.what = "initial error of its belief in its own bloc's strength",
           .low = -5,
           .high = 5,
           .unit = "log ratio"});
  v.field("uncertainty", w.uncertainty,
          {.what = "initial standard deviation of its belief", .low = 0, .high = 5, .unit = "log ratio"});
  v.field("rearm", w.rearm,
          {.what = "growth of its strength in a month of truce, when it rests, recruits and is supplied",
           .low = -1,
           .high = 1,
           .unit = "log ratio a month"});
  v.field(
      "indiscriminate", w.indiscriminate,
      {.what = "weight of civilians among those whom its fire kills, beside that of others (Kalyvas 2006)",
       .low = 0,
       .high = 1000,
       .unit = "ratio scale"});
  v.field("cost", w.cost,
          {.what = "what a month of war at full intensity costs it",
           .low = 0,
           .high = 1,
           .unit = "utility a month"});
}

template <class V>
void describe(V& v, Siege& s) {
  v.about("siege", "A besieged area.");
  v.field("by", s.by, {.what = "the besieging bloc, one of the front's sides", .required = true});
  v.field("population", s.population, {.what = "people inside", .low = 0, .high = 1e8, .unit = "people"});
  v.field("leaving", s.leaving,
          {.what = "people transferred if it surrenders (the whole population, if left out)",
           .low = 0,
           .high = 1e8,
           .unit = "people"});
  v.field("resolve", s.resolve,
          {.what = "days without relief after which the garrison is as likely as not to take passage out",
           .low = 1,
           .high = 36500,
           .unit = "days"});
  v.field("hardship", s.hardship,
          {.what = "days without relief suffered before the start", .low = 0, .high = 36500, .unit = "days"});
}

template <class V>
void describe(V& v, Front& f) {
  v.about("front", "A place where two blocs fight.");
  v.field("name", f.name, {.what = "full name"});
  v.field("sides", f.sides, {.what = "the two blocs", .required = true});
  v.field("intensity", f.intensity,
          {.what = "lethal events at full war",
           .low = 0,
           .high = 1000,
           .unit = "events a day",
           .required = true});
  v.field("control", f.control,
          {.what = "share held by the first side", .low = 0, .high = 1, .unit = "share"});
  v.field("weight", f.weight,
          {.what = "what the front tells observers about the war, beside the others", .low = 0, .high = 100});
  v.field("intermingled", f.intermingled,
          {.what = "excluded groups here: share of the second side's fighters mixed with them",
           .low = 0,
           .high = 1,
           .unit = "share"});
  v.field("siege", f.siege, {.what = "a besieged area on this front"});
}

template <class V>
void describe(V& v, Violence& w) {
  v.about("violence", "How fighting behaves on every front.");
  v.field("decisiveness", w.decisiveness,
          {.what = "exponent of the ratio contest (Tullock 1980)", .low = 0.1, .high = 10});
  v.field("event_mu", w.event_mu,
          {.what = "log-normal deaths an event: mean of the log", .low = -2, .high = 5});
  v.field("event_sigma", w.event_sigma,
          {.what = "log-normal deaths an event: standard deviation of the log", .low = 0, .high = 3});
  v.field("event_tail", w.event_tail, {.what = "Pareto exponent of the tail", .low = 1.01, .high = 10});
  v.field("tail_from", w.tail_from,
          {.what = "size at which the tail begins", .low = 1, .high = 1000, .unit = "deaths"});
  v.field("largest_event", w.largest_event,
          {.what = "largest possible event", .low = 1, .high = 1e5, .unit = "deaths"});
  v.field("clustering", w.clustering,
          {.what = "variance over mean of a day's events, given its intensity", .low = 1, .high = 100});
  v.field("persistence", w.persistence,
          {.what = "day-to-day correlation of intensity", .low = 0, .high = 0.999});
  v.field("volatility", w.volatility, {.what = "standard deviation of log intensity", .low = 0, .high = 3});
  v.field("civilians", w.civilians,
          {.what = "share of the dead who are civilians", .low = 0, .high = 1, .unit = "share"});
  v.field("advance", w.advance,
          {.what = "control that changes hands on a day of full war at odds of e to 1",
           .low = 0,
           .high = 1,
           .unit = "share a day"});
  v.field("noise", w.noise,
          {.what = "standard deviation of what ten lethal events tell about relative strength",
           .low = 0.01,
           .high = 1000,
           .unit = "log ratio"});
  v.field("memory", w.memory,
          {.what = "half-life of the hurt that fighting causes", .low = 1, .high = 36500, .unit = "days"});
  v.field("refusals", w.refusals,
          {.what = "what a refused text tells the other camp about the strength that the refuser believes "
                   "in; 1: that it is above "
                   "their own estimate for certain (Powell 2004)",
           .low = 0,
           .high = 1,
           .unit = "share"});
}

template <class V>
void describe(V& v, Event& e) {
  v.about("event", "Something that happens from outside the model's decisions.");
  v.field("name", e.name, {.what = "what happened", .required = true});
  v.field("date", e.date, {.what = "day (in `list`)"});
  v.field("rate", e.rate, {.what = "chance a day (in `random`)", .low = 0, .high = 1, .unit = "a day"});
  v.field(
      "kind", e.kind,
      {.what = "strike: forces of `by` hit `target`, and all know; attack: a mass event by `by`; convoy: an "
               "aid convoy is hit and the author is disputed; offensive: `front` at `factor` times its "
               "intensity for `days`; siege: `front` besieged by `by`; evacuation: the garrison of "
               "`front` leaves under surrender; strength: the bloc of `by` gains `shift`; influence: "
               "leverage of `by` times `factor`; meeting: talks meet outside the schedule",
       .required = true});
  v.field("by", e.by, {.what = "author"});
  v.field("target", e.on, {.what = "victim", .earlier = "on"});
  v.field("front", e.front, {.what = "where"});
  v.field("deaths", e.deaths, {.what = "deaths", .low = 0, .high = 1e6, .unit = "deaths"});
  v.field("days", e.days,
          {.what = "how long it lasts", .low = 1, .high = 36500, .unit = "days", .whole = true});
  v.field("factor", e.factor, {.what = "multiplier", .low = 0, .high = 100});
  v.field("shift", e.shift,
          {.what = "change of the author bloc's strength, seen by all",
           .low = -5,
           .high = 5,
           .unit = "log ratio"});
  v.field("displaced", e.displaced, {.what = "people displaced", .low = 0, .high = 1e8, .unit = "people"});
  v.field("blame", e.blame,
          {.what = "share of observers' belief that it was meant (1) and no mistake (0)",
           .low = 0,
           .high = 1,
           .unit = "share"});
  v.field("only", e.only, {.what = "happens always, only in war, or only while a truce is in force"});
  v.field("fixed", e.fixed, {.what = "a date known beforehand: happens also when events are random"});
  v.field("source", e.source, {.what = "where this is reported"});
}

template <class V>
void describe(V& v, Events& e) {
  v.about("events", "What the outside world does.");
  v.field("mode", e.mode,
          {.what = "history: the dated list; random: the fixed dates and the random events; none: nothing"});
  v.field("list", e.list, {.what = "dated events"});
  v.field("random", e.random, {.what = "events with a rate"});
}

}  // namespace parley

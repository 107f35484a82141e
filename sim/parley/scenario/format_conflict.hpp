// The description of the format, continued: calendar, terms, arms, fronts, violence, truce, events.
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
void describe(V& v, Terms& t) {
  v.about("terms", "What an option does to the truce, if it is signed.");
  v.field("covers", t.covers, {.what = "fronts on which fire ceases, or `[all]`"});
  v.field("renewal", t.renewal,
          {.what = "the truce lapses unless every signatory renews it this often; 0 is open-ended",
           .low = 0,
           .high = 3650,
           .unit = "days"});
  v.field("quiet_days", t.quiet_days,
          {.what = "consecutive quiet days that bring staged clauses into force",
           .low = 0,
           .high = 3650,
           .unit = "days"});
  v.field("staged", t.staged, {.what = "this clause waits for the quiet days"});
  v.field(
      "protects", t.protects,
      {.what = "share of the violence of truce breakers that the clause makes impossible (grounded aircraft)",
       .low = 0,
       .high = 1,
       .unit = "share"});
  v.field("restrains", t.restrains, {.what = "the bloc that `protects` binds (all blocs, if left out)"});
  v.field("detection", t.detection,
          {.what = "chance that a violation otherwise unseen is seen",
           .low = 0,
           .high = 1,
           .unit = "probability"});
  v.field("attribution", t.attribution,
          {.what = "chance that the true author of a violation is established",
           .low = 0,
           .high = 1,
           .unit = "probability"});
  v.field("attribution_delay", t.attribution_delay,
          {.what = "how long that takes; of several clauses in force the quickest counts",
           .low = 0,
           .high = 3650,
           .unit = "days"});
  v.field("strikes", t.strikes,
          {.what = "freedom left to strike excluded groups where they are intermingled with others; the "
                   "strictest clause counts",
           .low = 0,
           .high = 1,
           .unit = "share"});
  v.field("separation", t.separation,
          {.what = "share of the intermingled fighters who separate each week",
           .low = 0,
           .high = 1,
           .unit = "share a week"});
  v.field("pressure", t.pressure,
          {.what = "how much of a patron's lost influence joint work restores",
           .low = 0,
           .high = 1,
           .unit = "share"});
  v.field("disengages", t.disengages,
          {.what = "share of contact on covered fronts that pull-backs remove",
           .low = 0,
           .high = 1,
           .unit = "share"});
  v.field("aid", t.aid,
          {.what = "share of the besieged whom aid reaches on a quiet day; the largest counts",
           .low = 0,
           .high = 1,
           .unit = "share"});
  v.field("lifts_siege", t.lifts_siege, {.what = "sieges on covered fronts are lifted"});
  v.field("stops_evacuations", t.stops_evacuations,
          {.what = "no surrender with transfer of people while in force"});
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
void describe(V& v, Conduct& c) {
  v.about("conduct", "A party in a truce.");
  v.field("trust", c.trust,
          {.what = "initial belief that an opponent means to keep a truce",
           .low = 0.001,
           .high = 0.999,
           .unit = "probability"});
  v.field("exposure", c.exposure,
          {.what = "what it loses by keeping a truce that the other side only exploits",
           .low = 0,
           .high = 1,
           .unit = "utility"});
  v.field("temptation", c.temptation,
          {.what = "what an attack on an enemy who holds fire gains where it is sure to win",
           .low = 0,
           .high = 1,
           .unit = "utility"});
  v.field("slack", c.slack,
          {.what = "fighting that goes on although it complies: field commanders err",
           .low = 0,
           .high = 1,
           .unit = "share of war"});
  v.field("audience", c.audience,
          {.what = "what denouncing a truce costs it at home and abroad",
           .low = 0,
           .high = 1,
           .unit = "utility"});
  v.field("foresight", c.foresight,
          {.what = "how far it looks ahead: a deal must also make up for what rearming in this time would "
                   "cost it in war "
                   "(Powell 2006)",
           .low = 0,
           .high = 3650,
           .unit = "days"});
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
void describe(V& v, Patronage& p) {
  v.about("patronage", "How patrons bear on clients.");
  v.field("rivalry", p.rivalry,
          {.what = "loss of each patron's leverage per further patron (Salehyan, Siroky & Wood 2014)",
           .low = 0,
           .high = 10});
  v.field("control", p.control,
          {.what = "share of leverage by which a patron that still wants the truce holds back what its "
                   "client's commanders would do unbidden, and the client's strikes on excluded groups",
           .low = 0,
           .high = 1,
           .unit = "share"});
  v.field("support", p.support,
          {.what = "share of a client's strength that a patron with full leverage provides, and withholds "
                   "when it loses patience "
                   "with a client that ended a truce",
           .low = 0,
           .high = 1,
           .unit = "share"});
  v.field(
      "patience", p.patience,
      {.what =
           "what withholding support costs a patron, to be set against what the broken truce was worth to it",
       .low = 0,
       .high = 1,
       .unit = "utility"});
}

template <class V>
void describe(V& v, TruceRules& t) {
  v.about("truce", "How parties decide, see and learn while a truce is in force.");
  v.field("precision", t.precision,
          {.what = "precision of commanders' daily logit choice among comply, probe and attack",
           .low = 0,
           .high = 1000,
           .unit = "per utility"});
  v.field("leader_precision", t.leader_precision,
          {.what = "precision of leaders' choice to stay, to renew or to denounce",
           .low = 0,
           .high = 10000,
           .unit = "per utility"});
  v.field("at_stake", t.at_stake,
          {.what = "share of the truce's value that a party puts at risk by an attack for which it is blamed",
           .low = 0,
           .high = 1,
           .unit = "share"});
  v.field("reciprocity", t.reciprocity,
          {.what = "what a wholly quiet front is worth to its commanders, who lose it by an attack (live and "
                   "let live: Axelrod 1984)",
           .low = 0,
           .high = 1,
           .unit = "utility"});
  v.field(
      "habit", t.habit,
      {.what = "half-life with which commanders take what the other side of their front does as its habit",
       .low = 0.5,
       .high = 3650,
       .unit = "days"});
  v.field("probe", t.probe,
          {.what = "size of a probe, an attack being 1", .low = 0, .high = 1, .unit = "share"});
  v.field("self_defence", t.self_defence,
          {.what = "share of the other side's fighting on a front that a side at least returns",
           .low = 0,
           .high = 1,
           .unit = "share"});
  v.field("memory", t.memory,
          {.what = "half-life of what trust has learned", .low = 1, .high = 36500, .unit = "days"});
  v.field("salient", t.salient,
          {.what = "deaths from which an event is noticed by all", .low = 1, .high = 1e5, .unit = "deaths"});
  v.field("detection", t.detection,
          {.what = "chance that a violation is seen, without monitoring",
           .low = 0,
           .high = 1,
           .unit = "probability"});
  v.field("attribution", t.attribution,
          {.what = "chance that its true author is established, without monitoring",
           .low = 0,
           .high = 1,
           .unit = "probability"});
  v.field("attribution_delay", t.attribution_delay,
          {.what = "how long that takes", .low = 0, .high = 3650, .unit = "days"});
  v.field("partisan", t.partisan,
          {.what = "blame that falls on the opponent where the author is not established",
           .low = 0,
           .high = 1,
           .unit = "share"});
  v.field("committed_rate", t.committed_rate,
          {.what = "salient violations that even a committed opponent is expected to cause",
           .low = 1e-6,
           .high = 0.99,
           .unit = "a day"});
  v.field("uncommitted_rate", t.uncommitted_rate,
          {.what = "salient violations that an uncommitted opponent is expected to cause",
           .low = 1e-6,
           .high = 0.99,
           .unit = "a day"});
  v.field("reassurance", t.reassurance,
          {.what = "what a signature says of the signer's commitment (Kydd 2005)",
           .low = 0,
           .high = 5,
           .unit = "log-odds"});
  v.field("unravel", t.unravel,
          {.what = "a truce is over when fighting on covered fronts returns to this share of war",
           .low = 0.01,
           .high = 10,
           .unit = "share"});
  v.field("unravel_days", t.unravel_days,
          {.what = "days over which this share is averaged",
           .low = 1,
           .high = 365,
           .unit = "days",
           .whole = true});
  v.field("exempt_strikes", t.exempt_strikes,
          {.what = "chance a day that a strike on an excluded group, wholly intermingled and freely struck, "
                   "kills enough others to be noticed by all",
           .low = 0,
           .high = 1,
           .unit = "a day"});
  v.field("spoiler_pace", t.spoiler_pace,
          {.what = "most attacks that an excluded group can mount", .low = 0, .high = 1, .unit = "a day"});
  v.field("aid_pause", t.aid_pause,
          {.what = "aid stops this long after a convoy is hit", .low = 0, .high = 3650, .unit = "days"});
}

template <class V>
void describe(V& v, Event& e) {
  v.about("event", "Something that happens from outside the model's decisions.");
  v.field("name", e.name, {.what = "what happened", .required = true});
  v.field("date", e.date, {.what = "day (in `list`)"});
  v.field("rate", e.rate, {.what = "chance a day (in `random`)", .low = 0, .high = 1, .unit = "a day"});
  v.field("kind", e.kind,
          {.what = "strike: forces of `by` hit `on`, and all know; attack: a mass event by `by`; convoy: an "
                   "aid convoy is hit and the author is disputed; offensive: `front` at `factor` times its "
                   "intensity for `days`; siege: `front` besieged by `by`; evacuation: the garrison of "
                   "`front` leaves under surrender; strength: the bloc of `by` gains `shift`; influence: "
                   "leverage of `by` times `factor`; meeting: talks meet outside the schedule",
           .required = true});
  v.field("by", e.by, {.what = "author"});
  v.field("on", e.on, {.what = "victim"});
  v.field("front", e.front, {.what = "where"});
  v.field("deaths", e.deaths, {.what = "deaths", .low = 0, .high = 1e6, .unit = "deaths"});
  v.field("days", e.days, {.what = "how long it lasts", .low = 1, .high = 36500, .unit = "days"});
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

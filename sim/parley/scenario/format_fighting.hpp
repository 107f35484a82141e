// Part of the one description of the format (see format.hpp): how fighting behaves, lulls, offensives.
#pragma once

#include "parley/scenario/format_spec.hpp"

namespace parley {

template <class V>
void describe(V& v, LullsWritten& l) {
  v.about("lulls",
          "Fighting between two blocs goes on for some months, dies down on all their fronts together, and "
          "flares up "
          "again, without anybody's signature, as UCDP's wars do at dates without a ceasefire.");
  v.field("after", l.after,
          {.what = "days of fighting before a lull, on average",
           .low = 1,
           .high = 1e6,
           .unit = "days",
           .words = "how long fighting goes on before it dies down by itself",
           .less = "a few days",
           .more = "it never does"});
  v.field("last", l.last,
          {.what = "days that a lull lasts, on average",
           .low = 1,
           .high = 1e6,
           .unit = "days",
           .words = "how long a lull without a truce lasts",
           .less = "a few days",
           .more = "for years"});
  v.field("heat", l.heat,
          {.what = "fighting in a lull, of that of full war; 1: there are no lulls",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "how much fighting there still is in a lull",
           .less = "none",
           .more = "1: as much as in full war"});
  v.field(
      "first_day", l.first_day,
      {.what = "chance that there is a lull on the first day (0: the war is known to be at full heat); left "
               "out, it is that of any other day",
       .low = 0,
       .high = 1,
       .unit = "probability",
       .words = "whether the war begins in a lull",
       .less = "it does not",
       .more = "it does"});
}

template <class V>
void describe(V& v, OffensivesWritten& o) {
  v.about("offensives",
          "How camps with reserves (parties.ID.war.reserves) use them: on one front at a time that no truce "
          "covers, where "
          "the ground to be won is worth most beside what it costs.");
  v.field("consider", o.consider,
          {.what = "days between two looks at where to attack, on average",
           .low = 1,
           .high = 36500,
           .unit = "days",
           .whole = true,
           .words = "how often leaders look for a place to attack",
           .less = "every day",
           .more = "hardly ever"});
  v.field("prepare", o.prepare,
          {.what = "days from the decision to the attack",
           .low = 0,
           .high = 36500,
           .unit = "days",
           .whole = true,
           .words = "how long an offensive is prepared",
           .less = "not at all",
           .more = "for years"});
  v.field("last", o.last,
          {.what = "days that the attack lasts",
           .low = 1,
           .high = 36500,
           .unit = "days",
           .whole = true,
           .words = "how long an offensive lasts",
           .less = "a day",
           .more = "for years"});
  v.field("effort", o.effort,
          {.what = "how hard the attacker fights there, of full war",
           .low = 1,
           .high = 100,
           .words = "how hard an attacker fights in an offensive",
           .less = "1: as on any day",
           .more = "many times as hard",
           .scale = "2: twice as hard as in full war"});
  v.field("warning", o.warning,
          {.what = "share of the defender's reserve, if it is not committed elsewhere, that comes in time",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "how much of a defender's reserve comes in time",
           .less = "none",
           .more = "all of it"});
  v.field(
      "precision", o.precision,
      {.what = "how surely leaders choose what is worth most: slope of the log-odds",
       .low = 0,
       .high = 1e5,
       .unit = "per utility",
       .words = "how surely leaders attack where it is worth most",
       .less = "they attack anywhere, whatever it costs",
       .more = "they always choose what is worth most",
       .scale =
           "10: what is better by a tenth of all that is at stake is chosen in 73 of 100 cases; 50: in 99"});
}

template <class V>
void describe(V& v, Violence& w) {
  v.about("violence", "How fighting behaves on every front.");
  v.field(
      "since", w.since,
      {.what =
           "day on which the war began: what it has taught since about strength is known on the first day "
           "of the calendar",
       .words = "the day on which the war began"});
  v.field("decisiveness", w.decisiveness,
          {.what = "exponent of the ratio contest (Tullock 1980)",
           .low = 0.1,
           .high = 10,
           .words = "how far superior strength decides battles",
           .less = "battles are won by luck",
           .more = "the stronger side always wins",
           .scale = "1: who is twice as strong wins two battles in three; 2: four in five; 5: 32 in 33"});
  v.field("duration", w.duration,
          {.what = "days of full war that a war between equals is expected to last from lines in the middle",
           .low = 10,
           .high = 1e6,
           .unit = "days",
           .words = "how long a war between equals lasts",
           .less = "weeks",
           .more = "for generations"});
  v.field("ground", w.ground, {.what = "whether lines move", .words = "whether lines move"});
  v.field("event_mu", w.event_mu,
          {.what = "log-normal deaths an event: mean of the log",
           .low = -2,
           .high = 5,
           .words = "the size of a usual lethal event",
           .less = "one death",
           .more = "many deaths",
           .scale = "the logarithm of the usual number of dead: 0 is 1, 1 is 3, 2 is 7, 3 is 20"});
  v.field(
      "event_sigma", w.event_sigma,
      {.what = "log-normal deaths an event: standard deviation of the log",
       .low = 0,
       .high = 3,
       .words = "how much lethal events differ in size",
       .less = "all kill about as many",
       .more = "most kill few and some kill very many",
       .scale =
           "0: all alike; 1: one in six kills more than 2.7 times the usual number; 2: more than 7 times"});
  v.field("event_tail", w.event_tail,
          {.what = "Pareto exponent of the tail",
           .low = 1.01,
           .high = 10,
           .words = "how rare mass killings are",
           .less = "very large events are common",
           .more = "very large events hardly happen",
           .scale = "1.5: one of 32 large events is ten times as large as they begin; 2: one of 100; 3: one "
                    "of 1,000"});
  v.field("tail_from", w.tail_from,
          {.what = "size at which the tail begins",
           .low = 1,
           .high = 1000,
           .unit = "deaths",
           .words = "the deaths from which an event belongs to the mass killings",
           .less = "a few deaths",
           .more = "hundreds of deaths"});
  v.field("largest_event", w.largest_event,
          {.what = "largest possible event",
           .low = 1,
           .high = 1e5,
           .unit = "deaths",
           .words = "the deaths of the largest possible event",
           .less = "a few deaths",
           .more = "tens of thousands"});
  v.field("clustering", w.clustering,
          {.what = "variance over mean of a day's events, given its intensity",
           .low = 1,
           .high = 100,
           .words = "how much violence comes in bursts",
           .less = "1: events come evenly",
           .more = "quiet days and very bloody ones",
           .scale = "a day of 4 events on average has 2 to 6 mostly at 1, 0 to 8 at 4"});
  v.field("persistence", w.persistence,
          {.what = "day-to-day correlation of a front's intensity",
           .low = 0,
           .high = 0.999,
           .words = "how much a day's fighting resembles that of the day before",
           .less = "each day is new",
           .more = "it hardly changes from day to day",
           .scale = "0.5: of what sets a day apart half is left the next day; 0.9: half after a week"});
  v.field("volatility", w.volatility,
          {.what = "standard deviation of a front's log intensity",
           .low = 0,
           .high = 3,
           .words = "how much the level of fighting goes up and down",
           .less = "it is always the same",
           .more = "it swings widely",
           .scale = "0.3: most days lie between three quarters and 1.3 times the usual; 1: between a third "
                    "and 2.7 times"});
  v.field("lulls", w.lulls, {.what = "when fighting dies down and flares up", .words = "lulls"});
  v.field("offensives", w.offensives, {.what = "how reserves are used", .words = "offensives"});
  v.field("civilians", w.civilians,
          {.what = "share of the dead who are civilians",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "the share of the dead who are civilians",
           .less = "only fighters die",
           .more = "only civilians die"});
  v.field(
      "advance", w.advance,
      {.what = "share of a front that changes hands on a day on which one side fights e times as hard as the "
               "other, beyond what the defence is worth",
       .low = 0,
       .high = 1,
       .unit = "share a day",
       .words = "how fast ground goes to who fights harder",
       .less = "lines hardly move",
       .more = "a front falls within days"});
  v.field(
      "defence", w.defence,
      {.what = "what the defence is worth: only who fights harder than that gains ground by it (Jervis 1978)",
       .low = 0,
       .high = 5,
       .unit = "log ratio",
       .words = "how far the defence has the advantage",
       .less = "none: who fights harder gains",
       .more = "only overwhelming attacks gain ground"});
  v.field("day_noise", w.day_noise,
          {.what = "standard deviation of what a day of full war on all fronts tells about relative strength",
           .low = 0.01,
           .high = 1000,
           .unit = "log ratio",
           .words = "how little a day of full war reveals about relative strength",
           .less = "a few days show who is stronger",
           .more = "fighting says nothing about it"});
  v.field(
      "noise", w.noise,
      {.what = "standard deviation of what ten lethal events tell about relative strength, whatever the war; "
               "takes the place of `day_noise`",
       .low = 0.01,
       .high = 1000,
       .unit = "log ratio",
       .words = "how little battles reveal about relative strength",
       .less = "a few battles show who is stronger",
       .more = "battles say nothing about it"});
  v.field("horizon", w.horizon,
          {.what = "how far ahead the costs of war count: days to come after which a day counts half",
           .low = 1,
           .high = 1e6,
           .unit = "days",
           .words = "how far ahead parties count the costs of war",
           .less = "a few days",
           .more = "for years"});
  v.field("refusals", w.refusals,
          {.what = "what a refused text tells the other camp about the strength that the refuser believes "
                   "in; 1: that it is above "
                   "their own estimate for certain (Powell 2004)",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "how much a refused text tells the others about the refuser's strength",
           .less = "nothing",
           .more = "it proves that the refuser feels strong"});
}

}  // namespace parley

// How does a scenario file say what an option does to a truce?
//
// Part of the one description of the format (see format.hpp): terms.
#pragma once

#include "parley/scenario/format_spec.hpp"

namespace parley {

template <class V>
void describe(V& v, Obligation& o) {
  v.about("obliges",
          "An option comes into force only once a party has carried it out: it does so as far as keeping the "
          "text is worth more to it with that done than without, and it has the means. What is never done "
          "never comes into force; where the calm itself waits for it, the text ends once two dates have "
          "passed.");
  v.field("party", o.party,
          {.what = "who has to do it", .required = true, .words = "who has to carry out {self}"});
  v.field("within", o.within,
          {.what = "days after signature (or after `after`) by which it has to be done; asked for again as "
                   "often",
           .low = 1,
           .high = 3650,
           .unit = "days",
           .whole = true,
           .words = "the days within which {self} has to be carried out",
           .less = "at once",
           .more = "some day"});
  v.field("means", o.means,
          {.what = "chance a day that it gets done where it is tried",
           .low = 0,
           .high = 1,
           .unit = "probability",
           .words = "how fast {self} can be carried out",
           .less = "never: there are no means for it",
           .more = "on the first day"});
  v.field("verified", o.verified,
          {.what = "chance that it is seen by all that it was not done in time",
           .low = 0,
           .high = 1,
           .unit = "probability",
           .words = "how likely it is seen that {self} was not carried out in time",
           .less = "nobody looks",
           .more = "nobody can miss it"});
  v.field(
      "remain", o.remain,
      {.what =
           "in place of `means`: separation. Those of its forces who stand near excluded groups leave them "
           "as "
           "fast as the option's `separation` says, as far as that is worth it to them; it is done once no "
           "more than this share of them is left there",
       .low = 0,
       .high = 1,
       .unit = "share",
       .words = "how many may remain near excluded groups under {self}",
       .less = "nobody",
       .more = "everybody"});
  v.field("before", o.before,
          {.what = "issues whose options the others hold back until it is done; the calm too may be one",
           .words = "issue {item} that waits until {self} is carried out"});
  v.field("gives_up", o.gives_up,
          {.what = "share of its camp's strength that is gone once it is done, whatever becomes of the truce",
           .low = 0,
           .high = 0.99,
           .words = "how much of its camp's strength is gone once {self} is carried out",
           .less = "it gives up nothing",
           .more = "hardly a force is left"});
  v.field("leaves", o.leaves,
          {.what = "by front, the share of what its side holds there that the other side has once it is done",
           .low = 0,
           .high = 1,
           .words = "how much of {key} is left to the other side once {self} is carried out",
           .less = "the line stays",
           .more = "all of it"});
}

template <class V>
void describe(V& v, Terms& t) {
  v.about("terms", "What an option does to the truce, if it is signed.");
  v.field("covers", t.covers,
          {.what = "fronts on which fire ceases, or `[all]`",
           .words = "front {item} on which fire ceases under {self}"});
  v.field("renewal", t.renewal,
          {.what = "the truce lapses unless every signatory renews it this often; 0 is open-ended",
           .low = 0,
           .high = 3650,
           .unit = "days",
           .played = Whole::next,
           .words = "how often a truce must be renewed under {self}",
           .less = "signatories must agree again every few days (0: never)",
           .more = "it runs for years before anybody is asked again"});
  v.field("quiet_days", t.quiet_days,
          {.what = "consecutive quiet days that bring staged clauses into force",
           .low = 0,
           .high = 3650,
           .unit = "days",
           .played = Whole::next,
           .words = "the quiet days that staged clauses wait for under {self}",
           .less = "they come into force at once",
           .more = "they wait so long that they may never come into force"});
  v.field("staged", t.staged,
          {.what = "this clause waits for the quiet days", .words = "whether {self} waits for quiet days"});
  v.field(
      "after", t.after,
      {.what =
           "days after signature on which the option comes into force; until then what stands is the status "
           "quo of its issue",
       .low = 0,
       .high = 3650,
       .unit = "days",
       .whole = true,
       .words = "the days after signature on which {self} comes into force",
       .less = "at once",
       .more = "so late that the truce may not live to see it"});
  v.field("obliges", t.obliges,
          {.what = "who has to carry it out before it comes into force",
           .words = "what has to be done before {self} comes into force"});
  v.field(
      "protects", t.protects,
      {.what = "share of the violence of truce breakers that the clause makes impossible (grounded aircraft)",
       .low = 0,
       .high = 1,
       .unit = "share",
       .words = "how much of truce breakers' violence {self} makes impossible",
       .less = "none of it",
       .more = "all of it"});
  v.field("restrains", t.restrains,
          {.what = "the bloc that `protects` binds (all blocs, if left out)",
           .words = "the camp whose violence {self} makes impossible"});
  v.field("detection", t.detection,
          {.what = "chance that a violation otherwise unseen is seen",
           .low = 0,
           .high = 1,
           .unit = "probability",
           .words = "the chance that a violation is seen under {self}",
           .less = "no violation is seen that would not be seen anyway",
           .more = "every violation is seen"});
  v.field("attribution", t.attribution,
          {.what = "chance that monitors find out who did a violation, rightly or not",
           .low = 0,
           .high = 1,
           .unit = "probability",
           .words = "the chance that a violation's author is established under {self}",
           .less = "never",
           .more = "always"});
  v.field("attribution_delay", t.attribution_delay,
          {.what = "how long that takes; of several clauses in force the quickest counts",
           .low = 0,
           .high = 3650,
           .unit = "days",
           .words = "how long it takes to establish a violation's author under {self}",
           .less = "on the same day",
           .more = "too late to matter"});
  v.field("strikes", t.strikes,
          {.what = "freedom left to strike excluded groups where they are intermingled with others; the "
                   "strictest clause counts",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "how freely excluded groups may be struck under {self}",
           .less = "not at all where others are mixed with them",
           .more = "as before"});
  v.field("separation", t.separation,
          {.what = "share of the intermingled fighters who separate each week",
           .low = 0,
           .high = 1,
           .unit = "share a week",
           .words = "the share of intermingled fighters who separate each week under {self}",
           .less = "nobody separates",
           .more = "all separate within a week"});
  v.field("pressure", t.pressure,
          {.what = "how much of a patron's lost influence joint work restores",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "how much of patrons' lost influence {self} restores",
           .less = "none",
           .more = "all of it"});
  v.field("disengages", t.disengages,
          {.what = "share of contact on covered fronts that pull-backs remove",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "how much contact on covered fronts {self} removes",
           .less = "troops stay face to face",
           .more = "no contact is left"});
  v.field("aid", t.aid,
          {.what = "share of the besieged whom aid reaches on a quiet day; the largest counts",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "the share of the besieged whom aid reaches under {self}",
           .less = "aid reaches nobody",
           .more = "aid reaches all on every quiet day"});
  v.field("lifts_siege", t.lifts_siege,
          {.what = "sieges on covered fronts are lifted", .words = "whether {self} lifts sieges"});
  v.field("stops_evacuations", t.stops_evacuations,
          {.what = "no surrender with transfer of people while in force",
           .words = "whether {self} stops evacuations under surrender"});
}

}  // namespace parley

// How does a scenario file say of which parts a party consists?
//
// Part of the one description of the format (see format.hpp): factions.
#pragma once

#include "parley/scenario/format_spec.hpp"

namespace parley {

template <class V>
void describe(V& v, Faction& f) {
  v.about(
      "faction",
      "A part of a party that weighs a truce for itself: as the party does, but for what is written here. "
      "What the "
      "shares leave is the party's core, which never leaves it.");
  v.field("share", f.share,
          {.what = "of the party's forces; at most 1 with its other factions",
           .low = 0,
           .high = 1,
           .unit = "share",
           .required = true,
           .words = "the share of the forces that belongs to {self}",
           .less = "a handful of men",
           .more = "nearly all of them"});
  v.field("leans", f.leans,
          {.what = "what any truce is worth to it above what it is to the party; below 0: it would rather "
                   "fight",
           .low = -1,
           .high = 1,
           .unit = "utility",
           .words = "how far {self} leans towards a truce",
           .less = "below 0: it would rather fight on than the party",
           .more = "it would rather keep a truce than the party"});
  v.field("spread", f.spread,
          {.what = "what speaks to it alone for or against a truce: standard deviation, as that of parties "
                   "(`truce.shock`, which stands where it is left out)",
           .low = 0,
           .high = 10,
           .words = "how far {self} has reasons of its own",
           .less = "none but the party's",
           .more = "it goes by its own reasons whatever the party's are",
           .scale = "as `truce.shock`: in what a text gives above fighting on"});
  v.field(
      "differs", f.differs,
      {.what = "what each option of an issue is worth to it above (below 0: below) what it is to the party",
       .low = -1,
       .high = 1,
       .unit = "utility",
       .words = "what {item} on {key} is worth to {self} beside what it is to the party",
       .less = "below 0: it loses by it more than the party",
       .more = "it gains more by it than the party"});
  v.field("near", f.near,
          {.what = "excluded group beside which it fights, and which it may join",
           .words = "the excluded group near which {self} fights"});
  v.field(
      "beside", f.beside,
      {.what = "what fighting beside that group is worth to it, so that it leaves it the less, and joins it "
               "sooner: its arms, its fighters on a front that would fall without them",
       .low = 0,
       .high = 1,
       .unit = "utility",
       .words = "what fighting beside its excluded group is worth to {self}",
       .less = "nothing: it stands there because the front is there",
       .more = "it would leave anything but the group"});
  v.field(
      "hunger", f.hunger,
      {.what =
           "what a text that feeds its besieged there is worth to it when they are about to give up; half as "
           "much it loses by one that leaves them to starve where the ring could be broken by force",
       .low = 0,
       .high = 1,
       .unit = "utility",
       .words = "what hunger in {key} means to {self}",
       .less = "its people are not there",
       .more = "it goes by nothing else"});
  v.field("influenced_by", f.influenced_by,
          {.what = "leverage of its own patrons, in place of the party's; left out, it has the party's",
           .low = 0,
           .high = 1,
           .unit = "leverage",
           .words = "the leverage of {key} over {self}",
           .less = "nothing that the patron does or offers moves it",
           .more = "the patron can make it keep almost anything"});
  v.field("could_join", f.could_join,
          {.what = "parties of another camp to which it may go over, and what it is worth to it to be among "
                   "the winners, beside that party as on its own side",
           .low = 0,
           .high = 1,
           .unit = "utility",
           .words = "what it is worth to {self} to be among the winners, be it beside {key}",
           .less = "nothing but the cause that it fights for",
           .more = "it goes with whoever wins"});
}

}  // namespace parley

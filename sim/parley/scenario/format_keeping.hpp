// How does a scenario file say how a truce is kept and broken?
//
// Part of the one description of the format (see format.hpp): conduct, patronage, truce.
#pragma once

#include "parley/scenario/format_spec.hpp"

namespace parley {

template <class V>
void describe(V& v, Conduct& c) {
  v.about("conduct", "A party in a truce.");
  v.field("trust", c.trust,
          {.what = "initial belief that an opponent means to keep a truce",
           .low = 0.001,
           .high = 0.999,
           .unit = "probability",
           .words = "how far {self} {trusts/trust} opponents to keep a truce, at the start",
           .less = "sure that they mean to cheat",
           .more = "sure that they mean to keep it"});
  v.field("slack", c.slack,
          {.what = "fighting that goes on although it complies: field commanders err",
           .low = 0,
           .high = 1,
           .unit = "share of war",
           .words = "how much fighting goes on although {self} {complies/comply}",
           .less = "commanders obey to the letter",
           .more = "commanders fight on as before"});
  v.field("audience", c.audience,
          {.what = "what denouncing a truce costs it at home and abroad",
           .low = 0,
           .high = 1,
           .unit = "utility",
           .words = "what denouncing a truce costs {self} at home and abroad",
           .less = "nobody would blame them",
           .more = "it would cost them as much as the best deal gives"});
  v.field("standing", c.standing,
          {.what = "what it is worth to have signed: blame avoided, aid received, a patron pleased",
           .low = 0,
           .high = 1,
           .unit = "utility",
           .words = "what it is worth to {self} to have signed",
           .less = "nobody would thank them",
           .more = "as much as the best deal gives"});
  v.field("foresight", c.foresight,
          {.what = "how far it looks ahead: a deal must also make up for what rearming in this time would "
                   "cost it in war "
                   "(Powell 2006)",
           .low = 0,
           .high = 3650,
           .unit = "days",
           .words = "how far ahead {self} {looks/look} to an enemy who rearms",
           .less = "they do not think of it",
           .more = "they think of years of rearming"});
}

template <class V>
void describe(V& v, Patronage& p) {
  v.about("patronage", "How patrons bear on clients.");
  v.field("rivalry", p.rivalry,
          {.what = "loss of each patron's leverage per further patron (Salehyan, Siroky & Wood 2014)",
           .low = 0,
           .high = 10,
           .words = "how much patrons of one client weaken each other's leverage",
           .less = "not at all",
           .more = "a second patron undoes the leverage of the first",
           .scale = "0.5: a second patron leaves each two thirds of its leverage; 1: half"});
  v.field("control", p.control,
          {.what = "share of leverage by which a patron that still wants the truce holds back what its "
                   "client's commanders would do unbidden, and the client's strikes on excluded groups",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "how far a patron's leverage holds back its client's commanders",
           .less = "not at all",
           .more = "as far as its leverage goes"});
  v.field("support", p.support,
          {.what = "share of a client's strength that a patron with full leverage provides, and withholds "
                   "when it loses patience "
                   "with a client that ended a truce",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "how much of a client's strength its patron provides",
           .less = "the client stands on its own feet",
           .more = "without its patron the client has nothing"});
  v.field(
      "patience", p.patience,
      {.what =
           "what withholding support costs a patron, to be set against what the broken truce was worth to it",
       .low = 0,
       .high = 1,
       .unit = "utility",
       .words = "what withholding support costs a patron",
       .less = "nothing: patrons punish a client lightly",
       .more = "so much that no patron ever does it"});
}

template <class V>
void describe(V& v, TruceRules& t) {
  v.about("truce", "How parties decide, see and learn while a truce is in force.");
  v.field(
      "precision", t.precision,
      {.what = "precision of excluded groups' choice to attack",
       .low = 0,
       .high = 1000,
       .unit = "per utility",
       .words = "how consistently excluded groups do what pays",
       .less = "they act almost at random",
       .more = "they always do what pays best",
       .scale =
           "10: what is better by a tenth of all that is at stake is done in 73 of 100 cases; 50: in 99"});
  v.field(
      "habit", t.habit,
      {.what = "half-life with which commanders take what the other side of their front does as its habit",
       .low = 0.5,
       .high = 3650,
       .unit = "days",
       .words = "how slowly commanders take the other side's conduct as its habit",
       .less = "they go by yesterday",
       .more = "they go by the last months and years"});
  v.field(
      "settles", t.settles,
      {.what =
           "share of what a text gives above fighting on that rests on the truce; the rest waits for peace",
       .low = 0,
       .high = 1,
       .unit = "share",
       .words = "how much of what a text gives comes with the truce itself",
       .less = "nothing: all waits for peace",
       .more = "all of it: the truce is the peace"});
  v.field(
      "local_trust", t.local_trust,
      {.what =
           "share of trust on a front that goes by what the other side does there, not by what is thought "
           "of it elsewhere (live and let live: Axelrod 1984)",
       .low = 0,
       .high = 1,
       .unit = "share",
       .words = "how far commanders go by what the other side does on their own front",
       .less = "they think what their leaders think",
       .more = "they believe what they see, and nothing else"});
  v.field(
      "deterrence", t.deterrence,
      {.what = "share of what the others' trust earns it that a party reckons to lose by fighting on in view "
               "of all",
       .low = 0,
       .high = 1,
       .unit = "share",
       .words = "how far being seen deters",
       .less = "not at all",
       .more = "as far as trust would be lost"});
  v.field("surprise", t.surprise,
          {.what = "by how much harder an attack hits a side that holds its fire than one on its guard",
           .low = 0,
           .high = 3,
           .unit = "log ratio",
           .words = "how much a surprise attack gains on a side that holds its fire",
           .less = "surprise is worth nothing",
           .more = "twenty times the forces",
           .scale = "0.5: as by 1.6 times the forces; 1.2: as by three times"});
  v.field(
      "shock", t.shock,
      {.what = "standard deviation of what a text is worth to a party for reasons that nobody else knows, of "
               "which a truce settles as much as of the rest; half of the variance is its own, half that of "
               "its commanders on each front",
       .low = 0,
       .high = 1,
       .unit = "utility",
       .words = "how much parties have reasons that nobody else knows",
       .less = "all reasons are known",
       .more = "they outweigh the best deal"});
  v.field("shock_memory", t.shock_memory,
          {.what = "half-life of these reasons",
           .low = 1,
           .high = 36500,
           .unit = "days",
           .words = "how long reasons that nobody else knows last",
           .less = "days",
           .more = "years"});
  v.field(
      "failure", t.failure,
      {.what = "trust in who has ended a truce, or let it unravel, falls by this much among those whom it "
               "failed",
       .low = 0,
       .high = 10,
       .unit = "log-odds",
       .words = "how much trust a party loses that has ended a truce",
       .less = "nothing: it begins anew",
       .more = "nobody believes it again for long",
       .scale = "0.7: whom one of two believed, one of three does; 2: one of nine"});
  v.field("self_defence", t.self_defence,
          {.what = "share of the other side's fighting on a front that a side at least returns",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "how much of the other side's fire a side returns at least",
           .less = "none",
           .more = "shot for shot"});
  v.field("memory", t.memory,
          {.what = "half-life of what trust has learned",
           .low = 1,
           .high = 36500,
           .unit = "days",
           .words = "how long trust remembers what it learned",
           .less = "a few days",
           .more = "for years"});
  v.field(
      "salient_every", t.salient_every,
      {.what = "a killing of civilians is noticed by all if full war on the fronts that the text covers (on "
               "all fronts, where none is in force) brings one as deadly only once in so many days",
       .low = 0.01,
       .high = 36500,
       .unit = "days",
       .words = "how rare a killing must be in this war for everybody to notice it",
       .less = "what happens every day is noticed",
       .more = "only what happens once in years is noticed"});
  v.field("salient", t.salient,
          {.what = "deaths from which an event is noticed by all, whatever the war; takes the place of "
                   "`salient_every`",
           .low = 1,
           .high = 1e5,
           .unit = "deaths",
           .words = "the deaths from which everybody notices an event",
           .less = "every single death is noticed",
           .more = "only mass killings are noticed"});
  v.field("detection", t.detection,
          {.what = "chance that a violation is seen, without monitoring",
           .low = 0,
           .high = 1,
           .unit = "probability",
           .words = "the chance that a violation is seen without monitoring",
           .less = "never",
           .more = "always"});
  v.field("steps", t.steps,
          {.what = "whether a party has steps short of leaving: another text, a clause set aside, a protest",
           .words = "whether parties take steps short of leaving"});
  v.field("attribution", t.attribution,
          {.what = "chance that someone finds out who did it, rightly or not, without monitoring",
           .low = 0,
           .high = 1,
           .unit = "probability",
           .words = "the chance that a violation's author is established without monitoring",
           .less = "never",
           .more = "always"});
  v.field("attribution_delay", t.attribution_delay,
          {.what = "how long that takes",
           .low = 0,
           .high = 3650,
           .unit = "days",
           .words = "how long it takes to establish a violation's author without monitoring",
           .less = "on the same day",
           .more = "too late to matter"});
  v.field("accuracy", t.accuracy,
          {.what = "chance that a finding names the camp that did it; all know how often findings are right",
           .low = 0.5,
           .high = 1,
           .unit = "probability",
           .words = "how often findings are right",
           .less = "no better than a coin",
           .more = "always"});
  v.field("partisan", t.partisan,
          {.what = "share of the blame for a killing that a camp takes off its own: they did not do it",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "how firmly each camp believes that its own did not do it",
           .less = "no camp takes sides",
           .more = "none ever believes it of its own"});
  v.field("committed_rate", t.committed_rate,
          {.what = "salient violations that even a committed opponent is expected to cause",
           .low = 1e-6,
           .high = 0.99,
           .unit = "a day",
           .words = "the noticed violations a day expected even of an opponent who means to keep a truce",
           .less = "none",
           .more = "one almost every day"});
  v.field("uncommitted_rate", t.uncommitted_rate,
          {.what = "salient violations that an uncommitted opponent is expected to cause",
           .low = 1e-6,
           .high = 0.99,
           .unit = "a day",
           .words = "the noticed violations a day expected of an opponent who does not mean to keep a truce",
           .less = "none",
           .more = "one almost every day"});
  v.field("reassurance", t.reassurance,
          {.what = "what a signature says of the signer's commitment (Kydd 2005)",
           .low = 0,
           .high = 5,
           .unit = "log-odds",
           .words = "how much a signature reassures the others",
           .less = "a signature says nothing",
           .more = "whoever signs is believed"});
  v.field("unravel", t.unravel,
          {.what = "a truce is over when fighting on covered fronts returns to this share of war",
           .low = 0.01,
           .high = 10,
           .unit = "share",
           .words = "the level of fighting at which a truce is over",
           .less = "a small share of the fighting before",
           .more = "as much fighting as before, or more"});
  v.field("unravel_days", t.unravel_days,
          {.what = "days over which this share is averaged",
           .low = 1,
           .high = 365,
           .unit = "days",
           .whole = true,
           .words = "the days over which fighting is averaged to tell that a truce is over",
           .less = "one bad day is enough",
           .more = "only months of fighting count"});
  v.field("exempt_fighting", t.exempt_fighting,
          {.what = "fighting of a front's first side against excluded groups, wholly intermingled with the "
                   "second and freely struck: as a share of its full war there, with as many events that are "
                   "noticed by all",
           .low = 0,
           .high = 100,
           .unit = "share of war",
           .words = "how much of the war goes on against excluded groups under a truce",
           .less = "they are left alone",
           .more = "they are struck harder than in war"});
  v.field("exempt_strikes", t.exempt_strikes,
          {.what = "chance a day that a strike on an excluded group, wholly intermingled and freely struck, "
                   "kills many others at once (see `attack_every`), whatever the war; takes the place of "
                   "`exempt_fighting`",
           .low = 0,
           .high = 1,
           .unit = "a day",
           .words = "the chance a day that a strike on an excluded group kills many others at once",
           .less = "such strikes never hit others",
           .more = "it happens every day"});
  v.field("spoiler_pace", t.spoiler_pace,
          {.what = "most attacks that an excluded group can mount",
           .low = 0,
           .high = 1,
           .unit = "a day",
           .words = "how often an excluded group can attack",
           .less = "never",
           .more = "every day"});
  v.field("attack_every", t.attack_every,
          {.what = "an attack by an excluded group, or a strike that hits others, kills at least as many as "
                   "full war on the fronts that the text covers kills at once only once in so many days",
           .low = 0.01,
           .high = 36500,
           .unit = "days",
           .words = "how deadly such attacks are: as what this war brings only once in so many days",
           .less = "as any other killing",
           .more = "as what happens once in years"});
  v.field("aid_pause", t.aid_pause,
          {.what = "aid stops this long after a convoy is hit",
           .low = 0,
           .high = 3650,
           .unit = "days",
           .whole = true,
           .words = "how long aid stops after a convoy is hit",
           .less = "it goes on at once",
           .more = "it stops for years"});
}

}  // namespace parley

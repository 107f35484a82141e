// How does a scenario file say how a party bargains?
//
// Part of the one description of the format (see format.hpp): bidding, acceptance, opponent models.
#pragma once

#include "parley/scenario/format_spec.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley {

// The keys of a demand that falls along a curve: of bidding, and of acceptance.
template <class V, class Exponent, class Shape>
void describe_curve(V& v, Exponent& exponent, Shape& curve) {
  v.field("exponent", exponent,
          {.what = "above 1 holds out (boulware), 1 is linear, below 1 gives in early (conceder); under "
                   "`exponential` 0.725 is about linear and small values hold out; under `exponential_1998` "
                   "large values hold out",
           .low = 0.01,
           .high = 100,
           .words = "how firmly {self} holds out as time runs",
           .less = "it gives way early",
           .more = "it holds out to the end",
           .scale = "0.3: half of the way is given after a tenth of the time; 1: after half of it; 3: after "
                    "four fifths"});
  v.field("curve", curve,
          {.what = "share of the range still asked for at time t, with E for exponent and s for start: "
                   "polynomial: s (1 - t^E); exponential: s (exp((1 - t)^E) - 1)/(exp(1) - 1); "
                   "exponential_1998: 1 - exp((1 - t)^E ln(1 - s)), s below 1 (Faratin, Sierra & Jennings "
                   "1998)",
           .words = "the curve along which {self} gives way"});
}
template <class V, class N, class F, class T>
void describe_range(V& v, N& start, F& floor, T& tolerance) {
  v.field("start", start,
          {.what = "share of the range that it asks for at the opening",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "the share that {self} asks for at the opening",
           .less = "it opens at the least it could take",
           .more = "it opens with all that it wants"});
  v.field("floor", floor,
          {.what = "utility at which its concessions end (its reservation value, if left out or above this)",
           .low = 0,
           .high = 1,
           .unit = "utility",
           .words = "where the concessions of {self} end",
           .less = "it would give up everything",
           .more = "it gives up nothing"});
  v.field("tolerance", tolerance,
          {.what = "taken off every demand, down to the floor",
           .low = 0,
           .high = 1,
           .unit = "utility",
           .words = "how far {self} lets its demands slip",
           .less = "not at all",
           .more = "down to the floor"});
}

template <class V>
void describe(V& v, TimeDependent& b) {
  v.about(TimeDependent::name,
          "Concedes with time (Faratin, Sierra & Jennings 1998): what it asks for falls along a curve from "
          "`start`, its best package, down to `floor`, its reservation value; t runs from 0 to 1 at the "
          "deadline.");
  describe_curve(v, b.exponent, b.curve);
  describe_range(v, b.start, b.floor, b.tolerance);
}
template <class V>
void describe(V& v, ResourceDependent& b) {
  v.about(
      ResourceDependent::name,
      "Concedes as a resource runs down (Faratin, Sierra & Jennings 1998): the share of the range that it "
      "still asks for is start (1 - exp(-resource)).");
  v.field(
      "resource", b.resource,
      {.what = "time: `amount` at the opening, falling evenly to 0 at the deadline; threads: `amount` times "
               "the number of others over the mean number of offers exchanged with each of them",
       .words = "the resource that {self} lives on"});
  v.field("amount", b.amount,
          {.what = "how much of it there is: large values hold out",
           .low = 0.01,
           .high = 1000,
           .words = "how much of its resource {self} begins with",
           .less = "it gives way soon",
           .more = "it holds out"});
  describe_range(v, b.start, b.floor, b.tolerance);
}
template <class V>
void describe(V& v, TitForTat& b) {
  v.about(
      TitForTat::name,
      "Answers concessions in kind, after Faratin, Sierra & Jennings (1998), who do so on each issue apart "
      "and "
      "on the worth of what they are offered: here on the utility of packages over its reservation value. It "
      "begins with its best package, then "
      "lowers what it asks for over its reservation value by the same share by which the others have lowered "
      "what they withhold from it; it takes back what it gave when they do.");
  v.field(
      "rule", b.rule,
      {.what = "relative: answers one step, `over` offers ago; averaged: answers the whole way of the last "
               "`over` steps; absolute: gives by as much utility as they gave in one step, `over` offers ago",
       .words = "how {self} answers concessions"});
  v.field("over", b.over,
          {.what = "how many of the others' offers it looks back on",
           .low = 1,
           .high = 100,
           .whole = true,
           .words = "how many offers {self} looks back on",
           .less = "only the last ones",
           .more = "a long way back"});
  v.field("extra", b.extra,
          {.what = "absolute: most that it gives beyond that, drawn anew each time",
           .low = 0,
           .high = 1,
           .unit = "utility",
           .words = "how much {self} may add to its answer",
           .less = "nothing",
           .more = "everything"});
}
template <class V>
void describe(V& v, Micro&) {
  v.about(
      Micro::name,
      "Goes down its own ranking one package at a time, and only when every other party has made at least "
      "as many different offers as itself; otherwise it repeats one of its offers (MiCRO, de Jonge 2022). "
      "It needs no deadline and no opponent model.");
}
template <class V>
void describe(V& v, Logrolling& b) {
  v.about(
      Logrolling::name,
      "Holds its demand and trades: offers what is worth the same to itself and most to the others, giving "
      "on issues that cost it little and matter to them, and lowers its demand only when their last offers "
      "were no better to it than those before (Faratin, Sierra & Jennings 2002). Needs an opponent model.");
  v.field("step", b.step,
          {.what = "share of the way from its best to its least rational package that it gives up at each "
                   "deadlock",
           .low = 0.0001,
           .high = 1,
           .unit = "share",
           .words = "how much {self} gives up at each deadlock",
           .less = "next to nothing",
           .more = "everything at once"});
}
template <class V>
void describe(V& v, RandomBidding&) {
  v.about(RandomBidding::name,
          "Proposes any package worth its reservation value, drawn at random: a yardstick.");
}
template <class V>
void describe(V& v, Hardliner&) {
  v.about(Hardliner::name, "Never concedes: always proposes its best package.");
}
template <class V>
void describe(V& v, EquilibriumBidding&) {
  v.about(EquilibriumBidding::name,
          "Plays the stationary subgame-perfect equilibrium of the protocol (Rubinstein 1982; Binmore, "
          "Rubinstein & Wolinsky 1986; Baron & Ferejohn 1989), knowing everything; it accepts what is worth "
          "as much as going on, whatever `accept` and `opponent_model` say. Every party at the table must "
          "bid so, under alternating_offers or random_proposer, in talks without a calendar.");
}
template <class V, class A>
void describe_comparison(V& v, A& a) {
  v.field("factor", a.factor,
          {.what = "multiplies the worth of what is offered ...",
           .low = 0.01,
           .high = 100,
           .words = "how many times {self} counts what is offered",
           .less = "below 1: it holds offers cheap",
           .more = "it overrates what is offered",
           .scale = "0.5: an offer counts half of what it is worth; 1: all; 2: twice as much"});
  v.field("gap", a.gap,
          {.what = "... and this is added, before it is compared",
           .low = -1,
           .high = 1,
           .unit = "utility",
           .words = "how far {self} lets an offer fall short",
           .less = "below 0: an offer must be better than its own",
           .more = "it takes offers far below its own"});
}
template <class V>
void describe(V& v, AcceptNext& a) {
  v.about(AcceptNext::name,
          "Accepts an offer at least as good as the one it would make now (AC_next; Baarslag 2013).");
  describe_comparison(v, a);
}
template <class V>
void describe(V& v, AcceptAspiration& a) {
  v.about(
      AcceptAspiration::name,
      "Accepts what is worth its demand (AC_asp). Without keys that is the demand behind the offer it would "
      "make now; with any of them a demand that falls along a curve of its own, as time_dependent bidding's "
      "does and with its defaults.");
  describe_curve(v, a.exponent, a.curve);
  describe_range(v, a.start, a.floor, a.tolerance);
}
template <class V>
void describe(V& v, AcceptPrevious& a) {
  v.about(AcceptPrevious::name,
          "Accepts an offer at least as good as its own last one, and nothing before it made one (AC_prev; "
          "Baarslag 2013; with a gap also known as AC_gap).");
  describe_comparison(v, a);
}
template <class V>
void describe(V& v, AcceptConstant& a) {
  v.about(AcceptConstant::name, "Accepts whatever is worth this much to it (AC_const; Baarslag 2013).");
  v.field("utility", a.utility,
          {.what = "own utility",
           .low = 0,
           .high = 1,
           .unit = "utility",
           .words = "the worth from which {self} says yes",
           .less = "it says yes to anything",
           .more = "it says yes only to its best text"});
}
template <class V>
void describe(V& v, AcceptTime& a) {
  v.about(AcceptTime::name,
          "Accepts anything worth its reservation value once this much time has passed (AC_time; Baarslag "
          "2013).");
  v.field("after", a.after,
          {.what = "relative time, 1 at the deadline",
           .low = 0,
           .high = 1,
           .words = "how late {self} takes whatever it can sign",
           .less = "from the opening",
           .more = "only at the deadline"});
}
template <class V>
void describe(V& v, AcceptCombi& a) {
  v.about(
      AcceptCombi::name,
      "Accepts as `next` does; late in the talks also an offer at least as good as what it may still hope "
      "for (AC_combi; Baarslag 2013).");
  v.field("after", a.after,
          {.what = "relative time from which it is late, 1 at the deadline",
           .low = 0,
           .high = 1,
           .words = "how late {self} begins to settle for what it may hope for",
           .less = "from the opening",
           .more = "only at the deadline"});
  v.field(
      "hope", a.hope,
      {.what =
           "what it hopes for: best: the best it was ever offered (MAX); anything: whatever it could sign "
           "(AC_combi with AC_time); window_best, window_mean: the best or the mean of what it was "
           "offered in as much time, up to now, as is left (MAX and AVG in the window)",
       .words = "what {self} still hopes for when it is late"});
  describe_comparison(v, a);
}
template <class V>
void describe(V& v, NoModel&) {
  v.about(NoModel::name,
          "Knows nothing of the others: offers the package of lowest own value that meets its aspiration.");
}
template <class V>
void describe(V& v, FrequencyModel&) {
  v.about(FrequencyModel::name,
          "Learns what others want from what they keep asking for (after Hindriks & Tykhonov 2008; van "
          "Krimpen 2013).");
}
template <class V>
void describe(V& v, SmithModel&) {
  v.about(
      SmithModel::name,
      "Counts what the others ask for; an issue weighs by how often its most frequent option was asked for "
      "(Agent Smith; van Galen Last 2012): a yardstick.");
}
template <class V>
void describe(V& v, BayesianModel& b) {
  v.about(
      BayesianModel::name,
      "Weighs hypotheses about each issue, how important it is and which option the other likes best, by how "
      "well they explain its offers, given that it concedes evenly (Hindriks & Tykhonov 2008).");
  v.field("concession", b.concession,
          {.what = "how much of its utility a party is believed to give up from the opening to the deadline",
           .low = 0,
           .high = 1,
           .unit = "utility",
           .words = "how much {self} expects others to give up by the deadline",
           .less = "nothing",
           .more = "everything"});
  v.field("spread", b.spread,
          {.what = "standard deviation of an offer's utility around that: large values learn slowly",
           .low = 0.01,
           .high = 10,
           .unit = "utility",
           .words = "how little a single offer tells {self}",
           .less = "it learns from each offer",
           .more = "it learns hardly anything"});
}
template <class V>
void describe(V& v, TrueModel&) {
  v.about(TrueModel::name, "Knows the others' preferences: the benchmark.");
}

template <class V>
void describe(V& v, OppositeModel&) {
  v.about(OppositeModel::name, "Takes the others to want the opposite of what it wants itself: a yardstick.");
}

template <class V>
void describe(V& v, Strategy& s) {
  v.about("strategy", "How a party bargains.");
  v.field("bidding", s.bidding, {.what = "what it proposes", .words = "the bidding strategy of {self}"});
  v.field("accept", s.accept, {.what = "when it says yes", .words = "the acceptance rule of {self}"});
  v.field("opponent_model", s.opponent_model,
          {.what = "what it believes the others want; among packages that meet its aspiration it offers the "
                   "one it believes best for them",
           .words = "the opponent model of {self}"});
}

}  // namespace parley

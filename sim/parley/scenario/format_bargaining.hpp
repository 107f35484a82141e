// How does a scenario file say who speaks when?
//
// Part of the one description of the format (see format.hpp): protocols and the talks.
#pragma once

#include "parley/scenario/format_strategies.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley {

template <class V>
void describe(V& v, AlternatingOffers& p) {
  v.about(AlternatingOffers::name,
          "Principals and clients take turns, in the order of the file; an offer that all others accept in a "
          "row is the agreement (stacked alternating offers, Aydogan et al. 2017).");
  v.field("breakdown", p.breakdown,
          {.what = "chance that talks break off each time an offer is turned down (Binmore, Rubinstein & "
                   "Wolinsky 1986)",
           .low = 0,
           .high = 1,
           .unit = "probability",
           .words = "the chance that talks break off when an offer is turned down",
           .less = "never",
           .more = "talks end with the first refusal"});
}
template <class V>
void describe(V& v, PatronsThenClients& p) {
  v.about(PatronsThenClients::name,
          "Two levels (Putnam 1988): principals alternate offers while technical teams close narrow issues "
          "one at a time; a package they agree on needs every client's consent, given under leverage.");
  v.field(
      "principals", p.principals,
      {.what = "who bargains (parties with that seat, if left out)", .words = "patron {item} who bargains"});
  v.field("teams", p.teams,
          {.what = "issues that technical teams can close at a meeting",
           .low = 0,
           .high = 1000,
           .whole = true,
           .words = "the issues that technical teams can close at a meeting",
           .less = "none",
           .more = "all of them"});
  v.field("narrow", p.narrow,
          {.what = "most that a principal gives up on one issue when its team closes it",
           .low = 0,
           .high = 1,
           .unit = "utility",
           .words = "the most that a patron gives up when a technical team closes an issue",
           .less = "nothing",
           .more = "everything"});
  v.field("heed", p.heed,
          {.what = "weight of a client's wishes in its principal's offers, per unit of leverage, before it "
                   "ever refused",
           .low = 0,
           .high = 10,
           .words = "how much a patron heeds its clients' wishes before they ever refused",
           .less = "not at all",
           .more = "more than its own",
           .scale = "1: a client that it holds wholly counts as much as itself; 0.5: half as much"});
}
template <class V>
void describe(V& v, SingleText& t) {
  v.about(SingleText::name,
          "A mediator changes one issue of a single text at a time and puts it to the vote; the text that "
          "stands at the deadline is the agreement if it is worth every party's reservation value (Klein, "
          "Faratin, Sayama & Bar-Yam 2003). Bidding and acceptance strategies play no part.");
  v.field("start", t.start,
          {.what = "the first text: the status quo, or drawn at random",
           .words = "the first text of the mediator"});
  v.field("vote", t.vote,
          {.what = "hill_climbing: for a text no worse to it than the one that stands; annealing: also for a "
                   "worse one, with a chance that falls with the loss and with time",
           .words = "how parties vote on the mediator's text"});
  v.field("votes", t.votes,
          {.what = "voting rule of single parties, where it differs",
           .words = "how {key} votes on the mediator's text"});
  v.field("temperature", t.temperature,
          {.what = "an annealing party votes for a loss of this size with a chance of 37% at the opening; "
                   "falls evenly to 0 at the deadline",
           .low = 0,
           .high = 10,
           .unit = "utility",
           .words = "how large a loss a party still votes for at the opening",
           .less = "none",
           .more = "almost any"});
  v.field("strong_votes", t.strong_votes,
          {.what = "votes are strong or weak and the mediator weighs them; otherwise a change needs "
                   "everybody's vote",
           .words = "whether votes on the mediator's text are strong or weak"});
  v.field("mediator_temperature", t.mediator_temperature,
          {.what = "with strong votes: the mediator takes a text that is this many votes short with a chance "
                   "of 37% at the opening; falls evenly to 0 at the deadline",
           .low = 0,
           .high = 1000,
           .unit = "votes",
           .words = "how many votes short the mediator still takes a text at the opening",
           .less = "none",
           .more = "many"});
}
template <class V>
void describe(V& v, MonotonicConcession&) {
  v.about(
      MonotonicConcession::name,
      "All name a package at once; in every round the party that risks least by giving way concedes just "
      "enough that it no longer does (Rosenschein & Zlotkin 1994; Zeuthen 1930; for more than two parties "
      "Endriss 2006, egocentric concessions). Preferences are known to all; strategies play no part.");
}

template <class V>
void describe(V& v, Ripeness& r) {
  v.about("ripeness",
          "What must hold before talks open again: a stalemate that hurts every signatory who fights, and a "
          "way out for all "
          "(Zartman 2000).");
  v.field("hurt", r.hurt,
          {.what = "war that must lie before each signatory that fights, as far as it counts (war.horizon)",
           .low = 0,
           .high = 1000,
           .unit = "months of war at full intensity",
           .words = "the hurt that each side must feel before talks reopen",
           .less = "none",
           .more = "months of full war"});
  v.field("stalemate", r.stalemate,
          {.what = "no signatory believes that its bloc prevails with more than this chance",
           .low = 0,
           .high = 1,
           .unit = "probability",
           .words = "the chance of victory above which a side will not talk again",
           .less = "nobody who could win at all talks",
           .more = "even who is sure to win talks"});
}

template <class V>
void describe(V& v, Statements& s) {
  v.about("statements",
          "Cheap talk between rounds and meetings: red lines, optimism about the war and the talks, "
          "accusations and denials. "
          "Listeners "
          "weigh it by what the speaker gains if it is believed (after Kydd 2003). Left out: nobody makes "
          "statements.");
  v.field("rate", s.rate,
          {.what = "chance that a party with something to state does so in a round (red lines) or at a "
                   "meeting (the others); each states a thing once until talks open again",
           .low = 0,
           .high = 1,
           .unit = "probability",
           .words = "how often parties make statements",
           .less = "never",
           .more = "whenever they can"});
  v.field("incentive", s.incentive,
          {.what = "how strongly the gain from being believed bears on truth: slope of the log-odds",
           .low = 0,
           .high = 1000,
           .unit = "per utility",
           .words = "how strongly the gain from being believed bends statements",
           .less = "all speak the truth",
           .more = "all say what serves them",
           .scale = "10: a gain of 0.1 from being believed (1 is the best deal) makes a lie 2.7 times as "
                    "likely beside the truth"});
  v.field("knowledge", s.knowledge,
          {.what = "chance that a speaker is right about the war or about another's intentions",
           .low = 0.5,
           .high = 1,
           .unit = "probability",
           .words = "how often a speaker is right about the war",
           .less = "no better than a coin",
           .more = "always"});
  v.field(
      "red_lines", s.red_lines,
      {.what = "whether parties say what they will never take", .words = "whether parties draw red lines"});
  v.field(
      "optimism", s.optimism,
      {.what = "whether they say that they are stronger than others think, and after a meeting that took all "
               "its rounds that a deal is near",
       .words = "whether parties state optimism"});
  v.field(
      "accusations", s.accusations,
      {.what =
           "whether they accuse each other in public, of breaches and of what nobody has established, and "
           "deny it",
       .words = "whether parties accuse each other in public"});
}

template <class V>
void describe(V& v, RandomProposer& p) {
  v.about(RandomProposer::name,
          "In each round a proposer is drawn, all others vote on its offer, and it passes with enough votes "
          "(Baron & Ferejohn 1989, closed rule). Principals and clients take part alike.");
  v.field("recognition", p.recognition,
          {.what = "chance of each party to propose, scaled to sum to 1; 0 for parties not named (all equal "
                   "if left out)",
           .low = 0,
           .high = 1000,
           .words = "the chance that {key} proposes",
           .less = "never",
           .more = "more often than all others"});
  v.field("votes", p.votes,
          {.what = "votes of each party; its `power` for parties not named",
           .low = 0,
           .high = 1000,
           .words = "the votes of {key} on an offer",
           .less = "none",
           .more = "most of them"});
  v.field("quota", p.quota,
          {.what = "votes that pass an offer, its proposer's included (all votes if left out)",
           .low = 0,
           .high = 1e6,
           .words = "the votes that pass an offer",
           .less = "a few",
           .more = "all of them"});
  v.field("veto", p.veto,
          {.what = "parties without whose yes nothing passes", .words = "veto holder {item}"});
}

template <class V>
void describe(V& v, Talks& t) {
  v.about("talks", "Who speaks when.");
  v.field("protocol", t.protocol,
          {.what = "the order of offers and answers", .words = "the protocol of the talks"});
  v.field("rounds", t.rounds,
          {.what = "rounds of offers at each meeting; without a calendar, rounds in all",
           .low = 1,
           .high = 1e6,
           .whole = true,
           .words = "the rounds of offers at each meeting",
           .less = "a single offer",
           .more = "as many as they like"});
  v.field("statements", t.statements, {.what = "cheap talk of the parties", .words = "the statements"});
  v.field("ripeness", t.ripeness,
          {.what = "what must hold before talks open again; nothing, if left out", .words = "ripeness"});
  v.field("start", t.start,
          {.what = "day of the first meeting (the first day, if left out)",
           .words = "the day of the first meeting"});
  v.field("every", t.every,
          {.what = "time between meetings",
           .low = 1,
           .high = 3650,
           .unit = "days",
           .whole = true,
           .words = "how long parties wait between meetings",
           .less = "they meet every day",
           .more = "they meet once in years"});
  v.field("deadline", t.deadline,
          {.what = "talks without a deal end after this time",
           .low = 1,
           .high = 36500,
           .unit = "days",
           .whole = true,
           .words = "how long talks go on without a deal",
           .less = "they end after a day",
           .more = "they go on for years"});
  v.field("reopen_after", t.reopen_after,
          {.what = "earliest new talks after a walk-out, a deadline or a collapse; 0: never",
           .low = 0,
           .high = 36500,
           .unit = "days",
           .whole = true,
           .words = "how soon talks reopen after a failure",
           .less = "the next day (0: never)",
           .more = "after years"});
  v.field("go_on", t.go_on,
          {.what = "whether signatories go on meeting under a truce, about the next step: a change of one "
                   "issue by which nobody loses",
           .words = "whether talks go on under a truce"});
  v.field(
      "walk_out_odds", t.walk_out_odds,
      {.what = "a principal walks out when the odds that it gives another's word have fallen to this share "
               "of what they were at first, and does not come back before they recover",
       .low = 0,
       .high = 1,
       .unit = "share",
       .words = "how much of its first trust a principal may lose before it walks out",
       .less = "they stay whatever they believe",
       .more = "they leave at the first doubt"});
  v.field("walk_out_trust", t.walk_out_trust,
          {.what = "a principal whose trust in another is below this walks out, and does not come back "
                   "before it recovers; takes the place of `walk_out_odds`",
           .low = 0,
           .high = 1,
           .unit = "probability",
           .words = "the trust below which a principal walks out",
           .less = "they stay whatever they believe",
           .more = "they leave at the first doubt"});
}

}  // namespace parley

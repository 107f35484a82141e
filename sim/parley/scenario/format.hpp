// What is a scenario file?
//
// The one description of the format, here and in format_bargaining.hpp, format_conflict.hpp,
// format_forecast.hpp and format_truce.hpp. Each describe() lists the keys of a section with meaning, unit
// and range; visitors turn the description into the loader and its errors, the JSON Schema, the reference
// table, the parameter paths and the list of assumptions. A visitor `v` offers
//   v.about(name, what)              once, first
//   v.field(key, member, spec)       for each key
// Defaults are the members' initial values.
#pragma once

#include "parley/scenario/format_bargaining.hpp"
#include "parley/scenario/format_conflict.hpp"
#include "parley/scenario/format_forecast.hpp"
#include "parley/scenario/format_truce.hpp"

namespace parley {

template <class V>
void describe(V& v, Issue& i) {
  v.about("issue", "One question on the table, with the answers that can be agreed.");
  v.field("title", i.title, {.what = "what the question is"});
  v.field("options", i.options, {.what = "the possible answers, from 0", .required = true});
  v.field(
      "status_quo", i.status_quo,
      {.what = "the option in force without a deal: its position or its name (first option if left out)"});
  v.field("terms", i.terms, {.what = "what each option does to the truce, by position or name"});
  v.field("places", i.places,
          {.what = "where each option lies on a line from 0 to 100, one number an option; the value of an "
                   "option to a party with an `ideal` then falls evenly over the whole line, by 0.01 a step",
           .low = 0,
           .high = 100});
  v.field("source", i.source, {.what = "where the options come from"});
}

template <class V>
void describe(V& v, PoliticalTrack& t) {
  v.about("political_track",
          "A truce that lasts brings the issues off the table onto the agenda: talks about them alone, "
          "beside the truce.");
  v.field("after", t.after,
          {.what = "days of truce after which they begin", .low = 1, .high = 36500, .unit = "days"});
  v.field("strain", t.strain,
          {.what = "trust that a principal who hoped for a change loses in hostile principals at each "
                   "meeting that brings none",
           .low = 0,
           .high = 5,
           .unit = "log-odds"});
}

template <class V>
void describe(V& v, Agenda& a) {
  v.about("agenda", "What may be talked about, and in which order.");
  v.field("off_table", a.off_table, {.what = "issues fixed at their status quo"});
  v.field("mode", a.mode,
          {.what = "package: all issues at once; issue_by_issue: one after the other (with "
                   "alternating_offers only)"});
  v.field("order", a.order,
          {.what = "issue_by_issue: which issues come first; the others follow in the order of the file"});
  v.field("lock", a.lock,
          {.what = "issue_by_issue: nothing_until_all: nothing is agreed until everything is; partial: what "
                   "is settled is the deal if the rest fails, with the rest at the status quo"});
  v.field("political_track", a.political_track,
          {.what = "when issues off the table come onto the agenda of a truce; never, if left out"});
}

template <class V>
void describe(V& v, Interaction& i) {
  v.about("interaction", "Two issues that a party weighs together (Keeney & Raiffa 1976).");
  v.field("when", i.when,
          {.what = "for each of two issues the options that make the pair count", .required = true});
  v.field("weight", i.weight,
          {.what = "weight of the pair beside the issues' weights; negative: the pair is a loss",
           .low = -1000,
           .high = 1000,
           .required = true});
  v.field("why", i.why, {.what = "reason"});
}

template <class V>
void describe(V& v, Party& p) {
  v.about("party", "An actor with preferences.");
  v.field("name", p.name, {.what = "full name (the identifier if left out)"});
  v.field("bloc", p.bloc, {.what = "the camp it belongs to (a camp of its own if left out)"});
  v.field("description", p.description, {.what = "who this is"});
  v.field("seat", p.seat,
          {.what = "principal: bargains and signs; client: signs or refuses; observer: neither; excluded: "
                   "fights on (spoiler); mediator: no vote"});
  v.field("weights", p.weights,
          {.what = "importance of each issue; scaled to sum to 1", .low = 0, .high = 1000});
  v.field("ideal", p.ideal,
          {.what = "best option of each issue; value falls evenly with distance to 0 at the farthest option "
                   "(first option if left out)"});
  v.field("values", p.values,
          {.what = "value of each option, instead of ideal: one number an option",
           .low = 0,
           .high = 1,
           .unit = "utility"});
  v.field("interactions", p.interactions, {.what = "pairs of issues weighed together"});
  v.field("risk", p.risk,
          {.what = "constant absolute risk aversion over the whole package; 0 neutral, above 0 averse",
           .low = -20,
           .high = 20});
  v.field("reservation", p.reservation,
          {.what = "utility of no deal, at the start; war moves it", .low = 0, .high = 1, .unit = "utility"});
  v.field("discount", p.discount,
          {.what = "what a gain over the reservation is worth one offer later, as a share of the same gain "
                   "now; only equilibrium bidding looks at it",
           .low = 0,
           .high = 1});
  v.field("strategy", p.strategy, {.what = "how it bargains"});
  v.field("war", p.war, {.what = "its arms, beliefs and costs"});
  v.field("conduct", p.conduct, {.what = "how it behaves in a truce"});
  v.field("influenced_by", p.influenced_by,
          {.what = "leverage of each patron: utility that the patron can move per unit of its own stake",
           .low = 0,
           .high = 1,
           .unit = "leverage"});
  v.field("power", p.power,
          {.what = "how much it counts beside the others: its votes under random_proposer, its weight in the "
                   "weighted points and forecasts of 'parley analyze'",
           .low = 1e-6,
           .high = 1e9});
  v.field("salience", p.salience,
          {.what = "share of its attention that these issues have, all together; for the forecasts of "
                   "'parley analyze'",
           .low = 0.001,
           .high = 100,
           .unit = "percent"});
  v.field("accommodates", p.accommodates,
          {.what = "challenge model: share of the way to where each party stands, itself included, that its "
                   "own ideal goes at each turn, at most 1 in all (if left out, its ideal is wherever it "
                   "stands)",
           .low = 0,
           .high = 1,
           .unit = "share"});
}

template <class V>
void describe(V& v, Deal& d) {
  v.about("deal",
          "A text that is signed already: it comes into force on its date without talks, and talks open only "
          "after it has ended.");
  v.field("name", d.name, {.what = "what the text is called"});
  v.field("date", d.date, {.what = "day on which it comes into force (the first day, if left out)"});
  v.field("options", d.options,
          {.what = "the option agreed on each issue; issues left out stay at their status quo",
           .required = true});
  v.field("source", d.source, {.what = "where the text is to be found"});
}

template <class V>
void describe(V& v, Scenario& s) {
  v.about("scenario", "A conflict and its talks.");
  v.field("name", s.name, {.what = "title", .required = true});
  v.field("description", s.description, {.what = "what this is about"});
  v.field("calendar", s.calendar, {.what = "first and last day; leave out for talks without a war"});
  v.field("issues", s.issues, {.what = "what is negotiated, by identifier", .required = true});
  v.field("agenda", s.agenda, {.what = "limits of the talks"});
  v.field("parties", s.parties, {.what = "the actors, by identifier", .required = true});
  v.field("talks", s.talks, {.what = "protocol and timing", .required = true});
  v.field("deal", s.deal, {.what = "a text that is signed already"});
  v.field("fronts", s.fronts, {.what = "where blocs fight, by identifier"});
  v.field("war", s.war, {.what = "how fighting behaves"});
  v.field("patronage", s.patronage, {.what = "how patrons bear on clients"});
  v.field("truce", s.truce, {.what = "how truces are kept and broken"});
  v.field("events", s.events, {.what = "what the outside world does"});
  v.field("challenge", s.challenge,
          {.what = "options of the challenge model, a forecast of 'parley analyze'"});
}

}  // namespace parley

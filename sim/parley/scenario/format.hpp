// What is a scenario file?
//
// The one description of the format, here and in format_bargaining.hpp, format_conflict.hpp,
// format_facilitation.hpp, format_factions.hpp, format_forecast.hpp, format_keeping.hpp and format_truce.hpp.
// Each describe() lists the keys of a section with meaning, unit and range; visitors turn the description
// into the loader and its errors, the JSON Schema, the reference table, the parameter paths and the list of
// assumptions. A visitor `v` offers
//   v.about(name, what)              once, first
//   v.field(key, member, spec)       for each key
// Defaults are the members' initial values.
#pragma once

#include "parley/scenario/format_bargaining.hpp"
#include "parley/scenario/format_conflict.hpp"
#include "parley/scenario/format_facilitation.hpp"
#include "parley/scenario/format_factions.hpp"
#include "parley/scenario/format_fighting.hpp"
#include "parley/scenario/format_forecast.hpp"
#include "parley/scenario/format_keeping.hpp"
#include "parley/scenario/format_truce.hpp"

namespace parley {

template <class V>
void describe(V& v, Issue& i) {
  v.about("issue", "One question on the table, with the answers that can be agreed.");
  v.field("title", i.title, {.what = "what the question is", .words = "the title of issue {self}"});
  v.field("options", i.options,
          {.what = "the possible answers, from 0",
           .required = true,
           .words = "the wording of answer {item} on {self}"});
  v.field("status_quo", i.status_quo,
          {.what = "the option in force without a deal: its position or its name (first option if left out)",
           .words = "the answer in force on {self} without a deal"});
  v.field("terms", i.terms,
          {.what = "what each option does to the truce, by position or name", .words = "{key} on {self}"});
  v.field("places", i.places,
          {.what = "where each option lies on a line from 0 to 100, one number an option; the value of an "
                   "option to a party with an `ideal` then falls evenly over the whole line, by 0.01 a step",
           .low = 0,
           .high = 100,
           .words = "where {item} on {self} lies on a line from 0 to 100",
           .less = "near one end of the line",
           .more = "near the other end"});
  v.field("source", i.source,
          {.what = "where the options come from", .words = "the source of the answers on {self}"});
}

template <class V>
void describe(V& v, PoliticalTrack& t) {
  v.about("political_track",
          "A truce that lasts brings the issues off the table onto the agenda: talks about them alone, "
          "beside the truce.");
  v.field("after", t.after,
          {.what = "days of truce after which they begin",
           .low = 1,
           .high = 36500,
           .unit = "days",
           .words = "the days of truce after which political talks begin",
           .less = "political talks follow a truce at once",
           .more = "political talks wait for a truce that has lasted"});
  v.field("strain", t.strain,
          {.what = "trust that a principal who hoped for a change loses in hostile principals at each "
                   "meeting that brings none",
           .low = 0,
           .high = 5,
           .unit = "log-odds",
           .words = "the trust that a fruitless political meeting costs",
           .less = "a meeting without result does no harm",
           .more = "each meeting without result ruins trust"});
}

template <class V>
void describe(V& v, Agenda& a) {
  v.about("agenda", "What may be talked about, and in which order.");
  v.field("off_table", a.off_table,
          {.what = "issues fixed at their status quo", .words = "issue {item} off the table"});
  v.field("mode", a.mode,
          {.what = "package: all issues at once; issue_by_issue: one after the other (with "
                   "alternating_offers only)",
           .words = "how issues come onto the agenda"});
  v.field("order", a.order,
          {.what = "issue_by_issue: which issues come first; the others follow in the order of the file",
           .words = "issue {item} in the order of the agenda"});
  v.field("lock", a.lock,
          {.what = "issue_by_issue: nothing_until_all: nothing is agreed until everything is; partial: what "
                   "is settled is the deal if the rest fails, with the rest at the status quo",
           .words = "what is agreed when issues are settled one by one"});
  v.field("political_track", a.political_track,
          {.what = "when issues off the table come onto the agenda of a truce; never, if left out",
           .words = "the political talks"});
}

template <class V>
void describe(V& v, Interaction& i) {
  v.about("interaction", "Two issues that a party weighs together (Keeney & Raiffa 1976).");
  v.field("when", i.when,
          {.what = "for each of two issues the options that make the pair count",
           .required = true,
           .words = "answer {item} on {key} that makes {self} count"});
  v.field("weight", i.weight,
          {.what = "weight of the pair beside the issues' weights; negative: the pair is a loss",
           .low = -1000,
           .high = 1000,
           .required = true,
           .words = "how much {self} matters",
           .less = "below 0: having both is a loss",
           .more = "having both matters more than most single issues",
           .scale =
               "beside the weights that this party gives to single issues: the same number matters as much"});
  v.field("why", i.why, {.what = "reason", .words = "the reason of {self}"});
}

template <class V>
void describe(V& v, Party& p) {
  v.about("party", "An actor with preferences.");
  v.field("name", p.name, {.what = "full name (the identifier if left out)", .words = "the name of {self}"});
  v.field("bloc", p.bloc,
          {.what = "the camp it belongs to (a camp of its own if left out)", .words = "the camp of {self}"});
  v.field("description", p.description, {.what = "who this is", .words = "the description of {self}"});
  v.field("seat", p.seat,
          {.what = "principal: bargains and signs; client: signs or refuses; observer: neither; excluded: "
                   "fights on (spoiler); mediator: no vote",
           .words = "the seat of {self} at the talks"});
  v.field("weights", p.weights,
          {.what = "importance of each issue; scaled to sum to 1",
           .low = 0,
           .high = 1000,
           .words = "how much {self} {cares/care} about {key}",
           .less = "it hardly matters to them beside the other issues",
           .more = "it matters more to them than the other issues together",
           .scale = "beside its other issues: twice the number matters twice as much"});
  v.field("ideal", p.ideal,
          {.what = "best option of each issue; value falls evenly with distance to 0 at the farthest option "
                   "(first option if left out)",
           .words = "the answer on {key} that {self} {likes/like} best"});
  v.field("values", p.values,
          {.what = "value of each option, instead of ideal: one number an option",
           .low = 0,
           .high = 1,
           .unit = "utility",
           .words = "what {item} on {key} is worth to {self}",
           .less = "as bad for them as any answer on this issue",
           .more = "as good for them as any answer on this issue"});
  v.field("interactions", p.interactions,
          {.what = "pairs of issues weighed together", .words = "joint wish {item} of {self}"});
  v.field("risk", p.risk,
          {.what = "constant absolute risk aversion over the whole package; 0 neutral, above 0 averse",
           .low = -20,
           .high = 20,
           .words = "how far {self} {shuns/shun} risk",
           .less = "below 0: they like a gamble; 0: they do not care",
           .more = "they take a sure deal over any gamble",
           .scale = "2: a sure deal worth 0.28 of the best one is as good as an even chance of all or "
                    "nothing; 5: 0.14"});
  v.field("reservation", p.reservation,
          {.what = "utility of no deal, at the start; war moves it",
           .low = 0,
           .high = 1,
           .unit = "utility",
           .words = "what {self} {expects/expect} from having no deal",
           .less = "they are so badly off without a deal that almost any text is better",
           .more = "they are so well off without a deal that hardly any text is better"});
  v.field("discount", p.discount,
          {.what = "what a gain over the reservation is worth one offer later, as a share of the same gain "
                   "now; only equilibrium bidding looks at it",
           .low = 0,
           .high = 1,
           .words = "how patient {self} {is/are} at the table",
           .less = "a gain one offer later is worth nothing to them",
           .more = "a gain one offer later is worth as much as now"});
  v.field("strategy", p.strategy, {.what = "how it bargains", .words = "{self}"});
  v.field("war", p.war, {.what = "its arms, beliefs and costs", .words = "{self}"});
  v.field("conduct", p.conduct, {.what = "how it behaves in a truce", .words = "{self}"});
  v.field("influenced_by", p.influenced_by,
          {.what = "leverage of each patron: utility that the patron can move per unit of its own stake",
           .low = 0,
           .high = 1,
           .unit = "leverage",
           .words = "the leverage of {key} over {self}",
           .less = "nothing that the patron does or offers moves them",
           .more = "the patron can make them sign almost anything"});
  v.field("factions", p.factions,
          {.what = "parts of it that weigh a truce for themselves, by name (at most 6; in a war)",
           .words = "the faction {item} of {self}"});
  v.field("facilitates", p.facilitates,
          {.what = "what it does for talks between others (seat mediator or observer)",
           .words = "what {self} {does/do} as a facilitator"});
  v.field("power", p.power,
          {.what = "how much it counts beside the others: its votes under random_proposer, its weight in the "
                   "weighted points and forecasts of 'parley analyze'",
           .low = 1e-6,
           .high = 1e9,
           .words = "how much {self} {counts/count} beside the others",
           .less = "they hardly count",
           .more = "they outweigh the others",
           .scale = "beside the other parties: twice the number counts twice as much"});
  v.field("salience", p.salience,
          {.what = "share of its attention that these issues have, all together; for the forecasts of "
                   "'parley analyze'",
           .low = 0.001,
           .high = 100,
           .unit = "percent",
           .words = "how much attention {self} {gives/give} to these issues",
           .less = "they hardly follow these talks",
           .more = "they attend to nothing else"});
  v.field("accommodates", p.accommodates,
          {.what = "challenge model: share of the way to where each party stands, itself included, that its "
                   "own ideal goes at each turn, at most 1 in all (if left out, its ideal is wherever it "
                   "stands)",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "how far {self} {moves its/move their} own wishes towards the place of {key}",
           .less = "not at all",
           .more = "the whole way"});
}

template <class V>
void describe(V& v, Deal& d) {
  v.about("deal",
          "A text that is signed already: it comes into force on its date without talks, and talks open only "
          "after it has ended.");
  v.field("name", d.name,
          {.what = "what the text is called", .words = "the name of the text already signed"});
  v.field("date", d.date,
          {.what = "day on which it comes into force (the first day, if left out)",
           .words = "the day on which the text already signed comes into force"});
  v.field("options", d.options,
          {.what = "the option agreed on each issue; issues left out stay at their status quo",
           .required = true,
           .words = "what the text already signed says on {key}"});
  v.field("source", d.source,
          {.what = "where the text is to be found", .words = "the source of the text already signed"});
}

template <class V>
void describe(V& v, Scenario& s) {
  v.about("scenario", "A conflict and its talks.");
  v.field("name", s.name, {.what = "title", .required = true, .words = "the title of the scenario"});
  v.field("description", s.description,
          {.what = "what this is about", .words = "the description of the scenario"});
  v.field("calendar", s.calendar,
          {.what = "first and last day; leave out for talks without a war", .words = "the calendar"});
  v.field("issues", s.issues,
          {.what = "what is negotiated, by identifier", .required = true, .words = "{key}"});
  v.field("agenda", s.agenda, {.what = "limits of the talks", .words = "the agenda"});
  v.field("parties", s.parties, {.what = "the actors, by identifier", .required = true, .words = "{key}"});
  v.field("talks", s.talks, {.what = "protocol and timing", .required = true, .words = "the talks"});
  v.field("deal", s.deal, {.what = "a text that is signed already", .words = "the text already signed"});
  v.field("fronts", s.fronts, {.what = "where blocs fight, by identifier", .words = "front {key}"});
  v.field("war", s.war, {.what = "how fighting behaves", .words = "the war"});
  v.field("patronage", s.patronage, {.what = "how patrons bear on clients", .words = "patronage"});
  v.field("truce", s.truce, {.what = "how truces are kept and broken", .words = "truces"});
  v.field("events", s.events, {.what = "what the outside world does", .words = "outside events"});
  // NOLINTNEXTLINE(clang-analyzer-core.StackAddressEscape): visitors keep no Spec beyond its field
  v.field("challenge", s.challenge,
          {.what = "options of the challenge model, a forecast of 'parley analyze'",
           .words = "the challenge model"});
}

}  // namespace parley

// What is a scenario file?
//
// The one description of the format. Each describe() lists the keys of a section with meaning, unit and
// range; visitors turn the description into the loader and its errors, the JSON Schema, the reference table,
// the parameter paths and the list of assumptions. A visitor `v` offers
//   v.about(name, what)              once, first
//   v.field(key, member, spec)       for each key
// Defaults are the members' initial values.
#pragma once

#include <array>
#include <limits>
#include <string_view>

#include "parley/scenario/scenario.hpp"

namespace parley {

struct Spec {
  const char* what = "";
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  const char* unit = "";  // "days" also allows "60 days", "48 h", "2 weeks"
  bool required = false;
  bool whole = false;
};

// The names of an enumeration's values in a scenario file, in order of the values.
template <class E>
struct Names;
template <>
struct Names<Mark> {
  static constexpr std::array<std::string_view, 4> list{"", "S", "E", "F"};
};
template <>
struct Names<Seat> {
  static constexpr std::array<std::string_view, 5> list{"principal", "client", "observer", "excluded",
                                                        "mediator"};
};
template <>
struct Names<EventKind> {
  static constexpr std::array<std::string_view, 9> list{
      "strike", "attack", "convoy", "offensive", "siege", "evacuation", "strength", "influence", "meeting"};
};
template <>
struct Names<Only> {
  static constexpr std::array<std::string_view, 3> list{"always", "war", "truce"};
};
template <>
struct Names<EventMode> {
  static constexpr std::array<std::string_view, 3> list{"history", "random", "none"};
};
template <class E>
constexpr std::string_view name_of(E value) {
  return Names<E>::list[static_cast<std::size_t>(value)];
}

// The name of each alternative of a variant.
template <class T>
struct AlternativeName;
// clang-format off
template <> struct AlternativeName<TimeDependent> { static constexpr std::string_view value = "time_dependent"; };
template <> struct AlternativeName<Hardliner> { static constexpr std::string_view value = "hardliner"; };
template <> struct AlternativeName<AcceptNext> { static constexpr std::string_view value = "next"; };
template <> struct AlternativeName<NoModel> { static constexpr std::string_view value = "none"; };
template <> struct AlternativeName<FrequencyModel> { static constexpr std::string_view value = "frequency"; };
template <> struct AlternativeName<TrueModel> { static constexpr std::string_view value = "true"; };
template <> struct AlternativeName<AlternatingOffers> { static constexpr std::string_view value = "alternating_offers"; };
template <> struct AlternativeName<PatronsThenClients> { static constexpr std::string_view value = "patrons_then_clients"; };
// clang-format on

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
          {.what = "chance that the true author of a violation is established at once",
           .low = 0,
           .high = 1,
           .unit = "probability"});
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
void describe(V& v, Issue& i) {
  v.about("issue", "One question on the table, with the answers that can be agreed.");
  v.field("title", i.title, {.what = "what the question is"});
  v.field("options", i.options, {.what = "the possible answers, from 0", .required = true});
  v.field(
      "status_quo", i.status_quo,
      {.what = "the option in force without a deal: its position or its name (first option if left out)"});
  v.field("terms", i.terms, {.what = "what each option does to the truce, by position or name"});
  v.field("source", i.source, {.what = "where the options come from"});
}

template <class V>
void describe(V& v, Agenda& a) {
  v.about("agenda", "What may be talked about.");
  v.field("off_table", a.off_table, {.what = "issues fixed at their status quo"});
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
void describe(V& v, TimeDependent& b) {
  v.about("time_dependent",
          "Concedes with time (Faratin, Sierra & Jennings 1998): aspiration 1 - t^exponent between the best "
          "package and the reservation value, t from 0 to 1 at the deadline.");
  v.field("exponent", b.exponent,
          {.what = "above 1 holds out (boulware), 1 is linear, below 1 gives in early (conceder)",
           .low = 0.01,
           .high = 100});
}
template <class V>
void describe(V& v, Hardliner&) {
  v.about("hardliner", "Never concedes: always proposes its best package.");
}
template <class V>
void describe(V& v, AcceptNext&) {
  v.about("next", "Accepts an offer at least as good as the one it would make now (Baarslag 2013).");
}
template <class V>
void describe(V& v, NoModel&) {
  v.about("none",
          "Knows nothing of the others: offers the package of lowest own value that meets its aspiration.");
}
template <class V>
void describe(V& v, FrequencyModel&) {
  v.about("frequency",
          "Learns what others want from what they keep asking for (after Hindriks & Tykhonov 2008; van "
          "Krimpen 2013).");
}
template <class V>
void describe(V& v, TrueModel&) {
  v.about("true", "Knows the others' preferences: the benchmark.");
}

template <class V>
void describe(V& v, Strategy& s) {
  v.about("strategy", "How a party bargains.");
  v.field("bidding", s.bidding, {.what = "what it proposes"});
  v.field("accept", s.accept, {.what = "when it says yes"});
  v.field("opponent_model", s.opponent_model,
          {.what = "what it believes the others want; among packages that meet its aspiration it offers the "
                   "one it believes best for them"});
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
  v.field("strategy", p.strategy, {.what = "how it bargains"});
  v.field("war", p.war, {.what = "its arms, beliefs and costs"});
  v.field("conduct", p.conduct, {.what = "how it behaves in a truce"});
  v.field("influenced_by", p.influenced_by,
          {.what = "leverage of each patron: utility that the patron can move per unit of its own stake",
           .low = 0,
           .high = 1,
           .unit = "leverage"});
}

template <class V>
void describe(V& v, AlternatingOffers&) {
  v.about("alternating_offers",
          "Principals and clients take turns, in the order of the file; an offer that all others accept in a "
          "row is the agreement (stacked alternating offers, Aydogan et al. 2017).");
}
template <class V>
void describe(V& v, PatronsThenClients& p) {
  v.about("patrons_then_clients",
          "Two levels (Putnam 1988): principals alternate offers while technical teams close narrow issues "
          "one at a time; a package they agree on needs every client's consent, given under leverage.");
  v.field("principals", p.principals, {.what = "who bargains (parties with that seat, if left out)"});
  v.field(
      "teams", p.teams,
      {.what = "issues that technical teams can close at a meeting", .low = 0, .high = 1000, .whole = true});
  v.field("narrow", p.narrow,
          {.what = "most that a principal gives up on one issue when its team closes it",
           .low = 0,
           .high = 1,
           .unit = "utility"});
  v.field("heed", p.heed,
          {.what = "weight of a client's wishes in its principal's offers, per unit of leverage, before it "
                   "ever refused",
           .low = 0,
           .high = 10});
}

template <class V>
void describe(V& v, Talks& t) {
  v.about("talks", "Who speaks when.");
  v.field("protocol", t.protocol, {.what = "the order of offers and answers"});
  v.field("rounds", t.rounds,
          {.what = "rounds of offers at each meeting; without a calendar, rounds in all",
           .low = 1,
           .high = 1e6,
           .whole = true});
  v.field("start", t.start, {.what = "day of the first meeting (the first day, if left out)"});
  v.field("every", t.every, {.what = "time between meetings", .low = 1, .high = 3650, .unit = "days"});
  v.field("deadline", t.deadline,
          {.what = "talks without a deal end after this time", .low = 1, .high = 36500, .unit = "days"});
  v.field("reopen_after", t.reopen_after,
          {.what = "earliest new talks after a walk-out, a deadline or a collapse; 0: never",
           .low = 0,
           .high = 36500,
           .unit = "days"});
  v.field("walk_out_trust", t.walk_out_trust,
          {.what = "a principal whose trust in another is below this walks out, and does not come back "
                   "before it recovers",
           .low = 0,
           .high = 1,
           .unit = "probability"});
}

template <class V>
void describe(V& v, Siege& s) {
  v.about("siege", "A besieged area.");
  v.field("by", s.by, {.what = "the besieging bloc, one of the front's sides", .required = true});
  v.field("population", s.population, {.what = "people inside", .low = 0, .high = 1e8, .unit = "people"});
  v.field("fighters", s.fighters, {.what = "fighters inside", .low = 0, .high = 1e7, .unit = "people"});
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
}

template <class V>
void describe(V& v, Patronage& p) {
  v.about("patronage", "How patrons bear on clients.");
  v.field("rivalry", p.rivalry,
          {.what = "loss of each patron's leverage per further patron (Salehyan, Siroky & Wood 2014)",
           .low = 0,
           .high = 10});
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
  v.field("probe", t.probe,
          {.what = "size of a probe, an attack being 1", .low = 0, .high = 1, .unit = "share"});
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
          {.what = "a truce is over when deaths on covered fronts return to this share of war",
           .low = 0.01,
           .high = 10,
           .unit = "share"});
  v.field("unravel_days", t.unravel_days,
          {.what = "days over which these deaths are averaged",
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
  v.field("fronts", s.fronts, {.what = "where blocs fight, by identifier"});
  v.field("war", s.war, {.what = "how fighting behaves"});
  v.field("patronage", s.patronage, {.what = "how patrons bear on clients"});
  v.field("truce", s.truce, {.what = "how truces are kept and broken"});
  v.field("events", s.events, {.what = "what the outside world does"});
}

}  // namespace parley

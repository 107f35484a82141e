// What is a case of the record?
//
// Part of the one description of the format (see format.hpp): a conflict whose end is known.
#pragma once

#include "parley/scenario/case_description.hpp"
#include "parley/scenario/format_spec.hpp"

namespace parley {

template <>
struct Names<CaseStatus> {
  static constexpr std::array<std::string_view, 3> list{"calibration", "seen", "held_out"};
};
template <>
struct Names<CeasefireClass> {
  static constexpr std::array<std::string_view, 4> list{"local", "cessation", "compliance", "definitive"};
};
template <>
struct Names<EndReason> {
  static constexpr std::array<std::string_view, 7> list{"mass_event", "violations", "battlefield", "patron",
                                                        "unravelled", "insincere",  "unforced"};
};

template <class V>
void describe(V& v, DeathsShare& m) {
  v.about(
      "deaths_share",
      "Quantity: deaths a day in some weeks after the first text as a share of the mean of the 28 days "
      "before it, on the fronts that the text covers, whether it still holds or not. Week 1 begins the day "
      "after signature.");
  v.field("from_week", m.from_week, {.what = "first week", .low = 1, .high = 4, .whole = true});
  v.field("to_week", m.to_week, {.what = "last week", .low = 1, .high = 4, .whole = true});
  v.field("outside", m.outside, {.what = "true: on the fronts that the text does not cover"});
}
template <class V>
void describe(V& v, ReturnDays&) {
  v.about(
      "return_days",
      "Quantity: days until the mean of seven days is back at 75% of the 28 days before the first text; "
      "the day after signature counts as 0. Where that does not come, the days to the end of the calendar.");
}
template <class V>
void describe(V& v, TruceDays& m) {
  v.about("truce_days", "Quantity: how many days the first text was in force.");
  v.field("up_to", m.up_to,
          {.what = "what lasts longer counts as so many days",
           .low = 1,
           .high = 36500,
           .unit = "days",
           .required = true});
}
template <class V>
void describe(V& v, DeathsBetween& m) {
  v.about("deaths", "Quantity: all deaths on fronts between two dates, both within.");
  v.field("from", m.from, {.what = "first day", .required = true});
  v.field("to", m.to, {.what = "last day", .required = true});
  v.field("fronts", m.fronts, {.what = "on these fronts (on all, if left out)"});
}
template <class V>
void describe(V& v, LastsBeyond& m) {
  v.about("lasts_beyond", "Yes-no: the first text is in force for longer.");
  v.field("days", m.days,
          {.what = "than so many days", .low = 0, .high = 36500, .unit = "days", .required = true});
}
template <class V>
void describe(V& v, InForce& m) {
  v.about("in_force", "Yes-no: a text is in force.");
  v.field("on", m.on, {.what = "at the end of this day", .required = true});
}
template <class V>
void describe(V& v, EndedBy& m) {
  v.about("ended_by", "Yes-no: the first text was ended by a party, within the calendar.");
  v.field("party", m.party, {.what = "which", .required = true});
}
template <class V>
void describe(V& v, EndedOver& m) {
  v.about("ended_over", "Yes-no: the first text ended within the calendar, for one of some reasons.");
  v.field("reasons", m.reasons, {.what = "which", .required = true});
}
template <class V>
void describe(V& v, SignedBy& m) {
  v.about("signed_by", "Yes-no: a first text has been signed.");
  v.field("date", m.date, {.what = "by the end of this day", .required = true});
}
template <class V>
void describe(V& v, NextText& m) {
  v.about("next_text", "Yes-no: after the end of the first text the same parties sign another one.");
  v.field("within", m.within,
          {.what = "within so many days", .low = 1, .high = 36500, .unit = "days", .required = true});
}
template <class V>
void describe(V& v, FrontFalls& m) {
  v.about(
      "front_falls",
      "Yes-no: the besieged garrison of a front has left, or its besieger has taken the last of the front.");
  v.field("front", m.front, {.what = "which", .required = true});
  v.field("by", m.by, {.what = "by the end of this day", .required = true});
}

template <class V>
void describe(V& v, Band& b) {
  v.about("band", "Where the figure of the model at its centre should lie: a judgement, beside the scores.");
  v.field("low", b.low, {.what = "from", .required = true});
  v.field("high", b.high, {.what = "to", .required = true});
}

template <class V>
void describe(V& v, Observation& o) {
  v.about("observation", "A figure that the model can tell, and what it was.");
  v.field("what", o.what, {.what = "in words, for a reader", .required = true});
  v.field("measure", o.measure, {.what = "the figure", .required = true});
  v.field("value", o.value, {.what = "what was observed, of a quantity (left out: not known yet)"});
  v.field("happened", o.happened, {.what = "whether it was so, of a yes-no (left out: not known yet)"});
  v.field(
      "band", o.band,
      {.what =
           "where the mean of the runs should lie, the median of days and deaths, the share of a yes-no"});
  v.field("source", o.source, {.what = "where it is known from", .required = true});
  v.field("verified", o.verified, {.what = "false: the source was not looked up"});
}

template <class V>
void describe(V& v, Before& b) {
  v.about("before", "Violence before the text, for forecasts by regression.");
  v.field("deaths_a_day", b.deaths_a_day,
          {.what = "mean of the 28 days before", .low = 0, .high = 1e6, .unit = "deaths", .required = true});
  v.field("of_the_year", b.of_the_year,
          {.what = "the same as a share of the mean of the year before", .low = 1e-6, .high = 1e6});
  v.field("last_week", b.last_week,
          {.what = "the mean of the last 7 days as a share of the 28", .low = 1e-6, .high = 1e6});
}

template <class V>
void describe(V& v, CaseDescription& c) {
  v.about("case", "A conflict whose end is known, held against the model by `parley validate`.");
  v.field("name", c.name, {.what = "title", .required = true});
  v.field("description", c.description, {.what = "what this case is about"});
  v.field("scenario", c.scenario, {.what = "the scenario, relative to this file", .required = true});
  v.field("deal", c.deal,
          {.what = "a deal file, relative to this file: its text is in force (if left out: what the scenario "
                   "has)"});
  v.field(
      "status", c.status,
      {.what = "calibration: numbers of the model were set on it; seen: those who wrote the scenario knew "
               "how it ended; held_out: they did not, and it was frozen before its first run",
       .required = true});
  v.field("why", c.why, {.what = "what was known to whom, and when", .required = true});
  v.field(
      "built_on", c.built_on,
      {.what = "cases whose scenario this one was made of, by the names of their files: who freezes a case "
               "that shares most names with one that was played says so"});
  v.field("reconsidered", c.reconsidered,
          {.what = "what was changed after a look at what the model makes of this case, and why (left out: "
                   "nothing)"});
  v.field("ceasefire", c.ceasefire, {.what = "class of the text, for forecasts by class (none without it)"});
  v.field("before", c.before, {.what = "violence before the text, for forecasts by regression"});
  v.field("observed", c.observed, {.what = "what is compared", .required = true});
}

}  // namespace parley

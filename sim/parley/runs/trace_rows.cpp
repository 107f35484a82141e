#include "parley/runs/trace_rows.hpp"

#include <array>

namespace parley {

namespace {

using Round = Line<RoundRow>;
using Event = Line<EventRow>;
using Offer = Line<OfferRow>;
using Day = Line<DayRow>;

constexpr std::array<std::string_view, 22> saying_names{
    "offer",          "accept", "close",     "agree",    "consent",    "refuse",       "walk_out",
    "reject",         "pass",   "break_off", "draft",    "vote_for",   "vote_against", "strong_for",
    "strong_against", "amend",  "red_line",  "optimism", "accusation", "denial",       "no_denial",
    "hope"};

using Text = std::optional<std::string_view>;
using WholeCell = std::optional<int>;
using MaybeNumber = std::optional<double>;

constexpr std::array rounds{
    Round::whole("run", "", "number of the run", [](const RoundRow& r) { return r.run; }),
    Round::whole("meeting", "", "number of the meeting in this run, from 0",
                 [](const RoundRow& r) { return r.meeting; }),
    Round::whole("day", "day", "of the meeting", [](const RoundRow& r) { return day_told(r.record.day); }),
    Round::text("date", "date", "of the meeting",
                [](const RoundRow& r) { return date_told(r.model, r.record.day); }),
    Round::whole("round", "", "of the meeting, from 1; without a calendar of the talks",
                 [](const RoundRow& r) { return r.round + 1; }),
    Round::number("time", "0 to 1", "relative time: 0 at the opening, 1 at the deadline",
                  [](const RoundRow& r) {
                    return r.record.opens + (r.record.closes - r.record.opens) * (r.round + 1.0) /
                                                (r.model.talks.rounds + 1.0);
                  }),
    Round::whole("offers", "number", "offers made in the round; with `single_text` drafts",
                 [](const RoundRow& r) { return r.offers; }),
    Round::whole("accepts", "number", "offers accepted in the round; with `single_text` votes for drafts",
                 [](const RoundRow& r) { return r.accepts; }),
    Round::text("standing_by", "party",
                "who made the last offer of the round; empty if none was made, or no mediator is named",
                [](const RoundRow& r) {
                  return r.standing != nullptr ? party_told(r.model, r.standing->who) : std::nullopt;
                }),
    Round::number("utility_PARTY", "utility", "of that offer to each party",
                  [](const RoundRow& r, std::size_t p) {
                    return r.standing != nullptr ? MaybeNumber(r.model.talks.utilities[PartyId(p)](r.package))
                                                 : MaybeNumber();
                  }),
};

Text event_name(const EventRow& r) {
  if (r.event.faction) return r.model.factions[*r.event.faction].name;
  if (!r.event.event) return std::nullopt;
  return (r.event.random ? r.model.random : r.model.dated)[*r.event.event].name;
}

template <auto member>
WholeCell option_told(const EventRow& r) {
  const auto& option = r.event.*member;
  return option ? WholeCell(static_cast<int>(*option)) : WholeCell();
}

constexpr std::array events{
    Event::whole("run", "", "number of the run", [](const EventRow& r) { return r.run; }),
    Event::whole("day", "day", "on which it happened",
                 [](const EventRow& r) { return day_told(r.event.day); }),
    Event::text("date", "date", "of that day",
                [](const EventRow& r) { return date_told(r.model, r.event.day); }),
    Event::text("kind", "", "see [kinds of happenings](#kinds-of-happenings)",
                [](const EventRow& r) { return happened_names[static_cast<std::size_t>(r.event.what)]; }),
    Event::text("name", "", "of an outside event, or of the faction that leaves or comes back",
                By<event_name>{}),
    Event::text("who", "party", "who did it",
                [](const EventRow& r) { return party_told(r.model, r.event.who); }),
    Event::text("whom", "party", "to whom",
                [](const EventRow& r) { return party_told(r.model, r.event.whom); }),
    Event::text("front", "front", "where",
                [](const EventRow& r) {
                  const auto& fronts = r.model.scenario.fronts.rows;
                  return r.event.front ? Text(fronts[r.event.front->position()].key.id) : Text();
                }),
    Event::text(
        "side", "",
        "camp that attacks on a front with its reserves, has won it, or has lost its last front there",
        [](const EventRow& r) {
          const Happened what = r.event.what;
          const bool told = what == Happened::front_won || what == Happened::offensive ||
                            what == Happened::culminated || what == Happened::beaten;
          return told ? Text(r.model.blocs[r.model.fronts[*r.event.front]
                                               .side[static_cast<std::size_t>(r.event.side)]])
                      : Text();
        }),
    Event::text("issue", "issue",
                "that a change of the text under a truce, `track_agreed` and `track_stalled` are about",
                [](const EventRow& r) {
                  const auto& issues = r.model.scenario.issues.rows;
                  return r.event.issue ? Text(issues[r.event.issue->position()].key.id) : Text();
                }),
    Event::whole("option", "option", "of that issue from now on", By<option_told<&Happening::option>>{}),
    Event::whole("option_before", "option", "until then, where the text in force changes",
                 By<option_told<&Happening::before>>{}),
    Event::number("deaths", "persons", "deaths", [](const EventRow& r) { return r.event.deaths; }),
    Event::number("people", "persons", "displaced", [](const EventRow& r) { return r.event.people; }),
    Event::whole("established", "0, 1",
                 "the author of an outside event, mass event or stray strike was established at once",
                 [](const EventRow& r) { return r.event.established; }),
    Event::number("utility", "utility", "of the package in question to `who`",
                  [](const EventRow& r) { return r.event.utility; }),
    Event::number("pressure", "utility", "of patrons on `who`",
                  [](const EventRow& r) { return r.event.pressure; }),
    Event::number("reservation", "utility", "reservation value of `who`; for `surrender` the resolve in days",
                  [](const EventRow& r) { return r.event.reservation; }),
    Event::number(
        "trust", "probability",
        "trust of `who` in the other camp; for `walked_out` and `reopened` trust of one principal in "
        "another",
        [](const EventRow& r) { return r.event.trust; }),
    Event::number(
        "value", "utility",
        "of the truce to `who`; for `spoiler_attack` the chance it sees that an attack breaks the "
        "truce; for `surrender` days of hardship; for `finding` and `open_offensive` days; for "
        "`culminated` steps won; for `offensive` the log ratio of efforts that surprise is worth to it",
        [](const EventRow& r) { return r.event.value; }),
    Event::number("probability", "probability",
                  "with which this was decided on that day: `denounced`, `lapsed`, `spoiler_attack` (1 for "
                  "`unravelled`); for `asked`, `amended`, `turned_down` and `suspended` the chance that the "
                  "others see that `who` "
                  "would leave",
                  [](const EventRow& r) { return r.event.probability; }),
    Event::text("cause", "", "of the end of a truce, as in `runs.csv`",
                [](const EventRow& r) { return cause_names[static_cast<std::size_t>(r.event.cause)]; }),
};

bool closes(const OfferRow& r) { return r.said.saying == Saying::close; }
bool stated(const OfferRow& r) { return r.said.saying >= Saying::red_line; }

// What technical teams settle is nobody's offer.
template <auto member>
MaybeNumber of_speaker(const OfferRow& r) {
  return closes(r) ? MaybeNumber() : MaybeNumber(r.said.*member);
}

Text about(const OfferRow& r) {
  if (r.said.saying == Saying::accusation || r.said.saying == Saying::denial ||
      r.said.saying == Saying::no_denial)
    return r.model.party_id(r.said.accused);
  if (r.said.saying == Saying::optimism) return r.model.blocs[r.model.contest[r.said.stronger]];
  return std::nullopt;
}

WholeCell option(const OfferRow& r, std::size_t k) {
  const IssueId issue(k);
  if (r.package) return static_cast<int>(r.model.talks.space.option(*r.package, issue));
  const bool one = closes(r) || r.said.saying == Saying::red_line;
  return one && issue == r.said.issue ? WholeCell(static_cast<int>(r.said.option)) : WholeCell();
}

constexpr std::array offers{
    Offer::whole("run", "", "number of the run", [](const OfferRow& r) { return r.run; }),
    Offer::whole("meeting", "", "number of the meeting in this run, from 0",
                 [](const OfferRow& r) { return r.meeting; }),
    Offer::whole("day", "day", "of the meeting", [](const OfferRow& r) { return day_told(r.day); }),
    Offer::text("date", "date", "of the meeting",
                [](const OfferRow& r) { return date_told(r.model, r.day); }),
    Offer::whole("round", "", "as in `rounds.csv`; 1 for `close`",
                 [](const OfferRow& r) { return r.said.round + 1; }),
    Offer::text(
        "kind", "",
        "`offer`; `accept`, `reject`: a yes or a no (with `random_proposer` a vote); `pass`: drawn, but "
        "nothing to propose; `close`: technical teams (or, issue by issue, all) settle one issue; `agree`: "
        "the offer stands, with `random_proposer` by its quota; `consent`, `refuse`: a client's answer; "
        "`walk_out`; `break_off`: an offer is turned down and talks break off; with `single_text` also "
        "`draft`: a changed text is put to the vote, `vote_for`, `vote_against`, `strong_for`, "
        "`strong_against`, and `amend`: the draft becomes the text; statements are `red_line`, `optimism`, "
        "`accusation`, `denial`, `no_denial`, `hope`. Issue by issue, `agree` and `close` follow for each issue, and "
        "`accept` and `agree` "
        "once more for the whole",
        [](const OfferRow& r) { return saying_names[static_cast<std::size_t>(r.said.saying)]; }),
    Offer::text("who", "party",
                "who said it; for `agree` whose offer it is; for `draft` and `amend` the mediator, if one is "
                "named; empty for `close`",
                [](const OfferRow& r) { return closes(r) ? Text() : party_told(r.model, r.said.who); }),
    Offer::number("own_utility", "utility", "of the package to `who`; for `walk_out` of its best package",
                  By<of_speaker<&Said::utility>>{}),
    Offer::number(
        "reservation", "utility",
        "of `who` at that time; while a single issue is discussed the least `who` takes on it, with "
        "later issues at the status quo",
        By<of_speaker<&Said::reservation>>{}),
    Offer::number("pressure", "utility", "of patrons, for `consent` and `refuse`; else 0",
                  By<of_speaker<&Said::pressure>>{}),
    Offer::text("about", "party, bloc",
                "statements: who is accused; who accuses, of `denial` and `no_denial`; the bloc said to be strong",
                By<about>{}),
    Offer::number("credence", "0 to 1",
                  "statements: how far it moves a listener from doubt (0) to certainty (1)",
                  [](const OfferRow& r) { return stated(r) ? MaybeNumber(r.said.credence) : MaybeNumber(); }),
    Offer::whole("meant", "0, 1", "statements: the speaker holds it to be so",
                 [](const OfferRow& r) { return stated(r) ? WholeCell(r.said.meant ? 1 : 0) : WholeCell(); }),
    Offer::whole("option_ISSUE", "option",
                 "the package; for `close` the settled issue only; for `red_line` the option refused only; "
                 "empty for `walk_out`, `pass` and other statements",
                 By<option>{}),
    Offer::number("utility_PARTY", "utility",
                  "of the package to each party; empty for `close`, `walk_out`, `pass` and statements",
                  [](const OfferRow& r, std::size_t p) {
                    return r.package ? MaybeNumber(r.model.talks.utilities[PartyId(p)](*r.package))
                                     : MaybeNumber();
                  }),
};

constexpr std::array days{
    Day::whole("run", "", "number of the run", [](const DayRow& r) { return r.run; }),
    Day::whole("day", "day", "of the calendar", [](const DayRow& r) { return day_told(r.day); }),
    Day::text("date", "date", "of that day", [](const DayRow& r) { return date_told(r.model, r.day); }),
    Day::text("phase", "",
              "at the end of the day: `truce`: one is in force; `talks`: none is, and talks are open; `war`: "
              "neither",
              [](const DayRow& r) {
                return std::string_view(r.record.truce ? "truce" : r.record.talking ? "talks" : "war");
              }),
    Day::number("deaths", "persons",
                "on all fronts; deaths of outside events on no front are in `events.csv` only",
                [](const DayRow& r) { return r.record.deaths; }),
    Day::number("deaths_FRONT", "persons", "on this front, outside events there included",
                [](const DayRow& r, std::size_t k) { return r.fronts[k].deaths; }),
    Day::number("control_FRONT", "share", "of this front held by its first side",
                [](const DayRow& r, std::size_t k) { return r.fronts[k].control; }),
    Day::number("trust_PARTY", "probability", "trust of the party in the other camp",
                [](const DayRow& r, std::size_t p) { return r.parties[p].trust; }),
    Day::number("reservation_PARTY", "utility", "what it expects without a deal",
                [](const DayRow& r, std::size_t p) { return r.parties[p].reservation; }),
    Day::number("margin_PARTY", "utility",
                "what staying in the truce is worth to it above leaving; empty without a truce, and for who "
                "has not signed",
                [](const DayRow& r, std::size_t p) {
                  const bool bound = r.record.truce && r.model.signatory[PartyId(p)] != 0;
                  return bound ? MaybeNumber(r.parties[p].margin) : MaybeNumber();
                }),
    Day::number(
        "keeps_PARTY", "share",
        "of the truce that its leaders mean to keep; empty without a truce, and for who has no forces",
        [](const DayRow& r, std::size_t p) {
          const bool bound = r.record.truce && r.model.strength[PartyId(p)] > 0;
          return bound ? MaybeNumber(r.parties[p].truce.keeps()) : MaybeNumber();
        }),
    Day::number("attacks_PARTY", "share",
                "of the fighting of full war on its covered fronts: where its commanders attack today; empty "
                "without a truce, and for who has no forces",
                [](const DayRow& r, std::size_t p) {
                  const bool bound = r.record.truce && r.model.strength[PartyId(p)] > 0;
                  return bound ? MaybeNumber(r.parties[p].attacks) : MaybeNumber();
                }),
};

PackageView package_of(const Model& model, const Trace& trace, const Said& said) {
  return {trace.talk.packages.data() + said.package, model.talks.space.units()};
}

}  // namespace

std::span<const Line<RoundRow>> round_lines() { return rounds; }
std::span<const Line<RoundRow>> study_round_lines() { return round_lines().subspan(1); }
std::span<const Line<EventRow>> event_lines() { return events; }
std::span<const Line<OfferRow>> offer_lines() { return offers; }
std::span<const Line<DayRow>> day_lines() { return days; }

void write_rounds(Cells& cells, std::span<const Line<RoundRow>> lines, const Model& model, const Trace& t,
                  std::uint32_t run) {
  for (std::size_t k = 0; k < t.meetings.size(); ++k) {
    const MeetingRecord& r = t.meetings[k];
    for (std::size_t i = r.first; i < r.last;) {
      RoundRow row{model, run, k, r, t.talk.said[i].round, 0, 0, nullptr, {}};
      for (; i < r.last && t.talk.said[i].round == row.round; ++i) {
        const Said& said = t.talk.said[i];
        if (said.saying == Saying::offer || said.saying == Saying::draft) {
          ++row.offers;
          row.standing = &said;
          row.package = package_of(model, t, said);
        }
        row.accepts += said.saying == Saying::accept || said.saying == Saying::vote_for ||
                               said.saying == Saying::strong_for
                           ? 1
                           : 0;
      }
      if (row.offers + row.accepts > 0) write_row(cells, lines, row);
    }
  }
}

void write_events(Cells& cells, const Model& model, const Trace& t, std::uint32_t run) {
  for (const Happening& h : t.happenings) write_row(cells, event_lines(), EventRow{model, run, h});
}

void write_offers(Cells& cells, const Model& model, const Trace& t, std::uint32_t run) {
  for (std::size_t k = 0; k < t.meetings.size(); ++k) {
    const MeetingRecord& r = t.meetings[k];
    for (std::size_t i = r.first; i < r.last; ++i) {
      const Said& said = t.talk.said[i];
      const bool none = said.saying == Saying::close || said.saying == Saying::walk_out ||
                        said.saying == Saying::pass || said.saying >= Saying::red_line;
      const auto package = none ? std::nullopt : std::optional(package_of(model, t, said));
      write_row(cells, offer_lines(), OfferRow{model, run, k, r.day, said, package});
    }
  }
}

void write_days(Cells& cells, const Model& model, const Trace& t, std::uint32_t run) {
  const std::size_t fronts = model.fronts.size(), parties = model.parties().size();
  for (std::size_t day = 0; day < t.days.size(); ++day)
    write_row(cells, day_lines(),
              DayRow{model, run, static_cast<int>(day), t.days[day],
                     std::span(t.fronts).subspan(day * fronts, fronts),
                     std::span(t.parties).subspan(day * parties, parties)});
}

}  // namespace parley

// What are the steps of a day, and which parts of the state may each change?  (internal to the engine)
//
// A step reads the day (model, state, date and luck) and changes what it is handed by reference; a Recorder
// changes nothing.
#pragma once

#include <limits>
#include <optional>

#include "parley/engine/day.hpp"
#include "parley/engine/recorder.hpp"

namespace parley {

// A truce that somebody ends today.
struct TruceEnd {
  Happened how = Happened::denounced;
  std::optional<PartyId> who = nobody;
  Cause cause = Cause::none;
};

// In the order of the day.
// events.cpp: findings, dated and random events
void outside_events(const Day& day, Forces& forces, Ground& ground, Trust& trust, Patrons& patrons,
                    TalksState& talks, Toll& toll, Recorder& record);
// reasons.cpp: what speaks for and against a text that nobody else knows
void move_shocks(const Day& day, TruceWorth& worth);
void first_shocks(const Day& day, TruceWorth& worth);
// Whose signature stands under a text had reasons for it: drawn again where it would not sign (a text that
// the file puts into force). Whether anybody's were.
bool reasons_to_have_signed(const Day& day, TruceWorth& worth);
// acts.cpp: what commanders, leaders and spoilers do under a truce
void choose_acts(const Day& day, TruceWorth& worth, Orders& orders, Trust& trust, Toll& toll,
                 Recorder& record);
// offensives.cpp: where reserves go, what they are about on the first day, and how a war with offensives goes
void first_offensives(const Day& day, Reserves& reserves, WarWorth& war);
void plan_offensives(const Day& day, Reserves& reserves, Recorder& record);
// war.cpp
void fight(const Day& day, Ground& ground, Orders& orders, Trust& trust, Toll& toll, Recorder& record);
// lines.cpp: where the day's fighting moves them; a front taken under a truce is a breach
void move_lines(const Day& day, Ground& ground, Toll& toll, Trust& trust, Recorder& record);
// war.cpp: what the day teaches about strength
void learn(const Day& day, Forces& forces);
// worth.cpp: what fighting on is worth to each party, by what lines and beliefs are at this moment alone; on
// days on which nobody asks for it, it need not be worked out
bool asks_for_worth(const Day& day, int until, const Trace* trace);
void value_war(const Day& day, WarWorth& war);
void first_worth(const Day& day, WarWorth& war);
// siege.cpp
inline constexpr double hardship_undone = 2.0;  // days of hardship that a day of full relief undoes
// Share of what a besieged area needs that these terms bring it today.
double relief_of(const Day& day, FrontId f, const TermsInForce& terms);
void relieve_or_surrender(const Day& day, Ground& ground, Toll& toll, Recorder& record);
// defeat.cpp: a camp that has lost every front; the end of the truce that it had signed
std::optional<TruceEnd> lose_the_war(const Day& day, TalksState& talks, Outcome& outcome, Recorder& record);
// patrons.cpp: leverage over clients
void press_clients(const Day& day, Patrons& patrons);
// track.cpp: issues that a truce which lasts brings onto the agenda
void political_track(const Day& day, TrackState& track, Trust& trust, Outcome& outcome, Recorder& record);
// table.cpp: the text that comes into force today, if one does; whether a text may be looked at today
bool may_talk(const Day& day);
std::optional<PackageView> talk(const Day& day, TalksState& talks, Table& table, Forces& forces, Trust& trust,
                                Outcome& outcome, Recorder& record);
// truce.cpp
void begin_truce(const Day& day, PackageView text, Truce& truce, TruceWorth& worth, Orders& orders,
                 Trust& trust, Forces& forces, Patrons& patrons, Outcome& outcome);
// trust.cpp: who protests against a killing that nobody has owned to; the observers look again
void protest(const Day& day, Trust& trust, Outcome& outcome, Recorder& record);
// trust.cpp: quiet days and forgetting
void settle_trust(const Day& day, Trust& trust);
// truce.cpp: separation, rearming, staged clauses
void live_under_truce(const Day& day, Ground& ground, Forces& forces, Truce& truce, Patrons& patrons,
                      TruceWorth& worth, Recorder& record);
// parting.cpp: parts of parties leave them, join excluded groups, come back
void part_or_return(const Day& day, Factions& factions, Ground& ground, Forces& forces, Recorder& record);
// sides.cpp: or go over to the other camp, where a place with who will win is worth more to them
void first_sides(const Day& day, Factions& factions);
void change_sides(const Day& day, Factions& factions, Ground& ground, Forces& forces, Recorder& record);
// duties.cpp: what has to be done before an option comes into force is done, or is not in time
void carry_out_duties(const Day& day, Truce& truce, TruceWorth& worth, Factions& factions, Forces& forces,
                      Ground& ground, Patrons& patrons, Trust& trust, Recorder& record);
// meetings.cpp: under a truce, on what would keep a signatory in, and on the next step
void meet_under_truce(const Day& day, Truce& truce, TruceWorth& worth, Patrons& patrons, Outcome& outcome,
                      Recorder& record);
// ladder.cpp: who would leave asks for another text first, or sets a clause aside
void step_short_of_leaving(const Day& day, Truce& truce, TruceWorth& worth, Trust& trust, Patrons& patrons,
                           Outcome& outcome, Recorder& record);
// leaving.cpp: who denounces it, lets it lapse, or fights on without a word
std::optional<TruceEnd> keep_or_leave(const Day& day, Truce& truce);
// truce.cpp
void end_truce(const Day& day, const TruceEnd& end, Truce& truce, TrackState& track, Orders& orders,
               Reserves& reserves, TalksState& talks, Trust& trust, Forces& forces, Patrons& patrons,
               Outcome& outcome, Recorder& record);
// tally.cpp: sums of the day, and how deaths respond to the first truce
void count(const Day& day, Outcome& outcome, Lookback& lookback);
// states.cpp: where everybody stands at the end of the day
void record_day(const Day& day, Recorder& record);

// Pieces that steps share.

// truce.cpp: puts the terms of the text into force, staged ones once they are unlocked, and starts the clock
// of renewals that they set.
void apply_terms(const Day& day, Truce& truce, Patrons& patrons);
// worth.cpp: what a party expects of the war's outcome above what it would expect once that is carried out
double outcome_given_up(const Day& day, PartyId party, const Duty& duty);
// worth.cpp: what a party would expect of the war, were two camps stronger by so much (log ratios), and the
// share of its fronts that each of them would be expected to win
struct Shifts {
  ContestId first, second;
  double of_first = 0, of_second = 0;
};
struct AfterShift {
  double outcome = 0, first_prevails = 0.5, second_prevails = 0.5;
};
AfterShift after_shift(const Day& day, PartyId party, const Shifts& shifts);
// duties.cpp: what was signed and has to be carried out first stands at the status quo until then
void wait_for_duties(const Day& day, Truce& truce);
// reasons.cpp: standard deviation of what speaks to a party for and against a text that nobody else knows
double spread_of_reasons(const Day& day, PartyId party, const FrontSet& covers);
// The same of one issue of it: what speaks for and against a text is the sum over its issues, each for
// itself.
double spread_of_reasons_for_an_issue(const Model& m);

// Does it decide for itself whether to keep the truce?
inline bool decides(const Model& m, PartyId p) {
  return m.signatory[p] != 0 && m.bound[p] != Bound::outside && !m.talks.utilities[p].empty();
}
inline bool renewal_due(const Day& day) {
  const Truce& truce = day.s.truce;
  return truce.next_renewal >= 0 && day.number >= truce.next_renewal;
}
inline constexpr double days_a_month = 30;
// Of the forces that one side has on a front, by strength, who is excluded left out: the mean of what each
// does; nothing where it has none.
template <class Does>
std::optional<double> mean_of_side(const Model& m, FrontId f, std::size_t side, Does does) {
  double sum = 0, all = 0;
  for (const PartyId p : m.fronts[f].fighters[side]) {
    if (m.excluded[p] != 0) continue;
    all += m.strength[p];
    sum += m.strength[p] * does(p);
  }
  if (all <= 0) return {};
  return sum / all;
}
// Of the war between the blocs of a front, share of full war.
inline double heat_on(const Day& day, FrontId f) {
  return day.s.ground.fronts[day.m.fronts[f].heats_with].lull ? day.m.lulls.heat : 1.0;
}

// What an event does to trust, and who says what of it.
void blame_for(const Day& day, SalientEvent event, Trust& trust, Recorder& record);  // trust.cpp
// accounts.cpp: who can have done it, its author first, and each camp's account; which suspect a finding
// names; what it does to the accounts; what the two sides say
void open_dispute(const Day& day, const SalientEvent& event, Dispute& dispute);
std::size_t named_by_finding(const Model& m, const Dispute& dispute, Stream& luck);
void hear_finding(const Model& m, const SalientEvent& event, std::size_t names, Dispute& dispute);
Blamed who_says_what(const Model& m, const SalientEvent& event, const Dispute& dispute);
std::optional<PartyId> speaker_of(const Model& m, BlocId camp);
bool all_excluded(const Model& m, BlocId camp);
// Where an excluded group would attack under the truce: where it is most mixed with others, and that does
// most harm to their standing.
std::optional<FrontId> where_it_attacks(const Day& day, PartyId group);
// Noticed killings a day that are expected of the excluded groups of a camp there; no front: anywhere.
double spoiler_killings(const Day& day, BlocId camp, std::optional<FrontId> front);
// statements.cpp: what a party would gain if the other camp lost the war instead of winning it, 0 or more
double stake_against(const Model& m, PartyId party, BlocId other);
// statements.cpp: leaders say after a long meeting that a deal is near
void speak_of_hope(const Day& day, const MeetingResult& result, Table& table, Trust& trust, Recorder& record);
void hear_findings(const Day& day, Trust& trust, Recorder& record);  // trust.cpp: those due
// trust.cpp; signed_more: what a signature that is still to come will say of each signatory, in log-odds
double trust_in_other_camp(const Day& day, PartyId party, double signed_more = 0);
// accounts.cpp: killings of civilians a day by one side of a front in full war, noticed or not
double killings_of_side(const Model& m, FrontId front, std::size_t side);
// trust.cpp: how far the others who fight it trust a party, where their log-odds stood so much higher
double trust_of_others(const Day& day, PartyId party, double more);
// trust.cpp: a signatory does not meet what it owes, for all to see: evidence like a killing that is just
// noticed
void obligation_not_met(const Day& day, PartyId who, std::optional<HappeningId> happening, Trust& trust);
// trust.cpp: nobody can show that it has not: each believes its word as far as it trusts it. verified: chance
// that it would have been shown
void obligation_in_doubt(const Day& day, PartyId who, double verified, Trust& trust);
void lose_faith(const Day& day, PartyId breaker,
                Trust& trust);  // trust.cpp: who ended a truce has failed others
// The pair of principals with least trust, first in second, beside what the first needs to talk; its trust.
struct Distrust {
  PartyId who, whom;
  double trust = 1;
  // Log-odds over those below which the first walks out.
  double above = std::numeric_limits<double>::infinity();
};
// trust.cpp; but: a party whose own trust does not count
Distrust least_trust(const Model& m, const Trust& trust, std::optional<PartyId> but = nobody);
bool ripe(const Day& day);  // ripeness.cpp: may talks open again?
void make_statements(const Day& day, Table& table, Forces& forces, Trust& trust, Recorder& record);
void read_refusal(const Model& m, PartyId refuser, Forces& forces);  // war.cpp: what it tells the other camps
void shift_strength(Forces& forces, ContestId bloc, double log_ratio);  // war.cpp: seen by all
void hold_back(const Day& day, Orders& orders);  // patrons.cpp: what patrons stop clients from
void lose_patience(const Day& day, PartyId breaker, Forces& forces, Patrons& patrons, Recorder& record);
void resume_support(Forces& forces, Patrons& patrons);  // patrons.cpp
void close_track(TrackState& track);                    // track.cpp
void surrender(const Day& day, FrontId front, double people, std::optional<HappeningId> happening,
               Ground& ground, Toll& toll, Recorder& record);      // siege.cpp
std::optional<int> side_of(const FrontModel& front, BlocId bloc);  // lines.cpp: 0 or 1; none: no side of it
bool attacks(const Day& day, BlocId bloc, FrontId front);          // offensives.cpp: with its reserve, today
double attack_effort_on(const Day& day, BlocId bloc,
                        FrontId front);  // offensives.cpp: how hard it would, its reserve included
// offensives.cpp: share of the front that its second side gives the first today, between offensives
double given_today(const Day& day, FrontId front);
// lines.cpp: what it is worth to a side (0, 1) of a front, as a log ratio of efforts, that the other side
// keeps the truce there
double surprise_there(const Day& day, FrontId front, std::size_t side);
// offensives.cpp: who leaves a truce strikes while the other side's guard is down
void attack_by_surprise(const Day& day, PartyId leaver, Reserves& reserves);
// Adds deaths outside the ordinary fighting of the day, suffered by the camp `victims`.
void add_deaths(const Model& m, std::optional<FrontId> front, BlocId victims, double deaths, bool civilians,
                Toll& toll);  // events.cpp

}  // namespace parley

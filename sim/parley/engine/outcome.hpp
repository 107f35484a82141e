// How did a run end?
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "parley/preference/space.hpp"
#include "parley/scenario/ids.hpp"
#include "parley/support/grid.hpp"

namespace parley {

// breakdown: a party walked out, or talks broke off, and no deal was made. deadlock: time ran out without a
// deal. holding: a signed deal is in force at the end (an agreement, where there is no war). collapsed: a
// deal was signed, none is in force at the end. defeat: a camp lost every front on which it fought, whatever
// was signed before.
enum class Ending { breakdown, deadlock, holding, collapsed, defeat };
inline constexpr std::array<std::string_view, 5> ending_names{"breakdown", "deadlock", "holding", "collapsed",
                                                              "defeat"};

// Why a truce ended, by what took most from its value to the party that ended it.
//   mass_event: an attributable event destroyed trust     violations: many smaller ones did
//   battlefield: war came to look better                  patron: its patrons stopped pressing
//   unravelled: fighting returned without a word          insincere: it signed what it never meant to keep
//   unforced: nothing much had changed                    defeat: one side was beaten
//   suspension: another had set a clause of it aside; obligation: what others owed by it was not done in time
enum class Cause {
  none,
  mass_event,
  violations,
  battlefield,
  patron,
  unravelled,
  insincere,
  unforced,
  defeat,
  suspension,
  obligation
};
inline constexpr std::array<std::string_view, 11> cause_names{
    "",          "mass event", "violations", "battlefield", "patron",    "unravelled",
    "insincere", "unforced",   "defeat",     "suspension",  "obligation"};

// void_: there is no other side any more.
enum class Manner { none, denounced, lapsed, unravelled, void_ };
inline constexpr std::array<std::string_view, 5> manner_names{"", "denounced", "lapsed", "unravelled",
                                                              "void"};

// How far the political track came: not opened, opened, or settled on something new.
enum class Track { closed, opened, settled };
inline constexpr std::array<std::string_view, 3> track_names{"", "opened", "settled"};

// How deaths responded to the first truce: weekly, as a share of the mean of the 28 days before (or as many
// as there were), on the fronts that the signed text covers at once and on all others. From the day after
// signature, when commanders are first bound, whether the truce still holds or not. Published series are
// measured like this.
struct Response {
  static constexpr int weeks = 4, days_before = 28;
  static constexpr double returned = 0.75, half_returned = 0.5;
  double before[2] = {0, 0};   // deaths a day: covered, other fronts; 0: no week of war to compare with
  double week[2][weeks] = {};  // deaths in all
  int days = 0;                // of the four weeks that the calendar holds
  int followed = 0;            // days on which deaths were compared with before, to the end of the calendar
  int return_days = -1;        // days of calm until the mean of seven is back at `returned`; -1: never
  int half_return_days = -1;   // the same at `half_returned`
  double share(int kind, int w) const { return week[kind][w] / (7 * before[kind]); }
  bool has(int kind, int w) const { return before[kind] > 0 && days >= 7 * (w + 1); }
};

// Something that happened in a run: an index into Trace::happenings.
using HappeningId = Id<struct HappeningKind>;

struct Outcome {
  Ending ending = Ending::deadlock;
  int deals = 0;
  int agreement_day = -1;  // of the first deal; rounds where there is no calendar
  int last_deal_day = -1;
  Package first_deal, last_deal;
  // How long the first text kept its truce; -1: there is none. A text that covers no front is no truce, and
  // talks alone have none.
  int first_truce_days = -1;
  bool first_truce_ended = false;
  int truce_days = 0;     // days on which a text in force covers a front
  int collapse_day = -1;  // of the first truce
  Manner manner = Manner::none;
  std::optional<PartyId> ended_by = nobody;  // the first truce
  Cause cause = Cause::none;
  std::optional<HappeningId> trigger = {};  // behind the cause, where a trace is kept
  std::string_view
      trigger_name;  // its name, owned by the model; empty for events that the run itself produced
  std::optional<PartyId> trigger_author = nobody;
  std::optional<PartyId> walked_out = nobody;  // last
  int walk_out_day = -1;                       // of the first walk-out
  int refusals = 0;
  int amendments = 0, suspensions = 0, protests = 0;  // steps short of leaving, in all truces
  std::optional<PartyId> refused_first = nobody;      // the first client to refuse
  // Signed the first deal below its reservation value, under its patrons' pressure.
  ListBy<PartyId, std::uint8_t> pressed;
  ListBy<PartyId, double> utilities;  // of the package in force at the end, else its reservation value then
  double deaths = 0, deaths_in_truce = 0, civilian_deaths = 0;
  double displaced = 0;  // under surrender: coerced, never counted as peace
  Response response;
  Track track = Track::closed;
  double aid_days = 0;                // besieged areas x days x share reached
  ListBy<FrontId, double> control;    // share held by its first side at the end
  std::optional<BlocId> beaten = {};  // lost every front on which it fought over the outcome
  int beaten_day = -1;

  bool has_truce() const { return first_truce_days >= 0; }
};

}  // namespace parley

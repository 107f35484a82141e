// What happened in one run, for those who want to read it?
//
// Facts with the numbers that decided them, no text: results/chronicle tells them.
#pragma once

#include <vector>

#include "parley/engine/model.hpp"
#include "parley/truce/keeping.hpp"

namespace parley {

enum class Happened {
  outside_event,   // a dated or random event of the scenario
  mass_event,      // fighting in a truce killed many civilians at once
  spoiler_attack,  // an excluded group attacked
  stray_strike,    // a strike on an excluded group hit others
  surrender,       // a besieged garrison left
  meeting,         // talks met and stayed open
  refused,         // a client refused it
  signed_deal,     // all consented: the truce begins
  in_force,        // a text signed beforehand comes into force
  staged,          // the quiet days have passed: staged clauses are in force
  denounced,
  lapsed,
  unravelled,
  walked_out,
  deadline,
  reopened,
  broken_off,        // an offer was turned down, and nobody made another
  support_withheld,  // a patron lost patience with a client that ended a truce
  track_opened,      // the truce has lasted: what was off the table comes onto the agenda
  track_agreed,      // and something new is agreed there
  track_stalled,     // or a meeting brings nothing, for the first time in this truce
  finding,           // who did it, established long after
  open_offensive,    // attacks on a front day after day in a truce
  front_won,         // one side has taken the last of a front
  offensive,         // a camp attacks with its reserve
  culminated,        // such an offensive has ended
  beaten,            // a camp has lost its last front
  entered,           // an option that was to wait comes into force
  backed,            // a facilitator backs the text signed, as its guarantor or otherwise ...
  not_backed,        // ... or does not
  asked,             // who would leave the truce asks for another text at the next meeting
  amended,           // and gets it
  turned_down,       // or not
  suspended,         // sets a clause aside on its own
  resumed,           // and takes it up again
  protested,         // against a killing that nobody has owned to
  next_step,         // a meeting under a truce agrees on a change that all gain by
  talks_suspended,   // too little trust for meetings under a truce
  talks_resumed,     // enough again
  withdrawn,         // who asked for another text would stay without it
  carried_out,       // an option is in force, now that who had to do it has done it
  overdue,           // or has not in time
  split,             // a part of a party keeps the truce no more, and fights on alone
  joined,            // or joins an excluded group
  returned,          // or comes back
  went_over,         // or goes over to another camp
};
inline constexpr std::array<std::string_view, 46> happened_names{
    "outside_event", "mass_event",       "spoiler_attack", "stray_strike",
    "surrender",     "meeting",          "refused",        "signed",
    "in_force",      "staged",           "denounced",      "lapsed",
    "unravelled",    "walked_out",       "deadline",       "reopened",
    "broken_off",    "support_withheld", "track_opened",   "track_agreed",
    "track_stalled", "finding",          "open_offensive", "front_won",
    "offensive",     "culminated",       "beaten",         "entered",
    "backed",        "not_backed",       "asked",          "amended",
    "turned_down",   "suspended",        "resumed",        "protested",
    "next_step",     "talks_suspended",  "talks_resumed",  "withdrawn",
    "carried_out",   "overdue",          "split",          "joined",
    "returned",      "went_over"};

// Who says what of it, where nobody has established who did it.
struct Blamed {
  std::optional<BlocId> holds = {}, answerable = {};  // the camp that was hit; whom it suspects
  double sure = 0;                                    // ... how surely, 0 to 1
  std::optional<PartyId> accuser = nobody;            // who says so in public
  std::optional<PartyId> answers = nobody;            // who speaks for the accused
  bool denies = false;                                // ... and denies it
  std::optional<BlocId> instead = {};                 // whom the accused suspect themselves
};

struct Happening {
  Happened what = Happened::meeting;
  int day = 0;
  std::optional<PartyId> who = nobody, whom = nobody;
  std::optional<FrontId> front = {};
  int side = 0;                           // of that front: who attacks it, has won it, or is beaten
  std::optional<std::size_t> event = {};  // position in Model::dated or Model::random
  bool random = false;
  std::optional<FactionId> faction = {};  // of who
  std::optional<IssueId> issue = {};      // of the political track, or of a text that changes under the truce
  std::optional<OptionIndex> option = {}, before = {};
  double deaths = 0, people = 0;
  double lost = 0;  // support withheld: share of the camp's strength
  // Decisions: what was weighed. Consent and truce values: utility, pressure, reservation, trust, value;
  // kept, tempted: what keeping the text is worth, and what a surprise attack under it would gain.
  double utility = 0, pressure = 0, reservation = 0, trust = 0, kept = 0, tempted = 0, value = 0,
         probability = 0;
  double hunger = 0;         // what that makes of the truce for a faction
  TruceValue worth = {};     // of a truce that ends, to who ends it
  bool established = false;  // who did it was known, or found out, at once
  Blamed blamed = {};
  Cause cause = Cause::none;
  std::optional<HappeningId> because = {};  // salient happening behind a decision
  std::size_t meeting = 0;                  // index into Trace::meetings
};

struct MeetingRecord {
  int day = 0;
  std::size_t first = 0, last = 0;  // what was said: TalkLog::said[first, last)
  MeetingResult result;
  double opens = 0, closes = 0;
};

struct DayRecord {
  double deaths = 0, covered_deaths = 0;
  bool truce = false;       // one is in force: a text that covers a front
  bool talking = false;     // talks are open; known where Trace::states asks for it
  std::uint64_t state = 0;  // hash_of the state at the end of the day, where Trace::hashes asks for it
};

// What happened on a front on a day.
struct FrontRecord {
  double deaths = 0, civilians = 0;  // deaths of both sides, events and stray strikes included
  int lethal_events = 0;             // that brought them
  bool covered = false;              // by a truce in force at the end of the day
  double control = 0;                // share of it that its first side holds
};

// Where a party stood at the end of a day.
struct PartyDay {
  double reservation = 0;
  double prevail = -1;  // share of its bloc's fronts that it expects to win; -1: no contest
  double outcome = 0;   // what it expects of the war's end, as utility
  double war_days = 0;  // days of full war to come that it counts
  double trust = 0;
  TruceValue truce;           // under a truce
  double margin = 0;          // under a truce, of a signatory: what staying is worth above leaving
  std::array<int, 3> acts{};  // under a truce: covered fronts on which it complies, answers, attacks
  double attacks = 0;  // under a truce: of the fighting of full war on its covered fronts, where it attacks
};

struct Trace {
  bool states = false;  // keep where every party stood every day
  bool hashes = false;  // keep a hash of the whole state every day
  ListBy<HappeningId, Happening> happenings;
  std::vector<MeetingRecord> meetings;
  std::vector<DayRecord> days;
  std::vector<FrontRecord> fronts;  // day x front
  std::vector<PartyDay> parties;    // day x party, where `states` asks for it
  TalkLog talk;
  void clear() {
    happenings.clear();
    meetings.clear();
    days.clear();
    fronts.clear();
    parties.clear();
    talk.clear();
  }
};

}  // namespace parley

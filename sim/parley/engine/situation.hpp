// How do things stand in a run?
//
// In parts, so that the signature of a step tells which of them it changes. All are plain and flat: a run
// begins with a copy of the model's first day, which allocates nothing once the parts have their size.
// Talks::table, which remembers more than a day and more than a run, is apart (state.hpp).
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "parley/conflict/attribution.hpp"
#include "parley/conflict/fighting.hpp"
#include "parley/conflict/ground.hpp"
#include "parley/conflict/strength.hpp"
#include "parley/engine/outcome.hpp"
#include "parley/scenario/limits.hpp"
#include "parley/support/grid.hpp"
#include "parley/truce/in_stages.hpp"
#include "parley/truce/keeping.hpp"
#include "parley/truce/terms.hpp"

namespace parley {

// What the camps can do, and what each party believes of it.
struct Forces {
  ListBy<ContestId, double> log_strength;
  Grid<PartyId, ContestId, double> mean;  // what each believes of it ...
  // ... bloc x bloc, how unsurely. All see the same: who was as unsure as another once stays so, and they
  // share a row.
  Grid<std::size_t, std::size_t, double> covariance;
  ListBy<PartyId, std::size_t> as_unsure;  // row of covariance
  StrengthBelief belief(PartyId p) const { return {mean.row(p), covariance.row(as_unsure[p]).values()}; }
  ChangingStrengthBelief belief(PartyId p) { return {mean.row(p), covariance.row(as_unsure[p]).values()}; }
};

// What the war is worth to each party.
struct WarWorth {
  ListBy<PartyId, double> first;        // on the first day: outcome less costs
  ListBy<PartyId, double> outcome;      // what it expects of the war's end, as utility
  ListBy<PartyId, double> prevail;      // the share of its bloc's fronts that it expects to win
  ListBy<PartyId, double> days;         // of full war to come that it bleeds on, as far as they count
  ListBy<PartyId, double> fear;         // what rearming in a truce would cost it in war
  ListBy<PartyId, double> reservation;  // value of fighting on
  // How a war with offensives goes, by contested front: drawn up on the first day.
  struct Expected {
    Course course;     // by days of the calendar
    double heat = 1;   // fighting on an average day, as a share of full war
    double jumps = 0;  // variance of the share a day by what offensives win and camps give between them
    std::size_t first_alike = 0;  // between the same camps, in as many steps, by the same course
  };
  std::vector<Expected> expected;
  // Scratch, by place among the parties who are asked: what each believes of two camps and expects of a
  // front, and sums over fronts: the outcome, the stakes that it wins, days of the longest.
  struct Sums {
    double outcome = 0, won = 0, longest = 0;
  };
  struct Scratch {
    std::vector<LogRatio> beliefs;
    ProspectsBySteps by_steps;
    std::vector<Prospect> prospects;
    std::vector<Sums> sums;
  };
  Scratch scratch;
};

struct FrontState {
  FrontLine line;
  bool lull = false;
  double log_intensity = 0;
  double factor = 1;  // of an offensive
  int factor_until = -1;
  std::optional<int> attacker = {};  // side whose offensive it is
  bool besieged = false;
  double hardship = 0;                          // days without relief
  bool over() const { return line.decided(); }  // fallen, or its garrison has left
  std::vector<double> intermingled;  // by excluded group of FrontModel::intermingled: share mixed with it
};

struct Ground {
  ListBy<FrontId, FrontState> fronts;
  int aid_paused_until = -1;  // day
};

// Where a camp's reserve is to attack, or attacks.
struct Plan {
  std::optional<FrontId> front = {};
  int begins = 0, ends = 0;  // days: of the attack, and the first one after it
  int held = 0;              // steps of the first side when it began
  double effort = 1;         // how many times as hard as the other side it attacks, surprise included
  double heat = 1;           // mean effort of its forces there, as a share of full war
  bool surprise = false;     // of a side whose guard is down
};
struct Reserves {
  ListBy<BlocId, Plan> plans;
  // By contested front: what was last weighed (scratch), and the share of it that a camp gives a day between
  // its offensives.
  std::vector<double> gains, chances;
  Grid<BlocId, std::size_t, double> given;
};

// What the day has cost so far; cleared every morning.
struct FrontToll {
  FrontDay fought;                    // once fought: with the other deaths
  std::array<double, 2> effort{};     // of each side, as a share of full war
  std::array<int, 2> other_deaths{};  // by side: of events, spoilers and stray strikes
  int other_events = 0;               // which brought these
  int other_civilians = 0;
};
struct Toll {
  ListBy<FrontId, FrontToll> fronts;
  double deaths_elsewhere = 0, civilians_elsewhere = 0;  // on no front
  double displaced = 0;                                  // under surrender
  // On fronts that a truce covers: deaths, those of a day at full war, and the part of these that today's
  // efforts would bring.
  double covered_deaths = 0, covered_expected = 0, covered_effort = 0;
};

// An event that everybody notices, and what it does to trust.
struct SalientEvent {
  PartyId author;
  BlocId victims;  // the camp that was hit
  std::optional<FrontId> front = {};
  double deaths = 0;
  bool known = false;  // the author is beyond doubt
  bool owned = false;  // its author says that it did it, and calls it lawful
  bool seen = false;   // nobody can overlook it; else it is seen by the chance of detection
  double blame = 1;    // 1: meant, 0: a mistake
  std::string_view name;
  std::optional<HappeningId> happening = {};
  std::uint32_t salt = 0;  // place_of_luck; none is drawn
  double noticed = 10;     // deaths from which an event was noticed by all when it happened
  double mixed = 0;  // of the second side of the front, when it happened: share mixed with excluded groups
  std::optional<PartyId> struck = nobody;  // a stray strike: the excluded group that was meant
};

// Who can have done it, and what each camp thinks of that.
struct Dispute {
  std::array<BlocId, most_suspects> camps{};
  std::array<bool, most_suspects> hidden{};  // of each: only who rules itself out speaks of it
  std::size_t suspects = 0;
  std::optional<PartyId> named = nobody;  // who of its camp did it, as far as that is known
  bool accused = false, denied = false;   // those who were hit say so in public; who is accused denies it
  std::array<Account, most_parties> accounts{};  // by camp; none of those whose members are all excluded
};

// An impartial finding of who did it, on its way: which of the suspects it names, rightly or not.
struct Finding {
  SalientEvent event;
  Dispute dispute;
  std::size_t names = 0;
  int happened = 0, due = 0;  // days
};

// A killing whose author nobody has established, against which a signatory protests.
struct Protest {
  PartyId who;
  SalientEvent event;
  Dispute dispute;
};

// The one event that cost a party most trust since the truce was signed, in all whom it blames together.
struct Grievance {
  double loss = 0;                            // log-odds, weighted by heed
  double total = 0;                           // of all events together
  std::optional<HappeningId> happening = {};  // where a trace is kept
  std::string_view name;
  std::optional<PartyId> author = nobody;
};

// Who trusts whom, and what has moved it.
struct Trust {
  Grid<PartyId, PartyId, double> log_odds;      // of the first in the second
  Grid<PartyId, PartyId, std::uint8_t> blamed;  // today
  bool salient_today = false;
  std::vector<Finding> findings;  // not yet due
  std::vector<Protest> protests;  // of today
  ListBy<PartyId, Grievance> grievance;
  ListBy<FactionId, double> of_parts;  // log-odds of a part's trust above its party's
};

// What patrons hold over their clients.
struct Patrons {
  ListBy<PartyId, double> influence_factor;  // of patrons
  Grid<PartyId, PartyId, double> leverage;   // patron x client, effective
  ListBy<ContestId, double> withheld;        // log strength lost to support withheld
  // What leverage was worked out by: it is not worked out again by the same.
  ListBy<PartyId, double> factor_then;
  double pressure_then = 0;
};

// What commanders do, and what they expect of the other side.
struct Orders {
  Grid<PartyId, FrontId, double> keeps;          // share of the truce that it keeps: phi
  Grid<PartyId, FrontId, int> attacking;         // days of truce in a row on which it attacks
  ListBy<FrontId, std::array<double, 2>> quiet;  // by side: share of war that the other side leaves undone
  ListBy<PartyId, double> unbidden;              // share of its slips that patrons do not hold back
  Grid<FactionId, FrontId, double> of_parts;     // phi of parts, wherever they stand
};

// What trust makes of a text for a party: its own trust in the other camp, the others' in it, and the part of
// that which it would lose by fighting on; as far as anything hangs on the last two.
struct Regard {
  double trust = 0, standing = 1, at_risk = 0;
};
// How likely a front is to go over by an attack on a lowered guard, as a party believes: by the other side's,
// and by its own beyond what it would be on a guard that is up.
struct Swing {
  double taken = 0, won = 0;
  // What it was worked out by: the share held, the forces, how hard each attacks and how far the guard is
  // down.
  double share = -1, ratio = 0, others = 0, own = 0, down = 0;  // none yet
};
// What was worked out last, and by what: asked again with the same, it is not worked out again.
struct AskedLast {
  double by = 0, is = 0;
};
// Scratch: what truces and texts are valued by, as far as it stays the same from one question to the next.
struct Regards {
  ListBy<PartyId, Regard> of;        // under the text in force
  ListBy<PartyId, double> killings;  // a day by its camp that all would notice and lay at its door
  // What these were worked out by.
  Grid<PartyId, PartyId, double> log_odds;
  double detection = -1;  // none yet
  FrontSet covers;
  double attribution = -1, attribution_delay = 0;
  ListBy<PartyId, std::optional<FrontId>> attacks;  // where an excluded group would
  // Of the first in the second: trust, and what would be left of it.
  Grid<PartyId, PartyId, AskedLast> trust, shaken;
  // Of fronts that decide the war: log of how hard each side would attack, and what parties expect of it.
  std::vector<std::array<AskedLast, 2>> efforts;
  Grid<PartyId, std::size_t, Swing> swings;
  InStages stages;  // of the text that is looked at
  // What it is worth to each, pressure aside, as far as that was asked.
  ListBy<PartyId, std::optional<TruceValue>> looked_at;
  // What the truce is worth to the parts of parties, as last weighed, and a text that was looked at.
  ListBy<FactionId, TruceValue> parts, drafted;
};

// When talks are held.
struct TalksState {
  bool open = false;
  bool extra_meeting = false;                    // today
  int opened = 0, next_meeting = 0, reopen = 0;  // days
  bool walked_out = false;                       // the last talks ended in a walk-out or a breakdown
  int barred_until = 0;                          // day; an experiment (simulate.hpp), never the run itself
  ListBy<PartyId, double> asks;   // above its reservation value, since it would not sign a text agreed
  ListBy<PartyId, double> least;  // what a text must give it at the table: with that
  TermsInForce sketched;          // scratch: of a text looked at, and what it is valued by
  Regards regards;
};

// A clause that a signatory has set aside on its own.
struct Suspension {
  std::optional<PartyId> by = nobody;
  OptionIndex option = 0;  // as signed
};

// What a signatory that would leave asks of the others first.
struct Asking {
  bool waits = false;  // for the next meeting
  int not_before = 0;  // day from which it asks again, turned down
};

// A signed text and its clocks.
struct Truce {
  bool in_force = false;
  bool unlocked = false;  // its staged clauses
  Package deal;
  // What it is valued by: the text in force, with what is still to be carried out and not overdue.
  Package counted_on;
  TermsInForce terms;
  int signed_day = 0, quiet_run = 0;
  int calm_since = -1;         // day on which its first front was covered; -1: none yet
  int next_renewal = -1;       // day; -1: open-ended
  std::vector<double> recent;  // share of war on covered fronts, ring of the last days
  int next_meeting = 0;        // day, of meetings under it
  bool meetings_suspended = false;
  std::size_t meetings = 0;  // held on a next step
  ListBy<PartyId, Asking> asking;
  ListBy<IssueId, Suspension> suspended;
  ListBy<IssueId, Waiting> waiting;
  ListBy<PartyId, double> set_aside;  // utility that clauses set aside by others take from a party
  ListBy<PartyId, double> undone;     // utility that what is overdue of others takes from it
  Package draft, draft_counted_on;    // scratch: a text looked at, what it is valued by, and its terms
  TermsInForce sketched;
  RareSize noticed;  // which killings are noticed by all, in force or not
  RareSize attack;   // how deadly those are that are meant to be heard of
  int age(int day) const { return day - signed_day; }
  int calm_days(int day) const { return calm_since < 0 ? 0 : day - calm_since; }
  bool calms() const { return in_force && terms.covers.size() > 0; }  // else no ceasefire is in force
  bool covers(FrontId front) const { return in_force && terms.covers.contains(front); }
};

// What the truce is worth to each party now, and was when it signed.
struct TruceWorth {
  ListBy<PartyId, TruceValue> now, signed_for;
  ListBy<PartyId, double> shock;                 // its own, of which nobody else knows
  ListBy<FrontId, std::array<double, 2>> local;  // that of each side's commanders there
  ListBy<FactionId, double> of_parts;            // of a part's own, beside its party's
  Regards regards;
};

// Where the parts of parties stand (faction_book.hpp).
enum class Stands : std::uint8_t { with_party, alone, with_group, with_foe };
// Of no weight in its party any more.
inline bool is_gone(Stands where) { return where == Stands::with_group || where == Stands::with_foe; }
struct Factions {
  ListBy<FactionId, Stands> stands;
  ListBy<FactionId, int> since;    // day from which it has stood there
  ListBy<FactionId, int> days;     // in a row on which it would rather stand elsewhere
  ListBy<FactionId, int> weighed;  // in a row on which it would rather stand on the other side, or come back
  ListBy<FactionId, std::optional<PartyId>> joins;  // whom of another camp it has joined
  ListBy<FactionId, double> drawn;                  // to its own camp, by what nobody else knows: utility
  // Of the second side's forces on a front, the share that they make up near their excluded group.
  Grid<FactionId, FrontId, double> mixed;
  ListBy<PartyId, double> alone, joined;  // shares of the party's forces
  ListBy<PartyId, double> grown;          // strength that has joined it
};

// What has been agreed, while a truce lasts, on issues that were off the table.
struct TrackState {
  bool open = false;
  std::vector<OptionIndex> option;  // by issue of Model::track; the status quo until one is agreed
  ListBy<PartyId, double> gain;     // what it has brought
};

// What is remembered to tell how deaths responded to the first truce.
struct Lookback {
  Grid<FrontId, std::size_t, double> front_days;  // deaths by front and day: ring of Response::days_before
  FrontSet first_covers;                          // the fronts of the first text
  std::array<double, 7> calm_week{};
};

struct Situation {
  // Copied, moved and destroyed in first_day.cpp alone: elsewhere it would be compiled in every file that has
  // one.
  Situation();
  Situation(const Situation&);
  Situation(Situation&&) noexcept;
  Situation& operator=(const Situation&);
  Situation& operator=(Situation&&) noexcept;
  ~Situation();

  Forces forces;
  WarWorth war;
  Ground ground;
  Reserves reserves;
  Toll toll;
  Trust trust;
  Patrons patrons;
  Orders orders;
  TalksState talks;
  Truce truce;
  TruceWorth worth;
  Factions factions;
  TrackState track;
  Lookback lookback;
  Outcome outcome;
};

}  // namespace parley

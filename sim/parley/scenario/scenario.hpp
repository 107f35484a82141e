// What did the analyst write?
//
// A scenario as plain values. What each field means, its unit and its range are said once, in format.hpp.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "parley/scenario/bargaining.hpp"
#include "parley/scenario/ids.hpp"

namespace parley {

struct Calendar {
  Date start, end;
  Number step = 1;
};

// What a signed option does to the truce.
// What somebody has to do before an option comes into force, and what waits with it.
struct Obligation {
  PartyRef party;
  Number within = 14, means = 0.2, verified = 0.5;
  std::optional<Number> remain;
  std::vector<IssueRef> before;
  Number gives_up;
  Keyed<FrontRef, Number> leaves;
};
struct Terms {
  std::vector<std::string> covers;  // fronts, or "all"
  Number renewal, quiet_days;
  bool staged = false;
  Number protects, detection, attribution, attribution_delay;
  Number strikes = 1;
  Number separation, pressure, disengages, aid;
  std::optional<BlocRef> restrains;
  bool lifts_siege = false;
  bool stops_evacuations = false;
  Number after;
  std::optional<Obligation> obliges;
};

struct Issue {
  std::string title, source;
  std::vector<std::string> options;
  OptionRef status_quo;
  KeyedByOption<Terms> terms;
  std::vector<Number> places;
};

enum class AgendaMode { package, issue_by_issue };
enum class Lock { nothing_until_all, partial };
struct PoliticalTrack {
  Number after = 60, strain = 0.1;
};
struct Agenda {
  std::vector<IssueRef> off_table, order;
  AgendaMode mode = AgendaMode::package;
  Lock lock = Lock::nothing_until_all;
  std::optional<PoliticalTrack> political_track;
};

// The expected-utility challenge model (preference/challenge.hpp).
enum class Victory { linear, square, quartic, octic, binary };
enum class Votes { prop, prop_bin, prop_cbc, cubic, binary };
enum class ElectionRule { conditional, markov_uniform, markov_incentive };
enum class RiskRange { min, mid, max };
enum class RiskAdjustment { none, one_third, half, two_thirds, full };
enum class ThirdParties { semi_commit, none };
enum class Interpolation { s2p2, s1p1, s2pmax };
enum class BargainRule { init_only_interp, both_estimates, compromise, init_rcvr_interp, pw_comp_interp };
enum class Transition { deterministic, stochastic };
struct ChallengeRules {
  Victory victory = Victory::linear;
  Votes votes = Votes::prop;
  ElectionRule election = ElectionRule::conditional;
  RiskRange risk_range = RiskRange::mid;
  RiskAdjustment risk_adjustment = RiskAdjustment::one_third;
  ThirdParties third_parties = ThirdParties::semi_commit;
  Interpolation interpolation = Interpolation::s2p2;
  BargainRule bargains = BargainRule::init_only_interp;
  Transition transition = Transition::deterministic;
  Number draws = 200;
};

struct Interaction {
  Keyed<IssueRef, std::vector<OptionRef>> when;
  Number weight;
  std::string why;
};

struct Strategy {
  Bidding bidding;
  Acceptance accept;
  OpponentModel opponent_model;
};

struct Arms {
  Number strength, optimism, cost;
  Number uncertainty = 0.5, rearm, reserves, indiscriminate = 1;
  std::vector<FrontRef> fronts;  // empty: all of its bloc's (who_fights_where.hpp)
};

struct Conduct {
  Number trust = 0.5, slack = 0.2, audience = 0.02, standing = 0.001, foresight;
};

// What a facilitator does for talks between others, and for a text of theirs that it backs.
struct GuarantorRole {
  Number troops, answers;
};
struct Facilitation {
  Number convenes;
  bool drafts = false;
  std::optional<GuarantorRole> guarantees;
  Keyed<PartyRef, Number> pays;
  Number carries;
};

// A part of a party that weighs a truce for itself.
struct Faction {
  Number share, leans;
  std::optional<Number> spread;
  Keyed<IssueRef, std::vector<Number>> differs;
  std::optional<PartyRef> near;
  Number beside;
  Keyed<FrontRef, Number> hunger;
  Keyed<PartyRef, Number> influenced_by, could_join;
};

enum class Seat { principal, client, observer, excluded, mediator };

struct Party {
  std::string name, bloc, description;
  Seat seat = Seat::principal;
  Keyed<IssueRef, Number> weights;
  Keyed<IssueRef, OptionRef> ideal;
  Keyed<IssueRef, std::vector<Number>> values;
  std::vector<Interaction> interactions;
  Number risk, reservation, discount = 1;
  Strategy strategy;
  Arms war;
  Conduct conduct;
  Keyed<PartyRef, Number> influenced_by;
  Keyed<NewId, Faction> factions;
  std::optional<Facilitation> facilitates;
  Number power = 1, salience = 100;
  Keyed<PartyRef, Number> accommodates;
};

struct Statements {
  Number rate = 0.3, incentive = 10, knowledge = 0.7;
  bool red_lines = true, optimism = true, accusations = true;
};

// What must hold before talks open again (Zartman 2000).
struct Ripeness {
  Number hurt = 0.5, stalemate = 0.75;
};

struct Talks {
  Protocol protocol;
  Number rounds = 10, every = 5, deadline = 60, reopen_after = 14, walk_out_odds = 0.1;
  std::optional<Number> walk_out_trust;
  bool go_on = true;
  std::optional<Date> start;
  std::optional<Statements> statements;
  std::optional<Ripeness> ripeness;
};

// A text that is signed already.
struct Deal {
  std::string name, source;
  std::optional<Date> date;
  Keyed<IssueRef, OptionRef> options;
};

struct Siege {
  BlocRef by;
  Number population, leaving, resolve = 365, hardship;
  bool relief = false;
};

struct Front {
  std::string name;
  std::vector<BlocRef> sides;
  Number intensity, control = 0.5, steps = 10, stake, weight = 1;
  Keyed<PartyRef, Number> intermingled;
  std::optional<Siege> siege;
};

// When fighting between two blocs dies down, and flares up again.
struct LullsWritten {
  Number after = 150, last = 70, heat = 0.02;
  std::optional<Number> first_day;
};

// How reserves are used.
struct OffensivesWritten {
  Number consider = 15, prepare = 20, last = 25, effort = 2, warning = 0.25, precision = 200;
};

struct Violence {
  std::optional<Date> since;
  Number decisiveness = 1, duration = 3000;
  bool ground = true;
  Number event_mu = 0.97, event_sigma = 0.91, event_tail = 1.6, tail_from = 10, largest_event = 500;
  Number clustering = 1.1, persistence = 0.7, volatility = 0.45;
  LullsWritten lulls;
  OffensivesWritten offensives;
  Number civilians = 0.3, advance = 0.004, defence = 0.5, day_noise = 2.8, horizon = 60, refusals;
  std::optional<Number> noise;
};

struct Patronage {
  Number rivalry = 0.25, control = 1, support, patience = 0.05;
};

struct TruceRules {
  Number precision = 36, memory = 40;
  Number salient_every = 3.6;
  std::optional<Number> salient;
  Number settles = 0.3, surprise = 0.5, local_trust = 0.67, deterrence = 1, habit = 7, self_defence = 0.5;
  Number shock = 0.3, shock_memory = 365, failure = 0.7;
  Number detection = 0.6, attribution = 0.1, attribution_delay, accuracy = 0.95, partisan = 0.97;
  Number committed_rate = 0.011, uncommitted_rate = 0.06, reassurance = 0.6;
  Number unravel = 0.75, unravel_days = 7;
  Number exempt_fighting = 1, spoiler_pace = 0.1, attack_every = 3.6, aid_pause = 14;
  std::optional<Number> exempt_strikes;
  bool steps = true;
};

enum class EventKind { strike, attack, convoy, offensive, siege, evacuation, strength, influence, meeting };
enum class Only { always, war, truce };
enum class EventMode { history, random, none };

struct Event {
  std::optional<Date> date;
  std::string name, source;
  EventKind kind = EventKind::attack;
  std::optional<PartyRef> by, on;
  std::optional<FrontRef> front;
  Number rate, deaths, days = 1, factor = 1, shift, displaced, blame = 1;
  Only only = Only::always;
  bool fixed = false;
};

struct Events {
  EventMode mode = EventMode::history;
  std::vector<Event> list, random;
};

struct Scenario {
  // Copied, moved and destroyed in scenario.cpp alone: elsewhere it would be compiled in every file that has
  // one.
  Scenario();
  Scenario(const Scenario&);
  Scenario(Scenario&&) noexcept;
  Scenario& operator=(const Scenario&);
  Scenario& operator=(Scenario&&) noexcept;
  ~Scenario();

  std::string name, description;
  std::optional<Calendar> calendar;
  Keyed<NewId, Issue, IssueId> issues;
  Agenda agenda;
  Keyed<NewId, Party, PartyId> parties;
  Talks talks;
  std::optional<Deal> deal;
  Keyed<NewId, Front, FrontId> fronts;
  Violence war;
  Patronage patronage;
  TruceRules truce;
  Events events;
  ChallengeRules challenge;
};

}  // namespace parley

// What is a Scenario, compiled to numbers?
//
// A Model is immutable and shared by all threads. Parties, issues, fronts and blocs are positions in the
// scenario's order; days count from 0 at the calendar's start. A day is a plain number: days are counted,
// subtracted and compared with lengths in nearly every place where they stand, -1 is one that never comes,
// and without a calendar rounds take their place in an Outcome.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "parley/bargaining/negotiation.hpp"
#include "parley/conflict/attribution.hpp"
#include "parley/conflict/fighting.hpp"
#include "parley/conflict/ground.hpp"
#include "parley/conflict/offensive.hpp"
#include "parley/engine/faction_book.hpp"
#include "parley/engine/situation.hpp"
#include "parley/truce/in_stages.hpp"

namespace parley {

inline constexpr double least_strength = 1e-6;  // of a bloc or a side without forces

struct FrontModel {
  std::array<BlocId, 2> side{};
  double intensity = 0, weight = 1;
  FrontLine line;      // on the first day
  double stake = 0;    // share of what contested fronts decide; 0: it decides nothing
  FrontId heats_with;  // the first front between the same blocs: its lulls are theirs
  double odds = 0;     // log ratio of the sides' forces, where they do not contest
  std::array<std::vector<PartyId>, 2> fighters;  // by side: who has forces there, excluded groups included
  double expected_deaths = 0;                    // a day of full war, both sides together
  std::array<double, 2> civilian{};  // by side: chance that whom an event by it kills are civilians
  std::vector<std::pair<PartyId, double>> intermingled;
  std::optional<int> besieger = {};  // side (0 or 1) that besieges; none: no siege described
  double population = 0, leaving = 0, resolve = 365, hardship = 0;
  bool relief = false;  // reserves reach the besieged side from outside
};

struct EventModel {
  int day = 0;      // dated events
  double rate = 0;  // random events, a day
  EventKind kind = EventKind::attack;
  std::optional<PartyId> by = nobody, on = nobody;
  std::optional<FrontId> front = {};
  double deaths = 0, days = 1, factor = 1, shift = 0, displaced = 0, blame = 1;
  Only only = Only::always;
  std::string name;
};

// What a party is bound to under a truce, whatever it would decide; for questions such as who could break or
// save a deal alone. keeps: its commanders comply and its leaders stay (an excluded group stays quiet);
// attacks: its commanders attack on every front every day (an excluded group wherever it can); leaves: its
// leaders denounce the truce as soon as they may. outside: the text is not its own, as where the other side
// alone has declared a truce: its commanders fight on, and its leaders have nothing to denounce.
enum class Bound : std::uint8_t { free, keeps, attacks, leaves, outside };

// Nothing, or why a scenario that the loader accepted cannot be run.
std::string refusal_of(const Scenario& scenario);

struct Model {
  // Expects a scenario that the loader accepted and refusal_of finds nothing against.
  explicit Model(Scenario scenario);
  // Copied, moved and destroyed in model.cpp alone: elsewhere it would be compiled in every file that has
  // one.
  Model(const Model&);
  Model(Model&&) noexcept;
  Model& operator=(const Model&);
  Model& operator=(Model&&) noexcept;
  ~Model();

  Scenario scenario;
  NegotiationModel talks;
  ListBy<BlocId, std::string> blocs;
  ClauseBook clauses;
  FactionBook factions;

  bool war = false;               // there is a calendar
  int days = 0;                   // length of the calendar
  std::optional<double> war_age;  // on the first day, in days, where the file tells it
  ViolenceParameters violence{};
  GroundRules ground;
  LullRules lulls;
  OffensiveRules offensives;
  Course outlook;  // the course of a war as hot as wars are on average
  bool lines_move = true;
  TrustRates rates;
  double killing_costs = 0;  // log-odds of trust in who did a killing that is just noticed and wholly its own
  RareSize noticed_in_war;
  double spoils = 0;  // noticed attacks a day that are expected of an excluded group under a truce
  // What is noticed by all, where a text covers these fronts.
  RareSize noticed(const FrontSet& covered) const;
  // How deadly attacks that are meant to be heard of are at least, and strikes that hit others, there.
  RareSize attack_size(const FrontSet& covered) const;
  double habit = 0;       // share by which commanders' expectation of the other side follows a day
  double shock_kept = 0;  // share of a private shock that is left after a day

  ListBy<PartyId, BlocId> bloc_of;
  ListBy<PartyId, double> strength;
  ListBy<PartyId, std::uint8_t> signatory;  // consents to deals
  ListBy<PartyId, std::uint8_t> excluded;
  ListBy<PartyId, std::uint8_t> facilitates;
  bool excluded_groups = false;  // there are some
  Grid<PartyId, PartyId, std::uint8_t> hostile;
  // The same as a list; cell: of the first's trust in the second, in a grid of all pairs.
  struct Foes {
    PartyId a, b;
    std::size_t cell = 0;
  };
  std::vector<Foes> foes;
  Grid<PartyId, PartyId, double> heed;  // share of the second in the first's trust in the other camp
  // The same as lists: whom a party heeds, and who of those not excluded heeds it. cell: of the first's trust
  // in the second, in a grid of all pairs.
  struct Heeded {
    PartyId who;
    double weight = 0;
    std::size_t cell = 0;
  };
  ListBy<PartyId, std::vector<Heeded>> heeds, heeded_by;
  ListBy<PartyId, double> trust_prior;   // log-odds
  ListBy<PartyId, double> walk_out;      // log-odds of trust below which it leaves talks
  ListBy<PartyId, double> opening_asks;  // of a text, above its reservation value, when talks open
  double convened = 0;                   // share of what keeps parties from the table that facilitators undo
  ListBy<PartyId, Bound> bound;          // free unless a study sets it after compiling

  // Forces of a bloc on a front, as shares of all that it has: in the lines, and those that can come.
  Grid<BlocId, FrontId, Side> forces;
  ListBy<BlocId, std::uint8_t> has_reserves;
  Grid<BlocId, FrontId, std::optional<PartyId>> leader;  // who decides whether they attack there

  ListBy<ContestId, BlocId> contest;                    // blocs that fight for the outcome
  ListBy<BlocId, std::optional<ContestId>> contest_of;  // none: it does not
  ListBy<ContestId, double> log_strength;
  ListBy<ContestId, double> rearm;           // growth of log strength in a day of truce
  Grid<PartyId, ContestId, double> imposed;  // utility to the party of the package that the bloc would impose

  ListBy<FrontId, FrontModel> fronts;
  // Fronts that decide the war, both of whose sides contest; and the others.
  struct Contested {
    FrontId front;
    ContestId a, b;  // of its first and second side
  };
  std::vector<Contested> contested;
  // What hangs on them for a party, by their place in that list.
  struct AtStake {
    double stake = 0;             // of the front: share of what these decide
    double by_second = 0;         // utility of what its second side would impose ...
    double more_by_first = 0;     // ... and how much more that of its first side is
    double bleeding = 0;          // share of the party's losses that falls there
    std::optional<int> own = {};  // the side of the party's camp; none: others fight there
  };
  Grid<std::size_t, PartyId, AtStake> at_stake;
  // Where an excluded group is mixed with others: the front, and its place in FrontModel::intermingled.
  struct MixedOn {
    FrontId front;
    std::size_t at = 0;
  };
  ListBy<PartyId, std::vector<MixedOn>> mixed_on;
  ListBy<PartyId, double> at_war, staked;  // sums over these: of losses, and of stakes of its camp's fronts
  // The fronts on which a party's war is fought, its side there, and deaths a day that are expected of full
  // war.
  struct FightsOn {
    FrontId front;
    std::size_t side = 0;
    double deaths = 0;
  };
  ListBy<PartyId, std::vector<FightsOn>> fights_on;
  // Fronts that decide nothing, on which a party bleeds, and what they cost it: days of full war, as far as
  // they count.
  struct Aside {
    FrontId front;
    double days = 0;
  };
  ListBy<PartyId, std::vector<Aside>> bleeds_aside;
  // Who asks day by day what the war is worth to it: all but those who fight whatever comes. `bleed` of them,
  // the first, have forces on some front.
  std::vector<PartyId> weigh_war;
  std::size_t bleed = 0;
  // Two blocs that fight for the outcome, and the fronts that tell who of them is stronger.
  struct Opponents {
    ContestId a, b;
    std::vector<FrontId> fronts;
  };
  std::vector<Opponents> opponents;
  Grid<PartyId, FrontId, double> bleeding;  // share of what the party loses in full war that it loses there
  // Of beliefs, a row for all who are equally unsure; its root (strength.hpp); and the row of each party.
  Grid<std::size_t, std::size_t, double> first_covariance, first_errors;
  ListBy<PartyId, std::size_t> as_unsure;
  std::vector<EventModel> dated;  // in order of day
  std::vector<EventModel> random;

  // Issues that a truce which lasts brings onto the agenda, and what each option of theirs is worth to a
  // party beside any package: utility above the status quo, party x option.
  struct TrackIssue {
    IssueId issue;
    std::size_t options = 0;
    OptionIndex status_quo = 0;
    Grid<PartyId, std::size_t, double> gain;
    double of(PartyId p, std::size_t option) const { return gain(p, option); }
  };
  std::vector<TrackIssue> track;

  // A text signed already, and the day on which it comes into force; none: there is none.
  Package deal;
  std::optional<int> deal_day = {};

  Situation first_day;  // how things stand before it, but for what luck decides

  int talks_start = 0, deadline = 0, every = 1, reopen_after = 0;

  Ids<PartyId> parties() const { return bloc_of.ids(); }
  const std::string& party_id(PartyId p) const { return scenario.parties[p].key.id; }
  const Party& party(PartyId p) const { return scenario.parties[p].value; }
  // Who fights where (scenario/who_fights_where.hpp). at: false where a party has fronts of its own
  // elsewhere. side_of: 0 or 1 where its war is fought there; none where it is not.
  bool at(PartyId p, FrontId f) const { return elsewhere_(p, f) == 0; }
  std::optional<int> side_of(PartyId p, FrontId f) const { return side_(p, f); }
  // Of a text `age` days after signature, by its options alone. The second allocates.
  void look_at(PackageView text, int age, const Underway& underway, InStages& stages) const {
    stages.look_at(clauses, talks.space, text, age, scenario.war.horizon, underway);
  }
  double worth_of(PartyId p, PackageView text, int age, const Underway& underway = {}) const;
  bool are_hostile(PartyId a, PartyId b) const { return hostile(a, b) != 0; }
  // "2016-09-09", or "day 14" without a calendar.
  std::string date(int day) const;

 private:
  Grid<PartyId, FrontId, std::uint8_t> elsewhere_;
  Grid<PartyId, FrontId, std::optional<int>> side_;

  void weigh_fronts();
  void weigh_forces();
  void open_with_facilitators();
  void remember_the_war();
  Situation before_first_day() const;
};

}  // namespace parley

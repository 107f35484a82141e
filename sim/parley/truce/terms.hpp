// What does the signed package put into force?
//
// Clauses of all issues combine: coverage is the union; chances that a thing happens anyway (protection,
// detection, attribution, separation, pressure, disengagement) combine as independent; the strictest limit on
// strikes and the shortest renewal count. Staged clauses wait for the quiet days. An option may come into
// force days after signature: until then its issue stands at the status quo. Facilitators who back a text
// bring what they said that they would: troops between the lines, an answer to who breaks it, pay and aid.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <vector>

#include "parley/preference/utility.hpp"
#include "parley/scenario/ids.hpp"
#include "parley/support/grid.hpp"

namespace parley {

inline constexpr std::size_t max_fronts = 128;

class FrontSet {
 public:
  bool contains(FrontId front) const { return in_.test(front.position()); }
  void insert(FrontId front) { in_.set(front.position()); }
  void insert(const FrontSet& others) { in_ |= others.in_; }
  void clear() { in_.reset(); }
  std::size_t size() const { return in_.count(); }
  bool operator==(const FrontSet&) const = default;

 private:
  std::bitset<max_fronts> in_;
};

// Who carries an option out before it comes into force (format: obliges).
struct Duty {
  PartyId party;
  int within = 0;  // days
  double means = 0, verified = 0;
  std::optional<double> remain;  // separation: share of those near excluded groups that may still be
  std::vector<IssueId> before;
  double gives_up = 0;  // share of its camp's strength, in [0, 1)
  struct Left {
    FrontId front;
    double share = 0;  // of what its side holds, in [0, 1]
  };
  std::vector<Left> leaves;
  bool weakens() const { return gives_up > 0 || !leaves.empty(); }
};

// An option that was signed and stands at the status quo of its issue until it has been carried out, and for
// as long as what another issue waits for has not been.
struct Waiting {
  std::optional<OptionIndex> option = {};  // as signed; none: nothing is waited for
  bool owed = false;                       // it has to be carried out itself ...
  int due = 0;                             // ... by that day; 0: its days have not begun
  int overdue = 0;                         // so many times that day has passed
  bool seen = false;                       // all have seen that it was not done
  double reasons = 0;                      // for doing it that nobody else knows, in utility
  double near = 0;  // separation: who stood near excluded groups when its days began (near_groups)
};

struct Clause {
  FrontSet covers;
  double renewal = 0, quiet_days = 0, attribution_delay = 0;
  bool staged = false;
  double protects = 0, detection = 0, attribution = 0, strikes = 1, separation = 0, pressure = 0,
         disengages = 0, aid = 0;
  std::optional<BlocId> restrains;  // bloc bound by `protects`; none: all
  bool lifts_siege = false, stops_evacuations = false;
  int after = 0;  // days after signature
  std::optional<Duty> duty;
};

// A facilitator and what it brings to a text that it backs: one that covers a front and is worth its
// reservation value to it, where it wants anything.
struct Backing {
  PartyId facilitator;
  Utility utility;
  double reservation = 0;
  bool guarantees = false;
  double troops = 0, answers = 0, carries = 0;
  ListBy<PartyId, double> pays;
  bool brings_something() const;
};

struct TermsInForce {
  FrontSet covers;
  double renewal = 0;     // days; 0: open-ended
  double quiet_days = 0;  // 0: nothing is staged
  ListBy<BlocId, double> protects;
  double detection = 0, attribution = 0, strikes = 1, separation = 0, pressure = 0, disengages = 0, aid = 0;
  double attribution_delay = 0;  // days; of the quickest clause that attributes
  bool lifts_siege = false, stops_evacuations = false;
  double answers = 0;            // of guarantors: what who is seen to break it loses, in utility
  ListBy<PartyId, double> paid;  // by facilitators, as long as it is kept
};

// All clauses of a scenario.
struct ClauseBook {
  ClauseBook(const Scenario& scenario, const Space& space, const ListBy<BlocId, std::string>& blocs);
  ListBy<IssueId, std::vector<Clause>> clauses;  // by option
  ListBy<IssueId, OptionIndex> status_quo;
  std::vector<Backing> facilitators;
  std::size_t blocs = 0, parties = 0;
  std::vector<IssueId> delayed;  // some option of which comes into force later
  bool obliges = false;          // some option has to be carried out first
  // Options of other issues that hold an issue back until they are carried out.
  struct Holder {
    IssueId issue;
    OptionIndex option = 0;
  };
  ListBy<IssueId, std::vector<Holder>> held_by;
  std::vector<IssueId> later;  // some option of which comes into force later, for whichever of these reasons
};

// Does the option of an issue wait for a duty on another issue that has not been carried out; on that one;
// for one that waits, over others, for it: nobody can begin?
bool is_held(const ClauseBook& book, const ListBy<IssueId, Waiting>& waiting, IssueId issue,
             std::optional<IssueId> but = {});
bool is_held_by(const ClauseBook& book, const ListBy<IssueId, Waiting>& waiting, IssueId issue, IssueId by);
bool waits_for_itself(const ClauseBook& book, const ListBy<IssueId, Waiting>& waiting, IssueId issue);

// Of a text that has been signed: what still waits, but for what waits for a duty that is taken to be done.
struct Underway {
  const ListBy<IssueId, Waiting>* waiting = nullptr;  // null: it is to be signed
  std::optional<IssueId> done = {};
  bool over(IssueId issue) const;
};

// Days from signature until the option that a package has for an issue comes into force, if what has to be
// carried out first is carried out on the last day that it may be.
int in_force_after(const ClauseBook& book, const Space& space, PackageView package, IssueId issue,
                   const Underway& underway);

// The fronts that a package covers, once its staged clauses are in force too: none, and it is no ceasefire.
FrontSet fronts_of(const ClauseBook& book, const Space& space, PackageView package);

bool backs(const Backing& facilitator, const ClauseBook& book, const Space& space, PackageView package);

// Combines the clauses of a package `age` days after signature, staged ones only if `unlocked`. Reuses the
// memory of `terms`.
void put_into_force(const ClauseBook& book, const Space& space, PackageView package, bool unlocked, int age,
                    TermsInForce& terms);

}  // namespace parley

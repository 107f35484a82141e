// Who sits at the table, and what has been said there?
//
// NegotiationModel is what does not change during a run; Table is the flat, reusable state of the talks of
// one run. Times are relative: 0 at the opening, 1 at the deadline.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "parley/bargaining/acceptance.hpp"
#include "parley/bargaining/exchange.hpp"
#include "parley/bargaining/mind.hpp"
#include "parley/bargaining/voting.hpp"
#include "parley/preference/ranking.hpp"
#include "parley/preference/remembered_tradeoff.hpp"
#include "parley/preference/split_ranking.hpp"
#include "parley/preference/utility.hpp"
#include "parley/support/grid.hpp"
#include "parley/support/random.hpp"

namespace parley {

// What patrons hold over their clients: patron x client.
using Leverage = Grid<PartyId, PartyId, double>;

// What parties that bid equilibrium offer and accept; empty where nobody does.
struct EquilibriumPlan {
  EquilibriumPlan() = default;
  EquilibriumPlan(const Scenario& scenario, const Space& space, SpanBy<PartyId, const Utility> utilities,
                  std::span<const PartyId> principals, const Voting& voting);
  struct Offer {
    double chance = 1;
    Package package;
  };
  ListBy<PartyId, double> threshold;  // least utility that it accepts
  ListBy<PartyId, std::vector<Offer>> offers;
  bool in_force() const { return !threshold.empty(); }
};

// What a way of bidding uses. Each tells all of it, in its own file.
struct BiddingHabits {
  bool draws;              // luck, to choose among offers
  bool counts;             // the different packages that each party has offered
  std::size_t looks_back;  // how many of each party's last offers
  bool listens() const { return counts || looks_back > 0; }
};

// How one party bargains, as far as others need to know.
struct BargainingStyle {
  BiddingHabits bidding;
  AcceptanceHabits accept;
  bool learns;   // its opponent model changes with what is said
  bool blind;    // it holds nothing about the others' wishes
  bool by_rank;  // its bids and answers depend on time and its own ranking alone
  bool listens() const { return learns || bidding.listens() || accept.listens(); }
};

// What a protocol makes of a scenario's seats. Each makes it in its own file.
struct Seating {
  std::vector<PartyId> principals;             // who bargains, in order
  std::vector<PartyId> clients = {};           // who must consent besides
  double heed = 0;                             // weight of a client's wishes per unit of leverage
  Voting voting = {};                          // random_proposer
  ListBy<PartyId, std::uint8_t> anneals = {};  // single_text
};

struct NegotiationModel : Seating {
  explicit NegotiationModel(const Scenario& scenario);
  // Copied, moved and destroyed in negotiation.cpp alone: elsewhere it would be compiled in every file that
  // has one.
  NegotiationModel(const NegotiationModel&);
  NegotiationModel(NegotiationModel&&) noexcept;
  NegotiationModel& operator=(const NegotiationModel&);
  NegotiationModel& operator=(NegotiationModel&&) noexcept;
  ~NegotiationModel();

  Space space;
  ListBy<PartyId, Utility> utilities;
  // The same as who talks goes by it: what comes into force later counts less.
  ListBy<PartyId, Utility> at_table;
  ListBy<PartyId, Strategy> strategies;
  Numbering numbering;                // units that nobody weighs stay at the status quo
  ListBy<PartyId, Ranking> rankings;  // empty where the space is large or the party does not bargain
  ListBy<PartyId, SplitRanking> split_rankings;   // ... of who has no ranking and guesses at no wishes
  Leverage leverage;                              // as written
  ListBy<PartyId, int> patrons;                   // of each client: their number ...
  ListBy<PartyId, std::vector<PartyId>> backers;  // ... and who they are
  double rivalry = 0;
  Protocol protocol;
  EquilibriumPlan plan;
  ListBy<PartyId, std::vector<OptionIndex>> best_first;  // its best packages, where micro has no ranking
  ListBy<PartyId, BargainingStyle> styles;
  std::vector<Mind> minds;                // each kind in use, before anything is heard
  ListBy<PartyId, std::size_t> believes;  // which of them it has
  std::size_t looks_back = 0;             // offers of each party that somebody remembers
  bool counts = false;                    // somebody counts different offers
  int rounds = 0;
  bool heeds_refusals = false;           // somebody shapes offers to the wishes of more than one other
  bool listening = false;                // somebody's bids or answers depend on the offers made before
  bool by_rank = false;                  // principals' bids and answers depend on time and own utility alone
  std::optional<PartyId> mediator = {};  // who drafts, else the first party with that seat
  std::optional<PartyId> drafter = {};   // the first facilitator who drafts
  std::vector<IssueId> order;            // issues to settle one by one; empty where packages are bargained
  bool partial = false;                  // what is settled stands if the rest fails
  std::optional<Statements> statements;

  // Whether luck plays a part at the table.
  bool chance() const;
  Ids<PartyId> parties() const { return utilities.ids(); }
};

// Results that do not depend on what was said, kept from one turn and one run to the next.
struct Memo {
  double reservation = -1;  // the least rank worth this much ...
  std::size_t rational = 0;
  struct Level {
    double time = -1;
    Aspiration aspiration = {};
    double reservation = -1, least = 0;  // at this reservation value: the least utility accepted by rank ...
    std::uint32_t package = 0;           // ... and the number of the package offered
  };
  std::vector<Level> levels;  // ... and the aspiration of each round, at its time
  struct Asked {
    double target = -1, reservation = -1;  // what was asked for ...
    SplitRanking::Place place;             // ... and the offer that met it
  };
  std::vector<Asked> asked;  // by round, where there is a split ranking
};

// What a principal's turn needs where all play by rank.
struct RankedSeat {
  const Ranking* ranking = nullptr;
  const Strategy* plays = nullptr;
  Memo* memo = nullptr;
  PartyId party;
  std::size_t rational = 0;  // the least rank worth its reservation value
  Scope scope;
};

// What a party asks for under logrolling: its demand, and how the others treated it when it last spoke.
struct Stance {
  double demand = 1, treated = -1;
};

// The text that a mediator amends.
struct TextState {
  bool begun = false;
  ListBy<PartyId, double> typical;  // mean size of the changes of utility it has voted on
  int votes = 0;                    // held so far
};

// What each party, and the team of each principal, loses by each option of each issue: scratch of technical
// teams, worked out again where what is open or the weights of clients have changed.
struct TeamLosses {
  ListBy<IssueId, std::size_t> from;  // place of each issue's first option
  std::vector<std::uint8_t> allowed;  // as in Table, when worked out
  ListBy<PartyId, double> weight;     // refusal_weight, when worked out
  Grid<PartyId, std::size_t, double> own;
  std::vector<std::vector<double>> team;  // principal x option
  std::vector<std::uint8_t> open;         // by option: some choice that is open has it
};

// Where each party stands in monotonic concessions.
struct Positions {
  bool begun = false;
  std::vector<Package> offer;  // by principal
  std::vector<double> gain;    // principal x principal: gain of the first under the offer of the second
  std::vector<double> risk;    // by principal
};

// Issues settled one by one.
struct Progress {
  ListBy<IssueId, int> settled;   // the option, or -1
  std::size_t item = 0;           // place in the order of the issue under discussion
  double since = 0;               // relative time at which it came up
  ListBy<PartyId, double> least;  // what each takes on this issue, with later ones at the status quo
};

// Which statements a party has made since the talks opened (each counts once).
struct Stated {
  bool red_line = false, optimism = false, accusation = false, hope = false, demand = false;
};

struct Table {
  explicit Table(const NegotiationModel& m);
  // Clears everything said, for new talks.
  void open();
  // Starts anew to look back on offers: what they were worth can no longer be compared.
  void forget_offers();

  ListBy<IssueId, int> closed;             // the option that technical teams agreed, or -1
  std::vector<std::uint8_t> allowed;       // by choice: compatible with what is closed
  ListBy<PartyId, double> refusal_weight;  // how much principals heed this client since it refused
  ListBy<PartyId, double> best_heard;  // own utility of the best offer it was ever made (kept for `combi`)
  Grid<std::size_t, PartyId, Mind> minds;           // kind x party that it is about
  ListBy<PartyId, double> in_the_way;               // times that it turned down what another accepted
  ListBy<PartyId, std::vector<Received>> received;  // what it was offered (where its acceptance asks)
  Exchange exchange;
  ListBy<PartyId, Stance> stance;
  ListBy<PartyId, double> worth;  // scratch
  ListBy<PartyId, RememberedTradeOff> tradeoff;
  ListBy<PartyId, std::uint8_t> stale;  // tradeoff must be rebuilt
  std::vector<double> objective, own;   // scratch
  ListBy<PartyId, Memo> memo;
  std::vector<RankedSeat> seats;  // scratch, by principal
  Package standing, candidate, counter;
  double counter_utility = -1;  // of `counter`, to its author; -1: not known yet
  TeamLosses losses;
  double demand = -1;  // behind the bid made last; -1: that strategy asks for packages, not utility
  bool anything_closed = false;
  TextState text;
  Positions positions;
  Progress progress;
  ListBy<PartyId, Stated> stated;
  int refusals = 0;
};

enum class Saying {
  offer,
  accept,
  close,
  agree,
  consent,
  refuse,
  walk_out,
  reject,
  pass,
  break_off,
  draft,  // single text: put to the vote
  vote_for,
  vote_against,
  strong_for,
  strong_against,
  amend,     // single text: the draft becomes the text
  red_line,  // statements: see statements.hpp
  optimism,
  accusation,
  denial,  // of what one is accused of
  no_denial,
  hope,  // that a deal is near
};

// One thing said at the table.
struct Said {
  Saying saying = Saying::offer;
  int round = 0;
  std::optional<PartyId> who = nobody;
  IssueId issue = {};                                // close: which issue
  OptionIndex option = 0;                            // close: at which option
  std::size_t package = 0;                           // start of the package in TalkLog::packages
  double utility = 0;                                // to `who`
  double reservation = 0;                            // of `who`
  double pressure = 0;                               // consent, refuse: what its patrons put on the scale
  double keeping = 0, own_reasons = 0, tempted = 0;  // consent, refuse in war: of Consent
  bool unpressed = true;                             // consent: of Consent
  // Statements: whom it is about (accusation: a party; optimism: a bloc), how far it moves a listener from
  // doubt (0) to certainty (1), and whether the speaker means it.
  PartyId accused = {};
  ContestId stronger = {};
  std::optional<FrontId> front = {};  // accusation: where those whom the speaker backs are struck
  double credence = 0;
  bool meant = false;
};

struct TalkLog {
  std::vector<Said> said;
  std::vector<OptionIndex> packages;
  void clear() {
    said.clear();
    packages.clear();
  }
};

// A party's answer to a text.
struct Consent {
  double utility = 0, pressure = 0, reservation = 0;
  // In war: what keeping it is worth, what speaks for that or against it to it alone, and what a surprise
  // attack would gain.
  double keeping = 0, own_reasons = 0, tempted = 0;
  bool willing = false;
  bool unpressed = false;  // it would sign without its patrons, and in war keep it as far as it is worth
  double asks = 0;         // of a text above its reservation value, where it is not willing
  bool yes() const { return willing; }
};

class StandIn;  // stand_in.hpp

// Who would sign what, where a war goes on and a text must be kept.
class Signing {
 public:
  virtual Consent of(PartyId party, PackageView text) const = 0;

 protected:
  ~Signing() = default;
};

// One meeting, as the engine calls it.
struct Meeting {
  double opens = 0, closes = 1;               // relative time of its first and last moment
  int first_round = 0;                        // continues a meeting after a refusal
  SpanBy<PartyId, const double> reservation;  // as war has moved it
  const Leverage* effective = nullptr;        // as it stands; needed where there are clients
  TalkLog* log = nullptr;                     // null where nobody listens
  RunKey key;                                 // whose luck is drawn at the table
  std::uint32_t day = 0;                      // tells the luck of one meeting from another's
  const Signing* signing = nullptr;           // null where nothing has to be kept
  StandIn* stand_in = nullptr;                // who decides in a party's place; null: nobody does
};

// What luck at the table is for: purposes of random streams, beside those of the engine (below 32).
enum class TalkPurpose : std::uint32_t { recognition = 32, bid, mutation, vote, breakdown, statement };

inline Stream luck(const Meeting& meeting, TalkPurpose purpose, PartyId party = {}) {
  return Stream(meeting.key, static_cast<std::uint32_t>(purpose),
                static_cast<std::uint32_t>(party.position()), meeting.day);
}

// A party's turn to speak.
struct Turn {
  const Meeting& meeting;
  PartyId party;
  int round = 0;
  double time = 0;  // relative, 1 at the deadline
  double reservation() const { return meeting.reservation[party]; }
};

enum class MeetingEnd { open, agreed, refused, walked_out, broken_off };

struct MeetingResult {
  MeetingEnd end = MeetingEnd::open;
  // agreed: whose offer, if it is that of a party; refused, walked_out: by whom; broken_off: who turned down
  // last.
  std::optional<PartyId> who = nobody;
  int rounds = 0;   // rounds held
  double left = 0;  // walked_out: the most that it could still get, in utility
};

// The agreed package is left in table.standing.
MeetingResult meet(const NegotiationModel& m, Table& table, const Meeting& meeting);

void note(TalkLog* log, Said said, PackageView package);
// What a party answers to a text that it was asked to sign.
void note(TalkLog* log, const Consent& consent, PartyId who, int round, PackageView text);
// All principals take the standing text, which `by` put forward.
void note_agreement(const NegotiationModel& m, const Table& table, const Meeting& meeting, int round,
                    std::optional<PartyId> by);
// The same, of the package noted last.
void note_again(TalkLog* log, Said said);

}  // namespace parley

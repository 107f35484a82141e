// By which rules can parties bargain?
//
// The four families of the format: bidding, acceptance, opponent models, protocols. Each member is named and
// told in a few words here; format_bargaining.hpp describes its keys, the room `bargaining` has its
// behaviour. Adding one = its type here and a place in its family; the compiler then asks for the rest.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parley/scenario/values.hpp"

namespace parley {

// --- bidding
// What a way of bidding asks of the rest of the file.
struct BiddingNeeds {
  bool model;        // an opponent model
  bool equilibrium;  // a protocol whose equilibrium is known, played by all at the table
};

// How what is still asked for falls from the opening to the deadline.
enum class Curve { polynomial, exponential, exponential_1998 };

struct TimeDependent {
  static constexpr const char *name = "time_dependent",
                              *gist =
                                  "concedes as the deadline nears: late (exponent above 1, boulware), "
                                  "evenly, or early (conceder)";
  static constexpr BiddingNeeds needs{.model = false, .equilibrium = false};
  Number exponent = 1;
  Curve curve = Curve::polynomial;
  Number start = 1;
  std::optional<Number> floor = {};
  Number tolerance = 1e-4;
};
enum class Resource { time, threads };
struct ResourceDependent {
  static constexpr const char *name = "resource_dependent",
                              *gist =
                                  "gives in as the time left runs out, or as its exchange with the "
                                  "others grows long";
  static constexpr BiddingNeeds needs{.model = false, .equilibrium = false};
  Resource resource = Resource::time;
  Number amount = 5, start = 1;
  std::optional<Number> floor = {};
  Number tolerance = 1e-4;
};
enum class Reciprocity { relative, averaged, absolute };
struct TitForTat {
  static constexpr const char *name = "tit_for_tat",
                              *gist = "answers what the others give, in kind; somebody else must move first";
  static constexpr BiddingNeeds needs{.model = false, .equilibrium = false};
  Reciprocity rule = Reciprocity::relative;
  Number over = 1, extra = 0;
};
struct Micro {
  static constexpr const char *name = "micro",
                              *gist =
                                  "names its packages from the best down, one for each new one of the "
                                  "others; takes tens of rounds for spaces of a hundred packages";
  static constexpr BiddingNeeds needs{.model = false, .equilibrium = false};
};
struct Logrolling {
  static constexpr const char *name = "logrolling",
                              *gist =
                                  "holds its demand and trades what is cheap to it for what is dear; "
                                  "gives way only at a deadlock";
  static constexpr BiddingNeeds needs{.model = true, .equilibrium = false};
  Number step = 0.05;
};
struct Hardliner {
  static constexpr const char *name = "hardliner", *gist = "never concedes";
  static constexpr BiddingNeeds needs{.model = false, .equilibrium = false};
};
struct RandomBidding {
  static constexpr const char *name = "random", *gist = "anything it could sign: a yardstick";
  static constexpr BiddingNeeds needs{.model = false, .equilibrium = false};
};
struct EquilibriumBidding {
  static constexpr const char *name = "equilibrium",
                              *gist = "what theory says parties do who know everything";
  static constexpr BiddingNeeds needs{.model = false, .equilibrium = true};
};
using Bidding = std::variant<TimeDependent, ResourceDependent, TitForTat, Micro, Logrolling, Hardliner,
                             RandomBidding, EquilibriumBidding>;

inline BiddingNeeds needs_of(const Bidding& bidding) {
  return std::visit([](const auto& b) { return b.needs; }, bidding);
}

// --- acceptance
struct AcceptNext {
  static constexpr const char *name = "next", *gist = "what is as good as the offer it would make now";
  Number factor = 1, gap = 0;
};
struct AcceptAspiration {
  static constexpr const char *name = "aspiration",
                              *gist =
                                  "what is worth the demand behind its own offers, or a demand that falls "
                                  "along a curve of its own";
  std::optional<Number> exponent = {};
  std::optional<Curve> curve = {};
  std::optional<Number> start = {}, floor = {}, tolerance = {};
};
struct AcceptPrevious {
  static constexpr const char *name = "previous", *gist = "what is as good as its own last offer";
  Number factor = 1, gap = 0;
};
struct AcceptConstant {
  static constexpr const char *name = "constant", *gist = "what is worth a fixed utility";
  Number utility = 0.8;
};
struct AcceptTime {
  static constexpr const char *name = "time", *gist = "anything it could sign, late in the talks";
  Number after = 0.9;
};
// Against what `combi` measures an offer late in the talks.
enum class Hope { best, anything, window_best, window_mean };
struct AcceptCombi {
  static constexpr const char
      *name = "combi",
      *gist = "as `next`; late in the talks also what is as good as it can hope to be offered";
  Number after = 0.9;
  Hope hope = Hope::best;
  Number factor = 1, gap = 0;
};
using Acceptance =
    std::variant<AcceptNext, AcceptAspiration, AcceptPrevious, AcceptConstant, AcceptTime, AcceptCombi>;

// --- opponent models
struct NoModel {
  static constexpr const char *name = "none",
                              *gist =
                                  "nothing: it offers what is worth least to itself among what it would take";
  static constexpr bool guesses = false;
};
struct FrequencyModel {
  static constexpr const char *name = "frequency", *gist = "what they keep asking for";
  static constexpr bool guesses = true;
};
struct SmithModel {
  static constexpr const char
      *name = "smith",
      *gist = "how often each choice was asked for, issues by their most frequent one: a yardstick";
  static constexpr bool guesses = true;
};
struct BayesianModel {
  static constexpr const char *name = "bayesian",
                              *gist =
                                  "which preferences explain their offers best, if they concede about evenly";
  static constexpr bool guesses = true;
  Number concession = 0.5, spread = 0.2;
};
struct TrueModel {
  static constexpr const char *name = "true", *gist = "everything: the best that a model could do";
  static constexpr bool guesses = true;
};
struct OppositeModel {
  static constexpr const char *name = "opposite",
                              *gist = "that they want the opposite of what it wants: a yardstick";
  static constexpr bool guesses = true;
};
using OpponentModel =
    std::variant<NoModel, FrequencyModel, SmithModel, BayesianModel, TrueModel, OppositeModel>;

// Whether it holds anything about the others' wishes.
inline bool guesses(const OpponentModel& model) {
  return std::visit([](const auto& m) { return m.guesses; }, model);
}

// --- protocols
struct AlternatingOffers {
  static constexpr const char *name = "alternating_offers",
                              *gist =
                                  "each in turn accepts the standing offer or makes its own; all must accept";
  static constexpr bool issue_by_issue = true;  // whether agenda.mode issue_by_issue is possible
  Number breakdown;
};
struct PatronsThenClients {
  static constexpr const char *name = "patrons_then_clients",
                              *gist =
                                  "principals bargain, technical teams close narrow issues, clients ratify "
                                  "under leverage; at least two principals";
  static constexpr bool issue_by_issue = false;
  std::vector<PartyRef> principals;
  Number teams = 2, narrow = 0.04, heed = 0.5;
};
struct RandomProposer {
  static constexpr const char *name = "random_proposer",
                              *gist = "a proposer is drawn each round, the others vote; a quota passes";
  static constexpr bool issue_by_issue = false;
  Keyed<PartyRef, Number> recognition, votes;
  Number quota;
  std::vector<PartyRef> veto;
};
enum class TextStart { status_quo, random };
enum class VotingRule { hill_climbing, annealing };
struct SingleText {
  static constexpr const char *name = "single_text",
                              *gist =
                                  "a mediator changes one issue at a time, all vote; the text that stands "
                                  "at the deadline is signed if it leaves nobody worse off than no deal; "
                                  "takes hundreds of rounds";
  static constexpr bool issue_by_issue = false;
  TextStart start = TextStart::status_quo;
  VotingRule vote = VotingRule::annealing;
  Keyed<PartyRef, VotingRule> votes;
  Number temperature = 0.1;
  bool strong_votes = false;
  Number mediator_temperature = 2;
};
struct MonotonicConcession {
  static constexpr const char *name = "monotonic_concession",
                              *gist =
                                  "all name a package; whoever risks least by giving way gives way, until "
                                  "two agree (or all); at most 200,000 packages, preferences known to all";
  static constexpr bool issue_by_issue = false;
};
using Protocol =
    std::variant<AlternatingOffers, PatronsThenClients, RandomProposer, SingleText, MonotonicConcession>;

}  // namespace parley

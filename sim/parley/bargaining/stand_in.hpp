// Who decides in a party's place?
//
// A person or a program may take the place of one party. At each decision of that party the model asks, tells
// what its own party would do, and goes by the answer. In an ordinary run nobody stands in for anybody, and
// nothing is asked.
#pragma once

#include <optional>

#include "parley/bargaining/negotiation.hpp"

namespace parley {

// What is asked, and the deeds that answer it.
enum class Asked : std::uint8_t {
  turn,       // one's turn at the table: accept (what stands), offer, walk_out
  propose,    // drawn to propose: offer, pass, walk_out
  vote,       // on a text put to the vote: accept, refuse
  sign,       // a text that was agreed: accept, refuse
  talks,      // one trusts the other side too little to talk: stay, walk_out
  orders,     // to one's commanders, for a day of truce: order
  step,       // the evening of a day of truce: stay, ask, set_aside, denounce, lapse
  leave,      // the same evening, once all have taken their steps: stay, denounce, lapse
  ask,        // at a meeting under the truce, for what one would stay for: ask, stay
  change,     // of the text in force, for which another asks: accept, refuse
  next_step,  // proposed by oneself at such a meeting: ask, pass
  duty,       // own.issue at own.option is owed and can be carried out: accept, refuse
};
enum class Deed : std::uint8_t {
  accept,
  refuse,
  offer,
  walk_out,
  pass,
  stay,
  order,
  ask,
  set_aside,
  denounce,
  lapse
};

struct Decision {
  Deed deed = Deed::stay;
  Package text = {};                   // offer
  IssueId issue = {};                  // ask, set_aside: of the text in force, this issue ...
  OptionIndex option = 0;              // ... at this option
  ListBy<FrontId, double> keeps = {};  // order: share of the truce kept, 0 to 1, on each front that it covers
  // The same deed, with what belongs to it.
  friend bool operator==(const Decision& a, const Decision& b) {
    if (a.deed != b.deed) return false;
    if (a.deed == Deed::offer) return a.text == b.text;
    if (a.deed == Deed::order) return a.keeps == b.keeps;
    if (a.deed == Deed::ask || a.deed == Deed::set_aside) return a.issue == b.issue && a.option == b.option;
    return true;
  }
};

struct Query {
  Asked asked = Asked::turn;
  int day = 0, round = 0;
  std::optional<PartyId> by = nobody;  // who put the text forward, asks, or is trusted too little
  Package text = {};                   // that is answered; empty: there is none
  Decision own = {};                   // what the model's party would do
  Consent consent = {};                // sign: what one makes of the text
  bool renewal = false;                // orders, step, leave: the truce must be renewed tonight
};

class StandIn {
 public:
  explicit StandIn(PartyId party) : party_(party) {}
  virtual ~StandIn() = default;
  StandIn(const StandIn&) = delete;
  StandIn& operator=(const StandIn&) = delete;
  PartyId party() const { return party_; }
  // One of the deeds that answer what is asked. May throw: the run then stands where it is.
  virtual Decision decide(const Query& query) = 0;

 private:
  PartyId party_;
};

inline bool stands_in(const StandIn* who, PartyId party) { return who != nullptr && who->party() == party; }

// A yes or no of `party`, which is `own` where nobody stands in for it.
bool says_yes(StandIn* who, PartyId party, Query query, PackageView text, bool own);
// Its answer to a text that was agreed; `c`: what the model's party makes of it.
Consent signs(StandIn* who, PartyId party, int day, int round, PackageView text, Consent c);

}  // namespace parley

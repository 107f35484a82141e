// Of which parts that weigh a truce for themselves do parties consist?
//
// A party with factions is told apart into parts: first its core, if the shares leave one, then its factions
// in the order of the file. A party without is of one piece and has none.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/preference/space.hpp"
#include "parley/scenario/scenario.hpp"
#include "parley/support/grid.hpp"

namespace parley {

struct FactionModel {
  PartyId party;
  std::string name;   // of the core: that of the party
  bool core = false;  // it is the party, whatever the others do
  double share = 0;   // of the party's forces
  double leans = 0;   // utility
  double spread = 0;  // as truce.shock
  std::optional<PartyId> near = nobody;
  double beside = 0;                 // what fighting there is worth to it, utility
  ListBy<FrontId, double> hunger;    // by besieged front, as written; empty: nobody of it is besieged
  ListBy<PartyId, double> leverage;  // of its own patrons, as written; empty: it has none
  std::vector<PartyId> patrons;      // of its own, as far as they have leverage, in order
  // To whom of another camp it may go over, and what being among the winners is worth to it.
  std::vector<std::pair<PartyId, double>> could_join;
  // By issue what each option is worth to it above the party; empty: nothing.
  ListBy<IssueId, std::vector<double>> differs;
};

// The parts of one party, in order.
class PartsOf {
 public:
  PartsOf(std::size_t first, std::size_t last) : first_(first), last_(last) {}
  Ids<FactionId>::Iterator begin() const { return Ids<FactionId>::Iterator(first_); }
  Ids<FactionId>::Iterator end() const { return Ids<FactionId>::Iterator(last_); }
  bool empty() const { return first_ == last_; }

 private:
  std::size_t first_, last_;
};

class FactionBook {
 public:
  FactionBook() = default;
  explicit FactionBook(const Scenario& scenario);
  bool empty() const { return all_.empty(); }
  std::size_t size() const { return all_.size(); }
  Ids<FactionId> ids() const { return all_.ids(); }
  const FactionModel& operator[](FactionId x) const { return all_[x]; }
  PartsOf of(PartyId p) const {
    return empty() ? PartsOf(0, 0) : PartsOf(first_[p], first_[PartyId(p.position() + 1)]);
  }
  // What this text is worth to it above what it is to the party.
  double differs(FactionId x, const Space& space, PackageView text) const;

 private:
  ListBy<FactionId, FactionModel> all_;
  ListBy<PartyId, std::size_t> first_;  // part of each party, and behind the last
};

}  // namespace parley

// Who would sign a package, and what is lacking where somebody would not?
//
// At the parties' initial reservation values: a principal signs what is worth its own, a client counts its
// patrons' leverage (leverage.hpp). Works over any space of the model's issues, one package after another.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "parley/engine/model.hpp"

namespace parley {

class Consents {
 public:
  Consents(const Model& m, SpanBy<PartyId, const Utility> utilities);

  // Who must sign, then patrons who need not: the parties whose utilities decide.
  const std::vector<PartyId>& parties() const { return parties_; }
  std::size_t signers() const { return patrons_.size(); }
  const std::vector<const Utility*>& utilities() const { return utilities_; }
  double reservation(std::size_t at) const { return reservation_[at]; }

  // Looks at a package by the utilities of parties(), in their order.
  void look(std::span<const double> utilities);
  // By signer: utility that it lacks to sign; 0 where it would.
  const std::vector<double>& lacking() const { return lacking_; }
  double total_lacking() const;

  // More leverage for a signer: that of the patron at this place, as written.
  struct More {
    std::size_t patron = 0;
    double extra = 0;
  };
  // The least more leverage that would make a signer sign, greatest stakes first; false where none would.
  bool more_leverage(std::size_t signer, std::vector<More>& out) const;

  // The least that a signer could ever ask for itself: its reservation value less the most its patrons could
  // put on the scale.
  double least_asked(std::size_t signer) const;

 private:
  struct Patron {
    std::size_t at = 0;   // in parties()
    double leverage = 0;  // in force
    double share = 1;     // leverage in force per unit written
    double room = 0;      // that can still be written
  };
  double stake(std::size_t at) const { return std::max(0.0, worth_[at] - reservation_[at]); }

  std::vector<PartyId> parties_;
  std::vector<const Utility*> utilities_;
  std::vector<double> reservation_, worth_, lacking_;
  std::vector<std::vector<Patron>> patrons_;  // by signer
};

}  // namespace parley

// What is a truce worth to the parts of a party, and where do they stand?  (internal to the engine)
//
// A party's yes is that of more than half of its forces. As all of its parts weigh the same text, that is the
// yes of the part in the middle (Black 1948), so that its value stands for the party's wherever a party
// signs, keeps, renews, asks or leaves (keeping.hpp).
#pragma once

#include <array>

#include "parley/engine/steps.hpp"
#include "parley/scenario/limits.hpp"

namespace parley {

// What a text with these terms is worth to a part, given what it is to the party; but for its own patrons.
TruceValue value_to_part(const Day& day, FactionId x, const TruceValue& whole, PackageView text,
                         const TermsInForce& terms);

// What hunger makes of these terms for it: its besieged, the more so the nearer they are to giving up, gain
// what feeds them, and lose where they starve by a truce and force might break the ring. In utility.
double fed_by(const Day& day, FactionId x, const TermsInForce& terms);

// What its own patron has over it, with the influence of today and the terms' `pressure`.
double leverage_over_part(const Day& day, FactionId x, PartyId patron, double restored);

// What the parts that stand with the party think, by force.
class Voices {
 public:
  void hear(FactionId who, const TruceValue& value, double share);
  bool silent() const { return count_ == 0; }
  struct Voice {
    FactionId who;
    TruceValue value;
    double margin = 0;  // its
    double share = 0;
  };
  // The one with whose yes, and that of those to whom it is worth more, more than half of them say yes.
  const Voice& middle() const;

 private:
  std::array<Voice, most_factions + 1> voices_{};  // from the most willing on
  std::size_t count_ = 0;
  double all_ = 0;
};

// How far the parts of a party would keep the truce in force on a front; of those that stand with it the
// mean.
double parts_keep(const Day& day, PartyId p, FrontId f, std::size_t side, const TruceValue& whole,
                  Orders& orders);

// What a camp has, with who has gone over to it and without who has left it.
double camp_strength(const Day& day, BlocId camp);

// What a place beside a party of another camp is worth to a part above the one that it has: being among the
// winners, by how likely that camp wins with it and is trusted to keep its word, and its own camp if it
// stays; and what its going takes from the outcome that it fights for. In utility.
struct PlaceWithFoe {
  PartyId who;
  double own_prevails = 0, prevails = 0, trusted = 0, place = 0, lost = 0;
  double value() const { return place - lost; }
};
PlaceWithFoe place_with(const Day& day, FactionId x, PartyId foe, double place);
// It goes over for that place, or comes back from it.
void stand_with_foe(const Day& day, FactionId x, const PlaceWithFoe& place, bool goes, Factions& factions,
                    Forces& forces, Recorder& record);
// Shares of a side's forces that are mixed with excluded groups are those of the parts that are.
void add_up_mixed(const Day& day, const Factions& factions, Ground& ground);

// Of a party's forces: those that have joined nobody else; of these the share that fights on alone.
inline double forces_left(const Day& day, PartyId p) {
  return day.m.strength[p] * (1.0 - day.s.factions.joined[p]);
}
inline double share_alone(const Day& day, PartyId p) {
  const Factions& now = day.s.factions;
  return now.joined[p] < 1 ? now.alone[p] / (1.0 - now.joined[p]) : 0.0;
}

// Whether parts of parties make up who is mixed with the group there.
bool parts_are_mixed(const Model& m, FrontId f, PartyId group);
// Of who is mixed with the group there, the part that this one is on the first day: share of the side's
// forces.
double first_mixed(const Model& m, FactionId x, FrontId f);

// Of a party's forces, those who stand near excluded groups on its fronts: sum of their shares of its side,
// by what full war kills there; fronts that are over stay as they were: who lost one has not left its group.
// Its parts that are near a group, or who is mixed there where it is of one piece.
double near_groups(const Day& day, PartyId p);
// Of these so many leave on a day on which a text with these terms, which is worth so much to each part, asks
// for `separation` a week: as far as that is worth it to them. Mean share that does; whole: of a party of one
// piece.
double leave_groups(const Day& day, PartyId p, double separation, double whole, const TermsInForce& terms,
                    const ListBy<FactionId, TruceValue>& worth, Factions& factions, Ground& ground);

// Of a party's parts that still stand on its side, by force, those that stray strikes on that group hit
// there; 1 where it is of one piece, or has none that is near the group, 0 where all of these have joined it.
double share_hit(const Day& day, PartyId p, FrontId f, std::optional<PartyId> group);
// What a party lost of trust by such a strike is lost by those whom it hit, and what a quiet day would have
// given.
void lost_by_those_hit(const Day& day, PartyId p, FrontId f, PartyId group, double share, double lost,
                       double quiet, Trust& trust);

}  // namespace parley

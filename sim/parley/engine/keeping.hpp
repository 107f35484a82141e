// What is keeping a truce worth, and who would sign which text?  (internal to the engine)
#pragma once

#include "parley/engine/steps.hpp"

namespace parley {

// A party's answer to a text before it is signed: would it sign, with a look ahead at keeping it?
class SigningAhead final : public Signing {
 public:
  SigningAhead(const Day& day, TermsInForce& scratch) : day_(day), terms_(scratch) {}
  Consent of(PartyId party, PackageView text) const override;

 private:
  const Day& day_;
  TermsInForce& terms_;
};

// To itself: without what patrons and audiences make of it.
inline TruceValue unpressed(TruceValue v) {
  v.pressure = v.audience = 0;
  return v;
}

// The other side's guard on every front: down, where one looks ahead; by what it has done so far; or what a
// surprise attack could take and gain is still as weighed when lines last moved.
enum class Guard { down, as_seen, as_weighed };
// The truce in force, to every party.
void value_truce(const Day& day, Guard guard, Regards& kept, ListBy<PartyId, TruceValue>& worth);
// Another text in its place, by these terms, to one party: the guard as it is.
TruceValue value_of_text(const Day& day, PartyId party, PackageView text, const TermsInForce& terms);

// Where a party would gain most by surprise under the truce in force, with the guard as it is; none: nowhere.
std::optional<FrontId> best_surprise(const Day& day, PartyId party);

}  // namespace parley

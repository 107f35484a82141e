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

inline TruceValue unpressed(TruceValue v) {
  v.pressure = 0;
  return v;
}

// The truce in force, to every party. calm: with a look ahead, every guard down.
void value_truce(const Day& day, bool calm, ListBy<PartyId, TruceValue>& worth);

}  // namespace parley

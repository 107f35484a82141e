// What is keeping a truce worth, and who would sign which text?  (internal to the engine)
#pragma once

#include "parley/engine/regards.hpp"
#include "parley/engine/steps.hpp"

namespace parley {

// A party's answer to a text before it is signed: would it sign, with a look ahead at keeping it?
class SigningAhead final : public Signing {
 public:
  SigningAhead(const Day& day, TermsInForce& terms, Regards& kept) : day_(day), terms_(terms), kept_(kept) {}
  Consent of(PartyId party, PackageView text) const override;

 private:
  const Day& day_;
  TermsInForce& terms_;  // scratch, both
  Regards& kept_;
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
TruceValue value_of_text(const Day& day, PartyId party, PackageView text, const TermsInForce& terms,
                         Regards& kept);

// The same of one text after the other, to whoever is asked for, each worked out once (to the parts of a
// party as well: Regards::drafted). Nothing may change between two questions, but for what look_anew is told
// of between two texts.
class OtherTexts {
 public:
  OtherTexts(const Day& day, Regards& kept) : day_(day), kept_(kept) {}
  // Both are looked at, and must stay, until another text is. done: of what has to be carried out first, what
  // is taken to be.
  void look_at(PackageView text, const TermsInForce& terms, std::optional<IssueId> done = {});
  TruceValue to(PartyId party);
  // Trust moves, or another text comes into force, before the next is looked at.
  void look_anew() { regards_.forget(); }

 private:
  const TruceValue& unpressed_by_patrons(PartyId party);
  Day day_;
  Regards& kept_;
  PackageView text_;
  const TermsInForce* terms_ = nullptr;
  double found_ = 0;
  Surprises surprises_;
  RegardsOfTexts regards_;
  bool looked_around_ = false;
};

// Where a party would gain most by surprise under the truce in force, with the guard as it is; none: nowhere.
std::optional<FrontId> best_surprise(const Day& day, PartyId party);

}  // namespace parley

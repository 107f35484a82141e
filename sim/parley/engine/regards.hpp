// What are texts valued by, beside what they say?  (internal to the engine)
//
// Regards keep what has been worked out, and by what: what stays the same from one text, party or day to the
// next is not worked out again.
#pragma once

#include <array>
#include <optional>

#include "parley/engine/steps.hpp"
#include "parley/scenario/limits.hpp"

namespace parley {

// regards.cpp: what does not hang on the text. How hard each side of a front would attack, where excluded
// groups would: first of all, whenever that may have changed.
void look_around(const Day& day, Regards& kept);
// surprise.cpp: its first half
void weigh_efforts(const Day& day, Regards& kept);

// Those of the truce in force; looks for itself where groups would.
const ListBy<PartyId, Regard>& regards_today(const Day& day, Regards& kept);
// That of a party where these terms are in force. reassured: log-odds that the signatures of all are still to
// add.
Regard regard_under(const Day& day, PartyId party, const TermsInForce& terms, double reassured,
                    Regards& kept);

// Chance that an attack is noticed, and established as its author's while that still matters.
double found_out(const TruceRules& rules, const TermsInForce& terms);

// What attacks by surprise could take from a party, and gain it.
struct Surprise {
  double exposed = 0, gain = 0;
  std::optional<FrontId> where = {};  // it gains most
};
// X and G, where these terms are in force. calm: the other side's guard is down on every front; else as far
// as it has held fire so far.
Surprise surprise_under(const Day& day, PartyId party, const TermsInForce& terms, bool calm, Regards& kept);

// The same with the guard as it is, for text after text while nothing else changes: most texts protect, cover
// and disengage as the one before does.
class Surprises {
 public:
  const Surprise& under(const Day& day, PartyId party, const TermsInForce& terms, Regards& kept);

 private:
  std::array<std::optional<Surprise>, most_parties> of_{};
  // What these were worked out by.
  FrontSet covers_;
  double disengages_ = -1;                     // none yet
  std::array<double, most_parties> protects_;  // by bloc
};

// The same for regards: most texts are watched as the one before is. What is kept is forgotten where trust
// moves or another text comes into force.
class RegardsOfTexts {
 public:
  const Regard& under(const Day& day, PartyId party, const TermsInForce& terms, Regards& kept);
  void forget() { of_.fill({}); }

 private:
  std::array<std::optional<Regard>, most_parties> of_{};
  // What these were worked out by.
  FrontSet covers_;
  double detection_ = 0, attribution_ = 0, attribution_delay_ = 0;
};

}  // namespace parley

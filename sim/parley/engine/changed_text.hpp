// What is a text worth that differs from the one in force in one issue, and who would accept it?
// (internal to the engine)
#pragma once

#include "parley/engine/keeping.hpp"

namespace parley {

// The option of one issue in place of that in force.
struct TextChange {
  IssueId issue;
  OptionIndex option = 0;
};

// Whose reasons of their own are counted: what others can reckon with, or what is so.
enum class Reasons { as_others_know, as_they_are };

class ChangedText {
 public:
  // Uses `Truce::draft` and `Truce::sketched` as scratch, and what is kept.
  ChangedText(const Day& day, Truce& truce, Regards& kept) : day_(day), truce_(truce), texts_(day, kept) {}

  // Writes the changed text and what it would put into force. False where it covers a front less than the
  // text in force: that would be an end of the truce there, not a change of it.
  bool write(TextChange change);
  // The same, but false as well where it is no next step: who proposes it must gain so much by the text alone
  // (utility), whoever cares for the issue must gain, and no safeguard may be weakened, for the trust that
  // makes it needless today may be gone tomorrow.
  bool write_step(TextChange change, PartyId proposes, double least_gain);
  TruceValue to(PartyId party, Reasons reasons = Reasons::as_they_are);
  // The first signatory but `asks` that would rather go on as it is, where it thinks that `asks` then leaves
  // with the chance `threat`: a surprise attack on its lowered guard. Without a threat nobody accepts to lose
  // by it, in what the truce is worth (V) or in what keeps it in (V - G).
  std::optional<PartyId> first_to_refuse(PartyId asks, double threat);
  // Is there one, as far as others know? Whoever refused the change before is looked at first.
  bool is_refused(PartyId asks, double threat);
  // What the text alone, its clauses' effects left out, gives a party more than the one in force (utility).
  double gives_more(PartyId party) const;
  // The changed text in force from today on; by: who sets the clause aside on its own. What that takes from
  // the others is kept account of until the clause is changed again.
  void put_in_place(TextChange change, Patrons& patrons, std::optional<PartyId> by = nobody);

 private:
  void put_option(TextChange change);
  bool put_terms();
  bool cares(PartyId party, IssueId issue) const;
  bool would_accept(PartyId party, double threat, Reasons reasons);

  Day day_;
  Truce& truce_;
  OtherTexts texts_;
  std::optional<PartyId> refuses_ = nobody;  // the change before
};

// Would it stay with a truce that is worth that much to it, or sign again where a renewal is due?
inline bool stays(const TruceValue& v, bool renewal) { return margin(v) >= 0 && (!renewal || would_sign(v)); }
// How likely the others think it that a party leaves if nothing changes: they know all but its own reasons.
double believed_threat(const Day& day, PartyId party, bool renewal);
// The same of a party to which a text that covers these fronts would be worth that much.
double believed_threat(const Day& day, PartyId party, TruceValue worth, const FrontSet& covers, bool renewal);
// Of all changes of one issue that keep a party in, which would otherwise leave, and that the others would
// accept as far as it can know: the one that gives it least. It asks for no more than it needs.
std::optional<TextChange> least_that_keeps(const Day& day, PartyId party, double threat, ChangedText& text);
// Of all next steps that are worth more to it and that the others would accept as far as it can know, the one
// worth most to it.
std::optional<TextChange> best_step(const Day& day, PartyId party, double least_gain, ChangedText& text);
// Is waiting for a meeting in so many days, at which it gets this change, worth no less than leaving today?
// What comes later counts less, with weight 1/2 at war.horizon days.
bool worth_waiting(const Day& day, PartyId party, const TruceValue& changed, int days);

Happening told_of_change(const Day& day, Happened what, PartyId who, TextChange change, double threat = 0);

}  // namespace parley

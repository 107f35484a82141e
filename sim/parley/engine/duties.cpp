// Who carries out what has to be done before an option comes into force?
//
// What was signed stands at the status quo of its issue until it has been done, and so does what the others
// hold back until then. Each day the party that owes it tries as far as that is worth more to it than leaving
// it undone: keeping the text with all that then comes into force, beside keeping it as it stands less, with
// the chance that this is seen, what rests on the trust which that takes. Trying is not doing: that
// takes means. What is not done in time, and seen not to be, is a breach like a killing that is just noticed;
// then it is asked for again. (Fearon 1998 on why what is signed is not carried out; Powell 2006 on who shifts
// the balance by it; Fortna 2004 on monitors.)

#include <algorithm>

#include "parley/conflict/attribution.hpp"
#include "parley/engine/keeping.hpp"
#include "parley/engine/steps.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// Does it come into force once the duty of issue `done` is done?
bool freed_by(const Waiting& w, IssueId issue, IssueId done) {
  return w.option && (issue == done || (w.until == done && !w.owed));
}

// The text and its terms with that done.
void draft_with(const Day& day, IssueId done, Truce& truce) {
  const Space& space = day.m.talks.space;
  std::copy(truce.deal.begin(), truce.deal.end(), truce.draft.begin());
  for (const IssueId i : space.issues())
    if (freed_by(truce.waiting[i], i, done)) space.put_option(truce.draft, i, *truce.waiting[i].option);
  put_into_force(day.m.clauses, space, truce.draft, truce.unlocked, truce.age(day.number), truce.sketched);
}

// What it costs a party to be seen not to do what it owes: of what keeping the text is worth to it and what
// its signature earns, what rests on the trust that this takes.
double cost_of_being_seen(const Day& day, PartyId p, const TruceValue& now) {
  const Model& m = day.m;
  const double lost = -trust_lost(1.0, 1.0, 1.0, m.rates);
  const double trust = trust_of_others(day, p, 0.0) - trust_of_others(day, p, -lost);
  return trust *
         (m.scenario.truce.deterrence * std::max(0.0, now.surplus) + m.party(p).conduct.standing);
}

// How far it tries, given the draft with it done.
double tries(const Day& day, const Duty& duty, const Truce& truce, const TruceValue& now) {
  if (!decides(day.m, duty.party)) return 1.0;
  const double done = value_of_text(day, duty.party, truce.draft, truce.sketched).net();
  const double undone = now.net() - duty.verified * cost_of_being_seen(day, duty.party, now);
  return logistic(day.m.scenario.truce.precision * (done - undone));
}

}  // namespace

void wait_for_duties(const Day& day, Truce& truce) {
  const ClauseBook& book = day.m.clauses;
  if (!book.obliges) return;
  const Space& space = day.m.talks.space;
  truce.waiting.fill({});
  const auto wait = [&](IssueId i) -> Waiting* {
    const OptionIndex option = space.option(truce.deal, i);
    if (!truce.waiting[i].option && option == book.status_quo[i]) return nullptr;
    if (!truce.waiting[i].option) truce.waiting[i].option = option;
    return &truce.waiting[i];
  };
  for (const IssueId i : space.issues()) {
    const auto& duty = book.clauses[i][space.option(truce.deal, i)].duty;
    if (!duty) continue;
    if (Waiting* own = wait(i)) own->owed = true;
    for (const IssueId held : duty->before)
      if (Waiting* other = wait(held)) other->until = i;
  }
  for (const IssueId i : space.issues())
    if (truce.waiting[i].option) space.put_option(truce.deal, i, book.status_quo[i]);
}

void carry_out_duties(const Day& day, Truce& truce, TruceWorth& worth, Patrons& patrons, Trust& trust,
                      Recorder& record) {
  const ClauseBook& book = day.m.clauses;
  if (!book.obliges || !truce.in_force || day.number == truce.signed_day) return;
  bool any = false;
  for (const IssueId i : day.m.talks.space.issues()) {
    Waiting& w = truce.waiting[i];
    if (!w.option || !w.owed) continue;
    const Clause& clause = book.clauses[i][*w.option];
    const Duty& duty = *clause.duty;
    if (w.until && truce.waiting[*w.until].option) continue;
    if (truce.age(day.number) < clause.after || (clause.staged && !truce.unlocked)) continue;
    if (w.due == 0) w.due = day.number + duty.within;
    draft_with(day, i, truce);
    const double trying = tries(day, duty, truce, worth.now[duty.party]);
    Happening h{.who = duty.party, .issue = i, .option = *w.option};
    h.value = trying;
    h.probability = duty.means;
    if (day.luck(Purpose::duty, i).chance(trying * duty.means)) {
      h.what = Happened::carried_out;
      record.happened(day.number, h);
      std::copy(truce.draft.begin(), truce.draft.end(), truce.deal.begin());
      for (const IssueId other : day.m.talks.space.issues())
        if (freed_by(truce.waiting[other], other, i)) truce.waiting[other] = {};
      apply_terms(day, truce, patrons);
      any = true;
    } else if (day.number >= w.due) {
      h.what = Happened::overdue;
      h.established = day.luck(Purpose::verification, i).chance(duty.verified);
      const auto id = record.happened(day.number, h);
      if (h.established) obligation_not_met(day, duty.party, id, trust);
      w.due = day.number + duty.within;
    }
  }
  if (any) value_truce(day, Guard::as_seen, worth.regards, worth.now);
}

}  // namespace parley

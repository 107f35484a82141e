// Who carries out what has to be done before an option comes into force?
//
// What was signed stands at the status quo of its issue until it has been done, and so does what the others
// hold back until then; the text is valued as if it will be, as when it was signed, until its time has
// passed. The party that owes it does it where that is worth more to it than leaving it undone: keeping the
// text with all that then comes into force, beside keeping it without, each with the chance that one of the
// others leaves then; with the chance that it is seen, what rests on the trust which that takes; less what it
// gives up, for the case that the others do not keep the truce; and with reasons of its own, drawn once.
// Wanting is not doing: that takes means, and to separate from excluded groups the will of those who stand
// near them (parting.cpp). What is not done in time, and seen not to be, is a breach like a killing that is
// just noticed; where nobody can show it, each believes the claim that it is under way as far as it trusts;
// then it is asked for again. What is given up stays given up. (Fearon 1998 on why what is signed is not
// carried out; Powell 2006 on who shifts the balance by it; Fortna 2004 on monitors; Walter 2002 on who lays
// down arms first.)

#include <algorithm>

#include "parley/engine/changed_text.hpp"
#include "parley/engine/factions.hpp"
#include "parley/engine/steps.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// Does it wait for the duty of issue `done`?
bool waits_for(const Day& day, const Truce& truce, IssueId issue, IssueId done) {
  return truce.waiting[issue].option &&
         (issue == done || is_held_by(day.m.clauses, truce.waiting, issue, done));
}
// Does it come into force once that is done?
bool freed_by(const Day& day, const Truce& truce, IssueId issue, IssueId done) {
  return waits_for(day, truce, issue, done) && !is_held(day.m.clauses, truce.waiting, issue, done) &&
         (issue == done || !truce.waiting[issue].owed);
}
// Does it wait for another duty on which nobody counts any more?
bool is_given_up(const Day& day, const Truce& truce, IssueId issue, IssueId but) {
  return std::ranges::any_of(day.m.clauses.held_by[issue], [&](const ClauseBook::Holder& h) {
    return h.issue != but && truce.waiting[h.issue].overdue > 0 &&
           is_held_by(day.m.clauses, truce.waiting, issue, h.issue);
  });
}

// The text with that done, and what it is then valued by: what waited for it, and is owed itself, can be
// counted on again.
void draft_with(const Day& day, IssueId done, Truce& truce) {
  const Space& space = day.m.talks.space;
  std::copy(truce.deal.begin(), truce.deal.end(), truce.draft.begin());
  std::copy(truce.counted_on.begin(), truce.counted_on.end(), truce.draft_counted_on.begin());
  for (const IssueId i : space.issues()) {
    const Waiting& w = truce.waiting[i];
    if (freed_by(day, truce, i, done)) space.put_option(truce.draft, i, *w.option);
    if (waits_for(day, truce, i, done) && (i == done || w.overdue == 0) && !is_given_up(day, truce, i, done))
      space.put_option(truce.draft_counted_on, i, *w.option);
  }
  put_into_force(day.m.clauses, space, truce.draft, truce.unlocked, truce.age(day.number), truce.sketched);
}

// The same where it is left undone: nobody counts on it any more, nor on what waits for it.
void count_without(const Day& day, IssueId done, const Truce& truce, Package& counted_on) {
  std::copy(truce.counted_on.begin(), truce.counted_on.end(), counted_on.begin());
  for (const IssueId i : day.m.talks.space.issues())
    if (waits_for(day, truce, i, done))
      day.m.talks.space.put_option(counted_on, i, day.m.clauses.status_quo[i]);
}

// What the party that owes it loses by the option itself, in utility: that is so whether or not the others
// keep their part.
double given_for_sure(const Day& day, IssueId issue, PartyId p, Truce& truce) {
  count_without(day, issue, truce, truce.draft_counted_on);
  const Utility& utility = day.m.talks.utilities[p];
  const double undone = utility(truce.draft_counted_on);
  day.m.talks.space.put_option(truce.draft_counted_on, issue, *truce.waiting[issue].option);
  return std::max(0.0, undone - utility(truce.draft_counted_on));
}

// What it costs a party to be seen not to do what it owes: of what keeping the text is worth to it and what
// its signature earns, what rests on the trust that this takes.
double cost_of_being_seen(const Day& day, PartyId p, const TruceValue& now) {
  const Model& m = day.m;
  const double trust = trust_of_others(day, p, 0.0) - trust_of_others(day, p, -m.killing_costs);
  return trust * (m.scenario.truce.deterrence * std::max(0.0, now.surplus) + m.party(p).conduct.standing);
}

// What the text that is looked at is worth to a party that thinks of whom it would drive out: where another
// leaves, it is attacked with its guard down.
double with_the_others(const Day& day, PartyId p, const TermsInForce& terms, OtherTexts& texts) {
  const TruceValue own = texts.to(p);
  double stay = 1;
  for (const PartyId q : day.m.parties())
    if (q != p && decides(day.m, q) && day.m.bound[q] == Bound::free)
      stay *= 1.0 - believed_threat(day, q, texts.to(q), terms.covers, false);
  const double kept = own.keeps();
  return stay * own.value() - (1.0 - stay) * own.exposed * kept * kept - own.gain;
}

// What doing it is worth to the party that owes it above leaving it undone, its own reasons aside. Leaves the
// draft with it done, and what that is worth to its parts.
double worth_doing(const Day& day, IssueId issue, const Duty& duty, Truce& truce, Regards& kept) {
  const PartyId p = duty.party;
  const double given = given_for_sure(day, issue, p, truce);
  OtherTexts texts(day, kept);
  count_without(day, issue, truce, truce.draft_counted_on);
  texts.look_at(truce.draft_counted_on, truce.terms);
  const TruceValue undone = texts.to(p);
  const double left_undone = with_the_others(day, p, truce.terms, texts);
  draft_with(day, issue, truce);
  texts.look_at(truce.draft_counted_on, truce.sketched, issue);
  double worth = with_the_others(day, p, truce.sketched, texts) - left_undone +
                 duty.verified * cost_of_being_seen(day, p, undone);
  // Keeping the text is worth as much as the others are trusted; what is given is given all the same.
  const double trust = texts.to(p).trust;
  worth -= (1.0 - trust) * day.m.scenario.truce.settles * given;
  if (duty.weakens()) worth -= (1.0 - trust) * outcome_given_up(day, p, duty);
  return worth;
}

// Whether who stands in for it carries it out.
bool decided(const Day& day, IssueId issue, OptionIndex option, bool own) {
  const Decision does{.deed = own ? Deed::accept : Deed::refuse, .issue = issue, .option = option};
  return day.stand_in->decide({.asked = Asked::duty, .day = day.number, .own = does}).deed == Deed::accept;
}

// What is given up with it.
void give_up(const Day& day, const Duty& duty, Forces& forces, Ground& ground) {
  const Model& m = day.m;
  const BlocId bloc = m.bloc_of[duty.party];
  if (const auto c = m.contest_of[bloc]) shift_strength(forces, *c, scalar_log(1.0 - duty.gives_up));
  for (const auto& [front, share] : duty.leaves) {
    FrontState& now = ground.fronts[front];
    if (now.over()) continue;
    now.line = line_left(now.line, *side_of(m.fronts[front], bloc), share);
    if (now.over()) now.besieged = false;
  }
}

// Keeps account, `times` over, of what the draft gives the others less than what they count on.
void count_as_undone(const Day& day, PartyId who, double times, Truce& truce) {
  for (const PartyId p : day.m.parties()) {
    const Utility& utility = day.m.talks.utilities[p];
    if (p == who || utility.empty()) continue;
    const double less = std::max(0.0, times * (utility(truce.counted_on) - utility(truce.draft_counted_on)));
    truce.undone[p] = std::max(0.0, truce.undone[p] + times * less);
  }
}

// Once it is overdue nobody counts on it.
void stop_counting(const Day& day, IssueId issue, PartyId who, Truce& truce) {
  count_without(day, issue, truce, truce.draft_counted_on);
  count_as_undone(day, who, 1.0, truce);
  std::copy(truce.draft_counted_on.begin(), truce.draft_counted_on.end(), truce.counted_on.begin());
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
    if (Waiting* own = wait(i)) {
      own->owed = true;
      own->reasons = spread_of_reasons_for_an_issue(day.m) * day.luck(Purpose::duty_reasons, i).normal();
    }
    for (const IssueId held : duty->before) wait(held);
  }
  for (const IssueId i : space.issues())
    if (truce.waiting[i].option) space.put_option(truce.deal, i, book.status_quo[i]);
}

void carry_out_duties(const Day& day, Truce& truce, TruceWorth& worth, Factions& factions, Forces& forces,
                      Ground& ground, Patrons& patrons, Trust& trust, Recorder& record) {
  const ClauseBook& book = day.m.clauses;
  if (!book.obliges || !truce.in_force || day.number == truce.signed_day) return;
  bool any = false;
  for (const IssueId i : day.m.talks.space.issues()) {
    Waiting& w = truce.waiting[i];
    if (!w.option || !w.owed) continue;
    const Clause& clause = book.clauses[i][*w.option];
    const Duty& duty = *clause.duty;
    const bool held = is_held(book, truce.waiting, i);
    if (held && !waits_for_itself(book, truce.waiting, i)) continue;
    if (truce.age(day.number) < clause.after || (clause.staged && !truce.unlocked)) continue;
    if (w.due == 0) {
      w.due = day.number + duty.within;
      if (duty.remain) w.near = near_groups(day, duty.party);
    }
    Happening h{.who = duty.party, .issue = i, .option = *w.option};
    h.value = decides(day.m, duty.party) && !held
                  ? worth_doing(day, i, duty, truce, worth.regards) + w.reasons
                  : 0.0;
    h.probability = duty.means;
    const bool does = held                                  ? false  // who wait for each other wait for ever
                      : stands_in(day.stand_in, duty.party) ? decided(day, i, *w.option, h.value >= 0)
                                                            : h.value >= 0;
    bool done = false;
    if (held) {
      h.probability = 0;
    } else if (duty.remain) {
      h.value = leave_groups(day, duty.party, clause.separation, does ? 1.0 : 0.0, truce.sketched,
                             worth.regards.drafted, factions, ground);
      h.probability = w.near > 0 ? near_groups(day, duty.party) / w.near : 0.0;
      done = h.probability <= *duty.remain;
    } else {
      done = does && day.luck(Purpose::duty, i).chance(duty.means);
    }
    if (done) {
      h.what = Happened::carried_out;
      record.happened(day.number, h);
      draft_with(day, i, truce);
      if (w.overdue > 0) count_as_undone(day, duty.party, -1.0, truce);
      std::copy(truce.draft.begin(), truce.draft.end(), truce.deal.begin());
      std::copy(truce.draft_counted_on.begin(), truce.draft_counted_on.end(), truce.counted_on.begin());
      for (const IssueId other : day.m.talks.space.issues())
        if (other != i && freed_by(day, truce, other, i)) truce.waiting[other] = {};
      truce.waiting[i] = {};
      give_up(day, duty, forces, ground);
      apply_terms(day, truce, patrons);
      any = true;
    } else if (day.number >= w.due) {
      h.what = Happened::overdue;
      w.seen = w.seen || day.luck(Purpose::verification, i).chance(duty.verified);
      h.established = w.seen;
      h.kept = duty.remain ? 0.0 : w.reasons;
      h.people = ++w.overdue;
      const auto id = record.happened(day.number, h);
      if (h.established)
        obligation_not_met(day, duty.party, id, trust);
      else
        obligation_in_doubt(day, duty.party, duty.verified, trust);
      if (w.overdue == 1) stop_counting(day, i, duty.party, truce);
      w.due = day.number + duty.within;
      any = true;
    }
  }
  if (any) value_truce(day, Guard::as_seen, worth.regards, worth.now);
}

}  // namespace parley

// What does a party do before it leaves a truce?
//
// Whose leaders would leave today, or not sign again at a renewal, takes the smallest step that keeps it in.
// Where it knows a change of one issue that would, and that the others would give it as far as it can see, it
// waits for the next meeting under the truce and asks for it there (meetings.cpp). The others give it what
// keeps it in only as far as they believe that it would leave otherwise: they know all of its reasons but its
// own. Where there is no such change, or it was turned down, it sets one clause aside on its own, until it
// would keep the whole text again; the others go by what is left of it, from the next day on. A renewal is
// different: the text is signed again by all or by nobody, and nobody signs for a part of it. All by the one
// value of keeping.hpp. (Powell 2002 on bargaining in the shadow of power; Fortna 2004 on what mends truces.)

#include "parley/engine/changed_text.hpp"
#include "parley/engine/steps.hpp"

namespace parley {

namespace {

// Of all clauses that it can set aside and then stay, the one without which the rest is worth most to it.
std::optional<TextChange> clause_to_suspend(const Day& day, PartyId p, ChangedText& text) {
  const Space& space = day.m.talks.space;
  std::optional<TextChange> best;
  double most = 0;
  for (const IssueId issue : space.issues()) {
    const TextChange change{issue, space.option(space.status_quo(), issue)};
    if (space.open_options(issue) < 2 || change.option == space.option(day.s.truce.deal, issue) ||
        !text.write(change))
      continue;
    const TruceValue own = text.to(p);
    if (margin(own) < 0 || (best && own.net() <= most)) continue;
    best = change;
    most = own.net();
  }
  return best;
}

}  // namespace

void step_short_of_leaving(const Day& day, Truce& truce, TruceWorth& worth, Patrons& patrons, Outcome& o,
                           Recorder& record) {
  const Model& m = day.m;
  if (!m.scenario.truce.steps || !truce.in_force || day.number == truce.signed_day) return;
  const bool renewal = renewal_due(day);
  ChangedText text(day, truce);
  for (const PartyId p : m.parties()) {
    if (!decides(m, p) || m.bound[p] != Bound::free) continue;
    Asking& asking = truce.asking[p];
    if (stays(worth.now[p], renewal)) {
      asking.waits = false;
      continue;
    }
    if (asking.waits) continue;
    const double threat = believed_threat(day, p, renewal);
    if (day.number >= asking.not_before && !truce.meetings_suspended) {
      if (const auto change = best_change(day, p, threat, 0.0, text)) {
        Happening h = told_of_change(day, Happened::asked, p, *change, threat);
        h.value = truce.next_meeting - day.number;
        record.happened(day.number, h);
        asking.waits = true;
        continue;
      }
    }
    if (renewal) continue;
    if (const auto aside = clause_to_suspend(day, p, text)) {
      const Happening h = told_of_change(day, Happened::suspended, p, *aside, threat);
      record.happened(day.number, h);
      text.put_in_place(*aside, patrons);
      truce.suspended[aside->issue] = {p, *h.before};
      ++o.suspensions;
      worth.now[p] = value_of_text(day, p, truce.deal, truce.terms);  // the others': tomorrow
    }
  }
}

}  // namespace parley

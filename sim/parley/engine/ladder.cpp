// What does a party do before it leaves a truce?
//
// Whose leaders would leave today, or not sign again at a renewal, takes the smallest step that keeps it in.
// Where it knows a change of one issue that would, and that the others would give it as far as it can see, it
// waits for the next meeting under the truce and asks for it there (meetings.cpp), as long as that is worth
// no less to it than leaving at once. The others give it what keeps it in only as far as they believe that it
// would leave otherwise: they know all of its reasons but its own. Where there is no such change, or it was
// turned down, it sets one clause aside on its own that it had conceded, until it would keep the whole text
// again; the others go by what is left of it, from the next day on. A renewal is different: the text is
// signed again by all or by nobody, and nobody signs for a part of it. All by the one value of keeping.hpp.
// (Powell 2002 on bargaining in the shadow of power; Fortna 2004 on what mends truces.)

#include <limits>

#include "parley/engine/changed_text.hpp"
#include "parley/engine/steps.hpp"

namespace parley {

namespace {

// Of all clauses that it has conceded, by the text alone, and that it can set aside and then stay: the one
// that it gains least by. It reckons with what a breach for all to see costs its signature; what it holds of
// the other side it does not set aside.
std::optional<TextChange> clause_to_suspend(const Day& day, PartyId p, ChangedText& text) {
  const Space& space = day.m.talks.space;
  std::optional<TextChange> best;
  double least = std::numeric_limits<double>::infinity();
  for (const IssueId issue : space.issues()) {
    const TextChange change{issue, space.option(space.status_quo(), issue)};
    if (space.open_options(issue) < 2 || change.option == space.option(day.s.truce.deal, issue) ||
        !text.write(change) || text.gives_more(p) <= 0)
      continue;
    TruceValue own = text.to(p);
    own.standing = 0;  // nobody believes its signature as before
    if (margin(own) < 0 || own.net() >= least) continue;
    best = change;
    least = own.net();
  }
  return best;
}

// The change for which it waits, where waiting is worth it.
std::optional<TextChange> to_ask_for(const Day& day, PartyId p, double threat, ChangedText& text) {
  const Truce& truce = day.s.truce;
  if (day.number < truce.asking[p].not_before || least_trust(day.m, day.s.trust).above < 0) return {};
  const auto change = least_that_keeps(day, p, threat, text);
  if (!change || !text.write(*change) || !worth_waiting(day, p, text.to(p), truce.next_meeting - day.number))
    return {};
  return change;
}

}  // namespace

void step_short_of_leaving(const Day& day, Truce& truce, TruceWorth& worth, Trust& trust, Patrons& patrons,
                           Outcome& o, Recorder& record) {
  const Model& m = day.m;
  if (!m.scenario.truce.steps || !truce.in_force || day.number == truce.signed_day) return;
  const bool renewal = renewal_due(day);
  ChangedText text(day, truce);
  for (const PartyId p : m.parties()) {
    if (!decides(m, p) || m.bound[p] != Bound::free) continue;
    Asking& asking = truce.asking[p];
    if (stays(worth.now[p], renewal)) {
      if (asking.waits) record.happened(day.number, {.what = Happened::withdrawn, .who = p});
      asking.waits = false;
      continue;
    }
    const double threat = believed_threat(day, p, renewal);
    const auto change = to_ask_for(day, p, threat, text);
    if (change && !asking.waits) {
      Happening h = told_of_change(day, Happened::asked, p, *change, threat);
      h.value = truce.next_meeting - day.number;
      record.happened(day.number, h);
    }
    if (!change && asking.waits) record.happened(day.number, {.what = Happened::turned_down, .who = p});
    asking.waits = change.has_value();
    if (asking.waits || renewal) continue;
    if (const auto aside = clause_to_suspend(day, p, text)) {
      const auto id =
          record.happened(day.number, told_of_change(day, Happened::suspended, p, *aside, threat));
      text.put_in_place(*aside, patrons, p);
      ++o.suspensions;
      obligation_not_met(day, p, id, trust);
      worth.now[p] = value_of_text(day, p, truce.deal, truce.terms);  // the others': tomorrow
    }
  }
}

}  // namespace parley

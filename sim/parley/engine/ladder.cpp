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

// What a party does tonight: stay, ask, set_aside or leave (denounce, lapse).
struct Step {
  Deed deed = Deed::stay;
  std::optional<TextChange> change = {};
};
Step own_step(const Day& day, PartyId p, bool renewal, double threat, ChangedText& text) {
  const TruceValue& worth = day.s.worth.now[p];
  if (stays(worth, renewal)) return {};
  if (const auto change = to_ask_for(day, p, threat, text)) return {Deed::ask, change};
  if (!renewal)
    if (const auto aside = clause_to_suspend(day, p, text)) return {Deed::set_aside, aside};
  return {margin(worth) < 0 ? Deed::denounce : Deed::lapse};
}

// The same of who stands in for it. A clause is set aside for what holds without a deal, and on no front a
// truce.
Step decided_step(const Day& day, bool renewal, const Step& own, ChangedText& text) {
  Query query{.asked = Asked::step, .day = day.number, .own = {.deed = own.deed}, .renewal = renewal};
  if (own.change) {
    query.own.issue = own.change->issue;
    query.own.option = own.change->option;
  }
  const Decision decided = day.stand_in->decide(query);
  Step step{decided.deed};
  if (step.deed != Deed::ask && step.deed != Deed::set_aside) return step;
  step.change = TextChange{decided.issue, decided.option};
  if (!text.write(*step.change)) return {};
  return step;
}

}  // namespace

void step_short_of_leaving(const Day& day, Truce& truce, TruceWorth& worth, Trust& trust, Patrons& patrons,
                           Outcome& o, Recorder& record) {
  const Model& m = day.m;
  if (!m.scenario.truce.steps || !truce.in_force || day.number == truce.signed_day) return;
  const bool renewal = renewal_due(day);
  ChangedText text(day, truce, worth.regards);
  for (const PartyId p : m.parties()) {
    if (!decides(m, p) || m.bound[p] != Bound::free) continue;
    Asking& asking = truce.asking[p];
    const bool decided = stands_in(day.stand_in, p);
    if (!asking.waits && !decided && stays(worth.now[p], renewal)) continue;
    const double threat = believed_threat(day, p, renewal);
    Step step = own_step(day, p, renewal, threat, text);
    if (decided) step = decided_step(day, renewal, step, text);
    if (step.deed == Deed::ask && !asking.waits) {
      Happening h = told_of_change(day, Happened::asked, p, *step.change, threat);
      h.value = truce.next_meeting - day.number;
      record.happened(day.number, h);
    }
    if (step.deed != Deed::ask && asking.waits)
      record.happened(
          day.number,
          {.what = step.deed == Deed::stay ? Happened::withdrawn : Happened::turned_down, .who = p});
    asking.waits = step.deed == Deed::ask;
    if (step.deed != Deed::set_aside) continue;
    const auto id =
        record.happened(day.number, told_of_change(day, Happened::suspended, p, *step.change, threat));
    text.put_in_place(*step.change, patrons, p);
    ++o.suspensions;
    obligation_not_met(day, p, id, trust);
    worth.now[p] =
        value_of_text(day, p, truce.counted_on, truce.terms, worth.regards);  // the others': tomorrow
  }
}

}  // namespace parley

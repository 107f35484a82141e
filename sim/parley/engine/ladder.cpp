// What does a party do before it leaves a truce?
//
// Whose leaders would leave today, or not sign again at a renewal, takes the smallest step that keeps it in.
// It calls a meeting and asks for a text that differs in one issue. The others give it what keeps it in only
// as far as they believe that it would leave otherwise: they know all of its reasons but its own
// (reasons.cpp), and set a truce that goes on unchanged against a surprise attack on their lowered guard.
// Where no such change is accepted it sets one clause aside on its own, until it would keep the whole text
// again; the others go by what is left of it, from the next day on. All by the one value of keeping.hpp.
// (Powell 2002 on bargaining in the shadow of power; Fortna 2004 on what mends truces.)

#include <algorithm>
#include <cmath>

#include "parley/engine/keeping.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

bool stays(const TruceValue& v, bool renewal) { return margin(v) >= 0 && (!renewal || would_sign(v)); }

// The option of one issue in place of that in force.
struct Step {
  IssueId issue;
  OptionIndex option = 0;
};

// A text looked at: the one in force but for one issue.
class Draft {
 public:
  Draft(const Day& day, Truce& truce) : day_(day), truce_(truce) {}

  // False where it is no truce any more that covers a front.
  bool write(Step step) {
    const Space& space = day_.m.talks.space;
    std::copy(truce_.deal.begin(), truce_.deal.end(), truce_.draft.begin());
    const std::size_t options = space.open_options(step.issue), unit = space.unit_of(step.issue),
                      by = options + step.option - space.option(truce_.deal, step.issue);
    truce_.draft[unit] = static_cast<OptionIndex>(space.moved(truce_.deal[unit], step.issue, by % options));
    put_into_force(day_.m.clauses, space, truce_.draft, truce_.unlocked, truce_.age(day_.number),
                   truce_.sketched);
    return fronts_of(day_.m.clauses, space, truce_.draft).size() > 0 ||
           fronts_of(day_.m.clauses, space, truce_.deal).size() == 0;
  }
  TruceValue to(PartyId p) const { return value_of_text(day_, p, truce_.draft, truce_.sketched); }

 private:
  const Day& day_;
  Truce& truce_;
};

// How likely the others think it that it leaves if nothing changes: they know all but its own reasons.
double believed_threat(const Day& day, PartyId p, bool renewal) {
  const TruceValue& v = day.s.worth.now[p];
  const double spread = spread_of_reasons(day, p, day.s.truce.terms.covers);
  TruceValue known = v;
  known.shock = 0;
  if (spread <= 0) return stays(known, renewal) ? 0.0 : 1.0;
  const double at = leaves_below(known, renewal);
  return 0.5 * scalar_erfc(-at / (spread * std::sqrt(2.0)));
}

// Would it rather have the changed text than see the other leave with that chance?
bool accepts(const TruceValue& now, const TruceValue& changed, double threat) {
  const double kept = now.keeps();
  const double attacked = -now.exposed * kept * kept;
  return would_sign(changed) && changed.value() >= (1.0 - threat) * now.value() + threat * attacked;
}

bool all_accept(const Day& day, PartyId asks, double threat, const Draft& draft) {
  const Model& m = day.m;
  for (const PartyId p : m.parties()) {
    if (p == asks || m.signatory[p] == 0 || m.bound[p] == Bound::outside || m.talks.utilities[p].empty())
      continue;
    if (!accepts(day.s.worth.now[p], draft.to(p), threat)) return false;
  }
  return true;
}

// Of all changes of one issue that it would sign and the others accept, the one worth most to it.
std::optional<Step> amendment(const Day& day, PartyId p, double threat, Draft& draft) {
  const Space& space = day.m.talks.space;
  std::optional<Step> best;
  double most = 0;
  for (const IssueId issue : space.issues())
    for (std::size_t o = 0; o < space.open_options(issue); ++o) {
      const Step step{issue, static_cast<OptionIndex>(o)};
      if (space.open_options(issue) < 2 || step.option == space.option(day.s.truce.deal, issue) ||
          !draft.write(step))
        continue;
      const TruceValue own = draft.to(p);
      if (!would_sign(own) || (best && own.net() <= most) || !all_accept(day, p, threat, draft)) continue;
      best = step;
      most = own.net();
    }
  return best;
}

// Of all clauses that it can set aside and then stay, the one without which the rest is worth most to it.
std::optional<Step> clause_to_suspend(const Day& day, PartyId p, bool renewal, Draft& draft) {
  const Space& space = day.m.talks.space;
  std::optional<Step> best;
  double most = 0;
  for (const IssueId issue : space.issues()) {
    const Step step{issue, space.option(space.status_quo(), issue)};
    if (space.open_options(issue) < 2 || step.option == space.option(day.s.truce.deal, issue) ||
        !draft.write(step))
      continue;
    const TruceValue own = draft.to(p);
    if (!stays(own, renewal) || (best && own.net() <= most)) continue;
    best = step;
    most = own.net();
  }
  return best;
}

// A clause that it has set aside and would keep again, without thinking of who watches: what leaving costs
// lies between the two.
std::optional<Step> clause_to_resume(const Day& day, PartyId p, Draft& draft) {
  const ListBy<IssueId, Suspension>& suspended = day.s.truce.suspended;
  for (const IssueId issue : suspended.ids()) {
    if (suspended[issue].by != p) continue;
    const Step step{issue, suspended[issue].option};
    if (draft.write(step) && draft.to(p).net() >= 0) return step;
  }
  return {};
}

Happening told(const Day& day, Happened what, PartyId who, Step step, double threat) {
  const TruceValue& v = day.s.worth.now[who];
  Happening h{.what = what, .who = who, .issue = step.issue, .option = step.option};
  h.before = day.m.talks.space.option(day.s.truce.deal, step.issue);
  h.trust = v.trust;
  h.value = h.kept = v.value();
  h.tempted = v.gain;
  h.worth = v;
  h.probability = threat;
  return h;
}

void change_text(const Day& day, Step step, Draft& draft, Truce& truce, Patrons& patrons) {
  draft.write(step);
  std::copy(truce.draft.begin(), truce.draft.end(), truce.deal.begin());
  truce.suspended[step.issue] = {};
  apply_terms(day, truce, patrons);
}

}  // namespace

void step_short_of_leaving(const Day& day, Truce& truce, TruceWorth& worth, Trust& trust, Patrons& patrons,
                           Outcome& o, Recorder& record) {
  const Model& m = day.m;
  if (!m.scenario.truce.steps || !truce.in_force || day.number == truce.signed_day) return;
  const bool renewal = truce.next_renewal >= 0 && day.number >= truce.next_renewal;
  Draft draft(day, truce);
  for (const PartyId p : m.parties()) {
    if (m.signatory[p] == 0 || m.bound[p] != Bound::free || m.talks.utilities[p].empty()) continue;
    if (stays(worth.now[p], renewal)) {
      const auto step = clause_to_resume(day, p, draft);
      if (!step) continue;
      record.happened(day.number, told(day, Happened::resumed, p, *step, 0));
      change_text(day, *step, draft, truce, patrons);
      worth.now[p] = value_of_text(day, p, truce.deal, truce.terms);
      continue;
    }
    const double threat = believed_threat(day, p, renewal);
    if (const auto step = amendment(day, p, threat, draft)) {
      record.happened(day.number, told(day, Happened::amended, p, *step, threat));
      change_text(day, *step, draft, truce, patrons);
      ++o.amendments;
      o.last_deal = truce.deal;
      value_truce(day, Guard::as_seen, worth.now);
      worth.signed_for = worth.now;
      trust.grievance.fill({});
    } else if (const auto aside = clause_to_suspend(day, p, renewal, draft)) {
      const Happening h = told(day, Happened::suspended, p, *aside, threat);
      record.happened(day.number, h);
      change_text(day, *aside, draft, truce, patrons);
      truce.suspended[aside->issue] = {p, *h.before};
      ++o.suspensions;
      worth.now[p] = value_of_text(day, p, truce.deal, truce.terms);  // the others': tomorrow
    }
  }
}

}  // namespace parley

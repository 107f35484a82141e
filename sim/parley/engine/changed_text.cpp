#include "parley/engine/changed_text.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/engine/steps.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

bool covers_all(const Model& m, const FrontSet& changed, const FrontSet& now) {
  return std::ranges::all_of(m.fronts.ids(),
                             [&](FrontId f) { return changed.contains(f) || !now.contains(f); });
}

TruceValue as_known(TruceValue v, Reasons reasons) {
  if (reasons == Reasons::as_others_know) v.shock = 0;
  return v;
}

constexpr double no_loss = -1e-12;

// Would it rather have the changed text than go on, and see the other leave with that chance?
bool accepts(const TruceValue& now, const TruceValue& changed, double threat) {
  if (!would_sign(changed)) return false;
  if (threat <= 0) return changed.value() - now.value() >= no_loss && changed.net() - now.net() >= no_loss;
  const double kept = now.keeps();
  const double attacked = -now.exposed * kept * kept;
  return changed.value() >= (1.0 - threat) * now.value() + threat * attacked;
}

// Less watched, less protected, less apart.
bool weaker(const Model& m, const TermsInForce& changed, const TermsInForce& now) {
  for (const BlocId b : m.blocs.ids())
    if (changed.protects[b] < now.protects[b]) return true;
  return changed.detection < now.detection || changed.attribution < now.attribution ||
         changed.separation < now.separation || changed.disengages < now.disengages ||
         changed.strikes > now.strikes || changed.answers < now.answers;
}

// All options of all issues but those in force, and those that somebody would have to carry out first: that
// is promised by a signature.
template <class Look>
void each_change(const Day& day, Look look) {
  const Space& space = day.m.talks.space;
  for (const IssueId issue : space.issues()) {
    if (space.open_options(issue) < 2 || day.s.truce.waiting[issue].option) continue;
    for (std::size_t o = 0; o < space.open_options(issue); ++o)
      if (o != space.option(day.s.truce.deal, issue) && !day.m.clauses.clauses[issue][o].duty)
        look(TextChange{issue, static_cast<OptionIndex>(o)});
  }
}

}  // namespace

void ChangedText::put_option(TextChange change) {
  const Space& space = day_.m.talks.space;
  std::copy(truce_.deal.begin(), truce_.deal.end(), truce_.draft.begin());
  std::copy(truce_.counted_on.begin(), truce_.counted_on.end(), truce_.draft_counted_on.begin());
  space.put_option(truce_.draft, change.issue, change.option);
  space.put_option(truce_.draft_counted_on, change.issue, change.option);
}

bool ChangedText::put_terms() {
  put_into_force(day_.m.clauses, day_.m.talks.space, truce_.draft, truce_.unlocked, truce_.age(day_.number),
                 truce_.sketched);
  texts_.look_at(truce_.draft_counted_on, truce_.sketched);
  return covers_all(day_.m, truce_.sketched.covers, truce_.terms.covers);
}

bool ChangedText::write(TextChange change) {
  put_option(change);
  return put_terms();
}

bool ChangedText::cares(PartyId p, IssueId issue) const {
  const Scenario& scenario = day_.m.scenario;
  const Party& party = day_.m.party(p);
  for (std::size_t o = 1; o < day_.m.talks.space.open_options(issue); ++o)
    if (option_value(scenario, party, issue, static_cast<OptionIndex>(o)) !=
        option_value(scenario, party, issue, 0))
      return true;
  return false;
}

bool ChangedText::write_step(TextChange change, PartyId proposes, double least_gain) {
  put_option(change);
  if (gives_more(proposes) < least_gain) return false;
  for (const PartyId p : day_.m.parties()) {
    if (p == proposes || !decides(day_.m, p)) continue;
    const double gain = gives_more(p);
    if (gain < 0 || (gain == 0 && cares(p, change.issue))) return false;
  }
  return put_terms() && !weaker(day_.m, truce_.sketched, truce_.terms);
}

TruceValue ChangedText::to(PartyId p, Reasons reasons) { return as_known(texts_.to(p), reasons); }

double ChangedText::gives_more(PartyId p) const {
  const Utility& utility = day_.m.talks.utilities[p];
  return utility(truce_.draft_counted_on) - utility(truce_.counted_on);
}

bool ChangedText::would_accept(PartyId p, double threat, Reasons reasons) {
  return accepts(as_known(day_.s.worth.now[p], reasons), to(p, reasons), threat);
}

bool ChangedText::is_refused(PartyId asks, double threat) {
  const auto refuses = [&](PartyId p) {
    return p != asks && decides(day_.m, p) && !would_accept(p, threat, Reasons::as_others_know);
  };
  if (refuses_ != nobody && refuses(*refuses_)) return true;
  for (const PartyId p : day_.m.parties()) {
    if (p == refuses_ || !refuses(p)) continue;
    refuses_ = p;
    return true;
  }
  return false;
}

std::optional<PartyId> ChangedText::first_to_refuse(PartyId asks, double threat) {
  for (const PartyId p : day_.m.parties()) {
    if (p == asks || !decides(day_.m, p)) continue;
    const bool own = would_accept(p, threat, Reasons::as_they_are);
    if (!says_yes(day_.stand_in, p, {.asked = Asked::change, .day = day_.number, .by = asks}, truce_.draft,
                  own))
      return p;
  }
  return nobody;
}

void ChangedText::put_in_place(TextChange change, Patrons& patrons, std::optional<PartyId> by) {
  write(change);
  Suspension& suspended = truce_.suspended[change.issue];
  for (const PartyId p : day_.m.parties()) {
    if (day_.m.talks.utilities[p].empty()) continue;
    double& lost = truce_.set_aside[p];
    if (by && p != *by) lost -= std::min(0.0, gives_more(p));
    if (suspended.by && p != *suspended.by) lost = std::max(0.0, lost - gives_more(p));
  }
  suspended = {};
  if (by) suspended = {by, day_.m.talks.space.option(truce_.deal, change.issue)};
  std::copy(truce_.draft.begin(), truce_.draft.end(), truce_.deal.begin());
  std::copy(truce_.draft_counted_on.begin(), truce_.draft_counted_on.end(), truce_.counted_on.begin());
  apply_terms(day_, truce_, patrons);
  texts_.look_anew();
}

double believed_threat(const Day& day, PartyId p, bool renewal) {
  return believed_threat(day, p, day.s.worth.now[p], day.s.truce.terms.covers, renewal);
}

double believed_threat(const Day& day, PartyId p, TruceValue known, const FrontSet& covers, bool renewal) {
  const double spread = spread_of_reasons(day, p, covers);
  known.shock = 0;
  if (spread <= 0) return stays(known, renewal) ? 0.0 : 1.0;
  const double at = leaves_below(known, renewal);
  return 0.5 * scalar_erfc(-at / (spread * std::sqrt(2.0)));
}

std::optional<TextChange> least_that_keeps(const Day& day, PartyId p, double threat, ChangedText& text) {
  const double now = day.s.worth.now[p].net();
  std::optional<TextChange> best;
  double least = std::numeric_limits<double>::infinity();
  each_change(day, [&](TextChange change) {
    if (!text.write(change)) return;
    const TruceValue own = text.to(p);
    if (!would_sign(own) || own.net() <= now || own.net() >= least || text.is_refused(p, threat)) return;
    best = change;
    least = own.net();
  });
  return best;
}

std::optional<TextChange> best_step(const Day& day, PartyId p, double least_gain, ChangedText& text) {
  const TruceValue& now = day.s.worth.now[p];
  std::optional<TextChange> best;
  double most = now.net();
  each_change(day, [&](TextChange change) {
    if (!text.write_step(change, p, least_gain)) return;
    const TruceValue own = text.to(p);
    if (own.net() <= most || !accepts(now, own, 0.0) || text.is_refused(p, 0.0)) return;
    best = change;
    most = own.net();
  });
  return best;
}

bool worth_waiting(const Day& day, PartyId p, const TruceValue& changed, int days) {
  const double later = scalar_exp(-log_2 * days / day.m.scenario.war.horizon);
  return (1.0 - later) * margin(day.s.worth.now[p]) + later * margin(changed) >= 0;
}

Happening told_of_change(const Day& day, Happened what, PartyId who, TextChange change, double threat) {
  const TruceValue& v = day.s.worth.now[who];
  Happening h{.what = what, .who = who, .issue = change.issue, .option = change.option};
  h.before = day.m.talks.space.option(day.s.truce.deal, change.issue);
  h.trust = v.trust;
  h.value = h.kept = v.value();
  h.tempted = v.gain;
  h.worth = v;
  h.probability = threat;
  return h;
}

}  // namespace parley

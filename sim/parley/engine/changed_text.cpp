#include "parley/engine/changed_text.hpp"

#include <algorithm>
#include <cmath>

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

// Would it rather have the changed text than go on, and see the other leave with that chance?
bool accepts(const TruceValue& now, const TruceValue& changed, double threat) {
  const double kept = now.keeps();
  const double attacked = -now.exposed * kept * kept;
  return would_sign(changed) && changed.value() >= (1.0 - threat) * now.value() + threat * attacked;
}

}  // namespace

void ChangedText::put_option(TextChange change) {
  const Space& space = day_.m.talks.space;
  std::copy(truce_.deal.begin(), truce_.deal.end(), truce_.draft.begin());
  const std::size_t options = space.open_options(change.issue), unit = space.unit_of(change.issue),
                    by = options + change.option - space.option(truce_.deal, change.issue);
  truce_.draft[unit] = static_cast<OptionIndex>(space.moved(truce_.deal[unit], change.issue, by % options));
}

bool ChangedText::put_terms() {
  put_into_force(day_.m.clauses, day_.m.talks.space, truce_.draft, truce_.unlocked, truce_.age(day_.number),
                 truce_.sketched);
  return covers_all(day_.m, truce_.sketched.covers, truce_.terms.covers);
}

bool ChangedText::write(TextChange change) {
  put_option(change);
  return put_terms();
}

bool ChangedText::write_gain(TextChange change, PartyId party, double least_gain) {
  put_option(change);
  if (gives_more(party) < least_gain) return false;
  for (const PartyId p : day_.m.parties())
    if (p != party && decides(day_.m, p) && gives_more(p) < 0) return false;
  return put_terms();
}

TruceValue ChangedText::to(PartyId p, Reasons reasons) const {
  return as_known(value_of_text(day_, p, truce_.draft, truce_.sketched), reasons);
}

double ChangedText::gives_more(PartyId p) const {
  const Utility& utility = day_.m.talks.utilities[p];
  return utility(truce_.draft) - utility(truce_.deal);
}

std::optional<PartyId> ChangedText::first_to_refuse(PartyId asks, double threat, Reasons reasons) const {
  for (const PartyId p : day_.m.parties()) {
    if (p == asks || !decides(day_.m, p)) continue;
    if (!accepts(as_known(day_.s.worth.now[p], reasons), to(p, reasons), threat)) return p;
  }
  return nobody;
}

void ChangedText::put_in_place(TextChange change, Patrons& patrons) {
  write(change);
  std::copy(truce_.draft.begin(), truce_.draft.end(), truce_.deal.begin());
  truce_.suspended[change.issue] = {};
  apply_terms(day_, truce_, patrons);
}

bool decides(const Model& m, PartyId p) {
  return m.signatory[p] != 0 && m.bound[p] != Bound::outside && !m.talks.utilities[p].empty();
}

bool renewal_due(const Day& day) {
  const Truce& truce = day.s.truce;
  return truce.next_renewal >= 0 && day.number >= truce.next_renewal;
}

double believed_threat(const Day& day, PartyId p, bool renewal) {
  TruceValue known = day.s.worth.now[p];
  const double spread = spread_of_reasons(day, p, day.s.truce.terms.covers);
  known.shock = 0;
  if (spread <= 0) return stays(known, renewal) ? 0.0 : 1.0;
  const double at = leaves_below(known, renewal);
  return 0.5 * scalar_erfc(-at / (spread * std::sqrt(2.0)));
}

std::optional<TextChange> best_change(const Day& day, PartyId p, double threat, double least_gain,
                                      ChangedText& text) {
  const Space& space = day.m.talks.space;
  std::optional<TextChange> best;
  double most = 0;
  for (const IssueId issue : space.issues())
    for (std::size_t o = 0; o < space.open_options(issue); ++o) {
      const TextChange change{issue, static_cast<OptionIndex>(o)};
      if (space.open_options(issue) < 2 || change.option == space.option(day.s.truce.deal, issue) ||
          !(least_gain > 0 ? text.write_gain(change, p, least_gain) : text.write(change)))
        continue;
      const TruceValue own = text.to(p);
      if (!would_sign(own) || (best && own.net() <= most) ||
          text.first_to_refuse(p, threat, Reasons::as_others_know) != nobody)
        continue;
      best = change;
      most = own.net();
    }
  return best;
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

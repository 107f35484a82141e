#include "parley/truce/terms.hpp"

#include <algorithm>

#include "parley/support/numerics.hpp"

namespace parley {

ClauseBook::ClauseBook(const Scenario& s, const ListBy<BlocId, std::string>& bloc_names)
    : blocs(bloc_names.size()) {
  for (const auto& [key, issue] : s.issues) {
    std::vector<Clause> list(issue.options.size());
    for (const auto& [option, t] : issue.terms.rows) {
      Clause& c = list[static_cast<std::size_t>(option.index.value)];
      for (const auto& front : t.covers)
        for (const FrontId f : s.fronts.ids())
          if (front == "all" || front == s.fronts[f].key.id) c.covers.insert(f);
      c.renewal = t.renewal;
      c.quiet_days = t.quiet_days;
      c.staged = t.staged;
      c.protects = t.protects;
      c.detection = t.detection;
      c.attribution = t.attribution;
      c.attribution_delay = t.attribution_delay;
      c.strikes = t.strikes;
      c.separation = t.separation;
      c.pressure = t.pressure;
      c.disengages = t.disengages;
      c.aid = t.aid;
      c.lifts_siege = t.lifts_siege;
      c.stops_evacuations = t.stops_evacuations;
      if (t.restrains)
        c.restrains =
            BlocId(std::find(bloc_names.begin(), bloc_names.end(), t.restrains->id) - bloc_names.begin());
    }
    clauses.push_back(std::move(list));
  }
}

FrontSet fronts_of(const ClauseBook& book, const Space& space, PackageView package) {
  FrontSet covered;
  for (const IssueId i : space.issues()) covered.insert(book.clauses[i][space.option(package, i)].covers);
  return covered;
}

void put_into_force(const ClauseBook& book, const Space& space, PackageView package, bool unlocked,
                    TermsInForce& t) {
  t.covers.clear();
  t.renewal = t.quiet_days = 0;
  t.protects.assign(book.blocs, 0.0);
  t.detection = t.attribution = t.attribution_delay = t.separation = t.pressure = t.disengages = t.aid = 0;
  t.strikes = 1;
  t.lifts_siege = t.stops_evacuations = false;
  for (const IssueId i : space.issues()) {
    const Clause& c = book.clauses[i][space.option(package, i)];
    t.quiet_days = std::max(t.quiet_days, c.quiet_days);
    if (c.staged && !unlocked) continue;
    t.covers.insert(c.covers);
    if (c.renewal > 0) t.renewal = t.renewal > 0 ? std::min(t.renewal, c.renewal) : c.renewal;
    for (const BlocId b : t.protects.ids())
      if (!c.restrains || *c.restrains == b) t.protects[b] = either(t.protects[b], c.protects);
    t.detection = either(t.detection, c.detection);
    if (c.attribution > 0)
      t.attribution_delay =
          t.attribution > 0 ? std::min(t.attribution_delay, c.attribution_delay) : c.attribution_delay;
    t.attribution = either(t.attribution, c.attribution);
    t.separation = either(t.separation, c.separation);
    t.pressure = either(t.pressure, c.pressure);
    t.disengages = either(t.disengages, c.disengages);
    t.strikes = std::min(t.strikes, c.strikes);
    t.aid = std::max(t.aid, c.aid);
    t.lifts_siege = t.lifts_siege || c.lifts_siege;
    t.stops_evacuations = t.stops_evacuations || c.stops_evacuations;
  }
}

}  // namespace parley

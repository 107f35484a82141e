#include "parley/truce/terms.hpp"

#include <algorithm>

#include "parley/support/numerics.hpp"

namespace parley {

bool Backing::brings_something() const {
  return guarantees || carries > 0 || std::any_of(pays.begin(), pays.end(), [](double u) { return u > 0; });
}

ClauseBook::ClauseBook(const Scenario& s, const Space& space, const ListBy<BlocId, std::string>& bloc_names)
    : blocs(bloc_names.size()), parties(s.parties.size()) {
  for (const PartyId p : s.parties.ids()) {
    const Party& party = s.parties[p].value;
    if (!party.facilitates) continue;
    const Facilitation& f = *party.facilitates;
    Backing b{p,
              Utility(space, s, party),
              party.reservation,
              f.guarantees.has_value(),
              f.guarantees ? f.guarantees->troops.value : 0.0,
              f.guarantees ? f.guarantees->answers.value : 0.0,
              f.carries,
              ListBy<PartyId, double>(s.parties.size())};
    for (const auto& [ref, amount] : f.pays) b.pays[s.parties.position(ref.id)] = amount;
    facilitators.push_back(std::move(b));
  }
  for (const auto& [key, issue] : s.issues)
    status_quo.push_back(static_cast<OptionIndex>(issue.status_quo.index.value));
  for (const IssueId i : s.issues.ids()) {
    const auto& issue = s.issues[i].value;
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
      c.after = static_cast<int>(t.after);
      if (c.after > 0 && (delayed.empty() || delayed.back() != i)) delayed.push_back(i);
      obliges = obliges || t.obliges;
      if (t.obliges) {
        c.duty = Duty{s.parties.position(t.obliges->party.id),
                      static_cast<int>(t.obliges->within),
                      t.obliges->means,
                      t.obliges->verified,
                      {},
                      {},
                      t.obliges->gives_up,
                      {}};
        if (t.obliges->remain) c.duty->remain = t.obliges->remain->value;
        for (const auto& held : t.obliges->before) c.duty->before.push_back(s.issues.position(held.id));
        for (const auto& [front, share] : t.obliges->leaves)
          c.duty->leaves.push_back({s.fronts.position(front.id), share});
      }
      if (t.restrains)
        c.restrains =
            BlocId(std::find(bloc_names.begin(), bloc_names.end(), t.restrains->id) - bloc_names.begin());
    }
    clauses.push_back(std::move(list));
  }
  held_by.assign(clauses.size(), {});
  for (const IssueId i : clauses.ids())
    for (std::size_t o = 0; o < clauses[i].size(); ++o)
      if (clauses[i][o].duty)
        for (const IssueId held : clauses[i][o].duty->before)
          held_by[held].push_back({i, static_cast<OptionIndex>(o)});
  for (const IssueId i : clauses.ids())
    if (!held_by[i].empty() || std::any_of(clauses[i].begin(), clauses[i].end(),
                                           [](const Clause& c) { return c.after > 0 || c.duty; }))
      later.push_back(i);
}

FrontSet fronts_of(const ClauseBook& book, const Space& space, PackageView package) {
  FrontSet covered;
  for (const IssueId i : space.issues()) covered.insert(book.clauses[i][space.option(package, i)].covers);
  return covered;
}

bool backs(const Backing& f, const ClauseBook& book, const Space& space, PackageView package) {
  return (f.utility.empty() || f.utility(package) >= f.reservation - 1e-12) &&
         fronts_of(book, space, package).size() > 0;
}

namespace {

void bring(const Backing& f, TermsInForce& t) {
  t.disengages = either(t.disengages, f.troops);
  t.answers += f.answers;
  t.aid = std::max(t.aid, f.carries);
  for (const PartyId p : t.paid.ids()) t.paid[p] += f.pays[p];
}

}  // namespace

void put_into_force(const ClauseBook& book, const Space& space, PackageView package, bool unlocked, int age,
                    TermsInForce& t) {
  t.covers.clear();
  t.renewal = t.quiet_days = 0;
  t.protects.assign(book.blocs, 0.0);
  t.detection = t.attribution = t.attribution_delay = t.separation = t.pressure = t.disengages = t.aid = 0;
  t.strikes = 1;
  t.lifts_siege = t.stops_evacuations = false;
  t.answers = 0;
  t.paid.assign(book.parties, 0.0);
  for (const IssueId i : space.issues()) {
    const Clause& signed_clause = book.clauses[i][space.option(package, i)];
    const Clause& c = signed_clause.after > age ? book.clauses[i][book.status_quo[i]] : signed_clause;
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
  if (t.covers.size() == 0) return;
  for (const Backing& f : book.facilitators)
    if (backs(f, book, space, package)) bring(f, t);
}

namespace {

bool holds(const ListBy<IssueId, Waiting>& waiting, const ClauseBook::Holder& h) {
  return waiting[h.issue].option == h.option && waiting[h.issue].owed;
}

}  // namespace

bool is_held(const ClauseBook& book, const ListBy<IssueId, Waiting>& waiting, IssueId issue,
             std::optional<IssueId> but) {
  return std::ranges::any_of(
      book.held_by[issue], [&](const ClauseBook::Holder& h) { return h.issue != but && holds(waiting, h); });
}

bool is_held_by(const ClauseBook& book, const ListBy<IssueId, Waiting>& waiting, IssueId issue, IssueId by) {
  return std::ranges::any_of(book.held_by[issue],
                             [&](const ClauseBook::Holder& h) { return h.issue == by && holds(waiting, h); });
}

bool waits_for_itself(const ClauseBook& book, const ListBy<IssueId, Waiting>& waiting, IssueId issue) {
  IssueId at = issue;
  for (std::size_t steps = 0; steps < waiting.size(); ++steps) {
    const auto& holders = book.held_by[at];
    const auto next =
        std::ranges::find_if(holders, [&](const ClauseBook::Holder& h) { return holds(waiting, h); });
    if (next == holders.end()) return false;
    at = next->issue;
    if (at == issue) return true;
  }
  return true;  // it waits for who wait for each other
}

bool Underway::over(IssueId issue) const {
  return waiting != nullptr && (!(*waiting)[issue].option || issue == done);
}

int in_force_after(const ClauseBook& book, const Space& space, PackageView package, IssueId issue,
                   const Underway& underway) {
  const Clause& clause = book.clauses[issue][space.option(package, issue)];
  if (underway.over(issue)) return clause.after;
  int days = clause.after;
  for (const ClauseBook::Holder& h : book.held_by[issue]) {
    if (space.option(package, h.issue) != h.option || underway.over(h.issue)) continue;
    const Clause& first = book.clauses[h.issue][h.option];
    days = std::max(days, first.after + first.duty->within);
  }
  return clause.duty ? days + clause.duty->within : days;
}

}  // namespace parley

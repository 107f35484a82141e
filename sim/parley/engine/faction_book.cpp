#include "parley/engine/faction_book.hpp"

#include <algorithm>

namespace parley {

namespace {

constexpr double least_core = 1e-9;  // share of the forces

FactionModel compiled(const Scenario& s, PartyId party, const std::string& name, const Faction& f) {
  FactionModel x;
  x.party = party;
  x.name = name;
  x.share = f.share;
  x.leans = f.leans;
  x.spread = f.spread ? f.spread->value : s.truce.shock.value;
  if (f.near) x.near = s.parties.position(f.near->id);
  x.beside = f.beside;
  if (!f.influenced_by.empty()) x.leverage.assign(s.parties.size(), 0.0);
  for (const auto& [patron, leverage] : f.influenced_by) x.leverage[s.parties.position(patron.id)] = leverage;
  for (const PartyId patron : x.leverage.ids())
    if (x.leverage[patron] > 0) x.patrons.push_back(patron);
  if (!f.hunger.empty()) x.hunger.assign(s.fronts.size(), 0.0);
  for (const auto& [front, worth] : f.hunger) x.hunger[s.fronts.position(front.id)] = worth;
  for (const auto& [foe, place] : f.could_join)
    x.could_join.emplace_back(s.parties.position(foe.id), place.value);
  if (!f.differs.empty()) x.differs.assign(s.issues.size(), {});
  for (const auto& [issue, values] : f.differs)
    x.differs[s.issues.position(issue.id)].assign(values.begin(), values.end());
  return x;
}

}  // namespace

FactionBook::FactionBook(const Scenario& s) {
  for (const PartyId p : s.parties.ids()) {
    first_.push_back(all_.size());
    const auto& [key, party] = s.parties[p];
    if (party.factions.empty() || !s.calendar) continue;
    double core = 1;
    for (const auto& [name, f] : party.factions) core -= f.share;
    if (core > least_core) {
      FactionModel rest;
      rest.party = p;
      rest.name = party.name;
      rest.core = true;
      rest.share = core;
      all_.push_back(std::move(rest));
    }
    for (const auto& [name, f] : party.factions) all_.push_back(compiled(s, p, name.id, f));
  }
  first_.push_back(all_.size());
}

double FactionBook::differs(FactionId x, const Space& space, PackageView text) const {
  double sum = 0;
  const auto& by_issue = all_[x].differs;
  for (const IssueId i : by_issue.ids())
    if (!by_issue[i].empty()) sum += by_issue[i][space.option(text, i)];
  return sum;
}

}  // namespace parley

// How strong must a patron's hold, or a guarantee, be?

#include <algorithm>

#include "parley/runs/lasting.hpp"

namespace parley {

namespace {

constexpr Guarantee known_guarantees[] = {
    {"troops on the line", "disengages, detection",
     [](Terms& t, double x) {
       t.disengages = x;
       t.detection = x;
     }},
    {"observers who see and name", "detection, attribution after 3 days",
     [](Terms& t, double x) {
       t.detection = x;
       t.attribution = x;
       t.attribution_delay = 3;
     }},
    {"observers who name at once", "detection, attribution without delay",
     [](Terms& t, double x) {
       t.detection = x;
       t.attribution = x;
     }},
    {"observers who only see", "detection", [](Terms& t, double x) { t.detection = x; }},
    {"heavy weapons kept away", "protects", [](Terms& t, double x) { t.protects = x; }},
    {"patrons who work together", "pressure", [](Terms& t, double x) { t.pressure = x; }},
    {"separation from excluded groups", "separation", [](Terms& t, double x) { t.separation = x; }},
    {"no strikes on excluded groups", "strikes", [](Terms& t, double x) { t.strikes = 1.0 - x; }},
};

}  // namespace

std::span<const Guarantee> guarantees() { return known_guarantees; }

Scenario with_leverage(Scenario s, PartyId patron, PartyId client, double strength) {
  auto& table = s.parties[client].value.influenced_by;
  const std::string& id = s.parties[patron].key.id;
  for (auto& row : table.rows) {
    if (row.key.id != id) continue;
    row.value = strength;
    return s;
  }
  table.rows.push_back({PartyRef{id, {}}, strength});
  return s;
}

void put_leverage(Model& m, PartyId patron, PartyId client, double strength) {
  m.talks.leverage(patron, client) = strength;
  std::vector<PartyId>& backers = m.talks.backers[client];
  backers.clear();
  for (const PartyId p : m.parties())
    if (m.talks.leverage(p, client) > 0) backers.push_back(p);
  m.talks.patrons[client] = static_cast<int>(backers.size());
}

Scenario with_guarantee(Scenario s, const Guarantee& guarantee, double strength) {
  std::string id = "GUARANTEE";
  while (s.issues.find(id) != nullptr) id += "_";
  Issue issue;
  issue.title = guarantee.name;
  issue.options = {"none", "given"};
  OptionRef given;
  given.index = 1;
  Terms terms;
  guarantee.set(terms, strength);
  issue.terms.rows.push_back({given, terms});
  s.issues.rows.push_back({NewId{id, {}}, std::move(issue)});
  s.deal->options.rows.push_back({IssueRef{id, {}}, given});
  return s;
}

Lever pull(const LastingOptions& o, const std::function<Scenario(double)>& with,
           const std::optional<Interval>& at_none) {
  // On which side of the share asked for it is, of as few runs as tell.
  const auto told = [&](const Interval& i) { return o.share < i.low || o.share > i.high; };
  const auto at = [&](double strength) {
    Lasted lasted;
    add_runs(
        with(strength), o, {.alone = true}, [&](const Lasted& so_far) { return told(share_of(so_far, o)); },
        lasted);
    return Lever::At{strength, share_of(lasted, o), static_cast<std::uint32_t>(lasted.beyond.size())};
  };
  const auto reached = [&](const Lever::At& there) { return there.survival.share >= o.share; };
  Lever lever;
  lever.curve.push_back(at_none ? Lever::At{0, *at_none, o.replicates} : at(0));
  for (int k = 1; k < 4 && !reached(lever.curve.back()); ++k) lever.curve.push_back(at(k / 4.0));
  lever.curve.push_back(at(1));
  const auto first = std::find_if(lever.curve.begin(), lever.curve.end(), reached);
  if (first == lever.curve.end()) return lever;
  double low = first == lever.curve.begin() ? 0.0 : std::prev(first)->strength, high = first->strength;
  // No closer than to 0.01, nor than all runs tell.
  while (high - low > 0.01) {
    const Lever::At middle = at(0.5 * (low + high));
    (reached(middle) ? high : low) = middle.strength;
    if (!told(middle.survival)) break;
  }
  lever.least = high;
  return lever;
}

}  // namespace parley

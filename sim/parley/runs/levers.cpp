// How strong must a patron's hold, or a guarantee, be?

#include "parley/runs/lasting.hpp"

namespace parley {

namespace {

constexpr Guarantee list[] = {
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

std::span<const Guarantee> guarantees() { return list; }

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
  Lever lever;
  lever.curve.push_back({0.0, at_none ? *at_none : lasting_alone(with(0.0), o).share(), o.replicates});
  for (int k = 1; k < 10; ++k) {
    const SideOfShare side = side_of_share(with(k / 10.0), o);
    lever.curve.push_back({k / 10.0, side.survival, side.runs});
  }
  lever.curve.push_back({1.0, lasting_alone(with(1.0), o).share(), o.replicates});
  for (std::size_t k = 0; k < lever.curve.size() && !lever.least; ++k) {
    if (lever.curve[k].survival.share < o.share) continue;
    double low = k > 0 ? lever.curve[k - 1].strength : 0.0, high = lever.curve[k].strength;
    while (high - low > 0.01) {
      const double middle = 0.5 * (low + high);
      (side_of_share(with(middle), o).survival.share < o.share ? low : high) = middle;
    }
    lever.least = high;
  }
  return lever;
}

}  // namespace parley

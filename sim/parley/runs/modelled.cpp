#include "parley/runs/modelled.hpp"

#include <algorithm>

namespace parley {

namespace {

template <class Is>
bool any_event(const Scenario& s, Is is) {
  return std::any_of(s.events.list.begin(), s.events.list.end(), is) ||
         std::any_of(s.events.random.begin(), s.events.random.end(), is);
}

}  // namespace

bool models_days(const Scenario& s) { return s.calendar.has_value(); }

bool models_fighting(const Scenario& s) { return models_days(s) && !s.fronts.empty(); }

bool models_deaths(const Scenario& s) {
  return models_fighting(s) ||
         (models_days(s) && any_event(s, [](const Event& e) { return e.deaths.value > 0; }));
}

bool models_truces(const Scenario& s) {
  return models_fighting(s) && std::any_of(s.issues.begin(), s.issues.end(), [](const auto& row) {
           const auto& terms = row.value.terms.rows;
           return std::any_of(terms.begin(), terms.end(),
                              [](const auto& option) { return !option.value.covers.empty(); });
         });
}

bool models_sieges(const Scenario& s) {
  const auto sieged = [](const auto& row) { return row.value.siege.has_value(); };
  return std::any_of(s.fronts.begin(), s.fronts.end(), sieged) || any_event(s, [](const Event& e) {
           return e.kind == EventKind::siege || e.kind == EventKind::evacuation;
         });
}

bool models_defeat(const Scenario& s) { return models_fighting(s) && (s.war.ground || models_sieges(s)); }

}  // namespace parley

#include "parley/bargaining/acceptance.hpp"

#include <algorithm>
#include <limits>

namespace parley {

namespace {

constexpr double anything = -std::numeric_limits<double>::infinity(),
                 nothing = std::numeric_limits<double>::infinity();

}  // namespace

AcceptanceHabits habits(const AcceptNext&) { return {.best_heard = false}; }
double least(const AcceptNext&, const AcceptanceView& v) { return v.own_next; }

AcceptanceHabits habits(const AcceptConstant&) { return {.best_heard = false}; }
double least(const AcceptConstant& rule, const AcceptanceView&) { return rule.utility; }

AcceptanceHabits habits(const AcceptTime&) { return {.best_heard = false}; }
double least(const AcceptTime& rule, const AcceptanceView& v) {
  return v.time >= rule.after ? anything : nothing;
}

AcceptanceHabits habits(const AcceptCombi&) { return {.best_heard = true}; }
double least(const AcceptCombi& rule, const AcceptanceView& v) {
  return v.time >= rule.after ? std::min(v.own_next, v.best_heard) : v.own_next;
}

AcceptanceHabits habits_of(const Acceptance& acceptance) {
  return std::visit([](const auto& rule) { return habits(rule); }, acceptance);
}

double least_accepted(const Acceptance& acceptance, const AcceptanceView& view) {
  return std::visit([&](const auto& rule) { return least(rule, view); }, acceptance);
}

bool accepts(const Acceptance& acceptance, const AcceptanceView& view) {
  return view.offer >= view.reservation - 1e-12 && view.offer >= least_accepted(acceptance, view);
}

}  // namespace parley

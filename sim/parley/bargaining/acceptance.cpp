#include "parley/bargaining/acceptance.hpp"

#include <algorithm>
#include <limits>

namespace parley {

namespace {

constexpr double anything = -std::numeric_limits<double>::infinity(),
                 nothing = std::numeric_limits<double>::infinity();
constexpr AcceptanceHabits remembers_nothing{.best_heard = false, .received = false, .looks_back = 0};

// The least offer that compares with a worth.
template <class Rule>
double comparable(const Rule& rule, double worth) {
  return (worth - rule.gap) / rule.factor;
}

// The best and the mean of what was received in the window of length 1 - t before t; 0 where nothing was.
struct Window {
  double best = 0, mean = 0;
};
Window window_of(const AcceptanceView& v) {
  Window w;
  double sum = 0, n = 0;
  for (const Received& r : v.received) {
    if (r.time <= 2.0 * v.time - 1.0) continue;
    w.best = std::max(w.best, r.worth);
    sum += r.worth;
    n += 1;
  }
  w.mean = n > 0 ? sum / n : 0.0;
  return w;
}

double hoped_for(Hope hope, const AcceptanceView& v) {
  switch (hope) {
    case Hope::best:
      return v.best_heard;
    case Hope::anything:
      return anything;
    case Hope::window_best:
      return window_of(v).best;
    case Hope::window_mean:
      return window_of(v).mean;
  }
  return nothing;
}

}  // namespace

AcceptanceHabits habits(const AcceptNext&) { return remembers_nothing; }
double least(const AcceptNext& rule, const AcceptanceView& v) { return comparable(rule, v.own_next); }

AcceptanceHabits habits(const AcceptAspiration&) { return remembers_nothing; }
double least(const AcceptAspiration& rule, const AcceptanceView& v) {
  if (!rule.exponent && !rule.curve && !rule.start && !rule.floor && !rule.tolerance) return v.demand;
  return v.scope.demand({.share = share_asked(rule.curve.value_or(Curve::polynomial),
                                              rule.exponent ? rule.exponent->value : 1.0,
                                              rule.start ? rule.start->value : 1.0, v.time),
                         .floor = rule.floor ? rule.floor->value : 0.0,
                         .tolerance = rule.tolerance ? rule.tolerance->value : usual_tolerance});
}

AcceptanceHabits habits(const AcceptPrevious&) {
  return {.best_heard = false, .received = false, .looks_back = 1};
}
double least(const AcceptPrevious& rule, const AcceptanceView& v) {
  return v.own_last < 0 ? nothing : comparable(rule, v.own_last);
}

AcceptanceHabits habits(const AcceptConstant&) { return remembers_nothing; }
double least(const AcceptConstant& rule, const AcceptanceView&) { return rule.utility; }

AcceptanceHabits habits(const AcceptTime&) { return remembers_nothing; }
double least(const AcceptTime& rule, const AcceptanceView& v) {
  return v.time >= rule.after ? anything : nothing;
}

AcceptanceHabits habits(const AcceptCombi& rule) {
  return {.best_heard = rule.hope == Hope::best,
          .received = rule.hope == Hope::window_best || rule.hope == Hope::window_mean,
          .looks_back = 0};
}
double least(const AcceptCombi& rule, const AcceptanceView& v) {
  const double next = comparable(rule, v.own_next);
  return v.time >= rule.after ? std::min(next, hoped_for(rule.hope, v)) : next;
}

AcceptanceHabits habits_of(const Acceptance& acceptance) {
  return std::visit([](const auto& rule) { return habits(rule); }, acceptance);
}

double least_accepted(const Acceptance& acceptance, const AcceptanceView& view) {
  return std::visit([&](const auto& rule) { return least(rule, view); }, acceptance);
}

bool accepts(const Acceptance& acceptance, const AcceptanceView& view) {
  return view.offer >= view.scope.reservation - 1e-12 && view.offer >= least_accepted(acceptance, view);
}

}  // namespace parley

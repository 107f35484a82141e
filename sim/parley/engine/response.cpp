// How did deaths respond to the first truce?

#include <algorithm>
#include <numeric>

#include "parley/engine/run.hpp"

namespace parley {

namespace {

double deaths_on(const FrontState& front) { return front.today.deaths[0] + front.today.deaths[1]; }

// On the day of the first signature: what the days before were like, this one included.
void look_back(const Run& run) {
  const auto& [m, s, key, trace] = run;
  Response& r = s.outcome.response;
  s.first_covers = s.terms.covers;
  const int days = std::min(s.day + 1, Response::days_before);
  if (days < 7) return;
  for (FrontId f = 0; f < s.fronts.size(); ++f) {
    const auto past = s.front_days.begin() + static_cast<std::ptrdiff_t>(f * Response::days_before);
    r.before[s.first_covers.test(f) ? 0 : 1] += std::accumulate(past, past + days, 0.0) / days;
  }
}

void look_at_calm(const Run& run, int day) {
  const auto& [m, s, key, trace] = run;
  Response& r = s.outcome.response;
  double deaths[2] = {0, 0};
  for (FrontId f = 0; f < s.fronts.size(); ++f)
    deaths[s.first_covers.test(f) ? 0 : 1] += deaths_on(s.fronts[f]);
  if (day < 7 * Response::weeks) {
    for (int kind = 0; kind < 2; ++kind) r.week[kind][day / 7] += deaths[kind];
    r.days = day + 1;
  }
  s.calm_week[static_cast<std::size_t>(day) % 7] = deaths[0];
  if (r.return_days >= 0 || day < 6 || r.before[0] <= 0) return;
  const double mean = std::accumulate(s.calm_week.begin(), s.calm_week.end(), 0.0) / 7;
  if (mean >= Response::returned * r.before[0]) r.return_days = day;
}

}  // namespace

void respond(const Run& run) {
  const auto& [m, s, key, trace] = run;
  const Outcome& o = s.outcome;
  for (FrontId f = 0; f < s.fronts.size(); ++f)
    s.front_days[f * Response::days_before + static_cast<std::size_t>(s.day % Response::days_before)] =
        deaths_on(s.fronts[f]);
  if (o.deals == 0) return;
  if (s.day == o.agreement_day) return look_back(run);
  look_at_calm(run, s.day - o.agreement_day - 1);
}

}  // namespace parley

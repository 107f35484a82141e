// What did the day add up to, and how did deaths respond to the first truce?

#include <algorithm>
#include <numeric>

#include "parley/engine/steps.hpp"

namespace parley {

namespace {

double deaths_on(const FrontToll& front) { return front.fought.deaths[0] + front.fought.deaths[1]; }

// On the day of the first signature: what the days before were like, this one included.
void look_back(const Day& day, Response& r, Lookback& lookback) {
  lookback.first_covers = day.s.truce.terms.covers;
  const int days = std::min(day.number + 1, Response::days_before);
  if (days < 7) return;
  for (const FrontId f : day.m.fronts.ids()) {
    const auto past = lookback.front_days.row(f);
    r.before[lookback.first_covers.contains(f) ? 0 : 1] +=
        std::accumulate(past.begin(), past.begin() + days, 0.0) / days;
  }
}

void look_at_calm(const Toll& toll, int days, Response& r, Lookback& lookback) {
  double deaths[2] = {0, 0};
  for (const FrontId f : toll.fronts.ids())
    deaths[lookback.first_covers.contains(f) ? 0 : 1] += deaths_on(toll.fronts[f]);
  if (days < 7 * Response::weeks) {
    for (int kind = 0; kind < 2; ++kind) r.week[kind][days / 7] += deaths[kind];
    r.days = days + 1;
  }
  lookback.calm_week[static_cast<std::size_t>(days) % 7] = deaths[0];
  if (r.before[0] <= 0) return;
  r.followed = days + 1;
  if (r.return_days >= 0 || days < 6) return;
  const double mean = std::accumulate(lookback.calm_week.begin(), lookback.calm_week.end(), 0.0) / 7;
  if (r.half_return_days < 0 && mean >= Response::half_returned * r.before[0]) r.half_return_days = days;
  if (mean >= Response::returned * r.before[0]) r.return_days = days;
}

void respond(const Day& day, Outcome& o, Lookback& lookback) {
  const Toll& toll = day.s.toll;
  const auto place = static_cast<std::size_t>(day.number % Response::days_before);
  for (const FrontId f : toll.fronts.ids()) lookback.front_days(f, place) = deaths_on(toll.fronts[f]);
  if (o.deals == 0) return;
  if (day.number == o.agreement_day) return look_back(day, o.response, lookback);
  look_at_calm(toll, day.number - o.agreement_day - 1, o.response, lookback);
}

}  // namespace

void count(const Day& day, Outcome& o, Lookback& lookback) {
  const State& s = day.s;
  o.deaths += s.toll.deaths_elsewhere;
  o.civilian_deaths += s.toll.civilians_elsewhere;
  o.displaced += s.toll.displaced;
  double deaths = 0;
  for (const FrontId f : s.toll.fronts.ids()) {
    const FrontToll& front = s.toll.fronts[f];
    deaths += deaths_on(front);
    o.civilian_deaths += front.fought.civilians;
    if (s.truce.covers(f) && s.ground.fronts[f].besieged && !s.trust.salient_today &&
        day.number > s.ground.aid_paused_until)
      o.aid_days += s.truce.terms.aid;
  }
  o.deaths += deaths;
  respond(day, o, lookback);
  if (!s.truce.calms()) return;
  o.deaths_in_truce += s.toll.covered_deaths;
  ++o.truce_days;
}

}  // namespace parley

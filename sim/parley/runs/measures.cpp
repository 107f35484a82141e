#include "parley/runs/measures.hpp"

#include <algorithm>

#include "parley/statistics/statistics.hpp"

namespace parley {

namespace {

// Whether the calendar shows what becomes of the first truce within so many days.
bool followed_for(const Scenario& s, const Outcome& o, int days) {
  const int calendar = s.calendar ? s.calendar->end.days - s.calendar->start.days + 1 : 0;
  return o.agreement_day + days < calendar;
}

template <Ending wanted>
double ends(const Scenario&, const Outcome& o, int) {
  return o.ending == wanted ? 1 : 0;
}
template <auto member>
double total(const Scenario&, const Outcome& o, int) {
  return static_cast<double>(o.*member);
}
double agreement(const Scenario&, const Outcome& o, int) { return o.deals > 0 ? 1 : 0; }
// Of first truces signed early enough to be followed for so long.
double beyond(const Scenario& s, const Outcome& o, int days) {
  if (!o.has_truce() || !followed_for(s, o, days)) return unknown;
  return o.first_truce_days > days ? 1 : 0;
}
// The same of all runs: where the first text is no truce, none lasts.
double signs_and_lasts(const Scenario& s, const Outcome& o, int days) {
  return o.has_truce() ? beyond(s, o, days) : 0;
}
double days_of_truce_at_first(const Scenario& s, const Outcome& o, int days) {
  return o.has_truce() ? days_kept(s, o, days) : 0;
}
double to_the_end(const Scenario&, const Outcome& o, int) {
  return !o.has_truce() ? unknown : o.first_truce_ended ? 0 : 1;
}
// Of first truces whose deaths can be held to those before for so long: whether its text is still in force or
// not.
template <auto back, int days>
double calm_beyond(const Scenario& s, const Outcome& o, int) {
  if (!o.has_truce() || o.response.before[0] <= 0 || !followed_for(s, o, days)) return unknown;
  return o.response.*back < 0 || o.response.*back > days ? 1 : 0;
}
double broken(const Scenario&, const Outcome& o, int) {
  return o.deals - (o.ending == Ending::holding ? 1 : 0);
}
double violence(const Scenario&, const Outcome& o, int) {
  double sum = 0;
  for (int w = 0; w < Response::weeks; ++w) {
    if (!o.response.has(0, w)) return unknown;
    sum += o.response.share(0, w);
  }
  return sum / Response::weeks;
}

constexpr Measure compared[] = {
    {"agreement", "signs a text", true, 1, nullptr, {}, agreement},
    {"breakdown", "breakdown", true, -1, nullptr, {}, ends<Ending::breakdown>},
    {"deadlock", "deadlock", true, -1, nullptr, {}, ends<Ending::deadlock>},
    {"lasting", "signs, and the first truce lasts beyond", true, 1, &subject::truces, {}, signs_and_lasts},
    {"kept_days",
     "days of the first truce, of its first",
     false,
     1,
     &subject::truces,
     {},
     days_of_truce_at_first},
    {"broken", "texts broken", false, -1, &subject::days, {}, broken},
    {"truce_days", "days of truce", false, 1, &subject::truces, {}, total<&Outcome::truce_days>, false, true},
    {"violence", "deaths in weeks 1 to 4, share of before", false, -1, &subject::truces, {}, violence, true},
    {"deaths", "deaths", false, -1, &subject::deaths, {}, total<&Outcome::deaths>},
    {"civilian_deaths",
     "civilian deaths",
     false,
     -1,
     &subject::fighting,
     {},
     total<&Outcome::civilian_deaths>},
    {"displaced", "displaced under surrender", false, -1, &subject::sieges, {}, total<&Outcome::displaced>},
    {"aid_days", "area-days of aid", false, 1, &subject::sieges, {}, total<&Outcome::aid_days>},
    {"collapsed",
     "a text was signed, none in force at the end",
     true,
     -1,
     &subject::days,
     {},
     ends<Ending::collapsed>},
    {"defeat", "one side loses every front", true, 0, &subject::defeats, {}, ends<Ending::defeat>},
    {"holding", "a signed text is in force at the end", true, 1, nullptr, {}, ends<Ending::holding>},
};

constexpr Measure of_war[] = {
    {"agreement", "a text is signed", true, 1, nullptr, {}, agreement},
    {"beyond_7", "the first truce lasts beyond 7 days", true, 1, &subject::truces, 7, beyond},
    {"beyond_30", "the first truce lasts beyond 30 days", true, 1, &subject::truces, 30, beyond},
    {"beyond_90", "the first truce lasts beyond 90 days", true, 1, &subject::truces, 90, beyond},
    {"calm_30",
     "deaths stay below 3/4 of before for 30 days",
     true,
     1,
     &subject::truces,
     {},
     calm_beyond<&Response::return_days, 30>},
    {"half_calm_30",
     "deaths stay below half of before for 30 days",
     true,
     1,
     &subject::truces,
     {},
     calm_beyond<&Response::half_return_days, 30>},
    {"to_the_end", "the first truce still holds on the last day", true, 1, &subject::truces, {}, to_the_end},
    {"signed", "texts signed in a run", false, 0, nullptr, {}, total<&Outcome::deals>},
    {"broken", "texts broken in a run", false, -1, &subject::days, {}, broken},
    {"truce_days",
     "days under truce in a run",
     false,
     1,
     &subject::truces,
     {},
     total<&Outcome::truce_days>,
     false,
     true},
    {"violence",
     "deaths in weeks 1 to 4, as a share of before",
     false,
     -1,
     &subject::truces,
     {},
     violence,
     true},
    {"holding", "some signed text is in force on the last day", true, 1, nullptr, {}, ends<Ending::holding>},
};

constexpr Measure of_talks[] = {
    {"agreement", "the parties agree", true, 1, nullptr, {}, agreement},
    {"breakdown", "a party walks out, or talks break off", true, -1, nullptr, {}, ends<Ending::breakdown>},
    {"deadlock", "no deal in time", true, -1, nullptr, {}, ends<Ending::deadlock>},
};

}  // namespace

std::span<const Measure> measures() { return compared; }
std::span<const Measure> headlines(const Scenario& scenario) {
  return models_truces(scenario) ? std::span<const Measure>(of_war) : std::span<const Measure>(of_talks);
}

const Measure* measure(std::string_view name) {
  for (const auto list : {measures(), std::span<const Measure>(of_war), std::span<const Measure>(of_talks)})
    for (const Measure& m : list)
      if (m.name == name) return &m;
  return nullptr;
}

FirstSpell first_spell(const Outcome& o) {
  return o.has_truce() ? FirstSpell({o.first_truce_days, o.first_truce_ended}) : std::nullopt;
}

double days_kept(const Scenario& s, const Outcome& o, int days) {
  if (!o.has_truce() || !followed_for(s, o, days)) return unknown;
  return std::min(o.first_truce_days, days);
}

}  // namespace parley

#include "parley/runs/measures.hpp"

#include <algorithm>

#include "parley/statistics/statistics.hpp"

namespace parley {

namespace {

// Whether the calendar shows what becomes of the first truce within so many days.
bool followed(const Scenario& s, const Outcome& o, int days) {
  const int calendar = s.calendar ? s.calendar->end.days - s.calendar->start.days + 1 : 0;
  return o.agreement_day + days < calendar;
}

template <Ending wanted>
double ends(const Scenario&, const Outcome& o, int) {
  return o.ending == wanted ? 1 : 0;
}
double agreement(const Scenario&, const Outcome& o, int) { return o.deals > 0 ? 1 : 0; }
// Of first truces signed early enough to be followed for so long.
double beyond(const Scenario& s, const Outcome& o, int days) {
  if (o.deals == 0 || !followed(s, o, days)) return unknown;
  return o.first_truce_days > days ? 1 : 0;
}
// The same of all runs: where no text is signed, none lasts.
double signs_and_lasts(const Scenario& s, const Outcome& o, int days) {
  return o.deals == 0 ? 0 : beyond(s, o, days);
}
double days_of_truce_at_first(const Scenario& s, const Outcome& o, int days) {
  return o.deals == 0 ? 0 : days_kept(s, o, days);
}
double to_the_end(const Scenario&, const Outcome& o, int) {
  return o.deals == 0 ? unknown : o.first_truce_ended ? 0 : 1;
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
    {"agreement", "signs a text", true, 1, false, {}, agreement},
    {"breakdown", "breakdown", true, -1, false, {}, ends<Ending::breakdown>},
    {"deadlock", "deadlock", true, -1, false, {}, ends<Ending::deadlock>},
    {"lasting", "signs, and the first truce lasts beyond", true, 1, true, {}, signs_and_lasts},
    {"kept_days", "days of the first truce, of its first", false, 1, true, {}, days_of_truce_at_first},
    {"broken", "truces broken", false, -1, true, {}, broken},
    {"truce_days",
     "days of truce",
     false,
     1,
     true,
     {},
     [](const Scenario&, const Outcome& o, int) { return 1.0 * o.truce_days; },
     nullptr,
     false,
     true},
    {"violence", "deaths in weeks 1 to 4, share of before", false, -1, true, {}, violence, nullptr, true},
    {"deaths",
     "deaths",
     false,
     -1,
     true,
     {},
     [](const Scenario&, const Outcome& o, int) { return o.deaths; }},
    {"civilian_deaths",
     "civilian deaths",
     false,
     -1,
     true,
     {},
     [](const Scenario&, const Outcome& o, int) { return o.civilian_deaths; }},
    {"displaced",
     "displaced under surrender",
     false,
     -1,
     true,
     {},
     [](const Scenario&, const Outcome& o, int) { return o.displaced; },
     models_sieges},
    {"aid_days",
     "area-days of aid",
     false,
     1,
     true,
     {},
     [](const Scenario&, const Outcome& o, int) { return o.aid_days; },
     models_sieges},
    {"collapsed",
     "a truce was signed, none in force at the end",
     true,
     -1,
     true,
     {},
     ends<Ending::collapsed>},
    {"defeat",
     "one side loses every front",
     true,
     0,
     true,
     {},
     ends<Ending::defeat>,
     [](const Scenario& s) { return s.war.ground || models_sieges(s); }},
    {"holding", "a signed text is in force at the end", true, 1, false, {}, ends<Ending::holding>},
};

constexpr Measure of_war[] = {
    {"agreement", "a truce is signed", true, 1, true, {}, agreement},
    {"beyond_7", "the first truce lasts beyond 7 days", true, 1, true, 7, beyond},
    {"beyond_30", "the first truce lasts beyond 30 days", true, 1, true, 30, beyond},
    {"beyond_90", "the first truce lasts beyond 90 days", true, 1, true, 90, beyond},
    {"to_the_end", "the first truce still holds on the last day", true, 1, true, {}, to_the_end},
    {"signed",
     "truces signed in a run",
     false,
     0,
     true,
     {},
     [](const Scenario&, const Outcome& o, int) { return 1.0 * o.deals; }},
    {"broken", "truces broken in a run", false, -1, true, {}, broken},
    {"truce_days",
     "days under truce in a run",
     false,
     1,
     true,
     {},
     [](const Scenario&, const Outcome& o, int) { return 1.0 * o.truce_days; },
     nullptr,
     false,
     true},
    {"violence",
     "deaths in weeks 1 to 4, as a share of before",
     false,
     -1,
     true,
     {},
     violence,
     nullptr,
     true},
    {"holding", "some signed truce is in force on the last day", true, 1, true, {}, ends<Ending::holding>},
};

constexpr Measure of_talks[] = {
    {"agreement", "the parties agree", true, 1, false, {}, agreement},
    {"breakdown", "a party walks out, or talks break off", true, -1, false, {}, ends<Ending::breakdown>},
    {"deadlock", "no deal in time", true, -1, false, {}, ends<Ending::deadlock>},
};

}  // namespace

std::span<const Measure> measures() { return compared; }
std::span<const Measure> headlines(bool war) {
  return war ? std::span<const Measure>(of_war) : std::span<const Measure>(of_talks);
}

const Measure* measure(std::string_view name) {
  for (const auto list : {measures(), headlines(true), headlines(false)})
    for (const Measure& m : list)
      if (m.name == name) return &m;
  return nullptr;
}

double days_kept(const Scenario& s, const Outcome& o, int days) {
  if (o.deals == 0 || !followed(s, o, days)) return unknown;
  return std::min(o.first_truce_days, days);
}

bool models_sieges(const Scenario& s) {
  const auto sieged = [](const auto& row) { return row.value.siege.has_value(); };
  const auto of_siege = [](const Event& e) {
    return e.kind == EventKind::siege || e.kind == EventKind::evacuation;
  };
  return std::any_of(s.fronts.begin(), s.fronts.end(), sieged) ||
         std::any_of(s.events.list.begin(), s.events.list.end(), of_siege) ||
         std::any_of(s.events.random.begin(), s.events.random.end(), of_siege);
}

}  // namespace parley

// How did deaths go on from a date?
//
// Measured on the daily deaths of a pair of sides as on the recorded ones (scenarios/record/population has
// the definitions): day 1 is the first day that counts as after, `before` the 28 days up to the day before
// it. Returns are measured in windows wholly after, by their mean against that of the 28 days, never as a
// share of days.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace parley {

inline constexpr int month_days = 28;
inline constexpr int days_followed = 180;
inline constexpr int not_back = days_followed + 1;  // the day of return where there was none

// By day.
struct DeathSeries {
  std::vector<double> deaths;
  std::vector<int> events;  // lethal ones
};

struct DeathsBefore {
  double deaths = 0;  // in 28 days
  int events = 0;
  double log_level = 0;      // f1: log(deaths a day + 0.01)
  double log_over_year = 0;  // f2: log of (that level + 0.01) / (mean day of the year before + 0.01)
  double log_last_week = 0;  // f3: log(mean of 7 days + 0.05) - log(mean of the 28 + 0.05)
  // What a date must have to be counted: at least 20 deaths in at least 5 events.
  bool enough() const { return deaths >= 20 && events >= 5; }
};
// Expects day one at least 28 days after the start of the series; the year is cut where it is shorter.
DeathsBefore before(const DeathSeries& series, int day_one);

struct Afterwards {
  // Weeks 1-4, 5-8, 9-12.
  std::array<double, 3> ratio{};      // deaths of 28 days over those before
  std::array<double, 3> log_ratio{};  // log((after + 1) / (before + 1))
  // The last day of the first window of 28 (7) days whose mean is at 75% or 50% of before.
  int back_75 = not_back, back_50 = not_back, back_75_in_7 = not_back;
};
// `after`: the deaths of days 1 to 180 at least. Expects deaths before.
Afterwards afterwards(const DeathsBefore& before, std::span<const double> after);

// The last day of the first window of `days` days, wholly within `after`, whose mean is at least `level`;
// nothing where there is none. Days count from 1.
std::optional<int> first_at(std::span<const double> after, int days, double level);

// The texture of 28 days.
struct DailyTexture {
  double deaths_dispersion = 0;  // variance over mean of daily deaths; of events below
  double events_dispersion = 0;
  double lag_one = 0;  // autocorrelation of daily deaths
  double quiet = 0;    // share of days without a death
};
// Expects a death on one of the days.
DailyTexture daily_texture(std::span<const double> deaths, std::span<const int> events);

}  // namespace parley

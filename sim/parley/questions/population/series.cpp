#include "parley/questions/population/series.hpp"

#include <algorithm>
#include <numeric>

#include "parley/statistics/statistics.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

template <class T>
std::span<const T> up_to(const std::vector<T>& days, int end, int length) {
  const auto from = static_cast<std::size_t>(std::max(0, end - length));
  return std::span(days).subspan(from, static_cast<std::size_t>(end) - from);
}

double sum(std::span<const double> x) { return std::accumulate(x.begin(), x.end(), 0.0); }

// Variance over mean; 0 where nothing happened.
double dispersion(std::span<const double> x) {
  const double m = mean(x);
  double squares = 0;
  for (const double value : x) squares += (value - m) * (value - m);
  return m > 0 ? squares / static_cast<double>(x.size() - 1) / m : 0;
}

double lag_one(std::span<const double> x) {
  const double m = mean(x);
  double squares = 0, products = 0;
  for (std::size_t t = 0; t < x.size(); ++t) {
    squares += (x[t] - m) * (x[t] - m);
    if (t > 0) products += (x[t] - m) * (x[t - 1] - m);
  }
  return squares > 0 ? products / squares : 0;
}

}  // namespace

DeathsBefore before(const DeathSeries& series, int day_one) {
  const auto month = up_to(series.deaths, day_one, month_days);
  const auto events = up_to(series.events, day_one, month_days);
  DeathsBefore b;
  b.deaths = sum(month);
  b.events = std::accumulate(events.begin(), events.end(), 0);
  const double level = b.deaths / month_days;
  b.log_level = scalar_log(level + 0.01);
  b.log_over_year = b.log_level - scalar_log(mean(up_to(series.deaths, day_one, 365)) + 0.01);
  b.log_last_week = scalar_log(mean(up_to(series.deaths, day_one, 7)) + 0.05) - scalar_log(level + 0.05);
  return b;
}

std::optional<int> first_at(std::span<const double> after, int days, double level) {
  double within = 0;
  for (int day = 1; day <= static_cast<int>(after.size()); ++day) {
    within += after[static_cast<std::size_t>(day - 1)];
    if (day > days) within -= after[static_cast<std::size_t>(day - days - 1)];
    if (day >= days && within >= level * days) return day;
  }
  return {};
}

Afterwards afterwards(const DeathsBefore& before, std::span<const double> after) {
  Afterwards a;
  for (std::size_t k = 0; k < a.ratio.size(); ++k) {
    const double deaths = sum(after.subspan(k * month_days, month_days));
    a.ratio[k] = deaths / before.deaths;
    a.log_ratio[k] = scalar_log((deaths + 1) / (before.deaths + 1));
  }
  const auto followed = after.first(days_followed);
  const double level = before.deaths / month_days;
  a.back_75 = first_at(followed, month_days, 0.75 * level).value_or(not_back);
  a.back_50 = first_at(followed, month_days, 0.5 * level).value_or(not_back);
  a.back_75_in_7 = first_at(followed, 7, 0.75 * level).value_or(not_back);
  return a;
}

DailyTexture daily_texture(std::span<const double> deaths, std::span<const int> events) {
  DailyTexture t;
  t.deaths_dispersion = dispersion(deaths);
  t.events_dispersion = dispersion(std::vector<double>(events.begin(), events.end()));
  t.lag_one = lag_one(deaths);
  t.quiet =
      static_cast<double>(std::count(deaths.begin(), deaths.end(), 0.0)) / static_cast<double>(deaths.size());
  return t;
}

}  // namespace parley

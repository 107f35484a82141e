// The record of four Syrian truces: how deaths responded in February 2016 and in May 2017, and how long three
// later texts lasted.

#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "parley/questions/record/record.hpp"
#include "parley/runs/batch.hpp"
#include "parley/statistics/distributions.hpp"

namespace parley {

namespace {

std::vector<Outcome> outcomes_of(const Scenario& scenario, const RecordOptions& options) {
  const auto model = std::make_unique<Model>(scenario);
  std::vector<Outcome> outcomes;
  outcomes.reserve(options.replicates);
  BatchOptions batch{.seed = options.seed, .replicates = options.replicates, .jobs = options.jobs};
  run_batch(
      *model, batch,
      {.run = [&](std::uint32_t, const Outcome& o, const Trace*) { outcomes.push_back(o); }, .chunk = {}});
  for (Outcome& o : outcomes) o.trigger_name = {};  // owned by the model
  return outcomes;
}

RecordFigure share_of(const std::vector<Outcome>& outcomes, const std::function<bool(const Outcome&)>& is) {
  const auto n = static_cast<std::size_t>(std::count_if(outcomes.begin(), outcomes.end(), is));
  const Interval i = wilson(n, outcomes.size());
  return {i.share, i.low, i.high, outcomes.size(), ""};
}

RecordFigure mean_of(std::vector<double> values) {
  RecordFigure f;
  f.n = values.size();
  if (values.empty()) return f;
  f.value = mean(values);
  double squares = 0;
  for (const double x : values) squares += (x - f.value) * (x - f.value);
  const double n = static_cast<double>(values.size());
  const double half = n > 1 ? z95 * std::sqrt(squares / (n - 1) / n) : 0.0;
  f.low = f.value - half;
  f.high = f.value + half;
  std::sort(values.begin(), values.end());
  f.note = fmt::format("single runs: 5% below {:.2f}, 5% above {:.2f}", values[values.size() / 20],
                       values[values.size() - 1 - values.size() / 20]);
  return f;
}

// The median with the order statistics that hold it with 95%.
RecordFigure median_of(std::vector<double> values) {
  RecordFigure f;
  f.n = values.size();
  if (values.empty()) return f;
  std::sort(values.begin(), values.end());
  const double n = static_cast<double>(values.size()), half = 0.98 * std::sqrt(n);
  const auto at = [&](double rank) { return values[static_cast<std::size_t>(std::clamp(rank, 0.0, n - 1))]; };
  f.value = median(values);
  f.low = at(n / 2 - half);
  f.high = at(n / 2 + half);
  f.note = fmt::format("single runs: 5% below {:.0f}, 5% above {:.0f}", at(n / 20), at(n - 1 - n / 20));
  return f;
}

// A share that was seen to be so (1): the score of Brier (1950) of model and of a coin.
RecordFigure scored(RecordFigure f) {
  f.note = fmt::format("Brier score {:.2f} (a coin: 0.25)", (1 - f.value) * (1 - f.value));
  return f;
}

bool lasts_beyond(const Outcome& o, int days) { return o.first_truce_days > days; }

// Deaths of the first four weeks as a share of those before: on covered fronts (0) or on the others (1).
RecordFigure month_of(const std::vector<Outcome>& outcomes, int fronts) {
  std::vector<double> months;
  for (const Outcome& o : outcomes) {
    if (!o.response.has(fronts, Response::weeks - 1)) continue;
    double month = 0;
    for (int w = 0; w < Response::weeks; ++w) month += o.response.share(fronts, w) / Response::weeks;
    months.push_back(month);
  }
  return mean_of(std::move(months));
}

}  // namespace

Figures february_figures(const Scenario& february, const RecordOptions& options) {
  const std::vector<Outcome> outcomes = outcomes_of(february, options);
  Figures figures;
  for (int w = 0; w < Response::weeks; ++w) {
    std::vector<double> shares;
    for (const Outcome& o : outcomes)
      if (o.response.has(0, w)) shares.push_back(o.response.share(0, w));
    figures.emplace_back(fmt::format("february.week{}", w + 1), mean_of(std::move(shares)));
  }
  const int calendar = february.calendar->end.days - february.calendar->start.days;
  std::vector<double> days;
  for (const Outcome& o : outcomes)
    days.push_back(o.response.return_days >= 0 ? o.response.return_days : calendar);
  figures.emplace_back("february.return", median_of(std::move(days)));
  figures.emplace_back("february.placebo", month_of(outcomes, 1));
  return figures;
}

Figures september_figures(const Scenario& september, const RecordOptions& options) {
  const std::vector<Outcome> outcomes = outcomes_of(september, options);
  const PartyId government = september.parties.position("GOV");
  Figures figures;
  figures.emplace_back("september.ends",
                       scored(share_of(outcomes, [](const Outcome& o) { return !lasts_beyond(o, 14); })));
  figures.emplace_back(
      "september.government",
      scored(share_of(outcomes, [&](const Outcome& o) { return o.ended_by == government; })));
  figures.emplace_back("september.events", scored(share_of(outcomes, [](const Outcome& o) {
                         return o.cause == Cause::mass_event || o.cause == Cause::violations;
                       })));
  return figures;
}

Figures december_figures(const Scenario& december, const RecordOptions& options) {
  const std::vector<Outcome> outcomes = outcomes_of(december, options);
  return {
      {"december.month", scored(share_of(outcomes, [](const Outcome& o) { return lasts_beyond(o, 30); }))}};
}

Figures may_figures(const Scenario& may, const RecordOptions& options) {
  const std::vector<Outcome> outcomes = outcomes_of(may, options);
  return {{"may.month", month_of(outcomes, 0)},
          {"may.quarter", scored(share_of(outcomes, [](const Outcome& o) { return lasts_beyond(o, 90); }))}};
}

}  // namespace parley

// How well do simulated outcomes forecast the recorded ones, beside simple forecasts?
//
// By CRPS, class by class, of the log ratio of deaths and of the day of return (181: not within 180 days).
// Forecasts made of the recorded outcomes themselves leave out the outcome that is scored.

#include <algorithm>

#include "parley/questions/population/estimate.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr const char* scored_measures[] = {"deaths_weeks_1_4", "deaths_weeks_5_8", "deaths_weeks_9_12",
                                           "return_day_28_75"};

double outcome_of(std::size_t measure, const Afterwards& a) {
  return measure < 3 ? a.log_ratio[measure] : a.back_75;
}

std::vector<double> outcomes_in(const std::vector<DrawnText>& drawn, TextKind kind, std::size_t measure,
                                bool twin) {
  std::vector<double> values;
  for (const DrawnText& d : drawn)
    if (d.text.kind == kind) values.push_back(outcome_of(measure, twin ? d.without : d.with));
  return values;
}

// CRPS of one forecast for each recorded outcome.
std::vector<double> scored_by(const std::vector<double>& forecast, const std::vector<double>& seen) {
  std::vector<double> scores;
  if (forecast.empty()) return scores;
  const ForecastSample sample(forecast);
  for (const double x : seen) scores.push_back(sample.crps(x));
  return scores;
}

// The same of the law behind all other recorded outcomes, which are few: `all` holds those of `seen`. Without
// the correction a class of twenty would look worse than it is.
std::vector<double> scored_by_others(const std::vector<double>& all, const std::vector<double>& seen) {
  std::vector<double> scores;
  for (const double x : seen) {
    std::vector<double> others = all;
    others.erase(std::find(others.begin(), others.end(), x));
    if (others.size() < 2) return {};
    scores.push_back(ForecastSample(std::move(others)).fair_crps(x));
  }
  return scores;
}

// What the recorded regression forecasts for the texts drawn, pooled: its law at each text's deaths before.
// (What preceded each recorded ceasefire is not published with its outcome.)
std::vector<double> regressed(const RecordedPopulation& recorded, const std::vector<DrawnText>& drawn,
                              TextKind kind, std::size_t measure) {
  constexpr std::array targets{"log ratio weeks 1-4", "log ratio weeks 5-8", "log ratio weeks 9-12",
                               "return of the 28-day mean to 75%"};
  const bool returns = measure == 3;
  const std::string model =
      returns ? "Weibull, class and prior violence" : "log-linear regression, class and prior violence";
  const auto of = [&](const std::string& term) {
    return recorded.coefficient(targets[measure], model, returns ? "log scale: " + term : term).value_or(0);
  };
  const auto spread =
      recorded.coefficient(targets[measure], model, returns ? "Weibull shape" : "residual sd");
  std::vector<double> values;
  if (!spread) return values;
  const double fixed = of(returns ? "(Intercept)" : "const") + (kind == TextKind::compliance ? of("c2") : 0) +
                       (kind == TextKind::definitive ? of("c3") : 0) +
                       (kind == TextKind::local ? of("local") : 0) +
                       (kind != TextKind::unilateral ? of("bil") : 0);
  const double f1 = of("f1"), f2 = of("f2"), f3 = of("f3");
  constexpr std::size_t each = 10;
  for (const DrawnText& d : drawn) {
    if (d.text.kind != kind) continue;
    const double at =
        fixed + f1 * d.before.log_level + f2 * d.before.log_over_year + f3 * d.before.log_last_week;
    if (!returns) {
      for (const double x : pieces(NormalLaw{at, *spread}, each)) values.push_back(x);
      continue;
    }
    for (const double t : pieces(WeibullLaw{*spread, scalar_exp(at)}, each))
      values.push_back(t > days_followed - month_days + 1 ? not_back : month_days - 1 + std::ceil(t));
  }
  return values;
}

std::vector<double> pooled(const RecordedPopulation& recorded, const std::string& measure) {
  std::vector<double> all;
  for (const auto& [key, values] : recorded.outcomes)
    if (key.first == measure && key.second != dates_without)
      all.insert(all.end(), values.begin(), values.end());
  return all;
}

}  // namespace

std::vector<PopulationScore> population_scores(const RecordedPopulation& recorded,
                                               const PopulationPlayed& played) {
  std::vector<PopulationScore> rows;
  for (std::size_t m = 0; m < std::size(scored_measures); ++m) {
    const std::string measure = scored_measures[m];
    for (const TextKind kind : all_text_kinds) {
      const std::string group(text_kind_names[static_cast<std::size_t>(kind)]);
      const std::vector<double>& seen = recorded.outcomes_of(measure, group);
      if (seen.empty()) continue;
      const auto& drawn = played.as_written.drawn;
      const auto model = scored_by(outcomes_in(drawn, kind, m, false), seen);
      const auto add = [&](const char* forecast, const std::vector<double>& scores) {
        PopulationScore row{measure, group, forecast, mean_score(scores), {}};
        if (scores.size() == model.size() && &scores != &model) {
          std::vector<double> gains;
          for (std::size_t k = 0; k < scores.size(); ++k) gains.push_back(scores[k] - model[k]);
          row.gain = mean_score(gains);
        }
        rows.push_back(std::move(row));
      };
      add("model", model);
      add("texts do nothing", scored_by(outcomes_in(played.nothing.drawn, kind, m, false), seen));
      add("its twins without the text", scored_by(outcomes_in(drawn, kind, m, true), seen));
      add("no change", scored_by({m < 3 ? 0.0 : static_cast<double>(month_days)}, seen));
      add("dates without a ceasefire", scored_by(recorded.outcomes_of(measure, dates_without), seen));
      add("all ceasefires alike", scored_by_others(pooled(recorded, measure), seen));
      add("its class", scored_by_others(seen, seen));
      add("regression", scored_by(regressed(recorded, drawn, kind, m), seen));
    }
  }
  return rows;
}

}  // namespace parley

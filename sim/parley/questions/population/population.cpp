#include "parley/questions/population/population.hpp"

#include <algorithm>

#include "parley/questions/population/estimate.hpp"
#include "parley/runs/pipeline.hpp"

namespace parley {

namespace {

struct WarTask {
  TextKind kind = TextKind::bare;
  std::uint32_t place = 0;
  TextsDo texts = TextsDo::as_written;
};

template <class T>
void append(std::vector<T>& all, std::vector<T>&& more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::string table_of(const std::string& measure) {
  const auto starts = [&](std::string_view with) { return measure.starts_with(with); };
  if (starts("effect_")) return "net effect";
  if (starts("deaths_weeks")) return "spread";
  if (starts("return_")) return "return";
  if (starts("next text")) return "next text";
  return starts("after collapse") ? "after collapse" : "texture";
}

// Dates without a ceasefire, as the recorded outcomes have them.
std::vector<RecordedFigure> figures_of_dates(const RecordedPopulation& recorded) {
  std::vector<RecordedFigure> all;
  for (const char* weeks : {"deaths_weeks_1_4", "deaths_weeks_5_8", "deaths_weeks_9_12"}) {
    const auto& values = recorded.outcomes_of(weeks, dates_without);
    if (values.empty()) continue;
    const ForecastSample sample(values);
    for (const auto& [name, p] : {std::pair{"log_ratio_q10", 0.1},
                                  {"log_ratio_q25", 0.25},
                                  {"log_ratio_q50", 0.5},
                                  {"log_ratio_q75", 0.75},
                                  {"log_ratio_q90", 0.9}})
      all.push_back(
          {weeks, dates_without, name, sample.quantile(p), {}, {}, static_cast<int>(values.size())});
  }
  const auto& days = recorded.outcomes_of("return_day_28_75", dates_without);
  for (const auto& [name, day] : {std::pair{"not_yet_by_day_90", 90}, {"not_yet_by_day_180", 180}}) {
    if (days.empty()) break;
    const auto later = std::count_if(days.begin(), days.end(), [day = day](double d) { return d > day; });
    all.push_back({"return_of_28_day_mean_to_75",
                   dates_without,
                   name,
                   static_cast<double>(later) / static_cast<double>(days.size()),
                   {},
                   {},
                   static_cast<int>(days.size())});
  }
  return all;
}

PopulationCounts counts_of(const PopulationWorld& world, TextKind kind) {
  PopulationCounts c;
  c.kind = kind;
  for (const SignedText& text : world.texts) c.signed_texts += text.kind == kind ? 1 : 0;
  ByWar<double> twins;
  for (const DrawnText& d : world.drawn) {
    if (d.text.kind != kind) continue;
    ++c.drawn;
    c.collapsed += d.text.collapsed() ? 1 : 0;
    twins.add(d.text.place, d.without.log_ratio[0]);
  }
  c.twins = estimated(twins, [](const std::vector<double>& x) { return mean(x); });
  return c;
}

}  // namespace

PopulationPlayed play_population(const PopulationOptions& options) {
  PopulationPlayed played;
  std::vector<WarTask> tasks;
  for (const TextsDo texts : {TextsDo::as_written, TextsDo::nothing})
    for (const TextKind kind : all_text_kinds)
      for (std::uint32_t place = 0; place < options.wars; ++place) tasks.push_back({kind, place, texts});
  std::size_t next = 0, done = 0;
  in_order(
      options.jobs,
      [&]() -> std::optional<WarTask> {
        return next < tasks.size() ? std::optional(tasks[next++]) : std::nullopt;
      },
      [&](const WarTask& t) {
        const Model model = random_war_model(t.kind, options.seed, t.place, t.texts, options.change);
        return draw_from(model, t.kind, {options.seed, 0, t.place}, t.texts == TextsDo::as_written);
      },
      [&](WarDrawn war) {
        const WarTask& t = tasks[done];
        PopulationWorld& world = t.texts == TextsDo::nothing ? played.nothing : played.as_written;
        append(world.texts, std::move(war.texts));
        append(world.drawn, std::move(war.drawn));
        if (t.kind == TextKind::bare) {
          append(world.dates, std::move(war.dates));
          world.event_sizes.push_back(std::move(war.event_sizes));
        }
        ++done;
        if (options.progress) options.progress(done, tasks.size());
      });
  return played;
}

std::optional<bool> PopulationRow::holds(const Estimated& figure) const {
  if (!recorded.low || !recorded.high || !(figure.value == figure.value)) return {};
  return figure.value >= *recorded.low && figure.value <= *recorded.high;
}

PopulationRecord hold_against(const RecordedPopulation& recorded, const PopulationPlayed& played) {
  PopulationRecord record;
  for (const TextKind kind : all_text_kinds) record.counts.push_back(counts_of(played.as_written, kind));
  record.scores = population_scores(recorded, played);
  for (const RecordedFigure& f : recorded.figures)
    record.rows.push_back(
        {table_of(f.measure), f, figure_of(played.as_written, f), figure_of(played.nothing, f)});
  for (const RecordedFigure& f : figures_of_dates(recorded))
    record.rows.push_back(
        {"without a text", f, figure_of(played.as_written, f), figure_of(played.nothing, f)});
  const auto model = coefficients_of(played.as_written, recorded.coefficients);
  const auto nothing = coefficients_of(played.nothing, recorded.coefficients);
  for (std::size_t k = 0; k < recorded.coefficients.size(); ++k) {
    const RecordedCoefficient& c = recorded.coefficients[k];
    record.rows.push_back(
        {"regression", {c.target, c.model, c.term, c.value, c.low, c.high, c.n}, model[k], nothing[k]});
  }
  return record;
}

}  // namespace parley

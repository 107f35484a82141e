// The recorded figures, taken of simulated wars.

#include <algorithm>
#include <functional>

#include "parley/questions/population/estimate.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

using Values = std::vector<double>;
using StatOf = std::function<double(const Values&)>;

double share_where(const Values& x, const std::function<bool(double)>& holds) {
  return static_cast<double>(std::count_if(x.begin(), x.end(), holds)) / static_cast<double>(x.size());
}

// The number at the end of a name: 90 of "not_yet_by_day_90".
int number_in(const std::string& name) { return std::stoi(name.substr(name.rfind('_') + 1)); }

double deviation(const Values& x) {
  const double m = mean(x);
  double squares = 0;
  for (const double value : x) squares += (value - m) * (value - m);
  return x.size() > 1 ? std::sqrt(squares / static_cast<double>(x.size() - 1)) : unknown;
}

// By the name of a statistic; empty for an unknown one.
StatOf stat_called(const std::string& name) {
  if (name.starts_with("mean")) return [](const Values& x) { return mean(x); };
  if (name.starts_with("sd_")) return deviation;
  if (name.starts_with("ratio_q") || name.starts_with("log_ratio_q") || name.starts_with("q")) {
    const double p = std::stoi(name.substr(name.rfind('q') + 1)) / 100.0;
    return [p](const Values& x) { return ForecastSample(x).quantile(p); };
  }
  if (name.starts_with("share_below_")) {
    const double bound = number_in(name) / 100.0;
    return [bound](const Values& x) { return share_where(x, [&](double v) { return v < bound; }); };
  }
  if (name.starts_with("not_yet_by_day_")) {
    const int day = number_in(name);
    return [day](const Values& x) { return share_where(x, [&](double v) { return v > day; }); };
  }
  return {};
}

std::optional<TextKind> kind_called(const std::string& name) {
  for (const TextKind kind : all_text_kinds)
    if (text_kind_names[static_cast<std::size_t>(kind)] == name) return kind;
  return {};
}

// Weeks 1-4, 5-8 or 9-12 of a measure.
std::size_t weeks_of(const std::string& measure) {
  return measure.ends_with("1_4") ? 0 : measure.ends_with("5_8") ? 1 : 2;
}

// What a measure takes of the days after, as a day or a ratio.
double taken(const std::string& measure, const std::string& stat, const Afterwards& a) {
  if (measure == "return_of_28_day_mean_to_75") return a.back_75;
  if (measure == "return_of_28_day_mean_to_50") return a.back_50;
  if (measure == "return_of_7_day_mean_to_75") return a.back_75_in_7;
  const std::size_t weeks = weeks_of(measure);
  return stat.find("log_ratio") != std::string::npos ? a.log_ratio[weeks] : a.ratio[weeks];
}

// The net effect: truce less twin. Where texts do nothing both are the same war.
double effect_of(const DrawnText& d, std::size_t weeks) {
  return d.with.log_ratio[weeks] - d.without.log_ratio[weeks];
}

Estimated net_effect(const PopulationWorld& world, const RecordedFigure& f) {
  const std::size_t weeks = weeks_of(f.measure);
  const auto less = f.group.find(" less ");
  const auto kind = kind_called(f.group.substr(0, less));
  if (!kind) return {};
  if (less == std::string::npos) {
    ByWar<double> effects;
    for (const DrawnText& d : world.drawn)
      if (d.text.kind == *kind) effects.add(d.text.place, effect_of(d, weeks));
    return estimated(effects, [](const Values& x) { return mean(x); });
  }
  const auto other = kind_called(f.group.substr(less + 6));
  if (!other) return {};
  ByWar<std::pair<bool, double>> effects;
  for (const DrawnText& d : world.drawn)
    if (d.text.kind == *kind || d.text.kind == *other)
      effects.add(d.text.place, {d.text.kind == *kind, effect_of(d, weeks)});
  return estimated(effects, [](const std::vector<std::pair<bool, double>>& all) {
    Values first, second;
    for (const auto& [is_first, effect] : all) (is_first ? first : second).push_back(effect);
    return mean(first) - mean(second);
  });
}

Estimated of_drawn(const PopulationWorld& world, const RecordedFigure& f) {
  const StatOf stat = stat_called(f.stat);
  const auto kind = kind_called(f.group);
  if (!stat || (!kind && f.group != dates_without)) return {};
  ByWar<double> values;
  if (kind) {
    for (const DrawnText& d : world.drawn)
      if (d.text.kind == *kind) values.add(d.text.place, taken(f.measure, f.stat, d.with));
  } else {
    for (const DrawnDate& d : world.dates) values.add(d.place, taken(f.measure, f.stat, d.after));
  }
  return estimated(values, stat);
}

// Shares that have come by a day, of spells some of which the calendar cuts off (Kaplan & Meier).
Estimated come_by(const ByWar<Spell>& spells, int day) {
  return estimated(spells, [day](const std::vector<Spell>& all) { return 1 - survival(all, day).share; });
}

bool national_bilateral(TextKind kind) {
  return kind == TextKind::bare || kind == TextKind::compliance || kind == TextKind::definitive;
}

// Texts are open-ended, so that none lapses; in a war of one kind the next text is of the same sides and
// kind.
Estimated next_text(const PopulationWorld& world, const RecordedFigure& f) {
  if (f.stat.find("_by_day_") == std::string::npos) return {};
  const bool from_signing = f.measure.find("from signing") != std::string::npos;
  ByWar<Spell> spells;
  for (const SignedText& text : world.texts) {
    if (!national_bilateral(text.kind) || !(from_signing || text.collapsed())) continue;
    const int begun = from_signing ? 0 : text.life.days;
    spells.add(text.place, {text.to_next.days - begun, text.to_next.ended});
  }
  return come_by(spells, number_in(f.stat));
}

Estimated after_collapse(const PopulationWorld& world, const RecordedFigure& f) {
  ByWar<Spell> spells;
  for (const DrawnText& d : world.drawn)
    if (d.text.collapsed()) spells.add(d.text.place, d.back_after_collapse);
  return come_by(spells, number_in(f.stat));
}

// Of the events of one war, a figure by the end of the measure's name; nothing for fewer than 100 events.
std::optional<double> of_sizes(const std::string& measure, const std::vector<int>& sizes) {
  if (sizes.size() < 100) return {};
  Values logs;
  double single = 0, deaths = 0, in_large = 0;
  for (const int size : sizes) {
    logs.push_back(scalar_log(size));
    single += size == 1 ? 1 : 0;
    deaths += size;
    in_large += size >= 25 ? size : 0;
  }
  if (measure.find("mean of log") != std::string::npos) return mean(logs);
  if (measure.find("sd of log") != std::string::npos) return deviation(logs);
  return measure.find("one death") != std::string::npos ? single / static_cast<double>(sizes.size())
                                                        : in_large / deaths;
}

double of_texture(const std::string& measure, const DailyTexture& t) {
  if (measure.find("lag-1") != std::string::npos) return t.lag_one;
  if (measure.find("without a death") != std::string::npos) return t.quiet;
  return measure.find("lethal events") != std::string::npos ? t.events_dispersion : t.deaths_dispersion;
}

Estimated level_before(const PopulationWorld& world, const std::string& stat) {
  const double low = std::stod(stat.substr(6));
  const double high = low == 20 ? 50 : low == 50 ? 100 : low == 100 ? 300 : 1e9;
  ByWar<double> levels;
  for (const DrawnText& d : world.drawn) levels.add(d.text.place, d.before.deaths);
  return estimated(levels, [=](const Values& x) {
    return share_where(x, [&](double v) { return v >= low && v < high; });
  });
}

Estimated texture_of_world(const PopulationWorld& world, const RecordedFigure& f) {
  if (f.measure == "deaths in the 28 days before") return level_before(world, f.stat);
  const StatOf stat = stat_called(f.stat);
  if (!stat) return {};
  ByWar<double> values;
  if (f.measure.starts_with("event size")) {
    for (std::size_t war = 0; war < world.event_sizes.size(); ++war)
      if (const auto x = of_sizes(f.measure, world.event_sizes[war]))
        values.add(static_cast<std::uint32_t>(war), *x);
  } else if (f.group == "28 days before a ceasefire") {
    for (const DrawnText& d : world.drawn) values.add(d.text.place, of_texture(f.measure, d.texture));
  } else {
    for (const DrawnDate& d : world.dates) values.add(d.place, of_texture(f.measure, d.texture));
  }
  return estimated(values, stat);
}

}  // namespace

Estimated figure_of(const PopulationWorld& world, const RecordedFigure& f) {
  if (f.measure.starts_with("effect_")) return net_effect(world, f);
  if (f.measure.starts_with("deaths_weeks") || f.measure.starts_with("return_")) return of_drawn(world, f);
  if (f.measure.starts_with("next text")) return next_text(world, f);
  if (f.measure.starts_with("after collapse")) return after_collapse(world, f);
  return texture_of_world(world, f);
}

}  // namespace parley

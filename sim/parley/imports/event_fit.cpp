#include "parley/imports/event_fit.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/statistics/luck.hpp"
#include "parley/statistics/statistics.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr std::size_t least_sizes = 20, least_days = 7, least_side = 5, least_in_tail = 10;
constexpr int long_silence = 21;
constexpr std::size_t least_silent_events = 2;  // a day: one in so many days, for a silence to be odd

constexpr const char* texture_words[] = {
    "variance over mean of a day's events", "correlation of a day's events with the next day's",
    "variance over mean of a day's deaths", "share of days without an event", "deaths a day"};

double spread_of(const std::vector<double>& x) {
  const double m = mean(x);
  double sum = 0;
  for (const double v : x) sum += (v - m) * (v - m);
  return m > 0 ? sum / static_cast<double>(x.size()) / m : 0.0;
}

double next_of(const std::vector<double>& x) {
  const double m = mean(x);
  double own = 0, next = 0;
  for (std::size_t d = 0; d < x.size(); ++d) {
    own += (x[d] - m) * (x[d] - m);
    if (d > 0) next += (x[d] - m) * (x[d - 1] - m);
  }
  return own > 0 ? next / own : 0.0;
}

// Of the days of all fronts together.
std::vector<double> texture_of(const std::vector<double>& events, const std::vector<double>& deaths) {
  const auto quiet = std::count(events.begin(), events.end(), 0.0);
  return {spread_of(events), next_of(events), spread_of(deaths),
          static_cast<double>(quiet) / static_cast<double>(events.size()), mean(deaths)};
}

std::vector<FitCheck> checked(const EventTable& table, const EventWar& war, const WarFit& fit,
                              std::uint64_t seed) {
  std::vector<double> events(war.days(), 0.0), deaths(war.days(), 0.0);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const ViolentEvent& row = table.rows[r];
    if (war.why[r] != LeftOut::used || war.front[r] == war.fronts.size() || !row.day_known) continue;
    if (row.from < war.from || row.from > war.to) continue;
    const auto day = static_cast<std::size_t>(row.from.days - war.from.days);
    events[day] += 1;
    deaths[day] += counted(row, war.count);
  }
  const std::vector<double> seen = texture_of(events, deaths);
  std::vector<std::vector<double>> simulated(seen.size());
  for (std::size_t k = 0; k < fit.counts.laws.size(); ++k) {
    Stream luck = study_luck(seed, StudyPurpose::posterior, 2, static_cast<std::uint32_t>(k));
    EventSizeLaw size = fit.sizes.laws[k];
    size.largest = fit.largest;
    std::fill(events.begin(), events.end(), 0.0);
    std::fill(deaths.begin(), deaths.end(), 0.0);
    for (std::size_t f = 0; f < war.fronts.size(); ++f) {
      const std::vector<int> counts = fit.counts.laws[k].draw(f, war.days(), luck);
      for (std::size_t day = 0; day < counts.size(); ++day) {
        events[day] += counts[day];
        for (int e = 0; e < counts[day]; ++e) deaths[day] += size.draw(luck);
      }
    }
    const std::vector<double> t = texture_of(events, deaths);
    for (std::size_t c = 0; c < t.size(); ++c) simulated[c].push_back(t[c]);
  }
  std::vector<FitCheck> out;
  for (std::size_t c = 0; c < seen.size(); ++c) {
    auto& all = simulated[c];
    std::sort(all.begin(), all.end());
    const std::size_t edge = all.size() / 40;
    out.push_back({texture_words[c], seen[c], all[edge], all[all.size() - 1 - edge]});
  }
  return out;
}

// The cut into two levels that makes a day's events likeliest, if they are far apart: at least by half, and
// by more than days of one level that scatter as these do show in 5% of cases (Andrews 1993: half of 8.85).
std::optional<LevelShift> shift_of(const std::vector<int>& daily, Date first) {
  const std::size_t n = daily.size();
  double all = 0;
  for (const int k : daily) all += k;
  const auto log_of = [](double sum, double days) { return sum > 0 ? sum * scalar_log(sum / days) : 0.0; };
  double best = 0, before = 0, sum = 0;
  std::size_t cut = 0;
  for (std::size_t d = 1; d < n; ++d) {
    sum += daily[d - 1];
    if (d < least_side || n - d < least_side) continue;
    const double gain = log_of(sum, static_cast<double>(d)) + log_of(all - sum, static_cast<double>(n - d)) -
                        log_of(all, static_cast<double>(n));
    if (gain <= best) continue;
    best = gain;
    cut = d;
    before = sum;
  }
  if (cut == 0) return std::nullopt;
  const double a = before / static_cast<double>(cut), b = (all - before) / static_cast<double>(n - cut);
  double scatter = 0;
  for (std::size_t d = 0; d < n; ++d) {
    const double level = d < cut ? a : b;
    if (level > 0) scatter += (daily[d] - level) * (daily[d] - level) / level / static_cast<double>(n);
  }
  constexpr double far = 4.425;  // in log likelihood
  if (best / std::max(1.0, scatter) < far || std::max(a, b) < 1.5 * std::min(a, b)) return std::nullopt;
  return LevelShift{{first.days + static_cast<int>(cut)}, a, b};
}

std::optional<Silence> silence_of(const std::vector<int>& daily, Date first) {
  double all = 0;
  for (const int k : daily) all += k;
  int longest = 0, end = 0, now = 0;
  for (std::size_t d = 0; d < daily.size(); ++d) {
    now = daily[d] == 0 ? now + 1 : 0;
    if (now > longest) {
      longest = now;
      end = static_cast<int>(d);
    }
  }
  if (longest < long_silence || all * least_silent_events < static_cast<double>(daily.size()))
    return std::nullopt;
  return Silence{{first.days + end - longest + 1}, {first.days + end}};
}

// Share of the dead who are civilians. Those of whom nothing is known may be or not; and as few large events
// hold many of the dead, the table counts for fewer than it has.
std::optional<Credible> civilian_share(const EventTable& table, const EventWar& war) {
  double civilians = 0, others = 0, doubtful = 0, all = 0, squares = 0;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const ViolentEvent& row = table.rows[r];
    if (war.why[r] != LeftOut::used) continue;
    const double share = share_within(row, war.from, war.to);
    const double deaths = share * row.best;
    all += deaths;
    squares += deaths * deaths;
    if (table.has_civilians) {
      civilians += share * row.civilians;
      others += share * std::max(0, row.best - row.civilians - row.unknown);
      doubtful += share * row.unknown;
    } else if (row.on_civilians) {
      civilians += deaths;
    } else {
      others += 0.5 * deaths;  // of the dead of a battle half at most, by judgement
      doubtful += 0.5 * deaths;
    }
  }
  if (all <= 0 || civilians + others <= 0 || (!table.has_civilians && table.source != EventSource::acled))
    return std::nullopt;
  const auto as_many = [&](double share) {
    const double n = std::max(1.0, all * all / squares);
    return wilson(static_cast<std::size_t>(std::lround(share * n)), static_cast<std::size_t>(std::lround(n)));
  };
  const double total = civilians + others + doubtful;
  const double value = table.has_civilians ? civilians / (civilians + others) : civilians / total;
  return Credible{value, std::min(value, as_many(civilians / total).low),
                  std::max(value, as_many((civilians + doubtful) / total).high)};
}

}  // namespace

std::optional<WarFit> fit_war(const EventTable& table, const EventWar& war, double tail_from,
                              std::uint64_t seed, Diagnostics& diagnostics) {
  std::vector<int> sizes, daily(war.days(), 0);
  std::vector<std::vector<int>> counts;
  for (const WarFront& front : war.fronts) {
    sizes.insert(sizes.end(), front.sizes.begin(), front.sizes.end());
    counts.push_back(front.counts);
    for (std::size_t d = 0; d < daily.size(); ++d) daily[d] += front.counts[d];
  }
  if (sizes.size() < least_sizes || war.days() < least_days) {
    diagnostics.push_back(
        {table.file,
         {},
         "",
         fmt::format("{} lethal events of known day in {} days are too few to tell anything", sizes.size(),
                     war.days()),
         fmt::format("at least {} in {} days", least_sizes, least_days)});
    return std::nullopt;
  }
  WarFit fit;
  fit.sizes = fit_event_sizes(sizes, tail_from, seed);
  fit.counts = fit_event_counts(counts, seed);
  for (const int size : sizes) fit.mean_size += size / static_cast<double>(sizes.size());
  fit.largest = *std::max_element(sizes.begin(), sizes.end());
  EventSizeLaw law = fit.sizes.law;
  law.largest = fit.largest;
  for (int deaths = 1; deaths <= fit.largest; ++deaths) fit.mean_of_law += deaths * law.share_of(deaths);
  for (std::size_t f = 0; f < war.fronts.size(); ++f) {
    const WarFront& front = war.fronts[f];
    const double other = (counted_of(front.spread_out, war.count) + front.placed_by_share) /
                         static_cast<double>(war.days()) / fit.mean_size;
    const EventSums& known = front.known;
    const double base = counted_of(known, war.count);
    const Credible& rate = fit.counts.rates[f];
    fit.intensities.push_back({rate.value + other, rate.low * std::min(1.0, known.low / base),
                               (rate.high + other) * std::max(1.0, known.high / base)});
  }
  fit.civilians = civilian_share(table, war);
  for (const double from : {5.0, 10.0, 20.0, 50.0}) {
    if (from == tail_from) continue;
    const EventSizeFit other = fit_event_sizes(sizes, from, seed);
    if (other.in_tail >= least_in_tail) fit.other_tails.push_back({from, other.in_tail, other.tail});
  }
  fit.checks = checked(table, war, fit, seed);
  fit.shift = shift_of(daily, war.from);
  fit.silence = silence_of(daily, war.from);
  return fit;
}

}  // namespace parley

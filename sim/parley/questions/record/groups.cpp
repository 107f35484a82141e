// What do the scores of a record's figures come to?

#include <algorithm>
#include <cmath>
#include <map>

#include "parley/questions/record/record.hpp"

namespace parley {

namespace {

using Penalty = std::function<double(const RecordRow&)>;
using Which = std::vector<std::size_t>;

// The mean score of each case, in order of cases; figures whose score is not known are left out.
std::vector<double> by_case(const std::vector<RecordRow>& rows, std::span<const std::size_t> which,
                            const Penalty& score) {
  std::map<std::size_t, std::vector<double>> cases;
  for (const std::size_t k : which)
    if (const double s = score(rows[k]); s == s) cases[rows[k].place].push_back(s);
  std::vector<double> means;
  for (const auto& [place, scores] : cases) means.push_back(mean(scores));
  return means;
}

double ranges_penalty(const RecordRow& row) { return row.ranges.penalty; }
double centre_penalty(const RecordRow& row) { return row.centre.penalty; }

Tally tally(std::string name, const std::vector<RecordRow>& rows, const Which& which, const Penalty& penalty,
            const Penalty& log_penalty) {
  Tally t;
  t.forecast = std::move(name);
  t.figures = which.size();
  t.penalty = over_cases(rows, which, penalty);
  t.cases = t.penalty.n;
  t.log_penalty = over_cases(rows, which, log_penalty);
  t.model = over_cases(rows, which, ranges_penalty);
  const auto other = by_case(rows, which, penalty);
  t.skill_ranges = skill(by_case(rows, which, ranges_penalty), other);
  t.skill_centre = skill(by_case(rows, which, centre_penalty), other);
  t.worse = over_cases(rows, which, [&](const RecordRow& row) { return row.ranges.penalty - penalty(row); });
  return t;
}

Which told(const std::vector<RecordRow>& rows, const Which& which, const Penalty& penalty) {
  Which some;
  std::copy_if(which.begin(), which.end(), std::back_inserter(some),
               [&](std::size_t k) { return penalty(rows[k]) == penalty(rows[k]); });
  return some;
}

void look_at_simple(const std::vector<RecordRow>& rows, RecordGroup& group) {
  for (std::size_t s = 0; s < simple_names.size(); ++s) {
    const Penalty penalty = [s](const RecordRow& row) {
      return row.simple[s] ? row.simple[s]->penalty : unknown;
    };
    const Penalty log_penalty = [s](const RecordRow& row) {
      return row.simple[s] ? row.simple[s]->log_penalty : unknown;
    };
    const Which covered = told(rows, group.rows, penalty);
    if (covered.empty()) continue;
    group.simple.push_back(tally(std::string(simple_names[s]), rows, covered, penalty, log_penalty));
    const Tally& fresh = group.simple.back();
    const Tally* best = group.best ? &group.simple[*group.best] : nullptr;
    if (best == nullptr || fresh.figures > best->figures ||
        (fresh.figures == best->figures && fresh.penalty.mean < best->penalty.mean))
      group.best = group.simple.size() - 1;
  }
}

void look_at_spread(const std::vector<RecordRow>& rows, RecordGroup& group) {
  const auto within = [&](double level) {
    return over_cases(rows, group.rows, [level](const RecordRow& row) {
      const double pit = row.ranges.pit;
      return pit == pit ? (within_central(pit, level) ? 1.0 : 0.0) : unknown;
    });
  };
  group.quantities = told(rows, group.rows, [](const RecordRow& row) { return row.ranges.pit; }).size();
  group.within_50 = within(0.5);
  group.within_90 = within(0.9);
}

BrierParts parts_of(const std::vector<RecordRow>& rows, const Which& which) {
  std::vector<YesNo> forecasts;
  for (const std::size_t k : which)
    forecasts.push_back({rows[k].ranges.mean, rows[k].observation.seen() > 0.5});
  return brier_parts(forecasts, 5);
}

}  // namespace

MeanScore over_cases(const std::vector<RecordRow>& rows, std::span<const std::size_t> which,
                     const Penalty& score) {
  return mean_score(by_case(rows, which, score));
}

std::vector<RecordGroup> groups_of(const std::vector<RecordCase>& cases, const std::vector<RecordRow>& rows) {
  std::vector<RecordGroup> groups;
  for (const CaseStatus status : {CaseStatus::held_out, CaseStatus::seen, CaseStatus::calibration})
    for (const Unit unit : {Unit::share, Unit::days, Unit::deaths, Unit::yes_no}) {
      RecordGroup group;
      group.status = status;
      group.unit = unit;
      for (std::size_t k = 0; k < rows.size(); ++k)
        if (cases[rows[k].place].status == status && rows[k].unit == unit &&
            rows[k].ranges.penalty == rows[k].ranges.penalty)
          group.rows.push_back(k);
      if (group.rows.empty()) continue;
      group.ranges = tally("the model over its ranges", rows, group.rows, ranges_penalty,
                           [](const RecordRow& row) { return row.ranges.log_penalty; });
      group.centre = tally("the model at its centre", rows, group.rows, centre_penalty,
                           [](const RecordRow& row) { return row.centre.log_penalty; });
      group.cases = group.ranges.cases;
      Which untouched;
      std::copy_if(group.rows.begin(), group.rows.end(), std::back_inserter(untouched),
                   [&](std::size_t k) { return cases[rows[k].place].reconsidered.empty(); });
      group.untouched = tally("the same, nothing reconsidered", rows, untouched, ranges_penalty,
                              [](const RecordRow& row) { return row.ranges.log_penalty; });
      look_at_simple(rows, group);
      look_at_spread(rows, group);
      if (unit == Unit::yes_no) {
        group.parts = parts_of(rows, group.rows);
        group.if_right = over_cases(
            rows, group.rows, [](const RecordRow& row) { return row.ranges.mean * (1 - row.ranges.mean); });
      }
      groups.push_back(std::move(group));
    }
  return groups;
}

}  // namespace parley

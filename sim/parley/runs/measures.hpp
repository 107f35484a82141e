// Which figures of a run are told first, compared between scenarios and spread over assumptions?
//
// One line each in one table. A share is 0 or 1 in a run, its mean the share of runs.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "parley/engine/outcome.hpp"
#include "parley/runs/modelled.hpp"
#include "parley/scenario/scenario.hpp"
#include "parley/statistics/pseudo_values.hpp"

namespace parley {

struct Measure {
  std::string_view name, title;
  bool share = false;
  int better = 1;                    // 1: more is better, -1: less is, 0: neither
  const Subject* subject = nullptr;  // not known where a scenario does not model it; null: each does
  std::optional<int> days = {};      // the horizon that its title names
  // Of a run; `unknown` where the run says nothing of it. `days`: the horizon of those that ask for one.
  double (*of_run)(const Scenario&, const Outcome&, int days) = nullptr;
  bool ratio = false;        // no share of runs, but told in percent too
  bool of_calendar = false;  // days: no more than the calendar has
  bool told(const Scenario& scenario) const { return subject == nullptr || subject->modelled(scenario); }
  double of(const Scenario& scenario, const Outcome& outcome, int horizon) const {
    return told(scenario) ? of_run(scenario, outcome, horizon) : unknown;
  }
  bool in_percent() const { return share || ratio; }
};

// What `compare` sets side by side. "lasting" and "kept_days" look at a horizon.
std::span<const Measure> measures();
// What is told first of any scenario, most telling first: how long first truces last, how many are signed and
// broken, days of truce, how deaths answered; only then whether a text is in force on the last day.
// Where no text is a ceasefire, whether one is signed.
std::span<const Measure> headlines(const Scenario& scenario);
// By name, of either; null where there is none.
const Measure* measure(std::string_view name);

// The first truce of a run; nothing where it has none.
FirstSpell first_spell(const Outcome& outcome);
// The days of a first truce, of its first `days`; not known where the calendar ends before, and without one.
double days_kept(const Scenario& scenario, const Outcome& outcome, int days);

}  // namespace parley

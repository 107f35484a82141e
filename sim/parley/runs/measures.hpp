// Which figures of a run are told first, compared between scenarios and spread over assumptions?
//
// One line each in one table. A share is 0 or 1 in a run, its mean the share of runs.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "parley/engine/outcome.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley {

struct Measure {
  std::string_view name, title;
  bool share = false;
  int better = 1;  // 1: more is better, -1: less is, 0: neither
  bool war_only = false;
  std::optional<int> days = {};  // the horizon that its title names
  // Of a run; `unknown` where the run says nothing of it. `days`: the horizon of those that ask for one.
  double (*of)(const Scenario&, const Outcome&, int days) = nullptr;
  bool (*told)(const Scenario&) = nullptr;  // whether a scenario says anything of it; null: each does
  bool ratio = false;                       // no share of runs, but told in percent too
  bool of_calendar = false;                 // days: no more than the calendar has
  bool in_percent() const { return share || ratio; }
};

// What `compare` sets side by side. "lasting" and "kept_days" look at a horizon.
std::span<const Measure> measures();
// What is told first of any scenario, most telling first: how long first truces last, how many are signed and
// broken, days of truce, how deaths answered; only then whether a text is in force on the last day.
std::span<const Measure> headlines(bool war);
// By name, of either; null where there is none.
const Measure* measure(std::string_view name);

// The days of a first truce, of its first `days`; not known where the calendar ends before. Without a text:
// not known.
double days_kept(const Scenario& scenario, const Outcome& outcome, int days);

// Whether a scenario says anything of besieged areas: else nobody is displaced from them, and no aid goes
// there, because they are not modelled.
bool models_sieges(const Scenario& scenario);

}  // namespace parley

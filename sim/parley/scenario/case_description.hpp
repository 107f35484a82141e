// What is a case of the record: a conflict whose end is known, and what of it is compared with the model?
//
// A case as plain values. What each field means, its unit and its range are said once, in format_case.hpp.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parley/scenario/loader.hpp"
#include "parley/scenario/values.hpp"

namespace parley {

// What those who wrote the scenario knew of how it ended. calibration: numbers of the model were set on it;
// seen: they knew; held_out: they did not, and the case was frozen before its first run.
enum class CaseStatus { calibration, seen, held_out };

// Classes of ceasefire (Clayton & Sticher 2021), as in the population of random conflicts.
enum class CeasefireClass { local, cessation, compliance, definitive };

// Why a truce ended, in the order of Cause (engine/outcome.hpp) from its first reason on.
enum class EndReason { mass_event, violations, battlefield, patron, unravelled, insincere, unforced };

// What of a run is compared. A quantity or a yes-no, of the first text of the run where nothing else is said.
struct DeathsShare {
  static constexpr const char* name = "deaths_share";
  Number from_week = 1, to_week = 4;
  bool outside = false;
};
struct ReturnDays {
  static constexpr const char* name = "return_days";
};
struct TruceDays {
  static constexpr const char* name = "truce_days";
  Number up_to;
};
struct DeathsBetween {
  static constexpr const char* name = "deaths";
  Date from, to;
  std::vector<FrontRef> fronts;
};
struct LastsBeyond {
  static constexpr const char* name = "lasts_beyond";
  Number days;
};
struct InForce {
  static constexpr const char* name = "in_force";
  Date on;
};
struct EndedBy {
  static constexpr const char* name = "ended_by";
  PartyRef party;
};
struct EndedOver {
  static constexpr const char* name = "ended_over";
  std::vector<EndReason> reasons;
};
struct SignedBy {
  static constexpr const char* name = "signed_by";
  Date date;
};
struct NextText {
  static constexpr const char* name = "next_text";
  Number within;
};
struct FrontFalls {
  static constexpr const char* name = "front_falls";
  FrontRef front;
  Date by;
};
using CaseMeasure = std::variant<DeathsShare, ReturnDays, TruceDays, DeathsBetween, LastsBeyond, InForce,
                                 EndedBy, EndedOver, SignedBy, NextText, FrontFalls>;
bool is_yes_no(const CaseMeasure& measure);

struct Band {
  Number low, high;
};

// One of `value` and `happened` where it is known, by the kind of the measure; none where it is not yet.
struct Observation {
  std::string what, source;
  CaseMeasure measure;
  std::optional<Number> value;
  std::optional<bool> happened;
  std::optional<Band> band;
  bool verified = true;  // its source was looked up
  bool known() const { return value || happened; }
  double seen() const { return value ? value->value : *happened ? 1.0 : 0.0; }
};

// What regressions on earlier violence ask of a case (scenarios/record/ceasefires.csv).
struct Before {
  Number deaths_a_day, of_the_year = 1, last_week = 1;
};

struct CaseDescription {
  std::string name, description, scenario, deal, why;
  std::vector<std::string> built_on;  // cases whose scenario it was made of
  std::string reconsidered;  // what was changed after a look at what the model makes of it; empty: nothing
  CaseStatus status = CaseStatus::seen;
  std::optional<CeasefireClass> ceasefire;
  std::optional<Before> before;
  Keyed<NewId, Observation> observed;
};

// A case with the scenario that it is about, its text in force if the case has one.
struct LoadedCase {
  std::string id;  // the name of its file, without folder and ending
  std::string file;
  CaseDescription about;
  Scenario scenario;
  std::vector<std::string> files;  // that were read: case, scenario and deal
};

// Reads a case, its scenario and its deal, and checks that the scenario can tell what is compared. Returns
// nothing when a diagnostic was added.
std::optional<LoadedCase> load_case(const std::string& file, Diagnostics& diagnostics);

// The cases of a record's folder whose scenario is this file, by name; those that cannot be read are left
// out.
struct NamedCase {
  std::string id, name;
  CaseStatus status = CaseStatus::seen;
};
std::vector<NamedCase> cases_about(const std::string& scenario_file, const std::string& record);

// What decides the forecasts of a case: its scenario with the text, and what is compared, on one line,
// without comments, layout and what was observed. The same for two cases that are forecast alike.
std::string case_identity(const LoadedCase& c);
// Its scenario with the text alone, but for what it is called: whatever is compared, the same runs.
std::string scenario_identity(const LoadedCase& c);
// The same whatever its numbers are: a war with other numbers has the same.
std::string structure_identity(const LoadedCase& c);
// What its parties, issues, answers, fronts and events are called, in lower case, sorted: a war that was made
// of another one shares most of them.
std::vector<std::string> names_in(const Scenario& scenario);

}  // namespace parley

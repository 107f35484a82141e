#include "parley/questions/record/record.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "parley/engine/outcome.hpp"

namespace parley {

namespace {

struct Switch {
  const char* name;
  const char* parameters;
  void (*off)(Scenario&);
};

template <class Change>
void each_party(Scenario& s, Change change) {
  for (auto& row : s.parties) change(row.value);
}

// Each mechanism by the parameters that switch it off.
constexpr Switch switches[] = {
    {"trust learns from events", "truce.uncommitted_rate = truce.committed_rate",
     [](Scenario& s) { s.truce.uncommitted_rate = s.truce.committed_rate.value; }},
    {"blame without proof", "truce.partisan = 0", [](Scenario& s) { s.truce.partisan = 0; }},
    {"commanders see their chance", "conduct.temptation = 0",
     [](Scenario& s) { each_party(s, [](Party& p) { p.conduct.temptation = 0; }); }},
    {"commanders err", "conduct.slack = 0",
     [](Scenario& s) { each_party(s, [](Party& p) { p.conduct.slack = 0; }); }},
    {"spoilers attack", "truce.spoiler_pace = 0", [](Scenario& s) { s.truce.spoiler_pace = 0; }},
    {"strikes on the exempt hit others", "truce.exempt_strikes = 0",
     [](Scenario& s) { s.truce.exempt_strikes = 0; }},
    {"patrons press", "influenced_by = 0",
     [](Scenario& s) {
       each_party(s, [](Party& p) {
         for (auto& row : p.influenced_by) row.value = 0;
       });
     }},
    {"patrons hold back their clients", "patronage.control = 0",
     [](Scenario& s) { s.patronage.control = 0; }},
    {"war is learned about", "war.noise = 1000, war.refusals = 0",
     [](Scenario& s) {
       s.war.noise = 1000;
       s.war.refusals = 0;
     }},
    {"war hurts", "war.cost = 0 (of every party)",
     [](Scenario& s) { each_party(s, [](Party& p) { p.war.cost = 0; }); }},
    {"rearming is feared", "conduct.foresight = 0",
     [](Scenario& s) { each_party(s, [](Party& p) { p.conduct.foresight = 0; }); }},
};

Figures case_figures(const RecordCases& cases, const RecordOptions& options) {
  Figures all = february_figures(cases.february, options);
  for (const Figures& more : {september_figures(cases.september, options),
                              december_figures(cases.december, options), may_figures(cases.may, options)})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::vector<RecordRow> rows_of(const std::vector<RecordTarget>& targets, const Figures& figures) {
  std::vector<RecordRow> rows;
  for (const RecordTarget& target : targets) {
    const auto at =
        std::find_if(figures.begin(), figures.end(), [&](const auto& f) { return f.first == target.id; });
    if (at != figures.end()) rows.push_back({target, at->second});
  }
  return rows;
}

}  // namespace

std::vector<std::string> record_ids() {
  std::vector<std::string> ids;
  for (int w = 1; w <= Response::weeks; ++w) ids.push_back(fmt::format("february.week{}", w));
  for (const char* id : {"february.return", "february.placebo", "september.ends", "september.government",
                         "september.events", "december.month", "may.month", "may.quarter", "population.order",
                         "population.all.shape", "mechanism.kydd_walter", "mechanism.veto_players",
                         "mechanism.leverage", "mechanism.monitoring", "mechanism.half_width"})
    ids.emplace_back(id);
  for (const std::string_view kind : truce_class_names)
    for (const char* what : {"7", "30", "90", "365", "shape"})
      ids.push_back(fmt::format("population.{}.{}", kind, what));
  return ids;
}

Record play_record(const std::vector<RecordTarget>& targets, const RecordCases& cases,
                   const RecordOptions& options) {
  const auto say = [&](const std::string& what) {
    if (options.progress) options.progress(what);
  };
  say("four Syrian truces");
  Figures figures = case_figures(cases, options);
  say("a population of random conflicts");
  for (const auto& f : population_figures(options)) figures.push_back(f);
  say("mechanisms");
  for (const auto& f : mechanism_figures(cases, options)) figures.push_back(f);
  Record record;
  record.rows = rows_of(targets, figures);
  if (!options.without) return record;
  for (const Switch& s : switches) {
    say(fmt::format("without: {}", s.name));
    RecordCases off = cases;
    for (Scenario* scenario : {&off.february, &off.september, &off.december, &off.may}) s.off(*scenario);
    record.without.push_back({s.name, s.parameters, rows_of(targets, case_figures(off, options))});
  }
  return record;
}

}  // namespace parley

// parley validate [FOLDER] [--freeze CASE]

#include <chrono>
#include <filesystem>
#include <set>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "command.hpp"
#include "commit.hpp"
#include "common.hpp"
#include "parley/questions/record/log.hpp"
#include "parley/questions/record/report.hpp"
#include "parley/scenario/format_case.hpp"
#include "parley/support/folder.hpp"
#include "record_place.hpp"
#include "validate_population.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

struct ValidateLine : Playing {
  ValidateLine() { replicates = "400"; }
  std::string points = "200", runs = "4", freeze, wars = "400", without;
  std::vector<std::string> only;
  bool quick = false, every_run = false, population = false;
  TableFolder tables;
};

po::options_description validate_options(ValidateLine& o) {
  po::options_description d("Options");
  d.add_options()("replicates,n", po::value(&o.replicates)->value_name("N"),
                  "runs of each case at the central values (default 400)");
  d.add_options()("points", po::value(&o.points)->value_name("N"),
                  "points over the declared ranges of each case (default 200)");
  d.add_options()("runs", po::value(&o.runs)->value_name("N"), "runs at each point (default 4)");
  d.add_options()("case", po::value(&o.only)->value_name("NAME")->composing(),
                  "this case alone, by the name of its file; repeatable");
  d.add_options()("no-switches", po::bool_switch(&o.quick),
                  "leave out the cases with mechanisms switched off");
  d.add_options()(
      "every-run", po::bool_switch(&o.every_run),
      "with a mechanism switched off all -n runs too; without it only as many as tell whether its "
      "score changes");
  d.add_options()("freeze", po::value(&o.freeze)->value_name("NAME"),
                  "keep in log.csv what a held-out case is now, before its first run; plays nothing");
  add_tables(d, o.tables, "write record.csv, scores.csv, groups.csv and without.csv to this folder");
  d.add_options()(
      "population", po::bool_switch(&o.population),
      "instead: hold deaths in random wars, with and without their texts, to recorded ceasefires");
  d.add_options()("wars", po::value(&o.wars)->value_name("N"),
                  "with --population: random wars of each class of ceasefire (default 400)");
  d.add_options()("without", po::value(&o.without)->value_name("MECHANISM"),
                  "with --population: all wars with this mechanism switched off, called as in the table "
                  "\"Without a mechanism\"");
  add_playing(d, o);
  return d;
}

// The cases of a record, in order of name, every mistake among them told; nothing where there is one.
// `option`: the one that named `only`.
std::vector<LoadedCase> load_cases(const std::string& folder, const std::vector<std::string>& only,
                                   const char* option, Diagnostics& diagnostics) {
  std::vector<LoadedCase> cases;
  std::vector<std::string> files, names;
  for (const fs::path& file : files_in(in(folder, "cases")))
    if (file.extension() == ".yaml") files.push_back(file.string());
  for (const std::string& file : files) {
    names.push_back(fs::path(file).stem().string());
    if (!only.empty() && std::find(only.begin(), only.end(), names.back()) == only.end()) continue;
    if (auto loaded = load_case(file, diagnostics)) cases.push_back(std::move(*loaded));
  }
  if (files.empty())
    diagnostics.push_back({in(folder, "cases"),
                           {},
                           "",
                           "there are no cases here",
                           "a record's folder holds cases/*.yaml and ceasefires.csv"});
  for (const std::string& name : only)
    if (!files.empty() && std::find(names.begin(), names.end(), name) == names.end())
      diagnostics.push_back(
          {fmt::format("{} {}", option, name), {}, "", "there is no such case", suggest(name, names)});
  return cases;
}

std::string today() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return to_string(Date{static_cast<int>(now.time_since_epoch().count())});
}

int refuse(const LoadedCase& c, const std::string& message, const std::string& hint) {
  say(to_string(Diagnostic{c.file, {}, "status", message, hint}) + "\n");
  return bad_input;
}

constexpr const char* seen_hint = "what was played before it was frozen is seen: write status: seen";

// How it is known, by the log.
std::string known_since(const std::vector<LogRow>& log, const CaseKey& key) {
  const LogRow& row = *first_run(log, key);
  return fmt::format("{} on {} as '{}'",
                     row.hash == key.hash             ? "it was played"
                     : row.scenario == key.scenario   ? "its scenario was played"
                     : row.structure == key.structure ? "its scenario was played with other numbers"
                                                      : "it was played with other values",
                     row.date, row.id);
}

// Another case with the same scenario, whatever its numbers, that is not held out.
const LoadedCase* seen_twin(const LoadedCase& c, const std::vector<LoadedCase>& all) {
  const std::string mine = key_of(c).structure;
  const auto at = std::find_if(all.begin(), all.end(), [&](const LoadedCase& other) {
    return other.id != c.id && other.about.status != CaseStatus::held_out && key_of(other).structure == mine;
  });
  return at == all.end() ? nullptr : &*at;
}

// Logs of records that stand near: beside and above the folder, and where records are by default.
std::vector<std::string> logs_near(const std::string& folder) {
  std::vector<std::string> files;
  const auto add = [&](const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error) || fs::equivalent(file, in(folder, "log.csv"), error)) return;
    for (const std::string& there : files)
      if (fs::equivalent(file, there, error)) return;
    Diagnostics none;  // a log of something else is no log of a record
    load_log(file.string(), none);
    if (none.empty()) files.push_back(file.string());
  };
  std::error_code error;
  const fs::path above = fs::absolute(folder, error).lexically_normal() / "..";
  add(above / "log.csv");
  for (const fs::path& other : files_in(above))
    if (fs::is_directory(other, error)) add(other / "log.csv");
  add("scenarios/record/log.csv");
  if (const std::string data = data_folder(); !data.empty()) add(fs::path(data) / "scenarios/record/log.csv");
  if (const std::string own = own_log(); !own.empty()) add(own);
  return files;
}

// The cases that share most names with one, and were played or are here and not held out.
std::vector<std::string> cases_alike(const LoadedCase& c, const std::vector<LoadedCase>& all,
                                     const std::vector<LogRow>& log) {
  const CaseKey key = key_of(c);
  std::set<std::string> names;
  for (const LogRow* row : runs_alike(log, key)) names.insert(row->id);
  for (const LoadedCase& other : all)
    if (other.id != c.id && other.about.status != CaseStatus::held_out &&
        alike(key_of(other).names, key.names))
      names.insert(other.id);
  for (const std::string& named : c.about.built_on) names.erase(named);
  return {names.begin(), names.end()};
}

// `near`: logs that tell of runs too.
int freeze(const LoadedCase& c, const std::vector<LoadedCase>& all, const RecordPlace& place,
           std::vector<LogRow> log, const std::vector<std::string>& near) {
  if (c.about.status != CaseStatus::held_out)
    return refuse(c, "only a case with status held_out is frozen", "");
  if (const LoadedCase* other = seen_twin(c, all))
    return refuse(c,
                  fmt::format("{} has the same scenario{}, and is {}", other->file,
                              key_of(*other).scenario == key_of(c).scenario ? "" : " with other numbers",
                              name_of(other->about.status)),
                  seen_hint);
  const CaseKey key = key_of(c);
  std::vector<LogRow> everywhere = log;
  for (const std::string& other : near) {
    Diagnostics unread;  // another record's log that is none tells nothing
    for (LogRow& row : load_log(other, unread)) everywhere.push_back(std::move(row));
  }
  if (standing_of(log, key) == Standing::unfrozen) {
    if (standing_of(everywhere, key) == Standing::known)
      return refuse(c, known_since(everywhere, key), seen_hint);
    if (const auto like = cases_alike(c, all, everywhere); !like.empty())
      return refuse(
          c,
          fmt::format("it shares most names of parties, issues and fronts with what was played or is "
                      "seen: {}",
                      fmt::join(like, ", ")),
          fmt::format("if it is another war, or another episode, say so: 'built_on: [{}]', and in "
                      "'why' what is new; else write status: seen",
                      fmt::join(like, ", ")));
  }
  switch (standing_of(log, key)) {
    case Standing::known:
      return refuse(c, known_since(log, key), seen_hint);
    case Standing::frozen:
    case Standing::held_out:
      say(fmt::format("{} is frozen as it is since {}\n", c.id, frozen_on(log, key)));
      return done;
    case Standing::unfrozen:
      break;
  }
  log.push_back(frozen_row(c, today(), model_commit));
  if (const int code = kept_in(place, log); code != done) return code;
  return print(fmt::format(
      "{} is frozen: {}, model {}, in {}\n{} told of no run of it{}. Not known: runs by 'parley run' and "
      "other "
      "commands, runs in other folders or on\nother machines, and a war that was given other names. That "
      "there were none is yours to say.\n",
      c.id, log.back().hash, log.back().model, place.log,
      near.empty() ? "That log" : fmt::format("That log, and {},", fmt::join(near, ", ")),
      c.about.built_on.empty() ? "" : fmt::format(" (built on {})", fmt::join(c.about.built_on, ", "))));
}

// What a case is by the log, whatever its file says; false after it was said why it cannot be run.
bool settle(LoadedCase& c, const std::vector<LogRow>& log) {
  if (c.about.status != CaseStatus::held_out) return true;
  const CaseKey key = key_of(c);
  const Standing standing = standing_of(log, key);
  if (standing == Standing::unfrozen) {
    refuse(c, "it is called held_out, but was never frozen",
           fmt::format("'parley validate --freeze {}' before its first run, or status: seen", c.id));
    return false;
  }
  if (standing == Standing::known) {
    c.about.status = CaseStatus::seen;
    c.about.why = fmt::format("Called held_out, but {}, so seen. {}", known_since(log, key), c.about.why);
  } else if (!c.about.built_on.empty()) {
    c.about.why =
        fmt::format("Built on what was seen: {}. {}", fmt::join(c.about.built_on, ", "), c.about.why);
  }
  return true;
}

}  // namespace

CommandHelp validate_help() {
  ValidateLine o;
  return described(
      {"[FOLDER] [options]"},
      "Scores what the model says of cases whose end is known, at their central values and over their "
      "declared\nranges, beside simple forecasts. FOLDER holds cases/*.yaml and ceasefires.csv, and "
      "population/ for --population (default:\nscenarios/record, or the record that comes with the program; "
      "its README.md tells how to add a case).\nWhat was played is noted in log.csv of that folder; of the "
      "record that comes with the program in\n~/.local/state/parley/record-log.csv.",
      validate_options(o));
}

int validate(const Arguments& arguments) {
  ValidateLine o;
  const po::options_description visible = validate_options(o);
  po::variables_map given;
  if (!parse_arguments("validate", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("validate", validate_help()));
  const auto files = words_of(given);
  if (files.size() > 1) return usage_error("validate", "expected one folder");
  RecordOptions options;
  options.without = !o.quick;
  options.every_run = o.every_run;
  if (given.count("output") != 0U && o.tables.output.empty())
    return usage_error("validate", "--output names no folder");
  const RecordPlace place = record_place(files.empty() ? "scenarios/record" : files[0]);
  const std::string& folder = place.folder;
  if (o.population) return validate_population(folder, o, o.wars, o.without, o.tables);
  if (!whole_option("validate", "replicates", o.replicates, 20U, 1'000'000U, options.replicates) ||
      !whole_option("validate", "points", o.points, 5U, 100'000U, options.points) ||
      !whole_option("validate", "runs", o.runs, 1U, 10'000U, options.runs) ||
      !read_playing("validate", o, options))
    return bad_input;
  if (given.count("freeze") != 0U) o.only = {o.freeze};

  Diagnostics diagnostics;
  std::vector<LoadedCase> cases =
      load_cases(folder, o.only, given.count("freeze") != 0U ? "--freeze" : "--case", diagnostics);
  const CeasefireFigures figures = load_ceasefire_figures(in(folder, "ceasefires.csv"), diagnostics);
  std::vector<LogRow> log = log_of(place, diagnostics);
  if (!diagnostics.empty()) {
    say(to_string(diagnostics));
    return bad_input;
  }
  if (given.count("freeze") != 0U) {
    Diagnostics of_others;  // are for the run that plays them
    return freeze(cases.front(), load_cases(folder, {}, "--case", of_others), place, std::move(log),
                  logs_near(folder));
  }
  bool settled = true;
  for (LoadedCase& c : cases) settled = settle(c, log) && settled;
  if (!settled) return bad_input;
  for (const LoadedCase& c : cases)
    for (const std::string& change : observed_anew(log, c)) say(fmt::format("Note: {}\n", change));
  FilesRead reading{in(folder, "ceasefires.csv")};
  for (const LoadedCase& c : cases) reading.insert(reading.end(), c.files.begin(), c.files.end());
  if (const std::string refusal = output_refusal(o.tables.output, o.tables.force); !refusal.empty())
    return usage_error("validate", refusal);

  const StepLine line(o.quiet);
  options.progress = [&](const std::string& what) { line.show(what); };
  const Record record = play_record(cases, figures, options);
  line.clear();
  const std::size_t logged = log.size();
  bool must_keep = false;
  for (std::size_t k = 0; k < cases.size(); ++k) {
    if (!frozen_on(log, key_of(cases[k])).empty()) {
      must_keep = true;
      for (LogRow& row : run_rows(record, k, cases[k], options, today(), model_commit))
        log.push_back(std::move(row));
    } else if (auto row = seen_row(log, cases[k], today(), model_commit)) {
      log.push_back(std::move(*row));
    }
  }
  if (log.size() > logged) {
    const int code = kept_in(place, log);
    if (code != done && must_keep) return code;
    if (code == done && place.shipped && !o.quiet)
      say(fmt::format("What was played is noted in {}; nothing is written where the record stands.\n",
                      place.log));
  }
  if (const int code = write_tables("validate", o.quiet, o.tables, reading,
                                    [&](OutputFolder& into) { write_record(into, record); });
      code != done)
    return code;
  return print(o.json ? record_json(record, options) : record_text(record, options, colour_wanted()));
}

}  // namespace parley::cli

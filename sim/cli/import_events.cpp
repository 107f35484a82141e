// parley import events FILE.csv

#include <algorithm>
#include <filesystem>
#include <optional>
#include <sstream>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "common.hpp"
#include "import.hpp"
#include "parley/document/quantity.hpp"
#include "parley/imports/event_report.hpp"
#include "parley/imports/event_scenario.hpp"
#include "parley/support/text_file.hpp"
#include "parley/writing/csv_file.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct EventImport {
  std::string output, map, draft, report, count = "best", from, to, start, length = "180", mass = "25",
                                          tail_from = "10", least = "3", seed = "1";
  std::vector<std::string> where;
  std::vector<std::string> columns = std::vector<std::string>(event_column_count);
  bool skip_bad = false, force = false, quiet = false, help = false;
};

po::options_description event_options(EventImport& o) {
  po::options_description d("Options");
  const auto text = [&](const char* name, std::string& to, const char* value, const std::string& what) {
    d.add_options()(name, po::value(&to)->value_name(value), what.c_str());
  };
  text("map", o.map, "MAP.yaml",
       "which camp each actor is, which front each place; without it a draft is printed");
  text("draft-map", o.draft, "MAP.yaml", "write the draft of the map to this file, and nothing else");
  text("output,o", o.output, "FILE", "write the scenario to this file (default: print it)");
  text("report,r", o.report, "FOLDER",
       "write the report, its tables and a figure of deaths by week into this folder");
  text("from", o.from, "DATE", "look at events from this day on (default: the first of the table)");
  text("to", o.to, "DATE", "to this day (default: the last of the table)");
  text("start", o.start, "DATE", "first day of the scenario (default: the day after --to)");
  text("length", o.length, "DAYS", "days of the scenario (default 180)");
  text("count", o.count, "WORD", "best, low or high estimate of deaths (default best)");
  text("mass", o.mass, "N", "events after --start with so many deaths become dated events (default 25)");
  text("tail-from", o.tail_from, "N", "deaths above which sizes of events are Pareto (default 10)");
  text("least", o.least, "N", "events of known day that a front must have (default 3)");
  text("seed", o.seed, "N", "of the draws by which ranges are found (default 1)");
  d.add_options()("where", po::value(&o.where)->value_name("COLUMN=TEXT"),
                  "only rows with this text in this column, such as country=Syria; may be given again");
  d.add_options()("skip-bad", po::bool_switch(&o.skip_bad),
                  "leave out rows that cannot be read, and tell them");
  d.add_options()("force", po::bool_switch(&o.force), "replace files that are there");
  d.add_options()("quiet,q", po::bool_switch(&o.quiet), "no messages but errors");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  po::options_description columns("Columns, where they are called otherwise than in UCDP GED or ACLED");
  for (std::size_t c = 0; c < event_column_count; ++c)
    columns.add_options()(std::string(event_columns[c].option).c_str(),
                          po::value(&o.columns[c])->value_name("COLUMN"),
                          std::string(event_columns[c].what).c_str());
  d.add(columns);
  return d;
}

struct WantedEvents {
  EventTableOptions table;
  WarOptions war;
  EventScenarioOptions scenario;
  double tail_from = 10;
  std::uint64_t seed = 1;
};

// False after a usage error was printed.
bool read_event_options(const EventImport& o, const po::variables_map& given, WantedEvents& w) {
  const auto wrong = [](const std::string& what) { return usage_error("import events", what) == done; };
  const auto day = [&](const char* option, const std::string& text, std::optional<Date>& to) {
    if (given.count(option) == 0U) return true;
    to = parse_date(text);
    return to || wrong(fmt::format("--{} {}: expected a day, as in 2016-02-26", option, printable(text)));
  };
  if (!day("from", o.from, w.war.from) || !day("to", o.to, w.war.to) ||
      !day("start", o.start, w.scenario.start))
    return false;
  for (const char* file : {"map", "draft-map", "output", "report"})
    if (given.count(file) != 0U && given[file].as<std::string>().empty())
      return wrong(fmt::format("--{} names no {}", file, file == std::string("report") ? "folder" : "file"));
  if (!o.map.empty() && !o.draft.empty()) return wrong("--map gives a map and --draft-map asks for one");
  if (o.map.empty() && (!o.output.empty() || !o.report.empty()))
    return wrong("a scenario needs a --map (without one 'parley import events FILE.csv' drafts it)");
  if (o.count == "low")
    w.war.count = DeathCount::low;
  else if (o.count == "high")
    w.war.count = DeathCount::high;
  else if (o.count != "best")
    return wrong(fmt::format("--count {}: expected best, low or high", printable(o.count)));
  const auto tail = parse_double(o.tail_from);
  if (!tail || *tail < 2 || *tail > 1000)
    return wrong(fmt::format("--tail-from {}: expected a number from 2 to 1000", printable(o.tail_from)));
  w.tail_from = *tail;
  if (!whole_option("import events", "length", o.length, 1, 36500, w.scenario.length) ||
      !whole_option("import events", "mass", o.mass, 1, most_event_deaths, w.scenario.mass) ||
      !whole_option("import events", "least", o.least, std::size_t{1}, most_event_rows, w.war.least_events) ||
      !whole_option("import events", "seed", o.seed, std::uint64_t{0}, UINT64_MAX, w.seed))
    return false;
  for (const std::string& where : o.where) {
    const std::size_t at = where.find('=');
    if (at == std::string::npos || at == 0)
      return wrong(fmt::format("--where {}: expected COLUMN=TEXT", printable(where)));
    w.table.where.push_back({where.substr(0, at), where.substr(at + 1)});
  }
  for (std::size_t c = 0; c < event_column_count; ++c)
    if (!o.columns[c].empty()) w.table.columns[static_cast<EventColumn>(c)] = o.columns[c];
  w.table.skip_bad = o.skip_bad;
  return true;
}

bool is_there(const std::string& path) {
  return std::filesystem::exists(std::filesystem::symlink_status(path));
}

int write_text(const EventImport& o, const std::string& path, const std::string& text,
               const FilesRead& reading) {
  try {
    write_whole(path, text, reading, o.force ? OutputFile::Old::replaced : OutputFile::Old::kept);
    return done;
  } catch (const WriteError& e) {
    say(fmt::format("parley import events: {}\n", e.what()));
    return could_not_finish;
  }
}

void write_rows(OutputFolder& folder, const std::string& name, const TextRows& rows) {
  CsvFile csv(folder.file(name), rows[0]);
  for (std::size_t r = 1; r < rows.size(); ++r) {
    for (const std::string& cell : rows[r]) csv.cell(std::string_view(cell));
    csv.end_row();
  }
  csv.flush();
}

std::string event_usage(const po::options_description& visible) {
  std::ostringstream text;
  text << "usage: parley import events FILE.csv --draft-map MAP.yaml [options]\n"
          "       parley import events FILE.csv --map MAP.yaml -o SCENARIO.yaml -r REPORT [options]\n\n"
          "Makes the war part of a scenario of a table of violent events (UCDP GED, ACLED, or your own): "
          "fronts,\n"
          "lethal events a day, sizes and rhythm of events, civilians, each with a range and a reason. First "
          "draft\n"
          "a map of actors and places, edit it, then give it back. What a table does not tell (who wants "
          "what, who\n"
          "is stronger, who holds which ground) is left open. Read the report before you believe the "
          "scenario.\n\n"
       << visible;
  return text.str();
}

}  // namespace

int import_events(const Arguments& arguments) {
  EventImport o;
  const po::options_description visible = event_options(o);
  po::variables_map given;
  if (!parse_arguments("import events", arguments, visible, given)) return bad_input;
  if (o.help) return print(event_usage(visible));
  const auto named = given.count("scenario") != 0U ? given["scenario"].as<std::vector<std::string>>()
                                                   : std::vector<std::string>{};
  if (named.size() != 1) return usage_error("import events", "name one table of events (CSV)");
  WantedEvents w;
  if (!read_event_options(o, given, w)) return bad_input;
  for (const std::string& path : {o.output, o.draft, o.report})
    if (!path.empty() && !o.force && is_there(path))
      return usage_error("import events",
                         fmt::format("{} exists already (--force replaces it)", printable(path, 500)));

  Diagnostics diagnostics, notes;
  SourceFile file{named[0], ""};
  if (auto text = read_text_file(named[0], most_event_bytes + 1, "name a file in it", diagnostics))
    file.text = std::move(*text);
  if (file.text.size() > most_event_bytes)
    diagnostics.push_back({named[0],
                           {},
                           "",
                           fmt::format("the file is larger than {} MiB", most_event_bytes >> 20U),
                           "cut it by country"});
  std::optional<EventMap> map;
  if (!o.map.empty())
    if (const auto document = read_yaml_file(o.map, diagnostics))
      map = read_event_map(*document, diagnostics);
  if (!diagnostics.empty() && file.text.empty()) return import_refused(diagnostics);
  const auto table = read_event_table(file, w.table, diagnostics, notes);
  file.text = {};
  for (Diagnostic& note : notes) note.message = "note: " + note.message;
  if (!o.quiet) say(to_string(notes));
  if (!diagnostics.empty() || !table) return import_refused(diagnostics);
  FilesRead reading{named[0]};

  if (const std::string why = write_refusal(o.draft, reading); !why.empty())
    return usage_error("import events", why);
  if (!map) {
    const std::string draft = draft_event_map(*table);
    if (o.draft.empty()) return print(draft);
    if (const int code = write_text(o, o.draft, draft, reading); code != done) return code;
    if (!o.quiet)
      say(fmt::format(
          "Wrote {}: edit it. Next: parley import events {} --map {} -o scenario.yaml -r report\n", o.draft,
          shell_word(named[0]), shell_word(o.draft)));
    return done;
  }
  reading.push_back(o.map);
  if (const std::string why = write_refusal(o.output, reading); !why.empty())
    return usage_error("import events", why);
  const auto war = war_of_events(*table, *map, w.war, diagnostics);
  if (!war) return import_refused(diagnostics);
  const StepLine step(o.quiet);
  step.show("Fitting");
  const auto fit = fit_war(*table, *war, w.tail_from, w.seed, diagnostics);
  step.clear();
  if (!fit) return import_refused(diagnostics);
  const std::string text = event_scenario(*table, *map, *war, *fit, w.scenario);
  if (const Diagnostics refused = import_refusals(text, named[0]); !refused.empty())
    return import_refused(refused);
  const std::string report = event_report(*table, *war, *fit);
  if (!o.report.empty()) {
    const int code = write_tables("import events", o.quiet, TableFolder{o.report, o.force}, reading,
                                  [&](OutputFolder& folder) {
                                    folder.file("report.txt").write(report);
                                    write_rows(folder, "weeks.csv", week_rows(*table, *war));
                                    write_rows(folder, "places.csv", place_rows(*table, *war));
                                    write_rows(folder, "left_out.csv", left_out_rows(*table, *war));
                                    write_rows(folder, "fit.csv", fit_rows(*war, *fit));
                                    folder.file("weeks.svg").write(svg_file(week_chart(*table, *war)));
                                  });
    if (code != done) return code;
  }
  // With the scenario in a file the report is the result; else it goes beside it.
  if (o.output.empty()) {
    if (!o.quiet) say(report);
    return print(text);
  }
  if (const int code = write_text(o, o.output, text, reading); code != done) return code;
  if (o.quiet) return done;
  say(fmt::format("Wrote {}. Next: parley check --advise {}\n", o.output, shell_word(o.output)));
  return print(report);
}

}  // namespace parley::cli

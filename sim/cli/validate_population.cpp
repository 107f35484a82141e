// parley validate --population [FOLDER]

#include "validate_population.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "parley/questions/population/report.hpp"
#include "parley/questions/record/record.hpp"

namespace parley::cli {

namespace {

bool switch_off(const std::string& without, PopulationOptions& options) {
  if (without.empty()) return true;
  std::vector<std::string> names;
  for (const Mechanism& m : mechanisms()) {
    names.emplace_back(m.name);
    if (without != m.name) continue;
    options.change = m.off;
    options.change_told = fmt::format("{} ({})", m.name, m.parameters);
    return true;
  }
  say(to_string(Diagnostic{"--without " + without,
                           {},
                           "",
                           fmt::format("no such mechanism; there are: {}", fmt::join(names, "; ")),
                           suggest(without, names)}) +
      "\n");
  return false;
}

}  // namespace

int validate_population(const std::string& folder, const Playing& o, const std::string& wars,
                        const std::string& without, const TableFolder& tables) {
  PopulationOptions options;
  if (!switch_off(without, options) || !whole_option("validate", "wars", wars, 25U, 100'000U, options.wars) ||
      !read_playing("validate", o, options))
    return bad_input;
  const std::string record = (std::filesystem::path(folder) / "population").string();
  Diagnostics diagnostics;
  const RecordedPopulation recorded = load_recorded_population(record, diagnostics);
  if (!diagnostics.empty()) {
    say(to_string(diagnostics));
    return bad_input;
  }
  if (const std::string refusal = output_refusal(tables.output, tables.force); !refusal.empty())
    return usage_error("validate", refusal);
  const StepLine line(o.quiet);
  options.progress = [&, shown = std::size_t{0}](std::size_t played, std::size_t all) mutable {
    if (100 * played / all == shown) return;
    shown = 100 * played / all;
    line.show(fmt::format("wars: {}%", shown));
  };
  const PopulationPlayed played = play_population(options);
  line.show("held against the record");
  const PopulationRecord held = hold_against(recorded, played);
  line.clear();
  FilesRead reading;
  for (const char* file : recorded_population_files)
    reading.push_back((std::filesystem::path(record) / file).string());
  if (const int code = write_tables("validate", o.quiet, tables, reading,
                                    [&](OutputFolder& into) { write_population(into, held); });
      code != done)
    return code;
  return print(o.json ? population_json(held, options) : population_text(held, options, colour_wanted()));
}

}  // namespace parley::cli

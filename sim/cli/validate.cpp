// parley validate [FOLDER]

#include <cstdio>
#include <filesystem>
#include <sstream>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/questions/record/report.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct ValidateLine : Playing {
  ValidateLine() { replicates = "500"; }
  std::string population = "500";
  bool quick = false;
  TableFolder tables;
};

po::options_description validate_options(ValidateLine& o) {
  po::options_description d("Options");
  d.add_options()("replicates,n", po::value(&o.replicates)->value_name("N"),
                  "runs of each case (default 500)");
  d.add_options()("population", po::value(&o.population)->value_name("N"),
                  "random conflicts of each class of ceasefire (default 500)");
  d.add_options()("no-switches", po::bool_switch(&o.quick),
                  "leave out the cases with mechanisms switched off");
  add_tables(d, o.tables, "write record.csv and without.csv to this folder");
  add_playing(d, o);
  return d;
}

std::string joined(const std::string& folder, const char* file) {
  return (std::filesystem::path(folder) / file).string();
}

// What is read of the folder of scenarios.
constexpr const char* shipped[] = {"record/targets.csv",  "syria-february-2016.yaml",
                                   "geneva-2016.yaml",    "syria-december-2016.yaml",
                                   "syria-may-2017.yaml", "deals/9-september-2016.yaml"};

// The cases of a folder, every mistake among them printed; nothing where there was one.
std::optional<RecordCases> load_cases(const std::string& folder, std::vector<RecordTarget>& targets) {
  Diagnostics diagnostics;
  targets = load_targets(joined(folder, "record/targets.csv"), diagnostics);
  RecordCases cases;
  const auto load = [&](const char* file, Scenario& into) {
    if (auto loaded = load_scenario_file(joined(folder, file), {}, diagnostics))
      into = std::move(loaded->scenario);
  };
  load("syria-february-2016.yaml", cases.february);
  load("geneva-2016.yaml", cases.september);
  load("syria-december-2016.yaml", cases.december);
  load("syria-may-2017.yaml", cases.may);
  if (diagnostics.empty())
    load_deal_file(joined(folder, "deals/9-september-2016.yaml"), cases.september, diagnostics);
  if (diagnostics.empty()) return cases;
  say(to_string(diagnostics));
  return std::nullopt;
}

}  // namespace

int validate(const Arguments& arguments) {
  ValidateLine o;
  const po::options_description visible = validate_options(o);
  po::variables_map given;
  if (!parse_arguments("validate", arguments, visible, given)) return bad_input;
  if (o.help) {
    std::ostringstream text;
    text << "usage: parley validate [FOLDER] [options]\n\nHolds the model against published data, held-out "
            "history, a population "
            "of random conflicts and theory:\nwhat it hits and what it misses, beside what one would say "
            "without a model. FOLDER "
            "holds the shipped scenarios\n(default: scenarios).\n\n"
         << visible;
    return print(text.str());
  }
  const auto files = given.count("scenario") != 0U ? given["scenario"].as<std::vector<std::string>>()
                                                   : std::vector<std::string>{};
  if (files.size() > 1) return usage_error("validate", "expected one folder");
  RecordOptions options;
  options.without = !o.quick;
  if (!whole_option("validate", "replicates", o.replicates, 20U, 1'000'000U, options.replicates) ||
      !whole_option("validate", "population", o.population, 20U, 1'000'000U, options.population) ||
      !read_playing("validate", o, options))
    return bad_input;
  if (given.count("output") != 0U && o.tables.output.empty())
    return usage_error("validate", "--output names no folder");
  FilesRead reading;
  for (const char* file : shipped) reading.push_back(joined(files.empty() ? "scenarios" : files[0], file));
  std::vector<RecordTarget> targets;
  const auto cases = load_cases(files.empty() ? "scenarios" : files[0], targets);
  if (!cases) return bad_input;
  if (const std::string refusal = output_refusal(o.tables.output, o.tables.force); !refusal.empty())
    return usage_error("validate", refusal);

  const StepLine line(o.quiet);
  options.progress = [&](const std::string& what) { line.show(what); };
  const Record record = play_record(targets, *cases, options);
  line.clear();
  if (const int code = write_tables("validate", o.quiet, o.tables, reading,
                                    [&](OutputFolder& folder) { write_record(folder, record); });
      code != done)
    return code;
  return print(o.json ? record_json(record, options) : record_text(record, options, colour_wanted()));
}

}  // namespace parley::cli

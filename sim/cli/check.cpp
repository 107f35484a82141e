// parley check FILE...

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/engine/model.hpp"
#include "parley/questions/advice/report.hpp"
#include "parley/runs/run_folder.hpp"
#include "parley/scenario/loader.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/scenario/second_look.hpp"
#include "parley/support/counted.hpp"
#include "parley/support/version.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct CheckLine {
  std::string runs = "60", seed = "1", jobs = "0";
  std::vector<std::string> set;
  bool advise = false, json = false, quiet = false, help = false;
};

po::options_description check_options(CheckLine& o) {
  po::options_description d("Options");
  d.add_options()(
      "advise", po::bool_switch(&o.advise),
      "tell what does nothing, what intensities mean, what decides and has no range, defaults that "
      "decide, thresholds out of proportion");
  d.add_options()("replicates,n", po::value(&o.runs)->value_name("N"),
                  "with --advise: runs of the scenario and of each variant that is tried (default 60)");
  d.add_options()("seed", po::value(&o.seed)->value_name("N"),
                  "with --advise: seed of all chance (default 1)");
  d.add_options()("jobs,j", po::value(&o.jobs)->value_name("N"),
                  "with --advise: threads (default: all cores)");
  d.add_options()("json", po::bool_switch(&o.json), "with --advise: print one JSON object instead of text");
  d.add_options()("quiet,q", po::bool_switch(&o.quiet), "say nothing of good files, and show no progress");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  d.add_options()("set", po::value(&o.set)->value_name("PATH=VALUE")->composing(),
                  "with --advise: change a parameter; repeatable");
  return d;
}

int told_good(const std::vector<std::string>& files, bool quiet) {
  std::string good;
  Diagnostics diagnostics;
  for (const auto& file : files) {
    Diagnostics own;
    const auto loaded = is_missing(file, own) ? std::nullopt : load_scenario_file(file, {}, own);
    if (loaded)
      if (const std::string refusal = refusal_of(loaded->scenario); !refusal.empty())
        own.push_back({file, {}, "parties", refusal, {}});
    if (own.empty()) {
      good += fmt::format("{}: good ({}, {}{})\n", file, count_of(loaded->scenario.issues.size(), "issue"),
                          count_of(loaded->scenario.parties.size(), "party", "parties"),
                          loaded->scenario.calendar ? ", " + count_of(loaded->scenario.fronts.size(), "front")
                                                    : std::string(", talks only"));
      for (const auto& [group, path] : lone_groups(loaded->scenario))
        good += fmt::format("  but the group '{}' joins nothing: only {} is in it (is its name mistyped?)\n",
                            printable(group), path);
      if (const Diagnostics again = second_look(loaded->scenario, file); !again.empty() && !quiet)
        say("look again at:\n" + to_string(again));
    } else {
      say(to_string(own));
      diagnostics.insert(diagnostics.end(), own.begin(), own.end());
    }
  }
  if (!diagnostics.empty()) {
    if (!quiet)
      say(fmt::format("{} {} found\n", diagnostics.size(), diagnostics.size() == 1 ? "problem" : "problems"));
    if (!quiet && !good.empty()) print(good);
    return bad_input;
  }
  return quiet ? done : print(good);
}

// Folders that 'parley run -o' wrote: are manifest and tables what was written?
int told_whole(const std::vector<std::string>& folders, bool quiet) {
  std::string good;
  bool all = true;
  for (const auto& folder : folders) {
    try {
      const RunRequest request = read_manifest(folder);
      const std::vector<std::string> unnamed = check_tables(folder, request);
      good += fmt::format(
          "{}: manifest and {} are as parley {} wrote them, of {} (SHA-256 {}){}. Hashes tell damage and "
          "slips, not a forger.\n",
          folder, count_of(request.tables.size(), "table"), version(), request.scenario_file,
          request.scenario_sha256,
          request.overrides.empty() ? "" : fmt::format(" with {}", fmt::join(request.overrides, ", ")));
      for (const auto& name : unnamed)
        good += fmt::format(
            "{}: the run was ended before {} got its name: the table stands in {}.part, and what is called "
            "{} is "
            "of older runs. Rename it.\n",
            folder, name, name, name);
    } catch (const FolderError& e) {
      say(fmt::format("{}\n", e.what()));
      all = false;
    }
  }
  if (!all) return bad_input;
  return quiet ? done : print(good);
}

int advised(const std::string& file, const CheckLine& o) {
  AdviceOptions options;
  if (!whole_option("check", "replicates", o.runs, 10U, 100'000U, options.trial.runs) ||
      !whole_option("check", "seed", o.seed, std::uint64_t{0}, UINT64_MAX, options.trial.seed) ||
      !whole_option("check", "jobs", o.jobs, 0, 1024, options.trial.jobs))
    return bad_input;
  const auto loaded = load_or_complain(file, o.set);
  if (!loaded) return bad_input;
  const StepLine line(o.quiet);
  options.progress = [&](const std::string& what) { line.show(what); };
  const Advice advice = advise(*loaded, options);
  line.clear();
  return print(o.json ? advice_json(*loaded, advice) : advice_text(*loaded, advice, colour_wanted()));
}

}  // namespace

CommandHelp check_help() {
  CheckLine o;
  return described(
      {"[--quiet] FILE...", "--advise FILE [options]"},
      "Reads scenario files and reports every problem at once as file:line:column: path: message (hint).\nOf "
      "a folder that 'parley run -o' wrote: whether manifest and tables are those that were written.\nWith "
      "--advise: what an author should know before believing the results of a file that is good.",
      check_options(o), "Exit code 0 where all are good, 2 where not.\n");
}

int check(const Arguments& arguments) {
  CheckLine o;
  const po::options_description visible = check_options(o);
  po::variables_map given;
  if (!parse_arguments("check", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("check", check_help()));
  auto files = words_of(given);
  if (files.empty()) return usage_error("check", "no file is named");
  if (!o.advise) {
    if (o.json || !o.set.empty()) return usage_error("check", "--json and --set need --advise");
    std::vector<std::string> folders, scenarios;
    std::error_code error;
    for (const auto& file : files)
      (std::filesystem::is_directory(file, error) ? folders : scenarios).push_back(meant(file));
    const int scenario_code = scenarios.empty() ? int{done} : told_good(scenarios, o.quiet);
    const int folder_code = folders.empty() ? int{done} : told_whole(folders, o.quiet);
    return std::max(scenario_code, folder_code);
  }
  if (files.size() != 1) return usage_error("check", "--advise takes one file");
  return advised(meant(files[0]), o);
}

}  // namespace parley::cli

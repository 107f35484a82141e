// parley run SCENARIO

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/runs/briefing.hpp"
#include "parley/runs/record_words.hpp"
#include "parley/runs/representative.hpp"
#include "parley/runs/run_folder.hpp"
#include "parley/runs/tables.hpp"
#include "parley/study/execution.hpp"
#include "parley/support/clock.hpp"
#include "parley/support/version.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

struct RunLine {
  std::string output, trace = "none", replicates = "1000", seed = "1", jobs = "0", tell, replay, one, points,
                      per_point = "4", uncertain;
  std::vector<std::string> set;
  bool central = false, json = false, quiet = false, force = false, help = false;
};

po::options_description run_options(RunLine& o) {
  po::options_description d("Options");
  d.add_options()("replicates,n", po::value(&o.replicates)->value_name("N"),
                  "runs to make at the central values (default 1000)")(
      "central", po::bool_switch(&o.central),
      "the central values alone, not the spread over the declared ranges")(
      "points", po::value(&o.points)->value_name("K"),
      "points drawn over the declared ranges (default: a fifth of the runs, if that is 20 or more)")(
      "per-point", po::value(&o.per_point)->value_name("M"), "runs at each of them, 2 or more (default 4)")(
      "seed", po::value(&o.seed)->value_name("N"),
      "seed of all chance (default 1); the same seed gives the same bytes")(
      "set", po::value(&o.set)->value_name("PATH=VALUE")->composing(),
      "change a parameter, for example parties.GOV.reservation=0.5; repeatable")(
      "trace", po::value(&o.trace)->value_name("none|rounds|offers|days"),
      "how much of each run to keep with -o (default none)")(
      "tell", po::value(&o.tell)->value_name("RUN"),
      "which run to tell as a story (default: a typical one); runs count from 0")(
      "replay", po::value(&o.replay)->value_name("STUDY.db"),
      "play one run of a study again: with --run; with --trace it is written to -o (default run-NUMBER)")(
      "run", po::value(&o.one)->value_name("RUN"), "which run of the study")(
      "output,o", po::value(&o.output)->value_name("DIR"),
      "write manifest.json and tables (CSV) to this folder")("force", po::bool_switch(&o.force),
                                                             "write into a folder that is not empty")(
      "jobs,j", po::value(&o.jobs)->value_name("N"),
      "threads (default: all cores); results do not depend on it")("json", po::bool_switch(&o.json),
                                                                   "print one JSON object instead of text")(
      "quiet,q", po::bool_switch(&o.quiet), "no progress, no messages but errors; with -o no summary either")(
      "help,h", po::bool_switch(&o.help), "this help");
  add_uncertain(d, o.uncertain,
                "--uncertain all: draw also every other number that runs look at, plain or default, over a "
                "range by rule");
  return d;
}

Story told(const Model& model, const RepresentativeRun& kinds, std::uint64_t seed, std::uint32_t point,
           std::optional<std::uint32_t> asked) {
  Story story;
  if (asked) {
    story.replicate = *asked;
  } else {
    const Representative chosen = kinds.choose();
    story.replicate = static_cast<std::uint32_t>(chosen.run);
    story.alike = chosen.alike;
  }
  auto state = std::make_unique<State>(model);
  Trace trace;
  const Outcome& outcome = simulate(model, {seed, point, story.replicate}, *state, &trace);
  story.entries = chronicle(model, trace, outcome);
  return story;
}

int execute(const RunLine& o, const RunRequest& request, const Model& model, BatchOptions batch,
            std::optional<std::uint32_t> tell, const FilesRead& reading) {
  const std::atomic<bool>& stop_requested = stop_on_signals();
  Summary summary;
  RepresentativeRun kinds;
  HeadlineSums sums(model.scenario);
  References references(model);
  // Rows that are made so far stand in NAME.part, where a program that was killed leaves them. An old folder
  // stays what it was until the new tables are whole.
  std::optional<OutputFolder> folder;
  std::optional<RunTables> tables;
  const auto manifest = [&](const char* name, const char* status, std::uint32_t finished) {
    write_whole((fs::path(o.output) / name).string(),
                manifest_json(model, request, status, finished, now_utc(), folder->sha256()), reading);
  };
  if (!o.output.empty()) {
    name_tables(o.output);
    folder.emplace(o.output, reading, OutputFile::Unfinished::stays);
    manifest("manifest.json.part", "running", 0);
    tables.emplace(*folder, model, references, batch.trace);
  } else {
    batch.trace = TraceLevel::none;
  }
  Progress progress(!o.quiet, false);
  BatchHooks hooks;
  hooks.stop = &stop_requested;
  hooks.run = [&](std::uint32_t replicate, const Outcome& outcome, const Trace* trace) {
    summary.add(outcome);
    kinds.add(replicate, outcome);
    sums.add(outcome);
    if (tables) tables->add(replicate, outcome, trace);
  };
  hooks.chunk = [&](std::uint32_t finished) {
    if (tables) tables->flush();
    progress.show(finished, batch.replicates, finished);
  };
  const std::uint32_t finished = run_batch(model, batch, hooks);
  progress.clear();
  const bool cut = finished < batch.replicates;
  if (tables) {
    tables->flush();
    folder->sync();
    manifest("manifest.json", cut ? "interrupted" : "complete", finished);  // from here the new runs count
    folder->commit();
    std::error_code ignored;
    fs::remove(fs::path(o.output) / "manifest.json.part", ignored);
  }
  if (cut)
    say(fmt::format("Interrupted after {} of {} runs{}.\n", finished, batch.replicates,
                    tables ? "; their rows are in " + o.output : ""));
  int code = done;
  if (finished > 0 && !(o.quiet && tables && !o.json)) {
    const Story story = told(model, kinds, batch.seed, batch.point, tell);
    DoubtOptions doubt{.seed = batch.seed,
                       .points = cut ? 0 : request.points,
                       .runs = request.per_point,
                       .jobs = batch.jobs,
                       .held = {},
                       .stop = &stop_requested};
    doubt.every_number = request.every_number;
    for (const std::string& set : request.overrides) doubt.held.push_back(set.substr(0, set.find('=')));
    Answers answers = answers_of(model.scenario, sums, summary, doubt);
    answers.record = record_in_words(request.scenario_file);
    code = print(o.json ? summary_json(model, request, summary, answers, references, story)
                        : briefing(model, request, summary, answers, references, story, colour_wanted()));
  }
  if (tables && !o.quiet && !cut) say(fmt::format("Tables are in {}.\n", o.output));
  return cut ? interrupted : code;
}

std::optional<TraceLevel> trace_level(const std::string& name) {
  if (name == "none") return TraceLevel::none;
  if (name == "rounds") return TraceLevel::rounds;
  if (name == "offers") return TraceLevel::offers;
  if (name == "days") return TraceLevel::days;
  return std::nullopt;
}

// A run of a study, from what its store says, and whether it ends as it did.
int replay(RunLine o, const po::variables_map& given, const Arguments& arguments) {
  for (const char* other : {"scenario", "set", "seed", "replicates", "tell"})
    if (given.count(other) != 0U)
      return usage_error(
          "run", fmt::format("--replay takes the scenario, its parameters and the seed from the study: "
                             "leave out {}",
                             other));
  const auto run = whole<std::uint64_t>(o.one, 0, INT64_MAX);
  if (o.replay.empty() || !run) return usage_error("run", "expected --replay STUDY.db --run NUMBER, from 0");
  const auto trace = trace_level(o.trace);
  if (!trace)
    return usage_error("run", fmt::format("--trace {}: expected none, rounds, offers or days", o.trace));
  if (*trace != TraceLevel::none && o.output.empty()) o.output = fmt::format("run-{}", *run);
  if (const std::string refusal = output_refusal(o.output, o.force); !refusal.empty())
    return usage_error("run", refusal);
  try {
    Store store(o.replay, Database::Mode::read);
    const Sweep sweep = store.sweep();
    const auto was = store.record(*run);
    if (!was) return usage_error("run", fmt::format("{} has no run {}", o.replay, *run));
    Player player(sweep, 1);
    const RunRecord again = play_run(player, sweep, *run);
    if (again.failure != was->failure || again.outcome != was->outcome) {
      say(fmt::format(
          "parley run: run {} ends otherwise than it did; the store was made by parley {}, this is "
          "{}\n",
          *run, store.database().text("SELECT value FROM manifest WHERE key = 'version'"), version()));
      return could_not_finish;
    }
    if (!was->failure.empty()) return print(fmt::format("Run {} fails again: {}\n", *run, was->failure));
    Diagnostics none;
    const std::size_t point = sweep.point_of(*run);
    const auto model = std::make_unique<Model>(std::move(*sweep.at(point, none)));
    const RunKey key = sweep.key_of(*run);
    BatchOptions batch;
    batch.seed = key.seed;
    batch.point = key.point;
    batch.first = key.replicate;
    batch.replicates = 1;
    batch.trace = *trace;
    RunRequest request;
    request.scenario_file = sweep.scenario.file;
    request.scenario_sha256 = sha256(sweep.scenario.text);
    request.scenario_text = sweep.scenario.text;
    for (const auto& [path, value] : sweep.study.set) request.overrides.push_back(path.id + "=" + value.text);
    for (const auto& assignment : sweep.assignments(point)) request.overrides.push_back(assignment);
    request.command_line = {"parley", "run"};
    request.command_line.insert(request.command_line.end(), arguments.begin(), arguments.end());
    request.seed = key.seed;
    request.replicates = 1;
    request.trace = o.trace;
    request.point = key.point;
    request.study = fmt::format("run {} of {}", *run, fs::path(o.replay).filename().string());
    if (!o.quiet)
      say(fmt::format("Run {} of {}: replicate {} of point {}; it ends as it did.\n", *run, o.replay,
                      key.replicate, point));
    return execute(o, request, *model, batch, key.replicate, {o.replay});
  } catch (const std::runtime_error& e) {
    say(fmt::format("parley run: {}\n", e.what()));
    return could_not_finish;
  }
}

}  // namespace

CommandHelp run_help() {
  RunLine o;
  return described(
      {"SCENARIO [options]"},
      "Plays a scenario many times and tells how the runs end, why, and one of them as a story.\nSCENARIO is "
      "a file, or the name of one that comes with the program ('parley list').",
      run_options(o));
}

int run(const Arguments& arguments) {
  RunLine o;
  const po::options_description visible = run_options(o);
  po::variables_map given;
  if (!parse_arguments("run", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("run", run_help()));
  if (given.count("replay") != 0U || given.count("run") != 0U) return replay(o, given, arguments);
  const auto scenario = one_scenario("run", given);
  if (!scenario) return bad_input;
  BatchOptions batch;
  if (!whole_option("run", "replicates", o.replicates, 1U, most_replicates, batch.replicates) ||
      !whole_option("run", "seed", o.seed, std::uint64_t{0}, UINT64_MAX, batch.seed) ||
      !whole_option("run", "jobs", o.jobs, 0, 1024, batch.jobs))
    return bad_input;
  RunRequest request;
  request.points = static_cast<std::uint32_t>(points_for(batch.replicates));
  if (!whole_option("run", "per-point", o.per_point, 2U, most_per_point, request.per_point) ||
      (given.count("points") != 0U &&
       !whole_option("run", "points", o.points, 0U, most_points, request.points)))
    return bad_input;
  if (!uncertain_is_good("run", o.uncertain)) return bad_input;
  request.every_number = o.uncertain == "all";
  if (o.central) request.points = 0;
  const auto tell = whole<std::uint32_t>(o.tell, 0, UINT32_MAX);
  if (given.count("tell") != 0U && !tell)
    return usage_error("run", fmt::format("--tell {}: expected the number of a run, from 0", o.tell));
  const auto trace = trace_level(o.trace);
  if (!trace)
    return usage_error("run", fmt::format("--trace {}: expected none, rounds, offers or days", o.trace));
  if (given.count("output") != 0U && o.output.empty()) return usage_error("run", "--output names no folder");
  if (o.trace != "none" && o.output.empty())
    return usage_error("run", "--trace needs a folder to write to: -o DIR");
  batch.trace = *trace;

  auto loaded = load_or_complain(*scenario, o.set);
  if (!loaded) return bad_input;
  if (!o.quiet) note_unread(*loaded, o.set);
  if (const std::string refusal = output_refusal(o.output, o.force); !refusal.empty())
    return usage_error("run", refusal);

  request.scenario_file = *scenario;
  request.scenario_sha256 = sha256(loaded->document.text);
  request.scenario_text = loaded->document.text;
  request.overrides = o.set;
  request.command_line = {"parley", "run"};
  request.seed = batch.seed;
  request.replicates = batch.replicates;
  request.trace = o.trace;
  request.command_line.insert(request.command_line.end(), arguments.begin(), arguments.end());
  const auto model = std::make_unique<Model>(std::move(loaded->scenario));
  try {
    return execute(o, request, *model, batch, tell, {*scenario});
  } catch (const WriteError& e) {
    say(fmt::format("parley run: {}\n", e.what()));
  }
  return could_not_finish;
}

}  // namespace parley::cli

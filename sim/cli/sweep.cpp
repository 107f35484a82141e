// parley sweep STUDY.yaml | SCENARIO

#include <cmath>
#include <csignal>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/runs/pipeline.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/study/execution.hpp"
#include "parley/study/unread.hpp"
#include "parley/support/counted.hpp"
#include "study_input.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

struct SweepLine {
  StudyWords words;
  std::string output = "study.db", jobs = "0", shard = "1/1", on_error = "continue";
  bool dry_run = false, resume = false, quiet = false, help = false;
};

po::options_description sweep_options(SweepLine& o) {
  po::options_description d("Options");
  add_study_options(d, o.words);
  d.add_options()("output,o", po::value(&o.output)->value_name("FILE"),
                  "the study's store (default study.db)");
  d.add_options()("resume", po::bool_switch(&o.resume),
                  "go on with the runs that the store lacks; without a study, the one in the store");
  d.add_options()("shard", po::value(&o.shard)->value_name("K/N"),
                  "make the K-th of N parts only; 'parley merge' puts them together");
  d.add_options()("jobs,j", po::value(&o.jobs)->value_name("N"),
                  "threads (default: all cores); results do not depend on it");
  d.add_options()("on-error", po::value(&o.on_error)->value_name("continue|stop"),
                  "whether a run that fails ends the study (default continue: it is a row with its reason)");
  d.add_options()("dry-run", po::bool_switch(&o.dry_run), "only tell points, runs, time and size");
  d.add_options()("quiet,q", po::bool_switch(&o.quiet), "no progress, no messages but errors");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

std::optional<Shard> shard_of(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) return std::nullopt;
  const auto number = whole<std::uint32_t>(text.substr(0, slash), 1, 1'000'000);
  const auto of = whole<std::uint32_t>(text.substr(slash + 1), 1, 1'000'000);
  if (!number || !of || *number > *of) return std::nullopt;
  return Shard{*number, *of};
}

std::string in_words(double seconds) {
  if (seconds < 120) return fmt::format("{:.1f} s", seconds);
  if (seconds < 7200) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

std::string bytes_in_words(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", bytes / 1e3);
  if (bytes < 1e9) return fmt::format("{:.0f} MB", bytes / 1e6);
  return fmt::format("{:.1f} GB", bytes / 1e9);
}

// `made`: runs that are in the store already.
int told(const Sweep& sweep, int jobs, Shard shard, std::uint64_t made) {
  // A few points, each once to compile it, then for a while.
  Player player(sweep, 1);
  const auto now = [] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  };
  const auto size = [](const Row& row) {
    std::uint64_t n = 20;
    for (const auto& cell : row) {
      const auto* text = std::get_if<std::string>(&cell);
      n += text != nullptr ? 1 + text->size() : std::holds_alternative<double>(cell) ? 9 : 3;
    }
    return n;
  };
  double seconds = 0;
  std::uint64_t played = 0, bytes = 0;
  const std::size_t tried = std::min<std::size_t>(4, sweep.points());
  for (std::size_t t = 0; t < tried; ++t) {
    const std::size_t point = sweep.points() * t / tried;
    play_run(player, sweep, sweep.run_of(point, 0));
    const double start = now();
    for (std::uint32_t k = 1; k <= 50 && now() - start < 0.15; ++k, ++played) {
      const RunRecord r = play_run(player, sweep, sweep.run_of(point, k));
      bytes += 30 + size(r.outcome);
      for (const auto& row : r.rounds) bytes += size(row);
    }
    seconds += now() - start;
  }
  const int threads = threads_for(jobs);
  const double runs = sweep.study.replicates.value * static_cast<double>(sweep.points()) / shard.of;
  const double each = seconds / static_cast<double>(played);
  std::string text =
      fmt::format("{} ({} design of {}) x {} = {}{}\n", count_of(sweep.points(), "point"),
                  to_string(sweep.spec.kind), count_of(sweep.spec.factors.size(), "parameter"),
                  count_of(static_cast<std::size_t>(sweep.study.replicates.value), "replicate"),
                  count_of(static_cast<std::size_t>(std::lround(runs)), "run"),
                  shard.of > 1 ? fmt::format(" in each of {} shards", shard.of) : "");
  if (sweep.study.precision.value > 0)
    text += fmt::format("more until every share is within {} (at most {} replicates a point)\n",
                        sweep.study.precision.value, sweep.study.most_replicates.value);
  text += fmt::format("luck: {}\n",
                      sweep.study.independent
                          ? "each point its own"
                          : "common random numbers, the same for all points (--independent: their own)");
  if (made > 0) text += fmt::format("{} made already\n", count_of(made, "run"));
  const double left = std::max(0.0, runs - static_cast<double>(made));
  text += fmt::format("about {} on {}, {} on disk; nothing was run or written\n",
                      in_words(left * each / threads), count_of(static_cast<std::size_t>(threads), "thread"),
                      bytes_in_words(runs * static_cast<double>(bytes) / static_cast<double>(played)));
  for (std::size_t k = 0; k < sweep.spec.factors.size(); ++k) {
    if (k == 20 && sweep.spec.factors.size() > 22) {
      text += fmt::format("  ... and {} more\n", sweep.spec.factors.size() - k);
      break;
    }
    const Factor& f = sweep.spec.factors[k];
    text += f.levels.empty()
                ? fmt::format("  {}: {} to {}{}{}\n", with_path(f.name(), f.path), f.low, f.high,
                              f.log         ? ", log"
                              : f.likeliest ? fmt::format(", likeliest {}", *f.likeliest)
                                            : "",
                              f.count > 0 ? ", " + count_of(static_cast<std::size_t>(f.count), "value") : "")
                : fmt::format("  {}: {}\n", with_path(f.name(), f.path), count_of(f.levels.size(), "value"));
  }
  return print(text);
}

void note_unread(const SweepLine& o, const Sweep& sweep) {
  if (o.quiet) return;
  for (const auto& unread : unread_of_all(sweep)) say("Note: " + in_words(unread) + ".\n");
}

int report_end(const SweepLine& o, const StudyEnd& end, const std::string& again) {
  const double seconds = std::max(end.at.seconds, 1e-9);
  if (end.failed > 0)
    say(fmt::format("{} failed, kept in the store with the reason (first: {})\n", count_of(end.failed, "run"),
                    end.first_failure));
  if (!o.quiet && end.at.made > 0)
    say(fmt::format("{} in {:.1f} s on {}: {:.0f} a second, {:.3g} ms a run on each\n",
                    count_of(end.at.made, "run"), seconds,
                    count_of(static_cast<std::size_t>(end.threads), end.ranks > 1 ? "rank" : "thread"),
                    static_cast<double>(end.at.made) / seconds,
                    1e3 * seconds * end.threads / static_cast<double>(end.at.made)));
  if (!end.complete) {
    say(fmt::format("{} after {} of {} runs, all stored. To go on: {}\n",
                    end.failed > 0 && o.on_error == "stop" ? "Stopped" : "Interrupted",
                    std::min(end.at.done, end.at.total), end.at.total, again));
    return end.failed > 0 && o.on_error == "stop" ? could_not_finish : to_be_resumed;
  }
  if (!o.quiet)
    say(fmt::format("{} in {}. Next: parley report {}\n", count_of(end.at.done, "run is", "runs are"),
                    o.output, o.output));
  return done;
}

// The other ranks of an MPI job: they need neither scenario nor store.
int serve(RankedJob& job) {
  // Whoever stops the job sends the signal to all: rank 0 finishes what is under way and dismisses the
  // others.
  std::signal(SIGINT, SIG_IGN);
  std::signal(SIGTERM, SIG_IGN);
  const std::string scenario = job.shared({}), study = job.shared({});
  if (study.empty()) return done;
  Diagnostics none;
  auto loaded = load_study(*parse_yaml("study", study, none), none);
  StudyOrigin origin;
  origin.stored = true;
  const auto sweep =
      make_sweep(std::move(loaded->study), *parse_yaml("scenario", scenario, none), origin, none);
  Player player(*sweep, 1);
  job.serve([&](const std::vector<std::uint64_t>& runs) {
    std::vector<RunRecord> records;
    records.reserve(runs.size());
    for (const auto run : runs) records.push_back(play_run(player, *sweep, run));
    return records;
  });
  return done;
}

// Before anything is written. Of more points than one looks at in a moment a sample; one that was not in it
// and is no scenario fails its runs, with the reason.
void look_at_points(const Sweep& sweep, const StudyOrigin& origin, Shard shard, const SweepLine& o,
                    Diagnostics& problems) {
  const StepLine line(o.quiet);
  const bool by_point = sweep.points() >= shard.of;
  const auto points = points_to_check(sweep, o.dry_run ? 200 : 2000, [&](std::size_t p) {
    return !by_point || p % shard.of == shard.number - 1;
  });
  check_points(sweep, origin, points, problems, [&](std::size_t looked_at) {
    line.show(fmt::format("{} of {} points looked at", looked_at, points.size()));
    return !stop_on_signals().load();
  });
  line.clear();
}

int lead(const SweepLine& o, const po::variables_map& given, RankedJob& job) {
  const auto jobs = whole<int>(o.jobs, 0, 1024);
  if (!jobs)
    return usage_error("sweep", fmt::format("--jobs {}: expected a whole number from 0 to 1024", o.jobs));
  const auto shard = shard_of(o.shard);
  if (!shard) return usage_error("sweep", fmt::format("--shard {}: expected K/N, for example 3/64", o.shard));
  if (o.on_error != "continue" && o.on_error != "stop")
    return usage_error("sweep", fmt::format("--on-error {}: expected continue or stop", o.on_error));
  if (o.output.empty()) return usage_error("sweep", "--output names no file");
  const std::atomic<bool>& stop = stop_on_signals();
  std::error_code ignored;
  const bool exists = fs::exists(o.output, ignored);
  const auto mode = o.dry_run ? Database::Mode::read : Database::Mode::write;
  const bool from_store = given.count("scenario") == 0U && o.resume;
  std::optional<Sweep> sweep;
  std::optional<Store> store;
  if (from_store) {
    if (!exists) return usage_error("sweep", fmt::format("there is no {} to resume", o.output));
    if (!o.words.empty())
      return usage_error("sweep", "name the study or scenario that these options are about");
    store.emplace(o.output, mode);
    sweep = store->sweep();
  } else {
    StudyOrigin origin;
    sweep = sweep_or_complain("sweep", given, o.words, origin);
    if (!sweep) return bad_input;
    if (sweep->study.precision.value > 0 && sweep->points() < shard->of)
      return usage_error("sweep", "--precision needs at least as many points as shards");
    if (exists && !o.resume && !o.dry_run)
      return usage_error("sweep",
                         fmt::format("{} exists; --resume goes on with it, -o names another file", o.output));
    Diagnostics problems;
    if (exists && o.resume) {
      store.emplace(o.output, mode);
    } else {
      look_at_points(*sweep, origin, *shard, o, problems);
      if (stop.load()) {
        say("Interrupted before the first run; nothing was written.\n");
        return interrupted;
      }
    }
    if (!problems.empty()) {
      say(to_string(problems));
      return bad_input;
    }
    note_unread(o, *sweep);
    if (!store && !o.dry_run) Store::create(o.output, *sweep);
    if (!store && !o.dry_run) store.emplace(o.output, mode);
  }
  if (!store) return told(*sweep, *jobs, *shard, 0);
  std::string refusal = store->refusal(*sweep);
  if (refusal.empty()) refusal = replay_problem(*sweep, *store);
  if (!refusal.empty()) {
    say(fmt::format("parley sweep: {} cannot be resumed: {}; name another file with -o\n", o.output,
                    refusal));
    return bad_input;
  }
  if (o.dry_run) return told(*sweep, *jobs, *shard, store->runs());
  job.shared(sweep->scenario.text);
  job.shared(study_text(sweep->study));
  Progress progress(!o.quiet, true);
  StudyOptions options;
  options.jobs = *jobs;
  options.shard = *shard;
  options.stop_on_error = o.on_error == "stop";
  options.stop = &stop;
  if (job.ranks() > 1) options.job = &job;
  options.progress = [&](const StudyProgress& p) { progress.show(p.done, p.total, p.made); };
  const StudyEnd end = run_study(*sweep, *store, options);
  progress.clear();
  job.dismiss();
  std::string again = "parley sweep --resume -o " + o.output;
  if (shard->of > 1) again += " --shard " + o.shard;
  return report_end(o, end, again);
}

}  // namespace

CommandHelp sweep_help() {
  SweepLine o;
  return described(
      {"STUDY.yaml [options]", "SCENARIO --vary PATH=VALUES ... [options]", "--resume -o study.db"},
      "Plays a scenario at many values of its parameters and keeps every run in one file. Whatever stops "
      "it,\nwhat was made is kept, and --resume goes on.",
      sweep_options(o),
      "VALUES: 0:1 (a range), 0:1:11 (11 values of it, for a grid), 0.01:1:log (even over the "
      "logarithm),\n1:9:integer (whole numbers), 30,60,90 (a list).\nExit code 75: interrupted, and there is "
      "something to resume.\n");
}

int sweep(const Arguments& arguments) {
  SweepLine o;
  const po::options_description visible = sweep_options(o);
  po::variables_map given;
  if (!parse_arguments("sweep", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("sweep", sweep_help()));
  RankedJob job;
  if (!job.leads()) return serve(job);
  int code = could_not_finish;
  bool resumable = false;
  try {
    code = lead(o, given, job);
  } catch (const std::bad_alloc&) {
    say("parley sweep: out of memory\n");
    resumable = true;
  } catch (const std::exception& e) {
    say(fmt::format("parley sweep: {}\n", e.what()));
    resumable = true;
  }
  std::error_code ignored;
  if (resumable && fs::exists(o.output, ignored))
    say(fmt::format("To go on, once that is put right: parley sweep --resume -o {}\n", o.output));
  return code;
}

}  // namespace parley::cli

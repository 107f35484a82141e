// What do studies cost?  bench_study SCENARIO TALKS.yaml prints, for 20 points of the scenario: throughput on
// two threads over one, and the time of storing over not storing; and, for short talks, the peak memory of
// 1,000,000 runs over that of 10,000; and a run's share of that as a multiple of bare draws and exponentials.
// On idle cores the aims are at least 1.9, at most 1.10 and at most 1.2.

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paired.hpp"
#include "parley/runs/pipeline.hpp"
#include "parley/study/execution.hpp"

namespace {

using namespace parley;

Sweep sweep_of(const std::string& scenario, int replicates) {
  Diagnostics problems;
  auto file = read_yaml_file(scenario, problems);
  StudyDescription study;
  Range range;
  range.low = 0.2;
  range.high = 0.5;
  range.low.given = range.high.given = true;
  range.points = 20;
  study.replicates = replicates;
  if (file) {
    const auto loaded = load_scenario(*file, problems);
    if (loaded)
      study.vary.rows.push_back(
          {{"parties." + loaded->parties.rows.front().key.id + ".reservation", {}}, {{}, range, {}}});
  }
  auto sweep =
      file && problems.empty() ? make_sweep(std::move(study), std::move(*file), {}, problems) : std::nullopt;
  if (!sweep) {
    std::fputs(to_string(problems).c_str(), stderr);
    std::exit(2);
  }
  return std::move(*sweep);
}

const std::string file = (std::filesystem::temp_directory_path() / "parley-bench-study.db").string();

void remove_store() {
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file + end);
}

double stored(const Sweep& sweep, int jobs) {
  remove_store();
  Store::create(file, sweep);
  Store store(file, Database::Mode::write);
  StudyOptions options;
  options.jobs = jobs;
  const double seconds = run_study(sweep, store, options).at.seconds;
  remove_store();
  return seconds;
}

double not_stored(const Sweep& sweep, int jobs) {
  const auto start = std::chrono::steady_clock::now();
  Player player(sweep, jobs);
  const std::uint64_t all = static_cast<std::uint64_t>(sweep.study.replicates.value) * sweep.points();
  std::uint64_t run = 0;
  in_order(
      jobs,
      [&]() -> std::optional<std::uint64_t> {
        if (run >= all) return std::nullopt;
        run += 16;
        return run - 16;
      },
      [&](std::uint64_t first) {
        for (std::uint64_t r = first; r < std::min(first + 16, all); ++r)
          player.play(r, false, [](const Model&, References*, const Outcome&, const Trace*) {});
        return first;
      },
      [](std::uint64_t) {});
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Peak memory of a process that makes these runs, in MiB.
double peak(const std::string& scenario, int replicates) {
  const pid_t child = fork();
  if (child == 0) {
    stored(sweep_of(scenario, replicates), 2);
    _exit(0);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: bench_study SCENARIO TALKS.yaml\n", stderr);
    return 2;
  }
  // First, while this process is small: a child starts with its memory.
  const double few = peak(argv[2], 500), many = peak(argv[2], 50'000);
  std::printf("peak memory: 10,000 runs %.1f MiB, 1,000,000 runs %.1f MiB: %.2f times\n", few, many,
              many / few);
  std::fflush(stdout);
  const Sweep sweep = sweep_of(argv[1], 200);
  stored(sweep, 2);  // warm
  const double one = stored(sweep, 1), two = stored(sweep, 2), dropped = not_stored(sweep, 1);
  std::printf("%s, 4000 runs: one thread %.2f s, two %.2f s: %.2f times the throughput\n", argv[1], one, two,
              one / two);
  double sum = 0;
  const double start = bench::now();
  for (int k = 0; k < 20'000; ++k) sum += bench::bare_work();
  const double bare = bench::since(start) / 20'000;
  std::printf("a run takes as long as %.1f times %s (%.1f us)\n", sum > 0 ? dropped / 4000 / bare : 0.0,
              bench::bare_words, 1e6 * bare);
  std::printf("storing on one thread: %.2f s, not storing %.2f s: %.1f%% more\n", one, dropped,
              100 * (one / dropped - 1));
  return 0;
}

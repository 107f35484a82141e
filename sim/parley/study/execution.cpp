#include "parley/study/execution.hpp"

#include <chrono>

#include <fmt/format.h>

#include "parley/runs/pipeline.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/runs/trace_rows.hpp"
#include "parley/statistics/statistics.hpp"
#include "parley/support/clock.hpp"

namespace parley {

namespace {

using Clock = std::chrono::steady_clock;

// Runs that go to a thread or a rank together.
constexpr std::size_t batch_size = 16;

// Replicates are made in passes of as many as the study asks for. A point that is precise enough after a pass
// gets no more.
class Passes {
 public:
  Passes(const Sweep& sweep, Store& store) : sweep_(sweep), store_(store), active_(sweep.points(), 1) {}

  // The replicates of the next pass; nothing at the end.
  std::optional<RunOrder::Range> next() {
    const auto each = static_cast<std::uint32_t>(sweep_.study.replicates.value);
    const double precision = sweep_.study.precision.value;
    const auto most = static_cast<std::uint32_t>(sweep_.study.most_replicates.value);
    if (made_ == 0) {
      made_ = each;
      return RunOrder::Range{sweep_.points(), 0, each};
    }
    if (precision <= 0 || made_ >= most) return std::nullopt;
    const auto counts = store_.endings(sweep_.points(), made_);
    bool any = false;
    for (std::size_t p = 0; p < counts.size(); ++p) {
      active_[p] = active_[p] != 0 && !precise(counts[p], precision) ? 1 : 0;
      any = any || active_[p] != 0;
    }
    if (!any) return std::nullopt;
    const std::uint32_t first = made_;
    made_ = std::min(made_ + each, most);
    return RunOrder::Range{sweep_.points(), first, made_};
  }
  bool wants(std::uint64_t run) const { return active_[sweep_.point_of(run)] != 0; }

 private:
  static bool precise(const std::array<std::uint64_t, ending_names.size()>& counts, double precision) {
    std::uint64_t n = 0;
    for (const auto k : counts) n += k;
    if (n == 0) return true;  // every run failed: more of them say no more
    for (const auto k : counts) {
      const Interval i = wilson(k, n);
      if (i.high - i.share > precision || i.share - i.low > precision) return false;
    }
    return true;
  }

  const Sweep& sweep_;
  Store& store_;
  std::vector<std::uint8_t> active_;
  std::uint32_t made_ = 0;
};

// How many runs of a pass belong to the shard.
std::uint64_t owned(const RunOrder::Range& range, const RunOrder& order, const Passes& passes, Shard shard) {
  const std::uint64_t replicates = range.last - range.first;
  if (range.points < shard.of) {
    std::uint64_t n = 0;  // every run counts, points are few
    const std::uint64_t all = replicates * range.points, from = range.first * range.points;
    for (std::uint64_t k = 0; k < std::min<std::uint64_t>(all, shard.of); ++k)
      if (order.owns(from + k)) n += (all - k + shard.of - 1) / shard.of;
    return n;
  }
  std::uint64_t points = 0;
  for (std::uint64_t p = 0; p < range.points; ++p) points += order.owns(p) && passes.wants(p) ? 1 : 0;
  return points * replicates;
}

}  // namespace

RunRecord play_run(Player& player, const Sweep& sweep, std::uint64_t run) {
  RunRecord record;
  record.run = run;
  try {
    player.play(run, sweep.study.rounds,
                [&](const Model& model, References* references, const Outcome& outcome, const Trace* trace) {
                  RowCells cells;
                  write_outcome(cells, model, references, outcome);
                  record.outcome = std::move(cells.rows.front());
                  if (trace == nullptr) return;
                  RowCells rounds;
                  write_rounds(rounds, study_round_lines(), model, *trace);
                  record.rounds = std::move(rounds.rows);
                });
    return record;
  } catch (const RunFailure& e) {
    record.failure = e.what();
  } catch (const std::logic_error& e) {
    record.failure = fmt::format("a fault of the program: {}", e.what());
  }
  record.outcome.clear();
  record.rounds.clear();
  return record;
}

std::string replay_problem(const Sweep& sweep, Store& store) {
  const auto run = store.any_run();
  if (!run) return {};
  Player player(sweep, 1);
  const RunRecord again = play_run(player, sweep, *run), was = *store.record(*run);
  if (again.failure.empty() && again.outcome == was.outcome) return {};
  return fmt::format(
      "run {}, played again by this program, ends otherwise than it did: their runs would not fit together",
      *run);
}

StudyEnd run_study(const Sweep& sweep, Store& store, const StudyOptions& options) {
  const auto start = Clock::now();
  StudyEnd end;
  end.ranks = options.job != nullptr ? options.job->ranks() : 1;
  end.threads = end.ranks > 1 ? end.ranks - 1 : threads_for(options.jobs);
  Player player(sweep, end.ranks > 1 ? 1 : end.threads);
  end.at.done = store.runs();
  const bool resumed = end.at.done > 0;
  std::atomic<bool> halt{false};
  const auto stopped = [&] { return halt.load() || (options.stop != nullptr && options.stop->load()); };
  store.begin_session(
      {now_utc(), end.threads, end.ranks, fmt::format("{}/{}", options.shard.number, options.shard.of)});

  const auto play = [&](const std::vector<std::uint64_t>& runs) {
    std::vector<RunRecord> records;
    for (const auto run : runs) records.push_back(play_run(player, sweep, run));
    return records;
  };
  const auto done = [&](const std::vector<RunRecord>& records) {
    store.add(records);
    for (const auto& r : records) {
      if (r.failure.empty()) continue;
      if (end.failed++ == 0) end.first_failure = fmt::format("run {}: {}", r.run, r.failure);
      if (options.stop_on_error) halt = true;
    }
    end.at.made += records.size();
    end.at.done += records.size();
    end.at.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (options.progress) options.progress(end.at);
  };

  Passes passes(sweep, store);
  while (const auto range = passes.next()) {
    RunOrder order(*range, player.keeps() ? 1 : static_cast<std::uint32_t>(batch_size), options.shard);
    end.at.total += owned(*range, order, passes, options.shard);
    const auto next = [&]() -> std::optional<std::vector<std::uint64_t>> {
      if (stopped()) return std::nullopt;
      auto runs = order.next(
          batch_size, [&](std::uint64_t run) { return passes.wants(run) && !(resumed && store.has(run)); });
      if (runs.empty()) return std::nullopt;
      return runs;
    };
    if (end.ranks > 1)
      options.job->hand_out(next, done);
    else
      in_order(options.jobs, next, play, done);
    store.commit();
    if (stopped()) break;
  }
  end.at.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  end.complete = !stopped() || end.at.done >= end.at.total;
  store.end_session(end.at.made, end.at.seconds);
  return end;
}

}  // namespace parley

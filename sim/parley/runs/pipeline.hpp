// How is work spread over threads and its results handed over in order, in bounded memory?
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

namespace parley {

// `jobs`, or the number of cores where it is 0.
inline int threads_for(int jobs) { return jobs > 0 ? jobs : tbb::info::default_concurrency(); }

// next() -> std::optional<Task> and done(Result) are called by one thread at a time, in order; work(Task) ->
// Result by `jobs` threads at once. After next() gives nothing what is under way is finished. The first
// exception of any of them ends all: no more is begun, what is under way is dropped, and it is thrown again
// here. (It is kept from the pipeline, which would lose what is under way without freeing it.)
template <class Next, class Work, class Done>
void in_order(int jobs, Next next, Work work, Done done) {
  using Task = typename decltype(next())::value_type;
  using Result = decltype(work(std::declval<Task>()));
  const int threads = threads_for(jobs);
  // More threads than cores is the user's choice.
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);

  std::atomic<bool> failed = false;
  std::exception_ptr failure;
  std::mutex failing;
  const auto guarded = [&](auto call) {
    if (failed) return;
    try {
      call();
    } catch (...) {
      const std::scoped_lock lock(failing);
      if (!failure) failure = std::current_exception();
      failed = true;
    }
  };

  using tbb::filter_mode;
  const auto give = [&](tbb::flow_control& flow) {
    std::unique_ptr<Task> task;
    guarded([&] {
      if (auto given = next()) task = std::make_unique<Task>(std::move(*given));
    });
    if (!task) flow.stop();
    return task;
  };
  const auto make = [&](const std::unique_ptr<Task>& task) {
    std::unique_ptr<Result> result;
    guarded([&] { result = std::make_unique<Result>(work(std::move(*task))); });
    return result;
  };
  const auto take = [&](const std::unique_ptr<Result>& result) {
    guarded([&] { done(std::move(*result)); });
  };
  arena.execute([&] {
    tbb::parallel_pipeline(
        static_cast<std::size_t>(threads) * 4,
        tbb::make_filter<void, std::unique_ptr<Task>>(filter_mode::serial_in_order, give) &
            tbb::make_filter<std::unique_ptr<Task>, std::unique_ptr<Result>>(filter_mode::parallel, make) &
            tbb::make_filter<std::unique_ptr<Result>, void>(filter_mode::serial_in_order, take));
  });
  if (failure) std::rethrow_exception(failure);
}

}  // namespace parley

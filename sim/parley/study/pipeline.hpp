// How is work spread over threads and its results handed over in order, in bounded memory?
#pragma once

#include <cstddef>
#include <memory>
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
// Result by `jobs` threads at once. After next() gives nothing what is under way is finished. An exception of
// any of them ends all and is thrown again here.
template <class Next, class Work, class Done>
void in_order(int jobs, Next next, Work work, Done done) {
  using Task = typename decltype(next())::value_type;
  using Result = decltype(work(std::declval<Task>()));
  const int threads = threads_for(jobs);
  // More threads than cores is the user's choice.
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  using tbb::filter_mode;
  arena.execute([&] {
    tbb::parallel_pipeline(
        static_cast<std::size_t>(threads) * 4,
        tbb::make_filter<void, std::unique_ptr<Task>>(filter_mode::serial_in_order,
                                                      [&](tbb::flow_control& flow) -> std::unique_ptr<Task> {
                                                        auto task = next();
                                                        if (task)
                                                          return std::make_unique<Task>(std::move(*task));
                                                        flow.stop();
                                                        return nullptr;
                                                      }) &
            tbb::make_filter<std::unique_ptr<Task>, std::unique_ptr<Result>>(
                filter_mode::parallel,
                [&](std::unique_ptr<Task> task) {
                  return std::make_unique<Result>(work(std::move(*task)));
                }) &
            tbb::make_filter<std::unique_ptr<Result>, void>(
                filter_mode::serial_in_order,
                [&](std::unique_ptr<Result> result) { done(std::move(*result)); }));
  });
}

}  // namespace parley

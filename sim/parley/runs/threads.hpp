// Who does many equal pieces of work at once?
#pragma once

#include <cstddef>
#include <optional>

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace parley {

// Threads as asked for (0: all cores); more than cores is the user's choice.
class Threads {
 public:
  explicit Threads(int jobs) : arena_(jobs > 0 ? jobs : tbb::task_arena::automatic) {
    if (jobs > 0)
      limit_.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(jobs));
  }
  // f(0) to f(n - 1), in any order.
  template <class F>
  void each(std::size_t n, const F& f) {
    arena_.execute([&] {
      tbb::parallel_for(tbb::blocked_range<std::size_t>(0, n, 1), [&](const auto& range) {
        for (std::size_t k = range.begin(); k != range.end(); ++k) f(k);
      });
    });
  }

 private:
  std::optional<tbb::global_control> limit_;
  tbb::task_arena arena_;
};

}  // namespace parley

// See parallel_for.h.
#pragma once

namespace tbb {

class task_arena {
 public:
  static constexpr int automatic = -1;
  explicit task_arena(int) {}
  template <class F>
  void execute(const F& f) {
    f();
  }
};

}  // namespace tbb

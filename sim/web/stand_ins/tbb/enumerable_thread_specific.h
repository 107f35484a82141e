// See parallel_for.h.
#pragma once

#include <functional>
#include <optional>
#include <utility>

namespace tbb {

template <class T>
class enumerable_thread_specific {
 public:
  template <class F>
  explicit enumerable_thread_specific(F make) : make_(std::move(make)) {}
  T& local() {
    if (!value_) value_.emplace(make_());
    return *value_;
  }

 private:
  std::function<T()> make_;
  std::optional<T> value_;
};

}  // namespace tbb

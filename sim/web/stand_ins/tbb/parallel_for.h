// What Parley uses of TBB, on the one thread that a browser gives: same calls, in order.
#pragma once

#include <tbb/blocked_range.h>

namespace tbb {

template <class T, class F>
void parallel_for(const blocked_range<T>& range, const F& f) {
  if (range.begin() != range.end()) f(range);
}

}  // namespace tbb

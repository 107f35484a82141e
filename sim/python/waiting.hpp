// How does Python wait for the library, so that Ctrl-C ends it at once and other threads of Python go on?
//
// The work is done on a thread of its own; who called waits without Python's lock, tells progress and looks
// for signals some fifty times a second.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <future>
#include <mutex>
#include <optional>
#include <string>

#include <pybind11/pybind11.h>

namespace parley::python {

// Thrown by what cannot be stopped otherwise, between two parts of its work.
struct Stopped {};

// What the work and who waits for it tell each other.
class Watched {
 public:
  std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> done{0}, total{0};

  void now(const std::string& what) {
    if (stop) throw Stopped();
    const std::lock_guard lock(mutex_);
    part_ = what;
  }
  std::string part() {
    const std::lock_guard lock(mutex_);
    return part_;
  }

 private:
  std::mutex mutex_;
  std::string part_;
};

// `progress`: None, or called with (done, total, part).
template <class Work>
auto waited_for(const pybind11::object& progress, Work work) {
  namespace py = pybind11;
  Watched watched;
  auto result = std::async(std::launch::async, [&] { return work(watched); });
  std::optional<py::error_already_set> raised;
  {
    const py::gil_scoped_release released;
    auto told = std::chrono::steady_clock::now();
    while (result.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) {
      const py::gil_scoped_acquire held;
      if (raised) continue;
      const auto now = std::chrono::steady_clock::now();
      try {
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        if (!progress.is_none() && now - told > std::chrono::milliseconds(200)) {
          told = now;
          progress(watched.done.load(), watched.total.load(), watched.part());
        }
      } catch (const py::error_already_set& error) {
        raised.emplace(error);
        watched.stop = true;
      }
    }
  }
  if (raised) {
    try {
      result.get();
    } catch (...) {  // what was asked for is no longer wanted
    }
    throw py::error_already_set(std::move(*raised));
  }
  return result.get();
}

}  // namespace parley::python

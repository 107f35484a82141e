// How is a run written down as it happens?  (internal to the engine)
//
// Nothing that a Recorder does changes the run. It adds to the trace, and does nothing where nobody reads it.
#pragma once

#include "parley/engine/trace.hpp"

namespace parley {

class Recorder {
 public:
  explicit Recorder(Trace* trace) : trace_(trace) {}

  // What it is called by, where a trace is kept.
  std::optional<HappeningId> happened(int day, Happening h) {
    if (trace_ == nullptr) return {};
    h.day = day;
    trace_->happenings.push_back(h);
    return HappeningId(trace_->happenings.size() - 1);
  }
  // Whether who did what happened was known at once.
  void established(std::optional<HappeningId> happening, bool known) {
    if (happening && trace_ != nullptr) trace_->happenings[*happening].established = known;
  }
  // Who says what of it.
  void blamed(std::optional<HappeningId> happening, const Blamed& blamed) {
    if (happening && trace_ != nullptr) trace_->happenings[*happening].blamed = blamed;
  }
  // What is said at the table goes here; null where nobody listens.
  TalkLog* talk() { return trace_ != nullptr ? &trace_->talk : nullptr; }
  std::size_t said() const { return trace_ != nullptr ? trace_->talk.said.size() : 0; }
  // A meeting at which everything from `first` on was said. Its index.
  std::size_t met(int day, std::size_t first, const MeetingResult& result, double opens, double closes) {
    if (trace_ == nullptr) return 0;
    trace_->meetings.push_back({day, first, trace_->talk.said.size(), result, opens, closes});
    return trace_->meetings.size() - 1;
  }
  Trace* trace() { return trace_; }

 private:
  Trace* trace_;
};

}  // namespace parley

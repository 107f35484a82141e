// How is a study spread over the ranks of an MPI job?
//
// Rank 0 owns the store and hands out runs, a few at a time, to whichever rank asks: a slow rank does not
// hold the others up. In a build without MPI there is one rank.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parley/study/store.hpp"

namespace parley {

class RankedJob {
 public:
  // From here to the end of the object the process belongs to the job. Without MPI, or started alone, it is a
  // job of one rank.
  RankedJob();
  // A job that was begun and not dismissed is ended at once, on all ranks.
  ~RankedJob();
  RankedJob(const RankedJob&) = delete;
  RankedJob& operator=(const RankedJob&) = delete;

  int ranks() const { return ranks_; }
  bool leads() const { return rank_ == 0; }

  // Rank 0: the others receive `text`. Others: what rank 0 sent.
  std::string shared(std::string text);

  // Rank 0: hands out what next() gives until it gives nothing, and hands over what comes back. Both are
  // called from one thread.
  void hand_out(const std::function<std::optional<std::vector<std::uint64_t>>()>& next,
                const std::function<void(const std::vector<RunRecord>&)>& done);
  // Rank 0, at the end: sends the others home.
  void dismiss();
  // Other ranks: plays what is handed out until dismissed.
  void serve(const std::function<std::vector<RunRecord>(const std::vector<std::uint64_t>&)>& play);

 private:
  int ranks_ = 1, rank_ = 0;
  [[maybe_unused]] bool told_ = false;  // without MPI there is nobody to tell
  bool greeted_ = false, dismissed_ = false;
  std::vector<int> free_;  // ranks that wait for work
};

}  // namespace parley

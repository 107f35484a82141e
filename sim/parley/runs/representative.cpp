#include "parley/runs/representative.hpp"

#include <algorithm>
#include <map>

namespace parley {

void RepresentativeRun::add(std::uint64_t run, const Outcome& o) {
  Seen seen{run, o.first_truce_days, {}};
  if (o.first_truce_ended) seen.end = {o.ended_by, o.manner, o.cause};
  by_ending_[static_cast<std::size_t>(o.ending)].push_back(seen);
}

Representative RepresentativeRun::choose() const {
  Representative chosen;
  const auto* most = by_ending_.data();
  for (const auto& runs : by_ending_) {
    chosen.runs += runs.size();
    if (runs.size() > most->size()) most = &runs;
  }
  chosen.ending = static_cast<Ending>(most - by_ending_.data());
  chosen.alike = most->size();
  std::vector<int> lengths;
  for (const auto& seen : *most) lengths.push_back(seen.days);
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>((lengths.size() - 1) / 2);
  std::nth_element(lengths.begin(), middle, lengths.end());
  chosen.first_truce_days = *middle;
  std::map<EndOfTruce, std::size_t> ends;
  for (const auto& seen : *most)
    if (seen.days == chosen.first_truce_days) ++ends[seen.end];
  chosen.end = Summary::ranked(ends, 1).front().first;
  chosen.run = UINT64_MAX;
  for (const auto& seen : *most)
    if (seen.days == chosen.first_truce_days && seen.end == chosen.end)
      chosen.run = std::min(chosen.run, seen.run);
  return chosen;
}

}  // namespace parley

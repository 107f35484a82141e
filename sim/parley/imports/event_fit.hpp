// Which numbers of the model does a war in an event table tell, how surely, and does the model look like it?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/imports/event_war.hpp"
#include "parley/statistics/event_counts.hpp"
#include "parley/statistics/event_sizes.hpp"

namespace parley {

// A figure of the table beside 95% of those of simulated tables.
struct FitCheck {
  std::string what;
  double table = 0, low = 0, high = 0;
  bool fits() const { return table >= low && table <= high; }
};

// Two levels: before and after a day the table has so many events a day, on all fronts.
struct LevelShift {
  Date day;  // the first of the second level
  double before = 0, after = 0;
};
struct Silence {
  Date from, to;
};

// The exponent if the tail were to begin elsewhere.
struct OtherTail {
  double from = 0;
  std::size_t events = 0;  // above
  Credible tail;
};

struct WarFit {
  EventSizeFit sizes;
  EventCountFit counts;
  // Lethal events a day of each front: those of known day, and as many more as hold the other deaths. Low is
  // without those and by the low counts of deaths; high by the high ones.
  std::vector<Credible> intensities;
  std::optional<Credible> civilians;  // share of the dead
  double mean_size = 0;               // deaths an event of known day
  int largest = 0;                    // of those
  double mean_of_law = 0;             // deaths an event by the law of sizes, none larger than the largest
  std::vector<FitCheck> checks;
  std::vector<OtherTail> other_tails;  // where enough events lie above
  std::optional<LevelShift> shift;
  std::optional<Silence> silence;  // at least three weeks without an event in a war of one every other day
};

// Nothing where a diagnostic was added: too few events.
std::optional<WarFit> fit_war(const EventTable& table, const EventWar& war, double tail_from,
                              std::uint64_t seed, Diagnostics& diagnostics);

}  // namespace parley

// How long does a text last, and what would make it last longer?
//
// The talks are skipped; the deal of the scenario comes into force on its date. Variants are played with the
// same random numbers, so that small differences are real. Survival is an output of the parties' decisions.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "parley/engine/model.hpp"
#include "parley/runs/batch.hpp"
#include "parley/runs/mornings.hpp"
#include "parley/statistics/paired.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

struct LastingOptions {
  std::uint64_t seed = 1;
  std::uint32_t replicates = 1000;
  int jobs = 0;        // threads; 0: all
  int days = 30;       // the horizon: survival beyond so many days
  double share = 0.5;  // survival asked for
  double worth = 0.1;  // a difference of survival that is worth acting on
  // Of a variant whose days before the text are the same; null: they are played.
  const Mornings* mornings = nullptr;
};

// Day of the calendar on which the deal of a scenario comes into force. Expects a deal and a calendar.
int deal_day_of(const Scenario& scenario);
// What comes after the first truce does not matter here: the calendar ends `age` days into it at the latest,
// and talks stay closed. Both leave the first truce as it is.
Scenario first_truce_only(Scenario scenario, int age);
BatchOptions batch_of(const LastingOptions& options);

// Survival at the horizon as one strength, from 0 to 1, is varied: at 0, at 1, and between them where that
// tells which strength is the least. At each runs are added, a sixteenth of all first, until the interval
// leaves out the share asked for; it allows for all looks (statistics/looks.hpp).
struct Lever {
  struct At {
    double strength = 0;
    Interval survival;
    std::uint32_t runs = 0;
  };
  std::vector<At> curve;  // 0, 0.25, ... as far as the first that reaches the share asked for, and 1
  std::optional<double>
      least;  // at which survival reaches the share asked for, to 0.01 or as all runs tell; nothing: at none
};
// The first truce of a scenario's deal, by run.
struct Lasted {
  std::vector<std::uint8_t> beyond;  // it lasts beyond the horizon (or to the end of a shorter calendar)
  std::vector<double> deaths;        // up to the horizon
  Interval share() const;
};
// `party` and `bound`: a party that is bound, if any.
Lasted lasting(const Scenario& scenario, const LastingOptions& options, std::optional<PartyId> party = nobody,
               Bound bound = Bound::free);
// The same without deaths, which need the days after a truce has ended.
Lasted lasting_alone(const Scenario& scenario, const LastingOptions& options,
                     std::optional<PartyId> party = nobody, Bound bound = Bound::free);

// What is played of a scenario's deal: with a party that is bound, if any; `alone`, as lasting_alone does.
struct Bounded {
  std::optional<PartyId> party = nobody;
  Bound bound = Bound::free;
  bool alone = false;
};
// Adds runs, from one look of options.replicates to the next (statistics/looks.hpp), until `enough` says so
// of those there are, or all are made.
void add_runs(const Scenario& scenario, const LastingOptions& options, const Bounded& what,
              const std::function<bool(const Lasted&)>& enough, Lasted& to);
// The same of a variant that is played as another is, of which all are made.
void add_same_runs(const Lasted& all, const LastingOptions& options,
                   const std::function<bool(const Lasted&)>& enough, Lasted& to);
// Whether anything could differ where this party is bound. Who signs nothing, and neither fights nor leads
// where any clause could bring calm, decides nothing under a truce.
bool can_be_bound(const Model& model, PartyId party);
// What the runs of a variant, fewer or as many, say beside those of another: intervals allow for all looks.
Interval share_of(const Lasted& lasted, const LastingOptions& options);
Interval share_of(const Lasted& variant, const Lasted& base, const LastingOptions& options);
Difference change_of(const Lasted& variant, const Lasted& base, const LastingOptions& options);
Difference deaths_of(const Lasted& variant, const Lasted& base, const LastingOptions& options);

// Survival over the range of a strength. `with` gives the scenario at a strength; `at_none`: what is known of
// strength 0 from all runs.
Lever pull(const LastingOptions& options, const std::function<Scenario(double)>& with,
           const std::optional<Interval>& at_none = {});

// The scenario in which a patron's leverage over a client is `strength`.
Scenario with_leverage(Scenario scenario, PartyId patron, PartyId client, double strength);
// The same from the day of the text on, in a model that goes on from another's morning (runs/mornings.hpp).
void put_leverage(Model& model, PartyId patron, PartyId client, double strength);

// Clauses that stand for guarantors, each as a function of its strength: an issue that nobody weighs is
// added, and its terms come into force with the deal.
struct Guarantee {
  const char* name;
  const char* terms;  // which terms have the strength
  void (*set)(Terms&, double);
};
std::span<const Guarantee> guarantees();
Scenario with_guarantee(Scenario scenario, const Guarantee& guarantee, double strength);

}  // namespace parley

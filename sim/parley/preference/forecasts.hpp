// Where do the field's simple forecasts put the text?
//
//   midpoint        the mean of the principals' best places, each counted once
//   weighted mean   the mean of all actors' places, weighted by power times salience (the compromise model:
//   Van den
//                   Bos 1991; Achen 2006), a hard yardstick for any model of bargaining (Schneider et al.
//                   2010)
//   challenge       the expected-utility challenge model: the weighted mean of where all end (challenge.hpp),
//   and
//                   their weighted median
// Each is a place on every line; the text is the package nearest to these places. Where the challenge model
// draws by chance its places are means over the draws.
#pragma once

#include <span>
#include <vector>

#include "parley/preference/places.hpp"

namespace parley {

struct Forecast {
  const char* key = "";        // in tables and JSON
  const char* name = "";       // on the page
  std::vector<double> places;  // by line, 0 to 100
  Package package;
};

// How far the challenge forecast moves when power and saliences do: each of them multiplied by a number drawn
// evenly around 1 (saliences that then exceed 100 together are scaled down), `n` times.
struct Fragility {
  static constexpr double within = 0.05,
                          wide = 10;  // share of a number; range on a line that deserves a warning
  std::size_t n = 0;                  // 0: not reckoned, where the model draws by chance or takes too long
  std::vector<double> low, high;      // by line: the 10th and the 90th percentile of the weighted mean
  std::size_t same_package = 0;       // times that the nearest text was the same
  std::size_t least_turns = 0, most_turns = 0;
};

struct Forecasts {
  PartyPlaces places;
  std::vector<Forecast> list;   // empty where there is no line, or fewer than two actors
  ChallengeForecast challenge;  // of the first draw
  std::size_t draws = 1;        // 1 where nothing is drawn
  // By actor, then by bargain on its list in the first turn: share of the draws in which it takes it.
  std::vector<std::vector<double>> taken;
  // By line: the 10th and the 90th percentile over the draws of the challenge model's weighted mean.
  std::vector<double> low, high;
  Fragility fragility;
};

Forecasts forecasts_of(const Scenario& scenario, const Space& space);

// By how many options two packages differ, all issues together.
double options_apart(const Space& space, PackageView a, PackageView b);

}  // namespace parley

// Who challenges whom, and where does that lead?
//
// The expected-utility challenge model in the form of the KAPSARC Toolkit for Behavioral Analysis (KTAB,
// spatial model of politics, 2019; after Bueno de Mesquita 1985, 1997). Actors stand at places on lines from
// 0 to 100. Each looks for the rival whom it pays most to challenge, by its own estimate of who would back
// whom; every challenge lays a bargain on the table in which both move towards each other; of the bargains
// that name it each actor takes the one that would win an election among all. Repeated until nobody moves
// much. A forecast to hold beside others, not an equilibrium. Utilities and risk attitudes follow from the
// places alone:
//   distance  D_ij = sqrt(sum_k s_ik^2 (y_ik - x_jk)^2 / sum_k s_ik^2)        y: ideals, x: places, s:
//   saliences utility   U_ij = (1 - D_ij)(1 + R_i D_ij)                                  R: risk attitude,
//   above 0 averse
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "parley/scenario/scenario.hpp"

namespace parley {

// n actors on K lines. Two actors at least, one line at least.
struct ChallengeActors {
  std::size_t actors = 0, lines = 0;
  std::vector<double> power;  // by actor, above 0
  // actor x line, 0 to 100; nowhere() where the actor does not mind: it then has no salience there, and
  // others take it to stand where they do.
  std::vector<double> position;
  std::vector<double> salience;  // actor x line, 0 to 100; of each actor the sum is above 0, at most 100
  // actor x actor: the share of the way to j's place that i's ideal goes; rows sum to at most 1. Empty: each
  // actor's ideal is wherever it stands.
  std::vector<double> accommodation;
};

constexpr double nowhere() { return std::numeric_limits<double>::quiet_NaN(); }
inline bool stands(double place) { return !std::isnan(place); }

// What an actor does in one turn.
struct ChallengeStep {
  struct Bargain {
    std::size_t initiator = 0, receiver = 0;  // the same: stay
  };
  double share = 0;                   // of its place in an election among all places
  double risk = 0;                    // attitude, above 0 averse
  std::optional<std::size_t> target;  // whom it challenges
  double victory = 0, gain = 0;       // of that challenge, in its own eyes
  std::vector<Bargain> bargains;      // those that name it
  std::vector<double> shares;         // of each to win
  std::size_t chosen = 0;
};

struct ChallengeForecast {
  std::size_t turns = 0;
  // state x actor x line, 0 to 100; turns + 1 states, the first as given.
  std::vector<double> positions, ideals;
  std::vector<ChallengeStep> first;  // by actor: the first turn
  std::vector<double> final_share;   // by actor: of its place in an election among the last places
  bool all_agree = false;            // in the last state all stand at one place
};

// The bargain of a challenge by i of j that i expects to win with chance `victory`: where both are to stand,
// on the scale from 0 to 1. For one line: places, saliences of that line.
struct Moved {
  double initiator = 0, receiver = 0;
};
Moved bargain_on_line(Interpolation rule, double victory, double place_i, double salience_i, double place_j,
                      double salience_j);

// seed: of the draws where the transition is stochastic; each is keyed by turn and actor.
ChallengeForecast challenge_forecast(const ChallengeActors& actors, const ChallengeRules& rules,
                                     std::uint64_t seed = 1);

// By line: the mean of the places and their median, weighted by power times salience on that line. The median
// has half of the weight at or below and half at or above; half-way where that holds from one place to the
// next. nowhere() where nobody cares.
std::vector<double> weighted_means(const ChallengeActors& actors, std::span<const double> positions);
std::vector<double> weighted_medians(const ChallengeActors& actors, std::span<const double> positions);

}  // namespace parley

// Where is the line of a front, and where does a day of fighting move it?
//
// The line itself moves by small amounts that nobody sees. What everybody sees is when it reaches the next
// whole step (a village, a town): the embedded walk of steps is the gambler's ruin that war_value.hpp solves,
// and a front that falls is news. At the last step at either end it stays: the front is lost.
//
// A day moves the line by
//   a v N theta + h N (advance (push_first - push_second) + given) + sqrt(a v) N normal   (v, theta:
//   war_value.hpp)
// a the day's fighting as a share of full war, h its heat, N the steps of the line: a calm day moves nothing
// by offensives either. The push is for who fights harder than the other side: log of the ratio of efforts
// less the defence's advantage, where that is above 0, times the share of full war that it fights with
// (Jervis 1978; attackers want local superiority before they move).
#pragma once

#include <array>

#include "parley/conflict/war_value.hpp"
#include "parley/support/random.hpp"

namespace parley {

struct FrontLine {
  int steps = 10;
  int held = 5;       // steps that the first side holds, as all see
  double beyond = 0;  // steps by which the line is past the last one that it reached
  double share() const { return static_cast<double>(held) / steps; }
  bool decided() const { return held <= 0 || held >= steps; }
};

struct GroundRules {
  Course course;
  double advance = 0.004;  // share of a front that a day of full war wins at odds of e to 1
  double defence = 0.5;    // log ratio of efforts that the defence is worth
};

// The line once `side` has left that share of what it holds to the other side, in whole steps.
FrontLine line_left(FrontLine line, int side, double share);

// What a side gains, in log odds, by fighting harder than the other side. effort: as shares of full war.
double push_of(double effort, double other, double defence);

// What a day brings to a front.
struct DayOnFront {
  double activity = 1;                    // fighting, as a share of full war
  double theta = 0;                       // decisiveness x log F_first - log F_second
  std::array<double, 2> effort = {1, 1};  // how hard each side attacks
  std::array<double, 2> guard = effort;   // how hard it holds its own line
  double given = 0;                       // share of the front that the second side gives the first
  double heat = 1;                        // of the fighting, as a share of full war: its pace
};

// Moves the line by a day. Steps by which it moved: above 0 the first side won ground.
int move_line(FrontLine& line, const DayOnFront& day, const GroundRules& rules, Stream& luck);

}  // namespace parley

// What is cheap talk worth to those who hear it?  (Kydd 2003, "Which side are you on? Bias, credibility, and
// mediation"; Crawford & Sobel 1982)
//
// A speaker whose claim is true makes it; one whose claim is false makes it with probability 1 - p,
//   p = 1 / (1 + exp(-incentive (loss - gain)))
// where `gain` is what a false claim wins the speaker if it is believed (the concession it aims at; for a
// mediator the war avoided) and `loss` what it costs it (its bias for the listener; the deal it puts at
// risk). Where the speaker itself is right with probability `knowledge`, listeners, who know all this, update
// by the likelihood ratio
//   (k + (1 - k)(1 - p)) / ((1 - k) + k (1 - p)),
// which is 1 for a speaker who would say it in any case, and never above k / (1 - k).
#pragma once

#include "parley/bargaining/negotiation.hpp"

namespace parley {

// Probability that a speaker keeps silent rather than make a false claim.
double truthfulness(double incentive, double loss, double gain);
double likelihood_ratio(double truthfulness, double knowledge);
// Whether a speaker claims what is so or is not: it believes what is so with probability `knowledge`, says
// what it believes, and without believing it with probability 1 - truthfulness. Draws two numbers.
struct Claim {
  bool made = false, meant = false;  // meant: it believes it
  double ratio = 1;                  // how much likelier it was to say so, or to be silent, if it is so
};
Claim claim(bool so, double truthfulness, double knowledge, Stream& luck);
// From doubt (0: even odds stay even) to certainty (1).
double credence(double ratio);

// Between rounds every principal that did not make the standing offer may call the option in it that hurts it
// most one it will never take. It means it where no package with that option is worth its reservation value.
// A believed red line counts in the speaker's opponent model as `credence` further offers that avoid the
// option.
void draw_red_lines(const NegotiationModel& m, Table& table, const Meeting& meeting, int round,
                    PartyId proposer, Stream& luck);

// One such line of a party's own choosing, once while talks are open.
void draw_red_line(const NegotiationModel& m, Table& table, PartyId party, IssueId issue, OptionIndex option,
                   double reservation, Stream& luck, TalkLog* log);

}  // namespace parley

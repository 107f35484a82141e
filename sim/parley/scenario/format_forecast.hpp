// How does a scenario file choose among the forms of the challenge model?
//
// Part of the one description of the format (see format.hpp). The names of the choices are KTAB's, but for
// `both_estimates`, `compromise` and `full`, which mend slips of it (preference/challenge.hpp).
#pragma once

#include "parley/scenario/format_spec.hpp"

namespace parley {

template <class V>
void describe(V& v, ChallengeRules& c) {
  v.about("challenge",
          "The expected-utility challenge model (Bueno de Mesquita 1985, 1997; in the form of KTAB 2019): a "
          "forecast of the text from places, power and salience.");
  v.field(
      "victory", c.victory,
      {.what = "chance that one option beats another: strength, its square, fourth or eighth power beside "
               "the other's; binary: whoever is a tenth stronger wins",
       .words = "how strength decides between two options in the challenge model"});
  v.field(
      "votes", c.votes,
      {.what = "what a voter casts by the difference of utilities: prop: in proportion; prop_cbc: half of "
               "it to the third power; cubic; prop_bin: a fifth all or nothing; binary: all or nothing",
       .words = "how voters divide in the challenge model"});
  v.field("election", c.election,
          {.what = "how chances between two options become chances among all: conditional: the product; "
                   "markov_uniform, markov_incentive: where challenges of the favourite settle",
           .words = "how chances add up to a choice in the challenge model"});
  v.field("risk_range", c.risk_range,
          {.what = "attitudes to risk from seeking to averse: min: 0 to 1; mid: -0.5 to 1; max: -1 to 1",
           .words = "the attitudes to risk in the challenge model"});
  v.field("risk_adjustment", c.risk_adjustment,
          {.what = "how far a party sees others' attitudes as they are, not as its own",
           .words = "how far parties see others' attitudes to risk in the challenge model"});
  v.field("third_parties", c.third_parties,
          {.what = "semi_commit: others back the side that they fare better with, win or lose; none: they "
                   "keep out",
           .words = "what third parties do in the challenge model"});
  v.field("interpolation", c.interpolation,
          {.what = "where two who bargain meet: by squares of salience and chance (s2p2), by both (s1p1), or "
                   "by the difference of chances (s2pmax)",
           .words = "where two who bargain meet in the challenge model"});
  v.field("bargains", c.bargains,
          {.what = "init_only_interp: the challenger's estimate; both_estimates: a bargain by each side's; "
                   "compromise: their mean by power times salience; init_rcvr_interp, pw_comp_interp: the "
                   "same as KTAB has them, with a gain in the place of a chance",
           .words = "whose estimate makes the bargain in the challenge model"});
  v.field(
      "transition", c.transition,
      {.what = "deterministic: each takes the bargain that wins most often; stochastic: one by its chance "
               "to win",
       .words = "how the next position is chosen in the challenge model"});
  v.field("draws", c.draws,
          {.what = "stochastic: how often the talks are drawn",
           .low = 1,
           .high = 1e5,
           .whole = true,
           .words = "how often the challenge model is drawn",
           .less = "a few times",
           .more = "many times"});
}

}  // namespace parley

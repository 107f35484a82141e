// Whom does a party blame, and what does the blame do to its trust?
//
// A salient event has an author; observers rarely know. An impartial finding may establish the author, at
// once or long after; until then the victims' camp follows its own prior: a share `partisan` of the blame
// falls on the opponents who are capable of it, in full on the most capable (posterior ~ prior x capability x
// bias; Green & Porter 1984 for the consequences of such noise).
//
// Trust t is the belief that an opponent is committed to the truce. A committed opponent causes salient
// violations at a low daily rate q_c, an uncommitted one at a higher rate q_u. Kydd & Walter (2002): where
// the opponent could suppress violence, an attack says "unwilling"; where it could not, it says little. With
// s the belief that it could,
//   a_c = s q_c + (1 - s) q_u  replaces q_c in the likelihood of an attack.
#pragma once

namespace parley {

struct TrustRates {
  double committed = 0.015, uncommitted = 0.06;  // salient violations a day
};

// How heavily an event weighs: 1 at the threshold of salience, growing with the logarithm of the deaths.
double event_weight(double deaths, double salient);

// What a salient event of that weight takes from the log-odds of trust (0 or less) in an opponent on whom a
// share `blame` of it falls, and who is believed able to suppress violence with probability `strong`.
double trust_lost(double blame, double strong, double weight, const TrustRates& rates);

// The same log-odds after it, moved by `times` of that: negative gives back what was lost.
double trust_moved(double log_odds, double lost, double times);

// Log-odds of trust after a salient event of that weight, of which a share `blame` in [0, 1] falls on this
// opponent, who is believed able to suppress violence with probability `strong`.
double trust_after_event(double log_odds, double blame, double strong, double weight,
                         const TrustRates& rates);

// What a day without any such event adds to log-odds; the log-odds after it.
double quiet_day_gains(const TrustRates& rates);
double trust_after_quiet_day(double log_odds, double gained);

// Share of what trust has learned that a day leaves, with a half-life in days; the log-odds after it, faded
// towards the prior.
double kept_after_a_day(double half_life_days);
double trust_faded(double log_odds, double prior_log_odds, double kept);

// Blame on one opponent of capability `capability` where the most capable one has `largest`.
double partisan_blame(double partisan, double capability, double largest);

}  // namespace parley

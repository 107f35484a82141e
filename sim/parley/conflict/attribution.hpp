// Who does a camp think did it, and what does the blame do to its trust?
//
// A killing has an author; the camps rarely know. Each camp's account is a posterior over the camps that
// could have done it:
//   prior     what each could do there to those who were hit, times how often the camp expects it of each
//             (trust); of what falls on itself it lays the share `partisan` at the door of the others who
//             could have done it, excluded groups among those who were hit included: its own did not
//   evidence  statements and findings, each by how much likelier it is if the one it names did it: a speaker
//             by its credibility (Kydd 2003), a finding by how often findings are right
// So the wrong camp can be blamed, and a finding that both believe brings accounts together.
//
// Trust t is the belief that an opponent is committed to the truce. A committed opponent causes salient
// violations at a low daily rate q_c, an uncommitted one at a higher rate q_u. Kydd & Walter (2002): where
// the opponent could suppress violence, an attack says "unwilling"; where it could not, it says little. With
// s the belief that it could,
//   a_c = s q_c + (1 - s) q_u  replaces q_c in the likelihood of an attack.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>

namespace parley {

struct TrustRates {
  double committed = 0.015, uncommitted = 0.06;  // salient violations a day
};

// Salient violations a day that are expected of an opponent who is trusted so much, in [0, 1].
double violations_expected(double trust, const TrustRates& rates);

// One camp's account: the chance that each suspect did it; what is left, nobody's that it knows of.
inline constexpr std::size_t most_suspects = 8;
struct Account {
  std::array<float, most_suspects> did{};
};

// The account before anything is heard. weight: of each suspect, what it could have done times how often it
// is expected to; own: which of them is the camp itself; else_by: of each, how far a camp that rules itself
// out thinks of it instead (by none of them: nobody did it).
Account first_account(std::span<const double> weight, std::optional<std::size_t> own, double partisan,
                      std::span<const double> else_by);
// After hearing what is so much likelier if this suspect did it than if it did not (above 1: an accusation or
// a finding, below: a denial).
Account after_hearing(Account account, std::size_t suspect, double ratio);
// How much likelier a finding is that names who did it, where so large a share of findings is right and a
// wrong one can name any other.
double ratio_of_finding(double accuracy, std::size_t suspects);

// What a finding of that accuracy is worth beside one that is always right: a coin nothing.
double informed(double accuracy);

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
inline constexpr double log_odds_limit = 7.0;  // trust between 0.001 and 0.999: minds can always change
inline double trust_after_quiet_day(double log_odds, double gained) {
  return std::clamp(log_odds + gained, -log_odds_limit, log_odds_limit);
}

// Share of what trust has learned that a day leaves, with a half-life in days; the log-odds after it, faded
// towards the prior.
double kept_after_a_day(double half_life_days);
inline double trust_faded(double log_odds, double prior_log_odds, double kept) {
  return prior_log_odds + (log_odds - prior_log_odds) * kept;
}

}  // namespace parley

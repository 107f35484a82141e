#include "parley/conflict/attribution.hpp"

#include <algorithm>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {
constexpr double log_odds_limit = 7.0;  // trust between 0.001 and 0.999: minds can always change
double bounded(double x) { return std::clamp(x, -log_odds_limit, log_odds_limit); }
}  // namespace

double event_weight(double deaths, double salient) {
  return 1.0 + std::max(0.0, scalar_log(std::max(deaths, 1.0) / salient));
}

double trust_lost(double blame, double strong, double weight, const TrustRates& rates) {
  const double committed = strong * rates.committed + (1.0 - strong) * rates.uncommitted;
  // With probability 1 - blame somebody else did it, which says nothing of this opponent.
  const double if_committed = blame * committed + (1.0 - blame) * rates.uncommitted;
  return weight * scalar_log(if_committed / rates.uncommitted);
}

double trust_moved(double log_odds, double lost, double times) { return bounded(log_odds + times * lost); }

double trust_after_event(double log_odds, double blame, double strong, double weight,
                         const TrustRates& rates) {
  return trust_moved(log_odds, trust_lost(blame, strong, weight, rates), 1.0);
}

double quiet_day_gains(const TrustRates& rates) {
  return scalar_log((1.0 - rates.committed) / (1.0 - rates.uncommitted));
}
double trust_after_quiet_day(double log_odds, double gained) { return bounded(log_odds + gained); }

double kept_after_a_day(double half_life_days) { return scalar_exp(-log_2 / half_life_days); }
double trust_faded(double log_odds, double prior, double kept) { return prior + (log_odds - prior) * kept; }

double partisan_blame(double partisan, double capability, double largest) {
  return largest > 0 ? partisan * capability / largest : 0.0;
}

}  // namespace parley

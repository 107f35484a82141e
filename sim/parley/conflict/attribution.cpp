#include "parley/conflict/attribution.hpp"

#include <algorithm>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {
double bounded(double x) { return std::clamp(x, -log_odds_limit, log_odds_limit); }
}  // namespace

double violations_expected(double trust, const TrustRates& rates) {
  return trust * rates.committed + (1.0 - trust) * rates.uncommitted;
}

Account first_account(std::span<const double> weight, std::optional<std::size_t> own, double partisan,
                      std::span<const double> else_by) {
  Account account;
  double all = 0, others = 0;
  for (const double w : weight) all += w;
  for (std::size_t k = 0; k < else_by.size(); ++k) others += own == k ? 0.0 : else_by[k];
  if (all <= 0) return account;
  const double taken_off = own ? weight[*own] / all * partisan : 0.0;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    const double put = own == k ? -taken_off : others > 0 ? taken_off * else_by[k] / others : 0.0;
    account.did[k] = static_cast<float>(weight[k] / all + put);
  }
  return account;
}

Account after_hearing(Account account, std::size_t suspect, double ratio) {
  const double all = 1.0 + account.did[suspect] * (ratio - 1.0);
  const auto at = [&](std::size_t k) { return k == suspect ? ratio : 1.0; };
  for (std::size_t k = 0; k < account.did.size(); ++k)
    account.did[k] = static_cast<float>(account.did[k] * at(k) / all);
  return account;
}

double ratio_of_finding(double accuracy, std::size_t suspects) {
  constexpr double at_most = 1e9;
  const double wrong = (1.0 - accuracy) / static_cast<double>(std::max<std::size_t>(1, suspects - 1));
  return accuracy >= at_most * wrong ? at_most : accuracy / wrong;
}

double informed(double accuracy) { return 2.0 * accuracy - 1.0; }

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

double kept_after_a_day(double half_life_days) { return scalar_exp(-log_2 / half_life_days); }

}  // namespace parley

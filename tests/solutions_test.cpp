// Do the solution concepts agree with brute force?
#include "parley/preference/solutions.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "random_scenarios.hpp"

using namespace parley;

namespace {

using Values = std::vector<double>;

bool gains(const Values& u, const Values& d) {
  for (std::size_t i = 0; i < u.size(); ++i)
    if (u[i] < d[i] - 1e-12) return false;
  return true;
}

Values sorted_gains(const Values& u, const Values& d, const Values& scale) {
  Values g;
  for (std::size_t i = 0; i < u.size(); ++i) g.push_back(scale[i] > 0 ? (u[i] - d[i]) / scale[i] : 1.0);
  std::sort(g.begin(), g.end());
  return g;
}

// Lexicographic, but for rounding.
bool no_worse(const Values& a, const Values& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (std::fabs(a[i] - b[i]) > 1e-9) return a[i] > b[i];
  return true;
}

}  // namespace

TEST_SUITE("preference") {
  TEST_CASE(
      "solution points and the frontier are those of brute force on 200 random spaces of 2 to 6 parties") {
    int rational_spaces = 0;
    for (std::uint32_t n = 0; n < 200; ++n) {
      const int parties = 2 + static_cast<int>(n % 5);
      const Scenario s = test::random_scenario(n, 2 + static_cast<int>(n % 3), parties, n % 2 == 1);
      const Space space(s);
      std::vector<Utility> utilities;
      for (const auto& [key, party] : s.parties) utilities.emplace_back(space, s, party);
      std::vector<const Utility*> list;
      Values d, weights;
      Stream luck({8, 0, n}, 0, 0, 0);
      for (const Utility& u : utilities) {
        list.push_back(&u);
        d.push_back(s.parties.rows[list.size() - 1].value.reservation);
        weights.push_back(0.5 + luck.uniform());
      }
      std::vector<Values> all, rational;
      Package p = space.first();
      do {
        Values u;
        for (const Utility* each : list) u.push_back((*each)(p));
        all.push_back(u);
        if (gains(u, d)) rational.push_back(u);
      } while (space.next(p));

      const SolutionPoints points = solution_points(space, list, d, weights);
      REQUIRE(points.nash.exists == !rational.empty());
      CHECK(zone_size(space, list, d) == rational.size());
      if (rational.empty()) continue;
      ++rational_spaces;
      Values most = d;
      for (const Values& u : rational)
        for (std::size_t i = 0; i < u.size(); ++i) most[i] = std::max(most[i], u[i]);
      for (std::size_t i = 0; i < most.size(); ++i) most[i] -= d[i];
      const auto product = [&](const Values& u, bool weighted) {
        double total = 0;
        for (std::size_t i = 0; i < u.size(); ++i)
          total += (weighted ? weights[i] : 1.0) * std::log(std::max(0.0, u[i] - d[i]) + 1e-12);
        return total;
      };
      const auto sum = [](const Values& u) {
        double total = 0;
        for (const double x : u) total += x;
        return total;
      };
      const Values ones(d.size(), 1.0);
      for (const Values& u : rational) {
        CHECK(product(points.nash.utilities, false) >= product(u, false) - 1e-9);
        CHECK(product(points.weighted_nash.utilities, true) >= product(u, true) - 1e-9);
        CHECK(sum(points.utilitarian.utilities) >= sum(u) - 1e-9);
        CHECK(no_worse(sorted_gains(points.kalai_smorodinsky.utilities, d, most), sorted_gains(u, d, most)));
        CHECK(no_worse(sorted_gains(points.egalitarian.utilities, d, ones), sorted_gains(u, d, ones)));
        CHECK(no_worse(sorted_gains(points.kalai_proportional.utilities, d, weights),
                       sorted_gains(u, d, weights)));
      }
      // One at a time they are the same points.
      CHECK(nash_point(space, list, d).utilities == points.nash.utilities);
      CHECK(kalai_smorodinsky_point(space, list, d).utilities == points.kalai_smorodinsky.utilities);
      CHECK(kalai_proportional_point(space, list, d).utilities == points.egalitarian.utilities);

      const auto dominated = [&](const Values& u) {
        return std::any_of(all.begin(), all.end(), [&](const Values& v) {
          bool better = false;
          for (std::size_t i = 0; i < u.size(); ++i) {
            if (v[i] < u[i]) return false;
            better = better || v[i] > u[i];
          }
          return better;
        });
      };
      std::vector<Values> efficient;
      for (const Values& u : rational)
        if (!dominated(u) && std::find(efficient.begin(), efficient.end(), u) == efficient.end())
          efficient.push_back(u);
      std::sort(efficient.rbegin(), efficient.rend());
      std::vector<Values> found;
      for (const Point& point : pareto_frontier(space, list, d)) found.push_back(point.utilities);
      CHECK(found == efficient);
      for (const Point& point : supported_frontier(space, list, d, 50)) {
        CHECK(!dominated(point.utilities));
        CHECK(gains(point.utilities, d));
      }
    }
    CHECK(rational_spaces > 100);
  }
}

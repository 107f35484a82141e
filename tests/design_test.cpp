// Designs: what they promise about where their points lie.
#include "parley/statistics/design.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "support.hpp"

using namespace parley;

namespace {

std::vector<Factor> unit_factors(std::size_t n) {
  std::vector<Factor> factors(n);
  for (std::size_t k = 0; k < n; ++k) factors[k].path = "x" + std::to_string(k);
  return factors;
}

DesignSpec spec(DesignKind kind, std::size_t factors, std::size_t points, std::uint64_t seed = 1) {
  DesignSpec s;
  s.kind = kind;
  s.factors = unit_factors(factors);
  s.points = points;
  s.seed = seed;
  return s;
}

double closest_pair(const Design& d) {
  double smallest = 1e9;
  for (std::size_t i = 0; i < d.points; ++i)
    for (std::size_t j = i + 1; j < d.points; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < d.factors; ++k)
        sum += (d.at(i, k) - d.at(j, k)) * (d.at(i, k) - d.at(j, k));
      smallest = std::min(smallest, std::sqrt(sum));
    }
  return smallest;
}

}  // namespace

TEST_SUITE("design") {
  TEST_CASE("a design is repeated by its seed, and another seed gives another design") {
    for (const DesignKind kind :
         {DesignKind::random, DesignKind::lhs, DesignKind::sobol, DesignKind::morris, DesignKind::saltelli}) {
      CAPTURE(to_string(kind));
      const Design a = make_design(spec(kind, 3, 16)), b = make_design(spec(kind, 3, 16));
      CHECK(a.unit == b.unit);
      CHECK(a.unit != make_design(spec(kind, 3, 16, 2)).unit);
      CHECK(a.points == design_points(spec(kind, 3, 16)));
      CHECK(a.unit.size() == a.points * a.factors);
      for (const double u : a.unit) CHECK((u >= 0 && u <= 1));
    }
  }

  TEST_CASE("names of designs are read back") {
    for (int k = 0; k < 8; ++k)
      CHECK(design_kind(to_string(static_cast<DesignKind>(k))) == static_cast<DesignKind>(k));
    CHECK_FALSE(design_kind("factorial").has_value());
  }

  TEST_CASE("a Latin hypercube has one point in every stratum of every factor, maximin or not") {
    for (const bool maximin : {false, true})
      for (const std::size_t n : {1u, 2u, 10u, 97u}) {
        DesignSpec s = spec(DesignKind::lhs, 4, n, 3);
        s.maximin = maximin;
        const Design d = make_design(s);
        for (std::size_t k = 0; k < 4; ++k) {
          std::set<std::size_t> strata;
          for (std::size_t i = 0; i < n; ++i)
            strata.insert(static_cast<std::size_t>(d.at(i, k) * static_cast<double>(n)));
          CHECK(strata.size() == n);
          CHECK(*strata.rbegin() == n - 1);
        }
      }
  }

  TEST_CASE("maximin pushes the closest points of a Latin hypercube apart") {
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
      DesignSpec s = spec(DesignKind::lhs, 3, 60, seed);
      const double plain = closest_pair(make_design(s));
      s.maximin = true;
      CHECK(closest_pair(make_design(s)) > 1.5 * plain);
    }
  }

  TEST_CASE(
      "2^m points of Sobol's sequence put one in each of 2^m equal intervals of each factor, also "
      "scrambled") {
    for (const bool scramble : {false, true}) {
      DesignSpec s = spec(DesignKind::sobol, 40, 256, 5);
      s.scramble = scramble;
      const Design d = make_design(s);
      for (std::size_t k = 0; k < d.factors; ++k) {
        std::set<int> cells;
        for (std::size_t i = 0; i < d.points; ++i) cells.insert(static_cast<int>(d.at(i, k) * 256));
        CHECK(cells.size() == 256);
      }
      // In its first two factors also one in each box of 16 x 16.
      std::set<int> boxes;
      for (std::size_t i = 0; i < d.points; ++i)
        boxes.insert(static_cast<int>(d.at(i, 0) * 16) * 16 + static_cast<int>(d.at(i, 1) * 16));
      CHECK(boxes.size() == 256);
    }
  }

  TEST_CASE("scrambled points are uniform: over seeds the first point has mean 1/2 and variance 1/12") {
    constexpr int n = 4000;
    double sum = 0, squares = 0;
    for (int seed = 1; seed <= n; ++seed) {
      const double u = make_design(spec(DesignKind::sobol, 2, 1, static_cast<std::uint64_t>(seed))).at(0, 1);
      sum += u;
      squares += (u - 0.5) * (u - 0.5);
    }
    // Four standard errors: 4 sqrt(1/12/n) and 4 sqrt(1/180/n).
    CHECK(std::fabs(sum / n - 0.5) < 4 * std::sqrt(1.0 / 12 / n));
    CHECK(std::fabs(squares / n - 1.0 / 12) < 4 * std::sqrt(1.0 / 180 / n));
  }

  TEST_CASE("a Morris trajectory moves each factor once, by half the levels, within the grid") {
    for (const int levels : {2, 4, 6}) {
      DesignSpec s = spec(DesignKind::morris, 5, 20);
      s.levels = levels;
      const Design d = make_design(s);
      const double delta = levels / (2.0 * (levels - 1));
      for (std::size_t r = 0; r < 20; ++r) {
        std::vector<int> moved(5, 0);
        for (std::size_t i = 1; i <= 5; ++i)
          for (std::size_t k = 0; k < 5; ++k) {
            const double step = d.at(r * 6 + i, k) - d.at(r * 6 + i - 1, k);
            if (step != 0) {
              ++moved[k];
              CHECK(std::fabs(step) == doctest::Approx(delta).epsilon(1e-12));
            }
            const double level = d.at(r * 6 + i, k) * (levels - 1);
            CHECK(std::fabs(level - std::round(level)) < 1e-9);
          }
        CHECK(moved == std::vector<int>(5, 1));
      }
    }
  }

  TEST_CASE("a Saltelli block is A, AB by factor, BA by factor, B") {
    DesignSpec s = spec(DesignKind::saltelli, 3, 8, 4);
    s.second_order = true;
    const Design d = make_design(s);
    REQUIRE(d.points == 8 * 8);
    for (std::size_t block = 0; block < 8; ++block) {
      const std::size_t a = block * 8, b = a + 7;
      for (std::size_t j = 0; j < 3; ++j)
        for (std::size_t k = 0; k < 3; ++k) {
          CHECK(d.at(a + 1 + j, k) == d.at(j == k ? b : a, k));
          CHECK(d.at(a + 4 + j, k) == d.at(j == k ? a : b, k));
        }
    }
  }

  TEST_CASE("a grid has every combination once, and its numbers are those one would write") {
    DesignSpec s;
    s.kind = DesignKind::grid;
    s.factors = {{"a", Factor::Kind::real, false, 0, 1, 11, {}},
                 {"b", Factor::Kind::category, false, 0, 1, 0, {"next", "time"}},
                 {"c", Factor::Kind::integer, false, 0, 1, 0, {"30", "60", "90"}},
                 {"d", Factor::Kind::real, true, 0.01, 100, 5, {}}};
    REQUIRE(design_problems(s).empty());
    const Design d = make_design(s);
    REQUIRE(d.points == 11 * 2 * 3 * 5);
    std::set<std::vector<std::string>> rows;
    std::set<std::string> a, log;
    for (std::size_t i = 0; i < d.points; ++i) {
      std::vector<std::string> row;
      for (std::size_t k = 0; k < 4; ++k) row.push_back(scaled_text(s.factors[k], d.at(i, k)));
      a.insert(row[0]);
      log.insert(row[3]);
      rows.insert(row);
    }
    CHECK(rows.size() == d.points);
    CHECK(a ==
          std::set<std::string>{"0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"});
    CHECK(log == std::set<std::string>{"0.01", "0.1", "1", "10", "100"});
    CHECK(scaled(s.factors[2], d.at(1 * 5, 2)) == 60);
    // The last factor varies fastest.
    CHECK(scaled_text(s.factors[3], d.at(1, 3)) == "0.1");
    CHECK(scaled_text(s.factors[0], d.at(29, 0)) == "0");
    CHECK(scaled_text(s.factors[0], d.at(30, 0)) == "0.1");
  }

  TEST_CASE("a list takes the levels side by side") {
    DesignSpec s;
    s.kind = DesignKind::list;
    s.factors = {{"a", Factor::Kind::real, false, 0, 1, 0, {"0.1", "0.7", "0.4"}},
                 {"b", Factor::Kind::category, false, 0, 1, 0, {"x", "y", "x"}}};
    const Design d = make_design(s);
    REQUIRE(d.points == 3);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(scaled_text(s.factors[0], d.at(i, 0)) == s.factors[0].levels[i]);
      CHECK(scaled_text(s.factors[1], d.at(i, 1)) == s.factors[1].levels[i]);
    }
  }

  TEST_CASE(
      "whole numbers and categories get equal shares, a logarithmic range is uniform in the logarithm") {
    const Factor whole{"n", Factor::Kind::integer, false, 1, 6, 0, {}};
    const Factor category{"c", Factor::Kind::category, false, 0, 1, 0, {"a", "b", "c"}};
    std::vector<int> dice(7, 0), choice(3, 0);
    for (int i = 0; i < 6000; ++i) {
      ++dice[static_cast<std::size_t>(scaled(whole, (i + 0.5) / 6000))];
      ++choice[static_cast<std::size_t>(scaled(category, (i + 0.5) / 6000))];
    }
    CHECK(dice == std::vector<int>{0, 1000, 1000, 1000, 1000, 1000, 1000});
    CHECK(choice == std::vector<int>{2000, 2000, 2000});
    CHECK(scaled(whole, 1) == 6);
    CHECK(scaled(category, 1) == 2);
    const Factor log{"l", Factor::Kind::real, true, 0.1, 10, 0, {}};
    CHECK(scaled(log, 0.5) == doctest::Approx(1));
    CHECK(scaled(log, 0) == 0.1);
    CHECK(scaled(log, 1) == 10);
  }

  TEST_CASE("what cannot be made is said, all at once") {
    DesignSpec s = spec(DesignKind::grid, 4, 0);
    s.factors[0].low = 2;  // empty range
    s.factors[1].log = true;
    s.factors[1].count = 3;
    s.factors[2].levels = {"1", "two"};
    s.factors[3].count = 3;
    const auto problems = design_problems(s);
    const auto said = [&](const std::string& path, const std::string& words) {
      return std::any_of(problems.begin(), problems.end(), [&](const std::string& p) {
        return p.rfind(path + ": ", 0) == 0 && p.find(words) != std::string::npos;
      });
    };
    CHECK(said("x0", "is empty"));
    CHECK(said("x1", "above 0"));
    CHECK(said("x2", "'two' is not a number"));
    CHECK_FALSE(said("x3", ""));
    CHECK(design_problems(spec(DesignKind::sobol, 0, 8)).size() == 1);
    CHECK(design_problems(spec(DesignKind::sobol, 2, 0)).size() == 1);
    DesignSpec morris = spec(DesignKind::morris, 2, 4);
    morris.levels = 5;
    CHECK(design_problems(morris).size() == 1);
    DesignSpec huge = spec(DesignKind::grid, 40, 0);
    for (Factor& f : huge.factors) f.count = 10;
    CHECK(design_problems(huge).size() == 1);
    DesignSpec list;
    list.kind = DesignKind::list;
    list.factors = {{"a", Factor::Kind::real, false, 0, 1, 0, {"1", "2"}},
                    {"b", Factor::Kind::real, false, 0, 1, 0, {"1"}}};
    CHECK(design_problems(list).size() == 1);
  }

  TEST_CASE("the design decides which estimator applies, and a refusal names the design that would do") {
    const auto refusal = estimator_refusal(spec(DesignKind::grid, 2, 0), Estimator::sobol);
    CHECK(refusal.find("grid") != std::string::npos);
    CHECK(refusal.find("saltelli") != std::string::npos);
    CHECK(estimator_refusal(spec(DesignKind::saltelli, 2, 8), Estimator::sobol).empty());
    CHECK_FALSE(estimator_refusal(spec(DesignKind::saltelli, 2, 8), Estimator::sobol_second).empty());
    CHECK_FALSE(estimator_refusal(spec(DesignKind::saltelli, 2, 8), Estimator::morris).empty());
    CHECK(estimator_refusal(spec(DesignKind::morris, 2, 8), Estimator::morris).empty());
    CHECK(estimator_refusal(spec(DesignKind::grid, 2, 0), Estimator::main_effects).empty());
  }
}

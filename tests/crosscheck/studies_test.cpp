// The estimators of studies give the numbers of their peers for the same inputs and outputs.
//
// studies/ holds inputs and results of SALib 1.5.2 (Herman & Usher 2017; Iwanaga, Usher & Herman 2022) and of
// PRIM 1.0.0 (the standalone version of the algorithm in the EMA Workbench, Kwakkel 2017); README.md there
// says how each was made. Only numbers were carried over.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <numbers>
#include <sstream>

#include "parley/statistics/design.hpp"
#include "parley/statistics/prim.hpp"
#include "parley/statistics/sensitivity.hpp"
#include "study_models.hpp"
#include "support.hpp"

using namespace parley;

namespace {

constexpr double tolerance = 1e-9;

struct Csv {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  std::size_t column(const std::string& name) const {
    const auto at = std::find(header.begin(), header.end(), name);
    REQUIRE_MESSAGE(at != header.end(), name);
    return static_cast<std::size_t>(at - header.begin());
  }
  double number(std::size_t row, const std::string& name) const {
    const std::string& text = rows[row][column(name)];
    double value = 0;
    REQUIRE(std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc());
    return value;
  }
  std::vector<double> numbers(const std::string& name) const {
    std::vector<double> values;
    for (std::size_t i = 0; i < rows.size(); ++i) values.push_back(number(i, name));
    return values;
  }
};

std::vector<std::string> split(const std::string& line, char by) {
  std::vector<std::string> parts(1);
  for (const char c : line)
    if (c == by)
      parts.emplace_back();
    else if (c != '\r')
      parts.back() += c;
  return parts;
}

Csv table(const std::string& name) {
  std::ifstream in(test::source("tests/crosscheck/studies/" + name + ".csv"));
  REQUIRE_MESSAGE(in.good(), name);
  Csv t;
  std::string line;
  std::getline(in, line);
  t.header = split(line, ',');
  while (std::getline(in, line)) t.rows.push_back(split(line, ','));
  REQUIRE_FALSE(t.rows.empty());
  return t;
}

bool close(double a, double b) { return std::fabs(a - b) <= tolerance * std::max(1.0, std::fabs(b)); }

Design plain_saltelli(std::size_t factors, std::size_t blocks, bool second, std::size_t skip = 0) {
  DesignSpec s;
  s.kind = DesignKind::saltelli;
  s.factors = std::vector<Factor>(factors);
  s.points = blocks;
  s.second_order = second;
  s.scramble = false;
  s.skip = skip;
  return make_design(s);
}

// Trajectory and limits of a peeling against the peer's. `kinds` of the columns that are not real.
void same_peeling(const std::string& name, const std::map<std::string, Factor::Kind>& kinds,
                  const PrimOptions& options) {
  CAPTURE(name);
  const Csv input = table("prim_" + name + "_input"), trajectory = table("prim_" + name + "_trajectory"),
            boxes = table("prim_" + name + "_boxes");
  std::vector<std::string> names(input.header.begin(), input.header.end() - 1);
  std::vector<PrimColumn> columns;
  for (const std::string& n : names) {
    PrimColumn c;
    if (const auto kind = kinds.find(n); kind != kinds.end()) c.kind = kind->second;
    if (c.kind == Factor::Kind::category)  // a, b, c ..
      for (const auto& row : input.rows) c.values.push_back(row[input.column(n)][0] - 'a');
    else
      c.values = input.numbers(n);
    columns.push_back(c);
  }
  // The peer of the first case left out the number of the box: there is one.
  const bool numbered = trajectory.header.front() == "box";
  const std::size_t wanted =
      numbered ? static_cast<std::size_t>(trajectory.number(trajectory.rows.size() - 1, "box")) + 1 : 1;
  const auto found = prim(columns, input.numbers("y"), options, wanted);
  REQUIRE(found.size() == wanted);
  std::size_t row = 0, limit_row = 0;
  for (const PrimBox& box : found)
    for (const PrimStep& step : box.steps) {
      CAPTURE(row);
      REQUIRE(row < trajectory.rows.size());
      CHECK(close(step.coverage, trajectory.number(row, "coverage")));
      CHECK(close(step.density, trajectory.number(row, "density")));
      CHECK(close(step.mean, trajectory.number(row, "mean")));
      CHECK(close(step.mass, trajectory.number(row, "mass")));
      CHECK(static_cast<double>(step.restricted) == trajectory.number(row, "res_dim"));
      ++row;
      for (std::size_t k = 0; k < names.size(); ++k, ++limit_row) {
        const auto& peer = boxes.rows[limit_row];
        REQUIRE(peer[boxes.column("param")] == names[k]);
        const PrimLimit& limit = step.limits[k];
        if (columns[k].kind == Factor::Kind::category) {
          std::string inside;
          for (const std::uint32_t c : limit.categories)
            inside += (inside.empty() ? "" : " ") + std::string(1, static_cast<char>('a' + c));
          CHECK(inside == peer[boxes.column("min")]);
        } else {
          CHECK(close(limit.low, boxes.number(limit_row, "min")));
          CHECK(close(limit.high, boxes.number(limit_row, "max")));
        }
        if (numbered) CHECK(close(limit.quasi_p, boxes.number(limit_row, "quasi_p")));
      }
    }
  CHECK(row == trajectory.rows.size());
  CHECK(limit_row == boxes.rows.size());
}

}  // namespace

TEST_SUITE("crosscheck studies") {
  TEST_CASE("Sobol's sequence: the first 64 points in 200 dimensions are those of scipy") {
    const Csv peer = table("sobol_d200_n64");
    DesignSpec s;
    s.kind = DesignKind::sobol;
    s.factors = std::vector<Factor>(200);
    s.points = 64;
    s.scramble = false;
    const Design d = make_design(s);
    REQUIRE(peer.rows.size() == 64);
    for (std::size_t i = 0; i < 64; ++i)
      for (std::size_t k = 0; k < 200; ++k) CHECK(d.at(i, k) == peer.number(i, std::to_string(k)));
  }

  TEST_CASE("Saltelli matrices: rows, order and values") {
    struct Case {
      const char* name;
      bool second;
      std::size_t skip;
    };
    for (const Case& c :
         {Case{"saltelli_small_N8_D2_first", false, 0}, Case{"saltelli_small_N8_D2_second", true, 0},
          Case{"saltelli_small_N8_D2_skip16", false, 16}}) {
      CAPTURE(c.name);
      const Csv peer = table(c.name);
      const Design d = plain_saltelli(2, 8, c.second, c.skip);
      REQUIRE(peer.rows.size() == d.points);
      for (std::size_t i = 0; i < d.points; ++i) {
        CHECK(close(d.at(i, 0), peer.number(i, "a")));
        CHECK(close(10 + 10 * d.at(i, 1), peer.number(i, "b")));
      }
    }
    for (const bool second : {false, true}) {
      const Csv peer = table(second ? "saltelli_ishigami_N64_second_matrix" : "saltelli_ishigami_N64_matrix");
      const Design d = plain_saltelli(3, 64, second);
      REQUIRE(peer.rows.size() == d.points);
      // Their matrix is scrambled with their own random numbers; the pattern of a block is the same.
      const std::size_t rows = second ? 8 : 5;
      const std::vector<double> x[3] = {peer.numbers("x1"), peer.numbers("x2"), peer.numbers("x3")};
      for (std::size_t i = 0; i < d.points; i += rows)
        for (std::size_t r = 0; r < rows; ++r)
          for (std::size_t k = 0; k < 3; ++k) {
            const bool from_a = d.at(i + r, k) == d.at(i, k);
            if (d.at(i, k) != d.at(i + rows - 1, k)) CHECK(x[k][i + r] == x[k][from_a ? i : i + rows - 1]);
          }
    }
  }

  TEST_CASE("Sobol indices of SALib from its own outputs") {
    for (const bool second : {false, true}) {
      const std::string name = second ? "saltelli_ishigami_N64_second" : "saltelli_ishigami_N64";
      const auto s = sobol_indices(table(name + "_matrix").numbers("y"), 3, second);
      const Csv peer = table(name + "_indices");
      CHECK(s.blocks == 64);
      for (std::size_t k = 0; k < 3; ++k) {
        CHECK(close(s.first[k].value, peer.number(k, "S1")));
        CHECK(close(s.total[k].value, peer.number(k, "ST")));
      }
      if (!second) continue;
      const Csv pairs = table(name + "_S2");
      REQUIRE(s.second.size() == pairs.rows.size());
      for (std::size_t k = 0; k < s.second.size(); ++k)
        CHECK(close(s.second[k].value, pairs.number(k, "S2")));
    }
  }

  TEST_CASE("errors of the unscrambled estimates of Ishigami and Sobol's G are those of SALib") {
    const Csv peer = table("sobol_salib_convergence"), analytic = table("sobol_analytic");
    for (std::size_t row = 0; row < peer.rows.size(); ++row) {
      if (peer.rows[row][peer.column("sequence")] != "plain") continue;
      const std::string function = peer.rows[row][peer.column("function")];
      const auto n = static_cast<std::size_t>(peer.number(row, "N"));
      CAPTURE(function);
      CAPTURE(n);
      const test::StudyModel& model = function == "ishigami" ? test::ishigami() : test::sobol_g();
      const Design d = plain_saltelli(model.factors, n, false);
      Bootstrap none;
      none.resamples = 0;
      const auto s = sobol_indices(test::outputs(model, d), model.factors, false, none);
      double first = 0, total = 0;
      for (std::size_t a = 0; a < analytic.rows.size(); ++a) {
        if (analytic.rows[a][0] != function) continue;
        const auto k = static_cast<std::size_t>(analytic.rows[a][1][1] - '1');
        first = std::max(first, std::fabs(s.first[k].value - analytic.number(a, "S1")));
        total = std::max(total, std::fabs(s.total[k].value - analytic.number(a, "ST")));
      }
      CHECK(close(first, peer.number(row, "maxabs_err_S1")));
      CHECK(close(total, peer.number(row, "maxabs_err_ST")));
    }
  }

  TEST_CASE("Morris effects of SALib from its own trajectories") {
    const Csv matrix = table("morris_ishigami_r10_L4_matrix"), peer = table("morris_salib");
    Design d{matrix.rows.size(), 3, {}};
    for (std::size_t i = 0; i < d.points; ++i)
      for (const char* x : {"x1", "x2", "x3"}) d.unit.push_back(matrix.number(i, x));
    const auto m = morris_effects(d, matrix.numbers("y"), 4);
    CHECK(m.trajectories == 10);
    for (std::size_t k = 0; k < 3; ++k) {
      REQUIRE(peer.rows[k][0] == "ishigami");
      REQUIRE(peer.number(k, "trajectories") == 10);
      CHECK(close(m.factors[k].mu, peer.number(k, "mu")));
      CHECK(close(m.factors[k].mu_star.value, peer.number(k, "mu_star")));
      CHECK(close(m.factors[k].sigma, peer.number(k, "sigma")));
      // Their half-width comes from other random numbers, 100 resamples: within a third of ours.
      const double half = (m.factors[k].mu_star.high - m.factors[k].mu_star.low) / 2;
      CHECK(std::fabs(half - peer.number(k, "mu_star_conf95")) <= 0.33 * half + 1e-9);
    }
  }

  TEST_CASE("PRIM's peeling trajectories and boxes") {
    using Kind = Factor::Kind;
    const std::map<std::string, Kind> mixed{
        {"whole", Kind::integer}, {"few", Kind::integer}, {"kind", Kind::category}};
    same_peeling("clean", {}, {});
    same_peeling("noisy", {}, {});
    same_peeling("mixed1", mixed, {});
    PrimOptions options;
    options.objective = PrimObjective::lenient2;
    same_peeling("mixed2", mixed, options);
    options.objective = PrimObjective::original;
    same_peeling("mixed3", mixed, options);
    options = {0.1, 0.02, 0.1, 0.5, PrimObjective::lenient1};
    same_peeling("mixed4", mixed, options);
  }
}

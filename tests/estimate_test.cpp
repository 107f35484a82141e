// Does `parley estimate` tell of a table what the estimators tell of a study?

#include <algorithm>
#include <regex>

#include "cli.hpp"
#include "parley/support/random.hpp"

using namespace parley::test;

namespace {

std::string crosscheck(const std::string& name) {
  return source("tests/crosscheck/studies/" + name + ".csv");
}

Json estimated(const Words& words) {
  const Finished f = run(Words{"estimate"} + words + Words{"--json"});
  check_done(f);
  return Json::parse(f.out);
}

// A Saltelli table of y = 2 a + b with luck, a row a run; with common random numbers if `shared`.
std::string with_runs(int runs, double noise, bool shared, bool whole) {
  std::string text = whole ? "point,replicate,a,b,c,y\n" : "a,b,c,y\n";
  std::size_t point = 0;
  for (std::uint32_t block = 0; block < 64; ++block) {
    parley::Stream luck({23, 0, block}, 0, 0, 0);
    double ends[2][3];
    for (auto& end : ends)
      for (double& x : end) x = luck.uniform();
    for (int row = 0; row < 5; ++row, ++point) {
      double x[3];
      for (int k = 0; k < 3; ++k) x[k] = ends[row == 4 || row == k + 1 ? 1 : 0][k];
      for (int r = 0; r < runs; ++r) {
        parley::Stream own(
            {29, shared ? 0U : static_cast<std::uint32_t>(point), static_cast<std::uint32_t>(r)}, 0, 0, 0);
        const double y = 2 * x[0] + x[1] + noise * (own.uniform() - 0.5);
        text += whole ? fmt::format("{},{},", point, r) : "";
        text += fmt::format("{},{},{},{}\n", x[0], x[1], x[2], y);
      }
    }
  }
  return text;
}

}  // namespace

TEST_SUITE("estimate") {
  TEST_CASE("Sobol indices of a Saltelli table, with pairs, and of its outputs alone") {
    const std::string file = crosscheck("saltelli_ishigami_N64_second_matrix");
    const Json s = estimated({"sobol", file, "--second-order"});
    CHECK(s["base_points"] == 64);
    CHECK(s["first"]["x1"]["value"].get<double>() == doctest::Approx(0.3225856207956235).epsilon(1e-12));
    CHECK(s["second"][1]["parameters"] == Json({"x1", "x3"}));
    CHECK(s["second"][1]["index"]["value"].get<double>() ==
          doctest::Approx(0.24442773972024912).epsilon(1e-12));
    CHECK(estimated({"sobol", file, "--second-order", "--x", "y", "--factors", "3"})["total"]["x2"] ==
          s["total"]["x2"]);
    const Finished text = run({"estimate", "sobol", file, "--second-order"});
    check_done(text);
    CHECK_MESSAGE(has(text.out, "x1 and x3"), text.out);
    check_refused({"estimate", "sobol", file}, "no whole number of blocks");
  }

  TEST_CASE("Morris effects of a table of trajectories, and of another number of levels") {
    const std::string file = crosscheck("morris_ishigami_r10_L4_matrix");
    const Json m = estimated({"morris", file});
    CHECK(m["trajectories"] == 10);
    const double star = m["effects"]["x1"]["mu_star"]["value"];
    CHECK(star == doctest::Approx(8.953813332259728).epsilon(1e-12));
    // A step of 3/5 in place of 2/3 of the range.
    const Json six = estimated({"morris", file, "--levels", "6"});
    CHECK(six["effects"]["x1"]["mu_star"]["value"].get<double>() ==
          doctest::Approx(star * (2.0 / 3) / 0.6).epsilon(1e-12));
    check_refused({"estimate", "morris", crosscheck("saltelli_ishigami_N64_matrix")}, "one at a time");
  }

  TEST_CASE("PRIM finds the box of a table, whatever its columns hold") {
    const Json p = estimated({"prim", crosscheck("prim_clean_input")});
    const Json last = p["boxes"][0]["steps"].back();
    CHECK(last["limits"]["a"]["high"].get<double>() == doctest::Approx(0.4).epsilon(0.03));
    CHECK(last["limits"]["c"]["restricted"] == false);
    CHECK(estimated({"prim", crosscheck("prim_mixed1_input"), "--boxes", "2"})["boxes"].size() == 2);
    const Finished text = run({"estimate", "prim", crosscheck("prim_mixed1_input"), "--peel", "0.1"});
    check_done(text);
    CHECK_MESSAGE(has(text.out, "Limits at the last step"), text.out);
  }

  TEST_CASE("mistakes in a table are told with their places") {
    const TempDir dir;
    const std::string file = dir / "t.csv";
    write_file(file, "a,y\n1,2\n3\n");
    check_refused({"estimate", "prim", file}, file + ":3:1: 1 cells under 2 headings");
    write_file(file, "a,y\n1,2\n3,high\n");
    check_refused({"estimate", "prim", file}, file + ":3:1: y: 'high' is no number");
    check_refused({"estimate", "prim", file, "--y", "z"}, "there is no column 'z'");
    check_refused({"estimate", "prim", dir / "none.csv"}, "no such file");
    write_file(file, "a,b,a,y\n1,2,3,4\n2,3,4,5\n");
    check_refused({"estimate", "prim", file}, file + ":1:1: columns 1 and 3 are both called 'a'");
    write_file(file, "a,y\n1,2\n");
    check_refused({"estimate", "prime", file}, "did you mean 'prim'?");
    check_refused({"estimate", "prim", file, "--peel", "1"}, "expected a number between 0 and 1");
  }

  TEST_CASE(
      "what the luck of runs adds to indices is taken out where a table has a row a run, and said where "
      "not") {
    const TempDir dir;
    const std::string file = dir / "t.csv";
    for (const bool shared : {false, true}) {
      CAPTURE(shared);
      write_file(file, with_runs(12, 6, shared, true));
      const Json s = estimated({"sobol", file});
      CHECK(s["runs_a_point"] == 12);
      CHECK(has(s["luck"], "taken out"));
      const Json a = s["total"]["a"], c = s["total"]["c"];
      CAPTURE(s.dump());
      CHECK(a["low"] <= 0.8);
      CHECK(a["high"] >= 0.8);
      CHECK(c["low"] <= 0);
      CHECK(c["high"] >= 0);
    }
    // Of one run a point the same luck makes a parameter that does nothing look as if it did.
    write_file(file, with_runs(1, 6, false, false));
    const Json bare = estimated({"sobol", file});
    CHECK(bare["total"]["c"]["low"] > 0);
    CHECK(has(bare["luck"], "nothing here tells how much"));
    CHECK(has(run({"estimate", "sobol", file}).out, "nothing here tells how much"));
  }

  TEST_CASE("runs of a point belong together, in whatever order, and mistakes in that are told") {
    const TempDir dir;
    const std::string file = dir / "t.csv", db = dir / "s.db", table = dir / "runs.csv";
    const std::string war = small_war(dir);
    const Words x{"--x", "truce.settles", "--x", "parties.NORTH.reservation"};
    check_done(run({"sweep", war, "-q", "-o", db, "-n", "24", "--design", "saltelli", "--points", "16",
                    "--vary", "truce.settles=0.1:0.9", "--vary", "parties.NORTH.reservation=0.1:0.7"}));
    check_done(run({"export", db, "-o", table}));
    const Json made = estimated(Words{"sobol", table, "--y", "deaths"} + x);
    const Json told = Json::parse(run({"report", db, "--json", "-y", "deaths"}).out)["outputs"][0]["sobol"];
    const double as_told = told["total"]["truce.settles"]["value"],
                 raw = made["total"]["truce.settles"]["value"];
    CHECK(as_told == doctest::Approx(std::clamp(raw, 0.0, 1.0)));
    CHECK(estimated(Words{"prim", table, "--y", "deaths", "--threshold", "100"} +
                    x)["boxes"][0]["steps"][0]["points"] == 64);
    write_file(file, "point,replicate,a,y\n0,0,1,2\n0,0,1,3\n1,1,2,3\n");
    check_refused({"estimate", "prim", file}, file + ":3:1: the same replicate of the same point");
    write_file(file, "point,replicate,a,y\n0,0,1,2\n0,1,5,3\n");
    check_refused({"estimate", "prim", file}, file + ":3:1: a differs from line 2");
    write_file(file, "a,y\n1,1e200\n2,3\n");
    check_refused({"estimate", "prim", file}, "too large to be squared");
  }

  TEST_CASE("no share of variance is told below 0 or above 1, and what is estimated is not changed") {
    const std::string file = crosscheck("saltelli_ishigami_N64_matrix");
    const Json raw = estimated({"sobol", file});
    CHECK((raw["total"]["x3"]["low"] < 0 || raw["first"]["x3"]["low"] < 0 || raw["first"]["x1"]["high"] > 1));
    const std::string text = run({"estimate", "sobol", file}).out;
    CHECK_MESSAGE(!std::regex_search(text, std::regex("\\(-0\\.[0-9]|to 1\\.[0-9]*[1-9]|-0\\.000")), text);
  }
}

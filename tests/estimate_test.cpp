// Does `parley estimate` tell of a table what the estimators tell of a study?

#include "cli.hpp"

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
    write_file(file, "a,y\n1,2\n");
    check_refused({"estimate", "prime", file}, "did you mean 'prim'?");
    check_refused({"estimate", "prim", file, "--peel", "1"}, "expected a number between 0 and 1");
  }
}

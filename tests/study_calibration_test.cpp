// Does a calibration find what made its targets, and leave alone what was held out?

#include "study_cases.hpp"

using namespace parley::test;

TEST_SUITE("study calibration") {
  TEST_CASE("a fit finds the exponent that made its target and leaves alone what is held out") {
    const TempDir dir;
    const std::string path = "parties.NORTH.strategy.bidding.time_dependent.exponent";
    const Finished made = run({"run", pie, "-n", "1", "--json", "--set", path + "=2"});
    check_done(made);
    const double target = Json::parse(made.out)["mean_utilities"]["NORTH"];
    const auto study = [&](const std::string& held_out) {
      return "scenario: " + pie + "\nvary: {" + path +
             ": {low: 0.3, high: 6}}\ntargets:\n  utility_NORTH: {value: " + std::to_string(target) +
             ", scale: 0.05}\n  agreement_day: {value: " + held_out +
             ", scale: 1, held_out: true}\ncalibrate: {particles: 100, generations: 5, replicates: 1}\n";
    };
    write_file(dir / "study.yaml", study("50"));
    const Finished one = run({"calibrate", dir / "study.yaml", "--json", "-q", "-j", "1"});
    check_done(one);
    const Json result = Json::parse(one.out), posterior = result["posterior"][0];
    CHECK(posterior["low"] <= 2.0);
    CHECK(posterior["high"] >= 2.0);
    // 90% of the prior is 5.1 wide.
    CHECK(posterior["high"].get<double>() - posterior["low"].get<double>() < 2.0);
    CHECK(result["predictive_check"][0]["within"] == true);

    // The same on any number of threads.
    const Finished four =
        run({"calibrate", dir / "study.yaml", "--json", "-q", "-j", "4", "-o", dir / "p.csv"});
    CHECK(four.out == one.out);
    CHECK(lines(read_file(dir / "p.csv")) == 101);

    write_file(dir / "study.yaml", study("5"));
    const Json again = Json::parse(run({"calibrate", dir / "study.yaml", "--json", "-q"}).out);
    CHECK(again["posterior"] == result["posterior"]);
    CHECK(again["predictive_check"][1]["held_out"] == true);
    CHECK(again["predictive_check"][1]["within"] == false);
  }

  TEST_CASE("a calibration needs a target that is fitted") {
    const TempDir dir;
    dicey(dir);
    const std::string study = dir / "study.yaml";
    const std::string vary =
        "scenario: dicey.yaml\nvary: {parties.NORTH.reservation: {low: 0.1, high: 0.3}}\n";
    write_file(study, vary);
    check_refused({"calibrate", study}, "names no target that is fitted");
    write_file(study, vary + "targets: {holding: {value: 0.5, held_out: true}}\n");
    check_refused({"calibrate", study}, "names no target that is fitted");
    write_file(study, vary + "targets: {hoding: {value: 0.5}}\n");
    check_refused({"calibrate", study},
                  study + ":3:11: targets.hoding: unknown output 'hoding' (did you mean 'holding'?)");
  }
}

// The model's record: targets, rows, the command.
#include <fstream>

#include "cli.hpp"
#include "parley/questions/record/report.hpp"

using namespace parley;
using namespace parley::test;

TEST_SUITE("record") {
  TEST_CASE("every figure that the record can make has a target, and every target a figure") {
    Diagnostics diagnostics;
    const auto targets = load_targets(source("scenarios/record/targets.csv"), diagnostics);
    CHECK_MESSAGE(diagnostics.empty(), to_string(diagnostics));
    CHECK(targets.size() == record_ids().size());
    for (const RecordTarget& t : targets) {
      CHECK_MESSAGE(!t.source.empty(), t.id);
      CHECK_MESSAGE(!t.what.empty(), t.id);
    }
  }

  TEST_CASE("a hit is a figure within the band, for the model as for the base rate") {
    RecordRow row;
    row.target.low = 0.3;
    row.target.high = 0.6;
    row.model.value = 0.6;
    CHECK(row.hit());
    CHECK(!row.base_rate_hit().has_value());
    row.model.value = 0.61;
    row.target.base_rate = 0.5;
    CHECK(!row.hit());
    CHECK(*row.base_rate_hit());
  }

  TEST_CASE("validate tells every row with its figure, the same for any number of threads") {
    const Words few{"validate", source("scenarios"), "-n",     "20", "--population",
                    "20",       "--no-switches",     "--json", "-q"};
    const Finished one = run(few + Words{"--jobs", "1"}), four = run(few + Words{"--jobs", "4"});
    check_done(one);
    CHECK(one.out == four.out);
    const Json j = Json::parse(one.out);
    CHECK(j["rows"].size() == record_ids().size());
    for (const auto& row : j["rows"]) {
      CHECK(row["hit"] == (row["model"] >= row["low"] && row["model"] <= row["high"]));
      CHECK(row["n"] > 0);
    }
    CHECK(j["without"].empty());
  }

  TEST_CASE("a table of targets with mistakes is refused with all of them") {
    const TempDir dir;
    fs::create_directories(dir / "record");
    std::ofstream(dir / "record/targets.csv") << "id,group,what,low,high,base_rate,source\n"
                                              << "february.week9,calibration,x,0,1,,s\n"
                                              << "february.week1,calibration,x,2,1,,s\n"
                                              << "february.week1,calibration,x,a,1,b,s\n";
    const Finished f = run({"validate", dir / ""});
    CHECK(f.code == 2);
    CHECK(f.out.empty());
    for (const char* told :
         {"targets.csv:2:1: id: unknown target 'february.week9' (did you mean 'february.week1'?)",
          "targets.csv:3:4: low: the band ends before it begins",
          "targets.csv:4:1: id: 'february.week1' stands here a second time",
          "targets.csv:4:4: low: 'a' is no number", "targets.csv:4:6: base_rate: 'b' is no number",
          "syria-february-2016.yaml: no such file"})
      CHECK_MESSAGE(has(f.err, told), f.err);
  }
}

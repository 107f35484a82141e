// Do 'parley import' and 'parley analyze --deal' do what their help says, from other programs' files to
// forecasts?
#include <fstream>

#include "cli.hpp"

using namespace parley::test;

namespace {

std::string peer(const std::string& path) { return source("tests/crosscheck/" + path); }

const Words genius{"import", "genius", peer("genius/corridor/corridor-domain.xml"),
                   peer("genius/corridor/corridor-hill.xml"), peer("genius/corridor/corridor-plain.xml")};
const Words web{"import", "genius", peer("genius/prisoners-web/prisoners.json"),
                peer("genius/prisoners-web/prisoners-east.json"),
                peer("genius/prisoners-web/prisoners-west.json")};
const Words ktab{"import", "ktab", peer("ktab/line-5.csv")};

std::string written(const TempDir& dir, const std::string& name, const std::string& text) {
  std::ofstream(dir / name) << text;
  return dir / name;
}

std::string text_of(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("what is imported from GENIUS, GeniusWeb and KTAB passes the check and is negotiated") {
  for (const Words& from : {genius, web, ktab}) {
    CAPTURE(shown(from));
    const TempDir dir;
    const std::string file = dir / "talks.yaml";
    const Finished f = run(from + Words{"-o", file});
    check_done(f);
    CHECK(f.out.empty());
    CHECK(has(f.err, "Next: parley analyze " + file));
    const Finished printed = run(from);
    check_done(printed);
    CHECK(printed.out == text_of(file));
    check_done(run({"check", file}));
    const Finished played = run({"run", file, "-n", "2", "--json"});
    check_done(played);
    CHECK(Json::parse(played.out)["replicates"] == 2);
  }
}

TEST_CASE("an import tells every mistake of every file at once, and writes nothing") {
  const TempDir dir;
  const std::string file = dir / "talks.yaml", missing = peer("genius/refused/missing-evaluation.xml"),
                    weight = peer("genius/refused/missing-weight.xml"),
                    order = peer("genius/refused/partial-order.json"),
                    csv = written(dir, "t.csv",
                                  "r, c, 3, 1\nA, D, P, X, S\nA,x,0,10,5\nB,x,1,101,5\nC,x,1,1\n");
  const auto refused = [&](const Words& a, const Words& told) {
    for (const std::string& line : told) check_refused(a + Words{"-o", file}, line);
    CHECK_FALSE(fs::exists(file));
  };
  refused({"import", "genius", genius[2], missing, weight},
          {missing + ":7:7: Corridor: option 'road and bridge' has no evaluation",
           weight + ":15:5: Hours: the issue has no weight"});
  refused({"import", "genius", web[2], order, web[3]}, {order + ":2:2: PartialOrdering"});
  refused({"import", "ktab", csv},
          {csv + ":3:5: A.power: 0 is no power", csv + ":4:7: B.X.position: 101 is out of range",
           csv + ":5:1: C: expected 5 cells, found 4"});
  refused({"import", "genius", genius[2], genius[3]}, {"at least two profiles"});
  refused({"import", "genuis", genius[2]}, {"did you mean 'genius'?"});
  refused({"import", "ktab", csv, "--spacing", "0"}, {"expected a number from 0.2 to 100"});
  refused({"import", "ktab", dir / "none.csv"}, {"no such file"});
}

TEST_CASE("an import replaces a file only by --force, and never one that it reads") {
  const TempDir dir;
  const std::string csv = written(dir, "t.csv", text_of(ktab[2])), file = written(dir, "t.yaml", "mine");
  check_refused({"import", "ktab", csv, "-o", file}, "exists already (--force replaces it)");
  CHECK(text_of(file) == "mine");
  check_done(run({"import", "ktab", csv, "-o", file, "--force"}));
  CHECK(has(text_of(file), "Imported from t (KTAB"));
  CHECK(run({"import", "ktab", csv, "-o", csv, "--force"}).code != 0);
  CHECK(text_of(csv) == text_of(ktab[2]));
}

TEST_CASE("names that would be read as true or missing become usable identifiers, and stay as text") {
  const TempDir dir;
  const std::string csv =
      written(dir, "t.csv", "r,c,3,1\nA,D,P,NA,S\nyes,x,1,10,5\nnull,x,1,50,5\nNo,x,1,90,5\n");
  const Finished f = run({"import", "ktab", csv, "-o", dir / "t.yaml"});
  check_done(f);
  check_done(run({"check", dir / "t.yaml"}));
  const std::string text = text_of(dir / "t.yaml");
  for (const char* part : {"dimension_1_NA:", "title: \"NA\"", "actor_1_yes:", "name: \"yes\"",
                           "actor_2_null:", "name: called null"})
    CHECK_MESSAGE(has(text, part), part);
}

TEST_CASE("a scenario of more than Parley takes is refused under the name of the file that it is made of") {
  const TempDir dir;
  Words many{"import", "genius", genius[2]};
  for (int n = 0; n < 251; ++n) many.push_back(genius[3]);
  check_refused(many, genius[2] + ": the scenario made of it: parties: 251 parties, more than Parley takes");
}

TEST_CASE("analyze --deal holds the forecasts of an imported negotiation beside a text") {
  const TempDir dir;
  const std::string file = dir / "t.yaml", deal = written(dir, "deal.yaml", "options: {Opening: at 60}\n");
  check_done(run(ktab + Words{"-o", file}));
  const Words analyze{"analyze", file, "--deal", deal};
  const Finished told = run(analyze);
  check_done(told);
  for (const char* part : {"midpoint", "weighted mean", "challenge model", "challenge, median", "Nash",
                           "0 options from the text"})
    CHECK_MESSAGE(has(told.out, part), part);
  const Finished f = run(analyze + Words{"--json"});
  check_done(f);
  const Json forecasts = Json::parse(f.out)["forecasts"];
  const auto place = [&](const char* key) { return forecasts[key]["places"]["Opening"].get<double>(); };
  // Places 10 80 55 65 95, weights 8500 4200 1350 1000 3150; KTAB ends at 10.05 and four times 70.05.
  CHECK(place("midpoint") == doctest::Approx(61));
  CHECK(place("weighted_mean") == doctest::Approx(859500.0 / 18200));
  CHECK(place("challenge") == doctest::Approx(764910.0 / 18200).epsilon(1e-9));
  CHECK(place("challenge_median") == doctest::Approx(70.05).epsilon(1e-9));
  CHECK(forecasts["midpoint"]["options_apart"] == 0.0);

  const auto refused = [&](const std::string& text, const std::string& line) {
    const std::string wrong = written(dir, "wrong.yaml", text);
    check_refused({"analyze", file, "--deal", wrong}, wrong + line);
  };
  refused("options: {Opening: at 61}\n", ":1:20: options.Opening: unknown option 'at 61'");
  refused("options: {Opening: 99}\n", ":1:20: options.Opening: there is no option 99");
  refused("options: {Openig: at 60}\n", ":1:11: options: unknown issue 'Openig' (did you mean 'Opening'?)");
  check_refused({"premortem", file, "--deal", deal}, "a premortem needs days");
}

TEST_CASE(
    "a shipped war and the text that was signed: all four forecasts stand beside the points of theory") {
  const Finished f =
      run({"analyze", geneva, "--deal", source("scenarios/deals/9-september-2016.yaml"), "--json"});
  check_done(f);
  const Json all = Json::parse(f.out);
  for (const char* key : {"midpoint", "weighted_mean", "challenge", "challenge_median"}) {
    const Json& forecast = all["forecasts"][key];
    CHECK(forecast["options_apart"].get<double>() >= 0);
    for (const auto& [issue, place] : forecast["places"].items()) {
      CHECK(place.get<double>() >= 0);
      CHECK(place.get<double>() <= 100);
    }
  }
  CHECK(all["points"]["nash"].contains("options_apart"));
  // What is many is a list: issues that go together are given up together.
  for (const auto& move : all["moves"]["parties"])
    for (const auto& given : move["gives"]) {
      REQUIRE(given["issues"].is_array());
      for (const auto& issue : given["issues"]) CHECK(all["forecasts"]["midpoint"]["places"].contains(issue));
    }
}

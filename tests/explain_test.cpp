// Is a run that is played again the same run, and told with what decided it?

#include "parley/runs/explain.hpp"

#include <fstream>
#include <regex>
#include <set>

#include "cli.hpp"
#include "parley/runs/briefing.hpp"
#include "parley/writing/csv.hpp"

namespace parley {

namespace {

using test::check_done;
using test::has;
using test::Json;
using test::run;
using test::TempDir;
using test::Words;
using test::operator+;

void change(const std::string& file, const std::string& from, const std::string& to) {
  std::ifstream in(file);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  std::ofstream(file) << text;
}

}  // namespace

TEST_SUITE("explain") {
  TEST_CASE("a run played again has the outcome of the run, whether or not reasons are kept") {
    const Model m(test::scenario_file("scenarios/geneva-2016.yaml"));
    State state(m);
    for (std::uint32_t i = 0; i < 5; ++i) {
      const Outcome plain = simulate(m, {3, 0, i}, state);
      const Explained e = replay(m, {3, 0, i});
      CHECK(e.outcome.ending == plain.ending);
      CHECK(e.outcome.deaths == plain.deaths);
      CHECK(e.outcome.utilities == plain.utilities);
      // Dated and in order, with consent, weeks of truce and months told with their numbers.
      std::set<std::string_view> kinds;
      for (std::size_t k = 0; k < e.entries.size(); ++k) {
        if (k > 0) CHECK(e.entries[k - 1].day <= e.entries[k].day);
        kinds.insert(e.entries[k].kind);
        CHECK_FALSE(e.entries[k].text.empty());
      }
      CHECK(kinds.count("month") == 1);
      if (plain.deals > 0) CHECK(kinds.count("signed") == 1);
      if (plain.truce_days > 0) CHECK(kinds.count("week") == 1);
      int weeks = 0;
      for (const auto& entry : e.entries)
        if (entry.kind == "week") weeks += entry.until - entry.day + 1;
      CHECK(weeks == plain.truce_days - plain.deals);  // a truce binds from the day after its signature
    }
  }

  TEST_CASE("who ends a truce does so at a value that is told") {
    const Model m(test::scenario_file("scenarios/geneva-2016.yaml"));
    int told = 0;
    for (std::uint32_t i = 0; i < 5; ++i) {
      for (const auto& entry : replay(m, {1, 0, i}).entries) {
        if (entry.kind != "denounced" && entry.kind != "lapsed") continue;
        ++told;
        std::set<std::string> names;
        for (const Fact& f : entry.facts) names.insert(f.name);
        CHECK(names.count("value") == 1);
        CHECK(names.count("trust") == 1);
      }
    }
    CHECK(told > 0);
  }

  TEST_CASE(
      "a meeting that the calendar brings while talks are closed negotiates nothing, and the story says so") {
    // A text that is signed beforehand comes into force on 12 September: on 4 and 9 September nobody talks.
    Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
    Diagnostics diagnostics;
    REQUIRE(load_deal_file(test::source("scenarios/deals/9-september-2016.yaml"), s, diagnostics));
    const Model m(s);
    int meetings = 0;
    for (const auto& entry : replay(m, {1, 0, 0}).entries) {
      if (!has(entry.text, "Kerry and Lavrov meet")) continue;
      ++meetings;
      CHECK(has(entry.text, "nothing is negotiated"));
    }
    CHECK(meetings == 2);
  }

  TEST_CASE("parley explain tells a run of a folder, checked against its row") {
    const TempDir dir;
    const std::string file = test::small_war(dir), out = dir / "out";
    check_done(run({"run", file, "-n", "6", "-o", out, "-q"}));
    const auto text = run({"explain", out, "--run", "2"});
    check_done(text);
    CHECK(has(text.out, "run 2 explained"));
    const auto json = run({"explain", out, "--run", "2", "--json"});
    check_done(json);
    const Json told = Json::parse(json.out);
    CHECK(told["run"] == 2);
    REQUIRE(told["entries"].size() > 0);
    CHECK(told["entries"][0].contains("date"));
    CHECK(told["entries"][0]["numbers"].is_array());
    // Without a number: a typical run.
    check_done(run({"explain", out}));
    test::check_refused({"explain", out, "--run", "6"}, "there is no run 6");
    test::check_refused({"explain", dir / "nothing"}, "cannot read");
  }

  TEST_CASE("who refuses what is worth more to it than fighting on is told not to keep it") {
    const TempDir dir;
    const std::string file = dir / "war.yaml";
    check_done(run({"new", file, "--kind", "insurgency"}));
    const Model m(test::scenario(test::read_file(file)));
    const std::regex refusal(
        R"(refuses?: (-?\d\.\d\d) to it, with (\d\.\d\d) from .*?, against (\d\.\d\d) from fighting on(.*?)\. )");
    std::size_t refused = 0;
    for (std::uint32_t i = 0; i < 20; ++i)
      for (const auto& entry : replay(m, {1, 0, i}).entries) {
        const std::string text = entry.text + " ";
        for (std::sregex_iterator at(text.begin(), text.end(), refusal), end; at != end; ++at) {
          const double better = std::stod((*at)[1]) + std::stod((*at)[2]) - std::stod((*at)[3]);
          if (better < 0.02) continue;  // told to two digits
          ++refused;
          CHECK_MESSAGE(has((*at)[4], "it would sooner attack than keep it"), text);
        }
      }
    CHECK(refused > 0);
  }

  TEST_CASE("parley explain refuses what it cannot play again truly") {
    const TempDir dir;
    const std::string file = test::small_war(dir);
    const auto fresh = [&](const std::string& name) {
      const std::string out = dir / name;
      check_done(run({"run", file, "-n", "2", "-o", out, "-q", "--set", "truce.memory=14"}));
      return out;
    };
    std::string out = fresh("a");
    change(out + "/manifest.json", "\"seed\": 1", "\"seed\": 2");
    test::check_refused({"explain", out, "--run", "0"}, "it was changed after it was written");
    out = fresh("b");
    change(out + "/manifest.json", "truce.memory=14", "truce.memory=15");
    test::check_refused({"explain", out, "--run", "0"}, "it was changed after it was written");
    test::check_refused({"report", out, "--html", dir / "page.html"}, "it was changed after it was written");
    test::check_refused({"check", out}, "it was changed after it was written");
    // Whoever writes a new hash beside it is found out by the runs themselves.
    out = fresh("f");
    change(out + "/manifest.json", "\"seed\": 1", "\"seed\": 2");
    Json forged = Json::parse(test::read_file(out + "/manifest.json"));
    forged["manifest_sha256"] = seal_of(forged.dump());
    test::write_file(out + "/manifest.json", forged.dump());
    test::check_refused({"explain", out, "--run", "0"}, "differs from its row");
    // Numbers that no call takes are no numbers of a call, also behind a hash that fits.
    const std::vector<std::pair<std::string, Json>> numbers{{"seed", -1},
                                                            {"replicates", 1e308},
                                                            {"points", 4'294'967'295U},
                                                            {"points", 0.5},
                                                            {"runs_per_point", "4"}};
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      out = fresh("n" + std::to_string(k));
      forged = Json::parse(test::read_file(out + "/manifest.json"));
      forged[numbers[k].first] = numbers[k].second;
      forged["manifest_sha256"] = seal_of(forged.dump());
      test::write_file(out + "/manifest.json", forged.dump());
      test::check_refused({"explain", out}, numbers[k].first + ": expected a whole number from 0 to ");
      test::check_refused({"report", out, "--html", dir / "page.html"}, "expected a whole number");
    }
    // A table that no command reads is looked at too.
    out = fresh("g");
    const auto whole = run({"check", out});
    check_done(whole);
    CHECK(has(whole.out, "manifest and 2 tables are as parley"));
    change(out + "/parties.csv", ",", ";");
    test::check_refused({"check", out}, "parties.csv: this is not the table");
    out = fresh("c");
    change(out + "/manifest.json", "\"version\": \"", "\"version\": \"9");
    test::check_refused({"explain", out}, "the runs were made by parley 9");
    out = fresh("d");
    change(out + "/manifest.json", "\"scenario_text\": \"", "\"scenario_text\": \"# x\\n");
    test::check_refused({"explain", out}, "SHA-256");
    out = fresh("e");
    change(out + "/manifest.json", "manifest_sha256", "sum");
    test::check_refused({"explain", out}, "not a manifest");
  }

  TEST_CASE("tables are read back as they were written") {
    const auto placed = parse_placed_csv("a, b\n1,\"x, \"\"y\"\"\nz\" , 2\n\"").rows;
    CHECK(placed[0][1].text == " b");
    CHECK(placed[0][1].place.column == 4);
    CHECK(placed[1][1].text == "x, \"y\"\nz ");
    CHECK(placed[1][2].place.line == 3);
    CHECK(placed[1][2].place.column == 6);
    CHECK(parse_placed_csv("a\nb, \"c").open_quote.line == 2);
    CHECK(parse_placed_csv("a\nb, \"c").open_quote.column == 4);
    const auto rows = parse_csv("a,b\n1,\"x, \"\"y\"\"\nz\"\n,\n");
    REQUIRE(rows.size() == 3);
    CHECK(rows[1] == CsvRow{"1", "x, \"y\"\nz"});
    CHECK(rows[2] == CsvRow{"", ""});
  }
}

}  // namespace parley

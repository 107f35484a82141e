// Do sheets that experts fill become a scenario, and are mistakes and disagreements told?
#include <filesystem>
#include <fstream>
#include <set>

#include "cli.hpp"
#include "parley/questions/elicit/elicited.hpp"
#include "parley/questions/elicit/questionnaire.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/writing/csv.hpp"

using namespace parley;
using namespace parley::test;

namespace {

const std::string heads = "no,question,low,high,numbers,lowest,highest,likeliest,reason,expert,path\n";

std::string told(const std::string& rows, const Scenario& s) {
  const SheetFile sheet{"s.csv", heads + rows};
  Diagnostics problems;
  (void)read_answers({&sheet, 1}, s, problems);
  return to_string(problems);
}

std::vector<ExpertAnswer> read(const std::string& text, const Scenario& s) {
  const SheetFile sheet{"s.csv", text};
  Diagnostics problems;
  auto answers = read_answers({&sheet, 1}, s, problems);
  REQUIRE_MESSAGE(problems.empty(), to_string(problems));
  return answers;
}

std::string file_text(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
void write(const std::string& file, const std::string& text) { std::ofstream(file) << text; }

Scenario war() {
  TempDir dir;
  Diagnostics problems;
  return load_scenario_file(small_war(dir), {}, problems)->scenario;
}

}  // namespace

TEST_SUITE("elicit") {
  TEST_CASE("every mistake on a sheet is told with its line and column") {
    const Scenario s = war();
    const std::string all = told(
        "1,q,l,h,n,0.6,0.3,,,Ada,parties.NORTH.reservation\n"
        "2,q,l,h,n,0.1,1.3,,,,parties.SOUTH.reservation\n"
        "3,q,l,h,n,0.1,0.3,0.5,,,parties.NORTH.conduct.trust\n"
        "4,q,l,h,n,0.1,,,,,parties.SOUTH.conduct.trust\n"
        "5,q,l,h,n,some,3,,,,truce.salient_every\n"
        "6,q,l,h,n,1,3,,,,truce.salience_every\n"
        "7,q,l,h,n,\"1,500\",3000,,,,truce.memory\n"
        "8,q,l,h,n,0.1,0.2,,,Ada,parties.NORTH.war.cost\n"
        "9,q,l,h,n,0.1,0.2,,,Ada,parties.NORTH.war.cost\n"
        "10,q,l,h,n,1.5,2,,,,truce.unravel_days\n",
        s);
    for (const char* part :
         {"s.csv:2:11: parties.NORTH.reservation: lowest 0.6 is above highest 0.3",
          "s.csv:3:15: parties.SOUTH.reservation: highest '1.3' is out of range (must be between 0 and 1)",
          "s.csv:4:19: parties.NORTH.conduct.trust: likeliest 0.5 does not lie between lowest 0.1 and "
          "highest 0.3",
          "parties.SOUTH.conduct.trust: there is no highest value",
          "s.csv:6:11: truce.salient_every: lowest 'some' is no number",
          "truce.salience_every: the scenario has no such number (did you mean 'truce.salient_every'?)",
          "could be read in two ways", "s.csv:10:", "Ada answers this question twice",
          "truce.unravel_days: lowest '1.5' is not a whole number"})
      CHECK_MESSAGE(has(all, part), all);
    CHECK(lines(all) == 9);
    CHECK(has(told("1,q,l,h,n,0.1,0.3,,,,truce.detection\n", s), "nobody's name stands beside this answer"));
    CHECK(has(told("1,q,l,h,n,,,,,Ada,truce.detection\n", s), "no question on this sheet has an answer"));
    const SheetFile strange{"t.csv", "a,b\n1,2\n"};
    Diagnostics problems;
    (void)read_answers({&strange, 1}, s, problems);
    CHECK(has(to_string(problems), "t.csv:1:1: there is no column 'path'"));
  }

  TEST_CASE("a sheet is blamed for what is wrong on the sheet, at its own line and column") {
    TempDir dir;
    const std::string file = small_war(dir), out = dir / "new.yaml";
    const auto refused = [&](const std::string& sheet, const std::string& message) {
      write(dir / "s.csv", sheet);
      check_refused({"elicit", "--read", dir / "s.csv", file, "-o", out, "-q"}, message);
      CHECK(!std::filesystem::exists(out));
    };
    const std::string row = "1,q,l,h,n,0.1,0.3,,", end = ",Zoe,truce.detection\n";
    refused(heads + row + "caf\xe9" + end, "s.csv:2:23: the file is not UTF-8 text (save it as CSV");
    refused(heads + row + std::string(1, '\0') + end, "s.csv:2:20: the file holds a NUL byte");
    refused(heads + row + "a\x0b" + end, "s.csv:2:20: 'a\\x0b' holds a character that no text has");
    refused(heads + row + "a\xc2\x9b" + end, "s.csv:2:20: 'a\\x9b' holds a character that no text has");
    refused("lowest,Lowest ,highest,expert,path\n0.1,0.2,0.3,Zoe,truce.detection\n",
            "s.csv:1:8: a second column 'lowest' (keep one of them)");
    refused("lowest,highest,expert,path\n0.1,0.3,Zoe,truce.detection,,more\n",
            "s.csv:2:30: 6 cells under 4 headings");
    refused("expert\nZoe\n", "there is no column 'path'");
    refused("expert\nZoe\n", "there is no column 'highest'");
    refused("path,lowest,highest,likliest,expert\ntruce.detection,0.1,0.3,0.2,Zoe\n",
            "s.csv:1:21: there is no column 'likliest' (did you mean 'likeliest'?)");
  }

  TEST_CASE("line ends within a reason are those of any machine, empty cells at a row's end are none") {
    const auto answers = read(
        "path,lowest,highest,reason,expert\r\n truce.detection , 0.1 ,0.3,\"one\r\ntwo\",Zoe,,\r\n", war());
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].reason == "one\ntwo");
    CHECK(answers[0].judgement.low == 0.1);
  }

  TEST_CASE("one person's name is one, however it is spaced and capitalised") {
    const Scenario s = war();
    const SheetFile sheets[] = {{"a.csv", heads + "1,q,l,h,n,0.1,0.3,,,J. Doe,truce.detection\n"},
                                {"b.csv", heads + "1,q,l,h,n,0.1,0.3,,, j doe ,truce.detection\n" +
                                              "2,q,l,h,n,0.1,0.3,,,,parties.NORTH.reservation\n"}};
    Diagnostics problems;
    const auto answers = read_answers(sheets, s, problems);
    CHECK_MESSAGE(has(to_string(problems), "b.csv:2:29: truce.detection: J. Doe answers this question twice"),
                  to_string(problems));
    REQUIRE(answers.size() == 2);
    CHECK(answers[1].expert == "J. Doe");
  }

  TEST_CASE("a number that the scenario leaves out is not taken for another one with a name like it") {
    const std::string all = told("1,q,l,h,n,5,15,,,Zoe,truce.salient\n", war());
    CHECK_MESSAGE(has(all, "truce.salient: the scenario leaves this number out: the deaths from which"), all);
    CHECK_FALSE(has(all, "did you mean"));
  }

  TEST_CASE("answers that break a rule between two numbers make no scenario, and it is said that they do") {
    TempDir dir;
    const std::string file = small_war(dir), out = dir / "new.yaml";
    write(dir / "s.csv", heads + "1,q,l,h,n,0.2,0.3,,,Zoe,truce.committed_rate\n" +
                             "2,q,l,h,n,0.01,0.02,,,,truce.uncommitted_rate\n");
    check_refused({"elicit", "--read", dir / "s.csv", file, "-o", out, "-q"},
                  "truce.committed_rate: committed_rate 0.25 is above uncommitted_rate 0.015");
    CHECK(!std::filesystem::exists(out));
  }

  TEST_CASE("a sheet with answers is not written over, even where files may be replaced") {
    TempDir dir;
    const std::string file = small_war(dir), name = dir / "ask";
    const Words ask{"elicit", file, "-o", name, "--points", "20", "--questions", "3", "--force", "-q"};
    check_done(run(ask));
    check_done(run(ask));
    std::string table = file_text(name + ".csv");
    table.replace(table.find(",,,,,,"), 6, ",0.2,0.4,,,Zoe,");
    write(name + ".csv", table);
    check_refused(ask, "is a sheet with answers, which --force does not replace");
    CHECK(file_text(name + ".csv") == table);
  }

  TEST_CASE(
      "a sheet may have semicolons with decimal commas, shares in percent, times in weeks, one name for all "
      "rows") {
    const Scenario s = war();
    const auto answers = read(
        "path;lowest;highest;likeliest;expert;reason\n"
        "parties.NORTH.reservation;0,3;0,6;;;\n"
        "truce.detection;30 %;60%;50%;B. Example;seen from the hill\n"
        "talks.deadline;2 weeks;60 days;;;\n"
        "truce.attribution;;;;;\n",
        s);
    REQUIRE(answers.size() == 3);
    CHECK(answers[0].expert == "B. Example");
    CHECK(answers[0].judgement.low == 0.3);
    CHECK_FALSE(answers[0].judgement.likeliest.has_value());
    CHECK(answers[1].judgement.high == doctest::Approx(0.6));
    CHECK(answers[1].reason == "seen from the hill");
    CHECK(answers[2].judgement.low == 14);
  }

  TEST_CASE(
      "a questionnaire asks in plain words for numbers that can be asked for, and shows no value to hold on "
      "to") {
    const Scenario s = war();
    ScreeningOptions options;
    options.points = 200;
    const Screening screening = screen(s, options);
    REQUIRE(screening.numbers.size() > 20);
    CHECK(screening.points > 150);
    CHECK(screening.numbers.front().told);
    for (std::size_t i = 1; i < screening.numbers.size(); ++i)
      CHECK(std::abs(screening.numbers[i - 1].correlation) >= std::abs(screening.numbers[i].correlation));
    const auto rows = parse_csv(questionnaire_csv(s, screening, 10));
    REQUIRE(rows.size() == 11);
    const std::string page = questionnaire_markdown(s, screening, 10, "war.yaml");
    std::set<std::string> known;
    for (const auto& n : numbers_of(s)) known.insert(n.path);
    for (std::size_t i = 1; i < rows.size(); ++i) {
      REQUIRE(rows[i].size() == 11);
      CHECK(known.contains(rows[i].back()));
      CHECK(rows[i][1].starts_with("Please judge "));
      for (const std::size_t empty : {5u, 6u, 7u, 8u, 9u}) CHECK(rows[i][empty].empty());
    }
    CHECK(has(page, "## 10. Please judge "));
    CHECK_FALSE(has(page, "## 11."));
    CHECK(has(page, "rank correlation"));  // with what they are ordered by, of all together
    CHECK_FALSE(has(page, "rank correlation +"));
    CHECK_FALSE(has(page, "rank correlation -"));
  }

  TEST_CASE(
      "every number that can be asked for has a unit that people know, or examples of what numbers mean") {
    std::set<std::string> bare;
    for (const auto& entry : std::filesystem::directory_iterator(source("scenarios"))) {
      if (entry.path().extension() != ".yaml") continue;
      Diagnostics problems;
      auto loaded = load_scenario_file(entry.path().string(), {}, problems);
      if (!loaded) continue;
      for (const AssumedNumber& n : all_numbers(loaded->scenario)) {
        const std::string unit = n.spec.unit;
        const bool known = (!unit.empty() && unit != "per utility" && unit != "log ratio a month") ||
                           (n.spec.low >= 0 && n.spec.high <= 1 && n.spec.less[0] != '\0');
        if (!n.option && !n.whole && !known && n.spec.scale[0] == '\0') bare.insert(n.path);
      }
    }
    std::string all;
    for (const auto& path : bare) all += path + " ";
    CHECK_MESSAGE(bare.empty(), all);
  }

  TEST_CASE("the wider the range of a number that decides, the earlier it is asked for") {
    const auto place = [](const char* range) {
      TempDir dir;
      Diagnostics problems;
      const std::string set = std::string("parties.NORTH.reservation={value: 0.5, ") + range + "}";
      const auto loaded = load_scenario_file(small_war(dir), {set}, problems);
      REQUIRE_MESSAGE(loaded, to_string(problems));
      ScreeningOptions options;
      options.points = 400;
      const auto numbers = screen(loaded->scenario, options).numbers;
      const auto at = std::find_if(numbers.begin(), numbers.end(),
                                   [](const auto& n) { return n.path == "parties.NORTH.reservation"; });
      REQUIRE(at != numbers.end());
      return std::pair{at - numbers.begin(), at->told};
    };
    const auto wide = place("low: 0.01, high: 0.99"), narrow = place("low: 0.499, high: 0.501");
    CHECK(wide.first == 0);
    CHECK(wide.second);
    CHECK(narrow.first > 5);
    CHECK_FALSE(narrow.second);
  }

  TEST_CASE("sheets become ranges, shapes and names in a copy of the file that keeps its comments") {
    TempDir dir;
    const std::string file = small_war(dir), a = dir / "a.csv", b = dir / "b.csv", out = dir / "new.yaml";
    write(a, heads +
                 "1,q,l,h,n,0.2,0.5,0.3,holds the hills,Ada Example,parties.NORTH.reservation\n"
                 "2,q,l,h,n,0.5,0.8,,,,truce.detection\n");
    write(
        b,
        "path;lowest;highest;likeliest;reason;expert\nparties.NORTH.reservation;0,3;0,6;0,4;;Ben Example\n");
    const Finished f = run({"elicit", "--read", a, b, file, "-o", out, "-n", "20", "-q"});
    check_done(f);
    CHECK(has(f.out, "what the Northern army expects from having no deal (parties.NORTH.reservation)"));
    CHECK(has(f.out, "Nowhere: no two ranges for one number lie apart."));
    const std::string before = file_text(file), after = file_text(out);
    CHECK(std::count(before.begin(), before.end(), '#') == std::count(after.begin(), after.end(), '#'));
    CHECK(has(after, "shape: triangular"));
    CHECK(has(after, "why: \"Ada Example: holds the hills\""));
    CHECK(has(after, "experts: [\"Ada Example\", \"Ben Example\"]"));
    Diagnostics problems;
    const auto loaded = load_scenario_file(out, {}, problems);
    REQUIRE_MESSAGE(loaded, to_string(problems));
    const Number& r = loaded->scenario.parties.find("NORTH")->reservation;
    CHECK(*r.low == 0.2);
    CHECK(*r.high == 0.6);
    CHECK(r.shape == Shape::triangular);
    CHECK(r.value == doctest::Approx(0.35));
    CHECK(r.mark == Mark::expert);
    CHECK(r.experts.size() == 2);
    CHECK(loaded->scenario.truce.detection.shape == Shape::uniform);
    CHECK(*loaded->scenario.truce.detection.high == 0.8);
    check_done(run({"sweep", out, "--uncertain", "--design", "lhs", "--points", "20", "-n", "2", "-q", "-o",
                    dir / "s.db"}));
    check_refused({"elicit", "--read", a, file, "-o", out}, "exists already");
    check_refused({"elicit", "--read", a, "-o", dir / "x.yaml"}, "name one scenario");
  }

  TEST_CASE("an old reason does not speak for a new number") {
    const Scenario s = war();
    Number before;
    before.why = "calibrated on a calm";
    const auto text = [&](const char* reason) {
      const std::vector<ExpertAnswer> answers{{"Ada", "truce.detection", reason, {0.5, 0.7, {}}}};
      return assumption_text(pool_answers(answers, s).front(), before);
    };
    CHECK(has(text("posts see the road"), "why: \"Ada: posts see the road\""));
    CHECK(has(text(""), "why: \"no reason given (formerly: calibrated on a calm)\""));
    before.why = "no reason given (formerly: calibrated on a calm)";
    CHECK(has(text(""), "why: \"no reason given (formerly: calibrated on a calm)\""));
    before.why = "";
    CHECK(has(text(""), "why: \"no reason given\""));
  }

  TEST_CASE("the three sheets that are shipped are read, pooled, and told where they disagree") {
    TempDir dir;
    const std::string folder = source("scenarios/elicitation/"), out = dir / "new.yaml";
    const Finished f = run({"elicit", "--read", folder + "muster.csv", folder + "sample.csv",
                            folder + "exemple.csv", geneva, "-o", out, "-n", "60", "-q"});
    check_done(f);
    CHECK_MESSAGE(has(f.out, "3 experts on 8 numbers"), f.out);
    CHECK_MESSAGE(has(f.out, "of 3 disagreements matter"), f.out);
    CHECK(has(f.out, "Ben Sample says at most 0.5, Ada Muster at least 0.6."));
    CHECK(has(f.out, "It matters: days of the first truce"));
    const std::string before = file_text(geneva), after = file_text(out);
    CHECK(lines(before) == lines(after));
    Diagnostics problems;
    const auto loaded = load_scenario_file(out, {}, problems);
    REQUIRE_MESSAGE(loaded, to_string(problems));
    CHECK(loaded->scenario.parties.find("GOV")->war.cost.shape == Shape::triangular);
    CHECK(loaded->scenario.parties.find("GOV")->reservation.experts.size() == 3);
    CHECK(has(f.out, "contradict each other"));
    const Finished played = run({"run", out, "-n", "5", "-q"});
    check_done(played);
    CHECK(has(played.out, "hold the pooled answers of several experts"));
  }

  TEST_CASE("a disagreement matters where the answer moves between the experts' values, with the same luck") {
    const Scenario s = war();
    const std::vector<ExpertAnswer> answers{{"Ada", "parties.NORTH.reservation", "", {0.1, 0.2, {}}},
                                            {"Ben", "parties.NORTH.reservation", "", {0.9, 1, 0.95}},
                                            {"Ada", "truce.aid_pause", "", {5, 10, {}}},
                                            {"Ben", "truce.aid_pause", "", {20, 40, {}}},
                                            {"Ada", "truce.detection", "", {0.5, 0.7, {}}},
                                            {"Ben", "truce.detection", "", {0.6, 0.9, {}}}};
    const auto pooled = pool_answers(answers, s);
    REQUIRE(pooled.size() == 3);
    MatterOptions options;
    options.runs = 60;
    const Disagreements d = disagreements(s, pooled, options);
    REQUIRE(d.numbers.size() == 2);
    CHECK(d.numbers[0].matters());
    CHECK(d.numbers[0].changes[0].value < -0.1);
    CHECK_FALSE(d.numbers[1].matters());
    for (const auto& change : d.numbers[1].changes) CHECK(change.value == 0);
    REQUIRE(d.experts.size() == 2);
    CHECK(d.experts[0].expert == "Ada");
    CHECK(d.experts[0].means[0] > d.experts[1].means[0]);
  }
}

// Is every mistake in a scenario file told at its place, in plain words and with a way out?
#include <fstream>

#include <unistd.h>

#include "mistakes.hpp"
#include "parley/scenario/override.hpp"
#include "process.hpp"

using namespace parley;
using namespace parley::test;

namespace {

// What is told of the two towns after these --set values.
std::string set(const std::vector<std::string>& overrides, std::string text = two_towns) {
  Diagnostics diagnostics;
  auto document = parse_yaml("t.yaml", std::move(text), diagnostics);
  REQUIRE(document);
  override_values(*document, overrides, diagnostics);
  if (diagnostics.empty()) (void)load_scenario(*document, diagnostics);
  return to_string(diagnostics);
}

std::string read(const std::string& file) {
  Diagnostics diagnostics;
  const auto document = read_yaml_file(file, diagnostics);
  CHECK(document.has_value() == diagnostics.empty());
  return to_string(diagnostics);
}

}  // namespace

TEST_SUITE("scenario errors") {
  TEST_CASE("a scenario without a mistake has no problems") { CHECK(problems(two_towns).empty()); }

  TEST_CASE("an unknown key is told together with the nearest known one") {
    check_told(R"(
rounds: 10 -> round: 10
=> 12:39: talks: unknown key 'round' (did you mean 'rounds'?)
rounds: 10 -> colour: red
=> 12:39: talks: unknown key 'colour' (expected one of: protocol, rounds, statements, ripeness, start, every, deadline, reopen_after, go_on, walk_out_odds, walk_out_trust)
name: Two -> nmae: Two
=> 1:1: missing key 'name' (title)
=> 1:1: unknown key 'nmae' (did you mean 'name'?)
)");
  }

  TEST_CASE("a value of the wrong kind is told with what was expected") {
    check_told(R"(
intensity: 2 -> intensity: lots
=> 14:44: fronts.town.intensity: expected a number, found 'lots'
intensity: 2 -> intensity: [2]
=> 14:44: fronts.town.intensity: expected a number, found a list
intensity: 2 -> intensity:
=> 14:33: fronts.town.intensity: expected a number, found nothing
rounds: 10 -> every: 5 fortnights
=> 12:46: talks.every: expected a time, found '5 fortnights' (for example 60 days, 48 h or 2 weeks)
name: Two towns -> name: [Two, towns]
=> 1:7: name: expected text, found a list
options: [nobody, monitors] -> options: nobody
=> 5:20: issues.WATCH.options: expected a list, found 'nobody'
start: 2016-01-01 -> start: yesterday
=> 2:19: calendar.start: no such date, found 'yesterday' (dates are written year-month-day: 2016-08-26)
start: 2016-01-01 -> start: [2016]
=> 2:19: calendar.start: expected a date, found a list (for example 2016-08-26)
options: [nobody, monitors] -> options: [nobody, monitors], terms: {1: {staged: maybe}}
=> 5:60: issues.WATCH.terms.1.staged: expected true or false, found 'maybe'
ideal: {ROAD: open} -> ideal: {ROAD: [open]}
=> 9:19: parties.NORTH.ideal.ROAD: expected an option, by position or name, found a list
by: SOUTH -> by: [SOUTH]
=> 17:56: events.list.0.by: expected a name, found a list
protocol: alternating_offers -> protocol: [alternating_offers]
=> 12:19: talks.protocol: expected one name, alone or with its parameters, found a list (expected one of: alternating_offers, patrons_then_clients, random_proposer, single_text, monotonic_concession)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    conduct: brave
=> 12:14: parties.SOUTH.conduct: expected the keys of 'conduct', found 'brave'
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    influenced_by: NORTH
=> 12:20: parties.SOUTH.influenced_by: expected names, each with its value, found 'NORTH'
options: [nobody, monitors] -> options: [nobody, monitors], terms: none
=> 5:47: issues.WATCH.terms: expected options, each with its terms, found 'none'
)");
  }

  TEST_CASE("a number must be finite and within its range") {
    check_told(R"(
intensity: 2 -> intensity: -1
=> 14:44: fronts.town.intensity: -1 is out of range (must be between 0 and 1000)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    reservation: 1.5
=> 12:18: parties.SOUTH.reservation: 1.5 is out of range (must be between 0 and 1)
rounds: 10 -> rounds: 1.5
=> 12:47: talks.rounds: 1.5 is not a whole number
rounds: 10 -> deadline: -5 days
=> 12:49: talks.deadline: -5 days is out of range (must be between 1 and 36500)
rounds: 10 -> every: 2 h
=> 12:46: talks.every: 2 h is out of range (must be between 1 and 3650)
intensity: 2 -> intensity: nan
=> 14:44: fronts.town.intensity: expected a number, found 'nan'
intensity: 2 -> intensity: .inf
=> 14:44: fronts.town.intensity: expected a number, found '.inf'
intensity: 2 -> intensity: 1e999
=> 14:44: fronts.town.intensity: expected a number, found '1e999'
)");
  }

  TEST_CASE("an impossible date is no date") {
    check_told(R"(
start: 2016-01-01 -> start: 2016-02-30
=> 2:19: calendar.start: no such date, found '2016-02-30' (dates are written year-month-day: 2016-08-26)
end: 2016-03-01 -> end: 2015-02-29
=> 2:36: calendar.end: no such date, found '2015-02-29' (dates are written year-month-day: 2016-08-26)
date: 2016-02-01 -> date: 2016-13-01
=> 17:26: events.list.0.date: no such date, found '2016-13-01' (dates are written year-month-day: 2016-08-26)
)");
  }

  TEST_CASE("a missing key is told with its meaning") {
    check_told(R"(
name: Two towns\n -> (cut)
=> 1:1: missing key 'name' (title)
options: [nobody, monitors] -> title: Who watches
=> 5:10: issues.WATCH: missing key 'options' (the possible answers, from 0)
, kind: attack -> (cut)
=> 17:7: events.list.0: missing key 'kind' (expected one of: strike, attack, convoy, offensive, siege, evacuation, strength, influence, meeting)
intensity: 2 -> intensity: {low: 1, high: 3}
=> 14:44: fronts.town.intensity: missing key 'value' (the number itself)
sides: [NORTH, SOUTH],  -> (cut)
=> 14:9: fronts.town: missing key 'sides' (the two blocs)
)");
  }

  TEST_CASE("a key written twice is told at its second place") {
    check_told(R"(
rounds: 10 -> rounds: 10, rounds: 11
=> 12:51: talks.rounds: duplicate key (write it once)
  WATCH: { ->   ROAD: {
=> 5:3: issues.ROAD: duplicate key (write it once)
=> 8:24: parties.NORTH.weights: unknown issue 'WATCH' (expected one of: ROAD)
=> 11:24: parties.SOUTH.weights: unknown issue 'WATCH' (expected one of: ROAD)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, ROAD: 1}
=> 11:24: parties.SOUTH.weights.ROAD: duplicate key (write it once)
intensity: 2 -> intensity: {value: 1, value: 2}
=> 14:55: fronts.town.intensity.value: duplicate key (write it once)
options: [nobody, monitors] -> options: [nobody, monitors], terms: {1: {}, 1: {}}
=> 5:55: issues.WATCH.terms.1: duplicate key (write it once)
)");
  }

  TEST_CASE("an assumption must agree with itself") {
    check_told(R"(
intensity: 2 -> intensity: {value: 2, low: 3, high: 1}
=> 14:44: fronts.town.intensity: low 3 is above high 1
intensity: 2 -> intensity: {value: 2, low: 3, high: 4}
=> 14:44: fronts.town.intensity: value 2 lies outside its own low and high
intensity: 2 -> intensity: {value: 2, low: -1, high: 3}
=> 14:60: fronts.town.intensity.low: -1 is out of range (must be between 0 and 1000)
intensity: 2 -> intensity: {value: 2, mark: X}
=> 14:61: fronts.town.intensity.mark: expected S, E or F, found 'X' (S sourced, E expert judgement, F free: must be swept)
intensity: 2 -> intensity: {value: 2, hihg: 3}
=> 14:55: fronts.town.intensity: unknown key 'hihg' (did you mean 'high'?)
ideal: {ROAD: open} -> ideal: {ROAD: {value: 0, low: 1, high: 2}}
=> 9:19: parties.NORTH.ideal.ROAD: value 0 lies outside its own low and high
)");
  }

  TEST_CASE("an identifier is one plain word") {
    check_told(R"(
  WATCH: { ->   who watches: {
=> 5:3: issues.who watches: not a usable identifier (a letter, then letters, digits, - or _; at most 40; put the full text under 'name' or 'title')
=> 8:24: parties.NORTH.weights: unknown issue 'WATCH' (expected one of: ROAD, who watches)
=> 11:24: parties.SOUTH.weights: unknown issue 'WATCH' (expected one of: ROAD, who watches)
  WATCH: { ->   7: {
=> 5:3: issues.7: not a usable identifier (a letter, then letters, digits, - or _; at most 40; put the full text under 'name' or 'title')
=> 8:24: parties.NORTH.weights: unknown issue 'WATCH' (expected one of: ROAD, 7)
=> 11:24: parties.SOUTH.weights: unknown issue 'WATCH' (expected one of: ROAD, 7)
)");
  }

  TEST_CASE("a word that other programs read as missing, as a number or as true or false is no identifier") {
    const std::string hint =
        "(Python, R, spreadsheets or YAML read it as a missing value, a number, a date or true or false; "
        "choose "
        "another";
    const auto refused = [&](const std::string& word, const std::string& more) {
      CAPTURE(word);
      CHECK(problems(mistaken("  town: { ->   " + word + ": {"))
                .starts_with("t.yaml:14:3: fronts." + word + ": '" + word + "' cannot be an identifier " +
                             hint + more + ")"));
    };
    for (const std::string word : {"NA", "nan", "inf", "TRUE", "false", "T", "F", "yes", "NO", "on", "Off",
                                   "None", "Y", "n", "MAR1", "Sept-2", "March2016", "december1"})
      refused(word, ", for example " + word + "_1");
    for (const std::string word : {"2016-08-26", "1e5", "0x1F", "26/8", "1.5E-3", "0b101", ".inf"})
      refused(word, "");
    for (const std::string word : {"NAT_1", "t", "f", "North", "information", "ONE"}) {
      CAPTURE(word);
      CHECK(problems(mistaken("  town: { ->   " + word + ": {")).empty());
    }
  }

  TEST_CASE("text holds no control characters, and none reaches the terminal") {
    check_told(R"(
name: Two towns -> name: "\e[31m"
=> 1:7: name: control characters are no text
rounds: 10 -> "\e[31m": 10
=> 12:39: talks: unknown key '\x1b[31m' (expected one of: protocol, rounds, statements, ripeness, start, every, deadline, reopen_after, go_on, walk_out_odds, walk_out_trust)
)");
  }

  TEST_CASE("an unknown name is told together with the nearest known one") {
    check_told(R"(
weights: {ROAD: 1, WATCH: 1} -> weights: {RAOD: 1, WATCH: 1}
=> 11:15: parties.SOUTH.weights: unknown issue 'RAOD' (did you mean 'ROAD'?)
weights: {ROAD: 1, WATCH: 1} -> weights: {CAMP: 1, WATCH: 1}
=> 11:15: parties.SOUTH.weights: unknown issue 'CAMP' (expected one of: ROAD, WATCH)
by: SOUTH -> by: SUOTH
=> 17:56: events.list.0.by: unknown party 'SUOTH' (did you mean 'SOUTH'?)
by: SOUTH -> by: ""
=> 17:56: events.list.0.by: expected a name, found ''
kind: attack, by: SOUTH -> kind: offensive, front: twon
=> 17:62: events.list.0.front: unknown front 'twon' (did you mean 'town'?)
sides: [NORTH, SOUTH] -> sides: [NORTH, SUOTH]
=> 14:25: fronts.town.sides: no party belongs to the bloc 'SUOTH' (did you mean 'SOUTH'?)
ideal: {ROAD: open} -> ideal: {ROAD: opne}
=> 9:19: parties.NORTH.ideal.ROAD: unknown option 'opne' (did you mean 'open'?)
ideal: {ROAD: open} -> ideal: {ROAD: 3}
=> 9:19: parties.NORTH.ideal.ROAD: there is no option 3 (the issue has options 0 to 2)
ideal: {ROAD: open} -> ideal: {ROAD: {value: 1, low: 0, high: 5}}
=> 9:19: parties.NORTH.ideal.ROAD: there is no option 5 (the issue has options 0 to 2)
talks: -> agenda: {off_table: [RAOD]}\ntalks:
=> 12:22: agenda.off_table: unknown issue 'RAOD' (did you mean 'ROAD'?)
options: [nobody, monitors] -> options: [nobody, monitors], terms: {1: {covers: [twon]}}
=> 5:48: issues.WATCH.terms.covers: unknown front 'twon' (did you mean 'town'?)
options: [nobody, monitors] -> options: [nobody, monitors], terms: {1: {restrains: NROTH}}
=> 5:63: issues.WATCH.terms.restrains: no party belongs to the bloc 'NROTH' (did you mean 'NORTH'?)
options: [nobody, monitors] -> options: [nobody, monitors], status_quo: nobdy
=> 5:52: issues.WATCH.status_quo: unknown option 'nobdy' (did you mean 'nobody'?)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    influenced_by: {NROTH: 0.1}
=> 12:21: parties.SOUTH.influenced_by: unknown party 'NROTH' (did you mean 'NORTH'?)
protocol: alternating_offers -> protocol: alternating_ofers
=> 12:19: talks.protocol: unknown choice 'alternating_ofers' (did you mean 'alternating_offers'?)
protocol: alternating_offers -> protocol: {patrons: {}}
=> 12:20: talks.protocol: unknown choice 'patrons' (did you mean 'patrons_then_clients'?)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    seat: patron
=> 12:11: parties.SOUTH.seat: unknown choice, found 'patron' (expected one of: principal, client, observer, excluded, mediator)
)");
  }

  TEST_CASE("all problems of a file are told in one go, in order of place") {
    std::string text = two_towns;
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{"intensity: 2", "intensity: lots"},
                                                          {"by: SOUTH", "by: EAST"},
                                                          {"end: 2016-03-01", "end: 2016-02-30"},
                                                          {"rounds: 10", "rouds: 10"},
                                                          {"{ROAD: 2, WATCH: 1}", "{ROAD: 2, WATHC: 1}"}})
      replace(text, from, to);
    CHECK(problems(text) ==
          "t.yaml:2:36: calendar.end: no such date, found '2016-02-30' (dates are written year-month-day: "
          "2016-08-26)\n"
          "t.yaml:8:24: parties.NORTH.weights: unknown issue 'WATHC' (did you mean 'WATCH'?)\n"
          "t.yaml:12:39: talks: unknown key 'rouds' (did you mean 'rounds'?)\n"
          "t.yaml:14:44: fronts.town.intensity: expected a number, found 'lots'\n"
          "t.yaml:17:56: events.list.0.by: unknown party 'EAST' (expected one of: NORTH, SOUTH)\n");
  }

  TEST_CASE("a file that holds no scenario is told from one that is not YAML") {
    const std::string lines =
        " (check the indentation, colons and brackets on this line and the one before)\n";
    const std::string keys = " (a scenario starts with 'name:', 'issues:', 'parties:' and 'talks:')\n";
    const std::string empty =
        "t.yaml: the file is empty ('parley new FILE' writes a scenario to start from)\n";
    CHECK(problems("") == empty);
    CHECK(problems(" \n\n") == empty);
    CHECK(problems("# nothing\n  # but comments\n") == empty);
    CHECK(problems("~\n") == "t.yaml:1:1: expected the keys of a scenario, found nothing" + keys);
    CHECK(problems("- a\n- b\n") == "t.yaml:1:1: expected the keys of a scenario, found a list" + keys);
    CHECK(problems("name:x\n") == "t.yaml:1:1: expected the keys of a scenario, found a single value" + keys);
    CHECK(problems("name: [x\nissues: {}\n") ==
          "t.yaml:2:7: not valid YAML: end of sequence flow not found" + lines);
    CHECK(problems("name: a: b\n") == "t.yaml:1:8: not valid YAML: illegal map value" + lines);
    CHECK(problems("  name: x\nissues: {}\n") ==
          "t.yaml:2:1: not valid YAML: this does not belong to what stands above it" + lines);
    CHECK(problems("issues:\n\tROAD: {}\n") ==
          "t.yaml:2:6: not valid YAML: illegal map value (indent with spaces: YAML takes no tabs)\n");
    CHECK(problems("name: \"x\nissues: {}\n") ==
          "t.yaml:2:11: not valid YAML: the file ends within quotation marks (close them)\n");
    CHECK(problems("name: x\n---\nname: y\n") ==
          "t.yaml:3:1: a second YAML document starts here (one scenario a file)\n");
    CHECK(problems("[a, b]: x\n") == "t.yaml:1:1: a key must be a plain word\n");
  }

  TEST_CASE("a file that cannot be read says why") {
    const TempDir place;
    const std::string file = place / "t.yaml";
    CHECK(read(file) == file + ": no such file (check the path)\n");
    CHECK(read(place / "") == place / "" + ": this is a directory (name a scenario file in it)\n");
    CHECK(read(std::string(5000, 'x')).find("cannot be read: File name too long") != std::string::npos);
    CHECK(read("/dev/zero") ==
          "/dev/zero: the file is larger than 4 MiB (a scenario is a few hundred lines; is "
          "this the right file?)\n");
    std::ofstream(file) << two_towns;
    CHECK(read(file).empty());
    std::filesystem::permissions(file, std::filesystem::perms::none);
    if (::geteuid() != 0)
      CHECK(read(file) == file + ": cannot be read: Permission denied (check its permissions)\n");
  }

  TEST_CASE("a value set from outside has the form PATH=VALUE") {
    const std::string form = ": expected PATH=VALUE (for example parties.GOV.reservation=0.6)\n";
    for (const char* wrong : {"", "=", "=1", "talks.rounds", "talks..rounds=1", ".rounds=1", "talks.=1"})
      CHECK(set({wrong}) == fmt::format("--set {}{}", wrong, form));
    CHECK(set({"talks.rounds=[1"}) ==
          "--set talks.rounds=[1:1:1: not valid YAML: end of sequence flow not found (check the indentation, "
          "colons "
          "and brackets on this line and the one before)\n");
    std::string deep = "a";
    for (int i = 0; i < 50'000; ++i) deep += ".a";
    CHECK(set({deep + "=1"}).find("nested deeper than 64 levels") != std::string::npos);
  }

  TEST_CASE("a value set from outside is checked like one in the file, and placed where it goes") {
    CHECK(set({"talks.rouds=3"}) == "t.yaml:12:8: talks: unknown key 'rouds' (did you mean 'rounds'?)\n");
    CHECK(set({"talks.rounds=-3"}) ==
          "t.yaml:12:47: talks.rounds: -3 is out of range (must be between 1 and 1000000)\n");
    CHECK(set({"talks.rounds="}) == "t.yaml:12:47: talks.rounds: expected a number, found nothing\n");
    CHECK(set({"parties.SOUTH.weights={RAOD: 1}"}) ==
          "t.yaml:11:14: parties.SOUTH.weights: unknown issue 'RAOD' (did you mean 'ROAD'?)\n");
    CHECK(set({"events.list.1.by=NORTH"}) ==
          "--set events.list.1.by=NORTH: events.list.1.by: there is no item '1' in this list of 1 (items "
          "count from 0)\n");
    CHECK(set({"events.list.x.by=NORTH"}).find("there is no item 'x'") != std::string::npos);
    CHECK(set({"events.list.0.by=NORTH"}).empty());
    CHECK(
        set({"talks.protocol=patrons_then_clients", "talks.protocol.patrons_then_clients.teams=3"}).empty());
    CHECK(set({"talks.protocol=patrons_then_clients", "talks.protocol.patrons_then_clients.team=3"}) ==
          "t.yaml:12:19: talks.protocol.patrons_then_clients: unknown key 'team' (did you mean 'teams'?)\n");
  }

  TEST_CASE("a number set from outside replaces the assumption with the number") {
    std::string text = two_towns;
    replace(text, "intensity: 2", "intensity: {value: 2, low: 1, high: 3, mark: E, why: a guess}");
    Diagnostics diagnostics;
    auto document = parse_yaml("t.yaml", text, diagnostics);
    REQUIRE(document);
    override_values(*document, std::vector<std::string>{"fronts.town.intensity=5"}, diagnostics);
    const auto loaded = load_scenario(*document, diagnostics);
    REQUIRE_MESSAGE(loaded, to_string(diagnostics));
    const Number& intensity = loaded->fronts.find("town")->intensity;
    CHECK(intensity.value == 5);
    CHECK_FALSE(intensity.low);
    CHECK_FALSE(intensity.high);
    CHECK(intensity.mark == Mark::plain);
    CHECK(intensity.why.empty());
    CHECK(document->overrides == std::vector<std::string>{"fronts.town.intensity=5"});
    CHECK(set({"fronts.town.intensity.value=5"}, text) ==
          "t.yaml:14:44: fronts.town.intensity: value 5 lies outside its own low and high\n");
  }
}

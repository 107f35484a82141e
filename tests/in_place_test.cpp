// Does a number changed in a file leave everything else as it was written?
#include "parley/document/in_place.hpp"

#include "support.hpp"

using namespace parley;

namespace {

YamlDocument document(const std::string& text) {
  Diagnostics none;
  auto parsed = parse_yaml("t.yaml", text, none);
  REQUIRE(parsed);
  return *parsed;
}

std::string changed(const std::string& text, const std::string& path, const std::string& value) {
  Diagnostics problems;
  const auto out = with_value_in_place(document(text), path, value, problems);
  return out ? out->text : "refused: " + to_string(problems);
}

}  // namespace

TEST_SUITE("in place") {
  TEST_CASE("a plain number, a quoted one and one with an assumption are replaced where they stand") {
    CHECK(changed("# top\na: 1   # why\nb: 2\n", "a", "{value: 3, low: 1}") ==
          "# top\na: {value: 3, low: 1}   # why\nb: 2\n");
    CHECK(changed("a: {x: 60 days, y: 2}  # kept\n", "a.x", "7") == "a: {x: 7, y: 2}  # kept\n");
    CHECK(changed("a: \"1\"\nb: 2\n", "a", "3") == "a: 3\nb: 2\n");
    CHECK(changed("a: {value: 1, why: \"a } in it\"}  # kept\nb: 2\n", "a", "3") == "a: 3  # kept\nb: 2\n");
    CHECK(changed("a:\n  value: 1\n  why: because\nb: 2\n", "a", "{value: 3}") == "a:\n  {value: 3}\nb: 2\n");
    CHECK(changed("a: [1, 2, 3]\n", "a.1", "{value: 9}") == "a: [1, {value: 9}, 3]\n");
  }

  TEST_CASE("a number that was left out is added to the nearest section that stands in the file") {
    CHECK(changed("a:\n  b:\n    c: 1  # one\n", "a.b.d", "2") == "a:\n  b:\n    d: 2\n    c: 1  # one\n");
    CHECK(changed("a:\n  b: {c: 1}\n", "a.b.d", "2") == "a:\n  b: {c: 1, d: 2}\n");
    CHECK(changed("a:\n  b: {}\n", "a.b.d.e", "2") == "a:\n  b: {d: {e: 2}}\n");
    CHECK(changed("a: 1\n", "b.c", "2") == "a: 1\nb: {c: 2}\n");
    CHECK(changed("a: {choice: fast}\n", "a.choice.fast.speed", "2") == "a: {choice: {fast: {speed: 2}}}\n");
    CHECK(changed("l:\n  - date: 1\n    name: x\n", "l.0.size", "2") ==
          "l:\n  - size: 2\n    date: 1\n    name: x\n");
  }

  TEST_CASE("what stands in the file twice through an alias is not changed behind one's back") {
    const std::string told = changed("a: &x {c: 1}\nb: *x\n", "b.c", "2");
    CHECK(told.starts_with("refused: t.yaml:"));
    CHECK(told.find("cannot be changed where it stands") != std::string::npos);
  }

  TEST_CASE(
      "every number of a shipped scenario can be changed, its comments and the length of everything else "
      "kept") {
    Diagnostics none;
    const auto geneva = read_yaml_file(test::source("scenarios/geneva-2016.yaml"), none);
    REQUIRE(geneva);
    for (const char* path :
         {"parties.GOV.reservation", "parties.GOV.influenced_by.RUS", "truce.salient", "truce.habit",
          "fronts.aleppo.intensity", "talks.deadline", "parties.US.war.cost", "war.noise",
          "parties.NUS.conduct.slack", "events.list.2.deaths"}) {
      CAPTURE(path);
      Diagnostics problems;
      const auto out = with_value_in_place(*geneva, path, "{value: 7, low: 6, high: 8, mark: E}", problems);
      CHECK_MESSAGE(out.has_value(), to_string(problems));
      if (!out) continue;
      CHECK(std::count(out->text.begin(), out->text.end(), '#') >=
            std::count(geneva->text.begin(), geneva->text.end(), '#') - 1);
      const auto value = look_up(out->root, std::string(path) + ".value");
      REQUIRE(value.node != nullptr);
      CHECK(value.node->scalar == "7");
    }
  }
}

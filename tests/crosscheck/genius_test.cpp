// Domains of GENIUS and GeniusWeb, valued as those platforms value them (genius/README.md).
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parley/imports/import.hpp"
#include "parley/questions/analysis/analysis.hpp"
#include "support.hpp"

using namespace parley;
using nlohmann::json;

namespace {

constexpr double tolerance = 1e-12;  // of expected.json: its last digit

SourceFile file(const std::string& path) {
  std::ifstream in(test::source("tests/crosscheck/genius/" + path));
  REQUIRE(in);
  return {path, {std::istreambuf_iterator<char>(in), {}}};
}

struct Case {
  std::string domain;
  json expected;
  Scenario scenario;
};

Case read(const std::string& folder, const std::string& domain) {
  Case c{domain, json::parse(file(folder + "/expected.json").text), {}};
  std::vector<SourceFile> profiles;
  for (const json& p : c.expected["profiles"])
    profiles.push_back(file(folder + "/" + p["file"].get<std::string>()));
  const SourceFile of_domain = file(folder + "/" + domain);
  Diagnostics wrong, notes;
  const auto draft = looks_like_json(of_domain) ? import_geniusweb(of_domain, profiles, wrong, notes)
                                                : import_genius(of_domain, profiles, {}, wrong, notes);
  REQUIRE_MESSAGE(draft.has_value(), to_string(wrong));
  c.scenario = test::scenario(scenario_text(*draft));
  return c;
}

std::vector<Case> cases() {
  return {read("corridor", "corridor-domain.xml"), read("patrols", "patrols-domain.xml"),
          read("water", "water-domain.xml"), read("prisoners-web", "prisoners.json")};
}

// The option that a value of expected.json names: a text, or a number.
OptionIndex option_of(const Issue& issue, const json& value) {
  for (std::size_t o = 0; o < issue.options.size(); ++o)
    if (value.is_number() ? std::fabs(std::stod(issue.options[o]) - value.get<double>()) < 1e-9
                          : issue.options[o] == value.get<std::string>())
      return static_cast<OptionIndex>(o);
  FAIL("no such option");
  return 0;
}

// What is told of a wrong profile, against the domain of corridor; nothing where it is taken.
std::string told(const std::string& profile, const std::string& domain = "corridor/corridor-domain.xml") {
  Diagnostics wrong, notes;
  const SourceFile of_domain = file(domain);
  const std::vector<SourceFile> profiles{file(profile)};
  if (looks_like_json(of_domain))
    import_geniusweb(of_domain, profiles, wrong, notes);
  else
    import_genius(of_domain, profiles, {}, wrong, notes);
  return to_string(wrong);
}

std::string told_of_text(const std::string& from, const std::string& to) {
  SourceFile profile = file("corridor/corridor-hill.xml");
  const auto at = profile.text.find(from);
  REQUIRE(at != std::string::npos);
  profile.text.replace(at, from.size(), to);
  Diagnostics wrong, notes;
  import_genius(file("corridor/corridor-domain.xml"), {profile}, {}, wrong, notes);
  return to_string(wrong);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_SUITE("peer platform GENIUS") {
  TEST_CASE(
      "packages of an imported domain are worth what GENIUS values them, divided where weights exceed 1") {
    for (const Case& c : cases()) {
      CAPTURE(c.domain);
      const Space space(c.scenario);
      CHECK(space.size() == c.expected["packages"].get<double>());
      for (std::size_t p = 0; p < c.scenario.parties.size(); ++p) {
        const json& profile = c.expected["profiles"][p];
        const double divided = std::max(1.0, profile["weight_sum"].get<double>());
        const Party& party = c.scenario.parties.rows[p].value;
        CHECK(std::fabs(party.reservation * divided - profile["reservation"].get<double>()) < tolerance);
        const Utility utility(space, c.scenario, party);
        for (const json& sample : c.expected["samples"]) {
          std::vector<OptionIndex> options;
          for (std::size_t i = 0; i < c.scenario.issues.size(); ++i)
            options.push_back(option_of(c.scenario.issues.rows[i].value, sample["package"][i]));
          const double ours = std::min(1.0, utility(space.package(options)) * divided);
          CHECK(std::fabs(ours - sample["utilities"][p].get<double>()) < tolerance);
        }
      }
    }
  }

  TEST_CASE("efficient packages are counted but for rounding, among all and among those that all accept") {
    for (const Case& c : cases()) {
      CAPTURE(c.domain);
      const Analysis a = analyze(Model(c.scenario));
      CHECK(a.efficient.packages == c.expected["pareto_packages"].get<std::size_t>());
      CHECK(a.efficient.outcomes == c.expected["pareto_points"].get<std::size_t>());
      CHECK(a.accepted.packages == c.expected["pareto_packages_accepted_by_all"].get<std::size_t>());
    }
  }

  TEST_CASE("the points of theory of an imported domain are those of GENIUS's utilities") {
    for (const Case& c : cases()) {
      if (c.domain == "water-domain.xml") continue;  // one party's utilities are divided: sums differ
      CAPTURE(c.domain);
      const Analysis a = analyze(Model(c.scenario));
      const auto same = [&](const Point& point, const char* key) {
        CAPTURE(key);
        for (std::size_t p = 0; p < point.utilities.size(); ++p)
          CHECK(std::fabs(point.utilities[p] - c.expected["points"][key][p].get<double>()) < tolerance);
      };
      same(a.points.nash, "nash");
      same(a.points.kalai_smorodinsky, "kalai_smorodinsky");
      same(a.points.egalitarian, "egalitarian");
      same(a.points.utilitarian, "utilitarian");
    }
  }

  TEST_CASE("what has no counterpart is refused with file, line and column") {
    CHECK(has(told("refused/missing-evaluation.xml"),
              "missing-evaluation.xml:7:7: Corridor: option 'road and bridge' has no evaluation"));
    CHECK(has(told("refused/missing-weight.xml"), "missing-weight.xml:15:5: Hours: the issue has no weight"));
    CHECK(has(told("refused/unknown-value.xml"),
              "unknown-value.xml:10:5: Escort: option 'mixed' has no evaluation"));
    CHECK(has(told("refused/nonlinear-profile.xml", "refused/nonlinear-profile.xml"),
              "nonlinear-profile.xml:2:16: utility_space: a profile of type 'nonlinear'"));
    CHECK(has(told("refused/old-integer-profile.xml", "refused/old-integer-profile.xml"),
              "old-integer-profile.xml:5:7: Revenue: an integer issue in the old form"));
    CHECK(has(told("refused/partial-order.json", "prisoners-web/prisoners.json"),
              "partial-order.json:2:2: PartialOrdering"));
    CHECK(has(told("water/water-up.xml"), "issue 2 is called 'Escort' in the domain"));
  }

  TEST_CASE("numbers below 0, no numbers, second weights and broken XML are told where they stand") {
    CHECK(has(told_of_text("evaluation=\"7\"", "evaluation=\"-7\""),
              "corridor-hill.xml:6:41: Corridor.road only"));
    CHECK(has(told_of_text("evaluation=\"7\"", "evaluation=\"many\""), "the evaluation 'many' is no number"));
    CHECK(has(told_of_text("index=\"3\" value=\"0.2\"", "index=\"2\" value=\"0.2\""),
              "a second weight of issue 2"));
    CHECK(has(told_of_text("<reservation value=\"0.35\"/>", "<reservation value=\"1.5\"/>"),
              "reservation: 1.5"));
    CHECK(has(told_of_text("</objective>", ""), "not XML"));
    CHECK(told_of_text("<reservation value=\"0.35\"/>", "<reservation value=\"\"/>").empty());
    CHECK(told_of_text("<objective", "<!-- a comment --><similarity_function/><objective").empty());
  }

  TEST_CASE("numbers that Parley cannot hold apart or weigh are told where they stand") {
    CHECK(
        has(told_of_text("value=\"0.5\"", "value=\"1e308\""), "the weight 1e308 of issue 1 is out of range"));
    const auto real = [](const std::string& low, const std::string& high) {
      Diagnostics wrong, notes;
      const SourceFile domain{"d.xml",
                              "<utility_space><objective><issue index='1' name='Toll' type='real'>\n<range "
                              "lowerbound='" +
                                  low + "' upperbound='" + high + "'/></issue></objective></utility_space>"};
      import_genius(domain, {}, {}, wrong, notes);
      return to_string(wrong);
    };
    CHECK(real("0", "1e-300").empty());
    CHECK(has(real("-1e308", "1e308"), "d.xml:2:8: Toll: lowerbound -1e308 is out of range"));
    CHECK(has(real("1", "1.0000000000000002"),
              "d.xml:1:27: Toll: 21 steps between 1 and 1.0000000000000002 cannot be told apart"));
  }

  TEST_CASE("an evaluator of which the cut to 0..1 leaves one value is noted where it stands") {
    const auto noted = [](const std::string& to) {
      SourceFile profile = file("patrols/patrols-south.xml");
      const std::string from = "slope=\"-0.08\"";
      profile.text.replace(profile.text.find(from), from.size(), to);
      Diagnostics wrong, notes;
      CHECK(import_genius(file("patrols/patrols-domain.xml"), {profile}, {}, wrong, notes).has_value());
      return to_string(notes);
    };
    CHECK_FALSE(has(noted("slope=\"-0.08\""), "every option"));
    const std::string told = noted("slope=\"8\"");
    CHECK(has(told, "patrols-south.xml:5:"));
    CHECK(has(told, "which GENIUS cuts to 0..1: every option is worth 1"));
  }

  TEST_CASE("names that a scenario keeps for itself are made usable, and columns count bytes as elsewhere") {
    Identifiers ids;
    CHECK(ids.make("NA", "issue_1") == "issue_1_NA");
    CHECK(ids.make("yes", "party") == "party_yes");
    CHECK(ids.make("null", "party") == "party_null");
    CHECK(ids.make("Yes!", "party") == "party_Yes");
    Diagnostics wrong, notes;
    import_genius(
        {"d.xml", "<utility_space><issue index='1' name='T\xC3\xB6ll' type='none'/></utility_space>"}, {}, {},
        wrong, notes);
    CHECK(has(to_string(wrong), "d.xml:1:46: T\xC3\xB6ll: unknown type 'none'"));
  }

  TEST_CASE("a text of which a part stands in another file is refused, and no such file is read") {
    const std::string head = "<utility_space";
    CHECK(has(told_of_text(head, "<!DOCTYPE u SYSTEM \"file:///etc/hostname\"><utility_space"),
              "stands in another file"));
    CHECK(has(told_of_text(head, "<!DOCTYPE u [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><utility_space"),
              "stands in another file"));
    CHECK(told_of_text(head, "<!DOCTYPE u [<!ENTITY e \"text\">]><utility_space").empty());
  }

  TEST_CASE("GeniusWeb: keys that stand twice, control characters and other digits of a number") {
    const auto web = [](const std::string& bid, const std::string& name = "x") {
      const SourceFile domain{"d.json", R"({"name":"x","issuesValues":{"Toll":{"range":[0,1,0.1]}}})"};
      const SourceFile profile{
          "p.json",
          R"({"LinearAdditiveUtilitySpace":{"issueUtilities":{"Toll":{"numberutils":{"lowValue":0,"lowUtility":0,"highValue":1,"highUtility":1}}},)"
          "\n"
          R"("issueWeights":{"Toll":1},"name":")" +
              name + R"(","reservationBid":{"issuevalues":{"Toll":)" + bid + "}}}}"};
      Diagnostics wrong, notes;
      const auto draft = import_geniusweb(domain, {profile}, wrong, notes);
      return draft ? fmt::format("{:.3f}", draft->parties.at(0).reservation) : to_string(wrong);
    };
    CHECK(web("0.30") == "0.300");
    CHECK(web("3e-1") == "0.300");
    CHECK(has(web("0.35"), "reservationBid.Toll: unknown value '0.35'"));
    CHECK(has(web("[0.3]"), "reservationBid.Toll: expected the name of a value"));
    CHECK(has(web("0.3,\"Toll\":0.4"), "'Toll' stands there twice"));
    CHECK(has(web("0.3", "\\u0007"),
              "p.json:2:34: LinearAdditiveUtilitySpace.name: control characters are no text"));
    CHECK(has(web("1e999"), "p.json:2:78: not JSON: number overflow"));
  }

  TEST_CASE("weights below 0, entities that blow up and endless nesting end in one message") {
    std::string deep;
    for (int n = 0; n < 100; ++n) deep += "<objective>";
    CHECK(has(told_of_text("</objective>", deep), "nested deeper"));
    CHECK(has(told_of_text("value=\"0.5\"", "value=\"-0.5\""), "the weight of issue 1"));
  }
}

// The challenge model as its peer computes it, turn by turn, from the imported file on (ktab/README.md).
#include <fstream>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parley/imports/import.hpp"
#include "parley/preference/forecasts.hpp"
#include "parley/writing/csv.hpp"
#include "support.hpp"

using namespace parley;
using nlohmann::json;

namespace {

constexpr double tolerance = 1e-9;

std::string text_of(const std::string& file) {
  std::ifstream in(test::source("tests/crosscheck/ktab/" + file));
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string imported(const std::string& name) {
  Diagnostics wrong, notes;
  const auto draft = import_ktab({name + ".csv", text_of(name + ".csv")}, {}, wrong, notes);
  REQUIRE_MESSAGE(draft.has_value(), to_string(wrong));
  return scenario_text(*draft);
}

// The peer's names of choices, as scenarios have them: MarkovUniform is markov_uniform.
std::string choice(const std::string& key, const std::string& name) {
  static const std::map<std::string, std::string> own{{"InitOnlyInterp", "init_only_interp"},
                                                      {"InitRcvrInterp", "init_rcvr_interp"},
                                                      {"PWCompInterp", "pw_comp_interp"}};
  if (key == "third_parties") return name == "SemiCommit" ? "semi_commit" : "none";
  if (const auto found = own.find(name); found != own.end()) return found->second;
  std::string out;
  for (const char c : name) {
    const bool capital = std::isupper(static_cast<unsigned char>(c)) != 0;
    if (capital && !out.empty() && key != "interpolation") out += '_';
    out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

Scenario scenario_of(const std::string& name, const json& c) {
  static const std::map<std::string, std::string> keys{{"victory_model", "victory"},
                                                       {"voting_rule", "votes"}};
  std::string text = imported(name) + "challenge:\n";
  for (const auto& [key, value] : c["options"].items()) {
    const auto own = keys.find(key);
    text += fmt::format("  {}: {}\n", own != keys.end() ? own->second : key, choice(key, value));
  }
  Scenario s = test::scenario(text);
  for (std::size_t i = 0; i < c["accommodation"].size(); ++i)
    for (std::size_t j = 0; j < s.parties.size(); ++j)
      s.parties.rows[i].value.accommodates.rows.push_back(
          {{s.parties.rows[j].key.id, {}}, Number(c["accommodation"][i][j].get<double>())});
  return s;
}

}  // namespace

TEST_SUITE("peer platform KTAB") {
  TEST_CASE("positions and ideals of every turn are KTAB's, from its own file on") {
    for (const char* name : {"line-5", "plane-9", "three-7", "line-8", "ideals-6", "line-12"}) {
      CAPTURE(name);
      const json c = json::parse(text_of(std::string(name) + ".json"));
      const Scenario s = scenario_of(name, c);
      const Forecasts f = forecasts_of(s, Space(s));
      CHECK(f.challenge.turns == c["turns"].get<std::size_t>());
      const auto rows = parse_csv(text_of(std::string(name) + ".positions.csv"));
      REQUIRE(rows.size() == f.challenge.positions.size() + 1);
      for (std::size_t k = 1; k < rows.size(); ++k) {
        CHECK(f.challenge.positions[k - 1] == doctest::Approx(std::stod(rows[k][3])).epsilon(tolerance));
        CHECK(f.challenge.ideals[k - 1] == doctest::Approx(std::stod(rows[k].back())).epsilon(tolerance));
      }
    }
  }

  TEST_CASE("in the first turn shares, attitudes, targets, chances, gains and bargains are KTAB's") {
    for (const char* name : {"line-5", "plane-9", "three-7", "line-8", "ideals-6", "line-12"}) {
      CAPTURE(name);
      const json c = json::parse(text_of(std::string(name) + ".json"));
      const Scenario s = scenario_of(name, c);
      const Forecasts f = forecasts_of(s, Space(s));
      for (std::size_t i = 0; i < f.challenge.first.size(); ++i) {
        const json& theirs = c["first_turn"][i];
        const ChallengeStep& ours = f.challenge.first[i];
        CAPTURE(theirs["actor"].get<std::string>());
        CHECK(std::fabs(ours.share - theirs["election_share"].get<double>()) < tolerance);
        CHECK(std::fabs(ours.risk - theirs["risk"].get<double>()) < tolerance);
        REQUIRE(ours.target.has_value() == !theirs["target"].is_null());
        if (ours.target) {
          CHECK(s.parties.rows[*ours.target].value.name == theirs["target"].get<std::string>());
          CHECK(std::fabs(ours.victory - theirs["victory"].get<double>()) < tolerance);
          CHECK(std::fabs(ours.gain - theirs["gain"].get<double>()) < tolerance);
        }
        REQUIRE(ours.bargains.size() == theirs["bargains"].size());
        for (std::size_t b = 0; b < ours.bargains.size(); ++b) {
          const bool stays = ours.bargains[b].initiator == ours.bargains[b].receiver;
          CHECK(stays == theirs["bargains"][b].is_string());
          CHECK(std::fabs(ours.shares[b] - theirs["bargain_shares"][b].get<double>()) < tolerance);
        }
        CHECK(ours.chosen == theirs["chosen"].get<std::size_t>());
      }
    }
  }
}

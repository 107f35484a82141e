// Does the challenge model hold to its definitions, and do forecasts read a scenario as they say?
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/bargaining/voting.hpp"
#include "parley/imports/import.hpp"
#include "parley/preference/election.hpp"
#include "parley/preference/forecasts.hpp"
#include "parley/questions/analysis/analysis.hpp"
#include "parley/questions/analysis/text_words.hpp"
#include "support.hpp"

using namespace parley;

namespace {

ChallengeActors on_a_line(std::vector<double> places) {
  ChallengeActors a;
  a.actors = places.size();
  a.lines = 1;
  a.power.assign(a.actors, 10.0);
  a.salience.assign(a.actors, 50.0);
  a.position = std::move(places);
  return a;
}

std::string told(const std::string& csv) {
  Diagnostics wrong, notes;
  (void)import_ktab({"t.csv", csv}, {}, wrong, notes);
  return to_string(wrong);
}

const std::string good =
    "river, a case, 3, 1\nActor,Description,Power,\"Opening Position\",Salience,\nA, x, 1, 10, 50\nB, \"y, "
    "z\", 2, 50, "
    "50,\nC, x, 3, 90, 100\n";

std::string with(const std::string& from, const std::string& to) {
  std::string text = good;
  text.replace(text.find(from), from.size(), to);
  return text;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_SUITE("challenge model") {
  TEST_CASE("between two options the shares are the chances of the two to win") {
    const std::vector<double> utility{0.9, 0.2, 0.4, 0.1, 0.8, 0.5}, weight{3.0, 2.0, 1.0};
    // 3 x 0.8 for the first, 2 x 0.6 and 1 x 0.1 for the second.
    Election election({});
    CHECK(election.shares(utility, weight)[0] == doctest::Approx(2.4 / 3.7).epsilon(1e-8));
    ChallengeRules steep;
    steep.victory = Victory::square;
    CHECK(Election(steep).shares(utility, weight)[0] == doctest::Approx(5.76 / (5.76 + 1.69)).epsilon(1e-7));
    ChallengeRules heads;
    heads.votes = Votes::binary;
    CHECK(Election(heads).shares(utility, weight)[0] == doctest::Approx(0.5).epsilon(1e-9));
  }

  TEST_CASE("the median of evenly spread places wins most often, the ends least, under every election") {
    for (const ElectionRule rule :
         {ElectionRule::conditional, ElectionRule::markov_uniform, ElectionRule::markov_incentive}) {
      ChallengeRules rules;
      rules.election = rule;
      const auto first = challenge_forecast(on_a_line({0, 25, 50, 75, 100}), rules).first;
      CHECK(first[2].share > first[1].share);
      CHECK(first[1].share > first[0].share);
      CHECK(first[0].share == doctest::Approx(first[4].share).epsilon(1e-9));
    }
  }

  TEST_CASE("whoever agrees from the start stays, without an attitude to risk") {
    const ChallengeForecast f = challenge_forecast(on_a_line({40, 40, 40, 40}), {});
    CHECK(f.all_agree);
    CHECK(f.turns == 2);
    for (const double x : f.positions) CHECK(x == 40);
    for (const ChallengeStep& step : f.first) {
      CHECK(step.risk == 0);
      CHECK_FALSE(step.target.has_value());
    }
  }

  TEST_CASE("two who never move stay apart: a tie is no agreement") {
    ChallengeActors a = on_a_line({0, 100});
    a.salience = {100, 100};
    const ChallengeForecast f = challenge_forecast(a, {});
    CHECK(f.positions[f.positions.size() - 2] == 0);
    CHECK(f.positions.back() == 100);
    CHECK_FALSE(f.all_agree);
  }

  TEST_CASE("where all stand at the end of the line, their mean does, whatever the weights") {
    ChallengeActors a = on_a_line(std::vector<double>(7, 100.0));
    for (int n = 1; n < 200; ++n) {
      for (std::size_t i = 0; i < a.actors; ++i) a.power[i] = 0.1 * n + 0.37 * static_cast<double>(i);
      CHECK(weighted_means(a, a.position)[0] == 100);
    }
  }

  TEST_CASE("the median does not depend on which end of the line is called first") {
    ChallengeActors a = on_a_line({0, 100});
    CHECK(weighted_medians(a, a.position) == std::vector<double>{50});
    a = on_a_line({10, 20, 60, 100});
    const double median = weighted_medians(a, a.position)[0];
    CHECK(median == 40);
    for (double& x : a.position) x = 100 - x;
    CHECK(weighted_medians(a, a.position)[0] == 100 - median);
    a = on_a_line({10, 20, 60});
    CHECK(weighted_medians(a, a.position)[0] == 20);
    a.power = {3, 1, 1};
    CHECK(weighted_medians(a, a.position)[0] == 10);
  }

  TEST_CASE("a bargain between equals meets half way, and the surer winner moves less") {
    for (const Interpolation rule : {Interpolation::s2p2, Interpolation::s1p1}) {
      const Moved even = bargain_on_line(rule, 0.5, 0.2, 0.5, 0.8, 0.5);
      CHECK(even.initiator == doctest::Approx(0.5).epsilon(1e-4));
      CHECK(even.receiver == doctest::Approx(0.5).epsilon(1e-4));
      CHECK(bargain_on_line(rule, 0.9, 0.2, 0.5, 0.8, 0.5).receiver < 0.3);
    }
    const Moved none = bargain_on_line(Interpolation::s2pmax, 0.5, 0.2, 0.5, 0.8, 0.5);
    CHECK(none.initiator == 0.2);
    CHECK(none.receiver == 0.8);
  }

  TEST_CASE("drawn bargains come as often as they would win an election") {
    Scenario s = test::scenario(R"(
name: t
issues: {X: {options: [a, b, c, d, e], places: [0, 20, 50, 70, 100]}}
parties:
  A: {power: 4, weights: {X: 1}, ideal: {X: a}}
  B: {power: 2, weights: {X: 1}, ideal: {X: c}}
  C: {power: 3, weights: {X: 1}, ideal: {X: e}}
talks: {protocol: alternating_offers}
challenge: {transition: stochastic, draws: 4000}
)");
    const Forecasts f = forecasts_of(s, Space(s));
    CHECK(f.draws == 4000);
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t b = 0; b < f.taken[i].size(); ++b) {
        const double p = f.challenge.first[i].shares[b];
        CHECK(std::fabs(f.taken[i][b] - p) < 4 * std::sqrt(p * (1 - p) / 4000) + 1e-9);
      }
    CHECK(f.low[0] <= f.list[2].places[0]);
    CHECK(f.high[0] >= f.list[2].places[0]);
  }

  TEST_CASE("midpoint and weighted mean: a hand reckoning") {
    Scenario s = test::scenario(R"(
name: t
issues:
  X: {options: [a, b, c], places: [0, 40, 100]}
  Z: {options: [red, green, blue]}
parties:
  A: {power: 3, salience: 50, weights: {X: 1, Z: 1}, ideal: {X: a}, values: {Z: [1, 0, 1]}}
  B: {power: 1, weights: {X: 3, Z: 1}, ideal: {X: c, Z: green}}
talks: {protocol: alternating_offers}
)");
    const Space space(s);
    const Forecasts f = forecasts_of(s, space);
    CHECK(f.places.lists == std::vector<IssueId>{IssueId(1)});  // red and blue both best: no order
    REQUIRE(f.list.size() == 4);
    CHECK(f.list[0].places[0] == 50);                                       // of 0 and 100
    CHECK(f.list[1].places[0] == doctest::Approx(100 * 75.0 / (75 + 75)));  // 3 x 25 and 1 x 75
    CHECK(space.option(f.list[0].package, IssueId(0)) == 1);
    CHECK(space.option(f.list[0].package, IssueId(1)) == 0);  // the status quo
    CHECK(option_value(s, s.parties.rows[0].value, IssueId(0), 1) == doctest::Approx(0.6));
  }

  TEST_CASE(
      "whoever is indifferent on an issue stands nowhere on it, of several best options the middle counts") {
    const std::string text = R"(
name: t
issues: {X: {options: [a, b, c, d, e]}, Z: {options: [a, b]}}
parties:
  A: {salience: 80, weights: {X: 1, Z: 3}, values: {X: [1, 1, 1, 0.5, 0], Z: [0.4, 0.4]}}
  B: {weights: {X: 1, Z: 1}, ideal: {X: e, Z: b}}
  C: {weights: {Z: 2}, ideal: {Z: a}}
talks: {protocol: alternating_offers}
)";
    const Scenario s = test::scenario(text);
    const PartyPlaces p = places_of(s, Space(s));
    REQUIRE(p.actors.lines == 2);
    CHECK(p.actors.position[0] == 25);  // the middle of a, b and c
    CHECK_FALSE(stands(p.actors.position[1]));
    CHECK(p.actors.salience[0] == 80);  // all of it where it minds
    CHECK(p.actors.salience[1] == 0);
    CHECK_FALSE(stands(p.actors.position[4]));  // C neither weighs X nor says what it would like there
    CHECK(midpoints(p) == std::vector<double>{62.5, 50});
  }

  TEST_CASE(
      "to others, who stands nowhere on a line stands where they do: it neither draws nor is drawn there") {
    ChallengeActors with, without;
    without = on_a_line({0, 30, 100});
    with.actors = 4;
    with.lines = 2;
    with.power.assign(4, 10.0);
    for (const double x : {0.0, 30.0, 100.0, nowhere()}) {
      with.position.push_back(x);
      with.position.push_back(50);
      with.salience.push_back(stands(x) ? 50 : 0);
      with.salience.push_back(stands(x) ? 0 : 50);
    }
    const ChallengeForecast a = challenge_forecast(without, {}), b = challenge_forecast(with, {});
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(b.first[i].target != std::optional<std::size_t>(3));
      CHECK(b.first[i].target == a.first[i].target);
    }
    CHECK_FALSE(b.first[3].target.has_value());
    for (std::size_t at = 3; at < b.positions.size() / 2; at += 4) CHECK_FALSE(stands(b.positions[2 * at]));
  }

  TEST_CASE(
      "forecasts do not depend on the order in which options are written, nor on the end counted from") {
    int moved = 0;
    for (std::uint32_t n = 0; n < 60; ++n) {
      Stream luck({17, 0, n}, 0, 0, 0);
      // Best options of a party: a run of them, sometimes all.
      const int parties = 3 + static_cast<int>(n % 4), options = 3 + static_cast<int>(n % 3), issues = 3;
      std::vector<std::vector<std::vector<double>>> values;
      for (int p = 0; p < parties; ++p) {
        values.emplace_back();
        for (int k = 0; k < issues; ++k) {
          const auto from = static_cast<int>(luck.below(static_cast<std::uint32_t>(options)));
          const int to = from + static_cast<int>(luck.below(static_cast<std::uint32_t>(options - from)));
          const bool all = luck.chance(0.2);
          values.back().emplace_back();
          for (int o = 0; o < options; ++o)
            values.back().back().push_back(all || (o >= from && o <= to) ? 1.0
                                           : o < from                    ? 0.1 * (o + 1)
                                                                         : 0.1 * (options - o));
        }
      }
      std::vector<double> weights, powers;
      for (int p = 0; p < parties * issues; ++p) weights.push_back(0.1 + luck.uniform());
      for (int p = 0; p < parties; ++p) powers.push_back(1 + luck.uniform());
      std::vector<int> order(static_cast<std::size_t>(options));
      std::iota(order.begin(), order.end(), 0);
      const auto written = [&](const std::vector<int>& by, bool placed) {
        std::vector<std::string> names;
        std::vector<double> places;
        for (const int o : by) {
          names.push_back(fmt::format("o{}", o));
          places.push_back(100.0 * o / (options - 1));
        }
        std::string text = "name: t\ntalks: {protocol: alternating_offers}\nissues:\n";
        for (int k = 0; k < issues; ++k)
          text += fmt::format("  I{}: {{options: [{}], status_quo: o0{}}}\n", k, fmt::join(names, ", "),
                              placed ? fmt::format(", places: [{}]", fmt::join(places, ", ")) : "");
        text += "parties:\n";
        for (int p = 0; p < parties; ++p) {
          std::vector<std::string> w, v;
          for (int k = 0; k < issues; ++k) {
            std::vector<double> here;
            for (const int o : by)
              here.push_back(values[static_cast<std::size_t>(p)][static_cast<std::size_t>(k)]
                                   [static_cast<std::size_t>(o)]);
            w.push_back(fmt::format("I{}: {}", k, weights[static_cast<std::size_t>(p * issues + k)]));
            v.push_back(fmt::format("I{}: [{}]", k, fmt::join(here, ", ")));
          }
          text += fmt::format("  P{}: {{power: {}, weights: {{{}}}, values: {{{}}}}}\n", p,
                              powers[static_cast<std::size_t>(p)], fmt::join(w, ", "), fmt::join(v, ", "));
        }
        return test::scenario(text);
      };
      const auto named = [&](const Scenario& s, const Forecast& f) {
        std::vector<std::string> names;
        const Space space(s);
        for (const IssueId i : space.issues())
          names.push_back(s.issues[i].value.options[space.option(f.package, i)]);
        return names;
      };
      const Scenario plain = written(order, false);
      const Forecasts f = forecasts_of(plain, Space(plain));
      std::vector<int> reversed(order.rbegin(), order.rend()), shuffled = order;
      for (std::size_t k = shuffled.size(); k > 1; --k)
        std::swap(shuffled[k - 1], shuffled[luck.below(static_cast<std::uint32_t>(k))]);
      const Scenario mirrored = written(reversed, false), mixed = written(shuffled, true);
      const Forecasts g = forecasts_of(mirrored, Space(mirrored)), h = forecasts_of(mixed, Space(mixed));
      REQUIRE(g.list.size() == f.list.size());
      REQUIRE(h.list.size() == f.list.size());
      for (std::size_t k = 0; k < f.list.size(); ++k) {
        CAPTURE(n);
        CAPTURE(k);
        for (std::size_t line = 0; line < f.list[k].places.size(); ++line) {
          CHECK(std::fabs(g.list[k].places[line] - (100 - f.list[k].places[line])) < 1e-8);
          CHECK(std::fabs(h.list[k].places[line] - f.list[k].places[line]) < 1e-8);
        }
        CHECK(named(mirrored, g.list[k]) == named(plain, f.list[k]));
        CHECK(named(mixed, h.list[k]) == named(plain, f.list[k]));
      }
      CHECK(g.challenge.turns == f.challenge.turns);
      moved += f.challenge.turns > 2 ? 1 : 0;
    }
    CHECK(moved > 20);
  }

  TEST_CASE("how far the challenge forecast moves with a small error in power and salience is told") {
    Scenario s = test::scenario(R"(
name: t
issues: {X: {options: [a, b, c, d, e]}}
parties:
  A: {power: 4, weights: {X: 1}, ideal: {X: c}}
  B: {power: 2, weights: {X: 1}, ideal: {X: c}}
  C: {power: 3, weights: {X: 1}, ideal: {X: c}}
talks: {protocol: alternating_offers}
)");
    const Fragility none = forecasts_of(s, Space(s)).fragility;
    CHECK(none.n == 100);
    CHECK(none.same_package == 100);
    CHECK(none.low == std::vector<double>{50});
    CHECK(none.high == std::vector<double>{50});
    s.parties.rows[0].value.ideal.rows[0].value.index = 0;
    s.parties.rows[2].value.ideal.rows[0].value.index = 4;
    const Fragility some = forecasts_of(s, Space(s)).fragility;
    CHECK(some.low[0] < some.high[0]);
    CHECK(some.low == forecasts_of(s, Space(s)).fragility.low);
    s.challenge.transition = Transition::stochastic;
    CHECK(forecasts_of(s, Space(s)).fragility.n == 0);
  }

  TEST_CASE(
      "the text beside the forecasts is told with what it is worth to each, one option off in the singular") {
    const Model m(test::scenario(R"(
name: t
issues: {X: {options: [a, b, c]}}
parties:
  A: {weights: {X: 1}, ideal: {X: a}, reservation: 0.6}
  B: {weights: {X: 1}, ideal: {X: c}}
talks: {protocol: alternating_offers}
)"));
    CHECK(worth_in_words(m, Package{1}, {PartyId(0), PartyId(1)}) ==
          "(A 0.50, B 0.50) worse than no deal for A");
    CHECK(options_from_text(m.talks.space, Package{1}, Package{2}) == "1 option from the text");
    CHECK(options_from_text(m.talks.space, Package{0}, Package{2}) == "2 options from the text");
    CHECK(options_from_text(m.talks.space, Package{2}, Package{2}) == "0 options from the text");
  }

  TEST_CASE("votes go by power where the file gives no votes, and weighted points by it too") {
    const std::string text = R"(
name: t
issues: {X: {options: [a, b, c, d, e]}}
parties:
  A: {power: 5, weights: {X: 1}, ideal: {X: 0}}
  B: {weights: {X: 1}, ideal: {X: 4}}
  C: {weights: {X: 1}, ideal: {X: 4}}
talks: {protocol: {random_proposer: {quota: 4, votes: {C: 2}}}}
)";
    const Model model(test::scenario(text));
    CHECK(model.talks.voting.votes == std::vector<double>{5, 1, 2});
    CHECK(model.talks.voting.total == 8);
    const Analysis a = analyze(model);
    CHECK(a.weights == std::vector<double>{5, 1, 1});
    CHECK(a.points.weighted_nash.utilities[0] > a.points.nash.utilities[0]);
  }

  TEST_CASE("a negotiation without a war takes 250 parties, one with a war 60") {
    std::string text =
        "name: t\nissues: {X: {options: [a, b, c]}}\ntalks: {protocol: alternating_offers}\nparties:\n";
    for (int n = 0; n < 250; ++n)
      text += fmt::format("  P{}: {{weights: {{X: 1}}, ideal: {{X: {}}}}}\n", n, n % 3);
    const Scenario many = test::scenario(text);
    CHECK(many.parties.size() == 250);
    CHECK(forecasts_of(many, Space(many)).challenge.turns >= 2);
    CHECK(has(test::problems(text + "calendar: {start: 2024-01-01, end: 2024-02-01}\n"), "at most 60"));
    CHECK(has(test::problems(text + "  P250: {weights: {X: 1}}\n"), "at most 250"));
  }

  TEST_CASE("packages worth the same to all are counted, and told apart from outcomes") {
    const Model model(test::scenario(R"(
name: t
issues: {X: {options: [a, b]}, Z: {options: [p, q, r]}}
parties: {A: {weights: {X: 1}, ideal: {X: 0}}, B: {weights: {X: 1}, ideal: {X: 1}}}
talks: {protocol: alternating_offers}
)"));
    const Analysis a = analyze(model);
    CHECK(a.efficient.packages == 6);
    CHECK(a.efficient.outcomes == 2);
  }

  TEST_CASE("what a KTAB file must not hold is told with line and column") {
    CHECK(told(good).empty());
    CHECK(has(told(with("1, 10, 50", "1, 101, 50")), "t.csv:3:10: A.Opening.position: 101 is out of range"));
    CHECK(has(told(with("1, 10, 50", "1, -1, 50")), "A.Opening.position: -1 is out of range"));
    CHECK(has(told(with("1, 10, 50", "1, 10, 500")), "A.Opening.salience: 500 is out of range"));
    CHECK(has(told(with("1, 10, 50", "1, 10, 0")), "t.csv:3:14: A.salience: the saliences sum to 0"));
    CHECK(has(told(with("1, 10, 50", "1, 10, 1e-9")), "t.csv:3:14: A.salience: the saliences sum to 1e-09"));
    CHECK(has(told(with("1, 10, 50", "1, , 50")),
              "t.csv:3:10: A.Opening.position: expected a number, found ''"));
    CHECK(has(told(with("1, 10, 50", "1, 10, ")),
              "t.csv:3:14: A.Opening.salience: expected a number, found ''"));
    CHECK(
        has(told(with("1, 10, 50", "1, \"10,5\", 50")), "found '10,5' (with a decimal point, not a comma)"));
    CHECK(has(told(with("A, x", "\x1b[31mA, x")), "t.csv:3:1: control characters are no text"));
    CHECK(has(told("river;a case;3;1\n"), "cells are separated by commas here"));
    CHECK(has(told(with("1, 10, 50", "0, 10, 50")), "t.csv:3:7: A.power: 0 is no power"));
    CHECK(has(told(with("1, 10, 50", "1, ten, 50")), "expected a number, found 'ten'"));
    CHECK(has(told(with("case, 3, 1", "case, 2, 1")), "a whole number from 3 to 250"));
    CHECK(has(told(with("case, 3, 1", "case, 4, 1")), "the file announces 4 actors and has 3"));
    CHECK(has(told(with("case, 3, 1", "case, 3, 2")), "expected 7 titles"));
    CHECK(has(told(with("\"y, z\"", "\"y, z")), "a quotation mark is never closed"));
    CHECK(has(told(with("C, x, 3, 90, 100", "C, x, 3, 90, 100\nD, x, 3, 90, 100")),
              "announces 3 actors and has 4"));
    CHECK(has(told(""), "the file is empty"));
  }

  TEST_CASE("saliences that look like shares of 1 are taken as written, with a note of where they stand") {
    const auto noted = [](const std::string& csv) {
      Diagnostics wrong, notes;
      CHECK(import_ktab({"t.csv", csv}, {}, wrong, notes).has_value());
      return to_string(notes);
    };
    CHECK_FALSE(has(noted(good), "salience"));
    std::string shares = good;
    for (const auto& [from, to] :
         {std::pair{"10, 50\n", "10, 0.5\n"}, {"50, 50,", "50, 1,"}, {"90, 100", "90, 0.2"}})
      shares.replace(shares.find(from), std::string(from).size(), to);
    CHECK(has(noted(shares), "t.csv:3:14: salience: no salience is above 1"));
  }

  TEST_CASE("empty cells and lines that a spreadsheet leaves behind are no data") {
    std::string padded = good;
    for (std::size_t at = 0; (at = padded.find('\n', at)) != std::string::npos; at += 4)
      padded.insert(at, ",,,");
    CHECK(told(padded + ",,,,,,\n,,,\n").empty());
  }
}

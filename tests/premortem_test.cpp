// What kills a text that is in force, and what would save it?

#include "parley/questions/premortem/premortem.hpp"

#include <cmath>

#include "parley/questions/premortem/over_ranges.hpp"
#include "parley/questions/premortem/report.hpp"
#include "parley/runs/head.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/statistics/looks.hpp"
#include "support.hpp"

namespace parley {

namespace {

Scenario september(const std::vector<std::string>& overrides = {}) {
  Scenario s = test::scenario_file("scenarios/geneva-2016.yaml", overrides);
  Diagnostics diagnostics;
  REQUIRE(load_deal_file(test::source("scenarios/deals/9-september-2016.yaml"), s, diagnostics));
  return s;
}

PremortemOptions small(std::uint32_t replicates) {
  PremortemOptions o;
  o.replicates = replicates;
  return o;
}

}  // namespace

TEST_SUITE("premortem") {
  TEST_CASE("with the same luck a text that is not changed is not changed in anything") {
    const Scenario s = september();
    const PremortemOptions o = small(40);
    const Lasted a = lasting(s, o), b = lasting(s, o);
    const Difference d = paired_shares(a.beyond, b.beyond);
    CHECK(d.value == 0);
    CHECK(d.low < 0);
    CHECK(d.high > 0);
    CHECK(a.deaths == b.deaths);
    // Nor by a guarantee of strength 0, an issue that nobody weighs.
    for (const Guarantee& g : guarantees()) {
      CAPTURE(g.name);
      CHECK(lasting(with_guarantee(s, g, 0.0), o).beyond == a.beyond);
    }
  }

  TEST_CASE("cutting the calendar at the horizon leaves the first truce as it is") {
    const Scenario s = september();
    PremortemOptions o = small(40);
    const Lasted lasted = lasting(s, o);
    for (std::uint32_t i = 0; i < o.replicates; ++i) {
      const Outcome whole = test::play(s, o.seed, i);
      CHECK((lasted.beyond[i] != 0) == !(whole.first_truce_ended && whole.first_truce_days <= o.days));
    }
  }

  TEST_CASE(
      "any signatory breaks a truce alone by leaving, keeping to it is never left by who is bound to it") {
    const Scenario s = september();
    const PremortemOptions o = small(30);
    const PartyId gov = s.parties.position("GOV"), sdf = s.parties.position("SDF");
    CHECK(lasting(s, o, gov, Bound::leaves).share().share == 0);
    Model m(s);
    m.bound[gov] = Bound::keeps;
    State state(m);
    for (std::uint32_t i = 0; i < 30; ++i) {
      const Outcome& outcome = simulate(m, {1, 0, i}, state);
      CHECK_FALSE((outcome.ended_by == gov && outcome.manner != Manner::unravelled));
    }
    // Who signed nothing has nothing to leave.
    CHECK(lasting(s, o, sdf, Bound::leaves).beyond == lasting(s, o).beyond);
  }

  TEST_CASE("an attack by all commanders of the government costs lives, and saves no truce") {
    const Scenario s = september({"events.mode=none"});
    const PremortemOptions o = small(200);
    const Lasted free = lasting(s, o);
    const Lasted attacked = lasting(s, o, s.parties.position("GOV"), Bound::attacks);
    CHECK(paired_means(attacked.deaths, free.deaths).low > 0);
    CHECK(paired_shares(attacked.beyond, free.beyond).high < 0);
  }

  TEST_CASE("with nothing from outside, a patron that gains by the text holds its client to it") {
    const Scenario s = september({"events.mode=none"});
    const PremortemOptions o = small(200);
    const PartyId rus = s.parties.position("RUS"), gov = s.parties.position("GOV");
    const Lasted none = lasting(with_leverage(s, rus, gov, 0.0), o),
                 full = lasting(with_leverage(s, rus, gov, 1.0), o);
    const Difference d = paired_shares(full.beyond, none.beyond);
    CAPTURE(d.value);
    CHECK(d.low > 0);  // n = 200, paired 95% interval
  }

  TEST_CASE("the least strength reaches the share asked for, and less does not") {
    const Scenario s = september({"events.mode=none"});
    PremortemOptions o = small(60);
    o.days = 7;
    const PartyId rus = s.parties.position("RUS"), gov = s.parties.position("GOV");
    const auto with = [&](double x) { return with_leverage(s, rus, gov, x); };
    const Lever lever = pull(o, with);
    REQUIRE(lever.least);
    CHECK(lever.curve.front().strength == 0);
    CHECK(lever.curve.back().strength == 1);
    // Between them only strengths below the first that reaches it.
    for (std::size_t k = 0; k + 2 < lever.curve.size(); ++k) CHECK(lever.curve[k].survival.share < o.share);
    CHECK(lasting(with(*lever.least), o).share().share >= o.share);
    if (*lever.least > 0) CHECK(lever.curve.front().survival.share < o.share);
  }

  TEST_CASE("a run that is left where its first truce ends has told how long that lasted") {
    for (const char* mode : {"events.mode=none", "events.mode=history"}) {
      const Scenario s = september({mode});
      const PremortemOptions o = small(40);
      CHECK(lasting_alone(s, o).beyond == lasting(s, o).beyond);
      const Model m(s);
      State state(m);
      for (std::uint32_t i = 0; i < 20; ++i) {
        const Outcome whole = test::play(s, o.seed, i), &left = play_first_truce(m, {o.seed, 0, i}, state);
        CHECK(left.first_truce_ended == whole.first_truce_ended);
        CHECK(left.first_truce_days == whole.first_truce_days);
        CHECK(left.ended_by == whole.ended_by);
      }
    }
  }

  TEST_CASE("runs are added until it is clear on which side of a share one is, and all where it is not") {
    const Scenario s = september({"events.mode=none"});
    PremortemOptions o = small(640);
    o.share = 0.02;
    const auto runs_at = [&] { return pull(o, [&](double) { return s; }).curve.front().runs; };
    CHECK(runs_at() == 40);
    o.share = lasting_alone(s, o).share().share;
    CHECK(runs_at() == o.replicates);
    // All looks together leave the truth out in no more than 5 of 100 samples, whenever one stops.
    Stream luck({.seed = 11}, 0, 0, 0);
    int missed = 0;
    const std::vector<std::size_t> looks = looks_at(400);
    CHECK(looks == std::vector<std::size_t>{25, 50, 100, 200, 400});
    constexpr int samples = 4000;
    for (int k = 0; k < samples; ++k) {
      std::size_t n = 0, yes = 0;
      bool out = false;
      for (const std::size_t look : looks) {
        for (; n < look; ++n) yes += luck.chance(0.3) ? 1 : 0;
        const Interval i = score_interval(yes, n, error_at(looks, n));
        out = out || i.low > 0.3 || i.high < 0.3;
      }
      missed += out ? 1 : 0;
    }
    CHECK(missed < 0.05 * samples);
    CHECK(score_interval(30, 100, 0.05).low == doctest::Approx(wilson(30, 100).low));
  }

  TEST_CASE("who stops as soon as a change is told is wrong about it in no more than 5 of 100 samples") {
    const std::vector<std::size_t> looks = looks_at(400);
    double spent = 0;
    for (const std::size_t look : looks) spent += error_at(looks, look);
    CHECK(spent == doctest::Approx(0.05));
    Stream luck({.seed = 12}, 0, 0, 0);
    constexpr int samples = 2000;
    // Chances of a run that the change makes last, and of one that it ends: no change at all, none on
    // balance, small, worth acting on, large.
    for (const auto& chances : std::vector<std::pair<double, double>>{
             {0, 0}, {0.1, 0.1}, {0.04, 0.01}, {0.12, 0.02}, {0.5, 0.02}}) {
      const double gains = chances.first, loses = chances.second;
      CAPTURE(gains);
      const double truth = gains - loses;
      int missed = 0, wrong = 0;
      std::size_t runs = 0;
      for (int k = 0; k < samples; ++k) {
        std::vector<std::uint8_t> now, before;
        Difference d;
        for (const std::size_t look : looks) {
          while (now.size() < look) {
            const double u = luck.uniform();
            now.push_back(u < gains ? 1 : 0);
            before.push_back(u >= gains && u < gains + loses ? 1 : 0);
          }
          d = score_difference(now, before, error_at(looks, look));
          if (decided(d, 0.1)) break;
        }
        missed += d.low > truth || d.high < truth ? 1 : 0;
        wrong += (d.low > 0 && truth <= 0) || (d.high < 0 && truth >= 0) ? 1 : 0;
        runs += now.size();
      }
      CHECK(missed <= 0.05 * samples);
      CHECK(wrong <= 0.05 * samples);
      // What is plain is told by few.
      if (truth > 0.4) CHECK(static_cast<double>(runs) / samples < 60);
    }
  }

  TEST_CASE("who stops at the points that tell a mean is wrong about it in no more than 6 of 100 samples") {
    const std::vector<std::size_t> looks = looks_at(80, least_points);
    CHECK(looks == std::vector<std::size_t>{20, 40, 80});
    Stream luck({.seed = 14}, 0, 0, 0);
    constexpr int samples = 2000;
    // At a share of the points a run gains and loses so often; at the others nothing changes.
    struct Kind {
      double points, gains, loses;
    };
    for (const Kind& kind : {Kind{1, 0.1, 0.1}, Kind{1, 0.3, 0.05}, Kind{0.5, 0.2, 0}, Kind{0.2, 0.3, 0.3}}) {
      CAPTURE(kind.points);
      CAPTURE(kind.gains);
      const double truth = kind.points * (kind.gains - kind.loses);
      int missed = 0;
      for (int k = 0; k < samples; ++k) {
        std::vector<PointSum> points;
        Estimate mean;
        for (const std::size_t look : looks) {
          while (points.size() < look) {
            points.emplace_back();
            const bool moved = luck.chance(kind.points);
            for (int run = 0; run < 4; ++run) {
              const double u = luck.uniform();
              points.back().add(!moved || u >= kind.gains + kind.loses ? 0 : u < kind.gains ? 1 : -1);
            }
          }
          mean = mean_over_points(points, a_change_of_share, error_at(looks, look));
          if (decided({mean.value, mean.low, mean.high}, 0.1)) break;
        }
        missed += mean.low > truth || mean.high < truth ? 1 : 0;
      }
      CHECK(missed <= 0.06 * samples);  // Student's t of a few skewed points: 5.8% where the truth is what is
                                        // worth acting on
    }
  }

  TEST_CASE(
      "the share of few runs beside many of the same luck: it tells what many say where the two go "
      "together") {
    Stream luck({.seed = 13}, 0, 0, 0);
    constexpr int samples = 2000, few = 50, many = 400;
    // How often both are the same luck: never, mostly, always.
    for (const double same : {0.0, 0.8, 1.0}) {
      CAPTURE(same);
      int missed = 0;
      double squares = 0;
      for (int k = 0; k < samples; ++k) {
        std::vector<std::uint8_t> base, variant;
        for (int i = 0; i < many; ++i) {
          const double u = luck.uniform(), v = luck.chance(same) ? u : luck.uniform();
          base.push_back(u < 0.3 ? 1 : 0);
          if (i < few) variant.push_back(v < 0.3 ? 1 : 0);
        }
        const Interval share = share_beside(variant, base, 0.05);
        missed += share.low > 0.3 || share.high < 0.3 ? 1 : 0;
        squares += (share.share - 0.3) * (share.share - 0.3) / samples;
        const auto lasts = static_cast<std::size_t>(std::count(base.begin(), base.end(), 1));
        if (same == 1) CHECK(share.low == doctest::Approx(wilson(lasts, many).low));
      }
      if (same < 1) CHECK(missed < 0.06 * samples);  // normal approximations of 50 runs
      const double variance = 0.3 * 0.7 * ((1 - same * same) / few + same * same / many);
      CHECK(squares == doctest::Approx(variance).epsilon(0.15));
    }
    const std::vector<std::uint8_t> none(50, 0), alternating = [] {
      std::vector<std::uint8_t> list(400);
      for (std::size_t k = 0; k < list.size(); k += 2) list[k] = 1;
      return list;
    }();
    CHECK(share_beside(none, alternating, 0.05).share == 0);
    CHECK(share_beside(none, alternating, 0.05).high == doctest::Approx(wilson(0, 50).high));
  }

  TEST_CASE("the score interval of a paired difference: known values") {
    // Hyper-responsive airways of 21 children before and after a transplant (Fagerland, Lydersen & Laake
    // 2014): 1 and 7 differ, Tango's interval is -0.517 to -0.026.
    std::vector<std::uint8_t> before(21, 0), after(21, 0);
    before[0] = 1;
    for (std::size_t k = 1; k < 8; ++k) after[k] = 1;
    const Difference children = score_difference(before, after, 0.05);
    CHECK(children.low == doctest::Approx(-0.517).epsilon(0.001));
    CHECK(children.high == doctest::Approx(-0.026).epsilon(0.01));
    std::vector<std::uint8_t> a(100, 0), b(100, 0);
    const Difference none = score_difference(a, b, 0.05);  // no pair differs: z^2 / (n + z^2)
    CHECK(none.value == 0);
    CHECK(none.high == doctest::Approx(3.841459 / 103.841459));
    CHECK(none.low == doctest::Approx(-none.high));
    for (std::size_t k = 0; k < 12; ++k) a[k] = 1;
    for (std::size_t k = 12; k < 15; ++k) b[k] = 1;
    const Difference some = score_difference(a, b, 0.05), back = score_difference(b, a, 0.05);
    CHECK(some.value == doctest::Approx(0.09));
    CHECK(some.low == doctest::Approx(-back.high));
    CHECK(some.high == doctest::Approx(-back.low));
    CHECK(some.low > 0);
    CHECK(score_difference(a, b, 0.005).low < some.low);
  }

  TEST_CASE(
      "a premortem gives a variant fewer runs where they tell, and the same answer on any number of "
      "threads") {
    const Scenario s = september();
    PremortemOptions one = small(200), three = small(200);
    one.jobs = 1;
    three.jobs = 3;
    one.depth = three.depth = PremortemDepth::changes;
    const Premortem a = premortem(s, one), b = premortem(s, three);
    const Lasted base = lasting(s, one);
    std::size_t fewer = 0;
    REQUIRE(a.clauses.size() == b.clauses.size());
    for (std::size_t i = 0; i < a.clauses.size(); ++i) {
      const ClauseChange &c = a.clauses[i], &d = b.clauses[i];
      CHECK(c.runs == d.runs);
      fewer += c.runs < one.replicates ? 1 : 0;
      if (!c.survival.known()) continue;
      CHECK(c.change.value == d.change.value);
      CHECK(c.survival.share == d.survival.share);
      // What is told of the first runs is what they say.
      Lasted played = lasting(with_option(s, c.issue, c.to), one);
      played.beyond.resize(c.runs);
      played.deaths.resize(c.runs);
      CHECK(change_of(played, base, one).value == c.change.value);
      CHECK(deaths_of(played, base, one).low == c.deaths.low);
      CHECK(share_of(played, base, one).high == c.survival.high);
      // Fewer than all: its change, or which clause is first, is told.
      if (c.runs < one.replicates) CHECK(decided(c.change, one.worth, 25));
    }
    CHECK(fewer > 0);
    for (const Breaker& k : a.breakers) {
      CHECK(k.keeps.runs <= one.replicates);
      if (k.leaves) CHECK(k.leaves->survival.share == 0);
    }
    CHECK(a.events[0].runs == one.replicates);
    CHECK(4 * a.events[1].runs >= one.replicates);
  }

  TEST_CASE("a premortem is the same on any number of threads, and its parts agree") {
    const Scenario s = september();
    PremortemOptions one = small(8), three = small(8);
    one.jobs = 1;
    three.jobs = 3;
    one.days = three.days = 5;
    const Premortem a = premortem(s, one), b = premortem(s, three);
    CHECK(a.survival.share == b.survival.share);
    REQUIRE(a.clauses.size() == b.clauses.size());
    for (std::size_t i = 0; i < a.clauses.size(); ++i) {
      CHECK(a.clauses[i].to != a.clauses[i].from);
      // A text without a ceasefire neither lasts nor breaks; such texts stand last.
      CHECK(a.clauses[i].survival.known() == (a.clauses[i].fronts > 0));
      CHECK(a.clauses[i].survival.known() == b.clauses[i].survival.known());
      if (!a.clauses[i].survival.known()) continue;
      CHECK(a.clauses[i].change.value == b.clauses[i].change.value);
      CHECK(a.clauses[i].runs == one.replicates);  // of so few there is one look
      CHECK(a.clauses[i].survival.share - a.survival.share == doctest::Approx(a.clauses[i].change.value));
      if (i > 0) CHECK(a.clauses[i - 1].change.value <= a.clauses[i].change.value);
    }
    // The events as given come first; the horizon is among the days reported.
    REQUIRE(a.events.size() == 3);
    CHECK(a.events[0].as_given);
    CHECK(a.events[0].at.front().day == 5);
    CHECK(a.events[0].at.front().share.share == doctest::Approx(a.survival.share));
    std::size_t ended = 0;
    for (const auto& [end, count] : a.base.ends) ended += count;
    CHECK(ended + a.base.first_truces_holding == a.base.runs);
    CHECK(a.leverage.size() == 7);  // GOV: RUS, IRN; REB: US, GULF, TUR; TUR: US, RUS
  }

  TEST_CASE("a scenario without a text or without days is refused with a reason") {
    Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
    CHECK(premortem_refusal(s).find("--deal") != std::string::npos);
    CHECK(premortem_refusal(test::scenario_file("scenarios/textbook/divide-the-pie.yaml")).find("calendar") !=
          std::string::npos);
    CHECK(premortem_refusal(september()).empty());
    Scenario nothing = september();
    nothing.deal->options.rows.clear();  // each issue at its status quo
    CHECK(premortem_refusal(nothing).find("covers no front") != std::string::npos);
  }

  TEST_CASE("a difference that is not known is never told as a number") {
    CHECK(in_words(Difference{0.031, -0.004, 0.066}, 100, 1, " points") == "+3.1 points (-0.4 to +6.6)");
    CHECK(in_words(Difference{-0.2, -1, -0.4}, 1, 0, "") == "+0 (-1 to +0)");
    CHECK(in_words(Difference{unknown, unknown, unknown}, 1, 0, "") == "not known");
    const std::vector<double> one{3}, other{1};  // one pair has no spread
    CHECK(in_words(paired_means(one, other), 1, 0, "") == "+2 (interval not known)");
    CHECK(in_words(paired_means({}, {}), 1, 0, "") == "not known");
  }

  TEST_CASE("what makes a truce last by covering less, or at the cost of lives, is not called a help") {
    const Scenario s = september();
    const Model m(s);
    Premortem p;
    p.days = 30;
    p.survival = wilson(30, 100);
    p.fronts = 4;
    const auto change = [&](const char* issue, double gain, std::size_t fronts, double deaths) {
      ClauseChange c;
      c.issue = s.issues.position(issue);
      c.from = 1;
      c.to = 0;
      c.survival = wilson(static_cast<std::size_t>(30 + 100 * gain), 100);
      c.change = {gain, gain - 0.05, gain + 0.05};
      c.deaths = {deaths, deaths - 5, deaths + 5};
      c.fronts = fronts;
      return c;
    };
    const ClauseChange less = change("TRUCE", 0.7, 1, 100), lives = change("AIR", 0.5, 4, 50),
                       help = change("MON", 0.2, 4, -20);
    p.clauses = {less, lives, help};
    const std::string told = clauses_title(m, p);
    CHECK_MESSAGE(told.find("(MON)") != std::string::npos, told);
    CHECK(told.find("helps most") != std::string::npos);
    p.clauses = {less, lives};
    const std::string dear = clauses_title(m, p);
    CHECK_MESSAGE(dear.find("helps") == std::string::npos, dear);
    CHECK(dear.find("at a price (it covers 1 front, not 4, 100 more deaths a run)") != std::string::npos);
  }

  TEST_CASE("what the first sentence on clauses says of chance, every row and table says") {
    for (const std::uint32_t runs : {3U, 20U}) {
      Scenario s = september();
      const Premortem p = premortem(s, small(runs));
      const Model m(s);
      std::size_t clear = 0, said = 0;
      for (const ClauseChange& c : p.clauses) {
        clear += clear_of_chance(p, c) ? 1 : 0;
        if (clear_of_chance(p, c)) CHECK(clear_of_zero(c.change));
      }
      const std::string title = clauses_title(m, p);
      CAPTURE(title);
      CHECK((title.find("No change of one clause is clear of chance") == 0) == (clear == 0));
      const std::string text = premortem_text(m, RunRequest{}, p, false, 100000);
      for (std::size_t at = text.find("Not clear of chance"); at != std::string::npos;
           at = text.find("Not clear of chance", at + 1))
        ++said;
      std::size_t known = 0;
      for (const ClauseChange& c : p.clauses) known += c.survival.known() ? 1 : 0;
      CHECK(said == known - clear);
    }
  }

  TEST_CASE("paired differences: known values") {
    const std::vector<std::uint8_t> a{1, 1, 1, 0, 0}, b{1, 0, 0, 0, 1};
    const Difference d = paired_shares(a, b);  // 2 gained, 1 lost of 5
    CHECK(d.value == doctest::Approx(0.2));
    // Agresti & Min: centre 1/7, half 1.96 sqrt(4 - 1/7) / 7.
    CHECK(d.low == doctest::Approx(1.0 / 7 - 1.959964 * std::sqrt(4 - 1.0 / 7) / 7));
    const std::vector<double> x{3, 5, 7}, y{1, 4, 6};
    const Difference e = paired_means(x, y);
    CHECK(e.value == doctest::Approx(4.0 / 3));
    CHECK(e.high - e.value == doctest::Approx(1.959964 / 3));
  }
}

}  // namespace parley

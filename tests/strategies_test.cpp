// What do the strategies propose, and what do the opponent models learn?
#include <algorithm>
#include <cmath>
#include <set>

#include "parley/bargaining/bidding.hpp"
#include "parley/bargaining/opponent_model.hpp"
#include "parley/preference/best_first.hpp"
#include "theory/random_talks.hpp"

using namespace parley;

namespace {

struct Offer {
  PartyId who;
  int round = 0;
  Package package;
};

struct Played {
  std::unique_ptr<Model> model;
  Outcome outcome;
  std::vector<Offer> offers;
};

// Talks in which `first` and `second` replace the strategies of the first two parties.
Played played(Scenario s, const Strategy& first, const Strategy& second) {
  s.parties.rows[0].value.strategy = first;
  s.parties.rows[1].value.strategy = second;
  Played p;
  p.model = std::make_unique<Model>(s);
  State state(*p.model);
  Trace trace;
  p.outcome = simulate(*p.model, {3, 0, 0}, state, &trace);
  const std::size_t units = p.model->talks.space.units();
  for (const Said& said : trace.talk.said) {
    if (said.saying != Saying::offer) continue;
    const auto from = trace.talk.packages.begin() + static_cast<std::ptrdiff_t>(said.package);
    p.offers.push_back({*said.who, said.round, Package(from, from + static_cast<std::ptrdiff_t>(units))});
  }
  return p;
}

Scenario talks(std::uint32_t n, const std::string& more = "", int rounds = 60) {
  test::RandomTalks r;
  r.issues = 4;
  r.options = 4;
  r.reservation = 0.2;
  r.talks = fmt::format("{{protocol: alternating_offers, rounds: {}{}}}", rounds, more);
  return test::random_talks(r, n);
}

std::vector<double> all_utilities(const Utility& utility, const Space& space) {
  std::vector<double> list;
  Package p = space.first();
  do list.push_back(utility(p));
  while (space.next(p));
  return list;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const auto n = static_cast<double>(x.size());
  double mx = 0, my = 0, xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    mx += x[i] / n;
    my += y[i] / n;
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mx) * (y[i] - my);
    xx += (x[i] - mx) * (x[i] - mx);
    yy += (y[i] - my) * (y[i] - my);
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0.0;
}

}  // namespace

TEST_SUITE("strategies") {
  // Faratin, Sierra & Jennings 1998.
  TEST_CASE("tit for tat asks for what the share rule leaves of its last demand, relative and averaged") {
    for (std::uint32_t n = 0; n < 12; ++n) {
      const bool averaged = n % 2 == 1;
      const std::size_t over = 1 + n % 3;
      const Played p =
          played(talks(n),
                 {TitForTat{averaged ? Reciprocity::averaged : Reciprocity::relative, double(over)},
                  AcceptConstant{1.0},
                  {}},
                 {TimeDependent{0.7}, AcceptConstant{1.0}, {}});
      const Utility& u = p.model->talks.utilities[PartyId(0)];
      const std::vector<double> worth = all_utilities(u, p.model->talks.space);
      std::vector<double> theirs;
      double last = u.best();
      int own = 0;
      for (const Offer& o : p.offers) {
        if (o.who == PartyId(1)) {
          theirs.push_back(u(o.package));
          continue;
        }
        double share = 1;
        if (theirs.size() >= 2) {
          const std::size_t back = std::min(over, theirs.size() - 1);
          const auto withheld = [&](std::size_t k) { return u.best() - theirs[theirs.size() - 1 - k]; };
          if (withheld(back) > 1e-9) share = withheld(averaged ? 0 : back - 1) / withheld(back);
        }
        const double target = own++ > 0 ? std::min(0.2 + (last - 0.2) * share, u.best()) : u.best();
        double least = 2;
        for (const double w : worth)
          if (w >= std::max(0.2, target - usual_tolerance) - nearest_slack) least = std::min(least, w);
        REQUIRE(u(o.package) >= least - 1e-9);
        REQUIRE(u(o.package) <= least + 2 * nearest_slack);
        last = u(o.package);
      }
      REQUIRE(own > 2);
    }
  }

  // Faratin, Sierra & Jennings 1998, random absolute tit-for-tat.
  TEST_CASE(
      "absolute tit for tat gives as much utility as it was given, and at most so much more as luck has it") {
    for (const double extra : {0.0, 0.1}) {
      test::Mean beyond;
      for (std::uint32_t n = 0; n < 12; ++n) {
        const Played p =
            played(talks(n), {TitForTat{Reciprocity::absolute, 1, extra}, AcceptConstant{1.0}, {}},
                   {TimeDependent{0.7}, AcceptConstant{1.0}, {}});
        const Utility& u = p.model->talks.utilities[PartyId(0)];
        const std::vector<double> worth = all_utilities(u, p.model->talks.space);
        const auto cheapest = [&](double target) {
          double least = 2;
          for (const double w : worth)
            if (w >= std::max(0.2, std::min(target, u.best()) - usual_tolerance) - nearest_slack)
              least = std::min(least, w);
          return least;
        };
        double heard = -1, before = -1, last = u.best();
        for (const Offer& o : p.offers) {
          if (o.who == PartyId(1)) {
            before = heard;
            heard = u(o.package);
            continue;
          }
          const double target = last - (before >= 0 ? heard - before : 0.0);
          if (heard >= 0) {
            CHECK(u(o.package) <= cheapest(target) + 2 * nearest_slack);
            CHECK(u(o.package) >= cheapest(target - extra) - 1e-9);
            beyond.add(cheapest(target) - u(o.package));
          }
          last = u(o.package);
        }
      }
      CHECK((beyond.high() > 2 * nearest_slack) == (extra > 0));
    }
  }

  // Faratin, Sierra & Jennings 1998, resource estimation.
  TEST_CASE(
      "who bargains on a resource asks for the share 1 - exp(-resource) of its range, time or patience") {
    for (std::uint32_t n = 0; n < 12; ++n) {
      const bool threads = n % 2 == 1;
      const double amount = threads ? 20 : 4, start = 0.9;
      const Played p = played(talks(n),
                              {ResourceDependent{threads ? Resource::threads : Resource::time, amount, start},
                               AcceptConstant{1.0},
                               {}},
                              {Hardliner{}, AcceptConstant{1.0}, {}});
      const Utility& u = p.model->talks.utilities[PartyId(0)];
      const std::vector<double> worth = all_utilities(u, p.model->talks.space);
      const double floor = std::max(0.2, *std::min_element(worth.begin(), worth.end()));
      int own = 0;
      for (const Offer& o : p.offers) {
        if (o.who == PartyId(1)) continue;
        // One other party: after k rounds the thread has 2k offers.
        const double resource = threads ? amount / (2.0 * own) : amount * (1.0 - (o.round + 1.0) / 61.0);
        const double target =
            floor + start * (1.0 - std::exp(-resource)) * (u.best() - floor) - usual_tolerance;
        double least = 2;
        for (const double w : worth)
          if (w >= std::max(floor, target) - nearest_slack) least = std::min(least, w);
        REQUIRE(u(o.package) >= least - 1e-9);
        REQUIRE(u(o.package) <= least + 2 * nearest_slack);
        ++own;
      }
      REQUIRE(own == 60);
    }
  }

  TEST_CASE("who takes the other to want the opposite offers as who knows nothing does") {
    for (std::uint32_t n = 0; n < 10; ++n) {
      const Strategy other{TimeDependent{0.7}, AcceptConstant{1.0}, {}};
      const Played none = played(talks(n), {TimeDependent{1.0}, AcceptConstant{1.0}, NoModel{}}, other);
      const Played opposite =
          played(talks(n), {TimeDependent{1.0}, AcceptConstant{1.0}, OppositeModel{}}, other);
      REQUIRE(none.offers.size() == opposite.offers.size());
      std::size_t same = 0;  // packages in between are found on a grid of own utility
      for (std::size_t k = 0; k < none.offers.size(); ++k) {
        const Utility& u = none.model->talks.utilities[PartyId(0)];
        const double apart = std::abs(u(none.offers[k].package) - u(opposite.offers[k].package));
        CHECK(apart < 0.02);
        same += apart < 1e-5 ? 1 : 0;
      }
      CHECK(10 * same >= 9 * none.offers.size());
    }
  }

  // Van Galen Last 2012.
  TEST_CASE("the Smith model weighs an issue by how often its most frequent option was asked for") {
    const Scenario s = talks(1);
    const Space space(s);
    const Utility any(space, s, s.parties.rows[0].value);
    SmithFrequency mind = mind_before(SmithModel{}, space);
    for (const Package& p :
         {Package{0, 0, 1, 3}, Package{0, 1, 1, 2}, Package{0, 2, 2, 1}, Package{0, 2, 2, 0}})
      mind.hear(space, p, 0.1);
    std::vector<double> wishes(space.table_size(), 0.0);
    mind.add_wishes(space, any, any, 1.0, wishes);
    // Most frequent: 4, 2, 2 and 1 times, 9 in all; each of 4 offers.
    CHECK(wishes[space.offset(0) + 0] == doctest::Approx(4.0 / 9 * 4 / 4));
    CHECK(wishes[space.offset(1) + 2] == doctest::Approx(2.0 / 9 * 2 / 4));
    CHECK(wishes[space.offset(1) + 0] == doctest::Approx(2.0 / 9 * 1 / 4));
    CHECK(wishes[space.offset(2) + 0] == 0);
    CHECK(wishes[space.offset(3) + 3] == doctest::Approx(1.0 / 9 * 1 / 4));
  }

  TEST_CASE(
      "concessions follow their curve: the published forms at a quarter, half and three quarters of the "
      "time") {
    const auto share = [](Curve curve, double exponent, double start, double t) {
      return aspiration({.exponent = exponent, .curve = curve, .start = start}, t).share;
    };
    for (const double t : {0.25, 0.5, 0.75}) {
      for (const double e : {0.2, 1.0, 4.0}) {
        for (const double s : {0.8, 0.95}) {
          CHECK(share(Curve::polynomial, e, s, t) ==
                doctest::Approx(s * (1 - std::pow(t, e))).epsilon(1e-12));
          CHECK(share(Curve::exponential, e, s, t) ==
                doctest::Approx(s * (std::exp(std::pow(1 - t, e)) - 1) / (std::exp(1.0) - 1)).epsilon(1e-12));
          CHECK(share(Curve::exponential_1998, e, s, t) ==
                doctest::Approx(1 - std::exp(std::pow(1 - t, e) * std::log(1 - s))).epsilon(1e-12));
        }
      }
    }
    for (const Curve curve : {Curve::polynomial, Curve::exponential, Curve::exponential_1998}) {
      CHECK(share(curve, 2, 0.9, 0) == doctest::Approx(0.9).epsilon(1e-12));
      CHECK(std::abs(share(curve, 2, 0.9, 1)) < 1e-12);
    }
    const std::string talks_of =
        "name: l\nissues: {A: {options: [a, b]}}\nparties: {P: {weights: {A: 1}, strategy: "
        "{bidding: {time_dependent: {curve: exponential_1998}}}}, Q: {weights: {A: 1}, "
        "strategy: {accept: {aspiration: {curve: exponential_1998, start: 0.9}}}}}\ntalks: "
        "{protocol: alternating_offers}\n";
    const std::string told = test::problems(talks_of);
    CHECK(told.find(
              "parties.P.strategy.bidding.time_dependent: exponential_1998 must start below 1 (for example "
              "start: 0.95)\n") != std::string::npos);
    CHECK(told.find("parties.Q") == std::string::npos);
  }

  TEST_CASE(
      "concessions end at the reservation value itself, or at a floor above it, whatever the size of the "
      "space") {
    for (const int issues : {3, 12}) {  // ranked, and ranked in two parts
      for (const double floor : {0.0, 0.55}) {
        Scenario s = test::random_talks({.issues = issues,
                                         .options = 4,
                                         .reservation = 0.35,
                                         .talks = "{protocol: alternating_offers, rounds: 2000}"},
                                        4);
        TimeDependent falls{0.2};
        falls.floor = Number(floor);
        const Played p = played(s, {falls, AcceptConstant{1.0}, {}}, {Hardliner{}, AcceptConstant{1.0}, {}});
        const Utility& u = p.model->talks.utilities[PartyId(0)];
        const double end = std::max(0.35, floor);
        double last = 1;
        for (const Offer& o : p.offers)
          if (o.who == PartyId(0)) last = u(o.package);
        // The last target is within 10^-4 of the floor; the cheapest package above it is near, the space
        // being large. One that misses a floor by less than nearest_slack may be nearer; never the
        // reservation.
        CHECK(last >= (floor > 0 ? end - nearest_slack : end));
        if (issues == 12) CHECK(last < end + 1e-4);
        CHECK(last < end + 0.05);
      }
    }
  }

  TEST_CASE("tit for tat gives nothing to who gives nothing, and more than that to who concedes") {
    int gave = 0;
    for (std::uint32_t n = 0; n < 10; ++n) {
      const Strategy own{TitForTat{}, AcceptConstant{1.0}, {}};
      const Played stubborn = played(talks(n), own, {Hardliner{}, AcceptConstant{1.0}, {}});
      const double best = stubborn.model->talks.utilities[PartyId(0)].best();
      for (const Offer& o : stubborn.offers)
        if (o.who == PartyId(0)) CHECK(stubborn.model->talks.utilities[PartyId(0)](o.package) == best);
      const Played giving = played(talks(n), own, {TimeDependent{1.0}, AcceptConstant{1.0}, {}});
      double least = 2;
      for (const Offer& o : giving.offers)
        if (o.who == PartyId(0))
          least = std::min(least, giving.model->talks.utilities[PartyId(0)](o.package));
      gave += least < best - 0.05 ? 1 : 0;
    }
    CHECK(gave >= 9);
  }

  // De Jonge 2022.
  TEST_CASE("micro offers its packages from the best down, and a new one only to who has offered as many") {
    int deals = 0;
    for (std::uint32_t n = 0; n < 20; ++n) {
      const Strategy other = n % 2 == 0 ? Strategy{Micro{}, AcceptConstant{1.0}, {}}
                                        : Strategy{TimeDependent{0.5}, AcceptConstant{1.0}, {}};
      const Played p = played(talks(n, "", 40), {Micro{}, {}, {}}, other);
      const Space& space = p.model->talks.space;
      std::vector<double> order = all_utilities(p.model->talks.utilities[PartyId(0)], space);
      std::sort(order.rbegin(), order.rend());
      std::set<Package> made, heard;
      for (const Offer& o : p.offers) {
        if (o.who == PartyId(1)) {
          heard.insert(o.package);
          continue;
        }
        const double worth = p.model->talks.utilities[PartyId(0)](o.package);
        if (made.insert(o.package).second) {
          CHECK(made.size() <= heard.size() + 1);
          CHECK(worth == order[made.size() - 1]);
        }
        CHECK(worth >= 0.2);
      }
      const Played both = played(talks(n, "", 256), {Micro{}, {}, {}}, {Micro{}, {}, {}});
      deals += both.outcome.ending == Ending::holding ? 1 : 0;
    }
    CHECK(deals >= 19);  // two of them go down until they meet, whatever the deadline
  }

  TEST_CASE("micro bargains over 300 issues, its best packages listed without enumeration") {
    const Scenario small = test::random_talks({.issues = 6, .options = 3, .pairs = 0.2}, 5);
    const Space space(small);
    const Utility utility(space, small, small.parties.rows[0].value);
    std::vector<double> order = all_utilities(utility, space);
    std::sort(order.rbegin(), order.rend());
    const std::vector<OptionIndex> listed = best_first(space, Numbering(space), utility, 200);
    REQUIRE(listed.size() == 200 * space.units());
    std::set<Package> seen;
    for (std::size_t k = 0; k < 200; ++k) {
      const auto from = listed.begin() + static_cast<std::ptrdiff_t>(k * space.units());
      const Package p(from, from + static_cast<std::ptrdiff_t>(space.units()));
      CHECK(utility(p) == doctest::Approx(order[k]).epsilon(1e-12));
      CHECK(seen.insert(p).second);
    }
    const Played large =
        played(test::random_talks(
                   {.issues = 300, .options = 3, .talks = "{protocol: alternating_offers, rounds: 20}"}, 5),
               {Micro{}, {}, {}}, {Micro{}, {}, {}});
    CHECK(large.offers.size() == 40);
  }

  // Faratin, Sierra & Jennings 2002.
  TEST_CASE("logrolling lowers its demand only at a deadlock") {
    int trades = 0, steps = 0;
    for (std::uint32_t n = 0; n < 12; ++n) {
      const Played p = played(talks(n), {Logrolling{0.25}, AcceptConstant{1.0}, FrequencyModel{}},
                              {TimeDependent{0.6}, AcceptConstant{1.0}, TrueModel{}});
      const Utility& u = p.model->talks.utilities[PartyId(0)];
      const std::vector<double> worth = all_utilities(u, p.model->talks.space);
      double least = 2, demand = 1, treated = -1, now = -1;
      for (const double w : worth) least = std::min(least, w);
      least = std::max(least, 0.2);
      Package before;
      for (const Offer& o : p.offers) {
        if (o.who == PartyId(1)) {
          now = u(o.package);
          continue;
        }
        if (treated >= 0 && now <= treated + 1e-9) {
          demand = std::max(0.0, demand - 0.25);
          ++steps;
        } else if (!before.empty() && o.package != before) {
          ++trades;  // another package for the same demand
        }
        treated = now;
        REQUIRE(u(o.package) >= least + demand * (u.best() - least) - 2 * usual_tolerance);
        before = o.package;
      }
    }
    CHECK(trades > 0);
    CHECK(steps > 5);
    CHECK(test::problems("name: l\nissues: {A: {options: [a, b]}}\nparties: {P: {weights: {A: 1}, strategy: "
                         "{bidding: logrolling}}, Q: {weights: {A: 1}}}\ntalks: {protocol: "
                         "alternating_offers}\n")
              .find("needs to know what the others want (give an opponent_model: frequency, smith, bayesian, "
                    "\"true\", opposite)") != std::string::npos);
  }

  TEST_CASE("random bidding offers every rational package in time and no other, whatever the space") {
    const Played p = played(talks(1, "", 3000), {RandomBidding{}, AcceptConstant{1.0}, {}},
                            {Hardliner{}, AcceptConstant{1.0}, {}});
    const Utility& u = p.model->talks.utilities[PartyId(0)];
    std::size_t rational = 0;
    for (const double w : all_utilities(u, p.model->talks.space)) rational += w >= 0.2 ? 1 : 0;
    std::set<Package> seen;
    for (const Offer& o : p.offers) {
      if (o.who == PartyId(1)) continue;
      REQUIRE(u(o.package) >= 0.2);
      seen.insert(o.package);
    }
    CHECK(seen.size() > 0.99 * static_cast<double>(rational));
    Scenario large = test::random_talks({.issues = 20, .options = 5, .reservation = 0.75}, 1);
    const Played q = played(large, {RandomBidding{}, AcceptConstant{1.0}, {}}, {Hardliner{}, {}, {}});
    std::set<Package> different;
    for (const Offer& o : q.offers) {
      if (o.who == PartyId(1)) continue;
      CHECK(q.model->talks.utilities[PartyId(0)](o.package) >= 0.75 - 1e-12);
      different.insert(o.package);
    }
    CHECK(different.size() > 50);
  }

  // Hindriks & Tykhonov 2008. Single-peaked preferences are those the hypotheses can express.
  TEST_CASE("a Bayesian learns from offers what a party wants, the better the more it hears") {
    test::Mean early, late, red;
    for (std::uint32_t n = 0; n < 40; ++n) {
      Scenario s = talks(n);
      for (auto& [key, party] : s.parties.rows) {
        party.values.rows.clear();
        Stream luck({9, 0, n}, 0, static_cast<std::uint32_t>(key.id[1]), 0);
        for (const auto& [id, issue] : s.issues)
          party.ideal.rows.push_back({{id.id, {}}, {Number(double(luck.below(4))), ""}});
      }
      const Played p =
          played(s, {Hardliner{}, AcceptConstant{1.0}, {}}, {TimeDependent{1.0}, AcceptConstant{1.0}, {}});
      const Space& space = p.model->talks.space;
      const Utility& truth = p.model->talks.utilities[PartyId(1)];
      const auto likeness = [&](const Belief& b) {
        std::vector<double> table(space.table_size(), 0.0), guess;
        b.add_wishes(space, truth, truth, 1.0, table);
        Package package = space.first();
        do {
          double sum = 0;
          for (std::size_t u = 0; u < space.units(); ++u) sum += table[space.offset(u) + package[u]];
          guess.push_back(sum);
        } while (space.next(package));
        return correlation(guess, all_utilities(truth, space));
      };
      Belief b = mind_before(BayesianModel{0.5, 0.2}, space);
      int heard = 0;
      for (const Offer& o : p.offers) {
        if (o.who != PartyId(1)) continue;
        b.hear(space, o.package, (o.round + 1.0) / 61.0);
        if (++heard == 3) early.add(likeness(b));
      }
      late.add(likeness(b));
      Belief told = mind_before(BayesianModel{}, space);
      const auto estimate = [&](const Belief& belief, OptionIndex o) {
        return belief.expected[belief.issues[IssueId(0)].value_from + o] / belief.issues[IssueId(0)].weight;
      };
      const double before = estimate(told, 1);
      told.hear_red_line(space, IssueId(0), 1, 0.8);
      red.add(estimate(told, 1) - before);
    }
    MESSAGE("likeness after 3 offers ", early.text(), ", after all ", late.text());
    CHECK(early.low() > 0.3);
    CHECK(late.low() > 0.7);
    CHECK(late.value() > early.value());
    CHECK(red.high() < 0);
  }

  TEST_CASE("the same talks come out of a table that was used before, whatever the strategies") {
    const std::vector<Strategy> strategies{{TitForTat{Reciprocity::averaged, 3}, {}, {}},
                                           {Micro{}, {}, {}},
                                           {Logrolling{}, AcceptCombi{}, BayesianModel{}},
                                           {RandomBidding{}, {}, {}},
                                           {TimeDependent{2}, {}, BayesianModel{0.8, 0.1}}};
    for (std::uint32_t n = 0; n < 10; ++n) {
      Scenario s = talks(n);
      s.parties.rows[0].value.strategy = strategies[n % 5];
      s.parties.rows[1].value.strategy = strategies[(n + 1 + n / 5) % 5];
      const auto model = std::make_unique<Model>(s);
      State state(*model);
      const Outcome first = simulate(*model, {1, 0, n}, state);
      simulate(*model, {1, 0, n + 1}, state);
      const Outcome again = simulate(*model, {1, 0, n}, state);
      CHECK(first.ending == again.ending);
      CHECK(first.agreement_day == again.agreement_day);
      CHECK(first.utilities == again.utilities);
    }
  }
}

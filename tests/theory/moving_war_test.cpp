// A war that moves: what it is worth, what is learned in it, and what becomes of its fronts.
#include "moving_war.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

using namespace parley;
using test::Mean, test::war_text;

namespace {

// What becomes of A's standing over the days of the calendar, less the last two.
struct Course175 {
  Mean outcome, reservation, prevail, moved, sum_of_hopes_first, sum_of_hopes_last;
};
Course175 over_the_war(const std::string& text, std::uint32_t runs) {
  const auto model = std::make_unique<Model>(test::scenario(text));
  State state(*model);
  Trace trace;
  trace.states = true;
  Course175 c;
  for (std::uint32_t r = 0; r < runs; ++r) {
    simulate(*model, {3, 0, r}, state, &trace);
    const std::size_t n = model->bloc_of.size(), last = trace.parties.size() / n - 3;
    const PartyDay &first = trace.parties[0], &end = trace.parties[last * n];
    c.outcome.add(end.outcome - first.outcome);
    c.reservation.add(end.reservation - first.reservation);
    c.prevail.add(end.prevail - first.prevail);
    c.moved.add(std::fabs(end.prevail - first.prevail));
    c.sum_of_hopes_first.add(trace.parties[0].prevail + trace.parties[1].prevail);
    c.sum_of_hopes_last.add(end.prevail + trace.parties[last * n + 1].prevail);
  }
  return c;
}

#define NO_DRIFT(mean, truth)                                                                                \
  CHECK_MESSAGE(std::fabs((mean).value() - (truth)) < std::max(0.005, 2.5 * (mean).error()), (mean).value(), \
                " +- ", (mean).error())

}  // namespace

TEST_SUITE("theory: a war that moves") {
  // Fearon 1995, Slantchev 2003: hopes and costs move when there is news. Costs: those of the days that are
  // no longer to come come back, so that the value of fighting on rises by what is spent.
  TEST_CASE("with right beliefs nothing drifts in a war but by what is spent") {
    for (const char* war : {"since: 1998-01-01, horizon: 1000000", "horizon: 1000000"}) {
      CAPTURE(war);
      const Course175 c = over_the_war(war_text(war, "", ""), 1500);
      NO_DRIFT(c.outcome, 0.0);
      NO_DRIFT(c.reservation, 0.0);
      CHECK(c.moved.value() > 0.01);
      CHECK(c.outcome.error() < 0.0035);
      const Course175 one =
          over_the_war(war_text(war, ", cost: 0.001", "", "north: {sides: [a, b], intensity: 3}"), 1500);
      NO_DRIFT(one.reservation, 0.001 / 30 * 173);
    }
  }

  // Who loses a front saves nothing by it: its forces go to those that are left.
  TEST_CASE(
      "who loses a front asks for less, and who wins it for more, whatever war costs and how far one looks") {
    for (const double cost : {0.0, 0.05, 0.2})
      for (const char* horizon : {"30", "180"}) {
        CAPTURE(cost);
        CAPTURE(horizon);
        const std::string own = fmt::format(", cost: {}", cost);
        const auto model = std::make_unique<Model>(test::scenario(
            war_text(fmt::format("duration: 600, noise: 1000, horizon: {}", horizon), own, own)));
        State state(*model);
        Trace trace;
        trace.states = true;
        Mean winner, loser;
        for (std::uint32_t r = 0; r < 200; ++r) {
          simulate(*model, {3, 0, r}, state, &trace);
          for (const Happening& h : trace.happenings) {
            if (h.what != Happened::front_won || h.day < 1) continue;
            const auto change = [&](std::size_t p) {
              const std::size_t at = static_cast<std::size_t>(h.day) * 2 + p;
              return trace.parties[at].reservation - trace.parties[at - 2].reservation;
            };
            const auto won = static_cast<std::size_t>(h.side);
            winner.add(change(won));
            loser.add(change(1 - won));
          }
        }
        CHECK(winner.n > 20);
        CHECK(winner.value() > 4 * winner.error());
        CHECK(loser.value() < -4 * loser.error());
      }
  }

  TEST_CASE("in a war with lulls, too, only what is spent comes back") {
    const Course175 c =
        over_the_war(war_text("since: 1998-01-01, horizon: 1000000, lulls: {after: 60, last: 30, heat: 0.1}",
                              ", cost: 0.003", "", "north: {sides: [a, b], intensity: 3}"),
                     1500);
    // The heat of any day is 0.7 on average.
    const double days = 0.7 * 173;
    NO_DRIFT(c.outcome, 0.0);
    NO_DRIFT(c.reservation, 0.003 / 30 * days);
  }

  TEST_CASE(
      "who looks ahead no further than to the near future has as much war before him tomorrow as today") {
    const Course175 c = over_the_war(
        war_text("since: 1998-01-01", ", cost: 0.12", "", "north: {sides: [a, b], intensity: 3}"), 1500);
    NO_DRIFT(c.reservation, 0.0);
  }

  // Smith & Stam 2004: optimism dies by fighting.
  TEST_CASE("a war of three weeks unlearns mutual optimism, a war of years has no more to learn") {
    const std::string hopeful = ", optimism: 0.5, uncertainty: 0.7";
    const Course175 young = over_the_war(war_text("since: 1999-12-11, ground: false", hopeful, hopeful), 400);
    const Course175 old = over_the_war(war_text("since: 1990-01-01, ground: false", hopeful, hopeful), 400);
    CHECK(young.sum_of_hopes_first.value() > 1.15);
    CHECK(old.sum_of_hopes_first.value() > 1.15);
    const double unlearned = young.sum_of_hopes_first.value() - young.sum_of_hopes_last.value();
    CHECK(unlearned > 0.1);
    CHECK(std::fabs(old.sum_of_hopes_first.value() - old.sum_of_hopes_last.value()) < 0.2 * unlearned);
    CHECK(young.moved.value() > 3 * old.moved.value());
  }

  // A scenario that begins 300 days earlier, with no talks and no events before its own first day, is the
  // same scenario from then on. Lines and what war teaches are held, so that chance alone tells the two
  // apart.
  TEST_CASE("a war is the same whether its calendar begins today or began 300 days ago") {
    struct Figures {
      Mean deals, deaths, truce_days, week;
    };
    const auto play = [](const char* file, const char* start, const char* talks, const char* early) {
      std::vector<std::string> sets{"events.mode=none", "war.ground=false", "war.noise=1000",
                                    fmt::format("talks.start={}", talks)};
      if (std::string_view(early) == "early") sets.push_back(fmt::format("calendar.start={}", start));
      Scenario s = test::scenario_file(file, sets);
      s.deal.reset();
      for (auto& front : s.fronts)
        if (front.value.siege) front.value.siege->resolve = 36500;
      const auto model = std::make_unique<Model>(std::move(s));
      State state(*model);
      Figures f;
      for (std::uint32_t r = 0; r < 150; ++r) {
        const Outcome& o = simulate(*model, {11, 0, r}, state);
        f.deals.add(o.deals);
        f.truce_days.add(o.first_truce_days);
        if (o.response.has(0, 0)) f.week.add(o.response.share(0, 0));
      }
      return f;
    };
    struct Begun {
      const char *file, *start, *talks;
    };
    for (const Begun& war : {Begun{"scenarios/geneva-2016.yaml", "2015-10-31", "2016-09-05"},
                             Begun{"scenarios/syria-february-2016.yaml", "2015-04-04", "2016-02-27"},
                             Begun{"scenarios/syria-may-2017.yaml", "2016-06-12", "2017-05-04"}}) {
      CAPTURE(war.file);
      const Figures now = play(war.file, war.start, war.talks, "");
      const Figures early = play(war.file, war.start, war.talks, "early");
      const auto same = [](const Mean& a, const Mean& b) {
        CHECK_MESSAGE(std::fabs(a.value() - b.value()) < 3 * std::hypot(a.error(), b.error()) + 1e-9,
                      a.value(), " and ", b.value());
      };
      same(now.deals, early.deals);
      same(now.truce_days, early.truce_days);
      same(now.week, early.week);
    }
  }

  TEST_CASE("with frozen lines and nothing to learn a war stands still") {
    const Course175 c =
        over_the_war(war_text("ground: false, noise: 1000", ", cost: 0.1, optimism: 0.3", ""), 100);
    CHECK(c.moved.value() < 1e-3);
    CHECK(std::fabs(c.reservation.value()) < 1e-4);
  }

  TEST_CASE("the first month of a war under way is like every other month") {
    const auto deaths = [](int from) {
      const auto model = std::make_unique<Model>(test::scenario(war_text("ground: false", "", "")));
      State state(*model);
      Trace trace;
      Mean mean, squares;
      for (std::uint32_t r = 0; r < 400; ++r) {
        simulate(*model, {9, 0, r}, state, &trace);
        double sum = 0;
        for (int d = from; d < from + 14; ++d) sum += trace.days[static_cast<std::size_t>(d)].deaths;
        mean.add(sum);
        squares.add(sum * sum);
      }
      return std::pair(mean, squares);
    };
    const auto [first, first_squares] = deaths(0);
    const auto [later, later_squares] = deaths(120);
    CHECK(std::fabs(first.value() - later.value()) < 3 * (first.error() + later.error()));
    CHECK(std::fabs(first_squares.value() - later_squares.value()) <
          3 * (first_squares.error() + later_squares.error()));
  }

  TEST_CASE("the value of fighting on moves by what the closed form says on the day when a front falls") {
    const std::string fronts =
        "north: {sides: [a, b], intensity: 3, control: 0.1}\n  south: {sides: [a, b], intensity: 3}";
    const auto model =
        std::make_unique<Model>(test::scenario(war_text("noise: 1000, duration: 300", "", "", fronts)));
    State state(*model);
    Trace trace;
    trace.states = true;
    int fell = 0;
    Mean step;
    for (std::uint32_t r = 0; r < 200; ++r) {
      simulate(*model, {3, 0, r}, state, &trace);
      for (const Happening& h : trace.happenings) {
        if (h.what != Happened::front_won || h.front != FrontId(0) || h.side != 1 || h.day == 0) continue;
        ++fell;
        const auto before = trace.parties[static_cast<std::size_t>(h.day - 1) * 2],
                   after = trace.parties[static_cast<std::size_t>(h.day) * 2];
        step.add(before.outcome - after.outcome);
      }
    }
    CHECK(fell > 50);
    // Half of the war hangs on it, and from the last step A still gave itself a tenth.
    CHECK(step.value() == doctest::Approx(0.5 * chance_of_front(0.1, 0.0)).epsilon(0.1));
  }

  TEST_CASE("a front that is lost is quiet, and stays lost") {
    const std::string fronts =
        "north: {sides: [a, b], intensity: 3, control: 0.1, siege: {by: b, population: 5000, leaving: 700, "
        "resolve: 36500 days}}\n  south: {sides: [a, b], intensity: 3}";
    const auto model = std::make_unique<Model>(test::scenario(war_text("duration: 200", "", "", fronts)));
    State state(*model);
    Trace trace;
    int fell = 0;
    for (std::uint32_t r = 0; r < 100; ++r) {
      const Outcome& o = simulate(*model, {3, 0, r}, state, &trace);
      for (const Happening& h : trace.happenings) {
        if (h.what != Happened::front_won || h.front != FrontId(0)) continue;
        ++fell;
        CHECK(o.control[FrontId(0)] == (h.side == 1 ? 0.0 : 1.0));
        // A besieged town that falls is emptied.
        CHECK(h.people == (h.side == 1 ? 700 : 0));
        for (std::size_t d = static_cast<std::size_t>(h.day) + 1; d < trace.days.size(); ++d)
          CHECK(trace.fronts[2 * d].deaths == 0);
      }
    }
    CHECK(fell > 30);
  }

  TEST_CASE("while a truce is kept everywhere the war waits as it is: nothing in it moves what it is worth") {
    std::string text = war_text("lulls: {after: 20, last: 20}", ", cost: 0.1, reserves: 0.3", ", cost: 0.1");
    text += "deal: {date: 2000-01-01, options: {PIE: 1}}\n";
    Scenario s = test::scenario(text);
    for (auto& party : s.parties) party.value.conduct.slack = 0;
    const auto model = std::make_unique<Model>(std::move(s));
    for (const PartyId p : model->parties()) model->bound[p] = Bound::keeps;
    State state(*model);
    Trace trace;
    trace.states = true;
    for (std::uint32_t r = 0; r < 20; ++r) {
      simulate(*model, {3, 0, r}, state, &trace);
      const PartyDay& first = trace.parties[0];
      const PartyDay& last = trace.parties[trace.parties.size() - model->bloc_of.size()];
      CHECK(trace.days.back().deaths == 0);
      CHECK(last.war_days == first.war_days);
      CHECK(last.reservation == first.reservation);
    }
  }
}

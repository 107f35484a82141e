// Reserves and offensives: where they come from, what they win, and what they do not.
#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "moving_war.hpp"

using namespace parley;
using test::Mean, test::war_text;

TEST_SUITE("theory: offensives") {
  TEST_CASE("the more reserves, the more offensives, and none without") {
    const auto offensives = [](const char* reserves) {
      const std::string own = fmt::format(", cost: 0.1, reserves: {}", reserves);
      const auto model = std::make_unique<Model>(test::scenario(war_text("", own, own)));
      State state(*model);
      Trace trace;
      Mean n;
      for (std::uint32_t r = 0; r < 200; ++r) {
        simulate(*model, {3, 0, r}, state, &trace);
        n.add(static_cast<double>(
            std::count_if(trace.happenings.begin(), trace.happenings.end(),
                          [](const Happening& h) { return h.what == Happened::offensive; })));
      }
      return n;
    };
    const Mean none = offensives("0"), few = offensives("0.1"), more = offensives("0.3");
    CHECK(none.value() == 0);
    CHECK(offensives("0.03").value() == 0);  // too few to win any ground
    CHECK(more.value() > few.value() + 3 * std::hypot(few.error(), more.error()));
  }

  TEST_CASE("forces decide a war and not who has more of them in reserve") {
    struct Forces {
      double strength, own, other;  // own and other: reserves
    };
    for (const Forces& f :
         {Forces{1.0, 0.5, 0.1}, Forces{1.0, 0.02, 0.0}, Forces{2.0, 0.15, 0.3}, Forces{3.0, 0.1, 0.3}}) {
      std::string text =
          war_text("duration: 600, noise: 1000", fmt::format(", cost: 0.05, reserves: {}", f.own),
                   fmt::format(", cost: 0.05, reserves: {}", f.other), "line: {sides: [a, b], intensity: 3}");
      text.replace(text.find("end: 2000-06-23"), 15, "end: 2015-12-31");
      text.replace(text.find("start: 2000-06-22"), 17, "start: 2015-12-31");
      Scenario s = test::scenario(text);
      s.parties.rows[0].value.war.strength = f.strength;
      const auto model = std::make_unique<Model>(std::move(s));
      State state(*model);
      Mean won;
      for (std::uint32_t r = 0; r < 600; ++r) won.add(simulate(*model, {3, 0, r}, state).control[FrontId(0)]);
      CAPTURE(f.strength);
      CAPTURE(f.own);
      const double expected = chance_of_front(0.5, std::log(f.strength));
      CHECK(std::abs(won.value() - expected) < 3.5 * won.error());
      CHECK(won.error() < 0.025);
    }
  }

  // Slantchev 2003: what the war is worth knows of the offensives that it is expected to bring.
  TEST_CASE("offensives that everybody expects move nobody's hopes") {
    const std::string own = ", cost: 0.06, reserves: 0.5", other = ", cost: 0.06, reserves: 0.1";
    for (const auto& war :
         {std::pair(1.0, "lulls: {heat: 1}"), std::pair(1.5, "lulls: {after: 60, last: 30, heat: 0.1}")}) {
      const double strength = war.first;
      CAPTURE(strength);
      Scenario s =
          test::scenario(war_text(fmt::format("since: 1998-01-01, noise: 1000, {}", war.second), own, other));
      s.parties.rows[0].value.war.strength = strength;
      const auto model = std::make_unique<Model>(std::move(s));
      State state(*model);
      Mean attacks;
      std::array<Mean, 2> outcome, reservation;
      for (std::uint32_t r = 0; r < 3000; ++r) {
        const RunKey key{3, 0, r};
        begin(*model, key, state);
        const WarWorth first = state.war;
        for (const Plan& plan : state.reserves.plans) attacks.add(plan.front ? 1 : 0);
        play(*model, key, state, 0, 172, nullptr);
        for (const PartyId p : model->parties()) {
          outcome[p.position()].add(state.war.outcome[p] - first.outcome[p]);
          reservation[p.position()].add(state.war.reservation[p] - first.reservation[p]);
        }
      }
      CHECK(attacks.value() > 0.2);
      for (const auto& drift : {outcome, reservation})
        for (const Mean& of : drift)
          CHECK_MESSAGE(std::fabs(of.value()) < std::max(0.005, 2.5 * of.error()), of.value(), " +- ",
                        of.error());
    }
  }

  // Who lets a truce lapse does so for what an attack on a side whose guard is down would win.
  TEST_CASE("a truce that lapses is followed by a surprise attack as one that is denounced is") {
    const auto model =
        std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml", {"events.mode=none"}));
    State state(*model);
    Trace trace;
    int lapses = 0, attacked = 0;
    for (std::uint32_t r = 0; r < 300; ++r) {
      simulate(*model, {3, 0, r}, state, &trace);
      for (const Happening& end : trace.happenings) {
        if (end.what != Happened::lapsed || !end.who || model->strength[*end.who] <= 0) continue;
        ++lapses;
        attacked += std::any_of(trace.happenings.begin(), trace.happenings.end(), [&](const Happening& h) {
          return h.what == Happened::offensive && h.day == end.day + 1 && h.value > 0 &&
                 model->fronts[*h.front].side[static_cast<std::size_t>(h.side)] == model->bloc_of[*end.who];
        });
      }
    }
    CHECK(lapses > 20);
    CHECK(attacked > lapses / 2);
  }

  TEST_CASE("in a war under way offensives are under way, and no day of it is a better one to attack") {
    const std::string own = ", cost: 0.1, reserves: 0.3";
    const auto model = std::make_unique<Model>(test::scenario(war_text("", own, own)));
    State state(*model);
    std::array<Mean, 24> attacks;  // by week: days on which a camp attacks
    for (std::uint32_t r = 0; r < 2000; ++r) {
      begin(*model, {3, 0, r}, state);
      for (int week = 0; week < 24; ++week) {
        double n = 0;
        for (int day = 7 * week; day < 7 * week + 7; ++day) {
          play(*model, {3, 0, r}, state, day, day + 1, nullptr);
          for (const Plan& plan : state.reserves.plans)
            n += plan.front && day >= plan.begins && day < plan.ends ? 1 : 0;
        }
        attacks[static_cast<std::size_t>(week)].add(n);
      }
    }
    const Mean& late = attacks.back();
    CHECK(late.value() > 1);
    for (const Mean& week : attacks)
      CHECK(std::abs(week.value() - late.value()) < 4 * std::hypot(week.error(), late.error()));
  }

  TEST_CASE("no reserve comes out of a closed ring, or into it, unless it can be passed") {
    const auto attacks = [](const char* relief) {
      const auto model = std::make_unique<Model>(test::scenario(war_text(
          "offensives: {precision: 0}", ", reserves: 0.3", ", reserves: 0.3",
          fmt::format("town: {{sides: [a, b], intensity: 3, siege: {{by: a, resolve: 36500{}}}}}", relief))));
      State state(*model);
      Trace trace;
      std::array<Mean, 2> n;
      for (std::uint32_t r = 0; r < 50; ++r) {
        simulate(*model, {3, 0, r}, state, &trace);
        for (int side = 0; side < 2; ++side)
          n[static_cast<std::size_t>(side)].add(static_cast<double>(std::count_if(
              trace.happenings.begin(), trace.happenings.end(),
              [&](const Happening& h) { return h.what == Happened::offensive && h.side == side; })));
      }
      return n;
    };
    const auto closed = attacks(""), passed = attacks(", relief: true");
    CHECK(closed[0].value() > 0);
    CHECK(closed[1].value() == 0);
    CHECK(passed[1].value() > 0);
  }

  TEST_CASE("an offensive wins ground, and deaths on its front rise") {
    const auto model = std::make_unique<Model>(test::scenario(war_text(
        "offensives: {precision: 0}", ", reserves: 0.3", "", "north: {sides: [a, b], intensity: 3}")));
    State state(*model);
    Trace trace;
    Mean won, hot, usual;
    for (std::uint32_t r = 0; r < 200; ++r) {
      simulate(*model, {3, 0, r}, state, &trace);
      for (const Happening& h : trace.happenings) {
        if (h.what == Happened::culminated) won.add(h.value);
        if (h.what != Happened::offensive || h.day < 20 || h.day + 20 > static_cast<int>(trace.days.size()))
          continue;
        for (int d = 1; d < 20; ++d) {
          hot.add(trace.days[static_cast<std::size_t>(h.day + d)].deaths);
          usual.add(trace.days[static_cast<std::size_t>(h.day - d)].deaths);
        }
      }
    }
    CHECK(won.n > 100);
    CHECK(won.value() > 3 * won.error());
    CHECK(hot.value() > 1.2 * usual.value());
  }

  // Lundgren, Svensson & Karakus 2023 on displacement between fronts: where reserves can move, a truce in one
  // place is paid for in another.
  TEST_CASE(
      "a truce on one front raises deaths on the other where reserves are free, and not where there are "
      "none") {
    const auto exempt_deaths = [](const char* reserves, bool truce) {
      const std::string own = fmt::format(", cost: 0.005, reserves: {}", reserves);
      std::string text = war_text(
          "", own, own, "north: {sides: [a, b], intensity: 3}\n  south: {sides: [a, b], intensity: 3}");
      const std::string covers = "covers: [all]";
      for (auto at = text.find(covers); at != std::string::npos; at = text.find(covers))
        text.replace(at, covers.size(), "covers: [north]");
      if (truce) text += "deal: {date: 2000-01-01, options: {PIE: 1}}\n";
      Scenario s = test::scenario(text);
      const auto model = [&] {
        auto m = std::make_unique<Model>(std::move(s));
        for (const PartyId p : m->parties()) m->bound[p] = Bound::keeps;
        return m;
      }();
      State state(*model);
      Trace trace;
      Mean deaths;
      for (std::uint32_t r = 0; r < 400; ++r) {
        simulate(*model, {3, 0, r}, state, &trace);
        double sum = 0;
        for (std::size_t d = 30; d < 170; ++d) sum += trace.fronts[2 * d + 1].deaths;
        deaths.add(sum / 140);
      }
      return deaths;
    };
    const Mean free_war = exempt_deaths("0.3", false), free_truce = exempt_deaths("0.3", true);
    const Mean none_war = exempt_deaths("0", false), none_truce = exempt_deaths("0", true);
    CHECK(free_truce.value() > free_war.value() + 2.5 * std::hypot(free_war.error(), free_truce.error()));
    CHECK(std::fabs(none_truce.value() - none_war.value()) <
          2.5 * std::hypot(none_war.error(), none_truce.error()));
  }
}

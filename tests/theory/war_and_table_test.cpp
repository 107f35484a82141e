// What does a war that moves do at the table: who signs, when talks come, and what if there is nobody left to
// talk to?
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/statistics/statistics.hpp"
#include "support.hpp"

using namespace parley;

namespace {

// A war of 200 days over one cake, A and B wanting all of it. `talks`, `fronts`, `a`, `b` and `rest` add
// keys.
std::string war_text(const std::string& talks, const std::string& fronts, const std::string& war,
                     const std::string& rest = "", const std::string& a = "1") {
  return fmt::format(
      "name: war\ncalendar: {{start: 2000-01-01, end: 2000-07-18}}\n"
      "issues: {{PIE: {{options: [none, third, half, more, all], status_quo: 0, terms: {{0: {{covers: "
      "[all]}}, "
      "1: {{covers: [all]}}, 2: {{covers: [all]}}, 3: {{covers: [all]}}, 4: {{covers: [all]}}}}}}}}\n"
      "parties:\n"
      "  A: {{bloc: a, seat: principal, weights: {{PIE: 1}}, values: {{PIE: [0, 0.33, 0.5, 0.67, 1]}}, "
      "reservation: 0.4, war: {{strength: {}}}}}\n"
      "  B: {{bloc: b, seat: principal, weights: {{PIE: 1}}, values: {{PIE: [1, 0.67, 0.5, 0.33, 0]}}, "
      "reservation: 0.4, war: {{strength: 1}}}}\n"
      "talks: {{protocol: alternating_offers{}}}\n"
      "fronts:\n  {}\nwar: {{{}}}\n{}",
      a, talks, fronts, war.find("lulls") == std::string::npos ? war + ", lulls: {heat: 1}" : war, rest);
}

// Share of so many, with its interval at 95%.
struct Share {
  std::size_t hits = 0, n = 0;
  void add(bool hit) { hits += hit ? 1 : 0, ++n; }
  Interval interval() const { return wilson(hits, n); }
};
std::string told(const Share& s) {
  const Interval i = s.interval();
  return fmt::format("{:.2f} ({:.2f} to {:.2f}), n = {}", i.share, i.low, i.high, s.n);
}

// Day of the first such happening; none: there is none.
std::optional<int> first_day(const Trace& t, Happened what) {
  for (const Happening& h : t.happenings)
    if (h.what == what) return h.day;
  return {};
}

}  // namespace

TEST_SUITE("theory: a war that moves, and the table") {
  // Wagner 2000: war ends by agreement, or when one side can fight no longer.
  TEST_CASE("a side that has lost every front is beaten: talks close for good, and the run ends in defeat") {
    const auto model = std::make_unique<Model>(
        test::scenario(war_text(", every: 5 days, deadline: 200 days, start: 2000-03-01",
                                "north: {sides: [a, b], "
                                "intensity: 3, control: 0.1}",
                                "duration: 200")));
    State state(*model);
    Trace trace;
    int beaten = 0, open = 0;
    for (std::uint32_t r = 0; r < 100; ++r) {
      const Outcome& o = simulate(*model, {3, 0, r}, state, &trace);
      const bool decided = o.control[FrontId(0)] <= 0 || o.control[FrontId(0)] >= 1;
      CHECK(o.beaten.has_value() == decided);
      CHECK((o.ending == Ending::defeat) == decided);
      ++(decided ? beaten : open);
      if (!decided) continue;
      CHECK(*o.beaten == BlocId(o.control[FrontId(0)] <= 0 ? 0 : 1));
      for (const Happening& h : trace.happenings)
        if (h.day > o.beaten_day) CHECK((h.what != Happened::meeting && h.what != Happened::signed_deal));
      for (const MeetingRecord& m : trace.meetings) CHECK(m.day < o.beaten_day);
    }
    CHECK(beaten > 30);
    CHECK(open > 5);
  }

  TEST_CASE("where each side has won a front nobody is beaten") {
    Scenario s = test::scenario(
        war_text(", start: 2000-07-17",
                 "north: {sides: [a, b], intensity: 3, siege: {by: a, resolve: 36500}}\n"
                 "  south: {sides: [a, b], intensity: 3, siege: {by: b, resolve: 36500}}",
                 "ground: false",
                 "events: {list: [{date: 2000-01-05, name: one, kind: evacuation, front: north}, {date: "
                 "2000-01-09, name: other, kind: evacuation, front: south}]}\n"));
    CHECK(test::play(s).ending == Ending::deadlock);
    s.events.list[1].front = s.events.list[0].front;
    CHECK_FALSE(test::play(s).beaten.has_value());  // the second one falls to nobody
  }

  TEST_CASE("a truce with a side that has lost its last front is void on that day, and counts as ended") {
    const Scenario s = test::scenario(
        war_text("", "town: {sides: [a, b], intensity: 3, siege: {by: a, resolve: 36500}}", "ground: false",
                 "deal: {date: 2000-01-01, options: {PIE: 2}}\n"
                 "events: {list: [{date: 2000-01-21, name: they leave, kind: evacuation, front: town}]}\n"));
    Scenario kept = s;
    for (auto& party : kept.parties) party.value.conduct.slack = 0, party.value.conduct.trust = 0.99;
    Trace trace;
    const Outcome o = test::play(kept, 1, 0, &trace);
    CHECK(o.ending == Ending::defeat);
    REQUIRE(o.first_truce_ended);
    CHECK(o.manner == Manner::void_);
    CHECK(o.cause == Cause::defeat);
    CHECK(o.first_truce_days == 20);
    CHECK(o.beaten == BlocId(1));
    CHECK_FALSE(trace.days.back().truce);
  }

  // Wagner 2000, Slantchev 2003: who wins ground asks for more. Where the text on the table lags behind the
  // lines, the side that advances says no; where texts follow the lines, it gets more and signs like the
  // other.
  TEST_CASE(
      "the side that advances signs less where the text lags behind the lines, texts that follow them favour "
      "it") {
    // Patrons put a text of the first days before their clients after five months of war.
    const char* lagging = R"(
name: war
calendar: {start: 2000-01-01, end: 2000-07-18}
issues: {PIE: {options: [none, half, all to a, all to b], status_quo: 0, terms: {1: {covers: [all]}}}}
parties:
  EAST: {bloc: a, seat: principal, weights: {PIE: 1}, values: {PIE: [0, 1, 0, 0]}, reservation: 0.1}
  WEST: {bloc: b, seat: principal, weights: {PIE: 1}, values: {PIE: [0, 1, 0, 0]}, reservation: 0.1}
  A: {bloc: a, seat: client, weights: {PIE: 1}, values: {PIE: [0, 0.5, 1, 0]}, reservation: 0.4, war: {strength: 1}}
  B: {bloc: b, seat: client, weights: {PIE: 1}, values: {PIE: [0, 0.5, 0, 1]}, reservation: 0.4, war: {strength: 1}}
talks: {protocol: patrons_then_clients, start: 2000-05-30, deadline: 40 days}
fronts: {north: {sides: [a, b], intensity: 3}}
war: {lulls: {heat: 1}, duration: 1500, noise: 1000}
)";
    const auto model = std::make_unique<Model>(test::scenario(lagging));
    State state(*model);
    Trace trace;
    Share advancing, retreating;
    for (std::uint32_t r = 0; r < 600; ++r) {
      simulate(*model, {3, 0, r}, state, &trace);
      const double line = trace.fronts[150].control;
      if (line == 0.5 || line <= 0 || line >= 1) continue;
      std::optional<PartyId> refused;
      for (const Happening& h : trace.happenings)
        if (h.what == Happened::refused && !refused) refused = h.who;
      for (const PartyId p : {PartyId(2), PartyId(3)})
        ((line > 0.5) == (p == PartyId(2)) ? advancing : retreating).add(refused != p);
    }
    MESSAGE("a text that lags: the advancing side consents in ", told(advancing), "; the retreating one in ",
            told(retreating));
    CHECK(advancing.interval().high < retreating.interval().low);

    // The two sides alone, with every tenth of the pie on the table.
    std::string following = war_text(", start: 2000-05-30, deadline: 40 days, every: 5 days, rounds: 20",
                                     "north: {sides: [a, b], intensity: 3}", "duration: 1500, noise: 1000");
    const auto put = [&](std::string_view from, std::string_view to) {
      const auto at = following.find(from);
      REQUIRE(at != std::string::npos);
      following.replace(at, from.size(), to);
    };
    put("[none, third, half, more, all]", "[a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10]");
    put("[0, 0.33, 0.5, 0.67, 1]", "[0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]");
    put("[1, 0.67, 0.5, 0.33, 0]", "[1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0]");
    const auto free = std::make_unique<Model>(test::scenario(following));
    State then(*free);
    Share favoured;
    for (std::uint32_t r = 0; r < 300; ++r) {
      const Outcome& o = simulate(*free, {3, 0, r}, then, &trace);
      const double line = trace.fronts[150].control;
      if (o.deals == 0 || std::fabs(line - 0.5) < 0.15) continue;
      const double to_a = free->talks.utilities[PartyId(0)](o.first_deal);
      favoured.add((to_a - 0.5) * (line - 0.5) > 0);
    }
    MESSAGE("texts that follow the lines favour the side that has won ground in ", told(favoured));
    CHECK(favoured.interval().low > 0.5);
  }

  // Zartman 2000: neither a war that hurts and moves nor one that stands still and hurts nobody brings them
  // to the table.
  TEST_CASE(
      "a stalemate that costs brings talks sooner than a line that moves, or a stalemate that is calm") {
    // A first meeting at which nobody gives way, then talks again as soon as the war is ripe for them.
    const auto reopens = [](const char* fronts, const char* war, const char* a) {
      std::string text = war_text(
          ", deadline: 6 days, every: 5 days, rounds: 1, reopen_after: 10 days, "
          "ripeness: {hurt: 2, stalemate: 0.75}",
          fronts, war, "", a);
      const std::string_view before = "reservation: 0.4, ";
      for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at + 1))
        text.insert(at + before.size(), "strategy: {bidding: {time_dependent: {exponent: 0.01}}}, ");
      const auto model = std::make_unique<Model>(test::scenario(text));
      State state(*model);
      Trace trace;
      Share within;
      for (std::uint32_t r = 0; r < 300; ++r) {
        simulate(*model, {5, 0, r}, state, &trace);
        const auto day = first_day(trace, Happened::reopened);
        within.add(day && *day <= 40);
      }
      return within;
    };
    const char* front = "north: {sides: [a, b], intensity: 3}";
    const Share stalemate = reopens(front, "noise: 1000", "1");
    const Share moving = reopens("north: {sides: [a, b], intensity: 3, control: 0.7}",
                                 "noise: 1000, duration: 500", "1, optimism: 0.5");
    const Share calm = reopens(front, "noise: 1000, lulls: {after: 10, last: 100, heat: 0.02}", "1");
    MESSAGE("talks again within 40 days: stalemate that costs ", told(stalemate), "; moving line ",
            told(moving), "; calm stalemate ", told(calm));
    CHECK(stalemate.interval().low > moving.interval().high);
    CHECK(stalemate.interval().low > calm.interval().high);
  }

  // Smith & Stam 2004.
  TEST_CASE("equal forces make the longer war") {
    const auto over = [](const char* strength) {
      const auto model = std::make_unique<Model>(test::scenario(war_text(
          ", start: 2000-07-17", "north: {sides: [a, b], intensity: 3}", "duration: 300", "", strength)));
      State state(*model);
      Share beaten;
      for (std::uint32_t r = 0; r < 400; ++r)
        beaten.add(simulate(*model, {7, 0, r}, state).ending == Ending::defeat);
      return beaten;
    };
    const Share even = over("1"), stronger = over("20");
    MESSAGE("over within 200 days: equal forces ", told(even), "; twenty to one ", told(stronger));
    CHECK(even.interval().high < stronger.interval().low);
  }
}

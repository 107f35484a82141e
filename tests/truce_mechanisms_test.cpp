// What brings parties back to the table, what a patron does with a client that breaks a truce, what a truce
// that lasts brings onto the agenda, how calm settles on a front, and how deaths respond.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/runs/batch.hpp"
#include "support.hpp"

using namespace parley;

namespace {

// A war of two camps with patrons, a text in force from the eleventh day, and nothing from outside. `more`
// adds keys.
std::string war(const std::string& conduct, const std::string& more, const std::string& talks = "") {
  return fmt::format(
      "name: small war\ncalendar: {{start: 2000-01-01, end: 2000-07-31}}\n"
      "issues:\n"
      "  CALM: {{options: [none, calm], terms: {{1: {{covers: [river, hill]}}}}}}\n"
      "  THRONE: {{options: [kept, shared, left], status_quo: 0}}\n"
      "agenda: {{off_table: [THRONE]{}}}\n"
      "parties:\n"
      "  EAST: {{bloc: crown, seat: principal, weights: {{CALM: 2, THRONE: 1}}, ideal: {{CALM: 1, THRONE: "
      "0}}, reservation: 0.3, conduct: {{trust: 0.9}}}}\n"
      "  WEST: {{bloc: league, seat: principal, weights: {{CALM: 2, THRONE: 1}}, ideal: {{CALM: 1, THRONE: "
      "2}}, reservation: 0.3, conduct: {{trust: 0.9}}}}\n"
      "  KING: {{bloc: crown, seat: client, weights: {{CALM: 2, THRONE: 1}}, ideal: {{CALM: 1, THRONE: 0}}, "
      "reservation: 0.3, war: {{strength: 1, cost: 0.05}}, "
      "conduct: {{{}}}, influenced_by: {{EAST: 0.5}}}}\n"
      "  DUKE: {{bloc: league, seat: client, weights: {{CALM: 2, THRONE: 1}}, ideal: {{CALM: 1, THRONE: 2}}, "
      "reservation: 0.3, war: {{strength: 1, cost: 0.05}}, "
      "conduct: {{trust: 0.9, audience: 0.1}}, influenced_by: {{WEST: 0.5}}}}\n"
      "talks: {{protocol: patrons_then_clients, every: 10 days, deadline: 60 days, reopen_after: 5 days{}}}\n"
      "fronts: {{river: {{sides: [crown, league], intensity: 4}}, hill: {{sides: [crown, league], intensity: "
      "4}}, far: {{sides: [crown, league], intensity: 4}}}}\n"
      "deal: {{date: 2000-01-31, options: {{CALM: 1}}}}\n{}",
      more.starts_with("agenda:") ? more.substr(7) : "", conduct, talks,
      more.starts_with("agenda:") ? "" : more);
}
const std::string faithful = "trust: 0.9, audience: 0.1";

// The king leaves as soon as he may.
Outcome broken(const Scenario& s, Trace& trace) {
  const auto model = std::make_unique<Model>(s);
  model->bound[PartyId(2)] = Bound::leaves;
  State state(*model);
  return simulate(*model, {1, 0, 0}, state, &trace);
}

std::size_t count_of(const Trace& t, Happened what) {
  return static_cast<std::size_t>(std::count_if(t.happenings.begin(), t.happenings.end(),
                                                [&](const Happening& h) { return h.what == what; }));
}

// Days of calm until the mean of seven on the fronts that the text covers is that share of before.
int back_at(const Trace& trace, const Model& m, const Outcome& o, double share) {
  const std::size_t n = m.fronts.size(), first = static_cast<std::size_t>(o.agreement_day + 1);
  const auto deaths = [&](std::size_t day) {
    double sum = 0;
    for (std::size_t f = 0; f < n; ++f)
      if (trace.fronts[first * n + f].covered) sum += trace.fronts[(first + day) * n + f].deaths;
    return sum;
  };
  for (std::size_t day = 6; first + day < static_cast<std::size_t>(m.days); ++day) {
    double sum = 0;
    for (std::size_t k = day - 6; k <= day; ++k) sum += deaths(k);
    if (sum / 7 >= share * o.response.before[0]) return static_cast<int>(day);
  }
  return -1;
}

}  // namespace

TEST_SUITE("truce mechanisms") {
  // Zartman 2000.
  TEST_CASE(
      "talks open again at once where nothing is asked, and not before it hurts where a hurting stalemate "
      "is") {
    Trace open, hurting, winning;
    (void)broken(test::scenario(war(faithful, "")), open);
    (void)broken(test::scenario(war(faithful, "", ", ripeness: {hurt: 50, stalemate: 1}")), hurting);
    (void)broken(test::scenario(war(faithful, "", ", ripeness: {hurt: 0, stalemate: 0.3}")), winning);
    CHECK(count_of(open, Happened::denounced) >= 1);
    CHECK(count_of(open, Happened::reopened) >= 1);
    CHECK(count_of(hurting, Happened::reopened) == 0);
    CHECK(count_of(winning, Happened::reopened) == 0);
  }

  // Kydd & Walter 2002: what spoils a truce is what others make of an attack, not the attack.
  TEST_CASE(
      "who notices an attack does not decide how deadly it is, and what nobody notices costs no trust") {
    struct Attacks {
      double n = 0, deaths = 0, large = 0;
      int ended_by_one = 0;
    };
    const auto attacks = [](const char* salient) {
      Scenario s = test::scenario_file(
          "scenarios/syria-may-2017.yaml",
          {"events.mode=none", fmt::format("truce.salient={}", salient), "truce.exempt_strikes=0.3"});
      const auto model = std::make_unique<Model>(std::move(s));
      State state(*model);
      Trace trace;
      Attacks a;
      for (std::uint32_t r = 0; r < 100; ++r) {
        const Outcome& o = simulate(*model, {4, 0, r}, state, &trace);
        a.ended_by_one += o.cause == Cause::mass_event ? 1 : 0;
        for (const Happening& h : trace.happenings) {
          if (h.what != Happened::spoiler_attack && h.what != Happened::stray_strike) continue;
          ++a.n;
          a.deaths += std::min(h.deaths, 100.0);  // the tail is too heavy for means
          a.large += h.deaths >= 30 ? 1 : 0;
        }
      }
      return a;
    };
    const Attacks few = attacks("3"), usual = attacks("10"), all = attacks("100000");
    REQUIRE(std::min({few.n, usual.n, all.n}) > 150);
    for (const Attacks& a : {few, all}) {
      const double sd = 22 * std::sqrt(1 / a.n + 1 / usual.n);
      CHECK(std::fabs(a.deaths / a.n - usual.deaths / usual.n) < 3 * sd);
      CHECK(std::fabs(a.large / a.n - usual.large / usual.n) < 3 * std::sqrt(0.2 * (1 / a.n + 1 / usual.n)));
    }
    CHECK(usual.ended_by_one > 0);
    CHECK(all.ended_by_one == 0);
  }

  // Salehyan, Siroky & Wood 2014.
  TEST_CASE(
      "a patron that still wants the truce withholds support from the client that broke it, and only then") {
    Trace pressed, patient, kept;
    (void)broken(test::scenario(war(faithful, "patronage: {support: 0.6, patience: 0.01}\n")), pressed);
    (void)broken(test::scenario(war(faithful, "patronage: {support: 0.6, patience: 1}\n")), patient);
    (void)test::play(test::scenario(war(faithful, "patronage: {support: 0.6, patience: 0.01}\n")), 1, 0,
                     &kept);
    CHECK(count_of(pressed, Happened::support_withheld) >= 1);
    CHECK(count_of(patient, Happened::support_withheld) == 0);
    CHECK(count_of(kept, Happened::support_withheld) == 0);
    for (const Happening& h : pressed.happenings)
      if (h.what == Happened::support_withheld) {
        CHECK(h.who == PartyId(0));
        CHECK(h.whom == PartyId(2));
        CHECK(h.lost == doctest::Approx(0.6 * 0.5).epsilon(0.01));  // share of strength: support x leverage
      }
  }

  // Salehyan 2010: leverage is a hold on the chain of command too.
  TEST_CASE(
      "a patron that wants the truce holds back its client by its leverage, and one that does not holds back "
      "nothing") {
    const auto unbidden = [](const Scenario& s) {
      const auto model = std::make_unique<Model>(s);
      State state(*model);
      (void)simulate(*model, {1, 0, 0}, state, nullptr);
      return state.orders.unbidden;
    };
    const Scenario both = test::scenario(war(faithful, ""));
    CHECK(unbidden(both)[PartyId(2)] == doctest::Approx(1 - 0.5).epsilon(0.001));
    CHECK(unbidden(both)[PartyId(3)] == doctest::Approx(1 - 0.5).epsilon(0.001));
    CHECK(unbidden(both)[PartyId(0)] == 1);  // nobody stands behind a patron
    Scenario loose = both;
    loose.patronage.control = 0;
    CHECK(unbidden(loose)[PartyId(2)] == 1);
    Scenario half = both;
    half.patronage.control = 0.5;
    CHECK(unbidden(half)[PartyId(2)] == doctest::Approx(1 - 0.25).epsilon(0.001));
    Scenario unwilling = both;  // EAST, which has no say, would rather see the war go on
    unwilling.parties.rows[0].value.seat = Seat::observer;
    unwilling.parties.rows[0].value.reservation = 1;
    CHECK(unbidden(unwilling)[PartyId(2)] == doctest::Approx(1).epsilon(0.01));
    CHECK(unbidden(unwilling)[PartyId(3)] == doctest::Approx(0.5).epsilon(0.001));
    // What is held back is what commanders do though they comply.
    const auto deaths = [](const Scenario& s) {
      double sum = 0;
      for (std::uint32_t run = 0; run < 20; ++run) sum += test::play(s, 1, run).deaths_in_truce;
      return sum;
    };
    CHECK(deaths(both) < 0.8 * deaths(loose));
  }

  // A text that allows self-defence cannot outlast a week of open war by one camp.
  TEST_CASE("whoever is attacked fires back, and a camp that attacks daily ends the truce without a word") {
    const auto attacked = [](double self_defence) {
      Scenario s = test::scenario(war(faithful, ""));
      s.truce.self_defence = self_defence;
      const auto model = std::make_unique<Model>(s);
      model->bound[PartyId(2)] = Bound::attacks;
      State state(*model);
      return Outcome(simulate(*model, {1, 0, 0}, state, nullptr));
    };
    const Outcome back = attacked(0.5);
    REQUIRE(back.first_truce_ended);
    CHECK(back.manner == Manner::unravelled);
    CHECK(back.ended_by == PartyId(2));
    CHECK(back.first_truce_days <= 10);
    const Outcome meek = attacked(0);
    CHECK(meek.first_truce_days > back.first_truce_days);
  }

  TEST_CASE(
      "what was off the table comes onto the agenda of a truce that lasts, and strains it where nobody gives "
      "way") {
    Trace never, later;
    (void)test::play(test::scenario(war(faithful, "")), 1, 0, &never);
    const Scenario s =
        test::scenario(war(faithful, "agenda:, political_track: {after: 60 days, strain: 0.2}"));
    const Outcome o = test::play(s, 1, 0, &later);
    CHECK(count_of(never, Happened::track_opened) == 0);
    REQUIRE(count_of(later, Happened::track_opened) == 1);
    CHECK(o.track == Track::opened);
    CHECK(count_of(later, Happened::track_stalled) == 1);
    for (const Happening& h : later.happenings)
      if (h.what == Happened::track_opened) CHECK(h.day == 30 + 60);
    // The strain is seen in the end: trust of the principals in each other.
    const auto trust_at_end = [](const Scenario& scenario) {
      const auto model = std::make_unique<Model>(scenario);
      State state(*model);
      (void)simulate(*model, {1, 0, 0}, state, nullptr);
      return state.trust.log_odds(PartyId(1), PartyId(0));  // of WEST, who hoped, in EAST
    };
    CHECK(trust_at_end(s) < trust_at_end(test::scenario(war(faithful, ""))));
  }

  TEST_CASE("the political track settles on what no principal likes less and every client signs") {
    Scenario s = test::scenario(war(faithful, "agenda:, political_track: {after: 30 days}"));
    // EAST comes to prefer a shared throne: both principals now gain by it, the king is pressed by its
    // patron.
    s.parties.rows[0].value.ideal.rows[1].value.index = 1;
    Trace t;
    const Outcome o = test::play(s, 1, 0, &t);
    CHECK(o.track == Track::settled);
    REQUIRE(count_of(t, Happened::track_agreed) >= 1);
    for (const Happening& h : t.happenings)
      if (h.what == Happened::track_agreed) CHECK(h.option == 1);
  }

  // Axelrod 1984.
  TEST_CASE(
      "deaths fall on the fronts that the text covers and stay on the one that it does not: a placebo") {
    // Without lulls, which have no part in it: a lull before makes any ratio large.
    Scenario s = test::scenario(war(faithful, ""));
    s.war.lulls.heat = 1;
    const auto model = std::make_unique<Model>(std::move(s));
    double covered = 0, placebo = 0;
    run_batch(*model, {1, 0, 200, 0, TraceLevel::none},
              {.run =
                   [&](std::uint32_t, const Outcome& o, const Trace*) {
                     CHECK(o.response.has(0, 3));
                     for (int w = 0; w < 4; ++w) {
                       covered += o.response.share(0, w) / 800;
                       placebo += o.response.share(1, w) / 800;
                     }
                   },
               .chunk = {}});
    CHECK(covered < 0.6);
    CHECK(placebo == doctest::Approx(1).epsilon(0.1));
  }

  TEST_CASE(
      "deaths are back at half and at three quarters of before on the days on which the last seven say so") {
    const auto model = std::make_unique<Model>(
        test::scenario(war(faithful, "events: {mode: none}\ntruce: {spoiler_pace: 0, exempt_strikes: 0}\n")));
    int half_back = 0, never = 0;
    const auto look = [&](std::uint32_t, const Outcome& o, const Trace* trace) {
      const Response& r = o.response;
      if (o.deals == 0 || r.before[0] <= 0) return;
      CHECK(r.followed == model->days - 1 - o.agreement_day);
      CHECK(r.return_days == back_at(*trace, *model, o, 0.75));
      CHECK(r.half_return_days == back_at(*trace, *model, o, 0.5));
      half_back += r.half_return_days >= 0 ? 1 : 0;
      never += r.return_days < 0 ? 1 : 0;
    };
    run_batch(*model, {1, 0, 60, 0, TraceLevel::days}, {.run = look, .chunk = {}});
    CHECK(half_back > 5);
    CHECK(never > 0);
  }
}

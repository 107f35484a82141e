// Does a table of events tell the numbers of the war that made it, and as surely as it says?
#include "parley/imports/event_fit.hpp"

#include <cmath>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "parley/conflict/fighting.hpp"
#include "parley/imports/event_scenario.hpp"
#include "support.hpp"

using namespace parley;
using parley::test::source;

namespace {

struct Truth {
  ViolenceParameters violence{1.1, 0.85, 1.7, 10, 500, 1.3, 0.8, 0.6, 4};
  std::vector<double> rates{2.0, 0.6};
  double civilians = 0.3;
};

// A war that the model fights, as a table of its events: the day's fighting is fight_on_front's own, and
// sizes are drawn once more from the luck that it had.
std::string simulated_table(const Truth& truth, std::uint32_t seed, int days) {
  std::string csv = "date,attacker,victim,town,dead,civil,fighters\n";
  const int first = parse_date("2020-01-01")->days, before = 60;
  for (std::size_t f = 0; f < truth.rates.size(); ++f) {
    double z = 0;
    for (int day = 0; day < before + days; ++day) {
      const auto luck = [&](std::uint32_t purpose) {
        return Stream({seed, 0, 0}, purpose, static_cast<std::uint32_t>(f), static_cast<std::uint32_t>(day));
      };
      const FrontLuck lucks{luck(1), luck(2), luck(3), luck(4)};
      const std::array<double, 2> civilian{truth.civilians, truth.civilians};
      const FrontDay fought =
          fight_on_front(truth.violence, truth.rates[f], {1, 1}, civilian, 1, 0, 1e9, z, lucks);
      Stream sizes = luck(3);
      int dead = 0;
      for (int e = 0; e < fought.events; ++e) {
        const bool a = sizes.chance(0.5);
        const int deaths = deaths_of(event_size(truth.violence, sizes));
        const bool civil = sizes.chance(truth.civilians);
        dead += deaths;
        if (day >= before)
          csv += fmt::format("{},{},{},town {},{},{},{}\n", to_string(Date{first + day - before}),
                             a ? "North" : "South", a ? "South" : "North", f, deaths, civil ? deaths : 0,
                             civil ? 0 : deaths);
      }
      REQUIRE(dead == fought.deaths[0] + fought.deaths[1]);
    }
  }
  return csv;
}

const std::string two_camps =
    "actors: {North: north, South: south}\nplaces: {town 0: first, town 1: second}\n";

struct Imported {
  EventTable table;
  EventMap map;
  EventWar war;
  WarFit fit;
};

Imported imported(const std::string& csv, int days, std::uint64_t seed) {
  Diagnostics diagnostics, notes;
  EventTableOptions columns;
  columns.columns = {{EventColumn::date, "date"},        {EventColumn::actor_a, "attacker"},
                     {EventColumn::actor_b, "victim"},   {EventColumn::place, "town"},
                     {EventColumn::deaths, "dead"},      {EventColumn::civilians, "civil"},
                     {EventColumn::deaths_b, "fighters"}};
  auto table = read_event_table({"war.csv", csv}, columns, diagnostics, notes);
  REQUIRE_MESSAGE(table.has_value(), to_string(diagnostics));
  const auto document = parse_yaml("map.yaml", two_camps, diagnostics);
  auto map = read_event_map(*document, diagnostics);
  REQUIRE_MESSAGE(map.has_value(), to_string(diagnostics));
  WarOptions options;
  options.from = parse_date("2020-01-01");
  options.to = Date{options.from->days + days - 1};
  auto war = war_of_events(*table, *map, options, diagnostics);
  REQUIRE_MESSAGE(war.has_value(), to_string(diagnostics));
  auto fit = fit_war(*table, *war, 10, seed, diagnostics);
  REQUIRE_MESSAGE(fit.has_value(), to_string(diagnostics));
  return {std::move(*table), std::move(*map), std::move(*war), std::move(*fit)};
}

bool holds(const Credible& e, double truth) { return e.low <= truth && truth <= e.high; }

double log_poisson(int k, double mean) {
  double x = k * std::log(mean) - mean;
  for (int j = 2; j <= k; ++j) x -= std::log(j);
  return x;
}

}  // namespace

TEST_SUITE("event fit") {
  TEST_CASE("the law of sizes that is fitted is the one that the model draws from") {
    const ViolenceParameters v{0.97, 0.91, 1.6, 10, 500, 1, 0, 0, 4};
    EventSizeLaw law;
    law.largest = 500;
    double all = 0;
    for (int k = 1; k <= 500; ++k) {
      CHECK(1 - law.share_up_to(k) == doctest::Approx(share_of_size(v, k + 0.5)).epsilon(1e-9));
      all += law.share_of(k);
    }
    CHECK(all == doctest::Approx(1));
    Stream luck({1, 0, 0}, 1, 0, 0);
    int above = 0;
    for (int k = 0; k < 20000; ++k) above += law.draw(luck) > 10 ? 1 : 0;
    CHECK(above / 20000.0 == doctest::Approx(1 - law.share_up_to(10)).epsilon(0.1));
  }

  TEST_CASE("events that neither cluster nor drift are Poisson, and those that cluster negative binomial") {
    const std::vector<int> counts{0, 3, 1, 0, 2, 7};
    double poisson = 0, binomial = 0;
    for (const int k : counts) {
      poisson += log_poisson(k, 1.7);
      // size r = mean / (c - 1), chance of success 1 / c.
      const double c = 1.5, r = 1.7 / (c - 1);
      binomial += std::lgamma(k + r) - std::lgamma(r) - std::lgamma(k + 1) - r * std::log(c) +
                  k * std::log(1 - 1 / c);
    }
    CHECK(log_chance(counts, 1.7, 1, 0.5, 0, 9) == doctest::Approx(poisson));
    CHECK(log_chance(counts, 1.7, 1.5, 0.5, 0, 9) == doctest::Approx(binomial));
  }

  TEST_CASE(
      "the chance of counts under a drifting intensity is the mean over its courses, and fine steps are fine "
      "enough") {
    const std::vector<int> counts{4, 5, 0, 1};
    const double rate = 2, persistence = 0.7, volatility = 0.6;
    double sum = 0;
    constexpr int courses = 200000;
    Stream luck({7, 0, 0}, 1, 0, 0);
    for (int n = 0; n < courses; ++n) {
      double z = volatility * luck.normal(), chance = 0;
      for (const int k : counts) {
        chance += log_poisson(k, rate * std::exp(z - 0.5 * volatility * volatility));
        z = persistence * z + volatility * std::sqrt(1 - persistence * persistence) * luck.normal();
      }
      sum += std::exp(chance) / courses;
    }
    CHECK(log_chance(counts, rate, 1, persistence, volatility, 61) ==
          doctest::Approx(std::log(sum)).epsilon(0.003));
    CHECK(log_chance(counts, rate, 1, persistence, volatility, 13) ==
          doctest::Approx(std::log(sum)).epsilon(0.01));
  }

  TEST_CASE(
      "a table that the model made gives back the model's numbers, in as many of its ranges as they claim") {
    const Truth truth;
    constexpr std::uint32_t tables = 24;
    constexpr int days = 200;
    std::size_t held = 0, ranges = 0, wrong = 0, alike = 0, checks = 0;
    std::vector<double> off(9, 0.0), width(9, 0.0);
    for (std::uint32_t seed = 1; seed <= tables; ++seed) {
      const Imported i = imported(simulated_table(truth, seed, days), days, seed);
      REQUIRE(i.fit.intensities.size() == 2);
      REQUIRE(i.fit.civilians.has_value());
      const ViolenceParameters& v = truth.violence;
      const std::vector<std::pair<Credible, double>> found{{i.fit.intensities[0], truth.rates[0]},
                                                           {i.fit.intensities[1], truth.rates[1]},
                                                           {i.fit.sizes.mu, v.event_mu},
                                                           {i.fit.sizes.sigma, v.event_sigma},
                                                           {i.fit.sizes.tail, v.event_tail},
                                                           {i.fit.counts.clustering, v.clustering},
                                                           {i.fit.counts.persistence, v.persistence},
                                                           {i.fit.counts.volatility, v.volatility},
                                                           {*i.fit.civilians, truth.civilians}};
      for (std::size_t k = 0; k < found.size(); ++k) {
        const auto& [e, is] = found[k];
        ++ranges;
        held += holds(e, is) ? 1U : 0U;
        off[k] += (e.value - is) / tables;
        width[k] += (e.high - e.low) / tables;
      }
      // Numbers of another war are not in the ranges.
      wrong += holds(i.fit.intensities[0], 4) ? 1U : 0U;
      wrong += holds(i.fit.counts.persistence, 0.2) ? 1U : 0U;
      wrong += holds(i.fit.sizes.mu, 0.6) ? 1U : 0U;
      for (const FitCheck& c : i.fit.checks) {
        ++checks;
        alike += c.fits() ? 1U : 0U;
      }
      CHECK_FALSE(i.fit.silence.has_value());
    }
    CAPTURE(held);
    // 95% of 216 are 205; fewer than 194 would be 3 standard deviations too few.
    CHECK(ranges == 216);
    CHECK(held >= 194);
    CHECK(held <= 215);
    CHECK(wrong <= 12);  // of 72
    CHECK(alike >= checks * 9 / 10);
    const std::vector<double> most_off{0.25, 0.1, 0.05, 0.05, 0.35, 0.2, 0.15, 0.1, 0.08};
    const std::vector<double> widest{2, 0.8, 0.35, 0.3, 1.8, 1, 0.6, 0.7, 0.4};
    for (std::size_t k = 0; k < off.size(); ++k) {
      CAPTURE(k);
      CHECK(std::abs(off[k]) < most_off[k]);
      CHECK(width[k] < widest[k]);
    }
  }

  TEST_CASE("sizes of another kind are told, and those of the kind are not") {
    Stream luck({3, 0, 0}, 1, 0, 0);
    std::vector<int> alike, other;
    EventSizeLaw law;
    for (int k = 0; k < 400; ++k) {
      alike.push_back(law.draw(luck));
      other.push_back(luck.chance(0.5) ? 2 : 20 + static_cast<int>(luck.below(10)));
    }
    CHECK(fit_event_sizes(alike, 10, 1).further_off > 0.05);
    const EventSizeFit wrong = fit_event_sizes(other, 10, 1);
    CHECK(wrong.further_off < 0.05);
    CHECK(wrong.furthest.distance > 0.1);
  }

  TEST_CASE("the same table and seed give the same ranges") {
    const std::string csv = simulated_table({}, 3, 60);
    const Imported a = imported(csv, 60, 5), b = imported(csv, 60, 5), c = imported(csv, 60, 6);
    CHECK(a.fit.intensities[0].low == b.fit.intensities[0].low);
    CHECK(a.fit.counts.persistence.high == b.fit.counts.persistence.high);
    CHECK(a.fit.counts.persistence.high != c.fit.counts.persistence.high);
  }

  TEST_CASE(
      "a war whose level falls by half is told on the day on which it fell, and one that scatters is not") {
    Truth calm;
    calm.violence.volatility = 0;
    calm.violence.clustering = 1;
    const std::string whole = simulated_table(calm, 2, 120);
    CHECK_FALSE(imported(whole, 120, 1).fit.shift.has_value());
    std::string cut;
    std::size_t n = 0;
    std::istringstream lines(whole);
    for (std::string line; std::getline(lines, line);)
      if (line.substr(0, 10) < "2020-03-01" || line[0] == 'd' || ++n % 4 == 0) cut += line + "\n";
    const auto shift = imported(cut, 120, 1).fit.shift;
    REQUIRE(shift.has_value());
    CHECK(std::abs(shift->day.days - parse_date("2020-03-01")->days) <= 3);
    CHECK(shift->after < 0.5 * shift->before);
  }

  TEST_CASE("too few events tell nothing, and a long silence is told") {
    Diagnostics diagnostics, notes;
    std::string few = "date,attacker,victim,town,dead,civil,fighters\n";
    for (int d = 10; d < 25; ++d) few += fmt::format("2020-01-{},North,South,town 0,1,0,1\n", d);
    EventTableOptions columns;
    columns.columns = {{EventColumn::date, "date"},
                       {EventColumn::actor_a, "attacker"},
                       {EventColumn::actor_b, "victim"},
                       {EventColumn::place, "town"},
                       {EventColumn::deaths, "dead"}};
    const auto table = read_event_table({"war.csv", few}, columns, diagnostics, notes);
    REQUIRE(table.has_value());
    const auto map = read_event_map(*parse_yaml("map.yaml", two_camps, diagnostics), diagnostics);
    const auto war = war_of_events(*table, *map, {}, diagnostics);
    REQUIRE(war.has_value());
    CHECK_FALSE(fit_war(*table, *war, 10, 1, diagnostics).has_value());
    CHECK(to_string(diagnostics).find("15 lethal events of known day in 15 days are too few") !=
          std::string::npos);

    std::string gap;
    std::istringstream lines(simulated_table({}, 4, 120));
    for (std::string line; std::getline(lines, line);)
      if (line.substr(0, 10) < "2020-02-01" || line.substr(0, 10) > "2020-03-01") gap += line + "\n";
    const auto silence = imported(gap, 120, 1).fit.silence;
    REQUIRE(silence.has_value());
    CHECK(silence->to.days - silence->from.days >= 29);
  }
}

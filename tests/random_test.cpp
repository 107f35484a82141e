// Random streams: repeatable, independent of order, with the distributions they promise.
#include <algorithm>
#include <cmath>
#include <vector>

#include "parley/conflict/fighting.hpp"
#include "parley/engine/event_luck.hpp"
#include "support.hpp"

using namespace parley;

TEST_SUITE("random") {
  TEST_CASE("a stream is its place: the same place gives the same numbers, another place others") {
    Stream a({7, 0, 3}, 2, 5, 11), b({7, 0, 3}, 2, 5, 11);
    for (int i = 0; i < 100; ++i) CHECK(a.uniform() == b.uniform());
    const double first = Stream({7, 0, 3}, 2, 5, 11).uniform();
    CHECK(Stream({8, 0, 3}, 2, 5, 11).uniform() != first);
    CHECK(Stream({7, 1, 3}, 2, 5, 11).uniform() != first);
    CHECK(Stream({7, 0, 4}, 2, 5, 11).uniform() != first);
    CHECK(Stream({7, 0, 3}, 3, 5, 11).uniform() != first);
    CHECK(Stream({7, 0, 3}, 2, 6, 11).uniform() != first);
    CHECK(Stream({7, 0, 3}, 2, 5, 12).uniform() != first);
  }

  TEST_CASE("no two events of a day share their luck, in the largest scenario that is taken") {
    std::vector<std::uint32_t> places;
    for (const auto kind : {Noticed::mass_event, Noticed::spoiler_attack, Noticed::stray_strike,
                            Noticed::dated, Noticed::random})
      for (std::size_t n = 0; n < most_noticed(kind); ++n) places.push_back(place_of_luck(kind, n));
    std::sort(places.begin(), places.end());
    CHECK(places.size() > 2 * most_events);
    CHECK(std::adjacent_find(places.begin(), places.end()) == places.end());

    // A place is an entity: no two of them, on any two days or rounds, draw the same number.
    std::vector<std::uint64_t> first;
    for (const std::uint32_t purpose : {0U, 1U, 63U})
      for (const std::uint32_t day : {0U, 1U, 65535U, 65536U, 999'999U})
        for (const std::uint32_t place : places)
          first.push_back(Stream({1, 0, 0}, purpose, place, day).bits());
    std::sort(first.begin(), first.end());
    CHECK(std::adjacent_find(first.begin(), first.end()) == first.end());
  }

  TEST_CASE("more events than have luck of their own are refused") {
    std::string text =
        "name: many\nissues: {I: {options: [no, yes]}}\nparties: {A: {ideal: {I: 0}}, B: {ideal: {I: 1}}}\n"
        "calendar: {start: 2024-01-01, end: 2024-02-01}\nevents:\n  random:\n";
    for (std::size_t n = 0; n <= most_events; ++n)
      text += "    - {kind: influence, by: A, factor: 1, rate: 0.1, name: e}\n";
    const std::string told = test::problems(text);
    CHECK(told.find("events.random: 4001 random events, more than Parley takes (at most 4000)") !=
          std::string::npos);
  }

  TEST_CASE("the first numbers of a stream never change between versions, builds and machines") {
    Stream s({1, 0, 0}, 0, 0, 0);
    CHECK(s.uniform() == 0.89025917297571078);
    CHECK(s.uniform() == 0.58572594838013603);
    CHECK(s.uniform() == 0.67199826889534298);
  }

  TEST_CASE("counts and sizes have the means and variances of their distributions") {
    constexpr int n = 40000;
    double sum = 0, squares = 0, normal = 0, normal2 = 0, poisson = 0;
    for (int i = 0; i < n; ++i) {
      Stream s({1, 0, static_cast<std::uint32_t>(i)}, 1, 0, 0);
      const double x = s.negative_binomial(4.0, 3.0);
      sum += x;
      squares += x * x;
      const double z = s.normal();
      normal += z;
      normal2 += z * z;
      poisson += s.poisson(2.5);
    }
    const double mean = sum / n;
    CHECK(mean == doctest::Approx(4.0).epsilon(0.02));
    CHECK((squares / n - mean * mean) / mean == doctest::Approx(3.0).epsilon(0.05));
    CHECK(std::fabs(normal / n) < 0.02);
    CHECK(normal2 / n == doctest::Approx(1.0).epsilon(0.03));
    CHECK(poisson / n == doctest::Approx(2.5).epsilon(0.02));
  }

  TEST_CASE("large means are split without losing mass") {
    double sum = 0, counts = 0;
    for (std::uint32_t i = 0; i < 2000; ++i) {
      Stream s({1, 0, i}, 1, 0, 0);
      sum += s.negative_binomial(900.0, 2.0);
      counts += s.poisson(900.0);
    }
    CHECK(sum / 2000 == doctest::Approx(900.0).epsilon(0.01));
    CHECK(counts / 2000 == doctest::Approx(900.0).epsilon(0.01));
  }

  // UCDP GED Syria 2016: median 2, mean 4.3, 95th percentile 15 deaths an event.
  TEST_CASE("deaths an event look like those of Syria in 2016") {
    const ViolenceParameters v{0.97, 0.91, 1.6, 10, 500, 1.5, 0.6, 0.35, 4};
    Stream s({1, 0, 0}, 2, 0, 0);
    std::vector<int> sizes;
    double sum = 0;
    for (int i = 0; i < 50000; ++i) {
      sizes.push_back(deaths_of(event_size(v, s)));
      sum += sizes.back();
    }
    std::sort(sizes.begin(), sizes.end());
    CHECK(sizes[25000] >= 2);
    CHECK(sizes[25000] <= 3);
    CHECK(sum / 50000 > 3.8);
    CHECK(sum / 50000 < 5.2);
    CHECK(sizes[47500] >= 10);
    CHECK(sizes[47500] <= 18);
  }

  // The daily series has variance over mean of about 16 and a day-to-day correlation of about 0.4.
  TEST_CASE("deaths a day are clustered, not Poisson, and violent days follow violent days") {
    const ViolenceParameters v{0.97, 0.91, 1.6, 10, 500, 1.5, 0.6, 0.35, 4};
    std::vector<double> days;
    double log_intensity = 0;
    for (std::uint32_t d = 0; d < 8000; ++d) {
      const RunKey key{1, 0, 0};
      const FrontDay day = fight_on_front(
          v, 10.0, {1.0, 1.0}, {0.3, 0.3}, 1.0, 0.3, 10, log_intensity,
          {Stream(key, 1, 0, d), Stream(key, 2, 0, d), Stream(key, 3, 0, d), Stream(key, 4, 0, d)});
      days.push_back(day.deaths[0] + day.deaths[1]);
    }
    double mean = 0, variance = 0, lag = 0;
    for (const double x : days) mean += x / static_cast<double>(days.size());
    for (std::size_t i = 0; i < days.size(); ++i) {
      variance += (days[i] - mean) * (days[i] - mean);
      if (i > 0) lag += (days[i] - mean) * (days[i - 1] - mean);
    }
    CHECK(variance / static_cast<double>(days.size()) / mean > 8);
    CHECK(lag / variance > 0.05);
  }

  TEST_CASE("a front on which nobody fights is quiet") {
    const ViolenceParameters v{0.97, 0.91, 1.6, 10, 500, 1.5, 0.6, 0.35, 4};
    double log_intensity = 0;
    const RunKey key{1, 0, 0};
    const FrontDay day = fight_on_front(
        v, 10.0, {0.0, 0.0}, {0.3, 0.3}, 1.0, 0.3, 10, log_intensity,
        {Stream(key, 1, 0, 0), Stream(key, 2, 0, 0), Stream(key, 3, 0, 0), Stream(key, 4, 0, 0)});
    CHECK(day.events == 0);
    CHECK(day.deaths[0] + day.deaths[1] == 0);
  }
}

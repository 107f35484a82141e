// Where do monotonic concessions end?  (Harsanyi 1956; Rosenschein & Zlotkin 1994)
#include <algorithm>

#include "parley/preference/solutions.hpp"
#include "theory/random_talks.hpp"

using namespace parley;

namespace {

test::RandomTalks concessions(int parties, double reservation) {
  test::RandomTalks r;
  r.parties = parties;
  r.reservation = reservation;
  r.talks = "{protocol: monotonic_concession, rounds: 100000}";
  return r;
}

Point nash(const NegotiationModel& m, const std::vector<double>& r) {
  std::vector<const Utility*> parties;
  for (const Utility& u : m.utilities) parties.push_back(&u);
  return nash_point(m.space, parties, r);
}

}  // namespace

TEST_SUITE("monotonic concession") {
  // The only slack is the tolerance of 1e-12 at which two risks count as equal.
  TEST_CASE("two parties end at the largest product of gains, or nowhere if there is no zone") {
    int agreed = 0, none = 0;
    for (std::uint32_t n = 0; n < 200; ++n) {
      test::RandomTalks r = concessions(2, n % 2 == 0 ? 0.0 : 0.62);
      r.options = 2 + static_cast<int>(n % 4);
      if (n % 3 == 0) r.pairs = 0.5;
      const Scenario s = test::random_talks(r, n);
      const NegotiationModel m(s);
      const std::vector<double> disagreement(2, r.reservation);
      const Point best = nash(m, disagreement);
      const Outcome o = test::play(s);
      REQUIRE((o.deals == 1) == best.exists);
      if (!best.exists) {
        ++none;
        continue;
      }
      ++agreed;
      const auto product = [&](std::span<const double> u) {
        return (u[0] - disagreement[0]) * (u[1] - disagreement[1]);
      };
      CHECK(product(o.utilities.values()) == doctest::Approx(product(best.utilities)).epsilon(1e-9));
    }
    MESSAGE(agreed << " agreements, " << none << " spaces without a zone");
    CHECK(agreed > 100);
    CHECK(none > 5);
  }

  TEST_CASE("each offer of a party is worse to itself than its last, and never below anybody's reservation") {
    for (std::uint32_t n = 0; n < 40; ++n) {
      const Scenario s = test::random_talks(concessions(2 + static_cast<int>(n % 4), 0.3), n);
      const NegotiationModel m(s);
      Trace t;
      const Outcome o = test::play(s, 1, 0, &t);
      ListBy<PartyId, double> last(m.parties().size(), 2.0);
      for (const Said& said : t.talk.said) {
        if (said.saying != Saying::offer) continue;
        CHECK(said.utility < last[*said.who]);
        last[*said.who] = said.utility;
        const PackageView package(t.talk.packages.data() + said.package, m.space.units());
        for (const Utility& u : m.utilities) CHECK(u(package) >= 0.3 - 1e-9);
      }
      const Point zone = nash(m, std::vector<double>(m.parties().size(), 0.3));
      CHECK((o.deals == 1) == zone.exists);
    }
  }

  TEST_CASE("a space too large to look at every package is refused with a reason") {
    const std::string what = test::problems(R"(
name: large
issues: {A: {options: [a, b, c, d, e, f, g, h, i, j]}, B: {options: [a, b, c, d, e, f, g, h, i, j]}, C: {options: [a, b, c, d, e, f, g, h, i, j]}, D: {options: [a, b, c, d, e, f, g, h, i, j]}, E: {options: [a, b, c, d, e, f, g, h, i, j]}, F: {options: [a, b, c]}}
parties: {X: {weights: {A: 1}}, Y: {weights: {B: 1}}}
talks: {protocol: monotonic_concession}
)");
    CHECK(what.find("looks at every package, and there are 300000") != std::string::npos);
  }
}

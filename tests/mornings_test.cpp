// Are the days before a text the same, whatever it says and whoever is bound by it?

#include "parley/runs/mornings.hpp"

#include "parley/engine/state_hash.hpp"
#include "parley/questions/premortem/over_ranges.hpp"
#include "parley/runs/over_ranges.hpp"
#include "support.hpp"

namespace parley {

namespace {

constexpr int horizon = 20;

// Wars that are shipped, with a text that takes the farthest option of every issue and comes into force after
// three weeks.
std::vector<Scenario> wars() {
  std::vector<Scenario> all;
  for (const char* name : {"bosnia-1995", "daraya-2016", "geneva-2016", "idlib-march-2020",
                           "syria-december-2016", "syria-february-2016", "syria-may-2017", "tigray-2022",
                           "donbas-2015"}) {
    Scenario s = test::scenario_file(std::string("scenarios/") + name + ".yaml");
    const auto model = std::make_unique<const Model>(s);
    s.deal.emplace();
    s.deal->date = s.calendar->start;
    s.deal->date->days += std::min(21, (s.calendar->end.days - s.calendar->start.days) / 2);
    for (const IssueId i : model->talks.space.issues()) {
      const auto& key = s.issues[i].key;
      const std::size_t options = model->talks.space.open_options(i);
      if (options < 2) continue;  // off the table
      OptionRef last;
      last.index = static_cast<double>(options - 1);
      s.deal->options.rows.push_back({IssueRef{key.id, {}}, last});
    }
    all.push_back(std::move(s));
  }
  return all;
}

std::uint64_t hash_after(const Model& m, const RunKey& key) {
  State state(m);
  morning_of_deal(m, key, state);
  return hash_of(state);
}

// Whether a run of this model that goes on from another's morning is the run that it plays itself.
void check_goes_on(const Model& m, const RunKey& key, const Morning& from) {
  State whole(m), rest(m);
  for (const bool first_truce : {false, true}) {
    if (first_truce) {
      play_first_truce(m, key, whole);
      play_first_truce(m, key, rest, from);
    } else {
      simulate(m, key, whole);
      simulate(m, key, rest, from);
    }
    CHECK(hash_of(rest) == hash_of(whole));
  }
}

}  // namespace

TEST_SUITE("mornings") {
  TEST_CASE("no day before a text depends on who is bound by it or what it says") {
    for (const Scenario& s : wars()) {
      CAPTURE(s.name);
      const Model plain(first_truce_only(s, horizon));
      State state(plain);
      for (std::uint32_t run = 0; run < 2; ++run) {
        const RunKey key{3, 0, run};
        const Morning morning = morning_of_deal(plain, key, state);
        REQUIRE(morning.day == plain.deal_day);
        const std::uint64_t before = hash_of(state);
        for (const PartyId p : plain.parties())
          for (const Bound bound : {Bound::keeps, Bound::attacks, Bound::leaves}) {
            Model bound_model(plain);
            bound_model.bound[p] = bound;
            CHECK(hash_after(bound_model, key) == before);
            check_goes_on(bound_model, key, morning);
          }
        for (const IssueId i : plain.talks.space.issues()) {
          if (plain.talks.space.open_options(i) < 2) continue;  // off the table
          const Model other(first_truce_only(with_option(s, i, 0), horizon));
          CHECK(hash_after(other, key) == before);
          check_goes_on(other, key, morning);
        }
      }
    }
  }

  TEST_CASE("no day before a text depends on a guarantee beside it") {
    for (const Scenario& s : wars()) {
      CAPTURE(s.name);
      const Model first(first_truce_only(with_guarantee(s, guarantees()[0], 0), horizon));
      State state(first);
      const RunKey key{3, 0, 0};
      const Morning morning = morning_of_deal(first, key, state);
      const std::uint64_t before = hash_of(state);
      for (const Guarantee& g : guarantees())
        for (const double strength : {0.0, 0.5, 1.0}) {
          CAPTURE(g.name);
          const Model other(first_truce_only(with_guarantee(s, g, strength), horizon));
          CHECK(hash_after(other, key) == before);
          check_goes_on(other, key, morning);
        }
    }
  }

  TEST_CASE("days before a text depend on leverage: blame for killings falls on patrons too") {
    const Scenario s = wars()[2];
    const PartyId rus = s.parties.position("RUS"), gov = s.parties.position("GOV");
    const Model none(first_truce_only(with_leverage(s, rus, gov, 0), horizon)),
        all(first_truce_only(with_leverage(s, rus, gov, 1), horizon));
    CHECK(hash_after(none, {3, 0, 0}) != hash_after(all, {3, 0, 0}));
  }

  TEST_CASE("lasting is the same where the days before the text are played once for all") {
    for (const Scenario& s : wars()) {
      CAPTURE(s.name);
      LastingOptions o;
      o.replicates = 12;
      o.days = horizon;
      const Mornings before(s, o);
      LastingOptions known = o;
      known.mornings = &before;
      CHECK(before.by_run().size() == o.replicates);
      for (const PartyId p : s.parties.ids()) {
        const Lasted a = lasting(s, o, p, Bound::attacks), b = lasting(s, known, p, Bound::attacks);
        CHECK(a.beyond == b.beyond);
        CHECK(a.deaths == b.deaths);
      }
    }
  }

  TEST_CASE("over points of the ranges a variant that is like another is played as if it were not") {
    for (const Scenario& s : wars()) {
      CAPTURE(s.name);
      const Scenario plain = first_truce_only(s, horizon),
                     other = first_truce_only(with_option(s, IssueId(0), 0), horizon);
      const auto attacks = [](Model& m) { m.bound[PartyId(0)] = Bound::attacks; };
      const auto played = [&](std::optional<std::size_t> like) {
        const std::vector<Variant> variants{
            {plain, {}, true}, {plain, attacks, true, like}, {other, {}, false, like}};
        const RangePoints points(variants, 3, 1);
        std::vector<std::pair<double, double>> all;
        PointsHooks hooks;
        hooks.run = [&](const PointRun& run) {
          all.emplace_back(run.outcome.deaths, run.outcome.first_truce_days);
        };
        play_points(points, variants, {.runs = 2}, hooks);
        return all;
      };
      const auto apart = played({});
      CHECK(apart.size() > 0);
      CHECK(played(0) == apart);
    }
  }
}

}  // namespace parley

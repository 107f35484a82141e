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
  for (const char* name :
       {"bosnia-1995", "daraya-2016", "geneva-2016", "idlib-march-2020", "syria-december-2016",
        "syria-february-2016", "syria-may-2017", "tigray-2022", "donbas-2015"}) {
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

  TEST_CASE("no day before a text depends on a guarantee beside it, or on there being one") {
    for (const Scenario& s : wars()) {
      CAPTURE(s.name);
      const Model plain(first_truce_only(s, horizon)),
          first(first_truce_only(with_guarantee(s, guarantees()[0], 0), horizon));
      State state(first), without(plain);
      const RunKey key{3, 0, 0};
      const Morning morning = morning_of_deal(first, key, state),
                    of_plain = morning_of_deal(plain, key, without);
      const std::uint64_t before = hash_of(state);
      for (const Guarantee& g : guarantees())
        for (const double strength : {0.0, 0.5, 1.0}) {
          CAPTURE(g.name);
          const Model other(first_truce_only(with_guarantee(s, g, strength), horizon));
          CHECK(hash_after(other, key) == before);
          check_goes_on(other, key, morning);
          check_goes_on(other, key, of_plain);
        }
    }
  }

  TEST_CASE("no day of a first truce depends on when the calendar ends") {
    int ended = 0, lasted = 0;
    for (Scenario s : wars()) {
      CAPTURE(s.name);
      for (auto& option : s.deal->options.rows) option.value.index = 1.0;  // less than all, so that some end
      const Model whole(first_truce_only(s, 60)), cut(first_truce_only(s, horizon));
      State a(whole), b(cut), c(whole);
      for (std::uint32_t run = 0; run < 12; ++run) {
        const RunKey key{3, 0, run};
        const Morning morning = morning_of_deal(whole, key, a);
        const Outcome longer = play_first_truce(whole, key, a, morning);
        const int last = *cut.deal_day + horizon;
        const Outcome& shorter = play_first_truce(cut, key, b, morning);
        CHECK(shorter.first_truce_ended == (longer.first_truce_ended && longer.collapse_day <= last));
        (shorter.first_truce_ended ? ended : lasted) += 1;
        if (shorter.first_truce_ended) CHECK(shorter.deaths == longer.deaths);
        // Nor on whether the model was made so, or its days were taken from it.
        Model taken(whole);
        taken.days = cut.days;
        CHECK(play_first_truce(taken, key, c, morning).deaths == shorter.deaths);
      }
    }
    CHECK(ended > 10);
    CHECK(lasted > 10);
  }

  TEST_CASE("leverage from the day of a text on is the same whether it is read or put into a model") {
    int differ = 0;
    for (const Scenario& s : wars()) {
      CAPTURE(s.name);
      const Model plain(first_truce_only(s, horizon));
      State state(plain), read(plain), put(plain);
      const RunKey key{3, 0, 1};
      const Morning morning = morning_of_deal(plain, key, state);
      play_first_truce(plain, key, state, morning);
      const std::uint64_t as_written = hash_of(state);
      for (const PartyId client : plain.talks.clients)
        for (const PartyId patron : plain.parties())
          for (const double strength : {0.0, 1.0}) {
            if (plain.talks.leverage(patron, client) <= 0) continue;
            const Model other(first_truce_only(with_leverage(s, patron, client, strength), horizon));
            Model changed(plain);
            put_leverage(changed, patron, client, strength);
            CHECK(changed.talks.backers[client] == other.talks.backers[client]);
            CHECK(changed.talks.patrons[client] == other.talks.patrons[client]);
            play_first_truce(other, key, read, morning);
            play_first_truce(changed, key, put, morning);
            CHECK(hash_of(put) == hash_of(read));
            differ += hash_of(read) != as_written ? 1 : 0;
          }
    }
    CHECK(differ > 10);
  }

  TEST_CASE("binding who signs nothing and fights nowhere where calm could come changes no run") {
    int bound = 0;
    for (const Scenario& s : wars()) {
      CAPTURE(s.name);
      const Model plain(s);
      State free(plain), other(plain);
      for (const PartyId p : plain.parties()) {
        if (can_be_bound(plain, p)) continue;
        ++bound;
        CAPTURE(plain.party_id(p));
        for (const Bound how : {Bound::keeps, Bound::attacks, Bound::leaves}) {
          Model changed(plain);
          changed.bound[p] = how;
          for (std::uint32_t run = 0; run < 6; ++run) {
            simulate(plain, {3, 0, run}, free);
            simulate(changed, {3, 0, run}, other);
            CHECK(hash_of(other) == hash_of(free));
          }
        }
      }
    }
    CHECK(bound > 0);
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
      const auto moved = [](Model& m) { m.talks.space.put_option(m.deal, IssueId(0), 0); };
      const auto undone = [](Model& m, const Model& like) {
        m.bound = like.bound;
        m.deal = like.deal;
      };
      const auto played = [&](std::optional<std::size_t> like) {
        // A clause that is moved in the scenario, and in the model with and without a way back.
        std::vector<Variant> variants{
            {plain, {}, true}, {plain, attacks, true, like}, {other, {}, true, like}};
        if (like) {
          variants.push_back({plain, attacks, true, like, undone});
          variants.push_back({plain, moved, true, like, undone});
          variants.push_back({plain, moved, true, like});
          variants.push_back({plain, attacks, true, like, undone});
        } else {
          variants.push_back(variants[1]);
          variants.push_back(variants[2]);
          variants.push_back(variants[2]);
          variants.push_back(variants[1]);
        }
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

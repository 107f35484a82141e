// What is not worked out twice: the same, to the last bit, as if it had been.
#include <bit>
#include <cmath>
#include <memory>

#include "parley/conflict/fighting.hpp"
#include "parley/conflict/war_value.hpp"
#include "parley/engine/changed_text.hpp"
#include "parley/engine/simulate.hpp"
#include "parley/support/exponential.hpp"
#include "support.hpp"

using namespace parley;

namespace {

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool alike(const TruceValue& a, const TruceValue& b) {
  return same_bits(a.surplus, b.surplus) && same_bits(a.pressure, b.pressure) &&
         same_bits(a.trust, b.trust) && same_bits(a.watched, b.watched) && same_bits(a.exposed, b.exposed) &&
         same_bits(a.gain, b.gain) && same_bits(a.standing, b.standing) && same_bits(a.found, b.found) &&
         same_bits(a.shock, b.shock);
}

// What a text that differs in one issue is worth to everybody, by what is kept.
std::vector<TruceValue> worth_of_change(const Day& day, State& s, IssueId issue, OptionIndex option,
                                        OtherTexts& texts) {
  const Model& m = day.m;
  std::copy(s.truce.counted_on.begin(), s.truce.counted_on.end(), s.truce.draft.begin());
  m.talks.space.put_option(s.truce.draft, issue, option);
  put_into_force(m.clauses, m.talks.space, s.truce.draft, s.truce.unlocked, s.truce.age(day.number),
                 s.truce.sketched);
  texts.look_at(s.truce.draft, s.truce.sketched);
  std::vector<TruceValue> worth;
  for (const PartyId p : m.parties())
    if (!m.talks.utilities[p].empty()) worth.push_back(texts.to(p));
  return worth;
}

}  // namespace

TEST_SUITE("asked again") {
  TEST_CASE("what truces and other texts are worth does not hang on what was asked before") {
    for (const char* file : {"scenarios/geneva-2016.yaml", "scenarios/syria-february-2016.yaml"}) {
      CAPTURE(file);
      const auto model = std::make_unique<Model>(test::scenario_file(file));
      std::size_t days = 0, texts_looked_at = 0;
      for (std::uint32_t r = 0; r < 12; ++r) {
        const RunKey key{1, 0, r};
        State s(*model), fresh(*model);
        begin(*model, key, s);
        for (int day = 0; day < model->days; ++day) {
          play(*model, key, s, day, day + 1);
          if (!s.truce.in_force || s.truce.signed_day == day || day % 7 != 0) continue;
          ++days;
          const Day now{*model, s, key, day};
          OtherTexts kept(now, s.worth.regards);
          for (const IssueId issue : model->talks.space.issues())
            for (std::size_t o = 0; o < model->talks.space.open_options(issue); ++o) {
              fresh = s;
              fresh.worth.regards = model->first_day.worth.regards;
              const Day again{*model, fresh, key, day};
              OtherTexts anew(again, fresh.worth.regards);
              const auto option = static_cast<OptionIndex>(o);
              const auto a = worth_of_change(now, s, issue, option, kept),
                         b = worth_of_change(again, fresh, issue, option, anew);
              REQUIRE(a.size() == b.size());
              CHECK(std::equal(a.begin(), a.end(), b.begin(), alike));
              ++texts_looked_at;
            }
          fresh = s;
          fresh.worth.regards = model->first_day.worth.regards;
          value_truce(now, Guard::as_seen, s.worth.regards, s.worth.now);
          value_truce({*model, fresh, key, day}, Guard::as_seen, fresh.worth.regards, fresh.worth.now);
          CHECK(std::equal(s.worth.now.begin(), s.worth.now.end(), fresh.worth.now.begin(), alike));
        }
      }
      CHECK(days > 10);
      CHECK(texts_looked_at > 100);
    }
  }

  TEST_CASE("where nobody's reasons to have signed were drawn again, a text is worth what it was") {
    const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml"));
    int drawn = 0, kept = 0;
    for (std::uint32_t r = 0; r < 12; ++r) {
      const RunKey key{1, 0, r};
      State s(*model);
      begin(*model, key, s);
      for (int day = 0; day < model->days; ++day) {
        play(*model, key, s, day, day + 1);
        if (!s.truce.in_force || day % 5 != 0) continue;
        const Day now{*model, s, key, day};
        value_truce(now, Guard::down, s.worth.regards, s.worth.signed_for);
        const auto first = s.worth.signed_for;
        const bool again = reasons_to_have_signed(now, s.worth);
        value_truce(now, Guard::down, s.worth.regards, s.worth.signed_for);
        const bool same = std::equal(first.begin(), first.end(), s.worth.signed_for.begin(),
                                     s.worth.signed_for.end(), alike);
        CHECK(same == !again);
        (again ? drawn : kept) += 1;
      }
    }
    CHECK(drawn > 3);
    CHECK(kept > 3);
  }

  TEST_CASE("exponentials of two numbers at once are those of each") {
    Stream luck({1, 0, 0}, 1, 0, 0);
    for (int k = 0; k < 200000; ++k) {
      const double wide = k % 2 == 0 ? 1500 : 40;
      const double x = wide * (luck.uniform() - 0.5), y = wide * (luck.uniform() - 0.5);
      const Two both = scalar_exp(Two{x, y});
      REQUIRE(same_bits(both[0], scalar_exp(x)));
      REQUIRE(same_bits(both[1], scalar_exp(y)));
    }
    for (const double x : {0.0, -0.0, 709.9, -745.2, 1e9, -1e9, std::numeric_limits<double>::infinity()}) {
      const Two both = scalar_exp(Two{x, 1.0});
      CHECK(same_bits(both[0], scalar_exp(x)));
      CHECK(same_bits(both[1], scalar_exp(1.0)));
    }
  }

  TEST_CASE("the chance of a front by a belief is the mean of two chances") {
    Stream luck({1, 0, 0}, 2, 0, 0);
    for (int k = 0; k < 20000; ++k) {
      const double share = std::floor(11 * luck.uniform()) / 10, variance = luck.uniform();
      const double mean =
          k % 10 == 0 ? std::sqrt(variance) : 4 * (luck.uniform() - 0.5);  // even at one point
      const double sd = std::sqrt(variance), decisiveness = 2 * luck.uniform();
      const double apart = 0.5 * (chance_of_front(share, decisiveness * (mean - sd)) +
                                  chance_of_front(share, decisiveness * (mean + sd)));
      REQUIRE(same_bits(chance_of_front(share, LogRatio(mean, variance), decisiveness), apart));
    }
  }

  TEST_CASE(
      "what many believe of fronts between the same camps is what each does alone, and chances need no "
      "days") {
    Stream luck({1, 0, 0}, 3, 0, 0);
    ProspectsBySteps together, alone;
    for (int k = 0; k < 700; ++k) {
      const Course course{2 * luck.uniform(), 200 + 4000 * luck.uniform(), 90};
      const int steps = 2 + static_cast<int>(luck.below(40));
      std::vector<LogRatio> beliefs;
      for (std::uint32_t n = 1 + luck.below(6); beliefs.size() < n;)
        beliefs.emplace_back(luck.below(10) == 0 ? 0.0 : 4 * (luck.uniform() - 0.5), luck.uniform());
      const std::size_t with_days = luck.below(static_cast<std::uint32_t>(beliefs.size() + 1));
      together.look_at(steps, beliefs, with_days, course);
      std::vector<Prospect> all(beliefs.size());
      for (int held = 0; held <= steps; ++held) {
        together.at(held, all);
        const double share = static_cast<double>(held) / steps;
        for (std::size_t i = 0; i < all.size(); ++i) {
          Prospect own;
          alone.look_at(steps, std::span(&beliefs[i], 1), 1, course);
          alone.at(held, std::span(&own, 1));
          REQUIRE(same_bits(all[i].chance, own.chance));
          REQUIRE(same_bits(all[i].days, i < with_days ? own.days : 0.0));
          ChanceByBelief by_share(beliefs[i], course.decisiveness);
          REQUIRE(same_bits(by_share(share), chance_of_front(share, beliefs[i], course.decisiveness)));
        }
      }
    }
  }

  TEST_CASE("whether a change of the text is refused does not hang on who refused the one before") {
    const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml"));
    std::size_t refused = 0, granted = 0;
    for (std::uint32_t r = 0; r < 12; ++r) {
      const RunKey key{1, 0, r};
      State s(*model);
      begin(*model, key, s);
      for (int day = 0; day < model->days; ++day) {
        play(*model, key, s, day, day + 1);
        if (!s.truce.in_force || s.truce.signed_day == day || day % 7 != 0) continue;
        const Day now{*model, s, key, day};
        ChangedText text(now, s.truce, s.worth.regards);
        for (const PartyId p : model->talks.principals)
          for (const IssueId issue : model->talks.space.issues())
            for (std::size_t o = 0; o < model->talks.space.open_options(issue); ++o) {
              const TextChange change{issue, static_cast<OptionIndex>(o)};
              const double threat = o % 2 == 0 ? 0.0 : 0.9;
              ChangedText alone(now, s.truce, s.worth.regards);
              alone.write(change);
              const bool is = alone.is_refused(p, threat);
              text.write(change);
              REQUIRE(text.is_refused(p, threat) == is);
              ++(is ? refused : granted);
            }
      }
    }
    CHECK(refused > 100);
    CHECK(granted > 100);
  }

  TEST_CASE("deaths that are looked up are those that are worked out") {
    for (const double sigma : {0.0, 0.3, 0.91, 2.0})
      for (const double tail : {1.0, 2.5, 10.0, 300.0})
        for (const double noticed : {0.0, 1.2, 3.5, 6.3, 9.5}) {
          const ViolenceParameters worked_out{0.97, sigma, 1.6, tail, 500, 1.5, 0.6, 0.35, 4};
          const ViolenceParameters looked_up = with_sizes(worked_out);
          double log_intensity[2] = {0, 0};
          for (std::uint32_t d = 0; d < 400; ++d) {
            const auto fought = [&](const ViolenceParameters& v, double& log) {
              const RunKey key{1, 0, 0};
              return fight_on_front(
                  v, 20.0, {1.0, 0.7}, {0.5, 0.3}, 1.0, 0.3, noticed, log,
                  {Stream(key, 1, 0, d), Stream(key, 2, 0, d), Stream(key, 3, 0, d), Stream(key, 4, 0, d)});
            };
            const FrontDay a = fought(worked_out, log_intensity[0]), b = fought(looked_up, log_intensity[1]);
            REQUIRE(a.deaths == b.deaths);
            REQUIRE(a.civilians == b.civilians);
            REQUIRE(a.mass_events == b.mass_events);
            for (std::size_t k = 0; k < a.mass.size(); ++k) REQUIRE(a.mass[k].deaths == b.mass[k].deaths);
          }
          if (sigma == 0.91 && tail == 10) CHECK(looked_up.deaths[512] > 0);  // something is looked up
        }
  }
}

// Random wars, the truces drawn from them, their twins, and how they are held to recorded ceasefires.
#include "parley/questions/population/population.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include "cli.hpp"
#include "parley/engine/state_hash.hpp"
#include "parley/questions/population/estimate.hpp"
#include "parley/statistics/duration_regression.hpp"

using namespace parley;
using namespace parley::test;

namespace {

// Deaths by day between the Syrian government and insurgents, 30 January to 25 May 2016, rounded (UCDP GED,
// CC BY 4.0); the ceasefire of February took effect after 28 of them.
const std::vector<double> syria_2016{
    92, 40,  128, 116, 118, 114, 214, 201, 115, 97, 76, 106, 100, 79,  84,  106, 105, 56, 74, 70,
    81, 56,  61,  44,  41,  53,  49,  170, 92,  86, 62, 49,  49,  32,  38,  38,  46,  56, 87, 36,
    62, 54,  46,  42,  45,  56,  33,  44,  36,  40, 38, 44,  36,  32,  50,  48,  69,  64, 30, 48,
    34, 64,  42,  63,  82,  57,  55,  33,  51,  65, 78, 67,  45,  161, 94,  60,  78,  43, 43, 78,
    88, 104, 42,  72,  63,  63,  58,  82,  92,  60, 56, 47,  50,  58,  101, 82,  107, 70, 30, 41,
    48, 39,  32,  80,  38,  42,  34,  80,  102, 62, 74, 29,  38,  33,  29,  29,  29,  29};

std::vector<double> days(std::size_t n, double deaths) { return std::vector<double>(n, deaths); }

std::vector<double> joined(std::vector<double> a, const std::vector<double>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// Every text drawn from the wars of a kind at these places, with its twin.
template <class Look>
void each_war(TextKind kind, std::uint32_t places, TextsDo texts, Look look) {
  for (std::uint32_t place = 0; place < places; ++place)
    look(draw_from(random_war_model(kind, 7, place, texts), kind, {7, 0, place}, true));
}

}  // namespace

TEST_SUITE("population") {
  TEST_CASE("deaths after the Syrian ceasefire of February 2016 are measured as they were published") {
    DeathSeries s{syria_2016, std::vector<int>(syria_2016.size(), 3)};
    const DeathsBefore b = before(s, 28);
    CHECK(b.deaths == 2646);
    CHECK(b.events == 84);
    CHECK(b.enough());
    CHECK(b.log_level == doctest::Approx(std::log(94.5 + 0.01)));
    CHECK(b.log_over_year == doctest::Approx(0));  // the series holds no more of the year
    CHECK(b.log_last_week == doctest::Approx(std::log((41 + 53 + 49 + 170 + 44 + 61 + 56) / 7.0 + 0.05) -
                                             std::log(94.5 + 0.05)));
    const auto after = joined({syria_2016.begin() + 28, syria_2016.end()}, days(200, 0));
    const Afterwards a = afterwards(b, after);
    CHECK(a.ratio[0] == doctest::Approx(1377.0 / 2646));
    CHECK(a.log_ratio[0] == doctest::Approx(std::log(1378.0 / 2647)));
    CHECK(a.back_75_in_7 == 46);  // published: 45 days after the first
    CHECK(a.back_75 == 69);
    CHECK(a.back_50 == 28);
  }

  TEST_CASE("zeros count in a log ratio, and a war that ends never returns") {
    DeathsBefore b;
    b.deaths = 27;
    const Afterwards a = afterwards(b, days(180, 0));
    CHECK(a.ratio[2] == 0);
    CHECK(a.log_ratio[1] == doctest::Approx(-std::log(28.0)));
    CHECK(a.back_50 == not_back);
  }

  TEST_CASE("a return is the last day of the first whole window at the level, however long the lull before") {
    CHECK(first_at(joined(days(60, 0), days(30, 4)), 28, 2) == 74);
    CHECK(first_at(days(30, 4), 28, 2) == 28);
    CHECK(!first_at(days(27, 4), 28, 2).has_value());
    // One large event is a week of war in a small one, and no month.
    std::vector<double> one = days(100, 0);
    one[49] = 30;
    CHECK(first_at(one, 7, 2) == 50);
    CHECK(!first_at(one, 28, 2).has_value());
  }

  TEST_CASE(
      "dispersion is 1 for a Poisson-like count and grows with clustering, alternation is negative lag") {
    const std::vector<int> none(4, 0);
    const DailyTexture t = daily_texture(std::vector<double>{0, 2, 0, 2}, none);
    CHECK(t.deaths_dispersion == doctest::Approx(4.0 / 3));
    CHECK(t.lag_one == doctest::Approx(-0.75));
    CHECK(t.quiet == 0.5);
    CHECK(t.events_dispersion == 0);
  }

  TEST_CASE("Freireich's trial: placebo relapses at 4.8 times the hazard, and Weibull regression agrees") {
    Durations d;
    const std::vector<std::pair<double, int>> drug{
        {6, 1},  {6, 1},  {6, 1},  {6, 0},  {7, 1},  {9, 0},  {10, 1}, {10, 0}, {11, 0}, {13, 1}, {16, 1},
        {17, 0}, {19, 0}, {20, 0}, {22, 1}, {23, 1}, {25, 0}, {32, 0}, {32, 0}, {34, 0}, {35, 0}};
    const std::vector<double> placebo{1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23};
    for (const auto& [time, ended] : drug) {
      d.time.push_back(time);
      d.ended.push_back(static_cast<std::uint8_t>(ended));
    }
    for (const double time : placebo) {
      d.time.push_back(time);
      d.ended.push_back(1);
    }
    d.terms = Matrix::Zero(42, 1);
    d.terms.bottomRows(21).setOnes();
    CHECK(cox_regression(d)[0] == doctest::Approx(1.5721).epsilon(1e-4));  // R, survival::coxph, Efron
    Matrix with_constant(42, 2);
    with_constant << Vector::Ones(42), d.terms;
    d.terms = with_constant;
    const WeibullRegression w = weibull_regression(d);  // R, survival::survreg
    CHECK(w.log_scale[0] == doctest::Approx(3.516).epsilon(1e-3));
    CHECK(w.log_scale[1] == doctest::Approx(-1.267).epsilon(1e-3));
    CHECK(1 / w.shape == doctest::Approx(0.732).epsilon(1e-3));
  }

  TEST_CASE("terms that are tied have no coefficients") {
    Durations d{Matrix::Ones(4, 2), {1, 2, 3, 4}, {1, 1, 1, 1}};
    CHECK(std::isnan(cox_regression(d)[0]));
    CHECK(std::isnan(least_squares(d.terms, Vector::Ones(4))[0]));
    CHECK(std::isnan(weibull_regression(d).shape));
  }

  TEST_CASE("the jackknife of a mean over single cases is its textbook error, cases of one war count once") {
    ByWar<double> single, doubled;
    for (std::uint32_t k = 0; k < 25; ++k) {
      single.add(k, k * k);
      doubled.add(k, k * k);
      doubled.add(k, k * k);
    }
    const auto average = [](const std::vector<double>& x) { return mean(x); };
    double squares = 0;
    for (const double x : single.values) squares += (x - mean(single.values)) * (x - mean(single.values));
    CHECK(estimated(single, average).error == doctest::Approx(std::sqrt(squares / 24 / 25)));
    CHECK(estimated(doubled, average).error == doctest::Approx(std::sqrt(squares / 24 / 25)));
  }

  TEST_CASE("a run played in parts, from copies of its mornings, is the run") {
    const Model m(scenario_file("scenarios/geneva-2016.yaml"));
    State whole(m), parts(m);
    simulate(m, {3, 0, 5}, whole);
    begin(m, {3, 0, 5}, parts);
    play(m, {3, 0, 5}, parts, 0, 40);
    State copy = parts;
    play(m, {3, 0, 5}, parts, 40, m.days);
    play(m, {3, 0, 5}, copy, 40, m.days);
    CHECK(hash_of(parts) == hash_of(copy));
    CHECK(parts.outcome.deaths == whole.outcome.deaths);
    CHECK(parts.outcome.deals == whole.outcome.deals);
  }

  TEST_CASE("with texts barred none comes into force before that day, and then one may") {
    const Model m = random_war_model(TextKind::bare, 7, 1);
    State s(m);
    begin(m, {7, 0, 1}, s);
    bar_texts(s, 1500);
    play(m, {7, 0, 1}, s, 0, 1500);
    CHECK(s.outcome.deals == 0);
    play(m, {7, 0, 1}, s, 1500, m.days);
    CHECK(s.outcome.deals > 0);
    CHECK(s.outcome.agreement_day >= 1500);
  }

  TEST_CASE("whom a text does not bind fights on under it and has nothing to denounce") {
    Model m = random_war_model(TextKind::unilateral, 7, 2);
    const PartyId gov = m.scenario.parties.position("GOV"), reb = m.scenario.parties.position("REB");
    const PartyId outside = m.bound[gov] == Bound::outside ? gov : reb;
    CHECK(m.bound[outside] == Bound::outside);
    CHECK(m.bound[outside == gov ? reb : gov] == Bound::free);
    State s(m);
    for (std::uint32_t r = 0; r < 20; ++r) {
      Trace trace;
      const Outcome& o = simulate(m, {7, 0, r}, s, &trace);
      CHECK(o.deals == 1);
      CHECK((o.manner != Manner::denounced || o.ended_by != std::optional(outside)));
    }
  }

  TEST_CASE("the same number draws the same war whatever text is on its table, and only clauses differ") {
    for (std::uint32_t place = 0; place < 20; ++place) {
      const Model bare = random_war_model(TextKind::bare, 7, place);
      for (const TextKind kind : all_text_kinds) {
        const Model other = random_war_model(kind, 7, place);
        REQUIRE(other.fronts.size() == bare.fronts.size());
        for (const FrontId f : bare.fronts.ids())
          CHECK(other.fronts[f].intensity == bare.fronts[f].intensity);
        CHECK(other.violence.event_mu == bare.violence.event_mu);
        CHECK(other.talks_start == bare.talks_start);
        REQUIRE(other.parties().size() == bare.parties().size());
        for (const PartyId p : bare.parties()) {
          CHECK(other.party(p).reservation.value == bare.party(p).reservation.value);
          CHECK(other.party(p).conduct.slack.value == bare.party(p).conduct.slack.value);
        }
      }
    }
  }

  TEST_CASE("a local calm is worth the front's share of what calm everywhere is worth above fighting on") {
    for (std::uint32_t place = 0; place < 50; ++place) {
      const Model everywhere = random_war_model(TextKind::bare, 7, place);
      const Model local = random_war_model(TextKind::local, 7, place);
      double total = 0;
      for (const FrontModel& f : local.fronts) total += f.intensity;
      const double share = local.fronts[FrontId(0)].intensity / total;
      const auto surplus = [](const Model& m, PartyId p) {
        Package calm = m.talks.space.status_quo();
        const IssueId issue = m.scenario.issues.position("CALM");
        std::vector<OptionIndex> options;
        for (const IssueId i : m.talks.space.issues())
          options.push_back(i == issue ? OptionIndex(1) : m.talks.space.option(calm, i));
        return m.talks.utilities[p](m.talks.space.package(options)) - m.party(p).reservation;
      };
      for (const char* party : {"GOV", "REB"}) {
        const PartyId p = local.scenario.parties.position(party);
        // But where the rest of the status quo is worth more than that, or calm everywhere less than fighting
        // on: no option is worth less than nothing or more than all of its issue.
        const double all = surplus(everywhere, p);
        CHECK(surplus(local, p) >= (all < 0 ? all : share * all) - 1e-3);
        if (all < 0) CHECK(surplus(local, p) < 1e-3);
      }
    }
  }

  TEST_CASE("truces are drawn with 20 deaths in 5 events before and no other text, dates far from any") {
    std::size_t drawn = 0, dates = 0;
    each_war(TextKind::compliance, 25, TextsDo::as_written, [&](const WarDrawn& war) {
      for (const DrawnText& d : war.drawn) {
        ++drawn;
        CHECK(d.before.enough());
        for (const SignedText& other : war.texts)
          CHECK((other.day >= d.text.day || other.day + month_days < d.text.day));
        CHECK(d.text.day >= texts_from);
      }
      for (const DrawnDate& d : war.dates) {
        ++dates;
        CHECK(d.before.enough());
      }
      for (std::size_t k = 1; k < war.texts.size(); ++k) {
        const SignedText& last = war.texts[k - 1];
        CHECK(last.to_next.days == war.texts[k].day - last.day);
        CHECK(last.to_next.ended);
        CHECK(last.life.ended);
        CHECK(last.life.days <= last.to_next.days);
      }
    });
    CHECK(drawn > 5);
    CHECK(dates > 50);
  }

  TEST_CASE("where texts do nothing, a truce and its twin see the same deaths") {
    std::size_t drawn = 0;
    for (const TextKind kind : all_text_kinds)
      each_war(kind, 12, TextsDo::nothing, [&](const WarDrawn& war) {
        for (const DrawnText& d : war.drawn) {
          ++drawn;
          CHECK(d.with.log_ratio == d.without.log_ratio);
          CHECK(d.with.back_75 == d.without.back_75);
          CHECK(d.with.back_75_in_7 == d.without.back_75_in_7);
        }
      });
    CHECK(drawn > 10);
  }

  TEST_CASE("a twin has the same war up to the day of signature, and where texts bind another after it") {
    std::size_t differ = 0, drawn = 0;
    each_war(TextKind::bare, 25, TextsDo::as_written, [&](const WarDrawn& war) {
      for (const DrawnText& d : war.drawn) {
        ++drawn;
        differ += d.with.log_ratio[0] != d.without.log_ratio[0] ? 1 : 0;
      }
    });
    CHECK(drawn > 20);
    // But for texts that are broken before they have changed a day, or signed in a lull.
    CHECK(differ > drawn * 3 / 4);
  }

  TEST_CASE("what a text holds decides its class, not what was on the table") {
    const Model m = random_war_model(TextKind::definitive, 7, 0);
    const auto text = [&](std::map<std::string, OptionIndex> set) {
      std::vector<OptionIndex> options;
      for (const auto& [key, issue] : m.scenario.issues) options.push_back(set[key.id]);
      return m.talks.space.package(options);
    };
    CHECK(kind_of(m, TextKind::definitive, text({{"CALM", OptionIndex(1)}})) == TextKind::bare);
    CHECK(kind_of(m, TextKind::definitive, text({{"CALM", OptionIndex(1)}, {"WATCH", OptionIndex(1)}})) ==
          TextKind::compliance);
    CHECK(kind_of(m, TextKind::definitive, text({{"CALM", OptionIndex(1)}, {"ARMS", OptionIndex(1)}})) ==
          TextKind::definitive);
    CHECK(kind_of(m, TextKind::local, text({{"CALM", OptionIndex(1)}})) == TextKind::local);
  }

  TEST_CASE(
      "every recorded outcome, figure and coefficient can be read, and none is of a single ceasefire's "
      "name") {
    Diagnostics diagnostics;
    const auto recorded = load_recorded_population(source("scenarios/record/population"), diagnostics);
    CHECK_MESSAGE(diagnostics.empty(), to_string(diagnostics));
    CHECK(recorded.outcomes_of("deaths_weeks_1_4", "local").size() == 60);
    CHECK(recorded.outcomes_of("return_day_28_75", dates_without).size() == 100);
    CHECK(recorded.figures.size() > 200);
    CHECK(recorded.coefficient("log ratio weeks 1-4", "log-linear regression, class and prior violence",
                               "c3") == -1.5468);
    for (const RecordedFigure& f : recorded.figures)
      if (f.low) CHECK((*f.low <= f.value && f.value <= *f.high));
  }

  TEST_CASE(
      "validate --population tells every figure beside the record, the same for any number of threads") {
    const Words few{"validate", source("scenarios"), "--population", "--wars", "25", "--json", "-q"};
    const Finished one = run(few + Words{"--jobs", "1"}), three = run(few + Words{"--jobs", "3"});
    check_done(one);
    CHECK(one.out == three.out);
    const Json j = Json::parse(one.out);
    std::set<std::string> tables, forecasts;
    for (const auto& row : j["figures"]) {
      tables.insert(row["table"]);
      if (row["table"] == "net effect" && !row["nothing"].is_null()) CHECK(row["nothing"] == 0.0);
    }
    for (const char* table : population_tables) CHECK_MESSAGE(tables.count(table) == 1, table);
    for (const auto& row : j["scores"]) forecasts.insert(row["forecast"]);
    CHECK(forecasts == std::set<std::string>{"model", "texts do nothing", "its twins without the text",
                                             "no change", "dates without a ceasefire", "all ceasefires alike",
                                             "its class", "regression"});
  }

  TEST_CASE("a table of recorded figures with mistakes is refused with all of them") {
    const TempDir dir;
    fs::create_directories(dir / "record/population");
    std::ofstream(dir / "record/population/outcomes.csv") << "measure,class,value\nx,y,one\nx,y\n";
    std::ofstream(dir / "record/population/figures.csv") << "measure\n";
    const Finished f = run({"validate", dir / "", "--population"});
    CHECK(f.code == 2);
    CHECK(f.out.empty());
    for (const char* told :
         {"outcomes.csv:2:3: value: 'one' is no number", "outcomes.csv:3:1: 2 cells under 3 headings",
          "figures.csv:1:1: not the table that was expected", "coefficients.csv: no such file"})
      CHECK_MESSAGE(has(f.err, told), f.err);
  }
}

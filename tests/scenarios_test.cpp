// Do the shipped conflicts say what their files promise?
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

#include "parley/engine/simulate.hpp"
#include "parley/runs/batch.hpp"
#include "parley/runs/lasting.hpp"
#include "parley/runs/summary.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/statistics/paired.hpp"
#include "parley/statistics/statistics.hpp"
#include "support.hpp"

using namespace parley;

namespace {

const std::vector<std::string> conflicts{
    "scenarios/geneva-2016.yaml",         "scenarios/syria-february-2016.yaml",
    "scenarios/syria-december-2016.yaml", "scenarios/syria-may-2017.yaml",
    "scenarios/daraya-2016.yaml",         "scenarios/idlib-march-2020.yaml",
    "scenarios/bosnia-1995.yaml",         "scenarios/sudan-2023.yaml",
    "scenarios/tigray-2022.yaml",         "scenarios/donbas-2015.yaml",
    "scenarios/colombia-2016.yaml"};

Summary many(const Scenario& s, std::uint32_t runs) {
  const auto model = std::make_unique<Model>(s);
  Summary summary;
  BatchHooks hooks;
  hooks.run = [&](std::uint32_t, const Outcome& o, const Trace*) { summary.add(o); };
  run_batch(*model, {1, 0, runs, 1, TraceLevel::none}, hooks);
  return summary;
}

// Sum of something a day over a number of runs, with its standard error.
struct Mean {
  double sum = 0, squares = 0;
  int n = 0;
  void add(double x) {
    sum += x;
    squares += x * x;
    ++n;
  }
  double mean() const { return sum / n; }
  double error() const { return std::sqrt((squares / n - mean() * mean()) / (n - 1)); }
};

}  // namespace

TEST_SUITE("scenarios") {
  TEST_CASE("every assumption of every conflict is marked, reasoned and inside its range") {
    for (const auto& file : conflicts) {
      CAPTURE(file);
      const Scenario s = test::scenario_file(file);
      std::map<std::string, bool> known;
      for (const auto& assumption : assumptions_of(s)) {
        const auto& number = assumption.number;
        CAPTURE(assumption.path);
        known[assumption.path] = true;
        CHECK(number.mark != Mark::plain);
        CHECK_FALSE(number.why.empty());
        if (number.low) CHECK(*number.low <= number.value);
        if (number.high) CHECK(*number.high >= number.value);
      }
      // What decides most is nowhere a bare number.
      for (const auto& row : s.parties) {
        const std::string& id = row.key.id;
        const auto& party = row.value;
        if (!party.weights.empty()) CHECK_MESSAGE(known["parties." + id + ".reservation"], id);
        if (party.war.strength > 0) CHECK_MESSAGE(known["parties." + id + ".war.strength"], id);
      }
      for (const auto& front : s.fronts)
        CHECK_MESSAGE(known["fronts." + front.key.id + ".intensity"], front.key.id);
    }
  }

  TEST_CASE("February 2016: fronts outside the truce keep their deaths in its first four weeks") {
    // Before the truce the exempt fronts' part is what is missing where they are silent: the same luck falls
    // on the others.
    const std::vector<std::string> short_run{"calendar.end=2016-03-25", "events.list=[]"};
    auto silent = short_run;
    silent.insert(silent.end(), {"fronts.islamic_state.intensity=0", "fronts.azaz.intensity=0"});
    const auto all =
        std::make_unique<Model>(test::scenario_file("scenarios/syria-february-2016.yaml", short_run));
    const auto without =
        std::make_unique<Model>(test::scenario_file("scenarios/syria-february-2016.yaml", silent));
    REQUIRE(all->deal_day == 29);
    State a(*all), b(*without);
    Trace trace, quiet;
    Mean before, after;
    for (std::uint32_t r = 0; r < 300; ++r) {
      simulate(*all, {1, 0, r}, a, &trace);
      simulate(*without, {1, 0, r}, b, &quiet);
      double war = 0, truce = 0;
      int days = 0;
      for (std::size_t d = 0; d < trace.days.size(); ++d) {
        const DayRecord& day = trace.days[d];
        if (d < 29) war += (day.deaths - quiet.days[d].deaths) / 29;
        if (d <= 29 || !day.truce) continue;  // the text binds from the day after
        truce += day.deaths - day.covered_deaths;
        ++days;
      }
      before.add(war);
      if (days > 0) after.add(truce / days);
    }
    const double ratio = after.mean() / before.mean();
    const double error = ratio * std::hypot(after.error() / after.mean(), before.error() / before.mean());
    MESSAGE("deaths a day on exempt fronts: ", before.mean(), " before, ", after.mean(),
            " under the truce; ratio ", ratio, " +- ", 1.96 * error, " (n = ", before.n, ")");
    CHECK(ratio - 1.96 * error > 0.8);
    CHECK(ratio + 1.96 * error < 1.2);
  }

  TEST_CASE("hold-outs: what happens after the text was known on its day") {
    for (const std::string file : {"scenarios/syria-december-2016.yaml", "scenarios/syria-may-2017.yaml"}) {
      const Scenario s = test::scenario_file(file);
      REQUIRE(s.deal);
      for (const auto& event : s.events.list)
        CHECK_MESSAGE((event.fixed || *event.date <= *s.deal->date), event.name);
    }
  }

  TEST_CASE("May 2017, a hold-out: war, truces and commanders are those of December 2016") {
    const auto free_numbers = [](const std::string& file) {
      std::map<std::string, double> all;
      for (const auto& [path, number, whole] : assumptions_of(test::scenario_file(file)))
        if (path.starts_with("truce.") || path.starts_with("war.") || path.starts_with("patronage.") ||
            path.ends_with(".slack"))
          all[path] = number.value;
      return all;
    };
    const auto december = free_numbers("scenarios/syria-december-2016.yaml");
    CHECK(december.size() > 30);
    CHECK(december == free_numbers("scenarios/syria-may-2017.yaml"));
  }

  TEST_CASE("every text under deals/ can be put into force in the conflict that it was written for") {
    const std::map<std::string, std::string> written_for{{"9-september-2016", "geneva-2016"},
                                                         {"february-2016", "geneva-2016"},
                                                         {"december-2016", "geneva-2016"},
                                                         {"dayton-1995", "bosnia-1995"},
                                                         {"jeddah-20-may-2023", "sudan-2023"},
                                                         {"pretoria-2-november-2022", "tigray-2022"},
                                                         {"nairobi-12-november-2022", "tigray-2022"},
                                                         {"minsk-12-february-2015", "donbas-2015"},
                                                         {"havana-24-august-2016", "colombia-2016"}};
    std::size_t texts = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::source("scenarios/deals"))) {
      if (entry.path().extension() != ".yaml") continue;
      const std::string name = entry.path().stem().string();
      CAPTURE(name);
      REQUIRE(written_for.count(name) == 1);
      Scenario s = test::scenario_file("scenarios/" + written_for.at(name) + ".yaml");
      Diagnostics diagnostics;
      CHECK_MESSAGE(load_deal_file(entry.path(), s, diagnostics), to_string(diagnostics));
      CHECK(diagnostics.empty());
      CHECK(Model(s).deal_day > 0);
      ++texts;
    }
    CHECK(texts == written_for.size());
  }

  // Which comes first is what was disputed.
  TEST_CASE("Tigray: by the order of Nairobi no arms are given up before foreign forces have left") {
    Scenario s = test::scenario_file("scenarios/tigray-2022.yaml", {"calendar.end=2023-03-31"});
    Diagnostics diagnostics;
    REQUIRE(load_deal_file(test::source("scenarios/deals/nairobi-12-november-2022.yaml"), s, diagnostics));
    const auto model = std::make_unique<Model>(first_truce_only(s, 150));
    State state(*model);
    Trace trace;
    int left = 0, gave_up = 0;
    for (std::uint32_t r = 0; r < 60; ++r) {
      simulate(*model, {1, 0, r}, state, &trace);
      int foreign = 100000;
      for (const Happening& h : trace.happenings) {
        if (h.what != Happened::carried_out || !h.issue) continue;
        const std::string& issue = s.issues[*h.issue].key.id;
        if (issue == "FOREIGN") foreign = h.day, ++left;
        if (issue == "ARMS") CHECK(h.day > foreign), ++gave_up;
      }
    }
    MESSAGE("foreign forces left in ", left, " of 60 runs, heavy weapons were given up in ", gave_up);
    CHECK(gave_up > 5);
    CHECK(left > gave_up);
  }

  TEST_CASE("Daraya: the fall of the town is displacement, and no day of truce") {
    // The day before the next town can have signed anything.
    const Scenario s = test::scenario_file("scenarios/daraya-2016.yaml", {"calendar.end=2016-08-30"});
    for (std::uint32_t r = 0; r < 5; ++r) {
      const Outcome o = test::play(s, 1, r);
      CHECK(o.displaced >= 4700);
      CHECK(o.truce_days == 0);
    }
  }

  TEST_CASE(
      "Idlib: the truce lasts longer with the guarantor's troops on the line, where no text is amended") {
    const std::string file = "scenarios/idlib-march-2020.yaml";
    const std::string unmended = "truce.steps=false";
    const Interval with = survival(many(test::scenario_file(file, {unmended}), 1000).truces, 90);
    const Interval without =
        survival(many(test::scenario_file(file, {unmended, "deal.options.TROOPS=0"}), 1000).truces, 90);
    MESSAGE("in force after 90 days: ", with.share, " with troops (", with.low, " to ", with.high, "), ",
            without.share, " without (", without.low, " to ", without.high, "); n = 1,000 each");
    CHECK(with.low > without.high);
  }

  TEST_CASE(
      "Bosnia: talks end with a text at Dayton, no sooner than they begin, and nothing there is Syrian") {
    const std::string file = "scenarios/bosnia-1995.yaml";
    std::ifstream in(test::source(file));
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    REQUIRE(text.size() > 10000);
    for (const char* name : {"Syria", "Assad", "Aleppo", "Damascus", "Idlib", "Nusra", "GOV:", "REB:"})
      CHECK_MESSAGE(text.find(name) == std::string::npos, name);
    const Scenario s = test::scenario_file(file);
    const auto model = std::make_unique<Model>(s);
    State state(*model);
    int signed_there = 0;
    for (std::uint32_t r = 0; r < 100; ++r) {
      const Outcome& o = simulate(*model, {1, 0, r}, state);
      if (o.deals > 0) CHECK(o.agreement_day >= 26);  // 1 November
      signed_there += o.deals > 0 && o.agreement_day <= 26 + 21 ? 1 : 0;
    }
    const Interval share = wilson(static_cast<std::size_t>(signed_there), 100);
    MESSAGE("signed at Dayton: ", share.share, " (", share.low, " to ", share.high, "); n = 100");
    CHECK(share.low > 0.5);
  }

  // Walter 2002.
  TEST_CASE("Bosnia: a text is signed at Dayton with NATO's force, and by nobody if it only looks on") {
    const std::string file = "scenarios/bosnia-1995.yaml";
    std::uint64_t signed_texts[2] = {0, 0};
    for (const int k : {0, 1}) {
      const auto model = std::make_unique<Model>(test::scenario_file(
          file, k == 0 ? std::vector<std::string>{}
                       : std::vector<std::string>{"issues.IFOR.terms.2={detection: 0.2}"}));
      run_batch(
          *model, {1, 0, 60, 0, TraceLevel::none},
          {.run = [&](std::uint32_t, const Outcome& o, const Trace*) { signed_texts[k] += o.deals > 0; },
           .chunk = {}});
    }
    MESSAGE("signed: ", signed_texts[0], " with the force, ", signed_texts[1], " without, of 60");
    CHECK(wilson(signed_texts[0], 60).low > wilson(signed_texts[1], 60).high + 0.3);
  }
}

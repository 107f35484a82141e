// Is every row of the founding case in the model: the talks of Kerry and Lavrov, Geneva, August 2016?
// What was so, and a run that shows it: scenarios/geneva-2016.md.
#include <memory>

#include "parley/bargaining/opponent_model.hpp"
#include "support.hpp"

using namespace parley;

namespace {

constexpr int most = 31, some = 1;  // of 60 runs

struct Run {
  Outcome outcome;
  Trace trace;

  bool has(Happened what, const std::function<bool(const Happening&)>& such = {}) const {
    return std::any_of(trace.happenings.begin(), trace.happenings.end(),
                       [&](const Happening& h) { return h.what == what && (!such || such(h)); });
  }
  // What was said, with the day on which it was.
  std::optional<std::pair<int, Said>> said(const std::function<bool(const Said&)>& such) const {
    for (const MeetingRecord& meeting : trace.meetings)
      for (std::size_t k = meeting.first; k < meeting.last; ++k)
        if (such(trace.talk.said[k])) return std::pair{meeting.day, trace.talk.said[k]};
    return {};
  }
  // Before any text was signed.
  bool talking(int day) const {
    return outcome.agreement_day < 0 ? !trace.meetings.empty() : day < outcome.agreement_day;
  }
};

struct Played {
  std::unique_ptr<Model> model;
  std::vector<Run> runs;

  explicit Played(const std::vector<std::string>& set = {},
                  const std::string& file = "scenarios/geneva-2016.yaml")
      : model(std::make_unique<Model>(test::scenario_file(file, set))), runs(60) {
    State state(*model);
    for (std::uint32_t run = 0; run < runs.size(); ++run)
      runs[run].outcome = simulate(*model, {1, 0, run}, state, &runs[run].trace);
  }
  PartyId party(const std::string& id) const { return model->scenario.parties.position(id); }
  FrontId front(const std::string& id) const { return model->scenario.fronts.position(id); }
  IssueId issue(const std::string& id) const { return model->scenario.issues.position(id); }

  int count(const std::function<bool(const Run&)>& shows) const {
    return static_cast<int>(std::count_if(runs.begin(), runs.end(), shows));
  }
  double sum(const std::function<double(const Run&)>& of) const {
    double all = 0;
    for (const Run& run : runs) all += of(run);
    return all;
  }
  // How things stand at the end of that day.
  std::unique_ptr<State> after(std::size_t run, int day) const {
    auto state = std::make_unique<State>(*model);
    const RunKey key{1, 0, static_cast<std::uint32_t>(run)};
    begin(*model, key, *state);
    play(*model, key, *state, 0, day + 1);
    return state;
  }
  double deaths(const Run& run, const std::string& at, int from, int until) const {
    double all = 0;
    for (int day = from; day < until; ++day)
      all += run.trace.fronts[static_cast<std::size_t>(day) * model->fronts.size() + front(at).position()]
                 .deaths;
    return all;
  }
};

const Played& geneva() {
  static const Played played;
  return played;
}

// Geneva with one kind of statements, and without any.
Played speaking(const std::string& kind) {
  std::vector<std::string> set;
  for (const std::string each : {"red_lines", "optimism", "accusations"})
    set.push_back("talks.statements." + each + (each == kind ? "=true" : "=false"));
  return Played(set);
}

// In how many runs such a thing is said and believed at all, and in how many of these it has moved what is
// looked at up by the evening, beside the same run without any statement.
std::pair<int, int> moved(const std::string& kind,
                          const std::function<bool(const Played&, const Said&)>& such,
                          const std::function<double(const Played&, const State&)>& looked_at) {
  const Played with = speaking(kind), without = speaking("");
  std::pair<int, int> counted{0, 0};
  for (std::size_t run = 0; run < with.runs.size(); ++run) {
    const auto said = with.runs[run].said([&](const Said& s) { return such(with, s) && s.credence > 0.02; });
    if (!said) continue;
    counted.first += 1;
    counted.second += looked_at(with, *with.after(run, said->first)) >
                      looked_at(without, *without.after(run, said->first)) + 1e-6;
  }
  return counted;
}

}  // namespace

TEST_SUITE("founding case") {
  TEST_CASE("ministers talk in rounds over days, and come down") {
    const Played& g = geneva();
    for (const Run& run : g.runs) {
      const MeetingRecord& first = run.trace.meetings.front();
      CHECK(first.day == 0);
      CHECK(first.result.rounds > 1);
      CHECK(run.trace.meetings.size() > 1);
      for (const PartyId p : g.model->talks.principals) {
        double begins = -1, ends = -1;
        for (const Said& said : run.trace.talk.said) {
          if (said.saying != Saying::offer || said.who != p) continue;
          if (begins < 0) begins = said.utility;
          ends = said.utility;
        }
        CHECK(ends < begins);
      }
    }
  }

  TEST_CASE("technical teams close what is narrow, and close less where less counts as narrow") {
    const auto closes = [](const Run& run) {
      return run.said([](const Said& s) { return s.saying == Saying::close; }).has_value();
    };
    const auto closed = [](const Played& played) {
      return played.sum([](const Run& run) {
        return static_cast<double>(std::count_if(run.trace.talk.said.begin(), run.trace.talk.said.end(),
                                                 [](const Said& s) { return s.saying == Saying::close; }));
      });
    };
    CHECK(geneva().count(closes) >= most);
    CHECK(closed(Played({"talks.protocol.patrons_then_clients.narrow=0.005"})) < 0.7 * closed(geneva()));
  }

  TEST_CASE("the calm of February failed, and who ends a truce is believed less afterwards") {
    CHECK(Played({}, "scenarios/syria-february-2016.yaml").count([](const Run& run) {
      return run.outcome.first_truce_ended;
    }) >= some);
    const Played forgiving({"truce.failure=0"});
    int ended = 0;
    for (std::size_t run = 0; run < geneva().runs.size(); ++run) {
      const Outcome& o = geneva().runs[run].outcome;
      if (!o.ended_by || o.manner == Manner::unravelled) continue;
      ++ended;
      const auto then = geneva().after(run, o.collapse_day), there = forgiving.after(run, o.collapse_day);
      for (const PartyId p : geneva().model->talks.principals)
        if (geneva().model->are_hostile(p, *o.ended_by))
          CHECK(then->trust.log_odds(p, *o.ended_by) < there->trust.log_odds(p, *o.ended_by));
    }
    CHECK(ended >= some);
    CHECK(geneva().count([](const Run& run) { return run.outcome.deals > 1; }) >= some);  // they try again
  }

  TEST_CASE("aid comes with the text, and stops where a convoy is hit") {
    const auto aid = [](const Run& run) { return run.outcome.aid_days; };
    CHECK(Played({"issues.AID.terms.3.aid=0"}).sum(aid) < 0.9 * geneva().sum(aid));
    CHECK(Played({"truce.aid_pause=0"}).sum(aid) > geneva().sum(aid));
    CHECK(geneva().count([&](const Run& run) {
      return run.has(Happened::outside_event, [&](const Happening& h) {
        return !h.random && geneva().model->dated[*h.event].kind == EventKind::convoy;
      });
    }) >= some);
  }

  TEST_CASE("a joint centre follows quiet days, and what its officers know settles who did it") {
    const auto centre = [](const Played& played) {
      return played.count([&](const Run& run) {
        return run.outcome.deals > 0 && run.has(Happened::staged) &&
               played.model->talks.space.option(run.outcome.first_deal, played.issue("JIC")) >= 2;
      });
    };
    const auto soon = [](const Played& played) {
      return played.sum([](const Run& run) {
        return static_cast<double>(
            std::count_if(run.trace.happenings.begin(), run.trace.happenings.end(),
                          [](const Happening& h) { return h.what == Happened::finding && h.value <= 7; }));
      });
    };
    CHECK(centre(geneva()) >= some);
    CHECK(soon(Played({"issues.JIC.terms.2.attribution=0.9"})) >
          soon(Played({"issues.JIC.terms.2.attribution=0"})));
  }

  TEST_CASE("Assad's future is in no text, and comes up once a calm has lasted") {
    const Played& g = geneva();
    for (const Run& run : g.runs) {
      if (run.outcome.deals > 0)
        CHECK(g.model->talks.space.option(run.outcome.first_deal, g.issue("POLITICAL")) == 0);
      for (const Happening& h : run.trace.happenings)
        if (h.what == Happened::track_opened) CHECK(h.value >= 60);
    }
    CHECK(g.count([](const Run& run) { return run.has(Happened::track_opened); }) >= some);
    std::vector<std::string> all_care;
    for (const std::string who : {"US", "RUS", "GOV", "REB", "TUR"})
      all_care.push_back("parties." + who + ".weights.POLITICAL=15");
    CHECK(Played(all_care).count([](const Run& run) { return run.has(Happened::track_stalled); }) >= some);
  }

  TEST_CASE("clients sign under their patrons' pressure, and fewer texts are signed without it") {
    const auto pressed = [](const Played& played) {
      return played.count([&](const Run& run) {
        const auto below = [&](const Said& s) {
          return s.saying == Saying::consent && s.who == played.party("GOV") && s.utility < s.reservation &&
                 s.pressure > 0.005;
        };
        return run.said(below).has_value();
      });
    };
    const auto sign = [](const Run& run) { return run.outcome.deals > 0; };
    const Played alone({"parties.GOV.influenced_by.RUS=0", "parties.GOV.influenced_by.IRN=0"});
    CHECK(pressed(geneva()) >= some);
    CHECK(pressed(alone) == 0);
    CHECK(alone.count(sign) < geneva().count(sign));
  }

  TEST_CASE("Turkey fights a war of its own, which no calm covers") {
    // Deaths a day.
    const auto rate = [](const std::string& at, bool in_truce) {
      double deaths = 0, days = 0;
      for (const Run& run : geneva().runs)
        for (int day = 0; day < static_cast<int>(run.trace.days.size()); ++day)
          if (run.trace.days[static_cast<std::size_t>(day)].truce == in_truce) {
            deaths += geneva().deaths(run, at, day, day + 1);
            days += 1;
          }
      return deaths / days;
    };
    CHECK(rate("jarabulus", true) > 0.8 * rate("jarabulus", false));
    CHECK(rate("aleppo", true) < 0.5 * rate("aleppo", false));
  }

  TEST_CASE("Moscow demands separation, and Washington takes it to matter more to Moscow") {
    const auto demand = [](const Played& played, const Said& s) {
      return s.saying == Saying::red_line && s.who == played.party("RUS") && s.issue == played.issue("SEP");
    };
    CHECK(geneva().count([&](const Run& run) {
      return run.said([&](const Said& s) { return demand(geneva(), s); }).has_value();
    }) >= most);
    const auto [believed, did] = moved("red_lines", demand, [](const Played& played, const State& state) {
      const NegotiationModel& talks = played.model->talks;
      return std::get<Frequency>(state.table.minds(talks.believes[played.party("US")], played.party("RUS")))
          .kept[talks.space.unit_of(played.issue("SEP"))];
    });
    CHECK(believed >= some);
    CHECK(10 * did >= 9 * believed);
  }

  TEST_CASE("Washington accuses Moscow of striking those whom it backs, and they trust Moscow less") {
    const auto accuses = [](const Played& played, const Said& s) {
      return s.saying == Saying::accusation && s.who == played.party("US") &&
             s.accused == played.party("RUS") && s.front.has_value();
    };
    CHECK(geneva().count([&](const Run& run) {
      return run.said([&](const Said& s) { return accuses(geneva(), s); }).has_value();
    }) >= some);
    const auto [believed, did] = moved("accusations", accuses, [](const Played& played, const State& state) {
      return -state.trust.log_odds(played.party("REB"), played.party("RUS"));
    });
    CHECK(believed >= some);
    CHECK(10 * did >= 8 * believed);
  }

  TEST_CASE("both ministers say that a deal is near, and who is believed is trusted more") {
    const auto hope = [](const std::string& who) {
      return [who](const Played& played, const Said& s) {
        return s.saying == Saying::hope && s.who == played.party(who);
      };
    };
    for (const std::string who : {"US", "RUS"})
      CHECK(geneva().count([&](const Run& run) {
        return run.said([&](const Said& s) { return hope(who)(geneva(), s); }).has_value();
      }) >= most);
    const auto [believed, did] = moved("optimism", hope("US"), [](const Played& played, const State& state) {
      return state.trust.log_odds(played.party("RUS"), played.party("US"));
    });
    CHECK(believed >= some);
    CHECK(10 * did >= 9 * believed);
  }

  TEST_CASE("both camps attack while ministers talk, and Aleppo bleeds more where somebody does") {
    const Played& g = geneva();
    const auto attacks = [&](const Run& run, const std::string& camp) {
      return run.has(Happened::offensive, [&](const Happening& h) {
        return h.front == g.front("aleppo") && run.talking(h.day) && h.day < 14 &&
               g.model->blocs[g.model->fronts[*h.front].side[static_cast<std::size_t>(h.side)]] == camp;
      });
    };
    int calm = 0, attacked = 0;
    double calm_deaths = 0, attacked_deaths = 0;
    for (const Run& run : g.runs) {
      const bool either = attacks(run, "opposition") || attacks(run, "government");
      (either ? attacked : calm) += 1;
      (either ? attacked_deaths : calm_deaths) += g.deaths(run, "aleppo", 0, 14);
    }
    for (const std::string camp : {"opposition", "government"})
      CHECK(g.count([&](const Run& run) { return attacks(run, camp); }) >= some);
    REQUIRE(calm > 0);
    CHECK(attacked_deaths / attacked > calm_deaths / calm);
  }

  TEST_CASE("strikes on Nusra hit those who fight beside it, and none where nobody does") {
    const auto strays = [](const Run& run) { return run.has(Happened::stray_strike); };
    CHECK(geneva().count(strays) >= some);
    CHECK(Played({"fronts.aleppo.intermingled.NUS=0", "fronts.hama.intermingled.NUS=0"}).count(strays) == 0);
  }

  TEST_CASE("Daraya is emptied in the first days, and the next town follows") {
    const Played& g = geneva();
    for (const Run& run : g.runs) {
      double moved_out = 0;
      for (const Happening& h : run.trace.happenings)
        if (h.day <= 1 && h.front == g.front("daraya")) moved_out += h.people;
      CHECK(moved_out == 4700);
    }
    CHECK(g.count([&](const Run& run) {
      return run.has(Happened::surrender,
                     [&](const Happening& h) { return h.front == g.front("moadamiya") && h.people > 0; });
    }) >= most);
    // The same town's own talks, with Russian officers between.
    const Played town({}, "scenarios/daraya-2016.yaml");
    CHECK(town.count([](const Run& run) { return run.outcome.deals > 0; }) >= some);
  }

  TEST_CASE("a truce lasts in some runs and breaks within weeks in others, and Aleppo falls in some") {
    const Played& g = geneva();
    CHECK(g.count([](const Run& run) {
      return run.outcome.first_truce_ended && run.outcome.first_truce_days <= 21;
    }) >= some);
    CHECK(g.count([](const Run& run) { return run.outcome.has_truce() && !run.outcome.first_truce_ended; }) >=
          some);
    CHECK(g.count([&](const Run& run) {
      return run.has(Happened::surrender, [&](const Happening& h) { return h.front == g.front("aleppo"); });
    }) >= some);
  }
}

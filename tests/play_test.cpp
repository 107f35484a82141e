// Somebody in the place of a party: the same run where he decides as the model does, his own where not.
#include <algorithm>
#include <set>

#include "parley/engine/state_hash.hpp"
#include "parley/imports/json.hpp"
#include "parley/questions/play/debriefing.hpp"
#include "parley/questions/play/decisions.hpp"
#include "parley/questions/play/view.hpp"
#include "support.hpp"

using namespace parley;

namespace {

PartyId party_named(const Model& m, const std::string& id) {
  for (const PartyId p : m.parties())
    if (m.party_id(p) == id) return p;
  FAIL("no such party");
  return {};
}

const auto as_model = [](const Query&) { return Taken{.decision = {}, .as_model = true}; };
const auto as_model_in_full = [](const Query& q) { return Taken{.decision = q.own}; };

// Decides as the model's party but for what `other` answers.
PlaySession::Answering but(const std::function<std::optional<Decision>(const Query&)>& other) {
  return [other](const Query& q) -> std::optional<Taken> {
    if (const auto decision = other(q)) return Taken{.decision = *decision};
    return as_model(q);
  };
}

std::string problems_of(const PlaySession& session, const std::string& text) {
  Diagnostics problems;
  const auto node = read_json("d.json", text, problems);
  REQUIRE(node);
  (void)read_decision(session, *node, "decisions.0", "d.json", problems);
  return to_string(problems);
}

}  // namespace

TEST_SUITE("play") {
  TEST_CASE("who decides as the model's party all along has its run, to the last bit") {
    std::set<Asked> asked;
    const auto same = [&](const char* file, const std::vector<std::string>& seats, std::uint32_t runs) {
      const auto model = std::make_unique<Model>(test::scenario_file(file));
      State plain(*model);
      for (std::uint32_t r = 0; r < runs; ++r) {
        simulate(*model, {1, 0, r}, plain);
        const std::uint64_t wanted = hash_of(plain);
        for (const std::string& seat : seats) {
          CAPTURE(file);
          CAPTURE(seat);
          CAPTURE(r);
          PlaySession session(*model, {party_named(*model, seat), {1, 0, r}, r % 2 == 0 ? 7 : 1});
          REQUIRE(session.play(as_model));
          for (const Taken& t : session.taken()) asked.insert(t.asked);
          CHECK(hash_of(session.state()) == wanted);
          session.back_to(0);
          REQUIRE(session.play(as_model_in_full));
          CHECK(hash_of(session.state()) == wanted);
        }
      }
    };
    same("scenarios/geneva-2016.yaml", {"US", "RUS", "GOV", "REB", "IRN"}, 15);
    same("scenarios/syria-february-2016.yaml", {"RUS", "GOV"}, 6);
    same("scenarios/syria-december-2016.yaml", {"TUR", "REB"}, 6);
    same("scenarios/syria-may-2017.yaml", {"TUR"}, 6);
    same("scenarios/bosnia-1995.yaml", {"SRB"}, 6);
    same("scenarios/tigray-2022.yaml", {"TPLF", "FDRE"}, 6);
    same("scenarios/daraya-2016.yaml", {"GOV"}, 6);
    same("scenarios/idlib-march-2020.yaml", {"RUS"}, 6);
    same("scenarios/textbook/baron-ferejohn.yaml", {"WEST"}, 6);
    same("scenarios/textbook/single-text.yaml", {"SOUTH"}, 2);
    same("scenarios/textbook/raiffa-logrolling.yaml", {"PLAIN"}, 2);
    for (const Asked a : {Asked::turn, Asked::propose, Asked::vote, Asked::sign, Asked::orders, Asked::step,
                          Asked::change, Asked::next_step, Asked::duty})
      CHECK_MESSAGE(asked.count(a) == 1, name_of(a));
  }

  TEST_CASE("a session played on decision by decision is the session played at one go") {
    const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml"));
    const PlayKey key{party_named(*model, "GOV"), {1, 0, 3}, 7};
    PlaySession at_one_go(*model, key), step_by_step(*model, key);
    const auto choose = but([](const Query& q) -> std::optional<Decision> {
      if (q.asked == Asked::sign && q.day % 2 == 0) return Decision{.deed = Deed::accept};
      return {};
    });
    REQUIRE(at_one_go.play(choose));
    while (!step_by_step.play()) CHECK(step_by_step.take(*choose(step_by_step.query())).empty());
    CHECK(hash_of(step_by_step.state()) == hash_of(at_one_go.state()));
    CHECK(step_by_step.taken().size() == at_one_go.taken().size());
    CHECK(step_by_step.taken().size() > 3);
  }

  TEST_CASE("nothing is signed without a client that refuses, and what it signs it can denounce") {
    const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml"));
    const PartyId gov = party_named(*model, "GOV");
    int signed_texts = 0, ended = 0;
    for (std::uint32_t r = 0; r < 10; ++r) {
      PlaySession never(*model, {gov, {1, 0, r}, 7}), gone(*model, {gov, {1, 0, r}, 7});
      REQUIRE(never.play(but([](const Query& q) -> std::optional<Decision> {
        return q.asked == Asked::sign ? std::optional(Decision{.deed = Deed::refuse}) : std::nullopt;
      })));
      CHECK(never.state().outcome.deals == 0);
      int leaves = -1;
      REQUIRE(gone.play(but([&](const Query& q) -> std::optional<Decision> {
        if (q.asked == Asked::sign) return Decision{.deed = Deed::accept};
        if (q.asked != Asked::orders || leaves >= 0) return {};
        leaves = q.day;
        return Decision{.deed = Deed::denounce};
      })));
      const Outcome& o = gone.state().outcome;
      signed_texts += o.deals > 0 ? 1 : 0;
      if (!o.first_truce_ended || leaves < 0) continue;
      ++ended;
      CHECK(o.collapse_day == leaves);
      CHECK(o.manner == Manner::denounced);
      CHECK(o.ended_by == gov);
    }
    CHECK(signed_texts >= 5);
    CHECK(ended >= 5);
  }

  TEST_CASE("fewer die under a truce where commanders are held back than where they are sent to attack") {
    const auto model = std::make_unique<Model>(test::scenario_file(
        "scenarios/geneva-2016.yaml", {"truce.unravel=1", "parties.REB.conduct.audience=1"}));
    const PartyId gov = party_named(*model, "GOV");
    double dead[2] = {0, 0}, days[2] = {0, 0};
    for (std::uint32_t r = 0; r < 20; ++r)
      for (const double keeps : {0.0, 1.0}) {
        PlaySession session(*model, {gov, {1, 0, r}, 7});
        REQUIRE(session.play(but([&](const Query& q) -> std::optional<Decision> {
          if (q.asked == Asked::sign) return Decision{.deed = Deed::accept};
          if (q.asked == Asked::step) return Decision{.deed = Deed::stay};
          if (q.asked != Asked::orders) return {};
          Decision order{.deed = Deed::order, .keeps = q.own.keeps};
          order.keeps.fill(keeps);
          return order;
        })));
        const auto k = static_cast<std::size_t>(keeps);
        dead[k] += session.state().outcome.deaths_in_truce;
        days[k] += session.state().outcome.truce_days;
      }
    REQUIRE(days[0] > 20);
    REQUIRE(days[1] > 20);
    CHECK(dead[1] / days[1] < 0.7 * dead[0] / days[0]);
  }

  TEST_CASE("what a seat asks for is put to the others at the next meeting under the truce") {
    const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml"));
    const PartyId gov = party_named(*model, "GOV");
    IssueId mon;
    for (const IssueId i : model->talks.space.issues())
      if (model->scenario.issues[i].key.id == "MON") mon = i;
    int answered = 0;
    for (std::uint32_t r = 0; r < 10; ++r) {
      PlaySession session(*model, {gov, {1, 0, r}, 7});
      int asked = -1;
      REQUIRE(session.play(but([&](const Query& q) -> std::optional<Decision> {
        if (q.asked == Asked::sign) return Decision{.deed = Deed::accept};
        if (q.asked == Asked::step && asked >= 0 && q.day <= asked + model->every)
          return Decision{.deed = Deed::stay};
        if (q.asked != Asked::orders || asked >= 0) return {};
        asked = q.day;
        return Decision{.deed = Deed::ask, .issue = mon, .option = 4};
      })));
      for (const Happening& h : session.trace().happenings) {
        if (h.day < asked || h.day > asked + model->every || h.who != gov || h.issue != mon) continue;
        CHECK(h.what != Happened::withdrawn);
        if (h.what != Happened::amended && h.what != Happened::turned_down) continue;
        CHECK(h.option == OptionIndex{4});
        ++answered;
      }
    }
    CHECK(answered >= 3);
  }

  TEST_CASE("a seat does not see what others keep to themselves") {
    const auto first_view = [](const std::vector<std::string>& set) {
      const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml", set));
      PlaySession session(*model, {party_named(*model, "US"), {1, 0, 0}, 7});
      REQUIRE(!session.play());
      CHECK(session.query().asked == Asked::turn);
      return view_json(session, view_of(session));
    };
    const std::string usual = first_view({});
    // What others believe of the war shows in where they have sent their reserves; nothing else does.
    CHECK(first_view({"parties.GOV.reservation=0.3", "parties.REB.reservation=0.2",
                      "parties.RUS.conduct.trust=0.2", "parties.RUS.reservation=0.5",
                      "parties.GOV.conduct.audience=0.07"}) == usual);
    CHECK(first_view({"parties.US.reservation=0.45"}) != usual);
  }

  TEST_CASE("who did it is told where it is established, and to who did it") {
    const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml"));
    State state(*model);
    const PartyId gov = party_named(*model, "GOV"), us = party_named(*model, "US");
    int killings = 0, findings = 0;
    for (std::uint32_t r = 0; r < 20; ++r) {
      Trace trace;
      simulate(*model, {1, 0, r}, state, &trace);
      for (const Happening& h : trace.happenings) {
        // A finding names whom the report of the day could not.
        if (h.what == Happened::finding) {
          CHECK(report_of(*model, trace, us, h).find(model->party(*h.who).name) != std::string::npos);
          ++findings;
        }
        if (h.what != Happened::mass_event || h.who != gov) continue;
        const std::string told = report_of(*model, trace, us, h), own = report_of(*model, trace, gov, h);
        CHECK((told.find(model->party(gov).name) != told.npos) == h.established);
        CHECK(own.find("Your own forces") != own.npos);
        ++killings;
      }
    }
    CHECK(killings > 0);
    CHECK(findings > 0);
  }

  TEST_CASE("what is no answer is refused at its place, with what would be one") {
    const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml"));
    PlaySession session(*model, {party_named(*model, "US"), {1, 0, 0}, 7});
    REQUIRE(!session.play());
    CHECK(problems_of(session, R"({"do": "offer", "text": {"TRUCE": 3}})").empty());
    CHECK(problems_of(session, R"({"do": "model"})").empty());
    CHECK(problems_of(session, R"({"do": "sign"})") ==
          "d.json:1:8: decisions.0.do: 'sign' is no deed (expected model, offer, walk_out)\n");
    CHECK(problems_of(session, R"({"do": "accept"})") ==
          "d.json:1:8: decisions.0.do: 'accept' is no answer here (expected offer, walk_out)\n");
    CHECK(problems_of(session, R"({"do": "offer", "text": {"TRUC": 3}})") ==
          "d.json:1:34: decisions.0.text.TRUC: there is no issue 'TRUC' (did you mean 'TRUCE'?)\n");
    CHECK(problems_of(session, R"({"do": "offer", "text": {"TRUCE": 9}})").find("a number from 0 to 4") !=
          std::string::npos);
    CHECK(problems_of(session, R"({"do": "model", "on": "2016-08-27"})")
              .find("the run asks on 2016-08-26 here") != std::string::npos);
  }

  TEST_CASE("a session's file is read as it was written, and gives the same run") {
    const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml"));
    const PlayKey key{party_named(*model, "RUS"), {1, 0, 1}, 7};
    PlaySession played(*model, key);
    std::size_t n = 0;
    REQUIRE(played.play([&](const Query& q) -> std::optional<Taken> {
      Taken taken{.decision = q.own};
      // A little off at the table and under a truce.
      if (q.asked == Asked::turn && !q.text.empty() && ++n % 5 == 0)
        taken.decision = {.deed = Deed::offer, .text = q.text};
      if (q.asked == Asked::orders) taken.decision.keeps.fill(1);
      if (q.asked == Asked::step) taken.decision = {.deed = Deed::stay};
      return taken;
    }));
    PlaySession again(*model, key);
    const auto written = decisions_json(played);
    REQUIRE(again.play([&](const Query&) -> std::optional<Taken> {
      Diagnostics problems;
      const auto node = read_json("f", written.at(again.taken().size()).dump(), problems);
      const auto taken = read_decision(again, *node, "", "f", problems);
      CHECK_MESSAGE(taken, to_string(problems));
      return taken;
    }));
    CHECK(again.taken().size() == written.size());
    CHECK(hash_of(again.state()) == hash_of(played.state()));
    const Debriefing d = debriefing_of(again);
    std::size_t otherwise = 0;
    for (const auto& e : d.departures) otherwise += e.played != e.own ? 1 : 0;
    CHECK(otherwise > 0);
    CHECK(otherwise == d.departures.size());
    CHECK(hash_of(again.state()) == hash_of(played.state()));
  }

  TEST_CASE("nobody takes the place of who decides nothing") {
    const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml"));
    CHECK(seat_refusal(*model, party_named(*model, "GOV")).empty());
    int refused = 0;
    for (const PartyId p : model->parties())
      if (model->excluded[p] != 0) {
        CHECK(seat_refusal(*model, p).find("outside every deal") != std::string::npos);
        ++refused;
      }
    CHECK(refused > 0);
  }
}

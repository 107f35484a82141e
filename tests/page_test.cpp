// Does the page's engine answer what the program answers, and does the page hold nothing that it was not told
// to?

#include <regex>

#include "cli.hpp"
#include "parley/page/assumptions.hpp"
#include "parley/page/desk.hpp"
#include "parley/page/page_file.hpp"
#include "parley/page/sections.hpp"
#include "parley/page/table_text.hpp"
#include "parley/study/store.hpp"
#include "parley/support/real.hpp"
#include "parley/writing/html_assets.hpp"

namespace parley::test {

namespace {

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Json question(const std::string& what, const std::string& text, const Json& more = Json::object()) {
  Json q{{"do", what}, {"file", "war.yaml"}, {"text", text}, {"set", Json::array()}};
  q.update(more);
  return q;
}
Json asked(Desk& desk, const Json& q) { return Json::parse(desk.answer(q.dump())); }

const std::string evil = R"(</script><script>alert(1)</script><img src=x onerror='alert(2)'>"&)";

std::string hostile(const std::string& text) {
  return std::regex_replace(text, std::regex("name: Northern army"),
                            "name: " + std::regex_replace(Json(evil).dump(), std::regex("\\$"), "$$$$"));
}

const BrowserEngine no_engine{"// loader", "wasm"};

}  // namespace

TEST_SUITE("page") {
  TEST_CASE("a decimal number is read to the nearest double, and nothing else is one") {
    CHECK(real_of("0.1") == 0.1);
    CHECK(real_of("-1e-3") == -0.001);
    CHECK(real_of("17976931348623158e292") == 1.7976931348623158e308);
    for (const char* none : {"", " 1", "1 ", "+1", "0x10", "1e999", "1,5", "--1", "1e", "."})
      CHECK_MESSAGE(!real_of(none), none);
    CHECK(real_text(0.30000000000000004) == "0.30000000000000004");
    CHECK(real_text(100000) == "1e+05");
  }

  TEST_CASE("tables as text are those of the program, to the byte") {
    const TempDir dir;
    const std::string file = small_war(dir), out = dir / "out";
    check_done(run({"run", file, "-n", "40", "--central", "--trace", "days", "-q", "-o", out}));
    Desk desk;
    for (const auto& name : table_names) {
      const Json answer =
          asked(desk, question("table", file_text(file), {{"name", name}, {"n", 40}, {"seed", 1}}));
      CHECK_MESSAGE(answer["text"].get<std::string>() == file_text(out + "/" + std::string(name)), name);
    }
    CHECK(asked(desk, question("table", file_text(file), {{"name", "none.csv"}})).contains("error"));
  }

  TEST_CASE("runs made in parts tell what runs made at once tell, and what the program prints") {
    const TempDir dir;
    const std::string file = small_war(dir), text = file_text(file);
    Desk in_parts, at_once;
    for (const int n : {10, 60, 100}) CHECK(asked(in_parts, question("runs", text, {{"n", n}}))["runs"] == n);
    const Json told{{"n", 100}, {"points", 20}, {"per_point", 4}};
    const Json a = asked(in_parts, question("told", text, told)),
               b = asked(at_once, question("told", text, told));
    CHECK(a == b);
    std::set<std::string> ids;
    for (const Json& s : a["sections"]) ids.insert(s["id"].get<std::string>());
    for (const char* id : {"answer", "how-long", "who-ended-it", "how-runs-end", "violence-by-week",
                           "control-by-front", "deals"})
      CHECK_MESSAGE(ids.count(id) == 1, id);
    const Finished f = run({"run", file, "-n", "100", "--points", "20", "--json", "-q"});
    check_done(f);
    const std::string lead = Json::parse(f.out)["answer"]["in_words"];
    CHECK(has(a["sections"][0]["html"], escaped(lead)));
    // Another seed is other runs.
    CHECK(asked(in_parts, question("told", text, {{"n", 100}, {"seed", 2}})) != b);
  }

  TEST_CASE("what is wrong with a text is told at its line, as 'parley check' does") {
    const TempDir dir;
    std::string text = file_text(small_war(dir));
    text = std::regex_replace(text, std::regex("reservation:"),
                              "resevation:", std::regex_constants::format_first_only);
    Desk desk;
    const Json problem = asked(desk, question("open", text))["problems"][0];
    const std::string bad = dir / "bad.yaml";
    write_file(bad, text);
    const Finished f = run({"check", "-q", bad});
    CHECK(has(f.err, fmt::format("bad.yaml:{}:{}: {}: {} ({})", problem["line"].get<int>(),
                                 problem["column"].get<int>(), problem["path"].get<std::string>(),
                                 problem["message"].get<std::string>(), problem["hint"].get<std::string>())));
    CHECK(asked(desk, Json{{"do", "open"}}).contains("problems"));
    CHECK(Json::parse(desk.answer("no JSON")).contains("error"));
    CHECK(asked(desk, question("fly", file_text(dir / "war.yaml"))).contains("error"));
  }

  TEST_CASE("every assumption that can be moved lies within its range, is called in words, and can be set") {
    const std::string text = file_text(geneva);
    Desk desk;
    const Json opened = asked(desk, question("open", text));
    REQUIRE(opened["assumptions"].size() > 300);
    std::size_t k = 0;
    for (const Json& a : opened["assumptions"]) {
      const double low = a["low"], high = a["high"];
      CHECK(low < high);
      CHECK(a["words"] != a["path"]);
      if (++k % 40 != 0) continue;
      const std::string set = fmt::format("{}={}", a["path"].get<std::string>(), low);
      const Json answer = asked(desk, question("open", text, {{"set", {set}}}));
      CHECK_MESSAGE(answer.contains("name"), set, answer.dump());
    }
  }

  TEST_CASE("a session at the page is the program's session, and can be gone back in") {
    const TempDir dir;
    const std::string file = small_war(dir), text = file_text(file);
    Desk desk;
    Json at{{"as", "NORTH"}, {"seed", 1}, {"run", 3}, {"decisions", Json::array()}};
    const Json first = asked(desk, question("seat", text, at));
    REQUIRE(first.contains("view"));
    at["decisions"] = {{{"do", "offer"}}};
    const Json second = asked(desk, question("seat", text, at));
    CHECK(second["taken"].size() == 1);
    CHECK(asked(desk, question("seat", text, {{"as", "NORTH"}, {"seed", 1}, {"run", 3}})) == first);
    at["decisions"] = {{{"do", "fly"}}};
    CHECK(asked(desk, question("seat", text, at)).contains("problem"));
    at = {{"as", "NORTH"}, {"seed", 1}, {"run", 3}, {"rest", true}};
    const Json over = asked(desk, question("seat", text, at));
    CHECK(over["ended"]["played"] == over["ended"]["model"]);
    const std::string session = dir / "session.json";
    write_file(session, over["session"].get<std::string>());
    const Finished f = run({"play", file, "--decisions", session, "--json"});
    check_done(f);
    CHECK(Json::parse(f.out)["played"] == over["ended"]["played"]);
    CHECK(asked(desk, question("seat", text, {{"as", "NOBODY"}})).contains("problem"));
  }

  TEST_CASE("what is set is written into the text, and the rest of it stays") {
    const TempDir dir;
    const std::string text = file_text(small_war(dir));
    Desk desk;
    const Json answer = asked(desk, question("yaml", text, {{"set", {"parties.NORTH.reservation=0.41"}}}));
    const std::string changed = answer["text"];
    CHECK(changed != text);
    CHECK(lines(changed) == lines(text));
    CHECK(scenario(changed).parties[PartyId(0)].value.reservation.value == 0.41);
    CHECK(scenario(changed).parties[PartyId(0)].value.reservation.low ==
          scenario(text).parties[PartyId(0)].value.reservation.low);
  }

  TEST_CASE("a comparison at the page says what the program says") {
    const TempDir dir;
    const std::string file = small_war(dir), text = file_text(file);
    Desk desk;
    const Json pinned{{"file", "war.yaml"}, {"text", text}, {"set", Json::array()}};
    const Json answer = asked(
        desk,
        question(
            "compare", text,
            {{"set", {"parties.NORTH.reservation=0.6"}}, {"pinned", pinned}, {"n", 100}, {"points", 0}}));
    const Finished f = run({"compare", file, "--with", "parties.NORTH.reservation=0.6", "-n", "100",
                            "--points", "0", "--json", "-q"});
    check_done(f);
    CHECK(has(answer["section"]["html"], escaped(Json::parse(f.out)["answer"].get<std::string>())));
  }

  TEST_CASE(
      "the page is one file that asks for nothing, opens with the answer, and takes no text for markup") {
    const TempDir dir;
    const std::string text = hostile(file_text(small_war(dir)));
    REQUIRE(has(text, "alert(1)"));
    Played played(scenario(text), {"war.yaml", text, {}, "none"});
    const std::string whole = explorer_page(played, {.seed = 1, .runs = 60, .points = 0}, no_engine);
    std::string page = whole;
    page.erase(page.find(explorer_script()), explorer_script().size());
    CHECK(page.find("{{") == std::string::npos);
    CHECK(has(page, "default-src 'none'"));
    CHECK_FALSE(has(page, "<script>alert"));
    CHECK_FALSE(has(page, "<img"));
    CHECK(has(page, "&lt;/script&gt;&lt;script&gt;alert(1)"));
    CHECK(has(page, "<section id=\"answer\""));
    // State, worker, engine, library, script, and the data of each chart.
    std::size_t scripts = 0, figures = 0;
    for (std::size_t at = 0; (at = page.find("<script", at)) != std::string::npos; ++at) ++scripts;
    for (std::size_t at = 0; (at = page.find("<figure class=\"chart\"", at)) != std::string::npos; ++at)
      ++figures;
    CHECK(scripts == 5 + figures);
    Played again(scenario(text), {"war.yaml", text, {}, "none"});
    CHECK(explorer_page(again, {.seed = 1, .runs = 60, .points = 0}, no_engine) == whole);
  }

  TEST_CASE("six to ten assumptions that decide are found, none of them twice") {
    const Scenario s = scenario_file("scenarios/geneva-2016.yaml");
    parley::Json deciding = parley::Json::array();
    add_screened(deciding, s, 300, 1, 0);
    CHECK(deciding.size() >= 6);
    CHECK(deciding.size() <= 10);
    std::set<std::string> paths;
    for (const auto& d : deciding) paths.insert(d["path"].get<std::string>());
    CHECK(paths.size() == deciding.size());
  }

  TEST_CASE(
      "the premortem of a text at a page says what the program says, at every depth with n and both doubts") {
    const TempDir dir;
    const std::string file = small_war(dir), text = file_text(file), deal = dir / "deal.yaml";
    write_file(deal,
               "name: Calm\ndate: 2024-01-20\noptions: {CEASEFIRE: open-ended, LINE: 1, OBSERVERS: neutral "
               "observers}\n");
    Desk desk;
    const Json form = asked(desk, question("deal", text, {{"deal", file_text(deal)}}))["deal"];
    CHECK(form == Json{{"name", "Calm"},
                       {"source", ""},
                       {"date", "2024-01-20"},
                       {"options", {{"CEASEFIRE", 2}, {"LINE", 1}, {"OBSERVERS", 2}}}});
    // One clause is moved; what is written is the text again.
    Json other = form;
    other["options"]["OBSERVERS"] = 0;
    const Json written = asked(desk, question("deal", text, {{"deal", other}}));
    CHECK(written["deal"] == other);
    CHECK(asked(desk, question("deal", text, {{"deal", written["text"]}}))["deal"] == other);
    write_file(deal, written["text"].get<std::string>());

    const Json asks{{"deal", written["text"]},
                    {"before", "options: {CEASEFIRE: 2, LINE: 1, OBSERVERS: 2}"},
                    {"n", 60},
                    {"points", 20}};
    const Finished f = run({"premortem", file, "--deal", deal, "-n", "60", "--points", "20", "--json", "-q"});
    check_done(f);
    const Json told = Json::parse(f.out);
    std::vector<std::string> progress;
    Desk listened([&](const std::string& what) { progress.push_back(what); });
    Json all = asks;
    const Json answer = asked(listened, question("draft", text, all));
    CHECK(progress.size() > 4);
    CHECK(answer["lead"] == told["answer"]);
    std::string page;
    for (const Json& s : answer["sections"]) page += s["html"].get<std::string>();
    CHECK(has(page, escaped(told["answer"].get<std::string>())));
    CHECK(has(page, escaped(told["clauses_title"].get<std::string>())));
    CHECK(has(page, "n = up to 60 runs of each variant"));
    CHECK(has(page, "20 points drawn over 1 declared range"));
    CHECK(has(page, "Who watches (OBSERVERS): nobody instead of neutral observers"));
    // The text as it stands is the same before the rest of it was played.
    all["depth"] = "text";
    const Json first = asked(desk, question("draft", text, all));
    CHECK(first["runs"] == 60);
    CHECK(first["points"] == 20);
    CHECK(first["sections"][1] == answer["sections"][1]);
    CHECK(answer["lead"].get<std::string>().starts_with(first["lead"].get<std::string>()));
    CHECK(first["sections"].size() < answer["sections"].size());

    CHECK(asked(desk, question("draft", text, {{"deal", "options: {}"}}))["problem"].get<std::string>().find(
              "covers no front") != std::string::npos);
    const Json wrong =
        asked(desk, question("draft", text, {{"deal", "options: {OBSERVRS: 1}"}}))["problems"][0];
    CHECK(wrong["line"] == 1);
    CHECK(has(wrong["hint"], "OBSERVERS"));
  }

  TEST_CASE(
      "the page of a folder of runs has its scenario, seed and settings, that of a study what it tells to "
      "matter") {
    const TempDir dir;
    const std::string file = small_war(dir), page = dir / "page.html", folder = dir / "runs",
                      db = dir / "s.db";
    fs::create_directory(dir / "engine");
    write_file(dir / "engine/engine.js", "// loader");
    write_file(dir / "engine/engine.wasm", "wasm");
    const auto state_of = [&](const std::string& source, const Words& more = {}) {
      const Words words =
          Words{"page", source, "-o", page, "-q", "--screen", "40", "--engine", dir / "engine"} + more;
      // One of other sources is refused, and told what it must be.
      write_file(dir / "engine/version.txt", "0.0.0 of old\n");
      const std::string told = run(words).err;
      std::smatch own;
      REQUIRE_MESSAGE(std::regex_search(told, own, std::regex("not '([^']*)'")), told);
      write_file(dir / "engine/version.txt", own[1].str() + "\n");
      check_done(run(words));
      const std::string text = file_text(page), open = "<script type=\"application/json\" id=\"state\">";
      const auto at = text.find(open) + open.size();
      return Json::parse(text.substr(at, text.find("</script>", at) - at));
    };
    check_done(run({"run", file, "-n", "40", "--seed", "7", "--set", "parties.SOUTH.reservation=0.41", "-q",
                    "-o", folder}));
    const Json runs = state_of(folder);
    CHECK(runs["seed"] == 7);
    CHECK(runs["runs"] == 40);
    CHECK(runs["text"] == file_text(file));
    CHECK(runs["set"] == Json{"parties.SOUTH.reservation=0.41"});
    CHECK(state_of(folder, {"--seed", "8", "-n", "30"})["seed"] == 8);

    check_done(run({"sweep", file, "--vary", "parties.SOUTH.reservation=0.2:0.8:5", "--set",
                    "truce.attribution=0.3", "--seed", "3", "-n", "40", "-q", "-o", db}));
    const Json study = state_of(db);
    CHECK(study["seed"] == 3);
    CHECK(study["set"] == Json{"truce.attribution=0.3"});
    CHECK(study["text"] == file_text(file));
    REQUIRE(study["deciding"].size() >= 6);
    CHECK(study["deciding"][0]["path"] == "parties.SOUTH.reservation");
    CHECK(has(study["deciding"][0]["words"].get<std::string>(), "where it is"));
    CHECK(study["deciding"][1].contains("correlation"));

    const std::string none = dir / "none.db";
    Diagnostics problems;
    StudyDescription empty;
    empty.vary.rows.push_back({{"parties.SOUTH.reservation", {}}, *parse_variation("0.2:0.8:3")});
    empty.design = GridDesign{};
    const auto sweep = make_sweep(empty, *read_yaml_file(file, problems), {}, problems);
    REQUIRE_MESSAGE(sweep, to_string(problems));
    Store::create(none, *sweep);
    check_refused({"page", none, "-o", page}, "holds no runs");
    write_file(none, file_text(none).substr(0, 4000));
    check_refused({"page", none, "-o", page}, "none.db");
    check_refused({"page", dir / "engine", "-o", page}, "manifest.json");
    check_refused({"page", folder, "-o", (fs::path(folder) / "runs.csv").string()},
                  "a file which is being read");
    check_refused({"page", file, "-o", page, "--deal", file}, "war.yaml:");
  }

  TEST_CASE("where the engine is not built 'parley page' says how to build it, and writes nothing") {
    const TempDir dir;
    const std::string out = dir / "page.html";
    const Finished f = run({"page", small_war(dir), "-n", "20", "-o", out, "--engine", dir.path().string()});
    CHECK(f.code == 1);
    CHECK(has(f.err, "sim/build.sh web engine"));
    CHECK_FALSE(fs::exists(out));
    check_refused({"page", geneva}, "-o FILE");
    check_refused({"page", geneva, "-o", geneva}, "a file which is being read");
  }
}

}  // namespace parley::test

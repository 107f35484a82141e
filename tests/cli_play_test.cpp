// parley play: a session by typed lines, from a file, by a program.
#include "cli.hpp"

using namespace parley::test;

namespace {

// The program with these lines typed, or any other shell words.
Finished in_a_shell(const std::string& words) {
  return run(Launch{.arguments = {"-c", words}, .program = "/bin/sh"});
}
Finished typed(const std::string& lines, const std::string& arguments) {
  return in_a_shell("printf '" + lines + "' | '" + program_path() + "' play " + arguments);
}

const std::string as_gov = "'" + geneva + "' --as GOV";

}  // namespace

TEST_SUITE("cli") {
  TEST_CASE("a session is played by typed lines, saved, gone on with and told at the end") {
    const TempDir dir;
    const Finished begun =
        typed("?\\nbogus\\n2\\nback\\nrefuse\\nsave " + (dir / "s.json") + "\\nquit\\n", as_gov);
    CHECK(begun.code == 1);
    CHECK(has(begun.out, "you are Syrian government (GOV)"));
    CHECK(has(begun.out, "Do you sign?"));
    CHECK(has(begun.out, "save FILE"));
    CHECK(has(begun.err, "'bogus' is no deed"));
    const Json session = Json::parse(read_file(dir / "s.json"));
    CHECK(session["as"] == "GOV");
    REQUIRE(session["decisions"].size() == 1);
    CHECK(session["decisions"][0]["do"] == "refuse");
    CHECK(session["decisions"][0]["asked"] == "sign");

    const Finished ended =
        run({"play", "--decisions", dir / "s.json", "--rest", "--json", "--save", dir / "e.json"});
    check_done(ended);
    const Json told = Json::parse(ended.out);
    CHECK(told["ended"] == true);
    CHECK(told["decisions"].size() > 1);
    CHECK(told["decisions"][0]["do"] == "refuse");
    // The session that was saved at its end is the same run again.
    const Finished again = run({"play", "--decisions", dir / "e.json", "--json"});
    check_done(again);
    CHECK(Json::parse(again.out)["played"] == told["played"]);
    const Finished page = run({"play", "--decisions", dir / "e.json"});
    check_done(page);
    CHECK(has(page.out, "Debriefing"));
    CHECK(has(page.out, "nobody in the"));
  }

  TEST_CASE("who leaves all to the staff ends as nobody in the seat does") {
    const Finished f = typed("rest\\n", as_gov);
    check_done(f);
    CHECK(has(f.out, "each time as the model's party does"));
  }

  TEST_CASE("a session that goes wrong is told with its place") {
    const TempDir dir;
    const std::string file = dir / "s.json";
    const auto refused = [&](const std::string& decisions, const std::string& told) {
      write_file(file, "{\"parley\": \"session\", \"scenario\": \"" + geneva +
                           "\", \"as\": \"GOV\",\n\"decisions\": [\n" + decisions + "]}\n");
      check_refused({"play", "--decisions", file}, told);
    };
    refused("{\"do\": \"sign\"}",
            file + ":3:8: decisions.0.do: 'sign' is no deed (expected model, accept, refuse)");
    refused("{\"do\": \"model\", \"asked\": \"turn\"}",
            file + ":3:26: decisions.0.asked: the run asks 'sign' here");
    refused("{\"do\": \"model\", \"when\": 1}", "is no part of a decision");
    refused("{\"do\": \"refuse\"", file + ":");
    write_file(file, "{\"scenario\": 1}");
    check_refused({"play", "--decisions", file}, "this is no session");
    check_refused({"play", geneva}, "name a party with --as: US, RUS, GOV");
    check_refused({"play", geneva, "--as", "GOB"}, "did you mean 'GOV'?");
    check_refused({"play", geneva, "--as", "NUS"}, "outside every deal");
    check_refused({"play", geneva, "--as", "GOV", "--limit", "0"}, "--limit 0: expected seconds");
  }

  TEST_CASE("a session in the tree ends otherwise than the model's own run, by decisions that are told") {
    INFO(
        "in another model: python3 scenarios/sessions/renew.py build/release/parley, then excerpts.py "
        "--write");
    const std::string file = source("scenarios/sessions/who-keeps-it.json");
    const Finished f = run({"play", "--decisions", file, "--json"});
    check_done(f);
    const Json end = Json::parse(f.out);
    REQUIRE(end["ended"] == true);
    CHECK(end["played"]["ending"] == "holding");
    CHECK(end["model"]["ending"] == "collapsed");
    CHECK(end["played"]["truce_days"] > end["model"]["truce_days"]);
    CHECK(end["played"]["utility"] > end["model"]["utility"]);
    // Somewhere it renewed what the model's own party would not, or stayed where that would not.
    const Json& departures = end["departures"];
    REQUIRE(!departures.empty());
    CHECK(std::any_of(departures.begin(), departures.end(), [](const Json& d) {
      const std::string played = d["played"];
      return played.starts_with("stay") || played.starts_with("renew");
    }));
    const Finished words = run({"play", "--decisions", file});
    check_done(words);
    CHECK(has(words.out, fmt::format("you took {} otherwise than the model's party", departures.size())));
    // Up to the first of them both runs are one: who decides on as the model's party does has its end.
    Json before = Json::parse(read_file(file));
    const std::size_t first = departures[0]["decision"];
    REQUIRE(first > 0);
    Json& decisions = before["decisions"];
    decisions.erase(decisions.begin() + static_cast<std::ptrdiff_t>(first), decisions.end());
    const TempDir dir;
    write_file(dir / "before.json", before.dump());
    const Finished same = run({"play", "--decisions", dir / "before.json", "--rest", "--json"});
    check_done(same);
    CHECK(Json::parse(same.out)["played"] == end["model"]);
    CHECK(Json::parse(same.out)["model"] == end["model"]);
  }

  TEST_CASE("a program takes the seat by lines of JSON, and what it does wrong is told") {
    const std::string example = source("analysis/agents/late.py");
    const Words rus{"play", geneva, "--as", "RUS", "--json", "--agent"};
    if (in_a_shell("command -v python3 > /dev/null").code == 0) {
      const Finished f = run(rus + Words{"python3 '" + example + "'"});
      check_done(f);
      CHECK(has(f.err, "the model's own party"));
      CHECK(Json::parse(f.out)["departures"].size() > 0);
    }
    const Finished model = run(rus + Words{"while read line; do echo '{\"do\": \"model\"}'; done"});
    check_done(model);
    CHECK(Json::parse(model.out)["played"] == Json::parse(model.out)["model"]);
    const auto wrong = [&](const std::string& agent, int code, const std::string& told) {
      CAPTURE(agent);
      const Finished f = run(rus + Words{agent, "--limit", "0.3"});
      CHECK(f.code == code);
      CHECK_MESSAGE(has(f.err, told), f.err);
    };
    wrong("sleep 5", 1, "has not answered within 0.3 s");
    wrong("exit 3", 1, "it ended with exit code 3");
    wrong("no-such-program", 1, "its command was not found");
    wrong("while read line; do echo '{\"do\": \"dance\"}'; done", 2,
          "agent's answer 1:1:8: do: 'dance' is no deed");
    wrong("while read line; do echo nonsense; done", 2, "agent's answer 1:1:");
  }
}

// parley play SCENARIO --as PARTY

#include <filesystem>
#include <memory>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "agent_seat.hpp"
#include "command.hpp"
#include "common.hpp"
#include "parley/document/quantity.hpp"
#include "parley/questions/play/debriefing.hpp"
#include "parley/questions/play/view.hpp"
#include "play_terminal.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct PlayLine {
  std::string as, seed = "1", run = "0", decisions, agent, limit = "30", review = "7", save;
  std::vector<std::string> set;
  bool rest = false, json = false, help = false;
};

po::options_description play_options(PlayLine& o) {
  po::options_description d("Options");
  d.add_options()("as", po::value(&o.as)->value_name("PARTY"), "whose place to take, for example GOV");
  d.add_options()("seed", po::value(&o.seed)->value_name("N"), "seed of all chance (default 1)");
  d.add_options()("run", po::value(&o.run)->value_name("RUN"), "which run of that seed, from 0 (default 0)");
  d.add_options()("decisions", po::value(&o.decisions)->value_name("FILE"),
                  "a session that 'save' wrote: its decisions are taken again, then yours");
  d.add_options()("rest", po::bool_switch(&o.rest),
                  "after those decisions the model's party decides, to the end");
  d.add_options()("agent", po::value(&o.agent)->value_name("COMMAND"),
                  "a program decides: JSON lines on its standard streams");
  d.add_options()("limit", po::value(&o.limit)->value_name("SECONDS"),
                  "time that the agent has for each answer (default 30)");
  d.add_options()("review", po::value(&o.review)->value_name("DAYS"),
                  "under a truce: days between questions while nothing happens (default 7)");
  d.add_options()("save", po::value(&o.save)->value_name("FILE"),
                  "write the session to this file at the end");
  d.add_options()("set", po::value(&o.set)->value_name("PATH=VALUE")->composing(),
                  "change a parameter; repeatable");
  d.add_options()("json", po::bool_switch(&o.json),
                  "print one JSON object: how it ended, or what is asked at the open decision");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

// Reads the file's decisions, one at each query, then asks `more`.
PlaySession::Answering from_file(const PlaySession& session, const SessionRead& read, std::size_t& next,
                                 PlaySession::Answering more) {
  return [&session, &read, &next, more = std::move(more)](const Query& query) -> std::optional<Taken> {
    if (next >= read.decisions.size()) return more ? more(query) : std::nullopt;
    Diagnostics problems;
    const std::size_t k = next++;
    auto taken =
        read_decision(session, read.decisions[k], fmt::format("decisions.{}", k), read.file, problems);
    if (!taken) throw problems;
    return taken;
  };
}

int finished(PlaySession& session, const PlayLine& o) {
  if (!session.over()) {
    if (o.json)
      return print(view_json(session, view_of(session)) + "\n") == done ? could_not_finish : bad_input;
    say(fmt::format("The session stands open at its decision {}.\n", session.taken().size() + 1));
    return could_not_finish;
  }
  const Debriefing d = debriefing_of(session);
  return print(o.json ? dumped(debriefing_json(session, d)) : debriefing_text(session, d, colour_wanted()));
}

}  // namespace

CommandHelp play_help() {
  PlayLine o;
  return described(
      {"SCENARIO --as PARTY [options]", "--decisions FILE [options]"},
      "Puts you, or a program, in the place of one party. At each of its decisions you see what "
      "the party sees and\nwhat the model's party would do, and decide; at the end you see how the "
      "model's own would have done with the\nsame luck. Commands are typed line by line; '?' lists "
      "them.",
      play_options(o));
}

int play(const Arguments& arguments) {
  PlayLine o;
  const po::options_description visible = play_options(o);
  po::variables_map given;
  if (!parse_arguments("play", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("play", play_help()));
  SessionRead read;
  if (!o.decisions.empty()) {
    Diagnostics problems;
    auto file = read_session(o.decisions, problems);
    if (!file) {
      say(to_string(problems));
      return bad_input;
    }
    read = std::move(*file);
  }
  SessionFile head = read.head;
  if (!words_of(given).empty() || head.scenario.empty()) {
    const auto named = one_word("play", given, "scenario");
    if (!named) return bad_input;
    head.scenario = *named;
  }
  if (!o.as.empty()) head.as = o.as;
  if (given.count("set") != 0U) head.set = o.set;
  if ((given.count("seed") != 0U || o.decisions.empty()) &&
      !whole_option("play", "seed", o.seed, std::uint64_t{0}, UINT64_MAX, head.seed))
    return bad_input;
  if ((given.count("run") != 0U || o.decisions.empty()) &&
      !whole_option("play", "run", o.run, std::uint32_t{0}, UINT32_MAX, head.run))
    return bad_input;
  if ((given.count("review") != 0U || o.decisions.empty()) &&
      !whole_option("play", "review", o.review, 1, 36'500, head.review))
    return bad_input;
  const auto limit = parse_double(o.limit);
  if (!limit || *limit <= 0 || *limit > 86'400)
    return usage_error("play", fmt::format("--limit {}: expected seconds, above 0", printable(o.limit)));

  auto loaded = load_or_complain(meant(head.scenario), head.set);
  if (!loaded) return bad_input;
  const auto model = std::make_unique<Model>(loaded->scenario);
  std::vector<std::string> ids;
  std::optional<PartyId> seat;
  for (const PartyId p : model->parties()) {
    ids.push_back(model->party_id(p));
    if (ids.back() == head.as) seat = p;
  }
  if (!seat)
    return usage_error(
        "play", head.as.empty()
                    ? fmt::format("name a party with --as: {}", fmt::join(ids, ", "))
                    : fmt::format("there is no party '{}' ({})", printable(head.as), suggest(head.as, ids)));
  if (const std::string refusal = seat_refusal(*model, *seat); !refusal.empty())
    return usage_error("play", refusal);

  PlaySession session(*model, {*seat, {head.seed, 0, head.run}, head.review});
  std::optional<Agent> agent;
  int code = done;
  try {
    std::size_t next = 0;
    PlaySession::Answering more;
    if (o.rest) more = [](const Query&) { return Taken{.decision = {}, .as_model = true}; };
    if (!o.agent.empty()) {
      agent.emplace(o.agent, std::chrono::milliseconds(static_cast<long>(*limit * 1000)));
      more = by_agent(session, *agent);
    }
    session.play(from_file(session, read, next, more));
    if (session.over() && next < read.decisions.size())
      throw Diagnostics{{read.file, read.decisions[next].place, fmt::format("decisions.{}", next),
                         "the run has come to its end before this decision", ""}};
    if (!session.over() && !o.json) code = play_by_lines(session, head);
    if (agent && session.over()) tell_the_end(*agent, session);
  } catch (const Diagnostics& problems) {
    say(to_string(problems));
    return bad_input;
  } catch (const AgentError& e) {
    say(fmt::format("parley play: {} (decision {}, {})\n", e.what(), session.taken().size() + 1,
                    model->war ? model->date(session.query().day) : "talks"));
    return could_not_finish;
  }
  if (!o.save.empty()) {
    head.decisions = decisions_json(session);
    write_whole(o.save, session_text(head), {head.scenario, o.decisions});
  }
  return code == done ? finished(session, o) : code;
}

}  // namespace parley::cli

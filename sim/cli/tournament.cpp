// parley tournament SCENARIO...

#include "parley/questions/play/tournament.hpp"

#include <algorithm>
#include <memory>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "agent_seat.hpp"
#include "command.hpp"
#include "common.hpp"
#include "parley/bargaining/protocols.hpp"
#include "parley/document/quantity.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct TournamentLine {
  std::string runs = "20", seed = "1", limit = "30", against = "all";
  std::vector<std::string> as, agents, strategies, set;
  bool json = false, quiet = false, help = false;
};

po::options_description tournament_options(TournamentLine& o) {
  po::options_description d("Options");
  d.add_options()("as", po::value(&o.as)->value_name("PARTY")->composing(),
                  "a seat (default: every party that bargains); repeatable");
  d.add_options()("agent", po::value(&o.agents)->value_name("NAME=COMMAND")->composing(),
                  "a program that takes part, as in 'parley play --agent'; repeatable");
  d.add_options()("strategy", po::value(&o.strategies)->value_name("NAME")->composing(),
                  "a strategy that takes part (default: all that are named below); repeatable");
  d.add_options()(
      "against", po::value(&o.against)->value_name("own|all"),
      "how the others bargain: by the scenario's own strategies, or by each in turn (default all)");
  d.add_options()("replicates,n", po::value(&o.runs)->value_name("N"), "runs at each table (default 20)");
  d.add_options()("seed", po::value(&o.seed)->value_name("N"), "seed of all chance (default 1)");
  d.add_options()("limit", po::value(&o.limit)->value_name("SECONDS"),
                  "time that an agent has for each answer (default 30)");
  d.add_options()("set", po::value(&o.set)->value_name("PATH=VALUE")->composing(),
                  "change a parameter; repeatable");
  d.add_options()("json", po::bool_switch(&o.json), "print one JSON object instead of text");
  d.add_options()("quiet,q", po::bool_switch(&o.quiet), "no progress, no messages but errors");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

// Who takes a seat: the scenario's own strategy, one that comes with Parley, or a program.
struct Entrant {
  std::string name, bidding, command;
};

struct Field {
  std::vector<Entrant> entrants;
  std::vector<std::string> against;  // values of strategy.bidding; empty: the scenario's own
  std::vector<std::string> against_names;
};

std::optional<Field> field_of(const TournamentLine& o) {
  Field field;
  field.entrants.push_back({"own", "", ""});
  field.against.emplace_back();
  field.against_names.emplace_back("own");
  std::vector<std::string> names{"own"};
  for (const NamedBidding& b : shipped_biddings()) {
    names.push_back(b.name);
    if (o.strategies.empty() ||
        std::find(o.strategies.begin(), o.strategies.end(), b.name) != o.strategies.end())
      field.entrants.push_back({b.name, b.value, ""});
    if (o.against == "all") {
      field.against.push_back(b.value);
      field.against_names.push_back(b.name);
    }
  }
  for (const std::string& name : o.strategies)
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      usage_error("tournament",
                  fmt::format("--strategy {}: no such strategy ({})", printable(name), suggest(name, names)));
      return {};
    }
  for (const std::string& agent : o.agents) {
    const auto at = agent.find('=');
    const std::string name = agent.substr(0, at);
    const bool taken = std::any_of(field.entrants.begin(), field.entrants.end(),
                                   [&](const Entrant& e) { return e.name == name; });
    if (at == agent.npos || name.empty() || taken) {
      usage_error("tournament",
                  fmt::format("--agent {}: expected NAME=COMMAND with a name of its own", printable(agent)));
      return {};
    }
    field.entrants.push_back({name, "", agent.substr(at + 1)});
  }
  return field;
}

// The scenario with these strategies in the seat and of the other principals; empty: their own.
std::unique_ptr<Model> model_with(const std::string& file, const std::vector<std::string>& set,
                                  const Model* plain, const std::string& seat, const std::string& bidding,
                                  const std::string& against) {
  std::vector<std::string> all = set;
  if (plain != nullptr)
    for (const PartyId p : plain->talks.principals) {
      const std::string& id = plain->party_id(p);
      const std::string& plays = id == seat ? bidding : against;
      if (plays.empty()) continue;
      all.push_back(fmt::format("parties.{}.strategy.bidding={}", id, plays));
      // One that looks at what the others want does so as most do.
      if (plays == "logrolling" && !guesses(plain->talks.strategies[p].opponent_model))
        all.push_back("parties." + id + ".strategy.opponent_model=frequency");
    }
  auto loaded = load_or_complain(file, all);
  return loaded ? std::make_unique<Model>(loaded->scenario) : nullptr;
}

PartyId named(const Model& m, const std::string& id) {
  PartyId seat;
  for (const PartyId p : m.parties())
    if (m.party_id(p) == id) seat = p;
  return seat;
}

// What each run's end is worth to the seat.
std::vector<double> worth_to(const Model& m, const std::string& seat, const std::string& command,
                             std::chrono::milliseconds limit, std::uint64_t seed, std::uint32_t runs) {
  std::vector<double> worth;
  const PartyId party = named(m, seat);
  const auto state = std::make_unique<State>(m);
  for (std::uint32_t r = 0; r < runs; ++r) {
    if (command.empty()) {
      worth.push_back(simulate(m, {seed, 0, r}, *state).utilities[party]);
      continue;
    }
    PlaySession session(m, {party, {seed, 0, r}, 7});
    Agent agent(command, limit);
    session.play(by_agent(session, agent));
    tell_the_end(agent, session);
    worth.push_back(session.state().outcome.utilities[party]);
  }
  return worth;
}

}  // namespace

CommandHelp tournament_help() {
  TournamentLine o;
  std::string names;
  for (const NamedBidding& b : shipped_biddings())
    names +=
        (names.empty() ? "" : ", ") + (b.value == b.name ? b.name : fmt::format("{} ({})", b.name, b.value));
  return described(
      {"SCENARIO... [options]"},
      "Lets programs and strategies of bidding take the same seats of the same runs, against the "
      "scenario's own\nopponents and against each other, and ranks them by what the end is worth to the "
      "seat, with how sure the\nranking is.",
      tournament_options(o), "\nStrategies: own (the scenario's), " + names + "\n");
}

int tournament(const Arguments& arguments) {
  TournamentLine o;
  const po::options_description visible = tournament_options(o);
  po::variables_map given;
  if (!parse_arguments("tournament", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("tournament", tournament_help()));
  Tournament t;
  if (!whole_option("tournament", "replicates", o.runs, 1U, 100'000U, t.runs) ||
      !whole_option("tournament", "seed", o.seed, std::uint64_t{0}, UINT64_MAX, t.seed))
    return bad_input;
  const auto limit = parse_double(o.limit);
  if (!limit || *limit <= 0 || *limit > 86'400)
    return usage_error("tournament",
                       fmt::format("--limit {}: expected seconds, above 0", printable(o.limit)));
  if (o.against != "own" && o.against != "all")
    return usage_error("tournament", fmt::format("--against {}: expected own or all", printable(o.against)));
  const auto scenarios = words_of(given);
  if (scenarios.empty()) return usage_error("tournament", "no scenario is named");
  const auto field = field_of(o);
  if (!field) return bad_input;
  for (const Entrant& e : field->entrants) t.entrants.push_back(e.name);
  if (t.entrants.size() < 2) return usage_error("tournament", "one entrant alone cannot be ranked");

  const StepLine line(o.quiet);
  const std::chrono::milliseconds wait(static_cast<long>(*limit * 1000));
  std::string now;
  try {
    for (const std::string& scenario : scenarios) {
      const std::string file = meant(scenario);
      const auto plain = model_with(file, o.set, nullptr, "", "", "");
      if (!plain) return bad_input;
      std::vector<std::string> principals, seats;
      for (const PartyId p : plain->talks.principals) principals.push_back(plain->party_id(p));
      for (const std::string& seat : principals)
        if (o.as.empty() || std::find(o.as.begin(), o.as.end(), seat) != o.as.end()) seats.push_back(seat);
      if (!habits_of(plain->talks.protocol).bids)
        return usage_error(
            "tournament", fmt::format("in {} nobody bids: its protocol has no use for strategies", scenario));
      if (seats.empty())
        return usage_error("tournament", fmt::format("none of the seats asked for bargains in {} ({})",
                                                     scenario, fmt::join(principals, ", ")));
      for (const std::string& seat : seats)
        for (std::size_t a = 0; a < field->against.size(); ++a) {
          TournamentTable table{scenario, seat, field->against_names[a], {}};
          for (const Entrant& e : field->entrants) {
            now = fmt::format("{} {} against {}: {}", scenario, seat, table.against, e.name);
            line.show(now);
            const auto model = model_with(file, o.set, plain.get(), seat, e.bidding, field->against[a]);
            if (!model) return bad_input;
            table.worth.push_back(worth_to(*model, seat, e.command, wait, t.seed, t.runs));
          }
          t.tables.push_back(std::move(table));
        }
    }
  } catch (const Diagnostics& problems) {
    line.clear();
    say(to_string(problems));
    return bad_input;
  } catch (const AgentError& e) {
    line.clear();
    say(fmt::format("parley tournament: {} ({})\n", e.what(), now));
    return could_not_finish;
  }
  line.clear();
  rank_entrants(t);
  return print(o.json ? dumped(tournament_json(t)) : tournament_text(t, colour_wanted()));
}

}  // namespace parley::cli

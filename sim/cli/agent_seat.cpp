#include "agent_seat.hpp"

#include <fmt/format.h>

#include "parley/imports/json.hpp"
#include "parley/questions/play/debriefing.hpp"
#include "parley/questions/play/decisions.hpp"
#include "parley/questions/play/view.hpp"

namespace parley::cli {

PlaySession::Answering by_agent(const PlaySession& session, Agent& agent) {
  return [&session, &agent](const Query&) -> std::optional<Taken> {
    agent.tell(view_json(session, view_of(session)));
    const std::string line = agent.answer();
    const std::string name = fmt::format("agent's answer {}", session.taken().size() + 1);
    Diagnostics problems;
    const auto node = read_json(name, line, problems);
    auto taken = node ? read_decision(session, *node, "", name, problems) : std::nullopt;
    if (!taken) throw problems;
    return taken;
  };
}

void tell_the_end(Agent& agent, PlaySession& session) {
  try {
    agent.tell(debriefing_json(session, debriefing_of(session)).dump());
  } catch (const AgentError&) {
  }
}

}  // namespace parley::cli

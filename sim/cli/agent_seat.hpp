// How does an agent decide at the open decisions of a session?
#pragma once

#include "agent.hpp"
#include "parley/questions/play/session.hpp"

namespace parley::cli {

// What the agent answers. Throws Diagnostics where that is no answer, and what Agent throws. Keeps
// references.
PlaySession::Answering by_agent(const PlaySession& session, Agent& agent);

// Tells it how a run that is over ended. One that has gone once it had decided all is told nothing.
void tell_the_end(Agent& agent, PlaySession& session);

}  // namespace parley::cli

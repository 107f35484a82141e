// How does another program take a seat?
//
// By lines of JSON on its standard streams: one view a line in, one decision a line out; its standard error
// is the user's.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>

#include <sys/types.h>

namespace parley::cli {

// What is wrong with the agent, to be told to the user.
struct AgentError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Agent {
 public:
  // Starts `command` in a shell. `limit`: for each answer.
  Agent(const std::string& command, std::chrono::milliseconds limit);
  Agent(const Agent&) = delete;
  Agent& operator=(const Agent&) = delete;
  // Closes its streams; what has not ended a second later is killed, with all that it started.
  ~Agent();
  void tell(const std::string& line);
  // Its next line. Throws AgentError where none comes in time, or it has ended.
  std::string answer();

 private:
  std::string ended();
  pid_t child_ = -1;
  int to_ = -1, from_ = -1;
  std::chrono::milliseconds limit_;
  std::string read_;
};

}  // namespace parley::cli

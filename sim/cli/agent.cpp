#include "agent.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace parley::cli {

namespace {

constexpr std::size_t longest_answer = 1 << 20;

std::array<int, 2> new_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    throw AgentError(fmt::format("the agent cannot be started: {}", std::strerror(errno)));
  return ends;
}

}  // namespace

Agent::Agent(const std::string& command, std::chrono::milliseconds limit) : limit_(limit) {
  std::signal(SIGPIPE, SIG_IGN);  // an agent that has ended is then an error of writing
  const auto in = new_pipe(), out = new_pipe();
  child_ = fork();
  if (child_ < 0) throw AgentError(fmt::format("the agent cannot be started: {}", std::strerror(errno)));
  if (child_ == 0) {
    setpgid(0, 0);
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    std::signal(SIGPIPE, SIG_DFL);
    execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  setpgid(child_, child_);
  close(in[0]);
  close(out[1]);
  to_ = in[1];
  from_ = out[0];
}

Agent::~Agent() {
  if (to_ >= 0) close(to_);
  if (from_ >= 0) close(from_);
  if (child_ < 0) return;
  for (int k = 0; k < 100; ++k) {
    if (waitpid(child_, nullptr, WNOHANG) != 0) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  kill(-child_, SIGKILL);
  waitpid(child_, nullptr, 0);
}

// How it ended, where it has.
std::string Agent::ended() {
  int status = 0;
  if (waitpid(child_, &status, 0) != child_) return "it has ended";
  child_ = -1;
  if (WIFSIGNALED(status)) return fmt::format("signal {} ended it", WTERMSIG(status));
  if (WEXITSTATUS(status) == 127) return "its command was not found";
  return fmt::format("it ended with exit code {}", WEXITSTATUS(status));
}

void Agent::tell(const std::string& line) {
  const std::string text = line + "\n";
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t n = write(to_, text.data() + done, text.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) throw AgentError("the agent reads no more: " + ended());
    done += static_cast<std::size_t>(n);
  }
}

std::string Agent::answer() {
  const auto until = std::chrono::steady_clock::now() + limit_;
  for (;;) {
    if (const auto end = read_.find('\n'); end != read_.npos) {
      std::string line = read_.substr(0, end);
      read_.erase(0, end + 1);
      return line;
    }
    if (read_.size() > longest_answer) throw AgentError("the agent's answer is longer than a megabyte");
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd end{from_, POLLIN, 0};
    const int ready = left.count() > 0 ? poll(&end, 1, static_cast<int>(left.count())) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0)
      throw AgentError(fmt::format("the agent has not answered within {:g} s (--limit gives it longer)",
                                   static_cast<double>(limit_.count()) / 1000));
    std::array<char, 65536> buffer{};
    const ssize_t n = read(from_, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) throw AgentError("the agent gives no answer: " + ended());
    read_.append(buffer.data(), static_cast<std::size_t>(n));
  }
}

}  // namespace parley::cli

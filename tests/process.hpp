// How do tests run the program (or another one) as a user would?
//
// No shell: arguments reach the program as they are. Whatever the program writes is collected until it ends.
#pragma once

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace parley::test {

// A new empty folder, removed with all that is in it.
class TempDir {
 public:
  TempDir() {
    std::string name = (std::filesystem::temp_directory_path() / "parley-test-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  ~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

// The program under test (paths.cpp).
std::string program_path();
// The same for MPI jobs; empty where this build has none.
std::string mpi_program_path();

struct Launch {
  std::vector<std::string> arguments = {};
  std::vector<std::string> environment = {};  // NAME=VALUE, on top of the test's own environment
  std::string directory = {};                 // where to run it; empty: here
  std::string output = {};  // file that standard output goes to; empty: collected in Finished::out
  bool terminal = false;    // standard output and error are a terminal; both come in Finished::out
  rlim_t largest_file = RLIM_INFINITY;  // bytes; writing more fails as on a full disk
  int signal = 0;                       // sent once, when `when` holds
  std::function<bool()> when = nullptr;
  std::chrono::seconds patience{240};  // then it is killed and the test fails
  std::string program = program_path();
};

struct Finished {
  int code = -1;   // exit code; -1 if a signal ended it
  int signal = 0;  // that signal
  std::string out, err;
};

namespace process {

struct Pipe {
  int from = -1, to = -1;
};

inline Pipe open_pipe() {
  std::array<int, 2> ends{};
  REQUIRE(pipe2(ends.data(), O_CLOEXEC) == 0);
  return {ends[0], ends[1]};
}

// False where the machine offers no pseudo-terminals (a bare chroot): tests of terminals then say so and pass
// by.
inline bool has_terminals() {
  const int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0) {
    MESSAGE("no pseudo-terminals here: not tested");
    return false;
  }
  close(master);
  return true;
}

inline Pipe open_terminal() {
  const int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  REQUIRE(master >= 0);
  REQUIRE(grantpt(master) == 0);
  REQUIRE(unlockpt(master) == 0);
  const int slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
  REQUIRE(slave >= 0);
  return {master, slave};
}

inline std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (auto& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

// The test's own environment with `additions` in place of variables of the same name.
inline std::vector<std::string> environment(const std::vector<std::string>& additions) {
  std::vector<std::string> all = additions;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string own = *variable;
    const std::string name = own.substr(0, own.find('=') + 1);
    bool replaced = false;
    for (const auto& addition : additions) replaced = replaced || addition.starts_with(name);
    if (!replaced) all.push_back(own);
  }
  return all;
}

// Reads what there is; false at the end. A terminal says so by an error.
inline bool drain(int from, std::string& text) {
  std::array<char, 65536> buffer{};
  const ssize_t n = read(from, buffer.data(), buffer.size());
  if (n > 0) text.append(buffer.data(), static_cast<std::size_t>(n));
  return n > 0 || (n < 0 && errno == EINTR);
}

}  // namespace process

inline Finished run(const Launch& launch) {
  // All memory is taken before fork: after it only async-signal-safe calls are allowed.
  std::vector<std::string> words{launch.program};
  words.insert(words.end(), launch.arguments.begin(), launch.arguments.end());
  std::vector<std::string> variables = process::environment(launch.environment);
  const std::vector<char*> argv = process::pointers(words), envp = process::pointers(variables);
  const auto out = launch.terminal ? process::open_terminal() : process::open_pipe();
  const auto err = process::open_pipe();
  const int target =
      launch.output.empty() ? out.to : open(launch.output.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  REQUIRE(target >= 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    dup2(target, STDOUT_FILENO);
    dup2(launch.terminal ? target : err.to, STDERR_FILENO);
    if (launch.largest_file != RLIM_INFINITY) {
      const rlimit limit{launch.largest_file, launch.largest_file};
      setrlimit(RLIMIT_FSIZE, &limit);
      std::signal(SIGXFSZ, SIG_IGN);  // write then fails with EFBIG
    }
    if (launch.directory.empty() || chdir(launch.directory.c_str()) == 0)
      execve(argv[0], argv.data(), envp.data());
    _exit(127);
  }
  if (target != out.to) close(target);
  close(out.to);
  close(err.to);

  Finished finished;
  std::array<pollfd, 2> ends{pollfd{out.from, POLLIN, 0}, pollfd{err.from, POLLIN, 0}};
  std::array<std::string*, 2> texts{&finished.out, &finished.err};
  const auto start = std::chrono::steady_clock::now();
  bool pending = launch.signal != 0, late = false;
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    poll(ends.data(), ends.size(), 10);
    for (std::size_t i = 0; i < ends.size(); ++i)
      if (ends[i].fd >= 0 && ends[i].revents != 0 && !process::drain(ends[i].fd, *texts[i])) ends[i].fd = -1;
    if (pending && (!launch.when || launch.when())) {
      kill(child, launch.signal);
      pending = false;
    }
    if (!late && std::chrono::steady_clock::now() - start > launch.patience) {
      kill(child, SIGKILL);
      late = true;
    }
  }
  close(out.from);
  close(err.from);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) finished.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) finished.signal = WTERMSIG(status);
  CHECK_MESSAGE(!late, "took too long: " << launch.program);
  CHECK_MESSAGE(finished.code != 127, "could not be started: " << launch.program);
  return finished;
}

inline Finished run(const std::vector<std::string>& arguments) { return run(Launch{.arguments = arguments}); }

}  // namespace parley::test

#include "parley/study/ownership.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "parley/support/diagnostic.hpp"
#include "parley/support/folder.hpp"
#include "parley/writing/output_file.hpp"
#include "parley/writing/sqlite.hpp"

namespace parley {

namespace {

constexpr int renewed_every = 20;    // seconds
constexpr int given_up_after = 120;  // seconds

std::string small_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text(2048, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

// What /proc says of when a process began, in ticks since the machine did; empty where there is none.
std::string begun(long process) {
  const std::string stat = small_file(fmt::format("/proc/{}/stat", process));
  const auto name_end = stat.rfind(')');
  if (name_end == std::string::npos) return {};
  std::istringstream fields(stat.substr(name_end + 1));
  std::string field;
  for (int k = 3; k <= 22; ++k) fields >> field;
  return field;
}

struct Owner {
  std::string host, boot, space, since, begun;
  long process = 0;

  static Owner self() {
    Owner o;
    std::array<char, 256> name{};
    ::gethostname(name.data(), name.size() - 1);
    o.host = name.data();
    o.boot = first_line(small_file("/proc/sys/kernel/random/boot_id"));
    const ssize_t n = ::readlink("/proc/self/ns/pid", name.data(), name.size() - 1);
    o.space = n > 0 ? std::string(name.data(), static_cast<std::size_t>(n)) : "-";
    o.process = ::getpid();
    o.begun = parley::begun(o.process);
    const std::time_t now = std::time(nullptr);
    std::tm tm{};
    gmtime_r(&now, &tm);
    std::array<char, 40> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &tm);
    o.since = text.data();
    return o;
  }
  static Owner of(const std::string& text) {
    Owner o;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const auto colon = line.find(": ");
      if (colon == std::string::npos) continue;
      const std::string key = line.substr(0, colon), value = line.substr(colon + 2);
      if (key == "host") o.host = value;
      if (key == "process") o.process = std::strtol(value.c_str(), nullptr, 10);
      if (key == "since") o.since = value;
      if (key == "boot") o.boot = value;
      if (key == "space") o.space = value;
      if (key == "begun") o.begun = value;
    }
    return o;
  }
  std::string text() const {
    return fmt::format(
        "This process writes to the store; the file goes when it ends.\nhost: {}\nprocess: {}\nsince: {}\n"
        "boot: {}\nspace: {}\nbegun: {}\n",
        host, process, since, boot, space, begun);
  }
};

// Whether an owner is gone for sure, or was silent for so long that it is taken for gone.
bool gone(const Owner& owner, const Owner& self, double silent) {
  const bool same_machine = owner.host == self.host && owner.boot == self.boot;
  if (owner.host == self.host && owner.boot != self.boot && owner.space == self.space) return true;
  if (same_machine && owner.space == self.space && owner.process > 0)
    return ::kill(static_cast<pid_t>(owner.process), 0) != 0 ? errno == ESRCH
                                                             : begun(owner.process) != owner.begun;
  return silent > given_up_after;
}

std::optional<double> changed(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return static_cast<double>(status.st_mtim.tv_sec) + 1e-9 * static_cast<double>(status.st_mtim.tv_nsec);
}

void write_new(const std::string& path, const std::string& text) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  const bool written = fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const int error = errno;
  if (fd >= 0) ::close(fd);
  if (written) return;
  if (fd >= 0) ::unlink(path.c_str());
  throw StoreError(fmt::format("cannot write {}: {}", path, std::strerror(error)));
}

// What writers that were killed while they took a store over have left beside it.
void clear_left(const std::string& file, const std::string& mine, const Owner& self) {
  const std::filesystem::path path = file;
  const std::string beginning = path.filename().string() + ".";
  const auto now = changed(mine);
  for (const std::filesystem::path& entry : files_in(path.parent_path())) {
    const std::string left = entry.string();
    if (!entry.filename().string().starts_with(beginning) || left == mine) continue;
    const auto then = changed(left);
    if (now && then && gone(Owner::of(small_file(left)), self, *now - *then)) ::unlink(left.c_str());
  }
}

}  // namespace

struct Ownership::Held {
  std::string file, text;
  std::atomic<bool> lost{false};
  std::mutex guard;
  std::condition_variable ended;
  bool over = false;
  std::thread renewing;

  void renew() {
    std::unique_lock lock(guard);
    while (!ended.wait_for(lock, std::chrono::seconds(renewed_every), [&] { return over; })) {
      if (small_file(file) == text)
        ::utimensat(AT_FDCWD, file.c_str(), nullptr, 0);
      else
        lost = true;
    }
  }
  ~Held() {
    {
      const std::lock_guard lock(guard);
      over = true;
    }
    ended.notify_all();
    if (renewing.joinable()) renewing.join();
    if (!file.empty() && small_file(file) == text) ::unlink(file.c_str());
  }
};

Ownership::Ownership(const std::string& store) : held_(std::make_unique<Held>()) {
  const std::string file = followed(store).string() + ".owner";
  const Owner self = Owner::self();
  const std::string text = self.text(), mine = fmt::format("{}.{}", file, self.process);
  ::unlink(mine.c_str());
  write_new(mine, text);
  struct Gone {
    const std::string& file;
    ~Gone() { ::unlink(file.c_str()); }
  } const gone_after{mine};
  for (int tries = 0; tries < 3; ++tries) {
    if (::link(mine.c_str(), file.c_str()) == 0) {
      held_->file = file;
    } else if (errno == EPERM || errno == EOPNOTSUPP ||
               errno == EMLINK) {  // a file system without hard links
      if (!changed(file)) {
        write_new(file, text);
        held_->file = file;
      }
    } else if (errno != EEXIST) {
      throw StoreError(fmt::format("cannot write {}: {}", file, std::strerror(errno)));
    }
    if (!held_->file.empty()) {
      clear_left(file, mine, self);
      held_->text = text;
      held_->renewing = std::thread([held = held_.get()] { held->renew(); });
      return;
    }
    const std::string seen = small_file(file);
    const auto then = changed(file), now = changed(mine);
    if (!then || !now) continue;  // it went meanwhile
    const Owner owner = Owner::of(seen);
    if (!gone(owner, self, *now - *then)) {
      const bool here = owner.host == self.host && owner.boot == self.boot;
      throw StoreError(
          fmt::format("{}: another program is writing to it: process {} on {}, since {} ({} says so){}",
                      store, owner.process, printable(owner.host), printable(owner.since), file,
                      here ? "" : "; if it is gone, wait two minutes and try again"));
    }
    // Of those who see an abandoned file one takes it away: whoever gets a fresh one by mistake gives it
    // back.
    const std::string taken = mine + ".old";
    if (::rename(file.c_str(), taken.c_str()) != 0) continue;
    if (small_file(taken) != seen && ::link(taken.c_str(), file.c_str()) != 0) errno = 0;
    ::unlink(taken.c_str());
  }
  throw StoreError(fmt::format("{}: another program is writing to it ({} says so)", store, file));
}

Ownership::~Ownership() = default;
Ownership::Ownership(Ownership&&) noexcept = default;

bool Ownership::held() const { return !held_->lost; }

}  // namespace parley

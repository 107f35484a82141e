#include "parley/writing/output_file.hpp"

#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "parley/support/diagnostic.hpp"
#include "parley/support/folder.hpp"
#include "parley/writing/digest.hpp"

namespace parley {

namespace fs = std::filesystem;

namespace {

constexpr const char* standard_output = "standard output";

std::optional<struct stat> status_of(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

bool same(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

// The descriptor that a name such as /dev/stdout or /dev/fd/3 stands for, where the program has it open.
std::optional<int> descriptor_of(const fs::path& path) {
  fs::path at = path;
  for (int links = 0; links < 40; ++links) {
    std::error_code error;
    const fs::path folder = fs::canonical(at.has_parent_path() ? at.parent_path() : fs::path("."), error);
    if (error) return std::nullopt;
    struct statfs system {};
    constexpr auto proc = 0x9fa0;  // PROC_SUPER_MAGIC
    if (folder.filename() == "fd" && ::statfs(folder.c_str(), &system) == 0 && system.f_type == proc) {
      const fs::path own = fs::canonical("/proc/self/fd", error);
      const std::string name = at.filename().string();
      if (error || folder != own || name.empty() || name.size() > 6 ||
          name.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
      return std::stoi(name);
    }
    at = folder / at.filename();
    if (!fs::is_symlink(at, error)) return std::nullopt;
    const fs::path to = fs::read_symlink(at, error);
    if (error) return std::nullopt;
    at = to.is_absolute() ? to : folder / to;
  }
  return std::nullopt;
}

// A file that is there, and what it is when it is written to.
std::optional<struct stat> target_of(const std::string& path) {
  struct stat status {};
  if (path.empty()) return ::fstat(STDOUT_FILENO, &status) == 0 ? std::optional(status) : std::nullopt;
  return status_of(path);
}

[[noreturn]] void fail(const std::string& path, int error) {
  throw WriteError(fmt::format("cannot write {}: {}", path.empty() ? standard_output : path,
                               std::strerror(error != 0 ? error : EIO)));
}

void sync_folder(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;  // a folder that may be written but not read
  ::fsync(fd);
  ::close(fd);
}

}  // namespace

fs::path part_of(const fs::path& path) { return path.string() + ".part"; }

fs::path followed(const fs::path& path) {
  fs::path at = path;
  std::error_code error;
  for (int links = 0; links < 40 && fs::is_symlink(at, error); ++links) {
    const fs::path to = fs::read_symlink(at, error);
    if (error) break;
    at = to.is_absolute() ? to : at.parent_path() / to;
  }
  const fs::path folder = fs::canonical(at.has_parent_path() ? at.parent_path() : fs::path("."), error);
  return error ? at : folder / at.filename();
}

std::string write_refusal(const std::string& path, const FilesRead& reading) {
  const auto target = target_of(path);
  if (!target) return {};
  const std::string name = path.empty() ? standard_output : printable(path, 1000);
  if (S_ISDIR(target->st_mode)) return fmt::format("{}: that is a folder", name);
  if (!S_ISREG(target->st_mode)) return {};
  for (const auto& read : reading) {
    const std::string real = followed(read).string();
    for (const char* beside : {"", "-journal", "-wal", "-shm", ".owner"}) {
      const auto source = status_of(real + beside);
      if (!source || !same(*source, *target)) continue;
      return *beside == '\0'
                 ? fmt::format("{}: that is a file which is being read ({}); name another", name,
                               printable(read, 1000))
                 : fmt::format("{}: that is part of {}; name another", name, printable(read, 1000));
    }
  }
  if (!path.empty() && ::access(path.c_str(), W_OK) != 0)
    return fmt::format("cannot write {}: {}", name, std::strerror(errno));
  return {};
}

struct OutputFile::Open {
  std::string path;
  fs::path real, folder, beside;  // where it goes, and its name until then; empty: it has none
  int fd = -1;
  bool through = false;  // straight into a device, a pipe or a descriptor
  bool terminal = false;
  bool synced = false;
  Old old = Old::replaced;
  Unfinished unfinished = Unfinished::vanishes;
  Sha256 digest;

  ~Open() {
    if (fd >= 0) ::close(fd);
    if (unfinished == Unfinished::vanishes && !beside.empty()) ::unlink(beside.c_str());
  }
  // How the names begin that a file has on its way to its own.
  std::string hidden() const { return fmt::format(".{}.", real.filename().string().substr(0, 200)); }
  // A name beside the real one that nobody uses.
  fs::path fresh_name(unsigned n) const {
    return folder / fmt::format("{}{}-{}.part", hidden(), ::getpid(), n);
  }
  // Whoever writes holds a lock on what it writes. What nobody holds, a killed program has left.
  void remove_what_was_left() const {
    const std::string start = hidden();
    for (const fs::path& at : files_in(folder)) {
      const std::string name = at.filename().string();
      if (!name.starts_with(start) || !name.ends_with(".part")) continue;
      const std::string middle = name.substr(start.size(), name.size() - start.size() - 5);
      if (middle.find_first_not_of("0123456789-") != std::string::npos) continue;
      const int left = ::open(at.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
      if (left < 0) continue;
      if (::flock(left, LOCK_EX | LOCK_NB) == 0) ::unlink(at.c_str());
      ::close(left);
    }
  }
  // False where another writer took it for left behind before it was locked.
  bool lock() const {
    struct stat status {};
    return ::flock(fd, LOCK_EX | LOCK_NB) != 0 || ::fstat(fd, &status) != 0 || status.st_nlink > 0;
  }
  void open_beside(const FilesRead& reading, mode_t mode) {
    if (unfinished == Unfinished::stays) {
      beside = part_of(real);
      if (const std::string why = write_refusal(beside.string(), reading); !why.empty()) {
        beside.clear();
        throw WriteError(why);
      }
      fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode);
      if (fd < 0) beside.clear();
      return;
    }
    remove_what_was_left();
    fd = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, mode);
    if (fd >= 0) static_cast<void>(lock());
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return;
    for (unsigned n = 0; n < 1000 && fd < 0; ++n) {  // a file system without files that have no name
      beside = fresh_name(n);
      fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
      if (fd < 0 && errno != EEXIST) break;
      if (fd >= 0 && !lock()) ::close(std::exchange(fd, -1));
    }
    if (fd < 0) beside.clear();
  }
  // Links the file without a name to one.
  void name_it() {
    const std::string self = fmt::format("/proc/self/fd/{}", fd);
    for (unsigned n = 0; n < 1000; ++n) {
      const fs::path name = fresh_name(n);
      if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
        beside = name;
        return;
      }
      if (errno != EEXIST) break;
    }
    fail(path, errno);
  }
};

OutputFile::OutputFile(const std::string& path, const FilesRead& reading, Old old, Unfinished unfinished)
    : open_(std::make_unique<Open>()) {
  Open& o = *open_;
  o.path = path;
  o.old = old;
  o.unfinished = unfinished;
  if (const std::string why = write_refusal(path, reading); !why.empty()) throw WriteError(why);
  const auto target = target_of(path);
  if (old == Old::kept && target) fail(path, EEXIST);
  const auto descriptor = path.empty() ? std::optional(STDOUT_FILENO) : descriptor_of(path);
  if (descriptor || (target && !S_ISREG(target->st_mode))) {
    o.through = true;
    o.fd = descriptor ? ::fcntl(*descriptor, F_DUPFD_CLOEXEC, 0)
                      : ::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (o.fd < 0) fail(path, errno);
    o.terminal = ::isatty(o.fd) != 0;
    return;
  }
  o.real = followed(path);
  o.folder = o.real.has_parent_path() ? o.real.parent_path() : fs::path(".");
  o.open_beside(reading, target ? target->st_mode & 07777U : 0666U);
  if (o.fd < 0) fail(path, errno);
  if (!target) return;
  ::fchmod(o.fd, target->st_mode & 07777U);
  if (::fchown(o.fd, target->st_uid, target->st_gid) != 0) errno = 0;  // then it is the writer's
}

OutputFile::~OutputFile() = default;
OutputFile::OutputFile(OutputFile&&) noexcept = default;

void OutputFile::write(std::string_view bytes) {
  Open& o = *open_;
  o.digest.add(bytes);
  const std::string shown = o.terminal ? shown_text(bytes) : std::string();
  if (o.terminal) bytes = shown;
  while (!bytes.empty()) {
    const ssize_t n = ::write(o.fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) fail(o.path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void OutputFile::sync() {
  Open& o = *open_;
  if (o.through || o.synced) return;
  if (::fsync(o.fd) != 0 && errno != EINVAL) fail(o.path, errno);
  if (o.beside.empty()) o.name_it();
  o.synced = true;
}

void OutputFile::commit() {
  Open& o = *open_;
  sync();
  if (o.through) {
    // A full disk or a quota may speak up only now.
    if (::close(std::exchange(o.fd, -1)) != 0) fail(o.path, errno);
    return;
  }
  if (o.old == Old::kept) {
    if (::link(o.beside.c_str(), o.real.c_str()) != 0) fail(o.path, errno);
    ::unlink(o.beside.c_str());
  } else if (::rename(o.beside.c_str(), o.real.c_str()) != 0) {
    fail(o.path, errno);
  }
  o.beside.clear();
  sync_folder(o.folder);
  if (::close(std::exchange(o.fd, -1)) != 0) fail(o.path, errno);
}

const std::string& OutputFile::path() const { return open_->path; }

std::string OutputFile::sha256() const { return open_->digest.hexadecimal(); }

OutputFolder::OutputFolder(const std::string& folder, FilesRead reading, OutputFile::Unfinished unfinished)
    : folder_(folder), reading_(std::move(reading)), unfinished_(unfinished) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) throw WriteError(fmt::format("cannot write {}: {}", folder, error.message()));
}

OutputFile& OutputFolder::file(const std::string& name) {
  auto& file = files_[name];
  file = std::make_unique<OutputFile>((folder_ / name).string(), reading_, OutputFile::Old::replaced,
                                      unfinished_);
  return *file;
}

void OutputFolder::drop(const std::string& name) {
  if (const std::string why = write_refusal((folder_ / name).string(), reading_); !why.empty())
    throw WriteError(why);
  dropped_.push_back(folder_ / name);
}

std::map<std::string, std::string> OutputFolder::sha256() const {
  std::map<std::string, std::string> sums;
  for (const auto& [name, file] : files_) sums[name] = file->sha256();
  return sums;
}

void OutputFolder::sync() {
  for (auto& [name, file] : files_) file->sync();
}

void OutputFolder::commit() {
  sync();
  for (auto& [name, file] : files_) file->commit();
  for (const auto& old : dropped_) {
    std::error_code ignored;
    fs::remove(old, ignored);
  }
}

void write_whole(const std::string& path, std::string_view text, const FilesRead& reading,
                 OutputFile::Old old) {
  OutputFile out(path, reading, old);
  out.write(text);
  out.commit();
}

}  // namespace parley

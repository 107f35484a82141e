// A store or a folder of runs that was damaged, read by every command that reads one: a message, or the right
// answer.
#include <csignal>
#include <cstdio>
#include <map>

#include <fcntl.h>
#include <unistd.h>

#include "../../../sim/cli/command.hpp"
#include "damage.hpp"
#include "fuzz_parts.hpp"

using namespace parley;

namespace {

struct Told {
  int code = 0;
  std::string out{}, err{};
};

// What a command prints and ends with. Reports of sanitizers still go to the standard error of this process.
Told told_by(const cli::Arguments& arguments) {
  const auto out = fuzz::folder() / "out", err = fuzz::folder() / "err";
  std::fflush(stdout);
  const int kept = ::dup(STDOUT_FILENO), file = ::open(out.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600);
  std::FILE* const shown = stderr;
  std::FILE* const caught = std::fopen(err.c_str(), "w");
  if (kept < 0 || file < 0 || caught == nullptr) std::abort();
  ::dup2(file, STDOUT_FILENO);
  ::close(file);
  stderr = caught;
  const int code = cli::program(arguments);
  stderr = shown;
  std::fclose(caught);
  std::fflush(stdout);
  ::dup2(kept, STDOUT_FILENO);
  ::close(kept);
  return {code, fuzz::read(out), fuzz::read(err)};
}

bool plain(const std::string& text) {
  for (const char c : text)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f)
      return false;
  return true;
}

[[noreturn]] void wrong(const cli::Arguments& arguments, const Told& told, const char* why) {
  for (const auto& word : arguments) std::fprintf(stderr, "%s ", word.c_str());
  std::fprintf(stderr, "\nended with %d: %s\nstandard output: %.2000s\nstandard error: %.2000s\n", told.code,
               why, told.out.c_str(), told.err.c_str());
  __builtin_trap();
}

// `answer`: what the command printed (or wrote to `file`) of what is whole; nothing where what was changed
// may be another study's, whole in itself. Returns whether the command answered.
bool judge(const cli::Arguments& arguments, const std::string& file, const std::string* answer) {
  std::error_code ignored;
  if (!file.empty()) std::filesystem::remove(file, ignored);
  const Told told = told_by(arguments);
  if (!plain(told.err)) wrong(arguments, told, "control characters reach the terminal");
  switch (told.code) {
    case cli::done:
      if (answer != nullptr && (file.empty() ? told.out : fuzz::read(file)) != *answer)
        wrong(arguments, told, "another answer than of what is whole");
      return true;
    case cli::could_not_finish:
    case cli::bad_input:
      if (told.err.empty()) wrong(arguments, told, "no message");
      if (!file.empty() && std::filesystem::exists(file, ignored)) wrong(arguments, told, "a file is left");
      return false;
    case cli::to_be_resumed:  // runs are missing, and that is told
      if (told.err.empty()) wrong(arguments, told, "no message");
      return true;
    default:
      wrong(arguments, told, "no such exit code");
  }
}

struct Command {
  cli::Arguments words;
  std::string file;  // what it writes; empty: standard output
  bool same = true;  // of the same study it says the same
};

const std::string& at(const char* name) {
  static std::map<std::string, std::string> paths;
  std::string& path = paths[name];
  if (path.empty()) path = (fuzz::folder() / name).string();
  return path;
}

// All that reads a study.
const std::vector<Command>& of_stores() {
  static const std::vector<Command> all = [] {
    const std::string &bad = at("bad.db"), &page = at("page.html");
    std::vector<Command> made{{{"report", bad}, ""},
                              {{"report", bad, "--json"}, ""},
                              {{"report", bad, "--html", page, "-q"}, page},
                              {{"run", "--replay", bad, "--run", "5", "--json", "-q"}, ""},
                              {{"sweep", "--resume", "-o", bad, "--dry-run"}, "", false}};
    for (const char* table :
         {"runs", "points", "rounds", "survival", "sensitivity", "assumptions", "parameters", "titles"})
      made.push_back({{"export", bad, "-t", table, "-o", at("table.csv")}, at("table.csv")});
    return made;
  }();
  return all;
}

const std::vector<Command>& of_folders() {
  static const std::vector<Command> all = [] {
    const std::string bad =
        fuzz::damaged_folder(reinterpret_cast<const std::uint8_t*>("\1\1\1\1\1\1"), 6).string();
    return std::vector<Command>{{{"explain", bad}, ""},
                                {{"explain", bad, "--json"}, ""},
                                {{"explain", bad, "--run", "5"}, ""},
                                {{"check", bad}, ""},
                                {{"report", bad, "--html", at("page.html"), "-q"}, at("page.html")}};
  }();
  return all;
}

std::vector<std::string> answers(const std::vector<Command>& commands) {
  std::vector<std::string> all;
  for (const auto& c : commands) {
    const Told told = told_by(c.words);
    if (told.code != cli::done) wrong(c.words, told, "of what is whole");
    all.push_back(c.file.empty() ? told.out : fuzz::read(c.file));
  }
  return all;
}

// `input`: a file that reading leaves as it is.
bool read_all(const std::vector<Command>& commands, const std::vector<std::string>* right,
              const std::filesystem::path& input) {
  bool any = false;
  const std::string bytes = fuzz::read(input);
  for (std::size_t k = 0; k < commands.size(); ++k) {
    any = judge(commands[k].words, commands[k].file,
                right != nullptr && commands[k].same ? &(*right)[k] : nullptr) ||
          any;
    if (fuzz::read(input) != bytes) wrong(commands[k].words, {}, "reading has changed the file");
  }
  return any;
}

bool read_store(const std::uint8_t* data, std::size_t size) {
  const std::string &bad = at("bad.db"), &whole = at("good.db"), &merged = at("merged.db");
  static const std::vector<std::string> right = [&] {
    fuzz::write(bad, fuzz::whole_store());
    return answers(of_stores());
  }();
  static const std::string rows = right[5];
  fuzz::damaged_store(bad, data, size);
  const std::string bytes = fuzz::read(bad);
  const bool any = read_all(of_stores(), &right, bad);
  // What is added to it, and where it is added to, is the whole study or is refused.
  fuzz::write(whole, fuzz::whole_store());
  const std::vector<std::pair<cli::Arguments, std::string>> writers{
      {{"merge", merged, bad, whole}, merged},
      {{"merge", bad, whole}, bad},
      {{"sweep", "--resume", "-q", "-j", "1", "-o", bad}, bad}};
  for (const auto& [words, store] : writers) {
    fuzz::write(bad, bytes);
    for (const char* beside : {"", "-journal", ".owner"}) std::filesystem::remove(merged + beside);
    if (!judge(words, "", nullptr)) {
      if (fuzz::read(bad) != bytes) wrong(words, {}, "refused, and yet the file has changed");
      continue;
    }
    const cli::Arguments table{"export", store};
    judge(table, "", &rows);
  }
  for (const char* beside : {"-journal", ".owner"}) std::filesystem::remove(bad + beside);
  return any;
}

bool read_folder(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::string> right = [] { return answers(of_folders()); }();
  const auto where = fuzz::damaged_folder(data, size);
  const bool renewed = data[2] % 4 != 0;  // with hashes that fit: then it is another one
  return read_all(of_folders(), renewed ? nullptr : &right, where / "manifest.json");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 7) return 0;
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
  fuzz::judged(data, size,
               data[0] % 2 == 0 ? read_store(data + 1, size - 1) : read_folder(data + 1, size - 1));
  return 0;
}

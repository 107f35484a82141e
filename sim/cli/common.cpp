#include "common.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "parley/engine/model.hpp"
#include "parley/runs/tables.hpp"
#include "parley/scenario/shipped.hpp"
#include "parley/scenario/unread.hpp"

namespace parley::cli {

namespace fs = std::filesystem;
namespace po = boost::program_options;

std::string shell_word(const std::string& text) {
  const auto plain = [](unsigned char c) {
    return c >= 0x80 || std::isalnum(c) != 0 ||
           std::string_view("_-./,:=+@%").find(char(c)) != std::string_view::npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

bool parse_arguments(const std::string& command, const Arguments& arguments,
                     const po::options_description& options, po::variables_map& given) {
  po::options_description all;
  all.add(options).add_options()("scenario", po::value<std::vector<std::string>>());
  // A value that may be left out is read only where it is joined to its option.
  Arguments words;
  for (const auto& word : arguments)
    if (!words.empty() && words.back() == "--uncertain" && (word == "all" || word == "declared"))
      words.back() += "=" + word;
    else
      words.push_back(word);
  po::positional_options_description positional;
  positional.add("scenario", -1);
  try {
    using namespace po::command_line_style;
    const int style = unix_style & ~allow_guessing;
    po::store(po::command_line_parser(words).options(all).positional(positional).style(style).run(), given);
    po::notify(given);
    return true;
  } catch (const po::unknown_option& e) {
    std::vector<std::string> names;
    for (const auto& option : options.options()) names.push_back("--" + option->long_name());
    const std::string near = nearest_name(e.get_option_name(), names);
    usage_error(command, e.what() + (near.empty() ? "" : "; did you mean " + near + "?"));
  } catch (const po::error& e) {
    usage_error(command, e.what());
  }
  return false;
}

std::vector<std::string> words_of(const po::variables_map& given) {
  return given.count("scenario") != 0U ? given["scenario"].as<std::vector<std::string>>()
                                       : std::vector<std::string>{};
}

std::optional<std::string> one_word(const std::string& command, const po::variables_map& given,
                                    const std::string& what) {
  const auto named = words_of(given);
  if (named.size() == 1) return named[0];
  usage_error(command, named.empty() ? "no " + what + " is named" : "name one " + what);
  return std::nullopt;
}

std::string data_folder() {
  if (const char* named = std::getenv("PARLEY_DATA"); named != nullptr && *named != '\0') return named;
  std::error_code error;
  return data_folder_of(fs::read_symlink("/proc/self/exe", error).string());
}

std::string meant(const std::string& named) {
  const std::string file = named_file(data_folder(), named);
  return file.empty() ? named : file;
}

std::optional<std::string> one_scenario(const std::string& command, const po::variables_map& given,
                                        const std::string& what) {
  const auto named = one_word(command, given, what);
  return named ? std::optional(meant(*named)) : std::nullopt;
}

bool is_missing(const std::string& file, Diagnostics& diagnostics) {
  std::error_code error;
  if (fs::status(file, error).type() != fs::file_type::not_found) return false;
  diagnostics.push_back({file, {}, "", "no such file", near_names(data_folder(), file)});
  return true;
}

std::optional<LoadedScenario> load_or_complain(const std::string& file,
                                               const std::vector<std::string>& overrides,
                                               const std::vector<std::string>& with) {
  Diagnostics diagnostics;
  std::vector<std::string> all = overrides;
  all.insert(all.end(), with.begin(), with.end());
  if (is_missing(file, diagnostics)) {
    say(to_string(diagnostics));
    return std::nullopt;
  }
  auto loaded = load_scenario_file(file, all, diagnostics);
  // Under the name it was written with.
  for (auto& d : diagnostics)
    for (const auto& w : with)
      if (d.file == "--set " + printable(w, 120)) d.file = "--with " + printable(w, 120);
  if (loaded)
    if (const std::string refusal = refusal_of(loaded->scenario); !refusal.empty())
      diagnostics.push_back({file, {}, "parties", refusal, {}});
  if (diagnostics.empty()) return loaded;
  say(to_string(diagnostics));
  return std::nullopt;
}

void note_unread(const LoadedScenario& loaded, const std::vector<std::string>& overrides) {
  std::vector<std::string> paths;
  for (const auto& word : overrides) paths.push_back(word.substr(0, word.find('=')));
  for (const auto& unread : unread_of(loaded.document.root, loaded.scenario, paths))
    say("Note: " + in_words(unread) + ".\n");
}

std::string output_refusal(const std::string& folder, bool force) {
  if (folder.empty()) return {};
  std::error_code error;
  if (!fs::exists(folder, error)) return {};
  if (!fs::is_directory(folder, error)) return fmt::format("{} is not a folder", folder);
  if (!force && !fs::is_empty(folder, error))
    return fmt::format("{} is not empty; name another folder, or use --force", folder);
  return {};
}

void add_playing(po::options_description& d, Playing& o) {
  d.add_options()("seed", po::value(&o.seed)->value_name("N"), "seed of all chance (default 1)");
  d.add_options()("jobs,j", po::value(&o.jobs)->value_name("N"),
                  "threads (default: all cores); results do not depend on it");
  d.add_options()("json", po::bool_switch(&o.json), "print one JSON object instead of text");
  d.add_options()("quiet,q", po::bool_switch(&o.quiet), "no progress, no messages but errors");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
}

void add_uncertain(po::options_description& d, std::string& uncertain, const char* what) {
  d.add_options()("uncertain", po::value(&uncertain)->value_name("declared|all")->implicit_value("declared"),
                  what);
}

bool uncertain_is_good(const std::string& command, const std::string& uncertain) {
  if (uncertain.empty() || uncertain == "declared" || uncertain == "all") return true;
  usage_error(command, fmt::format("--uncertain {}: expected declared or all", uncertain));
  return false;
}

void add_tables(po::options_description& d, TableFolder& o, const char* what) {
  d.add_options()("output,o", po::value(&o.output)->value_name("DIR"), what);
  d.add_options()("force", po::bool_switch(&o.force), "write into a folder that is not empty");
}

int write_tables(const std::string& command, bool quiet, const TableFolder& o, const FilesRead& reading,
                 const std::function<void(OutputFolder&)>& write) {
  if (o.output.empty()) return done;
  try {
    OutputFolder folder(o.output, reading);
    write(folder);
    folder.commit();
  } catch (const WriteError& e) {
    say(fmt::format("parley {}: {}\n", command, e.what()));
    return could_not_finish;
  }
  if (!quiet) say(fmt::format("Tables are in {}.\n", o.output));
  return done;
}

StepLine::StepLine(bool quiet) : on_(!quiet && isatty(STDERR_FILENO) != 0) {}
void StepLine::show(const std::string& what) const {
  if (on_) std::fputs(fmt::format("\r{:<70}", printable(what) + " ...").c_str(), stderr);
}
void StepLine::clear() const {
  if (on_) std::fputs(fmt::format("\r{:<70}\r", "").c_str(), stderr);
}

bool colour_wanted() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0') &&
         (term == nullptr || std::string_view(term) != "dumb");
}

namespace {

std::atomic<bool> stop_requested{false};

void request_stop(int signal) {
  stop_requested = true;
  std::signal(signal, SIG_DFL);
}

std::string left(double seconds) {
  if (seconds < 120) return fmt::format("{:.0f} s", seconds);
  if (seconds < 7200) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace

const std::atomic<bool>& stop_on_signals() {
  // A signal that the program was started to ignore stays ignored (nohup and SIGHUP).
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    if (std::signal(signal, request_stop) == SIG_IGN) std::signal(signal, SIG_IGN);
  return stop_requested;
}

Progress::Progress(bool on, bool log)
    : terminal_(on && isatty(STDERR_FILENO) != 0),
      log_(on && log && !terminal_),
      start_(Clock::now()),
      last_(start_) {}

void Progress::show(std::uint64_t finished, std::uint64_t total, std::uint64_t made) {
  const auto now = Clock::now();
  const double since = std::chrono::duration<double>(now - last_).count();
  if (made == 0 || !(terminal_ ? since >= (shown_ ? 0.2 : 1.0) : log_ && since >= 30.0)) return;
  last_ = now;
  const double rate = static_cast<double>(made) / std::chrono::duration<double>(now - start_).count();
  const std::string text = fmt::format("{} of {} runs, {:.0f} a second, {} left", finished, total, rate,
                                       left(static_cast<double>(total - std::min(finished, total)) / rate));
  std::fputs(terminal_ ? fmt::format("\r{}   ", text).c_str() : (text + "\n").c_str(), stderr);
  shown_ = shown_ || terminal_;
}

void Progress::clear() {
  if (shown_)
    std::fputs("\r                                                                      \r", stderr);
  shown_ = false;
}

int told_complete(const std::string& incomplete) {
  if (incomplete.empty()) return done;
  std::fputs((incomplete + "\n").c_str(), stderr);
  return to_be_resumed;
}

}  // namespace parley::cli

// What do several subcommands share?
#pragma once

#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <boost/program_options.hpp>

#include "command.hpp"
#include "help.hpp"
#include "parley/scenario/loader.hpp"
#include "parley/writing/output_file.hpp"

namespace parley::cli {

// Reads the arguments of a command that takes options and scenario files; false after a usage error was
// printed.
bool parse_arguments(const std::string& command, const Arguments& arguments,
                     const boost::program_options::options_description& options,
                     boost::program_options::variables_map& given);

// `text` as one word of a command line: between quotation marks where a shell would take it apart.
std::string shell_word(const std::string& text);

// Reads a whole number from low to high; nothing where the text is none.
template <class T>
std::optional<T> whole(const std::string& text, T low, T high) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < low || value > high)
    return std::nullopt;
  return value;
}
// The same of an option, into `value`; false after a usage error was printed.
template <class T>
bool whole_option(const std::string& command, const std::string& option, const std::string& text, T low,
                  T high, T& value) {
  if (const auto number = whole<T>(text, low, high)) {
    value = *number;
    return true;
  }
  usage_error(command,
              "--" + option + " " + text + ": expected a whole number from " + std::to_string(low) +
                  (high == std::numeric_limits<T>::max() ? std::string() : " to " + std::to_string(high)));
  return false;
}

// Everything that was named, in order.
std::vector<std::string> words_of(const boost::program_options::variables_map& given);
// The one that was named; nothing after a usage error was printed.
std::optional<std::string> one_word(const std::string& command,
                                    const boost::program_options::variables_map& given,
                                    const std::string& what);

// The folder that holds what comes with the program (scenario/shipped.hpp): what PARLEY_DATA names, else the
// one beside the program. Empty where there is none.
std::string data_folder();
// The file that is meant by a name, be it of what comes with the program; else the name.
std::string meant(const std::string& named);
// The one scenario that was named.
std::optional<std::string> one_scenario(const std::string& command,
                                        const boost::program_options::variables_map& given,
                                        const std::string& what = "scenario");
// Where there is no such file: a problem that names what is near.
bool is_missing(const std::string& file, Diagnostics& diagnostics);

// The scenario with its overrides (--set, then --with); nothing after every problem was printed to standard
// error.
std::optional<LoadedScenario> load_or_complain(const std::string& file,
                                               const std::vector<std::string>& overrides,
                                               const std::vector<std::string>& with = {});
// Says of each "path=value" at which no run looks that it is so, and why.
void note_unread(const LoadedScenario& loaded, const std::vector<std::string>& overrides);

// Nothing, or why tables cannot go to this folder ("" is no folder: nothing to refuse).
std::string output_refusal(const std::string& folder, bool force);

// What commands that play a scenario in many variants have in common. Numbers are read by read_playing.
struct Playing {
  std::string replicates, seed = "1", jobs = "0";
  bool json = false, quiet = false, help = false;
};
void add_playing(boost::program_options::options_description& options, Playing& o);  // all but `replicates`
// Seed and jobs; false after a usage error was printed.
template <class PlayOptions>
bool read_playing(const std::string& command, const Playing& o, PlayOptions& options) {
  return whole_option(command, "seed", o.seed, std::uint64_t{0}, UINT64_MAX, options.seed) &&
         whole_option(command, "jobs", o.jobs, 0, 1024, options.jobs);
}

// --uncertain, or --uncertain all: over the declared ranges, or over those and one by rule of every other
// number (scenario/numbers.hpp). The text becomes "declared" or "all"; empty where it is not given.
void add_uncertain(boost::program_options::options_description& options, std::string& uncertain,
                   const char* what);
// False after a usage error was printed.
bool uncertain_is_good(const std::string& command, const std::string& uncertain);

// Says on standard error what is still missing of a study, if anything (study/completeness.hpp); the exit
// code.
int told_complete(const std::string& incomplete);

// A folder that tables go to.
struct TableFolder {
  std::string output;
  bool force = false;
};
void add_tables(boost::program_options::options_description& options, TableFolder& o, const char* what);
// Does so where a folder is named; `done`, or another exit code after it was said why.
// `reading`: files that are read and must not be written.
int write_tables(const std::string& command, bool quiet, const TableFolder& o, const FilesRead& reading,
                 const std::function<void(OutputFolder&)>& write);

// What is under way, on a terminal: one line that renews itself.
class StepLine {
 public:
  explicit StepLine(bool quiet);
  void show(const std::string& what) const;
  void clear() const;

 private:
  bool on_;
};

// Standard output is a terminal that shows colour, and the user has nothing against it (NO_COLOR).
bool colour_wanted();

// Set by the first Ctrl-C, SIGTERM or SIGHUP, so that what is under way can be finished; a second one ends
// the program at once.
const std::atomic<bool>& stop_on_signals();

// How far along: on a terminal a line that renews itself; elsewhere, where `log` is set, a line now and then.
class Progress {
 public:
  Progress(bool on, bool log);
  // `made`: of `finished`, those made since the start.
  void show(std::uint64_t finished, std::uint64_t total, std::uint64_t made);
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_, log_, shown_ = false;
  Clock::time_point start_, last_;
};

}  // namespace parley::cli

#include "record_place.hpp"

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "common.hpp"

namespace parley::cli {

namespace fs = std::filesystem;

std::string in(const std::string& folder, const char* name) { return (fs::path(folder) / name).string(); }

std::string own_log() {
  const auto named = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value == '/' ? fs::path(value) : fs::path();
  };
  fs::path state = named("XDG_STATE_HOME");
  if (state.empty() && !named("HOME").empty()) state = named("HOME") / ".local" / "state";
  return state.empty() ? std::string() : (state / "parley" / "record-log.csv").string();
}

RecordPlace record_place(const std::string& named) {
  const fs::path below = fs::path(named) / "record";
  std::string folder = fs::is_directory(below) ? below.string() : named;
  std::error_code error;
  const std::string data = data_folder();
  const std::string own = data.empty() ? data : in(in(data, "scenarios"), "record");
  const bool missing = !fs::is_directory(folder, error);
  // Of the source tree the record is the user's own, where the user stands in it.
  const bool installed = !own.empty() && !missing && fs::equivalent(folder, own, error) &&
                         !fs::exists(fs::path(data) / "CMakeLists.txt", error);
  if (!own.empty() && (installed || (missing && (named == "scenarios/record" || named == "record"))))
    return {own, own_log(), true};
  return {folder, in(folder, "log.csv"), false};
}

std::vector<LogRow> log_of(const RecordPlace& place, Diagnostics& diagnostics) {
  std::vector<LogRow> log = load_log(in(place.folder, "log.csv"), diagnostics);
  if (place.shipped && !place.log.empty())
    for (LogRow& row : load_log(place.log, diagnostics)) log.push_back(std::move(row));
  return log;
}

int kept_in(const RecordPlace& place, const std::vector<LogRow>& log) {
  try {
    if (place.log.empty())
      throw WriteError("there is no HOME, nor XDG_STATE_HOME, in which a log of runs could be kept");
    Diagnostics read_before;
    const std::size_t there = place.shipped ? load_log(in(place.folder, "log.csv"), read_before).size() : 0;
    if (place.shipped) fs::create_directories(fs::path(place.log).parent_path());
    write_log(place.log, {log.begin() + static_cast<std::ptrdiff_t>(there), log.end()});
  } catch (const fs::filesystem_error& e) {
    say(fmt::format("parley validate: {}\n", e.what()));
    return could_not_finish;
  } catch (const WriteError& e) {
    say(fmt::format("parley validate: {}\n", e.what()));
    return could_not_finish;
  }
  return done;
}

}  // namespace parley::cli

#include "parley/scenario/shipped.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "parley/support/diagnostic.hpp"
#include "parley/support/folder.hpp"

namespace parley {

namespace fs = std::filesystem;

namespace {

bool is_data(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "scenarios" / "scenario.schema.json", error);
}

// The name without `scenarios/` and ending; empty where it is a path that says itself where it starts.
std::string bare(const std::string& named) {
  if (named.empty() || named[0] == '/' || named[0] == '.' || named.find("..") != std::string::npos) return {};
  std::string name = named;
  if (name.starts_with("scenarios/")) name.erase(0, 10);
  for (const char* ending : {".yaml", ".yml"})
    if (name.ends_with(ending)) name.erase(name.rfind('.'));
  return name;
}

std::string last_part(const std::string& name) { return name.substr(name.rfind('/') + 1); }

}  // namespace

std::string data_folder_of(const std::string& program) {
  std::error_code error;
  const fs::path folder = fs::path(program).parent_path();
  if (const fs::path installed = (folder / ".." / "share" / "parley").lexically_normal(); is_data(installed))
    return installed.string();
  // build/PRESET and build/PRESET/tests
  fs::path above = folder;
  for (int level = 0; level < 4 && above.has_relative_path(); ++level) {
    if (is_data(above)) return above.string();
    above = above.parent_path();
  }
  return {};
}

std::vector<std::string> shipped_names(const std::string& data) {
  std::vector<std::string> names;
  if (data.empty()) return names;
  const fs::path scenarios = fs::path(data) / "scenarios";
  for (const char* room : {"", "textbook", "deals", "studies"}) {
    for (const fs::path& file : files_in(scenarios / room))
      if (file.extension() == ".yaml") names.push_back((fs::path(room) / file.stem()).generic_string());
  }
  return names;
}

std::string named_file(const std::string& data, const std::string& named) {
  std::error_code error;
  if (fs::exists(named, error) && !fs::is_directory(named, error)) return named;
  const std::string name = bare(named);
  if (name.empty()) return {};
  std::vector<std::string> fitting;
  for (const std::string& shipped : shipped_names(data)) {
    if (shipped == name) {
      fitting = {shipped};
      break;
    }
    if (last_part(shipped) == name) fitting.push_back(shipped);
  }
  if (fitting.size() != 1) return {};
  return (fs::path(data) / "scenarios" / (fitting[0] + ".yaml")).string();
}

std::string near_names(const std::string& data, const std::string& named) {
  const std::vector<std::string> names = shipped_names(data);
  if (names.empty()) return "check the path";
  const std::string name = bare(named);
  std::vector<std::string> words = names;
  for (const std::string& shipped : names) words.push_back(last_part(shipped));
  std::vector<std::string> near;
  // Whatever holds it ("geneva") before what is spelt like it.
  for (const std::string& shipped : names)
    if (name.size() > 2 && shipped.find(name) != std::string::npos) near.push_back(shipped);
  if (near.empty())
    if (const std::string like = nearest_name(name, words); !like.empty()) near.push_back(like);
  if (near.empty()) return "check the path; 'parley list' tells what comes with the program";
  return fmt::format("did you mean '{}'? 'parley list' tells what comes with the program",
                     fmt::join(near, "', '"));
}

}  // namespace parley

#include "parley/runs/record_words.hpp"

#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/scenario/case_description.hpp"
#include "parley/support/counted.hpp"

namespace parley {

namespace {

const char* in_words(CaseStatus status) {
  switch (status) {
    case CaseStatus::calibration:
      return "numbers of the model were set on it";
    case CaseStatus::held_out:
      return "held out: those who wrote it did not know how it ended";
    case CaseStatus::seen:
      break;
  }
  return "seen: those who wrote it knew how it ended";
}

}  // namespace

std::string record_in_words(const std::string& scenario_file) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(scenario_file).parent_path() / "record";
  const std::vector<NamedCase> cases = cases_about(scenario_file, folder.string());
  if (cases.empty())
    return "No case of a record is about it: how well the model does on ceasefires that are known is told by "
           "'parley validate'.";
  std::vector<std::string> names;
  std::string command = "parley validate " + folder.string();
  for (const NamedCase& c : cases) {
    names.push_back(fmt::format("{} ({})", c.name, in_words(c.status)));
    command += " --case " + c.id;
  }
  return fmt::format(
      "{} of the record {} about it as the file has it: {}. How the model's forecasts of {} "
      "did, beside simple ones: {}",
      count_of(cases.size(), "case"), cases.size() == 1 ? "is" : "are", fmt::join(names, "; "),
      cases.size() == 1 ? "that" : "these", command);
}

}  // namespace parley

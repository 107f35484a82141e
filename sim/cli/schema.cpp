// parley schema [--study] [--markdown]

#include "parley/scenario/schema.hpp"

#include <fmt/format.h>

#include "command.hpp"

namespace parley::cli {

int schema(const Arguments& arguments) {
  bool study = false, markdown = false;
  for (const auto& a : arguments) {
    if (a == "--help" || a == "-h")
      return print(
          "usage: parley schema [--study] [--markdown]\n\n"
          "Prints the format of scenario files (with --study: of study files) as JSON Schema (draft-07), "
          "which\n"
          "editors use to complete and check, or with --markdown as the reference tables of "
          "scenarios/README.md.\n");
    if (a == "--study") {
      study = true;
    } else if (a == "--markdown") {
      markdown = true;
    } else {
      return usage_error("schema", fmt::format("unknown argument '{}'", a));
    }
  }
  if (study) return print(markdown ? study_markdown() : study_json_schema());
  return print(markdown ? scenario_markdown() : scenario_json_schema());
}

}  // namespace parley::cli

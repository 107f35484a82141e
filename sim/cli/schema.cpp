// parley schema [--markdown]

#include "parley/scenario/schema.hpp"

#include <fmt/format.h>

#include "command.hpp"

namespace parley::cli {

int schema(const Arguments& arguments) {
  if (arguments.empty()) return print(scenario_json_schema());
  if (arguments.size() == 1 && arguments[0] == "--markdown") return print(scenario_markdown());
  if (arguments.size() == 1 && (arguments[0] == "--help" || arguments[0] == "-h"))
    return print(
        "usage: parley schema [--markdown]\n\n"
        "Prints the format of scenario files as JSON Schema (draft-07), which editors use to complete and "
        "check,\n"
        "or with --markdown as the reference tables of scenarios/README.md.\n");
  return usage_error("schema", fmt::format("unknown argument '{}'", arguments[0]));
}

}  // namespace parley::cli

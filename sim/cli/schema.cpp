// parley schema [--study | --case | --tables | --strategies] [--markdown]

#include "parley/scenario/schema.hpp"

#include <fmt/format.h>

#include "command.hpp"
#include "parley/bargaining/families.hpp"
#include "parley/runs/table_words.hpp"

namespace parley::cli {

int schema(const Arguments& arguments) {
  bool study = false, record_case = false, tables = false, markdown = false, strategies = false;
  for (const auto& a : arguments) {
    if (a == "--help" || a == "-h")
      return print(
          "usage: parley schema [--study | --case | --tables | --strategies] [--markdown]\n\n"
          "Prints the format of scenario files (with --study: of study files, with --case: of cases of the "
          "record)\n"
          "as JSON Schema (draft-07), which editors use to complete and check, or with --markdown as the "
          "reference\n"
          "tables of scenarios/README.md, studies/README.md and record/README.md.\n"
          "With --strategies: a table of the protocols, bidding strategies, acceptance rules and opponent "
          "models.\n"
          "With --tables: the columns of the tables that runs leave, with their units and meanings, as JSON "
          "or\n"
          "with --markdown as tables.\n");
    if (a == "--study") {
      study = true;
    } else if (a == "--case") {
      record_case = true;
    } else if (a == "--tables") {
      tables = true;
    } else if (a == "--markdown") {
      markdown = true;
    } else if (a == "--strategies") {
      strategies = true;
    } else {
      return usage_error("schema", fmt::format("unknown argument '{}'", a));
    }
  }
  if (study + record_case + tables + strategies > 1)
    return usage_error("schema", "give one of --study, --case, --tables and --strategies");
  if (tables) return print(markdown ? tables_markdown() : tables_json());
  if (strategies) return print(families_markdown());
  if (record_case) return print(markdown ? case_markdown() : case_json_schema());
  if (study) return print(markdown ? study_markdown() : study_json_schema());
  return print(markdown ? scenario_markdown() : scenario_json_schema());
}

}  // namespace parley::cli

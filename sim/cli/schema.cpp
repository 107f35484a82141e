// parley schema [--study | --case | --tables | --strategies] [--markdown]

#include "parley/scenario/schema.hpp"

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/bargaining/families.hpp"
#include "parley/runs/table_words.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct SchemaLine {
  bool study = false, record_case = false, tables = false, markdown = false, strategies = false, help = false;
};

po::options_description schema_options(SchemaLine& o) {
  po::options_description d("Options");
  d.add_options()("study", po::bool_switch(&o.study), "of study files");
  d.add_options()("case", po::bool_switch(&o.record_case), "of cases of the record");
  d.add_options()("strategies", po::bool_switch(&o.strategies),
                  "a table of the protocols, bidding strategies, acceptance rules and opponent models");
  d.add_options()("tables", po::bool_switch(&o.tables),
                  "the columns of the tables that runs leave, with their units and meanings");
  d.add_options()("markdown", po::bool_switch(&o.markdown),
                  "as the tables of scenarios/README.md, studies/README.md and record/README.md");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

}  // namespace

CommandHelp schema_help() {
  SchemaLine o;
  return described({"[--study | --case | --tables | --strategies] [--markdown]"},
                   "Prints the format of scenario files as JSON Schema (draft-07), which editors use to "
                   "complete and check.",
                   schema_options(o));
}

int schema(const Arguments& arguments) {
  SchemaLine o;
  po::variables_map given;
  if (!parse_arguments("schema", arguments, schema_options(o), given)) return bad_input;
  if (o.help) return print(help_text("schema", schema_help()));
  if (const auto words = words_of(given); !words.empty())
    return usage_error("schema", fmt::format("unknown argument '{}'", printable(words[0])));
  if (o.study + o.record_case + o.tables + o.strategies > 1)
    return usage_error("schema", "give one of --study, --case, --tables and --strategies");
  if (o.tables) return print(o.markdown ? tables_markdown() : tables_json());
  if (o.strategies) return print(families_markdown());
  if (o.record_case) return print(o.markdown ? case_markdown() : case_json_schema());
  if (o.study) return print(o.markdown ? study_markdown() : study_json_schema());
  return print(o.markdown ? scenario_markdown() : scenario_json_schema());
}

}  // namespace parley::cli

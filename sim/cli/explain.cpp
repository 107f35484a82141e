// parley explain DIR

#include "parley/runs/explain.hpp"

#include <cstdio>
#include <filesystem>
#include <optional>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/runs/run_folder.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct ExplainLine {
  std::string run;
  bool json = false, help = false;
};

po::options_description explain_options(ExplainLine& o) {
  po::options_description d("Options");
  d.add_options()("run", po::value(&o.run)->value_name("N"),
                  "which run, counted from 0 (default: the typical one that 'parley run' tells)");
  d.add_options()("json", po::bool_switch(&o.json), "print one JSON object instead of text");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

}  // namespace

CommandHelp explain_help() {
  ExplainLine o;
  return described(
      {"DIR [options]"},
      "Tells one run of a folder that 'parley run ... -o DIR' wrote, with the numbers behind each decision. "
      "The run is\nplayed again from the manifest and checked against its row in runs.csv.",
      explain_options(o));
}

int explain(const Arguments& arguments) {
  ExplainLine o;
  const po::options_description visible = explain_options(o);
  po::variables_map given;
  if (!parse_arguments("explain", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("explain", explain_help()));
  const auto named = words_of(given);
  if (named.size() != 1) return usage_error("explain", "name one folder that 'parley run ... -o DIR' wrote");
  std::optional<std::uint32_t> run;
  if (given.count("run") != 0U) {
    run.emplace();
    if (!whole_option("explain", "run", o.run, std::uint32_t{0}, UINT32_MAX, *run)) return bad_input;
  }
  try {
    const std::filesystem::path folder = named[0];
    const RunRequest request = read_manifest(folder);
    const RunsTable table(folder, request);
    const auto model = model_of(request);
    const std::uint32_t replicate = run ? *run : table.typical(*model);
    const std::size_t row = table.find(replicate);
    const RunSource source{
        request.scenario_file, request.overrides, {request.seed, request.point, replicate}, request.study};
    const Explained explained = replay(*model, source.key);
    table.check_same(row, *model, explained.outcome);
    return print(o.json ? explained_json(*model, source, explained)
                        : explained_text(*model, source, explained, colour_wanted()));
  } catch (const FolderError& e) {
    say(fmt::format("parley explain: {}\n", e.what()));
    return bad_input;
  }
}

}  // namespace parley::cli

// parley premortem SCENARIO --deal DEAL.yaml

#include <cstdio>
#include <filesystem>
#include <memory>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/document/quantity.hpp"
#include "parley/questions/premortem/report.hpp"
#include "parley/runs/tables.hpp"
#include "parley/scenario/override.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct PremortemLine : Playing {
  PremortemLine() { replicates = "1000"; }
  std::string deal, days = "30", share = "0.5", worth = "0.1", points, per_point = "4";
  bool central = false;
  std::vector<std::string> set;
  TableFolder tables;
};

po::options_description premortem_options(PremortemLine& o) {
  po::options_description d("Options");
  d.add_options()("deal", po::value(&o.deal)->value_name("FILE"),
                  "the text, as a deal file (default: the scenario's own section 'deal')");
  d.add_options()("days", po::value(&o.days)->value_name("N"),
                  "the horizon: does it last beyond so many days (default 30)");
  d.add_options()("share", po::value(&o.share)->value_name("X"),
                  "share of runs in which it shall last, for leverage and guarantees (default 0.5)");
  d.add_options()("replicates,n", po::value(&o.replicates)->value_name("N"),
                  "runs of the text as it stands, and at most of each variant, some hundreds (default 1000)");
  d.add_options()(
      "worth", po::value(&o.worth)->value_name("X"),
      "a change of lasting that is worth acting on: a variant has as many runs as tell whether its "
      "change is clear of chance or smaller (default 0.1)");
  d.add_options()("central", po::bool_switch(&o.central),
                  "the central values alone, not over the declared ranges");
  d.add_options()(
      "points", po::value(&o.points)->value_name("K"),
      "points drawn over the declared ranges (default: a fifth of the runs, if that is 20 or more)");
  d.add_options()("per-point", po::value(&o.per_point)->value_name("M"),
                  "runs at each of them, 2 or more (default 4)");
  d.add_options()("set", po::value(&o.set)->value_name("PATH=VALUE")->composing(),
                  "change a parameter; repeatable");
  add_tables(d, o.tables, "write tables (CSV) for plotting to this folder");
  add_playing(d, o);
  return d;
}

}  // namespace

CommandHelp premortem_help() {
  PremortemLine o;
  return described(
      {"SCENARIO --deal FILE [options]"},
      "Puts a text into force without talks and tells how long it lasts, what ends it, who can break it "
      "alone,\nwhat each clause does, and how much leverage or which guarantee would make it last.",
      premortem_options(o));
}

int premortem(const Arguments& arguments) {
  PremortemLine o;
  const po::options_description visible = premortem_options(o);
  po::variables_map given;
  if (!parse_arguments("premortem", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("premortem", premortem_help()));
  if (!o.deal.empty()) o.deal = meant(o.deal);
  const auto file = one_scenario("premortem", given);
  if (!file) return bad_input;
  PremortemOptions options;
  if (!whole_option("premortem", "replicates", o.replicates, 1U, 1'000'000U, options.replicates) ||
      !read_playing("premortem", o, options) ||
      !whole_option("premortem", "days", o.days, 1, 36'500, options.days))
    return bad_input;
  std::uint32_t points = static_cast<std::uint32_t>(points_for(options.replicates));
  if (!whole_option("premortem", "per-point", o.per_point, 2U, 100'000U, options.per_point) ||
      (given.count("points") != 0U && !whole_option("premortem", "points", o.points, 0U, 20'000U, points)))
    return bad_input;
  options.points = o.central ? 0 : points;
  for (const auto& assignment : o.set) options.held.push_back(assignment.substr(0, assignment.find('=')));
  const auto share = parse_double(o.share);
  if (!share || *share <= 0 || *share > 1)
    return usage_error("premortem", fmt::format("--share {}: expected a number above 0, at most 1", o.share));
  options.share = *share;
  const auto worth = parse_double(o.worth);
  if (!worth || !(*worth >= 0) || *worth >= 1)
    return usage_error("premortem",
                       fmt::format("--worth {}: expected a number from 0 to less than 1", o.worth));
  options.worth = *worth;
  if (given.count("output") != 0U && o.tables.output.empty())
    return usage_error("premortem", "--output names no folder");

  auto loaded = load_or_complain(*file, o.set);
  if (!loaded) return bad_input;
  if (!o.quiet) note_unread(*loaded, o.set);
  if (!o.deal.empty()) {
    Diagnostics diagnostics;
    const bool read = load_deal_file(o.deal, loaded->scenario, diagnostics);
    // The deal of a file takes the place of the scenario's own, and of what was set in that.
    for (const auto& label : untrue_labels(loaded->scenario, o.set))
      diagnostics.push_back({"--set " + label.path + "=" + label.said,
                             {},
                             label.path,
                             "the deal file puts something else in its place",
                             "change it in the deal file"});
    if (!read || !diagnostics.empty()) {
      say(to_string(diagnostics));
      return bad_input;
    }
  }
  if (const std::string refusal = premortem_refusal(loaded->scenario); !refusal.empty())
    return usage_error("premortem", refusal);
  if (const std::string refusal = output_refusal(o.tables.output, o.tables.force); !refusal.empty())
    return usage_error("premortem", refusal);

  const StepLine line(o.quiet);
  options.progress = [&](const std::string& what) { line.show(what); };
  RunRequest request;
  request.scenario_file = *file;
  request.scenario_sha256 = sha256(loaded->document.text);
  request.overrides = o.set;
  request.seed = options.seed;
  const auto model = std::make_unique<Model>(loaded->scenario);
  const Premortem result = parley::premortem(loaded->scenario, options);
  line.clear();
  if (const int code = write_tables("premortem", o.quiet, o.tables, {*file, o.deal},
                                    [&](OutputFolder& folder) { write_premortem(folder, *model, result); });
      code != done)
    return code;
  return print(o.json ? premortem_json(*model, request, result)
                      : premortem_text(*model, request, result, colour_wanted()));
}

}  // namespace parley::cli

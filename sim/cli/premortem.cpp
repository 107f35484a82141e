// parley premortem SCENARIO --deal DEAL.yaml

#include <cstdio>
#include <filesystem>
#include <memory>
#include <sstream>

#include <boost/program_options.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/results/premortem_report.hpp"
#include "parley/results/tables.hpp"
#include "parley/scenario/quantity.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct Options {
  std::string deal, output, replicates = "1000", seed = "1", jobs = "0", days = "30", share = "0.5";
  std::vector<std::string> set;
  bool json = false, quiet = false, force = false, help = false;
};

po::options_description described(Options& o) {
  po::options_description d("Options");
  d.add_options()("deal", po::value(&o.deal)->value_name("FILE"),
                  "the text, as a deal file (default: the scenario's own section 'deal')");
  d.add_options()("days", po::value(&o.days)->value_name("N"),
                  "the horizon: does it last beyond so many days (default 30)");
  d.add_options()("share", po::value(&o.share)->value_name("X"),
                  "share of runs in which it shall last, for leverage and guarantees (default 0.5)");
  d.add_options()("replicates,n", po::value(&o.replicates)->value_name("N"),
                  "runs of each of the variants, some hundreds (default 1000)");
  d.add_options()("seed", po::value(&o.seed)->value_name("N"), "seed of all chance (default 1)");
  d.add_options()("set", po::value(&o.set)->value_name("PATH=VALUE")->composing(),
                  "change a parameter; repeatable");
  d.add_options()("output,o", po::value(&o.output)->value_name("DIR"),
                  "write tables (CSV) for plotting to this folder");
  d.add_options()("force", po::bool_switch(&o.force), "write into a folder that is not empty");
  d.add_options()("jobs,j", po::value(&o.jobs)->value_name("N"),
                  "threads (default: all cores); results do not depend on it");
  d.add_options()("json", po::bool_switch(&o.json), "print one JSON object instead of text");
  d.add_options()("quiet,q", po::bool_switch(&o.quiet), "no progress, no messages but errors");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

int written(const Options& o, const Model& model, const Premortem& result) {
  try {
    std::filesystem::create_directories(o.output);
    write_premortem(o.output, model, result);
  } catch (const std::exception& e) {
    std::fputs(fmt::format("parley premortem: {}\n", e.what()).c_str(), stderr);
    return could_not_finish;
  }
  if (!o.quiet) std::fputs(fmt::format("Tables are in {}.\n", o.output).c_str(), stderr);
  return done;
}

}  // namespace

int premortem(const Arguments& arguments) {
  Options o;
  const po::options_description visible = described(o);
  po::variables_map given;
  if (!parse_arguments("premortem", arguments, visible, given)) return bad_input;
  if (o.help) {
    std::ostringstream text;
    text << "usage: parley premortem SCENARIO --deal FILE [options]\n\nPuts a text into force without talks "
            "and tells "
            "how long it lasts, what ends it, who can break it alone,\nwhat each clause does, and how much "
            "leverage or "
            "which guarantee would make it last.\n\n"
         << visible;
    return print(text.str());
  }
  const auto file = one_scenario("premortem", given);
  if (!file) return bad_input;
  PremortemOptions options;
  if (!whole_option("premortem", "replicates", o.replicates, 1U, 1'000'000U, options.replicates) ||
      !whole_option("premortem", "seed", o.seed, std::uint64_t{0}, UINT64_MAX, options.seed) ||
      !whole_option("premortem", "jobs", o.jobs, 0, 1024, options.jobs) ||
      !whole_option("premortem", "days", o.days, 1, 36'500, options.days))
    return bad_input;
  const auto share = parse_double(o.share);
  if (!share || *share <= 0 || *share > 1)
    return usage_error("premortem", fmt::format("--share {}: expected a number above 0, at most 1", o.share));
  options.share = *share;
  if (given.count("output") != 0U && o.output.empty())
    return usage_error("premortem", "--output names no folder");

  auto loaded = load_or_complain(*file, o.set);
  if (!loaded) return bad_input;
  if (!o.deal.empty()) {
    Diagnostics diagnostics;
    if (!load_deal_file(o.deal, loaded->scenario, diagnostics)) {
      std::fputs(to_string(diagnostics).c_str(), stderr);
      return bad_input;
    }
  }
  if (const std::string refusal = premortem_refusal(loaded->scenario); !refusal.empty())
    return usage_error("premortem", refusal);
  if (const std::string refusal = output_refusal(o.output, o.force); !refusal.empty())
    return usage_error("premortem", refusal);

  const bool progress = !o.quiet && isatty(STDERR_FILENO) != 0;
  if (progress)
    options.progress = [](const std::string& what) {
      std::fputs(fmt::format("\r{:<70}", what + " ...").c_str(), stderr);
    };
  RunRequest request;
  request.scenario_file = *file;
  request.scenario_sha256 = sha256(loaded->document.text);
  request.overrides = o.set;
  request.seed = options.seed;
  const auto model = std::make_unique<Model>(loaded->scenario);
  const Premortem result = parley::premortem(loaded->scenario, options);
  if (progress) std::fputs(fmt::format("\r{:<70}\r", "").c_str(), stderr);
  if (!o.output.empty())
    if (const int code = written(o, *model, result); code != done) return code;
  return print(o.json ? premortem_json(*model, request, result)
                      : premortem_text(*model, request, result, colour_wanted()));
}

}  // namespace parley::cli

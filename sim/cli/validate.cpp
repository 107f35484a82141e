// parley validate [FOLDER]

#include <cstdio>
#include <filesystem>
#include <sstream>

#include <boost/program_options.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/results/record_report.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct Options {
  std::string output, replicates = "500", population = "500", seed = "1", jobs = "0";
  bool quick = false, json = false, quiet = false, force = false, help = false;
};

po::options_description described(Options& o) {
  po::options_description d("Options");
  d.add_options()("replicates,n", po::value(&o.replicates)->value_name("N"),
                  "runs of each case (default 500)");
  d.add_options()("population", po::value(&o.population)->value_name("N"),
                  "random conflicts of each class of ceasefire (default 500)");
  d.add_options()("seed", po::value(&o.seed)->value_name("N"), "seed of all chance (default 1)");
  d.add_options()("no-switches", po::bool_switch(&o.quick),
                  "leave out the cases with mechanisms switched off");
  d.add_options()("output,o", po::value(&o.output)->value_name("DIR"),
                  "write record.csv and without.csv to this folder");
  d.add_options()("force", po::bool_switch(&o.force), "write into a folder that is not empty");
  d.add_options()("jobs,j", po::value(&o.jobs)->value_name("N"),
                  "threads (default: all cores); results do not depend on it");
  d.add_options()("json", po::bool_switch(&o.json), "print one JSON object instead of text");
  d.add_options()("quiet,q", po::bool_switch(&o.quiet), "no progress, no messages but errors");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

std::string joined(const std::string& folder, const char* file) {
  return (std::filesystem::path(folder) / file).string();
}

// The cases of a folder, every mistake among them printed; nothing where there was one.
std::optional<RecordCases> load_cases(const std::string& folder, std::vector<RecordTarget>& targets) {
  Diagnostics diagnostics;
  targets = load_targets(joined(folder, "record/targets.csv"), diagnostics);
  RecordCases cases;
  const auto load = [&](const char* file, Scenario& into) {
    if (auto loaded = load_scenario_file(joined(folder, file), {}, diagnostics))
      into = std::move(loaded->scenario);
  };
  load("syria-february-2016.yaml", cases.february);
  load("geneva-2016.yaml", cases.september);
  load("syria-december-2016.yaml", cases.december);
  load("syria-may-2017.yaml", cases.may);
  if (diagnostics.empty())
    load_deal_file(joined(folder, "deals/9-september-2016.yaml"), cases.september, diagnostics);
  if (diagnostics.empty()) return cases;
  std::fputs(to_string(diagnostics).c_str(), stderr);
  return std::nullopt;
}

}  // namespace

int validate(const Arguments& arguments) {
  Options o;
  const po::options_description visible = described(o);
  po::variables_map given;
  if (!parse_arguments("validate", arguments, visible, given)) return bad_input;
  if (o.help) {
    std::ostringstream text;
    text << "usage: parley validate [FOLDER] [options]\n\nHolds the model against published data, held-out "
            "history, a population "
            "of random conflicts and theory:\nwhat it hits and what it misses, beside what one would say "
            "without a model. FOLDER "
            "holds the shipped scenarios\n(default: scenarios).\n\n"
         << visible;
    return print(text.str());
  }
  const auto files = given.count("scenario") != 0U ? given["scenario"].as<std::vector<std::string>>()
                                                   : std::vector<std::string>{};
  if (files.size() > 1) return usage_error("validate", "expected one folder");
  RecordOptions options;
  options.without = !o.quick;
  if (!whole_option("validate", "replicates", o.replicates, 20U, 1'000'000U, options.replicates) ||
      !whole_option("validate", "population", o.population, 20U, 1'000'000U, options.population) ||
      !whole_option("validate", "seed", o.seed, std::uint64_t{0}, UINT64_MAX, options.seed) ||
      !whole_option("validate", "jobs", o.jobs, 0, 1024, options.jobs))
    return bad_input;
  if (given.count("output") != 0U && o.output.empty())
    return usage_error("validate", "--output names no folder");
  std::vector<RecordTarget> targets;
  const auto cases = load_cases(files.empty() ? "scenarios" : files[0], targets);
  if (!cases) return bad_input;
  if (const std::string refusal = output_refusal(o.output, o.force); !refusal.empty())
    return usage_error("validate", refusal);

  const bool progress = !o.quiet && isatty(STDERR_FILENO) != 0;
  if (progress)
    options.progress = [](const std::string& what) {
      std::fputs(fmt::format("\r{:<70}", what + " ...").c_str(), stderr);
    };
  const Record record = play_record(targets, *cases, options);
  if (progress) std::fputs(fmt::format("\r{:<70}\r", "").c_str(), stderr);
  if (!o.output.empty()) {
    try {
      std::filesystem::create_directories(o.output);
      write_record(o.output, record);
    } catch (const std::exception& e) {
      std::fputs(fmt::format("parley validate: {}\n", e.what()).c_str(), stderr);
      return could_not_finish;
    }
    if (!o.quiet) std::fputs(fmt::format("Tables are in {}.\n", o.output).c_str(), stderr);
  }
  return print(o.json ? record_json(record, options) : record_text(record, options, colour_wanted()));
}

}  // namespace parley::cli

// parley calibrate STUDY.yaml

#include <cstdio>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/runs/tables.hpp"
#include "parley/study/calibration.hpp"
#include "parley/study/unread.hpp"
#include "parley/writing/table_file.hpp"
#include "study_input.hpp"

namespace parley::cli {

namespace po = boost::program_options;

namespace {

struct CalibrateLine {
  StudyWords words;
  std::string output, jobs = "0";
  bool json = false, quiet = false, help = false;
};

po::options_description calibrate_options(CalibrateLine& o) {
  po::options_description d("Options");
  d.add_options()("set", po::value(&o.words.set)->value_name("PATH=VALUE")->composing(),
                  "change a parameter that is not fitted; repeatable");
  d.add_options()("seed", po::value(&o.words.seed)->value_name("N"), "seed of all chance (default 1)");
  d.add_options()("output,o", po::value(&o.output)->value_name("FILE"),
                  "write the posterior's parameter sets (CSV) to this file");
  d.add_options()("jobs,j", po::value(&o.jobs)->value_name("N"),
                  "threads (default: all cores); results do not depend on it");
  d.add_options()("json", po::bool_switch(&o.json), "print one JSON object instead of text");
  d.add_options()("quiet,q", po::bool_switch(&o.quiet), "no progress, no messages but errors");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

void write_posterior(const std::string& file, const FilesRead& reading, const Sweep& sweep,
                     const CalibrationResult& result) {
  Columns columns{{"particle", Column::Kind::whole},
                  {"weight", Column::Kind::number},
                  {"distance", Column::Kind::number}};
  for (const auto& f : sweep.spec.factors)
    columns.push_back({f.path, f.kind == Factor::Kind::category ? Column::Kind::text : Column::Kind::number});
  TableFile out(file, reading, TableFormat::csv, false, columns);
  for (std::size_t i = 0; i < result.values.size(); ++i) {
    Row row{static_cast<std::int64_t>(i), result.abc.weights[i], result.abc.distance[i]};
    for (std::size_t k = 0; k < sweep.spec.factors.size(); ++k) {
      const Factor& f = sweep.spec.factors[k];
      if (f.kind == Factor::Kind::category)
        row.emplace_back(f.levels[static_cast<std::size_t>(result.values[i][k])]);
      else
        row.emplace_back(result.values[i][k]);
    }
    out.add(row);
  }
  out.close();
}

}  // namespace

CommandHelp calibrate_help() {
  CalibrateLine o;
  return described({"STUDY.yaml [options]"},
                   "Fits the parameters under `vary` to the study's `targets`, and tells what the fit says "
                   "of the targets that\nwere held out.",
                   calibrate_options(o));
}

int calibrate(const Arguments& arguments) {
  CalibrateLine o;
  po::variables_map given;
  if (!parse_arguments("calibrate", arguments, calibrate_options(o), given)) return bad_input;
  if (o.help) return print(help_text("calibrate", calibrate_help()));
  int jobs = 0;
  if (!whole_option("calibrate", "jobs", o.jobs, 0, 1024, jobs)) return bad_input;
  StudyOrigin origin;
  const auto sweep = sweep_or_complain("calibrate", given, o.words, origin);
  if (!sweep) return bad_input;
  if (const std::string refusal = calibration_refusal(*sweep); !refusal.empty())
    return usage_error("calibrate", refusal);
  if (!o.output.empty())
    if (const std::string refusal = write_refusal(o.output, origin.files); !refusal.empty())
      return usage_error("calibrate", refusal);
  Diagnostics problems;
  check_points(*sweep, origin, points_to_check(*sweep, 2000, [](std::size_t) { return true; }), problems);
  if (!problems.empty()) {
    say(to_string(problems));
    return bad_input;
  }
  if (const auto unread = unread_of_varied(*sweep); !unread.empty())
    return usage_error("calibrate", "nothing can be fitted there: " + in_words(unread.front()));
  if (!o.quiet)
    for (const auto& unread : unread_of_all(*sweep)) say("Note: " + in_words(unread) + ".\n");
  const std::atomic<bool>& stop = stop_on_signals();
  const auto result = parley::calibrate(*sweep, jobs, &stop, [&](const AbcGeneration& g) {
    if (!o.quiet)
      say(fmt::format("generation of {} candidates, {:.1f}% accepted\n", g.evaluations, 100 * g.acceptance));
    return !stop.load();
  });
  if (result.abc.weights.empty()) {
    say("parley calibrate: interrupted before the first generation was made\n");
    return interrupted;
  }
  try {
    if (!o.output.empty()) write_posterior(o.output, origin.files, *sweep, result);
  } catch (const WriteError& e) {
    say(fmt::format("parley calibrate: {}\n", e.what()));
    return could_not_finish;
  }
  const int code = print(o.json ? calibration_json(*sweep, result) : calibration_text(*sweep, result));
  return stop.load() ? interrupted : code;
}

}  // namespace parley::cli

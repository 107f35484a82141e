// parley estimate sobol|morris|prim TABLE.csv

#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/document/quantity.hpp"
#include "parley/questions/estimate/index_tables.hpp"
#include "parley/questions/estimate/point_runs.hpp"
#include "parley/questions/estimate/point_table.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct EstimateLine {
  std::string y = "y", levels = "4", resamples = "1000", confidence = "0.95", factors, seed = "1";
  std::string peel = "0.05", paste = "0.05", mass = "0.05", threshold = "0.5", objective = "lenient1",
              boxes = "1";
  std::vector<std::string> x;
  bool second_order = false, json = false, help = false;
};

po::options_description estimate_options(EstimateLine& o) {
  po::options_description d("Options");
  const auto text = [](std::string& to, const char* name) { return po::value(&to)->value_name(name); };
  d.add_options()("y", text(o.y, "COLUMN"), "the output (default y)")(
      "x", po::value(&o.x)->value_name("COLUMN")->composing(),
      "a parameter; repeatable (default: all columns but y, row, point, run, replicate, runs and failures)");
  d.add_options()("second-order", po::bool_switch(&o.second_order),
                  "sobol: the table has the rows for indices of pairs");
  d.add_options()("factors", text(o.factors, "N"),
                  "sobol: the number of parameters, where the table has the output only");
  d.add_options()("levels", text(o.levels, "N"), "morris: levels of the trajectories (default 4)");
  d.add_options()("resamples", text(o.resamples, "N"), "sobol, morris: of the bootstrap (default 1000)");
  d.add_options()("confidence", text(o.confidence, "SHARE"),
                  "sobol, morris: level of the intervals (default 0.95)");
  d.add_options()("seed", text(o.seed, "N"), "sobol, morris: of the bootstrap (default 1)");
  d.add_options()("threshold", text(o.threshold, "X"),
                  "prim: points whose output is above are of interest (default 0.5)");
  d.add_options()("peel", text(o.peel, "SHARE"), "prim: share that a step takes away (default 0.05)");
  d.add_options()("paste", text(o.paste, "SHARE"), "prim: share that a step brings back (default 0.05)");
  d.add_options()("mass", text(o.mass, "SHARE"), "prim: least share of the points in a box (default 0.05)");
  d.add_options()("objective", text(o.objective, "NAME"),
                  "prim: lenient1 (gain by point lost; default), lenient2 (that times the points left) or "
                  "original (the mean)");
  d.add_options()("boxes", text(o.boxes, "N"), "prim: one after the other (default 1)");
  d.add_options()("json", po::bool_switch(&o.json), "print one JSON object, with all digits and all steps");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

bool share_option(const char* name, const std::string& text, double& value) {
  const auto number = parse_double(text);
  if (!number || *number <= 0 || *number >= 1) {
    usage_error("estimate", fmt::format("--{} {}: expected a number between 0 and 1", name, text));
    return false;
  }
  value = *number;
  return true;
}

// Indices, with what luck is in them.
int told(const EstimateLine& o, const PointTable& table, Json json, const std::string& text) {
  json["runs_a_point"] = table.runs;
  json["luck"] = luck_in_words(table);
  return print(o.json ? dumped(json) : text + "    " + luck_in_words(table) + "\n");
}

int sobol(const EstimateLine& o, const PointTable& table, const Bootstrap& bootstrap) {
  std::vector<std::string> names = table.names;
  if (!o.factors.empty()) {
    std::size_t factors = 0;
    if (!whole_option<std::size_t>("estimate", "factors", o.factors, 1, 100'000, factors)) return bad_input;
    names.clear();
    for (std::size_t k = 1; k <= factors; ++k) names.push_back(fmt::format("x{}", k));
  }
  if (names.empty()) return usage_error("estimate", "the table has no parameters (--factors N)");
  const std::size_t block = o.second_order ? 2 * names.size() + 2 : names.size() + 2;
  if (table.y.size() % block != 0)
    return usage_error("estimate",
                       fmt::format("{} rows are no whole number of blocks of {} (a Saltelli "
                                   "design of {} parameters {} second order)",
                                   table.y.size(), block, names.size(), o.second_order ? "with" : "without"));
  if (o.factors.empty()) {
    if (const std::string problem = saltelli_problem(table, o.second_order); !problem.empty())
      return usage_error("estimate", problem);
  } else {
    std::fputs(
        "parley estimate: without the parameters nobody can check that the rows stand in their order\n",
        stderr);
  }
  const auto s = sobol_indices(table.y, names.size(), o.second_order, bootstrap, table.luck);
  return told(o, table, sobol_json(names, s), sobol_text(names, s, names.size() * names.size()));
}

int morris(const EstimateLine& o, const PointTable& table, const Bootstrap& bootstrap) {
  int levels = 0;
  if (!whole_option("estimate", "levels", o.levels, 2, 1000, levels)) return bad_input;
  const std::size_t d = table.names.size();
  if (d == 0 || table.y.size() % (d + 1) != 0)
    return usage_error(
        "estimate", fmt::format("{} rows are no whole number of trajectories of {} points (a Morris design "
                                "of {} parameters)",
                                table.y.size(), d + 1, d));
  Design design{table.y.size(), d, {}};
  for (std::size_t i = 0; i < design.points; ++i)
    for (const auto& column : table.columns) design.unit.push_back(column.values[i]);
  if (const std::string problem = morris_problem(table); !problem.empty())
    return usage_error("estimate", problem);
  const auto m = morris_effects(design, table.y, levels, bootstrap, table.luck);
  return told(o, table, morris_json(table.names, m), morris_text(table.names, m, d));
}

int discovered(const EstimateLine& o, PointTable table) {
  PrimOptions options;
  std::size_t boxes = 0;
  const auto threshold = parse_double(o.threshold);
  if (!threshold)
    return usage_error("estimate", fmt::format("--threshold {}: expected a number", o.threshold));
  options.threshold = *threshold;
  if (!share_option("peel", o.peel, options.peel_alpha) ||
      !share_option("paste", o.paste, options.paste_alpha) ||
      !share_option("mass", o.mass, options.mass_min) ||
      !whole_option<std::size_t>("estimate", "boxes", o.boxes, 1, 1000, boxes))
    return bad_input;
  if (o.objective == "lenient2")
    options.objective = PrimObjective::lenient2;
  else if (o.objective == "original")
    options.objective = PrimObjective::original;
  else if (o.objective != "lenient1")
    return usage_error("estimate",
                       fmt::format("--objective {}: expected lenient1, lenient2 or original", o.objective));
  // Points whose run failed tell nothing.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < table.y.size(); ++i) {
    if (!std::isfinite(table.y[i])) continue;
    for (auto& column : table.columns) column.values[kept] = column.values[i];
    table.y[kept++] = table.y[i];
  }
  table.y.resize(kept);
  for (auto& column : table.columns) column.values.resize(kept);
  const auto found = prim(table.columns, table.y, options, boxes);
  return print(o.json ? prim_json(table, found, options.threshold)
                      : prim_text(table, found, options.threshold));
}

}  // namespace

CommandHelp estimate_help() {
  EstimateLine o;
  return described(
      {"sobol|morris|prim TABLE.csv [options]"},
      "Sensitivity indices and scenario discovery of a table of points and outputs that you made or "
      "changed\nelsewhere, for example an output of your own computed from 'parley export'. Rows stand in "
      "the order of\nthe design (saltelli and morris as SALib makes them); an empty output (or NA, NaN) is a "
      "run that failed. Cells may be parted by semicolons or tabs, with decimal commas.\nWith a column "
      "'replicate' a row is a run: points are the means of their runs, and what luck adds is\ntaken out.",
      estimate_options(o));
}

int estimate(const Arguments& arguments) {
  EstimateLine o;
  const po::options_description visible = estimate_options(o);
  po::variables_map given;
  if (!parse_arguments("estimate", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("estimate", estimate_help()));
  const auto words = words_of(given);
  if (words.size() != 2)
    return usage_error("estimate", "name the estimator (sobol, morris or prim) and one table");
  const std::string& method = words[0];
  if (method != "sobol" && method != "morris" && method != "prim")
    return usage_error("estimate", fmt::format("unknown estimator '{}' ({})", printable(method),
                                               suggest(method, {"sobol", "morris", "prim"})));
  Bootstrap bootstrap;
  if (!whole_option<std::uint32_t>("estimate", "resamples", o.resamples, 0, 1'000'000, bootstrap.resamples) ||
      !whole_option<std::uint64_t>("estimate", "seed", o.seed, 0, std::uint64_t{1} << 53, bootstrap.seed) ||
      !share_option("confidence", o.confidence, bootstrap.level))
    return bad_input;
  Diagnostics problems;
  auto table = read_point_table(words[1], o.x, o.y, problems);
  if (!table) {
    say(to_string(problems));
    return bad_input;
  }
  if (method == "sobol") return sobol(o, *table, bootstrap);
  if (method == "morris") return morris(o, *table, bootstrap);
  return discovered(o, std::move(*table));
}

}  // namespace parley::cli

// parley compare A B

#include <cstdio>
#include <memory>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/questions/compare/report.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct CompareLine : Playing {
  CompareLine() { replicates = "1000"; }
  std::string days = "30", points = "200", runs = "4", measure = "lasting", uncertain;
  std::vector<std::string> set, with;
  bool central = false;
};

std::string measure_names() {
  std::string names;
  for (const Measure& m : measures()) names += (names.empty() ? "" : ", ") + std::string(m.name);
  return names;
}

po::options_description compare_options(CompareLine& o) {
  po::options_description d("Options");
  d.add_options()("with", po::value(&o.with)->value_name("PATH=VALUE")->composing(),
                  "what is different in B; repeatable. With it one scenario is enough");
  d.add_options()("set", po::value(&o.set)->value_name("PATH=VALUE")->composing(),
                  "change a parameter in both; repeatable");
  d.add_options()(
      "measure", po::value(&o.measure)->value_name("NAME"),
      ("what decides who is better over the assumptions' ranges (default lasting): " + measure_names())
          .c_str());
  d.add_options()("days", po::value(&o.days)->value_name("N"),
                  "for 'lasting': the first truce lasts beyond so many days (default 30)");
  d.add_options()("points", po::value(&o.points)->value_name("N"),
                  "points drawn over the declared ranges (default 200; 0: none)");
  add_uncertain(d, o.uncertain,
                "--uncertain all: draw also every other number that runs look at, plain or default, over a "
                "range by rule");
  d.add_options()("runs", po::value(&o.runs)->value_name("N"), "runs at each point, 2 or more (default 4)");
  d.add_options()("central", po::bool_switch(&o.central), "the central values alone: as --points 0");
  d.add_options()("replicates,n", po::value(&o.replicates)->value_name("N"),
                  "runs of each side at the central values (default 1000)");
  add_playing(d, o);
  return d;
}

}  // namespace

CommandHelp compare_help() {
  CompareLine o;
  return described(
      {"A.yaml B.yaml [options]", "A.yaml --with PATH=VALUE [options]"},
      "Plays two scenarios, or a scenario and a variant of it, with the same luck: outcomes side by "
      "side,\ndifferences with intervals, and in what share of the assumptions' ranges each is better.",
      compare_options(o));
}

int compare(const Arguments& arguments) {
  CompareLine o;
  const po::options_description visible = compare_options(o);
  po::variables_map given;
  if (!parse_arguments("compare", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("compare", compare_help()));
  auto files = words_of(given);
  for (std::string& file : files) file = meant(file);
  if (files.empty() || files.size() > 2)
    return usage_error("compare", "name two scenarios, or one scenario and --with PATH=VALUE");
  if (files.size() == 1 && o.with.empty())
    return usage_error("compare", "name a second scenario, or what is different: --with PATH=VALUE");
  CompareOptions options;
  if (!whole_option("compare", "replicates", o.replicates, 1U, 10'000'000U, options.replicates) ||
      !read_playing("compare", o, options) ||
      !whole_option("compare", "days", o.days, 1, 36'500, options.days) ||
      !whole_option("compare", "points", o.points, 0U, 20'000U, options.points) ||
      !whole_option("compare", "runs", o.runs, 2U, 100'000U, options.runs))
    return bad_input;
  if (o.central) options.points = 0;
  if (measure(o.measure) == nullptr)
    return usage_error("compare",
                       fmt::format("--measure {}: expected one of {}", o.measure, measure_names()));
  options.measure = o.measure;
  if (!uncertain_is_good("compare", o.uncertain)) return bad_input;
  options.every_number = o.uncertain == "all";

  std::vector<std::string> in_b = o.set;
  in_b.insert(in_b.end(), o.with.begin(), o.with.end());
  auto a = load_or_complain(files[0], o.set);
  auto b = load_or_complain(files.back(), o.set, o.with);
  if (!a || !b) return bad_input;
  if (!o.quiet) {
    note_unread(*a, o.set);
    note_unread(*b, o.with);
  }
  if (const std::string why = measure_refusal(*measure(o.measure), a->scenario, b->scenario, options.days);
      !why.empty()) {
    if (given.count("measure") != 0U || given.count("days") != 0U)
      return usage_error(
          "compare",
          fmt::format("{}: {}", given.count("measure") != 0U ? "--measure " + o.measure : "--days " + o.days,
                      why));
    options.measure = "agreement";  // which every scenario tells
    options.instead_of = why;
  }
  // What was set on purpose keeps its value.
  for (const auto& assignment : in_b) options.held.push_back(assignment.substr(0, assignment.find('=')));

  const StepLine line(o.quiet);
  options.progress = [&](const std::string& what) { line.show(what); };
  const Comparison result = parley::compare(a->scenario, b->scenario, options);
  line.clear();
  const auto model_a = std::make_unique<Model>(std::move(a->scenario));
  const auto model_b = std::make_unique<Model>(std::move(b->scenario));
  const CompareSide side_a{files[0], o.set, model_a.get()}, side_b{files.back(), in_b, model_b.get()};
  return print(o.json ? comparison_json(side_a, side_b, options, result)
                      : comparison_text(side_a, side_b, options, result, colour_wanted()));
}

}  // namespace parley::cli

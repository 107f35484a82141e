// parley analyze SCENARIO

#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/questions/analysis/report.hpp"
#include "parley/runs/tables.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

struct AnalyzeLine {
  TableFolder tables;
  std::vector<std::string> set, weight;
  std::string deal;
  std::string points = "200";
  bool central = false, json = false, quiet = false, help = false;
};

po::options_description analyze_options(AnalyzeLine& o) {
  po::options_description d("Options");
  d.add_options()("set", po::value(&o.set)->value_name("PATH=VALUE")->composing(),
                  "change a parameter; repeatable");
  d.add_options()("weight", po::value(&o.weight)->value_name("PARTY=NUMBER")->composing(),
                  "bargaining weight of a party, its `power` if left out: adds the weighted Nash and "
                  "proportional points; "
                  "repeatable");
  d.add_options()("deal", po::value(&o.deal)->value_name("FILE"),
                  "a text to hold the forecasts beside, as a deal file (default: the scenario's own section "
                  "'deal')");
  d.add_options()("central", po::bool_switch(&o.central),
                  "the central values alone, not over the declared ranges");
  d.add_options()("points", po::value(&o.points)->value_name("K"),
                  "points drawn over the declared ranges (default 200)");
  add_tables(d, o.tables, "write tables (CSV) for plotting to this folder");
  d.add_options()("json", po::bool_switch(&o.json), "print one JSON object instead of text");
  d.add_options()("quiet,q", po::bool_switch(&o.quiet), "no messages but errors");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

// The weights by party; empty where none are given. Complains of every one that cannot be read.
std::optional<ListBy<PartyId, double>> weights_of(const Model& m, const std::vector<std::string>& given) {
  ListBy<PartyId, double> weights;
  if (!given.empty())
    for (const PartyId p : m.parties()) weights.push_back(m.party(p).power);
  bool good = true;
  for (const std::string& text : given) {
    const auto sign = text.find('=');
    const std::string id = text.substr(0, sign);
    const PartyId party = m.scenario.parties.position(id);
    double weight = 0;
    const char* const end = text.data() + text.size();
    const bool read = sign != std::string::npos &&
                      std::from_chars(text.data() + sign + 1, end, weight).ptr == end && weight > 0 &&
                      std::isfinite(weight);
    if (party.position() < m.parties().size() && m.signatory[party] != 0 && read) {
      weights[party] = weight;
      continue;
    }
    good = false;
    usage_error("analyze", !read
                               ? fmt::format("--weight {}: expected PARTY=NUMBER with a number above 0", text)
                               : fmt::format("--weight {}: '{}' is no party that must sign", text, id));
  }
  if (!good) return std::nullopt;
  return weights;
}

}  // namespace

CommandHelp analyze_help() {
  AnalyzeLine o;
  return described({"SCENARIO [options]"},
                   "Tells, before anybody speaks, whether there is room for a deal, what each could get, who "
                   "stands in the\nway, what the cheapest opening is, who must move on what, and where "
                   "bargaining theory would settle.",
                   analyze_options(o));
}

int analyze(const Arguments& arguments) {
  AnalyzeLine o;
  const po::options_description visible = analyze_options(o);
  po::variables_map given;
  if (!parse_arguments("analyze", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("analyze", analyze_help()));
  if (!o.deal.empty()) o.deal = meant(o.deal);
  const auto scenario = one_scenario("analyze", given);
  if (!scenario) return bad_input;
  if (given.count("output") != 0U && o.tables.output.empty())
    return usage_error("analyze", "--output names no folder");
  auto loaded = load_or_complain(*scenario, o.set);
  if (!loaded) return bad_input;
  if (!o.deal.empty()) {
    Diagnostics diagnostics;
    if (!load_deal_file(o.deal, loaded->scenario, diagnostics)) {
      say(to_string(diagnostics));
      return bad_input;
    }
  }
  if (const std::string refusal = output_refusal(o.tables.output, o.tables.force); !refusal.empty())
    return usage_error("analyze", refusal);
  RoomOptions over;
  if (!whole_option("analyze", "points", o.points, std::size_t{0}, std::size_t{20'000}, over.points))
    return bad_input;
  if (o.central) over.points = 0;
  for (const auto& assignment : o.set) over.held.push_back(assignment.substr(0, assignment.find('=')));
  const auto model = std::make_unique<Model>(std::move(loaded->scenario));
  const auto weights = weights_of(*model, o.weight);
  if (!weights) return bad_input;
  const Analysis analysis = parley::analyze(*model, *weights);
  if (const int code = write_tables("analyze", o.quiet, o.tables, {*scenario, o.deal},
                                    [&](OutputFolder& folder) { write_analysis(folder, *model, analysis); });
      code != done)
    return code;
  const RoomOverRanges room = room_over_ranges(model->scenario, over);
  return print(o.json ? analysis_json(*model, analysis, room)
                      : analysis_text(*model, analysis, room, colour_wanted()));
}

}  // namespace parley::cli

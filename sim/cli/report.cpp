// parley report STUDY.db

#include <cstdio>
#include <sstream>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/results/study_report.hpp"
#include "parley/scenario/quantity.hpp"

namespace parley::cli {

namespace po = boost::program_options;

int report(const Arguments& arguments) {
  std::vector<std::string> outputs;
  std::string threshold, method;
  bool json = false, help = false;
  po::options_description visible("Options");
  visible.add_options()("output,y", po::value(&outputs)->value_name("NAME")->composing(),
                        "look at this output: holding, first_truce_beyond_30, deaths ...; repeatable")(
      "threshold", po::value(&threshold)->value_name("X"),
      "scenario discovery: find where the outputs are above X")(
      "method", po::value(&method)->value_name("sobol|morris"),
      "insist on these indices; an error where the design does not give them")(
      "json", po::bool_switch(&json), "print one JSON object instead of text")(
      "help,h", po::bool_switch(&help), "this help");
  po::variables_map given;
  if (!parse_arguments("report", arguments, visible, given)) return bad_input;
  if (help) {
    std::ostringstream text;
    text << "usage: parley report STUDY.db [options]\n\nTells what a study says: how runs end, which "
            "assumptions "
            "matter, where truces last, by which values of\nthe parameters, and how surely.\n\n"
         << visible;
    return print(text.str());
  }
  const auto file = one_scenario("report", given, "study store");
  if (!file) return bad_input;
  FindingsWanted wanted;
  wanted.outputs = outputs;
  if (!threshold.empty() && !(wanted.threshold = parse_double(threshold)))
    return usage_error("report", fmt::format("--threshold {}: expected a number", threshold));
  if (!method.empty() && method != "sobol" && method != "morris")
    return usage_error("report", fmt::format("--method {}: expected sobol or morris", method));
  try {
    Store store(*file, Database::Mode::read);
    const Sweep sweep = store.sweep();
    if (!method.empty())
      if (const std::string refusal =
              estimator_refusal(sweep.spec, method == "sobol" ? Estimator::sobol : Estimator::morris);
          !refusal.empty())
        return usage_error("report", refusal);
    const Columns columns = outcome_columns_of(sweep);
    for (const auto& name : outputs)
      if (!output_of(name, columns))
        return usage_error("report", fmt::format("there is no output '{}' ({})", printable(name),
                                                 suggest(name, output_names(columns))));
    const Findings findings = findings_of(store, sweep, wanted);
    return print(json ? study_report_json(sweep, findings, *file)
                      : study_report_text(sweep, findings, *file));
  } catch (const StoreError& e) {
    std::fputs(fmt::format("parley report: {}\n", e.what()).c_str(), stderr);
    return could_not_finish;
  }
}

}  // namespace parley::cli

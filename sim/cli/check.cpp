// parley check FILE...

#include <cstdio>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/engine/model.hpp"
#include "parley/scenario/loader.hpp"

namespace parley::cli {

int check(const Arguments& arguments) {
  bool quiet = false;
  std::vector<std::string> files;
  for (const auto& a : arguments) {
    if (a == "--help" || a == "-h")
      return print(
          "usage: parley check [--quiet] FILE...\n\n"
          "Reads scenario files and reports every problem at once as file:line:column: path: message "
          "(hint).\n"
          "Exit code 0 where all are good, 2 where not.\n");
    if (a == "--quiet" || a == "-q") {
      quiet = true;
    } else if (a.size() > 1 && a[0] == '-') {
      return usage_error("check", fmt::format("unknown option '{}'", a));
    } else {
      files.push_back(a);
    }
  }
  if (files.empty()) return usage_error("check", "no file is named");
  std::string good;
  Diagnostics diagnostics;
  for (const auto& file : files) {
    Diagnostics own;
    const auto loaded = load_scenario_file(file, {}, own);
    if (loaded)
      if (const std::string refusal = refusal_of(loaded->scenario); !refusal.empty())
        own.push_back({file, {}, "parties", refusal, {}});
    if (own.empty()) {
      good +=
          fmt::format("{}: good ({} issues, {} parties{})\n", file, loaded->scenario.issues.size(),
                      loaded->scenario.parties.size(),
                      loaded->scenario.calendar ? fmt::format(", {} fronts", loaded->scenario.fronts.size())
                                                : ", talks only");
    } else {
      say(to_string(own));
      diagnostics.insert(diagnostics.end(), own.begin(), own.end());
    }
  }
  if (!diagnostics.empty()) {
    if (!quiet)
      say(fmt::format("{} {} found\n", diagnostics.size(), diagnostics.size() == 1 ? "problem" : "problems"));
    if (!quiet && !good.empty()) print(good);
    return bad_input;
  }
  return quiet ? done : print(good);
}

}  // namespace parley::cli

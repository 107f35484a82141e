// Which subcommand is meant, and what does it end with?

#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/support/diagnostic.hpp"
#include "parley/support/version.hpp"

namespace parley::cli {

namespace {

struct Command {
  const char* name;
  const char* what;
  int (*call)(const Arguments&);
  CommandHelp (*help)();
};

CommandHelp version_help() { return {{""}, "Prints the version.", {}, {}, {}}; }

int print_version(const Arguments& arguments) {
  if (!arguments.empty() && arguments[0] != "--help" && arguments[0] != "-h")
    return usage_error("version", fmt::format("unknown argument '{}'", printable(arguments[0])));
  return print(arguments.empty() ? fmt::format("parley {}\n", version())
                                 : help_text("version", version_help()));
}

constexpr Command commands[] = {
    {"run", "play a scenario many times: outcomes, causes, one run told", run, run_help},
    {"sweep", "play it at many values of its parameters, keep every run in one file", sweep, sweep_help},
    {"report", "what a study says, as text or as a page with charts (--html)", report, report_help},
    {"export", "write a table of a study for pandas, R, gnuplot or a spreadsheet", export_tables,
     export_tables_help},
    {"estimate", "sensitivity indices and scenario discovery of a table made elsewhere", estimate,
     estimate_help},
    {"calibrate", "fit parameters to what is known, and try the fit on what was held out", calibrate,
     calibrate_help},
    {"merge", "put the parts of a study together", merge, merge_help},
    {"analyze", "is there room for a deal, who must move, on what, by how much", analyze, analyze_help},
    {"compare", "two scenarios or variants side by side, with the same luck", compare, compare_help},
    {"explain", "tell one run with the numbers behind each decision", explain, explain_help},
    {"premortem", "put a text into force: what kills it, who breaks it, what would save it", premortem,
     premortem_help},
    {"page", "one page to explore, compare and play in a browser, without installing anything", page,
     page_help},
    {"play", "take the place of a party, yourself or by a program, and negotiate against the model", play,
     play_help},
    {"tournament", "programs and strategies in the same seats, ranked, with how sure the ranking is",
     tournament, tournament_help},
    {"elicit", "ask experts for the numbers that decide, and read their sheets", elicit, elicit_help},
    {"validate", "the model's record against data, held-out history and theory", validate, validate_help},
    {"check", "find every mistake in scenario files", check, check_help},
    {"import", "make a scenario of an event table (UCDP GED, ACLED), or a GENIUS, GeniusWeb or KTAB file",
     import_files, import_files_help},
    {"new", "write a small commented scenario to start from", new_scenario, new_scenario_help},
    {"schema", "print the scenario format, for editors (JSON Schema) or readers (--markdown)", schema,
     schema_help},
    {"list", "the scenarios, texts and studies that come with the program", list, list_help},
    {"completion", "a script that lets bash or zsh complete a command line", completion, completion_help},
    {"manual", "the manual page of a command", manual, manual_help},
    {"version", "print the version", print_version, version_help},
};

std::string help() {
  std::string text =
      "parley simulates the negotiation of a ceasefire and what becomes of it.\n\n"
      "  parley run geneva-2016\n\n"
      "Commands\n";
  for (const auto& c : commands) text += fmt::format("  {:<10} {}\n", c.name, c.what);
  text +=
      "\n'parley COMMAND --help' tells the options of a command.\n"
      "Results go to standard output, messages to standard error. Exit codes: 0 done, 1 could not finish,\n"
      "2 bad input or usage, 75 runs of a study are still to be made, 130 interrupted.\n";
  return text;
}

int found_and_called(const Arguments& all) {
  if (all.empty()) {
    say(help());
    return bad_input;
  }
  const std::string& name = all[0];
  if (name == "--help" || name == "-h" || name == "help") return print(help());
  if (name == "--version") return print_version({});
  std::vector<std::string> names;
  for (const auto& c : commands) {
    if (name == c.name) return c.call({all.begin() + 1, all.end()});
    names.emplace_back(c.name);
  }
  const std::string near = nearest_name(name, names);
  const std::string hint = near.empty() ? fmt::format("expected one of: {}", fmt::join(names, ", "))
                                        : fmt::format("did you mean '{}'?", near);
  say(fmt::format("parley: unknown command '{}' ({})\n", printable(name), hint));
  return bad_input;
}

}  // namespace

std::vector<NamedHelp> all_help() {
  std::vector<NamedHelp> all;
  for (const auto& c : commands) all.push_back({c.name, c.what, c.help()});
  return all;
}

void say(const std::string& text) { std::fputs(shown_text(text).c_str(), stderr); }

int print(const std::string& text) {
  // Bold print is our own (Page, which lets no other escapes through).
  constexpr std::string_view on = "\033[1m", off = "\033[0m";
  std::string shown;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t mark =
        colour_wanted() ? std::min(text.find(on, from), text.find(off, from)) : text.npos;
    shown += shown_text(std::string_view(text).substr(from, mark - from));
    if (mark == text.npos) break;
    shown += text.compare(mark, on.size(), on) == 0 ? on : off;
    from = mark + on.size();
  }
  if (std::fwrite(shown.data(), 1, shown.size(), stdout) == shown.size() && std::fflush(stdout) == 0)
    return done;
  say("parley: cannot write to standard output\n");
  return could_not_finish;
}

int program(const Arguments& arguments) {
  try {
    return found_and_called(arguments);
  } catch (const std::bad_alloc&) {
    say("parley: out of memory\n");
  } catch (const std::exception& e) {
    say(std::string("parley: ") + e.what() + "\n");
  }
  return could_not_finish;
}

int usage_error(const std::string& command, const std::string& message) {
  say(fmt::format("parley {}: {} ('parley {} --help' tells how)\n", command, message, command));
  return bad_input;
}

}  // namespace parley::cli

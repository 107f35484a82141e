// What does a command tell of itself: to who asks for help, in its manual page, to a shell that completes?
//
// One description a command, made of the table of options that it is parsed by.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <boost/program_options.hpp>

namespace parley::cli {

struct OptionHelp {
  std::string name;    // without dashes
  std::string letter;  // its short form without the dash, or empty
  std::string value;   // what is given with it: N, FILE, none|days; empty: it is a switch
  bool bare = false;   // the value may be left out
  std::string text;
};

struct CommandHelp {
  std::vector<std::string> usage;  // a way to call it each, after its name: "SCENARIO [options]"
  std::string about;               // paragraphs parted by empty lines
  std::vector<OptionHelp> options;
  std::string columns;  // the options as --help shows them
  std::string more;     // after the options; lines
};
CommandHelp described(std::vector<std::string> usage, std::string about,
                      const boost::program_options::options_description& options, std::string more = {});

// What `parley NAME --help` prints.
std::string help_text(const std::string& name, const CommandHelp& help);

// Of each command (command.hpp).
CommandHelp run_help();
CommandHelp sweep_help();
CommandHelp report_help();
CommandHelp calibrate_help();
CommandHelp export_tables_help();
CommandHelp estimate_help();
CommandHelp elicit_help();
CommandHelp merge_help();
CommandHelp analyze_help();
CommandHelp compare_help();
CommandHelp explain_help();
CommandHelp premortem_help();
CommandHelp page_help();
CommandHelp play_help();
CommandHelp tournament_help();
CommandHelp validate_help();
CommandHelp check_help();
CommandHelp schema_help();
CommandHelp import_files_help();
CommandHelp new_scenario_help();
CommandHelp list_help();
CommandHelp completion_help();
CommandHelp manual_help();

// A command as it stands in the table of commands.
struct NamedHelp {
  std::string name, what;
  CommandHelp help;
};
// All of them, in the order of the program's own help.
std::vector<NamedHelp> all_help();

// The page of a command, and that of the program, for man(1).
std::string manual_page(const NamedHelp& command);
std::string manual_page(std::span<const NamedHelp> commands);

// A script that completes commands, options, their values and the names of what is shipped.
std::string bash_completion(std::span<const NamedHelp> commands);
std::string zsh_completion(std::span<const NamedHelp> commands);

}  // namespace parley::cli

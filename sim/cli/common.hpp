// What do several subcommands share?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/program_options.hpp>

#include "command.hpp"
#include "parley/scenario/loader.hpp"

namespace parley::cli {

// Reads the arguments of a command that takes options and scenario files; false after a usage error was
// printed.
bool parse_arguments(const std::string& command, const Arguments& arguments,
                     const boost::program_options::options_description& options,
                     boost::program_options::variables_map& given);

// The one scenario file that was named; nothing after a usage error was printed.
std::optional<std::string> one_scenario(const std::string& command,
                                        const boost::program_options::variables_map& given);

// The scenario with its overrides; nothing after every problem was printed to standard error.
std::optional<LoadedScenario> load_or_complain(const std::string& file,
                                               const std::vector<std::string>& overrides);

// Nothing, or why tables cannot go to this folder ("" is no folder: nothing to refuse).
std::string output_refusal(const std::string& folder, bool force);

// Standard output is a terminal that shows colour, and the user has nothing against it (NO_COLOR).
bool colour_wanted();

}  // namespace parley::cli

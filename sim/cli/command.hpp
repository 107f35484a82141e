// What is a subcommand of the program?
#pragma once

#include <string>
#include <vector>

namespace parley::cli {

// Exit codes.
inline constexpr int done = 0;
inline constexpr int could_not_finish = 1;
inline constexpr int bad_input = 2;
inline constexpr int to_be_resumed = 75;
inline constexpr int interrupted = 130;

using Arguments = std::vector<std::string>;

// The whole program but for its process: finds the subcommand, calls it, and tells what it could not catch.
int program(const Arguments& arguments);

// Each takes the arguments after its own name and returns an exit code.
int run(const Arguments& arguments);
int sweep(const Arguments& arguments);
int report(const Arguments& arguments);
int calibrate(const Arguments& arguments);
int export_tables(const Arguments& arguments);
int estimate(const Arguments& arguments);
int elicit(const Arguments& arguments);
int merge(const Arguments& arguments);
int analyze(const Arguments& arguments);
int compare(const Arguments& arguments);
int explain(const Arguments& arguments);
int premortem(const Arguments& arguments);
int page(const Arguments& arguments);
int play(const Arguments& arguments);
int tournament(const Arguments& arguments);
int validate(const Arguments& arguments);
int check(const Arguments& arguments);
int schema(const Arguments& arguments);
int import_files(const Arguments& arguments);
int new_scenario(const Arguments& arguments);
int list(const Arguments& arguments);
int completion(const Arguments& arguments);
int manual(const Arguments& arguments);

// Prints a message to standard error. Control characters that came with a name or a file are shown, not
// obeyed, here and in print: no other place of the program speaks to a terminal.
void say(const std::string& text);
// Prints `text` to standard output; could_not_finish, with a message, where that fails (a full disk, a closed
// pipe).
int print(const std::string& text);
// Prints a usage error and returns bad_input.
int usage_error(const std::string& command, const std::string& message);

}  // namespace parley::cli

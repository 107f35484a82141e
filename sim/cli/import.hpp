// What do the kinds of 'parley import' share?
#pragma once

#include "command.hpp"
#include "parley/support/diagnostic.hpp"

namespace parley::cli {

// 'parley import events': the arguments after these words.
int import_events(const Arguments& arguments);

// What a scenario that was made of a file would be refused for: nothing, unless it is larger than Parley
// takes. Its own lines are nowhere to be seen, so that the file that it is made of is named.
Diagnostics import_refusals(const std::string& text, const std::string& file);
// Says all of them; the exit code.
int import_refused(const Diagnostics& diagnostics);

}  // namespace parley::cli

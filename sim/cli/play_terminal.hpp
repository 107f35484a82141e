// How does a person decide, line by line?
#pragma once

#include <string>

#include "command.hpp"
#include "parley/questions/play/decisions.hpp"

namespace parley::cli {

// Puts each open decision of the session on standard output and takes a line from standard input, until the
// run has come to its end. `file`: the session's head, for 'save'. `done` then; could_not_finish where the
// lines end, or the person leaves, before.
int play_by_lines(PlaySession& session, const SessionFile& file);

}  // namespace parley::cli

// How are the statements of a meeting told?
#pragma once

#include <string>

#include "parley/engine/trace.hpp"

namespace parley {

// One sentence a statement, each with a blank before it; nothing where none was made.
std::string statements_in_words(const Model& model, const Trace& trace, const MeetingRecord& meeting);

}  // namespace parley

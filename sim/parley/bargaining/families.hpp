// Which protocols, bidding strategies, acceptance rules and opponent models are there?
#pragma once

#include <string>

namespace parley {

// A Markdown table for each family, made of what each member tells of itself: its name, in a word what it
// does, its keys, whether it draws luck, whether what others say changes it, and what it needs.
std::string families_markdown();

}  // namespace parley

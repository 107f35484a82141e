// How is a mistake in the user's input reported?
//
// As data: where it is, what is wrong and what to do about it. All mistakes of a file are collected and
// printed together as `file:line:column: path: message (hint)`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley {

// A place in an input file, counted from 1; line 0 means the whole file (or no file, as for a command line).
struct Place {
  int line = 0;
  int column = 0;
};

struct Diagnostic {
  std::string file;
  Place place;
  std::string path;
  std::string message;
  std::string hint;
};

using Diagnostics = std::vector<Diagnostic>;

std::string to_string(const Diagnostic& diagnostic);
// One line each, in order of place.
std::string to_string(Diagnostics diagnostics);

// The name of `names` nearest to `word` by edit distance (Damerau 1964), or nothing where none is near.
std::string nearest_name(std::string_view word, const std::vector<std::string>& names);
// "did you mean 'AIR'?", or a list of the choices where none is near and there are few.
std::string suggest(std::string_view word, const std::vector<std::string>& names);
// `text` fit for one line of a message: control characters, marks of writing direction and bytes that are no
// UTF-8 shown as escapes, long texts cut.
std::string printable(std::string_view text, std::size_t longest = 60);
// The same of a text of many lines: line ends and tabs stay, nothing is cut. What goes to a terminal goes
// through here.
std::string shown_text(std::string_view text);

}  // namespace parley

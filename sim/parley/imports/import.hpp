// How does another program's file become a scenario?
//
// GENIUS (XML) and GeniusWeb (JSON): a domain and one profile a party. KTAB (CSV): actors with places,
// saliences and power. Each reader checks its files to the end and reports every mistake with line and
// column; what has no counterpart in a scenario is refused, or left out and told in a note.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/imports/draft.hpp"

namespace parley {

struct SourceFile {
  std::string name;  // as named by the user
  std::string text;
};

struct ImportOptions {
  std::size_t steps = 21;  // options that a real issue of GENIUS is cut into
  double spacing = 5;      // of options on a line of KTAB, from 0 to 100
  double reservation = 0;  // of all actors of KTAB, which has none
};

// All return nothing where they added a diagnostic; `notes` is what an analyst must be told besides.
std::optional<Draft> import_genius(const SourceFile& domain, const std::vector<SourceFile>& profiles,
                                   const ImportOptions& options, Diagnostics& diagnostics,
                                   Diagnostics& notes);
std::optional<Draft> import_geniusweb(const SourceFile& domain, const std::vector<SourceFile>& profiles,
                                      Diagnostics& diagnostics, Diagnostics& notes);
std::optional<Draft> import_ktab(const SourceFile& file, const ImportOptions& options,
                                 Diagnostics& diagnostics, Diagnostics& notes);

// Whether a file is JSON rather than XML: by its first letter, or by its name where that tells nothing.
bool looks_like_json(const SourceFile& file);
// "profiles/hill.xml": hill. Fit for print.
std::string stem_of(const std::string& file);

inline constexpr std::size_t most_imported_issues = 400, most_imported_options = 1000;

}  // namespace parley

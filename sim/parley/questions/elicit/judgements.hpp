// What did the experts write on their sheets?
//
// A sheet is the CSV file that `parley elicit` writes, filled in: comma, semicolon or tab between cells,
// decimal points or commas, "30%" for a share, "2 weeks" for a time. Columns are found by their headings;
// only `path`, `lowest`, `highest`, `likeliest`, `reason` and `expert` are read. A question without an answer
// is skipped. An expert's name may stand once on a sheet, or in every row where several share one; names that
// differ in case, blanks and full stops only are one person's.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "parley/scenario/scenario.hpp"
#include "parley/statistics/opinion_pool.hpp"
#include "parley/support/diagnostic.hpp"

namespace parley {

struct SheetFile {
  std::string name, text;  // the text in UTF-8
};

struct ExpertAnswer {
  std::string expert, path, reason;
  Judgement judgement;
};

// In order of sheets and rows. Every mistake is told with its place; answers are good where none was added.
std::vector<ExpertAnswer> read_answers(std::span<const SheetFile> sheets, const Scenario& scenario,
                                       Diagnostics& diagnostics);

// Whether somebody has written on this sheet.
bool holds_answers(const std::string& text);

}  // namespace parley

// A text on the page: its clauses, its file, and what a premortem says of it (questions/premortem).
#pragma once

#include <functional>
#include <string>

#include "parley/page/played.hpp"
#include "parley/questions/premortem/premortem.hpp"
#include "parley/writing/html_page.hpp"
#include "parley/writing/json.hpp"

namespace parley {

// {name, source, date, options: {ISSUE: number of the option}}, with every issue of the scenario.
Json deal_json(const Scenario& scenario, const Deal& deal);
// The text that a run signs first, in that form; nothing where it signs none.
Json deal_of_run(const Played& played, std::uint32_t run);

// question: {deal: a deal file's text, or {name, source, date, options}}. Answer: {deal, text}, the form and
// the file; {problems} at their lines where it is no deal of this scenario.
Json deal_answer(const Played& played, const Json& question);

// question: {deal: a deal file's text, before: another, n, days, points, per_point, seed, depth}; depth:
// "text", "changes" or "all" (PremortemDepth). Answer: {runs, points, lead, sections}; {problems}; {problem:
// why no premortem can be made of it}.
Json draft_answer(const Played& played, const Json& question,
                  const std::function<void(const std::string&)>& progress);

// What became of the text as it came, by the same luck.
struct DraftBeside {
  std::vector<std::string> clauses;  // what is otherwise, in words
  Interval before;                   // lasts beyond the horizon
  Difference change, deaths;
  std::string refusal;  // why there is no such figure
};
// The answer first. `result` is as deep as the sections can be.
std::vector<HtmlSection> premortem_sections(const Model& model, const Premortem& result, PremortemDepth depth,
                                            const std::optional<DraftBeside>& beside);

}  // namespace parley

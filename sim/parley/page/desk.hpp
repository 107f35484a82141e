// What does a page in a browser ask the engine, and what does it answer?
//
// One question and one answer at a time, each a JSON object in UTF-8. A question names the scenario that it
// is about: `text` (YAML), `file` (its name), `set` (PATH=VALUE ...) and, where somebody knows it, `record`
// (what a record of cases says of it); the last one stays compiled, with the runs made of it, so that asking
// for more runs makes only the new ones. `do` is one of
//   open     what the scenario holds: assumptions with ranges, parties that can be played
//   runs     {seed, n}: n runs are made; {runs: n} when they are
//   told     {seed, n, points, per_point}: sections of HTML with both doubts; points 0: luck alone
//   story    {seed, run}: one run, day by day
//   room     what deals are possible
//   compare  {pinned: {text, file, set}, seed, n, points, per_point}: what becomes otherwise than in `pinned`
//   deal     {deal}: a text for the war, as a form and as a file (page/draft.hpp)
//   draft    {deal, before, n, days, points, per_point, depth}: what a premortem says of a text
//   seat     {as, seed, run, review, decisions}: what is asked at the next open decision, or how it ended
//   yaml     the text with what is set written into it
//   table    {name, seed, n}: a table as 'parley run -o' writes it, to the byte
// A scenario that does not load: {problems: [{line, column, path, message, hint}]}. A question that cannot be
// answered: {error: why}. Everything that came from a file is escaped where it stands in HTML.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "parley/page/played.hpp"

namespace parley {

class Desk {
 public:
  // `progress` is told what is being played, while that takes long.
  explicit Desk(std::function<void(const std::string&)> progress = {});
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  std::string answer(std::string_view question);

 private:
  std::function<void(const std::string&)> progress_;
  std::unique_ptr<Played> played_;  // the last scenario
  std::string known_;               // of which text and settings
};

}  // namespace parley

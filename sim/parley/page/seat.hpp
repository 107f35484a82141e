// A seat at the table, for somebody at a page: what is asked, or how it ended (questions/play/session.hpp).
#pragma once

#include "parley/engine/model.hpp"
#include "parley/page/played.hpp"
#include "parley/writing/json.hpp"

namespace parley {

// question: {as, seed, run, review, decisions, rest}. The run is played from its start by the decisions to
// the next open one; with `rest` the model's party decides from there. Answer:
//   {taken, session, view, words}           open: the view of sim/README.md, section 13, and in words
//   {taken, session, ended, words, html}    over: the debriefing, as JSON and in words; the run as a story
//   {problem}                               a decision that is no answer
Json seat_answer(const Played& played, const Json& question);

}  // namespace parley

// How is a decision written, in a session's file and by a program in the seat?
//
// One JSON object: {"asked": "turn", "on": "2016-09-05", "do": "offer", "text": {"TRUCE": 2, "AIR": 3}}.
//   asked, on   what was asked and when; may be left out, and is checked where it stands
//   do          "model" (what the model's party would do), or a deed that answers what is asked
//   text        offer: options by issue, by number or in their words; what is not named stays as in the
//               model's own offer, or as in the text on the table where "from": "table" stands
//   change      ask, set_aside: one issue and its option, {"MON": 4}; set_aside may name the issue alone,
//   "MON" keeps       order: share of the truce to keep on each front, 0 to 1, or "commanders" (as they think
//   fit);
//               a front that is not named keeps its order; one number or word stands for all fronts
#pragma once

#include <string>

#include "parley/document/yaml_document.hpp"
#include "parley/questions/play/session.hpp"
#include "parley/writing/json.hpp"

namespace parley {

// The answer to a session's open query; nothing, with at least one diagnostic of `file` at its place, where
// it is none.
std::optional<Taken> read_decision(const PlaySession& session, const YamlNode& node, const std::string& path,
                                   const std::string& file, Diagnostics& diagnostics);
// A decision that was taken, written in full.
Json decision_json(const Model& model, const Taken& taken);
std::vector<Json> decisions_json(const PlaySession& session);

// A session as a file: {"parley": "session", "scenario": ..., "set": [...], "as": "GOV", "seed": 1, "run": 0,
// "review": 7, "decisions": [...]}.
struct SessionFile {
  std::string scenario;
  std::vector<std::string> set;
  std::string as;
  std::uint64_t seed = 1;
  std::uint32_t run = 0;
  int review = 7;
  std::vector<Json> decisions;  // as decision_json wrote them
};
std::string session_text(const SessionFile& session);
// What a session's file holds, its decisions as nodes still to be read. Nothing after a diagnostic.
struct SessionRead {
  SessionFile head;
  std::string file;
  std::vector<YamlNode> decisions;
};
std::optional<SessionRead> read_session(const std::string& file, Diagnostics& diagnostics);

}  // namespace parley

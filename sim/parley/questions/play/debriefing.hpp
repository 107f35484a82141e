// How did a session end, and how would the model's own party have done with the same luck?
#pragma once

#include <string>
#include <vector>

#include "parley/questions/play/session.hpp"
#include "parley/runs/chronicle.hpp"
#include "parley/writing/json.hpp"

namespace parley {

struct Debriefing {
  Outcome played, own;  // own: nobody in the seat
  // Played decisions that differ from what the model's party would have done there.
  struct Departure {
    std::size_t number = 0;  // of the decision, from 0
    Taken taken;
    std::string played, own;  // in words
  };
  std::vector<Departure> departures;
  std::vector<ChronicleEntry> story, own_story;  // the run as the chronicle tells it, all motives open
};

// Of a session that is over; plays it twice.
Debriefing debriefing_of(PlaySession& session);
std::string debriefing_text(const PlaySession& session, const Debriefing& d, bool colour,
                            std::size_t width = 100);
Json debriefing_json(const PlaySession& session, const Debriefing& d);

}  // namespace parley

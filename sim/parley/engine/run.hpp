// What do the steps of a day work on?  (internal to the engine)
#pragma once

#include "parley/engine/state.hpp"

namespace parley {

enum class Purpose : std::uint32_t {
  belief,
  intensity,
  count,
  size,
  outcome,
  act,
  leader,
  renewal,
  detection,
  attribution,
  author,
  spoiler,
  spoiler_size,
  stray,
  stray_size,
  surrender,
  random_event,
  patience
};

struct Run {
  const Model& m;
  State& s;
  RunKey key;
  Trace* trace;

  Stream luck(Purpose purpose, std::size_t entity = 0) const {
    return Stream(key, static_cast<std::uint32_t>(purpose), static_cast<std::uint32_t>(entity),
                  static_cast<std::uint32_t>(s.day));
  }
  // Index of the happening, or nobody where no trace is kept.
  int record(Happening h) const {
    if (trace == nullptr) return nobody;
    h.day = s.day;
    trace->happenings.push_back(h);
    return static_cast<int>(trace->happenings.size()) - 1;
  }
};

// What an event does to trust; true where its author is established at once.
bool blame_for(const Run& run, SalientEvent event);
void hear_findings(const Run& run);  // findings on past events that are due

double trust_in_other_camp(const Run& run, PartyId party);

// The steps of a day, in their order.
void outside_events(const Run& run);        // events.cpp
void choose_acts(const Run& run);           // acts.cpp
void fight(const Run& run);                 // war.cpp
void learn(const Run& run);                 // war.cpp
void relieve_or_surrender(const Run& run);  // siege.cpp
void talk(const Run& run);                  // table.cpp
void political_track(const Run& run);       // track.cpp: called by talk
void keep_or_leave(const Run& run);         // truce.cpp
void count(const Run& run);                 // simulate.cpp

void respond(const Run& run);        // response.cpp: deaths before and after the first signature
void record_states(const Run& run);  // states.cpp: into the trace

// Pieces the steps share.
void value_truce(const Run& run);                    // truce.cpp: what the truce is worth to each party now
void begin_truce(const Run& run);                    // truce.cpp: puts state.deal into force
void open_talks(const Run& run, int day);            // table.cpp
bool ripe(const Run& run);                           // ripeness.cpp: may talks open again?
void read_refusal(const Run& run, PartyId refuser);  // war.cpp: what a refused text tells the other camps
double fear_of_rearming(const Run& run, PartyId party);                           // war.cpp
void shift_strength(const Run& run, std::size_t contest_bloc, double log_ratio);  // war.cpp: seen by all
void hold_back(const Run& run);                       // patrons.cpp: what patrons stop their clients from
void lose_patience(const Run& run, PartyId breaker);  // patrons.cpp: patrons of a client that ended a truce
void resume_support(const Run& run);                  // patrons.cpp
void close_track(const Run& run);                     // track.cpp
void make_statements(const Run& run);                 // statements.cpp
void surrender(const Run& run, FrontId front, double people, int happening);  // siege.cpp
bool covered(const Run& run, FrontId front);
// Adds deaths outside the ordinary fighting of the day, suffered by the camp `victims`.
void add_deaths(const Run& run, int front, BlocId victims, double deaths, bool civilians);  // events.cpp

}  // namespace parley

// Which mechanisms can be switched off, by which parameters?

#include "parley/questions/record/record.hpp"

namespace parley {

namespace {

template <class Change>
void each_party(Scenario& s, Change change) {
  for (auto& row : s.parties) change(row.value);
}

// Each mechanism by the parameters that switch it off.
constexpr Mechanism all[] = {
    {"trust learns from events", "truce.uncommitted_rate = truce.committed_rate",
     [](Scenario& s) { s.truce.uncommitted_rate = s.truce.committed_rate.value; }},
    {"who did it is in dispute", "truce.attribution = 1, truce.attribution_delay = 0, truce.accuracy = 1",
     [](Scenario& s) {
       s.truce.attribution = 1;
       s.truce.attribution_delay = 0;
       s.truce.accuracy = 1;
     }},
    {"statements", "talks.statements = none", [](Scenario& s) { s.talks.statements.reset(); }},
    {"attacks by surprise", "truce.surprise = 0", [](Scenario& s) { s.truce.surprise = 0; }},
    {"reasons that nobody else knows", "truce.shock = 0", [](Scenario& s) { s.truce.shock = 0; }},
    {"commanders believe what they see", "truce.local_trust = 0",
     [](Scenario& s) { s.truce.local_trust = 0; }},
    {"being seen deters", "truce.deterrence = 0", [](Scenario& s) { s.truce.deterrence = 0; }},
    {"who failed others loses their trust", "truce.failure = 0", [](Scenario& s) { s.truce.failure = 0; }},
    {"commanders err", "conduct.slack = 0",
     [](Scenario& s) { each_party(s, [](Party& p) { p.conduct.slack = 0; }); }},
    {"steps short of leaving", "truce.steps = false", [](Scenario& s) { s.truce.steps = false; }},
    {"talks go on under a truce", "talks.go_on = false", [](Scenario& s) { s.talks.go_on = false; }},
    {"spoilers attack", "truce.spoiler_pace = 0", [](Scenario& s) { s.truce.spoiler_pace = 0; }},
    {"strikes on the exempt hit others", "truce.exempt_strikes = 0",
     [](Scenario& s) { s.truce.exempt_strikes = 0; }},
    {"patrons press", "influenced_by = 0",
     [](Scenario& s) {
       each_party(s, [](Party& p) {
         for (auto& row : p.influenced_by) row.value = 0;
       });
     }},
    {"patrons hold back their clients", "patronage.control = 0",
     [](Scenario& s) { s.patronage.control = 0; }},
    {"war is learned about", "war.noise = 1000, war.refusals = 0",
     [](Scenario& s) {
       s.war.noise = 1000;
       s.war.refusals = 0;
     }},
    {"war has taught before its first day", "war.since = none", [](Scenario& s) { s.war.since.reset(); }},
    {"war costs", "war.cost = 0 (of every party)",
     [](Scenario& s) { each_party(s, [](Party& p) { p.war.cost = 0; }); }},
    {"reserves attack", "war.reserves = 0 (of every party)",
     [](Scenario& s) { each_party(s, [](Party& p) { p.war.reserves = 0; }); }},
    {"lines move", "war.ground = false", [](Scenario& s) { s.war.ground = false; }},
    {"war has lulls", "war.lulls.heat = 1", [](Scenario& s) { s.war.lulls.heat = 1; }},
    {"rearming is feared", "conduct.foresight = 0",
     [](Scenario& s) { each_party(s, [](Party& p) { p.conduct.foresight = 0; }); }},
};

}  // namespace

std::span<const Mechanism> mechanisms() { return all; }

}  // namespace parley

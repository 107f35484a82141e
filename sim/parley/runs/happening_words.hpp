// How is one happening told?  (internal to the chronicle)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/engine/trace.hpp"

namespace parley {

// "a, b and c".
std::string listed(const std::vector<std::string>& items);

// "Iran and Hezbollah accept", "Turkey accepts".
std::string does(const std::string& who, std::string_view one, std::string_view several);

// "The government camp", of "the government camp".
std::string upper(std::string words);
// The first time, the second, the fourth ...
bool is_told(double times);

class HappeningWords {
 public:
  HappeningWords(const Model& model, const Trace& trace) : m_(model), t_(trace) {}

  // One or more sentences; nothing for meetings and mass events, which a chronicle sums up.
  std::string sentence(const Happening& h) const;
  std::string name(std::optional<PartyId> party) const;
  std::string place(std::optional<FrontId> front) const;
  std::string front(std::optional<FrontId> front) const;  // "Aleppo front"; not "Southern front front"
  std::string camp(BlocId camp) const;  // "the government camp", or the name of its only member
  // Which camp holds which answerable, and what the accused say, where nobody has established it; else
  // nothing.
  std::string who_says_what(const Happening& h) const;
  std::string side(const Happening& h) const;  // the camp that attacks a front, or has won it

 private:
  bool met(int day) const;  // talks did meet on this day
  bool truce_on(int day) const;
  std::string begins(PackageView text) const;  // what, with a text
  std::string what_it_was(std::optional<HappeningId> happening) const;
  std::string track_in_words() const;
  const EventModel& event_of(const Happening& h) const;
  std::string spoken_date(int day) const;
  std::string pause_in_words() const;
  std::string consents(const Happening& h) const;
  static std::string looked_ahead(const Said& said);
  std::string patrons_of(PartyId client) const;
  PackageView agreed_package(const Happening& h) const;  // that of the last agreement of a meeting
  // Did somebody refuse at home what its own delegation had agreed to?
  bool overruled(const Happening& h) const;
  bool refused_before(const Happening& h) const;  // the text that was refused last
  std::string why(const Happening& h) const;      // cause_words.cpp
  // step_words.cpp
  std::string step_under_truce(const Happening& h) const;
  std::string parting(const Happening& h) const;         // of a party's factions
  std::string change_of_text(const Happening& h) const;  // of which issue, from what to what
  std::string duty_in_words(const Happening& h) const;   // duty_words.cpp
  // facilitator_words.cpp
  std::string takes(PartyId who, double least) const;  // at the table
  std::string pay_for(const Said& text) const;         // to who answers it
  std::string pressing(PartyId who) const;             // "its patrons", or facilitators by name
  std::string drafted_by(const Happening& h) const;
  std::string convened_by(PartyId who, double trust) const;
  std::string brings(PartyId who) const;

  const Model& m_;
  const Trace& t_;
};

}  // namespace parley

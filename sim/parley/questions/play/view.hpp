// What does who stands in for a party see?
//
// What the party itself would see, and no more: what texts are worth to it alone, what it believes, whom it
// trusts, who presses it, what was said aloud, and what happened, with its author only where that is
// established. Utilities are dimensionless, 0 to 1; days count from 0 at the calendar's start.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/questions/play/session.hpp"
#include "parley/truce/keeping.hpp"

namespace parley {

// A text as one party reads it.
struct TextSeen {
  struct ClauseSeen {
    IssueId issue;
    OptionIndex option = 0;
    double gives = 0;  // own utility of this text above that with the issue at its status quo
  };
  Package text;
  double worth = 0;
  std::vector<ClauseSeen> clauses;  // of the issues on the table
};

struct FrontSeen {
  FrontId front;
  double held = 0;       // share that the own side holds
  bool covered = false;  // by a truce in force
  double keeps = 1;      // covered: share of the truce that the own commanders mean to keep today, 0 to 1
  double quiet = 1;      // covered: share of war that the other side is seen to leave undone
  std::optional<double> deaths = {};  // of both sides in the last seven days; nothing: on the first day
};

struct SaidSeen {
  PartyId who;
  std::string text;  // "offers", "accepts what is on the table", ...
  std::optional<TextSeen> offer = {};
};

struct SeatView {
  std::string date;                  // "2016-09-09", or "round 3"
  std::vector<Deed> deeds;           // that answer what is asked
  double fighting_on = 0;            // what no deal is worth
  double least = 0;                  // talks: the least that the model's party takes of a text
  std::optional<TextSeen> text;      // that is answered
  std::optional<TextSeen> own_text;  // that the model's party would offer
  std::optional<TextSeen> in_force;
  int truce_day = 0;                // since signature
  std::optional<int> renewal_in;    // days
  std::optional<int> next_meeting;  // in so many days: under a truce
  TruceValue keeping;               // under a truce: of keeping it
  double staying = 0;               // ... and of staying above leaving
  std::optional<double> prevail;    // share of the own side's fronts that it expects to win
  struct Balance {
    ContestId camp;
    double ratio = 1, low = 1, high = 1;  // own camp's strength over theirs, as believed; 95% of the belief
  };
  std::vector<Balance> balance;
  struct Towards {
    PartyId party;
    double value = 0;
  };
  std::vector<Towards> trust;    // that it keeps its word, 0 to 1
  std::vector<Towards> patrons;  // leverage of each that presses it
  std::vector<FrontSeen> fronts;
  std::vector<SaidSeen> said;  // since it was asked before
  struct Report {
    int day = 0;
    std::string text;
  };
  std::vector<Report> reports;  // since it was asked before
};

// Of the open decision of a session.
SeatView view_of(const PlaySession& session);
TextSeen text_seen(const Model& model, PartyId party, PackageView text);

// What everybody hears of what happened; empty where nobody does. The seat's own deeds are told as such.
std::string report_of(const Model& model, const Trace& trace, PartyId party, const Happening& happening);

// What is asked, in a line: "Do you sign?".
std::string asked_in_words(const PlaySession& session, const SeatView& view);
// What a decision does, in a line.
std::string decision_in_words(const PlaySession& session, const Decision& decision);

// Its clauses, a line each.
std::string text_in_words(const Model& model, const TextSeen& text, std::size_t width = 100);
// The view as a page of plain English, and as one JSON object on one line.
std::string view_text(const PlaySession& session, const SeatView& view, bool colour, std::size_t width = 100);
std::string view_json(const PlaySession& session, const SeatView& view);

}  // namespace parley

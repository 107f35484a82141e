// What are the rows of rounds, events, offers and days of a run?
#pragma once

#include <cstdint>
#include <optional>

#include "parley/engine/trace.hpp"
#include "parley/runs/columns.hpp"

namespace parley {

struct RoundRow {
  const Model& model;
  std::uint32_t run = 0;
  std::size_t meeting = 0;
  const MeetingRecord& record;
  int round = 0;  // from 0
  int offers = 0, accepts = 0;
  const Said* standing = nullptr;  // the last offer; none was made
  PackageView package;             // of it
};

struct EventRow {
  const Model& model;
  std::uint32_t run = 0;
  const Happening& event;
};

struct OfferRow {
  const Model& model;
  std::uint32_t run = 0;
  std::size_t meeting = 0;
  int day = 0;
  const Said& said;
  std::optional<PackageView> package;
};

struct DayRow {
  const Model& model;
  std::uint32_t run = 0;
  int day = 0;
  const DayRecord& record;
  std::span<const FrontRecord> fronts;
  std::span<const PartyDay> parties;
};

// The columns of rounds.csv, events.csv, offers.csv and days.csv.
std::span<const Line<RoundRow>> round_lines();
std::span<const Line<EventRow>> event_lines();
std::span<const Line<OfferRow>> offer_lines();
std::span<const Line<DayRow>> day_lines();
// A study numbers its runs itself: the columns of rounds after `run`.
std::span<const Line<RoundRow>> study_round_lines();

void write_rounds(Cells& cells, std::span<const Line<RoundRow>> lines, const Model& model, const Trace& trace,
                  std::uint32_t run = 0);
void write_events(Cells& cells, const Model& model, const Trace& trace, std::uint32_t run);
void write_offers(Cells& cells, const Model& model, const Trace& trace, std::uint32_t run);
void write_days(Cells& cells, const Model& model, const Trace& trace, std::uint32_t run);

}  // namespace parley

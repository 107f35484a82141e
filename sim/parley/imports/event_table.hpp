// What does a table of violent events say, row by row?
//
// The columns of UCDP GED and of ACLED are known by their names; of any other table, or where they are called
// otherwise, the user names them. Commas, semicolons or tabs between cells. Every row that cannot be read is
// told with its line and column. An event of many days is one row; so is one whose day is not known, whose
// deaths then lie anywhere in its days (ACLED: the week around the date it gives, or its month).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/imports/import.hpp"
#include "parley/support/date.hpp"

namespace parley {

// What a column can hold. The user names them as in `event_columns`.
enum class EventColumn {
  id,
  date,            // the first day
  end,             // the last one
  date_precision,  // 1 the day; 2 some days (UCDP), the week (ACLED); from 3 on less
  actor_a,
  actor_b,
  place,
  place_precision,
  deaths,  // best
  low,
  high,
  deaths_a,
  deaths_b,
  civilians,
  unknown_deaths,
  kind,     // UCDP: 1 state-based, 2 non-state, 3 one-sided; ACLED: event_type
  targets,  // ACLED: civilian_targeting
};
inline constexpr std::size_t event_column_count = 17;
struct EventColumnName {
  std::string_view option, ged, old_ged, acled;
  std::string_view what;
};
extern const std::array<EventColumnName, event_column_count> event_columns;

enum class EventSource { ged, acled, own };

struct EventTableOptions {
  std::map<EventColumn, std::string> columns;              // named by the user
  std::vector<std::pair<std::string, std::string>> where;  // rows with this text in that column only
  bool skip_bad = false;                                   // rows that cannot be read are left out
};

struct ViolentEvent {
  Place place;  // of its first cell
  std::string id, actor_a, actor_b, where;
  Date from, to;  // days among which it lies; both count
  int best = 0, low = 0, high = 0;
  int deaths_a = 0, deaths_b = 0, civilians = 0, unknown = 0;  // where the table has them
  bool day_known = false;                                      // to one day, or two that follow each other
  bool place_known = true;                                     // to more than the country
  bool on_civilians = false;                                   // one-sided: who was killed are civilians
  bool violence = true;                                        // no protest, riot or arrest
  int days() const { return to.days - from.days + 1; }
};

struct EventTable {
  std::string file, sha256;
  EventSource source = EventSource::own;
  bool has_civilians = false;      // deaths of civilians stand beside those of fighters
  bool has_range = false;          // low and high
  std::vector<ViolentEvent> rows;  // in order of their first day, then of the file
  std::size_t read = 0, bad = 0, other = 0, sums_differ = 0;  // rows; other: not of `where`
  std::string columns;                                        // which were read, in words
};

// Nothing where a diagnostic was added. Bad rows are told as diagnostics, or as notes where they are skipped.
std::optional<EventTable> read_event_table(const SourceFile& file, const EventTableOptions& options,
                                           Diagnostics& diagnostics, Diagnostics& notes);

// "2016-02-26", with or without a time of day, or "26 February 2016"; nothing where the text is neither.
std::optional<Date> read_event_date(std::string_view text);

inline constexpr std::size_t most_event_bytes = std::size_t{1} << 29U, most_event_rows = 2'000'000;
inline constexpr int most_event_deaths = 1'000'000, most_event_days = 3660;

}  // namespace parley

#include "parley/imports/event_table.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "parley/document/quantity.hpp"
#include "parley/support/text_file.hpp"
#include "parley/writing/csv.hpp"
#include "parley/writing/digest.hpp"

namespace parley {

const std::array<EventColumnName, event_column_count> event_columns{{
    {"id", "id", "", "event_id_cnty", "the event's own number"},
    {"date", "date_start", "", "event_date", "its day, or its first one"},
    {"end", "date_end", "", "", "its last day"},
    {"date-precision", "date_prec", "", "time_precision", "how well the day is known: 1 to the day"},
    {"actor-a", "side_a", "", "actor1", "who fought, or who killed"},
    {"actor-b", "side_b", "", "actor2", "against whom"},
    {"place", "adm_1", "", "admin1", "the place that fronts are made of: province, district, town"},
    {"place-precision", "where_prec", "", "geo_precision", "how well the place is known"},
    {"deaths", "best", "best_est", "fatalities", "how many died, as best known"},
    {"low", "low", "low_est", "", "at least"},
    {"high", "high", "high_est", "", "at most"},
    {"deaths-a", "deaths_a", "", "", "fighters of the first side among them"},
    {"deaths-b", "deaths_b", "", "", "fighters of the second side"},
    {"civilians", "deaths_civilians", "", "", "civilians"},
    {"unknown", "deaths_unknown", "", "", "people of whom it is not known what they were"},
    {"kind", "type_of_violence", "", "event_type", "the kind of event"},
    {"targets", "", "", "civilian_targeting", "whether it was aimed at civilians"},
}};

namespace {

constexpr std::size_t most_told = 50;   // bad rows
constexpr std::size_t most_name = 300;  // letters

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::string tidy(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

// By which columns a table is known.
constexpr EventColumn needed[] = {EventColumn::date, EventColumn::actor_a, EventColumn::actor_b,
                                  EventColumn::place, EventColumn::deaths};
std::size_t at(EventColumn c) { return static_cast<std::size_t>(c); }

class Reader {
 public:
  Reader(const SourceFile& file, const EventTableOptions& options, Diagnostics& out, Diagnostics& notes)
      : file_(file), options_(options), out_(out), notes_(notes) {}

  std::optional<EventTable> read() {
    const std::size_t before = out_.size();
    std::string_view text = file_.text;
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
      return refuse({1, 1}, "the file is UTF-16 text", "save it as CSV in UTF-8");
    if (const std::size_t bad = first_bad_byte(text); bad != std::string_view::npos)
      return refuse(place_of_byte(text, bad), "the file is not UTF-8 text",
                    "save it as CSV in UTF-8; a table in Latin letters of old: iconv -f latin1 -t utf-8");
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    table_.file = file_.name;
    const std::string_view head = text.substr(0, text.find('\n'));
    const auto many = [&](char c) { return std::count(head.begin(), head.end(), c); };
    const char separator = many(';') > many(',') ? ';' : many('\t') > many(',') ? '\t' : ',';
    bool first = true, good = true;
    const Place open = for_each_row(text, separator, [&](PlacedRow& row) {
      if (!good) return;
      for (PlacedCell& cell : row) cell.text = tidy(cell.text);
      if (std::all_of(row.begin(), row.end(), [](const PlacedCell& c) { return c.text.empty(); })) return;
      if (first) {
        first = false;
        good = read_head(row);
      } else {
        read_row(row);
      }
    });
    if (first) return refuse({}, "the file is empty", "line 1 names the columns");
    if (open.line > 0) return refuse(open, "a quotation mark is never closed", "");
    if (!good) return std::nullopt;
    if (told_ > most_told)
      (options_.skip_bad ? notes_ : out_)
          .push_back(
              {file_.name, {}, "", fmt::format("and {} more of such mistakes", told_ - most_told), ""});
    if (out_.size() > before) return std::nullopt;
    if (table_.rows.empty())
      return refuse({}, fmt::format("no event is left of {} rows", table_.read), "see --where");
    std::stable_sort(table_.rows.begin(), table_.rows.end(),
                     [](const ViolentEvent& a, const ViolentEvent& b) { return a.from < b.from; });
    Sha256 digest;
    digest.add(file_.text);
    table_.sha256 = digest.hexadecimal();
    return std::move(table_);
  }

 private:
  std::optional<EventTable> refuse(Place place, std::string message, std::string hint) {
    out_.push_back({file_.name, place, "", std::move(message), std::move(hint)});
    return std::nullopt;
  }
  void bad(Place place, std::string_view column, std::string message, std::string hint = {}) {
    bad_ = true;
    if (++told_ > most_told) return;
    if (options_.skip_bad) message += "; the row is left out";
    (options_.skip_bad ? notes_ : out_)
        .push_back({file_.name, place, std::string(column), std::move(message), std::move(hint)});
  }

  bool read_head(const PlacedRow& row) {
    std::vector<std::string> names;
    for (const PlacedCell& cell : row) names.push_back(lower(cell.text));
    width_ = names.size();
    const auto find = [&](std::string_view name) {
      return name.empty() ? names.size()
                          : static_cast<std::size_t>(std::find(names.begin(), names.end(), lower(name)) -
                                                     names.begin());
    };
    const auto knows = [&](auto name_of) {
      return std::all_of(std::begin(needed), std::end(needed), [&](EventColumn c) {
        return options_.columns.contains(c) || find(name_of(event_columns[at(c)])) < names.size();
      });
    };
    const auto ged = [&](const EventColumnName& c) {
      return find(c.ged) < names.size() || c.old_ged.empty() ? c.ged : c.old_ged;
    };
    const auto acled = [](const EventColumnName& c) { return c.acled; };
    const std::size_t before = out_.size();
    const bool all_named = std::all_of(std::begin(needed), std::end(needed),
                                       [&](EventColumn c) { return options_.columns.contains(c); });
    if (!all_named && knows(ged))
      table_.source = EventSource::ged;
    else if (!all_named && knows(acled))
      table_.source = EventSource::acled;
    for (std::size_t c = 0; c < event_column_count; ++c) {
      const auto named = options_.columns.find(static_cast<EventColumn>(c));
      std::string name(named != options_.columns.end()       ? std::string_view(named->second)
                       : table_.source == EventSource::ged   ? ged(event_columns[c])
                       : table_.source == EventSource::acled ? acled(event_columns[c])
                                                             : std::string_view());
      column_[c] = find(name);
      if (named != options_.columns.end() && column_[c] == names.size())
        refuse(row[0].place,
               fmt::format("there is no column '{}' (--{})", printable(name), event_columns[c].option),
               suggest(lower(name), names));
      if (column_[c] == names.size()) continue;
      if (std::count(names.begin(), names.end(), lower(name)) > 1)
        refuse(row[column_[c]].place, fmt::format("two columns are called '{}'", printable(name)), "");
      table_.columns +=
          (table_.columns.empty() ? "" : ", ") + fmt::format("{}: {}", event_columns[c].option, name);
    }
    for (const auto& [name, value] : options_.where) {
      where_.push_back({find(name), value});
      if (where_.back().first == names.size())
        refuse(row[0].place, fmt::format("there is no column '{}' (--where)", printable(name)),
               suggest(lower(name), names));
    }
    std::string missing;
    for (const EventColumn c : needed)
      if (column_[at(c)] == names.size())
        missing += fmt::format("{}--{} ({})", missing.empty() ? "" : ", ", event_columns[at(c)].option,
                               event_columns[at(c)].what);
    if (!missing.empty() && out_.size() == before)
      refuse(row[0].place, "these are neither the columns of UCDP GED nor of ACLED",
             "name what stands for: " + missing);
    const auto has = [&](EventColumn c) { return column_[at(c)] < names.size(); };
    table_.has_civilians = has(EventColumn::civilians);
    table_.has_range = has(EventColumn::low) && has(EventColumn::high);
    return out_.size() == before;
  }

  const PlacedCell* cell(const PlacedRow& row, EventColumn c) const {
    const std::size_t k = column_[at(c)];
    return k < row.size() ? &row[k] : nullptr;
  }
  std::string text(const PlacedRow& row, EventColumn c) {
    const PlacedCell* found = cell(row, c);
    if (found == nullptr) return "";
    if (first_control(found->text) != std::string::npos)
      bad(found->place, event_columns[at(c)].option, "control characters are no text");
    if (found->text.size() > most_name)
      bad(found->place, event_columns[at(c)].option, fmt::format("a name of {} letters", found->text.size()),
          fmt::format("at most {}", most_name));
    return found->text;
  }
  int count(const PlacedRow& row, EventColumn c, int if_empty) {
    const PlacedCell* found = cell(row, c);
    if (found == nullptr) return if_empty;
    if (found->text.empty()) {
      if (if_empty < 0) bad(found->place, event_columns[at(c)].option, "no number of deaths");
      return if_empty;
    }
    const auto number = parse_double(found->text);
    if (number && *number == std::floor(*number) && *number >= 0 && *number <= most_event_deaths)
      return static_cast<int>(*number);
    bad(found->place, event_columns[at(c)].option,
        fmt::format("expected a number of deaths, found '{}'", printable(found->text)),
        fmt::format("a whole number from 0 to {}", most_event_deaths));
    return if_empty;
  }
  int precision(const PlacedRow& row, EventColumn c) {
    const PlacedCell* found = cell(row, c);
    if (found == nullptr || found->text.empty()) return 1;
    const auto number = parse_double(found->text);
    if (number && *number == std::floor(*number) && *number >= 1 && *number <= 7)
      return static_cast<int>(*number);
    bad(found->place, event_columns[at(c)].option,
        fmt::format("expected a precision, found '{}'", printable(found->text)), "a whole number from 1");
    return 1;
  }
  std::optional<Date> date(const PlacedRow& row, EventColumn c) {
    const PlacedCell* found = cell(row, c);
    if (found == nullptr || (found->text.empty() && c == EventColumn::end)) return std::nullopt;
    const auto read = read_event_date(found->text);
    if (!read)
      bad(found->place, event_columns[at(c)].option,
          fmt::format("expected a day, found '{}'", printable(found->text)),
          "as in 2016-02-26 or 26 February 2016");
    return read;
  }

  void read_row(const PlacedRow& cells) {
    ++table_.read;
    bad_ = false;
    ViolentEvent row;
    row.place = cells[0].place;
    if (cells.size() != width_) {
      bad(row.place, "", fmt::format("expected {} cells, found {}", width_, cells.size()),
          "a text with the separator in it stands between quotation marks");
      ++table_.bad;
      return;
    }
    for (const auto& [k, value] : where_)
      if (cells[k].text != value) {
        ++table_.other;
        return;
      }
    if (table_.rows.size() >= most_event_rows) {
      bad(row.place, "", fmt::format("more than {} events", most_event_rows), "see --where");
      return;
    }
    row.id = text(cells, EventColumn::id);
    row.actor_a = text(cells, EventColumn::actor_a);
    row.actor_b = text(cells, EventColumn::actor_b);
    row.where = text(cells, EventColumn::place);
    if (row.actor_a.empty()) bad(cell(cells, EventColumn::actor_a)->place, "actor-a", "nobody is named");
    read_days(cells, row);
    read_deaths(cells, row);
    read_kind(cells, row);
    const int place_precision = precision(cells, EventColumn::place_precision);
    row.place_known = !row.where.empty() && (table_.source != EventSource::ged || place_precision < 6);
    if (!row.id.empty() && !bad_ && !ids_.insert(row.id).second)
      bad(cell(cells, EventColumn::id)->place, "id",
          fmt::format("the event {} stands here twice", printable(row.id)));
    if (bad_)
      ++table_.bad;
    else
      table_.rows.push_back(std::move(row));
  }

  void read_days(const PlacedRow& cells, ViolentEvent& row) {
    const auto from = date(cells, EventColumn::date);
    const auto to = date(cells, EventColumn::end);
    const int known = precision(cells, EventColumn::date_precision);
    if (!from) return;
    row.from = *from;
    row.to = to.value_or(*from);
    if (row.to < row.from)
      bad(cell(cells, EventColumn::end)->place, "end",
          fmt::format("ends on {}, before it begins on {}", to_string(row.to), to_string(row.from)));
    else if (row.days() > most_event_days)
      bad(cell(cells, EventColumn::end)->place, "end", fmt::format("lasts {} days", row.days()),
          fmt::format("at most {}", most_event_days));
    if (table_.source == EventSource::acled && known == 2) {
      row.from.days -= 3;
      row.to.days += 3;
    } else if (table_.source == EventSource::acled && known > 2) {
      const std::string month = to_string(row.from).substr(0, 7);
      row.from = *parse_date(month + "-01");
      row.to = row.from;
      while (to_string(Date{row.to.days + 1}).substr(0, 7) == month) ++row.to.days;
    }
    row.day_known = row.days() <= 2 && known <= (table_.source == EventSource::acled ? 1 : 2);
  }

  void read_deaths(const PlacedRow& cells, ViolentEvent& row) {
    row.best = count(cells, EventColumn::deaths, -1);
    row.low = count(cells, EventColumn::low, row.best);
    row.high = count(cells, EventColumn::high, row.best);
    row.deaths_a = count(cells, EventColumn::deaths_a, 0);
    row.deaths_b = count(cells, EventColumn::deaths_b, 0);
    row.civilians = count(cells, EventColumn::civilians, 0);
    row.unknown = count(cells, EventColumn::unknown_deaths, 0);
    if (!bad_ && (row.low > row.best || row.high < row.best))
      bad(cell(cells, EventColumn::deaths)->place, "deaths",
          fmt::format("{} deaths are not between low ({}) and high ({})", row.best, row.low, row.high));
    if (table_.has_civilians && row.deaths_a + row.deaths_b + row.civilians + row.unknown != row.best)
      ++table_.sums_differ;
  }

  void read_kind(const PlacedRow& cells, ViolentEvent& row) {
    const std::string kind = lower(text(cells, EventColumn::kind));
    const std::string targets = lower(text(cells, EventColumn::targets));
    const std::string against = lower(row.actor_b);
    const bool civilians = against.starts_with("civilian");
    row.on_civilians =
        civilians || kind == "3" || kind == "violence against civilians" || targets == "civilian targeting";
    row.violence = kind != "protests" && kind != "riots" && kind != "strategic developments";
  }

  const SourceFile& file_;
  const EventTableOptions& options_;
  Diagnostics& out_;
  Diagnostics& notes_;
  EventTable table_;
  std::size_t width_ = 0, told_ = 0;
  bool bad_ = false;
  std::array<std::size_t, event_column_count> column_{};
  std::vector<std::pair<std::size_t, std::string>> where_;
  std::set<std::string> ids_;
};

}  // namespace

std::optional<Date> read_event_date(std::string_view text) {
  if (text.size() > 10 && (text[10] == ' ' || text[10] == 'T') && text.find(':') != std::string_view::npos)
    text = text.substr(0, 10);
  if (const auto date = parse_date(text)) return date;
  static constexpr std::string_view months[] = {"january",   "february", "march",    "april",
                                                "may",       "june",     "july",     "august",
                                                "september", "october",  "november", "december"};
  std::vector<std::string> words;
  std::string word;
  for (const char c : std::string(text) + " ") {
    if (c != ' ' && c != '-')
      word += c;
    else if (!word.empty())
      words.push_back(lower(std::exchange(word, {})));
  }
  if (words.size() != 3 || words[0].size() > 2 || words[2].size() != 4) return std::nullopt;
  for (std::size_t m = 0; m < 12; ++m)
    if (words[1] == months[m] || words[1] == months[m].substr(0, 3))
      return parse_date(fmt::format("{}-{:02}-{:0>2}", words[2], m + 1, words[0]));
  return std::nullopt;
}

std::optional<EventTable> read_event_table(const SourceFile& file, const EventTableOptions& options,
                                           Diagnostics& diagnostics, Diagnostics& notes) {
  return Reader(file, options, diagnostics, notes).read();
}

}  // namespace parley

#include "parley/imports/event_map.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include <fmt/format.h>

#include "parley/document/reserved.hpp"
#include "parley/imports/draft.hpp"

namespace parley {

namespace {

constexpr std::size_t most_actors = 30, most_own_fronts = 12, most_places = 300;
const std::string nowhere = no_place;

bool is_identifier(const std::string& id) {
  const auto fits = [](unsigned char c) { return c < 0x80 && (std::isalnum(c) != 0 || c == '_'); };
  return !id.empty() && id.size() <= 40 && std::isalpha(static_cast<unsigned char>(id[0])) != 0 &&
         std::all_of(id.begin(), id.end(), fits) && !is_reserved(id);
}

class MapReader {
 public:
  MapReader(const YamlDocument& document, Diagnostics& out) : document_(document), out_(out) {}

  std::optional<EventMap> read() {
    const std::size_t before = out_.size();
    if (document_.root.kind != YamlNode::Kind::map) {
      error(document_.root.place, "", "this is no map of actors and places",
            "parley import events FILE.csv drafts one");
      return std::nullopt;
    }
    for (const YamlEntry& entry : document_.root.entries) {
      if (entry.key == "actors")
        section(entry, map_.actors, {civilian_camp, no_camp});
      else if (entry.key == "places")
        section(entry, map_.places, {spread_place, no_camp});
      else
        error(entry.place, entry.key, "unknown key", "there are: actors, places");
    }
    for (const char* key : {"actors", "places"})
      if (document_.root.find(key) == nullptr) error({}, key, "is missing", "");
    if (out_.size() > before) return std::nullopt;
    return std::move(map_);
  }

 private:
  void error(Place place, const std::string& path, std::string message, std::string hint) {
    out_.push_back({document_.file, place, path, std::move(message), std::move(hint)});
  }

  void section(const YamlEntry& given, std::map<std::string, std::string>& to,
               const std::vector<std::string>& words) {
    if (given.value.kind != YamlNode::Kind::map)
      return error(given.value.place, given.key, "expected names, each with what it is",
                   "Name of the table: word");
    for (const YamlEntry& entry : given.value.entries) {
      const std::string path = given.key + "." + printable(entry.key);
      const std::string& id = entry.value.scalar;
      const bool word = std::find(words.begin(), words.end(), id) != words.end();
      if (entry.value.kind != YamlNode::Kind::scalar || (!word && !is_identifier(id))) {
        error(entry.value.place, path,
              entry.value.kind == YamlNode::Kind::scalar
                  ? fmt::format("'{}' cannot be an identifier", printable(id))
                  : std::string("expected one word"),
              fmt::format("letters, digits and underscores, a letter first, at most 40; or {}",
                          fmt::join(words, ", ")));
        continue;
      }
      if (!to.emplace(entry.key, id).second) error(entry.place, path, "stands here twice", "");
      if (!word && given.key == "actors" &&
          std::find(map_.camps.begin(), map_.camps.end(), id) == map_.camps.end())
        map_.camps.push_back(id);
    }
  }

  const YamlDocument& document_;
  Diagnostics& out_;
  EventMap map_;
};

struct Often {
  std::string name;
  std::size_t events = 0;
  long long deaths = 0;
};

// By deaths, then by events, then by name.
std::vector<Often> ordered(const std::map<std::string, Often>& found) {
  std::vector<Often> out;
  for (const auto& [name, often] : found) out.push_back({name, often.events, often.deaths});
  std::stable_sort(out.begin(), out.end(), [](const Often& a, const Often& b) {
    return a.deaths != b.deaths ? a.deaths > b.deaths : a.events > b.events;
  });
  return out;
}

std::string lower_id(Identifiers& ids, std::string name, const std::string& fallback) {
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return ids.make(name, fallback);
}

std::string camp_of(const std::string& name, Identifiers& ids) {
  const auto starts = [&](std::string_view word) { return name.starts_with(word); };
  if (starts("Civilian")) return civilian_camp;
  if (name.empty() || starts("Unidentified") || starts("Protesters") || starts("Rioters")) return no_camp;
  if (starts("Government of") || starts("Military Forces of") || starts("Police Forces of"))
    return "government";
  return lower_id(ids, name, "camp");
}

std::string without(std::string name, std::string_view word) {
  if (name.size() > word.size() && name.ends_with(word)) name.resize(name.size() - word.size());
  return name;
}

std::string entry(const std::string& name, const std::string& is, const Often& often) {
  return fmt::format("  {}  # {} events, {} deaths\n", yaml_scalar(name) + ": " + is, often.events,
                     often.deaths);
}

}  // namespace

const std::string& place_of(const ViolentEvent& row) { return row.place_known ? row.where : nowhere; }

std::optional<EventMap> read_event_map(const YamlDocument& document, Diagnostics& diagnostics) {
  return MapReader(document, diagnostics).read();
}

std::string draft_event_map(const EventTable& table) {
  std::map<std::string, Often> actors, places;
  for (const ViolentEvent& row : table.rows) {
    for (const std::string* name : {&row.actor_a, &row.actor_b}) {
      Often& often = actors[*name];
      ++often.events;
      often.deaths += row.best;
    }
    Often& often = places[place_of(row)];
    ++often.events;
    often.deaths += row.best;
  }
  std::string out =
      yaml_comment(fmt::format("Drafted from {} events of {}, {} to {}.", table.rows.size(),
                               std::filesystem::path(table.file).filename().string(),
                               to_string(table.rows.front().from), to_string(table.rows.back().from)));
  out +=
      "# Edit it, then: parley import events FILE.csv --map THIS.yaml -o scenario.yaml\n"
      "# Actors: give the same word to all who fight in one camp; 'civilians' are killed and kill nobody; "
      "events of\n"
      "# 'none' are left out, and so are those within a camp. Names that do not stand here count as 'none'.\n"
      "actors:\n";
  Identifiers camps;
  camps.make("government", "camp");
  std::size_t n = 0;
  for (const Often& often : ordered(actors)) {
    if (often.name.empty()) continue;
    if (++n > most_actors) break;
    out += entry(often.name, camp_of(often.name, camps), often);
  }
  if (actors.size() > most_actors) out += fmt::format("  # and {} more\n", actors.size() - most_actors);
  out +=
      "# Places: each word is a front (one for every two camps that fight there). 'spread': deaths are "
      "shared out over\n"
      "# the fronts of the same two camps; 'none': left out. Names that do not stand here count as 'none'.\n"
      "places:\n";
  Identifiers fronts;
  fronts.make("elsewhere", "front");
  n = 0;
  for (const Often& often : ordered(places)) {
    if (++n > most_places) break;
    std::string name = often.name;
    for (const char* word : {" Governorate", " Province", " Oblast", " Department", " Region", " State",
                             " province", " state", " region", " department"})
      name = without(name, word);
    out += entry(often.name,
                 often.name == nowhere ? spread_place
                 : n > most_own_fronts ? "elsewhere"
                                       : lower_id(fronts, name, "front"),
                 often);
  }
  if (places.size() > most_places) out += fmt::format("  # and {} more\n", places.size() - most_places);
  return out;
}

}  // namespace parley

#include "parley/imports/event_war.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "parley/imports/draft.hpp"

namespace parley {

namespace {

constexpr std::size_t most_fronts = 100;

// What the map says of a row: its place's word and its two camps, the second empty for killings of civilians.
struct Told {
  LeftOut why = LeftOut::used;
  std::string place, a, b;
};

class Maker {
 public:
  Maker(const EventTable& table, const EventMap& map, const WarOptions& options)
      : table_(table), map_(map), options_(options) {
    war_.count = options.count;
    war_.from = options.from.value_or(table.rows.front().from);
    war_.to = war_.from;
    for (const ViolentEvent& row : table.rows) war_.to = std::max(war_.to, row.to);
    if (options.to) war_.to = *options.to;
  }

  std::optional<EventWar> make(Diagnostics& out) {
    const auto refuse = [&](std::string message, std::string hint) -> std::optional<EventWar> {
      out.push_back({table_.file, {}, "", std::move(message), std::move(hint)});
      return std::nullopt;
    };
    if (war_.to < war_.from)
      return refuse(fmt::format("no day lies from {} to {}", to_string(war_.from), to_string(war_.to)),
                    "see --from and --to");
    if (war_.days() > most_event_days)
      return refuse(
          fmt::format("{} to {} are {} days", to_string(war_.from), to_string(war_.to), war_.days()),
          fmt::format("at most {}: see --from and --to", most_event_days));
    for (const ViolentEvent& row : table_.rows) told_.push_back(told(row));
    name_fronts();
    for (std::size_t r = 0; r < told_.size(); ++r) place(r);
    drop_small_fronts();
    share_out();
    if (war_.fronts.empty())
      return refuse("no front is left: " + how_lost(), "look at the map and at the days");
    if (war_.fronts.size() > most_fronts)
      return refuse(fmt::format("{} fronts are more than a scenario has", war_.fronts.size()),
                    fmt::format("at most {}: give places the same word", most_fronts));
    for (const std::string& camp : map_.camps)
      if (std::any_of(war_.fronts.begin(), war_.fronts.end(),
                      [&](const WarFront& f) { return f.camps[0] == camp || f.camps[1] == camp; }))
        war_.camps.push_back(camp);
    war_.lost_actors.assign(lost_actors_.begin(), lost_actors_.end());
    war_.lost_places.assign(lost_places_.begin(), lost_places_.end());
    return std::move(war_);
  }

 private:
  std::string word(const std::map<std::string, std::string>& words, const std::string& name,
                   std::set<std::string>& lost) {
    const auto found = words.find(name);
    if (found != words.end()) return found->second;
    if (!name.empty()) lost.insert(name);
    return no_camp;
  }

  Told told(const ViolentEvent& row) {
    Told t;
    const auto because = [&](LeftOut why) {
      t.why = why;
      return t;
    };
    t.a = word(map_.actors, row.actor_a, lost_actors_);
    t.b = row.actor_b.empty() && row.on_civilians ? civilian_camp
                                                  : word(map_.actors, row.actor_b, lost_actors_);
    t.place = word(map_.places, place_of(row), lost_places_);
    if (!row.violence) return because(LeftOut::no_violence);
    if (counted(row, war_.count) == 0) return because(LeftOut::no_deaths);
    if (t.a == no_camp || t.b == no_camp) return because(LeftOut::actor);
    if (t.a == civilian_camp) std::swap(t.a, t.b);
    if (t.a == t.b) return because(t.a == civilian_camp ? LeftOut::actor : LeftOut::same_camp);
    if (t.place == no_camp) return because(LeftOut::place);
    if (t.b == civilian_camp)
      t.b.clear();
    else if (order(t.b) < order(t.a))
      std::swap(t.a, t.b);
    if (share_within(row, war_.from, war_.to) <= 0) return because(LeftOut::outside);
    return t;
  }
  std::ptrdiff_t order(const std::string& camp) const {
    return std::find(map_.camps.begin(), map_.camps.end(), camp) - map_.camps.begin();
  }

  // One front for every place and pair of camps that fight there in the days looked at.
  void name_fronts() {
    std::map<std::string, std::set<std::pair<std::string, std::string>>> pairs;
    for (const Told& t : told_)
      if (t.why == LeftOut::used && !t.b.empty() && t.place != spread_place)
        pairs[t.place].insert({t.a, t.b});
    Identifiers ids;
    std::map<std::string, std::string> names;
    for (const auto& [name, id] : map_.places)
      if (pairs.contains(id)) names[id] += (names[id].empty() ? "" : ", ") + name;
    for (auto& [place, of] : pairs)
      for (const auto& [a, b] : of) {
        WarFront front;
        front.place = place;
        front.camps = {a, b};
        front.id = ids.make(of.size() == 1 ? place : fmt::format("{}_{}_{}", place, a, b), "front");
        front.name = names[place];
        if (front.name.size() > 100) front.name = place;
        if (of.size() > 1) front.name += fmt::format(": {} and {}", a, b);
        front.counts.assign(war_.days(), 0);
        front_of_[{place, a, b}] = war_.fronts.size();
        war_.fronts.push_back(std::move(front));
      }
  }

  // The front of a place on which a camp has fought most; none: fronts.size().
  std::size_t front_of_author(const std::string& place, const std::string& author) const {
    std::size_t best = war_.fronts.size();
    for (std::size_t f = 0; f < war_.fronts.size(); ++f) {
      const WarFront& front = war_.fronts[f];
      if (front.place != place || (front.camps[0] != author && front.camps[1] != author)) continue;
      if (best == war_.fronts.size() || fights_[f] > fights_[best]) best = f;
    }
    return best;
  }

  void place(std::size_t r) {
    const ViolentEvent& row = table_.rows[r];
    Told& t = told_[r];
    if (r == 0) {
      fights_.assign(war_.fronts.size(), 0);
      for (const Told& x : told_)
        if (const auto f = front_of_.find({x.place, x.a, x.b});
            x.why == LeftOut::used && f != front_of_.end())
          ++fights_[f->second];
    }
    const std::size_t none = war_.fronts.size();
    std::size_t f = none;
    if ((t.why == LeftOut::used || t.why == LeftOut::outside) && t.place != spread_place) {
      const auto found = front_of_.find({t.place, t.a, t.b});
      f = t.b.empty() ? front_of_author(t.place, t.a) : found != front_of_.end() ? found->second : none;
      if (f == none && t.why == LeftOut::used) t.why = LeftOut::author;
    }
    war_.front.push_back(f);
    war_.why.push_back(t.why);
    if (f == none || t.why != LeftOut::used) return;
    WarFront& front = war_.fronts[f];
    if (!row.day_known || row.from < war_.from || row.from > war_.to) {
      front.spread_out.add(row, share_within(row, war_.from, war_.to));
      return;
    }
    front.known.add(row);
    front.sizes.push_back(counted(row, war_.count));
    ++front.counts[static_cast<std::size_t>(row.from.days - war_.from.days)];
  }

  void drop_small_fronts() {
    std::vector<std::size_t> now(war_.fronts.size() + 1);
    std::vector<WarFront> kept;
    for (std::size_t f = 0; f < war_.fronts.size(); ++f) {
      const bool small = war_.fronts[f].sizes.size() < std::max<std::size_t>(options_.least_events, 1);
      now[f] = small ? std::string::npos : kept.size();
      if (!small) kept.push_back(std::move(war_.fronts[f]));
    }
    now.back() = kept.size();
    war_.fronts = std::move(kept);
    for (std::size_t r = 0; r < war_.front.size(); ++r) {
      const std::size_t f = now[war_.front[r]];
      if (f == std::string::npos && war_.why[r] == LeftOut::used) war_.why[r] = LeftOut::small_front;
      war_.front[r] = std::min(f, war_.fronts.size());
    }
  }

  // Deaths at places that are spread go to the fronts of the same camps, as theirs are to each other.
  void share_out() {
    for (std::size_t r = 0; r < told_.size(); ++r) {
      const Told& t = told_[r];
      if (war_.why[r] != LeftOut::used || t.place != spread_place) continue;
      std::vector<std::size_t> on;
      double all = 0;
      for (std::size_t f = 0; f < war_.fronts.size(); ++f) {
        const auto& camps = war_.fronts[f].camps;
        const bool fits =
            t.b.empty() ? camps[0] == t.a || camps[1] == t.a : camps[0] == t.a && camps[1] == t.b;
        if (!fits) continue;
        on.push_back(f);
        all += war_.fronts[f].known.best;
      }
      const ViolentEvent& row = table_.rows[r];
      if (on.empty()) war_.why[r] = t.b.empty() ? LeftOut::author : LeftOut::small_front;
      const double deaths = counted(row, war_.count) * share_within(row, war_.from, war_.to);
      for (const std::size_t f : on)
        war_.fronts[f].placed_by_share +=
            deaths * (all > 0 ? war_.fronts[f].known.best / all : 1.0 / static_cast<double>(on.size()));
    }
  }

  std::string how_lost() const {
    std::map<LeftOut, std::size_t> often;
    for (const LeftOut why : war_.why) ++often[why];
    std::string out;
    for (const auto& [why, n] : often)
      if (why != LeftOut::used)
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", n, left_out_words(why));
    return out.empty() ? "all places are spread" : out;
  }

  const EventTable& table_;
  const EventMap& map_;
  const WarOptions& options_;
  EventWar war_;
  std::vector<Told> told_;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> front_of_;
  std::vector<std::size_t> fights_;
  std::set<std::string> lost_actors_, lost_places_;
};

}  // namespace

void EventSums::add(const ViolentEvent& row, double share) {
  ++events;
  best += share * row.best;
  low += share * row.low;
  high += share * row.high;
  deaths_a += share * row.deaths_a;
  deaths_b += share * row.deaths_b;
  civilians += share * row.civilians;
  unknown += share * row.unknown;
}

std::string_view left_out_words(LeftOut why) {
  switch (why) {
    case LeftOut::outside:
      return "on days that are not looked at";
    case LeftOut::no_deaths:
      return "without deaths";
    case LeftOut::no_violence:
      return "protests, riots and other events that are no fighting";
    case LeftOut::actor:
      return "whose actor is no camp of the map";
    case LeftOut::same_camp:
      return "within one camp";
    case LeftOut::place:
      return "whose place is no front of the map";
    case LeftOut::author:
      return "against civilians, by who fights nobody there";
    case LeftOut::small_front:
      return "on fronts with too few events";
    case LeftOut::used:
      return "used";
  }
  return "";
}

int counted(const ViolentEvent& row, DeathCount count) {
  return count == DeathCount::low ? row.low : count == DeathCount::high ? row.high : row.best;
}

double counted_of(const EventSums& sums, DeathCount count) {
  return count == DeathCount::low ? sums.low : count == DeathCount::high ? sums.high : sums.best;
}

double share_within(const ViolentEvent& row, Date from, Date to) {
  const int days = std::min(row.to.days, to.days) - std::max(row.from.days, from.days) + 1;
  return std::max(0, days) / static_cast<double>(row.days());
}

std::optional<EventWar> war_of_events(const EventTable& table, const EventMap& map, const WarOptions& options,
                                      Diagnostics& diagnostics) {
  return Maker(table, map, options).make(diagnostics);
}

std::vector<FrontWeek> weeks_of(const EventTable& table, const EventWar& war) {
  const auto monday = [](int day) { return day - ((day + 3) % 7 + 7) % 7; };
  std::map<std::pair<int, std::size_t>, FrontWeek> weeks;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const LeftOut why = war.why[r];
    if (why != LeftOut::used && why != LeftOut::outside && why != LeftOut::small_front) continue;
    const ViolentEvent& row = table.rows[r];
    for (int week = monday(row.from.days); week <= row.to.days; week += 7) {
      FrontWeek& now = weeks[std::pair(week, war.front[r])];
      now.monday = {week};
      now.front = war.front[r];
      const double share = share_within(row, {week}, {week + 6});
      const bool first = week <= row.from.days;
      now.sums.add(row, share);
      if (!first || !row.day_known) --now.sums.events;
      if (!row.day_known) now.spread_out += share * row.best;
    }
  }
  std::vector<FrontWeek> out;
  for (const auto& [key, week] : weeks) out.push_back(week);
  return out;
}

std::vector<PlaceSums> sums_by_place(const EventTable& table, Date from, Date to) {
  std::map<std::string, EventSums> sums;
  for (const ViolentEvent& row : table.rows)
    if (row.from >= from && row.from <= to) sums[place_of(row)].add(row);
  std::vector<PlaceSums> out;
  for (const auto& [place, of] : sums) out.push_back({place, of});
  return out;
}

}  // namespace parley

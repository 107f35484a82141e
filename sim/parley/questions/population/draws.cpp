#include "parley/questions/population/draws.hpp"

#include <algorithm>

#include "parley/engine/simulate.hpp"

namespace parley {

namespace {

constexpr int clear_of_texts = 60;  // days on either side of a date without a ceasefire
constexpr int date_step = 28;
constexpr std::size_t most_sizes = 1000;

// Deaths and lethal events of one day between the two sides, of a trace that holds that day alone.
void add_day(const Trace& day, DeathSeries& series) {
  double deaths = 0;
  int events = 0;
  for (const FrontRecord& front : day.fronts) {
    deaths += front.deaths;
    events += front.lethal_events;
  }
  for (const Happening& h : day.happenings) {
    if (h.what != Happened::spoiler_attack) continue;
    deaths -= h.deaths;
    --events;
  }
  series.deaths.push_back(deaths);
  series.events.push_back(events);
}

void add_sizes(const Trace& day, std::vector<int>& sizes) {
  for (const FrontRecord& front : day.fronts)
    if (front.lethal_events == 1 && sizes.size() < most_sizes)
      sizes.push_back(static_cast<int>(front.deaths));
}

// Whether a text is in force that is a truce: one that covers a front.
bool under_truce(const Model& m, const State& s) {
  return s.truce.in_force && fronts_of(m.clauses, m.talks.space, s.truce.deal).size() > 0;
}

Manner manner_of(const Trace& day) {
  for (const Happening& h : day.happenings) {
    if (h.what == Happened::denounced) return Manner::denounced;
    if (h.what == Happened::lapsed) return Manner::lapsed;
    if (h.what == Happened::unravelled) return Manner::unravelled;
  }
  return Manner::none;
}

// The deaths of the days that follow, played on from the morning of `day` with no text for all that time.
std::vector<double> played_on_without(const Model& m, const RunKey& key, State& morning, int day) {
  bar_texts(morning, day + 1 + days_followed);
  DeathSeries series;
  Trace trace;
  for (int t = day; t <= day + days_followed; ++t) {
    trace.clear();
    play(m, key, morning, t, t + 1, &trace);
    add_day(trace, series);
  }
  series.deaths.erase(series.deaths.begin());
  return series.deaths;
}

// A war as it is played, from the first day to the last.
class Playing {
 public:
  Playing(const Model& m, TextKind kind, const RunKey& key, bool twins)
      : m_(m), kind_(kind), key_(key), twins_(twins), state_(m), morning_(m) {}

  WarDrawn all() {
    begin(m_, key_, state_);
    for (int day = 0; day < m_.days; ++day) one_day(day);
    if (under_truce(m_, state_)) war_.texts.back().life = {m_.days - war_.texts.back().day, false};
    follow();
    dates();
    return std::move(war_);
  }

 private:
  void one_day(int day) {
    const bool truce = under_truce(m_, state_);
    if (twins_ && !truce && day >= texts_from) morning_ = state_;
    trace_.clear();
    play(m_, key_, state_, day, day + 1, &trace_);
    add_day(trace_, series_);
    if (!truce) add_sizes(trace_, war_.event_sizes);
    const bool now = under_truce(m_, state_);
    if (!truce && now) {
      text_signed(day);
    } else if (truce && !now) {
      SignedText& text = war_.texts.back();
      text.life = {day - text.day, true};
      text.manner = manner_of(trace_);
    }
  }

  void text_signed(int day) {
    SignedText text{key_.replicate, kind_of(m_, kind_, state_.truce.deal), day};
    const bool alone = war_.texts.empty() || day - war_.texts.back().day > month_days;
    if (!war_.texts.empty()) war_.texts.back().to_next = {day - war_.texts.back().day, true};
    text.to_next = {m_.days - 1 - day, false};
    war_.texts.push_back(text);
    const DeathsBefore then = before(series_, day + 1);
    if (!alone || !then.enough() || day + 1 + days_followed > m_.days) return;
    DrawnText drawn;
    drawn.text = text;
    drawn.before = then;
    drawn.texture = texture(day + 1);
    if (twins_) drawn.without = afterwards(then, played_on_without(m_, key_, morning_, day));
    war_.drawn.push_back(drawn);
  }

  DailyTexture texture(int day_one) const {
    const auto from = static_cast<std::size_t>(day_one - month_days);
    return daily_texture(std::span(series_.deaths).subspan(from, month_days),
                         std::span(series_.events).subspan(from, month_days));
  }

  std::span<const double> deaths_from(int day) const {
    return std::span(series_.deaths).subspan(static_cast<std::size_t>(day));
  }

  // What became of each text that was drawn.
  void follow() {
    auto text = war_.texts.begin();
    for (DrawnText& d : war_.drawn) {
      text = std::find_if(text, war_.texts.end(), [&](const SignedText& t) { return t.day == d.text.day; });
      d.text = *text;
      d.with = afterwards(d.before, deaths_from(d.text.day + 1));
      if (!twins_) d.without = d.with;
      if (!d.text.collapsed()) continue;
      const auto rest = deaths_from(d.text.day + d.text.life.days + 1);
      const auto back = first_at(rest, 7, d.before.deaths / month_days);
      d.back_after_collapse = back ? Spell{*back, true} : Spell{static_cast<int>(rest.size()), false};
    }
  }

  void dates() {
    for (int day = month_days; day + days_followed <= m_.days; day += date_step) {
      const DeathsBefore then = before(series_, day);
      if (!then.enough() || near_a_text(day)) continue;
      war_.dates.push_back({key_.replicate, then, texture(day), afterwards(then, deaths_from(day))});
    }
  }

  bool near_a_text(int day) const {
    return std::any_of(war_.texts.begin(), war_.texts.end(), [&](const SignedText& text) {
      return day >= text.day + 1 - clear_of_texts && day <= text.day + text.life.days + clear_of_texts;
    });
  }

  const Model& m_;
  TextKind kind_;
  RunKey key_;
  bool twins_;
  State state_, morning_;
  Trace trace_;
  DeathSeries series_;
  WarDrawn war_;
};

}  // namespace

WarDrawn draw_from(const Model& war, TextKind kind, const RunKey& key, bool twins) {
  return Playing(war, kind, key, twins).all();
}

}  // namespace parley

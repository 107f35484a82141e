#include "parley/engine/state_hash.hpp"

#include <bit>

namespace parley {

namespace {

// Every part is taken to pieces by name, so that a part with a new member does not compile until somebody
// decides here whether it counts.
class Hasher {
 public:
  template <class... T>
  void operator()(const T&... values) {
    (add(values), ...);
  }
  std::uint64_t value() const { return hash_; }

 private:
  // A word is stirred in by a multiplication and a shift, as the 64-bit finaliser of MurmurHash3 does (A.
  // Appleby).
  void word(std::uint64_t bits) {
    hash_ = (hash_ ^ bits) * 0xff51afd7ed558ccdULL;
    hash_ ^= hash_ >> 33;
  }
  void add(double x) { word(std::bit_cast<std::uint64_t>(x)); }
  template <class T>
  requires std::is_integral_v<T> || std::is_enum_v<T>
  void add(T x) { word(static_cast<std::uint64_t>(x)); }
  void add(std::string_view text) {
    word(text.size());
    for (const char c : text) word(static_cast<unsigned char>(c));
  }
  template <class T>
  void add(const std::vector<T>& all) {
    word(all.size());
    for (const T& x : all) add(x);
  }
  template <class T, std::size_t N>
  void add(const std::array<T, N>& all) {
    for (const T& x : all) add(x);
  }
  template <class T, std::size_t N>
  void add(const T (&all)[N]) {
    for (const T& x : all) add(x);
  }
  template <class Row, class Column, class T>
  void add(const Grid<Row, Column, T>& grid) {
    for (const T& x : grid.cells()) add(x);
  }
  template <class Kind, class Number>
  void add(Id<Kind, Number> id) {
    word(id.position());
  }
  template <class T>
  void add(const std::optional<T>& value) {
    if (value) {
      add(*value);
    } else {
      word(~std::uint64_t{0});
    }
  }
  template <class Key, class T>
  void add(const ListBy<Key, T>& all) {
    word(all.size());
    for (const T& x : all) add(x);
  }
  void add(const FrontSet& set) {
    for (const FrontId f : Ids<FrontId>(max_fronts)) word(set.contains(f) ? 1 : 0);
  }

  void add(const Forces& forces) {
    const auto& [log_strength, mean, covariance, as_unsure] = forces;
    (*this)(log_strength, mean);
    for (const std::size_t row : as_unsure)
      for (const double x : covariance.row(row)) add(x);
  }
  void add(const WarWorth& war) {
    const auto& [first, outcome, prevail, days, fear, reservation, expected, scratch] = war;
    (*this)(first, outcome, prevail, days, fear, reservation, expected);
  }
  void add(const WarWorth::Expected& expected) {
    const auto& [course, heat, jumps, first_alike] = expected;  // the last follows from the others
    (*this)(course.decisiveness, course.duration, course.horizon, heat, jumps);
  }
  void add(const FrontLine& line) {
    const auto& [steps, held, beyond] = line;
    (*this)(steps, held, beyond);
  }
  void add(const FrontState& front) {
    const auto& [line, lull, log_intensity, factor, factor_until, attacker, besieged, hardship,
                 intermingled] = front;
    (*this)(line, lull, log_intensity, factor, factor_until, attacker, besieged, hardship, intermingled);
  }
  void add(const Ground& ground) {
    const auto& [fronts, aid_paused_until] = ground;
    (*this)(fronts, aid_paused_until);
  }
  void add(const Plan& plan) {
    const auto& [front, begins, ends, held, effort, heat, surprise] = plan;
    (*this)(front, begins, ends, held, effort, heat, surprise);
  }
  void add(const Reserves& reserves) {
    const auto& [plans, gains, chances, given] = reserves;
    (*this)(plans, given);
  }
  void add(const MassEvent& event) {
    const auto& [side, deaths] = event;
    (*this)(side, deaths);
  }
  void add(const FrontToll& front) {
    const auto& [fought, effort, other_deaths, other_events, other_civilians] = front;
    const auto& [events, deaths, civilians, heat, outcome, noise_variance, mass, mass_events] = fought;
    (*this)(events, deaths, civilians, heat, outcome, noise_variance, mass, mass_events, effort, other_deaths,
            other_events, other_civilians);
  }
  void add(const Toll& toll) {
    const auto& [fronts, deaths_elsewhere, civilians_elsewhere, displaced, covered_deaths, covered_expected,
                 covered_effort] = toll;
    (*this)(fronts, deaths_elsewhere, civilians_elsewhere, displaced, covered_deaths, covered_expected,
            covered_effort);
  }
  void add(const SalientEvent& event) {
    const auto& [author, victims, front, deaths, known, owned, seen, blame, name, happening, salt, noticed,
                 mixed, struck] = event;
    (*this)(author, victims, front, deaths, known, owned, seen, blame, name, salt, noticed, mixed, struck);
  }
  void add(const Dispute& dispute) {
    const auto& [camps, hidden, suspects, named, accused, denied, accounts] = dispute;
    (*this)(suspects, named, accused, denied);
    for (const Account& account : accounts) (*this)(account.did);
  }
  void add(const Finding& finding) {
    const auto& [event, dispute, names, happened, due] = finding;
    (*this)(event, dispute, names, happened, due);
  }
  void add(const Grievance& grievance) {
    const auto& [loss, total, happening, name, author] = grievance;
    (*this)(loss, total, name, author);
  }
  void add(const Protest& protest) {
    const auto& [who, event, dispute] = protest;
    (*this)(who, event, dispute);
  }
  void add(const Trust& trust) {
    const auto& [log_odds, blamed, salient_today, findings, protests, grievance, of_parts] = trust;
    (*this)(log_odds, blamed, salient_today, findings, protests, grievance, of_parts);
  }
  void add(const Patrons& patrons) {
    const auto& [influence_factor, leverage, withheld, factor_then, pressure_then] = patrons;
    (*this)(influence_factor, leverage, withheld);
  }
  void add(const Orders& orders) {
    const auto& [keeps, attacking, quiet, unbidden, of_parts] = orders;
    (*this)(keeps, attacking, quiet, unbidden, of_parts);
  }
  void add(const TalksState& talks) {
    const auto& [open, extra_meeting, opened, next_meeting, reopen, walked_out, barred_until, asks, least,
                 sketched, regards] = talks;
    (*this)(open, extra_meeting, opened, next_meeting, reopen, walked_out, asks);
  }
  void add(const TermsInForce& terms) {
    const auto& [covers, renewal, quiet_days, protects, detection, attribution, strikes, separation, pressure,
                 disengages, aid, attribution_delay, lifts_siege, stops_evacuations, answers, paid] = terms;
    (*this)(covers, renewal, quiet_days, protects, detection, attribution, strikes, separation, pressure,
            disengages, aid, attribution_delay, lifts_siege, stops_evacuations, answers, paid);
  }
  void add(const Asking& asking) {
    const auto& [waits, not_before] = asking;
    (*this)(waits, not_before);
  }
  void add(const Suspension& suspension) {
    const auto& [by, option] = suspension;
    (*this)(by, option);
  }
  void add(const Waiting& waiting) {
    const auto& [option, owed, due, overdue, seen, reasons, near] = waiting;
    (*this)(option, owed, due, overdue, seen, reasons, near);
  }
  void add(const Truce& truce) {
    const auto& [in_force, unlocked, deal, counted_on, terms, signed_day, quiet_run, calm_since, next_renewal,
                 recent, next_meeting, meetings_suspended, meetings, asking, suspended, waiting, set_aside,
                 undone, draft, draft_counted_on, sketched, noticed, attack] = truce;
    const auto& [size, deaths, share, pace] = noticed;
    (*this)(in_force, unlocked, deal, counted_on, terms, signed_day, quiet_run, calm_since, next_renewal,
            recent, next_meeting, meetings_suspended, meetings, asking, suspended, waiting, set_aside, undone,
            size, deaths, share, pace);
  }
  void add(const TruceValue& value) {
    const auto& [surplus, pressure, trust, watched, shock, exposed, gain, audience, found, standing] = value;
    (*this)(surplus, pressure, trust, watched, shock, exposed, gain, audience, found, standing);
  }
  void add(const TruceWorth& worth) {
    const auto& [now, signed_for, shock, local, of_parts, regards] = worth;
    (*this)(now, signed_for, shock, local, of_parts);
  }
  void add(const Factions& factions) {
    const auto& [stands, since, days, weighed, joins, drawn, mixed, alone, joined, grown] = factions;
    (*this)(stands, since, days, weighed, joins, drawn, mixed, alone, joined, grown);
  }
  void add(const TrackState& track) {
    const auto& [open, option, gain] = track;
    (*this)(open, option, gain);
  }
  void add(const Lookback& lookback) {
    const auto& [front_days, first_covers, calm_week] = lookback;
    (*this)(front_days, first_covers, calm_week);
  }
  void add(const Response& response) {
    const auto& [before, week, days, followed, return_days, half_return_days] = response;
    (*this)(before, week, days, followed, return_days, half_return_days);
  }
  void add(const Outcome& o) {
    const auto& [ending, deals, agreement_day, last_deal_day, first_deal, last_deal, first_truce_days,
                 first_truce_ended, truce_days, collapse_day, manner, ended_by, cause, trigger, trigger_name,
                 trigger_author, walked_out, walk_out_day, refusals, amendments, suspensions, protests,
                 refused_first, pressed, utilities, deaths, deaths_in_truce, civilian_deaths, displaced,
                 response, track, aid_days, control, beaten, beaten_day] = o;
    (*this)(ending, deals, agreement_day, last_deal_day, first_deal, last_deal, first_truce_days,
            first_truce_ended, truce_days, collapse_day, manner, ended_by, cause, trigger_name,
            trigger_author, walked_out, walk_out_day, refusals, amendments, suspensions, protests,
            refused_first, pressed, utilities, deaths, deaths_in_truce, civilian_deaths, displaced, response,
            track, aid_days, control, beaten, beaten_day);
  }

  std::uint64_t hash_ = 0;
};

}  // namespace

std::uint64_t hash_of(const State& state) {
  Hasher hash;
  const auto& [forces, war, ground, reserves, toll, trust, patrons, orders, talks, truce, worth, factions,
               track, lookback, outcome] = static_cast<const Situation&>(state);
  hash(forces, war, ground, reserves, toll, trust, patrons, orders, talks, truce, worth, factions, track,
       lookback, outcome, state.table.standing, state.table.closed, state.table.refusals);
  return hash.value();
}

}  // namespace parley

// What becomes of the issues that were off the table, when a truce lasts?
//
// After agenda.political_track.after days of truce they come onto the agenda, one by one and beside the text
// in force. At each meeting the principals look for the option, worth no less than the one in force to each
// of them, that gains most in sum; clients consent under leverage, as they do to a deal. What is agreed adds
// to (or, for a client under pressure, takes from) what the truce is worth. A principal that hoped for more
// and gets nothing trusts the hostile principals a little less. Agreements of the track end with the truce.

#include <algorithm>

#include "parley/engine/steps.hpp"

namespace parley {

namespace {

bool is_principal(const Model& m, PartyId p) {
  return std::find(m.talks.principals.begin(), m.talks.principals.end(), p) != m.talks.principals.end();
}

// Would a client sign the text in force with this change?
bool consents(const Day& day, PartyId client, const Model::TrackIssue& t, std::size_t from, std::size_t to) {
  const Model& m = day.m;
  const State& s = day.s;
  const auto worth = [&](PartyId p) {
    return m.talks.utilities[p](s.truce.deal) + s.track.gain[p] + t.of(p, to) - t.of(p, from) -
           s.war.reservation[p];
  };
  double total = worth(client);
  for (const PartyId patron : m.parties())
    if (const double l = s.patrons.leverage(patron, client); l > 0 && !m.talks.utilities[patron].empty())
      total += l * std::max(0.0, worth(patron));
  return total >= 0;
}

bool acceptable(const Day& day, const Model::TrackIssue& t, std::size_t from, std::size_t to) {
  const Model& m = day.m;
  for (const PartyId p : m.parties()) {
    if (m.signatory[p] == 0) continue;
    if (is_principal(m, p) ? t.of(p, to) < t.of(p, from) : !consents(day, p, t, from, to)) return false;
  }
  return true;
}

double sum_of_principals(const Model& m, const Model::TrackIssue& t, std::size_t option) {
  double sum = 0;
  for (const PartyId p : m.talks.principals) sum += t.of(p, option);
  return sum;
}

// Those who want another option than the one in force, and see it refused.
void strain(const Day& day, const Model::TrackIssue& t, std::size_t now, Trust& trust, Recorder& record) {
  const Model& m = day.m;
  const State& s = day.s;
  std::optional<PartyId> who;
  for (const PartyId p : m.talks.principals) {
    double best = 0;
    for (std::size_t o = 0; o < t.options; ++o) best = std::max(best, t.of(p, o) - t.of(p, now));
    if (best <= 1e-12) continue;
    for (const PartyId q : m.talks.principals)
      if (m.are_hostile(p, q)) {
        trust.log_odds(p, q) -= m.scenario.agenda.political_track->strain;
        who = p;
      }
  }
  if (who != nobody && s.outcome.track == Track::opened &&
      day.number - s.truce.signed_day < m.scenario.agenda.political_track->after + m.every)
    record.happened(day.number, {.what = Happened::track_stalled, .who = who, .issue = t.issue});
}

}  // namespace

void political_track(const Day& day, TrackState& track, Trust& trust, Outcome& outcome, Recorder& record) {
  const Model& m = day.m;
  const State& s = day.s;
  if (!s.truce.in_force || m.track.empty()) return;
  const int age = day.number - s.truce.signed_day,
            after = static_cast<int>(m.scenario.agenda.political_track->after);
  if (age < after || (age - after) % m.every != 0) return;
  if (!track.open) {
    track.open = true;
    for (std::size_t k = 0; k < m.track.size(); ++k) track.option[k] = m.track[k].status_quo;
    outcome.track = std::max(outcome.track, Track::opened);
    record.happened(day.number, {.what = Happened::track_opened, .value = static_cast<double>(age)});
  }
  for (std::size_t k = 0; k < m.track.size(); ++k) {
    const Model::TrackIssue& t = m.track[k];
    const std::size_t now = track.option[k];
    std::size_t best = now;
    for (std::size_t o = 0; o < t.options; ++o)
      if (sum_of_principals(m, t, o) > sum_of_principals(m, t, best) + 1e-12 && acceptable(day, t, now, o))
        best = o;
    if (best == now) {
      strain(day, t, now, trust, record);
      continue;
    }
    for (const PartyId p : m.parties()) track.gain[p] += t.of(p, best) - t.of(p, now);
    track.option[k] = static_cast<OptionIndex>(best);
    outcome.track = Track::settled;
    record.happened(
        day.number,
        {.what = Happened::track_agreed, .issue = t.issue, .option = static_cast<OptionIndex>(best)});
  }
}

void close_track(TrackState& track) {
  track.open = false;
  track.gain.fill(0.0);
}

}  // namespace parley

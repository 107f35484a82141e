// Settling one issue at a time: see protocols.hpp.

#include <algorithm>

#include "parley/bargaining/protocols.hpp"
#include "parley/bargaining/stand_in.hpp"

namespace parley {

namespace {

// Whether a choice of a unit keeps to what is settled.
bool keeps(const NegotiationModel& m, const Table& table, std::size_t unit, std::size_t choice) {
  for (const IssueId i : m.space.issues_of(unit))
    if (const int option = table.progress.settled[i]; option >= 0 && m.space.option(choice, i) != option)
      return false;
  return true;
}

// Leaves one issue open: the settled ones as settled, the later ones at their status quo.
void focus(const NegotiationModel& m, Table& table) {
  const IssueId open = m.order[table.progress.item];
  for (const IssueId i : m.space.issues()) {
    const int settled = table.progress.settled[i];
    table.closed[i] = i == open      ? -1
                      : settled >= 0 ? settled
                                     : static_cast<int>(m.space.option(m.space.status_quo(), i));
  }
  for (std::size_t u = 0; u < m.space.units(); ++u)
    for (std::size_t c = 0; c < m.space.choices(u); ++c) {
      bool allowed = true;
      for (const IssueId i : m.space.issues_of(u))
        allowed = allowed && (table.closed[i] < 0 || m.space.option(c, i) == table.closed[i]);
      table.allowed[m.space.offset(u) + c] = allowed ? 1 : 0;
    }
  table.anything_closed = true;
  std::fill(table.stale.begin(), table.stale.end(), std::uint8_t{1});
}

// The least that a party takes on the issue under discussion: its lowest utility, with later issues at the
// status quo, over options from which it can still reach its reservation value. Where there is none, the most
// that it could still get.
std::optional<double> falls_short(const NegotiationModel& m, Table& table, PartyId party,
                                  double reservation) {
  const Utility& utility = m.at_table[party];
  const auto parts = utility.parts();
  const IssueId issue = m.order[table.progress.item];
  const std::size_t unit = m.space.unit_of(issue);
  double now = 0, hope = 0;  // of the other units: as they stand; at the party's best
  for (std::size_t u = 0; u < m.space.units(); ++u) {
    if (u == unit) continue;
    double best = 0, standing = 0;
    for (std::size_t c = 0; c < m.space.choices(u); ++c) {
      const std::size_t at = m.space.offset(u) + c;
      if (table.allowed[at] != 0) standing = parts[at];
      if (keeps(m, table, u, c)) best = std::max(best, parts[at]);
    }
    now += standing;
    hope += best;
  }
  double least = 2, most = 0;
  for (std::size_t c = 0; c < m.space.choices(unit); ++c) {
    const std::size_t at = m.space.offset(unit) + c;
    if (table.allowed[at] == 0) continue;
    double best = 0;
    for (std::size_t k = 0; k < m.space.choices(unit); ++k)
      if (m.space.option(k, issue) == m.space.option(c, issue) && keeps(m, table, unit, k))
        best = std::max(best, parts[m.space.offset(unit) + k]);
    most = std::max(most, utility.from_sum(hope + best));
    if (utility.from_sum(hope + best) >= reservation - 1e-12)
      least = std::min(least, utility.from_sum(now + parts[at]));
  }
  table.progress.least[party] = least;
  return least <= 1 ? std::nullopt : std::optional(most);
}

// The package of what is settled, the rest at the status quo.
void write_settled(const NegotiationModel& m, Table& table) {
  for (std::size_t u = 0; u < m.space.units(); ++u) {
    std::size_t choice = m.space.status_quo()[u];
    for (const IssueId i : m.space.issues_of(u))
      while (table.progress.settled[i] >= 0 && m.space.option(choice, i) != table.progress.settled[i])
        choice = m.space.moved(choice, i, 1);
    table.standing[u] = static_cast<OptionIndex>(choice);
  }
}

// Whether all sign what is settled.
bool signed_by_all(const NegotiationModel& m, Table& table, const Meeting& meeting, PartyId proposer,
                   int round) {
  write_settled(m, table);
  for (const PartyId p : m.principals)
    if (!says_yes(meeting.stand_in, p,
                  {.asked = Asked::sign, .day = static_cast<int>(meeting.day), .round = round},
                  table.standing, m.at_table[p](table.standing) >= meeting.reservation[p] - 1e-12))
      return false;
  const auto say = [&](Saying saying, PartyId p) {
    note(meeting.log,
         {.saying = saying,
          .round = round,
          .who = p,
          .utility = m.at_table[p](table.standing),
          .reservation = meeting.reservation[p]},
         table.standing);
  };
  for (const PartyId p : m.principals)
    if (p != proposer) say(Saying::accept, p);
  say(Saying::agree, proposer);
  return true;
}

}  // namespace

MeetingResult issue_by_issue(const NegotiationModel& m, Table& table, const Meeting& meeting,
                             double breakdown) {
  Progress& progress = table.progress;
  int round = meeting.first_round;
  PartyId last = m.principals[0];  // whose option was agreed last
  // The end of talks that settle no more: what is settled may still be signed.
  const auto end = [&](MeetingResult result) {
    if (m.partial && progress.item > 0 && signed_by_all(m, table, meeting, last, result.rounds - 1))
      return MeetingResult{MeetingEnd::agreed, last, result.rounds};
    return result;
  };
  while (round < m.rounds) {
    focus(m, table);
    for (const PartyId p : m.principals) {
      const auto left = falls_short(m, table, p, meeting.reservation[p]);
      if (!left) continue;
      const MeetingResult result = end({MeetingEnd::walked_out, p, round + 1, *left});
      if (result.end == MeetingEnd::walked_out)
        note(meeting.log,
             {.saying = Saying::walk_out,
              .round = round,
              .who = p,
              .utility = *left,
              .reservation = meeting.reservation[p]},
             {});
      return result;
    }
    Meeting alone = meeting;
    const double share = (1.0 - progress.since) / static_cast<double>(m.order.size() - progress.item);
    alone.first_round = round;
    alone.opens = share > 0 ? (meeting.opens - progress.since) / share : 1.0;
    alone.closes = share > 0 ? (meeting.closes - progress.since) / share : 1.0;
    alone.reservation = progress.least;
    const MeetingResult result = alternate(m, table, alone, breakdown, nullptr);
    if (result.end == MeetingEnd::open) break;
    if (result.end != MeetingEnd::agreed) return end(result);
    round = result.rounds;
    last = *result.who;
    const IssueId issue = m.order[progress.item];
    const OptionIndex option = m.space.option(table.standing, issue);
    progress.settled[issue] = option;
    note(meeting.log,
         {.saying = Saying::close, .round = round - 1, .who = last, .issue = issue, .option = option}, {});
    if (++progress.item == m.order.size()) {
      if (signed_by_all(m, table, meeting, last, round - 1)) return {MeetingEnd::agreed, last, round};
      // Interactions within the last issue can leave a party short: all is open again.
      std::fill(progress.settled.begin(), progress.settled.end(), -1);
      progress.item = 0;
    }
    table.forget_offers();
    progress.since = round_time(meeting, round - 1, m.rounds);
  }
  const MeetingResult open{MeetingEnd::open, nobody, m.rounds};
  return meeting.closes >= 1.0 - 1e-12 ? end(open) : open;
}

}  // namespace parley

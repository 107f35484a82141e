// Patrons, technical teams, clients: see protocols.hpp.

#include <algorithm>

#include "parley/bargaining/bidding.hpp"
#include "parley/bargaining/equilibrium.hpp"
#include "parley/bargaining/leverage.hpp"
#include "parley/bargaining/opponent_model.hpp"
#include "parley/bargaining/protocols.hpp"
#include "parley/bargaining/stand_in.hpp"

namespace parley {

namespace {

constexpr double refusal_step = 0.5;  // added weight of a client's wishes after each refusal

// What `party` loses on the unit of `issue` when the issue is settled at `option`, against the best choice
// still open.
double loss(const NegotiationModel& m, const Table& table, PartyId party, IssueId issue, OptionIndex option) {
  const std::size_t unit = m.space.unit_of(issue);
  const auto parts = m.at_table[party].parts();
  // Of an issue on its own all is open until it is settled itself.
  if (m.space.issues_of(unit).size() == 1) {
    const std::size_t from = m.space.offset(unit);
    return std::max(0.0, parts[from + m.at_table[party].best_package()[unit]]) -
           std::max(0.0, parts[from + option]);
  }
  double best = 0, settled = 0;
  for (std::size_t c = 0; c < m.space.choices(unit); ++c) {
    const std::size_t at = m.space.offset(unit) + c;
    if (table.allowed[at] == 0) continue;
    best = std::max(best, parts[at]);
    if (m.space.option(c, issue) == option) settled = std::max(settled, parts[at]);
  }
  return best - settled;
}

// What a principal's team counts: its own loss and its clients', by its influence on them and by their
// refusals. loss_of: of one party.
template <class LossOf>
double team_loss(const NegotiationModel& m, const Table& table, PartyId principal, LossOf loss_of) {
  double total = loss_of(principal);
  for (const PartyId client : m.clients) {
    const double heed = m.heed * m.leverage(principal, client) + table.refusal_weight[client];
    if (heed > 0) total += heed * loss_of(client);
  }
  return total;
}

bool still_open(const NegotiationModel& m, const Table& table, IssueId issue, OptionIndex option) {
  const std::size_t unit = m.space.unit_of(issue);
  for (std::size_t c = 0; c < m.space.choices(unit); ++c)
    if (table.allowed[m.space.offset(unit) + c] != 0 && m.space.option(c, issue) == option) return true;
  return false;
}

// Of each unit in which what is open has changed, and of all where refusals have.
void weigh_losses(const NegotiationModel& m, Table& table) {
  TeamLosses& losses = table.losses;
  const bool other_weights = losses.weight != table.refusal_weight;
  losses.weight = table.refusal_weight;
  for (std::size_t u = 0; u < m.space.units(); ++u) {
    const auto from = static_cast<std::ptrdiff_t>(m.space.offset(u)),
               to = from + static_cast<std::ptrdiff_t>(m.space.choices(u));
    const bool same =
        std::equal(table.allowed.begin() + from, table.allowed.begin() + to, losses.allowed.begin() + from);
    if (same && !other_weights) continue;
    std::copy(table.allowed.begin() + from, table.allowed.begin() + to, losses.allowed.begin() + from);
    if (m.space.choices(u) < 2) continue;
    for (const IssueId i : m.space.issues_of(u))
      for (std::size_t o = 0; o < m.space.options(i); ++o) {
        const std::size_t at = losses.from[i] + o;
        const auto option = static_cast<OptionIndex>(o);
        if (!same) {
          losses.open[at] = still_open(m, table, i, option) ? 1 : 0;
          for (const PartyId p : m.parties()) losses.own(p, at) = loss(m, table, p, i, option);
        }
        for (std::size_t k = 0; k < m.principals.size(); ++k)
          losses.team[k][at] =
              team_loss(m, table, m.principals[k], [&](PartyId p) { return losses.own(p, at); });
      }
  }
}

void close(const NegotiationModel& m, Table& table, IssueId issue, OptionIndex option) {
  const std::size_t unit = m.space.unit_of(issue);
  table.closed[issue] = option;
  table.anything_closed = true;
  for (std::size_t c = 0; c < m.space.choices(unit); ++c)
    if (m.space.option(c, issue) != option) table.allowed[m.space.offset(unit) + c] = 0;
  std::fill(table.stale.begin(), table.stale.end(), std::uint8_t{1});
}

void reopen_everything(Table& table) {
  std::fill(table.closed.begin(), table.closed.end(), -1);
  table.anything_closed = false;
  std::fill(table.allowed.begin(), table.allowed.end(), std::uint8_t{1});
  std::fill(table.stale.begin(), table.stale.end(), std::uint8_t{1});
}

// Closes the open issue on which the more reluctant team loses least, if that is narrow enough.
bool close_narrowest(const PatronsThenClients& protocol, const NegotiationModel& m, Table& table,
                     const Meeting& meeting) {
  double least = protocol.narrow + 1e-12;
  IssueId issue;
  OptionIndex option = 0;
  bool found = false;
  weigh_losses(m, table);
  for (const IssueId i : m.space.issues()) {
    if (table.closed[i] >= 0 || m.space.choices(m.space.unit_of(i)) < 2) continue;
    const auto options = static_cast<OptionIndex>(m.space.options(i));
    for (OptionIndex o = 0; o < options; ++o) {
      const std::size_t at = table.losses.from[i] + o;
      if (table.losses.open[at] == 0) continue;
      double most = 0;
      for (const std::vector<double>& team : table.losses.team) most = std::max(most, team[at]);
      if (most < least) {
        least = most;
        issue = i;
        option = o;
        found = true;
      }
    }
  }
  if (!found) return false;
  close(m, table, issue, option);
  hear_closing(m, table, issue, option);
  note(meeting.log,
       {.saying = Saying::close, .who = m.principals[0], .issue = issue, .option = option, .utility = least},
       {});
  return true;
}

// Every client is asked; false (and the refusal remembered) where one says no.
bool ratify(const NegotiationModel& m, Table& table, const Meeting& meeting, int round,
            MeetingResult& result) {
  bool all = true;
  for (const PartyId client : m.clients) {
    const Consent c = signs(meeting.stand_in, client, static_cast<int>(meeting.day), round, table.standing,
                            meeting.signing != nullptr ? meeting.signing->of(client, table.standing)
                                                       : consent(m, client, table.standing,
                                                                 *meeting.effective, meeting.reservation));
    note(meeting.log, c, client, round, table.standing);
    if (c.yes()) continue;
    table.refusal_weight[client] += refusal_step;
    if (all) result.who = client;
    all = false;
  }
  return all;
}

}  // namespace

ProtocolHabits habits(const PatronsThenClients&) { return {.draws = false, .bids = true, .breakdown = 0}; }

Seating seating(const PatronsThenClients& protocol, const Scenario& s) {
  Seating seats;
  seats.heed = protocol.heed;
  for (const auto& ref : protocol.principals) seats.principals.push_back(s.parties.position(ref.id));
  for (const PartyId p : s.parties.ids())
    if (s.parties[p].value.seat == Seat::client) seats.clients.push_back(p);
  // A principal without a place in the list still has to sign.
  for (const PartyId p : s.parties.ids())
    if (s.parties[p].value.seat == Seat::principal &&
        std::find(seats.principals.begin(), seats.principals.end(), p) == seats.principals.end())
      seats.clients.push_back(p);
  return seats;
}

Equilibrium solution(const PatronsThenClients&, const BargainingGame&, const Voting&) {
  return no_solution();
}

MeetingResult meet(const PatronsThenClients& protocol, const NegotiationModel& m, Table& table,
                   const Meeting& meeting) {
  for (int k = 0; k < static_cast<int>(protocol.teams.value); ++k)
    if (!close_narrowest(protocol, m, table, meeting)) break;
  // What the teams closed may stand in a principal's way: talks go back to the start before anybody leaves.
  MeetingResult result = alternate(m, table, meeting, 0.0, reopen_everything);
  if (result.end != MeetingEnd::agreed || ratify(m, table, meeting, result.rounds - 1, result)) return result;
  result.end = MeetingEnd::refused;
  ++table.refusals;
  reopen_everything(table);
  return result;
}

}  // namespace parley

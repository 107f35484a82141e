// Which text does a facilitator put on the table?
//
// Parties tell a facilitator in confidence what they need, which they would not tell each other (Raiffa 1982,
// ch. 16; Fisher's one-text procedure; Kydd 2003 on whom they would believe). Its draft w is sought for the
// largest
//   - sum over the parties of exp(-(U_i(w) - r_i) / scale),
// a welfare that counts who is behind far more than who is ahead (Kolm 1976, Pollak 1971): near to the
// largest least gain, but it knows better and worse where nobody can have more. A facilitator with an
// interest of its own is one of the parties. The search goes from the status quo by the best change of one
// unit at a time, to a text that no single change betters, among what technical teams have left open.

#include <algorithm>

#include "parley/bargaining/protocols.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr double scale = 0.05;  // utility by which a party that is behind counts e times as much
constexpr int most_changes = 200;

// The parties whose needs it weighs.
template <class Use>
void each_weighed(const NegotiationModel& m, Use use) {
  for (const PartyId p : m.principals) use(p);
  for (const PartyId p : m.clients) use(p);
  if (m.drafter && !m.at_table[*m.drafter].empty()) use(*m.drafter);
}

// With choice `c` in place of what the candidate has on this unit; table.worth holds sums of the candidate.
double welfare(const NegotiationModel& m, const Table& table, const Meeting& meeting, std::size_t unit,
               std::size_t c) {
  const std::size_t at = m.space.offset(unit);
  double total = 0;
  each_weighed(m, [&](PartyId p) {
    const auto parts = m.at_table[p].parts();
    const double sum = table.worth[p] + parts[at + c] - parts[at + table.candidate[unit]];
    total -= scalar_exp((meeting.reservation[p] - m.at_table[p].from_sum(sum)) / scale);
  });
  return total;
}

void take(const NegotiationModel& m, Table& table, std::size_t unit, std::size_t c) {
  table.candidate[unit] = static_cast<OptionIndex>(c);
  each_weighed(m, [&](PartyId p) { table.worth[p] = m.at_table[p].sum(table.candidate); });
}

// The best change of one unit; false where none is better.
bool better(const NegotiationModel& m, Table& table, const Meeting& meeting) {
  double best = welfare(m, table, meeting, 0, table.candidate[0]) + 1e-9;
  std::size_t unit = m.space.units(), choice = 0;
  for (std::size_t u = 0; u < m.space.units(); ++u)
    for (std::size_t c = 0; c < m.space.choices(u); ++c) {
      if (c == table.candidate[u] || table.allowed[m.space.offset(u) + c] == 0) continue;
      const double value = welfare(m, table, meeting, u, c);
      if (value <= best) continue;
      best = value;
      unit = u;
      choice = c;
    }
  if (unit == m.space.units()) return false;
  take(m, table, unit, choice);
  return true;
}

}  // namespace

bool draft(const NegotiationModel& m, Table& table, const Meeting& meeting, int round) {
  if (!m.drafter || m.space.units() == 0) return false;
  const Package& quo = m.space.status_quo();
  std::copy(quo.begin(), quo.end(), table.candidate.begin());
  for (std::size_t u = 0; u < m.space.units(); ++u) {
    std::size_t c = table.candidate[u];
    while (table.allowed[m.space.offset(u) + c] == 0) c = (c + 1) % m.space.choices(u);
    table.candidate[u] = static_cast<OptionIndex>(c);
  }
  take(m, table, 0, table.candidate[0]);
  for (int k = 0; k < most_changes && better(m, table, meeting); ++k) {
  }
  std::copy(table.candidate.begin(), table.candidate.end(), table.standing.begin());
  note(meeting.log,
       {.saying = Saying::draft,
        .round = round,
        .who = m.drafter,
        .utility = m.at_table[*m.drafter](table.standing),
        .reservation = meeting.reservation[*m.drafter]},
       table.standing);
  return true;
}

}  // namespace parley

#include "parley/bargaining/leverage.hpp"

#include <algorithm>

namespace parley {

namespace {

// Share of their leverage over a client that is left to patrons who share it.
double left_to_each(const NegotiationModel& m, PartyId client, double restored) {
  const double shared = 1.0 / (1.0 + m.rivalry * std::max(0, m.patrons[client] - 1));
  return shared + restored * (1.0 - shared);
}

}  // namespace

double leverage_of(const NegotiationModel& m, PartyId patron, PartyId client, double factor,
                   double restored) {
  return m.leverage(patron, client) * factor * left_to_each(m, client, restored);
}

void effective_leverage(const NegotiationModel& m, SpanBy<PartyId, const double> factor, double restored,
                        Leverage& out) {
  for (const PartyId client : m.parties()) {
    const double left = left_to_each(m, client, restored);
    for (const PartyId patron : m.parties())
      out(patron, client) = m.leverage(patron, client) * factor[patron] * left;
  }
}

Consent consent(const NegotiationModel& m, PartyId client, PackageView package, const Leverage& leverage,
                SpanBy<PartyId, const double> reservation) {
  Consent c{.utility = m.at_table[client](package), .reservation = reservation[client]};
  for (const PartyId patron : m.parties()) {
    const double l = leverage(patron, client);
    if (l > 0) c.pressure += l * std::max(0.0, m.at_table[patron](package) - reservation[patron]);
  }
  c.unpressed = c.utility >= c.reservation - 1e-12;
  c.willing = c.utility + c.pressure >= c.reservation - 1e-12;
  return c;
}

}  // namespace parley

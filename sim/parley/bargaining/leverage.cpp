#include "parley/bargaining/leverage.hpp"

#include <algorithm>

namespace parley {

void effective_leverage(const NegotiationModel& m, SpanBy<PartyId, const double> factor, double restored,
                        Leverage& out) {
  for (const PartyId client : m.parties()) {
    const double shared = 1.0 / (1.0 + m.rivalry * std::max(0, m.patrons[client] - 1));
    const double share = shared + restored * (1.0 - shared);
    for (const PartyId patron : m.parties())
      out(patron, client) = m.leverage(patron, client) * factor[patron] * share;
  }
}

Consent consent(const NegotiationModel& m, PartyId client, PackageView package, const Leverage& leverage,
                SpanBy<PartyId, const double> reservation) {
  Consent c{m.utilities[client](package), 0, reservation[client]};
  for (const PartyId patron : m.parties()) {
    const double l = leverage(patron, client);
    if (l > 0) c.pressure += l * std::max(0.0, m.utilities[patron](package) - reservation[patron]);
  }
  return c;
}

}  // namespace parley

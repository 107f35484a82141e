#include "parley/bargaining/leverage.hpp"

#include <algorithm>

namespace parley {

void effective_leverage(const NegotiationModel& m, std::span<const double> factor, double restored,
                        std::span<double> out) {
  const std::size_t n = m.parties();
  for (PartyId client = 0; client < n; ++client) {
    const double shared = 1.0 / (1.0 + m.rivalry * std::max(0, m.patrons[client] - 1));
    const double share = shared + restored * (1.0 - shared);
    for (PartyId patron = 0; patron < n; ++patron)
      out[patron * n + client] = m.influence(patron, client) * factor[patron] * share;
  }
}

Consent consent(const NegotiationModel& m, PartyId client, PackageView package,
                std::span<const double> leverage, std::span<const double> reservation) {
  Consent c{m.utilities[client](package), 0, reservation[client]};
  for (PartyId patron = 0; patron < m.parties(); ++patron) {
    const double l = leverage[patron * m.parties() + client];
    if (l > 0) c.pressure += l * std::max(0.0, m.utilities[patron](package) - reservation[patron]);
  }
  return c;
}

}  // namespace parley

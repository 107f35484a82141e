// How much can patrons move a client, and does it consent?
//
// Leverage of patron k over client i: L_ki = written leverage x factor_k / (1 + rivalry (n_i - 1)), n_i the
// number of i's patrons (Salehyan, Siroky & Wood 2014: several principals weaken control). Joint work of
// patrons (`restored` in [0, 1]) brings back that share of what rivalry took. Consent where nothing has to be
// kept (Putnam 1988; Salehyan 2010): i signs iff
//   U_i(w) + sum_k L_ki max(0, U_k(w) - r_k) >= r_i.
// Where a war goes on, whoever is asked looks ahead at keeping it (Signing, negotiation.hpp).
#pragma once

#include "parley/bargaining/negotiation.hpp"

namespace parley {

double leverage_of(const NegotiationModel& m, PartyId patron, PartyId client, double factor, double restored);

// Fills `out`. factor[k] is 1 unless events changed a patron's weight.
void effective_leverage(const NegotiationModel& m, SpanBy<PartyId, const double> factor, double restored,
                        Leverage& out);

Consent consent(const NegotiationModel& m, PartyId client, PackageView package, const Leverage& leverage,
                SpanBy<PartyId, const double> reservation);

}  // namespace parley

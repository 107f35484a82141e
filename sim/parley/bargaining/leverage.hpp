// How much can patrons move a client, and does it consent?
//
// Leverage of patron k over client i: L_ki = written leverage x factor_k / (1 + rivalry (n_i - 1)), n_i the
// number of i's patrons (Salehyan, Siroky & Wood 2014: several principals weaken control). Joint work of
// patrons (`restored` in [0, 1]) brings back that share of what rivalry took. Consent (Putnam 1988; Salehyan
// 2010): i signs iff
//   U_i(w) + sum_k L_ki max(0, U_k(w) - r_k) >= r_i.
#pragma once

#include "parley/bargaining/negotiation.hpp"

namespace parley {

// Fills `out`. factor[k] is 1 unless events changed a patron's weight.
void effective_leverage(const NegotiationModel& m, SpanBy<PartyId, const double> factor, double restored,
                        Leverage& out);

struct Consent {
  double utility = 0, pressure = 0, reservation = 0;
  bool yes() const { return utility + pressure >= reservation - 1e-12; }
};

Consent consent(const NegotiationModel& m, PartyId client, PackageView package, const Leverage& leverage,
                SpanBy<PartyId, const double> reservation);

}  // namespace parley

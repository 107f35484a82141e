#include "parley/bargaining/stand_in.hpp"

namespace parley {

bool says_yes(StandIn* who, PartyId party, Query query, PackageView text, bool own) {
  if (!stands_in(who, party)) return own;
  query.text.assign(text.begin(), text.end());
  query.own.deed = own ? Deed::accept : Deed::refuse;
  return who->decide(query).deed == Deed::accept;
}

Consent signs(StandIn* who, PartyId party, int day, int round, PackageView text, Consent c) {
  c.willing =
      says_yes(who, party, {.asked = Asked::sign, .day = day, .round = round, .consent = c}, text, c.willing);
  return c;
}

}  // namespace parley

// What is a truce worth to the parts of a party?
//
// To each what it is to the party, but for what is its own: demands, leaning, reasons, patrons, and the trust
// that strikes have taken from it. (phi with weights: truce/keeping.hpp.)

#include "parley/engine/factions.hpp"

#include <algorithm>

#include "parley/support/numerics.hpp"

namespace parley {

double fed_by(const Day& day, FactionId x, const TermsInForce& terms) {
  const auto& hunger = day.m.factions[x].hunger;
  double sum = 0;
  for (const FrontId f : hunger.ids()) {
    const FrontModel& front = day.m.fronts[f];
    const FrontState& now = day.s.ground.fronts[f];
    if (hunger[f] <= 0 || !now.besieged || now.over()) continue;
    const double relief = relief_of(day, f, terms);
    const double eased = relief - (1.0 - relief) / hardship_undone;  // 1: fed; at 0 hunger stays as it is
    if (eased > 0 || front.relief) sum += hunger[f] * std::min(1.0, now.hardship / front.resolve) * eased;
  }
  return sum;
}

TruceValue value_to_part(const Day& day, FactionId x, const TruceValue& whole, PackageView text,
                         const TermsInForce& terms) {
  const Model& m = day.m;
  const FactionModel& part = m.factions[x];
  const double more =
      m.scenario.truce.settles * m.factions.differs(x, m.talks.space, text) + fed_by(day, x, terms);
  const double hurt = day.s.trust.of_parts[x];
  TruceValue v = whole;
  v.shock += day.s.worth.of_parts[x] + part.leans;
  if (more == 0 && hurt == 0) return v;
  v.surplus += more;
  if (hurt != 0) v.trust = logistic(log_odds(whole.trust) + hurt);
  const double watch = whole.surplus > 0 ? whole.watched / whole.surplus : 0.0;
  v.watched = std::min(1.0 - v.trust, watch) * std::max(0.0, v.surplus);
  return v;
}

double leverage_over_part(const Day& day, FactionId x, PartyId patron, double restored) {
  const FactionModel& part = day.m.factions[x];
  const int others = std::max(0, static_cast<int>(part.patrons.size()) - 1);
  const double shared = 1.0 / (1.0 + day.m.talks.rivalry * others);
  return part.leverage[patron] * day.s.patrons.influence_factor[patron] *
         (shared + restored * (1.0 - shared));
}

void Voices::hear(FactionId who, const TruceValue& value, double share) {
  const double by = margin(value);
  const auto before = voices_.begin() + static_cast<std::ptrdiff_t>(count_++);
  const auto place = std::find_if(voices_.begin(), before, [by](const Voice& v) { return v.margin < by; });
  std::move_backward(place, before, before + 1);
  *place = {who, value, by, share};
  all_ += share;
}

const Voices::Voice& Voices::middle() const {
  constexpr double equal = 1e-9;
  double yes = 0;
  std::size_t k = 0;
  while (k + 1 < count_ && (yes += voices_[k].share) <= 0.5 * all_ + equal) ++k;
  return voices_[k];
}

double parts_keep(const Day& day, PartyId p, FrontId f, std::size_t side, const TruceValue& whole,
                  Orders& orders) {
  const Model& m = day.m;
  const State& s = day.s;
  const auto here = [&](TruceValue v, double own) {
    v.trust += m.scenario.truce.local_trust * (s.orders.quiet[f][side] - v.trust);
    v.shock = s.worth.shock[p] + s.worth.local[f][side] + own;
    return v.keeps();
  };
  double first = 0, more = 0, all = 0;
  for (const FactionId x : m.factions.of(p)) {
    const double own = s.worth.of_parts[x] + m.factions[x].leans;
    const double keeps = here(s.worth.regards.parts[x], own);
    orders.of_parts(x, f) = keeps;
    if (s.factions.stands[x] != Stands::with_party) continue;
    if (all == 0) first = keeps;
    more += m.factions[x].share * (keeps - first);
    all += m.factions[x].share;
  }
  return all > 0 ? first + more / all : here(whole, 0.0);
}

bool parts_are_mixed(const Model& m, FrontId f, PartyId group) {
  return std::any_of(m.factions.ids().begin(), m.factions.ids().end(), [&](FactionId x) {
    return m.factions[x].near == group && m.side_of(m.factions[x].party, f) == 1;
  });
}

double first_mixed(const Model& m, FactionId x, FrontId f) {
  const FactionModel& part = m.factions[x];
  if (part.near == nobody || m.side_of(part.party, f) != 1) return 0.0;
  double near = 0;
  for (const FactionId other : m.factions.ids())
    if (m.factions[other].near == part.near && m.side_of(m.factions[other].party, f) == 1)
      near += m.factions[other].share * m.strength[m.factions[other].party];
  for (const auto& [group, mixed] : m.fronts[f].intermingled)
    if (group == part.near && near > 0) return mixed * part.share * m.strength[part.party] / near;
  return 0.0;
}

namespace {

bool is_hit(const Day& day, FactionId x, FrontId f, PartyId group) {
  return day.m.factions[x].near == group && day.s.factions.mixed(x, f) > 0;
}

}  // namespace

double share_hit(const Day& day, PartyId p, FrontId f, std::optional<PartyId> group) {
  if (group == nobody) return 1.0;
  double hit = 0, all = 0;
  bool near = false;
  for (const FactionId x : day.m.factions.of(p)) {
    near = near || day.m.factions[x].near == group;
    if (is_gone(day.s.factions.stands[x])) continue;
    all += day.m.factions[x].share;
    if (is_hit(day, x, f, *group)) hit += day.m.factions[x].share;
  }
  return near ? (all > 0 ? hit / all : 0.0) : 1.0;
}

void lost_by_those_hit(const Day& day, PartyId p, FrontId f, PartyId group, double share, double lost,
                       double quiet, Trust& trust) {
  for (const FactionId x : day.m.factions.of(p)) {
    if (is_gone(day.s.factions.stands[x])) continue;
    trust.of_parts[x] += is_hit(day, x, f, group) ? lost - lost / share - quiet : lost;
  }
}

}  // namespace parley

#include "parley/runs/summary.hpp"

namespace parley {

void Summary::add(const Outcome& o) {
  ++runs;
  ++endings[static_cast<std::size_t>(o.ending)];
  if (o.deals > 0) {
    agreement_days.push_back(o.agreement_day);
    ++deals[o.first_deal];
    for (const PartyId p : o.pressed.ids())
      if (o.pressed[p] != 0) ++pressed[p];
  }
  if (o.has_truce()) {
    truces.push_back({o.first_truce_days, o.first_truce_ended});
    first_truces_holding += o.first_truce_ended ? 0 : 1;
  }
  if (o.first_truce_ended) {
    ++ends[{o.ended_by, o.manner, o.cause}];
    if (!o.trigger_name.empty()) ++triggers[std::string(o.trigger_name)];
  }
  if (o.walked_out != nobody) {
    ++walk_outs[*o.walked_out];
    if (o.deals > 0 && o.walk_out_day >= 0)
      ++(o.agreement_day > o.walk_out_day ? signed_after_walk_out : walked_out_after_deal)[*o.walked_out];
  }
  if (o.refused_first != nobody) {
    ++first_refusals[*o.refused_first];
    ++refused_runs;
  }
  if (utility_sums.empty()) utility_sums.assign(o.utilities.size(), 0.0);
  for (const PartyId p : o.utilities.ids()) utility_sums[p] += o.utilities[p];
  deaths_by_run.push_back(o.deaths);
  displaced_by_run.push_back(o.displaced);
  truce_days_by_run.push_back(o.truce_days);
  aid_days_by_run.push_back(o.aid_days);
  deaths += o.deaths;
  deaths_in_truce += o.deaths_in_truce;
  civilian_deaths += o.civilian_deaths;
  displaced += o.displaced;
  truce_days += o.truce_days;
  aid_days += o.aid_days;
}

}  // namespace parley

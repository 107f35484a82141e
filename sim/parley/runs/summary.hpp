// What do many runs of one scenario say together?
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "parley/engine/outcome.hpp"
#include "parley/scenario/scenario.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

// The end of a first truce: who, how, why.
struct EndOfTruce {
  std::optional<PartyId> who = nobody;
  Manner manner = Manner::none;
  Cause cause = Cause::none;
  friend bool operator==(const EndOfTruce&, const EndOfTruce&) = default;
  // (Without <=>, which std::optional lacks in older libraries.)
  friend bool operator<(const EndOfTruce& a, const EndOfTruce& b) {
    return std::tie(a.who, a.manner, a.cause) < std::tie(b.who, b.manner, b.cause);
  }
};

struct Summary {
  std::size_t runs = 0;
  std::array<std::size_t, ending_names.size()> endings{};
  std::vector<double> agreement_days;  // of runs with a deal
  std::vector<Spell> truces;           // first truces: of runs whose first text is one
  std::map<EndOfTruce, std::size_t> ends;
  std::map<std::string, std::size_t> triggers;
  std::map<Package, std::size_t> deals;  // first deals
  std::map<PartyId, std::size_t> walk_outs, first_refusals, pressed;
  // Of the runs in `walk_outs`, with a calendar: those that signed their first deal after the first walk-out,
  // and those in which it came only after a first deal.
  std::map<PartyId, std::size_t> signed_after_walk_out, walked_out_after_deal;
  std::size_t first_truces_holding = 0;  // of `truces`, to the end of the calendar
  std::size_t refused_runs = 0;
  ListBy<PartyId, double> utility_sums;
  // Of runs, what few of them may draw the mean up of.
  std::vector<double> deaths_by_run, displaced_by_run, truce_days_by_run, aid_days_by_run;
  double deaths = 0, deaths_in_truce = 0, civilian_deaths = 0, displaced = 0, truce_days = 0, aid_days = 0;

  void add(const Outcome& outcome);
  std::size_t with_deal() const { return agreement_days.size(); }
  Interval share(Ending ending) const { return wilson(endings[static_cast<std::size_t>(ending)], runs); }
  // The most frequent entries of `counts`, most frequent first.
  template <class Key>
  static std::vector<std::pair<Key, std::size_t>> ranked(const std::map<Key, std::size_t>& counts,
                                                         std::size_t most);
};

template <class Key>
std::vector<std::pair<Key, std::size_t>> Summary::ranked(const std::map<Key, std::size_t>& counts,
                                                         std::size_t most) {
  std::vector<std::pair<Key, std::size_t>> list(counts.begin(), counts.end());
  std::stable_sort(list.begin(), list.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (list.size() > most) list.resize(most);
  return list;
}

}  // namespace parley

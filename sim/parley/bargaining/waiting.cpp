#include "parley/bargaining/waiting.hpp"

#include <algorithm>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// Share of what an option gives that is lost where it comes into force after so many days.
double lost(double days, double horizon) { return days > 0 ? 1.0 - scalar_pow(0.5, days / horizon) : 0.0; }

double weight_of(const Scenario& s, const Party& party, IssueId issue) {
  const Number* weight = party.weights.find(s.issues[issue].key.id);
  return weight != nullptr ? weight->value : 0.0;
}

double above_status_quo(const Scenario& s, const Party& party, IssueId issue, OptionIndex option) {
  const auto quo = static_cast<OptionIndex>(s.issues[issue].value.status_quo.index.value);
  return option_value(s, party, issue, option) - option_value(s, party, issue, quo);
}

bool off_table(const Scenario& s, IssueId issue) {
  return std::any_of(s.agenda.off_table.begin(), s.agenda.off_table.end(),
                     [&](const IssueRef& r) { return r.id == s.issues[issue].key.id; });
}

// What the options of an issue but its status quo give above it, on average.
double mean_above_status_quo(const Scenario& s, const Party& party, IssueId issue) {
  const std::size_t options = s.issues[issue].value.options.size();
  if (options < 2 || off_table(s, issue)) return 0.0;
  double sum = 0;
  for (OptionIndex o = 0; o < options; ++o) sum += above_status_quo(s, party, issue, o);
  return sum / static_cast<double>(options - 1);
}

// By issue and option, in the party's weights as written; below 0 where the party gains by waiting.
ListBy<IssueId, std::vector<double>> lost_by_waiting(const Scenario& s, const Party& party) {
  ListBy<IssueId, std::vector<double>> less;
  const double horizon = s.war.horizon;
  for (const IssueId i : s.issues.ids()) {
    less.push_back(std::vector<double>(s.issues[i].value.options.size(), 0.0));
    if (off_table(s, i)) continue;
    for (const auto& [ref, terms] : s.issues[i].value.terms.rows) {
      const auto o = static_cast<OptionIndex>(ref.index.value);
      const double days = terms.after + (terms.obliges ? terms.obliges->within.value : 0.0);
      less[i][o] += weight_of(s, party, i) * lost(days, horizon) * above_status_quo(s, party, i, o);
      if (!terms.obliges) continue;
      for (const IssueRef& held : terms.obliges->before) {
        const IssueId h = s.issues.position(held.id);
        if (h != i)
          less[i][o] += weight_of(s, party, h) * lost(days, horizon) * mean_above_status_quo(s, party, h);
      }
    }
  }
  return less;
}

bool anything_waits(const Scenario& s) {
  return s.calendar && std::any_of(s.issues.begin(), s.issues.end(), [](const auto& row) {
           const auto& terms = row.value.terms.rows;
           return std::any_of(terms.begin(), terms.end(),
                              [](const auto& t) { return t.value.after > 0 || t.value.obliges; });
         });
}

}  // namespace

Utility utility_at_table(const Space& space, const Scenario& s, const Party& party) {
  if (!anything_waits(s)) return Utility(space, s, party);
  const auto less = lost_by_waiting(s, party);
  return Utility(space, s, party, &less);
}

}  // namespace parley

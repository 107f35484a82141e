#include "parley/page/assumptions.hpp"

#include <map>

#include "parley/page/draft.hpp"
#include "parley/questions/play/session.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/scenario/whole_steps.hpp"

namespace parley {

namespace {

constexpr std::array<const char*, 4> marks{"", "sourced", "expert judgement", "free"};

// The names of an issue's options, where a number is the position of one of them.
const std::vector<std::string>* options_of(const Scenario& scenario, const AssumedNumber& number) {
  if (!number.option) return nullptr;
  for (const auto& [key, issue] : scenario.issues)
    if (number.path.ends_with("." + key.id) || number.path == "issues." + key.id + ".status_quo")
      return &issue.options;
  return nullptr;
}

}  // namespace

Json opened_json(const Model& m) {
  const Scenario& scenario = m.scenario;
  Json out{{"name", scenario.name}, {"war", m.war}, {"days", m.days}};
  if (m.war) out["start"] = m.date(0);
  out["parties"] = Json::array();
  for (const PartyId p : m.parties())
    out["parties"].push_back(
        {{"id", m.party_id(p)}, {"name", m.party(p).name}, {"seat", seat_refusal(m, p).empty()}});
  out["issues"] = Json::array();
  for (const IssueId i : scenario.issues.ids()) {
    const auto& [key, issue] = scenario.issues[i];
    Json one{{"id", key.id},
             {"title", issue.title},
             {"options", issue.options},
             {"now", static_cast<int>(issue.status_quo.index.value)}};
    for (const IssueRef& off : scenario.agenda.off_table)
      if (off.id == key.id) one["off_table"] = true;
    out["issues"].push_back(std::move(one));
  }
  if (scenario.deal) out["deal"] = deal_json(scenario, *scenario.deal);
  Scenario open = with_every_range(scenario);
  std::map<std::string, const AssumedNumber*> places;
  const std::vector<AssumedNumber> all = all_numbers(open);
  for (const AssumedNumber& a : all) places[a.path] = &a;
  out["assumptions"] = Json::array();
  for (const KnownNumber& known : numbers_of(scenario)) {
    const auto at = places.find(known.path);
    if (at == places.end()) continue;
    const Number& ranged = *at->second->number;
    if (!ranged.low || !ranged.high) continue;
    double low = *ranged.low, high = *ranged.high;
    const auto steps = steps_of(open, *at->second);
    if (steps) narrow_to(*steps, low, high);
    if (!(low < high)) continue;
    const ParameterWords words = words_of(scenario, known.path);
    Json one{{"path", known.path},
             {"words", words.words},
             {"value", known.number.value},
             {"low", low},
             {"high", high}};
    if (at->second->whole) one["whole"] = true;
    if (steps) one["step"] = steps->step;
    if (*words.spec.unit != '\0') one["unit"] = words.spec.unit;
    if (const auto* options = options_of(scenario, *at->second)) one["options"] = *options;
    if (!known.number.why.empty()) one["why"] = known.number.why;
    if (known.number.mark != Mark::plain) one["mark"] = marks[static_cast<std::size_t>(known.number.mark)];
    if (!known.number.experts.empty()) one["experts"] = known.number.experts;
    if (*words.spec.less != '\0') one["less"] = words.spec.less;
    if (*words.spec.more != '\0') one["more"] = words.spec.more;
    if (!known.number.group.empty()) one["group"] = known.number.group;
    if (known.founded != Founded::ranged) one["by_rule"] = true;
    out["assumptions"].push_back(std::move(one));
  }
  return out;
}

}  // namespace parley

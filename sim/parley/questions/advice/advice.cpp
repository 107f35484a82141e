#include "parley/questions/advice/advice.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/conflict/fighting.hpp"
#include "parley/engine/model.hpp"
#include "parley/questions/advice/changes.hpp"
#include "parley/scenario/idle.hpp"

namespace parley {

namespace {

// Whether something stands at a path of the file; and what.
std::string written_at(const YamlNode& root, const std::string& path) {
  const YamlNode* node = look_up(root, path).node;
  if (node == nullptr) return {};
  constexpr std::size_t most = 160;  // a section may be long; what is cut off ends with a word
  std::string text = flow_text(*node);
  if (text.size() <= most) return text;
  return text.substr(0, text.rfind(' ', most)) + " ... (goes on)";
}

bool covers_any(const Scenario& s, const std::string& front) {
  for (const auto& [key, issue] : s.issues)
    for (const auto& [option, terms] : issue.terms.rows)
      for (const auto& covered : terms.covers)
        if (covered == "all" || covered == front) return true;
  return false;
}

TrialOptions few(TrialOptions options) {
  options.runs = std::min(options.runs, 20U);
  return options;
}

void by_reasoning(const LoadedScenario& loaded, Advice& advice) {
  const auto idle = idle_parts(loaded.scenario);
  for (std::size_t i = 0; i < idle.size(); ++i) {
    const Idle& part = idle[i];
    if (part.kind == Idle::Kind::analysis) continue;
    // Told with the part that holds it, if there is one.
    const bool within = std::any_of(idle.begin(), idle.end(), [&](const Idle& other) {
      return other.kind == Idle::Kind::never && part.path.size() > other.path.size() &&
             part.path.starts_with(other.path + ".");
    });
    const std::string written = written_at(loaded.document.root, part.path);
    if (within || written.empty()) continue;
    if (part.kind == Idle::Kind::waits)
      advice.waiting.push_back(part);
    else
      advice.nothing.push_back({part.path, written, part.why});
  }
}

void by_trial(const LoadedScenario& loaded, const Trial& base, const AdviceOptions& o, Advice& advice) {
  const auto idle = idle_parts(loaded.scenario);
  for (const Change& change : removals(loaded.scenario, base)) {
    if (idle_at(idle, change.path) != nullptr) continue;
    if (o.progress) o.progress("without " + change.path);
    // Mostly the first few runs tell that it does something.
    if (!same(base, try_out(change.made, few(o.trial))) || !same(base, try_out(change.made, o.trial)))
      continue;
    advice.nothing.push_back({change.path, written_at(loaded.document.root, change.path),
                              fmt::format("without it each of {} runs is the same", o.trial.runs), true});
  }
}

void levels(const Model& m, Advice& advice) {
  for (const FrontId f : m.fronts.ids()) {
    const auto& [key, front] = m.scenario.fronts.rows[f.position()];
    advice.fronts.push_back({key.id, front.name.empty() ? key.id : front.name, front.intensity,
                             m.fronts[f].expected_deaths, covers_any(m.scenario, key.id)});
  }
}

// Share of war that a side's commanders fight though they comply.
double slack_of(const Model& m, const std::vector<PartyId>& fighters) {
  double forces = 0, slack = 0;
  for (const PartyId p : fighters) {
    if (m.excluded[p] != 0) continue;
    forces += m.strength[p];
    slack += m.strength[p] * m.party(p).conduct.slack;
  }
  return forces > 0 ? slack / forces : 1.0;
}

std::optional<Threshold> threshold(const Model& m, const Advice& advice) {
  const TruceRules& rules = m.scenario.truce;
  Threshold t;
  t.committed = rules.committed_rate;
  t.uncommitted = rules.uncommitted_rate;
  FrontSet coverable;
  for (const FrontId f : m.fronts.ids())
    if (advice.fronts[f.position()].coverable) coverable.insert(f);
  const RareSize noticed = m.noticed(coverable);
  t.deaths = noticed.deaths;
  t.committed *= noticed.pace;
  t.uncommitted *= noticed.pace;
  double kept = 0, war = 0;  // events that kill civilians, a day, by both sides
  for (const FrontId f : m.fronts.ids()) {
    if (!advice.fronts[f.position()].coverable) continue;
    const FrontModel& front = m.fronts[f];
    const double half = 0.5 * front.intensity * rules.detection;
    for (std::size_t k = 0; k < 2; ++k) {
      war += half * front.civilian[k];
      kept += half * front.civilian[k] * slack_of(m, front.fighters[k]);
    }
  }
  if (war <= 0) return {};
  // One side's part.
  t.kept = 0.5 * kept * noticed.share;
  t.war = 0.5 * war * noticed.share;
  if ((t.too_low() || t.too_high()) && kept > 0) {
    double fitting = 1;
    while (fitting < m.violence.largest_event &&
           0.5 * kept * size_of_deaths(m.violence, fitting).share > t.committed)
      fitting *= 1.05;
    if (0.5 * kept * size_of_deaths(m.violence, fitting).share <= 1.5 * t.committed)
      t.fitting = std::round(fitting);
  }
  return t;
}

void facilitators(const Model& m, const Trial& base, Advice& advice) {
  for (const Outcome& o : base.runs) advice.truces_ended += o.first_truce_ended ? 1 : 0;
  if (!m.war) return;
  const auto roles = roles_of(m.scenario);
  for (const PartyId p : m.strength.ids()) {
    if (m.signatory[p] == 0 || m.strength[p] > 0) continue;
    Facilitator f{p, roles[p.position()].patron, 0};
    for (const Outcome& o : base.runs) f.ended += o.first_truce_ended && o.ended_by == p ? 1 : 0;
    advice.facilitators.push_back(f);
  }
}

void hardly_signed(const Model& m, const Trial& base, Advice& advice) {
  if (std::none_of(base.runs.begin(), base.runs.end(), [](const Outcome& o) { return o.deals > 0; })) return;
  for (const IssueId i : m.scenario.issues.ids()) {
    const auto& [key, issue] = m.scenario.issues[i];
    for (const auto& [option, terms] : issue.terms.rows) {
      const auto index = static_cast<std::size_t>(option.index.value);
      if (!is_signed(m.talks.space, base, i, index))
        advice.hardly_signed.push_back(key.id + ": " + issue.options[index]);
    }
  }
}

void deciding(const Scenario& scenario, const Trial& base, const AdviceOptions& o, Advice& advice) {
  for (const OtherValue& v : other_values(scenario)) {
    if (o.progress) o.progress("another " + v.number.path);
    Decides most{v.number, v.low, v.high, {}, 0, 0, 0, {}};
    for (const double at : {v.low, v.high}) {
      const Scenario other = v.at(at);
      // What decides shows in the first few runs, all but surely.
      if (largest_move(base, try_out(other, few(o.trial))).size() < 0.25 * o.decides) continue;
      const Trial there = try_out(other, o.trial);
      const LargestMove move = largest_move(base, there);
      if (!move.clear() || move.size() <= most.move.size()) continue;
      const std::vector<double> Trial::*const all[] = {&Trial::signs, &Trial::lasting, &Trial::calm};
      const auto values = all[static_cast<std::size_t>(move.what)];
      most.move = move;
      most.at = at;
      most.before = base.share(base.*values);
      most.after = there.share(there.*values);
    }
    if (most.move.size() < o.decides) continue;
    const bool is_default = v.number.founded == Founded::left_out;
    if (is_default) most.origin = origin_of(v.number.path);
    (is_default ? advice.defaults : advice.plain).push_back(std::move(most));
  }
  for (auto* list : {&advice.plain, &advice.defaults})
    std::stable_sort(list->begin(), list->end(),
                     [](const Decides& a, const Decides& b) { return a.move.size() > b.move.size(); });
}

}  // namespace

double Advice::deaths() const {
  double sum = 0;
  for (const FrontLevel& f : fronts) sum += f.deaths;
  return sum;
}

std::size_t Advice::complaints() const {
  std::size_t n = nothing.size() + plain.size() + defaults.size();
  for (const Facilitator& f : facilitators) n += f.ended > 0 ? 1 : 0;
  return n + (threshold && (threshold->too_low() || threshold->too_high()) ? 1 : 0);
}

Advice advise(const LoadedScenario& loaded, const AdviceOptions& o) {
  const auto model = std::make_unique<Model>(loaded.scenario);
  Advice advice;
  advice.trial = o.trial;
  advice.counts = count(numbers_of(loaded.scenario));
  if (o.progress) o.progress("as it is");
  const Trial base = try_out(loaded.scenario, o.trial);
  advice.signs = base.share(base.signs);
  advice.lasting = base.share(base.lasting);
  levels(*model, advice);
  by_reasoning(loaded, advice);
  by_trial(loaded, base, o, advice);
  hardly_signed(*model, base, advice);
  facilitators(*model, base, advice);
  advice.threshold = threshold(*model, advice);
  deciding(loaded.scenario, base, o, advice);
  return advice;
}

}  // namespace parley

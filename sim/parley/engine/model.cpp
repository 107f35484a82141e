#include "parley/engine/model.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/bargaining/equilibrium.hpp"
#include "parley/bargaining/leverage.hpp"
#include "parley/scenario/who_fights_where.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

ListBy<BlocId, std::string> bloc_names(const Scenario& s) {
  ListBy<BlocId, std::string> names;
  for (const auto& [key, party] : s.parties)
    if (std::find(names.begin(), names.end(), party.bloc) == names.end()) names.push_back(party.bloc);
  return names;
}

EventModel compiled(const Scenario& s, const Event& e) {
  EventModel m;
  if (e.date && s.calendar) m.day = e.date->days - s.calendar->start.days;
  m.rate = e.rate;
  m.kind = e.kind;
  if (e.by) m.by = s.parties.position(e.by->id);
  if (e.on) m.on = s.parties.position(e.on->id);
  if (e.front) m.front = s.fronts.position(e.front->id);
  m.deaths = e.deaths;
  m.days = e.days;
  m.factor = e.factor;
  m.shift = e.shift;
  m.displaced = e.displaced;
  m.blame = e.blame;
  m.only = e.only;
  m.name = e.name;
  return m;
}

// Values are linear beside the rest of a package: interactions and risk do not reach what is off the table.
std::vector<Model::TrackIssue> track_issues(const Scenario& s) {
  std::vector<Model::TrackIssue> issues;
  for (const IssueRef& off : s.agenda.off_table) {
    Model::TrackIssue t;
    t.issue = s.issues.position(off.id);
    const Issue& issue = s.issues[t.issue].value;
    t.options = issue.options.size();
    t.gain = {s.parties.size(), t.options};
    PartyId party;
    t.status_quo = static_cast<OptionIndex>(issue.status_quo.index.value);
    for (const auto& [key, p] : s.parties) {
      double total = 0;
      for (const auto& [name, weight] : p.weights) total += weight;
      for (const auto& interaction : p.interactions) total += std::abs(interaction.weight);
      const Number* weight = p.weights.find(off.id);
      for (std::size_t o = 0; o < t.options; ++o)
        t.gain(party, o) = weight != nullptr && total > 0
                               ? *weight / total *
                                     (option_value(s, p, t.issue, static_cast<OptionIndex>(o)) -
                                      option_value(s, p, t.issue, t.status_quo))
                               : 0.0;
      ++party;
    }
    issues.push_back(std::move(t));
  }
  return issues;
}

// How far the fire of one side of a front kills civilians rather than fighters, by its forces; who is
// excluded counts where nobody else fights.
double civilian_weight(const Model& m, const std::vector<PartyId>& fighters) {
  for (const bool excluded : {false, true}) {
    double forces = 0, weight = 0;
    for (const PartyId p : fighters) {
      if ((m.excluded[p] != 0) != excluded) continue;
      forces += m.strength[p];
      weight += m.strength[p] * m.party(p).war.indiscriminate;
    }
    if (forces > 0) return weight / forces;
  }
  return 1.0;
}

// Events that kill civilians, a day of full war on these fronts.
double civilian_events(const Model& m, const FrontSet& covered) {
  double events = 0;
  for (const FrontId f : m.fronts.ids())
    if (covered.contains(f))
      events += m.fronts[f].intensity * 0.5 * (m.fronts[f].civilian[0] + m.fronts[f].civilian[1]);
  return events;
}

// What ten lethal events tell, as the standard deviation of a log ratio of strength: as it is written, or
// such that a day of full war on all fronts between camps that may win tells as much whatever its size.
double learning_noise(const Model& m) {
  const Violence& war = m.scenario.war;
  if (war.noise) return *war.noise;
  double events = 0;
  for (const FrontModel& front : m.fronts)
    if (m.contest_of[front.side[0]] && m.contest_of[front.side[1]]) events += front.intensity;
  return war.day_noise * std::sqrt(std::max(events, 1e-3) / 10.0);
}

}  // namespace

double Model::worth_of(PartyId p, PackageView text, int age, const Underway& underway) const {
  InStages stages;
  look_at(text, age, underway, stages);
  return stages.worth(p, talks.utilities[p]);
}

std::string Model::date(int day) const {
  if (!scenario.calendar) return fmt::format("day {}", day);
  return to_string(Date{scenario.calendar->start.days + day});
}

RareSize Model::noticed(const FrontSet& covered) const {
  const TruceRules& rules = scenario.truce;
  if (rules.salient) return size_of_deaths(violence, *rules.salient);
  if (covered.size() == 0) return noticed_in_war;
  return size_once_in(violence, rules.salient_every, civilian_events(*this, covered));
}

RareSize Model::attack_size(const FrontSet& covered) const {
  return size_once_in(violence, scenario.truce.attack_every, civilian_events(*this, covered));
}

// Who is asked before it signs comes to the table with what facilitators put on the scale at most: what their
// leverage could, and what they pay. How much it is for a text decides when it is asked (keeping.cpp).
void Model::open_with_facilitators() {
  opening_asks.assign(parties().size(), 0.0);
  if (!war) return;
  for (const Backing& f : clauses.facilitators)
    for (const PartyId p : parties()) {
      const bool client = std::find(talks.clients.begin(), talks.clients.end(), p) != talks.clients.end();
      if (signatory[p] == 0 || (strength[p] <= 0 && !client)) continue;
      opening_asks[p] -= f.pays[p];
      if (f.utility.empty()) continue;
      opening_asks[p] -=
          leverage_of(talks, f.facilitator, p, 1.0, 0.0) * std::max(0.0, f.utility.best() - f.reservation);
    }
}

std::string refusal_of(const Scenario& scenario) {
  std::string refusal = Space::refusal(scenario);
  if (!refusal.empty()) return refusal + "; leave some interactions out";
  return equilibrium_refusal(scenario);
}

Model::Model(Scenario given)
    : scenario(std::move(given)),
      talks(scenario),
      blocs(bloc_names(scenario)),
      clauses(scenario, talks.space, blocs),
      factions(scenario) {
  const Scenario& s = scenario;
  const std::size_t n = s.parties.size();
  war = s.calendar.has_value();
  if (war) days = s.calendar->end.days - s.calendar->start.days + 1;
  talks_start = s.talks.start && war ? s.talks.start->days - s.calendar->start.days : 0;
  deadline = static_cast<int>(std::lround(s.talks.deadline.value));
  every = std::max(1, static_cast<int>(std::lround(s.talks.every.value)));
  double apart = 1;  // what conveners leave of what keeps parties apart
  for (const auto& [key, p] : s.parties)
    if (p.facilitates) apart *= 1.0 - p.facilitates->convenes;
  convened = 1.0 - apart;
  reopen_after = static_cast<int>(std::lround(s.talks.reopen_after.value));
  if (reopen_after > 0) reopen_after = std::max(1, static_cast<int>(std::lround(reopen_after * apart)));
  violence = {s.war.event_mu,    s.war.event_sigma,   s.war.event_tail,
              s.war.tail_from,   s.war.largest_event, s.war.clustering,
              s.war.persistence, s.war.volatility,    0};
  violence = with_sizes(violence);
  ground = {{s.war.decisiveness, s.war.duration, s.war.horizon}, s.war.advance, s.war.defence};
  lines_move = s.war.ground;
  const auto& rules = s.war.offensives;
  offensives = {rules.consider, rules.prepare, rules.last, rules.effort, rules.warning, rules.precision};
  if (s.calendar && s.war.since) war_age = s.calendar->start.days - s.war.since->days;
  lulls = {s.war.lulls.after, s.war.lulls.last, s.war.lulls.heat};
  lulls.first_day = s.war.lulls.first_day ? s.war.lulls.first_day->value : lulls.share();
  outlook = ground.course;
  outlook.duration /= lulls.mean_heat();
  habit = 1.0 - scalar_pow(0.5, 1.0 / s.truce.habit);
  shock_kept = scalar_pow(0.5, 1.0 / s.truce.shock_memory);
  rates = {s.truce.committed_rate, s.truce.uncommitted_rate};
  killing_costs = -trust_lost(1.0, 1.0, 1.0, rates);

  for (const auto& [key, p] : s.parties) {
    bloc_of.push_back(BlocId(std::find(blocs.begin(), blocs.end(), p.bloc) - blocs.begin()));
    strength.push_back(p.war.strength);
    signatory.push_back(0);
    excluded.push_back(p.seat == Seat::excluded ? 1 : 0);
    excluded_groups = excluded_groups || p.seat == Seat::excluded;
    const double prior = log_odds(p.conduct.trust);
    trust_prior.push_back(prior);
    walk_out.push_back(s.talks.walk_out_trust
                           ? log_odds(*s.talks.walk_out_trust)
                           : prior + scalar_log(std::max(1e-9, s.talks.walk_out_odds.value)));
    if (convened > 0) walk_out[PartyId(walk_out.size() - 1)] += scalar_log(std::max(1e-9, apart));
    facilitates.push_back(p.facilitates ? 1 : 0);
    bound.push_back(Bound::free);
  }
  for (const PartyId p : talks.principals) signatory[p] = 1;
  for (const PartyId p : talks.clients) signatory[p] = 1;

  contest_of.assign(blocs.size(), {});
  for (const BlocId b : blocs.ids()) {
    bool signs = false;
    for (const PartyId p : parties()) signs = signs || (bloc_of[p] == b && signatory[p] != 0);
    if (!signs) continue;
    contest_of[b] = ContestId(contest.size());
    contest.push_back(b);
  }

  elsewhere_ = {n, s.fronts.size()};
  for (const PartyId p : parties())
    for (const FrontId f : s.fronts.ids()) elsewhere_(p, f) = is_at(party(p), s.fronts[f].key.id) ? 0 : 1;
  for (const auto& [key, f] : s.fronts) {
    FrontModel front;
    for (std::size_t k = 0; k < 2; ++k) {
      front.side[k] = BlocId(std::find(blocs.begin(), blocs.end(), f.sides[k].id) - blocs.begin());
      for (const PartyId p : parties())
        if (bloc_of[p] == front.side[k] && strength[p] > 0 && at(p, FrontId(fronts.size())))
          front.fighters[k].push_back(p);
    }
    front.intensity = f.intensity;
    const double steps = std::round(f.steps);
    front.line.steps = static_cast<int>(steps);
    // Where both sides still fight, nobody has won.
    front.line.held = static_cast<int>(std::clamp(std::round(f.control * steps), 1.0, steps - 1));
    front.weight = f.weight;
    front.expected_deaths = f.intensity * mean_event(violence);
    const double weight[2] = {civilian_weight(*this, front.fighters[0]),
                              civilian_weight(*this, front.fighters[1])};
    // Such that both sides together, at full war, kill as many civilians as the scenario says.
    for (std::size_t k = 0; k < 2; ++k)
      if (weight[k] > 0)
        front.civilian[k] = std::min(1.0, s.war.civilians * 2 * weight[k] / (weight[0] + weight[1]));
    for (const auto& [party, share] : f.intermingled)
      front.intermingled.emplace_back(s.parties.position(party.id), share);
    if (f.siege) {
      front.besieger = f.siege->by.id == f.sides[0].id ? 0 : 1;
      front.population = f.siege->population;
      front.leaving = f.siege->leaving.given ? f.siege->leaving : f.siege->population;
      front.resolve = f.siege->resolve;
      front.hardship = f.siege->hardship;
      front.relief = f.siege->relief;
    }
    fronts.push_back(std::move(front));
  }
  violence.noise = learning_noise(*this);

  FrontSet everywhere;
  for (const FrontId f : fronts.ids()) everywhere.insert(f);
  noticed_in_war = noticed(everywhere);
  constexpr double even = 0.5;  // whether an attack pays it that day
  if (const RareSize attack = attack_size(everywhere); attack.share > 0)
    spoils =
        even * attack.pace * scenario.truce.spoiler_pace * std::min(1.0, noticed_in_war.share / attack.share);

  hostile = {n, n};
  for (const PartyId a : parties()) {
    for (const PartyId b : parties()) {
      const BlocId x = bloc_of[a], y = bloc_of[b];
      bool against = x != y && contest_of[x] && contest_of[y];
      for (const auto& f : fronts)
        against = against || (f.side[0] == x && f.side[1] == y) || (f.side[1] == x && f.side[0] == y);
      hostile(a, b) = against ? 1 : 0;
      if (against) foes.push_back({a, b, a.position() * n + b.position()});
    }
  }
  // Half of a party's trust in the other camp is trust in its principals, half in its forces.
  heed = {n, n};
  for (const PartyId a : parties()) {
    double principals = 0, armed = 0;
    const auto counts = [&](PartyId b) { return are_hostile(a, b) && excluded[b] == 0; };
    for (const PartyId b : talks.principals) principals += counts(b) ? 1.0 : 0.0;
    for (const PartyId b : parties()) armed += counts(b) ? strength[b] : 0.0;
    for (const PartyId b : parties()) {
      if (!counts(b)) continue;
      const bool principal =
          std::find(talks.principals.begin(), talks.principals.end(), b) != talks.principals.end();
      const double half = principals > 0 && armed > 0 ? 0.5 : 1.0;
      if (principals > 0 && principal) heed(a, b) += half / principals;
      if (armed > 0) heed(a, b) += half * strength[b] / armed;
    }
  }

  heeds.assign(n, {});
  heeded_by.assign(n, {});
  for (const PartyId a : parties())
    for (const PartyId b : parties()) {
      if (heed(a, b) <= 0) continue;
      const std::size_t cell = a.position() * n + b.position();
      heeds[a].push_back({b, heed(a, b), cell});
      if (excluded[a] == 0) heeded_by[b].push_back({a, heed(a, b), cell});
    }

  rearm.assign(contest.size(), 0.0);
  for (const ContestId c : contest.ids()) {
    double total = 0, growth = 0;
    for (const PartyId p : parties()) {
      if (bloc_of[p] != contest[c]) continue;
      total += strength[p];
      growth += strength[p] * party(p).war.rearm;
    }
    if (total > 0) rearm[c] = growth / total / 30.0;
  }

  log_strength.assign(contest.size(), 0.0);
  imposed = {n, contest.size()};
  for (const ContestId c : contest.ids()) {
    double total = 0;
    std::vector<double> wish(talks.space.table_size(), 0.0);
    for (const PartyId p : parties())
      if (bloc_of[p] == contest[c]) total += strength[p];
    for (const PartyId p : parties()) {
      if (bloc_of[p] != contest[c] || excluded[p] != 0) continue;
      const auto parts = talks.utilities[p].parts();
      const double share = total > 0 ? strength[p] : 1.0;
      for (std::size_t k = 0; k < wish.size(); ++k) wish[k] += share * parts[k];
    }
    log_strength[c] = scalar_log(std::max(total, least_strength));
    // Where the bloc does not care, the status quo stays.
    Package package = talks.space.status_quo();
    for (std::size_t u = 0; u < package.size(); ++u) {
      const std::size_t from = talks.space.offset(u);
      for (std::size_t k = 0; k < talks.space.choices(u); ++k)
        if (wish[from + k] > wish[from + package[u]]) package[u] = static_cast<OptionIndex>(k);
    }
    for (const PartyId p : parties()) imposed(p, c) = talks.utilities[p](package);
  }

  weigh_fronts();
  remember_the_war();

  open_with_facilitators();
  if (war && s.agenda.political_track) track = track_issues(s);

  if (s.deal) {
    if (war) deal_day = s.deal->date ? s.deal->date->days - s.calendar->start.days : 0;
    std::vector<OptionIndex> options;
    for (const auto& [key, issue] : s.issues) {
      const OptionRef* agreed = s.deal->options.find(key.id);
      options.push_back(static_cast<OptionIndex>((agreed ? *agreed : issue.status_quo).index.value));
    }
    deal = talks.space.package(options);
  }

  if (war && s.events.mode != EventMode::none) {
    for (const auto& e : s.events.list)
      if (s.events.mode == EventMode::history || e.fixed) dated.push_back(compiled(s, e));
    std::stable_sort(dated.begin(), dated.end(),
                     [](const EventModel& a, const EventModel& b) { return a.day < b.day; });
    if (s.events.mode == EventMode::random)
      for (const auto& e : s.events.random) random.push_back(compiled(s, e));
  }
  first_day = before_first_day();
}

Model::Model(const Model&) = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(const Model&) = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

}  // namespace parley

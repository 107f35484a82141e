#include "parley/questions/premortem/premortem.hpp"

#include <algorithm>
#include <memory>

#include "parley/bargaining/leverage.hpp"
#include "parley/questions/premortem/over_ranges.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/statistics/looks.hpp"

namespace parley {

namespace {

constexpr int milestones[] = {7, 30, 90};

// First truces, in runs as looks add them until `enough`; tells it which last beyond the horizon.
Summary play(
    const Scenario& s, const PremortemOptions& o,
    const std::function<bool(const Lasted&)>& enough = [](const Lasted&) { return false; }) {
  const auto model = std::make_unique<Model>(s);
  Summary summary;
  Lasted lasted;
  BatchHooks hooks;
  hooks.run = [&](std::uint32_t, const Outcome& outcome, const Trace*) {
    summary.add(outcome);
    lasted.beyond.push_back(outcome.first_truce_ended && outcome.first_truce_days <= o.days ? 0 : 1);
  };
  for (const std::size_t look : looks_at(o.replicates)) {
    BatchOptions batch = batch_of(o);
    batch.first_truce = true;
    batch.first = static_cast<std::uint32_t>(summary.runs);
    batch.replicates = static_cast<std::uint32_t>(look) - batch.first;
    run_batch(*model, batch, hooks);
    if (enough(lasted)) break;
  }
  return summary;
}

std::vector<SurvivalAt> survival_at(const Summary& summary, const std::vector<int>& days) {
  std::vector<SurvivalAt> at;
  for (const int day : days) at.push_back({day, survival(summary.truces, day)});
  return at;
}

// Who would sign which text on the day it comes into force, as beliefs and patrons stand then.
class Signatures {
 public:
  Signatures(const Scenario& s, const PremortemOptions& o) : model_(first_truce_only(s, 0)) {
    const std::size_t n = model_.parties().size();
    State state(model_);
    Leverage leverage(n, n);
    const auto mornings = o.mornings->by_run();
    for (std::uint32_t i = 0; i < o.replicates; ++i) {
      const RunKey key{o.seed, 0, i};
      if (i < mornings.size())
        simulate(model_, key, state, mornings[i]);
      else
        simulate(model_, key, state);
      effective_leverage(model_.talks, state.patrons.influence_factor, 0.0, leverage);
      reservations_.push_back(state.war.reservation);
      leverages_.push_back(leverage);
    }
  }
  ListBy<PartyId, Interval> of(PackageView package) const {
    ListBy<PartyId, Interval> shares(model_.parties().size());
    for (const PartyId p : shares.ids()) {
      if (model_.signatory[p] == 0) continue;
      const auto& clients = model_.talks.clients;
      const bool client = std::find(clients.begin(), clients.end(), p) != clients.end();
      std::size_t yes = 0;
      for (std::size_t i = 0; i < reservations_.size(); ++i) {
        Consent c = consent(model_.talks, p, package, leverages_[i], reservations_[i]);
        if (!client) c.pressure = 0;
        yes += c.yes() ? 1 : 0;
      }
      shares[p] = wilson(yes, reservations_.size());
    }
    return shares;
  }
  const Model& model() const { return model_; }

 private:
  Model model_;
  std::vector<ListBy<PartyId, double>> reservations_;  // by run
  std::vector<Leverage> leverages_;
};

// Other events from outside have a quarter of the runs at least: how long it lasts is told by days.
std::vector<EventsCase> events_cases(const Scenario& s, const PremortemOptions& o, const Premortem& result,
                                     const Lasted& base) {
  std::vector<EventsCase> cases;
  std::vector<EventMode> modes{s.events.mode, EventMode::none, EventMode::random};
  for (std::size_t i = 0; i < modes.size(); ++i) {
    if (std::find(modes.begin(), modes.begin() + static_cast<std::ptrdiff_t>(i), modes[i]) !=
        modes.begin() + static_cast<std::ptrdiff_t>(i))
      continue;
    if (modes[i] == EventMode::random && s.events.random.empty() && i > 0) continue;
    EventsCase c{modes[i], i == 0, 0, {}, {}};
    Summary played;
    if (i > 0) {
      Scenario other = first_truce_only(s, result.last_day);
      other.events.mode = modes[i];
      played = play(other, o, [&](const Lasted& so_far) {
        return 4 * so_far.beyond.size() >= o.replicates && decided(change_of(so_far, base, o), o.worth);
      });
    }
    const Summary& summary = i == 0 ? result.base : played;
    c.runs = static_cast<std::uint32_t>(summary.runs);
    std::vector<int> days{result.days}, every;
    for (const int day : milestones)
      if (day <= result.last_day) days.push_back(day);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    for (int day = 0; day <= result.last_day; ++day) every.push_back(day);
    c.at = survival_at(summary, days);
    c.curve = survival_at(summary, every);
    cases.push_back(std::move(c));
  }
  return cases;
}

std::uint32_t runs_of(const Lasted& lasted) { return static_cast<std::uint32_t>(lasted.beyond.size()); }

std::vector<Breaker> breakers(const Scenario& s, const Model& m, const PremortemOptions& o,
                              const Premortem& result, const Lasted& base) {
  std::vector<Breaker> list;
  for (const PartyId p : m.parties()) {
    const bool armed = m.strength[p] > 0 && (m.excluded[p] == 0 || !m.talks.utilities[p].empty());
    if (m.signatory[p] == 0 && !armed) continue;
    Breaker b;
    b.party = p;
    b.signs = m.signatory[p] != 0;
    std::size_t ended = 0;
    for (const auto& [end, count] : result.base.ends)
      if (end.who == p) ended += count;
    b.ended = wilson(ended, result.base.runs);
    const auto bound = [&](Bound how) {
      Lasted lasted;
      const auto enough = [&](const Lasted& so_far) { return decided(change_of(so_far, base, o), o.worth); };
      if (can_be_bound(m, p))
        add_runs(s, o, {p, how, true}, enough, lasted);
      else
        add_same_runs(base, o, enough, lasted);
      return IfBound{share_of(lasted, base, o), change_of(lasted, base, o), runs_of(lasted)};
    };
    if (armed) b.attacks = bound(Bound::attacks);
    if (b.signs) b.leaves = bound(Bound::leaves);
    b.keeps = bound(Bound::keeps);
    list.push_back(b);
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const Breaker& a, const Breaker& b) { return a.ended.share > b.ended.share; });
  return list;
}

std::size_t fronts_covered(const Model& m, PackageView package) {
  return fronts_of(m.clauses, m.talks.space, package).size();
}

// The options at which clauses are tried: one step down, one up, and dropped.
std::vector<ClauseChange> tried_clauses(const Scenario& s, const Model& m) {
  const Space& space = m.talks.space;
  std::vector<ClauseChange> list;
  for (const IssueId i : space.issues()) {
    const auto& [key, issue] = s.issues[i];
    if (std::any_of(s.agenda.off_table.begin(), s.agenda.off_table.end(),
                    [&id = key.id](const IssueRef& ref) { return ref.id == id; }))
      continue;
    const int from = static_cast<int>(space.option(m.deal, i));
    const int status_quo = static_cast<int>(issue.status_quo.index.value);
    const std::vector<int> targets{from - 1, from + 1, status_quo};
    for (std::size_t k = 0; k < targets.size(); ++k) {
      const int to = targets[k];
      if (to < 0 || to >= static_cast<int>(issue.options.size()) || to == from) continue;
      if (k == 2 && (to == targets[0] || to == targets[1])) continue;
      ClauseChange c;
      c.issue = i;
      c.from = static_cast<OptionIndex>(from);
      c.to = static_cast<OptionIndex>(to);
      c.dropped = to == status_quo;
      list.push_back(std::move(c));
    }
  }
  return list;
}

// Changes of clauses, with as many runs as their answers need.
class ClausesPlayed {
 public:
  ClausesPlayed(const Scenario& s, const PremortemOptions& o, const Lasted& base,
                std::vector<ClauseChange>& list)
      : s_(s), o_(o), base_(base), list_(list), played_(list.size()) {
    for (const ClauseChange& c : list) lines_ += c.fronts > 0 ? 1 : 0;
    const auto enough = [&](const Lasted& so_far) {
      return decided(change_of(so_far, base_, o_), o_.worth, lines_);
    };
    for (std::size_t k = 0; k < list.size(); ++k) add(k, enough);
  }
  // Until it is clear which is the best, and which the worst, of those that are clear of chance.
  void tell_first(std::size_t fronts) {
    for (bool added = true; added;) {
      added = false;
      for (const double sign : {1.0, -1.0}) {
        const std::vector<std::size_t> order = clear_ones(sign, fronts);
        for (std::size_t k = 1; k < order.size(); ++k) added = added || tell_apart(order[0], order[k]);
      }
    }
    // What the reports begin with has all runs.
    for (const double sign : {1.0, -1.0})
      if (const std::vector<std::size_t> order = clear_ones(sign, fronts); !order.empty())
        add(order[0], [](const Lasted&) { return false; });
  }

 private:
  void add(std::size_t k, const std::function<bool(const Lasted&)>& enough) {
    ClauseChange& c = list_[k];
    add_runs(with_option(s_, c.issue, c.to), o_, {}, enough, played_[k]);
    c.runs = runs_of(played_[k]);
    c.deaths = deaths_of(played_[k], base_, o_);
    c.survival = c.fronts > 0 ? share_of(played_[k], base_, o_) : not_known;
    c.change = c.fronts > 0 ? change_of(played_[k], base_, o_) : Difference{unknown, unknown, unknown};
  }
  // Those that make it last longer (without a price) or shorter, the largest first.
  std::vector<std::size_t> clear_ones(double sign, std::size_t fronts) const {
    std::vector<std::size_t> order;
    for (std::size_t k = 0; k < list_.size(); ++k)
      if (list_[k].fronts > 0 && sign * list_[k].change.value > 0 &&
          clear_of_zero(shared_out(list_[k].change, lines_)) && (sign < 0 || !list_[k].at_a_price(fronts)))
        order.push_back(k);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
      return sign * list_[a].change.value > sign * list_[b].change.value;
    });
    return order;
  }
  // Whether it adds runs to two whose difference is not decided.
  bool tell_apart(std::size_t a, std::size_t b) {
    Lasted &one = played_[a], &other = played_[b];
    const bool shorter = one.beyond.size() < other.beyond.size();
    const Difference apart = shorter ? change_of(one, other, o_) : change_of(other, one, o_);
    const std::size_t least = std::min(one.beyond.size(), other.beyond.size());
    if (least == o_.replicates || decided(apart, o_.worth, lines_)) return false;
    const auto next = [](const Lasted&) { return true; };
    if (one.beyond.size() == least) add(a, next);
    if (other.beyond.size() == least) add(b, next);
    return true;
  }

  const Scenario& s_;
  const PremortemOptions& o_;
  const Lasted& base_;
  std::vector<ClauseChange>& list_;
  std::vector<Lasted> played_;
  std::size_t lines_ = 0;
};

std::vector<ClauseChange> clause_changes(const Scenario& s, const Signatures& signatures,
                                         const PremortemOptions& o, const Lasted& base, std::size_t fronts) {
  const Model& m = signatures.model();
  const Space& space = m.talks.space;
  std::vector<ClauseChange> list = tried_clauses(s, m);
  for (ClauseChange& c : list) {
    std::vector<OptionIndex> options;
    for (const IssueId i : space.issues()) options.push_back(space.option(m.deal, i));
    options[c.issue.position()] = c.to;
    const Package package = space.package(options);
    c.fronts = fronts_covered(m, package);  // none: no ceasefire that could last or break
    for (const PartyId p : m.parties())
      c.utility_change.push_back(m.talks.utilities[p](package) - m.talks.utilities[p](m.deal));
    c.signs = signatures.of(package);
  }
  ClausesPlayed(s, o, base, list).tell_first(fronts);
  std::stable_sort(list.begin(), list.end(), [](const ClauseChange& a, const ClauseChange& b) {
    const auto order = [](const ClauseChange& c) { return c.survival.known() ? c.change.value : 2; };
    return order(a) < order(b);
  });
  return list;
}

// What leverage, from the day of the text on, and guarantees make of it.
void add_levers(const Scenario& s, const Model& m, const PremortemOptions& known,
                const std::function<void(const std::string&)>& progress, Premortem& result) {
  std::optional<Scenario> calm;
  if (s.events.mode != EventMode::none) {
    calm = s;
    calm->events.mode = EventMode::none;
  }
  const auto calm_before = calm ? std::make_unique<Mornings>(*calm, known) : nullptr;
  PremortemOptions calm_known = known;
  calm_known.mornings = calm_before.get();
  for (const PartyId client : m.talks.clients) {
    for (const PartyId patron : m.parties()) {
      const double written = m.talks.leverage(patron, client);
      if (written <= 0) continue;
      progress("leverage of " + m.party_id(patron) + " over " + m.party_id(client));
      const auto with = [&](const Scenario& from, const PremortemOptions& o) {
        return pull(o, [&](double x) { return with_leverage(from, patron, client, x); });
      };
      result.leverage.push_back({patron, client, written, with(s, known), {}});
      if (calm) result.leverage.back().without_events = with(*calm, calm_known);
    }
  }
  // A guarantee of strength 0 leaves the text as it stands.
  const std::optional<Interval> calm_base =
      calm ? std::optional(lasting_alone(*calm, calm_known).share()) : std::nullopt;
  for (const Guarantee& g : guarantees()) result.guarantees.push_back({g.name, g.terms, {}, {}});
  const auto guarantee = [&](const Scenario& from, const PremortemOptions& o, const Interval& at_none,
                             const auto& put) {
    for (std::size_t k = 0; k < guarantees().size(); ++k) {
      const Guarantee& g = guarantees()[k];
      progress(std::string("a guarantee: ") + g.name);
      put(result.guarantees[k], pull(
                                    o, [&](double x) { return with_guarantee(from, g, x); }, at_none));
    }
  };
  guarantee(s, known, result.survival, [](GuaranteeCase& c, Lever lever) { c.lever = std::move(lever); });
  if (calm_base)
    guarantee(*calm, calm_known, *calm_base,
              [](GuaranteeCase& c, Lever lever) { c.without_events = std::move(lever); });
}

}  // namespace

Scenario with_option(Scenario s, IssueId issue, OptionIndex option) {
  OptionRef ref;
  ref.index = static_cast<double>(option);
  auto& options = s.deal->options;
  const std::string& id = s.issues[issue].key.id;
  for (auto& row : options.rows) {
    if (row.key.id != id) continue;
    row.value = ref;
    return s;
  }
  options.rows.push_back({IssueRef{id, {}}, ref});
  return s;
}

std::string premortem_refusal(const Scenario& s) {
  if (!s.calendar) return "a premortem needs days: the scenario has no calendar";
  if (!s.deal) return "there is no text to look at: name a deal file with --deal, or write a section 'deal'";
  if (s.calendar->end.days - s.calendar->start.days <= deal_day_of(s))
    return "the calendar ends on the day on which the text comes into force";
  const auto model = std::make_unique<Model>(first_truce_only(s, 0));
  if (fronts_covered(*model, model->deal) == 0)
    return "the text covers no front: it leaves no ceasefire that could last or break";
  return {};
}

Premortem premortem(const Scenario& s, const PremortemOptions& given) {
  PremortemOptions o = given;
  const auto progress = [&](const std::string& what) {
    if (o.progress) o.progress(what);
  };
  Premortem result;
  result.deal_day = deal_day_of(s);
  result.last_day = s.calendar->end.days - s.calendar->start.days - result.deal_day;
  result.days = o.days = std::min(o.days, result.last_day);
  result.share = o.share;
  result.worth = o.worth;

  progress("the text as it stands");
  const auto before = std::make_unique<Mornings>(s, o);
  PremortemOptions known = o;
  known.mornings = before.get();
  result.base = play(first_truce_only(s, result.last_day), known);
  const Lasted base = lasting(s, known);
  result.survival = base.share();
  result.events = events_cases(s, o, result, base);
  const auto signatures = std::make_unique<Signatures>(s, known);
  const Model& m = signatures->model();
  result.signs = signatures->of(m.deal);
  result.fronts = fronts_covered(m, m.deal);

  if (o.depth != PremortemDepth::text) {
    progress("who can break it");
    result.breakers = breakers(s, m, known, result, base);
    progress("its clauses");
    result.clauses = clause_changes(s, *signatures, known, base, result.fronts);
  }
  if (o.depth == PremortemDepth::all) add_levers(s, m, known, progress, result);
  result.ranges = premortem_ranges(s, o, result);
  return result;
}

bool clear_of_chance(const Premortem& result, const ClauseChange& change) {
  std::size_t looks = 0;
  for (const ClauseChange& c : result.clauses) looks += c.survival.known() ? 1 : 0;
  return change.survival.known() && clear_of_zero(shared_out(change.change, looks));
}

}  // namespace parley

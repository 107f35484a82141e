#include "parley/scenario/idle.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "parley/scenario/format_spec.hpp"
#include "parley/scenario/who_fights_where.hpp"

namespace parley {

namespace {

template <class T>
bool is(const Protocol& protocol) {
  return std::holds_alternative<T>(protocol);
}

// Whether somebody on whom leverage bears does anything that it could change.
bool can_be_pressed(const Scenario& s, const Role& client) {
  if (!s.calendar) return client.signs && is<PatronsThenClients>(s.talks.protocol);
  return client.signs || client.armed;
}

class Search {
 public:
  explicit Search(const Scenario& s) : s_(s), roles_(roles_of(s)) {
    for (const auto& [key, front] : s.fronts) {
      besieged_ = besieged_ || front.siege.has_value();
      for (const auto& [group, share] : front.intermingled) mixed_ = mixed_ || share > 0;
    }
    for (const auto& [key, party] : s.parties) {
      std::size_t patrons = 0;
      for (const auto& [patron, leverage] : party.influenced_by) patrons += leverage > 0 ? 1 : 0;
      most_patrons_ = std::max(most_patrons_, patrons);
      for (const auto& [name, faction] : party.factions)
        most_patrons_ = std::max(most_patrons_, faction.influenced_by.size());
    }
  }

  std::vector<Idle> parts() {
    analysis();
    if (!s_.calendar) no_war();
    for (std::size_t p = 0; p < roles_.size(); ++p) party(p);
    for (const auto& [key, issue] : s_.issues) terms(key.id, issue);
    fronts();
    events();
    rules();
    return std::move(out_);
  }

 private:
  void add(std::string path, std::string why, Idle::Kind kind = Idle::Kind::never) {
    out_.push_back({std::move(path), std::move(why), kind});
  }

  void analysis() {
    const std::string forecasts = "only the forecasts of 'parley analyze' look at it";
    add("challenge", forecasts, Idle::Kind::analysis);
    for (const auto& [key, party] : s_.parties) {
      add("parties." + key.id + ".salience", forecasts, Idle::Kind::analysis);
      add("parties." + key.id + ".accommodates", forecasts, Idle::Kind::analysis);
      if (!is<RandomProposer>(s_.talks.protocol))
        add("parties." + key.id + ".power",
            "it counts as votes under random_proposer only, and in what 'parley analyze' tells",
            Idle::Kind::analysis);
    }
  }

  void no_war() {
    const std::string why = "there is no calendar, so there is neither war nor truce";
    for (const char* path : {"war", "truce", "patronage.control", "patronage.support", "patronage.patience",
                             "talks.every", "talks.deadline", "talks.reopen_after", "talks.walk_out_odds",
                             "talks.walk_out_trust", "talks.ripeness", "agenda.political_track"})
      add(path, why);
    for (const auto& [key, party] : s_.parties) {
      add("parties." + key.id + ".war", why);
      add("parties." + key.id + ".conduct", why);
      if (!party.factions.empty()) add("parties." + key.id + ".factions", why);
    }
    for (const auto& [key, issue] : s_.issues) add("issues." + key.id + ".terms", why);
  }

  void party(std::size_t p) {
    const Role& role = roles_[p];
    const auto& [key, party] = s_.parties.rows[p];
    const std::string path = "parties." + key.id + ".";
    strategy(path, role, party);
    leverage(path, role, party);
    for (const auto& [name, faction] : party.factions) {
      if (!faction.near) continue;
      const std::string& group = faction.near->id;
      const auto mixed = [&group](const auto& front) {
        return front.value.intermingled.find(group) != nullptr;
      };
      if (std::none_of(s_.fronts.begin(), s_.fronts.end(), mixed))
        for (const char* k : {".near", ".beside"})
          add(path + "factions." + name.id + k,
              "its group is mixed with nobody on any front (fronts.ID.intermingled)");
    }
    facilitation(path, party);
    if (!role.signs && !role.armed && !role.patron && !role.facilitates && !weighs_for_bloc(p)) {
      add(path.substr(0, path.size() - 1),
          "it has no seat at the table, no forces, and no leverage that bears on anybody");
      return;
    }
    const auto keys = [&](std::initializer_list<const char*> list, const char* why) {
      for (const char* k : list) add(path + k, why);
    };
    if (!role.cares)
      keys({"reservation", "risk", "war.cost", "conduct.trust", "conduct.audience", "conduct.standing",
            "conduct.foresight"},
           "it has no weights: no text is worth more or less to it than another");
    if (!role.armed)
      keys({"conduct.slack", "war.rearm", "war.reserves", "war.indiscriminate"}, "it has no forces");
    if (role.excluded) {
      keys({"conduct.slack"}, "a truce binds none of its commanders");
      if (!role.patron) keys({"conduct.trust"}, "it signs nothing whose keeping it would weigh");
    } else if (!role.signs) {
      keys({"conduct.standing"}, "it signs nothing");
      if (!role.armed) keys({"conduct.audience"}, "it signs nothing that it could denounce, nor attacks");
    }
    if (role.cares && !role.faces) keys({"conduct.trust"}, "nobody is its enemy whom it could trust or not");
    if (!role.cares && !role.armed && !s_.talks.statements)
      keys({"war.optimism", "war.uncertainty"},
           "it has neither weights nor forces: its beliefs move nothing");
    if (role.cares && !role.fights)
      keys({"war.cost"}, "its camp is on no front where anybody dies, so war costs it nothing");
    if (!role.contests)
      keys({"war.optimism", "war.rearm", "war.reserves"},
           "nobody of its camp signs, so its camp is not among those who may win the war");
  }

  // A bloc without forces imposes what its members want, each counted alike.
  bool weighs_for_bloc(std::size_t p) const {
    const std::string& bloc = s_.parties.rows[p].value.bloc;
    bool others = false;
    for (std::size_t q = 0; q < roles_.size(); ++q) {
      if (q == p || s_.parties.rows[q].value.bloc != bloc) continue;
      if (roles_[q].armed) return false;
      others = true;
    }
    return others && roles_[p].cares;
  }

  void strategy(const std::string& path, const Role& role, const Party& party) {
    const bool bids = !is<SingleText>(s_.talks.protocol) && !is<MonotonicConcession>(s_.talks.protocol);
    const bool client = party.seat == Seat::client && is<PatronsThenClients>(s_.talks.protocol);
    if (!role.signs) {
      add(path + "strategy", "it has no seat at the table");
    } else if (!bids) {
      add(path + "strategy", "strategies play no part in this protocol");
    } else if (client) {
      add(path + "strategy", "a client does not bid under patrons_then_clients; it says yes or no");
    }
    if (!role.signs || client || !std::holds_alternative<EquilibriumBidding>(party.strategy.bidding))
      add(path + "discount", "only equilibrium bidding looks at it");
  }

  void leverage(const std::string& path, const Role& role, const Party& party) {
    std::size_t others = 0;  // patrons whose share rivalry would change
    for (const auto& [patron, value] : party.influenced_by)
      others += value > 0 && roles_[s_.parties.position(patron.id).position()].cares ? 1 : 0;
    for (const auto& [patron, value] : party.influenced_by) {
      const std::string here = path + "influenced_by." + patron.id;
      const Role& of = roles_[s_.parties.position(patron.id).position()];
      if (!can_be_pressed(s_, role)) {
        add(here, !s_.calendar && role.signs
                      ? fmt::format(
                            "leverage plays no part in signing under {}",
                            std::visit([](const auto& x) { return std::string(x.name); }, s_.talks.protocol))
                      : "its client neither signs nor fights, so there is nothing to press it to");
      } else if (!of.cares && !of.contests && !of.fights &&
                 (others == 0 || s_.patronage.rivalry.value <= 0 || value <= 0)) {
        add(here, fmt::format("{} has no weights: no text is worth anything to it, so it never presses",
                              patron.id));
      }
    }
  }

  void facilitation(const std::string& path, const Party& party) {
    if (!party.facilitates) return;
    const std::string here = path + "facilitates.";
    if (!s_.calendar)
      for (const char* key : {"convenes", "guarantees", "pays", "carries"})
        add(here + key, "there is no calendar, so there is neither war nor truce");
    if (!besieged_ && s_.calendar) add(here + "carries", "no front describes a siege");
    if (s_.agenda.mode == AgendaMode::issue_by_issue)
      add(here + "drafts", "issues are settled one by one, so there is no whole text to draft");
  }

  void terms(const std::string& id, const Issue& issue) {
    for (const auto& [option, t] : issue.terms.rows) {
      const std::string path =
          fmt::format("issues.{}.terms.{}.", id,
                      option.name.empty() ? fmt::format("{}", option.index.value) : option.name);
      if (!besieged_) {
        const char* why = "no front describes a siege";
        if (t.aid > 0) add(path + "aid", why);
        if (t.lifts_siege) add(path + "lifts_siege", why);
        if (t.stops_evacuations) add(path + "stops_evacuations", why);
      }
      if (!mixed_) {
        const char* why = "on no front is an excluded group intermingled with others";
        if (t.strikes.given) add(path + "strikes", why);
        if (t.separation > 0) add(path + "separation", why);
      }
      if (t.pressure > 0 && (most_patrons_ < 2 || s_.patronage.rivalry.value <= 0))
        add(path + "pressure", "nobody has two patrons whose rivalry costs them leverage");
      if (t.attribution_delay.given && t.attribution <= 0)
        add(path + "attribution_delay", "the clause establishes no author: it has no attribution");
      if (t.quiet_days.given && !any_staged()) add(path + "quiet_days", "no clause is staged");
      if (t.restrains && t.protects <= 0) add(path + "restrains", "the clause protects nobody");
    }
  }
  bool any_staged() const {
    for (const auto& [key, issue] : s_.issues)
      for (const auto& [option, t] : issue.terms.rows)
        if (t.staged) return true;
    return false;
  }

  void fronts() {
    for (const auto& [key, front] : s_.fronts) {
      const bool contested =
          front.sides.size() == 2 && bloc_contests(front.sides[0].id) && bloc_contests(front.sides[1].id);
      if (!contested)
        add("fronts." + key.id + ".stake", "only fronts between camps who both may win the war decide it");
      if (!contested)
        add("fronts." + key.id + ".weight",
            "only between camps who both may win the war does fighting show who is stronger");
      else if (front.intensity <= 0)
        add("fronts." + key.id + ".weight", "nobody fights there");
    }
  }
  bool bloc_contests(const std::string& bloc) const {
    for (std::size_t p = 0; p < roles_.size(); ++p)
      if (s_.parties.rows[p].value.bloc == bloc && roles_[p].signs) return true;
    return false;
  }

  void events() {
    const Events& e = s_.events;
    if (e.mode == EventMode::none && !e.list.empty())
      add("events.list", "events.mode is none", Idle::Kind::waits);
    if (e.mode != EventMode::random && !e.random.empty())
      add("events.random", fmt::format("events.mode is {}", e.mode == EventMode::none ? "none" : "history"),
          Idle::Kind::waits);
    for (std::size_t i = 0; i < e.list.size(); ++i) {
      const std::string path = fmt::format("events.list.{}", i);
      if (e.mode == EventMode::random && !e.list[i].fixed)
        add(path, "events.mode is random, and the event is not fixed", Idle::Kind::waits);
      else
        event(path, e.list[i], false);
    }
    for (std::size_t i = 0; i < e.random.size(); ++i)
      event(fmt::format("events.random.{}", i), e.random[i], true);
  }

  void event(const std::string& path, const Event& e, bool random) {
    const std::string kind = fmt::format("an event of kind {} does not look at it", name_of(e.kind));
    const bool violent =
        e.kind == EventKind::strike || e.kind == EventKind::attack || e.kind == EventKind::convoy;
    if (!violent) add(path + ".deaths", kind);
    if (!violent) add(path + ".blame", kind);
    if (e.kind != EventKind::offensive) add(path + ".days", kind);
    if (e.kind != EventKind::offensive && e.kind != EventKind::influence) add(path + ".factor", kind);
    if (e.kind != EventKind::strength && e.kind != EventKind::siege) add(path + ".shift", kind);
    if (e.kind != EventKind::evacuation) add(path + ".displaced", kind);
    if (!random) add(path + ".rate", "the event has a date");
    if (!e.by) return;
    const std::size_t by = s_.parties.position(e.by->id).position();
    if (by >= roles_.size()) return;
    if (e.kind == EventKind::influence && !roles_[by].patron)
      add(path, fmt::format("{} has no leverage that bears on anybody", e.by->id));
    if (e.kind == EventKind::strength && !roles_[by].contests)
      add(path, fmt::format("the camp of {} is not among those who may win the war", e.by->id));
  }

  void rules() {
    instead();
    for (const char* path : {"truce.exempt_strikes", "truce.exempt_fighting"})
      if (!mixed_) add(path, "on no front is an excluded group intermingled with others");
    bool spoils = false;
    for (const Role& role : roles_) spoils = spoils || (role.excluded && role.cares && role.armed);
    if (!spoils || !mixed_)
      add("truce.spoiler_pace",
          "no excluded group has weights, forces and a place where it is intermingled with others");
    if (!mixed_) add("truce.attack_every", "no excluded group is intermingled with others");
    bool reserves = false;
    for (const auto& [key, party] : s_.parties) reserves = reserves || party.war.reserves > 0;
    if (!reserves)  // how long and hard one would be counts in what a surprise attack could take
      for (const char* key : {"consider", "prepare", "warning", "precision"})
        add(std::string("war.offensives.") + key, "nobody has reserves");
    if (s_.war.lulls.heat >= 1) {
      add("war.lulls.after", "a lull is as hot as full war");
      add("war.lulls.last", "a lull is as hot as full war");
      add("war.lulls.first_day", "a lull is as hot as full war");
    }
    bool convoys = false;
    for (const auto* list : {&s_.events.list, &s_.events.random})
      for (const Event& e : *list) convoys = convoys || e.kind == EventKind::convoy;
    if (!convoys || !besieged_) add("truce.aid_pause", "no convoy is ever hit on its way to a besieged area");
    if (s_.truce.attribution <= 0) add("truce.attribution_delay", "truce.attribution is 0");
    if (most_patrons_ == 0) {
      add("patronage", "nobody has leverage over anybody");
    } else {
      if (most_patrons_ < 2) add("patronage.rivalry", "nobody has two patrons");
      if (s_.patronage.support <= 0) add("patronage.patience", "patronage.support is 0");
    }
    if (s_.agenda.political_track && s_.agenda.off_table.empty())
      add("agenda.political_track", "no issue is off the table");
  }

  // What is measured by the war itself, unless something says how much it is whatever the war.
  void instead() {
    const auto one = [&](bool given, const char* path, const char* by) {
      if (given) add(path, fmt::format("{} takes its place", by));
    };
    one(s_.truce.salient.has_value(), "truce.salient_every", "truce.salient");
    one(s_.truce.exempt_strikes.has_value(), "truce.exempt_fighting", "truce.exempt_strikes");
    one(s_.talks.walk_out_trust.has_value(), "talks.walk_out_odds", "talks.walk_out_trust");
    one(s_.war.noise.has_value(), "war.day_noise", "war.noise");
  }

  const Scenario& s_;
  std::vector<Role> roles_;
  bool besieged_ = false, mixed_ = false;
  std::size_t most_patrons_ = 0;
  std::vector<Idle> out_;
};

}  // namespace

std::vector<Idle> idle_parts(const Scenario& scenario) { return Search(scenario).parts(); }

std::vector<Role> roles_of(const Scenario& s) {
  std::vector<Role> roles(s.parties.size());
  for (std::size_t p = 0; p < roles.size(); ++p) {
    const Party& party = s.parties.rows[p].value;
    Role& role = roles[p];
    role.signs = party.seat == Seat::principal || party.seat == Seat::client;
    role.armed = party.war.strength > 0;
    role.excluded = party.seat == Seat::excluded;
    role.cares = !party.weights.empty();
    role.facilitates = party.facilitates.has_value();
    for (const auto& [key, front] : s.fronts)
      role.fights = role.fights || (front.intensity > 0 && is_its_war(party, key.id, front));
  }
  for (std::size_t p = 0; p < roles.size(); ++p)
    for (std::size_t q = 0; q < roles.size(); ++q)
      roles[p].contests = roles[p].contests ||
                          (roles[q].signs && s.parties.rows[p].value.bloc == s.parties.rows[q].value.bloc);
  for (std::size_t p = 0; p < roles.size(); ++p) {
    const std::string& own = s.parties.rows[p].value.bloc;
    for (std::size_t q = 0; q < roles.size(); ++q)
      roles[p].faces =
          roles[p].faces || (roles[p].contests && roles[q].contests && s.parties.rows[q].value.bloc != own);
    for (const auto& [key, front] : s.fronts)
      for (const auto& side : front.sides) roles[p].faces = roles[p].faces || side.id == own;
  }
  const auto press = [&](std::size_t client, const Keyed<PartyRef, Number>& patrons) {
    for (const auto& [patron, value] : patrons) {
      const std::size_t k = s.parties.position(patron.id).position();
      if (k >= roles.size() || value <= 0 || !can_be_pressed(s, roles[client])) continue;
      // Without weights a patron never presses; but it is blamed for what its client does, where it is an
      // enemy.
      if (roles[k].cares || roles[k].contests || roles[k].fights) roles[k].patron = true;
    }
  };
  for (std::size_t client = 0; client < roles.size(); ++client) {
    press(client, s.parties.rows[client].value.influenced_by);
    for (const auto& [name, faction] : s.parties.rows[client].value.factions)
      press(client, faction.influenced_by);
  }
  return roles;
}

const Idle* idle_at(const std::vector<Idle>& parts, std::string_view path) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Idle& idle) {
    return path == idle.path ||
           (path.size() > idle.path.size() && path.starts_with(idle.path) && path[idle.path.size()] == '.');
  });
  return found == parts.end() ? nullptr : &*found;
}

}  // namespace parley

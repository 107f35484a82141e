#include "parley/questions/play/session.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace parley {

namespace {

constexpr std::array<std::string_view, 12> asked_names{"turn",  "propose", "vote",      "sign",
                                                       "talks", "orders",  "truce",     "truce",
                                                       "truce", "change",  "next_step", "duty"};
constexpr std::array<std::string_view, 11> deed_names{"accept",    "refuse",   "offer", "walk_out",
                                                      "pass",      "stay",     "order", "ask",
                                                      "set_aside", "denounce", "lapse"};

// Thrown to stop a run at an open decision.
struct StandsOpen {};

void stamp(const Query& query, Taken& taken) {
  taken.asked = query.asked;
  taken.day = query.day;
  taken.round = query.round;
}

// What makes a party think anew about a truce.
bool is_news(const Happening& h) {
  switch (h.what) {
    case Happened::mass_event:
    case Happened::spoiler_attack:
    case Happened::stray_strike:
    case Happened::open_offensive:
    case Happened::finding:
    case Happened::suspended:
    case Happened::overdue:
    case Happened::split:
    case Happened::joined:
    case Happened::returned:
    case Happened::went_over:
    case Happened::front_won:
      return true;
    case Happened::outside_event:
      return h.deaths > 0;
    default:
      return false;
  }
}

}  // namespace

// Decides when to ask, and remembers what stands.
class PlaySession::Chair final : public StandIn {
 public:
  Chair(PlaySession& session, const Answering& answering)
      : StandIn(session.key_.party), s_(session), answering_(answering) {}

  Decision decide(const Query& query) override {
    switch (query.asked) {
      case Asked::talks:
        return talks(query);
      case Asked::orders:
        return orders(query);
      case Asked::step:
        return step(query);
      case Asked::leave:
        return leave(query);
      case Asked::ask:
        return what_it_asked_for(query);
      case Asked::duty:
        return duty(query);
      default:
        return ask(query).decision;
    }
  }

 private:
  // A decision that stands for a while.
  struct Standing {
    int day = -1;
    Taken taken;
  };

  Taken ask(const Query& query) {
    s_.query_ = query;
    if (query.asked == Asked::orders) s_.query_.own.keeps.fill(-1);
    Taken taken;
    if (next_ < s_.taken_.size()) {
      taken = s_.taken_[next_];
    } else {
      auto answer = answering_ ? answering_(s_.query_) : std::nullopt;
      if (!answer) throw StandsOpen{};
      taken = *answer;
      stamp(s_.query_, taken);
      s_.taken_.push_back(taken);
    }
    ++next_;
    s_.new_happening_ = HappeningId(s_.trace_.happenings.size());
    s_.new_said_ = s_.trace_.talk.said.size();
    taken.as_model = taken.as_model || taken.decision == s_.query_.own;
    if (taken.as_model) taken.decision = s_.query_.own;
    return taken;
  }

  Decision talks(const Query& query) {
    const int opened = s_.state_->talks.opened;
    if (talks_.day >= opened && query.day < talks_.day + s_.model_.every) return talks_.taken.decision;
    talks_ = {query.day, ask(query)};
    return talks_.taken.decision;
  }

  // Under a truce: a new one, a review or news.
  bool due(int day) {
    const bool fresh = reviewed_ < s_.state_->truce.signed_day;
    bool news = false;
    if (!fresh)
      for (; seen_ < s_.trace_.happenings.size(); ++seen_)
        news = news || is_news(s_.trace_.happenings[HappeningId(seen_)]);
    if (!fresh && !news && day - reviewed_ < s_.key_.review) return false;
    reviewed_ = day;
    seen_ = s_.trace_.happenings.size();
    return true;
  }

  Decision orders(const Query& query) {
    if (standing_day_ < s_.state_->truce.signed_day) {
      s_.orders_.assign(query.own.keeps.size(), -1);
      standing_day_ = query.day;
    }
    if (due(query.day)) {
      const Taken taken = ask(query);
      if (taken.decision.deed == Deed::order)
        s_.orders_ = taken.decision.keeps;
      else
        tonight_ = {query.day, taken};
    }
    Decision today = query.own;
    for (const FrontId f : today.keeps.ids())
      if (s_.orders_[f] >= 0) today.keeps[f] = s_.orders_[f];
    return today;
  }

  // Has it said this morning what it will do tonight?
  bool said(int day) const { return tonight_.day == day; }
  bool has_forces() const { return s_.model_.strength[party()] > 0 && s_.model_.excluded[party()] == 0; }
  bool asked_tonight(const Query& query) {
    return query.own.deed != Deed::stay || (!has_forces() && due(query.day));
  }

  Decision step(const Query& query) {
    const bool waits = s_.state_->truce.asking[party()].waits;
    if (!said(query.day)) {
      const bool asks_on = waits && query.own.deed == Deed::ask;
      if (waits && !request_.taken.as_model) {
        tonight_ = {query.day, request_.taken};
      } else if (!asks_on && asked_tonight(query)) {
        tonight_ = {query.day, ask(query)};
      } else {
        return query.own;
      }
    }
    if (tonight_.taken.decision.deed == Deed::ask) request_ = tonight_;
    return tonight_.taken.decision;
  }

  Decision leave(const Query& query) {
    if (!said(query.day)) {
      const bool asked_before = s_.model_.scenario.truce.steps && s_.model_.bound[party()] == Bound::free;
      if (asked_before || !asked_tonight(query)) return query.own;
      tonight_ = {query.day, ask(query)};
    }
    if (tonight_.taken.as_model) return query.own;
    const Deed deed = tonight_.taken.decision.deed;
    return {.deed = deed == Deed::denounce || deed == Deed::lapse ? deed : Deed::stay};
  }

  Decision what_it_asked_for(const Query& query) {
    if (request_.day < 0 || request_.taken.as_model) return query.own;
    return request_.taken.decision;
  }

  // Stands until the next review, of each duty.
  Decision duty(const Query& query) {
    if (duties_.empty()) duties_.assign(s_.model_.scenario.issues.size(), {});
    Standing& stands = duties_[query.own.issue];
    if (stands.day < s_.state_->truce.signed_day || query.day - stands.day >= s_.key_.review)
      stands = {query.day, ask(query)};
    return stands.taken.as_model ? query.own : stands.taken.decision;
  }

  PlaySession& s_;
  const Answering& answering_;
  std::size_t next_ = 0, seen_ = 0;
  int reviewed_ = -1, standing_day_ = -1;
  Standing talks_, tonight_, request_;
  ListBy<IssueId, Standing> duties_;
};

PlaySession::PlaySession(const Model& model, const PlayKey& key)
    : model_(model), key_(key), state_(std::make_unique<State>(model)) {}
PlaySession::~PlaySession() = default;
PlaySession::PlaySession(PlaySession&&) noexcept = default;

bool PlaySession::play(const Answering& answering) {
  over_ = false;
  new_happening_ = HappeningId(0);
  new_said_ = 0;
  orders_.assign(model_.fronts.size(), -1);
  Chair chair(*this, answering);
  try {
    simulate(model_, key_.run, *state_, &trace_, &chair);
    over_ = true;
  } catch (const StandsOpen&) {
  }
  return over_;
}

std::string PlaySession::take(const Taken& taken) {
  if (over_) return "the run is at its end";
  if (std::string why = why_no_answer(*this, taken); !why.empty()) return why;
  taken_.push_back(taken);
  stamp(query_, taken_.back());
  return {};
}

void PlaySession::back_to(std::size_t decisions) { taken_.resize(std::min(decisions, taken_.size())); }

std::string seat_refusal(const Model& m, PartyId party) {
  const std::string& id = m.party_id(party);
  if (m.excluded[party] != 0)
    return fmt::format("{} is outside every deal and decides nothing that can be asked", id);
  if (m.talks.utilities[party].empty()) return fmt::format("{} wants nothing: it has no weights", id);
  const auto is_in = [&](const std::vector<PartyId>& parties) {
    return std::find(parties.begin(), parties.end(), party) != parties.end();
  };
  if (std::holds_alternative<MonotonicConcession>(m.talks.protocol) && !m.war)
    return "under monotonic_concession the rule decides what each party says";
  if (!is_in(m.talks.principals) && !is_in(m.talks.clients) && m.signatory[party] == 0 &&
      (!m.war || m.strength[party] <= 0))
    return fmt::format("{} neither negotiates nor signs nor fights: it decides nothing", id);
  return {};
}

namespace {
// What can be done for the evening of a day of truce, beside `first`.
std::vector<Deed> leaving(bool steps, bool renewal, std::vector<Deed> deeds) {
  if (steps) deeds.push_back(Deed::ask);
  if (steps && !renewal) deeds.push_back(Deed::set_aside);
  deeds.push_back(Deed::denounce);
  if (renewal) deeds.push_back(Deed::lapse);
  return deeds;
}
}  // namespace

std::vector<Deed> deeds_for(const PlaySession& session) {
  const Query& q = session.query();
  const Model& m = session.model();
  const bool steps = m.scenario.truce.steps && m.signatory[session.key().party] != 0;
  switch (q.asked) {
    case Asked::turn:
      if (q.text.empty()) return {Deed::offer, Deed::walk_out};
      return {Deed::accept, Deed::offer, Deed::walk_out};
    case Asked::propose:
      return {Deed::offer, Deed::pass, Deed::walk_out};
    case Asked::vote:
      if (q.own.deed == Deed::walk_out) return {Deed::accept, Deed::refuse, Deed::walk_out};
      return {Deed::accept, Deed::refuse};
    case Asked::sign:
    case Asked::change:
    case Asked::duty:
      return {Deed::accept, Deed::refuse};
    case Asked::talks:
      return {Deed::stay, Deed::walk_out};
    case Asked::orders:
      if (m.signatory[session.key().party] == 0) return {Deed::order};
      return leaving(steps, q.renewal, {Deed::order});
    case Asked::step:
    case Asked::leave:
    case Asked::ask:
      return leaving(steps && q.asked == Asked::step, q.renewal, {Deed::stay});
    case Asked::next_step:
      return {Deed::ask, Deed::pass};
  }
  return {};
}

std::string_view name_of(Asked asked) { return asked_names[static_cast<std::size_t>(asked)]; }
std::string_view name_of(Deed deed) { return deed_names[static_cast<std::size_t>(deed)]; }
std::optional<Deed> deed_of(std::string_view name) {
  const auto at = std::find(deed_names.begin(), deed_names.end(), name);
  if (at == deed_names.end()) return {};
  return static_cast<Deed>(at - deed_names.begin());
}

std::string why_no_answer(const PlaySession& session, const Taken& taken) {
  if (taken.as_model) return {};
  const Model& m = session.model();
  const Space& space = m.talks.space;
  const State& s = session.state();
  const Decision& d = taken.decision;
  const std::vector<Deed> deeds = deeds_for(session);
  if (std::find(deeds.begin(), deeds.end(), d.deed) == deeds.end()) {
    std::vector<std::string_view> names;
    for (const Deed deed : deeds) names.push_back(name_of(deed));
    return fmt::format("'{}' is no answer here (expected {})", name_of(d.deed), fmt::join(names, ", "));
  }
  if (d.deed == Deed::offer) {
    if (d.text.size() != space.units()) return "an offer needs a text";
    for (const IssueId i : space.issues())
      if (const int closed = s.table.closed[i]; closed >= 0 && space.option(d.text, i) != closed)
        return fmt::format("{} is settled at {} for now", m.scenario.issues[i].key.id, closed);
  }
  if (d.deed == Deed::ask || d.deed == Deed::set_aside) {
    const auto& [key, issue] = m.scenario.issues[d.issue];
    const OptionIndex now = space.option(s.truce.deal, d.issue);
    if (d.option >= space.open_options(d.issue)) return fmt::format("{} is off the table", key.id);
    if (d.option == now) return fmt::format("{} stands at {} already", key.id, now);
    if (d.deed == Deed::set_aside && d.option != space.option(space.status_quo(), d.issue))
      return fmt::format("who sets {} aside goes back to what held before, {}", key.id,
                         space.option(space.status_quo(), d.issue));
    const FrontSet covers = fronts_of(m.clauses, space, space.with_option(s.truce.deal, d.issue, d.option));
    for (const FrontId f : m.fronts.ids())
      if (s.truce.covers(f) && !covers.contains(f))
        return fmt::format("that would end the truce on {}: denounce it, if that is what you want",
                           m.scenario.fronts[f].key.id);
  }
  if (d.deed == Deed::order) {
    if (d.keeps.size() != m.fronts.size()) return "orders name every front";
    for (const double keeps : d.keeps)
      if (keeps > 1) return "a front is kept by a share from 0 to 1";
  }
  return {};
}

}  // namespace parley

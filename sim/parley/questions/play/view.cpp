#include "parley/questions/play/view.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/runs/happening_words.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr double spread_shown = 1.96;  // standard deviations: 95% of a belief
constexpr int days_shown = 7;

std::optional<SaidSeen> said_seen(const Model& m, PartyId seat, const TalkLog& log, const Said& said) {
  if (!said.who || said.who == seat) return {};
  // What principals say to each other behind closed doors their clients do not hear.
  const auto& at_the_table = m.talks.principals;
  if (said.saying <= Saying::break_off && said.saying != Saying::close && said.saying != Saying::refuse &&
      std::find(at_the_table.begin(), at_the_table.end(), seat) == at_the_table.end())
    return {};
  const PackageView package(log.packages.data() + said.package,
                            said.package < log.packages.size() ? m.talks.space.units() : 0);
  const auto issue = [&] { return m.scenario.issues[said.issue].key.id; };
  switch (said.saying) {
    case Saying::offer:
      return SaidSeen{*said.who, "offers", text_seen(m, seat, package)};
    case Saying::draft:
      return SaidSeen{*said.who, "puts a draft on the table", text_seen(m, seat, package)};
    case Saying::accept:
      return SaidSeen{*said.who, "accepts what is on the table"};
    case Saying::reject:
      return SaidSeen{*said.who, "votes against"};
    case Saying::pass:
      return SaidSeen{*said.who, "offers nothing"};
    case Saying::consent:
      return SaidSeen{*said.who, "would sign"};
    case Saying::refuse:
      return SaidSeen{*said.who, "refuses to sign"};
    case Saying::vote_for:
    case Saying::strong_for:
      return SaidSeen{*said.who, "votes for the draft"};
    case Saying::vote_against:
    case Saying::strong_against:
      return SaidSeen{*said.who, "votes against the draft"};
    case Saying::close:
      return SaidSeen{*said.who, fmt::format("and the other teams settle {} at \"{}\"", issue(),
                                             m.scenario.issues[said.issue].value.options[said.option])};
    case Saying::red_line:
      return SaidSeen{*said.who, fmt::format("vows never to take {} \"{}\"", issue(),
                                             m.scenario.issues[said.issue].value.options[said.option])};
    case Saying::optimism:
      return SaidSeen{*said.who, fmt::format("says that the {} camp is stronger than its opponents think",
                                             m.blocs[m.contest[said.stronger]])};
    case Saying::accusation:
      return SaidSeen{
          *said.who, fmt::format("accuses {} of {}", m.party(said.accused).name,
                                 said.front ? "striking those whom it backs" : "not meaning to keep a deal")};
    case Saying::denial:
      return SaidSeen{*said.who, fmt::format("denies what {} says of it", m.party(said.accused).name)};
    case Saying::no_denial:
      return SaidSeen{*said.who, fmt::format("does not deny what {} says of it", m.party(said.accused).name)};
    case Saying::hope:
      return SaidSeen{*said.who, "says that a deal is near"};
    case Saying::amend:
      return SaidSeen{*said.who, "makes the draft the text"};
    case Saying::agree:
    case Saying::walk_out:
    case Saying::break_off:
      break;
  }
  return {};
}

void see_fronts(const PlaySession& s, SeatView& v) {
  const Model& m = s.model();
  const State& state = s.state();
  const PartyId p = s.key().party;
  const std::size_t days = s.trace().fronts.size() / std::max<std::size_t>(1, m.fronts.size());
  for (const FrontId f : m.fronts.ids()) {
    const auto side = m.side_of(p, f);
    if (!side) continue;
    FrontSeen seen{.front = f};
    const double share = state.ground.fronts[f].line.share();
    seen.held = *side == 0 ? share : 1.0 - share;
    seen.covered = state.truce.covers(f) && !state.ground.fronts[f].over();
    if (seen.covered) {
      seen.keeps = m.strength[p] > 0 ? state.orders.keeps(p, f) : 1.0;
      seen.quiet = state.orders.quiet[f][static_cast<std::size_t>(*side)];
    }
    for (std::size_t d = days - std::min<std::size_t>(days, days_shown); d < days; ++d)
      seen.deaths = seen.deaths.value_or(0) + s.trace().fronts[d * m.fronts.size() + f.position()].deaths;
    v.fronts.push_back(seen);
  }
}

void see_balance(const PlaySession& s, SeatView& v) {
  const Model& m = s.model();
  const PartyId p = s.key().party;
  const auto own = m.contest_of[m.bloc_of[p]];
  if (!m.war || !own) return;
  const StrengthBelief belief = s.state().forces.belief(p);
  v.prevail = s.state().war.prevail[p];
  for (const ContestId c : m.contest.ids()) {
    if (c == *own) continue;
    const double ratio = belief.ratio(*own, c);
    const double spread = spread_shown * std::sqrt(std::max(0.0, belief.variance(*own, c)));
    v.balance.push_back({c, scalar_exp(ratio), scalar_exp(ratio - spread), scalar_exp(ratio + spread)});
  }
}

}  // namespace

TextSeen text_seen(const Model& m, PartyId p, PackageView text) {
  const Space& space = m.talks.space;
  const Utility& utility = m.talks.utilities[p];
  TextSeen seen{Package(text.begin(), text.end()), utility(text), {}};
  for (const IssueId i : space.issues()) {
    if (space.open_options(i) < 2) continue;
    const Package without = space.with_option(text, i, space.option(space.status_quo(), i));
    seen.clauses.push_back({i, space.option(text, i), seen.worth - utility(without)});
  }
  return seen;
}

SeatView view_of(const PlaySession& s) {
  const Model& m = s.model();
  const State& state = s.state();
  const Query& q = s.query();
  const PartyId p = s.key().party;
  SeatView v;
  v.date = m.war ? m.date(q.day) : fmt::format("round {}", q.round + 1);
  v.deeds = deeds_for(s);
  v.fighting_on = state.war.reservation[p];
  v.least = m.war ? unit(state.war.reservation[p] + state.talks.asks[p]) : v.fighting_on;
  if (!q.text.empty()) v.text = text_seen(m, p, q.text);
  if (!q.own.text.empty()) v.own_text = text_seen(m, p, q.own.text);
  const Truce& truce = state.truce;
  if (m.war && truce.in_force) {
    v.in_force = text_seen(m, p, truce.deal);
    v.truce_day = truce.age(q.day);
    if (truce.next_renewal >= 0) v.renewal_in = truce.next_renewal - q.day;
    if (m.scenario.truce.steps || m.scenario.talks.go_on) v.next_meeting = truce.next_meeting - q.day;
    v.keeping = state.worth.now[p];
    v.staying = margin(v.keeping);
  }
  see_balance(s, v);
  for (const PartyId other : m.parties()) {
    if (m.war && m.are_hostile(p, other) && m.excluded[other] == 0)
      v.trust.push_back({other, logistic(state.trust.log_odds(p, other))});
    if (const double l = state.patrons.leverage(other, p); l > 0) v.patrons.push_back({other, l});
  }
  if (m.war) see_fronts(s, v);
  const TalkLog& log = s.trace().talk;
  for (std::size_t k = s.new_said(); k < log.said.size(); ++k)
    if (auto seen = said_seen(m, p, log, log.said[k])) v.said.push_back(std::move(*seen));
  for (std::size_t k = s.new_happening().position(); k < s.trace().happenings.size(); ++k) {
    const Happening& h = s.trace().happenings[HappeningId(k)];
    if (std::string text = report_of(m, s.trace(), p, h); !text.empty()) v.reports.push_back({h.day, text});
  }
  return v;
}

}  // namespace parley

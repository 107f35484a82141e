#include "parley/questions/play/debriefing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "parley/questions/play/decisions.hpp"
#include "parley/questions/play/view.hpp"
#include "parley/runs/happening_words.hpp"
#include "parley/support/counted.hpp"
#include "parley/writing/page.hpp"

namespace parley {

namespace {

std::string end_of(const Model& m, const Outcome& o) {
  std::string text(ending_names[static_cast<std::size_t>(o.ending)]);
  if (o.deals > 0 && m.war)
    text += fmt::format("; {} signed, the first on {}", count_of(static_cast<std::size_t>(o.deals), "text"),
                        m.date(o.agreement_day));
  if (o.has_truce())
    text += fmt::format("; the first truce lasts {}{}",
                        count_of(static_cast<std::size_t>(std::max(0, o.first_truce_days)), "day"),
                        o.first_truce_ended ? " (" + end_in_words(m, o.ended_by, o.manner, o.cause) + ")"
                                            : " and holds to the end");
  return text;
}

Json outcome_json(const Model& m, PartyId seat, const Outcome& o) {
  Json j{{"ending", ending_names[static_cast<std::size_t>(o.ending)]},
         {"deals", o.deals},
         {"agreement", o.deals > 0 && m.war ? Json(m.date(o.agreement_day)) : Json()},
         {"rounds", o.deals > 0 && !m.war ? Json(o.agreement_day) : Json()},
         {"truce_days", o.truce_days},
         {"deaths", o.deaths},
         {"utility", o.utilities[seat]}};
  if (o.first_truce_ended) j["ended_by"] = o.ended_by ? Json(m.party_id(*o.ended_by)) : Json();
  for (const PartyId p : m.parties())
    if (!m.talks.utilities[p].empty()) j["utilities"][m.party_id(p)] = o.utilities[p];
  return j;
}

}  // namespace

Debriefing debriefing_of(PlaySession& s) {
  const Model& m = s.model();
  Debriefing d;
  // Again from the start, decision by decision, to see at each what the model's party would have done.
  const std::vector<Taken> taken = s.taken();
  s.back_to(0);
  s.play([&](const Query& q) -> std::optional<Taken> {
    const std::size_t k = s.taken().size();
    if (k >= taken.size()) return {};
    const Taken& t = taken[k];
    if (!t.as_model && !(t.decision == q.own))
      d.departures.push_back({k, t, decision_in_words(s, t.decision), decision_in_words(s, q.own)});
    return t;
  });
  d.played = s.state().outcome;
  d.story = chronicle(m, s.trace(), d.played);
  const auto state = std::make_unique<State>(m);
  Trace trace;
  d.own = simulate(m, s.key().run, *state, &trace);
  d.own_story = chronicle(m, trace, d.own);
  return d;
}

std::string debriefing_text(const PlaySession& s, const Debriefing& d, bool colour, std::size_t width) {
  const Model& m = s.model();
  const PartyId seat = s.key().party;
  Page page(colour, width);
  page.section("Debriefing");
  page.hanging("  You:              ", end_of(m, d.played) + ".");
  page.hanging("  The model's own:  ", end_of(m, d.own) + ". (The same luck, nobody in the seat.)");
  const auto row = [&](const std::string& what, double yours, double own, int digits) {
    page.line(fmt::format("  {:<44}{:>10.{}f}{:>16.{}f}", what, yours, digits, own, digits));
  };
  page.line("");
  page.line(fmt::format("  {:<44}{:>10}{:>16}", "", "you", "the model's"));
  row(fmt::format("worth to {} at the end", m.party(seat).name), d.played.utilities[seat],
      d.own.utilities[seat], 3);
  for (const PartyId p : m.parties())
    if (p != seat && m.signatory[p] != 0)
      row(fmt::format("worth to {}", m.party(p).name), d.played.utilities[p], d.own.utilities[p], 3);
  if (m.war) {
    row("days of truce", d.played.truce_days, d.own.truce_days, 0);
    row("dead", d.played.deaths, d.own.deaths, 0);
  }
  page.line("");
  if (d.departures.empty()) {
    page.hanging("  ",
                 fmt::format("You decided {} times, each time as the model's party does.", s.taken().size()));
  } else {
    page.hanging("  ", fmt::format("Of {} you took {} otherwise than the model's party:",
                                   count_of(s.taken().size(), "decision"), d.departures.size()));
    // What stays the same is told once.
    for (std::size_t k = 0; k < d.departures.size(); ++k) {
      const auto& e = d.departures[k];
      if (k > 0 && d.departures[k - 1].played == e.played && d.departures[k - 1].own == e.own) continue;
      page.hanging(
          fmt::format("    {:<12}", m.war ? m.date(e.taken.day) : fmt::format("round {}", e.taken.round + 1)),
          fmt::format("{} (it: {})", e.played, e.own));
    }
  }
  page.section("What happened, with what moved everybody");
  for (const auto& e : d.story) page.hanging(fmt::format("  {:<21}", dates_of(m, e)), e.text);
  return page.take();
}

Json debriefing_json(const PlaySession& s, const Debriefing& d) {
  const Model& m = s.model();
  const PartyId seat = s.key().party;
  Json j{{"ended", true}, {"as", m.party_id(seat)}};
  j["played"] = outcome_json(m, seat, d.played);
  j["model"] = outcome_json(m, seat, d.own);
  j["decisions"] = decisions_json(s);
  j["departures"] = Json::array();
  for (const auto& e : d.departures)
    j["departures"].push_back({{"decision", e.number}, {"played", e.played}, {"model", e.own}});
  return j;
}

}  // namespace parley

// How is a decision put to a person?

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/questions/play/view.hpp"
#include "parley/runs/happening_words.hpp"
#include "parley/writing/page.hpp"

namespace parley {

namespace {

constexpr std::size_t reports_shown = 12, said_shown = 6;

void tell_clauses(const Model& m, Page& page, const TextSeen& seen, const TextSeen* beside) {
  for (const auto& c : seen.clauses) {
    const auto& [key, issue] = m.scenario.issues[c.issue];
    std::string text = issue.options[c.option];
    if (c.option == m.talks.space.option(m.talks.space.status_quo(), c.issue)) text += " (as it is now)";
    if (std::fabs(c.gives) >= 0.0005) text += fmt::format("  [{:+.3f} to you]", c.gives);
    if (beside != nullptr)
      if (const OptionIndex own = m.talks.space.option(beside->text, c.issue); own != c.option)
        text += fmt::format("  (your staff would ask: {} {})", own, issue.options[own]);
    page.hanging(fmt::format("    {:<10}{} ", key.id, c.option), text);
  }
}

class ViewPage {
 public:
  ViewPage(const PlaySession& s, const SeatView& v, bool colour, std::size_t width)
      : s_(s), m_(s.model()), q_(s.query()), v_(v), page_(colour, width) {}

  std::string text() {
    page_.section(fmt::format("{}   you are {} ({})", v_.date, m_.party(s_.key().party).name,
                              m_.party_id(s_.key().party)));
    news();
    said();
    switch (q_.asked) {
      case Asked::orders:
      case Asked::step:
      case Asked::leave:
      case Asked::ask:
      case Asked::next_step:
      case Asked::duty:
        truce();
        break;
      case Asked::change:
        truce();
        changed();
        break;
      default:
        text_on_the_table();
    }
    standing();
    if (q_.asked == Asked::orders) orders();
    page_.hanging("  ", fmt::format("Your staff would (as the model's party does): {}.",
                                    decision_in_words(s_, q_.own)));
    page_.line("");
    page_.line(asked_in_words(s_, v_));
    return page_.take();
  }

 private:
  std::string option(IssueId i, OptionIndex o) const {
    const auto& [key, issue] = m_.scenario.issues[i];
    return issue.options[o];
  }

  void news() {
    const std::size_t n = v_.reports.size(), from = n > reports_shown ? n - reports_shown : 0;
    if (from > 0) page_.line(fmt::format("  ({} earlier reports left out)", from));
    for (std::size_t k = from; k < n; ++k)
      page_.hanging(m_.war ? fmt::format("  {}  ", m_.date(v_.reports[k].day)) : "  ", v_.reports[k].text);
  }

  void said() {
    const std::size_t n = v_.said.size(), from = n > said_shown ? n - said_shown : 0;
    if (from > 0) page_.line(fmt::format("  ({} things said before left out)", from));
    for (std::size_t k = from; k < n; ++k) {
      const SaidSeen& said = v_.said[k];
      const std::string worth =
          said.offer ? fmt::format(" a text worth {:.2f} to you", said.offer->worth) : std::string();
      page_.hanging("  - ", fmt::format("{} {}{}", m_.party(said.who).name, said.text, worth));
    }
  }

  void clauses(const TextSeen& seen, const TextSeen* beside) { tell_clauses(m_, page_, seen, beside); }

  void text_on_the_table() {
    const bool shows_own = !v_.text && v_.own_text;
    if (v_.text) {
      const std::string whose = q_.asked == Asked::sign ? std::string("The text that was agreed")
                                : q_.by ? fmt::format("On the table, by {}", m_.party(*q_.by).name)
                                        : std::string("On the table");
      page_.hanging("  ", fmt::format("{}. It is worth {:.3f} to you:", whose, v_.text->worth));
      clauses(*v_.text, v_.own_text ? &*v_.own_text : nullptr);
    } else if (shows_own) {
      page_.hanging(
          "  ", fmt::format("Nothing is on the table yet. Your staff would offer a text worth {:.3f} to you:",
                            v_.own_text->worth));
      clauses(*v_.own_text, nullptr);
    }
    page_.hanging(
        "  ", fmt::format("{} is worth {:.3f} to you{}.", m_.war ? "Fighting on" : "No deal", v_.fighting_on,
                          v_.least > v_.fighting_on + 0.0005
                              ? fmt::format("; your staff takes nothing below {:.3f} at this table, "
                                            "since it would not keep less",
                                            v_.least)
                              : ""));
    if (q_.asked == Asked::sign && m_.war) {
      const Consent& c = q_.consent;
      page_.hanging(
          "  ",
          fmt::format("Looking ahead: keeping it would be worth {:.3f} ({:+.3f} of that for reasons that "
                      "nobody else knows, {:+.3f} from patrons); a surprise attack under it would gain "
                      "{:.3f}. Your staff signs what is worth keeping.",
                      c.keeping, c.own_reasons, c.pressure, c.tempted));
    }
    if (q_.asked == Asked::talks && q_.by)
      page_.hanging("  ", fmt::format("You trust {} less than talks need.", m_.party(*q_.by).name));
  }

  void truce() {
    if (!v_.in_force) return;
    std::string when = fmt::format("The truce is in its day {}", v_.truce_day);
    if (v_.renewal_in) when += fmt::format("; it must be renewed {}", in_days(*v_.renewal_in));
    if (v_.next_meeting) when += fmt::format("; the parties meet {}", in_days(*v_.next_meeting));
    page_.hanging("  ", when + ".");
    const TruceValue& k = v_.keeping;
    page_.hanging(
        "  ", fmt::format("Keeping it is worth {:.3f} to you (the text above fighting on {:+.3f} as far as a "
                          "truce settles that, patrons {:+.3f}, reasons of your own {:+.3f}, trust in the "
                          "other camp {:.2f}). A surprise attack of theirs could cost you {:.3f}, one of "
                          "yours gain {:.3f}. Staying is worth {:.3f} more than leaving.",
                          k.value(), k.surplus, k.pressure, k.shock, k.trust, k.exposed, k.gain, v_.staying));
    if (v_.truce_day <= 1 || q_.asked == Asked::next_step || q_.asked == Asked::change)
      clauses(*v_.in_force, nullptr);
    else
      page_.line("  ('text' shows the text in force.)");
  }

  static std::string in_days(int days) {
    return days <= 0 ? "tonight" : days == 1 ? "tomorrow" : fmt::format("in {} days", days);
  }

  void changed() {
    if (!v_.text || !v_.in_force) return;
    for (const auto& c : v_.text->clauses)
      if (const OptionIndex now = m_.talks.space.option(v_.in_force->text, c.issue); now != c.option)
        page_.hanging(
            "  ", fmt::format("{} asks to change {} from \"{}\" to \"{}\": worth {:+.3f} to you by the text "
                              "alone.",
                              q_.by ? m_.party(*q_.by).name : "Another party",
                              m_.scenario.issues[c.issue].key.id, option(c.issue, now),
                              option(c.issue, c.option), v_.text->worth - v_.in_force->worth));
  }

  void standing() {
    if (v_.prevail)
      page_.hanging("  The war:  ", fmt::format("you expect your side to win {:.0f}% of what is fought over",
                                                100 * *v_.prevail) +
                                        balance());
    std::vector<std::string> trust, patrons;
    for (const auto& t : v_.trust) trust.push_back(fmt::format("{} {:.2f}", m_.party(t.party).name, t.value));
    for (const auto& t : v_.patrons)
      patrons.push_back(fmt::format("{} {:.2f}", m_.party(t.party).name, t.value));
    if (!trust.empty()) page_.hanging("  Trust:    ", fmt::format("{}", fmt::join(trust, ", ")));
    if (!patrons.empty())
      page_.hanging("  Patrons:  ", fmt::format("hold over you {}", fmt::join(patrons, ", ")));
    if ((q_.asked == Asked::turn && q_.round == 0) || q_.asked == Asked::sign || v_.in_force) fronts();
  }

  std::string balance() const {
    std::string text;
    for (const auto& b : v_.balance)
      text += fmt::format("; its strength against the {} side's you put at {:.2f} ({:.2f} to {:.2f})",
                          m_.blocs[m_.contest[b.camp]], b.ratio, b.low, b.high);
    return text;
  }

  void fronts() {
    std::size_t longest = 0;
    for (const FrontSeen& f : v_.fronts)
      longest = std::max(longest, m_.scenario.fronts[f.front].key.id.size());
    for (const FrontSeen& f : v_.fronts) {
      std::string text = fmt::format("your side holds {:.0f}%", 100 * f.held);
      if (f.deaths) text += fmt::format("; {:.0f} dead in the last week", *f.deaths);
      if (f.covered) text += fmt::format("; the other side holds back {:.0f}% of its fire", 100 * f.quiet);
      page_.hanging(fmt::format("  {:<{}}  ", m_.scenario.fronts[f.front].key.id, longest), text);
    }
  }

  void orders() {
    std::vector<std::string> stand;
    for (const FrontSeen& f : v_.fronts)
      if (const double keeps = s_.standing_orders()[f.front]; f.covered && keeps >= 0)
        stand.push_back(fmt::format("{} {:.0f}%", m_.scenario.fronts[f.front].key.id, 100 * keeps));
    if (!stand.empty())
      page_.hanging("  ", fmt::format("Your orders stand: keep the truce by {}.", fmt::join(stand, ", ")));
    std::vector<std::string> means;
    for (const FrontSeen& f : v_.fronts)
      if (f.covered)
        means.push_back(fmt::format("{} {:.0f}%", m_.scenario.fronts[f.front].key.id, 100 * f.keeps));
    page_.hanging(
        "  ", fmt::format("Left to themselves your commanders would keep the truce today by: {} (from 75% "
                          "they comply, below 25% they attack).",
                          fmt::join(means, ", ")));
  }

  const PlaySession& s_;
  const Model& m_;
  const Query& q_;
  const SeatView& v_;
  Page page_;
};

}  // namespace

namespace {

std::string orders_in_words(const Model& m, const ListBy<FrontId, double>& keeps) {
  const auto all = [&](double share) {
    return std::all_of(keeps.begin(), keeps.end(), [share](double k) { return k == share; });
  };
  if (std::all_of(keeps.begin(), keeps.end(), [](double k) { return k < 0; }))
    return "leave the truce on each front to your commanders";
  if (all(1)) return "order all commanders to hold their fire";
  if (all(0)) return "order all commanders to attack";
  std::vector<std::string> fronts;
  for (const FrontId f : keeps.ids())
    if (keeps[f] >= 0)
      fronts.push_back(fmt::format("{} {:.0f}%", m.scenario.fronts[f].key.id, 100 * keeps[f]));
  return fmt::format("order the truce kept by {}", fmt::join(fronts, ", "));
}

}  // namespace

std::string asked_in_words(const PlaySession& s, const SeatView&) {
  const Query& q = s.query();
  const Model& m = s.model();
  switch (q.asked) {
    case Asked::turn:
      return q.text.empty()
                 ? fmt::format("Round {} of {}: what do you offer?", q.round + 1, m.talks.rounds)
                 : fmt::format("Round {} of {}: do you accept the text on the table, or offer another?",
                               q.round + 1, m.talks.rounds);
    case Asked::propose:
      return fmt::format("Round {} of {}: it is for you to propose. What do you offer?", q.round + 1,
                         m.talks.rounds);
    case Asked::vote:
      return fmt::format("Round {} of {}: do you vote for the text?", q.round + 1, m.talks.rounds);
    case Asked::sign:
      return "Do you sign?";
    case Asked::talks:
      return "Do you stay at the talks all the same?";
    case Asked::orders:
      return "What are the orders to your commanders? They stand until you change them.";
    case Asked::step:
    case Asked::leave:
    case Asked::ask:
      return q.renewal ? "The truce must be renewed tonight. Do you renew it?" : "Do you stay in the truce?";
    case Asked::change:
      return "Do you accept the change?";
    case Asked::duty: {
      const auto& [key, issue] = m.scenario.issues[q.own.issue];
      return fmt::format("By the text it is for you to carry out {}: {}. Do you?", key.id,
                         issue.options[q.own.option]);
    }
    case Asked::next_step:
      return "It is for you to propose a next step to the others. Which change of the text, if any?";
  }
  return {};
}

std::string decision_in_words(const PlaySession& s, const Decision& d) {
  const Model& m = s.model();
  const Query& q = s.query();
  const auto change = [&] {
    const auto& [key, issue] = m.scenario.issues[d.issue];
    return fmt::format("{} \"{}\"", key.id, issue.options[d.option]);
  };
  switch (d.deed) {
    case Deed::accept:
      return q.asked == Asked::sign   ? "sign"
             : q.asked == Asked::vote ? "vote for it"
             : q.asked == Asked::duty ? "carry it out, as far as there are the means"
                                      : "accept";
    case Deed::refuse:
      return q.asked == Asked::vote   ? "vote against it"
             : q.asked == Asked::duty ? "leave it undone"
                                      : "refuse";
    case Deed::offer:
      return fmt::format("offer a text worth {:.3f} to you", m.talks.utilities[s.key().party](d.text));
    case Deed::walk_out:
      return "walk out";
    case Deed::pass:
      return "propose nothing";
    case Deed::stay:
      return q.renewal ? "renew it" : "stay";
    case Deed::order:
      return orders_in_words(m, d.keeps);
    case Deed::ask:
      return fmt::format("ask for {}", change());
    case Deed::set_aside:
      return fmt::format("set a clause aside, back to {}", change());
    case Deed::denounce:
      return "denounce the truce";
    case Deed::lapse:
      return "not renew it";
  }
  return {};
}

std::string text_in_words(const Model& m, const TextSeen& seen, std::size_t width) {
  Page page(false, width);
  tell_clauses(m, page, seen, nullptr);
  return page.take();
}

std::string view_text(const PlaySession& s, const SeatView& v, bool colour, std::size_t width) {
  return ViewPage(s, v, colour, width).text();
}

}  // namespace parley

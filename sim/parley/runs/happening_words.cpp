#include "parley/runs/happening_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/runs/chronicle.hpp"
#include "parley/runs/statement_words.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

std::string listed(const std::vector<std::string>& items) {
  if (items.size() < 2) return items.empty() ? "" : items[0];
  return fmt::format("{} and {}", fmt::join(items.begin(), items.end() - 1, ", "), items.back());
}

std::string does(const std::string& who, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", who, is_several(who) ? several : one);
}

std::string HappeningWords::name(std::optional<PartyId> p) const { return p ? m_.party(*p).name : "nobody"; }
std::string HappeningWords::place(std::optional<FrontId> f) const {
  if (!f) return "";
  const auto& [key, front] = m_.scenario.fronts[*f];
  return front.name.empty() ? key.id : front.name;
}

std::string HappeningWords::front(std::optional<FrontId> f) const {
  const std::string name = place(f);
  return name.ends_with("front") || name.ends_with("Front") ? name : name + " front";
}

std::string HappeningWords::side(const Happening& h) const {
  return camp(m_.fronts[*h.front].side[static_cast<std::size_t>(h.side)]);
}

// Talks did meet on this day.
bool HappeningWords::met(int day) const {
  return std::any_of(t_.meetings.begin(), t_.meetings.end(),
                     [day](const MeetingRecord& r) { return r.day == day; });
}

bool HappeningWords::truce_on(int day) const {
  return day >= 0 && day < static_cast<int>(t_.days.size()) && t_.days[static_cast<std::size_t>(day)].truce;
}

std::string HappeningWords::what_it_was(std::optional<HappeningId> happening) const {
  if (!happening) return "";
  const Happening& h = t_.happenings[*happening];
  const std::string when = spoken_date(h.day);
  switch (h.what) {
    case Happened::outside_event:
      return fmt::format("\"{}\" ({})", event_of(h).name, when);
    case Happened::open_offensive:
      return fmt::format("the offensive of {} on the {}, open by {}", name(h.who), front(h.front), when);
    case Happened::spoiler_attack:
      return fmt::format("the attack by {} on {}", name(h.who), when);
    case Happened::suspended:
      return fmt::format("the clause that {} set aside ({})", name(h.who), when);
    case Happened::front_won:
      return fmt::format("the fall of the {} under the truce ({})", front(h.front), when);
    case Happened::stray_strike:
      return fmt::format("the strike of {} that {} lawful", when, does(name(h.who), "calls", "call"));
    default:
      return fmt::format("the killing of {:.0f} civilians on the {} on {}", h.deaths, front(h.front), when);
  }
}

std::string HappeningWords::camp(BlocId camp) const {
  std::optional<PartyId> only;
  for (const PartyId p : m_.parties()) {
    if (m_.bloc_of[p] != camp) continue;
    if (only) return fmt::format("the {} camp", m_.blocs[camp]);
    only = p;
  }
  return name(only);
}

std::string HappeningWords::who_says_what(const Happening& h) const {
  const Blamed& b = h.blamed;
  if (!b.answerable) return "";
  std::string text = fmt::format(" {} {} answerable ({:.2f})", does(camp(*b.holds), "holds", "hold"),
                                 camp(*b.answerable), b.sure);
  text = " " + upper(text.substr(1));  // the ... camp
  if (b.accuser) text += fmt::format(", and {} so", does(name(b.accuser), "says", "say"));
  if (b.answers && b.denies)
    text += fmt::format("; {} it{}", does(name(b.answers), "denies", "deny"),
                        b.instead ? fmt::format(" and {} {}", is_several(name(b.answers)) ? "name" : "names",
                                                camp(*b.instead))
                                  : "");
  else if (b.answers)
    text += fmt::format("; {} not deny it", does(name(b.answers), "does", "do"));
  return text + "; nobody has established it.";
}

std::string HappeningWords::track_in_words() const {
  std::string words;
  for (const auto& t : m_.track) words += (words.empty() ? "" : ", ") + m_.scenario.issues[t.issue].key.id;
  return words;
}

const EventModel& HappeningWords::event_of(const Happening& h) const {
  return (h.random ? m_.random : m_.dated)[*h.event];
}

std::string HappeningWords::spoken_date(int day) const {
  return m_.war ? spoken(Date{m_.scenario.calendar->start.days + day}) : fmt::format("round {}", day);
}

std::string HappeningWords::pause_in_words() const {
  return m_.reopen_after > 0
             ? fmt::format(" Talks may open again after {} days.", std::max(1, m_.reopen_after))
             : " There will be no new talks.";
}

std::string HappeningWords::consents(const Happening& h) const {
  std::string text;
  const MeetingRecord& r = t_.meetings[h.meeting];
  std::size_t offered = r.first;  // the offer that was answered last
  for (std::size_t k = r.first; k < r.last; ++k)
    if (const Saying said = t_.talk.said[k].saying;
        said == Saying::offer || said == Saying::close || (said == Saying::draft && m_.talks.drafter))
      offered = k;
  const bool refused = std::ranges::any_of(std::span(t_.talk.said).subspan(offered, r.last - offered),
                                           [](const Said& said) { return said.saying == Saying::refuse; });
  const auto signs = [refused](const std::string& who) {
    return refused ? does(who, "would sign", "would sign") : does(who, "signs", "sign");
  };
  for (std::size_t k = offered; k < r.last; ++k) {
    const Said& said = t_.talk.said[k];
    const std::string who = name(said.who);
    if (said.saying == Saying::accept) {
      text += fmt::format(" {} ({:.2f} to it, {}).", does(who, "accepts", "accept"), said.utility,
                          takes(*said.who, said.reservation));
    } else if (said.saying == Saying::reject) {
      text += fmt::format(" {} against ({:.2f} to it, {:.2f} without a deal).", does(who, "votes", "vote"),
                          said.utility, said.reservation);
    } else if (said.saying == Saying::consent) {
      const std::string ahead = looked_ahead(said);
      if (said.unpressed) {
        text += fmt::format(" {} willingly ({:.2f}{} against {:.2f} from fighting on{}).", signs(who),
                            said.utility, pay_for(said), said.reservation, ahead);
      } else if (said.pressure < 0.0005) {
        text += fmt::format(" {} without a mind to keep it ({:.2f}{} against {:.2f} from fighting on{}).",
                            signs(who), said.utility, pay_for(said), said.reservation, ahead);
      } else {
        const bool prefers = said.utility > said.reservation;
        text += fmt::format(
            " {} only under pressure: {:.2f} to it{}, against the {:.2f} it expects from fighting on{}; {} "
            "put {:.2f} on the scale{}.",
            signs(who), said.utility, pay_for(said), said.reservation,
            prefers ? ", but unpressed it would not keep it" : "", patrons_of(*said.who), said.pressure,
            ahead);
      }
    } else if (said.saying == Saying::refuse) {
      text += fmt::format(" {}: {:.2f} to it, with {:.2f} from {}, against {:.2f} from fighting on{}.",
                          does(who, "refuses", "refuse"), said.utility, said.pressure, pressing(*said.who),
                          said.reservation, looked_ahead(said));
    }
  }
  return text;
}

// What it sees when it looks ahead at keeping the text.
std::string HappeningWords::looked_ahead(const Said& said) {
  if (said.keeping == 0 && said.tempted == 0) return "";
  const std::string reasons = std::fabs(said.own_reasons) >= 0.0005
                                  ? fmt::format(", {:+.3f} of that for reasons of its own", said.own_reasons)
                                  : "";
  // Why it refuses what is worth more to it than fighting on.
  const bool would_break = said.saying == Saying::refuse && said.keeping < said.tempted;
  return fmt::format("; keeping it would be worth {:.3f}{}, a surprise attack under it {:.3f}{}",
                     said.keeping, reasons, said.tempted,
                     would_break ? ", which is more: it would sooner attack than keep it" : "");
}

std::string HappeningWords::patrons_of(PartyId client) const {
  std::vector<std::string> names;
  for (const PartyId k : m_.parties())
    if (m_.talks.leverage(k, client) > 0) names.push_back(m_.party(k).name);
  return names.empty() ? "no patron" : listed(names);
}

// The package at the end of a meeting: that of the last agreement.
PackageView HappeningWords::agreed_package(const Happening& h) const {
  const MeetingRecord& r = t_.meetings[h.meeting];
  for (std::size_t k = r.last; k-- > r.first;)
    if (t_.talk.said[k].saying == Saying::agree)
      return {t_.talk.packages.data() + t_.talk.said[k].package, m_.talks.space.units()};
  return {};
}

bool HappeningWords::overruled(const Happening& h) const {
  const MeetingRecord& r = t_.meetings[h.meeting];
  return std::ranges::any_of(
      std::span(t_.talk.said).subspan(r.first, r.last - r.first), [this](const Said& said) {
        return said.saying == Saying::refuse &&
               std::ranges::find(m_.talks.principals, *said.who) != m_.talks.principals.end();
      });
}

bool HappeningWords::refused_before(const Happening& h) const {
  const Happening* last = nullptr;
  for (const Happening& other : t_.happenings) {
    if (&other == &h) break;
    if (other.what == Happened::refused) last = &other;
  }
  return last != nullptr && std::ranges::equal(agreed_package(*last), agreed_package(h));
}

std::string HappeningWords::begins(PackageView text) const {
  return fronts_of(m_.clauses, m_.talks.space, text).size() > 0
             ? " The truce begins."
             : " It covers no front: no ceasefire begins, and the war goes on.";
}

std::string HappeningWords::sentence(const Happening& h) const {
  switch (h.what) {
    case Happened::outside_event: {
      const EventModel& e = event_of(h);
      std::string text = e.name;
      if (h.deaths > 0) text += fmt::format(" ({:.0f} dead)", h.deaths);
      if (h.people > 0) text += fmt::format(" ({:.0f} people displaced)", h.people);
      if (e.kind == EventKind::meeting && !met(h.day))
        text += truce_on(h.day) ? "; a truce is in force, and no new text is negotiated under it"
                                : "; talks are closed, so nothing is negotiated";
      text += ".";
      if ((e.kind == EventKind::strike || e.kind == EventKind::convoy || e.kind == EventKind::attack)) {
        if (e.kind == EventKind::strike)
          text += fmt::format(" All know that {} did it.", name(e.by));
        else
          text += h.established ? fmt::format(" It is found at once that {} did it.", name(e.by))
                                : who_says_what(h);
      }
      return text;
    }
    case Happened::spoiler_attack:
      return fmt::format(
                 "{} on the {} ({:.0f} dead): outside the deal it has {:.2f}, under it {:.2f}, and from 0, "
                 "sound, to 1 the truce looks {:.2f} fragile to it.",
                 does(name(h.who), "attacks", "attack"), front(h.front), h.deaths, h.reservation, h.utility,
                 h.value) +
             who_says_what(h);
    case Happened::stray_strike:
      return fmt::format(
          "A strike by {} on an excluded group kills {:.0f} others among whom it is mixed, on the {}.",
          name(h.who), h.deaths, front(h.front));
    case Happened::surrender:
      return fmt::format(
          "The garrison of {} takes passage out after what amounts to {:.0f} days without relief; {:.0f} "
          "people are displaced. This is surrender, not peace.",
          place(h.front), h.value, h.people);
    case Happened::refused: {
      const std::vector<std::string> words = terms_in_words(m_, agreed_package(h), true);
      const std::string text = refused_before(h) ? " again on the text that was refused last"
                                                 : fmt::format(" ({})", fmt::join(words, "; "));
      return fmt::format("{} agree{}{}, but not all {}.{} Everything is open again.{}",
                         overruled(h) ? "The delegations" : "The principals", drafted_by(h), text,
                         overruled(h) ? "leaders do" : "consent", consents(h),
                         statements_in_words(m_, t_, t_.meetings[h.meeting]));
    }
    case Happened::signed_deal: {
      std::vector<std::string> words = terms_in_words(m_, agreed_package(h), true);
      return fmt::format("AGREEMENT{}: {}.{}{}{}", drafted_by(h), fmt::join(words, "; "), consents(h),
                         statements_in_words(m_, t_, t_.meetings[h.meeting]),
                         m_.war ? begins(agreed_package(h)) : "");
    }
    case Happened::in_force:
      return fmt::format("{} is in force, as signed beforehand: {}.{}",
                         m_.scenario.deal->name.empty() ? "The text" : '"' + m_.scenario.deal->name + '"',
                         fmt::join(terms_in_words(m_, m_.deal, true), "; "), begins(m_.deal));
    case Happened::staged:
      return "The quiet days have passed: the staged clauses come into force.";
    case Happened::entered: {
      const auto& [key, issue] = m_.scenario.issues[*h.issue];
      return fmt::format("Comes into force as signed: {}: {}.", key.id, issue.options[*h.option]);
    }
    case Happened::carried_out:
    case Happened::overdue:
      return duty_in_words(h);
    case Happened::backed:
      return brings(*h.who);
    case Happened::not_backed:
      return fmt::format("{} this text no backing: it is worth {:.2f} to it, no text {:.2f}.",
                         does(name(h.who), "gives", "give"), h.utility, h.reservation);
    case Happened::denounced:
      return fmt::format("END OF THE TRUCE: {} it. {}", does(name(h.who), "denounces", "denounce"), why(h));
    case Happened::lapsed:
      return fmt::format("END OF THE TRUCE: {} not renew it. {}", does(name(h.who), "does", "do"), why(h));
    case Happened::unravelled:
      return fmt::format(
          "END OF THE TRUCE: nobody denounces it, but fighting has returned to the level of war, most of "
          "it by {}.",
          name(h.who));
    case Happened::walked_out:
      return h.whom == nobody
                 ? fmt::format(
                       "{} out: the best package left is worth {:.2f}, fighting on {:.2f}{}.{}",
                       does(name(h.who), "walks", "walk"), h.utility, h.reservation,
                       h.kept > h.reservation + 0.005
                           ? fmt::format(", and no text that is worth less than {:.2f} would be kept", h.kept)
                           : "",
                       statements_in_words(m_, t_, t_.meetings[h.meeting]) + pause_in_words())
                 : fmt::format(
                       "{} out: trust in {} has fallen to {:.3f}, below the {:.3f} without "
                       "which there are no talks.{}",
                       does(name(h.who), "walks", "walk"), name(h.whom), h.trust,
                       logistic(m_.walk_out[*h.who]), pause_in_words());
    case Happened::deadline:
      return fmt::format("The deadline passes without a deal: {:.0f} days of talks.{}",
                         m_.scenario.talks.deadline.value, pause_in_words());
    case Happened::broken_off:
      return fmt::format("Talks break off when {} an offer down.{}", does(name(h.who), "turns", "turn"),
                         pause_in_words());
    case Happened::support_withheld:
      return fmt::format(
          "{} patience, and support is held back: the truce that {} ended was worth {:.3f}. The camp's "
          "strength falls by {:.0f}%.",
          does(name(h.who), "loses", "lose"), name(h.whom), h.value, 100 * h.lost);
    case Happened::track_opened:
      return fmt::format("The truce has lasted {} days: what was off the table ({}) comes onto the agenda.",
                         static_cast<int>(h.value), track_in_words());
    case Happened::track_agreed: {
      const auto& [key, issue] = m_.scenario.issues[*h.issue];
      return fmt::format("POLITICAL TALKS agree on {}: {}.", key.id, issue.options[*h.option]);
    }
    case Happened::track_stalled:
      return fmt::format(
          "Political talks bring nothing: {} for what others will not give, and their refusal costs trust.",
          does(name(h.who), "asks", "ask"));
    case Happened::open_offensive:
      if (!is_told(std::floor(h.value / std::max(1.0, std::floor(m_.scenario.truce.unravel_days.value)))))
        return {};
      if (h.value < 2 * std::floor(m_.scenario.truce.unravel_days.value))
        return fmt::format("{} on the {} for {} days in a row: an offensive that nobody can overlook.",
                           does(name(h.who), "has attacked", "have attacked"), front(h.front),
                           static_cast<int>(h.value));
      return fmt::format("{} on the {}, {} days in a row by now.",
                         does(name(h.who), "still attacks", "still attack"), front(h.front),
                         static_cast<int>(h.value));
    case Happened::front_won: {
      return fmt::format("The last of the {} falls to {}.{}", front(h.front), side(h),
                         h.people > 0 ? fmt::format(" {:.0f} people are displaced.", h.people) : "");
    }
    case Happened::beaten:
      return fmt::format(
          "DEFEAT: {} lost every front on which it fought. Nothing is left to bargain with: talks close{}.",
          does(side(h), "has", "have"), truce_on(h.day - 1) ? ", and the truce with it is void" : "");
    case Happened::offensive:
      return fmt::format("{} on the {}{}.",
                         upper(h.day == 0 ? does(side(h), "is on the attack", "are on the attack")
                                          : does(side(h), "attacks", "attack")),
                         front(h.front),
                         h.value > 0 ? ", where the other side's guard is still down" : " with its reserves");
    case Happened::culminated:
      return fmt::format(
          "The offensive of {} on the {} is over: {}.", side(h), front(h.front),
          h.value > 0 ? fmt::format("it has won {:.0f} of {} steps", h.value, m_.fronts[*h.front].line.steps)
          : h.value < 0 ? "it stands behind where it began"
                        : "the line stands where it stood");
    case Happened::finding:
      return fmt::format("A finding, after {}, names {}{}: {}.",
                         h.value == 1 ? "a day" : fmt::format("{:.0f} days", h.value), name(h.who),
                         h.who == h.whom ? "" : fmt::format(", wrongly ({} did it)", name(h.whom)),
                         what_it_was(h.because));
    case Happened::reopened:
      return h.trust < 1 ? fmt::format(
                               "Talks open again: the pause is over, and the least trust between "
                               "principals, {}'s in {}, is "
                               "{:.2f}, at or above the {:.2f} that talks need.{}",
                               name(h.who), name(h.whom), h.trust, logistic(m_.walk_out[*h.who]),
                               convened_by(*h.who, h.trust))
                         : "Talks open again.";
    case Happened::asked:
    case Happened::amended:
    case Happened::turned_down:
    case Happened::suspended:
    case Happened::resumed:
    case Happened::protested:
    case Happened::next_step:
    case Happened::talks_suspended:
    case Happened::talks_resumed:
    case Happened::withdrawn:
      return step_under_truce(h);
    case Happened::split:
    case Happened::joined:
    case Happened::returned:
    case Happened::went_over:
      return parting(h);
    case Happened::meeting:
    case Happened::mass_event:
      break;
  }
  return {};
}

}  // namespace parley

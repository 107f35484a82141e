#include "parley/results/chronicle.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "parley/results/statements.hpp"

namespace parley {

namespace {

class Teller {
 public:
  Teller(const Model& m, const Trace& t) : m_(m), t_(t) {}

  std::vector<ChronicleEntry> tell() {
    for (std::size_t i = 0; i < t_.happenings.size(); ++i) {
      const Happening& h = t_.happenings[i];
      if (h.what == Happened::mass_event) {
        incidents_.push_back(i);
        continue;
      }
      if (h.what == Happened::meeting) {
        quiet_meetings_.push_back(i);
        continue;
      }
      flush();
      out_.push_back({h.day, h.day, sentence(h), happened_names[static_cast<std::size_t>(h.what)], facts(h)});
    }
    flush();
    return std::move(out_);
  }

 private:
  std::string name(int p) const { return p == nobody ? "nobody" : m_.party(static_cast<PartyId>(p)).name; }
  std::string place(int f) const {
    if (f == nobody) return "";
    const auto& [key, front] = m_.scenario.fronts.rows[static_cast<std::size_t>(f)];
    return front.name.empty() ? key.id : front.name;
  }
  static std::string list(const std::vector<std::string>& items) {
    if (items.size() < 2) return items.empty() ? "" : items[0];
    return fmt::format("{} and {}", fmt::join(items.begin(), items.end() - 1, ", "), items.back());
  }
  static std::string count(std::size_t n, const char* one, const char* many) {
    return fmt::format("{} {}", n, n == 1 ? one : many);
  }

  static std::string step_in_words(const std::string& who, double from, double to) {
    if (std::fabs(from - to) < 0.005) return fmt::format("{} stays at {:.2f}", who, to);
    return fmt::format("{} {} from {:.2f} to {:.2f}", who, to < from ? "comes down" : "goes up", from, to);
  }

  // Talks that stay open and violence in a truce are summed up, not told day by day.
  void flush() {
    if (!quiet_meetings_.empty()) {
      const Happening& from = t_.happenings[quiet_meetings_.front()];
      const Happening& to = t_.happenings[quiet_meetings_.back()];
      out_.push_back({from.day, to.day, meetings_text(), "meeting", asked_for()});
      quiet_meetings_.clear();
    }
    if (!incidents_.empty()) {
      const int from = t_.happenings[incidents_.front()].day, to = t_.happenings[incidents_.back()].day;
      double deaths = 0;
      for (const std::size_t i : incidents_) deaths += t_.happenings[i].deaths;
      out_.push_back(
          {from,
           to,
           incidents_text(),
           "mass_event",
           {{nobody, "events", static_cast<double>(incidents_.size())}, {nobody, "deaths", deaths}}});
      incidents_.clear();
    }
    std::stable_sort(out_.begin() + static_cast<std::ptrdiff_t>(settled_), out_.end(),
                     [](const auto& a, const auto& b) { return a.day < b.day; });
    settled_ = out_.size();
  }

  // The numbers of a happening, those that are zero left out.
  std::vector<Fact> facts(const Happening& h) const {
    std::vector<Fact> list;
    const auto add = [&](int party, const char* name, double value) {
      if (value != 0) list.push_back({party, name, value});
    };
    add(nobody, "deaths", h.deaths);
    add(nobody, "people", h.people);
    if (h.what == Happened::refused || h.what == Happened::signed_deal) {
      const MeetingRecord& r = t_.meetings[h.meeting];
      for (std::size_t k = r.first; k < r.last; ++k) {
        const Said& said = t_.talk.said[k];
        if (said.saying != Saying::accept && said.saying != Saying::reject &&
            said.saying != Saying::consent && said.saying != Saying::refuse)
          continue;
        const int who = static_cast<int>(said.who);
        add(who, "utility", said.utility);
        add(who, "pressure", said.pressure);
        add(who, "reservation", said.reservation);
      }
      return list;
    }
    add(h.who, "utility", h.utility);
    add(h.who, "pressure", h.pressure);
    add(h.who, "reservation", h.reservation);
    add(h.who, "trust", h.trust);
    add(h.who, h.what == Happened::spoiler_attack ? "fragility" : "value", h.value);
    add(h.who, "probability", h.probability);
    return list;
  }
  std::vector<Fact> asked_for() const {
    std::vector<Fact> list;
    for (const std::size_t i : quiet_meetings_) {
      const MeetingRecord& r = t_.meetings[t_.happenings[i].meeting];
      for (std::size_t k = r.first; k < r.last; ++k)
        if (const Said& said = t_.talk.said[k]; said.saying == Saying::offer)
          list.push_back({static_cast<int>(said.who), "asks_for", said.utility});
    }
    return list;
  }

  // Talks did meet on this day.
  bool met(int day) const {
    return std::any_of(t_.meetings.begin(), t_.meetings.end(),
                       [day](const MeetingRecord& r) { return r.day == day; });
  }
  bool truce_on(int day) const {
    return day >= 0 && day < static_cast<int>(t_.days.size()) && t_.days[static_cast<std::size_t>(day)].truce;
  }

  std::string meetings_text() const {
    std::vector<std::string> closed;
    std::map<PartyId, std::pair<double, double>> asked;  // first and last own utility asked for
    std::size_t drafts = 0, amended = 0;
    for (const std::size_t i : quiet_meetings_) {
      const MeetingRecord& r = t_.meetings[t_.happenings[i].meeting];
      for (std::size_t k = r.first; k < r.last; ++k) {
        const Said& said = t_.talk.said[k];
        if (said.saying == Saying::close) {
          const auto& [key, issue] = m_.scenario.issues.rows[said.issue];
          closed.push_back(fmt::format("{} ({})", key.id, issue.options[said.option]));
        } else if (said.saying == Saying::offer) {
          asked.emplace(said.who, std::pair{said.utility, said.utility}).first->second.second = said.utility;
        }
        drafts += said.saying == Saying::draft ? 1 : 0;
        amended += said.saying == Saying::amend ? 1 : 0;
      }
    }
    std::string text = count(quiet_meetings_.size(), "meeting", "meetings") + " without agreement.";
    if (drafts > 0)
      text += fmt::format(" {} of {} on the single text {}.", amended, count(drafts, "vote", "votes"),
                          amended == 1 ? "changes it" : "change it");
    if (!closed.empty())
      text +=
          (m_.talks.order.empty() ? " Technical teams close " : " The parties settle ") + list(closed) + ".";
    std::vector<std::string> steps;
    for (const auto& [p, range] : asked)
      steps.push_back(step_in_words(name(static_cast<int>(p)), range.first, range.second));
    if (!steps.empty()) text += " Own value of what is asked for: " + list(steps) + ".";
    for (const std::size_t i : quiet_meetings_)
      text += statements_in_words(m_, t_, t_.meetings[t_.happenings[i].meeting]);
    return text;
  }

  std::string incidents_text() const {
    std::map<std::pair<int, int>, std::pair<std::size_t, double>> by_author;  // (author, front)
    double deaths = 0;
    for (const std::size_t i : incidents_) {
      const Happening& h = t_.happenings[i];
      auto& entry = by_author[{h.who, h.front}];
      ++entry.first;
      entry.second += h.deaths;
      deaths += h.deaths;
    }
    std::vector<std::string> parts;
    for (const auto& [key, entry] : by_author)
      parts.push_back(
          fmt::format("{} by {} on the {} front", entry.first, name(key.first), place(key.second)));
    if (incidents_.size() == 1) {
      const Happening& h = t_.happenings[incidents_[0]];
      return fmt::format("{:.0f} civilians killed at once under the truce, by {} on the {} front{}.", deaths,
                         name(h.who), place(h.front), h.established ? "; the author is established" : "");
    }
    return fmt::format(
        "{} violations under the truce, each killing many civilians at once ({:.0f} dead): {}.",
        incidents_.size(), deaths, list(parts));
  }

  std::string what_it_was(int happening) const {
    if (happening == nobody) return "";
    const Happening& h = t_.happenings[static_cast<std::size_t>(happening)];
    const std::string when = spoken_date(h.day);
    switch (h.what) {
      case Happened::outside_event:
        return fmt::format("{} ({})", event_of(h).name, when);
      case Happened::spoiler_attack:
        return fmt::format("the attack by {} on {}", name(h.who), when);
      case Happened::stray_strike:
        return fmt::format("the strike of {} that {} calls lawful", when, name(h.who));
      default:
        return fmt::format("the killing of {:.0f} civilians on the {} front on {}", h.deaths, place(h.front),
                           when);
    }
  }
  std::string track_in_words() const {
    std::string words;
    for (const auto& t : m_.track)
      words += (words.empty() ? "" : ", ") + m_.scenario.issues.rows[t.issue].key.id;
    return words;
  }
  const EventModel& event_of(const Happening& h) const {
    return (h.random ? m_.random : m_.dated)[static_cast<std::size_t>(h.event)];
  }
  std::string spoken_date(int day) const {
    return m_.war ? spoken(Date{m_.scenario.calendar->start.days + day}) : fmt::format("round {}", day);
  }

  std::string pause_in_words() const {
    return m_.reopen_after > 0
               ? fmt::format(" Talks may open again after {} days.", std::max(1, m_.reopen_after))
               : " There will be no new talks.";
  }

  std::string consents(const Happening& h) const {
    std::string text;
    const MeetingRecord& r = t_.meetings[h.meeting];
    std::size_t offered = r.first;  // the offer that was answered last
    for (std::size_t k = r.first; k < r.last; ++k)
      if (t_.talk.said[k].saying == Saying::offer || t_.talk.said[k].saying == Saying::close) offered = k;
    for (std::size_t k = offered; k < r.last; ++k) {
      const Said& said = t_.talk.said[k];
      const std::string who = name(static_cast<int>(said.who));
      if (said.saying == Saying::accept) {
        text += fmt::format(" {} accepts ({:.2f} to it, {:.2f} without a deal).", who, said.utility,
                            said.reservation);
      } else if (said.saying == Saying::reject) {
        text += fmt::format(" {} votes against ({:.2f} to it, {:.2f} without a deal).", who, said.utility,
                            said.reservation);
      } else if (said.saying == Saying::consent) {
        if (said.utility >= said.reservation) {
          text += fmt::format(" {} signs willingly ({:.2f} against {:.2f} from fighting on).", who,
                              said.utility, said.reservation);
        } else {
          text += fmt::format(
              " {} signs only under pressure: {:.2f} to it, below the {:.2f} it expects from fighting on; {} "
              "put {:.2f} on the scale.",
              who, said.utility, said.reservation, patrons_of(said.who), said.pressure);
        }
      } else if (said.saying == Saying::refuse) {
        text += fmt::format(
            " {} refuses: {:.2f} to it, with {:.2f} from its patrons, against {:.2f} from fighting on.", who,
            said.utility, said.pressure, said.reservation);
      }
    }
    return text;
  }
  std::string patrons_of(PartyId client) const {
    std::vector<std::string> names;
    for (PartyId k = 0; k < m_.parties(); ++k)
      if (m_.talks.influence(k, client) > 0) names.push_back(m_.party(k).name);
    return names.empty() ? "no patron" : list(names);
  }
  // The package at the end of a meeting: that of the last agreement.
  PackageView agreed_package(const Happening& h) const {
    const MeetingRecord& r = t_.meetings[h.meeting];
    for (std::size_t k = r.last; k-- > r.first;)
      if (t_.talk.said[k].saying == Saying::agree)
        return {t_.talk.packages.data() + t_.talk.said[k].package, m_.talks.space.units()};
    return {};
  }

  std::string why(const Happening& h) const {
    std::string text = fmt::format(
        "To {} the truce is worth {:.3f}: the text {:.2f}, fighting on {:.2f}, patrons' pressure {:.2f}, "
        "trust in the other side {:.2f}.",
        name(h.who), h.value, h.utility, h.reservation, h.pressure, h.trust);
    text += fmt::format(" The chance that it would leave that day was {:.1f}%.", 100 * h.probability);
    switch (h.cause) {
      case Cause::mass_event:
        text += " What broke its trust: " + what_it_was(h.because) + ".";
        break;
      case Cause::violations:
        text +=
            " Its trust was worn down by many violations, the worst of them " + what_it_was(h.because) + ".";
        break;
      case Cause::battlefield:
        text += " Since it signed, war has come to look better to it.";
        break;
      case Cause::patron:
        text += fmt::format(" Since it signed, {} press less.", patrons_of(static_cast<PartyId>(h.who)));
        break;
      case Cause::insincere:
        text += " It was never worth keeping to it: it signed because its patrons wanted a signature.";
        break;
      case Cause::unforced:
        text += " Little had changed since it signed: the truce was never worth much to it.";
        break;
      case Cause::none:
      case Cause::unravelled:
        break;
    }
    return text;
  }

  std::string sentence(const Happening& h) const {
    switch (h.what) {
      case Happened::outside_event: {
        const EventModel& e = event_of(h);
        std::string text = e.name;
        if (h.deaths > 0) text += fmt::format(" ({:.0f} dead)", h.deaths);
        if (h.people > 0) text += fmt::format(" ({:.0f} people displaced)", h.people);
        if (e.kind == EventKind::meeting && !met(h.day))
          text += truce_on(h.day) ? "; a truce is in force, so nothing is negotiated"
                                  : "; talks are closed, so nothing is negotiated";
        text += ".";
        if ((e.kind == EventKind::strike || e.kind == EventKind::convoy || e.kind == EventKind::attack)) {
          if (e.kind == EventKind::strike)
            text += fmt::format(" All know that {} did it.", name(e.by));
          else
            text += h.established ? fmt::format(" It is established that {} did it.", name(e.by))
                                  : " The author is not established.";
        }
        return text;
      }
      case Happened::spoiler_attack:
        return fmt::format(
            "{} attacks on the {} front ({:.0f} dead): outside the deal it has {:.2f}, under it {:.2f}, and "
            "it sees a chance of {:.0f}% that an attack breaks the truce.",
            name(h.who), place(h.front), h.deaths, h.reservation, h.utility, 100 * h.value);
      case Happened::stray_strike:
        return fmt::format(
            "A strike by {} on an excluded group kills {:.0f} others among whom it is mixed, on the {} "
            "front.",
            name(h.who), h.deaths, place(h.front));
      case Happened::surrender:
        return fmt::format(
            "The garrison of {} takes passage out after {:.0f} days without relief; {:.0f} people are "
            "displaced. This is surrender, not peace.",
            place(h.front), h.value, h.people);
      case Happened::refused: {
        std::vector<std::string> words = terms_in_words(m_, agreed_package(h), true);
        return fmt::format("The principals agree ({}), but not all consent.{} Everything is open again.{}",
                           fmt::join(words, "; "), consents(h),
                           statements_in_words(m_, t_, t_.meetings[h.meeting]));
      }
      case Happened::signed_deal: {
        std::vector<std::string> words = terms_in_words(m_, agreed_package(h), true);
        return fmt::format("AGREEMENT: {}.{}{}{}", fmt::join(words, "; "), consents(h),
                           statements_in_words(m_, t_, t_.meetings[h.meeting]),
                           m_.war ? " The truce begins." : "");
      }
      case Happened::in_force:
        return fmt::format(
            "{} comes into force: {}. The truce begins.",
            m_.scenario.deal->name.empty() ? "The text signed beforehand" : m_.scenario.deal->name,
            fmt::join(terms_in_words(m_, m_.deal, true), "; "));
      case Happened::staged:
        return "The quiet days have passed: the staged clauses come into force.";
      case Happened::denounced:
        return fmt::format("END OF THE TRUCE: {} denounces it. {}", name(h.who), why(h));
      case Happened::lapsed:
        return fmt::format("END OF THE TRUCE: {} does not renew it. {}", name(h.who), why(h));
      case Happened::unravelled:
        return fmt::format(
            "END OF THE TRUCE: nobody denounces it, but fighting has returned to the level of war, most of "
            "it by {}.",
            name(h.who));
      case Happened::walked_out:
        return h.whom == nobody
                   ? fmt::format("{} walks out: the best package left gives it {:.2f}, fighting on {:.2f}.{}",
                                 name(h.who), h.utility, h.reservation,
                                 statements_in_words(m_, t_, t_.meetings[h.meeting]) + pause_in_words())
                   : fmt::format(
                         "{} walks out: its trust in {} has fallen to {:.2f}, below the {:.2f} without "
                         "which it does not talk.{}",
                         name(h.who), name(h.whom), h.trust, m_.scenario.talks.walk_out_trust.value,
                         pause_in_words());
      case Happened::deadline:
        return fmt::format("The deadline passes without a deal: {:.0f} days of talks.{}",
                           m_.scenario.talks.deadline.value, pause_in_words());
      case Happened::broken_off:
        return fmt::format("Talks break off when {} turns an offer down.{}", name(h.who), pause_in_words());
      case Happened::support_withheld:
        return fmt::format(
            "{} loses patience and holds back support: the truce that {} ended was worth {:.3f} to it. The "
            "camp's strength falls "
            "by {:.0f}%.",
            name(h.who), name(h.whom), h.value, 100 * h.lost);
      case Happened::track_opened:
        return fmt::format("The truce has lasted {} days: what was off the table ({}) comes onto the agenda.",
                           static_cast<int>(h.value), track_in_words());
      case Happened::track_agreed: {
        const auto& [key, issue] = m_.scenario.issues.rows[static_cast<std::size_t>(h.issue)];
        return fmt::format("POLITICAL TALKS agree on {}: {}.", key.id,
                           issue.options[static_cast<std::size_t>(h.option)]);
      }
      case Happened::track_stalled:
        return fmt::format(
            "Political talks bring nothing: {} asks for what others will not give, and trusts them less for "
            "it.",
            name(h.who));
      case Happened::reopened:
        return h.trust < 1 ? fmt::format(
                                 "Talks open again: the pause is over, and the least trust between "
                                 "principals, {}'s in {}, is "
                                 "{:.2f}, at or above the {:.2f} that talks need.",
                                 name(h.who), name(h.whom), h.trust, m_.scenario.talks.walk_out_trust.value)
                           : "Talks open again.";
      case Happened::meeting:
      case Happened::mass_event:
        break;
    }
    return {};
  }

  const Model& m_;
  const Trace& t_;
  std::vector<ChronicleEntry> out_;
  std::vector<std::size_t> incidents_, quiet_meetings_;
  std::size_t settled_ = 0;
};

std::string abstract_story(const Model& m, const Trace& t, const Outcome& o) {
  if (o.ending == Ending::breakdown) {
    const Said& last = t.talk.said.back();
    if (last.saying == Saying::break_off)
      return fmt::format("Talks break off: {} turns down an offer worth {:.2f} to it, no deal {:.2f}.",
                         m.party(last.who).name, last.utility, last.reservation);
    return fmt::format("{} walks out: its best package gives it {:.2f}, no deal {:.2f}.",
                       m.party(last.who).name, last.utility, last.reservation);
  }
  if (o.ending == Ending::deadlock) return "The last round passes without a deal.";
  std::string text = fmt::format("AGREEMENT: {}.", fmt::join(terms_in_words(m, o.first_deal, false), "; "));
  std::vector<std::uint8_t> against(m.parties(), 0);
  for (const Said& said : t.talk.said) {
    if (said.saying == Saying::offer) std::fill(against.begin(), against.end(), std::uint8_t{0});
    if (said.saying == Saying::accept || said.saying == Saying::reject)
      against[said.who] = said.saying == Saying::reject ? 1 : 0;
  }
  for (PartyId p = 0; p < m.parties(); ++p)
    if (m.signatory[p] != 0)
      text += fmt::format(" {}: {:.2f}, without a deal {:.2f}{}.", m.party(p).name, o.utilities[p],
                          m.party(p).reservation.value,
                          against[p] != 0 && o.ending == Ending::holding ? " (outvoted)" : "");
  return text;
}

}  // namespace

std::vector<std::string> terms_in_words(const Model& m, PackageView package, bool changes_only) {
  std::vector<std::string> words;
  if (package.empty()) return words;
  for (std::size_t i = 0; i < m.talks.space.issues(); ++i) {
    const auto& [key, issue] = m.scenario.issues.rows[i];
    const OptionIndex o = m.talks.space.option(package, i);
    if (changes_only && o == static_cast<OptionIndex>(issue.status_quo.index.value)) continue;
    words.push_back(fmt::format("{}: {}", key.id, issue.options[o]));
  }
  return words;
}

std::string end_in_words(const Model& m, int who, Manner manner, Cause cause) {
  const std::string name = who == nobody ? "nobody" : m.party(static_cast<PartyId>(who)).name;
  if (manner == Manner::unravelled) return fmt::format("unravelled, most attacks by {}", name);
  return fmt::format("{} {}: {}", name, manner == Manner::denounced ? "denounced it" : "did not renew it",
                     cause_names[static_cast<std::size_t>(cause)]);
}

std::string dates_of(const Model& m, const ChronicleEntry& e) {
  if (!m.war) return e.day > 0 ? fmt::format("round {}", e.day) : "end";
  const int first = m.scenario.calendar->start.days;
  std::string when = to_string(Date{first + e.day});
  if (e.until > e.day) when += fmt::format(" to {}", to_string(Date{first + e.until}).substr(5));
  return when;
}

std::vector<ChronicleEntry> chronicle(const Model& model, const Trace& trace, const Outcome& outcome) {
  if (!model.war)
    return {
        {outcome.agreement_day, outcome.agreement_day, abstract_story(model, trace, outcome), "talks", {}}};
  return Teller(model, trace).tell();
}

}  // namespace parley

#include "parley/runs/chronicle.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "parley/runs/happening_words.hpp"
#include "parley/runs/statement_words.hpp"

namespace parley {

namespace {

class Teller {
 public:
  Teller(const Model& m, const Trace& t) : m_(m), t_(t), words_(m, t) {}

  std::vector<ChronicleEntry> tell() {
    for (const HappeningId i : t_.happenings.ids()) {
      const Happening& h = t_.happenings[i];
      if (h.what == Happened::mass_event) {
        incidents_.push_back(i);
        continue;
      }
      if (h.what == Happened::meeting) {
        quiet_meetings_.push_back(i);
        continue;
      }
      if (h.what == Happened::spoiler_attack) {
        if (!attacks_.empty() && t_.happenings[attacks_.front()].who != h.who) flush();
        attacks_.push_back(i);
        continue;
      }
      flush();
      if (std::string told = words_.sentence(h); !told.empty())
        out_.push_back(
            {h.day, h.day, std::move(told), happened_names[static_cast<std::size_t>(h.what)], facts(h)});
    }
    flush();
    return std::move(out_);
  }

 private:
  static std::string count(std::size_t n, const char* one, const char* many) {
    return fmt::format("{} {}", n, n == 1 ? one : many);
  }

  static std::string step_in_words(const std::string& who, double from, double to) {
    if (std::fabs(from - to) < 0.005) return fmt::format("{} at {:.2f}", does(who, "stays", "stay"), to);
    return fmt::format("{} from {:.2f} to {:.2f}",
                       to < from ? does(who, "comes down", "come down") : does(who, "goes up", "go up"), from,
                       to);
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
      for (const HappeningId i : incidents_) deaths += t_.happenings[i].deaths;
      out_.push_back(
          {from,
           to,
           incidents_text(),
           "mass_event",
           {{nobody, "events", static_cast<double>(incidents_.size())}, {nobody, "deaths", deaths}}});
      incidents_.clear();
    }
    if (!attacks_.empty()) {
      const Happening &from = t_.happenings[attacks_.front()], &to = t_.happenings[attacks_.back()];
      out_.push_back({from.day, to.day, attacks_text(),
                      happened_names[static_cast<std::size_t>(Happened::spoiler_attack)],
                      attacks_.size() == 1 ? facts(from) : attack_facts()});
      attacks_.clear();
    }
    std::stable_sort(out_.begin() + static_cast<std::ptrdiff_t>(settled_), out_.end(),
                     [](const auto& a, const auto& b) { return a.day < b.day; });
    settled_ = out_.size();
  }

  // The numbers of a happening, those that are zero left out.
  std::vector<Fact> facts(const Happening& h) const {
    std::vector<Fact> list;
    const auto add = [&](std::optional<PartyId> party, const char* name, double value) {
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
        add(said.who, "utility", said.utility);
        add(said.who, "pressure", said.pressure);
        add(said.who, "reservation", said.reservation);
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
    for (const HappeningId i : quiet_meetings_) {
      const MeetingRecord& r = t_.meetings[t_.happenings[i].meeting];
      for (std::size_t k = r.first; k < r.last; ++k)
        if (const Said& said = t_.talk.said[k]; said.saying == Saying::offer)
          list.push_back({said.who, "asks_for", said.utility});
    }
    return list;
  }

  std::string meetings_text() const {
    std::vector<std::string> closed;
    std::map<std::optional<PartyId>, std::pair<double, double>>
        asked;  // first and last own utility asked for
    std::size_t drafts = 0, amended = 0;
    bool voted = false;  // on a single text
    for (const HappeningId i : quiet_meetings_) {
      const MeetingRecord& r = t_.meetings[t_.happenings[i].meeting];
      for (std::size_t k = r.first; k < r.last; ++k) {
        const Said& said = t_.talk.said[k];
        if (said.saying == Saying::close) {
          const auto& [key, issue] = m_.scenario.issues[said.issue];
          closed.push_back(fmt::format("{} ({})", key.id, issue.options[said.option]));
        } else if (said.saying == Saying::offer) {
          asked.emplace(said.who, std::pair{said.utility, said.utility}).first->second.second = said.utility;
        }
        drafts += said.saying == Saying::draft ? 1 : 0;
        amended += said.saying == Saying::amend ? 1 : 0;
        voted = voted || (said.saying >= Saying::vote_for && said.saying <= Saying::amend);
      }
    }
    std::string text = count(quiet_meetings_.size(), "meeting", "meetings") + " without agreement.";
    if (drafts > 0 && !voted)
      text += fmt::format(" {} {} on the table.", does(words_.name(m_.talks.drafter), "puts", "put"),
                          count(drafts, "draft", "drafts"));
    if (voted)
      text += fmt::format(" {} of {} on the single text {}.", amended, count(drafts, "vote", "votes"),
                          amended == 1 ? "changes it" : "change it");
    if (!closed.empty())
      text += (m_.talks.order.empty() ? " Technical teams close " : " The parties settle ") + listed(closed) +
              ".";
    std::vector<std::string> steps;
    for (const auto& [p, range] : asked)
      steps.push_back(step_in_words(words_.name(p), range.first, range.second));
    if (!steps.empty()) text += " Own value of what is asked for: " + listed(steps) + ".";
    for (const HappeningId i : quiet_meetings_)
      text += statements_in_words(m_, t_, t_.meetings[t_.happenings[i].meeting]);
    return text;
  }

  // Of one excluded group, with nothing else to tell in between.
  std::vector<Fact> attack_facts() const {
    double deaths = 0;
    for (const HappeningId i : attacks_) deaths += t_.happenings[i].deaths;
    return {{nobody, "events", static_cast<double>(attacks_.size())}, {nobody, "deaths", deaths}};
  }
  std::string attacks_text() const {
    const Happening &first = t_.happenings[attacks_.front()], &last = t_.happenings[attacks_.back()];
    if (attacks_.size() == 1) return words_.sentence(first);
    double deaths = 0;
    std::vector<std::string> where;
    for (const HappeningId i : attacks_) {
      deaths += t_.happenings[i].deaths;
      const std::string front = "the " + words_.front(t_.happenings[i].front);
      if (std::find(where.begin(), where.end(), front) == where.end()) where.push_back(front);
    }
    return fmt::format(
        "{} {} times on {} ({:.0f} dead): outside the deal it has {:.2f}, under it {:.2f}, and from 0, "
        "sound, to 1 the truce looks {:.2f} fragile to it on the first of these days, {:.2f} on the last.{}",
        does(words_.name(first.who), "attacks", "attack"), attacks_.size(), listed(where), deaths,
        last.reservation, last.utility, first.value, last.value, words_.who_says_what(last));
  }

  std::string incidents_text() const {
    std::map<std::pair<std::optional<PartyId>, std::optional<FrontId>>, std::pair<std::size_t, double>>
        by_author;  // (author, front)
    double deaths = 0;
    for (const HappeningId i : incidents_) {
      const Happening& h = t_.happenings[i];
      auto& entry = by_author[{h.who, h.front}];
      ++entry.first;
      entry.second += h.deaths;
      deaths += h.deaths;
    }
    std::vector<std::string> parts;
    for (const auto& [key, entry] : by_author)
      parts.push_back(
          fmt::format("{} by {} on the {}", entry.first, words_.name(key.first), words_.front(key.second)));
    const std::string of_last = words_.who_says_what(t_.happenings[incidents_.back()]);
    if (incidents_.size() == 1) {
      const Happening& h = t_.happenings[incidents_[0]];
      return fmt::format("{:.0f} civilians killed at once under the truce, by {} on the {}{}.", deaths,
                         words_.name(h.who), words_.front(h.front),
                         h.established ? "; the author is found out" : "") +
             words_.who_says_what(h);
    }
    return fmt::format(
        "{} violations under the truce, each killing many civilians at once ({:.0f} dead): {}.{}",
        incidents_.size(), deaths, listed(parts), of_last.empty() ? "" : " Of the last:" + of_last);
  }

  const Model& m_;
  const Trace& t_;
  HappeningWords words_;
  std::vector<ChronicleEntry> out_;
  std::vector<HappeningId> incidents_, quiet_meetings_, attacks_;
  std::size_t settled_ = 0;
};

// How things stand when the run ends.
ChronicleEntry last_day(const Model& m, const Outcome& o) {
  std::string text;
  switch (o.ending) {
    case Ending::holding:
      text = fmt::format("The run ends: the text of {} is in force.", m.date(o.last_deal_day));
      break;
    case Ending::collapsed:
      text = "The run ends: no text is in force any more.";
      break;
    case Ending::defeat:
      text = "The run ends: one side has lost every front on which it fought.";
      break;
    default:
      text = "The run ends: no text has been signed.";
  }
  text += fmt::format(" {:.0f} have died since it began; a ceasefire was in force on {} of {} days.",
                      o.deaths, o.truce_days, m.days);
  return {m.days - 1, m.days - 1, std::move(text), "last_day", {}};
}

std::string abstract_story(const Model& m, const Trace& t, const Outcome& o) {
  if (o.ending == Ending::breakdown) {
    const Said& last = t.talk.said.back();
    if (last.saying == Saying::break_off)
      return fmt::format("Talks break off: {} down an offer worth {:.2f}, no deal {:.2f}.",
                         does(m.party(*last.who).name, "turns", "turn"), last.utility, last.reservation);
    return fmt::format("{} out: the best package left gives {:.2f}, no deal {:.2f}.",
                       does(m.party(*last.who).name, "walks", "walk"), last.utility, last.reservation);
  }
  if (o.ending == Ending::deadlock) return "The last round passes without a deal.";
  std::string text = fmt::format("AGREEMENT: {}.", fmt::join(terms_in_words(m, o.first_deal, false), "; "));
  ListBy<PartyId, std::uint8_t> against(m.parties().size(), 0);
  for (const Said& said : t.talk.said) {
    if (said.saying == Saying::offer) against.fill(0);
    if (said.saying == Saying::accept || said.saying == Saying::reject)
      against[*said.who] = said.saying == Saying::reject ? 1 : 0;
  }
  for (const PartyId p : m.parties())
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
  for (const IssueId i : m.talks.space.issues()) {
    const auto& [key, issue] = m.scenario.issues[i];
    const OptionIndex o = m.talks.space.option(package, i);
    if (changes_only && o == static_cast<OptionIndex>(issue.status_quo.index.value)) continue;
    words.push_back(fmt::format("{}: {}", key.id, issue.options[o]));
  }
  return words;
}

std::string title_with_key(const Model& m, IssueId issue) {
  const auto& [key, value] = m.scenario.issues[issue];
  return value.title.empty() || value.title == key.id ? key.id : fmt::format("{} ({})", value.title, key.id);
}

std::string end_in_words(const Model& m, std::optional<PartyId> who, Manner manner, Cause cause) {
  const std::string name = who == nobody ? "nobody" : m.party(*who).name;
  if (manner == Manner::unravelled) return fmt::format("unravelled, most attacks by {}", name);
  if (manner == Manner::void_) return "void, as one side was beaten";
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
  std::vector<ChronicleEntry> told = Teller(model, trace).tell();
  told.push_back(last_day(model, outcome));
  return told;
}

}  // namespace parley

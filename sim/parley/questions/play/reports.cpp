// What does everybody hear of what happened?
//
// No motive and no number that only its author knows. Who did it is told where it is established, or where
// the one who reads is who did it.

#include <cmath>

#include <fmt/format.h>

#include "parley/questions/play/view.hpp"
#include "parley/runs/happening_words.hpp"

namespace parley {

namespace {

class Reports {
 public:
  Reports(const Model& m, const Trace& t, PartyId seat) : m_(m), t_(t), seat_(seat), words_(m, t) {}

  std::string of(const Happening& h) const {
    switch (h.what) {
      case Happened::outside_event:
        return outside(h);
      case Happened::mass_event:
        return fmt::format("{:.0f} civilians are killed at once on the {}. {}", h.deaths,
                           words_.front(h.front), author(h));
      case Happened::spoiler_attack:
        return fmt::format("An attack on the {} kills {:.0f}. {}", words_.front(h.front), h.deaths,
                           author(h));
      case Happened::stray_strike:
        return fmt::format("A strike on an excluded group kills {:.0f} others on the {}; {} it lawful.",
                           h.deaths, words_.front(h.front), does(name(h.who), "calls", "call"));
      case Happened::surrender:
        return fmt::format("The garrison of {} takes passage out.", words_.place(h.front));
      case Happened::refused:
        return fmt::format("A text was agreed, and {} to sign it.", does(name(h.who), "refuses", "refuse"));
      case Happened::signed_deal:
        return "A text is signed.";
      case Happened::in_force:
        return "A text comes into force that was signed beforehand.";
      case Happened::staged:
        return "The quiet days have passed: the staged clauses come into force.";
      case Happened::denounced:
        return fmt::format("{} the truce.", does(name(h.who), "denounces", "denounce"));
      case Happened::lapsed:
        return fmt::format("{} not renew the truce.", does(name(h.who), "does", "do"));
      case Happened::unravelled:
        return "Nobody denounces the truce, but fighting is back at the level of war.";
      case Happened::walked_out:
        return fmt::format("{} out of the talks.", does(name(h.who), "walks", "walk"));
      case Happened::deadline:
        return "The deadline of the talks passes without a deal.";
      case Happened::reopened:
        return "Talks open again.";
      case Happened::broken_off:
        return "The talks break off.";
      case Happened::support_withheld:
        return fmt::format("{} support back from {}.", does(name(h.who), "holds", "hold"), name(h.whom));
      case Happened::finding:
        return fmt::format("An impartial finding names {}: {}.", name(h.who), what_it_was(h.because));
      case Happened::open_offensive:
        return fmt::format("{} on the {} for {:.0f} days in a row, for all to see.",
                           does(name(h.who), "has attacked", "have attacked"), words_.front(h.front),
                           h.value);
      case Happened::front_won:
        return fmt::format("The last of the {} falls to the {} side.", words_.front(h.front), words_.side(h));
      case Happened::offensive:
        return fmt::format("The {} side attacks on the {}.", words_.side(h), words_.front(h.front));
      case Happened::culminated:
        return fmt::format("The offensive of the {} side on the {} is over.", words_.side(h),
                           words_.front(h.front));
      case Happened::beaten:
        return fmt::format("The {} side has lost its last front.", words_.side(h));
      default:
        return under_truce(h);
    }
  }

 private:
  std::string under_truce(const Happening& h) const {
    switch (h.what) {
      case Happened::carried_out:
        return fmt::format("{} out what was signed: {}.", does(name(h.who), "carries", "carry"), clause(h));
      case Happened::overdue:
        return h.established
                   ? fmt::format("{} not done in time: {}.", does(name(h.who), "has", "have"), clause(h))
                   : fmt::format("{} that this is under way: {}.", does(name(h.who), "says", "say"),
                                 clause(h));
      case Happened::split:
      case Happened::joined:
      case Happened::returned:
      case Happened::went_over:
        return words_.sentence(h);
      case Happened::entered:
        return fmt::format("Comes into force as signed: {}.", clause(h));
      case Happened::backed:
        return fmt::format("{} the text signed.", does(name(h.who), "backs", "back"));
      case Happened::not_backed:
        return fmt::format("{} this text no backing.", does(name(h.who), "gives", "give"));
      case Happened::asked:
        return fmt::format("{} for a change of the text: {}.", does(name(h.who), "asks", "ask"), clause(h));
      case Happened::amended:
        return fmt::format("The text is changed as {} asked: {}.", name(h.who), clause(h));
      case Happened::turned_down:
        return h.issue ? fmt::format("{} what {} asked for: {}.",
                                     does(name(h.whom), "turns down", "turn down"), name(h.who), clause(h))
                       : fmt::format("{} for nothing any more.", does(name(h.who), "asks", "ask"));
      case Happened::withdrawn:
        return fmt::format("{} back what was asked for.", does(name(h.who), "takes", "take"));
      case Happened::suspended:
        return fmt::format("{} a clause aside: {}.", does(name(h.who), "sets", "set"), clause(h));
      case Happened::resumed:
        return fmt::format("{} up again what was set aside: {}.", does(name(h.who), "takes", "take"),
                           clause(h));
      case Happened::protested:
        return fmt::format("{} against {}.", does(name(h.who), "protests", "protest"),
                           what_it_was(h.because));
      case Happened::next_step:
        return fmt::format("A next step is agreed, which {} proposed: {}.", name(h.who), clause(h));
      case Happened::talks_suspended:
        return "No more meetings are held under the truce: there is too little trust.";
      case Happened::talks_resumed:
        return "Meetings under the truce are held again.";
      case Happened::track_opened:
        return "What was off the table comes onto the agenda.";
      case Happened::track_agreed:
        return fmt::format("The political talks agree on {}.", clause(h));
      case Happened::track_stalled:
        return "The political talks bring nothing.";
      default:
        return {};
    }
  }

  std::string name(std::optional<PartyId> p) const { return words_.name(p); }
  std::string clause(const Happening& h) const {
    const auto& [key, issue] = m_.scenario.issues[*h.issue];
    return fmt::format("{} \"{}\"", key.id, issue.options[*h.option]);
  }
  // Everybody knows what they do themselves.
  std::string author(const Happening& h) const {
    if (h.who == seat_) return "Your own forces did it.";
    if (h.established) return fmt::format("It is established that {} did it.", name(h.who));
    return "Who did it is not established.";
  }
  std::string what_it_was(std::optional<HappeningId> id) const {
    if (!id) return "what happened";
    const Happening& h = t_.happenings[*id];
    return fmt::format("what happened on {} on {}",
                       h.front ? "the " + words_.front(h.front) : std::string("no front"), m_.date(h.day));
  }
  std::string outside(const Happening& h) const {
    const EventModel& e = (h.random ? m_.random : m_.dated)[*h.event];
    std::string text = e.name;
    if (h.deaths > 0) text += fmt::format(" ({:.0f} dead)", h.deaths);
    if (h.people > 0) text += fmt::format(" ({:.0f} people displaced)", h.people);
    const bool killing = e.kind == EventKind::convoy || e.kind == EventKind::attack;
    return text + "." + (killing ? " " + author(h) : "");
  }

  const Model& m_;
  const Trace& t_;
  PartyId seat_;
  HappeningWords words_;
};

}  // namespace

std::string report_of(const Model& m, const Trace& t, PartyId seat, const Happening& h) {
  // A meeting is told by what was said at it; the trace of an outside event that hides its author does so
  // too.
  return Reports(m, t, seat).of(h);
}

}  // namespace parley

// How is told what parties, and parts of them, do under a truce short of leaving it?

#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "parley/runs/happening_words.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

std::string upper(std::string words) {
  if (words.starts_with("the ")) words[0] = 'T';
  return words;
}

// What comes again and again is told as often as its number doubles.
bool is_told(double times) {
  const auto n = static_cast<unsigned>(std::max(1.0, times));
  return std::has_single_bit(n);
}

namespace {

// What speaks most against the truce to it.
std::string against_it(const TruceValue& v, double hunger) {
  const double missing = v.surplus > 0 ? (1.0 - v.trust) * v.surplus : -v.surplus;
  if (hunger < 0 && -hunger >= std::max(missing + hunger, -v.shock))
    return fmt::format("its besieged starve under it, which takes {:.3f} from it", -hunger);
  if (v.shock < 0 && -v.shock >= missing)
    return fmt::format("what speaks against it to this faction alone or to all of them comes to {:.3f}",
                       v.shock);
  if (v.surplus <= 0) return fmt::format("the text itself takes {:.3f} from it", -v.surplus);
  return fmt::format("it trusts the other side {:.2f} and so counts on {:.3f} less than the text gives",
                     v.trust, missing);
}

// What a place beside a party of the other camp is worth to a faction.
std::string place_there(const Happening& h) {
  return fmt::format(
      "its party holds that side {:.0f}% likely to win with it, and its own {:.0f}% if it stays; it trusts "
      "{:.0f}% in what it is promised, so that a place there is worth {:+.3f} to it, and what it fights for "
      "{}",
      100 * h.probability, 100 * h.reservation, 100 * h.trust, h.kept,
      h.kept > h.value ? fmt::format("loses {:.3f} by that", h.kept - h.value) : "loses nothing by that");
}

}  // namespace

std::string HappeningWords::change_of_text(const Happening& h) const {
  const auto& [key, issue] = m_.scenario.issues[*h.issue];
  return fmt::format("{} from \"{}\" to \"{}\"", key.id, issue.options[*h.before], issue.options[*h.option]);
}

std::string HappeningWords::step_under_truce(const Happening& h) const {
  switch (h.what) {
    case Happened::asked:
      return fmt::format(
          "{} leave the truce, which the others hold {:.0f}% likely. First {} for a change of the text: "
          "{}{}.",
          does(name(h.who), "would", "would"), 100 * h.probability, does("it", "asks", "ask"),
          change_of_text(h),
          h.value < 1    ? ""
          : h.value == 1 ? ", at the meeting of tomorrow"
                         : fmt::format(", at the meeting in {:.0f} days", h.value));
    case Happened::amended:
      return fmt::format(
          "A meeting under the truce gives {} what it now asks for to stay; that it would leave otherwise, "
          "the "
          "others hold {:.0f}% likely: {}.",
          name(h.who), 100 * h.probability, change_of_text(h));
    case Happened::withdrawn:
      return fmt::format("{} without the change for which it asked: it would stay as things are.",
                         does(name(h.who), "does", "do"));
    case Happened::talks_resumed:
      return "Trust suffices again: meetings under the truce are held.";
    case Happened::turned_down:
      if (!h.issue)
        return fmt::format(
            "{} asking: no change is known that would keep {} in, that the others would accept and that is "
            "worth "
            "waiting for.",
            does(name(h.who), "stops", "stop"), name(h.who));
      return fmt::format(
          "At a meeting under the truce {} what {} now asks for to stay; it holds {:.0f}% likely that {} "
          "leaves "
          "otherwise: {}.",
          does(name(h.whom), "turns down", "turn down"), name(h.who), 100 * h.probability, name(h.who),
          change_of_text(h));
    case Happened::next_step:
      return fmt::format("Talks under the truce agree on a next step, which {} proposed: {}.", name(h.who),
                         change_of_text(h));
    case Happened::talks_suspended:
      return fmt::format(
          "No meeting is held under the truce: the trust of {} in {} is {:.3f}, below the {:.3f} that talks "
          "need.",
          name(h.who), name(h.whom), h.trust, logistic(m_.walk_out[*h.who]));
    case Happened::suspended:
      return fmt::format(
          "{} leave the truce, which the others hold {:.0f}% likely, and no change of the text that they "
          "would "
          "accept keeps it in. It sets a clause aside on its own: {}.",
          does(name(h.who), "would", "would"), 100 * h.probability, change_of_text(h));
    case Happened::resumed:
      return fmt::format("{} up again what {} set aside: {}.", does(name(h.who), "takes", "take"),
                         does("it", "has", "have"), change_of_text(h));
    case Happened::protested:
      return fmt::format("{} that it be found out who did this: {}. The observers look again.",
                         does(name(h.who), "demands", "demand"), what_it_was(h.because));
    default:
      return {};
  }
}

std::string HappeningWords::parting(const Happening& h) const {
  const FactionModel& part = m_.factions[*h.faction];
  const std::string who =
      fmt::format("{}, {:.0f}% of the forces of {},", part.name, 100 * part.share, name(h.who));
  const std::string worth =
      fmt::format("keeping the truce is worth {:.3f} to it before its guard is down", h.value);
  std::string pressed =
      h.pressure > 0 ? fmt::format(" (with {:.3f} that patrons put on the scale)", h.pressure) : "";
  if (h.hunger > 0) pressed += fmt::format(" (and {:.3f} that aid to its besieged is worth)", h.hunger);
  switch (h.what) {
    case Happened::split:
      if (h.whom)
        return fmt::format("{} leaves {} and fights on alone: {}{}.", who, name(h.whom), worth, pressed);
      return fmt::format("{} goes its own way and fights on alone: {}{}; {}.", who, worth, pressed,
                         against_it(h.worth, h.hunger));
    case Happened::joined:
      return fmt::format("{} joins {}: {}{}, and its chance to do so was {:.2f}; {}.", who, name(h.whom),
                         worth, pressed, h.probability, against_it(h.worth, h.hunger));
    case Happened::went_over:
      return fmt::format("{} goes over to {}: {}.", who, name(h.whom), place_there(h));
    default:
      if (h.whom && m_.excluded[*h.whom] == 0)
        return fmt::format("{} comes back from {}: by now {}.", who, name(h.whom), place_there(h));
      if (!truce_on(h.day))
        return fmt::format("{} fights beside the others again, now that the truce is over.", who);
      return h.whom ? fmt::format("{} leaves {} and comes back: {}{}.", who, name(h.whom), worth, pressed)
                    : fmt::format("{} keeps the truce with the others again: {}{}.", who, worth, pressed);
  }
}

}  // namespace parley

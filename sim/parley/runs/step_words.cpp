// How is told what parties do under a truce short of leaving it?

#include <fmt/format.h>

#include "parley/runs/happening_words.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

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
            "{} nothing any more by asking: no change that would keep it in is one that the others can be "
            "expected to accept, or that is worth waiting for.",
            does(name(h.who), "gains", "gain"));
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
          "No meeting is held under the truce: the trust of {} in {} is {:.2f}, below the {:.2f} that talks "
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
      return fmt::format("{} against {}, whose author nobody has established: the observers look again.",
                         does(name(h.who), "protests", "protest"), what_it_was(h.because));
    default:
      return {};
  }
}

}  // namespace parley

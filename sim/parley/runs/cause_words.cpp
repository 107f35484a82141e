// Why did a party end a truce, in words?

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/runs/happening_words.hpp"

namespace parley {

std::string HappeningWords::why(const Happening& h) const {
  const TruceValue& v = h.worth;
  const double settles = m_.scenario.truce.settles;
  const bool paid = std::any_of(m_.clauses.facilitators.begin(), m_.clauses.facilitators.end(),
                                [&](const Backing& f) { return f.pays[*h.who] > 0; });
  const double talks = settles > 0 ? v.surplus / settles - (h.utility - h.reservation) : 0.0;
  std::string text = fmt::format(
      "To {} keeping it is worth {:.3f}: {}the {:.0f}% that come with a truce of what it {} (the text "
      "{:.3f}, "
      "less {:.3f} from fighting on{})",
      name(h.who), v.value(),
      v.surplus > 0 ? fmt::format("{:.2f}, its trust in the other side, times {:.3f}, ", v.trust, v.surplus)
                    : fmt::format("{:.3f}, ", v.surplus),
      100 * settles, v.surplus > 0 ? "gains" : "loses", h.utility, h.reservation,
      !m_.track.empty() && std::fabs(talks) >= 0.0005
          ? fmt::format(", and {:.3f} from political talks{}", talks, paid ? " and payments" : "")
      : paid && std::fabs(talks) >= 0.0005 ? fmt::format(", and {:.3f} that it is paid", talks)
                                           : "");
  if (std::fabs(v.pressure) >= 0.0005) text += fmt::format(", {:.3f} from patrons", v.pressure);
  if (std::fabs(v.watched) >= 0.0005)
    text += fmt::format(", {:.3f} for the others' trust, which fighting on would cost it", v.watched);
  if (std::fabs(v.shock) >= 0.0005) text += fmt::format(", {:.3f} for reasons of its own", v.shock);
  if (v.exposed >= 0.0005)
    text += fmt::format(", less what its lowered guard puts at risk (a surprise attack could take {:.3f})",
                        v.exposed);
  text +=
      v.gain >= 0.0005 ? fmt::format(". A surprise attack of its own would gain it {:.3f}.", v.gain) : ".";
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
      text += fmt::format(" Since it signed, its patrons press less on the whole ({}).", patrons_of(*h.who));
      break;
    case Cause::insincere:
      text +=
          " Already when it signed an attack promised more than keeping it: it signed for the sake of having "
          "signed.";
      break;
    case Cause::suspension:
      text += " Since it signed, the other side has set aside what it had conceded.";
      break;
    case Cause::obligation:
      text += " Since it signed, what others owed by the text was not done in time.";
      break;
    case Cause::unforced:
      text +=
          " More than anything that others could see, reasons of its own have turned against it since it "
          "signed.";
      break;
    case Cause::none:
    case Cause::defeat:
    case Cause::unravelled:
      break;
  }
  return text;
}

}  // namespace parley

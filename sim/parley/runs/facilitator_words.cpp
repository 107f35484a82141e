// How is told what a facilitator does?

#include <algorithm>

#include <fmt/format.h>

#include "parley/runs/happening_words.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

std::string HappeningWords::drafted_by(const Happening& h) const {
  const auto who = t_.meetings[h.meeting].result.who;
  const bool draft = h.what == Happened::signed_deal && who != nobody && m_.talks.drafter == who;
  return draft ? fmt::format(" on the draft of {}", name(who)) : "";
}

// What it would have without a deal, or takes at the least by what facilitators put on the scale.
std::string HappeningWords::takes(PartyId who, double least) const {
  return m_.opening_asks[who] < 0
             ? fmt::format("and with what facilitators may put on the scale it takes {:.2f}", least)
             : fmt::format("{:.2f} without a deal", least);
}

std::string HappeningWords::pay_for(const Said& text) const {
  const PackageView package{t_.talk.packages.data() + text.package, m_.talks.space.units()};
  double paid = 0;
  for (const Backing& f : m_.clauses.facilitators)
    if (backs(f, m_.clauses, m_.talks.space, package)) paid += f.pays[*text.who];
  return paid > 0 ? fmt::format(" and {:.2f} of pay", paid) : "";
}

std::string HappeningWords::pressing(PartyId who) const {
  const bool facilitators =
      std::any_of(m_.clauses.facilitators.begin(), m_.clauses.facilitators.end(),
                  [&](const Backing& f) { return m_.talks.leverage(f.facilitator, who) > 0; });
  return facilitators ? patrons_of(who) : "its patrons";
}

// Why they meet again before they would alone.
std::string HappeningWords::convened_by(PartyId who, double trust) const {
  if (m_.convened <= 0) return "";
  std::vector<std::string> hosts;
  for (const Backing& f : m_.clauses.facilitators)
    if (m_.party(f.facilitator).facilitates->convenes > 0) hosts.push_back(name(f.facilitator));
  const double alone = logistic(m_.walk_out[who] - scalar_log(std::max(1e-9, 1.0 - m_.convened)));
  return fmt::format(" {} them: alone they would meet after {:.0f} days{}.",
                     hosts.size() > 1 ? listed(hosts) + " convene" : does(hosts[0], "convenes", "convene"),
                     m_.scenario.talks.reopen_after.value,
                     trust < alone ? fmt::format(", and not below a trust of {:.2f}", alone) : "");
}

// What a facilitator brings to the text that it backs.
std::string HappeningWords::brings(PartyId who) const {
  const auto f = std::find_if(m_.clauses.facilitators.begin(), m_.clauses.facilitators.end(),
                              [&](const Backing& b) { return b.facilitator == who; });
  const bool several = is_several(name(who));
  std::string text = f->guarantees ? does(name(who), "signs as guarantor", "sign as guarantors")
                                   : does(name(who), "backs the text", "back the text");
  std::vector<std::string> list;
  if (f->troops > 0)
    list.push_back(fmt::format("{} troops stand between the lines ({:.0f}% less contact)",
                               several ? "their" : "its", 100 * f->troops));
  if (f->answers > 0)
    list.push_back(fmt::format("who is seen to attack, or denounces the truce, will lose {:.3f} by {} answer",
                               f->answers, several ? "their" : "its"));
  for (const PartyId p : m_.parties())
    if (f->pays[p] > 0)
      list.push_back(
          fmt::format("{} {:.3f} as long as the text is kept", does(name(p), "gets", "get"), f->pays[p]));
  if (f->carries > 0)
    list.push_back(fmt::format("{} aid reaches {:.0f}% of the besieged on quiet days",
                               several ? "their" : "its", 100 * f->carries));
  return list.empty() ? text + "." : fmt::format("{}: {}.", text, listed(list));
}

}  // namespace parley

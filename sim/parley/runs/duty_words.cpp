// How is told what a party does, or does not do, that it owes by the text?

#include <cmath>

#include <fmt/format.h>

#include "parley/runs/happening_words.hpp"

namespace parley {

namespace {

// What the others held back until this was done.
std::string released(const Scenario& s, const Duty& duty) {
  std::vector<std::string> names;
  for (const IssueId held : duty.before) names.push_back(s.issues[held].key.id);
  return names.empty() ? "" : fmt::format(" What was held back until then: {}.", listed(names));
}

std::string given_up(const Scenario& s, const Duty& duty) {
  std::vector<std::string> parts;
  if (duty.gives_up > 0) parts.push_back(fmt::format("{:.0f}% of the camp's strength", 100 * duty.gives_up));
  for (const auto& [front, share] : duty.leaves) {
    const auto& [key, f] = s.fronts[front];
    parts.push_back(
        fmt::format("{:.0f}% of what it held of {}", 100 * share, f.name.empty() ? key.id : f.name));
  }
  return parts.empty() ? "" : fmt::format(" With it {} is given up.", listed(parts));
}

}  // namespace

std::string HappeningWords::duty_in_words(const Happening& h) const {
  const auto& [key, issue] = m_.scenario.issues[*h.issue];
  const Duty& duty = *m_.clauses.clauses[*h.issue][*h.option].duty;
  const std::string what = fmt::format("{}: {}", key.id, issue.options[*h.option]);
  if (h.what == Happened::carried_out)
    return fmt::format("{} out what is owed, and it comes into force: {}.{}{}",
                       does(name(h.who), "carries", "carry"), what, given_up(m_.scenario, duty),
                       released(m_.scenario, duty));
  if (!is_told(h.people)) return {};
  const std::string why =
      duty.remain
          ? fmt::format(
                "of those who stood near excluded groups {:.0f}% still do; of these {:.0f}% would leave",
                100 * h.probability, 100 * h.value)
      : h.value < 0 ? fmt::format("to leave it undone is worth {:.3f} more to it{}", -h.value,
                                  std::fabs(h.kept) >= 0.0005
                                      ? fmt::format(", {:+.3f} of that for reasons of its own", -h.kept)
                                      : "")
      : h.value > 0
          ? fmt::format(
                "to do it is worth {:.3f} more to it, but what is tried gets done with chance {:.2f} a day",
                h.value, h.probability)
          : fmt::format("what is tried gets done with chance {:.2f} a day", h.probability);
  return fmt::format(
      "Not done in time by {}{}: {} ({}). {}", name(h.who),
      h.people > 1 ? fmt::format(", asked for {:.0f} times", h.people) : "", what, why,
      h.established ? "All see it." : "It says that it is under way, and nobody can show that it is not.");
}

}  // namespace parley

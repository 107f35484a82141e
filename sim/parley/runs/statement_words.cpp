#include "parley/runs/statement_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "parley/runs/happening_words.hpp"
#include "parley/scenario/parameter_words.hpp"

namespace parley {

std::string statements_in_words(const Model& m, const Trace& t, const MeetingRecord& meeting) {
  std::string text;
  for (std::size_t k = meeting.first; k < meeting.last; ++k) {
    const Said& said = t.talk.said[k];
    if (said.saying < Saying::red_line) continue;
    const std::string& who = m.party(*said.who).name;
    if (said.saying == Saying::red_line) {
      const auto& [key, issue] = m.scenario.issues[said.issue];
      const bool separates = std::any_of(issue.terms.rows.begin(), issue.terms.rows.end(),
                                         [](const auto& row) { return row.value.separation > 0; });
      text += separates
                  ? fmt::format(" {} separation from excluded groups and {} never to take {} ({}), {}",
                                does(who, "demands", "demand"), is_several(who) ? "vow" : "vows", key.id,
                                issue.options[said.option], said.meant ? "and means it" : "a bluff")
                  : fmt::format(" {} never to take {} ({}), {}", does(who, "vows", "vow"), key.id,
                                issue.options[said.option], said.meant ? "and means it" : "a bluff");
    } else if (said.saying == Saying::optimism) {
      text += fmt::format(" {} that the {} camp is stronger than its opponents think, {}",
                          does(who, "says", "say"), m.blocs[m.contest[said.stronger]],
                          said.meant ? "and believes it" : "and does not believe it");
    } else if (said.saying == Saying::hope) {
      text += fmt::format(
          " {} that a deal is near, {}", does(who, "says", "say"),
          said.meant ? "and would take what is on the table" : "and would not take what is on the table");
    } else if (said.saying == Saying::denial) {
      text += fmt::format(" {} it", does(who, "denies", "deny"));
    } else if (said.saying == Saying::no_denial) {
      text += fmt::format(" {} not deny it", does(who, "does", "do"));
    } else {
      const std::string& accused = m.party(said.accused).name;
      const bool fights = m.strength[said.accused] > 0;
      text += fmt::format(
          " {} {}{}, {}", does(who, "accuses", "accuse"),
          fights || said.front ? accused : "those whom " + accused + " backs",
          said.front
              ? fmt::format(" of not meaning to keep a deal, as it strikes those whom it backs on the {}",
                            HappeningWords(m, t).front(said.front))
              : " of not meaning to keep a deal",
          said.meant ? "and believes it" : "though it does not think so itself");
    }
    text += said.credence < 0.02   ? "; nobody listens."
            : said.credence < 0.15 ? "; hardly anybody believes it."
                                   : fmt::format("; it is believed in part ({:.0f}%).", 100 * said.credence);
  }
  return text;
}

}  // namespace parley

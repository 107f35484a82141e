#include "parley/runs/statement_words.hpp"

#include <fmt/format.h>

#include "parley/runs/happening_words.hpp"

namespace parley {

std::string statements_in_words(const Model& m, const Trace& t, const MeetingRecord& meeting) {
  std::string text;
  for (std::size_t k = meeting.first; k < meeting.last; ++k) {
    const Said& said = t.talk.said[k];
    if (said.saying < Saying::red_line) continue;
    const std::string& who = m.party(*said.who).name;
    if (said.saying == Saying::red_line) {
      const auto& [key, issue] = m.scenario.issues[said.issue];
      text += fmt::format(" {} never to take {} ({}), {}", does(who, "vows", "vow"), key.id,
                          issue.options[said.option], said.meant ? "and means it" : "which is not so");
    } else if (said.saying == Saying::optimism) {
      text += fmt::format(" {} that the {} camp is stronger than its opponents think, {}",
                          does(who, "says", "say"), m.blocs[m.contest[said.stronger]],
                          said.meant ? "and believes it" : "and does not believe it");
    } else {
      text +=
          fmt::format(" {} that {} will break the agreement, {}", does(who, "says", "say"),
                      m.party(said.accused).name, said.meant ? "and believes it" : "and does not believe it");
    }
    text += said.credence < 0.02   ? "; nobody listens."
            : said.credence < 0.15 ? "; hardly anybody believes it."
                                   : fmt::format("; it is believed in part ({:.0f}%).", 100 * said.credence);
  }
  return text;
}

}  // namespace parley

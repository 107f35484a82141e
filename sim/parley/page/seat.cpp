#include "parley/page/seat.hpp"

#include <fmt/format.h>

#include "parley/imports/json.hpp"
#include "parley/questions/play/debriefing.hpp"
#include "parley/questions/play/decisions.hpp"
#include "parley/questions/play/view.hpp"
#include "parley/runs/html_story.hpp"

namespace parley {

namespace {

Json problem_of(const std::string& what) { return {{"problem", what}}; }

std::string in_words(const Diagnostics& problems) {
  std::string text;
  for (const Diagnostic& d : problems)
    text += fmt::format("{}{}{}{}{}", text.empty() ? "" : "; ", d.path, d.path.empty() ? "" : ": ", d.message,
                        d.hint.empty() ? "" : " (" + d.hint + ")");
  return text;
}

// The same words as in a terminal, wide enough that nothing is broken into lines that a page would break.
constexpr std::size_t width = 76;

}  // namespace

Json seat_answer(const Played& p, const Json& q) {
  const Model& m = *p.model;
  SessionFile head;
  head.scenario = p.given.file;
  head.set = p.given.set;
  head.as = q.value("as", std::string());
  head.seed = q.value("seed", std::uint64_t{1});
  head.run = q.value("run", std::uint32_t{0});
  head.review = q.value("review", 7);
  std::optional<PartyId> seat;
  for (const PartyId party : m.parties())
    if (m.party_id(party) == head.as) seat = party;
  if (!seat) return problem_of(fmt::format("there is no party '{}'", printable(head.as)));
  if (const std::string refusal = seat_refusal(m, *seat); !refusal.empty()) return problem_of(refusal);
  if (head.review < 1) return problem_of("review: expected a number of days from 1");

  Diagnostics problems;
  const auto list = read_json("decisions", q.value("decisions", Json::array()).dump(), problems);
  if (!list) return problem_of(in_words(problems));
  const bool rest = q.value("rest", false);
  PlaySession session(m, {*seat, {head.seed, 0, head.run}, head.review});
  std::size_t next = 0;
  bool over = false;
  try {
    over = session.play([&](const Query&) -> std::optional<Taken> {
      if (next >= list->items.size())
        return rest ? std::optional(Taken{.decision = {}, .as_model = true}) : std::nullopt;
      auto taken =
          read_decision(session, list->items[next], fmt::format("decision {}", next + 1), "", problems);
      if (!taken) throw problems;
      ++next;
      return taken;
    });
  } catch (const Diagnostics& wrong) {
    return problem_of(in_words(wrong));
  }
  if (over && next < list->items.size())
    return problem_of(fmt::format("the run has come to its end before decision {}", next + 1));
  head.decisions = decisions_json(session);
  Json answer{{"taken", head.decisions}, {"session", session_text(head)}};
  if (!over) {
    const SeatView view = view_of(session);
    answer["view"] = Json::parse(view_json(session, view));
    answer["words"] = view_text(session, view, false, width);
    return answer;
  }
  const Debriefing d = debriefing_of(session);
  answer["ended"] = debriefing_json(session, d);
  answer["words"] = debriefing_text(session, d, false, width);
  Explained run{d.played, d.story, session.trace()};
  answer["html"] = story_part(m, run, "Your run");
  return answer;
}

}  // namespace parley

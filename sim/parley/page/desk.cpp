#include "parley/page/desk.hpp"

#include <exception>

#include <fmt/format.h>

#include "parley/document/in_place.hpp"
#include "parley/page/assumptions.hpp"
#include "parley/page/draft.hpp"
#include "parley/page/reply.hpp"
#include "parley/page/seat.hpp"
#include "parley/page/sections.hpp"
#include "parley/page/table_text.hpp"
#include "parley/questions/compare/compare.hpp"
#include "parley/runs/html_story.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

Given given_in(const Json& q) {
  return {q.value("file", std::string("scenario.yaml")), q.value("text", std::string()),
          q.value("set", std::vector<std::string>()), q.value("record", std::string())};
}

Json section_json(const HtmlSection& s) { return {{"id", s.id}, {"title", s.title}, {"html", s.body}}; }

// How much one question may ask for.
constexpr std::uint32_t most_runs = 100'000, most_points = 2000;

std::uint32_t at_most(const Json& q, const char* key, std::uint32_t standard, std::uint32_t most) {
  return std::min(most, q.value(key, standard));
}

Json told(Played& p, const Json& q) {
  const std::uint32_t n = at_most(q, "n", 200, most_runs);
  p.play(q.value("seed", std::uint64_t{1}), std::max<std::uint32_t>(n, 1));
  Json answer{{"runs", p.runs}, {"sections", Json::array()}};
  for (const HtmlSection& s :
       told_sections(p, at_most(q, "points", 0, most_points), std::max(2U, at_most(q, "per_point", 4, 1000))))
    answer["sections"].push_back(section_json(s));
  answer["typical"] = p.kinds.choose().run;
  return answer;
}

Json story(Played& p, const Json& q) {
  p.play(q.value("seed", std::uint64_t{1}), std::max(2U, at_most(q, "n", 200, most_runs)));
  const std::string which = q.contains("run") && q["run"].is_string() ? q["run"].get<std::string>() : "";
  std::uint32_t run = which.empty() ? q.value("run", std::uint32_t{0}) : 0;
  std::string why;
  Json answer;
  if (which == "typical") {
    const Representative chosen = p.kinds.choose();
    run = static_cast<std::uint32_t>(chosen.run);
    why = choice_in_words(*p.model, chosen);
  } else if (which == "unlike") {
    const auto [a, b] = most_unlike(p);
    answer["second"] = section_json(story_section(p, b, ""));
    answer["runs"] = {a, b};
    run = a;
    why = fmt::format(
        "Of {} runs, {} and {} are most unlike each other in how they end, how long the first "
        "truce lasts and how many die.",
        p.runs, a, b);
  }
  answer["run"] = run;
  answer["section"] = section_json(story_section(p, run, why));
  answer["deal"] = deal_of_run(p, run);
  return answer;
}

Json compared(const Played& p, const Json& q) {
  Diagnostics problems;
  const Given pinned = given_in(q.value("pinned", Json::object()));
  auto scenario = scenario_of(pinned, problems);
  if (!scenario) return problems_json(problems);
  const Model a(std::move(*scenario));
  CompareOptions o;
  o.seed = q.value("seed", std::uint64_t{1});
  o.replicates = std::max(2U, at_most(q, "n", 400, most_runs));
  o.points = at_most(q, "points", 0, most_points);
  o.runs = std::max(2U, at_most(q, "per_point", 4, 1000));
  for (const auto* side : {&pinned.set, &p.given.set})
    for (const auto& set : *side) o.held.push_back(set.substr(0, set.find('=')));
  if (const Measure* lasting = measure(o.measure))
    if (const std::string why = measure_refusal(*lasting, a.scenario, p.model->scenario, o.days);
        !why.empty()) {
      o.instead_of = why;
      o.measure = "holding";
    }
  const Comparison c = compare(a.scenario, p.model->scenario, o);
  return {{"section", section_json(comparison_section({pinned.file, pinned.set, &a},
                                                      {p.given.file, p.given.set, p.model.get()}, o, c))},
          {"runs", c.a.runs}};
}

// The text with what is set written into it, all else as it stands.
Json changed_text(const Played& p) {
  Diagnostics problems;
  auto document = parse_yaml(p.given.file, p.given.text, problems);
  for (const std::string& set : p.given.set) {
    if (!document) break;
    const auto cut = set.find('=');
    std::string path = set.substr(0, cut);
    // Where a range stands around the number it stays.
    if (const YamlNode* node = look_up(document->root, path).node;
        node != nullptr && node->kind == YamlNode::Kind::map)
      path += ".value";
    document = with_value_in_place(*document, path, set.substr(cut + 1), problems);
  }
  return document ? Json{{"text", document->text}} : problems_json(problems);
}

Json answer_of(Played& p, const std::string& what, const Json& q,
               const std::function<void(const std::string&)>& progress) {
  if (what == "open") return opened_json(*p.model);
  if (what == "runs") {
    p.play(q.value("seed", std::uint64_t{1}), at_most(q, "n", 200, most_runs));
    return {{"runs", p.runs}};
  }
  if (what == "told") return told(p, q);
  if (what == "story") return story(p, q);
  if (what == "room") return {{"section", section_json(room_section(*p.model, analyze(*p.model)))}};
  if (what == "yaml") return changed_text(p);
  if (what == "compare") return compared(p, q);
  if (what == "deal") return deal_answer(p, q);
  if (what == "draft") return draft_answer(p, q, progress);
  if (what == "seat") return seat_answer(p, q);
  if (what == "table") {
    const auto text = table_text(*p.model, q.value("name", std::string("runs.csv")),
                                 q.value("seed", std::uint64_t{1}), at_most(q, "n", 1000, most_runs));
    return text ? Json{{"text", *text}} : error_of("there is no such table");
  }
  return error_of(fmt::format("'{}' is nothing that can be asked", what));
}

}  // namespace

Desk::Desk(std::function<void(const std::string&)> progress) : progress_(std::move(progress)) {}
Desk::~Desk() = default;

std::string Desk::answer(std::string_view question) {
  Json reply;
  try {
    const Json q = Json::parse(question);
    Given given = given_in(q);
    const std::string known = Json{given.file, given.text, given.set, given.record}.dump();
    if (known != known_) {
      Diagnostics problems;
      auto scenario = scenario_of(given, problems);
      if (!scenario) return problems_json(problems).dump(-1, ' ', false, Json::error_handler_t::replace);
      played_ = std::make_unique<Played>(std::move(*scenario), std::move(given));
      known_ = known;
    }
    reply = answer_of(*played_, q.value("do", std::string()), q, progress_);
  } catch (const std::exception& e) {
    reply = error_of(e.what());
  }
  return reply.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace parley

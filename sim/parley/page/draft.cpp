#include "parley/page/draft.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "parley/page/reply.hpp"
#include "parley/questions/premortem/words.hpp"
#include "parley/runs/chronicle.hpp"
#include "parley/runs/explain.hpp"
#include "parley/scenario/loader.hpp"
#include "parley/writing/quoted.hpp"

namespace parley {

namespace {

// How much one question may ask for.
constexpr std::uint32_t most_draft_runs = 2000;
constexpr std::size_t most_draft_points = 400;

OptionIndex option_of(const Scenario& s, const Deal& deal, IssueId issue) {
  for (const auto& row : deal.options.rows)
    if (row.key.id == s.issues[issue].key.id) return static_cast<OptionIndex>(row.value.index.value);
  return static_cast<OptionIndex>(s.issues[issue].value.status_quo.index.value);
}

// A deal file of the form that a page has; what is wrong in it is found when it is read.
std::string deal_text(const Scenario& s, const Json& form) {
  std::string text = fmt::format("name: {}\n", quoted_text(form.value("name", std::string())));
  if (const std::string date = form.value("date", std::string()); !date.empty())
    text += fmt::format("date: {}\n", quoted_text(date));
  if (const std::string source = form.value("source", std::string()); !source.empty())
    text += fmt::format("source: {}\n", quoted_text(source));
  text += "options:\n";
  const Json options = form.value("options", Json::object());
  for (const IssueId i : s.issues.ids()) {
    const auto& [key, issue] = s.issues[i];
    const auto quo = static_cast<std::int64_t>(issue.status_quo.index.value);
    const std::int64_t option = options.value(key.id, quo);
    if (option == quo) continue;
    const bool known = option >= 0 && option < static_cast<std::int64_t>(issue.options.size());
    text += fmt::format("  {}: {}{}\n", key.id, option,
                        known ? "  # " + printable(issue.options[static_cast<std::size_t>(option)]) : "");
  }
  return text.ends_with("options:\n") ? text.substr(0, text.size() - 1) + " {}\n" : text;
}

std::optional<Scenario> with_deal(const Scenario& scenario, const std::string& text, Diagnostics& problems) {
  Scenario s = scenario;
  const auto document = parse_yaml("text", text, problems);
  if (!document || !load_deal(*document, s, problems)) return std::nullopt;
  return s;
}

PremortemDepth depth_of(const std::string& word) {
  return word == "text"      ? PremortemDepth::text
         : word == "changes" ? PremortemDepth::changes
                             : PremortemDepth::all;
}

DraftBeside beside_of(const Scenario& now, const Scenario& before, const Premortem& p, LastingOptions o) {
  DraftBeside b;
  for (const IssueId i : now.issues.ids()) {
    const OptionIndex from = option_of(before, *before.deal, i), to = option_of(now, *now.deal, i);
    const Issue& issue = now.issues[i].value;
    if (from != to)
      b.clauses.push_back(fmt::format("{}: {} instead of {}",
                                      issue.title.empty()
                                          ? now.issues[i].key.id
                                          : fmt::format("{} ({})", issue.title, now.issues[i].key.id),
                                      issue.options[to], issue.options[from]));
  }
  b.refusal = premortem_refusal(before);
  if (!b.refusal.empty()) return b;
  o.days = p.days;
  const Lasted was = lasting(before, o), is = lasting(now, o);
  b.before = was.share();
  b.change = paired_shares(is.beyond, was.beyond);
  b.deaths = paired_means(is.deaths, was.deaths);
  return b;
}

}  // namespace

Json deal_json(const Scenario& s, const Deal& deal) {
  Json options = Json::object();
  for (const IssueId i : s.issues.ids()) options[s.issues[i].key.id] = option_of(s, deal, i);
  return {{"name", deal.name},
          {"source", deal.source},
          {"date", deal.date ? to_string(*deal.date) : ""},
          {"options", std::move(options)}};
}

Json deal_of_run(const Played& p, std::uint32_t run) {
  const Model& m = *p.model;
  const Explained told = replay(m, {p.seed, 0, run});
  if (told.outcome.deals == 0) return nullptr;
  Json options = Json::object();
  for (const IssueId i : m.talks.space.issues())
    options[m.scenario.issues[i].key.id] = m.talks.space.option(told.outcome.first_deal, i);
  return {{"name", fmt::format("The text that run {} signs first", run)},
          {"source", fmt::format("Run {} of seed {} of {}", run, p.seed, p.given.file)},
          {"date", m.war ? m.date(told.outcome.agreement_day) : ""},
          {"options", std::move(options)}};
}

Json deal_answer(const Played& p, const Json& q) {
  const Scenario& s = p.model->scenario;
  const Json given = q.value("deal", Json());
  const std::string text = given.is_string() ? given.get<std::string>() : deal_text(s, given);
  Diagnostics problems;
  const auto loaded = with_deal(s, text, problems);
  if (!loaded) return problems_json(problems);
  return {{"deal", deal_json(s, *loaded->deal)}, {"text", text}};
}

Json draft_answer(const Played& p, const Json& q, const std::function<void(const std::string&)>& progress) {
  Diagnostics problems;
  const auto s = with_deal(p.model->scenario, q.value("deal", std::string()), problems);
  if (!s) return problems_json(problems);
  if (const std::string refusal = premortem_refusal(*s); !refusal.empty()) return {{"problem", refusal}};
  PremortemOptions o;
  o.depth = depth_of(q.value("depth", std::string("all")));
  o.seed = q.value("seed", std::uint64_t{1});
  o.replicates = std::clamp(q.value("n", std::uint32_t{200}), 2U, most_draft_runs);
  o.days = std::clamp(q.value("days", 30), 1, 36'500);
  o.points = std::min(q.value("points", std::size_t{0}), most_draft_points);
  o.per_point = std::clamp(q.value("per_point", std::uint32_t{4}), 2U, 100U);
  o.progress = progress;
  for (const auto& set : p.given.set) o.held.push_back(set.substr(0, set.find('=')));
  const Premortem result = premortem(*s, o);
  std::optional<DraftBeside> beside;
  if (const std::string text = q.value("before", std::string()); !text.empty())
    if (const auto before = with_deal(p.model->scenario, text, problems))
      beside = beside_of(*s, *before, result, o);
  const auto model = std::make_unique<Model>(*s);
  Json answer{{"runs", result.base.runs},
              {"points", result.ranges.points},
              {"lead", premortem_lead(*model, result)},
              {"sections", Json::array()}};
  for (const HtmlSection& section : premortem_sections(*model, result, o.depth, beside))
    answer["sections"].push_back({{"id", section.id}, {"title", section.title}, {"html", section.body}});
  return answer;
}

}  // namespace parley

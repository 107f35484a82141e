#include "parley/study/html_report.hpp"

#include <memory>

#include <fmt/format.h>

#include "parley/runs/answer_words.hpp"
#include "parley/runs/head.hpp"
#include "parley/runs/html_answer.hpp"
#include "parley/runs/html_runs.hpp"
#include "parley/runs/html_story.hpp"
#include "parley/runs/record_words.hpp"
#include "parley/runs/run_folder.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/study/answers.hpp"
#include "parley/study/completeness.hpp"
#include "parley/study/execution.hpp"
#include "parley/study/html_findings.hpp"
#include "parley/study/store.hpp"
#include "parley/study/unread.hpp"
#include "parley/support/version.hpp"

namespace parley {

namespace {

std::string calendar_of(const Model& m) {
  if (!m.war) return "Talks without a war.";
  return fmt::format("{} to {}; events: {}.", to_string(m.scenario.calendar->start),
                     to_string(m.scenario.calendar->end), in_words(m.scenario.events.mode));
}

const char* one_run_title(const Model& m) {
  return m.war ? "One run, day by day" : "One run, round by round";
}

void add_if(std::vector<HtmlSection>& sections, const char* id, const char* title, std::string body) {
  if (!body.empty()) sections.push_back({id, title, std::move(body)});
}

// The sections that a study and a folder of runs share: how long truces last before how the runs end.
void add_runs(std::vector<HtmlSection>& sections, const RunsTold& told) {
  if (!told.summary.truces.empty()) {
    sections.push_back({"how-long", "How long the first truce lasts", survival_part(told)});
    add_if(sections, "who-ended-it", "Who ended it, and why", ends_part(told));
  }
  sections.push_back({"how-runs-end", "How the runs end", endings_part(told)});
}

constexpr const char* not_the_same =
    "Played again, the chosen run does not end as it did: another version of parley made it. It is not "
    "shown.";

// A run of a study, played again; a remark instead where this program does not make the same run.
std::string story_of_study(Store& store, const Sweep& sweep, const Findings& findings, const Model& central,
                           const Representative& chosen) {
  const std::size_t point = sweep.point_of(chosen.run);
  std::string out = paragraph(choice_in_words(central, chosen));
  std::vector<std::string> values;
  const auto factors = telling_factors(sweep, findings);
  for (const auto k : factors)
    values.push_back(fmt::format("{} is {}", sweep.spec.factors[k].name(),
                                 value_text(sweep.spec.factors[k], sweep.value(point, k))));
  if (const std::size_t more = sweep.spec.factors.size() - factors.size(); more > 0)
    values.push_back("and " + count_of(more, "more parameter"));
  out += paragraph(
      fmt::format(
          "Run {}: replicate {} of point {}, where {}. To play it again: parley run --replay {} --run {}",
          chosen.run, sweep.replicate_of(chosen.run), point, fmt::join(values, ", "), store.file(),
          chosen.run),
      "note");
  Player player(sweep, 1);
  const auto was = store.record(chosen.run);
  if (!was || play_run(player, sweep, chosen.run).outcome != was->outcome)
    return out + paragraph(not_the_same, "warning");
  Diagnostics none;
  auto scenario = sweep.at(point, none);
  if (!scenario) return out + paragraph(not_the_same, "warning");
  const auto model = std::make_unique<Model>(std::move(*scenario));
  return out +
         story_part(*model, replay(*model, sweep.key_of(chosen.run)), fmt::format("Run {}", chosen.run));
}

}  // namespace

std::string study_page(Store& store, const Sweep& sweep, const Findings& findings, const std::string& file) {
  const auto model = std::make_unique<Model>(sweep.central);
  Summary summary;
  std::vector<BlockedSpell> truces;
  std::vector<EndOfTruce> ends;
  RepresentativeRun kinds;
  OutcomeReader reader(*model);
  try {
    store.each_outcome([&](std::uint64_t run, const Row& row) {
      const Outcome& o = reader.read(row);
      summary.add(o);
      kinds.add(run, o);
      if (!o.has_truce()) return;
      truces.push_back({sweep.replicate_of(run), {o.first_truce_days, o.first_truce_ended}});
      ends.push_back({o.ended_by, o.manner, o.cause});
    });
  } catch (const StoreError&) {
    throw;
  } catch (const std::runtime_error& e) {
    throw StoreError(fmt::format("{}: {}", file, e.what()));
  }
  const StudyDescription& s = sweep.study;
  std::vector<std::string> source{
      fmt::format("{}: {}. {}", file, sweep.central.name, calendar_of(*model)),
      fmt::format("{} ({} design of {}), {}{}, seed {}, {}; parley {}.", count_of(sweep.points(), "point"),
                  to_string(sweep.spec.kind), count_of(sweep.spec.factors.size(), "parameter"),
                  grouped(findings.runs) + " runs",
                  findings.failures > 0 ? fmt::format(" ({} failed)", findings.failures) : "", s.seed.value,
                  s.independent ? "luck of its own for each point" : "common random numbers", version())};
  std::vector<HtmlSection> sections;
  std::vector<std::string> before;
  if (const std::string words = incomplete_words(completeness(sweep, findings.runs), file); !words.empty())
    before.push_back(words + ".");
  for (const auto& unread : unread_of_all(sweep)) before.push_back(in_words(unread) + ".");
  RunsTold told{*model, summary,
                "Over all points of the study, each with the same weight; intervals tell chance only."};
  if (!s.independent) {
    told.endings = findings.endings;
    told.blocks = static_cast<std::size_t>(s.replicates.value);
    for (const BlockedSpell& t : truces) told.blocks = std::max(told.blocks, t.block + 1);
    told.truces = std::move(truces);
    told.ends = std::move(ends);
    told.scope += " The points share their luck: replicates, not runs, are taken as independent.";
  }
  if (summary.runs == 0) {
    std::string first;
    for (const auto& words : before) first += paragraph(words, "warning");
    sections.push_back(
        {"answer", "The answer", first + paragraph("There are no runs to tell of.", "warning")});
  } else {
    const Answers answers = study_answers(store, sweep);
    sections.push_back(
        answer_section({*model, answers, before, answers.spread() ? study_points_in_words(sweep) : "",
                        decisive_sentences(sweep, findings), kills_of(told)}));
    add_runs(sections, told);
    add_if(sections, "truces-by-parameter", "How long truces last, by what is assumed",
           survival_by_parameter(sweep, findings));
    sections.push_back({"what-decides", "What decides it",
                        sensitivity_part(sweep, findings) + rankings_part(sweep, findings)});
    sections.push_back(
        {"one-run", one_run_title(*model), story_of_study(store, sweep, findings, *model, kinds.choose())});
    sections.push_back({"points", "The points of the study", points_part(store, sweep, findings)});
  }
  std::vector<std::string> paths;
  for (const auto& f : sweep.spec.factors) paths.push_back(f.path);
  sections.push_back({"assumptions", "The assumptions", assumptions_part(sweep.central, paths)});
  sections.push_back(words_section(sections));
  return html_page(s.name.empty() ? sweep.central.name : s.name, source, sections);
}

std::string runs_page(const std::filesystem::path& folder) {
  const RunRequest request = read_manifest(folder);
  const auto model = model_of(request);
  const RunsTable table(folder, request);
  const Columns columns = outcome_columns(*model);
  Summary summary;
  HeadlineSums sums(model->scenario);
  RepresentativeRun kinds;
  OutcomeReader reader(*model);
  try {
    for (std::size_t row = 1; row <= table.rows(); ++row) {
      const Outcome& o = reader.read(table.typed(row, columns));
      summary.add(o);
      sums.add(o);
      kinds.add(table.run(row), o);
    }
  } catch (const FolderError&) {
    throw;
  } catch (const std::runtime_error& e) {
    throw FolderError(fmt::format("{}: {}", (folder / "runs.csv").string(), e.what()));
  }
  if (summary.runs == 0)
    throw FolderError(fmt::format("{}: it holds no runs", (folder / "runs.csv").string()));
  const Representative chosen = kinds.choose();
  std::vector<std::string> source{
      fmt::format("{}: {}. {}", folder.string(), request.scenario_file, calendar_of(*model)),
      fmt::format("{} runs, seed {}, parley {}; SHA-256 of the scenario: {}.", grouped(summary.runs),
                  request.seed, version(), request.scenario_sha256)};
  for (const auto& o : request.overrides) source.push_back("Changed: " + change_in_words(model->scenario, o));
  const RunsTold told{*model, summary,
                      "All assumptions at their central values; intervals tell chance only."};
  std::vector<std::string> before;
  if (summary.runs < request.replicates)
    before.push_back(in_words(Completeness{summary.runs, request.replicates}) + ".");
  // The points over the ranges are played again: they follow from scenario and seed.
  DoubtOptions doubt{.seed = request.seed, .points = request.points, .runs = request.per_point};
  doubt.every_number = request.every_number;
  for (const auto& o : request.overrides) doubt.held.push_back(o.substr(0, o.find('=')));
  Answers answers = answers_of(model->scenario, sums, summary, doubt);
  answers.record = record_in_words(request.scenario_file);
  std::vector<std::string> kills = kills_of(told);
  if (const std::string over = breaks_over_ranges(*model, answers); !kills.empty() && !over.empty())
    kills.push_back(over + ".");
  std::vector<HtmlSection> sections{
      answer_section({*model, answers, before, "", deciders_in_words(answers), std::move(kills)})};
  add_runs(sections, told);
  if (summary.with_deal() > 0) {
    References references(*model);
    sections.push_back({"deals", "What is signed", deals_part(told, references)});
  }
  const Explained run = replay(*model, {request.seed, request.point, static_cast<std::uint32_t>(chosen.run)});
  table.check_same(table.find(static_cast<std::uint32_t>(chosen.run)), *model, run.outcome);
  sections.push_back({"one-run", one_run_title(*model),
                      paragraph(choice_in_words(*model, chosen)) +
                          paragraph(fmt::format("All numbers behind it: parley explain {} --run {}",
                                                folder.string(), chosen.run),
                                    "note") +
                          story_part(*model, run, fmt::format("Run {}", chosen.run))});
  sections.push_back({"assumptions", "The assumptions", assumptions_part(model->scenario, {})});
  sections.push_back(words_section(sections));
  return html_page(model->scenario.name, source, sections);
}

}  // namespace parley

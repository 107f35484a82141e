#include "parley/runs/briefing.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/runs/answer_words.hpp"
#include "parley/runs/glossary.hpp"
#include "parley/runs/happening_words.hpp"
#include "parley/runs/head.hpp"
#include "parley/runs/truce_words.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/support/counted.hpp"
#include "parley/support/version.hpp"

namespace parley {

namespace {

std::string runs_of(std::size_t n) { return fmt::format("{} {}", n, n == 1 ? "run" : "runs"); }

void head(Page& page, const Model& m, const RunRequest& r, const Answers& answers) {
  page.title(m.scenario.name);
  page.line(
      fmt::format("{}{}; seed {}, parley {}", r.scenario_file,
                  m.war ? fmt::format("; {} to {}; events: {}", to_string(m.scenario.calendar->start),
                                      to_string(m.scenario.calendar->end), in_words(m.scenario.events.mode))
                        : "",
                  r.seed, version()));
  page.hanging("", runs_in_words(answers) + ".");
  std::vector<std::string> signers;
  for (const PartyId p : m.parties())
    if (m.signatory[p] != 0) signers.push_back(m.party(p).name);
  page.hanging("Must sign: ", fmt::format("{}.", fmt::join(signers, ", ")));
  if (!left_to_chance(m)) page.line("Talks alone leave nothing to chance: all runs are alike.");
  for (const auto& o : r.overrides) page.hanging("Changed:   ", change_in_words(m.scenario, o));
}

void outcomes(Page& page, const Model& m, const Summary& s) {
  const bool chance = left_to_chance(m);
  page.section(chance ? "How the runs end, at the central values (95% interval)"
                      : "How the runs end, at the central values");
  static constexpr std::array<const char*, ending_names.size()> told{
      "breakdown   talks broken off, no deal", "deadlock    no deal in time",
      "holding     a signed text is in force at the end", "collapsed   a text was signed and broke",
      "defeat      one side lost every front"};
  static constexpr std::array<const char*, 3> talks_only{"breakdown   a walk-out, or talks break off",
                                                         "deadlock    no deal in time",
                                                         "holding     an agreement"};
  for (std::size_t k = 0; k < (m.war ? told.size() : talks_only.size()); ++k) {
    // A war may be lost only where lines move or towns can fall: told where it was.
    if (k == static_cast<std::size_t>(Ending::defeat) && s.endings[k] == 0) continue;
    const Interval i = s.share(static_cast<Ending>(k));
    page.line(fmt::format("  {:<50}{} {}", m.war ? told[k] : talks_only[k], page.bar(i.share, 20),
                          chance ? percent(i) : fmt::format("{:5.1f}%", 100 * i.share)));
  }
}

void truces(Page& page, const Model& m, const Summary& s, const Answers& answers) {
  page.section("The deal");
  if (s.with_deal() == 0) {
    page.line("  No run finds one.");
  } else {
    const double when = std::floor(median(s.agreement_days));
    page.line(fmt::format("  {} of {} runs sign one; the first comes {} in the median.", s.with_deal(),
                          s.runs,
                          m.war ? fmt::format("on day {} ({})", when, m.date(static_cast<int>(when)))
                                : fmt::format("in round {}", when)));
  }
  for (const auto& [p, count] : Summary::ranked(s.pressed, 3))
    page.line(fmt::format("  {} the first one only under patrons' pressure in {}.",
                          does(m.party(p).name, "signs", "sign"), runs_of(count)));
  for (const auto& [p, count] : Summary::ranked(s.first_refusals, 3))
    page.line(fmt::format("  {} the first to refuse a text in {}.", does(m.party(p).name, "is", "are"),
                          runs_of(count)));
  const auto of = [](const std::map<PartyId, std::size_t>& counts, PartyId p) {
    const auto found = counts.find(p);
    return found == counts.end() ? std::size_t{0} : found->second;
  };
  for (const auto& [p, count] : Summary::ranked(s.walk_outs, 3)) {
    std::string text =
        fmt::format("{} in {}", does(m.party(p).name, "walks out", "walk out"), runs_of(count));
    if (const std::size_t later = of(s.signed_after_walk_out, p); later > 0)
      text += fmt::format("; talks open again, and {} of them {} a first text later", later,
                          plural(later, "signs", "sign"));
    if (const std::size_t before = of(s.walked_out_after_deal, p); before > 0)
      text += fmt::format("; in {} this happens in new talks, after a first truce has ended", before);
    page.hanging("  ", text + ".");
  }
  if (!m.war || s.with_deal() == 0) return;
  if (const std::string why = no_truce_in_words(s); !why.empty()) page.hanging("  ", why);
  if (const std::string why = followed_in_words(s.truces, 90); !why.empty()) page.hanging("  ", why);
  if (s.truces.empty()) return;
  const RunsTold told_of{m, s, ""};
  page.hanging("  ", truces_sentence(told_of) + ".");
  if (s.ends.empty()) return;
  page.section("Who ended it, and why, at the central values");
  const std::size_t all = truces_ended(s);
  const bool shares = all >= few_ends;
  page.hanging(
      "  ",
      fmt::format("{}{}.",
                  shares ? fmt::format("{} of {} end. ", all, count_of(s.truces.size(), "first truce")) : "",
                  breaks_sentence(told_of)));
  const auto line = [&](const std::string& how, std::size_t count) {
    page.line(fmt::format("  {:<62}{:>6} {:<4}{}", how, count, plural(count, "run"),
                          shares ? fmt::format(" {:>4.0f}% of those that end",
                                               100.0 * static_cast<double>(count) / static_cast<double>(all))
                                 : ""));
  };
  std::size_t told = 0;
  for (const auto& [end, count] : Summary::ranked(s.ends, 6)) {
    line(end_in_words(m, end.who, end.manner, end.cause), count);
    told += count;
  }
  if (all > told) line("in other ways", all - told);
  if (const std::string over = breaks_over_ranges(m, answers); !over.empty()) page.hanging("  ", over + ".");
  if (!s.triggers.empty()) page.line("  Events behind it:");
  for (const auto& [name, count] : Summary::ranked(s.triggers, 4))
    page.line(fmt::format("    {:<60}{:>6} {}", name, count, count == 1 ? "run" : "runs"));
}

void texts(Page& page, const Model& m, const Summary& s, References& references) {
  if (s.with_deal() == 0) return;
  page.section("What is signed most often");
  for (const auto& [package, count] : Summary::ranked(s.deals, 2)) {
    const DealQuality& q = references.quality(package);
    const std::vector<std::string> words = terms_in_words(m, package, m.war);
    page.hanging(fmt::format("  {:>5} {:<4}  ", count, plural(count, "run")),
                 fmt::format("{}", fmt::join(words, "; ")));
    page.hanging("              ",
                 fmt::format("Distance to the Nash point {:.2f}, to Kalai-Smorodinsky {:.2f}; a party could "
                             "still gain {:.2f} without loss to others{}.",
                             q.nash, q.kalai_smorodinsky, q.pareto,
                             references.nash().exact ? "" : " (points found by search)"));
  }
  if (s.deals.size() > 2) page.line(fmt::format("  ({} different texts in all)", s.deals.size()));
}

void toll(Page& page, const Model& m, const Summary& s) {
  if (!m.war || s.runs == 0) return;
  // The mean, and what half of the runs stay below.
  std::vector<std::string> told;
  const auto tell = [&](double sum, const std::vector<double>& by_run, const char* before, const char* what) {
    told.push_back(fmt::format("{}{:.0f}{} (in half of the runs at most {:.0f})", before,
                               sum / static_cast<double>(s.runs), what, median(by_run)));
  };
  if (models_deaths(m.scenario)) tell(s.deaths, s.deaths_by_run, "", " deaths");
  if (models_truces(m.scenario)) tell(s.truce_days, s.truce_days_by_run, "", " days of truce");
  if (models_sieges(m.scenario)) {
    tell(s.aid_days, s.aid_days_by_run, "aid to besieged areas on ", " area-days");
    tell(s.displaced, s.displaced_by_run, "",
         " people displaced under surrender, which is not counted as peace");
  }
  if (told.empty()) return;
  page.section("Mean of a run, at the central values");
  page.hanging("  ", fmt::format("{}", fmt::join(told, "; ")));
}

void story_of(Page& page, const Model& m, const RunRequest& r, const Story& story, const Summary& s) {
  page.section(story.alike > 0 ? fmt::format("One run told: run {}, typical: {} of {} runs end as it does",
                                             story.replicate, story.alike, s.runs)
               : r.study.empty()
                   ? fmt::format("One run told: run {}, as asked for", story.replicate)
                   : fmt::format("One run told: {} (its replicate {})", r.study, story.replicate));
  for (const auto& e : story.entries) {
    page.hanging(fmt::format("  {:<21}", dates_of(m, e)), e.text);
  }
}

}  // namespace

std::string briefing(const Model& m, const RunRequest& r, const Summary& s, const Answers& answers,
                     References& references, const Story& story, bool colour, std::size_t width) {
  Page page(colour, width);
  head(page, m, r, answers);
  tell_answers(page, answers);
  if (!m.scenario.description.empty())
    page.hanging("  ", "The file says of itself: " + m.scenario.description);
  outcomes(page, m, s);
  truces(page, m, s, answers);
  texts(page, m, s, references);
  toll(page, m, s);
  story_of(page, m, r, story, s);
  return with_words(page, colour, width);
}

}  // namespace parley

#include "parley/runs/answer_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parley/runs/spread_words.hpp"
#include "parley/statistics/bounded_means.hpp"

namespace parley {

namespace {

using Json = nlohmann::ordered_json;

std::string written(double x) {
  const double size = std::fabs(x);
  return size >= 20  ? fmt::format("{:.0f}", x)
         : size >= 1 ? fmt::format("{:.1f}", x)
                     : fmt::format("{:.2f}", x);
}

const Measure* leading(const Answers& a) {
  for (const char* name : {"beyond_30", "beyond_7", "to_the_end"})
    if (const Answer* at = a.find(name);
        at != nullptr && ((at->central && at->central->value == at->central->value) || at->spread.known()))
      return at->measure;
  return a.measures.front().measure;
}

// Whether the central values stand aside of their own assumptions: farther from the half than a quarter of
// what lies between the 10th and the 90th percentile (the middle half of an even spread), by more than luck
// and other points would move either.
bool untypical(const Answer& at) {
  if (!at.central || !at.spread.known()) return false;
  const Estimate& c = *at.central;
  const Spread& s = at.spread;
  const double other_points = s.error50 == s.error50 ? s.error50 : 0;
  if (c.low <= s.p50 + other_points && c.high >= s.p50 - other_points) return false;
  return std::fabs(c.value - s.p50) > (s.highest() - s.lowest()) / 4;
}

std::string range_of(const Decider& d) {
  if (d.options.size() > 1)
    return fmt::format("{} ({}, from '{}' to '{}')", d.words.front(), d.paths.front(), d.options.front(),
                       d.options.back());
  if (!d.group.empty()) return fmt::format("group {} ({})", d.group, fmt::join(d.words, "; "));
  return fmt::format("{} ({}, {:.4g} to {:.4g})", d.words.front(), d.paths.front(), d.low, d.high);
}

std::vector<const Spread*> spreads_of(const Answers& a) {
  std::vector<const Spread*> spreads;
  for (const Answer& at : a.measures) spreads.push_back(&at.spread);
  return spreads;
}

// A share of a few runs is hardly known: "100%" of one run says that it is more than one in five.
std::string few_runs_in_words(const Answers& a, const Answer& at) {
  if (a.central_runs >= least_runs || !at.measure->share || !at.central || std::isnan(at.central->low))
    return "";
  return fmt::format(" (of {} only: {} to {})", count_of(a.central_runs, "run"),
                     roughly(*at.measure, at.central->low), roughly(*at.measure, at.central->high));
}

std::string capital(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

// A figure at the central values and over the assumptions.
std::string figures_in_words(const Answers& a, const Answer& at) {
  const auto written = [&](double x) { return roughly(*at.measure, x); };
  std::string text;
  if (at.central)
    text = fmt::format("{} at the central values{}", written(at.central->value), few_runs_in_words(a, at));
  if (at.spread.known())
    text +=
        fmt::format("{}over the {} {}", at.central ? "; " : "", a.of_study ? "study's points" : "assumptions",
                    spread_in_words(at.spread, a.runs, written));
  return text;
}

std::string percent_points(double x) { return fmt::format("{:.0f}", 100 * x); }

}  // namespace

std::string measured(const Measure& m, double x) {
  if (std::isnan(x)) return "not known";
  return m.in_percent() ? fmt::format("{:.1f}%", 100 * x) : written(x);
}

std::string roughly(const Measure& m, double x) {
  if (std::isnan(x)) return "not known";
  return m.share ? whole_percent(x) : m.ratio ? fmt::format("{:.0f}%", 100 * x) : written(x);
}

std::string luck_of(const Answer& a) {
  if (!a.central || std::isnan(a.central->value)) return "";
  switch (a.luck) {
    case Luck::none:
      return "no luck in it";
    case Luck::few_runs:
      return "too few runs";
    case Luck::equal_runs:
      return "in every run";
    case Luck::told:
      break;
  }
  const auto bound = [&](double x) {
    return a.measure->in_percent() ? fmt::format("{:.1f}", 100 * x) : written(x);
  };
  return fmt::format("{} to {}", bound(a.central->low), bound(a.central->high));
}

std::string no_spread_in_words(const Answers& a) {
  if (a.spread()) return "";
  if (a.numbers.ranged == 0)
    return "No number of the file has a range: how far the answer depends on the assumptions is not known.";
  if (a.refused > 0 && a.points < least_points)
    return fmt::format(
        "Too few points over the assumptions could be played: at {} their numbers break a rule ({}).",
        a.refused, a.refusal);
  if (a.points >= least_points)
    return fmt::format(
        "The answer over the study's points is not told: they share the luck of {}, and so few draws of luck "
        "move all points together. It is told with at least {} replicates, or with luck of its own for each "
        "point ('independent: true' in the study).",
        count_of(a.shared_luck, "replicate"), least_shared_luck);
  if (a.points > 0)
    return fmt::format("{} {} too few to tell the spread over the assumptions: at least {}.",
                       count_of(a.points, "point"), a.points == 1 ? "is" : "are", least_points);
  return "Central values only: how far the answer depends on the assumptions is not shown.";
}

std::string lead_in_words(const Answers& a) {
  const Measure& m = *leading(a);
  const Answer& at = *a.find(m.name);
  // How long a truce lasts says nothing of whether there is one.
  const Answer* signs = m.subject != nullptr ? a.find("agreement") : nullptr;
  std::string text = capital(std::string(m.title)) + ": ";
  if (constexpr std::string_view first = "the first truce"; signs != nullptr && m.title.starts_with(first))
    text.insert(first.size(), ", where one is signed,");
  text += figures_in_words(a, at) + ".";
  std::string why = no_spread_in_words(a);
  if (!at.central && !why.empty()) return why;
  if (why.empty() && !at.spread.known())
    text += fmt::format(
        " Over the assumptions it is known at too few points to tell: at least {} that have it are needed.",
        least_points);
  else if (const std::size_t left = a.points - at.spread.points; why.empty() && left > 0)
    text += fmt::format(
        " {} of the {} points {} not in these percentiles: in none of {} runs is a text signed{}.", left,
        a.points, left == 1 ? "is" : "are", left == 1 ? "its" : "their",
        m.days ? " early enough to be followed so long" : "");
  if (signs != nullptr) text += " A text is signed: " + figures_in_words(a, *signs) + ".";
  if (untypical(at) || (signs != nullptr && untypical(*signs)))
    text += " The central values are no typical case of the assumptions: read the spread, not them alone.";
  if (!why.empty()) text += " " + why;
  return text;
}

std::string lines_in_words(const Answers& a) {
  if (a.find("truce_days") == nullptr) return "";
  return "Lines on the first truce and on deaths are of the runs that sign one; texts and days are the mean "
         "of all "
         "runs, also of those that sign none.";
}

std::string standing_in_words(const Answers& a) {
  std::string text =
      "No forecast: this is what follows from the assumptions written in the file, and how far it moves when "
      "they do.";
  if (!a.record.empty()) text += " " + a.record;
  return text;
}

std::string experts_in_words(const Answers& a) {
  if (a.numbers.pooled == 0) return "";
  return fmt::format(
      "{} the pooled answers of several experts, each drawn by itself: hardly a point has all answers of one "
      "of them together, and what follows from these may lie outside of what is told here ('parley elicit "
      "--read' tells the answer as each expert has it).",
      count_of(a.numbers.pooled, "range holds", "ranges hold"));
}

std::string luck_in_words(const Answers& a) {
  const Measure& m = *leading(a);
  const Answer& at = *a.find(m.name);
  if (!at.parts.known()) return "";
  const Estimate& e = at.parts.assumptions;
  const char* what = a.of_study ? "the values varied" : "the assumptions";
  std::string text =
      fmt::format("Of what differs between runs here ({}), {} make {:.0f}%", m.title, what, 100 * e.value);
  if (e.value <= 0 && std::isnan(e.high))
    return fmt::format("Of what differs between runs here ({}), what {} make is too little to be told.",
                       m.title, what);
  if (e.low == e.low) text += fmt::format(" ({:.0f} to {:.0f})", 100 * e.low, 100 * e.high);
  text += " and luck the rest.";
  if (at.spread.told && at.spread.error90 == at.spread.error90)
    text += fmt::format(" Other points{} would move its percentiles by up to {}, {} and {} points.",
                        a.shared_luck > 0 ? " and other luck" : "", percent_points(at.spread.error10),
                        percent_points(at.spread.error50), percent_points(at.spread.error90));
  if (at.spread.fit < 0.01)
    text += " The shares of the points follow no smooth (beta) distribution: take the percentiles as rough.";
  return text;
}

std::vector<std::string> deciders_in_words(const Answers& a) {
  std::vector<std::string> list;
  if (!a.spread()) return list;
  const bool war = a.find("beyond_30") != nullptr;
  if (a.same_everywhere)
    return {fmt::format("{} is the same at every point: over these ranges no assumption decides it.",
                        war ? "How long the first truce lasts" : "How often they agree")};
  constexpr std::size_t most = 5;
  for (const Decider& d : a.lasting) {
    if (list.size() == most) break;
    const char* what =
        war ? d.correlation > 0 ? "the longer the first truce lasts" : "the shorter the first truce lasts"
        : d.correlation > 0 ? "the more often they agree"
                            : "the less often they agree";
    list.push_back(
        fmt::format("{}: the higher, {} (rank correlation {:+.2f}).", range_of(d), what, d.correlation));
  }
  if (a.lasting.size() > most)
    list.push_back(fmt::format("{} more that are clear of chance.", a.lasting.size() - most));
  if (a.least_told == a.least_told)
    list.push_back(fmt::format(
        "{} from this sample: {} points tell rank correlations beyond {:.2f} from chance among {}.",
        a.lasting.empty() ? "Which assumption decides it cannot be told" : "What decides less cannot be told",
        a.points, a.least_told, count_of(a.drawn, "range")));
  return list;
}

std::string numbers_in_words(const Answers& a) {
  const NumberCounts& n = a.numbers;
  if (a.of_study)
    return fmt::format(
        "{} here. Of the file, {} a range, {} and {} of Parley's none; what does not vary here keeps "
        "its central "
        "value, and what it leaves open is not in these figures.",
        count_of(a.drawn, "parameter varies", "parameters vary"),
        count_of(n.ranged, "number") + (n.ranged == 1 ? " has" : " have"), count_of(n.plain, "plain number"),
        count_of(n.left_out, "default"));
  std::string text =
      fmt::format("{} of the file {} a range", count_of(n.ranged, "number"), n.ranged == 1 ? "has" : "have");
  if (a.by_rule > 0) text += fmt::format(", and {} more by rule", a.by_rule);
  if (const std::size_t declared = a.drawn - a.by_rule; a.spread() && declared < n.ranged)
    text += fmt::format("; {} of them keep their value here; the others are", n.ranged - declared);
  else if (a.spread())
    text += ",";
  if (a.spread())
    text += fmt::format(" taken as equally likely throughout (or as the shape given) and as independent{}",
                        a.groups > 0 ? fmt::format(" but for {}", count_of(a.groups, "group")) : "");
  const std::string rest =
      a.by_rule > 0
          ? count_of(n.plain + n.left_out - a.by_rule, "plain number or default", "plain numbers or defaults")
          : fmt::format("{} and {} of Parley's", count_of(n.plain, "plain number"),
                        count_of(n.left_out, "default"));
  text +=
      fmt::format("; {} have none and stay as they are: what they leave open is not in these figures.", rest);
  if (a.refused > 0)
    text += fmt::format(" {} left out, since their numbers break a rule between them ({}).",
                        count_of(a.refused, "point"), a.refusal);
  return text;
}

std::string flare_up_in_words(const Answers& a) {
  const Answer* at = a.find("violence");
  if (at == nullptr) return "";
  const auto drawn_up = [](double mean, double half) {
    return mean >= 1.5 * half;
  };  // false of what is not known
  const bool central = at->central && a.central_runs >= least_runs, over = at->spread.known();
  if (!(central && drawn_up(at->central->value, a.median_violence)) &&
      !(over && drawn_up(at->spread.mean, a.median_violence_over)))
    return "";
  std::vector<std::string> most;
  if (central) most.push_back(roughly(*at->measure, a.median_violence) + " of before at the central values");
  if (over)
    most.push_back(fmt::format("{}{} over the {}", roughly(*at->measure, a.median_violence_over),
                               most.empty() ? " of before" : "",
                               a.of_study ? "study's points" : "assumptions"));
  return fmt::format(
      "Deaths in weeks 1 to 4 are told as a mean, which few runs that flare up draw up: in half of the runs "
      "they "
      "are at most {}.",
      fmt::join(most, ", and at most "));
}

std::string not_told_in_words(const Answers& a) { return not_told_in_words(spreads_of(a), a.runs); }
std::string not_told_on_page(const Answers& a) { return not_told_on_page(spreads_of(a), a.runs); }

std::string runs_in_words(const Answers& a) {
  std::string text;
  if (a.central_runs > 0) text = count_of(a.central_runs, "run") + " at the central values";
  if (a.of_study)
    return fmt::format("{} at the study's {}, {} at each", a.points * a.runs, count_of(a.points, "point"),
                       a.runs);
  if (a.points > 0)
    text += fmt::format("{}{} over the ranges of {} ({} of {})", text.empty() ? "" : ", ", a.points * a.runs,
                        count_of(a.drawn, "assumption"), count_of(a.points, "point"), a.runs);
  return text;
}

void tell_answers(Page& page, const Answers& a) {
  page.section("The answer");
  page.hanging("  ", lead_in_words(a));
  const bool spread = a.spread(), central = a.central_runs > 0;
  if (!spread && !central) return;
  const auto row = [&](std::string_view title, const std::string& at_centre, const std::string& over) {
    std::string line = fmt::format("  {:<48}", title);
    line += central ? fmt::format("{:<26}", at_centre) : "";
    line += spread ? over : "";
    while (!line.empty() && line.back() == ' ') line.pop_back();
    page.line(line);
  };
  row("", "at the central values",
      a.of_study ? "over the points, at most:" : "over the assumptions, at most:");
  row("", "(95% interval: luck)", "1 in 10    half  9 in 10");
  for (const Answer& at : a.measures) {
    const Measure& m = *at.measure;
    row(m.title,
        at.central ? fmt::format("{:>7}{}", measured(m, at.central->value),
                                 luck_of(at).empty() ? "" : "  (" + luck_of(at) + ")")
                   : "",
        spread_columns(at.spread, [&](double x) { return roughly(m, x); }));
  }
  if (const std::string why = not_told_in_words(a); spread && !why.empty()) page.hanging("  ", why);
  if (const std::string lines = lines_in_words(a); !lines.empty()) page.hanging("  ", lines);
  if (const std::string flares = flare_up_in_words(a); !flares.empty()) page.hanging("  ", flares);
  if (std::any_of(a.measures.begin(), a.measures.end(), [](const Answer& at) {
        return at.luck == Luck::few_runs && at.central && !std::isnan(at.central->value);
      }))
    page.hanging("  ", fmt::format("Means have an interval from {} runs that tell them.", least_runs));
  if (const std::string luck = luck_in_words(a); !luck.empty()) page.hanging("  ", luck);
  if (spread && !a.of_study) {
    page.section("What decides how it turns out");
    for (const auto& sentence : deciders_in_words(a)) page.hanging("  ", sentence);
  }
  page.hanging("  ", numbers_in_words(a));
  if (const std::string experts = experts_in_words(a); !experts.empty()) page.hanging("  ", experts);
  page.hanging("  ", standing_in_words(a));
}

nlohmann::ordered_json answers_json(const Answers& a) {
  const auto number = [](double x) { return std::isnan(x) ? Json(nullptr) : Json(x); };
  const auto estimate = [&](const Estimate& e) {
    return Json{{"value", number(e.value)}, {"low", number(e.low)}, {"high", number(e.high)}};
  };
  Json list = Json::array();
  for (const Answer& at : a.measures) {
    Json one = {{"measure", std::string(at.measure->name)}, {"title", std::string(at.measure->title)}};
    one["central"] = at.central ? estimate(*at.central) : Json(nullptr);
    one["over_ranges"] = at.spread.known() ? spread_json(at.spread) : Json(nullptr);
    if (at.spread.known())
      one["over_ranges"].update({{"error10", number(at.spread.error10)},
                                 {"error50", number(at.spread.error50)},
                                 {"error90", number(at.spread.error90)},
                                 {"points", at.spread.points},
                                 {"fit", number(at.spread.fit)}});
    one["variance_from_assumptions"] = at.parts.known() ? estimate(at.parts.assumptions) : Json(nullptr);
    list.push_back(std::move(one));
  }
  Json decides = Json::array();
  for (const Decider& d : a.lasting)
    decides.push_back({{"parameters", d.paths},
                       {"in_words", d.words},
                       {"group", d.group.empty() ? Json(nullptr) : Json(d.group)},
                       {"low", d.low},
                       {"high", d.high},
                       {"rank_correlation", d.correlation}});
  return {{"in_words", lead_in_words(a)},
          {"standing_in_words", standing_in_words(a)},
          {"luck_in_words", luck_in_words(a)},
          {"median_violence", number(a.median_violence)},
          {"median_violence_over_ranges", number(a.median_violence_over)},
          {"measures", list},
          {"points", a.points},
          {"runs_per_point", a.runs},
          {"ranges_drawn", a.drawn},
          {"points_refused", a.refused},
          {"decides", decides},
          {"least_rank_correlation_told", number(a.least_told)},
          {"numbers",
           {{"with_range", a.numbers.ranged},
            {"plain", a.numbers.plain},
            {"defaults", a.numbers.left_out},
            {"by_rule", a.by_rule},
            {"groups", a.groups}}}};
}

}  // namespace parley

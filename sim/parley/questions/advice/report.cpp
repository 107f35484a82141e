#include "parley/questions/advice/report.hpp"

#include <cmath>

#include "parley/engine/model.hpp"
#include "parley/runs/head.hpp"
#include "parley/scenario/format_spec.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

// "1,290", "12.4", "0.31"
std::string amount(double x) {
  if (x < 10) return fmt::format("{:.2g}", x);
  if (x < 100) return fmt::format("{:.0f}", x);
  std::string digits = fmt::format("{:.0f}", x);
  for (std::size_t i = digits.size(); i > 3;) {
    i -= 3;
    digits.insert(i, ",");
  }
  return digits;
}

std::string number(double x) { return fmt::format("{:.4g}", x); }

// "once in 12 days", "3.1 a day"
std::string how_often(double a_day) {
  if (a_day >= 0.5) return fmt::format("{} a day", amount(a_day));
  if (a_day <= 1e-4) return "next to never";
  return fmt::format("once in {} days", amount(1 / a_day));
}

// What a path stands for in words, the path beside it, and what is to be said of it.
void about(Page& page, const Scenario& s, const std::string& path, const std::string& text) {
  const std::string words = in_words(s, path);
  page.hanging("  ", words == path ? path : with_path(words, path));
  page.hanging("      ", text);
}

constexpr const char* moved_words[] = {"sign a text", "sign, with a first truce of more than {} days",
                                       "of all days are under a truce"};
constexpr const char* moved_names[] = {"signs", "lasting", "truce_days"};

std::string moved(const LargestMove& move, int days) {
  return fmt::format(fmt::runtime(moved_words[static_cast<std::size_t>(move.what)]), days);
}

// The least change of a share that so many runs with the same luck tell from chance: all that change do so
// the same way.
double least_clear(std::uint32_t runs) {
  const std::vector<std::uint8_t> before(runs, 0);
  std::vector<std::uint8_t> after = before;
  for (std::uint32_t k = 0; k < runs; ++k) {
    after[k] = 1;
    if (paired_shares(after, before).low > 0) return static_cast<double>(k + 1) / runs;
  }
  return 1;
}

void numbers(Page& page, const Scenario& s, const Advice& a) {
  page.section(fmt::format("Before you believe it: {}", s.name));
  page.hanging("Numbers: ", in_words(a.counts) +
                                ". Text that nobody looks at and choices among options are "
                                "not counted ('--json' lists all of them).");
  page.hanging(
      "Trial:   ",
      fmt::format(
          "{} of the scenario and of each variant of it, all with the same luck (seed {}). So few do not "
          "tell a change of "
          "less than about {:.0f} points in a share of runs. As it is, {:.0f}% of runs sign a text{}.",
          count_of(a.trial.runs, "run"), a.trial.seed, 100 * least_clear(a.trial.runs), 100 * a.signs,
          s.calendar ? fmt::format(" and in {:.0f}% the first truce lasts more than {} days", 100 * a.lasting,
                                   a.trial.days)
                     : ""));
}

void war(Page& page, const Advice& a) {
  if (a.fronts.empty()) return;
  page.section("What the intensities mean, at full war (both sides together, on average)");
  std::size_t wide = 3;
  for (const FrontLevel& f : a.fronts) wide = std::max(wide, f.name.size());
  wide = std::min<std::size_t>(wide, 40);
  const auto row = [&](const std::string& name, double events, double deaths, const char* note) {
    page.line(fmt::format("  {:<{}} {:>7} events a day {:>7} deaths a day {:>8} a month{}",
                          name.substr(0, wide), wide, amount(events), amount(deaths), amount(30 * deaths),
                          note));
  };
  double events = 0;
  for (const FrontLevel& f : a.fronts) {
    events += f.events;
    row(f.name, f.events, f.deaths, f.coverable ? "" : "  (no option covers it)");
  }
  row("all", events, a.deaths(), "");
  page.hanging("  ",
               "Compare with what was reported of the war. Intensity counts lethal events, not deaths.");
}

void nothing(Page& page, const Scenario& s, const Advice& a) {
  if (!a.nothing.empty()) {
    page.section(fmt::format("Does nothing here, by the rules of the model or in all runs of the trial ({})",
                             a.nothing.size()));
    for (const Nothing& n : a.nothing)
      about(page, s, n.path, n.written.empty() ? n.why : n.written + "; " + n.why);
  }
  if (!a.waiting.empty()) {
    page.section("Waits for another choice");
    for (const Idle& n : a.waiting) about(page, s, n.path, n.why);
  }
  if (!a.hardly_signed.empty()) {
    std::string all;
    for (const auto& option : a.hardly_signed) all += (all.empty() ? "" : "; ") + option;
    page.section("Options with terms that fewer than one run in twenty signed, first or last");
    page.hanging("  ", all);
  }
}

void facilitators(Page& page, const Model& m, const Advice& a) {
  if (a.facilitators.empty()) return;
  page.section("Signs without forces, and can end a truce like any signatory");
  for (const Facilitator& f : a.facilitators)
    page.hanging(fmt::format("  {}: ", m.party_id(f.party)),
                 fmt::format("{} {}, ended {} of {} in the trial{}", m.party(f.party).name,
                             f.patron ? "has leverage, signs" : "has no leverage, signs", f.ended,
                             count_of(a.truces_ended, "first truce"),
                             f.ended == 0 ? "."
                                          : ". If it only facilitates, give it the seat mediator and say "
                                            "what it does under `facilitates` (its leverage stays)."));
}

std::string threshold_path(const Scenario& s) {
  return s.truce.salient ? "truce.salient" : "truce.salient_every";
}

void thresholds(Page& page, const Scenario& s, const Advice& a) {
  if (!a.threshold || (!a.threshold->too_low() && !a.threshold->too_high())) return;
  const Threshold& t = *a.threshold;
  page.section("Out of proportion");
  std::string text = fmt::format(
      "An event of {} civilian deaths or more is noticed by all. In this war a side that keeps its word "
      "still "
      "causes one {}, and in full war {}; the file expects one {} of a side that is committed and one {} of "
      "a "
      "side that is not. ",
      number(t.deaths), how_often(t.kept), how_often(t.war), how_often(t.committed),
      how_often(t.uncommitted));
  text += t.too_low() ? "So whoever keeps the truce looks as if it broke it."
                      : "So even open war would hardly be noticed.";
  if (t.fitting) text += fmt::format(" {} deaths would fit.", number(*t.fitting));
  if (s.truce.salient) text += " Left out, it follows the war (truce.salient_every).";
  about(page, s, threshold_path(s), text);
}

void deciding(Page& page, const Scenario& s, const Advice& a, const std::vector<Decides>& list,
              const char* title) {
  if (list.empty()) return;
  page.section(title);
  for (const Decides& d : list)
    about(page, s, d.number.path,
          fmt::format("{}; at {}, {:.0f}% instead of {:.0f}% {}{}", number(d.number.number.value),
                      number(d.at), 100 * d.after, 100 * d.before, moved(d.move, a.trial.days),
                      d.origin.empty() ? "" : ". Default: " + d.origin));
}

Json decides_json(const Scenario& s, const std::vector<Decides>& list) {
  Json all = Json::array();
  for (const Decides& d : list) {
    Json one = {{"path", d.number.path},
                {"words", in_words(s, d.number.path)},
                {"value", d.number.number.value},
                {"tried", {d.low, d.high}},
                {"at", d.at},
                {"moves", moved_names[static_cast<std::size_t>(d.move.what)]},
                {"before", d.before},
                {"after", d.after},
                {"change", {{"value", d.move.by.value}, {"low", d.move.by.low}, {"high", d.move.by.high}}}};
    if (!d.origin.empty()) one["measured"] = d.origin;
    all.push_back(std::move(one));
  }
  return all;
}

Json numbers_json(const Scenario& scenario) {
  Json all = Json::array();
  for (const KnownNumber& n : numbers_of(scenario)) {
    Json one = {{"path", n.path},
                {"value", n.number.value},
                {"status", std::string(founded_names[static_cast<std::size_t>(n.founded)])}};
    if (n.number.low) one["low"] = *n.number.low;
    if (n.number.high) one["high"] = *n.number.high;
    if (n.number.mark != Mark::plain) one["mark"] = std::string(name_of(n.number.mark));
    if (!n.number.why.empty()) one["why"] = n.number.why;
    if (n.founded == Founded::left_out) one["measured"] = origin_of(n.path);
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

std::string advice_text(const LoadedScenario& loaded, const Advice& a, bool colour, std::size_t width) {
  const auto model = std::make_unique<Model>(loaded.scenario);
  Page page(colour, width);
  numbers(page, loaded.scenario, a);
  war(page, a);
  nothing(page, loaded.scenario, a);
  facilitators(page, *model, a);
  thresholds(page, loaded.scenario, a);
  deciding(page, loaded.scenario, a, a.plain,
           "Decides, and has no range (give it a low, a high and a reason)");
  deciding(page, loaded.scenario, a, a.defaults,
           "Defaults that decide (write your own, with a low, a high and a reason)");
  const std::size_t n = a.complaints();
  page.line("");
  page.line(n == 0 ? "Nothing stands out that so few runs can tell."
                   : fmt::format("{} to look at.", count_of(n, "point")));
  return page.take();
}

std::string advice_json(const LoadedScenario& loaded, const Advice& a) {
  const auto model = std::make_unique<Model>(loaded.scenario);
  Json out;
  out["scenario"] = loaded.scenario.name;
  out["points_to_look_at"] = a.complaints();
  out["numbers"] = {
      {"with_range", a.counts.ranged}, {"plain", a.counts.plain}, {"default", a.counts.left_out}};
  out["trial"] = {{"runs", a.trial.runs}, {"seed", a.trial.seed}, {"signs", a.signs}};
  if (model->war) {
    out["trial"]["lasting_days"] = a.trial.days;
    out["trial"]["lasting"] = a.lasting;
    out["deaths_a_day"] = a.deaths();
    out["deaths_a_month"] = 30 * a.deaths();
  }
  out["fronts"] = Json::array();
  for (const FrontLevel& f : a.fronts)
    out["fronts"].push_back({{"id", f.id},
                             {"events_a_day", f.events},
                             {"deaths_a_day", f.deaths},
                             {"deaths_a_month", 30 * f.deaths},
                             {"covered_by_an_option", f.coverable}});
  out["does_nothing"] = Json::array();
  for (const Nothing& n : a.nothing)
    out["does_nothing"].push_back({{"path", n.path},
                                   {"words", in_words(loaded.scenario, n.path)},
                                   {"written", n.written},
                                   {"why", n.why},
                                   {"found_by", n.by_trial ? "trial" : "reasoning"}});
  out["waits"] = Json::array();
  for (const Idle& n : a.waiting) out["waits"].push_back({{"path", n.path}, {"why", n.why}});
  out["hardly_ever_signed"] = a.hardly_signed;
  out["signs_without_forces"] = Json::array();
  for (const Facilitator& f : a.facilitators)
    out["signs_without_forces"].push_back({{"party", model->party_id(f.party)},
                                           {"patron", f.patron},
                                           {"first_truces_ended", f.ended},
                                           {"first_truces_ended_by_anybody", a.truces_ended}});
  out["thresholds"] = Json::array();
  if (a.threshold) {
    const Threshold& t = *a.threshold;
    out["thresholds"].push_back({{"path", threshold_path(loaded.scenario)},
                                 {"deaths", t.deaths},
                                 {"a_day_by_a_side_that_complies", t.kept},
                                 {"a_day_by_a_side_at_war", t.war},
                                 {"expected_if_committed", t.committed},
                                 {"expected_if_not", t.uncommitted},
                                 {"out_of_proportion", t.too_low()    ? "low"
                                                       : t.too_high() ? "high"
                                                                      : ""}});
    if (t.fitting) out["thresholds"].back()["fitting"] = *t.fitting;
  }
  out["decides_without_range"] = decides_json(loaded.scenario, a.plain);
  out["defaults_that_decide"] = decides_json(loaded.scenario, a.defaults);
  out["all_numbers"] = numbers_json(loaded.scenario);
  return dumped(out);
}

}  // namespace parley

#include "parley/questions/analysis/forecasts_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "parley/questions/analysis/text_words.hpp"
#include "parley/runs/chronicle.hpp"
#include "parley/runs/package_json.hpp"
#include "parley/scenario/format.hpp"
#include "parley/statistics/statistics.hpp"
#include "parley/support/counted.hpp"
#include "parley/writing/csv_file.hpp"

namespace parley {

namespace {

const std::string& issue_id(const Model& m, IssueId issue) { return m.scenario.issues[issue].key.id; }

const std::string& actor_id(const Model& m, const Forecasts& f, std::size_t actor) {
  return m.party_id(f.places.parties[actor]);
}

std::string issue_list(const Model& m, const std::vector<IssueId>& issues) {
  std::vector<std::string> ids;
  for (const IssueId i : issues) ids.push_back(issue_id(m, i));
  return fmt::format("{}", fmt::join(ids, ", "));
}

std::vector<IssueId> spread_evenly(const Forecasts& f) {
  std::vector<IssueId> issues;
  for (const PartyPlaces::Line& line : f.places.lines)
    if (line.spread_evenly) issues.push_back(line.issue);
  return issues;
}

bool has_text(const Model& m) { return m.scenario.deal.has_value(); }

std::vector<IssueId> wide_lines(const Forecasts& f) {
  std::vector<IssueId> issues;
  for (std::size_t k = 0; k < f.fragility.low.size(); ++k)
    if (f.fragility.high[k] - f.fragility.low[k] > Fragility::wide) issues.push_back(f.places.lines[k].issue);
  return issues;
}

void tell_fragility(Page& page, const Model& m, const Forecasts& f) {
  const Fragility& g = f.fragility;
  const Interval same = wilson(g.same_package, g.n);
  page.hanging(
      "  ",
      fmt::format(
          "In brackets: the 10th to the 90th of 100 challenge forecasts when every power and every "
          "salience is off by up to {:.0f}%, from {} drawn (seed 1; {} to {} turns). The nearest text is "
          "the same in {:.0f}% of them ({:.0f} to {:.0f}%).",
          100 * Fragility::within, g.n, g.least_turns, g.most_turns, 100 * same.share, 100 * same.low,
          100 * same.high));
  if (2 * g.same_package < g.n)
    page.hanging(
        "  ",
        "Do not take the challenge model's text for a forecast: so small an error mostly gives another.");
  if (const auto wide = wide_lines(f); !wide.empty())
    page.hanging("  ", fmt::format("Least to lean on: {}, where it moves by more than {:.0f} points.",
                                   issue_list(m, wide), Fragility::wide));
}

void tell_places(Page& page, const Model& m, const Forecasts& f) {
  std::size_t width = 5;
  for (const PartyPlaces::Line& line : f.places.lines)
    width = std::max(width, issue_id(m, line.issue).size());
  std::string head = fmt::format("  {:<{}}", "place", width);
  for (const Forecast& forecast : f.list) head += fmt::format("{:>18}", forecast.name);
  page.line(head);
  const std::vector<double>& low = f.fragility.n > 0 ? f.fragility.low : f.low;
  const std::vector<double>& high = f.fragility.n > 0 ? f.fragility.high : f.high;
  for (std::size_t k = 0; k < f.places.lines.size(); ++k) {
    std::string row = fmt::format("  {:<{}}", issue_id(m, f.places.lines[k].issue), width);
    for (const Forecast& forecast : f.list) row += fmt::format("{:>18.2f}", forecast.places[k]);
    if (!low.empty()) row += fmt::format("   ({:.2f} to {:.2f})", low[k], high[k]);
    page.line(row);
  }
  if (f.fragility.n > 0)
    tell_fragility(page, m, f);
  else if (f.draws == 1)
    page.hanging("  ",
                 "How far the challenge model moves with small errors is not told: with so many parties it "
                 "would take too long.");
  if (!f.low.empty())
    page.hanging("  ",
                 fmt::format("In brackets: the 10th to the 90th of 100 draws of the challenge model, from "
                             "{} draws.",
                             f.draws));
}

void tell_packages(Page& page, const Model& m, const Forecasts& f, const std::vector<PartyId>& signers) {
  for (const Forecast& forecast : f.list) {
    page.hanging(fmt::format("  {:<20}", forecast.name),
                 fmt::format("{}", fmt::join(terms_in_words(m, forecast.package, m.war), "; ")));
    std::string text = worth_in_words(m, forecast.package, signers);
    if (has_text(m)) text += " " + options_from_text(m.talks.space, forecast.package, m.deal);
    page.hanging("                      ", text);
  }
}

void tell_first_turn(Page& page, const Model& m, const Forecasts& f) {
  page.line(fmt::format("  The challenge model's first of {}:", count_of(f.challenge.turns, "turn")));
  const std::vector<ChallengeStep>& first = f.challenge.first;
  for (std::size_t i = 0; i < first.size() && i < most_parties_told; ++i) {
    const ChallengeStep& step = first[i];
    const ChallengeStep::Bargain& taken = step.bargains[step.chosen];
    const std::string what =
        taken.initiator == taken.receiver
            ? "stays"
            : "bargains with " + actor_id(m, f, taken.initiator == i ? taken.receiver : taken.initiator);
    const std::string challenge =
        step.target ? fmt::format("challenges {} (expects to win with {:.0f}%, to gain {:.3f})",
                                  actor_id(m, f, *step.target), 100 * step.victory, step.gain)
                    : std::string("challenges nobody");
    page.hanging(fmt::format("    {} ", actor_id(m, f, i)),
                 fmt::format("{}; {}", challenge, f.draws > 1 ? "draws a bargain" : what));
  }
  if (first.size() > most_parties_told)
    page.line(fmt::format("    and {} more (--output writes them all)", first.size() - most_parties_told));
  if (f.challenge.all_agree) page.line("    In the end all stand at one place.");
}

void tell_grounds(Page& page, const Model& m, const Forecasts& f) {
  const ChallengeRules& c = m.scenario.challenge;
  page.hanging(
      "  ", fmt::format("Challenge model as KTAB has it: victory {}, votes {}, election {}, risk {} and {}, "
                        "third parties {}, {}, bargains {}, {}.",
                        name_of(c.victory), name_of(c.votes), name_of(c.election), name_of(c.risk_range),
                        name_of(c.risk_adjustment), name_of(c.third_parties), name_of(c.interpolation),
                        name_of(c.bargains), name_of(c.transition)));
  if (const auto spread = spread_evenly(f); !spread.empty())
    page.hanging("  ", fmt::format("Options are spread evenly from 0 to 100 on {}: the file gives no places.",
                                   issue_list(m, spread)));
  if (!f.places.lists.empty())
    page.hanging("  ",
                 fmt::format("Left at the status quo, for their options are in no order (or nobody weighs "
                             "them): {}.",
                             issue_list(m, f.places.lists)));
  if (!f.places.power_given)
    page.hanging("  ", "Power: 1 and the leverage over each client, for no party has a `power`.");
}

}  // namespace

void tell_forecasts(Page& page, const Model& m, const Forecasts& f, const std::vector<PartyId>& signers) {
  page.section("Where simple forecasts would put the text");
  if (f.list.empty()) {
    page.hanging("  ",
                 "Nowhere: there is no issue whose options are in an order, or fewer than two parties "
                 "weigh them.");
    return;
  }
  tell_places(page, m, f);
  tell_packages(page, m, f, signers);
  tell_first_turn(page, m, f);
  tell_grounds(page, m, f);
}

void add_forecasts(Json& out, const Model& m, const Forecasts& f, const std::vector<PartyId>& signers) {
  const ChallengeActors& actors = f.places.actors;
  Json list = Json::object();
  for (const Forecast& forecast : f.list) {
    Json places = Json::object();
    for (std::size_t k = 0; k < actors.lines; ++k)
      places[issue_id(m, f.places.lines[k].issue)] = forecast.places[k];
    Json utilities = Json::array();
    for (const PartyId p : signers) utilities.push_back(m.talks.utilities[p](forecast.package));
    list[forecast.key] = {{"places", places},
                          {"utilities", utilities},
                          {"worse_off", worse_off(m, forecast.package, signers)},
                          {"package", package_json(m, forecast.package)}};
    if (has_text(m))
      list[forecast.key]["options_apart"] = options_apart(m.talks.space, forecast.package, m.deal);
  }
  out["forecasts"] = list;
  if (f.list.empty()) return;
  Json first = Json::array();
  for (std::size_t i = 0; i < actors.actors; ++i) {
    const ChallengeStep& step = f.challenge.first[i];
    Json bargains = Json::array();
    for (std::size_t b = 0; b < step.bargains.size(); ++b)
      bargains.push_back({{"initiator", actor_id(m, f, step.bargains[b].initiator)},
                          {"receiver", actor_id(m, f, step.bargains[b].receiver)},
                          {"share", step.shares[b]},
                          {"taken", f.taken[i][b]}});
    Json row = {{"party", actor_id(m, f, i)},
                {"power", actors.power[i]},
                {"election_share", step.share},
                {"risk", step.risk},
                {"target", step.target ? Json(actor_id(m, f, *step.target)) : Json(nullptr)}};
    if (step.target) {
      row["victory"] = step.victory;
      row["gain"] = step.gain;
    }
    row["bargains"] = bargains;
    row["final_share"] = f.challenge.final_share[i];
    first.push_back(row);
  }
  Json positions = Json::array();
  for (std::size_t turn = 0; turn <= f.challenge.turns; ++turn) {
    Json state = Json::object();
    for (std::size_t i = 0; i < actors.actors; ++i) {
      Json at = Json::array();
      for (std::size_t k = 0; k < actors.lines; ++k)
        at.push_back(f.challenge.positions[(turn * actors.actors + i) * actors.lines + k]);
      state[actor_id(m, f, i)] = at;
    }
    positions.push_back(state);
  }
  std::vector<std::string> lines, lists;
  for (const PartyPlaces::Line& line : f.places.lines) lines.push_back(issue_id(m, line.issue));
  for (const IssueId i : f.places.lists) lists.push_back(issue_id(m, i));
  const Fragility& g = f.fragility;
  const Json jolts = g.n == 0 ? Json(nullptr)
                              : Json{{"n", g.n},
                                     {"within", Fragility::within},
                                     {"low", g.low},
                                     {"high", g.high},
                                     {"same_package", g.same_package},
                                     {"least_turns", g.least_turns},
                                     {"most_turns", g.most_turns}};
  out["challenge"] = {{"fragility", jolts},
                      {"turns", f.challenge.turns},
                      {"all_agree", f.challenge.all_agree},
                      {"draws", f.draws},
                      {"lines", lines},
                      {"left_out", lists},
                      {"power_given", f.places.power_given},
                      {"first_turn", first},
                      {"positions", positions}};
}

void write_forecasts(OutputFolder& dir, const Model& m, const Forecasts& f) {
  if (f.list.empty()) return;
  const ChallengeActors& actors = f.places.actors;
  CsvFile places(dir.file("forecasts.csv"), {"forecast", "issue", "place", "option", "low", "high"});
  const std::vector<double>& low = f.fragility.n > 0 ? f.fragility.low : f.low;
  const std::vector<double>& high = f.fragility.n > 0 ? f.fragility.high : f.high;
  for (const Forecast& forecast : f.list)
    for (std::size_t k = 0; k < actors.lines; ++k) {
      const IssueId issue = f.places.lines[k].issue;
      places.cell(forecast.key)
          .cell(issue_id(m, issue))
          .cell(forecast.places[k])
          .cell(static_cast<int>(m.talks.space.option(forecast.package, issue)));
      const bool ranged = !low.empty() && std::string_view(forecast.key) == "challenge";
      places.cell(ranged ? low[k] : nowhere()).cell(ranged ? high[k] : nowhere());
      places.end_row();
    }
  places.flush();

  CsvFile positions(dir.file("challenge_positions.csv"), {"turn", "party", "issue", "position", "ideal"});
  for (std::size_t turn = 0; turn <= f.challenge.turns; ++turn)
    for (std::size_t i = 0; i < actors.actors; ++i)
      for (std::size_t k = 0; k < actors.lines; ++k) {
        const std::size_t at = (turn * actors.actors + i) * actors.lines + k;
        positions.cell(static_cast<int>(turn))
            .cell(actor_id(m, f, i))
            .cell(issue_id(m, f.places.lines[k].issue))
            .cell(f.challenge.positions[at])
            .cell(f.challenge.ideals[at]);
        positions.end_row();
      }
  positions.flush();

  // One row for each bargain that names a party; an initiator that is its own receiver stays.
  CsvFile first(dir.file("challenge_first_turn.csv"),
                {"party", "power", "election_share", "risk", "target", "victory", "gain", "initiator",
                 "receiver", "share", "taken"});
  for (std::size_t i = 0; i < actors.actors; ++i) {
    const ChallengeStep& step = f.challenge.first[i];
    for (std::size_t b = 0; b < step.bargains.size(); ++b) {
      first.cell(actor_id(m, f, i)).cell(actors.power[i]).cell(step.share).cell(step.risk);
      if (step.target)
        first.cell(actor_id(m, f, *step.target)).cell(step.victory).cell(step.gain);
      else
        first.empty().empty().empty();
      first.cell(actor_id(m, f, step.bargains[b].initiator))
          .cell(actor_id(m, f, step.bargains[b].receiver))
          .cell(step.shares[b])
          .cell(f.taken[i][b]);
      first.end_row();
    }
  }
  first.flush();
}

}  // namespace parley

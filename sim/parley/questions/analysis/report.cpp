#include "parley/questions/analysis/report.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "parley/questions/analysis/forecasts_report.hpp"
#include "parley/questions/analysis/text_words.hpp"
#include "parley/runs/chronicle.hpp"
#include "parley/runs/glossary.hpp"
#include "parley/runs/happening_words.hpp"
#include "parley/support/counted.hpp"
#include "parley/support/numerics.hpp"
#include "parley/writing/page.hpp"

namespace parley {

namespace {

constexpr std::size_t most_gives = 5;  // concessions told of each party
constexpr double least_give = 0.005;   // utility below which a concession is not told
constexpr std::size_t most_sets = 8;   // blocking sets told

std::string name(const Model& m, PartyId p) { return m.party(p).name; }

// A number of packages, however large.
std::string packages(double n) {
  if (n < 1e12) return fmt::format("{:.0f}", n);
  return std::isfinite(n) ? fmt::format("about 10^{:.0f}", scalar_log(n) / std::numbers::ln10)
                          : "over 10^308";
}

std::string names(const Model& m, const std::vector<PartyId>& parties) {
  std::vector<std::string> list;
  for (const PartyId p : parties) list.push_back(name(m, p));
  return fmt::format("{}", fmt::join(list, ", "));
}

std::string in_words(const Model& m, const Package& package) {
  return fmt::format("{}", fmt::join(terms_in_words(m, package, m.war), "; "));
}

const std::string& option_name(const Model& m, std::size_t choice, IssueId issue) {
  return m.scenario.issues[issue].value.options[m.talks.space.option(choice, issue)];
}

void room(Page& page, const Model& m, const Analysis& a) {
  page.section("Is there room for a deal?");
  for (std::size_t k = 0; k < a.zones.size(); ++k) {
    const Zone& z = a.zones[k];
    const std::string who = k == 0 ? names(m, z.parties) : "... and " + name(m, z.parties.back());
    page.line(fmt::format(
        "  {:<54} {:>13} packages, {:.3g}%{}", who, packages(z.packages), 100 * z.share.share,
        a.exact ? "" : fmt::format(" ({:.3g} to {:.3g})", 100 * z.share.low, 100 * z.share.high)));
  }
  // Whose signature costs most room: all the others together.
  const std::size_t n = a.signers.size();
  if (n > 2 && !a.sets.empty()) {
    page.line("  If one of them did not have to sign:");
    for (std::size_t i = n; i-- > 0;) {
      const Zone& others = a.sets[a.sets.size() - 2 - i];
      const auto missing = std::find_if(a.signers.begin(), a.signers.end(), [&](PartyId p) {
        return std::find(others.parties.begin(), others.parties.end(), p) == others.parties.end();
      });
      page.line(fmt::format("  {:<54} {:>13} packages, {:.3g}%", "  without " + name(m, *missing),
                            packages(others.packages), 100 * others.share.share));
    }
  }
  page.hanging("  ",
               "Counted at the parties' reservation values at the start; a client accepts under its patrons' "
               "leverage, as in the talks.");
  if (a.exact) return;
  page.hanging("  ",
               a.found    ? "The space is too large to count: shares are estimates from random packages; a "
                            "package that all accept is known, found by search."
               : a.proven ? "The space is too large to count, but it is certain that no package is "
                            "acceptable to all: even mixtures of packages, under all the leverage there "
                            "could be, would not do."
                          : "The space is too large to count: no acceptable package was found, which does "
                            "not prove that there is none.");
}

void stakes(Page& page, const Model& m, const Analysis& a) {
  if (a.stakes.empty()) return;
  page.section(a.exact ? "What each could get in a deal that all accept"
                       : "What each could get in a deal that all accept (found by search; bounds proven)");
  for (const Stakes& s : a.stakes) {
    const std::string bound = a.exact ? "" : fmt::format(" (no more than {:.2f})", s.bound);
    page.line(
        fmt::format("  {:<34} at best {:.2f}{}, at worst {:.2f}; without a deal {:.2f}; status quo {:.2f}",
                    name(m, s.party), s.best, bound, s.worst, m.party(s.party).reservation.value,
                    m.talks.utilities[s.party](m.talks.space.status_quo())));
  }
  if (m.talks.space.issues().size() > 40) return;
  for (const Stakes& s : a.stakes) {
    const std::string& id = m.party(s.party).name;
    page.hanging(fmt::format("  best for {}: ", id), in_words(m, s.best_deal));
    page.hanging(fmt::format("  worst for {}: ", id), in_words(m, s.worst_deal));
  }
}

void blockers(Page& page, const Model& m, const Analysis& a) {
  if (!a.stakes.empty()) return;
  page.section("Who stands in the way");
  for (std::size_t k = 0; k < a.blocking_parties.size() && k < most_sets; ++k) {
    const auto& set = a.blocking_parties[k];
    if (set.size() == a.signers.size())
      page.line("  All together: no package is acceptable to any of them.");
    else
      page.line(fmt::format("  Without {} there would be room.", names(m, set)));
  }
  if (a.blocking_parties.empty())
    page.line(fmt::format("  No one or two parties alone{}.", a.exact ? "" : ", as far as searches tell"));
  if (a.blocking_parties.size() > most_sets)
    page.line(fmt::format("  (and {} more sets of parties)", a.blocking_parties.size() - most_sets));
  for (std::size_t k = 0; k < a.blocking_issues.size() && k < most_sets; ++k) {
    std::vector<std::string> ids;
    for (const IssueId i : a.blocking_issues[k]) ids.push_back(title_with_key(m, i));
    page.hanging("  ",
                 fmt::format("With {} left out of the talks there would be room.", fmt::join(ids, " and ")));
  }
  if (a.blocking_issues.empty()) page.line("  No one or two issues left out would make room.");

  page.section(a.exact ? "The cheapest opening" : "The cheapest opening found");
  page.line(fmt::format("  By lower demands: {:.3f} in all.", a.opening.total));
  for (const PartyId p : a.signers) {
    const double lacks = a.opening.lacking[p], r = m.party(p).reservation;
    if (lacks > 0)
      page.line(fmt::format("    {} would have to sign for {:.3f} less ({:.2f}, not {:.2f}).", name(m, p),
                            lacks, r - lacks, r));
  }
  page.hanging("    on this text: ", in_words(m, a.opening.package));
  if (a.by_leverage.levers.empty()) {
    page.line(
        "  By leverage alone: not to be had; some party that refuses has no patron with enough at stake.");
    return;
  }
  page.line(fmt::format("  By more leverage: {:.2f} in all.", a.by_leverage.total));
  for (const PatronLever& l : a.by_leverage.levers)
    page.line(fmt::format("    {} over {}: {:.2f}, not {:.2f}.", name(m, l.patron), name(m, l.client),
                          m.talks.leverage(l.patron, l.client) + l.extra,
                          m.talks.leverage(l.patron, l.client)));
  page.hanging("    on this text: ", in_words(m, a.by_leverage.package));
}

// What each party gives up, and on what.
void moves(Page& page, const Model& m, const Analysis& a) {
  page.section(a.moves_to_nash
                   ? "Who must move, on what, and by how much (from what each likes best to the Nash deal)"
                   : "Who must move, on what, and by how much (from what each likes best to the "
                     "cheapest opening)");
  const Space& space = m.talks.space;
  const Package& to = a.moves_to_nash ? a.points.nash.package : a.opening.package;
  for (const Move& move : a.moves) {
    page.line(fmt::format("  {} by {:.2f}, from {:.2f} to {:.2f}; without a deal {:.2f}.",
                          does(name(m, move.party), "comes down", "come down"), move.wants - move.gets,
                          move.wants, move.gets, m.party(move.party).reservation.value));
    double told = 0, all = 0;
    std::size_t lines = 0;
    for (const Concession& c : move.gives) all += c.cost;
    for (const Concession& c : move.gives) {
      if (lines == most_gives || c.cost < least_give) break;
      ++lines;
      told += c.cost;
      std::vector<std::string> changes;
      for (const IssueId i : space.issues_of(c.unit)) {
        const std::size_t liked = m.talks.utilities[move.party].best_package()[c.unit];
        const std::string &from = option_name(m, liked, i), &there = option_name(m, to[c.unit], i);
        if (from != there)
          changes.push_back(fmt::format("{}: {}, not {}", title_with_key(m, i), there, from));
      }
      page.hanging(fmt::format("    {:.2f} on ", c.cost), fmt::format("{}", fmt::join(changes, "; ")));
    }
    if (all - told >= least_give) page.line(fmt::format("    {:.2f} on the rest", all - told));
  }
}

std::string efficiency(const Analysis& a) {
  if (!a.whole_frontier)
    return fmt::format(
        "{} efficient packages are known (no party can gain without loss to another); there "
        "are more.",
        a.frontier.size());
  const auto told = [](const FrontierSize& s) {
    return fmt::format("{} ({})", count_of(s.packages, "package"), count_of(s.outcomes, "outcome"));
  };
  return fmt::format(
      "Efficient (no party can gain without loss to another): {}; worth its reservation value to "
      "every signatory: {}. Packages worth the same to all are one outcome.",
      told(a.efficient), told(a.accepted));
}

// The text that the points of theory and the forecasts are held beside.
void text_itself(Page& page, const Model& m, const Analysis& a) {
  if (!m.scenario.deal) return;
  page.section("The text that what follows is held beside");
  page.hanging("  ", in_words(m, m.deal));
  page.hanging("  ", worth_in_words(m, m.deal, a.signers));
}

void reference_points(Page& page, const Model& m, const Analysis& a) {
  page.section(fmt::format("Where theory would settle{}",
                           a.points.nash.exact ? " (exact)" : " (found by search, not proven)"));
  if (!a.points.nash.exists) {
    page.hanging("  ",
                 "Nowhere: no package is worth its reservation value to every signatory on its own account, "
                 "without its patrons' leverage.");
    return;
  }
  for (const NamedPoint& p : named_points(a)) {
    page.hanging(fmt::format("  {:<20}", p.name), in_words(m, p.point->package));
    std::vector<std::string> worth;
    for (std::size_t i = 0; i < a.signers.size(); ++i)
      worth.push_back(fmt::format("{} {:.2f}", name(m, a.signers[i]), p.point->utilities[i]));
    std::string text = fmt::format("({})", fmt::join(worth, ", "));
    if (m.scenario.deal) text += " " + options_from_text(m.talks.space, p.point->package, m.deal);
    page.hanging("                      ", text);
  }
  page.hanging("  ",
               a.weights.empty()
                   ? "The egalitarian point is Kalai's proportional solution with equal weights; `power` in "
                     "the file or --weight PARTY=NUMBER adds the weighted Nash and proportional points."
                   : "Weights are the parties' `power`, or those given with --weight; the egalitarian point "
                     "takes all as equal.");
  page.hanging("  ", efficiency(a));
}

// Issues that a party can give on (they matter less to it than to the others on average) and those it would
// ask for.
void trades(Page& page, const Model& m, const Analysis& a) {
  page.section("What each would trade (weight to it, mean weight to the other signatories)");
  std::size_t width = 0;
  for (const PartyId p : a.signers) width = std::max(width, name(m, p).size());
  for (const PartyId p : a.signers) {
    std::vector<std::pair<double, std::string>> lean;
    for (const IssueId i : m.talks.space.issues()) {
      const double own = issue_weight(m, p, i);
      double others = 0;
      for (const PartyId q : a.signers)
        if (q != p) others += issue_weight(m, q, i) / static_cast<double>(a.signers.size() - 1);
      if (own + others > 0)
        lean.emplace_back(own - others, fmt::format("{}: {:.2f}, {:.2f}", title_with_key(m, i), own, others));
    }
    std::stable_sort(lean.begin(), lean.end(),
                     [](const auto& x, const auto& y) { return x.first < y.first; });
    std::vector<std::string> gives, asks;
    for (std::size_t k = 0; k < lean.size() && k < 3; ++k) {
      if (lean[k].first < -0.01) gives.push_back(lean[k].second);
      if (lean[lean.size() - 1 - k].first > 0.01) asks.push_back(lean[lean.size() - 1 - k].second);
    }
    page.hanging(
        fmt::format("  {:<{}}  ", name(m, p), width),
        fmt::format("can give on {}. Wants {}.",
                    gives.empty() ? "nothing in particular" : fmt::format("{}", fmt::join(gives, "; ")),
                    asks.empty() ? "nothing in particular" : fmt::format("{}", fmt::join(asks, "; "))));
  }
}

}  // namespace

std::vector<NamedPoint> named_points(const Analysis& a) {
  std::vector<NamedPoint> list{{"nash", "Nash", &a.points.nash}};
  if (!a.weights.empty()) list.push_back({"weighted_nash", "Nash, weighted", &a.points.weighted_nash});
  list.push_back({"kalai_smorodinsky", "Kalai-Smorodinsky", &a.points.kalai_smorodinsky});
  list.push_back({"egalitarian", "egalitarian", &a.points.egalitarian});
  if (!a.weights.empty())
    list.push_back({"kalai_proportional", "Kalai proportional", &a.points.kalai_proportional});
  list.push_back({"utilitarian", "utilitarian", &a.points.utilitarian});
  return list;
}

std::string analysis_text(const Model& m, const Analysis& a, const RoomOverRanges& over, bool colour,
                          std::size_t width) {
  Page page(colour, width);
  page.title(m.scenario.name + ": the space of deals");
  page.line(
      fmt::format("{} packages, {}", packages(a.size),
                  a.exact ? "all looked at" : "too many to look at each: random ones, searches and bounds"));
  page.hanging("Must sign: ", names(m, a.signers) + ".");
  page.section("The answer");
  page.hanging(
      "  ", fmt::format("{} {}",
                        a.found ? fmt::format("At the central values there is a deal that all would sign{}.",
                                              a.zones.empty() ? ""
                                                              : fmt::format(" ({:.3g}% of all packages)",
                                                                            100 * a.zones.back().share.share))
                        : a.proven ? "At the central values there is no deal that all would sign."
                                   : "At the central values no deal that all would sign was found.",
                        room_in_words(m, over)));
  if (a.found)
    page.hanging(
        "  ",
        "That there are such deals does not say that talks find one, nor that it would be kept: a share of "
        "all packages is no probability ('parley run' plays the talks and what follows).");
  room(page, m, a);
  blockers(page, m, a);
  moves(page, m, a);
  stakes(page, m, a);
  trades(page, m, a);
  text_itself(page, m, a);
  reference_points(page, m, a);
  tell_forecasts(page, m, a.forecasts, a.signers);
  return with_words(page, colour, width);
}

}  // namespace parley

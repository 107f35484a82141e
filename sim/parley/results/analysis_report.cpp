#include "parley/results/analysis_report.hpp"

#include <algorithm>
#include <cmath>

#include "parley/results/chronicle.hpp"
#include "parley/results/json.hpp"
#include "parley/results/page.hpp"
#include "parley/results/tables.hpp"

namespace parley {

namespace {

std::string name(const Model& m, PartyId p) { return m.party(p).name; }

// A number of packages, however large.
std::string packages(double n) {
  if (n < 1e12) return fmt::format("{:.0f}", n);
  return std::isfinite(n) ? fmt::format("about 10^{:.0f}", std::log10(n)) : "over 10^308";
}

std::string names(const Model& m, const std::vector<PartyId>& parties) {
  std::vector<std::string> list;
  for (const PartyId p : parties) list.push_back(name(m, p));
  return fmt::format("{}", fmt::join(list, ", "));
}

struct NamedPoint {
  const char* name;
  const Point& point;
};

std::vector<NamedPoint> points(const Analysis& a) {
  return {{"Nash", a.nash},
          {"Kalai-Smorodinsky", a.kalai_smorodinsky},
          {"Kalai proportional", a.kalai_proportional},
          {"utilitarian", a.utilitarian}};
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
  page.hanging("  ",
               "Counted at the parties' reservation values at the start; a client accepts under its patrons' "
               "leverage, as in the talks.");
}

void stakes(Page& page, const Model& m, const Analysis& a) {
  if (a.stakes.empty()) return;
  page.section(
      a.exact ? "What each could get in a deal that all accept"
              : "What each could get at least in a deal that all accept (best and worst of those looked at)");
  for (const Stakes& s : a.stakes)
    page.line(fmt::format("  {:<34} at best {:.2f}, at worst {:.2f}; without a deal {:.2f}", name(m, s.party),
                          s.best, s.worst, m.party(s.party).reservation.value));
}

void blockers(Page& page, const Model& m, const Analysis& a) {
  if (!a.stakes.empty()) return;
  page.section("Who stands in the way");
  if (!a.exact)
    page.line("  No package looked at is acceptable to all; in so large a space one may still exist.");
  if (a.blocking_parties.empty())
    page.line("  No one or two parties alone: at least three would refuse every package.");
  for (const auto& set : a.blocking_parties)
    page.line(fmt::format("  Without {} there would be room.", names(m, set)));
  for (const std::size_t i : a.blocking_issues)
    page.line(fmt::format("  With {} left out of the talks there would be room.",
                          m.scenario.issues.rows[i].key.id));
  page.section("The cheapest opening");
  for (const PartyId p : a.signers) {
    if (a.opening.lacking[p] <= 0) continue;
    std::string line =
        fmt::format("  {} would have to accept {:.3f} less (reservation value {:.2f}, not {:.2f})",
                    name(m, p), a.opening.lacking[p], m.party(p).reservation.value - a.opening.lacking[p],
                    m.party(p).reservation.value);
    if (std::isfinite(a.opening.extra_leverage[p]))
      line += fmt::format(", or its patrons to have {:.2f} more leverage", a.opening.extra_leverage[p]);
    page.line(line + ".");
  }
  page.hanging("  On this text: ",
               fmt::format("{}", fmt::join(terms_in_words(m, a.opening.package, m.war), "; ")));
}

void reference_points(Page& page, const Model& m, const Analysis& a) {
  page.section(
      fmt::format("Where theory would settle{}", a.nash.exact ? "" : " (found by search, not proven)"));
  for (const auto& [label, point] : points(a)) {
    if (!point.exists) {
      page.line(fmt::format(
          "  {}: none, no package is worth its reservation value to every signatory on its own account",
          label));
      continue;
    }
    page.hanging(fmt::format("  {:<20}", label),
                 fmt::format("{}", fmt::join(terms_in_words(m, point.package, m.war), "; ")));
    std::vector<std::string> worth;
    for (std::size_t i = 0; i < a.signers.size(); ++i)
      worth.push_back(fmt::format("{} {:.2f}", m.party_id(a.signers[i]), point.utilities[i]));
    page.hanging("                      ", fmt::format("({})", fmt::join(worth, ", ")));
  }
  if (!a.frontier.empty())
    page.line(fmt::format("  {} packages are efficient: no party can gain without loss to another.",
                          a.frontier.size()));
}

// Issues that a party can give on (they matter less to it than to the others on average) and those it would
// ask for.
void trades(Page& page, const Model& m, const Analysis& a) {
  page.section("What each would trade (weight to it, mean weight to the other signatories)");
  std::size_t width = 0;
  for (const PartyId p : a.signers) width = std::max(width, m.party_id(p).size());
  for (const PartyId p : a.signers) {
    std::vector<std::pair<double, std::string>> lean;
    for (std::size_t i = 0; i < m.talks.space.issues(); ++i) {
      const double own = issue_weight(m, p, i);
      double others = 0;
      for (const PartyId q : a.signers)
        if (q != p) others += issue_weight(m, q, i) / static_cast<double>(a.signers.size() - 1);
      if (own + others > 0)
        lean.emplace_back(own - others,
                          fmt::format("{} ({:.2f}, {:.2f})", m.scenario.issues.rows[i].key.id, own, others));
    }
    std::stable_sort(lean.begin(), lean.end(),
                     [](const auto& x, const auto& y) { return x.first < y.first; });
    std::vector<std::string> gives, asks;
    for (std::size_t k = 0; k < lean.size() && k < 3; ++k) {
      if (lean[k].first < -0.01) gives.push_back(lean[k].second);
      if (lean[lean.size() - 1 - k].first > 0.01) asks.push_back(lean[lean.size() - 1 - k].second);
    }
    page.hanging(
        fmt::format("  {:<{}} ", m.party_id(p), width),
        fmt::format("can give on {}; wants {}",
                    gives.empty() ? "nothing in particular" : fmt::format("{}", fmt::join(gives, ", ")),
                    asks.empty() ? "nothing in particular" : fmt::format("{}", fmt::join(asks, ", "))));
  }
}

Json ids(const Model& m, const std::vector<PartyId>& parties) {
  Json list = Json::array();
  for (const PartyId p : parties) list.push_back(m.party_id(p));
  return list;
}

Json number_or_null(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

}  // namespace

std::string analysis_text(const Model& m, const Analysis& a, bool colour, std::size_t width) {
  Page page(colour, width);
  page.title(m.scenario.name + ": the space of deals");
  page.line(
      fmt::format("{} packages, {}", packages(a.size),
                  a.exact ? "all looked at" : fmt::format("{} drawn at random and looked at", samples)));
  page.hanging("Must sign: ", names(m, a.signers) + ".");
  room(page, m, a);
  stakes(page, m, a);
  blockers(page, m, a);
  trades(page, m, a);
  reference_points(page, m, a);
  return page.take();
}

std::string analysis_json(const Model& m, const Analysis& a) {
  Json out = {{"scenario", m.scenario.name},
              {"packages", a.size},
              {"exact", a.exact},
              {"signers", ids(m, a.signers)}};
  Json zones = Json::array();
  for (const Zone& z : a.zones)
    zones.push_back({{"parties", ids(m, z.parties)},
                     {"packages", z.packages},
                     {"share", z.share.share},
                     {"low", z.share.low},
                     {"high", z.share.high}});
  out["zones"] = zones;
  Json stakes = Json::array();
  for (const Stakes& s : a.stakes)
    stakes.push_back({{"party", m.party_id(s.party)},
                      {"best", s.best},
                      {"worst", s.worst},
                      {"best_deal", package_json(m, s.best_deal)},
                      {"worst_deal", package_json(m, s.worst_deal)}});
  out["stakes"] = stakes;
  Json sets = Json::array();
  for (const auto& set : a.blocking_parties) sets.push_back(ids(m, set));
  out["blocking_parties"] = sets;
  Json issues = Json::array();
  for (const std::size_t i : a.blocking_issues) issues.push_back(m.scenario.issues.rows[i].key.id);
  out["blocking_issues"] = issues;
  Json opening = {{"total", a.opening.total},
                  {"package", package_json(m, a.opening.package)},
                  {"parties", Json::object()}};
  for (const PartyId p : a.signers)
    opening["parties"][m.party_id(p)] = {{"lacking", a.opening.lacking[p]},
                                         {"extra_leverage", number_or_null(a.opening.extra_leverage[p])}};
  out["opening"] = opening;
  Json theory = Json::object();
  for (const auto& [label, point] : points(a))
    theory[label] = point.exists ? Json{{"exact", point.exact},
                                        {"utilities", point.utilities},
                                        {"package", package_json(m, point.package)}}
                                 : Json(nullptr);
  out["points"] = theory;
  Json frontier = Json::array();
  for (const Point& p : a.frontier)
    frontier.push_back({{"utilities", p.utilities}, {"package", package_json(m, p.package)}});
  out["frontier"] = frontier;
  return dumped(out);
}

void write_analysis(const std::filesystem::path& dir, const Model& m, const Analysis& a) {
  std::vector<std::string> by_issue, by_party;
  for (const auto& [key, issue] : m.scenario.issues) by_issue.push_back("option_" + key.id);
  for (const PartyId p : a.signers) by_party.push_back("utility_" + m.party_id(p));
  const auto joined = [&](std::vector<std::string> head) {
    head.insert(head.end(), by_issue.begin(), by_issue.end());
    head.insert(head.end(), by_party.begin(), by_party.end());
    return head;
  };
  const auto package_cells = [&](CsvFile& f, const Package& package) {
    for (std::size_t i = 0; i < m.talks.space.issues(); ++i)
      f.cell(static_cast<int>(m.talks.space.option(package, i)));
    for (const PartyId p : a.signers) f.cell(m.talks.utilities[p](package));
    f.end_row();
  };
  CsvFile zones(dir / "zones.csv", {"parties", "packages", "share", "low", "high"});
  for (const Zone& z : a.zones) {
    std::vector<std::string> list;
    for (const PartyId p : z.parties) list.push_back(m.party_id(p));
    zones.cell(fmt::format("{}", fmt::join(list, " ")))
        .cell(z.packages)
        .cell(z.share.share)
        .cell(z.share.low)
        .cell(z.share.high);
    zones.end_row();
  }
  zones.flush();
  CsvFile theory(dir / "points.csv", joined({"point"}));
  for (const auto& [label, point] : points(a)) {
    if (!point.exists) continue;
    theory.cell(label);
    package_cells(theory, point.package);
  }
  theory.flush();
  CsvFile weights(dir / "weights.csv", {"party", "issue", "weight"});
  for (const PartyId p : a.signers) {
    for (std::size_t i = 0; i < m.talks.space.issues(); ++i) {
      weights.cell(m.party_id(p)).cell(m.scenario.issues.rows[i].key.id).cell(issue_weight(m, p, i));
      weights.end_row();
    }
  }
  weights.flush();
  if (a.frontier.empty()) return;
  CsvFile frontier(dir / "frontier.csv", joined({"rank"}));
  for (std::size_t k = 0; k < a.frontier.size(); ++k) {
    frontier.cell(static_cast<int>(k));
    package_cells(frontier, a.frontier[k].package);
  }
  frontier.flush();
}

}  // namespace parley

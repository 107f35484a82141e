#include "parley/questions/record/population.hpp"

#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "parley/scenario/loader.hpp"
#include "parley/statistics/luck.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// Draws in the order of asking.
class Draw {
 public:
  Draw(std::uint64_t seed, std::uint32_t place)
      : luck_(study_luck(seed, StudyPurpose::population, 0, place)) {}
  double between(double low, double high) { return low + (high - low) * luck_.uniform(); }
  bool chance(double p) { return luck_.chance(p); }
  int whole(int low, int high) {
    return low + static_cast<int>(luck_.below(static_cast<std::uint32_t>(high - low + 1)));
  }

 private:
  Stream luck_;
};

// Lethal events a day: from 25 battle deaths a year, the least that UCDP counts as an armed conflict, at 4.6
// deaths an event, to the war of Syria in 2016.
constexpr double smallest_war = 25 / 365.25 / 4.6, largest_war = 10;
constexpr int causes = 3;  // issues that the war is about
constexpr int cause_options = 5;

std::string number(double x) { return fmt::format("{:.3f}", x); }
std::string listed(const std::vector<std::string>& parts) {
  return fmt::format("[{}]", fmt::join(parts, ", "));
}

struct War {
  bool patrons = false, spoiler = false;
  std::vector<double> intensity;
  // Share of the fighting on the first front, where a local truce holds.
  double local_share() const {
    return intensity[0] / std::accumulate(intensity.begin(), intensity.end(), 0.0);
  }
};

std::string fronts_text(Draw& draw, const War& war) {
  std::string text = "fronts:\n";
  for (std::size_t f = 0; f < war.intensity.size(); ++f) {
    const double mixed = draw.between(0.05, 0.5);
    text += fmt::format("  f{}: {{sides: [government, rebels], intensity: {:.5f}{}}}\n", f, war.intensity[f],
                        war.spoiler ? fmt::format(", intermingled: {{EXT: {:.3f}}}", mixed) : std::string());
  }
  return text;
}

std::string issues_text(Draw& draw, TruceClass kind) {
  const double detection = draw.between(0.15, 0.5), attribution = draw.between(0.1, 0.5);
  const double disengages = draw.between(0.1, 0.5), pressure = draw.between(0.1, 0.6);
  const double separation = draw.between(0.01, 0.15), strikes = draw.between(0.2, 1);
  const double disarms = draw.between(0.5, 0.9);
  std::string text = fmt::format(
      "  CALM: {{options: [none, calm], status_quo: 0, terms: {{1: {{covers: {}}}}}}}\n"
      "  WATCH: {{options: [claims, joint commission, monitors and pull-backs], status_quo: 0, terms: {{1: "
      "{{detection: {:.3f}, "
      "pressure: {:.3f}}}, 2: {{detection: {:.3f}, attribution: {:.3f}, attribution_delay: 3 days, "
      "disengages: {:.3f}, pressure: "
      "{:.3f}, separation: {:.3f}, "
      "strikes: {:.3f}}}}}}}\n"
      "  ARMS: {{options: [kept, laid down], status_quo: 0, terms: {{1: {{disengages: {:.3f}, detection: "
      "{:.3f}, separation: "
      "{:.3f}}}}}}}\n",
      kind == TruceClass::local ? "[f0]" : "[all]", 0.5 * detection, 0.5 * pressure, detection, attribution,
      disengages, pressure, separation, strikes, disarms, detection, separation);
  for (int k = 0; k < causes; ++k)
    text += fmt::format("  CAUSE{}: {{options: [a, b, c, d, e], status_quo: {}}}\n", k,
                        draw.whole(0, cause_options - 1));
  return text;
}

std::string off_the_table(TruceClass kind) {
  switch (kind) {
    case TruceClass::local:
    case TruceClass::cessation:
      return "[WATCH, ARMS, CAUSE0, CAUSE1, CAUSE2]";
    case TruceClass::compliance:
      return "[ARMS, CAUSE0, CAUSE1, CAUSE2]";
    case TruceClass::definitive:
      break;
  }
  return "[]";
}

// What a party wants of the truce, and of what the war is about: there the camps want opposite ends.
std::string wishes_text(Draw& draw, TruceClass kind, const War& war, bool government) {
  std::string weights, values;
  const auto add = [&](const std::string& issue, double weight, const std::vector<std::string>& list) {
    weights += fmt::format("{}{}: {:.3f}", weights.empty() ? "" : ", ", issue, weight);
    values += fmt::format("{}{}: {}", values.empty() ? "" : ", ", issue, listed(list));
  };
  add("CALM", draw.between(1, 3), {"0", number(kind == TruceClass::local ? war.local_share() : 1.0)});
  const double watch = draw.between(0.1, 0.6), arms = draw.between(0.1, 0.6);
  const double some = draw.between(0.3, 1), full = draw.between(0, 1), laid = draw.between(0, 1);
  add("WATCH", watch, {"0.3", number(some), number(full)});
  add("ARMS", arms, {"0.5", number(laid)});
  for (int k = 0; k < causes; ++k) {
    const double weight = draw.between(0.2, 1), bend = draw.between(0.6, 1.6);
    std::vector<std::string> list;
    for (int o = 0; o < cause_options; ++o)
      list.push_back(number(scalar_pow(
          static_cast<double>(government ? cause_options - 1 - o : o) / (cause_options - 1), bend)));
    add(fmt::format("CAUSE{}", k), weight, list);
  }
  return fmt::format("weights: {{{}}}, values: {{{}}}", weights, values);
}

std::string force_text(Draw& draw, TruceClass kind, const War& war, bool government) {
  const double reservation = draw.between(0.2, 0.65), strength = draw.between(0.6, 1.4);
  const double optimism = draw.between(0, 0.5), cost = draw.between(0.03, 0.12);
  const double trust = draw.between(0.25, 0.7), exposure = draw.between(0.02, 0.2);
  const double temptation = draw.between(0.01, 0.08), slack = draw.between(0.05, 0.4);
  const double audience = draw.between(0, 0.05), leverage = draw.between(0.2, 0.8);
  const double exponent = draw.between(0.5, 3);
  const std::string wishes = wishes_text(draw, kind, war, government);
  return fmt::format(
      "  {}: {{bloc: {}, seat: {}, {}, reservation: {:.3f}, strategy: {{bidding: {{time_dependent: "
      "{{exponent: {:.3f}}}}}, "
      "opponent_model: frequency}}, war: {{strength: {:.3f}, optimism: {:.3f}, cost: {:.3f}}}, conduct: "
      "{{trust: {:.3f}, exposure: "
      "{:.3f}, temptation: {:.3f}, slack: {:.3f}, audience: {:.3f}}}{}}}\n",
      government ? "GOV" : "REB", government ? "government" : "rebels", war.patrons ? "client" : "principal",
      wishes, reservation, exponent, strength, optimism, cost, trust, exposure, temptation, slack, audience,
      war.patrons ? fmt::format(", influenced_by: {{{}: {:.3f}}}", government ? "EAST" : "WEST", leverage)
                  : std::string());
}

std::string patron_text(Draw& draw, TruceClass kind, const War& war, bool government) {
  const double reservation = draw.between(0.2, 0.6), trust = draw.between(0.3, 0.65),
               exposure = draw.between(0.01, 0.1);
  const std::string wishes = wishes_text(draw, kind, war, government);
  return fmt::format(
      "  {}: {{bloc: {}, seat: principal, {}, reservation: {:.3f}, strategy: {{opponent_model: frequency}}, "
      "conduct: "
      "{{trust: {:.3f}, exposure: {:.3f}, temptation: 0, slack: 0}}}}\n",
      government ? "EAST" : "WEST", government ? "government" : "rebels", wishes, reservation, trust,
      exposure);
}

}  // namespace

std::string random_conflict(TruceClass kind, std::uint64_t seed, std::uint32_t place) {
  Draw draw(seed, place);
  War war;
  // Nobody abroad stands behind a local truce.
  war.patrons = draw.chance(0.5) && kind != TruceClass::local;
  war.spoiler = draw.chance(0.5);
  war.intensity.resize(static_cast<std::size_t>(draw.whole(3, 5)));
  // Total and shares.
  const double total = scalar_exp(draw.between(scalar_log(smallest_war), scalar_log(largest_war)));
  for (double& share : war.intensity) share = draw.between(0.2, 1);
  const double shares = std::accumulate(war.intensity.begin(), war.intensity.end(), 0.0);
  for (double& events : war.intensity) events *= total / shares;
  const std::string issues = issues_text(draw, kind), fronts = fronts_text(draw, war);
  std::string parties = force_text(draw, kind, war, true);
  parties += force_text(draw, kind, war, false);
  std::string patrons = patron_text(draw, kind, war, true);
  patrons += patron_text(draw, kind, war, false);
  if (war.patrons) parties += patrons;
  const double cost = draw.between(0.01, 0.05), strength = draw.between(0.1, 0.5);
  if (war.spoiler)
    parties += fmt::format(
        "  EXT: {{bloc: extremists, seat: excluded, weights: {{CALM: 1}}, ideal: {{CALM: 0}}, reservation: "
        "0.6, "
        "war: {{strength: {:.3f}}}, conduct: {{audience: {:.3f}}}}}\n",
        strength, cost);
  return fmt::format(
      "name: Random conflict {} ({})\ncalendar: {{start: 2000-01-01, end: 2002-03-31}}\nissues:\n{}agenda: "
      "{{off_table: {}}}\n"
      "parties:\n{}talks: {{protocol: {}, rounds: 10, every: 5 days, deadline: 60 days, reopen_after: "
      "0}}\n{}",
      place, truce_class_names[static_cast<std::size_t>(kind)], issues, off_the_table(kind), parties,
      war.patrons ? "patrons_then_clients" : "alternating_offers", fronts);
}

Scenario random_scenario(TruceClass kind, std::uint64_t seed, std::uint32_t place) {
  Diagnostics diagnostics;
  const auto document = parse_yaml("random", random_conflict(kind, seed, place), diagnostics);
  auto scenario = document ? load_scenario(*document, diagnostics) : std::nullopt;
  if (!scenario) throw std::logic_error("a random conflict is no scenario:\n" + to_string(diagnostics));
  return *scenario;
}

}  // namespace parley

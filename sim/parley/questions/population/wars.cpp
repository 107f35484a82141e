#include "parley/questions/population/wars.hpp"

#include <algorithm>
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
class WarDraw {
 public:
  // `sequence`: 0, or 1 for draws beside the others.
  WarDraw(std::uint64_t seed, std::uint32_t place, std::uint32_t sequence = 0)
      : luck_(study_luck(seed, StudyPurpose::population, sequence, place)) {}
  double between(double low, double high) { return low + (high - low) * luck_.uniform(); }
  bool chance(double p) { return luck_.chance(p); }
  int whole(int low, int high) {
    return low + static_cast<int>(luck_.below(static_cast<std::uint32_t>(high - low + 1)));
  }

 private:
  Stream luck_;
};

// Lethal events a day of the pair of sides.
// Share of what a text gives above fighting on that comes with the truce. Calm is most of what these texts
// give, so it is less than where utilities tell of a peace; fitted to net effects of the calibration half.
constexpr double least_settled = 0.02, most_settled = 0.08;
constexpr double fewest_events = 0.15, most_events = 6;
constexpr int causes = 3;  // issues that the war is about
constexpr int cause_options = 5;
constexpr int war_days = war_years * 365;
constexpr double kept_back = 0.3, kept_arms = 0.5;  // worth of no monitors, and of arms kept

struct WarSketch {
  TextKind kind = TextKind::bare;
  TextsDo texts = TextsDo::as_written;
  bool patrons = false, spoiler = false, by_government = false;
  int text_day = 0;  // talks may open from here on, or the one side declares its truce
  std::vector<double> intensity;
  std::array<int, causes> status_quo{};
  double size_mu = 0, size_sigma = 0, size_tail = 0;
  int age = 0;                       // days since the war began, on the first day
  std::array<double, 2> reserves{};  // of the government, of the rebels: mobile share of their forces
  std::array<double, 2> standing{};  // of theirs: what a signature earns
  double watched = 0;                // chance that a killing is seen, whatever the text
  // Share of the fighting on the first front, where a local truce holds.
  double local_share() const {
    return intensity[0] / std::accumulate(intensity.begin(), intensity.end(), 0.0);
  }
};

std::string decimals(double x) { return fmt::format("{:.4f}", x); }

std::string fronts_of(WarDraw& draw, const WarSketch& war) {
  std::string text = "fronts:\n";
  for (std::size_t f = 0; f < war.intensity.size(); ++f) {
    const double mixed = draw.between(0.05, 0.5);
    text += fmt::format("  f{}: {{sides: [government, rebels], intensity: {:.5f}{}}}\n", f, war.intensity[f],
                        war.spoiler ? fmt::format(", intermingled: {{EXT: {:.3f}}}", mixed) : std::string());
  }
  return text;
}

std::string issues_of(WarDraw& draw, const WarSketch& war) {
  const double detection = draw.between(0.15, 0.5), attribution = draw.between(0.1, 0.5);
  const double pulled_back = draw.between(0.1, 0.5), laid_down = draw.between(0.1, 0.5);
  const double pressure = draw.between(0.1, 0.6), separation = draw.between(0.01, 0.15);
  const double strikes = draw.between(0.2, 1);
  const auto terms = [&](const std::string& all) {
    return war.texts == TextsDo::nothing ? std::string() : ", terms: {" + all + "}";
  };
  const std::string covers = war.kind == TextKind::local ? "[f0]" : "[all]";
  std::string text = "issues:\n";
  text +=
      fmt::format("  CALM: {{options: [none, calm], status_quo: 0, terms: {{1: {{covers: {}}}}}}}\n", covers);
  text += fmt::format(
      "  WATCH: {{options: [claims, joint commission, monitors and pull-backs], status_quo: 0{}}}\n",
      terms(fmt::format("1: {{detection: {:.3f}, pressure: {:.3f}}}, 2: {{detection: {:.3f}, attribution: "
                        "{:.3f}, attribution_delay: 3 days, disengages: {:.3f}, pressure: {:.3f}, "
                        "separation: {:.3f}, strikes: {:.3f}}}",
                        0.5 * detection, 0.5 * pressure, detection, attribution, pulled_back, pressure,
                        separation, strikes)));
  text += fmt::format("  ARMS: {{options: [kept, laid down], status_quo: 0{}}}\n",
                      terms(fmt::format("1: {{disengages: {:.3f}}}", laid_down)));
  for (std::size_t k = 0; k < causes; ++k)
    text += fmt::format("  CAUSE{}: {{options: [a, b, c, d, e], status_quo: {}}}\n", k, war.status_quo[k]);
  return text;
}

std::string_view off_table(TextKind kind) {
  if (kind == TextKind::definitive) return "[]";
  return kind == TextKind::compliance ? "[ARMS, CAUSE0, CAUSE1, CAUSE2]"
                                      : "[WATCH, ARMS, CAUSE0, CAUSE1, CAUSE2]";
}

// What a party wants of the truce, and of what the war is about: there the camps want opposite ends.
std::string wishes_of(WarDraw& draw, const WarSketch& war, bool government, double reservation) {
  std::string weights, values;
  const auto add = [&](const std::string& issue, double weight, const std::vector<std::string>& list) {
    weights += fmt::format("{}{}: {:.3f}", weights.empty() ? "" : ", ", issue, weight);
    values += fmt::format("{}{}: [{}]", values.empty() ? "" : ", ", issue, fmt::join(list, ", "));
  };
  const double calm = draw.between(1, 3), watch = draw.between(0.1, 0.6), arms = draw.between(0.1, 0.6);
  const double some = draw.between(0.3, 1), full = draw.between(0, 1), laid = draw.between(0, 1);
  add("WATCH", watch, {decimals(kept_back), decimals(some), decimals(full)});
  add("ARMS", arms, {decimals(kept_arms), decimals(laid)});
  double total = calm + watch + arms, without_calm = watch * kept_back + arms * kept_arms;
  for (std::size_t k = 0; k < causes; ++k) {
    const double weight = draw.between(0.2, 1), bend = draw.between(0.6, 1.6);
    std::vector<std::string> list;
    for (int o = 0; o < cause_options; ++o) {
      const double value =
          scalar_pow(static_cast<double>(government ? cause_options - 1 - o : o) / (cause_options - 1), bend);
      if (o == war.status_quo[k]) without_calm += weight * value;
      list.push_back(decimals(value));
    }
    total += weight;
    add(fmt::format("CAUSE{}", k), weight, list);
  }
  // Such that utility above the reservation value is that of calm everywhere times the share of the front.
  const double everywhere = (calm + without_calm) / total;
  const double here = reservation + war.local_share() * (everywhere - reservation);
  const double local = unit((total * here - without_calm) / calm);
  add("CALM", calm, {"0", decimals(war.kind == TextKind::local ? local : 1.0)});
  return fmt::format("weights: {{{}}}, values: {{{}}}", weights, values);
}

std::string force_of(WarDraw& draw, const WarSketch& war, bool government) {
  const double reservation = draw.between(0.2, 0.65), strength = draw.between(0.6, 1.4);
  const double optimism = draw.between(0, 0.5), cost = draw.between(0.03, 0.12);
  const double trust = draw.between(0.25, 0.7), slack = draw.between(0.05, 0.4);
  const double audience = draw.between(0, 0.05), leverage = draw.between(0.2, 0.8);
  const double exponent = draw.between(0.5, 3);
  const std::string wishes = wishes_of(draw, war, government, reservation);
  return fmt::format(
      "  {}: {{bloc: {}, seat: {}, {}, reservation: {:.3f}, strategy: {{bidding: {{time_dependent: "
      "{{exponent: {:.3f}}}}}, opponent_model: frequency}}, war: {{strength: {:.3f}, optimism: {:.3f}, cost: "
      "{:.3f}, reserves: {:.3f}}}, conduct: {{trust: {:.3f}, slack: {:.3f}, audience: "
      "{:.3f}, standing: {:.4f}}}{}}}\n",
      government ? "GOV" : "REB", government ? "government" : "rebels", war.patrons ? "client" : "principal",
      wishes, reservation, exponent, strength, optimism, cost, war.reserves[government ? 0 : 1], trust, slack,
      audience, war.standing[government ? 0 : 1],
      war.patrons ? fmt::format(", influenced_by: {{{}: {:.3f}}}", government ? "EAST" : "WEST", leverage)
                  : std::string());
}

std::string patron_of(WarDraw& draw, const WarSketch& war, bool government) {
  const double reservation = draw.between(0.2, 0.6), trust = draw.between(0.3, 0.65);
  const std::string wishes = wishes_of(draw, war, government, reservation);
  return fmt::format(
      "  {}: {{bloc: {}, seat: principal, {}, reservation: {:.3f}, strategy: {{opponent_model: frequency}}, "
      "conduct: {{trust: {:.3f}, slack: 0}}}}\n",
      government ? "EAST" : "WEST", government ? "government" : "rebels", wishes, reservation, trust);
}

WarSketch sketched(WarDraw& draw, WarDraw beside, TextKind kind, TextsDo texts) {
  WarSketch war;
  war.kind = kind;
  war.texts = texts;
  war.patrons = draw.chance(0.5);
  war.spoiler = draw.chance(0.5);
  war.by_government = draw.chance(0.5);
  war.text_day = draw.whole(texts_from, war_days / 2);
  war.intensity.resize(static_cast<std::size_t>(draw.whole(3, 5)));
  const double total = scalar_exp(draw.between(scalar_log(fewest_events), scalar_log(most_events)));
  for (double& share : war.intensity) share = draw.between(0.2, 1);
  const double shares = std::accumulate(war.intensity.begin(), war.intensity.end(), 0.0);
  for (double& events : war.intensity) events *= total / shares;
  for (int& option : war.status_quo) option = draw.whole(0, cause_options - 1);
  war.size_mu = draw.between(0.6, 1.9);
  war.size_sigma = draw.between(0.7, 1.5);
  war.size_tail = draw.between(1.02, 1.6);  // the format takes no heavier tail
  war.age = beside.whole(0, 2000);
  for (double& share : war.reserves) share = beside.between(0.05, 0.5);
  war.watched = beside.between(0.05, 0.6);
  for (double& earned : war.standing) earned = beside.between(0, 0.002);
  return war;
}

std::string date_after(int days) { return to_string(Date{parse_date("2000-01-01")->days + days}); }

}  // namespace

std::string random_war(TextKind kind, std::uint64_t seed, std::uint32_t place, TextsDo texts) {
  WarDraw draw(seed, place);
  const WarSketch war = sketched(draw, WarDraw(seed, place, 1), kind, texts);
  std::string text =
      fmt::format("name: Random war {} ({})\ncalendar: {{start: {}, end: {}}}\n", place,
                  text_kind_names[static_cast<std::size_t>(kind)], date_after(0), date_after(war_days - 1));
  text += issues_of(draw, war);
  text += fmt::format("agenda: {{off_table: {}}}\nparties:\n", off_table(kind));
  text += force_of(draw, war, true) + force_of(draw, war, false);
  const std::string patrons = patron_of(draw, war, true) + patron_of(draw, war, false);
  if (war.patrons) text += patrons;
  const double cost = draw.between(0.01, 0.05), strength = draw.between(0.1, 0.5);
  if (war.spoiler)
    text += fmt::format(
        "  EXT: {{bloc: extremists, seat: excluded, weights: {{CALM: 1}}, ideal: {{CALM: 0}}, reservation: "
        "0.6, war: {{strength: {:.3f}}}, conduct: {{audience: {:.3f}}}}}\n",
        strength, cost);
  // One side's truce is followed by no talks.
  text += fmt::format("talks: {{protocol: {}, rounds: 10, every: 5 days, deadline: 60 days, start: {}{}}}\n",
                      war.patrons ? "patrons_then_clients" : "alternating_offers", date_after(war.text_day),
                      kind == TextKind::unilateral ? ", reopen_after: 0" : "");
  if (kind == TextKind::unilateral)
    text += fmt::format("deal: {{name: declared, date: {}, options: {{CALM: calm}}}}\n",
                        date_after(war.text_day));
  text += fronts_of(draw, war);
  text += fmt::format("war: {{event_mu: {:.3f}, event_sigma: {:.3f}, event_tail: {:.3f}, since: {}}}\n",
                      war.size_mu, war.size_sigma, war.size_tail, date_after(-war.age));
  const double settles = draw.between(least_settled, most_settled), surprise = draw.between(0.5, 1.5);
  text += fmt::format("truce: {{settles: {:.3f}, surprise: {:.3f}, detection: {:.3f}{}}}\n", settles,
                      surprise, war.watched, texts == TextsDo::nothing ? ", exempt_fighting: 0" : "");
  return text;
}

Model random_war_model(TextKind kind, std::uint64_t seed, std::uint32_t place, TextsDo texts,
                       const WarChange& change) {
  Diagnostics diagnostics;
  const auto document = parse_yaml("random", random_war(kind, seed, place, texts), diagnostics);
  auto scenario = document ? load_scenario(*document, diagnostics) : std::nullopt;
  if (!scenario) throw std::logic_error("a random war is no scenario:\n" + to_string(diagnostics));
  if (change) change(*scenario);
  Model model(*scenario);
  if (texts == TextsDo::nothing)
    for (const char* side : {"GOV", "REB"})
      model.bound[model.scenario.parties.position(side)] = Bound::attacks;
  if (kind != TextKind::unilateral) return model;
  WarDraw draw(seed, place);
  const bool by_government = sketched(draw, WarDraw(seed, place, 1), kind, texts).by_government;
  model.bound[model.scenario.parties.position(by_government ? "REB" : "GOV")] = Bound::outside;
  return model;
}

TextKind kind_of(const Model& m, TextKind war, const Package& text) {
  if (war == TextKind::local || war == TextKind::unilateral) return war;
  const auto option = [&](const char* issue) {
    return m.talks.space.option(text, m.scenario.issues.position(issue));
  };
  if (option("ARMS") > 0) return TextKind::definitive;
  return option("WATCH") > 0 ? TextKind::compliance : TextKind::bare;
}

}  // namespace parley

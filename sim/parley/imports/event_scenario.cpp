#include "parley/imports/event_scenario.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "parley/imports/draft.hpp"

namespace parley {

namespace {

constexpr std::size_t hash_digits = 16, most_mass_events = 200;

// Three digits; the range is never made narrower by rounding, and stays within what the format takes.
double rounded(double x, double (*to_whole)(double)) {
  double unit = 1;
  while (x != 0 && std::abs(x * unit) < 100) unit *= 10;
  if (unit > 1) return to_whole(x * unit) / unit;
  while (std::abs(x / unit) >= 1000) unit *= 10;
  return to_whole(x / unit) * unit;
}
double down(double x) { return std::floor(x); }
double up(double x) { return std::ceil(x); }
double near(double x) { return std::round(x); }

std::string assumed(const Credible& e, double least, double most, char mark, const std::string& why) {
  const double low = std::clamp(rounded(e.low, down), least, most),
               high = std::clamp(rounded(e.high, up), least, most);
  const double value = std::clamp(rounded(e.value, near), low, high);
  return fmt::format("{{value: {}, low: {}, high: {}, mark: {}, why: {}}}", number_text(value),
                     number_text(low), number_text(high), mark, yaml_scalar(why));
}

class Text {
 public:
  Text(const EventTable& table, const EventMap& map, const EventWar& war, const WarFit& fit,
       const EventScenarioOptions& options)
      : table_(table),
        map_(map),
        war_(war),
        fit_(fit),
        options_(options),
        start_(options.start.value_or(Date{war.to.days + 1})),
        source_(source_words(table)),
        span_(fmt::format("{} to {}", to_string(war.from), to_string(war.to))) {}

  std::string whole() {
    head();
    talks();
    fronts();
    war();
    events();
    return out_;
  }

 private:
  std::string why(const std::string& what) const { return source_ + ": " + what; }

  void head() {
    out_ += yaml_comment("The war part of this scenario was estimated by 'parley import events' from " +
                         std::filesystem::path(table_.file).filename().string());
    out_ += yaml_comment("SHA-256 " + table_.sha256);
    out_ +=
        "# Marked S: estimated from the table; the range holds 95% of what the table leaves open, and its "
        "low and high\n"
        "# counts. Marked E: judgement. Marked F: the table does not tell it, and nobody has yet; it must be "
        "varied.\n"
        "# Issues, parties' wishes and talks are placeholders to be replaced: no event table holds them, and "
        "no result\n"
        "# of this file says anything of a negotiation until they are.\n";
    out_ += fmt::format("name: {}\n",
                        yaml_scalar("War of " + std::filesystem::path(table_.file).stem().string()));
    out_ += fmt::format("description: {}\n",
                        yaml_scalar(fmt::format(
                            "Estimated from {} ({}), {} lethal events of known day, SHA-256 {}. Talks are a "
                            "placeholder.",
                            std::filesystem::path(table_.file).filename().string(), span_, fit_.sizes.events,
                            table_.sha256)));
    out_ += fmt::format("calendar: {{start: {}, end: {}}}\n", to_string(start_),
                        to_string(Date{start_.days + options_.length}));
  }

  void talks() {
    out_ +=
        "\n# ---- placeholder: what is negotiated, and who wants what ----\n"
        "issues:\n"
        "  CEASEFIRE:\n"
        "    title: What kind of ceasefire\n"
        "    options: [none, two-week pause, open-ended]\n"
        "    terms:\n"
        "      two-week pause: {covers: [all], renewal: 14 days}\n"
        "      open-ended: {covers: [all]}\n"
        "  OBSERVERS:\n"
        "    title: Who watches\n"
        "    options: [nobody, neutral observers]\n"
        "    terms:\n"
        "      neutral observers:\n"
        "        detection: {value: 0.4, low: 0.1, high: 0.8, mark: F, why: not in an event table}\n"
        "        attribution: {value: 0.4, low: 0.1, high: 0.8, mark: F, why: not in an event table}\n"
        "parties:\n";
    for (std::size_t c = 0; c < war_.camps.size(); ++c) {
      const std::string& camp = war_.camps[c];
      std::string names;
      std::size_t n = 0;
      for (const auto& [name, is] : map_.actors)
        if (is == camp && ++n <= 3) names += (names.empty() ? "" : ", ") + name;
      if (n > 3) names += fmt::format(" and {} more", n - 3);
      out_ += fmt::format("  {}:\n", camp);
      out_ += fmt::format("    name: {}\n", yaml_scalar(n == 1 && names.size() <= 60 ? names : camp));
      out_ += fmt::format("    description: {}\n", yaml_scalar("In the table: " + names));
      out_ += fmt::format(
          "    weights:\n"
          "      CEASEFIRE: {{value: 6, low: 2, high: 10, mark: F, why: not in an event table}}\n"
          "      OBSERVERS: {{value: 4, low: 1, high: 8, mark: F, why: not in an event table}}\n"
          "    ideal: {{CEASEFIRE: open-ended, OBSERVERS: {}}}\n"
          "    reservation: {{value: 0.4, low: 0.2, high: 0.7, mark: F, why: not in an event table}}\n"
          "    war:\n"
          "      strength: {{value: 1, low: 0.3, high: 3, mark: F, why: the dead of a war do not tell who is "
          "stronger}}\n"
          "      optimism: {{value: 0.2, low: 0, high: 0.6, mark: F, why: not in an event table}}\n"
          "      cost: {{value: 0.05, low: 0.01, high: 0.15, mark: F, why: not in an event table}}\n"
          "    conduct:\n"
          "      trust: {{value: 0.3, low: 0.1, high: 0.6, mark: F, why: not in an event table}}\n",
          c == 0 ? "nobody" : "neutral observers");
    }
    out_ +=
        "talks: {protocol: alternating_offers, rounds: 5, every: 14 days, deadline: 120 days, reopen_after: "
        "60 days}\n";
  }

  void fronts() {
    out_ += "\n# ---- from the table ----\nfronts:\n";
    for (std::size_t f = 0; f < war_.fronts.size(); ++f) {
      const WarFront& front = war_.fronts[f];
      const double other = counted_of(front.spread_out, war_.count) + front.placed_by_share;
      std::string what = fmt::format("{} lethal events of known day and {:.0f} deaths from {}",
                                     front.sizes.size(), counted_of(front.known, war_.count), span_);
      if (other >= 0.5) what += fmt::format(", {:.0f} more deaths without a day or a place", other);
      out_ += fmt::format("  {}:\n    name: {}\n    sides: [{}, {}]\n", front.id, yaml_scalar(front.name),
                          front.camps[0], front.camps[1]);
      out_ += fmt::format("    intensity: {}\n", assumed(fit_.intensities[f], 0, 1000, 'S', why(what)));
      out_ +=
          "    control: {value: 0.5, low: 0.1, high: 0.9, mark: F, why: an event table does not tell who "
          "holds the ground}\n";
    }
  }

  void war() {
    const std::string sizes = fmt::format("fit to {} events from {}", fit_.sizes.events, span_);
    const std::string days =
        fmt::format("fit to {} days on {} fronts, from {}", war_.days(), war_.fronts.size(), span_);
    const auto line = [&](const char* key, const std::string& text) {
      out_ += fmt::format("  {}: {}\n", key, text);
    };
    out_ += "war:\n";
    line("event_mu", assumed(fit_.sizes.mu, -2, 5, 'S', why(sizes)));
    line("event_sigma", assumed(fit_.sizes.sigma, 0, 3, 'S', why(sizes)));
    const double from = fit_.sizes.law.tail_from;
    if (fit_.sizes.in_tail > 0)
      line("event_tail",
           assumed(fit_.sizes.tail, 1.01, 10, 'S',
                   why(fmt::format("{}; {} of them above {}", sizes, fit_.sizes.in_tail, from))));
    else
      line("event_tail", assumed(fit_.sizes.tail, 1.01, 10, 'F',
                                 fmt::format("no event of the table is above {}: it does not tell the tail; "
                                             "the range is what was held possible before",
                                             from)));
    line("tail_from", assumed({from, from, from}, 1, 1000, 'E',
                              "where the tail was taken to begin; events are fitted given that"));
    const double largest = std::max(fit_.largest, static_cast<int>(from) + 1);
    const bool seen = largest == fit_.largest;
    line("largest_event",
         assumed({largest, largest, 3 * largest}, 1, 100000, seen ? 'S' : 'E',
                 why(seen ? "the largest event of known day; larger ones may come"
                          : fmt::format("the largest event of known day killed {}; set above tail_from, for "
                                        "larger ones may come",
                                        fit_.largest))));
    line("clustering", assumed(fit_.counts.clustering, 1, most_clustering, 'S', why(days)));
    line("persistence", assumed(fit_.counts.persistence, 0, most_persistence, 'S', why(days)));
    line("volatility", assumed(fit_.counts.volatility, 0, most_volatility, 'S', why(days)));
    out_ += fmt::format(
        "  lulls:\n"
        "    after: {{value: 150 days, low: 60 days, high: 700 days, mark: F, why: \"not estimated; as in "
        "wars elsewhere, and the table has {0} days\"}}\n"
        "    last: {{value: 70 days, low: 20 days, high: 150 days, mark: F, why: not estimated; as in wars "
        "elsewhere}}\n"
        "    heat: {{value: 0.02, low: 0, high: 0.5, mark: F, why: not estimated; as in wars elsewhere}}\n",
        war_.days());
    if (!fit_.civilians)
      out_ +=
          "  civilians: {value: 0.3, low: 0.05, high: 0.7, mark: F, why: the table does not tell who the "
          "dead were}\n";
    else if (table_.has_civilians)
      line("civilians", assumed(*fit_.civilians, 0, 1, 'S',
                                why("civilians among the dead whose kind is known; low and high with the "
                                    "unknown as fighters or as civilians")));
    else
      line("civilians", assumed(*fit_.civilians, 0, 1, 'E',
                                why("dead of events aimed at civilians; high with half of all others, for "
                                    "the dead of battles are not told apart")));
  }

  void events() {
    std::string list, untold;
    std::size_t n = 0, more = 0;
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      const ViolentEvent& row = table_.rows[r];
      const bool fought = war_.why[r] == LeftOut::used || war_.why[r] == LeftOut::outside;
      if (!fought || row.from < start_ || row.from.days > start_.days + options_.length || !row.day_known)
        continue;
      if (counted(row, war_.count) < options_.mass || war_.front[r] == war_.fronts.size()) continue;
      if (++n > most_mass_events) {
        ++more;
        continue;
      }
      const WarFront& front = war_.fronts[war_.front[r]];
      const std::string name = fmt::format("{} dead, {}", counted(row, war_.count), place_of(row));
      const std::string from = fmt::format("{}, line {}", source_, row.place.line);
      const auto author = map_.actors.find(row.actor_a);
      if (row.on_civilians && author != map_.actors.end() &&
          (author->second == front.camps[0] || author->second == front.camps[1]))
        list += fmt::format(
            "    - {{date: {}, name: {}, kind: attack, by: {}, front: {}, deaths: {}, source: {}}}\n",
            to_string(row.from), yaml_scalar(name), author->second, front.id, counted(row, war_.count),
            yaml_scalar(from));
      else
        untold += "  " + yaml_comment(fmt::format("{}: {}, front {} (line {}; who did it is not told)",
                                                  to_string(row.from), name, front.id, row.place.line));
    }
    out_ += fmt::format(
        "events:\n"
        "  # Events of {} and more deaths after the start, where the table tells who killed. The model draws "
        "large events of\n"
        "  # its own beside them: keep here what you hold to come from outside, and take the rest out.\n",
        options_.mass);
    out_ += untold;
    if (more > 0) out_ += fmt::format("  # and {} more\n", more);
    out_ += list.empty() ? "  mode: none\n" : "  mode: history\n  list:\n" + list;
  }

  const EventTable& table_;
  const EventMap& map_;
  const EventWar& war_;
  const WarFit& fit_;
  const EventScenarioOptions& options_;
  Date start_;
  std::string source_, span_, out_;
};

}  // namespace

std::string source_words(const EventTable& table) {
  const char* kind = table.source == EventSource::ged     ? "UCDP GED, "
                     : table.source == EventSource::acled ? "ACLED, "
                                                          : "";
  return fmt::format("{}{} (SHA-256 {})", kind, std::filesystem::path(table.file).filename().string(),
                     table.sha256.substr(0, hash_digits));
}

std::string event_scenario(const EventTable& table, const EventMap& map, const EventWar& war,
                           const WarFit& fit, const EventScenarioOptions& options) {
  return Text(table, map, war, fit, options).whole();
}

}  // namespace parley

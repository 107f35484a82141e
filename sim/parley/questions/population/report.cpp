#include "parley/questions/population/report.hpp"

#include <algorithm>

#include "parley/support/version.hpp"
#include "parley/writing/page.hpp"

namespace parley {

namespace {

constexpr std::size_t page_width = 130;
constexpr int label_width = 30, cell_width = 15;

bool is_known(double x) { return x == x; }

std::string shown(double x) {
  if (!is_known(x)) return "-";
  const double size = std::abs(x);
  return size >= 99.5 ? fmt::format("{:.0f}", x) : fmt::format("{:.2f}", x);
}

std::string with_error(double value, double error) {
  return is_known(error) ? fmt::format("{} ({})", shown(value), shown(error)) : shown(value);
}

std::string interval_of(const RecordedFigure& f) {
  return f.low && f.high ? fmt::format("{} to {}", shown(*f.low), shown(*f.high)) : "";
}

void cells(Page& page, const std::string& label, const std::vector<std::string>& all) {
  std::string line = fmt::format("  {:<{}}", label, label_width);
  for (const std::string& cell : all) line += fmt::format(" {:>{}}", cell, cell_width - 1);
  page.line(line);
}

std::string mark(const PopulationRow& row, const Estimated& figure) {
  const auto holds = row.holds(figure);
  return holds && !*holds ? "*" : "";
}

// Rows side by side, recorded above simulated; `heading` of each.
void side_by_side(Page& page, const std::string& label, const std::vector<const PopulationRow*>& rows,
                  std::string (*heading)(const PopulationRow&)) {
  constexpr std::size_t most = 6;
  for (std::size_t from = 0; from < rows.size(); from += most) {
    const std::size_t to = std::min(rows.size(), from + most);
    std::vector<std::string> head, recorded, interval, model, nothing;
    bool intervals = false;
    for (std::size_t k = from; k < to; ++k) {
      const PopulationRow& row = *rows[k];
      head.push_back(heading(row));
      recorded.push_back(shown(row.recorded.value));
      interval.push_back(interval_of(row.recorded));
      intervals = intervals || !interval.back().empty();
      model.push_back(with_error(row.model.value, row.model.error) + mark(row, row.model));
      nothing.push_back(with_error(row.nothing.value, row.nothing.error) + mark(row, row.nothing));
    }
    cells(page, from == 0 ? label : "", head);
    cells(page, "  recorded", recorded);
    if (intervals) cells(page, "  its 95% interval", interval);
    cells(page, "  model", model);
    cells(page, "  texts do nothing", nothing);
  }
}

std::string weeks_in_words(const std::string& measure) {
  for (const auto& [name, words] :
       {std::pair{"1_4", "weeks 1-4"}, {"5_8", "weeks 5-8"}, {"9_12", "weeks 9-12"}})
    if (measure.ends_with(name)) return words;
  if (measure.ends_with("_75"))
    return measure.find("7_day") != std::string::npos ? "7-day mean at 75%" : "28-day mean at 75%";
  return measure.ends_with("_50") ? "28-day mean at 50%" : measure;
}

// "ratio_q10": "10%"; "share_below_25": "below 0.25"; "not_yet_by_day_90": "not by day 90".
std::string stat_in_words(const PopulationRow& row) {
  const std::string& stat = row.recorded.stat;
  const auto number = stat.substr(stat.find_last_of("_q") + 1);
  if (stat.starts_with("share_below_")) return fmt::format("below {:g}", std::stod(number) / 100);
  if (stat.starts_with("not_yet")) return "not by day " + number;
  if (stat.find("_by_day_") != std::string::npos) return "by day " + number;
  if (stat.starts_with("mean")) return "mean log ratio";
  if (stat.starts_with("sd_")) return "sd of log";
  if (stat == "share_never_in_data") return "never";
  if (stat == "share_300_and_more") return "300 and more";
  if (stat.starts_with("share_"))
    return fmt::format("{} to {}", stat.substr(6, stat.find("_to_") - 6), number);
  if (stat.starts_with("ratio_q") || stat.starts_with("log_ratio_q") || stat.starts_with("q"))
    return number + "%";
  return stat.starts_with("log scale: ") ? stat.substr(11) : stat;
}
std::string group_in_words(const PopulationRow& row) {
  const std::string& group = row.recorded.group;
  if (group == "compliance mechanism") return "compliance";
  if (group == "compliance mechanism less bare cessation") return "compl. - bare";
  if (group == "compliance mechanism less unilateral") return "compl. - unil.";
  if (group == "definitive less compliance mechanism") return "def. - compl.";
  return group == "bare cessation" ? "bare" : group;
}

// Rows of one table that share measure and group.
using RowBlock = std::vector<const PopulationRow*>;
std::vector<RowBlock> blocks_of(const PopulationRecord& record, std::string_view table, bool by_group) {
  std::vector<RowBlock> blocks;
  for (const PopulationRow& row : record.rows) {
    if (row.table != table) continue;
    const auto same = std::find_if(blocks.begin(), blocks.end(), [&](const RowBlock& b) {
      return b[0]->recorded.measure == row.recorded.measure &&
             (!by_group || b[0]->recorded.group == row.recorded.group);
    });
    if (same == blocks.end()) {
      blocks.push_back({&row});
    } else {
      same->push_back(&row);
    }
  }
  return blocks;
}

void table_section(Page& page, const PopulationRecord& record, std::string_view table,
                   const std::string& title) {
  std::size_t with_interval = 0, model = 0, nothing = 0;
  for (const PopulationRow& row : record.rows) {
    if (row.table != table || !row.holds(row.model)) continue;
    ++with_interval;
    model += *row.holds(row.model) ? 1 : 0;
    nothing += row.holds(row.nothing).value_or(false) ? 1 : 0;
  }
  page.section(title);
  if (with_interval > 0)
    page.line(fmt::format("  Inside the recorded interval: model {} of {}; texts that do nothing {} of {}.",
                          model, with_interval, nothing, with_interval));
  const bool effects = table == "net effect";
  for (const RowBlock& block : blocks_of(record, table, !effects)) {
    const RecordedFigure& f = block[0]->recorded;
    if (effects) {
      side_by_side(page, weeks_in_words(f.measure), block, group_in_words);
      continue;
    }
    const std::string what = weeks_in_words(f.measure);
    page.line(fmt::format("  {}{}{}", f.group, f.group.empty() ? "" : ", ", what));
    side_by_side(page, "", block, stat_in_words);
  }
}

void score_section(Page& page, const PopulationRecord& record) {
  page.section(
      "How well the simulated outcomes forecast the recorded ones (CRPS, less is better; in brackets its "
      "standard error)");
  page.hanging(
      "  ",
      "Gain: CRPS of that forecast less the model's, above 0 where the model is better. Forecasts made of "
      "recorded ceasefires leave out the one that is scored, and are freed of the penalty for being few "
      "(Ferro 2014). Errors take ceasefires for independent "
      "cases, which those of one war are not: they are too small.");
  std::string measure;
  std::vector<std::string> groups, forecasts;
  for (const PopulationScore& s : record.scores) {
    if (std::find(groups.begin(), groups.end(), s.group) == groups.end()) groups.push_back(s.group);
    if (std::find(forecasts.begin(), forecasts.end(), s.forecast) == forecasts.end())
      forecasts.push_back(s.forecast);
  }
  const auto score = [&](const std::string& of, const std::string& group, const std::string& forecast) {
    const auto at = std::find_if(record.scores.begin(), record.scores.end(), [&](const PopulationScore& s) {
      return s.measure == of && s.group == group && s.forecast == forecast;
    });
    return at == record.scores.end() ? nullptr : &*at;
  };
  for (const PopulationScore& first : record.scores) {
    if (first.measure == measure) continue;
    measure = first.measure;
    std::vector<std::string> head;
    for (const std::string& group : groups) {
      head.push_back(group == "compliance mechanism" ? "compliance" : group);
      head.emplace_back("gain");
    }
    cells(page,
          measure == "return_day_28_75" ? "day of return to 75%" : "log ratio, " + weeks_in_words(measure),
          head);
    for (const std::string& forecast : forecasts) {
      std::vector<std::string> line;
      for (const std::string& group : groups) {
        const PopulationScore* s = score(measure, group, forecast);
        line.push_back(s == nullptr ? "-" : with_error(s->crps.mean, s->crps.standard_error));
        line.push_back(s == nullptr || s->gain.n == 0 ? ""
                                                      : with_error(s->gain.mean, s->gain.standard_error));
      }
      cells(page, "  " + forecast, line);
    }
  }
}

void text_section(Page& page, const PopulationRecord& record) {
  page.section("Texts, by what they turned out to hold");
  cells(page, "", {"signed", "drawn", "collapsed", "twins: mean log ratio, weeks 1-4"});
  for (const PopulationCounts& c : record.counts)
    cells(page, std::string(text_kind_names[static_cast<std::size_t>(c.kind)]),
          {fmt::format("{}", c.signed_texts), fmt::format("{}", c.drawn), fmt::format("{}", c.collapsed),
           with_error(c.twins.value, c.twins.error)});
}

}  // namespace

std::string population_text(const PopulationRecord& record, const PopulationOptions& o, bool colour) {
  Page page(colour, page_width);
  page.title("Simulated wars held to recorded ceasefires");
  page.line(fmt::format("{} random wars of {} years with texts of each of five kinds, seed {}, parley {}",
                        o.wars, war_years, o.seed, version()));
  if (!o.change_told.empty()) page.line("Without: " + o.change_told);
  page.hanging(
      "",
      "Recorded: 146 ceasefires in 19 countries, 1989-2020 (UCDP GED, CC BY 4.0; ETH/PRIO Civil Conflict "
      "Ceasefire Dataset; aggregates, see scenarios/record/population). Simulated truces are drawn as "
      "these were: 20 deaths in 5 events in the 28 days before, no other text in those days.");
  page.hanging(
      "",
      "In brackets: standard error over wars. *: outside the recorded 95% interval. \"Texts do nothing\": "
      "the same wars where texts are signed and worth as much, but keep nobody from fighting; what such a "
      "world shows as well speaks of war, not of truces. Net effects compare a truce and all texts after it "
      "with a twin that signs none for 180 days; where texts do nothing they are 0 by construction.");
  text_section(page, record);
  score_section(page, record);
  table_section(
      page, record, "net effect",
      "Net effect: mean log ratio of deaths, truce less twin (recorded: less matched dates without one)");
  table_section(page, record, "spread", "Spread: deaths of 28 days as a ratio to the 28 days before");
  table_section(page, record, "return", "Violence not back (in windows, not as a share of days)");
  table_section(page, record, "without a text", "Dates without a ceasefire");
  table_section(page, record, "after collapse",
                "Share back at the level before the truce, after its collapse");
  table_section(page, record, "next text", "Share with a next text");
  table_section(page, record, "texture", "Texture of war (no intervals are published)");
  table_section(
      page, record, "regression",
      "The same regressions over the simulated texts (Cox: hazard ratios); compared, never fitted to");
  return page.take();
}

}  // namespace parley

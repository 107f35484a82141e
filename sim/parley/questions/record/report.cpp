#include "parley/questions/record/report.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "parley/document/quantity.hpp"
#include "parley/runs/tables.hpp"
#include "parley/support/read_file.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/csv.hpp"
#include "parley/writing/json.hpp"
#include "parley/writing/page.hpp"

namespace parley {

namespace {

std::string short_number(double x) {
  const double a = std::abs(x);
  return a >= 10 ? fmt::format("{:.0f}", x) : fmt::format("{:.2f}", x);
}

std::string figure(const RecordFigure& f) {
  return f.low == f.high
             ? short_number(f.value)
             : fmt::format("{} ({} to {})", short_number(f.value), short_number(f.low), short_number(f.high));
}

// Bounds beyond what a figure can reach are left out.
std::string band(const RecordTarget& t) {
  if (t.low <= -1)
    return t.high <= 0 ? fmt::format("at most {}", short_number(t.high))
                       : fmt::format("at most {:g}", t.high);
  if (t.high >= 10 && t.low < 1) return "above 0";
  return fmt::format("{:g} to {:g}", t.low, t.high);
}

std::string group_in_words(const std::string& group) {
  if (group == "calibration")
    return "Calibrated on: the model's free numbers were set on these figures, which is no foresight";
  if (group == "held out") return "Held out: nothing was fitted to these";
  if (group == "theory") return "Theory: directions that the literature gives";
  return group;
}

std::size_t hits(const std::vector<RecordRow>& rows) {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const RecordRow& r) { return r.hit(); }));
}

std::vector<std::string> groups_of(const std::vector<RecordRow>& rows) {
  std::vector<std::string> groups;
  for (const RecordRow& r : rows)
    if (std::find(groups.begin(), groups.end(), r.target.group) == groups.end())
      groups.push_back(r.target.group);
  return groups;
}

Json row_json(const RecordRow& r) {
  Json j{{"id", r.target.id},        {"what", r.target.what},      {"group", r.target.group},
         {"low", r.target.low},      {"high", r.target.high},      {"model", r.model.value},
         {"model_low", r.model.low}, {"model_high", r.model.high}, {"n", r.model.n},
         {"hit", r.hit()},           {"base_rate", nullptr},       {"base_rate_hit", nullptr},
         {"note", r.model.note},     {"source", r.target.source}};
  if (r.target.base_rate) {
    j["base_rate"] = *r.target.base_rate;
    j["base_rate_hit"] = *r.base_rate_hit();
  }
  return j;
}

void ablations(Page& page, const Record& record) {
  if (record.without.empty()) return;
  std::vector<RecordRow> same;  // the rows that are played again, with everything on
  for (const RecordRow& r : record.rows)
    for (const RecordRow& again : record.without[0].rows)
      if (r.target.id == again.target.id) same.push_back(r);
  page.section("Without a mechanism: the same cases with one switched off");
  page.line(fmt::format("  {:<36}{:>10}   {}", "", "hits", "figures that become a hit (+) or a miss (-)"));
  page.line(fmt::format("  {:<36}{:>10}", "everything on", fmt::format("{} of {}", hits(same), same.size())));
  for (const Ablation& a : record.without) {
    std::string changed;
    for (std::size_t k = 0; k < a.rows.size(); ++k)
      if (a.rows[k].hit() != same[k].hit())
        changed += fmt::format("{}{}{} {}", changed.empty() ? "" : ", ", a.rows[k].hit() ? "+" : "-",
                               a.rows[k].target.id, short_number(a.rows[k].model.value));
    page.hanging(
        fmt::format("  {:<36}{:>10}   ", a.name, fmt::format("{} of {}", hits(a.rows), a.rows.size())),
        changed.empty() ? "the same" : changed);
  }
}

}  // namespace

std::vector<RecordTarget> load_targets(const std::string& file, Diagnostics& diagnostics) {
  std::vector<RecordTarget> targets;
  const FileText read = read_table(file);
  if (!read.good()) {
    diagnostics.push_back(
        {file, {}, "", read.problem, "the folder of the shipped scenarios holds record/targets.csv"});
    return targets;
  }
  const auto rows = parse_csv(read.text);
  const CsvRow header{"id", "group", "what", "low", "high", "base_rate", "source"};
  if (rows.empty() || rows[0] != header) {
    diagnostics.push_back({file,
                           {1, 1},
                           "",
                           "not a table of targets",
                           fmt::format("expected the header {}", fmt::join(header, ","))});
    return targets;
  }
  const auto known = record_ids();
  std::set<std::string> seen;
  for (std::size_t k = 1; k < rows.size(); ++k) {
    const CsvRow& row = rows[k];
    const int line = static_cast<int>(k) + 1;
    const auto error = [&](int cell, const std::string& path, const std::string& what,
                           const std::string& hint) {
      diagnostics.push_back({file, {line, cell}, path, what, hint});
    };
    if (row.size() != header.size()) {
      error(1, "", fmt::format("{} cells under {} headings", row.size(), header.size()), "");
      continue;
    }
    if (std::find(known.begin(), known.end(), row[0]) == known.end())
      error(1, "id", fmt::format("unknown target '{}'", printable(row[0])), suggest(row[0], known));
    if (!seen.insert(row[0]).second)
      error(1, "id", fmt::format("'{}' stands here a second time", printable(row[0])), "");
    RecordTarget t{row[0], row[1], row[2], row[6], 0, 0, {}};
    const auto number = [&](int cell, const char* name) {
      const auto value = parse_double(row[static_cast<std::size_t>(cell)]);
      if (!value)
        error(cell + 1, name,
              fmt::format("'{}' is no number", printable(row[static_cast<std::size_t>(cell)])), "");
      return value.value_or(0);
    };
    t.low = number(3, "low");
    t.high = number(4, "high");
    if (t.low > t.high) error(4, "low", "the band ends before it begins", "");
    if (!row[5].empty()) t.base_rate = number(5, "base_rate");
    targets.push_back(std::move(t));
  }
  return targets;
}

std::string record_text(const Record& record, const RecordOptions& o, bool colour) {
  Page page(colour, 130);
  page.title("The model's record");
  page.line(fmt::format("{} runs of each case, {} random conflicts of each class, seed {}, parley {}",
                        o.replicates, o.population, o.seed, version()));
  page.hanging("",
               "A hit: the model's figure lies in the band of the target. Intervals (95%) tell chance only. "
               "Base rate: what one "
               "would say without a model (no change, or the mean of all ceasefires).");
  for (const std::string& group : groups_of(record.rows)) {
    std::size_t n = 0, hit = 0, based = 0, base_hit = 0;
    for (const RecordRow& r : record.rows) {
      if (r.target.group != group) continue;
      ++n;
      hit += r.hit() ? 1 : 0;
      if (!r.base_rate_hit()) continue;
      ++based;
      base_hit += *r.base_rate_hit() ? 1 : 0;
    }
    page.section(group_in_words(group));
    page.line(fmt::format("  {} of {} hit; of the {} with a base rate the base rate hits {}", hit, n, based,
                          base_hit));
    for (const RecordRow& r : record.rows) {
      if (r.target.group != group) continue;
      page.hanging(fmt::format("  {:<5}", r.hit() ? "hit" : "MISS"), r.target.what);
      page.hanging("         ",
                   fmt::format("model {}; target {}{}; n {}{}", figure(r.model), band(r.target),
                               r.target.base_rate ? fmt::format("; base rate {:g} ({})", *r.target.base_rate,
                                                                *r.base_rate_hit() ? "hit" : "miss")
                                                  : std::string(),
                               r.model.n, r.model.note.empty() ? "" : "; " + r.model.note));
    }
  }
  ablations(page, record);
  return page.take();
}

std::string record_json(const Record& record, const RecordOptions& o) {
  Json j{{"parley", version()}, {"seed", o.seed}, {"replicates", o.replicates}, {"population", o.population}};
  j["rows"] = Json::array();
  for (const RecordRow& r : record.rows) j["rows"].push_back(row_json(r));
  j["without"] = Json::array();
  for (const Ablation& a : record.without) {
    Json rows = Json::array();
    for (const RecordRow& r : a.rows) rows.push_back(row_json(r));
    j["without"].push_back({{"mechanism", a.name}, {"parameters", a.parameters}, {"rows", rows}});
  }
  return dumped(j);
}

void write_record(OutputFolder& folder, const Record& record) {
  const std::vector<std::string> columns{"id",        "what",          "group",      "low",   "high",
                                         "model",     "model_low",     "model_high", "n",     "hit",
                                         "base_rate", "base_rate_hit", "note",       "source"};
  const auto add = [](CsvFile& file, const RecordRow& r) {
    file.cell(r.target.id).cell(r.target.what).cell(r.target.group).cell(r.target.low).cell(r.target.high);
    file.cell(r.model.value)
        .cell(r.model.low)
        .cell(r.model.high)
        .cell(static_cast<int>(r.model.n))
        .cell(r.hit() ? 1 : 0);
    if (r.target.base_rate) {
      file.cell(*r.target.base_rate).cell(*r.base_rate_hit() ? 1 : 0);
    } else {
      file.empty().empty();
    }
    file.cell(r.model.note).cell(r.target.source).end_row();
  };
  CsvFile file(folder.file("record.csv"), columns);
  for (const RecordRow& r : record.rows) add(file, r);
  file.flush();
  if (record.without.empty()) return;
  std::vector<std::string> more = columns;
  more.insert(more.begin(), {"mechanism", "parameters"});
  CsvFile without(folder.file("without.csv"), more);
  for (const Ablation& a : record.without)
    for (const RecordRow& r : a.rows) {
      without.cell(a.name).cell(a.parameters);
      add(without, r);
    }
  without.flush();
}

}  // namespace parley

#include "parley/study/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "parley/document/quantity.hpp"
#include "parley/engine/model.hpp"
#include "parley/scenario/override.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/scenario/whole_steps.hpp"
#include "parley/study/unread.hpp"
#include "parley/support/read_file.hpp"
#include "parley/writing/csv.hpp"

namespace parley {

namespace {

// Turns the table of a csv design into lists.
void read_points(StudyDescription& study, const CsvDesign& design, const StudyOrigin& origin,
                 Diagnostics& out) {
  const std::string file = (std::filesystem::path(origin.folder) / design.file).string();
  const FileText read = read_table(file);
  if (!read.good())
    return out.push_back({file, read.place, "", read.problem, "the points of the csv design"});
  int number = 0;
  for (CsvRow& cells : parse_csv(read.text)) {
    ++number;
    for (auto& cell : cells) {
      cell.erase(0, std::min(cell.find_first_not_of(" \t"), cell.size()));
      cell.erase(cell.find_last_not_of(" \t") + 1);
    }
    if (cells == CsvRow{""}) continue;
    if (study.vary.empty()) {
      std::set<std::string> seen;
      for (const auto& cell : cells) {
        if (cell.empty() || !seen.insert(cell).second)
          return out.push_back({file,
                                {number, 1},
                                "",
                                fmt::format("'{}' cannot head a column", printable(cell)),
                                "parameter paths, each once"});
        study.vary.rows.push_back({{cell, {}}, {}});
      }
      continue;
    }
    if (cells.size() != study.vary.size())
      return out.push_back({file,
                            {number, 1},
                            "",
                            fmt::format("{} cells under {} headings", cells.size(), study.vary.size()),
                            ""});
    for (std::size_t k = 0; k < cells.size(); ++k) {
      YamlNode node;
      node.kind = YamlNode::Kind::scalar;
      node.scalar = cells[k];
      auto parsed = cells[k].empty() ? std::nullopt : parse_yaml(file, cells[k], out);
      if (!parsed) return out.push_back({file, {number, 1}, study.vary.rows[k].key.id, "no value", ""});
      study.vary.rows[k].value.values.push_back({flow_text(parsed->root), {number, 1}});
    }
  }
  if (study.vary.empty() || study.vary.rows[0].value.values.empty())
    out.push_back({file, {}, "", "there is no point in this table", "a header line, then one line a point"});
}

Factor factor_of(const std::string& path, const Variation& variation) {
  Factor f;
  f.path = path;
  if (variation.range) {
    const Range& r = *variation.range;
    f.kind = r.integer ? Factor::Kind::integer : Factor::Kind::real;
    f.log = r.log;
    f.low = r.low;
    f.high = r.high;
    if (r.shape == Shape::triangular)
      f.likeliest = r.likeliest ? r.likeliest->value : 0.5 * (r.low.value + r.high.value);
    f.count = static_cast<int>(r.points.value);
    return f;
  }
  bool numbers = true, whole = true;
  for (const auto& value : variation.values) {
    const auto number = parse_double(value.text);
    numbers = numbers && number.has_value();
    whole = whole && number && *number == std::floor(*number);
    f.levels.push_back(told_text(value.text));
  }
  f.kind = !numbers ? Factor::Kind::category : whole ? Factor::Kind::integer : Factor::Kind::real;
  return f;
}

// Says what varies as it is played: a range of a parameter that takes whole steps only is one of such steps,
// said or not; a time in a list is its number of days.
void say_as_played(StudyDescription& study, const YamlNode& base, Scenario central) {
  std::map<std::string, AssumedNumber> numbers;
  for (const auto& number : all_numbers(central)) numbers.emplace(number.path, number);
  for (auto& [key, variation] : study.vary) {
    const auto at = numbers.find(meaning_of(base, key.id).canonical);
    if (at == numbers.end()) continue;
    const AssumedNumber& number = at->second;
    const auto steps = steps_of(central, number);
    if (variation.range && (number.whole || (steps && steps->step == 1))) variation.range->integer = true;
    if (variation.range && steps && steps->step < 1) {
      Range& range = *variation.range;
      narrow_to(*steps, range.low.value, range.high.value);
      if (range.likeliest)
        range.likeliest->value =
            std::max(range.low.value, std::min(range.likeliest->value, range.high.value));
    }
    if (std::string_view(number.spec.unit) != "days") continue;
    for (auto& value : variation.values)
      if (const auto days = parse_days(told_text(value.text)))
        value.text = fmt::format("{}", as_played(number, *days));
  }
}

// A declared range as something to vary, and where every number is asked for, one by rule (numbers.hpp); what
// is set or varied already, as a whole or in part, stays as it is. A range within which all is played alike
// is none.
void add_uncertain(StudyDescription& study, const YamlNode& base, const Scenario& central) {
  Scenario scenario = study.every_number ? with_every_range(central) : central;
  for (const auto& number : assumed_numbers(scenario)) {
    if (!number.number->low || !number.number->high) continue;
    if (const auto steps = steps_of(scenario, number))
      narrow_to(*steps, *number.number->low, *number.number->high);
  }
  for (const auto& a : assumptions_of(scenario)) {
    if (!a.number.low || !a.number.high || *a.number.low >= *a.number.high) continue;
    const auto said = [&](const auto& table) {
      return std::any_of(table.begin(), table.end(), [&](const auto& row) {
        return !overlap(meaning_of(base, row.key.id).canonical, a.path).empty();
      });
    };
    if (said(study.vary) || said(study.set)) continue;
    Range range;
    range.low = *a.number.low;
    range.high = *a.number.high;
    range.low.given = range.high.given = true;
    range.integer = a.whole;
    range.shape = a.number.shape;
    if (const auto peak = a.number.peak()) range.likeliest = *peak;
    study.vary.rows.push_back({{a.path, {}}, {{}, range, {}}});
  }
}

DesignSpec spec_of(const StudyDescription& study, const YamlNode& base, Scenario central) {
  DesignSpec spec;
  std::map<std::string, double> step;
  for (const auto& number : all_numbers(central))
    if (const auto steps = steps_of(central, number); steps && steps->step < 1)
      step[number.path] = steps->step;
  bool listed = true;
  for (const auto& [key, variation] : study.vary) {
    spec.factors.push_back(factor_of(key.id, variation));
    spec.factors.back().words = in_words(central, key.id);
    if (const auto at = step.find(meaning_of(base, key.id).canonical); at != step.end() && variation.range)
      spec.factors.back().step = at->second;
    listed = listed && (!variation.range || spec.factors.back().count > 0);
  }
  const SweepDesign design = study.design ? *study.design
                             : listed     ? SweepDesign(GridDesign{})
                                          : SweepDesign(LhsDesign{});
  const auto take = [&](const auto& d) {
    if constexpr (requires { d.points; }) spec.points = static_cast<std::size_t>(d.points.value);
    if constexpr (requires { d.trajectories; }) spec.points = static_cast<std::size_t>(d.trajectories.value);
    if constexpr (requires { d.seed; }) spec.seed = static_cast<std::uint64_t>(d.seed.value);
    if constexpr (requires { d.levels; }) spec.levels = static_cast<int>(d.levels.value);
    if constexpr (requires { d.scramble; }) spec.scramble = d.scramble;
    if constexpr (requires { d.second_order; }) spec.second_order = d.second_order;
    if constexpr (requires { d.maximin; }) spec.maximin = d.maximin;
  };
  std::visit(take, design);
  spec.kind = static_cast<DesignKind>(design.index());
  // Elsewhere than in a grid the number of a grid's values says nothing.
  if (spec.kind != DesignKind::grid)
    for (auto& factor : spec.factors)
      if (factor.levels.empty()) factor.count = 0;
  return spec;
}
static_assert(
    std::is_same_v<std::variant_alternative_t<static_cast<std::size_t>(DesignKind::saltelli), SweepDesign>,
                   SaltelliDesign>);

// A path into a party, an issue or a front that is not there would make one.
void check_names(const Scenario& s, const std::string& path, Diagnostic at, Diagnostics& out) {
  const auto check = [&](const std::string& section, const char* what, const auto& table) {
    if (!path.starts_with(section)) return;
    std::vector<std::string> known;
    for (const auto& row : table) known.push_back(row.key.id);
    const std::string name = path.substr(section.size(), path.find('.', section.size()) - section.size());
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    at.message = fmt::format("there is no {} '{}'", what, printable(name));
    at.hint = suggest(name, known);
    out.push_back(at);
  };
  check("parties.", "party", s.parties);
  check("issues.", "issue", s.issues);
  check("fronts.", "front", s.fronts);
}

// What a value comes to when it is played: a number, an option by its place, else as it is written out.
std::optional<std::string> played_as(const Sweep& sweep, const std::string& path, const std::string& value) {
  YamlDocument document = sweep.base;
  Diagnostics none;
  put_value(document, path + "=" + value, none);
  auto scenario = none.empty() ? load_scenario(document, none) : std::nullopt;
  if (!scenario) return std::nullopt;  // told when the points are checked
  const std::string canonical = meaning_of(sweep.base.root, path).canonical;
  put_as_played(*scenario);
  for (const auto& number : all_numbers(*scenario))
    if (number.path == canonical) return fmt::format("{}", number.number->value);
  const auto node = written_at(*scenario, canonical);
  return node ? flow_text(*node) : std::string();
}

// Two spellings of one value would be told as two.
void check_values_differ(const Sweep& sweep, const StudyOrigin& origin, Diagnostics& out) {
  constexpr std::size_t most_tried = 200;
  for (const auto& [key, variation] : sweep.study.vary) {
    std::map<std::string, std::string> first;  // spelling of what is played
    std::set<std::string> tried;
    for (const auto& value : variation.values) {
      if (tried.size() == most_tried || !tried.insert(value.text).second) continue;
      const auto played = played_as(sweep, key.id, value.text);
      if (!played) continue;
      const auto [at, fresh] = first.try_emplace(*played, value.text);
      if (fresh) continue;
      Diagnostic d = at_parameter(sweep.study, origin, key.id);
      d.message = fmt::format("'{}' says the same as another value, '{}'", printable(told_text(value.text)),
                              printable(told_text(at->second)));
      d.hint = "give each value once, always in the same words";
      out.push_back(d);
    }
  }
}

// What varies must be played as its row says, whatever the point: see scenario/override.hpp.
void check_labels(const Sweep& sweep, const StudyOrigin& origin, Diagnostics& out) {
  const YamlNode& root = sweep.base.root;
  std::vector<std::string> before;  // canonical paths: what is set, then what varies
  for (const auto& [key, value] : sweep.study.set) before.push_back(meaning_of(root, key.id).canonical);
  const std::size_t set = before.size();
  for (const auto& [key, variation] : sweep.study.vary) {
    const PathMeaning meaning = meaning_of(root, key.id);
    Diagnostic d = at_parameter(sweep.study, origin, key.id);
    if (!meaning.refusal.empty()) {
      d.message = meaning.refusal;
      d.hint = meaning.hint;
      out.push_back(d);
    } else if (meaning.aside) {
      d.message =
          "nothing is played by it: it says where a number comes from, how sure it is, or what a "
          "thing is called";
      d.hint = "vary the number itself";
      out.push_back(d);
    }
    for (std::size_t k = 0; k < before.size(); ++k) {
      d.message = overlap(meaning.canonical, before[k]);
      // Within what is set: the alternative that is chosen, or refused above.
      const bool chosen = k < set && meaning.canonical.starts_with(before[k] + ".") &&
                          look_up(root, before[k]).node->kind == YamlNode::Kind::scalar;
      if (d.message.empty() || chosen) continue;
      d.message += k < set ? ": one is set, the other varied" : ": both are varied";
      d.hint = "leave one out, or make one study for each value of the other, with --set";
      out.push_back(d);
    }
    before.push_back(meaning.canonical);
  }
}

}  // namespace

Diagnostic at_parameter(const StudyDescription& study, const StudyOrigin& origin, const std::string& path) {
  Diagnostic d{origin.file.empty() ? "--vary" : origin.file, {}, path, "", ""};
  for (const auto& [key, variation] : study.vary)
    if (key.id == path || key.id.starts_with(path + ".") || path.starts_with(key.id + "."))
      d.place = key.place;
  return d;
}

RunKey Sweep::key_of(std::uint64_t run) const {
  return {static_cast<std::uint64_t>(study.seed.value),
          study.independent ? static_cast<std::uint32_t>(point_of(run)) : 0, replicate_of(run)};
}

double Sweep::value(std::size_t point, std::size_t factor) const {
  return scaled(spec.factors[factor], design.at(point, factor));
}
std::string Sweep::written(std::size_t factor, double unit) const {
  const Factor& f = spec.factors[factor];
  if (f.kind != Factor::Kind::category) return scaled_text(f, unit);
  return study.vary.rows[factor].value.values[static_cast<std::size_t>(scaled(f, unit))].text;
}
std::string Sweep::told(std::size_t point, std::size_t factor) const {
  return scaled_text(spec.factors[factor], design.at(point, factor));
}

std::vector<std::string> Sweep::assignments(std::size_t point) const {
  std::vector<std::string> list;
  for (std::size_t k = 0; k < spec.factors.size(); ++k)
    list.push_back(spec.factors[k].path + "=" + written(k, design.at(point, k)));
  return list;
}

std::optional<Scenario> Sweep::at(std::size_t point, Diagnostics& diagnostics) const {
  return at(std::span(design.unit).subspan(point * design.factors, design.factors), diagnostics);
}

std::optional<Scenario> Sweep::at(std::span<const double> unit, Diagnostics& diagnostics) const {
  YamlDocument document = base;
  const std::size_t before = diagnostics.size();
  for (std::size_t k = 0; k < unit.size(); ++k)
    put_value(document, spec.factors[k].path + "=" + written(k, unit[k]), diagnostics);
  if (diagnostics.size() > before) return std::nullopt;
  auto loaded = load_scenario(document, diagnostics);
  if (!loaded) return std::nullopt;
  if (const std::string refusal = refusal_of(*loaded); !refusal.empty()) {
    diagnostics.push_back({base.file, {}, "parties", refusal, {}});
    return std::nullopt;
  }
  return loaded;
}

std::optional<Sweep> make_sweep(StudyDescription study, YamlDocument scenario, const StudyOrigin& origin,
                                Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.size();
  Sweep sweep{{}, std::move(scenario), {}, {}, {}, {}};
  sweep.base = sweep.scenario;
  std::vector<std::string> set;
  for (const auto& [key, value] : study.set) set.push_back(key.id + "=" + value.text);
  override_values(sweep.base, set, diagnostics);
  if (diagnostics.size() > before) return std::nullopt;
  auto central = load_scenario(sweep.base, diagnostics);
  if (!central) return std::nullopt;
  sweep.central = std::move(*central);
  if (const std::string refusal = refusal_of(sweep.central); !refusal.empty())
    diagnostics.push_back({sweep.base.file, {}, "parties", refusal, {}});
  const auto* csv = study.design ? std::get_if<CsvDesign>(&*study.design) : nullptr;
  if (csv != nullptr && !origin.stored) {
    if (!study.vary.empty() || study.uncertain || study.every_number)
      diagnostics.push_back({origin.file.empty() ? "--design" : origin.file,
                             {},
                             "design.csv",
                             "the table says what is varied",
                             "leave out vary, uncertain and every_number"});
    else
      read_points(study, *csv, origin, diagnostics);
    if (diagnostics.size() > before) return std::nullopt;
  }
  if (study.uncertain || study.every_number) add_uncertain(study, sweep.base.root, sweep.central);
  study.uncertain = study.every_number = false;
  say_as_played(study, sweep.base.root, sweep.central);
  sweep.study = std::move(study);
  for (const auto& [key, variation] : sweep.study.vary)
    check_names(sweep.central, key.id, at_parameter(sweep.study, origin, key.id), diagnostics);
  check_labels(sweep, origin, diagnostics);
  if (diagnostics.size() == before && !origin.stored) check_values_differ(sweep, origin, diagnostics);
  sweep.spec = spec_of(sweep.study, sweep.base.root, sweep.central);
  for (const auto& problem : design_problems(sweep.spec)) {
    Diagnostic d{origin.file.empty() ? "--vary" : origin.file, {}, "", problem, ""};
    for (const auto& factor : sweep.spec.factors)
      if (problem.starts_with(factor.path + ": ")) {
        d = at_parameter(sweep.study, origin, factor.path);
        d.message = problem.substr(factor.path.size() + 2);
      }
    diagnostics.push_back(d);
  }
  if (diagnostics.size() > before) return std::nullopt;
  const double runs = sweep.study.replicates.value * static_cast<double>(design_points(sweep.spec));
  if (runs > 1e12) {
    diagnostics.push_back(
        {origin.file, {}, "", fmt::format("{:.0f} runs are too many", runs), "at most 1e12"});
    return std::nullopt;
  }
  sweep.design = make_design(sweep.spec);
  mark_unread(sweep);
  return sweep;
}

std::string sweep_identity(const Sweep& sweep) {
  return flow_text(sweep.scenario.root) + "\n" + study_identity(sweep.study) + "\n";
}

}  // namespace parley

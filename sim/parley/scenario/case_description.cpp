#include "parley/scenario/case_description.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "parley/scenario/format_case.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/scenario/override.hpp"
#include "parley/scenario/reader.hpp"
#include "parley/scenario/writer.hpp"
#include "parley/support/folder.hpp"

namespace parley {

namespace {

// What describe() cannot say of a case, and whether its scenario can tell what is compared.
class CaseRules {
 public:
  CaseRules(const CaseDescription& about, const YamlDocument& document, Diagnostics& out)
      : c_(about), document_(document), out_(out) {}

  void alone() {
    for (const auto& [key, o] : c_.observed) {
      const std::string path = "observed." + key.id;
      const bool yes_no = is_yes_no(o.measure);
      if (yes_no && o.value)
        error(path + ".value", "a yes-no has no value", "write happened: true or happened: false");
      if (!yes_no && o.happened)
        error(path + ".happened", "a quantity does not happen", "write value: and the number");
      const Possible can = possible(o.measure);
      if (!yes_no && o.value) possible_value(path + ".value", *o.value, can);
      if (o.band) {
        possible_value(path + ".band.low", o.band->low, can);
        possible_value(path + ".band.high", o.band->high, can);
      }
      if (o.band && o.band->low > o.band->high)
        error(path + ".band", fmt::format("low {} is above high {}", o.band->low.value, o.band->high.value),
              "");
      if (const auto* weeks = std::get_if<DeathsShare>(&o.measure);
          weeks && weeks->from_week > weeks->to_week)
        error(path + ".measure.deaths_share", "the last week is before the first one", "");
      if (const auto* days = std::get_if<DeathsBetween>(&o.measure); days && days->to < days->from)
        error(path + ".measure.deaths", "the last day is before the first one", "");
      if (const auto* over = std::get_if<EndedOver>(&o.measure); over && over->reasons.empty())
        error(path + ".measure.ended_over.reasons", "the list is empty", "");
    }
    if (c_.observed.empty()) error("observed", "nothing is compared", "at least one observation");
  }

  void with(const Scenario& s) {
    if (!s.calendar) {
      error("scenario", "the scenario has no calendar: it tells nothing of what a case compares", "");
      return;
    }
    const int days = s.calendar->end.days - s.calendar->start.days;
    for (const auto& [key, o] : c_.observed)
      if (std::holds_alternative<ReturnDays>(o.measure) && o.value && *o.value > days)
        error("observed." + key.id + ".value", fmt::format("the scenario's calendar has {} days", days),
              "a return that does not come counts as its last day");
    for (const auto& [key, o] : c_.observed)
      std::visit([&, path = "observed." + key.id + ".measure"](
                     const auto& m) { look(m, path + "." + std::decay_t<decltype(m)>::name, s); },
                 o.measure);
  }

 private:
  // What a figure can be at all.
  struct Possible {
    double low = 0, high = 1;
    const char* what = "a share of runs";
  };
  static Possible possible(const CaseMeasure& measure) {
    constexpr double any = std::numeric_limits<double>::infinity();
    if (is_yes_no(measure)) return {};
    if (const auto* m = std::get_if<TruceDays>(&measure)) return {0, m->up_to.value, "days up to up_to"};
    if (std::holds_alternative<ReturnDays>(measure)) return {0, any, "days"};
    return {0, any, std::holds_alternative<DeathsShare>(measure) ? "a share of deaths" : "deaths"};
  }
  void possible_value(const std::string& path, const Number& number, const Possible& can) {
    for (const double x :
         {number.value, number.low.value_or(number.value), number.high.value_or(number.value)})
      if (x < can.low || x > can.high)
        return error(path, fmt::format("{} cannot be: {}", x, can.what),
                     std::isinf(can.high) ? fmt::format("must be at least {}", can.low)
                                          : fmt::format("must be between {} and {}", can.low, can.high));
  }
  void error(const std::string& path, std::string message, std::string hint) {
    out_.push_back(
        {document_.file, look_up(document_.root, path).place, path, std::move(message), std::move(hint)});
  }
  void on(const std::string& path, Date date, const Scenario& s) {
    if (date < s.calendar->start || date > s.calendar->end)
      error(path, fmt::format("{} lies outside the scenario's calendar", to_string(date)),
            fmt::format("{} to {}", to_string(s.calendar->start), to_string(s.calendar->end)));
  }
  void within(const std::string& path, double days, const Scenario& s) {
    const int all = s.calendar->end.days - s.calendar->start.days;
    if (days >= all)
      error(path, fmt::format("the scenario's calendar has {} days", all), "it must be longer");
  }
  template <class Table>
  void declared(const std::string& path, const char* kind, const std::string& id, const Table& table) {
    if (table.find(id) != nullptr) return;
    std::vector<std::string> names;
    for (const auto& row : table) names.push_back(row.key.id);
    error(path, fmt::format("unknown {} '{}'", kind, printable(id)), suggest(id, names));
  }

  void look(const DeathsShare& m, const std::string& path, const Scenario& s) {
    within(path, 7 * m.to_week, s);
  }
  void look(const ReturnDays&, const std::string&, const Scenario&) {}
  void look(const TruceDays& m, const std::string& path, const Scenario& s) {
    within(path + ".up_to", m.up_to, s);
  }
  void look(const DeathsBetween& m, const std::string& path, const Scenario& s) {
    on(path + ".from", m.from, s);
    on(path + ".to", m.to, s);
    for (std::size_t k = 0; k < m.fronts.size(); ++k)
      declared(fmt::format("{}.fronts.{}", path, k), "front", m.fronts[k].id, s.fronts);
  }
  void look(const LastsBeyond& m, const std::string& path, const Scenario& s) {
    within(path + ".days", m.days, s);
  }
  void look(const InForce& m, const std::string& path, const Scenario& s) { on(path + ".on", m.on, s); }
  void look(const EndedBy& m, const std::string& path, const Scenario& s) {
    declared(path + ".party", "party", m.party.id, s.parties);
  }
  void look(const EndedOver&, const std::string&, const Scenario&) {}
  void look(const SignedBy& m, const std::string& path, const Scenario& s) { on(path + ".date", m.date, s); }
  void look(const NextText& m, const std::string& path, const Scenario& s) {
    within(path + ".within", m.within, s);
  }
  void look(const FrontFalls& m, const std::string& path, const Scenario& s) {
    on(path + ".by", m.by, s);
    declared(path + ".front", "front", m.front.id, s.fronts);
    if (const Front* front = s.fronts.find(m.front.id); front != nullptr && !front->siege)
      error(path + ".front", fmt::format("front '{}' is not besieged", m.front.id), "");
  }

  const CaseDescription& c_;
  const YamlDocument& document_;
  Diagnostics& out_;
};

}  // namespace

bool is_yes_no(const CaseMeasure& measure) {
  return std::visit(
      [](const auto& m) {
        using M = std::decay_t<decltype(m)>;
        return !(std::is_same_v<M, DeathsShare> || std::is_same_v<M, ReturnDays> ||
                 std::is_same_v<M, TruceDays> || std::is_same_v<M, DeathsBetween>);
      },
      measure);
}

std::optional<LoadedCase> load_case(const std::string& file, Diagnostics& diagnostics) {
  namespace fs = std::filesystem;
  const auto document = read_yaml_file(file, diagnostics);
  if (!document) return std::nullopt;
  const std::size_t before = diagnostics.size();
  LoadedCase c{fs::path(file).stem().string(), file, {}, {}, {file}};
  try {
    Reader(document->file, diagnostics, "").read(document->root, c.about);
  } catch (const TooManyProblems&) {
  }
  if (diagnostics.size() > before) return std::nullopt;
  CaseRules rules(c.about, *document, diagnostics);
  rules.alone();
  const auto beside = [&](const std::string& name) { return (fs::path(file).parent_path() / name).string(); };
  c.files.push_back(beside(c.about.scenario));
  auto loaded = load_scenario_file(c.files.back(), {}, diagnostics);
  if (!loaded) return std::nullopt;
  c.scenario = std::move(loaded->scenario);
  if (!c.about.deal.empty()) {
    c.files.push_back(beside(c.about.deal));
    load_deal_file(c.files.back(), c.scenario, diagnostics);
  }
  rules.with(c.scenario);
  if (diagnostics.size() > before) return std::nullopt;
  return c;
}

std::vector<NamedCase> cases_about(const std::string& scenario_file, const std::string& record) {
  namespace fs = std::filesystem;
  std::vector<NamedCase> cases;
  std::error_code error;
  for (const fs::path& file : files_in(fs::path(record) / "cases")) {
    if (file.extension() != ".yaml") continue;
    Diagnostics unread;
    CaseDescription about;
    const auto document = read_yaml_file(file.string(), unread);
    if (!document) continue;
    try {
      Reader(document->file, unread, "").read(document->root, about);
    } catch (const TooManyProblems&) {
    }
    if (!unread.empty() || !fs::equivalent(file.parent_path() / about.scenario, scenario_file, error))
      continue;
    cases.push_back({file.stem().string(), about.name, about.status});
  }
  std::sort(cases.begin(), cases.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return cases;
}

std::string case_identity(const LoadedCase& c) {
  CaseDescription what;
  what.ceasefire = c.about.ceasefire;
  what.before = c.about.before;
  for (const auto& [key, o] : c.about.observed) {
    Observation compared;
    compared.measure = o.measure;
    compared.band = o.band;
    what.observed.rows.push_back({key, compared});
  }
  Writer writer;
  describe(writer, what);
  return scenario_identity(c) + "\n" + writer.text();
}

namespace {

Scenario unnamed(const LoadedCase& c) {
  Scenario scenario = c.scenario;
  scenario.name.clear();
  scenario.description.clear();
  return scenario;
}

}  // namespace

std::string scenario_identity(const LoadedCase& c) {
  Scenario scenario = unnamed(c);
  return scenario_text(scenario);
}

std::string structure_identity(const LoadedCase& c) {
  Scenario scenario = unnamed(c);
  for (const AssumedNumber& n : all_numbers(scenario)) *n.number = Number{};
  return scenario_text(scenario);
}

std::vector<std::string> names_in(const Scenario& s) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (name.empty()) return;
    names.push_back(name);
    for (char& c : names.back())
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  };
  for (const auto& [key, party] : s.parties) {
    add(key.id);
    add(party.name);
  }
  for (const auto& [key, issue] : s.issues) {
    add(key.id);
    add(issue.title);
    for (const std::string& option : issue.options) add(option);
  }
  for (const auto& [key, front] : s.fronts) {
    add(key.id);
    add(front.name);
  }
  for (const auto* list : {&s.events.list, &s.events.random})
    for (const Event& e : *list) add(e.name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace parley

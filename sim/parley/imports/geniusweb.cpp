// How does a domain of GeniusWeb become a scenario?  See import.hpp.
//
// A domain lists the values of each issue; a profile is an object whose one key names its kind. Only
// LinearAdditiveUtilitySpace has a counterpart: utility = sum of weight x utility of the value, as they
// stand. The reservation value is the utility of the profile's reservation bid, 0 where there is none.

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "parley/document/quantity.hpp"
#include "parley/imports/import.hpp"
#include "parley/imports/json.hpp"

namespace parley {

namespace {

constexpr double rounding = 1e-6;  // of weights that must sum to 1
const char* const additive = "LinearAdditiveUtilitySpace";

struct Issue {
  std::string name;
  std::vector<std::string> options;
  std::vector<double> numbers;  // of an issue of numbers, by option
};

// The option that a text names, a number in whatever digits; the number of options where none has the name.
std::size_t option_of(const std::string& text, const Issue& issue) {
  const std::vector<double>& numbers = issue.numbers;
  if (const auto number = numbers.empty() ? std::nullopt : parse_double(text)) {
    const double near = 1e-3 * (numbers[1] - numbers[0]);
    const auto same = [&](double n) { return std::fabs(n - *number) <= near; };
    return static_cast<std::size_t>(std::find_if(numbers.begin(), numbers.end(), same) - numbers.begin());
  }
  return static_cast<std::size_t>(std::find(issue.options.begin(), issue.options.end(), text) -
                                  issue.options.begin());
}

class Reader {
 public:
  Reader(const std::string& file, Diagnostics& out) : file_(file), out_(out) {}

  void error(Place place, const std::string& path, std::string message, std::string hint = {}) {
    out_.push_back({file_, place, path, std::move(message), std::move(hint)});
  }

  // The value of a key of an object; null after a report.
  const YamlNode* below(const YamlNode& node, const char* key, YamlNode::Kind kind, const std::string& path) {
    const YamlNode* child = node.kind == YamlNode::Kind::map ? node.find(key) : nullptr;
    if (child == nullptr)
      error(node.place, path, fmt::format("missing key '{}'", key));
    else if (child->kind != kind)
      error(child->place, path.empty() ? key : path + "." + key,
            kind == YamlNode::Kind::map ? "expected an object" : "expected a list");
    else
      return child;
    return nullptr;
  }

  std::optional<double> number(const YamlNode& node, const std::string& path, double low, double high) {
    const auto value = node.kind == YamlNode::Kind::scalar ? parse_double(node.scalar) : std::nullopt;
    if (!value)
      error(node.place, path, "expected a number");
    else if (!(*value >= low && *value <= high))
      error(node.place, path, fmt::format("{} is out of range", printable(node.scalar)),
            fmt::format("must be between {} and {}", low, high));
    else
      return value;
    return std::nullopt;
  }

  std::vector<Issue> domain(const YamlNode& root, std::string& name) {
    std::vector<Issue> issues;
    if (const YamlNode* n = root.find("name"); n != nullptr && n->kind == YamlNode::Kind::scalar)
      name = n->scalar;
    const YamlNode* table = below(root, "issuesValues", YamlNode::Kind::map, "");
    if (table == nullptr) return issues;
    for (const YamlEntry& entry : table->entries) {
      const std::string path = printable(entry.key);
      Issue issue{entry.key, {}, {}};
      const YamlNode* range = entry.value.find("range");
      if (range != nullptr) {
        read_range(*range, path, issue);
      } else if (const YamlNode* values = below(entry.value, "values", YamlNode::Kind::list, path)) {
        for (const YamlNode& value : values->items) {
          if (value.kind != YamlNode::Kind::scalar)
            error(value.place, path, "expected the name of a value");
          else if (std::find(issue.options.begin(), issue.options.end(), value.scalar) != issue.options.end())
            error(value.place, path,
                  fmt::format("the value '{}' stands there twice", printable(value.scalar)));
          else
            issue.options.push_back(value.scalar);
        }
        if (values->items.size() < 2)
          error(values->place, path, fmt::format("{} values", values->items.size()),
                "an issue needs at least two");
      }
      if (issue.options.size() > most_imported_options)
        error(entry.place, path, fmt::format("{} values, more than Parley takes", issue.options.size()),
              fmt::format("at most {} an issue", most_imported_options));
      issues.push_back(std::move(issue));
    }
    if (issues.empty()) error(table->place, "issuesValues", "there is no issue to negotiate");
    if (issues.size() > most_imported_issues)
      error(table->place, "issuesValues", fmt::format("{} issues, more than Parley takes", issues.size()),
            fmt::format("at most {}", most_imported_issues));
    return issues;
  }

  std::optional<Draft::Party> profile(const YamlNode& root, const std::vector<Issue>& issues,
                                      std::string& name) {
    const std::size_t before = out_.size();
    const YamlNode* space = space_of(root);
    if (space == nullptr) return std::nullopt;
    if (const YamlNode* n = space->find("name"); n != nullptr && n->kind == YamlNode::Kind::scalar)
      name = n->scalar;
    if (const YamlNode* own = space->find("domain"); own != nullptr && own->kind == YamlNode::Kind::map)
      compare_domain(*own, issues);
    Draft::Party party;
    if (const YamlNode* weights = below(*space, "issueWeights", YamlNode::Kind::map, ""))
      read_weights(*weights, issues, party);
    if (const YamlNode* utilities = below(*space, "issueUtilities", YamlNode::Kind::map, ""))
      read_utilities(*utilities, issues, party);
    if (out_.size() > before) return std::nullopt;
    const YamlNode* bid = space->find("reservationBid");
    if (bid != nullptr && bid->kind != YamlNode::Kind::null) party.reservation = worth(*bid, issues, party);
    if (out_.size() > before) return std::nullopt;
    return party;
  }

  // The object below the one key of a profile, that names its kind; null after a report.
  const YamlNode* space_of(const YamlNode& root) {
    if (root.kind != YamlNode::Kind::map || root.entries.size() != 1) {
      error(root.place, "", "this is no profile",
            fmt::format("expected one key that names its kind: {}", additive));
      return nullptr;
    }
    const YamlEntry& kind = root.entries[0];
    if (kind.key != additive) {
      error(kind.place, printable(kind.key), "this kind of profile is no sum over issues",
            fmt::format("only {} has a counterpart in a scenario", additive));
      return nullptr;
    }
    if (kind.value.kind == YamlNode::Kind::map) return &kind.value;
    error(kind.value.place, additive, "expected an object");
    return nullptr;
  }

 private:
  void read_range(const YamlNode& range, const std::string& path, Issue& issue) {
    if (range.kind != YamlNode::Kind::list || range.items.size() != 3)
      return error(range.place, path, "expected [lowest, highest, step]");
    std::vector<double> n;
    for (const YamlNode& item : range.items) {
      const auto value = number(item, path, -1e300, 1e300);
      if (!value) return;
      n.push_back(*value);
    }
    if (n[0] >= n[1] || n[2] <= 0)
      return error(range.place, path, "expected lowest below highest, and a step above 0");
    const double steps = std::floor((n[1] - n[0]) / n[2] + 1e-9);
    if (steps >= static_cast<double>(most_imported_options))
      return error(range.place, path, fmt::format("{:.0f} values, more than Parley takes", steps + 1),
                   fmt::format("at most {} an issue", most_imported_options));
    if (steps < 1) return error(range.place, path, "1 value", "an issue needs at least two");
    for (std::size_t k = 0; k <= static_cast<std::size_t>(steps); ++k)
      issue.numbers.push_back(n[0] + n[2] * static_cast<double>(k));
    issue.options = point_names(issue.numbers);
    if (issue.options.empty()) error(range.place, path, "the step is too small to tell the values apart");
  }

  void compare_domain(const YamlNode& own, const std::vector<Issue>& issues) {
    std::string ignored;
    const std::size_t before = out_.size();
    const std::vector<Issue> mine = domain(own, ignored);
    if (out_.size() > before) return;
    for (const Issue& issue : mine)
      if (std::none_of(issues.begin(), issues.end(), [&](const Issue& i) { return i.name == issue.name; }))
        error(own.place, "domain",
              fmt::format("issue '{}' is not in the domain's own file", printable(issue.name)),
              "is this the profile of another domain?");
    for (const Issue& issue : issues) {
      const auto same =
          std::find_if(mine.begin(), mine.end(), [&](const Issue& i) { return i.name == issue.name; });
      if (same == mine.end())
        error(own.place, "domain", fmt::format("issue '{}' of the domain is missing", printable(issue.name)),
              "is this the profile of another domain?");
      else if (std::set<std::string>(same->options.begin(), same->options.end()) !=
               std::set<std::string>(issue.options.begin(), issue.options.end()))
        error(own.place, "domain",
              fmt::format("issue '{}' has other values in the domain", printable(issue.name)),
              "is this the profile of another domain?");
    }
  }

  // The entry of each issue; every issue has one, and nothing else has.
  std::vector<const YamlEntry*> by_issue(const YamlNode& table, const std::vector<Issue>& issues,
                                         const char* what) {
    std::vector<const YamlEntry*> rows(issues.size(), nullptr);
    std::vector<std::string> names;
    for (const Issue& issue : issues) names.push_back(issue.name);
    for (const YamlEntry& entry : table.entries) {
      const auto at =
          static_cast<std::size_t>(std::find(names.begin(), names.end(), entry.key) - names.begin());
      if (at == names.size())
        error(entry.place, what, fmt::format("unknown issue '{}'", printable(entry.key)),
              suggest(entry.key, names));
      else
        rows[at] = &entry;
    }
    for (std::size_t k = 0; k < issues.size(); ++k)
      if (rows[k] == nullptr)
        error(table.place, what, fmt::format("issue '{}' is missing", printable(issues[k].name)));
    return rows;
  }

  void read_weights(const YamlNode& table, const std::vector<Issue>& issues, Draft::Party& party) {
    double sum = 0;
    const std::size_t before = out_.size();
    for (const YamlEntry* row : by_issue(table, issues, "issueWeights")) {
      party.weights.push_back(0);
      if (row == nullptr) continue;
      party.weights.back() = number(row->value, "issueWeights." + printable(row->key), 0, 1).value_or(0);
      sum += party.weights.back();
    }
    if (out_.size() == before && std::fabs(sum - 1) > rounding)
      error(table.place, "issueWeights", fmt::format("the weights sum to {:.9g}", sum), "GeniusWeb wants 1");
  }

  void read_utilities(const YamlNode& table, const std::vector<Issue>& issues, Draft::Party& party) {
    const auto rows = by_issue(table, issues, "issueUtilities");
    for (std::size_t k = 0; k < issues.size(); ++k) {
      party.values.emplace_back(issues[k].options.size(), 0.0);
      if (rows[k] == nullptr) continue;
      const std::string path = printable(issues[k].name);
      const YamlNode& node = rows[k]->value;
      if (node.kind != YamlNode::Kind::map || node.entries.size() != 1) {
        error(node.place, path, "expected one key that names the kind of utilities");
        continue;
      }
      const YamlEntry& kind = node.entries[0];
      const bool of_numbers = kind.key == "numberutils" || kind.key == "NumberValueSetUtilities";
      if (of_numbers)
        read_number_utilities(kind.value, issues[k], path, party.values.back());
      else if (kind.key == "DiscreteValueSetUtilities" || kind.key == "discreteutils")
        read_value_utilities(kind.value, issues[k], path, party.values.back());
      else
        error(kind.place, path, fmt::format("unknown kind of utilities '{}'", printable(kind.key)),
              "expected DiscreteValueSetUtilities or NumberValueSetUtilities");
    }
  }

  void read_value_utilities(const YamlNode& node, const Issue& issue, const std::string& path,
                            std::vector<double>& values) {
    const YamlNode* table = below(node, "valueUtilities", YamlNode::Kind::map, path);
    if (table == nullptr) return;
    std::vector<std::uint8_t> seen(issue.options.size(), 0);
    for (const YamlEntry& entry : table->entries) {
      const auto at = static_cast<std::size_t>(
          std::find(issue.options.begin(), issue.options.end(), entry.key) - issue.options.begin());
      if (at == issue.options.size()) {
        error(entry.place, path, fmt::format("unknown value '{}'", printable(entry.key)),
              suggest(entry.key, issue.options));
        continue;
      }
      seen[at] = 1;
      values[at] = number(entry.value, path + "." + printable(entry.key), 0, 1).value_or(0);
    }
    for (std::size_t o = 0; o < seen.size(); ++o)
      if (seen[o] == 0)
        error(table->place, path, fmt::format("value '{}' has no utility", printable(issue.options[o])));
  }

  void read_number_utilities(const YamlNode& node, const Issue& issue, const std::string& path,
                             std::vector<double>& values) {
    if (issue.numbers.empty())
      return error(node.place, path, "utilities of numbers, but the issue has named values");
    std::vector<double> n;
    for (const char* key : {"lowValue", "highValue", "lowUtility", "highUtility"}) {
      const YamlNode* child = node.kind == YamlNode::Kind::map ? node.find(key) : nullptr;
      if (child == nullptr) return error(node.place, path, fmt::format("missing key '{}'", key));
      const bool utility = std::string_view(key).ends_with("Utility");
      const auto value = number(*child, path + "." + key, utility ? 0 : -1e300, utility ? 1 : 1e300);
      if (!value) return;
      n.push_back(*value);
    }
    if (n[0] >= n[1]) return error(node.place, path, "lowValue is not below highValue");
    if (issue.numbers.front() < n[0] - 1e-9 || issue.numbers.back() > n[1] + 1e-9)
      return error(node.place, path,
                   fmt::format("utilities from {} to {} do not cover the issue", n[0], n[1]));
    for (std::size_t o = 0; o < values.size(); ++o)
      values[o] = std::clamp(n[2] + (n[3] - n[2]) * (issue.numbers[o] - n[0]) / (n[1] - n[0]), 0.0, 1.0);
  }

  double worth(const YamlNode& bid, const std::vector<Issue>& issues, const Draft::Party& party) {
    const YamlNode* table = below(bid, "issuevalues", YamlNode::Kind::map, "reservationBid");
    if (table == nullptr) return 0;
    const auto rows = by_issue(*table, issues, "reservationBid");
    double sum = 0;
    for (std::size_t k = 0; k < issues.size(); ++k) {
      if (rows[k] == nullptr) continue;
      const YamlNode& value = rows[k]->value;
      const std::string path = "reservationBid." + printable(issues[k].name);
      const std::size_t at = option_of(value.scalar, issues[k]);
      if (value.kind != YamlNode::Kind::scalar)
        error(value.place, path, "expected the name of a value");
      else if (at == issues[k].options.size())
        error(value.place, path, fmt::format("unknown value '{}'", printable(value.scalar)),
              suggest(value.scalar, issues[k].options));
      else
        sum += party.weights[k] * party.values[k][at];
    }
    return std::min(sum, 1.0);
  }

  const std::string& file_;
  Diagnostics& out_;
};

}  // namespace

std::optional<Draft> import_geniusweb(const SourceFile& domain, const std::vector<SourceFile>& profiles,
                                      Diagnostics& diagnostics, Diagnostics&) {
  const std::size_t before = diagnostics.size();
  Draft d;
  d.name = stem_of(domain.name);
  std::vector<Issue> issues;
  if (const auto root = read_json(domain.name, domain.text, diagnostics)) {
    Reader reader(domain.name, diagnostics);
    // A profile, handed over alone, names what is wrong with it as a profile.
    if (root->kind == YamlNode::Kind::map && root->entries.size() == 1 &&
        root->find("issuesValues") == nullptr) {
      if (reader.space_of(*root) != nullptr)
        reader.error(root->place, "", "this is a profile", "name the domain first, then the profiles");
    } else {
      issues = reader.domain(*root, d.name);
    }
  }
  const bool readable = diagnostics.size() == before;
  d.comments = {
      fmt::format("Imported from the GeniusWeb domain {} and its profiles.", stem_of(domain.name)),
      "An option is worth what GeniusWeb values it; the first option of each issue stands for no deal."};
  Identifiers issue_ids, party_ids;
  for (const Issue& issue : issues) {
    Draft::Issue out{issue_ids.make(issue.name, fmt::format("issue_{}", d.issues.size() + 1)),
                     issue.name,
                     issue.options,
                     {},
                     ""};
    for (std::size_t k = 0; k < issue.numbers.size(); ++k)
      out.places.push_back(
          std::round(1e6 * static_cast<double>(k) / static_cast<double>(issue.numbers.size() - 1)) / 1e4);
    d.issues.push_back(std::move(out));
  }
  for (const SourceFile& file : profiles) {
    const auto root = read_json(file.name, file.text, diagnostics);
    if (!root) continue;
    Reader reader(file.name, diagnostics);
    if (!readable) {
      reader.space_of(*root);
      continue;
    }
    std::string name = stem_of(file.name);
    auto party = reader.profile(*root, issues, name);
    if (!party) continue;
    party->id = party_ids.make(stem_of(file.name), "party");
    party->name = name;
    d.parties.push_back(std::move(*party));
  }
  if (diagnostics.size() > before) return std::nullopt;
  return d;
}

}  // namespace parley

// Which issues does a GENIUS file have?  See genius_format.hpp.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/document/quantity.hpp"
#include "parley/imports/genius_format.hpp"

namespace parley::genius {

const char* kind_name(Kind kind) {
  switch (kind) {
    case Kind::discrete:
      return "discrete";
    case Kind::integer:
      return "integer";
    case Kind::real:
      return "real";
  }
  return "";
}

std::optional<double> number_of(const XmlElement& element, const char* attribute) {
  const XmlAttribute* a = element.find(attribute);
  if (a == nullptr) return std::nullopt;
  std::string_view text = a->value;
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return parse_double(text);
}

std::optional<int> index_of(const XmlElement& element) {
  const auto number = number_of(element, "index");
  if (!number || *number != std::floor(*number) || std::fabs(*number) > 1e9) return std::nullopt;
  return static_cast<int>(*number);
}

std::vector<const XmlElement*> all_below(const XmlElement& top, std::string_view name) {
  std::vector<const XmlElement*> found;
  for (const XmlElement& child : top.children) {
    if (child.name == name) found.push_back(&child);
    const auto below = all_below(child, name);
    found.insert(found.end(), below.begin(), below.end());
  }
  return found;
}

const XmlElement* utility_space(const XmlElement& root, const Report& report) {
  const XmlElement* space = root.name == "utility_space" ? &root : nullptr;
  if (root.name == "negotiation_template") space = root.child("utility_space");
  if (space == nullptr) {
    report(root.place, root.name, "this is no GENIUS domain or profile",
           "the root is 'negotiation_template' or 'utility_space'");
    return nullptr;
  }
  const XmlAttribute* type = space->find("type");
  for (const char* kind : {"nonlinear", "constraint", "uncertain"})
    if (type != nullptr && type->value == kind) {
      report(type->place, "utility_space", fmt::format("a profile of type '{}' is no sum over issues", kind),
             "only linear additive profiles have a counterpart in a scenario");
      return nullptr;
    }
  if (const XmlElement* utility = space->child("utility")) {
    report(utility->place, "utility_space",
           "a profile with utility functions over several issues is no sum over issues",
           "only linear additive profiles have a counterpart in a scenario");
    return nullptr;
  }
  return space;
}

namespace {

constexpr double most_whole = 1e15;  // whole numbers below are told apart

void read_bounds(Issue& issue, const XmlElement& from, const Report& report, const std::string& path) {
  const auto low = number_of(from, "lowerbound"), high = number_of(from, "upperbound");
  for (const char* bound : {"lowerbound", "upperbound"})
    if (!number_of(from, bound)) {
      const XmlAttribute* given = from.find(bound);
      report(given != nullptr ? given->place : from.place, path,
             given != nullptr ? fmt::format("{} '{}' is no number", bound, printable(given->value))
                              : fmt::format("no {}", bound));
    }
  if (!low || !high) return;
  issue.low = *low;
  issue.high = *high;
  const Place place = from.find("lowerbound")->place;
  const double most = issue.kind == Kind::integer ? most_whole : most_real;
  for (const char* bound : {"lowerbound", "upperbound"})
    if (std::fabs(*number_of(from, bound)) > most)
      return report(from.find(bound)->place, path,
                    fmt::format("{} {} is out of range", bound, printable(from.find(bound)->value)),
                    fmt::format("must be between {} and {}", -most, most));
  if (*low > *high)
    report(place, path, fmt::format("the bounds are reversed: {} to {}", *low, *high));
  else if (*low == *high)
    report(place, path, fmt::format("only {} can be chosen", *low), "an issue needs at least two options");
  if (issue.kind != Kind::integer) return;
  if (*low != std::floor(*low) || *high != std::floor(*high))
    report(place, path, "the bounds of an integer issue are whole numbers");
  else if (*high - *low >= static_cast<double>(most_imported_options))
    report(place, path, fmt::format("{:.0f} options, more than Parley takes", *high - *low + 1),
           fmt::format("at most {} an issue", most_imported_options));
}

void read_options(Issue& issue, const Report& report, const std::string& path) {
  for (const XmlElement& item : issue.element->children) {
    if (item.name != "item") continue;
    if (const XmlAttribute* value = item.find("value"))
      issue.options.push_back(value->value);
    else
      report(item.place, path, "an item without 'value'", "it names the option");
  }
  if (issue.options.size() < 2)
    report(issue.element->place, path, fmt::format("{} options", issue.options.size()),
           "an issue needs at least two");
  if (issue.options.size() > most_imported_options)
    report(issue.element->place, path,
           fmt::format("{} options, more than Parley takes", issue.options.size()),
           fmt::format("at most {} an issue", most_imported_options));
}

void read_issue(const XmlElement& element, const Report& report, std::vector<Issue>& issues) {
  Issue issue;
  issue.element = &element;
  const XmlAttribute* name = element.find("name");
  issue.name = name != nullptr ? name->value : "";
  const auto index = index_of(element);
  if (!index) {
    report(element.place, printable(issue.name), "an issue without a whole number as 'index'",
           "profiles refer to issues by it");
    return;
  }
  issue.index = *index;
  if (issue.name.empty()) issue.name = fmt::format("issue {}", *index);
  const std::string path = printable(issue.name);
  const auto same =
      std::find_if(issues.begin(), issues.end(), [&](const Issue& i) { return i.index == *index; });
  if (same != issues.end())
    report(element.place, path, fmt::format("'{}' has the index {}, too", printable(same->name), *index),
           "each issue needs its own");
  const XmlAttribute* type = element.find("type");
  const std::string kind = type != nullptr ? type->value : "discrete";
  if (kind == "discrete") {
    issue.kind = Kind::discrete;
    read_options(issue, report, path);
  } else if (kind == "integer") {
    issue.kind = Kind::integer;
    if (element.find("lowerbound") == nullptr && element.child("range") != nullptr)
      report(element.child("range")->place, path, "an integer issue in the old form, with a 'range'",
             "GENIUS 10 has lowerbound and upperbound at the issue, offset and slope in its evaluator");
    else
      read_bounds(issue, element, report, path);
  } else if (kind == "real") {
    issue.kind = Kind::real;
    if (const XmlElement* range = element.child("range"))
      read_bounds(issue, *range, report, path);
    else
      report(element.place, path, "a real issue without 'range'", "lowerbound and upperbound");
  } else {
    report(type != nullptr ? type->place : element.place, path,
           fmt::format("unknown type '{}'", printable(kind)), "expected one of: discrete, integer, real");
  }
  issues.push_back(std::move(issue));
}

void walk(const XmlElement& level, const Report& report, std::vector<Issue>& issues) {
  for (const XmlElement& child : level.children)
    if (child.name == "objective") walk(child, report, issues);
  for (const XmlElement& child : level.children)
    if (child.name == "issue") read_issue(child, report, issues);
}

}  // namespace

std::vector<Issue> read_issues(const XmlElement& space, const Report& report) {
  std::vector<Issue> issues;
  walk(space, report, issues);
  if (issues.empty()) report(space.place, "utility_space", "there is no issue to negotiate");
  if (issues.size() > most_imported_issues)
    report(space.place, "utility_space", fmt::format("{} issues, more than Parley takes", issues.size()),
           fmt::format("at most {}", most_imported_issues));
  return issues;
}

std::vector<double> points_of(const Issue& issue, std::size_t steps) {
  std::vector<double> points;
  const std::size_t n =
      issue.kind == Kind::integer ? static_cast<std::size_t>(issue.high - issue.low) + 1 : steps;
  for (std::size_t k = 0; k < n; ++k)
    points.push_back(issue.kind == Kind::integer
                         ? issue.low + static_cast<double>(k)
                         : issue.low + (issue.high - issue.low) * static_cast<double>(k) /
                                           static_cast<double>(n - 1));
  return points;
}

}  // namespace parley::genius

// What is every option of a GENIUS domain worth to the party of a profile?  See genius_format.hpp.
//
// - discrete: evaluation / the largest evaluation of the issue in the profile; 0 for all where that is below
//   0.00001
// - integer: offset + slope (v - lowerbound), cut to 0..1
// - real, linear: parameter0 + parameter1 v, cut to 0..1
// - real, constant: parameter0
// - real, triangular: from 0 at parameter0 up to 1 at parameter2, down to 0 at parameter1

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "parley/imports/genius_format.hpp"

namespace parley::genius {

namespace {

constexpr double least_evaluation = 0.00001;

double cut(double x) { return std::clamp(x, 0.0, 1.0); }

double triangular(double v, double low, double high, double top) {
  if (v < low) return 0;
  if (v < top) return (v - low) / (top - low);
  if (v < high) return 1 - (v - top) / (high - top);
  return 0;
}

std::vector<double> discrete_values(const Issue& issue, const Issue& own, const Report& report,
                                    const Report& note) {
  const std::string path = printable(issue.name);
  std::map<std::string, double> evaluation;  // the last one counts
  std::vector<std::string> known;
  std::map<std::string, Place> without;
  for (const XmlElement& item : own.element->children) {
    const XmlAttribute* value = item.find("value");
    if (item.name != "item" || value == nullptr) continue;
    const bool in_domain =
        std::find(issue.options.begin(), issue.options.end(), value->value) != issue.options.end();
    if (!in_domain)
      note(value->place, path,
           fmt::format("option '{}' is not in the domain and left out", printable(value->value)),
           suggest(value->value, issue.options));
    const XmlAttribute* given = item.find("evaluation");
    const auto number = number_of(item, "evaluation");
    if (given == nullptr) {
      without.emplace(value->value, item.place);
      continue;
    }
    if (!number || *number < 0)
      report(given->place, path + "." + printable(value->value),
             fmt::format("the evaluation '{}' is no number of 0 or above", printable(given->value)));
    known.push_back(value->value);
    evaluation[value->value] = number.value_or(0);
  }
  double largest = 0;
  for (const auto& [name, e] : evaluation) largest = std::max(largest, e);
  std::vector<double> values;
  for (const std::string& option : issue.options) {
    const auto found = evaluation.find(option);
    if (found == evaluation.end()) {
      const auto item = without.find(option);
      report(item != without.end() ? item->second : own.element->place, path,
             fmt::format("option '{}' has no evaluation", printable(option)),
             item != without.end() ? "" : suggest(option, known));
      values.push_back(0);
    } else {
      values.push_back(largest < least_evaluation ? 0.0 : found->second / largest);
    }
  }
  return values;
}

// The parameter of an evaluator; 0 after a report.
double parameter(const XmlElement& evaluator, const char* name, const std::string& path,
                 const Report& report) {
  const auto number = number_of(evaluator, name);
  const XmlAttribute* given = evaluator.find(name);
  if (number && std::fabs(*number) <= most_real) return *number;
  if (number)
    report(given->place, path, fmt::format("{} {} is out of range", name, printable(given->value)),
           fmt::format("must be between {} and {}", -most_real, most_real));
  else
    report(given != nullptr ? given->place : evaluator.place, path,
           given != nullptr ? fmt::format("{} '{}' is no number", name, printable(given->value))
                            : fmt::format("the evaluator has no {}", name));
  return 0;
}

// Values cut to 0..1, with a note where nothing but the cut is left of them.
std::vector<double> cut(std::vector<double> values, Place place, const std::string& path,
                        const Report& note) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const double low = *least, high = *most;
  for (double& v : values) v = cut(v);
  if (low < high && cut(low) == cut(high))
    note(place, path,
         fmt::format(
             "the evaluator gives {:.6g} to {:.6g}, which GENIUS cuts to 0..1: every option is worth {}", low,
             high, cut(low)),
         "this party is then indifferent on the issue: is the evaluator meant so?");
  return values;
}

std::vector<double> number_values(const Issue& issue, const Issue& own, std::size_t steps,
                                  const Report& report, const Report& note) {
  const std::string path = printable(issue.name);
  const std::vector<double> points = points_of(issue, steps);
  std::vector<double> values(points.size(), 0.0);
  if (own.low != issue.low || own.high != issue.high) {
    report(own.element->place, path,
           fmt::format("the bounds are {} to {}, in the domain {} to {}", own.low, own.high, issue.low,
                       issue.high),
           "is this the profile of another domain?");
    return values;
  }
  const XmlElement* evaluator = own.element->child("evaluator");
  if (evaluator == nullptr) {
    report(own.element->place, path, "the issue has no evaluation", "a child 'evaluator'");
    return values;
  }
  if (issue.kind == Kind::integer) {
    if (evaluator->find("offset") == nullptr && evaluator->find("parameter0") != nullptr) {
      report(evaluator->place, path, "an evaluator in the old form, with parameter0 and parameter1",
             "GENIUS 10 has offset and slope");
      return values;
    }
    const double offset = parameter(*evaluator, "offset", path, report);
    const double slope = parameter(*evaluator, "slope", path, report);
    for (std::size_t k = 0; k < points.size(); ++k) values[k] = offset + slope * (points[k] - issue.low);
    return cut(std::move(values), evaluator->place, path, note);
  }
  const XmlAttribute* type = evaluator->find("ftype");
  const std::string kind = type != nullptr ? type->value : "";
  const double first = kind.empty() ? 0 : parameter(*evaluator, "parameter0", path, report);
  if (kind == "linear") {
    const double slope = parameter(*evaluator, "parameter1", path, report);
    for (std::size_t k = 0; k < points.size(); ++k) values[k] = first + slope * points[k];
    return cut(std::move(values), evaluator->place, path, note);
  } else if (kind == "constant") {
    if (first < 0 || first > 1)
      report(evaluator->find("parameter0")->place, path, fmt::format("a constant of {}", first),
             "between 0 and 1");
    std::fill(values.begin(), values.end(), cut(first));
  } else if (kind == "triangular") {
    const double last = parameter(*evaluator, "parameter1", path, report);
    const double top = parameter(*evaluator, "parameter2", path, report);
    if (!(first <= top && top <= last))
      report(evaluator->place, path,
             fmt::format("the top {} does not lie between {} and {}", top, first, last));
    else
      for (std::size_t k = 0; k < points.size(); ++k) values[k] = triangular(points[k], first, last, top);
  } else {
    report(type != nullptr ? type->place : evaluator->place, path,
           fmt::format("unknown evaluator '{}'", printable(kind)),
           "expected ftype linear, constant or triangular");
  }
  return values;
}

// A number kept as attribute `value` of a child; `missing` where there is none, or an empty one.
double value_below(const XmlElement& space, const char* name, double missing, Place& place,
                   const Report& report) {
  for (const XmlElement* e : all_below(space, name)) {
    const XmlAttribute* value = e->find("value");
    if (value == nullptr || value->value.find_first_not_of(' ') == std::string::npos) continue;
    place = value->place;
    if (const auto number = number_of(*e, "value")) return *number;
    report(value->place, name, fmt::format("'{}' is no number", printable(value->value)));
    break;
  }
  return missing;
}

}  // namespace

std::optional<Profile> read_profile(const XmlElement& root, const std::vector<Issue>& domain,
                                    std::size_t steps, const Report& report, const Report& note) {
  const std::size_t before = report.out.size();
  const XmlElement* space = utility_space(root, report);
  if (space == nullptr) return std::nullopt;
  if (root.name == "negotiation_template" && all_below(*space, "weight").empty()) {
    report(root.place, root.name, "this is a domain, not a profile",
           "name the domain first, then the profiles");
    return std::nullopt;
  }
  const std::vector<Issue> own = read_issues(*space, report);
  const auto named = [](const std::vector<Issue>& issues, int index) {
    return std::find_if(issues.begin(), issues.end(), [&](const Issue& i) { return i.index == index; });
  };

  Profile p;
  p.weights_at = space->place;
  std::map<int, std::pair<double, Place>> weights;
  for (const XmlElement* e : all_below(*space, "weight")) {
    const auto index = index_of(*e);
    const auto value = number_of(*e, "value");
    if (!index) {
      report(e->place, "weight", "a weight without a whole number as 'index'", "it names the issue");
      continue;
    }
    const XmlAttribute* given = e->find("value");
    if (!value || *value < 0)
      report(given != nullptr ? given->place : e->place, "weight",
             fmt::format("the weight of issue {} is no number of 0 or above", *index));
    else if (*value > most_weight)
      report(given->place, "weight",
             fmt::format("the weight {} of issue {} is out of range", printable(given->value), *index),
             fmt::format("at most {}: weights are relative, scale them all alike", most_weight));
    if (!weights.emplace(*index, std::pair(value.value_or(0), e->place)).second)
      report(e->place, "weight", fmt::format("a second weight of issue {}", *index), "write it once");
    if (named(domain, *index) == domain.end() && named(own, *index) == own.end())
      note(e->place, "weight", fmt::format("no issue has the index {}: this weight is left out", *index));
  }
  if (!weights.empty()) p.weights_at = weights.begin()->second.second;

  for (const Issue& issue : own)
    if (named(domain, issue.index) == domain.end())
      report(issue.element->place, printable(issue.name),
             fmt::format("the domain has no issue {}", issue.index),
             "is this the profile of another domain?");
  for (const Issue& issue : domain) {
    const std::string path = printable(issue.name);
    const auto mine = named(own, issue.index);
    const auto weight = weights.find(issue.index);
    p.weights.push_back(weight != weights.end() ? weight->second.first : 0.0);
    p.values.emplace_back();
    if (mine == own.end()) {
      report(space->place, path, fmt::format("issue {} of the domain is not in the profile", issue.index),
             "is this the profile of another domain?");
      continue;
    }
    if (weight == weights.end())
      report(mine->element->place, path, "the issue has no weight",
             fmt::format("add a 'weight' of index {}", issue.index));
    if (mine->name != issue.name)
      report(mine->element->place, printable(mine->name),
             fmt::format("issue {} is called '{}' in the domain", issue.index, path),
             "is this the profile of another domain?");
    else if (mine->kind != issue.kind)
      report(mine->element->place, path,
             fmt::format("the issue is {}, in the domain {}", kind_name(mine->kind), kind_name(issue.kind)));
    else
      p.values.back() = issue.kind == Kind::discrete ? discrete_values(issue, *mine, report, note)
                                                     : number_values(issue, *mine, steps, report, note);
  }
  p.reservation = value_below(*space, "reservation", 0, p.reservation_at, report);
  p.discount = value_below(*space, "discount_factor", 1, p.discount_at, report);
  if (p.reservation < 0 || p.reservation > 1)
    report(p.reservation_at, "reservation", fmt::format("{} is out of range", p.reservation),
           "a utility, between 0 and 1");
  double sum = 0;
  for (const double w : p.weights) sum += w;
  if (sum <= 0 && report.out.size() == before)
    report(p.weights_at, "weight", "all weights are zero", "at least one issue must matter");
  if (report.out.size() > before) return std::nullopt;
  return p;
}

}  // namespace parley::genius

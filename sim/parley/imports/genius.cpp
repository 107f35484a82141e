// How does a domain of GENIUS become a scenario?  See import.hpp.
//
// Utilities are kept: weights that sum to less than 1 scale the values down, so that the best package is
// worth less than 1 as in GENIUS. Weights that sum to more than 1 are divided by their sum, and the
// reservation value with them: GENIUS cuts utilities at 1, which a sum over issues cannot.

#include <cmath>

#include <fmt/format.h>

#include "parley/imports/genius_format.hpp"

namespace parley {

namespace {

constexpr double rounding = 1e-6;  // of a sum of weights that is meant to be 1

std::vector<std::string> made_unique(const std::vector<std::string>& options) {
  std::vector<std::string> names;
  std::set<std::string> taken(options.begin(), options.end()), seen;
  for (const std::string& option : options) {
    std::string name = option;
    if (!seen.insert(option).second) {
      int n = 2;
      do name = fmt::format("{} ({})", option, n++);
      while (!taken.insert(name).second);
    }
    names.push_back(name);
  }
  return names;
}

Draft::Issue issue_of(const genius::Issue& issue, const ImportOptions& options, Identifiers& ids) {
  Draft::Issue out;
  out.id = ids.make(issue.name, fmt::format("issue_{}", issue.index));
  out.title = issue.name;
  if (issue.kind == genius::Kind::discrete) {
    out.options = made_unique(issue.options);
    return out;
  }
  const std::vector<double> points = points_of(issue, options.steps);
  out.options = point_names(points);
  for (std::size_t k = 0; k < points.size(); ++k)
    out.places.push_back(std::round(1e6 * static_cast<double>(k) / static_cast<double>(points.size() - 1)) /
                         1e4);
  out.comment = issue.kind == genius::Kind::integer
                    ? fmt::format("whole numbers from {} to {}", issue.low, issue.high)
                    : fmt::format("real numbers from {} to {}, cut into {} steps", issue.low, issue.high,
                                  points.size());
  return out;
}

Draft::Party party_of(const genius::Profile& profile, const SourceFile& file, Identifiers& ids,
                      const genius::Report& note) {
  Draft::Party party;
  const std::string stem = stem_of(file.name);
  party.id = ids.make(stem, "party");
  party.name = stem;
  party.weights = profile.weights;
  party.values = profile.values;
  party.reservation = profile.reservation;
  double sum = 0;
  for (const double w : profile.weights) sum += w;
  if (sum < 1 - rounding) {
    for (auto& values : party.values)
      for (double& v : values) v *= sum;
    party.comments.push_back(fmt::format(
        "GENIUS's weights sum to {:.6g}: values here are times that, so that utilities are GENIUS's.", sum));
    note(profile.weights_at, "weight",
         fmt::format("weights sum to {:.6g}, not 1: values were multiplied by it, utilities are GENIUS's",
                     sum));
  } else if (sum > 1 + rounding) {
    party.reservation /= sum;
    party.comments.push_back(
        fmt::format("GENIUS's weights sum to {:.6g} and it cuts utilities at 1: utilities and the "
                    "reservation value here are "
                    "GENIUS's before the cut, divided by that.",
                    sum));
    note(profile.weights_at, "weight",
         fmt::format(
             "weights sum to {:.6g}, not 1: weights and reservation value were divided by it; GENIUS cuts "
             "utilities at 1, so that packages it values alike may differ here",
             sum));
  }
  if (profile.discount > 0 && profile.discount < 1) {
    party.comments.push_back(fmt::format(
        "GENIUS's discount factor {:.6g} over the talks is left out: Parley's talks do not discount.",
        profile.discount));
    note(profile.discount_at, "discount_factor",
         fmt::format("{:.6g} is left out: GENIUS lets utility and reservation value shrink by it over the "
                     "talks, Parley "
                     "does not",
                     profile.discount));
  }
  return party;
}

}  // namespace

std::string stem_of(const std::string& file) {
  const std::size_t slash = file.find_last_of('/');
  std::string stem = slash == std::string::npos ? file : file.substr(slash + 1);
  if (const std::size_t dot = stem.find_last_of('.'); dot != std::string::npos && dot > 0) stem.resize(dot);
  return printable(stem, 200);
}

bool looks_like_json(const SourceFile& file) {
  const std::size_t first = file.text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const char letter = first != std::string::npos ? file.text[first] : ' ';
  return letter == '{' || letter == '[' || (letter != '<' && file.name.ends_with(".json"));
}

std::optional<Draft> import_genius(const SourceFile& domain, const std::vector<SourceFile>& profiles,
                                   const ImportOptions& options, Diagnostics& diagnostics,
                                   Diagnostics& notes) {
  const std::size_t before = diagnostics.size();
  const auto root = read_xml(domain.name, domain.text, diagnostics);
  const genius::Report report{domain.name, diagnostics};
  const XmlElement* space = root ? utility_space(*root, report) : nullptr;
  const auto issues = space != nullptr ? read_issues(*space, report) : std::vector<genius::Issue>{};
  bool readable = diagnostics.size() == before;
  Draft d;
  d.name = stem_of(domain.name);
  d.comments = {
      fmt::format("Imported from the GENIUS domain {} and its profiles.", stem_of(domain.name)),
      "An option is worth what GENIUS values it; the first option of each issue stands for no deal."};
  Identifiers issue_ids, party_ids;
  for (const genius::Issue& issue : issues) {
    if (!readable) break;
    d.issues.push_back(issue_of(issue, options, issue_ids));
    if (d.issues.back().options.empty())
      report(issue.element->place, printable(issue.name),
             fmt::format("{} steps between {} and {} cannot be told apart", options.steps, issue.low,
                         issue.high),
             "--steps sets another number");
    if (issue.kind == genius::Kind::real)
      notes.push_back({domain.name, issue.element->place, printable(issue.name),
                       fmt::format("a real issue was cut into {} steps", options.steps),
                       "--steps sets another number"});
    if (const auto& names = d.issues.back().options;
        issue.kind == genius::Kind::discrete && names != issue.options)
      notes.push_back({domain.name, issue.element->place, printable(issue.name),
                       "an option stands there twice and was kept, numbered", ""});
  }
  for (const SourceFile& profile : profiles) {
    const auto own = read_xml(profile.name, profile.text, diagnostics);
    if (!own) continue;
    const genius::Report wrong{profile.name, diagnostics}, note{profile.name, notes};
    if (!readable) {
      utility_space(*own, wrong);
      continue;
    }
    if (const auto read = read_profile(*own, issues, options.steps, wrong, note))
      d.parties.push_back(party_of(*read, profile, party_ids, note));
  }
  if (diagnostics.size() > before) return std::nullopt;
  return d;
}

}  // namespace parley

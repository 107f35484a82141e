// Are the scenarios of a study's points good, before a run is made?
#include <algorithm>
#include <cctype>
#include <map>
#include <mutex>
#include <set>

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include "parley/study/point_reader.hpp"

namespace parley {

namespace {

std::vector<std::string> names(const Scenario& s) {
  std::vector<std::string> all;
  for (const auto& [key, issue] : s.issues) all.push_back("issue " + key.id);
  for (const auto& [key, party] : s.parties) all.push_back("party " + key.id);
  for (const auto& [key, front] : s.fronts) all.push_back("front " + key.id);
  return all;
}

}  // namespace

std::vector<std::size_t> points_to_check(const Sweep& sweep, std::size_t most,
                                         const std::function<bool(std::size_t point)>& mine) {
  std::vector<std::size_t> own;
  for (std::size_t p = 0; p < sweep.points(); ++p)
    if (mine(p)) own.push_back(p);
  if (own.size() <= most) return own;
  std::set<std::size_t> chosen;
  for (std::size_t k = 0; k < sweep.spec.factors.size(); ++k) {
    std::map<double, std::size_t> first;  // of each value, while they are few
    std::size_t least = own[0], greatest = own[0];
    for (const auto p : own) {
      const double u = sweep.design.at(p, k);
      if (u < sweep.design.at(least, k)) least = p;
      if (u > sweep.design.at(greatest, k)) greatest = p;
      if (first.size() <= most / 4 && !sweep.spec.factors[k].levels.empty()) first.try_emplace(u, p);
    }
    chosen.insert({least, greatest});
    for (const auto& [value, p] : first) chosen.insert(p);
  }
  for (std::size_t i = 0; i < most; ++i) chosen.insert(own[i * own.size() / most]);
  return {chosen.begin(), chosen.end()};
}

void check_points(const Sweep& sweep, const StudyOrigin& origin, std::span<const std::size_t> points,
                  Diagnostics& diagnostics, const std::function<bool(std::size_t)>& going) {
  const auto own = names(sweep.central);
  const PointReader reader(sweep);
  struct Problem {
    std::size_t point;
    Diagnostic what;
    std::size_t points = 1;
  };
  // Messages that differ in their numbers only are one problem.
  const auto kind = [](const std::string& message) {
    std::string words;
    for (const char c : message)
      if (std::isdigit(static_cast<unsigned char>(c)) == 0 && c != '.' && c != '-' && c != 'e') words += c;
    return words;
  };
  std::map<std::pair<std::string, std::string>, Problem> found;
  std::mutex guard;
  const auto look = [&](std::size_t point) {
    Diagnostics problems;
    const auto scenario = reader.at(point, problems);
    if (scenario && names(*scenario) != own)
      problems.push_back({"",
                          {},
                          "",
                          "a study keeps the names of issues, parties and fronts",
                          "vary what they are like, not which there are"});
    if (problems.empty()) return;
    const std::lock_guard lock(guard);
    for (const auto& p : problems) {
      const auto [at, fresh] = found.try_emplace({p.path, kind(p.message)}, Problem{point, p});
      if (fresh) continue;
      ++at->second.points;
      if (point < at->second.point) at->second = {point, p, at->second.points};
    }
  };
  for (std::size_t from = 0; from < points.size();) {
    const std::size_t to = std::min<std::size_t>(points.size(), from + 256);
    tbb::parallel_for(from, to, [&](std::size_t i) { look(points[i]); });
    from = to;
    if (going && !going(from)) return;
  }
  for (const auto& [key, problem] : found) {
    Diagnostic d = at_parameter(sweep.study, origin, problem.what.path);
    d.message = problem.what.message;
    std::string values;
    const auto list = sweep.assignments(problem.point);
    for (std::size_t k = 0; k < std::min<std::size_t>(list.size(), 6); ++k)
      values += (k > 0 ? ", " : "") + list[k];
    if (list.size() > 6) values += ", ...";
    d.hint = fmt::format("{}{}at {} of {} points{}, first at point {}: {}", problem.what.hint,
                         problem.what.hint.empty() ? "" : "; ", problem.points, points.size(),
                         points.size() < sweep.points() ? " that were looked at" : "", problem.point, values);
    diagnostics.push_back(std::move(d));
    if (diagnostics.size() >= most_problems) return;
  }
}

}  // namespace parley

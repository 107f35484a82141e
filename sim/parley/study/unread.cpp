#include "parley/study/unread.hpp"

#include <algorithm>

#include "parley/scenario/override.hpp"

namespace parley {

namespace {

constexpr std::size_t most_tried = 256;  // points; only while something is left that none looks at

std::vector<Unread> unread_at_points(const Sweep& sweep, const std::vector<std::string>& paths) {
  std::vector<Unread> list;
  const std::size_t tried = std::min(most_tried, sweep.points());
  bool first = true;
  for (std::size_t t = 0; t < tried && (first || !list.empty()); ++t) {
    Diagnostics none;
    const auto scenario = sweep.at(sweep.points() * t / tried, none);
    if (!scenario) continue;
    const auto here = unread_of(sweep.base.root, *scenario, paths);
    const auto not_here = [&](const Unread& u) {
      return std::none_of(here.begin(), here.end(), [&](const Unread& h) { return h.path == u.path; });
    };
    if (first) list = here;
    std::erase_if(list, not_here);
    first = false;
  }
  return list;
}

}  // namespace

std::vector<Unread> unread_of_varied(const Sweep& sweep) {
  std::vector<std::string> paths;
  for (const auto& [key, variation] : sweep.study.vary) paths.push_back(key.id);
  return unread_at_points(sweep, paths);
}

void mark_unread(Sweep& sweep) {
  const auto unread = unread_of_varied(sweep);
  for (Factor& f : sweep.spec.factors) {
    const std::string canonical = meaning_of(sweep.base.root, f.path).canonical;
    f.unread =
        std::any_of(unread.begin(), unread.end(), [&](const Unread& u) { return u.path == canonical; });
  }
}

std::vector<Unread> unread_of_all(const Sweep& sweep) {
  std::vector<std::string> paths;
  for (const auto& [key, value] : sweep.study.set) paths.push_back(key.id);
  for (const auto& [key, variation] : sweep.study.vary) paths.push_back(key.id);
  return unread_at_points(sweep, paths);
}

}  // namespace parley

#include "parley/study/unread.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

#include "parley/scenario/override.hpp"

namespace parley {

namespace {

// What idle_parts can tell two points apart by: names, and of each number whether it is above 0 and whether
// it reaches 1.
class Kinds {
 public:
  explicit Kinds(const Sweep& sweep) : sweep_(sweep) {
    for (const Factor& f : sweep.spec.factors) {
      std::map<std::string, double> number;  // a list may say a name often
      std::vector<double>& names = names_.emplace_back();
      if (f.kind == Factor::Kind::category)
        for (const auto& level : f.levels)
          names.push_back(number.try_emplace(level, static_cast<double>(number.size())).first->second);
    }
  }
  std::vector<double> of(std::size_t point) const {
    std::vector<double> kind;
    for (std::size_t k = 0; k < names_.size(); ++k) {
      const double value = sweep_.value(point, k);
      kind.push_back(!names_[k].empty() ? names_[k][static_cast<std::size_t>(value)]
                     : value >= 1       ? 1
                     : value > 0        ? 0.5
                                        : 0);
    }
    return kind;
  }

 private:
  const Sweep& sweep_;
  std::vector<std::vector<double>> names_;  // of each factor, by the position of its value
};

// One point of each kind stands for all; only while something is left that none looks at.
std::vector<Unread> unread_at_points(const Sweep& sweep, const std::vector<std::string>& paths) {
  std::vector<Unread> list;
  const Kinds kinds(sweep);
  std::set<std::vector<double>> seen;
  bool first = true;
  for (std::size_t p = 0; p < sweep.points() && (first || !list.empty()); ++p) {
    if (!seen.insert(kinds.of(p)).second) continue;
    Diagnostics none;
    const auto scenario = sweep.at(p, none);
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

namespace {

std::vector<bool> among(const Sweep& sweep, const std::vector<Unread>& unread) {
  std::vector<bool> is;
  for (const Factor& f : sweep.spec.factors) {
    const std::string canonical = meaning_of(sweep.base.root, f.path).canonical;
    is.push_back(
        std::any_of(unread.begin(), unread.end(), [&](const Unread& u) { return u.path == canonical; }));
  }
  return is;
}

// What the choice of a name leaves out at some points. One point of each kind is looked at; of more kinds
// than that, nothing is marked.
void mark_unread_at_points(Sweep& sweep) {
  constexpr std::size_t most_kinds = 100;
  const auto& factors = sweep.spec.factors;
  if (std::none_of(factors.begin(), factors.end(),
                   [](const Factor& f) { return f.kind == Factor::Kind::category && !f.unread; }))
    return;
  std::vector<std::string> paths;
  for (const auto& [key, variation] : sweep.study.vary) paths.push_back(key.id);
  const Kinds kinds(sweep);
  std::map<std::vector<double>, std::uint16_t> seen;
  std::vector<std::uint16_t> kind(sweep.points());
  std::vector<std::vector<bool>> left_out;
  for (std::size_t p = 0; p < sweep.points(); ++p) {
    const auto [at, fresh] = seen.try_emplace(kinds.of(p), static_cast<std::uint16_t>(left_out.size()));
    kind[p] = at->second;
    if (!fresh) continue;
    if (left_out.size() == most_kinds) return;
    Diagnostics none;
    const auto scenario = sweep.at(p, none);
    left_out.push_back(
        among(sweep, scenario ? unread_of(sweep.base.root, *scenario, paths) : std::vector<Unread>{}));
  }
  if (std::all_of(left_out.begin(), left_out.end(), [&](const auto& l) { return l == left_out[0]; })) return;
  sweep.kind_of = std::move(kind);
  sweep.left_out = std::move(left_out);
}

}  // namespace

void mark_unread(Sweep& sweep) {
  const std::vector<bool> unread = among(sweep, unread_of_varied(sweep));
  for (std::size_t k = 0; k < unread.size(); ++k) sweep.spec.factors[k].unread = unread[k];
  mark_unread_at_points(sweep);
}

std::vector<Unread> unread_of_all(const Sweep& sweep) {
  std::vector<std::string> paths;
  for (const auto& [key, value] : sweep.study.set) paths.push_back(key.id);
  for (const auto& [key, variation] : sweep.study.vary) paths.push_back(key.id);
  return unread_at_points(sweep, paths);
}

}  // namespace parley

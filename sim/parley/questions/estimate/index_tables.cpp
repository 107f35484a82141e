#include "parley/questions/estimate/index_tables.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "parley/support/counted.hpp"

namespace parley {

namespace {

template <class Larger>
std::vector<std::size_t> largest_first(std::size_t n, const Larger& larger) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), larger);
  return order;
}

// Which are left out is decided by the output itself.
std::string left_out(std::size_t n) {
  return n > 0 ? fmt::format(", {} left out where the output is missing: what is left may differ", n) : "";
}

std::string not_shown(std::size_t all, std::size_t most) {
  return all > most ? fmt::format("    ... and {} smaller ones\n", all - most) : "";
}

}  // namespace

std::string plain_number(double value) {
  const double size = std::fabs(value);
  return size < 1e4 || !(size < 1e12) ? fmt::format("{:.4g}", value) : fmt::format("{:.0f}", value);
}

std::string sobol_text(const std::vector<std::string>& names, const SobolIndices& raw, std::size_t most) {
  const SobolIndices s = as_shares(raw);
  std::string out =
      fmt::format("  Sobol indices: share of the output's variance ({}{}; 95% bootstrap intervals)\n",
                  count_of(s.blocks, "base point"), left_out(s.dropped));
  if (s.blocks == 0) return out + "    not known: the output is missing at some point of every base point\n";
  if (s.blocks == 1) return out + "    not known: one base point tells nothing\n";
  if (s.of_luck) return out + "    not known: the luck of the runs explains how the output varies\n";
  if (!(s.variance > 0)) return out + "    not known: the output does not vary\n";
  const auto told = [](const Estimate& e) {
    if (!std::isfinite(e.low)) return fmt::format("{:.3f} (interval not known)", e.value);
    return fmt::format("{:.3f} ({:.3f} to {:.3f})", e.value, e.low, e.high);
  };
  const auto outside = [](const Estimate& e) { return e.low < 0 || e.high > 1; };
  const auto some_outside = [&](const std::vector<Estimate>& list) {
    return std::any_of(list.begin(), list.end(), outside);
  };
  if (some_outside(raw.first) || some_outside(raw.total) || some_outside(raw.second))
    out += "    What chance puts below 0 or above 1 is told as 0 and 1: no share lies there.\n";
  out += fmt::format("    {:<26} {}\n", "alone (first order)", "with others (total)");
  const auto order = largest_first(
      names.size(), [&](std::size_t a, std::size_t b) { return s.total[a].value > s.total[b].value; });
  for (std::size_t i = 0; i < std::min(order.size(), most); ++i)
    out += fmt::format("    {:<26} {:<26} {}\n", told(s.first[order[i]]), told(s.total[order[i]]),
                       names[order[i]]);
  out += not_shown(order.size(), most);
  if (s.second.empty()) return out;
  struct Pair {
    std::size_t first, second;
  };
  std::vector<Pair> pairs;
  for (std::size_t j = 0; j < names.size(); ++j)
    for (std::size_t k = j + 1; k < names.size(); ++k) pairs.push_back({j, k});
  out += "    Pairs (second order)\n";
  const auto by_size = largest_first(
      pairs.size(), [&](std::size_t a, std::size_t b) { return s.second[a].value > s.second[b].value; });
  for (std::size_t i = 0; i < std::min(by_size.size(), most); ++i) {
    const Pair& p = pairs[by_size[i]];
    out += fmt::format("    {:<26} {} and {}\n", told(s.second[by_size[i]]), names[p.first], names[p.second]);
  }
  return out + not_shown(by_size.size(), most);
}

std::string morris_text(const std::vector<std::string>& names, const MorrisEffects& m, std::size_t most,
                        bool share) {
  std::string out =
      fmt::format("  Morris screening: effect over the whole range{} ({}{}; 95% bootstrap interval)\n",
                  share ? ", in percentage points" : "",
                  count_of(m.trajectories, "trajectory", "trajectories"), left_out(m.dropped));
  if (m.trajectories == 0)
    return out + "    not known: the output is missing at some point of every trajectory\n";
  if (m.trajectories == 1) return out + "    not known: one trajectory tells nothing of chance\n";
  if (m.constant) return out + "    not known: the output does not vary\n";
  const auto told = [share](double x) {
    if (!std::isfinite(x)) return std::string("not known");
    return share ? fmt::format("{:.1f}", 100 * x) : plain_number(x);
  };
  out += fmt::format("    {:<30} {:>9} {:>9}\n", "size (mu*)", "mu", "sigma");
  const auto order = largest_first(names.size(), [&](std::size_t a, std::size_t b) {
    return m.factors[a].mu_star.value > m.factors[b].mu_star.value;
  });
  for (std::size_t i = 0; i < std::min(order.size(), most); ++i) {
    const auto& e = m.factors[order[i]];
    out += fmt::format("    {:<30} {:>9} {:>9}  {}\n",
                       std::isfinite(e.mu_star.low) ? fmt::format("{} ({} to {})", told(e.mu_star.value),
                                                                  told(e.size().low), told(e.mu_star.high))
                                                    : told(e.mu_star.value) + " (interval not known)",
                       told(e.mu), told(e.sigma), names[order[i]]);
  }
  return out + not_shown(order.size(), most);
}

Json number_json(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

Json estimate_json(const Estimate& e) {
  return {{"value", number_json(e.value)}, {"low", number_json(e.low)}, {"high", number_json(e.high)}};
}

Json sobol_json(const std::vector<std::string>& names, const SobolIndices& s) {
  Json first = Json::object(), total = Json::object(), second = Json::array();
  for (std::size_t k = 0; k < names.size(); ++k) {
    first[names[k]] = estimate_json(s.first[k]);
    total[names[k]] = estimate_json(s.total[k]);
  }
  std::size_t pair = 0;
  for (std::size_t j = 0; j < names.size() && !s.second.empty(); ++j)
    for (std::size_t k = j + 1; k < names.size(); ++k)
      second.push_back({{"parameters", {names[j], names[k]}}, {"index", estimate_json(s.second[pair++])}});
  return {{"base_points", s.blocks},
          {"left_out", s.dropped},
          {"first", first},
          {"total", total},
          {"second", second}};
}

Json morris_json(const std::vector<std::string>& names, const MorrisEffects& m) {
  Json effects = Json::object();
  for (std::size_t k = 0; k < names.size(); ++k)
    effects[names[k]] = {{"mu_star", estimate_json(m.factors[k].size())},
                         {"mu", number_json(m.factors[k].mu)},
                         {"sigma", number_json(m.factors[k].sigma)}};
  return {{"trajectories", m.trajectories}, {"left_out", m.dropped}, {"effects", effects}};
}

}  // namespace parley

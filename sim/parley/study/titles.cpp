#include "parley/study/titles.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/study/words.hpp"

namespace parley {

namespace {

std::string with_more(const std::string& sentence, const std::string& more) {
  return more.empty() ? sentence : sentence + "; " + more;
}

// "a, b and 3 more".
std::string listed(const Sweep& sweep, std::vector<std::size_t> factors) {
  constexpr std::size_t most = 3;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(factors.size(), most); ++i)
    names.push_back(sweep.spec.factors[factors[i]].name());
  if (factors.size() > most) names.push_back(fmt::format("{} more", factors.size() - most));
  std::string out = names.front();
  for (std::size_t i = 1; i < names.size(); ++i) out += (i + 1 == names.size() ? " and " : ", ") + names[i];
  return out;
}

bool nothing_read(const Sweep& sweep) {
  const auto& factors = sweep.spec.factors;
  return std::all_of(factors.begin(), factors.end(), [](const Factor& f) { return f.unread; });
}

// The rival that comes nearest.
std::size_t next_of(const std::vector<Estimate>& sizes, const Largest& first) {
  return *std::max_element(first.rivals.begin(), first.rivals.end(),
                           [&](std::size_t a, std::size_t b) { return sizes[a].value < sizes[b].value; });
}

// One of several sizes that none can be told from, with what would tell: the difference to the next one.
std::string first_of(const Sweep& sweep, const std::vector<Estimate>& sizes, const std::string& does,
                     const std::string& what, std::size_t n, const char* unit) {
  Largest first = largest(sizes);
  const auto clear = [&](const Estimate& e) {
    return clear_of_zero(shared_out({e.value, e.low, e.high}, sizes.size()));
  };
  if (first.at && !clear(sizes[*first.at])) first = {};
  if (!first.at) {
    const auto top = std::max_element(sizes.begin(), sizes.end(),
                                      [](const Estimate& a, const Estimate& b) { return a.value < b.value; });
    return with_more(fmt::format("{} {} do not tell any parameter's {} from chance", n, unit, what),
                     needed_in_words(n, *top, unit));
  }
  const std::string name = sweep.spec.factors[*first.at].name();
  if (first.rivals.empty()) return fmt::format("{} {}", name, does);
  return with_more(
      fmt::format("{} {}, but chance cannot tell it from {}", name, does, listed(sweep, first.rivals)),
      needed_in_words(n, lead_over(sizes, *first.at, next_of(sizes, first)), unit));
}

// How much more would make an estimate clear of chance: points, where the design has room for more; where
// only the luck of the runs is chance, runs.
std::string would_tell(const Sweep& sweep, const OutputFindings& f, const Estimate& e) {
  const auto grows = [](const Factor& factor) { return factor.levels.empty(); };
  const auto& factors = sweep.spec.factors;
  if (sweep.spec.kind != DesignKind::grid && std::any_of(factors.begin(), factors.end(), grows))
    return needed_in_words(f.known, e, "points");
  if (!f.effects.front().luck_alone) return {};
  return needed_in_words(static_cast<std::size_t>(sweep.study.replicates.value), e, "runs a point");
}

// Where chance explains all differences.
std::string no_effect_words(const Sweep& sweep, const OutputFindings& f) {
  if (nothing_read(sweep)) return "no run looks at what varies";
  const auto unknown_chance = [](const Effect& e) {
    return std::isnan(e.difference.low) && !std::isnan(e.difference.value);
  };
  if (std::all_of(f.effects.begin(), f.effects.end(), unknown_chance))
    return "with one run a point nothing tells what moves it from chance";
  // Of the effect that comes nearest to being told.
  std::string more;
  for (const auto& effect : f.effects)
    if (more.empty()) more = would_tell(sweep, f, effect.difference);
  return with_more("no parameter by itself moves it by more than chance explains", more);
}

// Where the output is constant, with the difference that chance may hide.
std::string constant_words(const Sweep& sweep, const OutputFindings& f) {
  if (f.known == 1)
    return fmt::format("known at one point alone ({}), so that nothing is told of what moves it",
                       amount(f.output, f.mean));
  std::string where =
      fmt::format("the same at {} ({})",
                  f.known < sweep.points() ? fmt::format("all {} points that have it", f.known)
                                           : std::string("every point"),
                  amount(f.output, f.mean));
  if (nothing_read(sweep)) return where + "; no run looks at what varies";
  if (!(f.hidden > 0)) return where;
  return fmt::format("{}; a difference of up to {:.0f} points would not show with so few runs", where,
                     100 * std::min(f.hidden, 1.0));
}

}  // namespace

std::string ranking_title(const Sweep& sweep, const OptionRanking& r) {
  const Factor& factor = sweep.spec.factors[r.factor];
  const std::string head = fmt::format("{} by {}: ", in_short(r.output), factor.name());
  if (r.rivals.size() + 1 == r.stability.options)
    return head + "chance does not tell which value makes it highest";
  std::vector<std::string> names;
  for (const auto k : r.rivals) names.push_back(factor.levels[k]);
  const std::string told = fmt::format("{}highest where it is {}", head, factor.levels[r.best]);
  return names.empty() ? told
                       : told + fmt::format(", but chance cannot tell that from {}", fmt::join(names, ", "));
}

std::string effects_title(const Sweep& sweep, const OutputFindings& f) {
  const std::string head = headed(f.output);
  if (f.known == 0) return head + "no run has it, so that nothing is known";
  if (f.constant) return head + constant_words(sweep, f);
  if (f.effects.empty() || !f.effects.front().clear()) return head + no_effect_words(sweep, f);
  const Effect& e = f.effects.front();
  const Factor& factor = sweep.spec.factors[e.factor];
  const EffectBin &from = e.bins[e.from], &to = e.bins[e.to];
  std::vector<Estimate> sizes;
  for (const auto& effect : f.effects) {
    const Estimate& d = effect.difference;
    const double size = std::fabs(d.value), half = 0.5 * (d.high - d.low);
    sizes.push_back({size, size - half, size + half});
  }
  const Largest first = largest(sizes);
  const bool alone = f.effects.size() == 1, most = first.at == std::size_t{0} && first.rivals.empty();
  std::string told =
      head + fmt::format("{} moves it{}: {} where it is {}, {} where it is {}", factor.name(),
                         alone || !most ? "" : " most", amount(f.output, from.mean.value),
                         values_text(factor, from.low, from.high), amount(f.output, to.mean.value),
                         values_text(factor, to.low, to.high));
  if (alone || most) return told;
  // Others may move it as much.
  std::string more = "chance does not tell which parameter moves it most";
  if (first.at && !first.rivals.empty())
    more = with_more(more, would_tell(sweep, f, lead_over(sizes, *first.at, next_of(sizes, first))));
  return with_more(told, more);
}

std::string sobol_title(const Sweep& sweep, const OutputFindings& f) {
  const SobolIndices& s = *f.sobol;
  const std::string head = headed(f.output);
  if (s.blocks == 0) return head + "no Sobol indices: no base point has it at all its points";
  if (s.blocks == 1) return head + "no Sobol indices: one base point tells nothing";
  if (s.of_luck)
    return head + "no Sobol indices: " +
           (sweep.study.replicates.value > 1 ? "it varies by no more than the luck of the runs explains"
                                             : "with one run a point nothing tells what moves it from luck");
  if (!(s.variance > 0)) return head + "no Sobol indices: it does not vary";
  const auto at = largest(s.total).at;
  const auto shares = as_shares(s).total;
  const std::string told = at ? fmt::format(" ({:.2f} with others, {:.2f} to {:.2f})", shares[*at].value,
                                            shares[*at].low, shares[*at].high)
                              : "";
  return head + first_of(sweep, s.total, "accounts for the largest share of its variance" + told,
                         "share of its variance", s.blocks, "base points");
}

std::string morris_title(const Sweep& sweep, const OutputFindings& f) {
  const MorrisEffects& m = *f.morris;
  const std::string head = headed(f.output);
  if (m.trajectories == 0) return head + "no Morris effects: no trajectory has it at all its points";
  if (!(sweep.study.replicates.value > 1) &&
      std::all_of(m.factors.begin(), m.factors.end(),
                  [](const auto& e) { return std::isnan(e.mu_star.low); }))
    return head + "with one run a point nothing tells an effect from luck";
  std::vector<Estimate> sizes;
  for (const auto& e : m.factors) sizes.push_back(e.mu_star);
  if (std::all_of(m.factors.begin(), m.factors.end(),
                  [](const MorrisEffect& e) { return e.luck > 0 && !(e.mu_star.value > e.luck); }))
    return head +
           "no parameter's effect is larger than the luck of the runs makes it seem; more runs a point "
           "would tell";
  return head + first_of(sweep, sizes, "has the largest effect over its range", "effect", m.trajectories,
                         "trajectories");
}

std::string discovery_title(const Sweep& sweep, const OutputFindings& f) {
  if (!f.discovery)
    return fmt::format("Scenario discovery needs {} points or more; there are {}", least_for_discovery,
                       f.known);
  const Discovery& d = *f.discovery;
  const std::string what = fmt::format("'{}' is above {}", in_short(f.output), amount(f.output, d.threshold));
  if (!d.box)
    return fmt::format(
        "Scenario discovery: {} at {} of {} points; no box of assumptions sets them apart beyond chance",
        what, d.of_interest, f.known);
  return fmt::format(
      "Scenario discovery (PRIM): {} where {}. There it is so at {} of the {} points (everywhere: {}); {} of "
      "all such points lie there",
      what, fmt::join(conditions(sweep, *d.box), " and "), share_text(d.box->density), d.box->points,
      share_text(d.base_rate), share_text(d.box->coverage));
}

std::string survival_title(const Sweep& sweep, const SurvivalFinding& s) {
  const Factor& factor = sweep.spec.factors[s.factor];
  std::vector<const SurvivalGroup*> groups;
  for (const auto& g : s.groups)
    if (g.truces > 0) groups.push_back(&g);
  const auto where = [&](const SurvivalGroup& g) { return values_text(factor, g.low, g.high); };
  // The largest difference between two groups on one of the days, of those that are clear of chance; which
  // parameters are shown was chosen among all.
  const std::size_t parameters = std::max<std::size_t>(sweep.spec.factors.size(), 1);
  const std::size_t looks = parameters * survival_days.size() * groups.size() * (groups.size() - 1) / 2;
  double most = 0;
  std::string words;
  for (std::size_t day = 0; day < survival_days.size(); ++day)
    for (const auto* a : groups)
      for (const auto* b : groups) {
        const Interval &more = a->beyond[day], &less = b->beyond[day];
        const Difference d = difference_of(more, less, looks);
        if (!(d.low > 0) || d.value <= most) continue;
        most = d.value;
        words = fmt::format("{} of first truces last beyond {} days where {} is {}, {} where it is {}",
                            share_text(more.share), survival_days[day], factor.name(), where(*a),
                            share_text(less.share), where(*b));
      }
  if (!words.empty()) return words;
  if (s.test.freedom < 1)
    return fmt::format("Whether {} makes a difference to how long first truces last is not known: {}",
                       factor.name(), "fewer than two of its values have first truces that can be compared");
  if (s.test.p < claim_level / static_cast<double>(parameters))
    return fmt::format(
        "How long first truces last depends on {}, but on none of the days {} is it clear by how much",
        factor.name(), fmt::join(survival_days, ", "));
  return fmt::format("No difference in how long first truces last by {} is clear of chance", factor.name());
}

}  // namespace parley

#include "parley/study/words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/document/quantity.hpp"
#include "parley/questions/estimate/index_tables.hpp"
#include "parley/statistics/blocked.hpp"
#include "parley/support/counted.hpp"

namespace parley {

namespace {

std::string limit_text(const Factor& f, const PrimLimit& limit, double low, double high) {
  if (f.kind == Factor::Kind::category) {
    std::vector<std::string> names;
    for (const auto level : limit.categories) names.push_back(f.levels[level]);
    return fmt::format("{} is {}", f.name(), fmt::join(names, " or "));
  }
  const bool from = limit.low > low, to = limit.high < high;
  if (from && to)
    return fmt::format("{} <= {} <= {}", value_text(f, limit.low), f.name(), value_text(f, limit.high));
  return from ? fmt::format("{} >= {}", f.name(), value_text(f, limit.low))
              : fmt::format("{} <= {}", f.name(), value_text(f, limit.high));
}

double rounded(double x, int digits) { return parse_double(fmt::format("{:.{}f}", x, digits)).value_or(x); }

std::pair<double, double> span_of(const Sweep& sweep, std::size_t factor) {
  double low = sweep.value(0, factor), high = low;
  for (std::size_t p = 1; p < sweep.points(); ++p) {
    low = std::min(low, sweep.value(p, factor));
    high = std::max(high, sweep.value(p, factor));
  }
  return {low, high};
}

}  // namespace

std::string share_text(double share) {
  return std::isnan(share) ? "not known" : fmt::format("{:.1f}%", 100 * share);
}

std::string amount(const Output& output, double value) {
  if (std::isnan(value)) return "not known";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return output.share ? fmt::format("{:.1f}%", 100 * value) : plain_number(value);
}
std::string change(const Output& output, double value) {
  if (std::isnan(value)) return "not known";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return output.share ? fmt::format("{:+.1f}", 100 * value) : (value < 0 ? "" : "+") + plain_number(value);
}

Estimate within_reason(const Output& output, Estimate e) {
  if (!output.share) return e;
  return {std::clamp(e.value, 0.0, 1.0), std::clamp(e.low, 0.0, 1.0), std::clamp(e.high, 0.0, 1.0)};
}

std::string values_text(const Factor& f, double low, double high) {
  if (low == high) return value_text(f, low);
  if (f.kind == Factor::Kind::category) return value_text(f, low) + " to " + value_text(f, high);
  // To a third of the range or finer.
  int digits = 0;
  for (double width = std::fabs(high - low); width < 3 && digits < 12; width *= 10) ++digits;
  return plain_number(rounded(low, digits)) + " to " + plain_number(rounded(high, digits));
}

std::vector<std::string> conditions(const Sweep& sweep, const PrimStep& box) {
  std::vector<std::string> list;
  for (std::size_t k = 0; k < box.limits.size(); ++k) {
    if (!box.limits[k].restricted) continue;
    const auto [low, high] = span_of(sweep, k);
    list.push_back(limit_text(sweep.spec.factors[k], box.limits[k], low, high));
  }
  return list;
}

std::string in_short(const Output& o) {
  const std::string_view name = o.name;
  if (name == "holding") return "A text in force at the end";
  if (name == "collapsed") return "Texts signed, none in force at the end";
  if (name == "breakdown") return "Talks broken off";
  if (name == "deadlock") return "No text in time";
  if (name == "agreement") return "A text is signed";
  if (name.starts_with("first_truce_beyond_"))
    return fmt::format("First truce beyond {} {}", name.substr(19), name.substr(19) == "1" ? "day" : "days");
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::string headed(const Output& o) { return in_short(o) + ": "; }

std::string share_with_interval(const Interval& i) {
  if (!i.known()) return "not known";
  if (std::isnan(i.low)) return share_text(i.share) + " (interval not known)";
  return fmt::format("{} ({} to {})", share_text(i.share), share_text(i.low), share_text(i.high));
}

std::string test_in_words(const LogRank& t) {
  if (t.freedom < 1) return "no test: fewer than two values have first truces that can be compared";
  if (std::isnan(t.p)) return "p not known";
  return fmt::format("chi-squared {:.1f} on {} of freedom, p {}", t.chi_squared,
                     count_of(static_cast<std::size_t>(t.freedom), "degree"),
                     t.p < 0.001 ? "< 0.001" : fmt::format("= {:.3f}", t.p));
}

std::string independent_in_words(const Sweep& sweep) {
  if (sweep.study.independent) return "runs as independent";
  return fmt::format("the points share their luck: replicates as independent, at least {}", least_blocks);
}

std::string parts_in_words(const Findings& findings) {
  bool adjusted = false, luck_alone = false, of_points = false;
  for (const auto& o : findings.outputs)
    for (const auto& e : o.effects) {
      adjusted = adjusted || e.adjusted;
      (e.luck_alone ? luck_alone : of_points) = true;
    }
  std::string out;
  if (adjusted) out += "Of each parameter's parts, what every other parameter adds by itself was taken out. ";
  if (luck_alone)
    out += fmt::format(
        "{}ach part of a parameter's values has the same settings of all others: its interval holds the luck "
        "of the runs alone, and what is said of it is said of the values tried. ",
        of_points ? "Where the grid is whole, e" : "E");
  if (of_points || !luck_alone)
    out += fmt::format(
        "{}ntervals of a parameter's parts are over points: they hold what the other parameters do, and "
        "chance. ",
        luck_alone ? "Other i" : "I");
  return out + "An effect says what follows from the ranges varied here; another range gives another.";
}

std::string about(const Output& o) {
  const std::string_view name = o.name;
  if (name == "holding") return "share of runs with a signed text in force at the end";
  if (name == "collapsed") return "share of runs whose deals all broke";
  if (name == "breakdown") return "share of runs with talks broken off, no deal";
  if (name == "deadlock") return "share of runs without a deal in time";
  if (name == "defeat") return "share of runs in which one side loses every front";
  if (name == "agreement") return "share of runs in which a deal is signed";
  if (name.starts_with("first_truce_beyond_"))
    return fmt::format("share of runs that sign, and whose first truce lasts beyond {} {}", name.substr(19),
                       name.substr(19) == "1" ? "day" : "days");
  return "mean over the runs that have it";
}

}  // namespace parley

#include "parley/runs/spread_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/support/counted.hpp"

namespace parley {

namespace {

bool bounded(const Spread& s) { return s.widest10 == s.widest10 && s.widest90 == s.widest90; }

std::string not_told(const std::vector<const Spread*>& spreads, std::size_t runs, const char* where,
                     const char* what) {
  if (std::all_of(spreads.begin(), spreads.end(), [](const Spread* s) { return !s->known() || s->told; }))
    return "";
  return fmt::format(
      "{}, {} a point {} not tell how far points differ beyond luck: {} (95%). More runs a point tell more.",
      where, count_of(runs, "run"), runs == 1 ? "does" : "do", what);
}

}  // namespace

std::string whole_percent(double share) {
  if (share > 0 && share < 0.005) return "<1%";
  if (share < 1 && share > 0.995) return ">99%";
  return fmt::format("{:.0f}%", 100 * share);
}

std::string spread_in_words(const Spread& s, std::size_t runs, const Written& written) {
  if (s.alike()) return written(s.mean) + " in every run at every point";
  if (s.told)
    return fmt::format("{} to {} (10th to 90th percentile), half of them at most {}", written(s.p10),
                       written(s.p90), written(s.p50));
  return fmt::format("{} on average ({} a point {} not tell how far the points differ beyond luck; {})",
                     written(s.mean), count_of(runs, "run"), runs == 1 ? "does" : "do",
                     bounded(s) ? fmt::format("their 10th and 90th percentile lie within {} to {}",
                                              written(s.widest10), written(s.widest90))
                                : "how far they spread is not known");
}

std::string spread_columns(const Spread& s, const Written& written, Widths w) {
  if (!s.known()) return "not known";
  if (s.told)
    return fmt::format("{:>{}} {:>{}} {:>{}}", written(s.p10), w.p10, written(s.p50), w.p50, written(s.p90),
                       w.p90);
  return fmt::format("{:>{}} {}", written(s.mean), w.p10,
                     bounded(s) ? fmt::format("(within {} to {})", written(s.widest10), written(s.widest90))
                                : "(spread not known)");
}

std::vector<std::string> spread_cells(const Spread& s, const Written& written) {
  if (!s.known()) return std::vector<std::string>(3, "not known");
  if (s.told) return {written(s.p10), written(s.p50), written(s.p90)};
  if (!bounded(s)) return {"not known", "about " + written(s.mean), "not known"};
  return {written(s.widest10) + " or more", "about " + written(s.mean), written(s.widest90) + " or less"};
}

std::string not_told_in_words(const std::vector<const Spread*>& spreads, std::size_t runs) {
  return not_told(
      spreads, runs, "Where one value stands for three",
      "it is their mean, and the 10th and the 90th percentile lie within what is given beside it");
}
std::string not_told_on_page(const std::vector<const Spread*>& spreads, std::size_t runs) {
  return not_told(spreads, runs, "Where percentiles are 'or more' and 'or less'",
                  "the 10th and the 90th percentile lie within these, and their mean is given between them");
}

nlohmann::ordered_json spread_json(const Spread& s) {
  using Json = nlohmann::ordered_json;
  const auto number = [](double x) { return std::isnan(x) ? Json(nullptr) : Json(x); };
  return {{"p10", number(s.p10)},
          {"p50", number(s.p50)},
          {"p90", number(s.p90)},
          {"mean", number(s.mean)},
          {"told", s.known() && s.told},
          {"within_low", number(s.lowest())},
          {"within_high", number(s.highest())}};
}

}  // namespace parley

// The recorded regressions, over simulated texts.
//
// Terms: c2, c3 compliance mechanism, definitive (else bare); local; bil signed by both sides; mech a
// mechanism named; f1, f2, f3 the level and path of deaths before (series.hpp). Others of the records
// (mediation, outside enforcement, humanitarian, holiday, written, fixed terms) do not vary in the simulated
// wars.

#include <algorithm>

#include "parley/questions/population/estimate.hpp"
#include "parley/statistics/duration_regression.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

struct RegressionCase {
  TextKind kind = TextKind::bare;
  DeathsBefore before;
  double outcome = 0;  // a log ratio, or a duration
  bool ended = true;
};

double term_of(const std::string& term, const RegressionCase& c) {
  if (term == "const" || term == "(Intercept)") return 1;
  if (term == "c2") return c.kind == TextKind::compliance ? 1 : 0;
  if (term == "c3") return c.kind == TextKind::definitive ? 1 : 0;
  if (term == "local") return c.kind == TextKind::local ? 1 : 0;
  if (term == "bil") return c.kind != TextKind::unilateral ? 1 : 0;
  if (term == "mech") return c.kind == TextKind::compliance || c.kind == TextKind::definitive ? 1 : 0;
  if (term == "f1") return c.before.log_level;
  return term == "f2" ? c.before.log_over_year : c.before.log_last_week;
}

constexpr std::string_view scale_prefix = "log scale: ";
std::string plain(const std::string& term) {
  return term.starts_with(scale_prefix) ? term.substr(scale_prefix.size()) : term;
}

// What the regressions of a target speak of, as cases.
ByWar<RegressionCase> cases_of(const PopulationWorld& world, const std::string& target) {
  ByWar<RegressionCase> cases;
  if (target.ends_with("open-ended texts")) {
    for (const SignedText& t : world.texts)
      cases.add(t.place, {t.kind, {}, std::max(0.5, static_cast<double>(t.life.days)), t.life.ended});
    return cases;
  }
  for (const DrawnText& d : world.drawn) {
    RegressionCase c{d.text.kind, d.before};
    if (target.starts_with("log ratio")) {
      c.outcome = d.with.log_ratio[target.ends_with("1-4") ? 0 : target.ends_with("5-8") ? 1 : 2];
    } else {
      const int day = target.ends_with("75%") ? d.with.back_75 : d.with.back_50;
      c.outcome = std::min(day, days_followed) - (month_days - 1);
      c.ended = day < not_back;
    }
    cases.add(d.text.place, c);
  }
  return cases;
}

Durations durations_of(const std::vector<RegressionCase>& cases, const std::vector<std::string>& terms) {
  Durations d{
      Matrix(static_cast<Eigen::Index>(cases.size()), static_cast<Eigen::Index>(terms.size())), {}, {}};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    for (std::size_t k = 0; k < terms.size(); ++k)
      d.terms(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) = term_of(terms[k], cases[i]);
    d.time.push_back(cases[i].outcome);
    d.ended.push_back(cases[i].ended ? 1 : 0);
  }
  return d;
}

// In the order of the terms; for a Weibull regression its shape comes last, for a log-linear one the standard
// deviation of what is left.
std::vector<double> fitted(const std::string& model, const std::vector<std::string>& terms,
                           const std::vector<RegressionCase>& cases) {
  const Durations d = durations_of(cases, terms);
  std::vector<double> out;
  if (model.starts_with("Cox")) {
    for (const double b : cox_regression(d)) out.push_back(scalar_exp(b));
    out.push_back(unknown);
    return out;
  }
  if (model.starts_with("Weibull")) {
    const WeibullRegression w = weibull_regression(d);
    out.assign(w.log_scale.begin(), w.log_scale.end());
    out.push_back(w.shape);
    return out;
  }
  const Vector y = Eigen::Map<const Vector>(d.time.data(), static_cast<Eigen::Index>(d.time.size()));
  const Vector b = least_squares(d.terms, y);
  out.assign(b.begin(), b.end());
  out.push_back(std::sqrt((y - d.terms * b).squaredNorm() / static_cast<double>(y.size() - b.size())));
  return out;
}

bool is_term(const std::string& term) { return term != "Weibull shape" && term != "residual sd"; }

}  // namespace

std::vector<Estimated> coefficients_of(const PopulationWorld& world,
                                       const std::vector<RecordedCoefficient>& recorded) {
  std::vector<Estimated> all(recorded.size());
  for (std::size_t from = 0; from < recorded.size();) {
    const RecordedCoefficient& first = recorded[from];
    std::size_t to = from;
    std::vector<std::string> terms;
    std::vector<std::size_t> place;  // of each row among the fitted: its term, or what comes last
    for (; to < recorded.size() && recorded[to].target == first.target && recorded[to].model == first.model;
         ++to) {
      place.push_back(terms.size());
      if (is_term(recorded[to].term)) terms.push_back(plain(recorded[to].term));
    }
    for (std::size_t k = 0; k < place.size(); ++k)
      if (!is_term(recorded[from + k].term)) place[k] = terms.size();
    const auto each =
        estimated_each(cases_of(world, first.target), [&](const std::vector<RegressionCase>& some) {
          return some.size() > 2 * terms.size() ? fitted(first.model, terms, some)
                                                : std::vector<double>(terms.size() + 1, unknown);
        });
    for (std::size_t k = 0; k < place.size() && !each.empty(); ++k) all[from + k] = each[place[k]];
    from = to;
  }
  return all;
}

}  // namespace parley

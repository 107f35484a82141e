#include "parley/questions/record/simple_forecasts.hpp"

#include <algorithm>
#include <cmath>

#include "parley/questions/record/measures.hpp"
#include "parley/scenario/format_case.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

using Recorded = std::span<const std::pair<double, double>>;
using Maybe = std::optional<Forecast>;
const std::string everybody = "all";
constexpr double first_week = 6;  // the first day on which a mean of seven can be back

// The share that lasts longer, between recorded days evenly in their logarithm; nothing beyond the last.
std::optional<double> lasting_beyond(Recorded survival, double days) {
  if (survival.empty() || days > survival.back().first) return std::nullopt;
  double day = 0, share = 1;
  for (const auto& [next, beyond] : survival) {
    if (days <= next) {
      const double part = scalar_log((1 + days) / (1 + day)) / scalar_log((1 + next) / (1 + day));
      return share + part * (beyond - share);
    }
    day = next;
    share = beyond;
  }
  return share;
}

// Lives of a recorded class, cut at `most`: as many equally likely ones.
Maybe lives(Recorded survival, double most) {
  if (survival.empty() || most > survival.back().first) return std::nullopt;
  constexpr int n = 1000;
  std::vector<double> days;
  int d = 0;
  for (int k = 0; k < n; ++k) {
    const double beyond = 1 - (k + 0.5) / n;
    while (d<most&& * lasting_beyond(survival, d)> beyond) ++d;
    days.push_back(d);
  }
  return ForecastSample(std::move(days));
}

// Ratios of deaths from their recorded quantiles, but for that of the case itself, where it is one of them.
Maybe ratios(Recorded log_ratios, std::optional<double> own) {
  std::vector<double> values;
  for (const auto& [p, log_ratio] : log_ratios)
    if (log_ratio != own) values.push_back(scalar_exp(log_ratio));
  if (values.empty()) return std::nullopt;
  return ForecastSample(std::move(values));
}

// A next text within so many days of a collapse, which must come early enough to leave them in the calendar.
Maybe next_after_collapse(const NextText& m, const LoadedCase& c, const CeasefireFigures& figures) {
  const double calendar = c.scenario.calendar->end.days - c.scenario.calendar->start.days;
  const auto beyond = lasting_beyond(figures.curve("formal life", everybody), calendar - m.within);
  for (const auto& [day, share] : figures.curve("next text after collapse", everybody))
    if (beyond && m.within <= day) return Chance{(1 - *beyond) * share};
  return std::nullopt;
}

Maybe recorded(const LoadedCase& c, const Observation& o, const CeasefireFigures& figures,
               const std::string& group) {
  const auto survival = [&] { return figures.curve("formal life", group); };
  if (const auto* m = std::get_if<LastsBeyond>(&o.measure)) {
    const auto share = lasting_beyond(survival(), m->days);
    return share ? Maybe(Chance{*share}) : std::nullopt;
  }
  if (const auto* m = std::get_if<TruceDays>(&o.measure)) return lives(survival(), m->up_to);
  if (const auto* m = std::get_if<DeathsShare>(&o.measure))
    return m->outside ? ratios(figures.curve("deaths weeks 1-4", "no ceasefire"), {})
                      : ratios(figures.curve("deaths weeks 1-4", group),
                               figures.number("deaths weeks 1-4", group + " " + c.id));
  if (const auto* m = std::get_if<NextText>(&o.measure); m && group == everybody)
    return next_after_collapse(*m, c, figures);
  return std::nullopt;
}

Maybe no_change(const LoadedCase& c, const Observation& o) {
  struct Say {
    const LoadedCase& c;
    Maybe operator()(const DeathsShare&) const { return OneNumber{1}; }
    Maybe operator()(const ReturnDays&) const { return OneNumber{first_week}; }
    Maybe operator()(const TruceDays& m) const { return OneNumber{m.up_to}; }
    Maybe operator()(const DeathsBetween& m) const {
      if (!c.about.before || !m.fronts.empty()) return std::nullopt;
      return OneNumber{c.about.before->deaths_a_day * (m.to.days - m.from.days + 1)};
    }
    Maybe operator()(const LastsBeyond&) const { return Chance{1}; }
    Maybe operator()(const InForce&) const { return Chance{c.scenario.deal ? 1.0 : 0.0}; }
    Maybe operator()(const EndedBy&) const { return Chance{0}; }
    Maybe operator()(const EndedOver&) const { return Chance{0}; }
    Maybe operator()(const SignedBy&) const { return Chance{c.scenario.deal ? 1.0 : 0.0}; }
    Maybe operator()(const NextText&) const { return Chance{0}; }
    Maybe operator()(const FrontFalls&) const { return Chance{0}; }
  };
  return std::visit(Say{c}, o.measure);
}

// The mean of single weeks stands for the weeks from the first to the last.
Maybe copied_weeks(const DeathsShare& m, const CaseDescription& from) {
  double sum = 0;
  int weeks = 0;
  for (const auto& [key, o] : from.observed) {
    const auto* other = std::get_if<DeathsShare>(&o.measure);
    if (other == nullptr || !o.known() || other->outside != m.outside) continue;
    if (other->from_week == m.from_week && other->to_week == m.to_week) return OneNumber{o.seen()};
    if (other->from_week != other->to_week || other->from_week < m.from_week || other->to_week > m.to_week)
      continue;
    sum += o.seen();
    ++weeks;
  }
  if (weeks == 0 || weeks != m.to_week - m.from_week + 1) return std::nullopt;
  return OneNumber{sum / weeks};
}

Maybe copied(const Observation& o, const CaseDescription& from) {
  if (const auto* m = std::get_if<DeathsShare>(&o.measure)) return copied_weeks(*m, from);
  for (const auto& [key, other] : from.observed) {
    if (!other.known()) continue;
    if (std::holds_alternative<ReturnDays>(o.measure) && std::holds_alternative<ReturnDays>(other.measure))
      return OneNumber{other.seen()};
    const auto* life = std::get_if<LastsBeyond>(&other.measure);
    if (life == nullptr) continue;
    const bool lasted = other.seen() > 0.5;
    if (const auto* m = std::get_if<LastsBeyond>(&o.measure))
      if (lasted ? m->days <= life->days : m->days >= life->days) return Chance{lasted ? 1.0 : 0.0};
    if (const auto* m = std::get_if<TruceDays>(&o.measure); m && lasted && life->days >= m->up_to)
      return OneNumber{m->up_to};
  }
  return std::nullopt;
}

Maybe copy(const LoadedCase& c, const Observation& o, std::span<const LoadedCase> cases) {
  for (const LoadedCase& other : cases)
    if (other.about.status == CaseStatus::calibration && other.id != c.id)
      if (auto forecast = copied(o, other.about)) return forecast;
  return std::nullopt;
}

std::optional<WeibullLaw> formal_life(const CeasefireFigures& figures, const std::string& group) {
  const auto shape = figures.number("Weibull of formal life", group + " shape");
  const auto scale = figures.number("Weibull of formal life", group + " scale");
  return shape && scale ? std::optional(WeibullLaw{*shape, *scale}) : std::nullopt;
}

// The terms of a regression that a class of text switches on: every text of a case has two sides.
double by_class(const CeasefireFigures& figures, const std::string& figure, CeasefireClass kind) {
  const auto term = [&](const char* name) { return figures.number(figure, name).value_or(0); };
  double sum = term("constant") + term("two sides");
  if (kind == CeasefireClass::local) sum += term("local");
  if (kind == CeasefireClass::compliance) sum += term("compliance");
  if (kind == CeasefireClass::definitive) sum += term("definitive");
  return sum;
}

Maybe weibull(const LoadedCase& c, const Observation& o, const CeasefireFigures& figures) {
  if (std::holds_alternative<ReturnDays>(o.measure)) {
    const auto shape = figures.number("Weibull of return to 75%", "shape");
    if (!shape) return std::nullopt;
    const double scale = scalar_exp(by_class(figures, "Weibull of return to 75%", *c.about.ceasefire));
    return DelayedWeibull{{*shape, scale}, first_week - 1};  // its clock counts the first day as 1
  }
  const auto life = formal_life(figures, std::string(name_of(*c.about.ceasefire)));
  if (!life) return std::nullopt;
  if (const auto* m = std::get_if<LastsBeyond>(&o.measure)) return Chance{1 - at_most(*life, m->days)};
  if (std::holds_alternative<TruceDays>(o.measure)) return DelayedWeibull{*life, 0};
  return std::nullopt;
}

Maybe regression(const LoadedCase& c, const Observation& o, const CeasefireFigures& figures) {
  const auto* m = std::get_if<DeathsShare>(&o.measure);
  const std::string figure = "log ratio of deaths weeks 1-4";
  const auto sigma = figures.number(figure, "residual");
  if (m == nullptr || m->outside || !c.about.before || !sigma) return std::nullopt;
  const Before& b = *c.about.before;
  const auto term = [&](const char* name) { return figures.number(figure, name).value_or(0); };
  const double mu = by_class(figures, figure, *c.about.ceasefire) +
                    term("log deaths a day") * scalar_log(b.deaths_a_day + 0.01) +
                    term("log level over the year") * scalar_log(b.of_the_year) +
                    term("log last week over four") * scalar_log(b.last_week);
  return LogNormalLaw{mu, *sigma};
}

}  // namespace

Maybe simple_forecast(Simple kind, const LoadedCase& c, const Observation& o, const CeasefireFigures& figures,
                      std::span<const LoadedCase> cases) {
  switch (kind) {
    case Simple::no_change:
      return no_change(c, o);
    case Simple::even:
      return is_yes_no(o.measure) ? Maybe(Chance{0.5}) : std::nullopt;
    case Simple::copy:
      return copy(c, o, cases);
    case Simple::all:
      return recorded(c, o, figures, everybody);
    default:
      break;
  }
  if (!c.about.ceasefire) return std::nullopt;
  if (kind == Simple::by_class) return recorded(c, o, figures, std::string(name_of(*c.about.ceasefire)));
  return kind == Simple::weibull ? weibull(c, o, figures) : regression(c, o, figures);
}

}  // namespace parley

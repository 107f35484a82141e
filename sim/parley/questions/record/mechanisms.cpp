// Does each mechanism of the model work in the direction that theory and the literature say?

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "parley/conflict/attribution.hpp"
#include "parley/engine/simulate.hpp"
#include "parley/questions/record/record.hpp"
#include "parley/runs/lasting.hpp"
#include "parley/statistics/luck.hpp"
#include "parley/statistics/paired.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

LastingOptions month(const RecordOptions& o) {
  LastingOptions p;
  p.seed = o.seed;
  p.replicates = o.replicates;
  p.jobs = o.jobs;
  p.days = 30;
  return p;
}

// Kydd & Walter (2002): the stronger the moderates are thought, the more trust an attack costs. Change of the
// log-odds of trust after an attack that is laid at their door, moderates thought weak less thought strong.
RecordFigure kydd_walter(const Scenario& s) {
  const TrustRates rates{s.truce.committed_rate, s.truce.uncommitted_rate};
  const double prior = log_odds(0.5);
  const auto after = [&](double strong) { return trust_after_event(prior, 1.0, strong, 1.0, rates); };
  const double difference = after(0.1) - after(0.9);
  return {difference, difference, difference, 1,
          "exact: trust of one half, one attack, strength 0.1 and 0.9"};
}

// Raising the patron's leverage, by tenths: the largest fall of survival at 30 days that chance does not
// explain, that is the largest lower bound of a paired interval. Above 0 survival falls somewhere for sure.
RecordFigure leverage(const Scenario& september, const RecordOptions& options) {
  Scenario quiet = september;
  quiet.events.mode = EventMode::none;
  const PartyId patron = quiet.parties.position("RUS"), client = quiet.parties.position("GOV");
  const auto p = month(options);
  RecordFigure f{-1, -1, -1, options.replicates, ""};
  std::vector<Lasted> at;
  std::string enough = "no leverage";
  for (int tenth = 0; tenth <= 10; ++tenth) {
    at.push_back(lasting(with_leverage(quiet, patron, client, tenth / 10.0), p));
    if (at.back().share().share >= 0.5 && enough == "no leverage")
      enough = fmt::format("{:.1f}", tenth / 10.0);
    if (tenth > 0) f.value = std::max(f.value, paired_shares(at[at.size() - 2].beyond, at.back().beyond).low);
  }
  f.low = f.high = f.value;
  f.note =
      fmt::format("beyond 30 days without outside events: {:.0f}% at 0, {:.0f}% at 1; half of all from {}",
                  100 * at.front().share().share, 100 * at.back().share().share, enough);
  return f;
}

// Green & Porter (1984): seeing more without knowing whose it was. The largest loss of survival as detection
// rises and attribution stays as it is.
RecordFigure monitoring(const Scenario& september, const RecordOptions& options) {
  Scenario quiet = september;
  quiet.events.mode = EventMode::none;
  const auto p = month(options);
  const auto at = [&](double detection) {
    Scenario s = quiet;
    s.truce.detection = detection;
    return lasting(s, p);
  };
  const Lasted blind = at(0.1);
  RecordFigure f{1, 1, 1, options.replicates, ""};
  for (const double detection : {0.3, 0.5, 0.7, 0.9}) {
    const Lasted seen = at(detection);
    const Difference d = paired_shares(seen.beyond, blind.beyond);
    if (d.value >= f.value) continue;
    f.value = d.value;
    f.low = d.low;
    f.high = d.high;
    f.note = fmt::format("detection 0.1 to {:.1f}: beyond 30 days {:.0f}% to {:.0f}%", detection,
                         100 * blind.share().share, 100 * seen.share().share);
  }
  return f;
}

// Cunningham (2006): the share of random five-party talks that end in a deal when two, three, four or five
// must sign. The largest rise from one number to the next.
RecordFigure veto_players(const RecordOptions& options) {
  constexpr int most = 5, issues = 4, levels = 4;
  double share[most + 1] = {};
  for (std::uint32_t n = 0; n < options.population; ++n) {
    Stream luck = study_luck(options.seed, StudyPurpose::population, 1, n);
    Scenario s;
    s.name = "talks";
    for (int k = 0; k < issues; ++k) {
      Issue issue;
      issue.options.assign(levels, "");
      s.issues.rows.push_back({{fmt::format("I{}", k), {}}, issue});
    }
    for (int p = 0; p < most; ++p) {
      Party party;
      for (const auto& [key, issue] : s.issues) {
        party.weights.rows.push_back({{key.id, {}}, 0.1 + luck.uniform()});
        std::vector<Number> values;
        for (int o = 0; o < levels; ++o) values.emplace_back(luck.uniform());
        party.values.rows.push_back({{key.id, {}}, values});
      }
      party.reservation = 0.4 + 0.25 * luck.uniform();
      s.parties.rows.push_back({{fmt::format("P{}", p), {}}, party});
    }
    s.talks.rounds = 100;
    for (int signing = 2; signing <= most; ++signing) {
      Scenario some = s;
      some.parties.rows.resize(static_cast<std::size_t>(signing));
      const Model model(some);
      State state(model);
      share[signing] += simulate(model, {options.seed, 0, n}, state, nullptr).deals > 0 ? 1 : 0;
    }
  }
  RecordFigure f;
  f.n = options.population;
  f.value = -1;
  for (int signing = 3; signing <= most; ++signing)
    f.value = std::max(f.value, (share[signing] - share[signing - 1]) / options.population);
  f.low = f.high = f.value;
  f.note = fmt::format("deals with 2, 3, 4, 5 signatories: {:.0f}%, {:.0f}%, {:.0f}%, {:.0f}%",
                       100 * share[2] / options.population, 100 * share[3] / options.population,
                       100 * share[4] / options.population, 100 * share[5] / options.population);
  return f;
}

// The widest 95% interval that a share of these runs can have.
RecordFigure half_width(const RecordOptions& options) {
  const Interval i = wilson(options.replicates / 2, options.replicates);
  const double half = 0.5 * (i.high - i.low);
  return {half, half, half, options.replicates, "of a share of one half, the widest"};
}

}  // namespace

Figures mechanism_figures(const RecordCases& cases, const RecordOptions& options) {
  return {{"mechanism.kydd_walter", kydd_walter(cases.february)},
          {"mechanism.veto_players", veto_players(options)},
          {"mechanism.leverage", leverage(cases.september, options)},
          {"mechanism.monitoring", monitoring(cases.september, options)},
          {"mechanism.half_width", half_width(options)}};
}

}  // namespace parley

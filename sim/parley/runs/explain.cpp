#include "parley/runs/explain.hpp"

#include <algorithm>
#include <memory>

#include "parley/engine/simulate.hpp"
#include "parley/runs/head.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

// Where the parties stood, told by the week under a truce and by the month always.
class Standings {
 public:
  Standings(const Model& m, const Trace& t) : m_(m), t_(t) {}

  std::vector<ChronicleEntry> tell() const {
    std::vector<ChronicleEntry> out;
    const int days = static_cast<int>(t_.days.size());
    for (int day = 0; day < days; day += 30) out.push_back(month(day));
    for (int day = 0; day < days;) {
      if (!t_.days[static_cast<std::size_t>(day)].truce) {
        ++day;
        continue;
      }
      // A truce binds from the day after its signature.
      if (day == 0 || !t_.days[static_cast<std::size_t>(day - 1)].truce) ++day;
      if (day >= days || !t_.days[static_cast<std::size_t>(day)].truce) continue;
      int until = day;
      while (until + 1 < days && until - day < 6 && t_.days[static_cast<std::size_t>(until) + 1].truce)
        ++until;
      out.push_back(week(day, until));
      day = until + 1;
    }
    return out;
  }

 private:
  const PartyDay& at(int day, PartyId p) const {
    return t_.parties[static_cast<std::size_t>(day) * m_.parties().size() + p.position()];
  }

  ChronicleEntry month(int day) const {
    ChronicleEntry e{day, day, "", "month", {}};
    std::vector<std::string> parts;
    for (const PartyId p : m_.parties()) {
      if (m_.signatory[p] == 0) continue;
      const PartyDay& d = at(day, p);
      std::string text = fmt::format("{} {:.2f} from fighting on", m_.party(p).name, d.reservation);
      e.facts.push_back({p, "reservation", d.reservation});
      if (d.prevail >= 0) {
        text += fmt::format(" (gives its side {:.0f}%", 100 * d.prevail);
        e.facts.push_back({p, "prevail", d.prevail});
        text += fmt::format(", trusts the other by {:.2f})", d.trust);
      }
      e.facts.push_back({p, "trust", d.trust});
      parts.push_back(text);
    }
    e.text = fmt::format("What each expects: {}.", fmt::join(parts, "; "));
    return e;
  }

  ChronicleEntry week(int from, int until) const {
    ChronicleEntry e{from, until, "", "week", {}};
    std::vector<std::string> commanders, leaders;
    double deaths = 0;
    for (int day = from; day <= until; ++day) deaths += t_.days[static_cast<std::size_t>(day)].covered_deaths;
    for (const PartyId p : m_.parties()) {
      std::array<double, 3> acts{};
      double all = 0;
      for (int day = from; day <= until; ++day) {
        const PartyDay& d = at(day, p);
        for (std::size_t k = 0; k < 3; ++k) {
          acts[k] += d.acts[k];
          all += d.acts[k];
        }
      }
      if (all > 0) {
        static constexpr std::array<const char*, 3> named{"comply", "answer", "attack"};
        for (std::size_t k = 0; k < 3; ++k) e.facts.push_back({p, named[k], acts[k] / all});
        if (acts[0] < all)
          commanders.push_back(
              fmt::format("{} comply in {:.0f}%, answer in kind in {:.0f}%, attack in {:.0f}%",
                          m_.party(p).name, 100 * acts[0] / all, 100 * acts[1] / all, 100 * acts[2] / all));
      }
      if (m_.signatory[p] == 0) continue;
      const TruceValue& v = at(until, p).truce;
      e.facts.push_back({p, "value", v.value()});
      e.facts.push_back({p, "surplus", v.surplus});
      e.facts.push_back({p, "pressure", v.pressure});
      e.facts.push_back({p, "trust", v.trust});
      e.facts.push_back({p, "attack_would_gain", v.gain});
      leaders.push_back(fmt::format("{} {:.3f} (trust {:.2f}, patrons {:.2f}{})", m_.party(p).name, v.value(),
                                    v.trust, v.pressure,
                                    v.gain >= 0.0005 ? fmt::format(", an attack {:.3f}", v.gain) : ""));
    }
    e.facts.push_back({nobody, "deaths_where_covered", deaths});
    e.text = fmt::format(
        "{} under the truce: {:.0f} dead on the fronts that it covers. Commanders: {}. Worth of the "
        "truce to those who signed: {}.",
        count_of(static_cast<std::size_t>(until - from) + 1, "day"), deaths,
        commanders.empty() ? "all comply" : fmt::format("{}", fmt::join(commanders, "; ")),
        fmt::join(leaders, "; "));
    return e;
  }

  const Model& m_;
  const Trace& t_;
};

}  // namespace

Explained replay(const Model& model, const RunKey& key) {
  auto state = std::make_unique<State>(model);
  Explained run;
  Trace& trace = run.trace;
  trace.states = true;
  run.outcome = simulate(model, key, *state, &trace);
  run.entries = chronicle(model, trace, run.outcome);
  if (!model.war) return run;
  const auto standings = Standings(model, trace).tell();
  run.entries.insert(run.entries.end(), standings.begin(), standings.end());
  std::stable_sort(run.entries.begin(), run.entries.end(),
                   [](const ChronicleEntry& a, const ChronicleEntry& b) { return a.day < b.day; });
  return run;
}

std::string explained_text(const Model& m, const RunSource& source, const Explained& run, bool colour,
                           std::size_t width) {
  Page page(colour, width);
  page.title(source.study.empty() ? fmt::format("{}: run {} explained", m.scenario.name, source.key.replicate)
                                  : fmt::format("{}: {} explained (its replicate {})", m.scenario.name,
                                                source.study, source.key.replicate));
  page.line(fmt::format("{}, seed {}, parley {}", source.scenario_file, source.key.seed, version()));
  for (const auto& o : source.overrides) page.hanging("Changed:   ", change_in_words(m.scenario, o));
  const Outcome& o = run.outcome;
  std::string end = fmt::format("{}; {} signed", ending_names[static_cast<std::size_t>(o.ending)],
                                count_of(static_cast<std::size_t>(o.deals), "text"));
  if (o.first_truce_ended)
    end += fmt::format("; the first truce lasted {}, {}",
                       count_of(static_cast<std::size_t>(o.first_truce_days), "day"),
                       end_in_words(m, o.ended_by, o.manner, o.cause));
  page.hanging("How it ends: ", end + ".");
  page.section("Day by day");
  for (const auto& e : run.entries) page.hanging(fmt::format("  {:<21}", dates_of(m, e)), e.text);
  page.section("How to read the numbers");
  page.hanging(
      "  ",
      "Values are utilities between 0 and 1. Keeping a truce is worth trust x (text - fighting on), patrons' "
      "pressure, the others' trust that fighting on would cost, and reasons of its own, less what a surprise "
      "attack could take from a lowered guard. Who would gain more by a surprise attack of its own does not "
      "sign, or leaves. All formulas are in sim/README.md.");
  return page.take();
}

std::string explained_json(const Model& m, const RunSource& source, const Explained& run) {
  const auto party = [&](std::optional<PartyId> p) {
    return p == nobody ? Json(nullptr) : Json(m.party_id(*p));
  };
  const Outcome& o = run.outcome;
  Json out = {{"scenario", m.scenario.name},
              {"file", source.scenario_file},
              {"version", version()},
              {"seed", source.key.seed},
              {"run", source.key.replicate},
              {"set", source.overrides},
              {"outcome",
               {{"ending", ending_names[static_cast<std::size_t>(o.ending)]},
                {"deals", o.deals},
                {"agreement_day", o.deals > 0 ? Json(o.agreement_day) : Json(nullptr)},
                {"first_truce_days", o.has_truce() ? Json(o.first_truce_days) : Json(nullptr)},
                {"ended_by", party(o.ended_by)},
                {"manner", manner_names[static_cast<std::size_t>(o.manner)]},
                {"cause", cause_names[static_cast<std::size_t>(o.cause)]},
                {"trigger", o.trigger_name},
                {"deaths", o.deaths}}}};
  Json entries = Json::array();
  for (const auto& e : run.entries) {
    Json numbers = Json::array();
    for (const Fact& f : e.facts) {
      Json one = {{"name", f.name}, {"value", f.value}};
      if (f.party != nobody) one["party"] = party(f.party);
      numbers.push_back(one);
    }
    entries.push_back({{"day", e.day},
                       {"until", e.until},
                       {"date", m.war ? Json(m.date(e.day)) : Json(nullptr)},
                       {"kind", e.kind},
                       {"text", e.text},
                       {"numbers", numbers}});
  }
  out["entries"] = entries;
  return dumped(out);
}

}  // namespace parley

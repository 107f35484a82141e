#include "parley/runs/run_rows.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <sstream>

#include <fmt/format.h>

#include "parley/runs/summary.hpp"

namespace parley {

namespace {

using Run = RunLine;
using Words = std::string_view;

[[noreturn]] void refuse(const std::string& what) {
  throw std::runtime_error("a row of runs cannot be read: " + what);
}

double number(const Cell& cell, double otherwise) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&cell)) return *real;
  return otherwise;
}
int whole(const Cell& cell, int otherwise) {
  const double value = number(cell, otherwise);
  if (!(value >= INT32_MIN && value <= INT32_MAX)) refuse(fmt::format("{} is out of range", value));
  return static_cast<int>(value);
}

std::string_view text(const Cell& cell) {
  const auto* t = std::get_if<std::string>(&cell);
  return t == nullptr ? std::string_view{} : std::string_view(*t);
}

std::optional<PartyId> party(const Model& model, std::string_view id) {
  if (id.empty()) return nobody;
  const PartyId at = model.scenario.parties.position(id);
  if (at.position() == model.parties().size()) refuse(fmt::format("there is no party '{}'", id));
  return at;
}

// Members of an outcome that stand in a cell as they are.
template <auto member>
constexpr Run counted(Words name, Words unit, Words meaning) {
  return Run::whole(
      name, unit, meaning, [](const RunRow& r) { return r.outcome.*member; },
      [](RunReading& into, std::size_t, const Cell& cell) { into.outcome.*member = whole(cell, 0); });
}
template <auto member>
constexpr Run measured(Words name, Words unit, Words meaning) {
  return Run::number(
      name, unit, meaning, [](const RunRow& r) { return r.outcome.*member; },
      [](RunReading& into, std::size_t, const Cell& cell) { into.outcome.*member = number(cell, 0); });
}
template <auto member>
constexpr Run by_position(Words name, Words unit, Words meaning) {
  return Run::number(
      name, unit, meaning,
      [](const RunRow& r, std::size_t k) {
        return *std::next((r.outcome.*member).begin(), static_cast<std::ptrdiff_t>(k));
      },
      [](RunReading& into, std::size_t, const Cell& cell) {
        (into.outcome.*member).push_back(number(cell, 0));
      });
}
template <auto member>
constexpr Run day(Words name, Words meaning) {
  return Run::whole(
      name, "day", meaning, [](const RunRow& r) { return day_told(r.outcome.*member); },
      [](RunReading& into, std::size_t, const Cell& cell) { into.outcome.*member = whole(cell, -1); });
}
template <auto member>
constexpr Run date(Words name, Words meaning) {
  return Run::text(name, "date", meaning,
                   [](const RunRow& r) { return date_told(r.model, r.outcome.*member); });
}
template <auto member>
constexpr Run party(Words name, Words meaning) {
  return Run::text(
      name, "party", meaning, [](const RunRow& r) { return party_told(r.model, r.outcome.*member); },
      [](RunReading& into, std::size_t, const Cell& cell) {
        into.outcome.*member = party(into.model, text(cell));
      });
}
template <auto member>
constexpr Run camp(Words name, Words meaning) {
  return Run::text(
      name, "", meaning,
      [](const RunRow& r) {
        const auto bloc = r.outcome.*member;
        return bloc ? std::optional<std::string_view>(r.model.blocs[*bloc]) : std::nullopt;
      },
      [](RunReading& into, std::size_t, const Cell& cell) {
        for (const BlocId b : into.model.blocs.ids())
          if (into.model.blocs[b] == text(cell)) into.outcome.*member = b;
      });
}
template <auto member, const auto& names>
constexpr Run named(Words name, Words meaning) {
  return Run::text(
      name, "", meaning, [](const RunRow& r) { return names[static_cast<std::size_t>(r.outcome.*member)]; },
      [](RunReading& into, std::size_t, const Cell& cell) {
        const auto at = std::find(names.begin(), names.end(), text(cell));
        if (at == names.end()) refuse(fmt::format("'{}'", text(cell)));
        auto& value = into.outcome.*member;
        value = static_cast<std::decay_t<decltype(value)>>(at - names.begin());
      });
}
template <auto member>
constexpr Run quality(Words name, Words meaning) {
  return Run::number(name, "utility", meaning, [](const RunRow& r) {
    return r.quality != nullptr ? std::optional<double>(r.quality->*member) : std::nullopt;
  });
}
// Weekly deaths; kind 0: on the fronts that the text covers, 1: on all others.
template <int kind>
constexpr Run response(Words name, Words meaning) {
  return Run::number(
      name, "share", meaning,
      [](const RunRow& r, std::size_t k) {
        const Response& x = r.outcome.response;
        const int w = static_cast<int>(k);
        return x.has(kind, w) ? std::optional<double>(x.share(kind, w)) : std::nullopt;
      },
      [](RunReading& into, std::size_t k, const Cell& cell) {
        Response& x = into.outcome.response;
        if (k == 0) x.before[kind] = 1.0 / 7;  // a row tells shares, not deaths: as if one died a week
        if (std::holds_alternative<std::monostate>(cell)) {
          if (k == 0) x.before[kind] = 0;
          return;
        }
        x.week[kind][k] = number(cell, 0);
        x.days = std::max(x.days, 7 * (static_cast<int>(k) + 1));
      });
}

std::string pressed_parties(const RunRow& r) {
  std::string ids;
  for (const PartyId p : r.model.parties())
    if (r.outcome.pressed[p] != 0) ids += (ids.empty() ? "" : " ") + r.model.party_id(p);
  return ids;
}
void read_pressed(RunReading& into, std::size_t, const Cell& cell) {
  into.outcome.pressed.assign(into.model.parties().size(), 0);
  std::istringstream ids{std::string(text(cell))};
  for (std::string id; ids >> id;) into.outcome.pressed[*party(into.model, id)] = 1;
}

std::optional<int> term(const RunRow& r, std::size_t issue) {
  if (r.outcome.deals == 0) return std::nullopt;
  return static_cast<int>(r.model.talks.space.option(r.outcome.first_deal, IssueId(issue)));
}

constexpr std::array lines{
    Run::whole("run", "", "number of the run", [](const RunRow& r) { return r.run; }),
    named<&Outcome::ending, ending_names>(
        "outcome",
        "`breakdown`: no deal, and the talks that closed last ended in a walk-out or broke off; `deadlock`: "
        "no deal otherwise; `holding`: a deal is in force at the end, though perhaps not the first; "
        "`collapsed`: a deal was signed, none is in force at the end; `defeat`: a camp lost every front on "
        "which it fought, whatever was signed before"),
    counted<&Outcome::deals>("deals", "deals", "deals signed"),
    day<&Outcome::agreement_day>("agreement_day",
                                 "of the first deal; without a calendar the round, counted from 1"),
    date<&Outcome::agreement_day>("agreement_date", "of the first deal; empty without a calendar"),
    day<&Outcome::last_deal_day>("last_deal_day", "of the last deal; without a calendar the round"),
    Run::whole(
        "first_truce_days", "days",
        "how long the first text kept its truce, or has kept it by the end of the calendar, from the day on which "
        "its calm begins; empty without a deal, and where that text covers no front",
        [](const RunRow& r) { return day_told(r.outcome.first_truce_days); },
        [](RunReading& into, std::size_t, const Cell& cell) {
          into.outcome.first_truce_days = whole(cell, -1);
        })
        .of(subject::truces),
    Run::whole(
        "first_truce_ended", "0, 1",
        "1: that truce ended; 0: still in force at the end (censored); empty where `first_truce_days` is",
        [](const RunRow& r) {
          return r.outcome.has_truce() ? std::optional<int>(r.outcome.first_truce_ended) : std::nullopt;
        },
        [](RunReading& into, std::size_t, const Cell& cell) {
          into.outcome.first_truce_ended = whole(cell, 0) != 0;
        })
        .of(subject::truces),
    counted<&Outcome::truce_days>("truce_days", "days", "on which a text in force covers a front")
        .of(subject::truces),
    day<&Outcome::collapse_day>("collapse_day", "end of the first truce"),
    date<&Outcome::collapse_day>("collapse_date", "end of the first truce"),
    party<&Outcome::ended_by>(
        "ended_by", "who ended the first truce; if it unravelled, who attacked most on the last day"),
    named<&Outcome::manner, manner_names>(
        "manner",
        "`denounced`, `lapsed` (not renewed), `unravelled` (fighting returned without a word), `void` (one "
        "side was beaten)"),
    named<&Outcome::cause, cause_names>(
        "cause",
        "of that end: `mass event`, `violations`, `battlefield`, `patron`, `unravelled`, `insincere`, "
        "`unforced`, `defeat`, `suspension`, `obligation` ([how it is "
        "found](../sim/README.md#716-ends-of-a-truce-and-their-cause))"),
    Run::text(
        "trigger", "",
        "the outside event that cost the party ending the truce most trust, where the cause is `mass event`, "
        "`violations` or `patron`; empty if that was an event of the run's own",
        [](const RunRow& r) { return r.outcome.trigger_name; },
        [](RunReading& into, std::size_t, const Cell& cell) {
          into.outcome.trigger_name = *into.names.emplace(text(cell)).first;
        }),
    party<&Outcome::trigger_author>("trigger_by", "its author, also where `trigger` is empty"),
    party<&Outcome::walked_out>("walked_out",
                                "who walked out last, before or after a deal; empty if nobody did"),
    counted<&Outcome::refusals>("refusals", "refusals", "meetings that ended with a client's refusal"),
    counted<&Outcome::amendments>("amendments", "steps", "changes of a text by a meeting under a truce")
        .of(subject::truces),
    counted<&Outcome::suspensions>("suspensions", "steps",
                                   "clauses set aside by a signatory that would have left otherwise")
        .of(subject::truces),
    counted<&Outcome::protests>("protests", "steps",
                                "against killings under a truce whose author was not established")
        .of(subject::truces),
    party<&Outcome::refused_first>("first_refusal_by", "client that refused first"),
    Run::text("pressed", "parties",
              "clients that would not have signed the first deal, or not to keep it, without their patrons' "
              "pressure; "
              "separated by spaces",
              By<pressed_parties>{}, read_pressed),
    Run::whole(
        "term_ISSUE", "option", "of the first deal; empty without a deal", By<term>{},
        [](RunReading& into, std::size_t, const Cell& cell) { into.options.push_back(whole(cell, -1)); }),
    by_position<&Outcome::utilities>("utility_PARTY", "utility",
                                     "at the end: of the deal in force, else its reservation value then"),
    measured<&Outcome::deaths>("deaths", "persons", "all deaths of the run, outside events included")
        .of(subject::deaths),
    measured<&Outcome::deaths_in_truce>("deaths_in_truce", "persons",
                                        "deaths in fighting on covered fronts on days of truce; no outside "
                                        "events, spoiler attacks or stray strikes")
        .of(subject::truces),
    measured<&Outcome::civilian_deaths>(
        "civilian_deaths", "persons",
        "civilians among the deaths in fighting; the deaths of outside events, spoiler attacks and stray "
        "strikes are not counted here")
        .of(subject::fighting),
    measured<&Outcome::displaced>("displaced", "persons",
                                  "displaced under surrender: coercion, never counted as peace")
        .of(subject::sieges),
    measured<&Outcome::aid_days>("aid_days", "area-days",
                                 "besieged areas on covered fronts times days of truce times share reached "
                                 "by aid, without days with a salient event or an aid pause")
        .of(subject::sieges),
    response<0>("calm_weekN",
                "deaths on the fronts that the first text covers from its first day, in each week from the "
                "day after its signature, as a share of the mean of the 28 days before (or as many as there "
                "were, at least 7); whether the truce still holds or not"),
    response<1>("exempt_weekN", "the same on all other fronts: a placebo"),
    Run::whole(
        "return_days", "days",
        "days of calm until the mean of seven days on covered fronts was back at 75% of what it was before; "
        "empty if it never was",
        [](const RunRow& r) { return day_told(r.outcome.response.return_days); },
        [](RunReading& into, std::size_t, const Cell& cell) {
          into.outcome.response.return_days = whole(cell, -1);
        }),
    Run::whole(
        "return_half_days", "days", "the same at half of what it was before",
        [](const RunRow& r) { return day_told(r.outcome.response.half_return_days); },
        [](RunReading& into, std::size_t, const Cell& cell) {
          into.outcome.response.half_return_days = whole(cell, -1);
        }),
    Run::whole(
        "followed_days", "days",
        "days after the signature of the first text, to the end of the calendar, on which deaths are held to "
        "those before; empty where there are none to hold them to. Where `return_days` is empty, deaths had "
        "not returned by then",
        [](const RunRow& r) {
          return day_told(r.outcome.response.followed > 0 ? r.outcome.response.followed : -1);
        },
        [](RunReading& into, std::size_t, const Cell& cell) {
          into.outcome.response.followed = std::max(0, whole(cell, 0));
        }),
    named<&Outcome::track, track_names>("political_track",
                                        "how far talks about the issues off the table came "
                                        "(`agenda.political_track`): empty, `opened`, `settled`"),
    quality<&DealQuality::nash>(
        "distance_nash",
        "Euclidean distance of the first deal from the Nash point, in utilities of "
        "the signatories at their initial reservation values; in a study only where `outputs` names it or "
        "another of these three, since to find the points takes longer than many runs"),
    quality<&DealQuality::kalai_smorodinsky>("distance_kalai_smorodinsky",
                                             "the same from the Kalai-Smorodinsky point"),
    quality<&DealQuality::pareto>("pareto_loss",
                                  "most that one signatory could still gain by another package while none "
                                  "loses; 0 is efficient"),
    camp<&Outcome::beaten>("beaten", "camp that lost every front on which it fought over the outcome"),
    day<&Outcome::beaten_day>("beaten_day", "on which it lost the last one"),
    by_position<&Outcome::control>("control_FRONT", "share",
                                   "share of the front held by its first side at the end (1 or 0 after a "
                                   "surrender)"),
};

// Nothing where an issue has no option, or, at a point of a study, other issues are on the table.
std::optional<Package> package_of(const Space& space, const std::vector<int>& options) {
  std::vector<OptionIndex> chosen;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const int option = options[i];
    const IssueId issue(i);
    if (option < 0 || static_cast<std::size_t>(option) >= space.options(issue)) return std::nullopt;
    if (space.open_options(issue) <= 1 && option != space.option(space.status_quo(), issue))
      return std::nullopt;
    chosen.push_back(static_cast<OptionIndex>(option));
  }
  return space.package(chosen);
}

}  // namespace

std::span<const RunLine> run_lines() { return lines; }
std::span<const RunLine> outcome_lines() { return run_lines().subspan(1); }
Columns outcome_columns(const Model& model) { return columns_of(outcome_lines(), model); }

RunRow run_row(const Model& model, References* references, const Outcome& outcome, std::uint32_t run) {
  const bool told = outcome.deals > 0 && references != nullptr;
  return {model, run, outcome, told ? &references->quality(outcome.first_deal) : nullptr};
}

void write_outcome(Cells& cells, const Model& model, References* references, const Outcome& outcome) {
  write_row(cells, outcome_lines(), run_row(model, references, outcome));
}

const Outcome& OutcomeReader::read(const Row& row) {
  RunReading reading{model_, names_, {}, {}};
  read_row(outcome_lines(), model_, row, reading);
  if (reading.outcome.deals > 0)
    if (const auto package = package_of(model_.talks.space, reading.options))
      reading.outcome.first_deal = *package;
  outcome_ = std::move(reading.outcome);
  return outcome_;
}

}  // namespace parley

#include "parley/questions/advice/changes.hpp"

#include <fmt/format.h>

namespace parley {

namespace {

// An event that does nothing in its place, so that those after it keep their luck.
void silence(Event& event, const Scenario& s) {
  Event quiet;
  quiet.date = event.date;
  quiet.rate = event.rate;
  quiet.name = event.name;
  quiet.fixed = event.fixed;
  quiet.kind = EventKind::strength;
  for (const auto& [key, party] : s.parties)
    if (!quiet.by) quiet.by = PartyRef{key.id, {}};
  event = quiet;
}

class Removals {
 public:
  explicit Removals(const Scenario& s) : s_(s) {}

  template <class Do>
  void add(std::string path, Do change) {
    Scenario copy = s_;
    change(copy);
    out.push_back({std::move(path), std::move(copy)});
  }

  void party(std::size_t p) {
    const auto& [key, party] = s_.parties.rows[p];
    const std::string path = "parties." + key.id;
    for (std::size_t i = 0; i < party.influenced_by.rows.size(); ++i)
      add(path + ".influenced_by." + party.influenced_by.rows[i].key.id, [&](Scenario& s) {
        auto& rows = s.parties.rows[p].value.influenced_by.rows;
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
      });
    const bool bound = party.seat != Seat::excluded;
    if (!bound && party.war.strength > 0)
      add(path + ".war.strength", [&](Scenario& s) { s.parties.rows[p].value.war.strength = 0; });
  }

  void terms(IssueId issue, std::size_t row) {
    const auto& [key, value] = s_.issues[issue];
    const auto& [option, written] = value.terms.rows[row];
    const std::string path =
        fmt::format("issues.{}.terms.{}.", key.id,
                    option.name.empty() ? fmt::format("{}", option.index.value) : option.name);
    const auto of = [&](Scenario& s) -> Terms& { return s.issues[issue].value.terms.rows[row].value; };
    struct Clause {
      const char* name;
      Number Terms::*number;
      double none;
    };
    static constexpr Clause clauses[] = {{"renewal", &Terms::renewal, 0},
                                         {"protects", &Terms::protects, 0},
                                         {"detection", &Terms::detection, 0},
                                         {"attribution", &Terms::attribution, 0},
                                         {"strikes", &Terms::strikes, 1},
                                         {"separation", &Terms::separation, 0},
                                         {"pressure", &Terms::pressure, 0},
                                         {"disengages", &Terms::disengages, 0},
                                         {"aid", &Terms::aid, 0}};
    for (const Clause& c : clauses)
      if ((written.*c.number).value != c.none)
        add(path + c.name, [&](Scenario& s) { of(s).*c.number = c.none; });
    if (written.staged) add(path + "staged", [&](Scenario& s) { of(s).staged = false; });
    if (written.lifts_siege) add(path + "lifts_siege", [&](Scenario& s) { of(s).lifts_siege = false; });
    if (written.stops_evacuations)
      add(path + "stops_evacuations", [&](Scenario& s) { of(s).stops_evacuations = false; });
  }

  void events() {
    for (std::size_t i = 0; i < s_.events.list.size(); ++i)
      add(fmt::format("events.list.{}", i), [&](Scenario& s) { silence(s.events.list[i], s_); });
    for (std::size_t i = 0; i < s_.events.random.size(); ++i)
      add(fmt::format("events.random.{}", i), [&](Scenario& s) { silence(s.events.random[i], s_); });
  }

  void mixed() {
    for (std::size_t f = 0; f < s_.fronts.size(); ++f)
      for (std::size_t i = 0; i < s_.fronts.rows[f].value.intermingled.size(); ++i)
        add(fmt::format("fronts.{}.intermingled.{}", s_.fronts.rows[f].key.id,
                        s_.fronts.rows[f].value.intermingled.rows[i].key.id),
            [&](Scenario& s) { s.fronts.rows[f].value.intermingled.rows[i].value = 0; });
  }

  std::vector<Change> out;

 private:
  const Scenario& s_;
};

}  // namespace

bool is_signed(const Space& space, const Trial& trial, IssueId issue, std::size_t option) {
  std::size_t signers = 0;
  for (const Outcome& o : trial.runs)
    if (o.deals > 0 &&
        (space.option(o.first_deal, issue) == option || space.option(o.last_deal, issue) == option))
      ++signers;
  return signers > 0 && 20 * signers >= trial.runs.size();
}

std::vector<Change> removals(const Scenario& scenario, const Trial& trial) {
  Removals removals(scenario);
  const Space space(scenario);
  for (std::size_t p = 0; p < scenario.parties.size(); ++p) removals.party(p);
  if (!scenario.calendar) return std::move(removals.out);
  for (const IssueId i : scenario.issues.ids())
    for (std::size_t row = 0; row < scenario.issues[i].value.terms.rows.size(); ++row)
      if (is_signed(space, trial, i,
                    static_cast<std::size_t>(scenario.issues[i].value.terms.rows[row].key.index.value)))
        removals.terms(i, row);
  removals.mixed();
  removals.events();
  return std::move(removals.out);
}

Scenario OtherValue::at(double value) const {
  Scenario there = *scenario;
  for (AssumedNumber& n : all_numbers(there))
    if (n.path == number.path) *n.number = value;
  return there;
}

std::vector<OtherValue> other_values(const Scenario& scenario) {
  std::vector<OtherValue> out;
  const auto written = numbers_of(scenario);
  const Scenario wide = with_every_range(scenario);
  const auto ranges = numbers_of(wide);
  for (std::size_t i = 0; i < written.size(); ++i) {
    const Number& range = ranges[i].number;
    if (written[i].founded == Founded::ranged || !range.low || !range.high) continue;
    out.push_back({written[i], *range.low, *range.high, &scenario});
  }
  return out;
}

}  // namespace parley

#include "parley/runs/tables.hpp"

#include <fmt/format.h>

namespace parley {

namespace {

constexpr std::array<std::string_view, 19> saying_names{
    "offer",          "accept", "close",     "agree",    "consent",   "refuse",       "walk_out",
    "reject",         "pass",   "break_off", "draft",    "vote_for",  "vote_against", "strong_for",
    "strong_against", "amend",  "red_line",  "optimism", "accusation"};

std::vector<std::string> with_run(const Columns& columns) {
  std::vector<std::string> names{"run"};
  for (const auto& column : columns) names.push_back(column.name);
  return names;
}

}  // namespace

RunTables::RunTables(const std::filesystem::path& dir, const Model& m, References& references,
                     TraceLevel level)
    : model_(m), references_(references) {
  files_.emplace_back(dir / "runs.csv", with_run(outcome_columns(m)));
  if (level == TraceLevel::none) return;
  files_.emplace_back(dir / "rounds.csv", with_run(round_columns(m)));
  files_.emplace_back(dir / "events.csv",
                      std::vector<std::string>{"run", "day", "date", "kind", "name", "who", "whom", "front",
                                               "deaths", "people", "established", "utility", "pressure",
                                               "reservation", "trust", "value", "probability", "cause"});
  if (level == TraceLevel::rounds) return;
  std::vector<std::string> offers{"run",   "meeting",  "day",         "date",        "round",
                                  "kind",  "who",      "own_utility", "reservation", "pressure",
                                  "about", "credence", "meant"};
  for (const auto& issue : issue_ids(m)) offers.push_back("option_" + issue);
  for (const auto& party : party_ids(m)) offers.push_back("utility_" + party);
  files_.emplace_back(dir / "offers.csv", offers);
  if (level == TraceLevel::offers) return;
  std::vector<std::string> days{"run", "day", "date", "phase", "deaths"};
  for (const auto& [key, front] : m.scenario.fronts) days.push_back("deaths_" + key.id);
  for (const char* what : {"trust_", "reservation_", "leave_"})
    for (const auto& party : party_ids(m)) days.push_back(what + party);
  files_.emplace_back(dir / "days.csv", days);
}

void RunTables::add(std::uint32_t replicate, const Outcome& outcome, const Trace* trace) {
  add_run(replicate, outcome);
  if (files_.size() > 2) {
    write_rounds(files_[1], model_, *trace, replicate);
    add_events(replicate, *trace);
  }
  if (files_.size() > 3) add_offers(replicate, *trace);
  if (files_.size() > 4) add_days(replicate, *trace);
}

void RunTables::flush() {
  for (auto& file : files_) file.flush();
}

void RunTables::add_run(std::uint32_t replicate, const Outcome& o) {
  files_[0].cell(static_cast<int>(replicate));
  write_outcome(files_[0], model_, &references_, o);
}

void RunTables::add_events(std::uint32_t replicate, const Trace& t) {
  CsvFile& f = files_[2];
  for (const Happening& h : t.happenings) {
    f.cell(static_cast<int>(replicate));
    day_cells(f, model_, h.day);
    f.cell(happened_names[static_cast<std::size_t>(h.what)]);
    if (h.event != nobody) {
      f.cell((h.random ? model_.random : model_.dated)[static_cast<std::size_t>(h.event)].name);
    } else {
      f.empty();
    }
    party_cell(f, model_, h.who);
    party_cell(f, model_, h.whom);
    if (h.front != nobody) {
      f.cell(model_.scenario.fronts.rows[static_cast<std::size_t>(h.front)].key.id);
    } else {
      f.empty();
    }
    f.cell(h.deaths)
        .cell(h.people)
        .cell(h.established ? 1 : 0)
        .cell(h.utility)
        .cell(h.pressure)
        .cell(h.reservation)
        .cell(h.trust)
        .cell(h.value)
        .cell(h.probability);
    f.cell(cause_names[static_cast<std::size_t>(h.cause)]);
    f.end_row();
  }
}

void RunTables::add_days(std::uint32_t replicate, const Trace& t) {
  CsvFile& f = files_[4];
  const std::size_t fronts = model_.fronts.size();
  for (std::size_t day = 0; day < t.days.size(); ++day) {
    const DayRecord& record = t.days[day];
    f.cell(static_cast<int>(replicate));
    day_cells(f, model_, static_cast<int>(day));
    f.cell(record.truce ? "truce" : record.talking ? "talks" : "war").cell(record.deaths);
    for (std::size_t k = 0; k < fronts; ++k) f.cell(t.fronts[day * fronts + k].deaths);
    const PartyDay* party = &t.parties[day * model_.parties()];
    for (PartyId p = 0; p < model_.parties(); ++p) f.cell(party[p].trust);
    for (PartyId p = 0; p < model_.parties(); ++p) f.cell(party[p].reservation);
    for (PartyId p = 0; p < model_.parties(); ++p) {
      if (record.truce && model_.signatory[p] != 0) {
        f.cell(party[p].leave);
      } else {
        f.empty();
      }
    }
    f.end_row();
  }
}

void RunTables::add_offers(std::uint32_t replicate, const Trace& t) {
  CsvFile& f = files_[3];
  const std::size_t units = model_.talks.space.units();
  for (std::size_t k = 0; k < t.meetings.size(); ++k) {
    const MeetingRecord& r = t.meetings[k];
    for (std::size_t i = r.first; i < r.last; ++i) {
      const Said& said = t.talk.said[i];
      f.cell(static_cast<int>(replicate)).cell(static_cast<int>(k));
      day_cells(f, model_, r.day);
      f.cell(said.round + 1).cell(saying_names[static_cast<std::size_t>(said.saying)]);
      if (said.saying == Saying::close) {
        // Agreed by technical teams: nobody's offer; only the closed issue has an option.
        f.empty().empty().empty().empty().empty().empty().empty();
        for (std::size_t issue = 0; issue < model_.talks.space.issues(); ++issue) {
          if (issue == said.issue) {
            f.cell(static_cast<int>(said.option));
          } else {
            f.empty();
          }
        }
        for (PartyId p = 0; p < model_.parties(); ++p) f.empty();
        f.end_row();
        continue;
      }
      party_cell(f, model_, static_cast<int>(said.who));
      f.cell(said.utility).cell(said.reservation).cell(said.pressure);
      const bool stated = said.saying >= Saying::red_line;
      if (said.saying == Saying::accusation) {
        f.cell(model_.party_id(said.about));
      } else if (said.saying == Saying::optimism) {
        f.cell(model_.blocs[model_.contest[said.about]]);
      } else {
        f.empty();
      }
      if (stated) {
        f.cell(said.credence).cell(said.meant ? 1 : 0);
      } else {
        f.empty().empty();
      }
      const bool has_package = said.saying != Saying::walk_out && said.saying != Saying::pass && !stated;
      const PackageView package =
          has_package ? PackageView(t.talk.packages.data() + said.package, units) : PackageView{};
      for (std::size_t issue = 0; issue < model_.talks.space.issues(); ++issue) {
        if (has_package) {
          f.cell(static_cast<int>(model_.talks.space.option(package, issue)));
        } else if (said.saying == Saying::red_line && issue == said.issue) {
          f.cell(static_cast<int>(said.option));
        } else {
          f.empty();
        }
      }
      for (const Utility& u : model_.talks.utilities) {
        if (has_package) {
          f.cell(u(package));
        } else {
          f.empty();
        }
      }
      f.end_row();
    }
  }
}

}  // namespace parley

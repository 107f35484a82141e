#include "parley/results/tables.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace parley {

namespace {

std::string header_of(const std::vector<std::string>& columns) {
  return fmt::format("{}\n", fmt::join(columns, ","));
}

constexpr std::array<std::string_view, 10> saying_names{"offer",  "accept",   "close",  "agree", "consent",
                                                        "refuse", "walk_out", "reject", "pass",  "break_off"};

void party_cell(CsvFile& file, const Model& m, int p) {
  if (p == nobody) {
    file.empty();
  } else {
    file.cell(m.party_id(static_cast<PartyId>(p)));
  }
}

void day_cells(CsvFile& file, const Model& m, int day) {
  if (day < 0) {
    file.empty().empty();
    return;
  }
  file.cell(day);
  if (m.war) {
    file.cell(m.date(day));
  } else {
    file.empty();
  }
}

std::vector<std::string> by_party(const Model& m, const char* prefix) {
  std::vector<std::string> names;
  for (PartyId p = 0; p < m.parties(); ++p) names.push_back(prefix + m.party_id(p));
  return names;
}

std::vector<std::string> by_issue(const Model& m, const char* prefix) {
  std::vector<std::string> names;
  for (const auto& [key, issue] : m.scenario.issues) names.push_back(prefix + key.id);
  return names;
}

std::vector<std::string> by_front(const Model& m, const char* prefix) {
  std::vector<std::string> names;
  for (const auto& [key, front] : m.scenario.fronts) names.push_back(prefix + key.id);
  return names;
}

std::vector<std::string> joined(std::initializer_list<std::vector<std::string>> lists) {
  std::vector<std::string> all;
  for (const auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

}  // namespace

CsvFile::CsvFile(std::filesystem::path path, const std::vector<std::string>& header)
    : path_(std::move(path)) {
  errno = 0;
  out_.open(path_, std::ios::binary | std::ios::trunc);
  if (!out_) throw WriteError(fmt::format("cannot write {}: {}", path_.string(), std::strerror(errno)));
  buffer_ = header_of(header);
  flush();
}

void CsvFile::separate() {
  if (!first_) buffer_ += ',';
  first_ = false;
}

CsvFile& CsvFile::cell(std::string_view text) {
  separate();
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    buffer_ += text;
    return *this;
  }
  buffer_ += '"';
  for (const char c : text) {
    if (c == '"') buffer_ += '"';
    buffer_ += c;
  }
  buffer_ += '"';
  return *this;
}

CsvFile& CsvFile::cell(double number) {
  separate();
  fmt::format_to(std::back_inserter(buffer_), "{}", number);
  return *this;
}

CsvFile& CsvFile::cell(int number) {
  separate();
  fmt::format_to(std::back_inserter(buffer_), "{}", number);
  return *this;
}

CsvFile& CsvFile::empty() {
  separate();
  return *this;
}

void CsvFile::end_row() {
  buffer_ += '\n';
  first_ = true;
  if (buffer_.size() > (1U << 20U)) flush();
}

void CsvFile::flush() {
  errno = 0;
  out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  out_.flush();
  if (!out_)
    throw WriteError(fmt::format("cannot write {}: {}", path_.string(),
                                 errno != 0 ? std::strerror(errno) : "unknown error"));
  buffer_.clear();
}

RunTables::RunTables(const std::filesystem::path& dir, const Model& m, References& references,
                     TraceLevel level)
    : model_(m), references_(references) {
  files_.emplace_back(dir / "runs.csv",
                      joined({{"run",
                               "outcome",
                               "deals",
                               "agreement_day",
                               "agreement_date",
                               "last_deal_day",
                               "first_truce_days",
                               "first_truce_ended",
                               "truce_days",
                               "collapse_day",
                               "collapse_date",
                               "ended_by",
                               "manner",
                               "cause",
                               "trigger",
                               "trigger_by",
                               "walked_out",
                               "refusals",
                               "first_refusal_by",
                               "pressed"},
                              by_issue(m, "term_"),
                              by_party(m, "utility_"),
                              {"deaths", "deaths_in_truce", "civilian_deaths", "displaced", "aid_days",
                               "distance_nash", "distance_kalai_smorodinsky", "pareto_loss"},
                              by_front(m, "control_")}));
  if (level == TraceLevel::none) return;
  files_.emplace_back(
      dir / "rounds.csv",
      joined({{"run", "meeting", "day", "date", "round", "time", "offers", "accepts", "standing_by"},
              by_party(m, "utility_")}));
  files_.emplace_back(dir / "events.csv",
                      std::vector<std::string>{"run", "day", "date", "kind", "name", "who", "whom", "front",
                                               "deaths", "people", "established", "utility", "pressure",
                                               "reservation", "trust", "value", "probability", "cause"});
  if (level == TraceLevel::rounds) return;
  files_.emplace_back(dir / "offers.csv", joined({{"run", "meeting", "day", "date", "round", "kind", "who",
                                                   "own_utility", "reservation", "pressure"},
                                                  by_issue(m, "option_"),
                                                  by_party(m, "utility_")}));
}

void RunTables::add(std::uint32_t replicate, const Outcome& outcome, const Trace* trace) {
  add_run(replicate, outcome);
  if (files_.size() > 2) {
    add_rounds(replicate, *trace);
    add_events(replicate, *trace);
  }
  if (files_.size() > 3) add_offers(replicate, *trace);
}

void RunTables::flush() {
  for (auto& file : files_) file.flush();
}

void RunTables::add_run(std::uint32_t replicate, const Outcome& o) {
  CsvFile& f = files_[0];
  f.cell(static_cast<int>(replicate)).cell(ending_names[static_cast<std::size_t>(o.ending)]).cell(o.deals);
  day_cells(f, model_, o.agreement_day);
  if (o.deals > 0) {
    f.cell(o.last_deal_day).cell(o.first_truce_days).cell(o.first_truce_ended ? 1 : 0);
  } else {
    f.empty().empty().empty();
  }
  f.cell(o.truce_days);
  day_cells(f, model_, o.collapse_day);
  party_cell(f, model_, o.ended_by);
  f.cell(manner_names[static_cast<std::size_t>(o.manner)])
      .cell(cause_names[static_cast<std::size_t>(o.cause)])
      .cell(o.trigger_name);
  party_cell(f, model_, o.trigger_author);
  party_cell(f, model_, o.walked_out);
  f.cell(o.refusals);
  party_cell(f, model_, o.refused_first);
  std::string pressed;
  for (PartyId p = 0; p < model_.parties(); ++p)
    if (o.pressed[p] != 0) pressed += (pressed.empty() ? "" : " ") + model_.party_id(p);
  f.cell(pressed);
  for (std::size_t i = 0; i < model_.talks.space.issues(); ++i) {
    if (o.deals > 0) {
      f.cell(static_cast<int>(model_.talks.space.option(o.first_deal, i)));
    } else {
      f.empty();
    }
  }
  for (const double u : o.utilities) f.cell(u);
  f.cell(o.deaths).cell(o.deaths_in_truce).cell(o.civilian_deaths).cell(o.displaced).cell(o.aid_days);
  if (o.deals > 0) {
    const DealQuality& q = references_.quality(o.first_deal);
    f.cell(q.nash).cell(q.kalai_smorodinsky).cell(q.pareto);
  } else {
    f.empty().empty().empty();
  }
  for (const double share : o.control) f.cell(share);
  f.end_row();
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

void RunTables::add_rounds(std::uint32_t replicate, const Trace& t) {
  CsvFile& f = files_[1];
  const std::size_t units = model_.talks.space.units();
  for (std::size_t k = 0; k < t.meetings.size(); ++k) {
    const MeetingRecord& r = t.meetings[k];
    for (std::size_t i = r.first; i < r.last;) {
      const int round = t.talk.said[i].round;
      int offers = 0, accepts = 0;
      const Said* standing = nullptr;
      for (; i < r.last && t.talk.said[i].round == round; ++i) {
        const Said& said = t.talk.said[i];
        if (said.saying == Saying::offer) {
          ++offers;
          standing = &said;
        }
        accepts += said.saying == Saying::accept ? 1 : 0;
      }
      if (offers + accepts == 0) continue;
      f.cell(static_cast<int>(replicate)).cell(static_cast<int>(k));
      day_cells(f, model_, r.day);
      f.cell(round + 1)
          .cell(r.opens + (r.closes - r.opens) * (round + 1.0) / (model_.talks.rounds + 1.0))
          .cell(offers)
          .cell(accepts);
      if (standing != nullptr) {
        f.cell(model_.party_id(standing->who));
        const PackageView package(t.talk.packages.data() + standing->package, units);
        for (const Utility& u : model_.talks.utilities) f.cell(u(package));
      } else {
        f.empty();
        for (PartyId p = 0; p < model_.parties(); ++p) f.empty();
      }
      f.end_row();
    }
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
        f.empty().empty().empty().empty();
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
      f.cell(model_.party_id(said.who)).cell(said.utility).cell(said.reservation).cell(said.pressure);
      const bool has_package = said.saying != Saying::walk_out && said.saying != Saying::pass;
      const PackageView package =
          has_package ? PackageView(t.talk.packages.data() + said.package, units) : PackageView{};
      for (std::size_t issue = 0; issue < model_.talks.space.issues(); ++issue) {
        if (has_package) {
          f.cell(static_cast<int>(model_.talks.space.option(package, issue)));
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

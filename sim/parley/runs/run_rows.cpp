#include "parley/runs/run_rows.hpp"

#include <algorithm>
#include <initializer_list>

namespace parley {

namespace {

constexpr auto text = Column::Kind::text, whole = Column::Kind::whole, number = Column::Kind::number;

Columns joined(std::initializer_list<Columns> lists) {
  Columns all;
  for (const auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

Columns named(const char* prefix, const std::vector<std::string>& names, Column::Kind kind) {
  Columns columns;
  for (const auto& name : names) columns.push_back({prefix + name, kind});
  return columns;
}

}  // namespace

void party_cell(Cells& file, const Model& m, int p) {
  if (p == nobody) {
    file.empty();
  } else {
    file.cell(m.party_id(static_cast<PartyId>(p)));
  }
}

void day_cells(Cells& file, const Model& m, int day) {
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

std::vector<std::string> party_ids(const Model& m) {
  std::vector<std::string> names;
  for (PartyId p = 0; p < m.parties(); ++p) names.push_back(m.party_id(p));
  return names;
}

std::vector<std::string> issue_ids(const Model& m) {
  std::vector<std::string> names;
  for (const auto& [key, issue] : m.scenario.issues) names.push_back(key.id);
  return names;
}

Columns outcome_columns(const Model& m) {
  std::vector<std::string> fronts;
  for (const auto& [key, front] : m.scenario.fronts) fronts.push_back(key.id);
  return joined({{{"outcome", text},
                  {"deals", whole},
                  {"agreement_day", whole},
                  {"agreement_date", text},
                  {"last_deal_day", whole},
                  {"first_truce_days", whole},
                  {"first_truce_ended", whole},
                  {"truce_days", whole},
                  {"collapse_day", whole},
                  {"collapse_date", text},
                  {"ended_by", text},
                  {"manner", text},
                  {"cause", text},
                  {"trigger", text},
                  {"trigger_by", text},
                  {"walked_out", text},
                  {"refusals", whole},
                  {"first_refusal_by", text},
                  {"pressed", text}},
                 named("term_", issue_ids(m), whole),
                 named("utility_", party_ids(m), number),
                 {{"deaths", number},
                  {"deaths_in_truce", number},
                  {"civilian_deaths", number},
                  {"displaced", number},
                  {"aid_days", number},
                  {"calm_week1", number},
                  {"calm_week2", number},
                  {"calm_week3", number},
                  {"calm_week4", number},
                  {"exempt_week1", number},
                  {"exempt_week2", number},
                  {"exempt_week3", number},
                  {"exempt_week4", number},
                  {"return_days", whole},
                  {"political_track", text},
                  {"distance_nash", number},
                  {"distance_kalai_smorodinsky", number},
                  {"pareto_loss", number}},
                 named("control_", fronts, number)});
}

Columns round_columns(const Model& m) {
  return joined({{{"meeting", whole},
                  {"day", whole},
                  {"date", text},
                  {"round", whole},
                  {"time", number},
                  {"offers", whole},
                  {"accepts", whole},
                  {"standing_by", text}},
                 named("utility_", party_ids(m), number)});
}

void write_outcome(Cells& f, const Model& model, References* references, const Outcome& o) {
  f.cell(ending_names[static_cast<std::size_t>(o.ending)]).cell(o.deals);
  day_cells(f, model, o.agreement_day);
  if (o.deals > 0) {
    f.cell(o.last_deal_day).cell(o.first_truce_days).cell(o.first_truce_ended ? 1 : 0);
  } else {
    f.empty().empty().empty();
  }
  f.cell(o.truce_days);
  day_cells(f, model, o.collapse_day);
  party_cell(f, model, o.ended_by);
  f.cell(manner_names[static_cast<std::size_t>(o.manner)])
      .cell(cause_names[static_cast<std::size_t>(o.cause)])
      .cell(o.trigger_name);
  party_cell(f, model, o.trigger_author);
  party_cell(f, model, o.walked_out);
  f.cell(o.refusals);
  party_cell(f, model, o.refused_first);
  std::string pressed;
  for (PartyId p = 0; p < model.parties(); ++p)
    if (o.pressed[p] != 0) pressed += (pressed.empty() ? "" : " ") + model.party_id(p);
  f.cell(pressed);
  for (std::size_t i = 0; i < model.talks.space.issues(); ++i) {
    if (o.deals > 0) {
      f.cell(static_cast<int>(model.talks.space.option(o.first_deal, i)));
    } else {
      f.empty();
    }
  }
  for (const double u : o.utilities) f.cell(u);
  f.cell(o.deaths).cell(o.deaths_in_truce).cell(o.civilian_deaths).cell(o.displaced).cell(o.aid_days);
  for (const int kind : {0, 1}) {
    for (int w = 0; w < Response::weeks; ++w) {
      if (o.response.has(kind, w)) {
        f.cell(o.response.share(kind, w));
      } else {
        f.empty();
      }
    }
  }
  if (o.response.return_days >= 0) {
    f.cell(o.response.return_days);
  } else {
    f.empty();
  }
  f.cell(track_names[static_cast<std::size_t>(o.track)]);
  if (o.deals > 0 && references != nullptr) {
    const DealQuality& q = references->quality(o.first_deal);
    f.cell(q.nash).cell(q.kalai_smorodinsky).cell(q.pareto);
  } else {
    f.empty().empty().empty();
  }
  for (const double share : o.control) f.cell(share);
  f.end_row();
}

void write_rounds(Cells& f, const Model& model, const Trace& t, std::optional<std::uint32_t> run) {
  const std::size_t units = model.talks.space.units();
  for (std::size_t k = 0; k < t.meetings.size(); ++k) {
    const MeetingRecord& r = t.meetings[k];
    for (std::size_t i = r.first; i < r.last;) {
      const int round = t.talk.said[i].round;
      int offers = 0, accepts = 0;
      const Said* standing = nullptr;
      for (; i < r.last && t.talk.said[i].round == round; ++i) {
        const Said& said = t.talk.said[i];
        if (said.saying == Saying::offer || said.saying == Saying::draft) {
          ++offers;
          standing = &said;
        }
        accepts += said.saying == Saying::accept || said.saying == Saying::vote_for ||
                           said.saying == Saying::strong_for
                       ? 1
                       : 0;
      }
      if (offers + accepts == 0) continue;
      if (run) f.cell(static_cast<int>(*run));
      f.cell(static_cast<int>(k));
      day_cells(f, model, r.day);
      f.cell(round + 1)
          .cell(r.opens + (r.closes - r.opens) * (round + 1.0) / (model.talks.rounds + 1.0))
          .cell(offers)
          .cell(accepts);
      if (standing != nullptr) {
        party_cell(f, model, static_cast<int>(standing->who));
        const PackageView package(t.talk.packages.data() + standing->package, units);
        for (const Utility& u : model.talks.utilities) f.cell(u(package));
      } else {
        f.empty();
        for (PartyId p = 0; p < model.parties(); ++p) f.empty();
      }
      f.end_row();
    }
  }
}

}  // namespace parley

#include "parley/preference/places.hpp"

#include <cmath>

#include "parley/preference/utility.hpp"

namespace parley {

namespace {

double weight_of(const Party& party, const std::string& issue) {
  const Number* weight = party.weights.find(issue);
  return weight != nullptr ? weight->value : 0.0;
}

bool counts(const Party& party) { return party.seat != Seat::excluded && party.seat != Seat::mediator; }

constexpr double rounded = 1e-12;   // of values
constexpr double same_place = 1e-9;  // nearer than this is rounded

// The first of a party's best options.
std::size_t best_option(const Scenario& s, const Party& party, IssueId issue) {
  std::size_t best = 0;
  for (std::size_t o = 1; o < s.issues[issue].value.options.size(); ++o)
    if (option_value(s, party, issue, static_cast<OptionIndex>(o)) >
        option_value(s, party, issue, static_cast<OptionIndex>(best)))
      best = o;
  return best;
}

// Whether all options of an issue are worth the same to a party, as far as the file tells.
bool alike(const Scenario& s, const Party& party, IssueId issue) {
  const auto& [key, described] = s.issues[issue];
  if (party.values.find(key.id) == nullptr)
    return party.ideal.find(key.id) == nullptr && weight_of(party, key.id) <= 0;
  const double first = option_value(s, party, issue, 0);
  for (std::size_t o = 1; o < described.options.size(); ++o)
    if (std::fabs(option_value(s, party, issue, static_cast<OptionIndex>(o)) - first) > rounded)
      return false;
  return true;
}

// The weight of an issue whose options are not all alike to the party.
double minds(const Scenario& s, const Party& party, IssueId issue) {
  return alike(s, party, issue) ? 0.0 : weight_of(party, s.issues[issue].key.id);
}

// Where a party stands: the mean place of its best options.
double stand_of(const Scenario& s, const Party& party, const PartyPlaces::Line& line) {
  if (alike(s, party, line.issue)) return nowhere();
  const auto value = [&](std::size_t o) {
    return option_value(s, party, line.issue, static_cast<OptionIndex>(o));
  };
  const double best = value(best_option(s, party, line.issue));
  double sum = 0, n = 0;
  for (std::size_t o = 0; o < line.places.size(); ++o)
    if (value(o) >= best - rounded) {
      sum += line.places[o];
      n += 1;
    }
  return sum / n;
}

bool single_peaked(const Scenario& s, const Party& party, IssueId issue) {
  const std::size_t peak = best_option(s, party, issue), n = s.issues[issue].value.options.size();
  const auto value = [&](std::size_t o) {
    return option_value(s, party, issue, static_cast<OptionIndex>(o));
  };
  for (std::size_t o = 1; o < n; ++o) {
    const double step = value(o) - value(o - 1);
    if (o <= peak ? step < -rounded : step > rounded) return false;
  }
  return true;
}

std::vector<PartyPlaces::Line> lines_of(const Scenario& s, const Space& space, std::vector<IssueId>& lists) {
  std::vector<PartyPlaces::Line> lines;
  for (const IssueId i : s.issues.ids()) {
    const auto& [key, issue] = s.issues[i];
    if (space.open_options(i) < 2) continue;
    bool weighed = false, ordered = true;
    for (const auto& [id, party] : s.parties) {
      if (!counts(party) || minds(s, party, i) <= 0) continue;
      weighed = true;
      ordered = ordered && (!issue.places.empty() || single_peaked(s, party, i));
    }
    if (!weighed || !ordered) {
      lists.push_back(i);
      continue;
    }
    PartyPlaces::Line line{i, {}, issue.places.empty()};
    for (std::size_t o = 0; o < issue.options.size(); ++o)
      line.places.push_back(line.spread_evenly ? 100.0 * static_cast<double>(o) /
                                                     static_cast<double>(issue.options.size() - 1)
                                               : issue.places[o].value);
    lines.push_back(std::move(line));
  }
  return lines;
}

// The leverage that a party has over all its clients together.
double leverage_of(const Scenario& s, const std::string& patron) {
  double sum = 0;
  for (const auto& [id, client] : s.parties)
    if (const Number* leverage = client.influenced_by.find(patron)) sum += leverage->value;
  return sum;
}

}  // namespace

PartyPlaces places_of(const Scenario& s, const Space& space) {
  PartyPlaces p;
  p.lines = lines_of(s, space, p.lists);
  for (const auto& [id, party] : s.parties) p.power_given = p.power_given || party.power.given;
  ChallengeActors& a = p.actors;
  a.lines = p.lines.size();
  for (const PartyId i : s.parties.ids()) {
    const auto& [id, party] = s.parties[i];
    if (!counts(party)) continue;
    double all = 0, here = 0;
    for (const IssueId issue : s.issues.ids()) all += minds(s, party, issue);
    for (const PartyPlaces::Line& line : p.lines) here += minds(s, party, line.issue);
    if (here <= 0) continue;
    // One where weights are saliences themselves: they then stay as written.
    const double percent = party.salience.value / all;
    p.parties.push_back(i);
    p.principal.push_back(party.seat == Seat::principal ? 1 : 0);
    a.power.push_back(p.power_given ? party.power.value : 1.0 + leverage_of(s, id.id));
    for (const PartyPlaces::Line& line : p.lines) {
      a.position.push_back(stand_of(s, party, line));
      a.salience.push_back(minds(s, party, line.issue) * percent);
    }
  }
  a.actors = p.parties.size();
  if (a.actors < 2) {
    a = {};
    return p;
  }
  bool accommodates = false;
  for (const PartyId i : p.parties) accommodates = accommodates || !s.parties[i].value.accommodates.empty();
  for (std::size_t i = 0; accommodates && i < a.actors; ++i) {
    const auto& row = s.parties[p.parties[i]].value.accommodates;
    for (std::size_t j = 0; j < a.actors; ++j) {
      const Number* share = row.find(s.parties[p.parties[j]].key.id);
      a.accommodation.push_back(row.empty() ? (i == j ? 1.0 : 0.0) : share != nullptr ? share->value : 0.0);
    }
  }
  return p;
}

Package nearest_package(const Space& space, const PartyPlaces& p, std::span<const double> places) {
  std::vector<OptionIndex> options;
  for (const IssueId i : space.issues()) options.push_back(space.option(space.status_quo(), i));
  for (std::size_t k = 0; k < p.lines.size(); ++k) {
    const std::vector<double>& at = p.lines[k].places;
    const double quo = at[options[p.lines[k].issue.position()]];
    std::size_t nearest = 0;
    for (std::size_t o = 1; o < at.size(); ++o) {
      const double nearer = std::fabs(at[nearest] - places[k]) - std::fabs(at[o] - places[k]);
      if (nearer > same_place ||
          (nearer > -same_place && std::fabs(at[o] - quo) < std::fabs(at[nearest] - quo)))
        nearest = o;
    }
    options[p.lines[k].issue.position()] = static_cast<OptionIndex>(nearest);
  }
  return space.package(options);
}

std::vector<double> midpoints(const PartyPlaces& p) {
  std::vector<double> means;
  for (std::size_t k = 0; k < p.lines.size(); ++k) {
    struct {
      double sum = 0, n = 0;
    } principals, all;
    for (std::size_t i = 0; i < p.actors.actors; ++i) {
      const double place = p.actors.position[i * p.actors.lines + k];
      if (!stands(place)) continue;
      for (auto* of : {&all, &principals}) {
        if (of == &principals && p.principal[i] == 0) continue;
        of->sum += place;
        of->n += 1;
      }
    }
    means.push_back(principals.n > 0 ? principals.sum / principals.n : all.sum / all.n);
  }
  return means;
}

}  // namespace parley

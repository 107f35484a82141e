#include "parley/bargaining/statements.hpp"

#include <algorithm>

#include "parley/bargaining/opponent_model.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

double truthfulness(double incentive, double loss, double gain) {
  return logistic(incentive * (loss - gain));
}

double likelihood_ratio(double truthfulness, double knowledge) {
  const double lies = 1.0 - truthfulness;
  return (knowledge + (1.0 - knowledge) * lies) / std::max(1e-9, (1.0 - knowledge) + knowledge * lies);
}

Claim claim(bool so, double truthfulness, double knowledge, Stream& luck) {
  const bool right = luck.chance(knowledge), lies = luck.chance(1.0 - truthfulness);
  Claim c;
  c.meant = right == so;
  c.made = c.meant || lies;
  c.ratio = c.made ? likelihood_ratio(truthfulness, knowledge)
                   : (1.0 - knowledge) / std::max(1e-9, knowledge);  // it believes it not to be so
  return c;
}

double credence(double ratio) { return (ratio - 1.0) / (ratio + 1.0); }

namespace {

struct Line {
  IssueId issue;
  OptionIndex option = 0;
  double loss = 0;  // of additive value, against the best choice of the unit
};

// What an option costs a party against the best choice of its unit that is still open.
double loss_of(const NegotiationModel& m, const Table& table, PartyId party, IssueId issue,
               OptionIndex option) {
  const auto parts = m.at_table[party].parts();
  const std::size_t unit = m.space.unit_of(issue), from = m.space.offset(unit);
  double best = 0, with = 0;
  for (std::size_t c = 0; c < m.space.choices(unit); ++c) {
    if (table.allowed[from + c] == 0) continue;
    best = std::max(best, parts[from + c]);
    if (m.space.option(c, issue) == option) with = std::max(with, parts[from + c]);
  }
  return best - with;
}

// The option of the standing offer that costs the party most.
Line worst_option(const NegotiationModel& m, const Table& table, PartyId party) {
  Line worst;
  for (const IssueId i : m.space.issues()) {
    if (table.closed[i] >= 0 || m.space.open_options(i) < 2) continue;
    const OptionIndex option = m.space.option(table.standing, i);
    if (const double loss = loss_of(m, table, party, i, option); loss > worst.loss) worst = {i, option, loss};
  }
  return worst;
}

// The highest utility of what is still open.
double best_open(const NegotiationModel& m, const Table& table, const Utility& utility) {
  const auto parts = utility.parts();
  double sum = 0;
  for (std::size_t u = 0; u < m.space.units(); ++u) {
    double best = 0;
    for (std::size_t c = m.space.offset(u); c < m.space.offset(u) + m.space.choices(u); ++c)
      if (table.allowed[c] != 0) best = std::max(best, parts[c]);
    sum += best;
  }
  return utility.from_sum(sum);
}

// Says that it will never take the option of this line, if it means it or `lies` lets it; true if it does.
// standing: what it would lose if a bluff broke off the talks.
bool draw_line(const NegotiationModel& m, Table& table, PartyId party, const Line& line, double reservation,
               double standing, double lies, int round, TalkLog* log) {
  const Utility& utility = m.at_table[party];
  const double best = best_open(m, table, utility);
  const double with = utility.from_sum(utility.to_sum(best) - line.loss);
  const bool meant = with < reservation;
  const double p = truthfulness(m.statements->incentive, std::max(0.0, standing - reservation), best - with);
  if (!meant && lies >= 1.0 - p) return false;
  const double weight = credence(likelihood_ratio(p, 1.0));
  note(log,
       {.saying = Saying::red_line,
        .round = round,
        .who = party,
        .issue = line.issue,
        .option = line.option,
        .utility = with,
        .reservation = reservation,
        .credence = weight,
        .meant = meant},
       {});
  hear_red_line(m, table, party, line.issue, line.option, weight);
  return true;
}

}  // namespace

void draw_red_lines(const NegotiationModel& m, Table& table, const Meeting& meeting, int round,
                    PartyId proposer, Stream& luck) {
  if (!m.statements->red_lines) return;
  for (const PartyId party : m.principals) {
    const double speaks = luck.uniform(), lies = luck.uniform();
    if (party == proposer || table.stated[party].red_line || speaks >= m.statements->rate) continue;
    const Line line = worst_option(m, table, party);
    if (line.loss <= 1e-9) continue;
    table.stated[party].red_line = draw_line(m, table, party, line, meeting.reservation[party],
                                             m.at_table[party](table.standing), lies, round, meeting.log);
  }
}

void draw_red_line(const NegotiationModel& m, Table& table, PartyId party, IssueId issue, OptionIndex option,
                   double reservation, Stream& luck, TalkLog* log) {
  const double speaks = luck.uniform(), lies = luck.uniform();
  if (table.stated[party].demand || table.closed[issue] >= 0 || speaks >= m.statements->rate) return;
  const Line line{issue, option, loss_of(m, table, party, issue, option)};
  if (line.loss <= 1e-9) return;
  table.stated[party].demand =
      draw_line(m, table, party, line, reservation, reservation, lies, 0, log);  // nothing is on the table
}

}  // namespace parley

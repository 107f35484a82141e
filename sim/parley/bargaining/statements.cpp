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

double credence(double ratio) { return (ratio - 1.0) / (ratio + 1.0); }

namespace {

struct Line {
  IssueId issue;
  OptionIndex option = 0;
  double loss = 0;  // of additive value, against the best choice of the unit
};

// The option of the standing offer that costs the party most.
Line worst_option(const NegotiationModel& m, const Table& table, PartyId party) {
  const auto parts = m.utilities[party].parts();
  Line worst;
  for (const IssueId i : m.space.issues()) {
    if (table.closed[i] >= 0 || m.space.open_options(i) < 2) continue;
    const std::size_t unit = m.space.unit_of(i), from = m.space.offset(unit);
    const OptionIndex option = m.space.option(table.standing, i);
    double best = 0, with = 0;
    for (std::size_t c = 0; c < m.space.choices(unit); ++c) {
      if (table.allowed[from + c] == 0) continue;
      best = std::max(best, parts[from + c]);
      if (m.space.option(c, i) == option) with = std::max(with, parts[from + c]);
    }
    if (best - with > worst.loss) worst = {i, option, best - with};
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

}  // namespace

void draw_red_lines(const NegotiationModel& m, Table& table, const Meeting& meeting, int round,
                    PartyId proposer, Stream& luck) {
  const Statements& rules = *m.statements;
  for (const PartyId party : m.principals) {
    const double speaks = luck.uniform(), lies = luck.uniform();
    if (party == proposer || table.stated[party].red_line || speaks >= rules.rate) continue;
    const Line line = worst_option(m, table, party);
    if (line.loss <= 1e-9) continue;
    const Utility& utility = m.utilities[party];
    const double r = meeting.reservation[party], best = best_open(m, table, utility);
    const double with = utility.from_sum(utility.to_sum(best) - line.loss);
    const bool meant = with < r;
    const double p = truthfulness(rules.incentive, std::max(0.0, utility(table.standing) - r), best - with);
    if (!meant && lies >= 1.0 - p) continue;
    const double weight = credence(likelihood_ratio(p, 1.0));
    table.stated[party].red_line = true;
    note(meeting.log,
         {.saying = Saying::red_line,
          .round = round,
          .who = party,
          .issue = line.issue,
          .option = line.option,
          .utility = with,
          .reservation = r,
          .credence = weight,
          .meant = meant},
         {});
    hear_red_line(m, table, party, line.issue, line.option, weight);
  }
}

}  // namespace parley

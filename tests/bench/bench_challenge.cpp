// How long does the challenge model take, beside its peer?
//
//     build/release/tests/bench_challenge [SECONDS]      SECONDS a row, default 1; one thread
//
// Actors drawn at random, default options, no file read or written. A forecast ends when nobody moves much,
// after more or fewer turns; so turns are compared.
//   turns        of the forecast;  ms: milliseconds of processor time for it, median
//   ms/turn      milliseconds a turn
//   x bare       how many times as long a turn takes as 1,000 draws and 1,000 exponentials, in the same run
//   plain        milliseconds a turn of plain loops over the model's formulas, measured elsewhere on two
//   cores of another
//                machine, one used (0.9 ms, 4.3 ms, 14 ms, 87 ms and 520 ms for 27, 19, 20, 17 and 13 turns)
//   times peer   how many times faster a turn is than KTAB's own program (0.27 s, 1.6 s, 5.7 s and 53 s for
//   these,
//                the whole process, logging of all but positions off; the last was not done in 400 s)

#include <algorithm>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>

#include "paired.hpp"
#include "parley/preference/challenge.hpp"
#include "parley/support/random.hpp"

namespace {

using namespace parley;
using bench::now;

struct Row {
  std::size_t actors, lines;
  double bare, peer;  // milliseconds a turn
};

ChallengeActors drawn(const Row& row) {
  Stream s({11, 0, 0}, 1, static_cast<std::uint32_t>(row.actors), 0);
  ChallengeActors a;
  a.actors = row.actors;
  a.lines = row.lines;
  for (std::size_t i = 0; i < row.actors; ++i) {
    a.power.push_back(10 + 90 * s.uniform());
    for (std::size_t k = 0; k < row.lines; ++k) {
      a.position.push_back(100 * s.uniform());
      a.salience.push_back((20 + 80 * s.uniform()) / static_cast<double>(row.lines));
    }
  }
  return a;
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 1.0;
  fmt::print("{:>7} {:>6} {:>6} {:>9} {:>9} {:>9} {:>9} {:>11}\n", "actors", "lines", "turns", "ms",
             "ms/turn", "x bare", "plain", "times peer");
  for (const Row& row : {Row{13, 2, 0.9 / 27, 270.0 / 27}, Row{26, 1, 4.3 / 19, 1600.0 / 19},
                         Row{40, 1, 14.0 / 20, 5700.0 / 20}, Row{80, 1, 87.0 / 17, 53000.0 / 17},
                         Row{160, 1, 520.0 / 13, 400000.0 / 13}}) {
    const ChallengeActors actors = drawn(row);
    std::vector<double> times, bare;
    double sum = 0;
    std::size_t turns = 0;
    const double start = now();
    do {
      const double from = now();
      turns = challenge_forecast(actors, {}).turns;
      times.push_back(1000 * (now() - from));
      const double then = now();
      for (int k = 0; k < 100; ++k) sum += bench::bare_work();
      bare.push_back(10 * (now() - then));
    } while (now() - start < seconds);
    for (auto* list : {&times, &bare}) std::sort(list->begin(), list->end());
    const double ms = times[times.size() / 2], unit = sum > 0 ? bare[bare.size() / 2] : 0,
                 a_turn = ms / static_cast<double>(turns);
    fmt::print("{:>7} {:>6} {:>6} {:>9.3f} {:>9.4f} {:>9.2f} {:>9.4f} {:>11.0f}\n", row.actors, row.lines,
               turns, ms, a_turn, a_turn / unit, row.bare, row.peer / a_turn);
  }
}

#include "parley/study/player.hpp"

#include <tbb/enumerable_thread_specific.h>

namespace parley {

struct Player::Shared {
  std::once_flag once;
  std::unique_ptr<const Model> model;
  ReferencePoints points;
};

struct Player::Bench {
  std::unique_ptr<const Model> own;  // where models are not kept
  const Model& model;
  State state;
  References references;
  Trace trace;
  Bench(std::unique_ptr<const Model> mine, const Model& m, ReferencePoints points)
      : own(std::move(mine)), model(m), state(m), references(m, std::move(points)) {}
};

struct Player::Threads {
  struct Own {
    std::vector<std::unique_ptr<Bench>> by_point;
    std::unique_ptr<Bench> current;
    std::size_t point = 0;
  };
  tbb::enumerable_thread_specific<Own> own;
};

Player::Player(const Sweep& sweep, int threads)
    : sweep_(sweep),
      keeps_models_(sweep.points() <= most_models),
      keeps_states_(sweep.points() * static_cast<std::size_t>(std::max(threads, 1)) <= most_states),
      shared_(keeps_models_ ? sweep.points() : 0),
      threads_(std::make_unique<Threads>()) {}

Player::~Player() = default;

std::unique_ptr<Model> Player::compiled(std::size_t point) const {
  Diagnostics problems;
  auto scenario = sweep_.at(point, problems);
  if (!scenario) throw RunFailure(to_string(problems.front()));
  return std::make_unique<Model>(std::move(*scenario));
}

// Points that differ in nothing a solution concept looks at share it: finding one in a large space takes
// longer than many runs.
ReferencePoints Player::reference_points(const Model& m) {
  std::vector<double> key;
  for (std::size_t u = 0; u < m.talks.space.units(); ++u)
    key.push_back(static_cast<double>(m.talks.space.choices(u)));
  for (const PartyId p : m.parties()) {
    key.push_back(m.signatory[p]);
    if (m.signatory[p] == 0) continue;
    key.push_back(m.party(p).reservation);
    key.push_back(m.party(p).risk);
    const auto parts = m.talks.utilities[p].parts();
    key.insert(key.end(), parts.begin(), parts.end());
  }
  {
    const std::lock_guard lock(known_guard_);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
  }
  ReferencePoints points = reference_points_of(m);
  const std::lock_guard lock(known_guard_);
  constexpr std::size_t most_known = 20'000;
  if (known_.size() < most_known) known_.emplace(std::move(key), points);
  return points;
}

Player::Bench& Player::bench(std::size_t point) {
  Threads::Own& own = threads_->own.local();
  const bool keep = keeps_models_ && keeps_states_;
  if (keep && own.by_point.empty()) own.by_point.resize(sweep_.points());
  if (keep && own.by_point[point]) return *own.by_point[point];
  if (!keep && own.current && own.point == point) return *own.current;
  std::unique_ptr<Bench> bench;
  if (keeps_models_) {
    Shared& shared = shared_[point];
    std::call_once(shared.once, [&] {
      auto model = compiled(point);
      shared.points = reference_points(*model);
      shared.model = std::move(model);
    });
    bench = std::make_unique<Bench>(nullptr, *shared.model, shared.points);
  } else {
    std::unique_ptr<const Model> model = compiled(point);
    const Model& kept = *model;
    bench = std::make_unique<Bench>(std::move(model), kept, reference_points(kept));
  }
  std::unique_ptr<Bench>& kept = keep ? own.by_point[point] : own.current;
  kept = std::move(bench);
  if (!keep) own.point = point;
  return *kept;
}

void Player::play(std::uint64_t run, bool traced, const Use& use) {
  Bench& b = bench(sweep_.point_of(run));
  const Outcome& outcome = simulate(b.model, sweep_.key_of(run), b.state, traced ? &b.trace : nullptr);
  use(b.model, b.references, outcome, traced ? &b.trace : nullptr);
}

}  // namespace parley

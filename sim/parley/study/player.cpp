#include "parley/study/player.hpp"

#include <optional>

#include <tbb/enumerable_thread_specific.h>

#include "parley/study/outputs.hpp"

namespace parley {

struct Player::Shared {
  std::once_flag once;
  std::unique_ptr<const Model> model;
};

struct Player::Bench {
  std::unique_ptr<const Model> own;  // where models are not kept
  const Model& model;
  State state;
  std::optional<References> references;
  Trace trace;
  Bench(std::unique_ptr<const Model> mine, const Model& m) : own(std::move(mine)), model(m), state(m) {}
};

struct Player::Threads {
  struct Own {
    std::vector<std::unique_ptr<Bench>> by_point;
    std::unique_ptr<Bench> current;
    std::size_t point = 0;
  };
  tbb::enumerable_thread_specific<Own> own;
};

namespace {

// What the model of a point takes, or what a thread needs to play it, about.
std::size_t bytes_of(const Sweep& sweep) {
  const auto central = std::make_unique<Model>(sweep.central);
  std::size_t bytes = std::size_t{400} << 10U;
  for (const Ranking& ranking : central->talks.rankings) bytes += ranking.bytes();
  for (const SplitRanking& ranking : central->talks.split_rankings) bytes += ranking.bytes();
  return bytes;
}

}  // namespace

Player::Player(const Sweep& sweep, int threads)
    : sweep_(sweep),
      reader_(sweep),
      keeps_(sweep.points() * static_cast<std::size_t>(std::max(threads, 1) + 1) <=
             most_bytes / bytes_of(sweep)),
      refers_(asks_for_distances(sweep.study)),
      shared_(keeps_ ? sweep.points() : 0),
      threads_(std::make_unique<Threads>()) {}

Player::~Player() = default;

std::unique_ptr<Model> Player::compiled(std::size_t point) const {
  Diagnostics problems;
  auto scenario = reader_.at(point, problems);
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
  constexpr std::size_t most_known = 1000;
  if (known_.size() < most_known) known_.emplace(std::move(key), points);
  return points;
}

Player::Bench& Player::bench(std::size_t point) {
  Threads::Own& own = threads_->own.local();
  if (keeps_ && own.by_point.empty()) own.by_point.resize(sweep_.points());
  if (keeps_ && own.by_point[point]) return *own.by_point[point];
  if (!keeps_ && own.current && own.point == point) return *own.current;
  std::unique_ptr<Bench> bench;
  if (keeps_) {
    Shared& shared = shared_[point];
    std::call_once(shared.once, [&] { shared.model = compiled(point); });
    bench = std::make_unique<Bench>(nullptr, *shared.model);
  } else {
    own.current.reset();  // before the next takes its place in memory
    std::unique_ptr<const Model> model = compiled(point);
    const Model& kept = *model;
    bench = std::make_unique<Bench>(std::move(model), kept);
  }
  if (refers_) bench->references.emplace(bench->model, reference_points(bench->model));
  if (!keeps_) own.point = point;
  return *((keeps_ ? own.by_point[point] : own.current) = std::move(bench));
}

void Player::play(std::uint64_t run, bool traced, const Use& use) {
  Bench& b = bench(sweep_.point_of(run));
  const Outcome& outcome = simulate(b.model, sweep_.key_of(run), b.state, traced ? &b.trace : nullptr);
  use(b.model, b.references ? &*b.references : nullptr, outcome, traced ? &b.trace : nullptr);
}

}  // namespace parley

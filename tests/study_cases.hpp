// What do the tests of studies share?
#pragma once

#include "cli.hpp"

namespace parley::test {

// Talks without a war in which a lot decides who proposes: quickly played, and chance matters.
inline std::string dicey(const TempDir& dir) {
  const std::string file = dir / "dicey.yaml";
  write_file(file, R"(name: Dice
issues:
  PIE: {options: [a, b, c, d, e, f, g, h, i, j, k]}
parties:
  NORTH: {weights: {PIE: 1}, ideal: {PIE: 10}, reservation: {value: 0.2, low: 0.1, high: 0.6, mark: F}}
  SOUTH: {weights: {PIE: 1}, ideal: {PIE: 0}, reservation: {value: 0.2, low: 0.1, high: 0.6, mark: F}}
  EAST: {weights: {PIE: 1}, ideal: {PIE: 5}, reservation: 0.1}
talks: {protocol: {random_proposer: {quota: 2}}, rounds: 20}
)");
  return file;
}

// 20 points of it; with 1000 replicates 20,000 runs.
inline Words dicey_study(const std::string& scenario, const std::string& replicates) {
  return {
      "sweep",
      scenario,
      "--vary",
      "parties.NORTH.reservation=0.1:0.5:10",
      "--vary",
      "parties.SOUTH.strategy.bidding=[{time_dependent: {exponent: 0.5}}, {time_dependent: {exponent: 2}}]",
      "-n",
      replicates,
      "-q"};
}

inline std::string exported(const std::string& store, const Words& more = {}) {
  const Finished f = run(Words{"export", store} + more);
  CHECK((f.code == 0 || f.code == 75));  // 75: runs of the study are still to be made
  CHECK_MESSAGE(f.signal == 0, f.err);
  return f.out;
}

// Every table that a store gives, one after the other.
inline std::string all_tables(const std::string& store) {
  std::string all;
  for (const std::string table : {"runs", "points", "survival", "sensitivity", "assumptions"})
    all += exported(store, {"--table", table});
  return all;
}

inline std::uintmax_t size_on_disk(const std::string& store) {
  std::uintmax_t size = 0;
  for (const std::string end : {"", "-wal"}) {
    std::error_code error;
    const auto own = fs::file_size(store + end, error);
    if (!error) size += own;
  }
  return size;
}

}  // namespace parley::test

#include "parley/study/ranks.hpp"

#ifdef PARLEY_MPI
#include <cstring>

#include <mpi.h>
#endif

namespace parley {

#ifdef PARLEY_MPI

namespace {

constexpr int tag_work = 1, tag_result = 2;

// Records as bytes; both ends are the same program on the same kind of machine.
class Packer {
 public:
  template <class T>
  void raw(const T& value) {
    const auto at = bytes.size();
    bytes.resize(at + sizeof value);
    std::memcpy(bytes.data() + at, &value, sizeof value);
  }
  void text(const std::string& t) {
    raw(t.size());
    bytes.insert(bytes.end(), t.begin(), t.end());
  }
  void row(const Row& cells) {
    raw(cells.size());
    for (const auto& cell : cells) {
      raw(cell.index());
      if (const auto* i = std::get_if<std::int64_t>(&cell)) raw(*i);
      if (const auto* x = std::get_if<double>(&cell)) raw(*x);
      if (const auto* t = std::get_if<std::string>(&cell)) text(*t);
    }
  }
  std::vector<char> bytes;
};

class Unpacker {
 public:
  explicit Unpacker(const std::vector<char>& bytes) : bytes_(bytes) {}
  template <class T>
  T raw() {
    T value{};
    std::memcpy(&value, bytes_.data() + at_, sizeof value);
    at_ += sizeof value;
    return value;
  }
  std::string text() {
    const auto size = raw<std::size_t>();
    at_ += size;
    return {bytes_.data() + at_ - size, size};
  }
  Row row() {
    Row cells(raw<std::size_t>());
    for (auto& cell : cells) {
      const auto kind = raw<std::size_t>();
      if (kind == 1) cell = raw<std::int64_t>();
      if (kind == 2) cell = raw<double>();
      if (kind == 3) cell = text();
    }
    return cells;
  }

 private:
  const std::vector<char>& bytes_;
  std::size_t at_ = 0;
};

std::vector<char> packed(const std::vector<RunRecord>& records) {
  Packer p;
  p.raw(records.size());
  for (const auto& r : records) {
    p.raw(r.run);
    p.text(r.failure);
    p.row(r.outcome);
    p.raw(r.rounds.size());
    for (const auto& row : r.rounds) p.row(row);
  }
  return std::move(p.bytes);
}

std::vector<RunRecord> unpacked(const std::vector<char>& bytes) {
  Unpacker u(bytes);
  std::vector<RunRecord> records(u.raw<std::size_t>());
  for (auto& r : records) {
    r.run = u.raw<std::uint64_t>();
    r.failure = u.text();
    r.outcome = u.row();
    r.rounds.resize(u.raw<std::size_t>());
    for (auto& row : r.rounds) row = u.row();
  }
  return records;
}

void send_runs(const std::vector<std::uint64_t>& runs, int to) {
  MPI_Send(runs.data(), static_cast<int>(runs.size()), MPI_UINT64_T, to, tag_work, MPI_COMM_WORLD);
}

// The next message of a rank: its results, empty at first.
std::pair<int, std::vector<RunRecord>> receive() {
  MPI_Status status;
  MPI_Probe(MPI_ANY_SOURCE, tag_result, MPI_COMM_WORLD, &status);
  int size = 0;
  MPI_Get_count(&status, MPI_CHAR, &size);
  std::vector<char> bytes(static_cast<std::size_t>(size));
  MPI_Recv(bytes.data(), size, MPI_CHAR, status.MPI_SOURCE, tag_result, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return {status.MPI_SOURCE, unpacked(bytes)};
}

}  // namespace

RankedJob::RankedJob() {
  int given = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &given);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks_);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
}

RankedJob::~RankedJob() {
  if (leads() && ranks_ > 1 && !dismissed_) {
    if (told_) MPI_Abort(MPI_COMM_WORLD, 1);
    // Nothing was begun: the others wait to hear what it is.
    shared({});
    shared({});
  }
  MPI_Finalize();
}

std::string RankedJob::shared(std::string text) {
  if (ranks_ == 1) return text;
  told_ = told_ || !text.empty();
  std::uint64_t size = text.size();
  MPI_Bcast(&size, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD);
  text.resize(size);
  if (size > 0) MPI_Bcast(text.data(), static_cast<int>(size), MPI_CHAR, 0, MPI_COMM_WORLD);
  return text;
}

void RankedJob::hand_out(const std::function<std::optional<std::vector<std::uint64_t>>()>& next,
                         const std::function<void(const std::vector<RunRecord>&)>& done) {
  int busy = 0;
  bool more = true;
  // At first each rank reports that it is there.
  for (int r = 1; r < ranks_ && !greeted_; ++r) free_.push_back(receive().first);
  greeted_ = true;
  while (more || busy > 0) {
    while (more && !free_.empty()) {
      const auto runs = next();
      more = runs.has_value();
      if (!more) break;
      send_runs(*runs, free_.back());
      free_.pop_back();
      ++busy;
    }
    if (busy == 0) continue;
    const auto [from, records] = receive();
    free_.push_back(from);
    --busy;
    done(records);
  }
}

void RankedJob::dismiss() {
  if (!greeted_ && ranks_ > 1)
    for (int r = 1; r < ranks_; ++r) free_.push_back(receive().first);
  for (const int r : free_) send_runs({}, r);
  free_.clear();
  dismissed_ = true;
}

void RankedJob::serve(const std::function<std::vector<RunRecord>(const std::vector<std::uint64_t>&)>& play) {
  std::vector<RunRecord> records;
  for (;;) {
    const auto bytes = packed(records);
    MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_CHAR, 0, tag_result, MPI_COMM_WORLD);
    MPI_Status status;
    MPI_Probe(0, tag_work, MPI_COMM_WORLD, &status);
    int count = 0;
    MPI_Get_count(&status, MPI_UINT64_T, &count);
    std::vector<std::uint64_t> runs(static_cast<std::size_t>(count));
    MPI_Recv(runs.data(), count, MPI_UINT64_T, 0, tag_work, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (runs.empty()) return;
    records = play(runs);
  }
}

#else

RankedJob::RankedJob() = default;
RankedJob::~RankedJob() = default;
std::string RankedJob::shared(std::string text) { return text; }
void RankedJob::hand_out(const std::function<std::optional<std::vector<std::uint64_t>>()>&,
                         const std::function<void(const std::vector<RunRecord>&)>&) {}
void RankedJob::dismiss() { dismissed_ = greeted_ = true; }
void RankedJob::serve(const std::function<std::vector<RunRecord>(const std::vector<std::uint64_t>&)>&) {}

#endif

}  // namespace parley

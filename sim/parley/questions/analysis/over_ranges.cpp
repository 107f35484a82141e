#include "parley/questions/analysis/over_ranges.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "parley/questions/analysis/consents.hpp"
#include "parley/questions/analysis/deal_search.hpp"
#include "parley/runs/over_ranges.hpp"
#include "parley/statistics/two_doubts.hpp"
#include "parley/support/random.hpp"
#include "parley/writing/page.hpp"

namespace parley {

namespace {

constexpr double looked_at = 2000;  // packages at each point

// What a point shows: the share of packages that all would sign, whether one is known, and by signer whether
// one is that all others would.
std::vector<double> look(const Model& m) {
  Consents consents(m, m.talks.at_table);
  const Space& space = m.talks.space;
  const std::size_t n = consents.signers();
  double seen = 0, all = 0;
  std::vector<double> without(n, 0.0);
  const auto see = [&](const Package& package) {
    consents.look(worth_of(consents, package));
    std::size_t refuse = 0, who = 0;
    for (std::size_t i = 0; i < n; ++i)
      if (consents.lacking()[i] > 0) {
        ++refuse;
        who = i;
      }
    seen += 1;
    all += refuse == 0 ? 1 : 0;
    if (refuse == 1) without[who] = 1;
  };
  Package package = space.first();
  if (space.size() <= looked_at) {
    do see(package);
    while (space.next(package));
  } else {
    Stream luck({1, 0, 0}, 63, 0, 0);
    while (seen < looked_at) {
      for (std::size_t u = 0; u < space.units(); ++u)
        package[u] = static_cast<OptionIndex>(luck.below(static_cast<std::uint32_t>(space.choices(u))));
      see(package);
    }
  }
  std::vector<double> told{all / seen, all > 0 ? 1.0 : 0.0};
  if (all <= 0 && climbs_to_deal(space, consents, std::vector<std::uint8_t>(n, 1))) told[1] = 1;
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<std::uint8_t> asked(n, 1);
    asked[i] = 0;
    const bool open = told[1] > 0 || without[i] > 0 || climbs_to_deal(space, consents, asked);
    told.push_back(open ? 1 : 0);
  }
  return told;
}

}  // namespace

RoomOverRanges room_over_ranges(const Scenario& s, const RoomOptions& o) {
  RoomOverRanges room;
  const std::array<Variant, 1> one{Variant{s}};
  const RangePoints points(one, o.points, o.seed, o.held);
  room.drawn = points.factors().size();
  if (room.drawn == 0 || o.points == 0) return room;
  {
    const auto central = std::make_unique<Model>(s);
    const Consents consents(*central, central->talks.at_table);
    const auto& parties = consents.parties();
    room.signers.assign(parties.begin(), parties.begin() + static_cast<std::ptrdiff_t>(consents.signers()));
  }
  room.opens_without.assign(room.signers.size(), 0);
  std::vector<double> shares;
  for (const auto& seen : look_at_points(points, s, o.jobs, look)) {
    if (!seen) {
      ++room.refused;
      continue;
    }
    shares.push_back((*seen)[0]);
    const bool open = (*seen)[1] > 0;
    room.open += open ? 1 : 0;
    for (std::size_t i = 0; i < room.signers.size() && !open; ++i)
      room.opens_without[i] += (*seen)[2 + i] > 0 ? 1 : 0;
  }
  room.points = shares.size();
  if (shares.empty()) return room;
  std::sort(shares.begin(), shares.end());
  const auto at = [&](double p) {
    return shares[static_cast<std::size_t>(p * static_cast<double>(shares.size() - 1))];
  };
  room.p10 = at(0.1);
  room.p50 = at(0.5);
  room.p90 = at(0.9);
  return room;
}

std::string room_in_words(const Model& m, const RoomOverRanges& r) {
  if (r.points == 0) return "How far that depends on the assumptions is not shown.";
  const auto share = [&](std::size_t k) {
    return fmt::format("{:.0f}%", 100.0 * static_cast<double>(k) / static_cast<double>(r.points));
  };
  if (r.points < least_points)
    return fmt::format("{} {} too few to tell how far that depends on the assumptions: at least {}.",
                       count_of(r.points, "point"), r.points == 1 ? "is" : "are", least_points);
  std::string text = fmt::format(
      "Over the assumptions ({} over {}) a deal that all would sign is known at {} of the points; of all "
      "packages they would sign {}.",
      count_of(r.points, "point"), count_of(r.drawn, "declared range"), share(r.open),
      r.p10 == r.p90
          ? fmt::format("{:.1f}% at nine points in ten", 100 * r.p10)
          : fmt::format("{:.1f} to {:.1f}% (10th to 90th percentile), half of them at most {:.1f}%",
                        100 * r.p10, 100 * r.p90, 100 * r.p50));
  std::vector<std::string> list;
  for (std::size_t i = 0; i < r.signers.size(); ++i)
    if (r.opens_without[i] > 0)
      list.push_back(fmt::format("{} at {}", m.party(r.signers[i]).name, share(r.opens_without[i])));
  if (!list.empty())
    text +=
        fmt::format(" Where there is none, one party alone stands in the way: {}.", fmt::join(list, ", "));
  return text;
}

}  // namespace parley

#include "parley/bargaining/exchange.hpp"

#include <algorithm>

#include "parley/support/mark.hpp"

namespace parley {

namespace {

std::uint64_t mark_of(PackageView package) {
  std::uint64_t mark = 0;
  for (const OptionIndex o : package) mark = mixed(mark, o);
  return mark;
}

}  // namespace

void Different::add(std::uint64_t mark) {
  mark = std::max<std::uint64_t>(mark, 1);
  if (2 * (count_ + 1) > slots_.size()) {
    std::vector<std::uint64_t> before(std::max<std::size_t>(64, 2 * slots_.size()), 0);
    before.swap(slots_);
    count_ = 0;
    for (const std::uint64_t m : before)
      if (m != 0) add(m);
  }
  std::size_t at = mark & (slots_.size() - 1);
  while (slots_[at] != 0 && slots_[at] != mark) at = (at + 1) & (slots_.size() - 1);
  if (slots_[at] == mark) return;
  slots_[at] = mark;
  ++count_;
}

void Different::clear() {
  if (count_ > 0) std::fill(slots_.begin(), slots_.end(), 0U);
  count_ = 0;
}

Exchange::Exchange(std::size_t parties, std::size_t depth, bool counts)
    : parties_(parties),
      depth_(depth),
      worth_(parties * parties * depth, 0.0),
      made_(parties, 0),
      different_(counts ? parties : 0) {}

void Exchange::clear() {
  made_.fill(0);
  for (Different& d : different_) d.clear();
}

void Exchange::add(PartyId speaker, PackageView offer, SpanBy<PartyId, const double> worth) {
  if (!different_.empty()) different_[speaker].add(mark_of(offer));
  if (depth_ > 0) {
    const std::size_t at = made_[speaker] % depth_;
    std::copy(worth.begin(), worth.end(),
              worth_.begin() + static_cast<std::ptrdiff_t>((speaker.position() * depth_ + at) * parties_));
  }
  ++made_[speaker];
}

}  // namespace parley

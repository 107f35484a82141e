#include "parley/questions/analysis/consents.hpp"

#include "parley/bargaining/leverage.hpp"

namespace parley {

namespace {

constexpr double tolerance = 1e-12, most_written = 1.0;

}  // namespace

Consents::Consents(const Model& m, SpanBy<PartyId, const Utility> utilities) {
  Leverage leverage(m.parties().size(), m.parties().size());
  const ListBy<PartyId, double> factor(m.parties().size(), 1.0);
  effective_leverage(m.talks, factor, 0.0, leverage);
  for (const PartyId p : m.talks.principals) parties_.push_back(p);
  for (const PartyId p : m.talks.clients) parties_.push_back(p);
  patrons_.resize(parties_.size());
  const auto place = [&](PartyId p) {
    const auto known = std::find(parties_.begin(), parties_.end(), p);
    const auto at = static_cast<std::size_t>(known - parties_.begin());
    if (known == parties_.end()) parties_.push_back(p);
    return at;
  };
  for (std::size_t i = m.talks.principals.size(); i < patrons_.size(); ++i)
    for (const PartyId k : m.parties()) {
      const double written = m.talks.leverage(k, parties_[i]), now = leverage(k, parties_[i]);
      if (written > 0)
        patrons_[i].push_back({place(k), now, now / written, std::max(0.0, most_written - written)});
    }
  for (const PartyId p : parties_) {
    utilities_.push_back(&utilities[p]);
    reservation_.push_back(m.party(p).reservation);
  }
  worth_.resize(parties_.size());
  lacking_.resize(patrons_.size());
}

void Consents::look(std::span<const double> utilities) {
  std::copy(utilities.begin(), utilities.end(), worth_.begin());
  for (std::size_t i = 0; i < patrons_.size(); ++i) {
    double value = worth_[i];
    for (const Patron& k : patrons_[i]) value += k.leverage * stake(k.at);
    const double missing = reservation_[i] - value;
    lacking_[i] = missing > tolerance ? missing : 0.0;
  }
}

double Consents::total_lacking() const {
  double total = 0;
  for (const double x : lacking_) total += x;
  return total;
}

bool Consents::more_leverage(std::size_t signer, std::vector<More>& out) const {
  out.clear();
  double open = lacking_[signer];
  std::vector<const Patron*> left;
  for (const Patron& k : patrons_[signer])
    if (k.room > 0 && stake(k.at) > 0) left.push_back(&k);
  std::stable_sort(left.begin(), left.end(), [&](const Patron* a, const Patron* b) {
    return a->share * stake(a->at) > b->share * stake(b->at);
  });
  for (const Patron* k : left) {
    if (open <= 0) break;
    const double each = k->share * stake(k->at), extra = std::min(k->room, open / each);
    open -= extra * each;
    out.push_back({k->at, extra});
  }
  return open <= tolerance;
}

double Consents::least_asked(std::size_t signer) const {
  double least = reservation_[signer];
  for (const Patron& k : patrons_[signer])
    least -= k.leverage * std::max(0.0, utilities_[k.at]->best() - reservation_[k.at]);
  return least;
}

}  // namespace parley

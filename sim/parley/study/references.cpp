#include "parley/study/references.hpp"

namespace parley {

References::References(const Model& model) : model_(model) {
  std::vector<double> disagreement;
  for (PartyId p = 0; p < model.parties(); ++p) {
    if (model.signatory[p] == 0) continue;
    parties_.push_back(&model.talks.utilities[p]);
    disagreement.push_back(model.party(p).reservation);
  }
  nash_ = nash_point(model.talks.space, parties_, disagreement);
  kalai_smorodinsky_ = kalai_smorodinsky_point(model.talks.space, parties_, disagreement);
}

const DealQuality& References::quality(const Package& package) {
  const auto known = known_.find(package);
  if (known != known_.end()) return known->second;
  std::vector<double> utilities;
  for (const Utility* u : parties_) utilities.push_back((*u)(package));
  DealQuality q;
  q.nash = distance(utilities, nash_.utilities);
  q.kalai_smorodinsky = distance(utilities, kalai_smorodinsky_.utilities);
  q.pareto = pareto_loss(model_.talks.space, parties_, package);
  return known_.emplace(package, q).first->second;
}

}  // namespace parley

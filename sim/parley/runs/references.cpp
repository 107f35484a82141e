#include "parley/runs/references.hpp"

namespace parley {

namespace {

std::vector<const Utility*> signatories(const Model& model) {
  std::vector<const Utility*> parties;
  for (const PartyId p : model.parties())
    if (model.signatory[p] != 0) parties.push_back(&model.talks.utilities[p]);
  return parties;
}

}  // namespace

ReferencePoints reference_points_of(const Model& model) {
  const auto parties = signatories(model);
  std::vector<double> disagreement;
  for (const PartyId p : model.parties())
    if (model.signatory[p] != 0) disagreement.push_back(model.party(p).reservation);
  return {nash_point(model.talks.space, parties, disagreement),
          kalai_smorodinsky_point(model.talks.space, parties, disagreement)};
}

References::References(const Model& model) : model_(model), parties_(signatories(model)) {}

const ReferencePoints& References::points() {
  if (!points_) points_ = reference_points_of(model_);
  return *points_;
}

References::References(const Model& model, ReferencePoints points)
    : model_(model), parties_(signatories(model)), points_(std::move(points)) {}

const DealQuality& References::quality(const Package& package) {
  const auto known = known_.find(package);
  if (known != known_.end()) return known->second;
  std::vector<double> utilities;
  for (const Utility* u : parties_) utilities.push_back((*u)(package));
  DealQuality q;
  q.nash = distance(utilities, points().nash.utilities);
  q.kalai_smorodinsky = distance(utilities, points().kalai_smorodinsky.utilities);
  q.pareto = pareto_loss(model_.talks.space, parties_, package);
  return known_.emplace(package, q).first->second;
}

}  // namespace parley

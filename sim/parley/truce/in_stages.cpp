#include "parley/truce/in_stages.hpp"

#include <algorithm>

#include "parley/support/numerics.hpp"

namespace parley {

void InStages::add_stage(const ClauseBook& book, const Space& space, int day, double weight,
                         const Underway& underway) {
  Stage stage{weight};
  for (std::size_t u = 0; u < space.units(); ++u) {
    std::size_t choice = package_[u];
    for (const IssueId i : space.issues_of(u)) {
      const OptionIndex option = space.option(package_[u], i);
      if (option == book.status_quo[i] || in_force_after(book, space, package_, i, underway) <= day) continue;
      choice = space.with_option(choice, i, book.status_quo[i]);
    }
    if (choice == package_[u]) continue;
    changes_.push_back({space.offset(u) + package_[u], space.offset(u) + choice});
    ++stage.changes;
  }
  stages_.push_back(stage);
}

void InStages::look_at(const ClauseBook& book, const Space& space, PackageView package, int age,
                       double horizon, const Underway& underway) {
  const bool known = stages_.empty() && std::ranges::equal(package, package_);
  if (!known) package_.assign(package.begin(), package.end());
  stages_.clear();
  changes_.clear();
  in_force_ = 1;
  for (int day = age;;) {
    int next = -1;
    for (const IssueId i : book.later)
      if (const int after = in_force_after(book, space, package, i, underway); after > day)
        next = next < 0 ? after : std::min(next, after);
    if (next < 0) break;
    const double left = scalar_pow(0.5, (next - age) / horizon);
    add_stage(book, space, day, in_force_ - left, underway);
    in_force_ = left;
    day = next;
  }
  if (!known || !stages_.empty()) known_.assign(known_.size(), std::nullopt);
}

double InStages::worth(PartyId party, const Utility& utility) {
  if (party.position() >= known_.size()) known_.resize(party.position() + 1);
  std::optional<double>& known = known_[party.position()];
  if (!known) known = worked_out(utility);
  return *known;
}

double InStages::worked_out(const Utility& utility) const {
  const double sum = utility.sum(package_);
  if (stages_.empty()) return utility.from_sum(sum);
  const auto parts = utility.parts();
  double worth = 0;
  auto change = changes_.begin();
  for (const Stage& stage : stages_) {
    double then = sum;
    for (const auto end = change + static_cast<std::ptrdiff_t>(stage.changes); change != end; ++change)
      then += parts[change->now] - parts[change->signed_choice];
    worth += stage.weight * utility.from_sum(then);
  }
  return worth + in_force_ * utility.from_sum(sum);
}

}  // namespace parley

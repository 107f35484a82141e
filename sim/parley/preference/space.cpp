#include "parley/preference/space.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

#include <fmt/format.h>

namespace parley {

namespace {

bool off_table(const Scenario& s, const std::string& issue) {
  return std::any_of(s.agenda.off_table.begin(), s.agenda.off_table.end(),
                     [&](const IssueRef& r) { return r.id == issue; });
}

}  // namespace

std::vector<std::vector<IssueId>> Space::joined_issues(const Scenario& s) {
  ListBy<IssueId, IssueId> root;
  for (const IssueId i : s.issues.ids()) root.push_back(i);
  const auto find = [&](IssueId i) {
    while (root[i] != i) i = root[i];
    return i;
  };
  for (const auto& [key, party] : s.parties) {
    for (const auto& interaction : party.interactions) {
      const IssueId a = find(s.issues.position(interaction.when.rows[0].key.id));
      const IssueId b = find(s.issues.position(interaction.when.rows[1].key.id));
      root[std::max(a, b)] = std::min(a, b);
    }
  }
  std::vector<std::vector<IssueId>> groups;
  for (const IssueId i : s.issues.ids()) {
    if (find(i) != i) continue;
    groups.emplace_back();
    for (const IssueId j : s.issues.ids())
      if (find(j) == i) groups.back().push_back(j);
  }
  return groups;
}

std::string Space::refusal(const Scenario& s) {
  for (const auto& group : joined_issues(s)) {
    double combinations = 1;
    for (const IssueId i : group)
      if (!off_table(s, s.issues[i].key.id))
        combinations *= static_cast<double>(s.issues[i].value.options.size());
    if (combinations > static_cast<double>(most_choices)) {
      std::vector<std::string> names;
      for (const IssueId i : group) names.push_back(s.issues[i].key.id);
      return fmt::format("interactions tie {} together into {:.0f} combinations, more than {}",
                         fmt::join(names, ", "), combinations, most_choices);
    }
  }
  return {};
}

Space::Space(const Scenario& s)
    : unit_of_(s.issues.size()),
      option_of_(s.issues.size()),
      radix_(s.issues.size(), 1),
      stride_(s.issues.size(), 1) {
  assert(refusal(s).empty());
  for (const auto& [key, issue] : s.issues) options_.push_back(issue.options.size());
  for (auto& group : joined_issues(s)) {
    Unit unit;
    std::vector<std::vector<OptionIndex>> allowed;
    OptionIndex quo_choice = 0;
    for (const IssueId i : group) {
      unit_of_[i] = units_.size();
      const auto& [key, issue] = s.issues[i];
      const auto quo = static_cast<OptionIndex>(issue.status_quo.index.value);
      std::vector<OptionIndex> list(issue.options.size());
      std::iota(list.begin(), list.end(), OptionIndex{0});
      if (off_table(s, key.id)) list = {quo};
      const auto at = static_cast<OptionIndex>(std::find(list.begin(), list.end(), quo) - list.begin());
      quo_choice = static_cast<OptionIndex>(quo_choice * list.size() + at);
      unit.choices *= list.size();
      allowed.push_back(std::move(list));
    }
    std::size_t stride = 1;
    for (std::size_t k = group.size(); k-- > 0;) {
      radix_[group[k]] = allowed[k].size();
      stride_[group[k]] = stride;
      stride *= allowed[k].size();
    }
    for (std::size_t c = 0; c < unit.choices; ++c) {
      std::size_t rest = c;
      for (std::size_t k = group.size(); k-- > 0;) {
        option_of_[group[k]].push_back(allowed[k][rest % allowed[k].size()]);
        rest /= allowed[k].size();
      }
    }
    unit.offset = table_size_;
    table_size_ += unit.choices;
    size_ *= static_cast<double>(unit.choices);
    unit.issues = std::move(group);
    units_.push_back(std::move(unit));
    status_quo_.push_back(quo_choice);
  }
}

Package Space::package(std::span<const OptionIndex> options) const {
  Package package(units(), 0);
  for (std::size_t u = 0; u < units(); ++u) {
    bool found = false;
    for (std::size_t c = 0; c < units_[u].choices && !found; ++c) {
      found = true;
      for (const IssueId i : units_[u].issues) found = found && option(c, i) == options[i.position()];
      if (found) package[u] = static_cast<OptionIndex>(c);
    }
    assert(found);
  }
  return package;
}

bool Space::next(Package& package) const {
  for (std::size_t u = units(); u-- > 0;) {
    if (package[u] + 1U < units_[u].choices) {
      ++package[u];
      return true;
    }
    package[u] = 0;
  }
  return false;
}

}  // namespace parley

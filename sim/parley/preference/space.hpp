// Which packages can be agreed?
//
// Issues that some party weighs together (interactions) are joined into one unit whose choices are the
// combinations of their options; every other issue is a unit of its own. Over units all utilities are sums,
// so that search over astronomically many packages stays exact and fast. Issues off the table have the status
// quo as their only choice.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "parley/scenario/scenario.hpp"
#include "parley/support/grid.hpp"

namespace parley {

// An option of an issue, or a choice of a unit, as its place among them. Both are plain numbers of two bytes:
// they are counted through, stepped by one, compared in size and read as offsets into tables of all choices,
// and of a unit of one issue they are the same.
using OptionIndex = std::uint16_t;
// One choice for each unit of the space.
using Package = std::vector<OptionIndex>;
using PackageView = std::span<const OptionIndex>;

class Space {
 public:
  explicit Space(const Scenario& scenario);

  std::size_t units() const { return units_.size(); }
  Ids<IssueId> issues() const { return unit_of_.ids(); }
  std::size_t choices(std::size_t unit) const { return units_[unit].choices; }
  std::span<const IssueId> issues_of(std::size_t unit) const { return units_[unit].issues; }
  std::size_t unit_of(IssueId issue) const { return unit_of_[issue]; }
  // The option of an issue in a choice of the issue's unit.
  OptionIndex option(std::size_t choice, IssueId issue) const { return option_of_[issue][choice]; }
  OptionIndex option(PackageView package, IssueId issue) const {
    return option(package[unit_of_[issue]], issue);
  }
  // How many options of an issue can be agreed: 1 off the table.
  std::size_t open_options(IssueId issue) const { return radix_[issue]; }
  // The choice of the issue's unit that differs from `choice` only in this issue, `by` options further on (in
  // a circle over those that can be agreed).
  std::size_t moved(std::size_t choice, IssueId issue, std::size_t by) const {
    const std::size_t digit = choice / stride_[issue] % radix_[issue];
    return choice - digit * stride_[issue] + (digit + by) % radix_[issue] * stride_[issue];
  }
  // The choice of the issue's unit that differs from `choice` only in this issue, which has that option (one of
  // those that can be agreed).
  std::size_t with_option(std::size_t choice, IssueId issue, OptionIndex option) const {
    return moved(choice, issue, radix_[issue] + option - option_of_[issue][choice]);
  }
  // A package with that option of an issue; all else stays.
  void put_option(std::span<OptionIndex> package, IssueId issue, OptionIndex option) const {
    OptionIndex& choice = package[unit_of_[issue]];
    choice = static_cast<OptionIndex>(with_option(choice, issue, option));
  }
  Package with_option(PackageView package, IssueId issue, OptionIndex option) const {
    Package changed(package.begin(), package.end());
    put_option(changed, issue, option);
    return changed;
  }
  // How many options an issue has, on the table or not.
  std::size_t options(IssueId issue) const { return options_[issue]; }
  // The package with these options (one an issue, in their order). Off-table issues must be at their status
  // quo.
  Package package(std::span<const OptionIndex> options) const;
  const Package& status_quo() const { return status_quo_; }
  // Number of packages; infinity-safe (as a double).
  double size() const { return size_; }
  // Start of each unit's choices in a flat table over all choices, and its total length.
  std::size_t offset(std::size_t unit) const { return units_[unit].offset; }
  std::size_t table_size() const { return table_size_; }
  // Moves to the next package in a fixed order (last unit fastest); false after the last one.
  bool next(Package& package) const;
  Package first() const { return Package(units(), 0); }

  // The largest number of combined choices that interacting issues may have; refusal() tells where there are
  // more.
  static constexpr std::size_t most_choices = 20000;
  // Nothing, or why this scenario's interactions cannot be handled.
  static std::string refusal(const Scenario& scenario);

 private:
  struct Unit {
    std::vector<IssueId> issues;
    std::size_t choices = 1, offset = 0;
  };
  static std::vector<std::vector<IssueId>> joined_issues(const Scenario& scenario);

  std::vector<Unit> units_;
  ListBy<IssueId, std::size_t> unit_of_;
  ListBy<IssueId, std::vector<OptionIndex>> option_of_;  // by choice of its unit
  ListBy<IssueId, std::size_t> options_;
  ListBy<IssueId, std::size_t> radix_, stride_;  // place in the number of its unit's choice
  Package status_quo_;
  double size_ = 1;
  std::size_t table_size_ = 0;
};

}  // namespace parley

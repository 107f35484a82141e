// What do the figures of recorded ceasefires say, and is their table sound?
//
// scenarios/record/ceasefires.csv: figure, group, at, value, n, source. A figure is a curve (a value at days
// or at probabilities) or a set of named numbers; ceasefire_figures.cpp lists which there are, for which
// groups, what their values can be and whether a curve rises or falls. A table may leave figures out; what it
// has is whole. Every mistake is told as file:line:column.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "parley/support/diagnostic.hpp"

namespace parley {

// Figures of recorded ceasefires: by figure and group, what stands `at` what.
class CeasefireFigures {
 public:
  // (day or probability, value), ascending; empty where there is none.
  std::span<const std::pair<double, double>> curve(const std::string& figure, const std::string& group) const;
  // A named number.
  std::optional<double> number(const std::string& figure, const std::string& name) const;

  void add_point(const std::string& figure, const std::string& group, double at, double value);
  void add_number(const std::string& figure, const std::string& name, double value);
  bool empty() const { return curves_.empty() && numbers_.empty(); }

 private:
  std::map<std::pair<std::string, std::string>, std::vector<std::pair<double, double>>> curves_;
  std::map<std::pair<std::string, std::string>, double> numbers_;
};

CeasefireFigures load_ceasefire_figures(const std::string& file, Diagnostics& diagnostics);

}  // namespace parley

// How does an imported negotiation become a scenario file?
//
// As text that reads like one written by hand: what came from the other program, what had to be taken because
// it has no counterpart there, and what was left out stand in comments beside it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "parley/support/diagnostic.hpp"

namespace parley {

struct Draft {
  struct Issue {
    std::string id, title;
    std::vector<std::string> options;
    std::vector<double> places;  // by option, 0 to 100; empty: none
    std::string comment;
  };
  struct Party {
    std::string id, name, description;
    std::optional<double> power, salience;
    std::vector<double> weights;              // by issue
    std::vector<std::vector<double>> values;  // by issue and option; empty: `ideal` is given
    std::vector<std::size_t> ideal;           // by issue
    double reservation = 0;
    std::vector<std::string> comments;
  };
  std::string name, description;
  std::vector<std::string> comments;  // at the head of the file
  std::vector<Issue> issues;
  std::vector<Party> parties;
};

std::string scenario_text(const Draft& draft);

// Text as a YAML scalar that is never taken for anything else, within brackets as without.
std::string yaml_scalar(const std::string& text);
// A line of text that cannot end its comment.
std::string yaml_comment(const std::string& text);

// Gives identifiers: letters, digits and underscores, a letter first, at most 40, each once.
class Identifiers {
 public:
  // From a name; from `fallback` where the name has no letter or digit.
  std::string make(std::string_view name, const std::string& fallback);

 private:
  std::set<std::string> taken_;
};

// The shortest text that reads back as the same number.
std::string number_text(double number);
// Names of numbers in as few digits as tell them apart; none where no 17 digits do.
std::vector<std::string> point_names(const std::vector<double>& points);

}  // namespace parley

// What does a GENIUS file hold?  (internal: see import.hpp)
//
// A domain is a tree of objectives with issues; a profile is the same tree with evaluations and weights.
// GENIUS counts a real issue as evenly spaced values, both bounds included.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/imports/import.hpp"
#include "parley/imports/xml.hpp"

namespace parley::genius {

inline constexpr double most_real = 1e300;  // of a bound or a parameter: differences stay finite
inline constexpr double most_weight = 1000;

enum class Kind { discrete, integer, real };
const char* kind_name(Kind kind);

struct Issue {
  int index = 0;  // its key in profiles
  std::string name;
  Kind kind = Kind::discrete;
  double low = 0, high = 0;          // integer, real
  std::vector<std::string> options;  // discrete; twice where the file has one twice
  const XmlElement* element = nullptr;
};

// Where mistakes of one file go.
struct Report {
  const std::string& file;
  Diagnostics& out;
  void operator()(Place place, const std::string& path, std::string message, std::string hint = {}) const {
    out.push_back({file, place, path, std::move(message), std::move(hint)});
  }
};

// The element `utility_space`: the root, or below a root `negotiation_template`; null after a report. Kinds
// of profile that are not sums over issues are refused.
const XmlElement* utility_space(const XmlElement& root, const Report& report);
// All issues, in the order of a walk through the tree, sub-objectives first.
std::vector<Issue> read_issues(const XmlElement& space, const Report& report);
// All elements of a name anywhere below, in the order of the file.
std::vector<const XmlElement*> all_below(const XmlElement& top, std::string_view name);

std::optional<double> number_of(const XmlElement& element, const char* attribute);
std::optional<int> index_of(const XmlElement& element);

// What a party's profile says of the issues of a domain.
struct Profile {
  std::vector<double> weights;              // by issue of the domain, as written
  std::vector<std::vector<double>> values;  // by issue and option
  double reservation = 0, discount = 1;
  Place reservation_at, discount_at, weights_at;
};
// The numbers of a number issue that its options stand for.
std::vector<double> points_of(const Issue& issue, std::size_t steps);
std::optional<Profile> read_profile(const XmlElement& root, const std::vector<Issue>& domain,
                                    std::size_t steps, const Report& report, const Report& note);

}  // namespace parley::genius

#include "parley/scenario/numbers.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "parley/scenario/format.hpp"
#include "parley/scenario/idle.hpp"

namespace parley {

namespace {

// A number and the section of the format in which it stands.
struct NumberFound : AssumedNumber {
  std::string_view section;
};

// The path of what is visited, lengthened on the way down and shortened on the way up.
class Way {
 public:
  explicit Way(std::string& path) : path_(path), before_(path.size()) {}
  ~Way() { path_.resize(before_); }
  Way(const Way&) = delete;
  Way& operator=(const Way&) = delete;
  void to(std::string_view key) {
    path_.resize(before_);
    if (before_ > 0) path_ += '.';
    path_ += key;
  }

 private:
  std::string& path_;
  std::size_t before_;
};

class NumberVisitor {
 public:
  NumberVisitor(std::string& path, std::vector<NumberFound>& out) : path_(path), out_(out) {}
  void about(const char* name, const char*) { section_ = name; }
  template <class T>
  void field(const char* key, T& member, const Spec& spec) {
    spec_ = &spec;
    option_ = false;
    Way way(path_);
    way.to(key);
    visit(member);
    spec_ = nullptr;
  }

 private:
  void visit(Number& number) {
    out_.push_back({{path_, &number, spec_->whole || option_, option_, *spec_}, section_});
  }
  void visit(OptionRef& option) {
    option_ = true;
    visit(option.index);
  }
  template <class T>
  void visit(std::optional<T>& member) {
    if (member) visit(*member);
  }
  template <class T>
  void visit(std::vector<T>& list) {
    Way way(path_);
    for (std::size_t i = 0; i < list.size(); ++i) {
      way.to(fmt::format_int(i).str());
      visit(list[i]);
    }
  }
  template <class Key, class T, class Position>
  void visit(Keyed<Key, T, Position>& table) {
    Way way(path_);
    for (auto& [key, value] : table.rows) {
      way.to(key.id);
      visit(value);
    }
  }
  template <class T>
  void visit(KeyedByOption<T>& table) {
    Way way(path_);
    for (auto& [key, value] : table.rows) {
      way.to(key.name.empty() ? fmt::format("{}", key.index.value) : key.name);
      visit(value);
    }
  }
  template <class... Ts>
  void visit(std::variant<Ts...>& family) {
    std::visit(
        [&](auto& alternative) {
          Way way(path_);
          way.to(alternative_name(alternative));
          visit(alternative);
        },
        family);
  }
  template <class T>
  void visit(T& value) {
    if constexpr (requires(NumberVisitor & v) { describe(v, value); }) {
      NumberVisitor inner(path_, out_);
      describe(inner, value);
    }
  }

  std::string& path_;
  std::string_view section_;
  const Spec* spec_ = nullptr;  // of the field that is visited, while it is
  bool option_ = false;
  std::vector<NumberFound>& out_;
};

std::vector<NumberFound> found_in(Scenario& scenario) {
  std::vector<NumberFound> out;
  std::string path;
  NumberVisitor visitor(path, out);
  describe(visitor, scenario);
  return out;
}

bool has_range(const Number& n) { return n.low && n.high && *n.low < *n.high; }

bool carries_assumption(const Number& n) {
  return n.low || n.high || n.mark != Mark::plain || !n.why.empty() || !n.group.empty() || !n.experts.empty();
}

// The numbers that runs look at, where they stand.
std::vector<NumberFound> looked_at(Scenario& scenario) {
  const auto idle = idle_parts(scenario);
  auto all = found_in(scenario);
  std::erase_if(all, [&](const NumberFound& f) {
    const bool absent = !f.number->given && (f.section == "terms" || f.section == "event");
    return absent || (f.option && !has_range(*f.number)) || f.spec.low == f.spec.high ||
           idle_at(idle, f.path) != nullptr;
  });
  return all;
}

Founded founded(const Number& n) {
  return has_range(n) ? Founded::ranged : n.given ? Founded::plain : Founded::left_out;
}

// Numbers to which others are tied by a rule: one alone cannot move. And what a strategy leaves out: the
// constants that make it what it is.
bool is_tied(const std::string& path, const Number& number) {
  const auto in = [&](std::string_view part) { return path.find(part) != std::string::npos; };
  return (in(".strategy.") && !number.given) || in(".places.") || in(".accommodates.") ||
         in(".recognition.") || in(".votes.") || (in(".factions.") && path.ends_with(".share")) ||
         path.ends_with(".quota") || path.ends_with(".power");
}

struct Bounds {
  double low = 0, high = 0;
};

double times_odds(double share, double times) { return share * times / (1 - share + share * times); }

Bounds natural_range(const NumberFound& f) {
  const double v = f.number->value;
  Bounds b;
  if (f.spec.low >= 0 && f.spec.high <= 1) {
    b = v >= 1 ? Bounds{0.5, 1} : Bounds{times_odds(v, 0.5), times_odds(v, 2)};
  } else {
    const double from = f.spec.low > 0 && std::isfinite(f.spec.low) ? f.spec.low : 0;
    const double a = from + 0.5 * (v - from), c = from + 1.5 * (v - from);
    b = {std::min(a, c), std::max(a, c)};
  }
  if (f.whole) b = {std::min(v, std::round(b.low)), std::max(v, std::round(b.high))};
  return {std::clamp(b.low, std::min(v, f.spec.low), v), std::clamp(b.high, v, std::max(v, f.spec.high))};
}

// Not beyond each other: a violation must speak against an opponent, whatever both rates are.
void keep_apart(TruceRules& rules, double middle) {
  if (rules.committed_rate.high) rules.committed_rate.high = std::min(*rules.committed_rate.high, middle);
  if (rules.uncommitted_rate.low) rules.uncommitted_rate.low = std::max(*rules.uncommitted_rate.low, middle);
}

}  // namespace

std::vector<AssumedNumber> all_numbers(Scenario& scenario) {
  auto all = found_in(scenario);
  return {std::make_move_iterator(all.begin()), std::make_move_iterator(all.end())};
}

std::vector<AssumedNumber> assumed_numbers(Scenario& scenario) {
  auto all = all_numbers(scenario);
  std::erase_if(all, [](const AssumedNumber& n) { return !carries_assumption(*n.number); });
  return all;
}

std::vector<Assumption> assumptions_of(const Scenario& scenario) {
  Scenario copy = scenario;
  std::vector<Assumption> out;
  for (const auto& a : assumed_numbers(copy)) out.push_back({a.path, *a.number, a.whole});
  return out;
}

std::vector<std::pair<std::string, std::string>> lone_groups(const Scenario& scenario) {
  std::map<std::string, std::vector<std::string>> groups;
  for (const Assumption& a : assumptions_of(scenario))
    if (!a.number.group.empty()) groups[a.number.group].push_back(a.path);
  std::vector<std::pair<std::string, std::string>> lone;
  for (const auto& [group, paths] : groups)
    if (paths.size() == 1) lone.emplace_back(group, paths.front());
  return lone;
}

std::vector<KnownNumber> numbers_of(const Scenario& scenario) {
  Scenario copy = scenario;
  std::vector<KnownNumber> out;
  for (const NumberFound& f : looked_at(copy)) out.push_back({f.path, *f.number, founded(*f.number), f.spec});
  return out;
}

NumberCounts count(std::span<const KnownNumber> numbers) {
  NumberCounts counts;
  for (const KnownNumber& n : numbers) {
    counts.pooled += n.founded == Founded::ranged && n.number.experts.size() > 1 ? 1 : 0;
    ++(n.founded == Founded::ranged  ? counts.ranged
       : n.founded == Founded::plain ? counts.plain
                                     : counts.left_out);
  }
  return counts;
}

std::string in_words(const NumberCounts& c) {
  return fmt::format(
      "{} {} a range, {} {} plain, {} {}", c.ranged, c.ranged == 1 ? "number has" : "numbers have", c.plain,
      c.plain == 1 ? "stands" : "stand", c.left_out, c.left_out == 1 ? "is a default" : "are defaults");
}

Scenario with_every_range(Scenario scenario) {
  const double middle =
      std::sqrt(scenario.truce.committed_rate.value * scenario.truce.uncommitted_rate.value);
  const bool told = has_range(scenario.truce.committed_rate) || has_range(scenario.truce.uncommitted_rate);
  const bool apart = scenario.truce.committed_rate < scenario.truce.uncommitted_rate;
  for (const NumberFound& f : looked_at(scenario)) {
    Number& n = *f.number;
    if (has_range(n) || f.option || n.value == 0 || is_tied(f.path, n)) continue;
    const Bounds b = natural_range(f);
    if (!n.low) n.low = b.low;
    if (!n.high) n.high = b.high;
    if (!has_range(n)) {
      n.low = n.high = std::nullopt;
      continue;
    }
    if (n.mark == Mark::plain) n.mark = Mark::free;
    if (n.why.empty()) n.why = "no range is written: one by rule";
  }
  if (apart && !told) keep_apart(scenario.truce, middle);
  return scenario;
}

}  // namespace parley

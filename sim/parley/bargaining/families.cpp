#include "parley/bargaining/families.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/bargaining/bidding.hpp"
#include "parley/bargaining/protocols.hpp"
#include "parley/scenario/format_bargaining.hpp"

namespace parley {

namespace {

// The keys of a section of the format.
struct Keys {
  std::vector<std::string> list;
  void about(const char*, const char*) {}
  template <class T>
  void field(const char* key, T&, const Spec&) {
    list.push_back(fmt::format("`{}`", key));
  }
};

template <class T>
std::string keys_of() {
  Keys keys;
  T member;
  describe(keys, member);
  return fmt::format("{}", fmt::join(keys.list, ", "));
}

const char* yes(bool is) { return is ? "yes" : ""; }

template <class B>
std::string row(const B& b, const Bidding*) {
  const BiddingHabits h = habits(b);
  return fmt::format("{} | {} | {}", yes(h.draws), yes(h.listens()),
                     B::needs.model         ? "an opponent model"
                     : B::needs.equilibrium ? "all at the table bid so; talks without a calendar"
                                            : "");
}

template <class A>
std::string row(const A& rule, const Acceptance*) {
  return yes(habits(rule).listens());
}

template <class M>
std::string row(const M&, const OpponentModel*) {
  using Held = decltype(mind_before(std::declval<const M&>(), std::declval<const Space&>()));
  return yes(Held::learns);
}

template <class P>
std::string row(const P& p, const Protocol*) {
  const ProtocolHabits h = habits(p);
  return fmt::format("{} | {} | {}", yes(h.draws), yes(h.bids), yes(P::issue_by_issue));
}

template <class... Ts>
std::string table(const char* head, const std::variant<Ts...>* family) {
  std::string rows;
  const auto add = [&](const auto& member) {
    using T = std::decay_t<decltype(member)>;
    rows += fmt::format("| `{}` | {} | {} | {} |\n", T::name, T::gist, keys_of<T>(), row(member, family));
  };
  (add(Ts{}), ...);
  std::string rule;
  for (const char* c = head; *c != '\0'; ++c)
    if (*c == '|') rule += rule.empty() ? "|" : "---|";
  return fmt::format("{}\n{}\n{}", head, rule, rows);
}

}  // namespace

std::string families_markdown() {
  const auto of = [](const char* head, const auto* family) { return table(head, family); };
  return of("| `talks.protocol` | in a word | keys | draws luck | parties' strategies count | issue by issue "
            "|",
            static_cast<const Protocol*>(nullptr)) +
         "\n" +
         of("| `bidding` | what it proposes | keys | draws luck | the others' offers change it | needs |",
            static_cast<const Bidding*>(nullptr)) +
         "\n" +
         of("| `accept` | what it accepts, if worth its reservation value | keys | the others' offers change "
            "it |",
            static_cast<const Acceptance*>(nullptr)) +
         "\n" +
         of("| `opponent_model` | what it is taken to know of the others | keys | what is said changes it |",
            static_cast<const OpponentModel*>(nullptr));
}

}  // namespace parley

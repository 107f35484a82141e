// What did keys of earlier versions mean?
//
// A file stays readable: a key that has another name or place today is read there, one that today follows
// from others is passed over, and one whose meaning nothing has today is refused with what takes its place.
// Whoever renames, moves or drops a key, or a name among choices, adds one line to old_keys: reader, --set,
// errors, reference table and (but for choices) the schema of editors follow. tests/old/ holds files of
// earlier versions and what was read in them.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "parley/document/yaml_document.hpp"

namespace parley {

// Paths are dotted; * stands for any one name, and the stars of `now` are those of `old` in order.
struct OldKey {
  std::string_view old;      // "parties.*.war.stamina"; for a choice its name last: "talks.protocol.bazaar"
  std::string_view now;      // where the same value stands today; empty: nowhere
  std::string_view advice;   // where nowhere: "the cost of war takes its place: parties.*.war.cost"
  bool passed_over = false;  // a file may still have it, without effect
};

inline constexpr std::string_view from_the_war =
    "it has no effect: what an attack could take and gain follows from lines, forces and stakes";
inline constexpr std::string_view from_keeping =
    "it has no effect: leaders and commanders go by what keeping the truce is worth (`truce.settles`)";
inline constexpr std::array<OldKey, 9> old_keys{
    {{"events.list.*.on", "events.list.*.target", ""},
     {"events.random.*.on", "events.random.*.target", ""},
     {"war.memory", "war.horizon", ""},
     {"parties.*.conduct.exposure", "", from_the_war, true},
     {"parties.*.conduct.temptation", "", from_the_war, true},
     {"truce.leader_precision", "", from_keeping, true},
     {"truce.at_stake", "", "it has no effect: `truce.deterrence` takes its place", true},
     {"truce.reciprocity", "", "it has no effect: `truce.local_trust` takes its place", true},
     {"truce.probe", "", from_keeping, true}}};

// The document with old keys at their places of today, or gone; nothing where it has none. A key stays where
// it is if its place of today is taken.
std::optional<YamlNode> with_keys_of_today(const YamlNode& root, std::span<const OldKey> table = old_keys);

// The path of today for a path that an earlier version knew; the same path where nothing has changed.
std::string path_of_today(const std::string& path, std::span<const OldKey> table = old_keys);

// What to tell about a key that is unknown today; empty where no earlier version knew it either.
std::string advice_about(const std::string& path, std::span<const OldKey> table = old_keys);

}  // namespace parley

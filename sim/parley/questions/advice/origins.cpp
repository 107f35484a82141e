// Where was a default measured?

#include "parley/questions/advice/advice.hpp"

namespace parley {

namespace {

struct Origin {
  std::string_view path;  // "*" stands for one name; a number below it counts as well
  const char* from;
};

constexpr const char* february = "calibrated on the calm of February 2016 in Syria";

constexpr Origin origins[] = {
    {"war.event_mu", "measured in Syria in 2016 (UCDP, 3,534 events)"},
    {"war.event_sigma", "measured in Syria in 2016 (UCDP, 3,534 events)"},
    {"war.event_tail", "measured in Syria in 2016 (UCDP)"},
    {"war.tail_from", "measured in Syria in 2016 (UCDP)"},
    {"war.largest_event", "judged from Syria"},
    {"war.clustering", "set so that daily deaths vary as in Syria in 2016 (UCDP)"},
    {"war.persistence", "set so that daily deaths hang together as in Syria in 2016 (UCDP)"},
    {"war.volatility", "set so that weekly deaths vary as in Syria in 2016 (UCDP)"},
    {"war.civilians", "measured in Syria in summer 2016 (UCDP: 30 to 36%)"},
    {"war.decisiveness", "the textbook contest (Tullock 1980)"},
    {"war.day_noise", "a guess made for Syria: ten events tell little"},
    {"war", "a guess made for Syria"},
    {"truce.settles", february},
    {"truce.surprise", february},
    {"truce.local_trust", february},
    {"truce.habit", february},
    {"truce.reassurance", february},
    {"truce.memory", february},
    {"truce.detection", february},
    {"truce.committed_rate", february},
    {"truce.uncommitted_rate", february},
    {"truce.salient_every", "10 dead on the fronts of the calm of February 2016 in Syria (UCDP)"},
    {"truce.attack_every", "as what is noticed by all: 10 dead in the calm of February 2016 in Syria"},
    {"truce.exempt_fighting", "the war on them goes on as it was: measured nowhere"},
    {"truce.accuracy", "a guess: UN inquiries and hotlines are seldom overturned"},
    {"truce.partisan", "measured in Syria in spring 2016 (213 of 219 breaches ascribed to one side)"},
    {"truce.unravel", "measured in Syria in spring 2016 (UCDP)"},
    {"truce.aid_pause", "judged from the UN's convoys in Syria in September 2016"},
    {"truce", "a guess made for Syria"},
    {"patronage", "a guess made for Syria"},
    {"parties.*.conduct.slack", "about what Syria's commanders did in the calm of February 2016"},
    {"parties.*.conduct", "a guess: measured nowhere"},
    {"parties.*.war", "a guess: measured nowhere"},
    {"talks", "a convention: measured nowhere"},
};

// Whether a path is at or below a pattern.
bool below(std::string_view path, std::string_view pattern) {
  while (!pattern.empty()) {
    const std::string_view want = pattern.substr(0, pattern.find('.'));
    const std::string_view have = path.substr(0, path.find('.'));
    if (path.empty() || (want != "*" && want != have)) return false;
    pattern.remove_prefix(std::min(pattern.size(), want.size() + 1));
    path.remove_prefix(std::min(path.size(), have.size() + 1));
  }
  return true;
}

}  // namespace

std::string origin_of(const std::string& path) {
  for (const Origin& origin : origins)
    if (below(path, origin.path)) return origin.from;
  return "a neutral beginning: measured nowhere";
}

}  // namespace parley

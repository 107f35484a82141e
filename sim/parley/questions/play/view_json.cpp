// How is a decision put to a program? The keys are listed in sim/README.md, section 13.

#include <cmath>

#include "parley/questions/play/decisions.hpp"
#include "parley/questions/play/view.hpp"

namespace parley {

namespace {

class ViewJson {
 public:
  ViewJson(const PlaySession& s, const SeatView& v) : s_(s), m_(s.model()), q_(s.query()), v_(v) {}

  Json json() const {
    Json j{{"asked", name_of(q_.asked)}, {"on", v_.date}, {"as", m_.party_id(s_.key().party)}};
    j["question"] = asked_in_words(s_, v_);
    for (const Deed d : v_.deeds) j["choices"].push_back(name_of(d));
    j["model"] = decision_json(m_, {q_.own, false, q_.asked, q_.day, q_.round});
    j["day"] = q_.day;
    j["round"] = q_.round;
    j["fighting_on"] = v_.fighting_on;
    j["least"] = v_.least;
    j["text"] = v_.text ? text(*v_.text) : Json();
    j["own_text"] = v_.own_text ? text(*v_.own_text) : Json();
    j["issues"] = issues();
    if (q_.asked == Asked::sign)
      j["sign"] = {{"keeping", q_.consent.keeping},
                   {"own_reasons", q_.consent.own_reasons},
                   {"pressure", q_.consent.pressure},
                   {"attack_would_gain", q_.consent.tempted}};
    j["truce"] = v_.in_force ? truce() : Json();
    if (v_.prevail) j["prevail"] = *v_.prevail;
    for (const auto& b : v_.balance)
      j["balance"][m_.blocs[m_.contest[b.camp]]] = {{"ratio", b.ratio}, {"low", b.low}, {"high", b.high}};
    j["trust"] = towards(v_.trust);
    j["patrons"] = towards(v_.patrons);
    j["fronts"] = fronts();
    j["said"] = Json::array();
    for (const SaidSeen& said : v_.said) {
      Json one{{"who", m_.party_id(said.who)}, {"what", said.text}};
      if (said.offer) one["text"] = text(*said.offer);
      j["said"].push_back(one);
    }
    j["reports"] = Json::array();
    for (const auto& r : v_.reports)
      j["reports"].push_back({{"on", m_.war ? m_.date(r.day) : ""}, {"text", r.text}});
    return j;
  }

 private:
  Json text(const TextSeen& seen) const {
    Json j{{"worth", seen.worth}};
    for (const auto& c : seen.clauses) {
      const std::string& id = m_.scenario.issues[c.issue].key.id;
      j["options"][id] = c.option;
      j["gives"][id] = c.gives;
    }
    return j;
  }

  // What each option of each issue would be worth in the text that is answered, else the own offer, else the
  // text in force, else the status quo.
  Json issues() const {
    const Space& space = m_.talks.space;
    const TextSeen* base = v_.text       ? &*v_.text
                           : v_.own_text ? &*v_.own_text
                           : v_.in_force ? &*v_.in_force
                                         : nullptr;
    const Package& text = base != nullptr ? base->text : space.status_quo();
    const Utility& utility = m_.talks.utilities[s_.key().party];
    Json j = Json::object();
    for (const IssueId i : space.issues()) {
      if (space.open_options(i) < 2) continue;
      const auto& [key, issue] = m_.scenario.issues[i];
      Json& one = j[key.id];
      one = {{"title", issue.title}, {"now", space.option(space.status_quo(), i)}};
      if (const int closed = s_.state().table.closed[i]; closed >= 0) one["settled"] = closed;
      for (std::size_t o = 0; o < space.open_options(i); ++o) {
        one["options"].push_back(issue.options[o]);
        one["worth"].push_back(utility(space.with_option(text, i, static_cast<OptionIndex>(o))));
      }
    }
    return j;
  }

  Json truce() const {
    const TruceValue& k = v_.keeping;
    Json j{{"day", v_.truce_day},    {"text", text(*v_.in_force)},     {"value", k.value()},
           {"surplus", k.surplus},   {"pressure", k.pressure},         {"trust", k.trust},
           {"own_reasons", k.shock}, {"attack_would_cost", k.exposed}, {"attack_would_gain", k.gain},
           {"staying", v_.staying},  {"renewal", q_.renewal}};
    if (v_.renewal_in) j["renewal_in"] = *v_.renewal_in;
    if (v_.next_meeting) j["next_meeting"] = *v_.next_meeting;
    return j;
  }

  Json towards(const std::vector<SeatView::Towards>& all) const {
    Json j = Json::object();
    for (const auto& t : all) j[m_.party_id(t.party)] = t.value;
    return j;
  }

  Json fronts() const {
    Json j = Json::object();
    for (const FrontSeen& f : v_.fronts) {
      Json& one = j[m_.scenario.fronts[f.front].key.id];
      one = {{"held", f.held}, {"covered", f.covered}};
      if (f.deaths) one["deaths_last_week"] = *f.deaths;
      if (!f.covered) continue;
      one["commanders_keep"] = f.keeps;
      one["other_side_quiet"] = f.quiet;
    }
    return j;
  }

  const PlaySession& s_;
  const Model& m_;
  const Query& q_;
  const SeatView& v_;
};

}  // namespace

std::string view_json(const PlaySession& s, const SeatView& v) {
  return ViewJson(s, v).json().dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace parley

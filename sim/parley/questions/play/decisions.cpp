#include "parley/questions/play/decisions.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "parley/imports/json.hpp"
#include "parley/support/real.hpp"

namespace parley {

namespace {

std::string when(const Model& m, int day, int round) {
  return m.war ? m.date(day) : fmt::format("round {}", round + 1);
}

template <class T>
std::optional<T> number(const YamlNode& node) {
  const std::string& text = node.scalar;
  if (node.kind != YamlNode::Kind::scalar || node.quoted) return {};
  if constexpr (std::same_as<T, double>) {
    return real_of(text);
  } else {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return value;
  }
}

// One decision that is read.
class Reader {
 public:
  Reader(const PlaySession& s, const std::string& path, const std::string& file, Diagnostics& diagnostics)
      : s_(s), m_(s.model()), path_(path), file_(file), diagnostics_(diagnostics) {}

  std::optional<Taken> read(const YamlNode& node) {
    const std::size_t before = diagnostics_.size();
    if (node.kind != YamlNode::Kind::map) {
      fail(node, "", "a decision is an object", R"(for example {"do": "model"})");
      return {};
    }
    static const std::vector<std::string> keys{"asked", "on", "do", "text", "from", "change", "keeps"};
    for (const YamlEntry& e : node.entries)
      if (std::find(keys.begin(), keys.end(), e.key) == keys.end())
        fail(e.value, e.key, "is no part of a decision", suggest(e.key, keys));
    checked(node);
    Taken taken;
    const YamlNode* deed = node.find("do");
    if (deed == nullptr) {
      fail(node, "do", "is missing", expected());
    } else if (deed->scalar == "model") {
      taken.as_model = true;
    } else if (const auto named = deed_of(deed->scalar); !named) {
      fail(*deed, "do", fmt::format("'{}' is no deed", printable(deed->scalar)), expected());
    } else {
      taken.decision.deed = *named;
      details(node, taken.decision);
    }
    if (diagnostics_.size() > before) return {};
    if (const std::string why = why_no_answer(s_, taken); !why.empty()) {
      fail(deed != nullptr ? *deed : node, "do", why, "");
      return {};
    }
    return taken;
  }

 private:
  void fail(const YamlNode& at, const std::string& key, const std::string& what, const std::string& hint) {
    diagnostics_.push_back(
        {file_, at.place, path_ + (key.empty() || path_.empty() ? "" : ".") + key, what, hint});
  }
  std::string expected() const {
    std::string names = "expected model";
    for (const Deed d : deeds_for(s_)) names += fmt::format(", {}", name_of(d));
    return names;
  }

  void checked(const YamlNode& node) {
    const Query& q = s_.query();
    if (const YamlNode* asked = node.find("asked"); asked != nullptr && asked->scalar != name_of(q.asked))
      fail(*asked, "asked",
           fmt::format("the run asks '{}' here, not '{}'", name_of(q.asked), printable(asked->scalar)),
           "an earlier decision, the scenario or the seed differs from what it was taken in");
    const std::string now = when(m_, q.day, q.round);
    if (const YamlNode* on = node.find("on"); on != nullptr && on->scalar != now)
      fail(*on, "on", fmt::format("the run asks on {} here, not on {}", now, printable(on->scalar)),
           "an earlier decision, the scenario or the seed differs from what it was taken in");
  }

  void details(const YamlNode& node, Decision& d) {
    if (d.deed == Deed::offer) offer(node, d);
    if (d.deed == Deed::ask || d.deed == Deed::set_aside) change(node, d);
    if (d.deed == Deed::order) orders(node, d);
  }

  std::optional<IssueId> issue(const YamlNode& at, const std::string& key, const std::string& name) {
    std::vector<std::string> names;
    for (const IssueId i : m_.talks.space.issues()) {
      names.push_back(m_.scenario.issues[i].key.id);
      if (names.back() == name) return i;
    }
    fail(at, key, fmt::format("there is no issue '{}'", printable(name)), suggest(name, names));
    return {};
  }

  std::optional<OptionIndex> option(const YamlNode& node, const std::string& key, IssueId i) {
    const auto& options = m_.scenario.issues[i].value.options;
    if (const auto n = number<unsigned>(node); n && *n < options.size()) return static_cast<OptionIndex>(*n);
    const auto at = std::find(options.begin(), options.end(), node.scalar);
    if (node.kind == YamlNode::Kind::scalar && at != options.end())
      return static_cast<OptionIndex>(at - options.begin());
    fail(node, key, "is no option of this issue",
         fmt::format("a number from 0 to {}, or the option in its words", options.size() - 1));
    return {};
  }

  void offer(const YamlNode& node, Decision& d) {
    const Query& q = s_.query();
    const Space& space = m_.talks.space;
    d.text = !q.own.text.empty() ? q.own.text : q.text.empty() ? space.status_quo() : q.text;
    if (const YamlNode* from = node.find("from")) {
      if (from->scalar == "table" && !q.text.empty())
        d.text = q.text;
      else if (from->scalar != "own")
        fail(*from, "from", "expected own or table", q.text.empty() ? "nothing is on the table" : "");
    }
    const YamlNode* text = node.find("text");
    if (text == nullptr) return;
    if (text->kind != YamlNode::Kind::map)
      return fail(*text, "text", "expected options by issue", R"({"TRUCE": 2})");
    for (const YamlEntry& e : text->entries) {
      const std::string key = "text." + e.key;
      const auto i = issue(e.value, key, e.key);
      if (!i) continue;
      const auto o = option(e.value, key, *i);
      if (!o) continue;
      if (space.open_options(*i) < 2) {
        if (*o != space.option(d.text, *i)) fail(e.value, key, "is off the table", "");
        continue;
      }
      d.text = space.with_option(d.text, *i, *o);
    }
  }

  void change(const YamlNode& node, Decision& d) {
    const YamlNode* change = node.find("change");
    const char* hint = R"(one issue and its option: {"MON": 4})";
    if (change == nullptr) return fail(node, "change", "is missing", hint);
    if (change->kind == YamlNode::Kind::scalar && d.deed == Deed::set_aside) {
      if (const auto i = issue(*change, "change", change->scalar)) {
        d.issue = *i;
        d.option = m_.talks.space.option(m_.talks.space.status_quo(), *i);
      }
      return;
    }
    if (change->kind != YamlNode::Kind::map || change->entries.size() != 1)
      return fail(*change, "change", "names no change", hint);
    const YamlEntry& e = change->entries[0];
    if (const auto i = issue(e.value, "change." + e.key, e.key))
      if (const auto o = option(e.value, "change." + e.key, *i)) {
        d.issue = *i;
        d.option = *o;
      }
  }

  std::optional<double> kept(const YamlNode& node, const std::string& key) {
    if (node.kind == YamlNode::Kind::scalar && node.scalar == "commanders") return -1.0;
    if (const auto x = number<double>(node); x && *x >= 0 && *x <= 1) return x;
    fail(node, key, "is no order", "a share of the truce to keep, 0 to 1, or \"commanders\"");
    return {};
  }

  void orders(const YamlNode& node, Decision& d) {
    d.keeps = s_.standing_orders();
    const YamlNode* keeps = node.find("keeps");
    if (keeps == nullptr)
      return fail(node, "keeps", "is missing", R"({"aleppo": 1}, or one number for all fronts)");
    if (keeps->kind == YamlNode::Kind::scalar) {
      if (const auto x = kept(*keeps, "keeps")) d.keeps.fill(*x);
      return;
    }
    if (keeps->kind != YamlNode::Kind::map) return fail(*keeps, "keeps", "expected orders by front", "");
    std::vector<std::string> names;
    for (const FrontId f : m_.fronts.ids()) names.push_back(m_.scenario.fronts[f].key.id);
    for (const YamlEntry& e : keeps->entries) {
      const auto at = std::find(names.begin(), names.end(), e.key);
      if (at == names.end())
        fail(e.value, "keeps." + e.key, fmt::format("there is no front '{}'", printable(e.key)),
             suggest(e.key, names));
      else if (const auto x = kept(e.value, "keeps." + e.key))
        d.keeps[FrontId(static_cast<std::size_t>(at - names.begin()))] = *x;
    }
  }

  const PlaySession& s_;
  const Model& m_;
  const std::string &path_, &file_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Taken> read_decision(const PlaySession& session, const YamlNode& node, const std::string& path,
                                   const std::string& file, Diagnostics& diagnostics) {
  return Reader(session, path, file, diagnostics).read(node);
}

Json decision_json(const Model& m, const Taken& taken) {
  Json json{{"asked", name_of(taken.asked)}, {"on", when(m, taken.day, taken.round)}};
  const Decision& d = taken.decision;
  json["do"] = taken.as_model ? "model" : std::string(name_of(d.deed));
  if (taken.as_model) return json;
  if (d.deed == Deed::offer)
    for (const IssueId i : m.talks.space.issues())
      json["text"][m.scenario.issues[i].key.id] = m.talks.space.option(d.text, i);
  if (d.deed == Deed::ask || d.deed == Deed::set_aside)
    json["change"] = {{m.scenario.issues[d.issue].key.id, d.option}};
  if (d.deed == Deed::order)
    for (const FrontId f : m.fronts.ids()) {
      Json& keeps = json["keeps"][m.scenario.fronts[f].key.id];
      if (d.keeps[f] < 0)
        keeps = "commanders";
      else
        keeps = d.keeps[f];
    }
  return json;
}

std::vector<Json> decisions_json(const PlaySession& session) {
  std::vector<Json> all;
  for (const Taken& taken : session.taken()) all.push_back(decision_json(session.model(), taken));
  return all;
}

std::string session_text(const SessionFile& f) {
  const auto line = [](const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
  };
  std::string text = fmt::format(
      "{{\n\"parley\": \"session\",\n\"scenario\": {},\n\"set\": {},\n\"as\": {},\n\"seed\": {},\n\"run\": "
      "{},\n"
      "\"review\": {},\n\"decisions\": [",
      line(Json(f.scenario)), line(Json(f.set)), line(Json(f.as)), f.seed, f.run, f.review);
  for (std::size_t k = 0; k < f.decisions.size(); ++k)
    text += (k > 0 ? ",\n  " : "\n  ") + line(f.decisions[k]);
  return text + "\n]\n}\n";
}

std::optional<SessionRead> read_session(const std::string& file, Diagnostics& diagnostics) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    diagnostics.push_back({file, {}, "", "cannot be read", ""});
    return {};
  }
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  const auto root = read_json(file, text, diagnostics);
  if (!root) return {};
  const std::size_t before = diagnostics.size();
  const auto fail = [&](const YamlNode& at, const std::string& key, const std::string& what,
                        const char* hint) {
    diagnostics.push_back({file, at.place, key, what, hint});
  };
  const YamlNode* kind = root->find("parley");
  if (root->kind != YamlNode::Kind::map || kind == nullptr || kind->scalar != "session") {
    fail(*root, "parley", "this is no session", "'save FILE' in 'parley play' writes one");
    return {};
  }
  SessionRead read;
  read.file = file;
  SessionFile& head = read.head;
  static const std::vector<std::string> keys{"parley", "scenario", "set",    "as",
                                             "seed",   "run",      "review", "decisions"};
  for (const YamlEntry& e : root->entries) {
    const YamlNode& v = e.value;
    const auto whole = [&](auto& into, auto low) {
      const auto n = number<std::decay_t<decltype(into)>>(v);
      if (n && *n >= low)
        into = *n;
      else
        fail(v, e.key, "is no whole number that fits", "");
    };
    if (std::find(keys.begin(), keys.end(), e.key) == keys.end())
      diagnostics.push_back({file, e.place, e.key, "is no part of a session", suggest(e.key, keys)});
    if (e.key == "scenario") head.scenario = v.scalar;
    if (e.key == "as") head.as = v.scalar;
    if (e.key == "set")
      for (const YamlNode& word : v.items) head.set.push_back(word.scalar);
    if (e.key == "seed") whole(head.seed, std::uint64_t{0});
    if (e.key == "run") whole(head.run, std::uint32_t{0});
    if (e.key == "review") whole(head.review, 1);
    if (e.key == "decisions") {
      if (v.kind != YamlNode::Kind::list)
        fail(v, e.key, "is no list", "");
      else
        read.decisions = v.items;
    }
  }
  if (diagnostics.size() > before) return {};
  return read;
}

}  // namespace parley

#include "play_terminal.hpp"

#include <algorithm>
#include <iostream>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "common.hpp"
#include "parley/imports/json.hpp"
#include "parley/questions/play/view.hpp"
#include "parley/runs/chronicle.hpp"
#include "parley/writing/output_file.hpp"

namespace parley::cli {

namespace {

constexpr const char* help =
    "  NUMBER or word     decide so\n"
    "  model              as your staff would; 'meeting': for the rest of the day, 'rest': to the end\n"
    "  offer              the text of your staff; with changes: offer TRUCE=2 AIR=1\n"
    "  offer table AIR=1  the text on the table with changes\n"
    "  ask MON=4          for a change of the text in force; 'set_aside MON' takes one's own clause back\n"
    "  order hold         all commanders keep the truce; 'order attack', 'order commanders' (as they think "
    "fit),\n"
    "                     or by front, as a share of the truce that is kept: order aleppo=1 hama=0.5\n"
    "  ? ISSUE            what each option of an issue is worth to you; 'issues': the list; 'text': the "
    "texts\n"
    "  back               take the last decision back\n"
    "  save FILE          the session so far; 'parley play --decisions FILE' goes on with it\n"
    "  quit\n";

class Desk {
 public:
  Desk(PlaySession& session, const SessionFile& file) : s_(session), file_(file) {}

  int sit() {
    while (!s_.play([this](const Query& q) { return by_staff(q); })) {
      view_ = view_of(s_);
      if (print(view_text(s_, view_, colour_wanted()) + choices()) != done) return could_not_finish;
      if (!decide()) return could_not_finish;
    }
    return done;
  }

 private:
  // Decisions that were left to the staff for a while.
  std::optional<Taken> by_staff(const Query& q) {
    if (rest_ || q.day == until_after_) return Taken{.decision = {}, .as_model = true};
    until_after_ = -1;
    return {};
  }

  std::string choices() const {
    std::string text;
    for (std::size_t k = 0; k < view_.deeds.size(); ++k)
      text += fmt::format("  {} {}", k + 1, choice(view_.deeds[k]));
    return text + "   model   ? for help\n";
  }

  static std::string choice(Deed deed) {
    std::string name(name_of(deed));
    switch (deed) {
      case Deed::offer:
        return name + " [ISSUE=OPTION ...]";
      case Deed::ask:
        return name + " ISSUE=OPTION";
      case Deed::set_aside:
        return name + " ISSUE";
      case Deed::order:
        return name + " hold|attack|commanders|FRONT=SHARE ...";
      default:
        return name;
    }
  }

  // Reads lines until one decides. False where there are no more.
  bool decide() {
    for (;;) {
      if (print("> ") != done) return false;
      std::string line;
      if (!std::getline(std::cin, line)) {
        say(fmt::format("\nThe session stands open at its decision {}.\n", s_.taken().size() + 1));
        return false;
      }
      std::istringstream words(line);
      std::vector<std::string> w;
      for (std::string word; words >> word;) w.push_back(word);
      if (w.empty()) continue;
      if (w[0] == "quit" || w[0] == "q") return false;
      if (obeyed(w)) return true;
    }
  }

  // True where the run is to be played on.
  bool obeyed(std::vector<std::string> w) {
    if (w[0] == "?" || w[0] == "help" || w[0] == "issues") return told(w);
    if (w[0] == "text") return texts();
    if (w[0] == "back") {
      if (s_.taken().empty()) return complained("there is nothing to take back");
      s_.back_to(s_.taken().size() - 1);
      until_after_ = -1;
      return true;
    }
    if (w[0] == "save") return saved(w);
    if (w[0] == "rest" || w[0] == "meeting") {
      rest_ = w[0] == "rest";
      until_after_ = s_.query().day;
      return true;
    }
    if (const auto n = whole<std::size_t>(w[0], 1, view_.deeds.size()))
      w[0] = std::string(name_of(view_.deeds[*n - 1]));
    static const std::map<std::string, std::string> meant_by{{"m", "model"},    {"sign", "accept"},
                                                             {"yes", "accept"}, {"y", "accept"},
                                                             {"no", "refuse"},  {"n", "refuse"}};
    if (const auto other = meant_by.find(w[0]); other != meant_by.end()) w[0] = other->second;
    Json decision{{"do", w[0]}};
    if (const std::string wrong = details(w, decision); !wrong.empty()) return complained(wrong);
    Diagnostics problems;
    const auto node = read_json("", decision.dump(-1, ' ', false, Json::error_handler_t::replace), problems);
    const auto taken = node ? read_decision(s_, *node, "", "", problems) : std::nullopt;
    if (!taken) {
      for (const Diagnostic& d : problems)
        complained(
            d.path.empty() || d.path == "do"
                ? fmt::format("{}{}", d.message, d.hint.empty() ? "" : " (" + d.hint + ")")
                : fmt::format("{}: {}{}", d.path, d.message, d.hint.empty() ? "" : " (" + d.hint + ")"));
      return false;
    }
    s_.take(*taken);
    return true;
  }

  static bool complained(const std::string& what) {
    say("  " + what + "\n");
    return false;
  }

  // The words behind a deed, as parts of the decision. Nothing, or what is wrong.
  std::string details(const std::vector<std::string>& w, Json& decision) const {
    const std::string& deed = w[0];
    const auto pairs = [&](std::size_t from, Json& into) -> std::string {
      for (std::size_t k = from; k < w.size(); ++k) {
        const auto at = w[k].find('=');
        if (at == w[k].npos) return fmt::format("expected NAME=VALUE, not '{}'", printable(w[k]));
        const std::string value = w[k].substr(at + 1);
        Json number = Json::parse(value, nullptr, false);
        into[w[k].substr(0, at)] = number.is_number() ? number : Json(value);
      }
      return {};
    };
    if (deed == "offer" && w.size() > 1) {
      const bool table = w[1] == "table";
      if (table) decision["from"] = "table";
      decision["text"] = Json::object();
      return pairs(table ? 2 : 1, decision["text"]);
    }
    if (deed == "ask" || (deed == "set_aside" && w.size() > 1 && w[1].find('=') != w[1].npos)) {
      if (w.size() == 1) return "for what? For example: ask MON=4";
      decision["change"] = Json::object();
      return pairs(1, decision["change"]);
    }
    if (deed == "set_aside") {
      if (w.size() != 2) return "which clause? For example: set_aside MON";
      decision["change"] = w[1];
      return {};
    }
    if (deed == "order") {
      if (w.size() == 1)
        return "which? 'order hold', 'order commanders', 'order attack', or by front: order aleppo=1";
      if (w[1] == "hold" || w[1] == "attack" || w[1] == "commanders") {
        decision["keeps"] = w[1] == "hold" ? Json(1) : w[1] == "attack" ? Json(0) : Json("commanders");
        return w.size() == 2 ? "" : "one word, or NAME=VALUE for each front";
      }
      decision["keeps"] = Json::object();
      return pairs(1, decision["keeps"]);
    }
    return w.size() > 1 ? fmt::format("'{}' takes nothing behind it", printable(deed)) : "";
  }

  bool told(const std::vector<std::string>& w) const {
    const Model& m = s_.model();
    const Space& space = m.talks.space;
    std::string text;
    const TextSeen* base = view_.text       ? &*view_.text
                           : view_.own_text ? &*view_.own_text
                           : view_.in_force ? &*view_.in_force
                                            : nullptr;
    const Package& on = base != nullptr ? base->text : space.status_quo();
    const Utility& utility = m.talks.utilities[s_.key().party];
    for (const IssueId i : space.issues()) {
      const auto& [key, issue] = m.scenario.issues[i];
      if (w[0] == "issues") text += fmt::format("  {:<10} {}\n", key.id, issue.title);
      if (w.size() < 2 || w[1] != key.id) continue;
      text += fmt::format("  {} (worth of the text with each option)\n", title_with_key(m, i));
      for (std::size_t o = 0; o < space.open_options(i); ++o)
        text +=
            fmt::format("   {}{} {:.3f}  {}\n", space.option(on, i) == o ? "*" : " ", o,
                        utility(space.with_option(on, i, static_cast<OptionIndex>(o))), issue.options[o]);
    }
    if (text.empty()) text = help;
    (void)print(text);
    return false;
  }

  bool texts() const {
    std::string text;
    const auto add = [&](const char* what, const std::optional<TextSeen>& seen) {
      if (seen)
        text +=
            fmt::format("  {}, worth {:.3f} to you\n", what, seen->worth) + text_in_words(s_.model(), *seen);
    };
    add("In force", view_.in_force);
    add("To be answered", view_.text);
    add("Your staff's", view_.own_text);
    (void)print(text.empty() ? "  there is none\n" : text);
    return false;
  }

  bool saved(const std::vector<std::string>& w) const {
    if (w.size() != 2) return complained("save where? For example: save mine.json");
    SessionFile file = file_;
    file.decisions = decisions_json(s_);
    try {
      write_whole(w[1], session_text(file), {});
    } catch (const WriteError& e) {
      return complained(e.what());
    }
    return complained(fmt::format("saved: {}", w[1]));
  }

  PlaySession& s_;
  const SessionFile& file_;
  SeatView view_;
  bool rest_ = false;
  int until_after_ = -1;  // day
};

}  // namespace

int play_by_lines(PlaySession& session, const SessionFile& file) { return Desk(session, file).sit(); }

}  // namespace parley::cli

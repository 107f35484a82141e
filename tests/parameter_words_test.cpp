// Has every parameter a name in plain words, and only one?
#include "parley/scenario/parameter_words.hpp"

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>

#include "parley/scenario/format.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/scenario/override.hpp"
#include "support.hpp"

using namespace parley;
using parley::test::source;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return std::string((std::istreambuf_iterator<char>(in)), {});
}

std::vector<fs::path> shipped() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(source("scenarios")))
    if (entry.path().extension() == ".yaml" && text_of(entry.path()).find("\nparties:") != std::string::npos)
      files.push_back(entry.path());
  REQUIRE(files.size() >= 10);
  return files;
}

// The paths of all scalars of a document.
void each_leaf(const YamlNode& node, const std::string& path,
               const std::function<void(const std::string&)>& take) {
  if (node.kind == YamlNode::Kind::scalar) take(path);
  for (std::size_t i = 0; i < node.items.size(); ++i)
    each_leaf(node.items[i], path + "." + std::to_string(i), take);
  // An assumption is one parameter, whose range and reason are none of their own.
  if (node.find("value") != nullptr) return take(path);
  for (const auto& entry : node.entries)
    each_leaf(entry.value, path.empty() ? entry.key : path + "." + entry.key, take);
}

std::vector<std::string> leaves(const Scenario& scenario) {
  Diagnostics none;
  const auto written = parse_yaml("scenario", scenario_text(scenario), none);
  REQUIRE(written);
  std::vector<std::string> list;
  each_leaf(written->root, "", [&](const std::string& path) {
    if (!path.empty()) list.push_back(path);
  });
  return list;
}

// Every key of the format, whatever alternative it belongs to: the visitor of describe().
class Keys {
 public:
  void about(const char* name, const char*) { section_ = name; }
  template <class T>
  void field(const char* key, T& member, const Spec& spec) {
    if constexpr (std::is_same_v<T, Number>)
      look(key, spec, true);
    else
      look(key, spec, number_within(member));
    into(member);
  }
  std::vector<std::string> without_words, without_anchors, wrong_tokens;
  std::size_t seen = 0;

 private:
  void look(const char* key, const Spec& spec, bool number) {
    ++seen;
    const std::string here = section_ + "." + key, words = spec.words;
    if (words.empty()) without_words.push_back(here);
    if (number && (*spec.less == '\0' || *spec.more == '\0')) without_anchors.push_back(here);
    for (auto at = words.find('{'); at != std::string::npos; at = words.find('{', at + 1)) {
      const std::string token = words.substr(at, words.find('}', at) + 1 - at);
      if (token.find('/') == std::string::npos &&
          !std::set<std::string>{"{self}", "{key}", "{item}", "{first}", "{second}"}.contains(token))
        wrong_tokens.push_back(here + ": " + token);
    }
  }
  template <class T>
  static bool number_within(const T&) {
    return false;
  }
  template <class K, class P>
  static bool number_within(const Keyed<K, Number, P>&) {
    return true;
  }
  static bool number_within(const std::vector<Number>&) { return true; }
  template <class K, class P>
  static bool number_within(const Keyed<K, std::vector<Number>, P>&) {
    return true;
  }

  template <class T>
  void into(std::optional<T>&) {
    T inner{};
    into(inner);
  }
  template <class T>
  void into(std::vector<T>&) {
    T inner{};
    into(inner);
  }
  template <class K, class T, class P>
  void into(Keyed<K, T, P>&) {
    T inner{};
    into(inner);
  }
  template <class T>
  void into(KeyedByOption<T>&) {
    T inner{};
    into(inner);
  }
  template <class... Ts>
  void into(std::variant<Ts...>&) {
    const auto one = [&]<class T>(T alternative) { into(alternative); };
    (one(Ts{}), ...);
  }
  template <class T>
  void into(T& section) {
    if constexpr (requires(Keys & k) { describe(k, section); }) {
      const std::string outer = section_;
      describe(*this, section);
      section_ = outer;
    }
  }
  std::string section_;
};

}  // namespace

TEST_SUITE("words") {
  TEST_CASE(
      "every key of the format has a name in words, and every number says what little and much of it mean") {
    Keys keys;
    Scenario scenario;
    describe(keys, scenario);
    CHECK(keys.seen > 150);
    CHECK(keys.without_words == std::vector<std::string>{});
    CHECK(keys.without_anchors == std::vector<std::string>{});
    CHECK(keys.wrong_tokens == std::vector<std::string>{});
  }

  TEST_CASE("every parameter of every shipped scenario has a name of its own that does not show its path") {
    for (const auto& file : shipped()) {
      CAPTURE(file);
      const Scenario scenario = test::scenario_file(fs::relative(file, source("")).string());
      std::map<std::string, std::string> taken;
      const auto paths = leaves(scenario);
      CHECK(paths.size() > 20);
      for (const auto& path : paths) {
        CAPTURE(path);
        const ParameterWords found = words_of(scenario, path);
        CAPTURE(found.words);
        CHECK_FALSE(found.words.empty());
        CHECK(*found.spec.words != '\0');
        CHECK(found.words.find('{') == std::string::npos);
        CHECK((path.find('.') == std::string::npos || found.words.find(path) == std::string::npos));
        const auto placed = taken.emplace(found.words, path);
        CHECK_MESSAGE(placed.second, placed.first->second);
      }
      for (const auto& a : assumptions_of(scenario)) CHECK(taken.contains(in_words(scenario, a.path)));
    }
  }

  TEST_CASE("a name in words speaks of parties, issues, fronts and answers by their own names") {
    const Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
    CHECK(in_words(s, "parties.GOV.reservation") == "what the Syrian government expects from having no deal");
    CHECK(in_words(s, "parties.GOV.reservation.value") == in_words(s, "parties.GOV.reservation"));
    CHECK(in_words(s, "parties.GOV.influenced_by.RUS") ==
          "the leverage of the Russian Federation over the Syrian government");
    CHECK(in_words(s, "truce.salient") == "the deaths from which everybody notices an event");
    CHECK(in_words(s, "parties.GOV.strategy.bidding") == "the bidding strategy of the Syrian government");
    CHECK(in_words(s, "no.such.path") == "no.such.path");
    CHECK(in_words(s, "parties.IRN.reservation") == "what Iran and Hezbollah expect from having no deal");
    CHECK(in_words(s, "parties.SDF.conduct.slack") ==
          "how much fighting goes on although the Syrian Democratic Forces (YPG) comply");
    CHECK(in_words(s, "parties.US.reservation") == "what the United States expects from having no deal");
    CHECK(in_words(s, "fronts.aleppo.control") ==
          "the share of front 'Aleppo city and its surroundings' held by side 'government'");
  }

  TEST_CASE("verbs agree with names of many, and with names that only end as if they were") {
    for (const char* name : {"Insurgents", "Rebels", "Bosnian Serbs (Pale)", "Iran and Hezbollah",
                             "Russian officers from Hmeimim", "Syrian Democratic Forces (YPG)"}) {
      CAPTURE(name);
      CHECK(is_several(name));
    }
    for (const char* name : {"Government", "United States", "Hamas", "Cyprus", "Laos", "Philippines",
                             "Southern army", "Army of the three provinces", "Islamic State", "Party 7"}) {
      CAPTURE(name);
      CHECK_FALSE(is_several(name));
    }
  }

  TEST_CASE("two parties of one name are told apart by their identifiers") {
    Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
    s.parties.rows[1].value.name = s.parties.rows[0].value.name;
    const std::string a = s.parties.rows[0].key.id, b = s.parties.rows[1].key.id;
    CHECK(in_words(s, "parties." + a + ".risk") != in_words(s, "parties." + b + ".risk"));
  }

  TEST_CASE("a name takes an article where English gives it one") {
    for (const char* name :
         {"Syrian government", "Russian Federation", "United States", "Bosnian Serbs (Pale)",
          "Committee of Moadamiya", "United Arab Emirates", "Islamic State", "African Union panel"})
      CHECK(with_article(name) == std::string("the ") + name);
    for (const char* name : {"Russia", "Turkey", "Saudi Arabia and Qatar", "Iran and Hezbollah", "the League",
                             "Jabhat Fateh al-Sham (Nusra)", "Croatia (Tudjman)", "A", ""})
      CHECK(with_article(name) == name);
    CHECK(with_article("The Elders") == "the Elders");
  }
}

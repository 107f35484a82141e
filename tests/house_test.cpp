// Does every room of the house look downstairs only?
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include <doctest/doctest.h>

#include "parley/support/version.hpp"
#include "support.hpp"

namespace {

namespace fs = std::filesystem;

// Lowest floor first. Rooms of one floor do not know each other: the questions are such rooms.
const std::vector<std::string> floors{"support", "statistics", "writing",   "document",   "scenario",
                                      "imports", "preference", "conflict",  "bargaining", "truce",
                                      "engine",  "runs",       "questions", "study",      "page"};

struct Source {
  std::string file;  // from sim/parley on: "engine/acts.cpp"
  std::string text;
};

std::string room_of(const std::string& file) {
  const auto first = file.find('/');
  const std::string room = file.substr(0, first);
  return room == "questions" ? file.substr(0, file.find('/', first + 1)) : room;
}

std::ptrdiff_t floor_of(const std::string& room) {
  const std::string floor = room.substr(0, room.find('/'));
  return std::find(floors.begin(), floors.end(), floor) - floors.begin();
}

// What gives other bits on another machine: the system's transcendental functions, distributions of the
// standard library, and Boost's, which call the former. parley/support and statistics/distributions.hpp have
// these.
bool differs_by_machine(const std::string& line) {
  static const std::regex system(
      "std::(exp2?|expm1|log(10|2|1p)?|pow|erfc?|[lt]gamma|a?(sin|cos|tan)h?|atan2|cbrt|hypot|fma|[a-z_]*_"
      "distribution|mt19937|"
      "random_device)\\b|<boost/math/(distributions|special_functions)|<random>");
  return std::regex_search(line, system);
}

// What is wrong with the house, one line each.
std::vector<std::string> faults(const std::vector<Source>& sources) {
  std::vector<std::string> wrong;
  for (const auto& file : sources) {
    const std::string room = room_of(file.file);
    if (static_cast<std::size_t>(floor_of(room)) == floors.size())
      wrong.push_back(file.file + ": '" + room + "' is no room");
    std::istringstream lines(file.text);
    std::size_t n = 0;
    const std::string head = "#include \"parley/";
    for (std::string line; std::getline(lines, line); ++n) {
      if (differs_by_machine(line)) wrong.push_back(file.file + " differs between machines: " + line);
      if (!line.starts_with(head)) continue;
      const std::string other = room_of(line.substr(head.size(), line.rfind('"') - head.size()));
      if (other != room && floor_of(other) >= floor_of(room))
        wrong.push_back(file.file + " looks upstairs: " + line);
    }
    if (n > 400) wrong.push_back(file.file + " has " + std::to_string(n) + " lines");
  }
  return wrong;
}

// Structs and classes that two headers define under one name: the linker would take one for the other.
std::vector<std::string> twins(const std::vector<Source>& sources) {
  std::vector<std::string> wrong;
  std::map<std::string, std::string> defined;  // name with its namespace -> file
  for (const Source& file : sources) {
    if (!file.file.ends_with(".hpp")) continue;
    std::istringstream lines(file.text);
    std::string space;
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("namespace ")) space = line.substr(10, line.find(' ', 10) - 10);
      const bool type = line.starts_with("struct ") || line.starts_with("class ");
      if (!type || !line.ends_with("{") || line.find('<') != std::string::npos) continue;
      const std::size_t from = line.find(' ') + 1;
      const std::string name = space + "::" + line.substr(from, line.find(' ', from) - from);
      const auto [at, fresh] = defined.emplace(name, file.file);
      if (!fresh) wrong.push_back(name + " is defined in " + at->second + " and in " + file.file);
    }
  }
  return wrong;
}

std::vector<Source> house() {
  std::vector<Source> sources;
  const fs::path root = parley::test::source("sim/parley");
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const auto kind = entry.path().extension();
    if (kind != ".cpp" && kind != ".hpp") continue;
    std::ifstream in(entry.path());
    sources.push_back({fs::relative(entry.path(), root).generic_string(),
                       {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
  }
  return sources;
}

}  // namespace

TEST_SUITE("house") {
  TEST_CASE(
      "rooms look downstairs only, nothing differs by machine, no file of the library passes 400 lines") {
    const auto sources = house();
    REQUIRE(sources.size() > 100);
    for (const auto& fault : faults(sources)) FAIL_CHECK(fault);
  }

  TEST_CASE("no two headers define a type of one name") {
    for (const auto& fault : twins(house())) FAIL_CHECK(fault);
    const std::string one = "namespace parley {\nstruct Answer {\n";
    CHECK(twins({{"runs/a.hpp", one}, {"study/b.hpp", one}}).size() == 1);
    CHECK(
        twins({{"runs/a.hpp", one}, {"study/b.hpp", "namespace parley::page {\nclass Answer {\n"}}).empty());
  }

  TEST_CASE(
      "an include turned round, a question that knows another, a long file and a nameless room are found") {
    CHECK(faults({{"support/a.hpp", "#include \"parley/engine/model.hpp\"\n"}}).size() == 1);
    CHECK(faults({{"conflict/a.cpp", "#include \"parley/truce/terms.hpp\"\n"}}).size() == 1);
    CHECK(faults({{"questions/compare/a.cpp", "#include \"parley/questions/record/record.hpp\"\n"}}).size() ==
          1);
    CHECK(faults({{"runs/a.cpp", std::string(401, '\n')}}).size() == 1);
    CHECK(faults({{"results/a.cpp", ""}}).size() == 1);
    CHECK(faults({{"study/a.cpp", "#include \"parley/runs/batch.hpp\"\n#include \"parley/study/b.hpp\"\n"}})
              .empty());
  }

  TEST_CASE("a call of the system's exp, a standard distribution and a Boost one are found") {
    CHECK(faults({{"engine/a.cpp", "const double a = std::exp(x);\n"}}).size() == 1);
    CHECK(faults({{"engine/a.cpp", "std::normal_distribution<double> d;\n"}}).size() == 1);
    CHECK(faults({{"study/a.cpp", "#include <boost/math/distributions/normal.hpp>\n"}}).size() == 1);
    CHECK(faults({{"study/a.cpp", "std::sqrt(x) + std::floor(x) + scalar_log(x)\n"}}).empty());
  }

  TEST_CASE("the program, the citation and the Python package have one version") {
    const auto names_it = [](const char* file, const std::string& line) {
      std::ifstream in(parley::test::source(file));
      const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
      return text.find("\n" + line + "\n") != std::string::npos;
    };
    const std::string version(parley::version());
    CHECK(names_it("CITATION.cff", "version: " + version));
    CHECK(names_it("analysis/python/pyproject.toml", "version = \"" + version + "\""));
    CHECK(names_it("sim/python/pyproject.toml", "version = \"" + version + "\""));
  }

  TEST_CASE("every link of a page of documentation leads somewhere") {
    const std::regex link(R"(\]\(([^)#\s]+)(#[^)]*)?\))");
    std::size_t links = 0;
    for (const char* page :
         {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "sim/README.md", "scenarios/README.md",
          "scenarios/geneva-2016.md", "scenarios/studies/README.md", "scenarios/elicitation/README.md",
          "scenarios/deals/README.md", "analysis/README.md"}) {
      CAPTURE(page);
      const fs::path file = parley::test::source(page);
      REQUIRE(fs::exists(file));
      std::ifstream in(file);
      const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
      for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at) {
        const std::string target = (*at)[1];
        if (target.find("://") != std::string::npos) continue;
        ++links;
        CHECK_MESSAGE(fs::exists(file.parent_path() / target), target);
      }
    }
    CHECK(links > 50);
  }

  TEST_CASE("no test has a title that ctest takes for two, and so never runs") {
    // CMake's lists end their entries at a semicolon.
    const std::regex title(R"(TEST_CASE\(\s*("([^"\\]|\\.)*"\s*)+\))");
    std::size_t found = 0;
    for (const auto& at : fs::recursive_directory_iterator(parley::test::source("tests"))) {
      if (at.path().extension() != ".cpp") continue;
      std::ifstream in(at.path());
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      for (std::sregex_iterator it(text.begin(), text.end(), title), end; it != end; ++it, ++found)
        CHECK_MESSAGE(it->str().find(';') == std::string::npos, at.path().string(), ": ", it->str());
    }
    CHECK(found > 600);
  }

  TEST_CASE("the first page has at most 150 lines") {
    std::ifstream in(parley::test::source("README.md"));
    CHECK(std::count(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>(), '\n') <= 150);
  }

  TEST_CASE("the largest room holds less than 15% of the library") {
    std::map<std::string, std::size_t> lines;
    std::size_t all = 0;
    for (const auto& file : house()) {
      const auto n = static_cast<std::size_t>(std::count(file.text.begin(), file.text.end(), '\n'));
      lines[room_of(file.file)] += n;
      all += n;
    }
    for (const auto& room : lines) {
      CAPTURE(room.first);
      CHECK(room.second * 100 < all * 15);
    }
  }
}

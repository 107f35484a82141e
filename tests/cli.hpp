// What do the tests of the program's command line share?
#pragma once

#include <algorithm>

#include <nlohmann/json.hpp>

#include "process.hpp"
#include "support.hpp"

namespace parley::test {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Words = std::vector<std::string>;

inline const std::string geneva = source("scenarios/geneva-2016.yaml");
inline const std::string pie = source("scenarios/textbook/divide-the-pie.yaml");

inline Words operator+(Words a, const Words& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline std::string shown(const Words& arguments) {
  std::string text;
  for (const auto& a : arguments) text += " " + a;
  return text;
}

// Wrong input: told on standard error, with nothing on standard output.
inline void check_refused(const Words& arguments, const std::string& told) {
  const Finished f = run(arguments);
  CAPTURE(shown(arguments));
  CHECK(f.code == 2);
  CHECK(f.out.empty());
  CHECK_MESSAGE(has(f.err, told), f.err);
}

inline void check_done(const Finished& f) {
  CHECK(f.code == 0);
  CHECK_MESSAGE(f.signal == 0, f.err);
}

// The scenario that 'parley new' writes: a small war, quickly played.
inline std::string small_war(const TempDir& dir) {
  const std::string file = dir / "war.yaml";
  check_done(run({"new", file}));
  return file;
}

inline std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// Stops a run as soon as its table has grown to `size` bytes.
inline Launch stopped_run(const std::string& dir, int signal, std::uintmax_t size) {
  Launch launch{.arguments = {"run", pie, "-n", "10000000", "-o", dir}};
  launch.signal = signal;
  launch.when = [table = dir + "/runs.csv.part", size] {
    std::error_code error;
    const auto now = fs::file_size(table, error);
    return !error && now >= size;
  };
  return launch;
}

}  // namespace parley::test

// Of what is a page made: a scenario, the scenario of a study, or that of a folder of runs?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/page/played.hpp"
#include "parley/writing/json.hpp"
#include "parley/writing/output_file.hpp"

namespace parley::cli {

struct PageSource {
  Scenario scenario;
  Given given;
  std::string file;  // of the scenario, as somebody named it
  FilesRead reading;
  // What a folder of runs was made with, and a study its seed.
  std::optional<std::uint64_t> seed;
  std::optional<std::uint32_t> runs, points, per_point;
  Json deciding = Json::array();  // that a study tells of (page/assumptions.hpp)
};

// `named`: as given. `set`: PATH=VALUE beside what a study or a folder sets. Nothing after it was said why.
std::optional<PageSource> page_source(const std::string& named, const std::vector<std::string>& set);

// Texts to begin a draft with: these files, or without any those of the folder `deals` beside the scenario
// and of what comes with the program which fit the scenario. [{file, name, text}]; nothing after it was said
// why.
std::optional<Json> page_texts(const PageSource& source, const std::vector<std::string>& deals);

}  // namespace parley::cli

// What does the analyst want to vary?
//
// A study as plain values. What each field means, its unit and its range are said once, in format_study.hpp.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parley/document/yaml_document.hpp"
#include "parley/scenario/values.hpp"

namespace parley {

// The dotted path of a parameter of the scenario, as a key.
struct ParameterPath {
  std::string id;
  Place place;
};
// The name of an output of a run, as a key.
struct OutputName {
  std::string id;
  Place place;
};

// Whatever may stand at a parameter's path: one line of YAML.
struct YamlValue {
  std::string text;
  Place place;
};

// From `low` to `high`, both within.
struct Range {
  Number low, high;
  bool log = false, integer = false;
  Number points;  // of a grid; 0: not said
  Shape shape = Shape::uniform;
  std::optional<Number> likeliest;  // of a triangle; in the middle, if left out
};

// The values a parameter takes: a range, or a list.
struct Variation {
  Place place;
  std::optional<Range> range;
  std::vector<YamlValue> values;
};
// "0:1", "0:1:11", "0.01:1:log", "1:9:integer" or "30,60,90", as on the command line; nothing where the text
// is none of them.
std::optional<Variation> parse_variation(std::string_view text);

struct GridDesign {};
struct ListDesign {};
struct CsvDesign {
  std::string file;
};
struct RandomDesign {
  Number points = 100, seed = 1;
};
struct LhsDesign {
  Number points = 100, seed = 1;
  bool maximin = false;
};
struct SobolDesign {
  Number points = 128, seed = 1;
  bool scramble = true;
};
struct MorrisDesign {
  Number trajectories = 20, levels = 4, seed = 1;
};
struct SaltelliDesign {
  Number points = 128, seed = 1;
  bool second_order = false, scramble = true;
};
using SweepDesign = std::variant<GridDesign, ListDesign, CsvDesign, RandomDesign, LhsDesign, SobolDesign,
                                 MorrisDesign, SaltelliDesign>;

// What a calibration aims at: the mean of an output at a point, known up to a scale.
struct Target {
  Number value, scale = 1;
  bool held_out = false;
  std::string source;
};

struct Calibration {
  Number particles = 200, generations = 6, replicates = 20, keep = 0.5;
};

struct StudyDescription {
  std::string name, description, scenario;
  Keyed<ParameterPath, YamlValue> set;
  Keyed<ParameterPath, Variation> vary;
  bool uncertain = false, every_number = false;
  std::optional<SweepDesign> design;
  Number replicates = 100, seed = 1, precision, most_replicates = 10'000;
  bool independent = false, rounds = false;
  std::vector<std::string> outputs;
  Keyed<OutputName, Target> targets;
  Calibration calibrate;
};

// Reads a study file. Returns nothing when a diagnostic was added. That its paths and names exist is found
// out where the scenario is read.
struct LoadedStudy {
  StudyDescription study;
  YamlDocument document;
};
std::optional<LoadedStudy> load_study(YamlDocument document, Diagnostics& diagnostics);
// Whether a document is a study: it names a scenario.
bool is_study(const YamlDocument& document);

// The study in the form of its file, on one line, every key written out.
std::string study_text(const StudyDescription& study);
// Whether an output is a distance of the deal from the solution concepts, which runs have only where it is
// asked for.
bool is_distance(std::string_view output);
// What decides the results: the same text for two studies whose runs may stand in one table. How many runs
// are made and what is reported is left out.
std::string study_identity(const StudyDescription& study);

}  // namespace parley

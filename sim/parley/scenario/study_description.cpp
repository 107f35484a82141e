#include "parley/scenario/study_description.hpp"

#include <algorithm>
#include <concepts>

#include "parley/scenario/reader.hpp"
#include "parley/scenario/writer.hpp"
#include "parley/writing/quoted.hpp"

namespace parley {

namespace {

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(at);
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    parts.push_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// A lower value that is above its upper one, and the like: what describe() cannot say.
void check_study(const StudyDescription& study, const YamlDocument& document, Diagnostics& out) {
  const auto error = [&](Place place, std::string path, std::string message, std::string hint) {
    out.push_back({document.file, place, std::move(path), std::move(message), std::move(hint)});
  };
  for (const auto& [key, variation] : study.vary) {
    if (!variation.range || !variation.range->low.given || !variation.range->high.given) continue;
    const Range& r = *variation.range;
    const std::string path = "vary." + key.id;
    if (r.low.value >= r.high.value)
      error(variation.place, path, fmt::format("low {} is not below high {}", r.low.value, r.high.value), "");
    else if (r.log && r.low.value <= 0)
      error(variation.place, path, "a logarithm needs a low above 0", "");
    else if (r.integer &&
             (r.low.value != std::floor(r.low.value) || r.high.value != std::floor(r.high.value)))
      error(variation.place, path, "whole numbers need whole ends", "");
  }
  if (study.design)
    if (const auto* morris = std::get_if<MorrisDesign>(&*study.design))
      if (std::fmod(morris->levels.value, 2.0) != 0)
        error(morris->levels.place, "design.morris.levels", "an odd number of levels",
              "take an even one, usually 4");
}

}  // namespace

std::optional<Variation> parse_variation(std::string_view text) {
  Variation variation;
  auto ends = split(text, ':');
  if (ends.size() > 1) {
    Range range;
    for (; ends.size() > 2 && (ends.back() == "log" || ends.back() == "integer"); ends.pop_back())
      (ends.back() == "log" ? range.log : range.integer) = true;
    if (ends.size() > 3) return std::nullopt;
    const auto low = parse_double(ends[0]), high = parse_double(ends[1]);
    const auto points = ends.size() == 3 ? parse_double(ends[2]) : 0.0;
    if (!low || !high || !points || *points != std::floor(*points) || *points < 0 || *points > 1e6)
      return std::nullopt;
    if (ends.size() == 3 && *points < 2) return std::nullopt;
    range.low = *low;
    range.high = *high;
    range.low.given = range.high.given = true;
    range.points = *points;
    variation.range = range;
    return variation;
  }
  if (ends.size() != 1) return std::nullopt;
  for (const auto word : split(text, ',')) {
    if (word.empty()) return std::nullopt;
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.scalar = word;
    variation.values.push_back({flow_text(node), {}});
  }
  return variation;
}

bool is_study(const YamlDocument& document) {
  return document.root.kind == YamlNode::Kind::map && document.root.find("scenario") != nullptr;
}

std::optional<LoadedStudy> load_study(YamlDocument document, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.size();
  LoadedStudy loaded{{}, std::move(document)};
  try {
    Reader(loaded.document.file, diagnostics, "").read(loaded.document.root, loaded.study);
    check_study(loaded.study, loaded.document, diagnostics);
  } catch (const TooManyProblems&) {
    diagnostics.push_back(
        {loaded.document.file, {}, "", fmt::format("{} problems or more", most_problems), ""});
  }
  if (diagnostics.size() > before) return std::nullopt;
  return loaded;
}

std::string study_text(const StudyDescription& study) {
  StudyDescription copy = study;
  Writer writer;
  describe(writer, copy);
  return writer.text();
}

bool is_distance(std::string_view output) {
  return output.starts_with("distance_") || output == "pareto_loss";
}

std::string study_identity(const StudyDescription& study) {
  StudyDescription what = study;
  const StudyDescription unsaid;
  what.name.clear();
  what.description.clear();
  what.scenario.clear();
  what.replicates = unsaid.replicates;
  what.precision = unsaid.precision;
  what.most_replicates = unsaid.most_replicates;
  std::erase_if(what.outputs,
                [](const std::string& name) { return !is_distance(name); });  // those fill columns
  std::sort(what.outputs.begin(), what.outputs.end());
  if (!what.outputs.empty()) what.outputs = {"distances"};
  what.targets.rows.clear();
  what.calibrate = {};
  if (what.design)
    if (auto* csv = std::get_if<CsvDesign>(&*what.design)) csv->file.clear();  // its points are in `vary`
  return study_text(what);
}

}  // namespace parley

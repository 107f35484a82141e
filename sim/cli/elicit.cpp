// parley elicit SCENARIO | --read SHEET... SCENARIO

#include <algorithm>
#include <filesystem>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/questions/elicit/questionnaire.hpp"
#include "parley/questions/elicit/report.hpp"
#include "parley/support/read_file.hpp"
#include "parley/writing/output_file.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

struct ElicitLine : Playing {
  ElicitLine() { replicates = "400"; }
  std::string output, questions = "20", points = "5000";
  bool read = false, force = false;
};

po::options_description elicit_options(ElicitLine& o) {
  po::options_description d("Options");
  d.add_options()("output,o", po::value(&o.output)->value_name("NAME"),
                  "without --read: NAME.md to print and NAME.csv to fill; with it: the scenario to write");
  d.add_options()("questions", po::value(&o.questions)->value_name("N"),
                  "ask for so many numbers, those that decide most (default 20)");
  d.add_options()("points", po::value(&o.points)->value_name("N"),
                  "points at which it is looked what decides (default 5000)");
  d.add_options()("read", po::bool_switch(&o.read),
                  "read filled sheets (CSV), pool them and write the scenario with their ranges");
  d.add_options()("replicates,n", po::value(&o.replicates)->value_name("N"),
                  "with --read: runs at each expert's value (default 400)");
  d.add_options()("force", po::bool_switch(&o.force), "replace files that are there");
  add_playing(d, o);
  return d;
}

bool may_write(const ElicitLine& o, const std::vector<std::string>& files) {
  for (const auto& file : files)
    if (!o.force && fs::exists(fs::symlink_status(file))) {
      usage_error("elicit", fmt::format("{} exists already (--force replaces it)", printable(file, 500)));
      return false;
    }
  return true;
}

// Writes a file; false after it was said why not.
bool written(const ElicitLine& o, const std::string& file, const std::string& text,
             const FilesRead& reading) {
  try {
    write_whole(file, text, reading, o.force ? OutputFile::Old::replaced : OutputFile::Old::kept);
  } catch (const WriteError& e) {
    say(fmt::format("parley elicit: {}\n", e.what()));
    return false;
  }
  return true;
}

bool may_replace_sheet(const std::string& table) {
  if (!fs::exists(table)) return true;
  const FileText text = read_table(table);
  if (!text.good() || !holds_answers(text.text)) return true;
  usage_error("elicit",
              fmt::format("{} is a sheet with answers, which --force does not replace (choose another "
                          "name, or delete it by hand)",
                          printable(table, 500)));
  return false;
}

int ask(const ElicitLine& o, const std::string& file) {
  ScreeningOptions options;
  std::size_t questions = 0;
  if (!whole_option<std::size_t>("elicit", "questions", o.questions, 1, 1000, questions) ||
      !whole_option("elicit", "points", o.points, 20U, 1'000'000U, options.points) ||
      !read_playing("elicit", o, options))
    return bad_input;
  const std::string page = o.output + ".md", table = o.output + ".csv";
  if (!may_write(o, {page, table}) || !may_replace_sheet(table)) return bad_input;
  const auto loaded = load_or_complain(file, {});
  if (!loaded) return bad_input;
  const StepLine line(o.quiet);
  options.progress = [&](const std::string& what) { line.show(what); };
  const Screening screening = screen(loaded->scenario, options);
  line.clear();
  if (screening.numbers.empty()) {
    say("parley elicit: no number of this scenario can be asked for\n");
    return could_not_finish;
  }
  if (!written(o, page, questionnaire_markdown(loaded->scenario, screening, questions, file), {file}) ||
      !written(o, table, questionnaire_csv(loaded->scenario, screening, questions), {file}))
    return could_not_finish;
  if (!o.quiet)
    say(fmt::format("Wrote {} to print and {} to fill, one copy an expert.\n{}\n", page, table,
                    order_in_words(loaded->scenario, screening, questions)));
  return done;
}

int read(const ElicitLine& o, const std::string& file, const std::vector<std::string>& sheets) {
  MatterOptions options;
  if (!whole_option("elicit", "replicates", o.replicates, 2U, 1'000'000U, options.runs) ||
      !read_playing("elicit", o, options) || !may_write(o, {o.output}))
    return bad_input;
  const auto loaded = load_or_complain(file, {});
  if (!loaded) return bad_input;
  Diagnostics problems;
  std::vector<SheetFile> texts;
  for (const auto& sheet : sheets) {
    FileText text = read_table(sheet);
    if (text.good())
      texts.push_back({sheet, std::move(text.text)});
    else
      problems.push_back({sheet, text.place, "", text.problem, text.hint});
  }
  const auto answers = read_answers(texts, loaded->scenario, problems);
  if (!problems.empty()) {
    say(to_string(problems));
    return bad_input;
  }
  const auto pooled = pool_answers(answers, loaded->scenario);
  const auto document = with_answers(loaded->document, loaded->scenario, pooled, problems);
  const auto scenario = document ? load_scenario(*document, problems) : std::nullopt;
  if (!scenario) {
    say("parley elicit: the pooled answers make no scenario (places are those of its numbers); nothing was "
        "written\n" +
        to_string(problems));
    return bad_input;
  }
  const StepLine line(o.quiet);
  options.progress = [&](const std::string& what) { line.show(what); };
  const Disagreements found = disagreements(*scenario, pooled, options);
  line.clear();
  std::vector<std::string> reading = sheets;
  reading.push_back(file);
  if (!written(o, o.output, document->text, reading)) return could_not_finish;
  if (!o.quiet) say(fmt::format("Wrote {}. Next: parley run {}\n", o.output, shell_word(o.output)));
  return print(o.json ? elicited_json(loaded->scenario, pooled, found, options.seed)
                      : elicited_text(loaded->scenario, pooled, found, options.seed, colour_wanted()));
}

}  // namespace

CommandHelp elicit_help() {
  ElicitLine o;
  return described(
      {"SCENARIO -o SHEET [options]", "--read SHEET.csv... SCENARIO -o NEW.yaml [options]"},
      "Asks experts for the numbers that decide most, in plain words: a page to print and a table to fill, "
      "one\ncopy an expert. Filled sheets become ranges, shapes and names in a copy of the scenario that "
      "keeps its\ncomments; where experts disagree, it is played whether that matters.",
      elicit_options(o));
}

int elicit(const Arguments& arguments) {
  ElicitLine o;
  const po::options_description visible = elicit_options(o);
  po::variables_map given;
  if (!parse_arguments("elicit", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("elicit", elicit_help()));
  auto named = words_of(given);
  if (o.output.empty())
    return usage_error(
        "elicit", o.read ? "name the scenario to write: -o NEW.yaml" : "name the sheet to write: -o SHEET");
  if (!o.read) {
    if (named.size() != 1) return usage_error("elicit", "name one scenario");
    return ask(o, meant(named[0]));
  }
  const auto is_scenario = [](const std::string& file) {
    return file.ends_with(".yaml") || file.ends_with(".yml");
  };
  const auto at = std::find_if(named.begin(), named.end(), is_scenario);
  if (at == named.end() || std::count_if(named.begin(), named.end(), is_scenario) != 1)
    return usage_error("elicit", "name one scenario (.yaml) beside the sheets");
  const std::string scenario = meant(*at);
  named.erase(at);
  if (named.empty()) return usage_error("elicit", "name the filled sheets: --read SHEET.csv...");
  return read(o, scenario, named);
}

}  // namespace parley::cli

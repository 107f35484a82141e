// parley import KIND FILE...

#include "parley/imports/import.hpp"

#include <cstdio>
#include <filesystem>
#include <optional>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "import.hpp"
#include "parley/document/quantity.hpp"
#include "parley/support/text_file.hpp"
#include "parley/writing/csv_file.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

constexpr std::size_t most_bytes = 16U << 20U;

struct Options {
  std::string output, steps = "21", spacing = "5", reservation = "0";
  bool force = false, quiet = false, help = false;
};

po::options_description import_options(Options& o) {
  po::options_description d("Options");
  d.add_options()("output,o", po::value(&o.output)->value_name("FILE"),
                  "write the scenario to this file (default: print it)");
  d.add_options()("force", po::bool_switch(&o.force), "replace a file that is there");
  d.add_options()("steps", po::value(&o.steps)->value_name("N"),
                  "genius: options that a real issue is cut into (default 21, as GENIUS counts it)");
  d.add_options()(
      "spacing", po::value(&o.spacing)->value_name("X"),
      "ktab: distance of options on a line from 0 to 100 (default 5); actors' own places are always there");
  d.add_options()("reservation", po::value(&o.reservation)->value_name("U"),
                  "ktab: reservation value of every actor, for the file has none (default 0)");
  d.add_options()("quiet,q", po::bool_switch(&o.quiet), "no messages but errors");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

bool read_numbers(const Options& o, ImportOptions& out) {
  if (!whole_option("import", "steps", o.steps, std::size_t{2}, most_imported_options, out.steps))
    return false;
  const auto number = [](const char* option, const std::string& text, double low, double high,
                         double& value) {
    const auto read = parse_double(text);
    if (!read || *read < low || *read > high) {
      usage_error("import", fmt::format("--{} {}: expected a number from {} to {}", option, printable(text),
                                        low, high));
      return false;
    }
    value = *read;
    return true;
  };
  return number("spacing", o.spacing, 0.2, 100, out.spacing) &&
         number("reservation", o.reservation, 0, 1, out.reservation);
}

std::optional<Draft> drafted(const std::string& kind, const std::vector<SourceFile>& files,
                             const ImportOptions& options, Diagnostics& diagnostics, Diagnostics& notes) {
  if (kind == "ktab") return import_ktab(files[0], options, diagnostics, notes);
  const std::vector<SourceFile> profiles(files.begin() + 1, files.end());
  return looks_like_json(files[0]) ? import_geniusweb(files[0], profiles, diagnostics, notes)
                                   : import_genius(files[0], profiles, options, diagnostics, notes);
}

}  // namespace

Diagnostics import_refusals(const std::string& text, const std::string& file) {
  Diagnostics diagnostics;
  if (auto document = parse_yaml(file, text, diagnostics)) load_scenario(*document, diagnostics);
  for (Diagnostic& d : diagnostics)
    d = {file,
         {},
         "",
         fmt::format("the scenario made of it: {}{}", d.path.empty() ? "" : d.path + ": ", d.message),
         d.hint};
  return diagnostics;
}

int import_refused(const Diagnostics& diagnostics) {
  say(to_string(diagnostics));
  return bad_input;
}

CommandHelp import_files_help() {
  Options o;
  return described(
      {"genius DOMAIN PROFILE PROFILE... [options]", "ktab FILE.csv [options]",
       "events FILE.csv [options]      (see: parley import events --help)"},
      "Makes a scenario of another program's files: a domain of GENIUS (XML) or GeniusWeb (JSON) with "
      "one\nprofile a party, or a KTAB table of actors with positions, saliences and power. What has "
      "no\ncounterpart is refused or told, with line and column. Then: parley analyze, parley run.",
      import_options(o));
}

int import_files(const Arguments& arguments) {
  if (!arguments.empty() && arguments[0] == "events")
    return import_events({arguments.begin() + 1, arguments.end()});
  Options o;
  const po::options_description visible = import_options(o);
  po::variables_map given;
  if (!parse_arguments("import", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("import", import_files_help()));
  const auto named = words_of(given);
  const std::vector<std::string> kinds{"genius", "geniusweb", "ktab", "events"};
  if (named.empty() || std::find(kinds.begin(), kinds.end(), named[0]) == kinds.end())
    return usage_error("import", named.empty() ? "name the kind of file first: genius, ktab or events"
                                               : fmt::format("unknown kind '{}' ({})", printable(named[0]),
                                                             suggest(named[0], kinds)));
  if (named[0] == "events") return usage_error("import", "'events' comes before its options");
  const bool ktab = named[0] == "ktab";
  if (ktab ? named.size() != 2 : named.size() < 2)
    return usage_error("import", ktab ? "name one CSV file" : "name a domain and its profiles");
  ImportOptions options;
  if (!read_numbers(o, options)) return bad_input;
  if (given.count("output") != 0U && o.output.empty()) return usage_error("import", "--output names no file");
  if (!o.output.empty() && !o.force && std::filesystem::exists(std::filesystem::symlink_status(o.output)))
    return usage_error("import",
                       fmt::format("{} exists already (--force replaces it)", printable(o.output, 500)));

  Diagnostics diagnostics, notes;
  std::vector<SourceFile> files;
  for (std::size_t k = 1; k < named.size(); ++k) {
    auto text = read_text_file(named[k], most_bytes + 1, "name a file in it", diagnostics);
    if (text && text->size() > most_bytes)
      diagnostics.push_back(
          {named[k], {}, "", fmt::format("the file is larger than {} MiB", most_bytes >> 20U), ""});
    if (text) files.push_back({named[k], std::move(*text)});
  }
  if (!diagnostics.empty()) return import_refused(diagnostics);
  const auto draft = drafted(named[0], files, options, diagnostics, notes);
  for (Diagnostic& note : notes) note.message = "note: " + note.message;
  if (!o.quiet) say(to_string(notes));
  if (!draft) return import_refused(diagnostics);
  if (!ktab && files.size() < 3) return usage_error("import", "a negotiation needs at least two profiles");
  const std::string text = scenario_text(*draft);
  if (const Diagnostics refused = import_refusals(text, files[0].name); !refused.empty())
    return import_refused(refused);
  if (o.output.empty()) return print(text);
  try {
    write_whole(o.output, text, {named.begin() + 1, named.end()},
                o.force ? OutputFile::Old::replaced : OutputFile::Old::kept);
  } catch (const WriteError& e) {
    say(fmt::format("parley import: {}\n", e.what()));
    return could_not_finish;
  }
  if (!o.quiet) say(fmt::format("Wrote {}. Next: parley analyze {}\n", o.output, shell_word(o.output)));
  return done;
}

}  // namespace parley::cli

// parley new FILE

#include <filesystem>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/writing/output_file.hpp"
#include "starters.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

struct NewLine {
  std::string kind = starters()[0].kind;
  bool help = false;
};

po::options_description new_options(NewLine& o) {
  po::options_description d("Options");
  std::string names;
  for (const Starter& s : starters()) names += (names.empty() ? "" : "|") + std::string(s.kind);
  d.add_options()("kind", po::value(&o.kind)->value_name(names), "what kind of conflict (default armies)");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

// The line by which editors with a YAML language server find the format: they complete and check as one
// types.
std::string for_editors() {
  const std::string data = data_folder();
  if (data.empty()) return {};
  std::string address;
  for (const char c :
       fs::absolute(fs::path(data) / "scenarios" / "scenario.schema.json").lexically_normal().string())
    address += c == ' ' ? "%20" : std::string(1, c);
  return fmt::format("# yaml-language-server: $schema={}\n", address);
}

std::string kinds() {
  std::string list;
  for (const Starter& s : starters()) list += fmt::format("  {:<12} {}\n", s.kind, s.what);
  return list;
}

const Starter* starter(const std::string& kind) {
  for (const Starter& s : starters())
    if (kind == s.kind) return &s;
  return nullptr;
}

}  // namespace

CommandHelp new_scenario_help() {
  NewLine o;
  return described({"FILE [--kind KIND]"},
                   "Writes a small commented scenario to start from. Never overwrites a file.",
                   new_options(o), "KINDs:\n" + kinds());
}

int new_scenario(const Arguments& arguments) {
  NewLine o;
  po::variables_map given;
  if (!parse_arguments("new", arguments, new_options(o), given)) return bad_input;
  if (o.help) return print(help_text("new", new_scenario_help()));
  const Starter* chosen = starter(o.kind);
  if (chosen == nullptr)
    return usage_error("new", fmt::format("--kind {}: expected one of these\n{}", o.kind, kinds()));
  const auto files = words_of(given);
  if (files.size() != 1 || files[0].empty()) return usage_error("new", "name one file to write");
  const std::string& file = files[0];
  // Made by this call or not at all, so that nothing is overwritten, not even what a link points to.
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(file, ignored))) {
    say(fmt::format("{}: exists already; nothing was written\n", file));
    return bad_input;
  }
  try {
    write_whole(file, for_editors() + chosen->text, {}, OutputFile::Old::kept);
  } catch (const WriteError& e) {
    say(fmt::format("parley new: {}\n", e.what()));
    return could_not_finish;
  }
  say(fmt::format("Wrote {}. Next: parley run {}, parley check --advise {}\n", file, shell_word(file),
                  shell_word(file)));
  return done;
}

}  // namespace parley::cli

// parley new FILE

#include <filesystem>
#include <sstream>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/writing/output_file.hpp"
#include "starters.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

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

int new_scenario(const Arguments& arguments) {
  std::string kind = starters()[0].kind;
  bool help = false;
  po::options_description visible("Options");
  visible.add_options()("kind", po::value(&kind)->value_name("KIND"),
                        "what kind of conflict (default armies)");
  visible.add_options()("help,h", po::bool_switch(&help), "this help");
  po::variables_map given;
  if (!parse_arguments("new", arguments, visible, given)) return bad_input;
  if (help) {
    std::ostringstream text;
    text << "usage: parley new FILE [--kind KIND]\n\nWrites a small commented scenario to start from. Never "
            "overwrites a file.\n\n"
         << visible << "\nKINDs:\n"
         << kinds();
    return print(text.str());
  }
  const Starter* chosen = starter(kind);
  if (chosen == nullptr)
    return usage_error("new", fmt::format("--kind {}: expected one of these\n{}", kind, kinds()));
  const auto files = given.count("scenario") != 0U ? given["scenario"].as<std::vector<std::string>>()
                                                   : std::vector<std::string>{};
  if (files.size() != 1 || files[0].empty()) return usage_error("new", "name one file to write");
  const std::string& file = files[0];
  // Made by this call or not at all, so that nothing is overwritten, not even what a link points to.
  std::error_code ignored;
  if (std::filesystem::exists(std::filesystem::symlink_status(file, ignored))) {
    say(fmt::format("{}: exists already; nothing was written\n", file));
    return bad_input;
  }
  try {
    write_whole(file, chosen->text, {}, OutputFile::Old::kept);
  } catch (const WriteError& e) {
    say(fmt::format("parley new: {}\n", e.what()));
    return could_not_finish;
  }
  say(fmt::format("Wrote {}. Next: parley run {}, parley check --advise {}\n", file, shell_word(file),
                  shell_word(file)));
  return done;
}

}  // namespace parley::cli

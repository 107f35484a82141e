// parley list, parley completion, parley manual: what comes with the program, and what it tells of itself.

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/document/yaml_document.hpp"
#include "parley/scenario/shipped.hpp"
#include "parley/writing/output_file.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

struct ListLine {
  bool names = false, help = false;
};

po::options_description list_options(ListLine& o) {
  po::options_description d("Options");
  d.add_options()("names", po::bool_switch(&o.names), "the names alone");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

struct ManualLine {
  std::string output;
  bool help = false;
};

po::options_description manual_options(ManualLine& o) {
  po::options_description d("Options");
  d.add_options()("output,o", po::value(&o.output)->value_name("DIR"),
                  "write every page, and the completion of both shells, to this folder");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

po::options_description help_option(bool& help) {
  po::options_description d("Options");
  d.add_options()("help,h", po::bool_switch(&help), "this help");
  return d;
}

std::string title_of(const std::string& file) {
  Diagnostics unread;
  const auto document = read_yaml_file(file, unread);
  if (!document) return {};
  const YamlNode* name = document->root.find("name");
  return name != nullptr ? name->scalar : std::string();
}

int write_pages(const std::string& folder, const std::vector<NamedHelp>& commands) {
  try {
    fs::create_directories(folder);
    const auto write = [&](const std::string& name, const std::string& text) {
      write_whole((fs::path(folder) / name).string(), text, {});
    };
    write("parley.1", manual_page(commands));
    for (const NamedHelp& c : commands) write(fmt::format("parley-{}.1", c.name), manual_page(c));
    write("parley.bash", bash_completion(commands));
    write("_parley", zsh_completion(commands));
  } catch (const std::exception& e) {
    say(fmt::format("parley manual: {}\n", e.what()));
    return could_not_finish;
  }
  return done;
}

}  // namespace

CommandHelp list_help() {
  ListLine o;
  return described(
      {"[--names]"},
      "Tells which scenarios, texts (deals), textbook cases and studies come with the program, each by the "
      "name that\n'parley run NAME' and the other commands take from any folder.",
      list_options(o));
}

int list(const Arguments& arguments) {
  ListLine o;
  po::variables_map given;
  if (!parse_arguments("list", arguments, list_options(o), given)) return bad_input;
  if (o.help) return print(help_text("list", list_help()));
  if (given.count("scenario") != 0U) return usage_error("list", "it takes no names");
  const std::string data = data_folder();
  if (data.empty()) {
    say("parley list: there is no folder of data beside this program, and PARLEY_DATA names none\n");
    return could_not_finish;
  }
  std::string text;
  for (const std::string& name : shipped_names(data))
    text += o.names ? name + "\n"
                    : fmt::format("{:<28} {}\n", name, title_of(named_file(data, "scenarios/" + name)));
  if (!o.names) text += fmt::format("\nThey are in {}.\n", (fs::path(data) / "scenarios").string());
  return print(text);
}

CommandHelp completion_help() {
  bool help = false;
  return described(
      {"bash|zsh"},
      "Prints a script with which a shell completes the commands, options and names of parley. Installed "
      "packages\nbring it along; else:\n\n  source <(parley completion bash)",
      help_option(help));
}

int completion(const Arguments& arguments) {
  bool help = false;
  po::variables_map given;
  if (!parse_arguments("completion", arguments, help_option(help), given)) return bad_input;
  if (help) return print(help_text("completion", completion_help()));
  const auto shell = one_word("completion", given, "shell (bash or zsh)");
  if (!shell) return bad_input;
  if (*shell == "bash") return print(bash_completion(all_help()));
  if (*shell == "zsh") return print(zsh_completion(all_help()));
  return usage_error("completion", fmt::format("unknown shell '{}' (bash or zsh)", printable(*shell)));
}

CommandHelp manual_help() {
  ManualLine o;
  return described(
      {"[COMMAND]", "-o DIR"},
      "Prints the manual page of a command, or of the program, for man(1):\n\n  parley manual run | man -l -",
      manual_options(o));
}

int manual(const Arguments& arguments) {
  ManualLine o;
  po::variables_map given;
  if (!parse_arguments("manual", arguments, manual_options(o), given)) return bad_input;
  if (o.help) return print(help_text("manual", manual_help()));
  const std::vector<NamedHelp> commands = all_help();
  if (!o.output.empty()) return write_pages(o.output, commands);
  if (given.count("scenario") == 0U) return print(manual_page(commands));
  const auto name = one_word("manual", given, "command");
  if (!name) return bad_input;
  std::vector<std::string> names;
  for (const NamedHelp& c : commands) {
    if (c.name == *name) return print(manual_page(c));
    names.push_back(c.name);
  }
  return usage_error("manual",
                     fmt::format("unknown command '{}' ({})", printable(*name), suggest(*name, names)));
}

}  // namespace parley::cli

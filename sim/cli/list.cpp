// parley list: what comes with the program.

#include <filesystem>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/document/yaml_document.hpp"
#include "parley/scenario/shipped.hpp"

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

std::string title_of(const std::string& file) {
  Diagnostics unread;
  const auto document = read_yaml_file(file, unread);
  if (!document) return {};
  const YamlNode* name = document->root.find("name");
  return name != nullptr ? name->scalar : std::string();
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

}  // namespace parley::cli

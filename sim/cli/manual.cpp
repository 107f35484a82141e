// parley manual: the pages that man(1) shows, from the same tables of options as help and parser.

#include <filesystem>
#include <sstream>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "help.hpp"
#include "parley/support/diagnostic.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/output_file.hpp"

namespace parley::cli {

namespace po = boost::program_options;
namespace fs = std::filesystem;

namespace {

// Text as man(1) shows it: nothing in it is a command of roff.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

// Paragraphs; a line that is indented stands as it is.
std::string paragraphs(const std::string& text) {
  std::string out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty())
      out += ".PP\n";
    else if (line[0] == ' ')
      out += fmt::format(".PP\n.nf\n{}\n.fi\n", plain(line));
    else
      out += plain(line) + "\n";
  }
  return out;
}

std::string heading(const std::string& name) {
  std::string title = name;
  for (char& c : title)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return fmt::format(".TH {} 1 \"\" \"parley {}\" \"Parley\"\n", plain(title), version());
}

constexpr const char* exit_codes =
    ".SH EXIT STATUS\n0 done, 1 could not finish, 2 mistakes in what was given, 75 runs of a study are still "
    "to be "
    "made, 130 interrupted.\n";

}  // namespace

std::string manual_page(const NamedHelp& command) {
  const CommandHelp& help = command.help;
  std::string page = heading("parley-" + command.name);
  page += fmt::format(".SH NAME\nparley\\-{} \\- {}\n.SH SYNOPSIS\n", command.name, plain(command.what));
  for (const std::string& line : help.usage)
    page += fmt::format(".B parley {}\n{}\n.br\n", plain(command.name), line.empty() ? "\\&" : plain(line));
  page += ".SH DESCRIPTION\n" + paragraphs(help.about);
  if (!help.options.empty()) page += ".SH OPTIONS\n";
  for (const OptionHelp& option : help.options) {
    page += ".TP\n";
    if (!option.letter.empty()) page += fmt::format("\\fB\\-{}\\fR, ", option.letter);
    page += fmt::format("\\fB\\-\\-{}\\fR", plain(option.name));
    if (!option.value.empty())
      page += option.bare ? fmt::format("[=\\fI{}\\fR]", plain(option.value))
                          : fmt::format(" \\fI{}\\fR", plain(option.value));
    page += "\n" + plain(option.text) + "\n";
  }
  if (!help.more.empty()) page += ".SH NOTES\n" + paragraphs(help.more);
  return page + exit_codes + ".SH SEE ALSO\n.BR parley (1)\n";
}

std::string manual_page(std::span<const NamedHelp> commands) {
  std::string page = heading("parley");
  page +=
      ".SH NAME\nparley \\- simulate the negotiation of a ceasefire and what becomes of it\n"
      ".SH SYNOPSIS\n.B parley\n\\fICOMMAND\\fR [\\fIarguments\\fR]\n.br\n.B parley run geneva\\-2016\n"
      ".SH DESCRIPTION\n"
      "A conflict is written down as a file: who the parties are, what they want, who backs whom, where they "
      "fight.\n"
      "Parley plays it many times, day by day, and tells whether there is a deal that all could sign, "
      "whether they\n"
      "find it, how long it lasts, who breaks it, and why. It predicts nothing: it shows what follows from "
      "assumptions.\n"
      ".SH COMMANDS\n";
  for (const NamedHelp& c : commands)
    page += fmt::format(".TP\n.BR parley\\-{} (1)\n{}\n", plain(c.name), plain(c.what));
  page +=
      ".SH FILES\n"
      ".TP\n.I ../share/parley\nbeside the program's folder: scenarios, texts, studies, the record, schemas, "
      "scripts for "
      "figures. Nothing is written there.\n"
      ".TP\n.I ~/.local/state/parley/record\\-log.csv\nwhat 'parley validate' has played of the record that "
      "comes with "
      "the program ($XDG_STATE_HOME where it is set).\n"
      ".SH ENVIRONMENT\n"
      ".TP\n.B PARLEY_DATA\na folder that is used in place of share/parley\n"
      ".TP\n.B NO_COLOR\nno bold print on a terminal\n";
  return page + exit_codes;
}

namespace {

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

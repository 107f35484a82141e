#include "help.hpp"

#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "command.hpp"
#include "parley/support/version.hpp"

namespace parley::cli {

namespace po = boost::program_options;

CommandHelp described(std::vector<std::string> usage, std::string about,
                      const po::options_description& options, std::string more) {
  CommandHelp help{std::move(usage), std::move(about), {}, {}, std::move(more)};
  for (const auto& option : options.options()) {
    const std::string shown = option->canonical_display_name(po::command_line_style::allow_dash_for_short);
    OptionHelp line{option->long_name(),
                    shown.size() == 2 && shown[0] == '-' ? shown.substr(1) : "",
                    {},
                    false,
                    option->description()};
    if (option->semantic()->max_tokens() > 0) {
      line.bare = option->semantic()->min_tokens() == 0;
      line.value = option->semantic()->name();
      if (line.bare) line.value = line.value.substr(2, line.value.find('(') - 2);  // [=NAME(=VALUE)]
    }
    help.options.push_back(std::move(line));
  }
  std::ostringstream text;
  text << options;
  help.columns = text.str();
  return help;
}

std::string help_text(const std::string& name, const CommandHelp& help) {
  std::string text;
  for (const std::string& line : help.usage)
    text += fmt::format("{} parley {}{}{}\n", text.empty() ? "usage:" : "      ", name,
                        line.empty() ? "" : " ", line);
  return fmt::format("{}\n{}\n\n{}{}{}", text, help.about, help.columns, help.more.empty() ? "" : "\n",
                     help.more);
}

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

}  // namespace parley::cli

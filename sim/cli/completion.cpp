// parley completion: how a shell completes a command line, from the same tables of options as help and
// parser.

#include <algorithm>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "command.hpp"
#include "common.hpp"
#include "help.hpp"

namespace parley::cli {

namespace {

// What stands where a value is wanted.
enum class Wanted { words, file, shipped, folder, text };

struct Value {
  Wanted wanted = Wanted::text;
  std::vector<std::string> words;
};

bool is_lower(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-';
  });
}

// The words of "none|days"; none where the text is no list of words.
std::vector<std::string> alternatives(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; std::getline(in, word, '|');) {
    if (!is_lower(word)) return {};
    words.push_back(word);
  }
  return words;
}

Value value_of(const OptionHelp& option) {
  if (auto words = alternatives(option.value); !words.empty()) return {Wanted::words, std::move(words)};
  if (option.value == "DIR") return {Wanted::folder, {}};
  if (option.name == "deal") return {Wanted::shipped, {}};
  const bool file = option.value.starts_with("FILE") || option.value.find(".db") != std::string::npos ||
                    (option.name == "output" && option.value == "NAME");
  return {file ? Wanted::file : Wanted::text, {}};
}

// Words that come first, such as the kinds of files that are imported.
std::vector<std::string> first_words(const CommandHelp& help) {
  std::vector<std::string> words;
  for (const std::string& line : help.usage)
    for (const std::string& word : alternatives(line.substr(0, line.find(' '))))
      if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  return words;
}

// A scenario or study is named, which may be one that is shipped.
bool takes_shipped(const CommandHelp& help) {
  return std::any_of(help.usage.begin(), help.usage.end(), [](const std::string& line) {
    return line.starts_with("SCENARIO") || line.starts_with("STUDY.yaml") || line.starts_with("A.yaml") ||
           line.starts_with("[--quiet] FILE");
  });
}

}  // namespace

std::string bash_completion(std::span<const NamedHelp> commands) {
  std::vector<std::string> names, values, options;
  for (const NamedHelp& c : commands) {
    names.push_back(c.name);
    std::vector<std::string> all;
    for (const OptionHelp& option : c.help.options) {
      all.push_back("--" + option.name);
      if (option.value.empty() || option.bare) continue;
      const std::string pattern =
          fmt::format("\"{} --{}\"{}", c.name, option.name,
                      option.letter.empty() ? "" : fmt::format(" | \"{} -{}\"", c.name, option.letter));
      const Value value = value_of(option);
      values.push_back(fmt::format("    {}) {} ;;\n", pattern,
                                   value.wanted == Wanted::words
                                       ? fmt::format("words='{}'", fmt::join(value.words, " "))
                                   : value.wanted == Wanted::file    ? "kind=file"
                                   : value.wanted == Wanted::shipped ? "kind=shipped"
                                   : value.wanted == Wanted::folder  ? "kind=folder"
                                                                     : "kind=text"));
    }
    options.push_back(fmt::format("    {}) options='{}' first='{}' shipped={} ;;\n", c.name,
                                  fmt::join(all, " "), fmt::join(first_words(c.help), " "),
                                  takes_shipped(c.help) ? "shipped" : "''"));
  }
  return fmt::format(
      "# bash completion for parley, printed by 'parley completion bash'\n"
      "_parley() {{\n"
      "  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} "
      "command=${{COMP_WORDS[1]}}\n"
      "  local words='' kind='' options='' first='' shipped=''\n"
      "  COMPREPLY=()\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W '{} --help --version' -- \"$current\")\n"
      "    return\n"
      "  fi\n"
      "  case \"$command $previous\" in\n{}  esac\n"
      "  case \"$command\" in\n{}  esac\n"
      "  if [ -n \"$words\" ]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
      "  elif [ \"$kind\" = text ]; then\n"
      "    return\n"
      "  elif [ \"$kind\" = folder ]; then\n"
      "    compopt -o filenames 2>/dev/null\n"
      "    mapfile -t COMPREPLY < <(compgen -d -- \"$current\")\n"
      "  elif [[ -z $kind && $current == -* ]]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n"
      "  elif [[ -z $kind && $COMP_CWORD -eq 2 && -n $first ]]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"$first\" -- \"$current\")\n"
      "  else\n"
      "    compopt -o filenames 2>/dev/null\n"
      "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\"; [ \"${{kind:-$shipped}}\" != shipped ] ||\n"
      "      compgen -W \"$(parley list --names 2>/dev/null)\" -- \"$current\")\n"
      "  fi\n"
      "}}\n"
      "complete -F _parley parley\n",
      fmt::join(names, " "), fmt::join(values, ""), fmt::join(options, ""));
}

std::string zsh_completion(std::span<const NamedHelp> commands) {
  // Within quotation marks; a colon and brackets part what _arguments reads.
  const auto quoted = [](const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (c == '\'')
        out += "'\\''";
      else if (c == ':' || c == '[' || c == ']')
        out += fmt::format("\\{}", c);
      else
        out += c;
    }
    return out;
  };
  std::string names, cases;
  for (const NamedHelp& c : commands) {
    names += fmt::format("    '{}:{}'\n", c.name, quoted(c.what));
    cases += fmt::format("    {})\n      _arguments -s", c.name);
    for (const OptionHelp& option : c.help.options) {
      const Value value = value_of(option);
      std::string action;
      if (!option.value.empty())
        action = fmt::format("{}:{}:{}", option.bare ? ":" : "", quoted(option.value),
                             value.wanted == Wanted::words  ? fmt::format("({})", fmt::join(value.words, " "))
                             : value.wanted == Wanted::file ? "_files"
                             : value.wanted == Wanted::shipped ? "_parley_scenarios"
                             : value.wanted == Wanted::folder  ? "_files -/"
                                                               : " ");
      const std::string text = quoted(option.text);
      const std::string joined = option.bare ? "=-" : "";
      cases +=
          option.letter.empty()
              ? fmt::format(" \\\n        '*--{}{}[{}]{}'", option.name, joined, text, action)
              : fmt::format(" \\\n        '*'{{-{},--{}}}'[{}]{}'", option.letter, option.name, text, action);
    }
    if (const auto first = first_words(c.help); !first.empty())
      cases += fmt::format(" \\\n        '1:kind:({})'", fmt::join(first, " "));
    cases += fmt::format(" \\\n        '*:file:{}'\n      ;;\n",
                         takes_shipped(c.help) ? "_parley_scenarios" : "_files");
  }
  return fmt::format(
      "#compdef parley\n"
      "# zsh completion for parley, printed by 'parley completion zsh'\n"
      "_parley_scenarios() {{\n"
      "  _alternative 'files:file:_files' \"shipped:shipped:(${{(f)\\\"$(_call_program names parley list "
      "--names "
      "2>/dev/null)\\\"}})\"\n"
      "}}\n"
      "_parley() {{\n"
      "  local -a commands\n"
      "  commands=(\n{}  )\n"
      "  if (( CURRENT == 2 )); then\n"
      "    _describe 'command' commands\n"
      "    return\n"
      "  fi\n"
      "  shift words\n"
      "  (( CURRENT-- ))\n"
      "  case $words[1] in\n{}  esac\n"
      "}}\n"
      "_parley \"$@\"\n",
      names, cases);
}

namespace {

boost::program_options::options_description help_option(bool& help) {
  boost::program_options::options_description d("Options");
  d.add_options()("help,h", boost::program_options::bool_switch(&help), "this help");
  return d;
}

}  // namespace

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
  boost::program_options::variables_map given;
  if (!parse_arguments("completion", arguments, help_option(help), given)) return bad_input;
  if (help) return print(help_text("completion", completion_help()));
  const auto shell = one_word("completion", given, "shell (bash or zsh)");
  if (!shell) return bad_input;
  if (*shell == "bash") return print(bash_completion(all_help()));
  if (*shell == "zsh") return print(zsh_completion(all_help()));
  return usage_error("completion", fmt::format("unknown shell '{}' (bash or zsh)", printable(*shell)));
}

}  // namespace parley::cli

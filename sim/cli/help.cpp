#include "help.hpp"

#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "command.hpp"

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

}  // namespace parley::cli

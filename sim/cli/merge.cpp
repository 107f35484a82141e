// parley merge OUT.db IN.db...

#include <filesystem>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/study/completeness.hpp"
#include "parley/study/store.hpp"
#include "parley/support/counted.hpp"
#include "parley/writing/output_file.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;

po::options_description merge_options(bool& help) {
  po::options_description d("Options");
  d.add_options()("help,h", po::bool_switch(&help), "this help");
  return d;
}

}  // namespace

CommandHelp merge_help() {
  bool help = false;
  return described({"OUT.db IN.db..."},
                   "Puts the runs of several stores of one study, its shards for example, into one. Runs "
                   "that are in more than\n"
                   "one must be the same, so that a shard made twice does no harm. OUT.db is made, or added "
                   "to. Where runs of\n"
                   "the study are still missing it says so, and the exit code is 75.",
                   merge_options(help));
}

int merge(const Arguments& arguments) {
  bool help = false;
  po::variables_map given;
  if (!parse_arguments("merge", arguments, merge_options(help), given)) return bad_input;
  if (help) return print(help_text("merge", merge_help()));
  const auto files = words_of(given);
  if (files.size() < 2) return usage_error("merge", "name the store to write and those to put into it");
  if (const std::string refusal = write_refusal(files[0], {files.begin() + 1, files.end()}); !refusal.empty())
    return usage_error("merge", refusal);
  try {
    // All are looked at before anything is written.
    std::error_code ignored;
    std::optional<Sweep> study;
    for (std::size_t i = 1; i < files.size(); ++i) {
      const Store other(files[i], Database::Mode::read);
      if (!study) study = other.sweep();
    }
    if (!std::filesystem::exists(files[0], ignored)) Store::create(files[0], *study);
    Store into(files[0], Database::Mode::write);
    for (std::size_t i = 1; i < files.size(); ++i) {
      const auto fresh = parley::merge(into, files[i]);
      say(fmt::format("{}: {} that {} did not have\n", files[i], count_of(fresh, "run"), files[0]));
    }
    say(fmt::format("{} in {}\n", count_of(into.runs(), "run is", "runs are"), files[0]));
    return told_complete(incomplete_words(completeness(into.sweep(), into.runs()), files[0]));
  } catch (const StoreError& e) {
    say(fmt::format("parley merge: {}\n", e.what()));
    return could_not_finish;
  }
}

}  // namespace parley::cli

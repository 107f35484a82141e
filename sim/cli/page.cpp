// parley page SCENARIO|STUDY.db|DIR -o FILE

#include <algorithm>
#include <filesystem>
#include <memory>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "command.hpp"
#include "commit.hpp"
#include "common.hpp"
#include "page_source.hpp"
#include "parley/page/assumptions.hpp"
#include "parley/page/page_file.hpp"
#include "parley/support/read_file.hpp"
#include "parley/support/version.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

constexpr std::uint32_t most_runs = 100'000;

struct PageLine {
  std::string output, replicates = "1000", seed = "1", points, per_point = "4", screen = "2000", jobs = "0",
                      engine;
  std::vector<std::string> set, deals;
  bool quiet = false, help = false;
};

po::options_description page_options(PageLine& o) {
  po::options_description d("Options");
  d.add_options()("output,o", po::value(&o.output)->value_name("FILE"), "the page to write");
  d.add_options()("replicates,n", po::value(&o.replicates)->value_name("N"),
                  "runs at the central values (default 1000; of a folder as many as it has)");
  d.add_options()(
      "points", po::value(&o.points)->value_name("K"),
      "points drawn over the declared ranges (default: a fifth of the runs, if that is 20 or more)");
  d.add_options()("per-point", po::value(&o.per_point)->value_name("M"),
                  "runs at each of them, 2 or more (default 4)");
  d.add_options()("screen", po::value(&o.screen)->value_name("N"),
                  "runs that look for the assumptions that decide (default 2000)");
  d.add_options()("seed", po::value(&o.seed)->value_name("N"),
                  "seed of all chance (default 1; of a study or a folder its own)");
  d.add_options()("set", po::value(&o.set)->value_name("PATH=VALUE")->composing(),
                  "change a parameter; repeatable");
  d.add_options()("deal", po::value(&o.deals)->value_name("FILE")->composing(),
                  "a text to begin drafts with; repeatable (default: those beside the scenario and of the "
                  "program that fit)");
  d.add_options()("engine", po::value(&o.engine)->value_name("DIR"),
                  "the folder of engine.js and engine.wasm (default: where sim/page.sh builds them, or where "
                  "they are installed)");
  d.add_options()("jobs,j", po::value(&o.jobs)->value_name("N"), "threads (default: all cores)");
  d.add_options()("quiet,q", po::bool_switch(&o.quiet), "no message but errors");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

// Where the engine stands: beside the program in the build tree, or with the data of an installed one.
std::string engine_folder(const PageLine& o) {
  if (!o.engine.empty()) return o.engine;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& folder : {program.parent_path() / "web", program.parent_path() / "share/parley/web",
                                 fs::path(data_folder()) / "web"})
    if (fs::exists(folder / "engine.wasm", error)) return folder.string();
  return "";
}

// Nothing after it was said why.
std::optional<BrowserEngine> engine_of(const PageLine& o) {
  constexpr std::size_t most = std::size_t{64} << 20U;
  constexpr const char* make =
      "in the source tree 'sim/build.sh web engine' builds it, 'sim/page.sh SCENARIO -o FILE' engine and "
      "page; 'cmake --install build/release' then installs it too";
  const std::string folder = engine_folder(o);
  if (folder.empty()) {
    say(fmt::format("parley page: the engine for browsers is not built ({})\n", make));
    return std::nullopt;
  }
  BrowserEngine engine;
  const auto read = [&](const char* name, std::string& into) {
    FileText file = read_file((fs::path(folder) / name).string(), most, "the engine is smaller");
    if (file.good())
      into = std::move(file.text);
    else
      say(fmt::format("parley page: {}: {} ({})\n", (fs::path(folder) / name).string(), file.problem, make));
    return file.good();
  };
  std::string made;
  if (!read("version.txt", made) || !read("engine.js", engine.loader) || !read("engine.wasm", engine.wasm))
    return std::nullopt;
  const std::string own = fmt::format("{} {}\n", version(), model_commit);
  if (made != own) {
    say(fmt::format(
        "parley page: the engine in {} is of other sources than this program ('{}', not '{}'; {})\n", folder,
        printable(made.substr(0, made.find('\n')), 80), own.substr(0, own.size() - 1), make));
    return std::nullopt;
  }
  return engine;
}

}  // namespace

CommandHelp page_help() {
  PageLine o;
  return described(
      {"SCENARIO -o FILE [options]", "STUDY.db -o FILE", "DIR -o FILE"},
      "Writes one page that holds the scenario, its answer and the engine: whoever opens it, in "
      "any browser and "
      "without\nnetwork, can move assumptions, see the runs answer, compare variants, "
      "draft a text and see its premortem,\nchange the scenario and take "
      "a party's seat. Of a study: its scenario, with the assumptions that it tells to matter; of "
      "a folder that\n'parley run -o DIR' wrote: its scenario with its seed and what it set.",
      page_options(o));
}

int page(const Arguments& arguments) {
  PageLine o;
  const po::options_description visible = page_options(o);
  po::variables_map given;
  if (!parse_arguments("page", arguments, visible, given)) return bad_input;
  if (o.help) return print(help_text("page", page_help()));
  const auto named = one_word("page", given, "scenario, study or folder of runs");
  if (!named) return bad_input;
  PageAsked asked;
  std::uint32_t screen = 0;
  int jobs = 0;
  if (!whole_option("page", "replicates", o.replicates, 20U, most_runs, asked.runs) ||
      !whole_option("page", "seed", o.seed, std::uint64_t{0}, UINT64_MAX, asked.seed) ||
      !whole_option("page", "per-point", o.per_point, 2U, 1000U, asked.per_point) ||
      !whole_option("page", "screen", o.screen, 20U, 100'000U, screen) ||
      !whole_option("page", "jobs", o.jobs, 0, 1024, jobs))
    return bad_input;
  if (given.count("points") != 0U && !whole_option("page", "points", o.points, 0U, 2000U, asked.points))
    return bad_input;
  if (o.output.empty()) return usage_error("page", "name the page to write: -o FILE");
  if (const std::string refusal = write_refusal(o.output, {*named, meant(*named)}); !refusal.empty())
    return usage_error("page", "-o " + refusal);
  auto source = page_source(*named, o.set);
  if (!source) return bad_input;
  if (const std::string refusal = write_refusal(o.output, source->reading); !refusal.empty())
    return usage_error("page", "-o " + refusal);
  const auto texts = page_texts(*source, o.deals);
  if (!texts) return bad_input;
  asked.texts = *texts;
  // What was said goes before what a study or a folder says.
  if (source->seed && given.count("seed") == 0U) asked.seed = *source->seed;
  if (source->runs && given.count("replicates") == 0U) asked.runs = std::clamp(*source->runs, 20U, most_runs);
  if (source->per_point && given.count("per-point") == 0U)
    asked.per_point = std::min(*source->per_point, 1000U);
  if (given.count("points") == 0U)
    asked.points =
        std::min(source->points.value_or(static_cast<std::uint32_t>(points_for(asked.runs))), 2000U);
  const auto engine = engine_of(o);
  if (!engine) return could_not_finish;
  const StepLine line(o.quiet);
  asked.deciding = source->deciding;
  line.show("looking for the assumptions that decide");
  add_screened(asked.deciding, source->scenario, screen, asked.seed, jobs);
  line.show("making the runs");
  Played played(std::move(source->scenario), std::move(source->given));
  const std::string text = explorer_page(played, asked, *engine);
  line.clear();
  try {
    write_whole(o.output, text, source->reading);
  } catch (const WriteError& e) {
    say(fmt::format("parley page: {}\n", e.what()));
    return could_not_finish;
  }
  if (!o.quiet)
    say(fmt::format("The page is in {} ({:.1f} MB); it opens in any browser.\n", o.output,
                    static_cast<double>(text.size()) / 1e6));
  return done;
}

}  // namespace parley::cli

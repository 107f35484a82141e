#include "parley/questions/elicit/questionnaire.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "parley/questions/elicit/headlines.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/writing/page.hpp"

namespace parley {

namespace {

struct Question {
  std::string ask, low, high, numbers;
};

// What a unit of the format is to somebody who does not know the model.
std::string unit_in_words(std::string_view unit) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 14> told{
      {{"utility",
        "in steps of what is at stake for them: 0 is the worst, 1 the best that these talks could bring"},
       {"utility a month", "0 is nothing, 1 a month that costs as much as the best deal could bring"},
       {"leverage", "0 is none, 1 all that the patron has at stake itself"},
       {"probability", "a chance: 0.3 or 30% is three times in ten"},
       {"share", "a share: 0.3 or 30%"},
       {"a day", "a day: 0.001 is once in three years, 0.01 once in 100 days, 0.1 once in ten days"},
       {"share a day", "a share a day: 0.1 is a tenth each day"},
       {"share a week", "a share a week: 0.1 is a tenth each week"},
       {"share of war", "of what goes on in war: 0 is none of it, 0.5 half, 1 all"},
       {"log ratio a month", ""},
       {"per utility", ""},
       {"log ratio", "0 is as it is; 0.7 is twice as much, -0.7 half as much"},
       {"ratio scale", "beside the other parties: twice the number is twice as much"},
       {"log-odds", "0 says nothing; 1 makes the odds 2.7 times as good"}}};
  for (const auto& [name, words] : told)
    if (name == unit) return words;
  return std::string(unit);
}

// "0.000001", "36,500"
std::string in_full(double x) {
  std::string text = fmt::format("{:.6f}", x);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  for (std::size_t at = std::min(text.find('.'), text.size()); at > 3 && text[at - 4] != '-';) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

std::string range_in_words(const Spec& spec) {
  const bool low = !std::isinf(spec.low), high = !std::isinf(spec.high);
  if (low && high) return fmt::format("from {} to {}", in_full(spec.low), in_full(spec.high));
  if (low) return fmt::format("from {}", in_full(spec.low));
  return "of any size";
}

Question question_of(const Scenario& scenario, const std::string& path) {
  const ParameterWords p = words_of(scenario, path);
  Question q;
  q.ask = "Please judge " + p.words + ".";
  const bool unit_interval = p.spec.low >= 0 && p.spec.low < 0.01 && p.spec.high <= 1 && p.spec.high > 0.99;
  q.low = fmt::format("{}: {}", unit_interval ? "Near 0" : "A low number", p.spec.less);
  q.high = fmt::format("{}: {}", unit_interval ? "Near 1" : "A high number", p.spec.more);
  q.numbers = p.spec.whole ? "Whole numbers" : "Numbers";
  q.numbers += " " + range_in_words(p.spec);
  for (const std::string& more : {unit_in_words(p.spec.unit), std::string(p.spec.scale)})
    if (!more.empty()) q.numbers += "; " + more;
  return q;
}

std::string cell(const std::string& text) {
  if (text.find_first_of(",;\"\n\t") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c == '\n' ? ' ' : c);
  return out + "\"";
}

// Characters that Markdown would take for its own.
std::string plain(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("*_`<>|[]#\\").find(c) != std::string_view::npos) out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::size_t asked(const Screening& s, std::size_t questions) { return std::min(questions, s.numbers.size()); }

}  // namespace

std::string order_in_words(const Scenario& scenario, const Screening& s, std::size_t questions) {
  const auto outputs = elicit_outputs(scenario);
  std::string looked_at;
  for (std::size_t k = 0; k < outputs.size(); ++k)
    looked_at += (k == 0 ? "" : k + 1 == outputs.size() ? " or " : ", ") + std::string(outputs[k].words);
  const std::size_t n = asked(s, questions);
  const auto told = static_cast<std::size_t>(std::count_if(s.numbers.begin(),
                                                           s.numbers.begin() + static_cast<std::ptrdiff_t>(n),
                                                           [](const auto& w) { return w.told; }));
  return fmt::format(
      "{} of {} that can be asked for, in order of what they decide: rank correlation with {}, whichever is "
      "largest, over {} drawn at once over {}. {} Effects that go up and down again are missed.",
      count_of(n, "number"), s.numbers.size(), looked_at, count_of(s.points, "point"),
      count_of(s.drawn, "number"),
      told == n ? fmt::format("All are told from chance (beyond {:.2f}).", s.least)
      : told == 0
          ? fmt::format("None is told from chance (beyond {:.2f}): their order is no better than a guess.",
                        s.least)
          : fmt::format("The first {} told from chance (beyond {:.2f}); the order of the rest is a guess.",
                        told == 1 ? "is" : fmt::format("{} are", told), s.least));
}

std::string questionnaire_markdown(const Scenario& scenario, const Screening& s, std::size_t questions,
                                   const std::string& file) {
  const auto outputs = elicit_outputs(scenario);
  std::string out = fmt::format("# Questions about {}\n\n", plain(scenario.name));
  out += "Expert: ______________________________    Date: ____________\n\n";
  out +=
      "Answer what you have an opinion on and leave the rest empty. Think first of the **lowest** "
      "number "
      "that you "
      "would\nstill believe, then of the **highest**, then of the **likeliest** (it may stay empty). You "
      "should be "
      "astonished if the truth\nlay outside. Say in a few words **why**. There are no right answers that "
      "somebody "
      "knows: where experts differ, the\nrange becomes wide, and Parley tells whether it matters.\n\n";
  out += order_in_words(scenario, s, questions) + "\n";
  for (std::size_t i = 0; i < asked(s, questions); ++i) {
    const WeighedNumber& w = s.numbers[i];
    const Question q = question_of(scenario, w.path);
    out += fmt::format("\n## {}. {}\n\n- {}\n- {}\n- {}\n\n", i + 1, plain(q.ask), plain(q.low),
                       plain(q.high), plain(q.numbers));
    out +=
        "| Lowest | Highest | Likeliest | Why |\n|---|---|---|---|\n| &nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; | "
        "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; | &nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; | |\n\n";
    // Which way and how strongly it decides is not said: whoever sees that answers to it.
    out += fmt::format("<sub>{}; decides {}{}</sub>\n", plain(w.path), outputs[w.output].words,
                       w.told ? "" : ", as far as chance lets it be told");
  }
  out += fmt::format(
      "\n---\n\nThe same questions stand in the CSV file beside this one. Filled sheets of all experts "
      "become ranges "
      "of\nthe scenario by `parley elicit --read SHEETS {} -o NEW.yaml`.\n",
      file);
  return out;
}

std::string questionnaire_csv(const Scenario& scenario, const Screening& s, std::size_t questions) {
  std::string out =
      "no,question,a low number means,a high number "
      "means,numbers,lowest,highest,likeliest,reason,expert,path\n";
  for (std::size_t i = 0; i < asked(s, questions); ++i) {
    const Question q = question_of(scenario, s.numbers[i].path);
    out += fmt::format("{},{},{},{},{},,,,,,{}\n", i + 1, cell(q.ask), cell(q.low), cell(q.high),
                       cell(q.numbers), cell(s.numbers[i].path));
  }
  return out;
}

}  // namespace parley

#include "parley/runs/html_answer.hpp"

#include <cmath>

#include <fmt/format.h>

#include "parley/runs/answer_words.hpp"
#include "parley/runs/glossary.hpp"
#include "parley/runs/html_runs.hpp"
#include "parley/runs/spread_words.hpp"

namespace parley {

namespace {

std::string question(const Model& m) {
  std::vector<std::string> signers;
  for (const PartyId p : m.parties())
    if (m.signatory[p] != 0) signers.push_back(m.party(p).name);
  return fmt::format(
      "{} Must sign: {}.",
      m.war ? fmt::format("From {} to {}: is a truce signed, how long does it last, and who ends it?",
                          m.date(0), m.date(m.days - 1))
            : "Do the parties agree?",
      fmt::join(signers, ", "));
}

std::string table(const AnswerTold& t) {
  const Answers& a = t.answers;
  const bool central = a.central_runs > 0, spread = a.spread();
  HtmlTable out{
      "Both doubts: luck at the central values, and the spread over the assumptions", {{"In a run"}}, {}};
  if (central) {
    out.heads.push_back({"At the central values", true});
    out.heads.push_back({"95% interval: luck", true});
  }
  if (spread)
    for (const char* head : {"At most, at 1 in 10 points", "At half of them", "At 9 in 10"})
      out.heads.push_back({head, true});
  const auto cell = [](const std::string& text, double x) {
    return std::isnan(x) ? HtmlCell{"not known", {}} : HtmlCell{text, x};
  };
  for (const Answer& at : a.measures) {
    const Measure& m = *at.measure;
    std::vector<HtmlCell> row{{std::string(m.title), {}}};
    if (central) {
      row.push_back(cell(measured(m, at.central->value), at.central->value));
      row.push_back({luck_of(at).empty() ? "not known" : luck_of(at), {}});
    }
    if (spread) {
      const auto cells = spread_cells(at.spread, [&](double x) { return roughly(m, x); });
      const double values[] = {at.spread.lowest(), at.spread.told ? at.spread.p50 : at.spread.mean,
                               at.spread.highest()};
      for (std::size_t k = 0; k < cells.size(); ++k) row.push_back(cell(cells[k], values[k]));
    }
    out.rows.push_back(std::move(row));
  }
  return html(out);
}

std::vector<std::string> cannot_say(const AnswerTold& t) {
  std::vector<std::string> list{
      "What will happen. " + standing_in_words(t.answers),
      numbers_in_words(t.answers),
      t.model.war
          ? "Anything about parties, fronts, texts and outside events that the file does not name, nor about "
            "the time after the last day of its calendar."
          : "Anything about parties and issues that the file does not name, nor about what becomes of an "
            "agreement.",
  };
  if (const std::string& about = t.model.scenario.description; !about.empty())
    list.push_back("What the file says of itself: " + about);
  if (const std::string experts = experts_in_words(t.answers); !experts.empty()) list.push_back(experts);
  return list;
}

}  // namespace

HtmlSection answer_section(const AnswerTold& t) {
  std::string body;
  for (const std::string& warning : t.before) body += paragraph(warning, "warning");
  body += paragraph(question(t.model), "question");
  body += paragraph(lead_in_words(t.answers), "lead");
  if (t.answers.spread() || t.answers.central_runs > 0) body += table(t);
  std::string basis = runs_in_words(t.answers) + ".";
  if (!t.spread_of.empty()) basis += " " + t.spread_of;
  body += paragraph(basis, "basis");
  if (const std::string why = not_told_on_page(t.answers); t.answers.spread() && !why.empty())
    body += paragraph(why);
  if (const std::string lines = lines_in_words(t.answers);
      !lines.empty() && (t.answers.spread() || t.answers.central_runs > 0))
    body += paragraph(lines);
  if (const std::string flares = flare_up_in_words(t.answers); !flares.empty()) body += paragraph(flares);
  if (const std::string luck = luck_in_words(t.answers); !luck.empty()) body += paragraph(luck);
  if (!t.decides.empty()) body += "<h3>What decides it</h3>\n" + list_of(t.decides);
  if (!t.kills.empty()) {
    std::vector<std::string> words;
    for (const Word& w : words_in(fmt::format("{}", fmt::join(t.kills, "\n"))))
      words.push_back(fmt::format("{}: {}", w.word, w.meaning));
    body += fmt::format("<h3>What would kill it{}</h3>\n",
                        t.answers.of_study ? "" : " (central values, if not said otherwise)") +
            list_of(t.kills);
    body += paragraph(fmt::format("{}", fmt::join(words, " ")), "note");
  }
  body += "<h3>What the model cannot say</h3>\n" + list_of(cannot_say(t));
  return {"answer", "The answer", body};
}

HtmlSection words_section(const std::vector<HtmlSection>& sections) {
  std::string all;
  for (const HtmlSection& s : sections) all += s.body + "\n";
  std::string body = "<dl class=\"words\">\n";
  for (const Word& w : words_in(all)) {
    std::string head(w.word);
    while (!head.empty() && (head.back() == ' ' || head.back() == ':')) head.pop_back();
    body += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(head), escaped(w.meaning));
  }
  return {"words", "Words", body + "</dl>\n"};
}

}  // namespace parley

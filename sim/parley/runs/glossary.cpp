#include "parley/runs/glossary.hpp"

#include <algorithm>
#include <cctype>

namespace parley {

namespace {

constexpr Word list[] = {
    {"central values", "the numbers as the file writes them, before any of them is doubted."},
    {"luck", "what differs between runs of the same numbers: chance alone."},
    {"over the assumptions",
     "at points drawn over all declared ranges (low to high), a few runs at each; the "
     "percentiles are freed of the luck of these few runs."},
    {"rank correlation", "from -1 to +1: how far two things rise together; 0: not at all."},
    {"first truce",
     "the first text that is signed in a run, if it covers a front, from its signature until somebody ends "
     "it."},
    {"in force", "signed, and not ended by anybody: it may be violated every day."},
    {"share of before",
     "deaths on the fronts that the text covers, beside the four weeks before it was signed."},
    {"breakdown", "talks end in a walk-out or are broken off, and no text is signed."},
    {"deadlock", "time runs out without a text."},
    {"holding", "a signed text is in force on the last day, though perhaps not the first one."},
    {"collapsed", "a text was signed, and none is in force on the last day."},
    {"defeat", "one side has lost every front on which it fought: talks close, and what was signed is void."},
    {"pressure",
     "a client signs what it would not sign, or would not mean to keep, if its patrons did not hold "
     "enough over it."},
    {"denounced", "its leaders declared it at an end."},
    {"did not renew", "its leaders let it run out on the day on which it had to be renewed."},
    {"mass event",
     "one killing or strike that was blamed on the other side destroyed the trust it rested on."},
    {"violations", "many smaller breaches destroyed the trust it rested on."},
    {"battlefield", "the war came to look better than the truce."},
    {"patron", "a party with leverage over another; as the cause of an end: its patrons stopped pressing."},
    {"unravelled", "fighting returned without a word from anybody."},
    {"insincere", "the party signed what it never meant to keep."},
    {"suspension",
     "another party had set aside a clause that it had conceded, and what was left was worth too little."},
    {"obligation",
     "what others owed by the text was not carried out in time, and what was left was worth too little."},
    {"unforced", "nothing much had changed: the truce was worth little to it from the start."},
    {"reservation",
     "what a party expects without this deal, on a scale from its worst to its best deal (0 to 1)."},
    {"Nash point",
     "the deal at which the product of the parties' gains is largest: a yardstick, no forecast."},
    {"Kalai-Smorodinsky",
     "the deal at which all have the same share of the most they could gain: a yardstick."},
    {"area-days", "besieged areas reached by aid, times days."},
    {"under surrender", "driven out when a besieged area gave up: coercion, not peace."},
};

bool letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// As a word of its own, or at the beginning of one ("reservation values"); lines may break within.
bool uses(std::string_view text, std::string_view word) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && letter(text[at - 1])) continue;
    std::size_t i = at, k = 0;
    while (i < text.size() && k < word.size()) {
      if (word[k] == ' ' && std::isspace(static_cast<unsigned char>(text[i])) != 0) {
        while (i < text.size() && std::isspace(static_cast<unsigned char>(text[i])) != 0) ++i;
        ++k;
        continue;
      }
      if (std::tolower(static_cast<unsigned char>(text[i])) !=
          std::tolower(static_cast<unsigned char>(word[k])))
        break;
      ++i;
      ++k;
    }
    if (k == word.size()) return true;
  }
  return false;
}

}  // namespace

std::span<const Word> words() { return list; }

std::vector<Word> words_in(std::string_view text) {
  std::vector<Word> used;
  for (const Word& w : list)
    if (uses(text, w.word)) used.push_back(w);
  return used;
}

std::string with_words(Page& page, bool colour, std::size_t width) {
  std::string text = page.take();
  Page last(colour, width);
  if (const auto used = words_in(text); !used.empty()) {
    last.section("Words");
    for (const Word& w : used) {
      std::string head(w.word);
      while (!head.empty() && !letter(head.back())) head.pop_back();
      last.hanging(fmt::format("  {:<22}", head), std::string(w.meaning));
    }
  }
  return text + last.take();
}

}  // namespace parley

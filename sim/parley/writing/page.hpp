// How is a page of plain text set?
//
// The escapes for bold print are its own; those within a text are shown, not obeyed.
#pragma once

#include <cmath>
#include <cstddef>
#include <sstream>
#include <string>

#include <fmt/format.h>

#include "parley/support/counted.hpp"
#include "parley/support/diagnostic.hpp"

namespace parley {

class Page {
 public:
  Page(bool colour, std::size_t width) : colour_(colour), width_(width) {}

  void title(const std::string& text) { out_ += bold(text) + "\n"; }
  void section(const std::string& text) { out_ += "\n" + bold(text) + "\n"; }
  void line(const std::string& text) { out_ += shown_text(text) + "\n"; }
  // `head` once, then `text` broken into lines that hang below its start.
  void hanging(const std::string& head, const std::string& text) {
    std::istringstream words(shown_text(text));
    std::string row = shown_text(head), word;
    const std::string indent(head.size(), ' ');
    bool fresh = true;
    while (words >> word) {
      if (!fresh && row.size() + 1 + word.size() > width_) {
        out_ += row + "\n";
        row = indent;
        fresh = true;
      }
      row += (fresh ? "" : " ") + word;
      fresh = false;
    }
    out_ += row + "\n";
  }
  std::string bar(double share, std::size_t cells = 24) const {
    if (!(share >= 0)) return std::string(cells, ' ');  // not known
    const auto full = static_cast<std::size_t>(std::lround(share * static_cast<double>(cells)));
    std::string text;
    for (std::size_t i = 0; i < cells; ++i) text += i < full ? "\u2588" : "\u00b7";
    return text;
  }
  std::string take() { return std::move(out_); }

 private:
  std::string bold(const std::string& text) const {
    const std::string shown = shown_text(text);
    return colour_ ? "\033[1m" + shown + "\033[0m" : shown;
  }
  bool colour_;
  std::size_t width_;
  std::string out_;
};

}  // namespace parley

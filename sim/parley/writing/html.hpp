// How is text put into a page so that it stays text, and how is a table?
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

// For element content and attribute values. What is not UTF-8 is replaced.
std::string escaped(std::string_view text);
// JSON that cannot end the script element it stands in.
std::string inert(std::string_view json);

struct HtmlCell {
  std::string text;
  std::optional<double> order;  // what it is sorted by, where the text is not
  std::string small = {};       // stands beneath it
};

struct HtmlTable {
  std::string caption;
  struct Head {
    std::string text;
    bool number = false;
    bool whole = false;  // not broken into lines
  };
  std::vector<Head> heads;
  std::vector<std::vector<HtmlCell>> rows;
};

// Columns can be sorted where there is JavaScript.
std::string html(const HtmlTable& table);

std::string html_section(const std::string& id, const std::string& title, const std::string& body);
std::string paragraph(const std::string& text, std::string_view style = {});

}  // namespace parley

#include "parley/writing/html.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/support/diagnostic.hpp"

namespace parley {

std::string escaped(std::string_view text) {
  std::string plain(text);
  std::replace_if(
      plain.begin(), plain.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  std::string out;
  for (const char c : printable(plain, std::string::npos)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string inert(std::string_view json) {
  std::string out;
  for (const char c : json) {
    if (c == '<' || c == '>' || c == '&') {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out;
}

std::string html(const HtmlTable& t) {
  constexpr std::size_t long_text = 60;  // needs a column that is wide enough also on a narrow screen
  std::string out = fmt::format(
      "<div class=\"scroll{1}\" tabindex=\"0\" role=\"group\" aria-label=\"{0}\"><table "
      "class=\"sortable\"><caption>{0}</caption>\n<thead><tr>",
      escaped(t.caption), t.rows.size() > 20 ? " long" : "");
  for (const auto& head : t.heads)
    out += fmt::format("<th scope=\"col\"{}>{}</th>", head.number ? " class=\"number\"" : "",
                       escaped(head.text));
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : t.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const char* tag = i == 0 ? "th scope=\"row\"" : "td";
      const std::string small =
          row[i].small.empty() ? "" : fmt::format("<small>{}</small>", escaped(row[i].small));
      out += fmt::format("<{}{}{}>{}{}</{}>", tag,
                         t.heads[i].number                ? " class=\"number\""
                         : t.heads[i].whole               ? " class=\"whole\""
                         : row[i].text.size() > long_text ? " class=\"prose\""
                                                          : "",
                         row[i].order && std::isfinite(*row[i].order)
                             ? fmt::format(" data-order=\"{}\"", *row[i].order)
                             : "",
                         escaped(row[i].text), small, i == 0 ? "th" : "td");
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string html_section(const std::string& id, const std::string& title, const std::string& body) {
  return fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n{2}</section>\n",
      id, escaped(title), body);
}

std::string paragraph(const std::string& text, std::string_view style) {
  return fmt::format("<p{}>{}</p>\n", style.empty() ? "" : fmt::format(" class=\"{}\"", style),
                     escaped(text));
}

}  // namespace parley

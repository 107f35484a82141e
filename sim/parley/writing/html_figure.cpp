#include <fmt/format.h>

#include "parley/writing/html_page.hpp"

namespace parley {

std::string figure(const Chart& chart) {
  return fmt::format(
      "<figure class=\"chart\" id=\"{0}\">\n<h3>{1}</h3>\n<p class=\"basis\">{2}</p>\n<div "
      "class=\"still\">{3}</div>\n"
      "<div class=\"live\"></div>\n<script type=\"application/json\">{4}</script>\n</figure>\n",
      chart.id, escaped(chart.title), escaped(chart.basis), svg(chart), chart_data(chart));
}

std::string grouped(std::size_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

}  // namespace parley

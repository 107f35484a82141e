// How does a page hold together: its head, its charts and what makes them move?
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/writing/chart.hpp"
#include "parley/writing/html.hpp"

namespace parley {

// A chart under its title: the still picture, and the data of the one that takes its place where there is
// JavaScript.
std::string figure(const Chart& chart);

struct HtmlSection {
  std::string id, title, body;  // the body is HTML
};

// One file that asks for nothing from outside and forbids it: scripts and styles other than its own do not
// run.
std::string html_page(const std::string& title, const std::vector<std::string>& source,
                      const std::vector<HtmlSection>& sections);

// 'sha256-...' of an inline script or style, for a page's Content-Security-Policy.
std::string fingerprint(std::string_view text);
// Chart.js without its last line, which would make a browser's developer tools look for another file.
std::string_view bare_chart_library();

// "20,000".
std::string grouped(std::size_t n);

}  // namespace parley

// What is built into the program for its pages?  (analysis/html, turned into C++ by its embed.cmake)
#pragma once

#include <string_view>

namespace parley {

std::string_view chart_library();
std::string_view chart_library_licence();
std::string_view report_script();
std::string_view report_style();

// Of the page that holds the engine (analysis/html/explorer): its markup with {{parts}} to be filled in, its
// style, its script, and the script of its worker.
std::string_view explorer_frame();
std::string_view explorer_style();
std::string_view explorer_script();
std::string_view explorer_worker();

}  // namespace parley

// What is built into the program for its pages?  (analysis/html, turned into C++ by its embed.cmake)
#pragma once

#include <string_view>

namespace parley {

std::string_view chart_library();
std::string_view chart_library_licence();
std::string_view report_script();
std::string_view report_style();

}  // namespace parley

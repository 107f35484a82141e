#include "parley/study/completeness.hpp"

#include <fmt/format.h>

#include "parley/writing/html_page.hpp"

namespace parley {

Completeness completeness(const Sweep& sweep, std::uint64_t runs) {
  return {runs, static_cast<std::uint64_t>(sweep.study.replicates.value) * sweep.points()};
}

std::string in_words(const Completeness& found) {
  return fmt::format("NOT COMPLETE: {} of {} runs", grouped(found.runs), grouped(found.planned));
}

std::string incomplete_words(const Completeness& found, const std::string& file) {
  if (found.complete()) return {};
  return fmt::format("{}; 'parley sweep --resume -o {}' goes on", in_words(found), file);
}

}  // namespace parley

#include "parley/scenario/assumption.hpp"

#include <fmt/format.h>

namespace parley {

std::string range_problem(const Number& n, bool has_value) {
  if (n.low && n.high && *n.low > *n.high) return fmt::format("low {} is above high {}", *n.low, *n.high);
  if (has_value && ((n.low && n.value < *n.low) || (n.high && n.value > *n.high)))
    return fmt::format("value {} lies outside its own low and high", n.value);
  if (n.likeliest && n.shape != Shape::triangular)
    return "likeliest belongs to a range with 'shape: triangular'";
  if (n.shape == Shape::triangular && (!n.low || !n.high)) return "a triangular range needs a low and a high";
  if (n.likeliest && (*n.likeliest < *n.low || *n.likeliest > *n.high))
    return fmt::format("likeliest {} lies outside its own low and high", *n.likeliest);
  return {};
}

std::optional<Mark> mark_of(const YamlNode& node) {
  if (node.kind != YamlNode::Kind::scalar) return std::nullopt;
  if (node.scalar == "S") return Mark::sourced;
  if (node.scalar == "E") return Mark::expert;
  if (node.scalar == "F") return Mark::free;
  return std::nullopt;
}

}  // namespace parley

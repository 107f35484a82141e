// What does an XML file say, and where?
//
// Reads XML by Expat (libexpat, which refuses texts that blow up when entities are expanded) into a plain
// tree with the place of every element and attribute. Files of at most 16 MiB, 64 levels, 500,000 elements;
// text between elements, comments and processing instructions are passed over; no other file is ever read,
// and a text that wants one is refused, as are control characters in attributes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/support/diagnostic.hpp"

namespace parley {

struct XmlAttribute {
  std::string name, value;
  Place place;
};

struct XmlElement {
  std::string name;
  Place place;
  std::vector<XmlAttribute> attributes;
  std::vector<XmlElement> children;

  const XmlAttribute* find(std::string_view attribute) const;
  // The first child of this name; null where there is none.
  const XmlElement* child(std::string_view element) const;
};

// On failure returns nothing and adds a diagnostic.
std::optional<XmlElement> read_xml(const std::string& file, std::string_view text, Diagnostics& diagnostics);

}  // namespace parley

#include "parley/imports/xml.hpp"

#include <algorithm>
#include <memory>

#include <expat.h>
#include <fmt/format.h>

#include "parley/support/text_file.hpp"

namespace parley {

namespace {

constexpr std::size_t most_levels = 64, most_elements = 500'000;

// Where an attribute's name stands in the text of its element's tag; the element's place where it is not
// found.
Place place_of_attribute(std::string_view text, std::size_t at, Place element, std::string_view name) {
  Place place = element;
  char quote = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    const char c = text[i];
    if (quote == 0 && c == '>') break;
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (i > at &&
               (text[i - 1] == ' ' || text[i - 1] == '\t' || text[i - 1] == '\n' || text[i - 1] == '\r') &&
               text.substr(i, name.size()) == name) {
      const std::size_t next = text.find_first_not_of(" \t\r\n", i + name.size());
      if (next != std::string_view::npos && text[next] == '=') return place;
    }
    place.column = c == '\n' ? 1 : place.column + 1;
    place.line += c == '\n' ? 1 : 0;
  }
  return element;
}

struct Builder {
  Builder(XML_Parser from, std::string_view of) : parser(from), text(of), places(of) {}

  XML_Parser parser;
  std::string_view text;
  TextPlace places;
  XmlElement top;  // holds the root
  std::vector<XmlElement*> open{&top};
  std::size_t elements = 0;
  std::string refusal, hint;
  Place refused;
  std::vector<Place> controls;  // attributes with control characters

  std::size_t byte() const {
    return static_cast<std::size_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(parser)));
  }
  Place place() { return places.at(byte()); }
  void refuse(std::string why, std::string what_to_do = {}) {
    refusal = std::move(why);
    hint = std::move(what_to_do);
    refused = place();
    XML_StopParser(parser, XML_FALSE);
  }
  void begin(const char* name, const char** attributes) {
    if (open.size() > most_levels) return refuse(fmt::format("nested deeper than {} levels", most_levels));
    if (++elements > most_elements) return refuse(fmt::format("more than {} elements", most_elements));
    XmlElement element{name, place(), {}, {}};
    for (const char** a = attributes; *a != nullptr; a += 2) {
      const Place here = place_of_attribute(text, byte(), element.place, a[0]);
      if (first_control(a[1]) != std::string_view::npos) controls.push_back(here);
      element.attributes.push_back({a[0], a[1], here});
    }
    open.back()->children.push_back(std::move(element));
    open.push_back(&open.back()->children.back());
  }
  void end() { open.pop_back(); }
  void refuse_other_files() {
    refuse("a part of this text stands in another file", "write it out here, without the DOCTYPE");
  }
};

void XMLCALL on_begin(void* data, const XML_Char* name, const XML_Char** attributes) {
  static_cast<Builder*>(data)->begin(name, attributes);
}
void XMLCALL on_end(void* data, const XML_Char*) { static_cast<Builder*>(data)->end(); }
void XMLCALL on_doctype(void* data, const XML_Char*, const XML_Char* other_file, const XML_Char*, int) {
  if (other_file != nullptr) static_cast<Builder*>(data)->refuse_other_files();
}
void XMLCALL on_entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*,
                       const XML_Char* other_file, const XML_Char*, const XML_Char*) {
  if (other_file != nullptr) static_cast<Builder*>(data)->refuse_other_files();
}

}  // namespace

const XmlAttribute* XmlElement::find(std::string_view attribute) const {
  for (const XmlAttribute& a : attributes)
    if (a.name == attribute) return &a;
  return nullptr;
}

const XmlElement* XmlElement::child(std::string_view element) const {
  for (const XmlElement& c : children)
    if (c.name == element) return &c;
  return nullptr;
}

std::optional<XmlElement> read_xml(const std::string& file, std::string_view text, Diagnostics& diagnostics) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr),
                                                                            &XML_ParserFree);
  Builder builder(parser.get(), text);
  XML_SetUserData(parser.get(), &builder);
  XML_SetElementHandler(parser.get(), on_begin, on_end);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  XML_SetEntityDeclHandler(parser.get(), on_entity);
  if (XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_OK) {
    for (const Place place : builder.controls)
      diagnostics.push_back({file, place, "", "control characters are no text", ""});
    if (!builder.controls.empty()) return std::nullopt;
    return std::move(builder.top.children.front());
  }
  if (!builder.refusal.empty()) {
    diagnostics.push_back({file, builder.refused, "", builder.refusal, builder.hint});
  } else {
    diagnostics.push_back({file, builder.place(), "",
                           fmt::format("not XML: {}", XML_ErrorString(XML_GetErrorCode(parser.get()))), ""});
  }
  return std::nullopt;
}

}  // namespace parley

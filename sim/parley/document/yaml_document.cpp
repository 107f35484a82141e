#include "parley/document/yaml_document.hpp"

#include <map>
#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "parley/support/text_file.hpp"

namespace parley {

namespace {

constexpr std::size_t max_bytes = 4U << 20U;
constexpr std::size_t max_nodes = 200'000;
const char* const check_lines = "check the indentation, colons and brackets on this line and the one before";

Place place_of(const YAML::Mark& mark) {
  return mark.is_null() ? Place{} : Place{mark.line + 1, mark.column + 1};
}

struct Refusal {
  Place place;
  std::string message;
  std::string hint;
};

struct Size {
  std::size_t nodes = 0, bytes = 0;
};
void measure(const YamlNode& node, Size& size) {
  ++size.nodes;
  size.bytes += node.scalar.size();
  for (const auto& item : node.items) measure(item, size);
  for (const auto& entry : node.entries) {
    ++size.nodes;
    size.bytes += entry.key.size();
    measure(entry.value, size);
  }
}

// Builds the tree from yaml-cpp's events, and refuses (by throwing Refusal) what is too deep or too large.
class Builder : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode node;
    node.place = place_of(mark);
    add(std::move(node), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end()) throw Refusal{place_of(mark), "this alias refers to itself", ""};
    spend_copy(known->second, place_of(mark));
    add(known->second, 0);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode node;
    node.place = place_of(mark);
    node.quoted = tag == "!";
    const bool is_null = !node.quoted && (value.empty() || value == "~" || value == "null");
    node.kind = is_null ? YamlNode::Kind::null : YamlNode::Kind::scalar;
    node.scalar = value;
    add(std::move(node), anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::list, mark, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::map, mark, anchor);
  }
  void OnMapEnd() override { close(); }

  YamlNode take_root() { return std::move(root_); }

 private:
  struct Open {
    YamlNode node;
    YAML::anchor_t anchor = 0;
    bool has_key = false;
  };

  void spend(std::size_t nodes, Place place) {
    spent_ += nodes;
    if (spent_ > max_nodes)
      throw Refusal{place, fmt::format("the file holds more than {} values", max_nodes),
                    "anchors and aliases count as often as they are used"};
  }

  // An anchor and each of its aliases hold a copy.
  void spend_copy(const YamlNode& node, Place place) {
    Size size;
    measure(node, size);
    spend(size.nodes, place);
    copied_ += size.bytes;
    if (copied_ > max_bytes)
      throw Refusal{place, fmt::format("aliases repeat more than {} MiB of text", max_bytes >> 20U), ""};
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (stack_.size() >= YamlNode::max_depth)
      throw Refusal{place_of(mark), fmt::format("nested deeper than {} levels", YamlNode::max_depth), ""};
    Open level;
    level.node.kind = kind;
    level.node.place = place_of(mark);
    level.anchor = anchor;
    stack_.push_back(std::move(level));
  }

  void close() {
    Open level = std::move(stack_.back());
    stack_.pop_back();
    add(std::move(level.node), level.anchor);
  }

  void add(YamlNode node, YAML::anchor_t anchor) {
    spend(1, node.place);
    if (anchor != 0) {
      spend_copy(node, node.place);
      anchors_[anchor] = node;
    }
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = stack_.back();
    if (parent.node.kind == YamlNode::Kind::list) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.has_key) {
      if (node.kind == YamlNode::Kind::list || node.kind == YamlNode::Kind::map)
        throw Refusal{node.place, "a key must be a plain word", ""};
      YamlEntry entry;
      entry.key = node.scalar;
      entry.place = node.place;
      parent.node.entries.push_back(std::move(entry));
      parent.has_key = true;
    } else {
      if (node.kind == YamlNode::Kind::null) node.place = parent.node.entries.back().place;
      parent.node.entries.back().value = std::move(node);
      parent.has_key = false;
    }
  }

  YamlNode root_;
  std::vector<Open> stack_;
  std::map<YAML::anchor_t, YamlNode> anchors_;
  std::size_t spent_ = 0, copied_ = 0;
};

// The byte at which brackets have been opened more often in a row than may be nested, or npos: yaml-cpp would
// take much memory before it hands over the first of them.
std::size_t first_endless_opening(std::string_view text) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[' || text[i] == '{') {
      if (++run > YamlNode::max_depth) return i;
    } else if (text[i] != ' ' && text[i] != '\n') {
      run = 0;
    }
  }
  return std::string_view::npos;
}

bool indented_by_tab(const std::string& text, int line) {
  std::istringstream lines(text);
  std::string at;
  for (int i = 0; i < line; ++i) std::getline(lines, at);
  return at.substr(0, at.find_first_not_of(" \t")).find('\t') != std::string::npos;
}

bool parse_into(YamlNode& root, const std::string& file, const std::string& text, Diagnostics& diagnostics) {
  try {
    // Without the white space at its end: yaml-cpp 0.7 takes a quotation open at the end of a line there for
    // closed.
    std::istringstream stream(text.substr(0, text.find_last_not_of(" \t\r\n") + 1));
    YAML::Parser parser(stream);
    Builder builder;
    if (!parser.HandleNextDocument(builder)) return true;
    root = builder.take_root();
    Builder next;
    if (!parser.HandleNextDocument(next)) return true;
    const Place place = next.take_root().place;
    if (text.find("\n---") != std::string::npos || text.find("\n...") != std::string::npos)
      diagnostics.push_back({file, place, "", "a second YAML document starts here", "one scenario a file"});
    else
      diagnostics.push_back(
          {file, place, "", "not valid YAML: this does not belong to what stands above it", check_lines});
    return false;
  } catch (const Refusal& r) {
    diagnostics.push_back({file, r.place, "", r.message, r.hint});
  } catch (const YAML::Exception& e) {
    const Place place = place_of(e.mark);
    if (e.msg == YAML::ErrorMsg::EOF_IN_SCALAR)
      diagnostics.push_back(
          {file, place, "", "not valid YAML: the file ends within quotation marks", "close them"});
    else
      diagnostics.push_back(
          {file, place, "", "not valid YAML: " + printable(e.msg),
           indented_by_tab(text, place.line) ? "indent with spaces: YAML takes no tabs" : check_lines});
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& e) {
    diagnostics.push_back({file, {}, "", std::string("not valid YAML: ") + printable(e.what()), ""});
  }
  return false;
}

}  // namespace

YamlNode* YamlNode::find(std::string_view key) {
  for (auto& entry : entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const auto& entry : entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

const char* kind_name(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "nothing";
    case YamlNode::Kind::scalar:
      return "a single value";
    case YamlNode::Kind::list:
      return "a list";
    case YamlNode::Kind::map:
      return "a table of keys";
  }
  return "";
}

std::optional<YamlDocument> parse_yaml(std::string file, std::string text, Diagnostics& diagnostics) {
  if (text.size() > max_bytes) {
    diagnostics.push_back({file,
                           {},
                           "",
                           fmt::format("the file is larger than {} MiB", max_bytes >> 20U),
                           "a scenario is a few hundred lines; is this the right file?"});
    return std::nullopt;
  }
  if (const std::size_t bad = first_bad_byte(text); bad != std::string_view::npos) {
    const bool nul = text[bad] == '\0';
    diagnostics.push_back({file, place_of_byte(text, bad), "",
                           nul ? "the file holds a NUL byte" : "the file is not UTF-8 text",
                           "a scenario is a plain text file in YAML"});
    return std::nullopt;
  }
  if (const std::size_t deep = first_endless_opening(text); deep != std::string_view::npos) {
    diagnostics.push_back({file, place_of_byte(text, deep), "",
                           fmt::format("nested deeper than {} levels", YamlNode::max_depth), ""});
    return std::nullopt;
  }
  YamlDocument document;
  document.file = std::move(file);
  document.text = std::move(text);
  if (!parse_into(document.root, document.file, document.text, diagnostics)) return std::nullopt;
  return document;
}

std::optional<YamlDocument> read_yaml_file(const std::string& file, Diagnostics& diagnostics) {
  auto text = read_text_file(file, max_bytes + 1, "name a scenario file in it", diagnostics);
  if (!text) return std::nullopt;
  return parse_yaml(file, std::move(*text), diagnostics);
}

YamlNode::YamlNode() = default;
YamlNode::YamlNode(const YamlNode&) = default;
YamlNode::YamlNode(YamlNode&&) noexcept = default;
YamlNode& YamlNode::operator=(const YamlNode&) = default;
YamlNode& YamlNode::operator=(YamlNode&&) noexcept = default;
YamlNode::~YamlNode() = default;

}  // namespace parley

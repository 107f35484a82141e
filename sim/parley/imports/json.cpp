#include "parley/imports/json.hpp"

#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parley/support/text_file.hpp"

namespace parley {

namespace {

using Json = nlohmann::json;

// Follows the parser through the text: each event is the next token but for blanks, commas and colons.
class Reader : public nlohmann::json_sax<Json> {
 public:
  explicit Reader(std::string_view text) : text_(text), place_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  bool null() override { return add(word(YamlNode::Kind::null)); }
  bool boolean(bool) override { return add(word(YamlNode::Kind::scalar)); }
  bool number_integer(number_integer_t) override { return add(word(YamlNode::Kind::scalar)); }
  bool number_unsigned(number_unsigned_t) override { return add(word(YamlNode::Kind::scalar)); }
  bool number_float(number_float_t, const string_t&) override { return add(word(YamlNode::Kind::scalar)); }
  bool string(string_t& value) override {
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.place = pass_string();
    node.scalar = value;
    node.quoted = true;
    return add(std::move(node));
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(YamlNode::Kind::map); }
  bool start_array(std::size_t) override { return open(YamlNode::Kind::list); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    stack_.back().entries.push_back({name, pass_string(), {}});
    return true;
  }
  bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception& e) override {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: what is wrong; last read: ..."
    // "[json.exception.out_of_range.406] what is wrong"
    std::string what = e.what();
    what.erase(0, what.find("] ") + 2);
    const bool misread = what.starts_with("parse error at");
    if (misread) what.erase(0, what.find(": ") + 2);
    message_ = "not JSON: " + what;
    failed_ = misread ? place_of_byte(text_, std::min(byte > 0 ? byte - 1 : 0, text_.size())) : next_token();
    return false;
  }

  YamlNode root;
  const std::string& message() const { return message_; }
  Place failed() const { return failed_; }

 private:
  Place next_token() {
    at_ = std::min(text_.find_first_not_of(" \t\r\n,:", at_), text_.size());
    return place_.at(at_);
  }
  Place pass_string() {
    const Place place = next_token();
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
      if (text_[at_] == '\\') ++at_;
    ++at_;
    return place;
  }
  YamlNode word(YamlNode::Kind kind) {
    YamlNode node;
    node.kind = kind;
    node.place = next_token();
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n,:]}", at_), text_.size());
    if (kind == YamlNode::Kind::scalar) node.scalar = std::string(text_.substr(at_, end - at_));
    at_ = end;
    return node;
  }
  bool open(YamlNode::Kind kind) {
    YamlNode node;
    node.kind = kind;
    node.place = next_token();
    ++at_;
    if (stack_.size() >= YamlNode::max_depth) {
      message_ = fmt::format("nested deeper than {} levels", YamlNode::max_depth);
      failed_ = node.place;
      return false;
    }
    stack_.push_back(std::move(node));
    return true;
  }
  bool close() {
    next_token();
    ++at_;
    YamlNode node = std::move(stack_.back());
    stack_.pop_back();
    return add(std::move(node));
  }
  bool add(YamlNode node) {
    if (stack_.empty())
      root = std::move(node);
    else if (stack_.back().kind == YamlNode::Kind::list)
      stack_.back().items.push_back(std::move(node));
    else
      stack_.back().entries.back().value = std::move(node);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  TextPlace place_;
  std::vector<YamlNode> stack_;
  std::string message_;
  Place failed_;
};

// What JSON allows and no reader can make sense of.
class Checks {
 public:
  Checks(const std::string& file, Diagnostics& out) : file_(file), out_(out) {}

  void node(const YamlNode& node, const std::string& path) {
    text(node.scalar, node.place, path);
    for (const YamlNode& item : node.items) this->node(item, path);
    std::set<std::string_view> seen;
    for (const YamlEntry& entry : node.entries) {
      const std::string below = (path.empty() ? "" : path + ".") + printable(entry.key);
      text(entry.key, entry.place, below);
      if (!seen.insert(entry.key).second)
        out_.push_back(
            {file_, entry.place, below, fmt::format("'{}' stands there twice", printable(entry.key)), ""});
      this->node(entry.value, below);
    }
  }

 private:
  void text(const std::string& text, Place place, const std::string& path) {
    if (first_control(text) != std::string::npos)
      out_.push_back({file_, place, path, "control characters are no text", ""});
  }

  const std::string& file_;
  Diagnostics& out_;
};

}  // namespace

std::optional<YamlNode> read_json(const std::string& file, std::string_view text, Diagnostics& diagnostics) {
  Reader reader(text);
  const std::size_t before = diagnostics.size();
  if (Json::sax_parse(text.begin(), text.end(), &reader))
    Checks(file, diagnostics).node(reader.root, "");
  else
    diagnostics.push_back({file, reader.failed(), "", reader.message(), ""});
  if (diagnostics.size() > before) return std::nullopt;
  return std::move(reader.root);
}

}  // namespace parley

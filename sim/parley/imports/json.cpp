#include "parley/imports/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parley/support/text_file.hpp"

namespace parley {

namespace {

using Json = nlohmann::json;

// Follows the parser through the text: each event is the next token but for blanks, commas and colons.
class Reader : public nlohmann::json_sax<Json> {
 public:
  explicit Reader(std::string_view text) : text_(text) {
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
    const std::string what = e.what();
    const std::size_t colon = what.find(": ");
    message_ = "not JSON: " + (colon == std::string::npos ? what : what.substr(colon + 2));
    place_ = place_of_byte(text_, std::min(byte > 0 ? byte - 1 : 0, text_.size()));
    return false;
  }

  YamlNode root;
  const std::string& message() const { return message_; }
  Place place() const { return place_; }

 private:
  Place here() {
    for (; seen_ < at_; ++seen_) {
      place_.column = text_[seen_] == '\n' ? 1 : place_.column + 1;
      place_.line += text_[seen_] == '\n' ? 1 : 0;
    }
    return place_;
  }
  Place next_token() {
    at_ = std::min(text_.find_first_not_of(" \t\r\n,:", at_), text_.size());
    return here();
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
  std::size_t at_ = 0, seen_ = 0;
  std::vector<YamlNode> stack_;
  std::string message_;
  Place place_{1, 1};
};

}  // namespace

std::optional<YamlNode> read_json(const std::string& file, std::string_view text, Diagnostics& diagnostics) {
  Reader reader(text);
  if (Json::sax_parse(text.begin(), text.end(), &reader)) return std::move(reader.root);
  diagnostics.push_back({file, reader.place(), "", reader.message(), ""});
  return std::nullopt;
}

}  // namespace parley

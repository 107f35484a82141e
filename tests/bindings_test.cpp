// Does no lambda capture a structured binding? GCC lets it and clang 14 does not, which GCC alone would never
// tell.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include <doctest/doctest.h>

#include "support.hpp"

namespace {

namespace fs = std::filesystem;
constexpr auto none = std::string::npos;

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The same text with blanks for comments and for what stands in quotes.
std::string code_of(std::string text) {
  const auto blank = [&](std::size_t from, std::size_t to) {
    for (to = std::min(to, text.size()); from < to; ++from)
      if (text[from] != '\n') text[from] = ' ';
    return to;
  };
  for (std::size_t at = 0; at < text.size();) {
    const char before = at > 0 ? text[at - 1] : ' ';
    if (text.compare(at, 2, "//") == 0) {
      at = blank(at, text.find('\n', at));
    } else if (text.compare(at, 2, "/*") == 0) {
      at = blank(at, std::min(text.find("*/", at), text.size()) + 2);
    } else if (text[at] == '"' && before == 'R') {
      const std::string end = ")" + text.substr(at + 1, text.find('(', at) - at - 1) + "\"";
      at = blank(at, std::min(text.find(end, at), text.size()) + end.size());
    } else if (text[at] == '"' || (text[at] == '\'' && !in_word(before))) {
      std::size_t end = at + 1;
      while (end < text.size() && text[end] != text[at]) end += text[end] == '\\' ? 2 : 1;
      at = blank(at, end + 1);
    } else {
      ++at;
    }
  }
  return text;
}

// Where the bracket that opens at 'at' is closed.
std::size_t closed(const std::string& code, std::size_t at) {
  int depth = 0;
  for (; at < code.size(); ++at) {
    if (std::string_view("([{").find(code[at]) != none) ++depth;
    if (std::string_view(")]}").find(code[at]) != none && --depth <= 0) break;
  }
  return at;
}

char before(const std::string& code, std::size_t at) {
  while (at > 0 && std::isspace(static_cast<unsigned char>(code[at - 1])) != 0) --at;
  return at > 0 ? code[at - 1] : ' ';
}

// Where the block ends in which a binding stands that is declared before 'at', or what its 'for (...)' or 'if
// (...)' rules.
std::size_t scope_end(const std::string& code, std::size_t at) {
  while (at < code.size() && code[at] != ')' && code[at] != '}')
    at = std::string_view("([{").find(code[at]) != none ? closed(code, at) + 1 : at + 1;
  if (at >= code.size() || code[at] == '}') return at;
  for (++at; at < code.size() && code[at] != ';'; ++at) {
    const bool block = code[at] == '{' && before(code, at) == ')';
    if (std::string_view("([{").find(code[at]) != none) at = closed(code, at);
    if (block) break;
  }
  return at;
}

// The place of a name in a piece of code, but as a member of something else.
std::size_t place_of(const std::string& name, const std::string& code) {
  for (auto at = code.find(name); at != none; at = code.find(name, at + 1)) {
    const char left = at > 0 ? code[at - 1] : ' ', right = (code + " ")[at + name.size()];
    const bool member = left == '.' || (at > 1 && (code.compare(at - 2, 2, "->") == 0 || left == ':'));
    if (!in_word(left) && !in_word(right) && !member) return at;
  }
  return none;
}

// Whether a name is declared anew where it stands first: "auto x", "const T& x", "List<T> x".
bool declared_anew(const std::string& code, std::size_t at) {
  static const std::regex type(R"(([A-Za-z_]\w*|[\w>][>&*]+) $)");
  static const std::regex word(R"(\b(return|throw|case|else|not|and|or) $)");
  const std::string left = code.substr(at < 60 ? 0 : at - 60, std::min<std::size_t>(at, 60));
  return std::regex_search(left, type) && !std::regex_search(left, word);
}

// Pieces of code between 'from' and 'to' that a lambda would run, each with its captures and parameters.
struct Piece {
  std::string captures, parameters, body;
};
std::vector<Piece> lambdas(const std::string& code, std::size_t from, std::size_t to) {
  std::vector<Piece> found;
  static const std::regex rest(R"(^\s*(mutable|noexcept|\s|->[\w\s:<>,*&]+)*\{)");
  for (std::size_t at = code.find('[', from); at < to; at = code.find('[', at + 1)) {
    const char left = before(code, at);
    const bool returned = std::regex_search(code.substr(at < 8 ? 0 : at - 8, 8), std::regex(R"(\breturn $)"));
    if (((in_word(left) || left == ')' || left == ']' || left == '&') && !returned)) continue;
    std::size_t end = closed(code, at);
    Piece piece{code.substr(at + 1, end - at - 1), "", ""};
    if (++end < to && code[end] == '(') {
      const std::size_t last = closed(code, end);
      piece.parameters = code.substr(end, last - end);
      end = last + 1;
    }
    std::smatch open;
    const std::string after = code.substr(end, 200);
    if (!std::regex_search(after, open, rest)) continue;
    end += static_cast<std::size_t>(open.length()) - 1;
    piece.body = code.substr(end, closed(code, end) - end);
    found.push_back(std::move(piece));
  }
  // doctest's messages are told by lambdas.
  static const std::regex told(R"(\b(INFO|CAPTURE|(CHECK|REQUIRE|WARN)(_FALSE)?_MESSAGE)\()");
  const std::string scope = code.substr(from, to - from);
  for (std::sregex_iterator it(scope.begin(), scope.end(), told), end; it != end; ++it) {
    std::size_t at = static_cast<std::size_t>(it->position() + it->length()) - 1;
    const std::size_t last = closed(scope, at);
    if (it->str().ends_with("_MESSAGE("))  // its condition is no part of the message
      for (++at; at < last && scope[at] != ','; ++at)
        if (std::string_view("([{").find(scope[at]) != none) at = closed(scope, at);
    found.push_back({"&", "", scope.substr(at, last - at)});
  }
  return found;
}

// The captures of a lambda: "x", "&x", and "x =" for one with a value of its own.
std::set<std::string> entries(const std::string& captures) {
  static const std::regex own(R"(^\s*(&?\w+)(\s*=)?)");
  std::set<std::string> found;
  for (std::size_t from = 0, at = 0; from < captures.size(); from = ++at) {
    for (; at < captures.size() && captures[at] != ','; ++at)
      if (std::string_view("([{").find(captures[at]) != none) at = closed(captures, at);
    std::smatch entry;
    const std::string text = captures.substr(from, at - from);
    if (std::regex_search(text, entry, own)) found.insert(entry.str(1) + (entry.length(2) > 0 ? " =" : ""));
  }
  return found;
}

// Names of structured bindings that a lambda captures, in the order of their declarations.
std::vector<std::string> captured(const std::string& text) {
  static const std::regex binding(R"(\bauto\s*&{0,2}\s*\[([\w\s,]+)\])"), name(R"(\w+)");
  const std::string code = code_of(text);
  std::vector<std::string> names;
  for (std::sregex_iterator it(code.begin(), code.end(), binding), end; it != end; ++it) {
    const auto from = static_cast<std::size_t>(it->position() + it->length());
    const auto pieces = lambdas(code, from, scope_end(code, from));
    const std::string bound = (*it)[1];
    for (std::sregex_iterator n(bound.begin(), bound.end(), name); n != end; ++n) {
      const std::string id = n->str();
      const bool any = std::any_of(pieces.begin(), pieces.end(), [&](const Piece& p) {
        const std::set<std::string> taken = entries(p.captures);
        if (taken.contains(id) || taken.contains("&" + id)) return true;
        if (taken.contains(id + " =") || taken.contains("&" + id + " =")) return false;
        const auto at = place_of(id, p.body);
        return at != none && place_of(id, p.parameters) == none && !declared_anew(p.body, at);
      });
      if (any) names.push_back(id);
    }
  }
  return names;
}

}  // namespace

TEST_SUITE("house") {
  TEST_CASE("no lambda captures a structured binding, nor does a message of a test") {
    std::size_t files = 0;
    for (const char* folder : {"sim", "tests"})
      for (const auto& at : fs::recursive_directory_iterator(parley::test::source(folder))) {
        if (at.path().extension() != ".cpp" && at.path().extension() != ".hpp") continue;
        ++files;
        std::ifstream in(at.path());
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        for (const auto& name : captured(text))
          FAIL_CHECK(
              at.path().string(), ": a lambda or message takes the structured binding '", name,
              "', which clang 14 refuses: give it a plain name before ('const auto& x = pair.first;')");
      }
    CHECK(files > 600);
  }

  TEST_CASE("captured bindings are found, and what only looks like them is not") {
    using Names = std::vector<std::string>;
    CHECK(captured("for (const auto& [a, b] : m) f([&] { return b; });") == Names{"b"});
    CHECK(captured("{ const auto [a, b] = f();\n const auto g = [=](int x) -> int { return a + x; }; }") ==
          Names{"a"});
    CHECK(captured("if (const auto [at, fresh] = f(); fresh) { g([&at] { h(at); }); }") == Names{"at"});
    CHECK(captured("for (auto& [a, b] : m) for (int i : b) if (i) { CAPTURE(a); }") == Names{"a"});
    CHECK(captured("for (auto& [a, b] : m) CHECK_MESSAGE(f(a, 1) == g, \"a\", b);") == Names{"b"});
    CHECK(captured("for (auto& [a, b] : m) CHECK_MESSAGE(f(a, 1) == b, \"a, b\");").empty());
    CHECK(captured("for (auto& [a, b] : m) { f(a); }\n f([&] { return a; });").empty());
    CHECK(captured("for (auto& [a, b] : m) f([a = a, &b = b] { return a + b; });").empty());
    CHECK(
        captured("for (auto& [a, b] : m) f([&](int a) { const auto& b = c; return a + b + c.a; });").empty());
    CHECK(captured("for (auto& [a, b] : m) { c[a] = b; /* [&] { a; } */ }").empty());
  }
}

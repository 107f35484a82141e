#include "parley/writing/html_page.hpp"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "parley/support/version.hpp"
#include "parley/writing/digest.hpp"
#include "parley/writing/html_assets.hpp"

namespace parley {

std::string fingerprint(std::string_view text) {
  const auto digest = sha256_digest(text);
  std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> letters{};
  EVP_EncodeBlock(letters.data(), digest.data(), SHA256_DIGEST_LENGTH);
  return fmt::format("'sha256-{}'", reinterpret_cast<const char*>(letters.data()));
}

std::string_view bare_chart_library() {
  const std::string_view all = chart_library();
  return all.substr(0, all.rfind("//# sourceMappingURL"));
}

std::string html_page(const std::string& title, const std::vector<std::string>& source,
                      const std::vector<HtmlSection>& sections) {
  std::string body, contents;
  for (const auto& s : sections) {
    contents += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", s.id, escaped(s.title));
    body += html_section(s.id, s.title, s.body);
  }
  std::string head;
  for (const auto& line : source) head += paragraph(line, "source");
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src "
      "{style_hash}; "
      "script-src {library_hash} {script_hash}; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"generator\" content=\"parley {version}\">\n<link rel=\"icon\" href=\"data:,\">\n"
      "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<a class=\"skip\" "
      "href=\"#findings\">To the findings</a>\n<header>\n<h1>{title}</h1>\n{head}"
      "<nav aria-label=\"Contents\"><ul>\n{contents}</ul></nav>\n</header>\n<main id=\"findings\" "
      "tabindex=\"-1\">\n{body}</main>\n"
      "<footer><p class=\"note\">Made by parley {version}. Charts by Chart.js, under its licence:</p>\n"
      "<pre>{licence}</pre></footer>\n<script>{library}</script>\n<script>{script}</script>\n</body>\n</"
      "html>\n",
      fmt::arg("style_hash", fingerprint(report_style())),
      fmt::arg("library_hash", fingerprint(bare_chart_library())),
      fmt::arg("script_hash", fingerprint(report_script())), fmt::arg("version", version()),
      fmt::arg("title", escaped(title)), fmt::arg("style", report_style()), fmt::arg("head", head),
      fmt::arg("contents", contents), fmt::arg("body", body),
      fmt::arg("licence", escaped(chart_library_licence())), fmt::arg("library", bare_chart_library()),
      fmt::arg("script", report_script()));
}

}  // namespace parley

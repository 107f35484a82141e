#include "parley/page/page_file.hpp"

#include <array>
#include <new>
#include <stdexcept>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <zlib.h>

#include "parley/page/assumptions.hpp"
#include "parley/page/sections.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/html_assets.hpp"
#include "parley/writing/html_page.hpp"

namespace parley {

namespace {

// As gzip has it, without a name and a time: equal bytes give equal bytes.
std::string packed(std::string_view bytes) {
  z_stream z{};
  if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  std::string out(deflateBound(&z, static_cast<uLong>(bytes.size())) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  const int end = deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  if (end != Z_STREAM_END) throw std::bad_alloc();
  return out;
}

std::string base64(std::string_view bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int n =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(n));
  return out;
}

std::string embedded(const Json& json) {
  return inert(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string filled(std::string_view frame,
                   const std::vector<std::pair<std::string_view, std::string>>& parts) {
  std::string out;
  for (std::size_t at = 0; at < frame.size();) {
    const auto open = frame.find("{{", at);
    const auto close = open == frame.npos ? frame.npos : frame.find("}}", open);
    if (close == frame.npos) return out += frame.substr(at);
    out += frame.substr(at, open - at);
    const std::string_view name = frame.substr(open + 2, close - open - 2);
    bool known = false;
    for (const auto& [key, value] : parts)
      if (key == name) {
        out += value;
        known = true;
      }
    if (!known) throw std::logic_error(fmt::format("the page has no part '{}'", name));
    at = close + 2;
  }
  return out;
}

}  // namespace

std::string explorer_page(Played& p, const PageAsked& asked, const BrowserEngine& engine) {
  p.play(asked.seed, asked.runs);
  std::string answer;
  for (const HtmlSection& s : told_sections(p, asked.points, asked.per_point))
    answer += html_section(s.id, s.title, s.body);
  const Json state{
      {"version", version()},       {"file", p.given.file},     {"text", p.given.text},
      {"set", p.given.set},         {"record", p.given.record}, {"seed", asked.seed},
      {"runs", asked.runs},         {"points", asked.points},   {"per_point", asked.per_point},
      {"deciding", asked.deciding}, {"texts", asked.texts},     {"opened", opened_json(*p.model)}};
  std::string script(report_script());
  script += "\n";
  script += explorer_script();
  // What a worker runs: text until it does.
  const std::string worker = engine.loader + "\n" + std::string(explorer_worker());
  for (const std::string_view end : {"</script", "<!--"})
    if (worker.find(end) != worker.npos) throw std::logic_error("the engine's loader cannot stand in a page");
  return filled(explorer_frame(), {{"title", escaped(p.model->scenario.name)},
                                   {"version", escaped(version())},
                                   {"style_hash", fingerprint(explorer_style())},
                                   {"library_hash", fingerprint(bare_chart_library())},
                                   {"script_hash", fingerprint(script)},
                                   {"style", std::string(explorer_style())},
                                   {"answer", answer},
                                   {"licence", escaped(chart_library_licence())},
                                   {"state", embedded(state)},
                                   {"worker", worker},
                                   {"wasm", base64(packed(engine.wasm))},
                                   {"library", std::string(bare_chart_library())},
                                   {"script", script}});
}

}  // namespace parley

#include "parley/writing/json.hpp"

#include <fmt/format.h>

namespace parley {

std::string dumped(const Json& json) {
  const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  std::string out;
  std::size_t done = 0;
  // All of them are three bytes from U+2000 on, but U+061C and the controls U+007F to U+009F.
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    unsigned letter = 0;
    std::size_t bytes = 1;
    if (byte(i) == 0x7F) letter = 0x7F;
    if (byte(i) == 0xC2 || byte(i) == 0xD8) {
      bytes = 2;
      letter = (byte(i) & 0x1FU) << 6U | (byte(i + 1) & 0x3FU);
      if (letter != 0x61C && letter >= 0xA0) letter = 0;
    } else if (byte(i) == 0xE2 && (byte(i + 1) == 0x80 || byte(i + 1) == 0x81)) {
      bytes = 3;
      letter = 0x2000U | (byte(i + 1) & 0x3FU) << 6U | (byte(i + 2) & 0x3FU);
      const bool command = letter == 0x200E || letter == 0x200F || (letter >= 0x2028 && letter <= 0x202E) ||
                           (letter >= 0x2066 && letter <= 0x2069);
      if (!command) letter = 0;
    }
    if (letter == 0) continue;
    out += text.substr(done, i - done) + fmt::format("\\u{:04x}", letter);
    done = i + bytes;
    i += bytes - 1;
  }
  return out + text.substr(done);
}

}  // namespace parley

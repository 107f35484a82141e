#include "parley/support/text_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

#include <fmt/format.h>

namespace parley {

std::optional<std::string> read_text_file(const std::string& file, std::size_t most, const char* in_folder,
                                          Diagnostics& diagnostics) {
  const auto fail = [&](std::string message, std::string hint) -> std::optional<std::string> {
    diagnostics.push_back({file, {}, "", std::move(message), std::move(hint)});
    return std::nullopt;
  };
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (status.type() == std::filesystem::file_type::none)
    return fail("cannot be read: " + error.message(), "check the path and its permissions");
  if (!std::filesystem::exists(status)) return fail("no such file", "check the path");
  if (std::filesystem::is_directory(status)) return fail("this is a directory", in_folder);
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(fmt::format("cannot be read: {}", std::strerror(errno)), "check its permissions");
  std::string text;
  std::vector<char> buffer(1U << 16U);
  while (text.size() < most && in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    text.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return fail(fmt::format("cannot be read: {}", std::strerror(errno)), "");
  return text;
}

// The byte at which the text stops being UTF-8 without NUL, or npos.
std::size_t first_bad_byte(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    std::size_t extra = 0;
    if (c == 0) return i;
    if (c < 0x80) {
      extra = 0;
    } else if (c >= 0xC2 && c < 0xE0) {
      extra = 1;
    } else if (c >= 0xE0 && c < 0xF0) {
      extra = 2;
    } else if (c >= 0xF0 && c < 0xF5) {
      extra = 3;
    } else {
      return i;
    }
    if (i + extra >= text.size()) return i;
    const auto second = extra > 0 ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const bool overlong = (c == 0xE0 && second < 0xA0) || (c == 0xF0 && second < 0x90);
    const bool no_letter = (c == 0xED && second >= 0xA0) || (c == 0xF4 && second >= 0x90);
    if (overlong || no_letter) return i;
    for (std::size_t k = 1; k <= extra; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U) return i;
    i += extra + 1;
  }
  return std::string_view::npos;
}

std::size_t first_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) return i;
    const auto next = [&](std::size_t k) {
      return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
    };
    if (c == 0xC2 && next(1) >= 0x80 && next(1) < 0xA0) return i;
    if (c == 0xEF && next(1) == 0xBF && next(2) >= 0xBE) return i;
  }
  return std::string_view::npos;
}

Place place_of_byte(std::string_view text, std::size_t byte) { return TextPlace(text).at(byte); }

Place TextPlace::at(std::size_t byte) {
  for (; seen_ < byte && seen_ < text_.size(); ++seen_) {
    place_.line += text_[seen_] == '\n' ? 1 : 0;
    place_.column = text_[seen_] == '\n' ? 1 : place_.column + 1;
  }
  return place_;
}

}  // namespace parley

// What is the SHA-256 of these bytes?
//
// OpenSSL takes memory for it: where there is none, no digest is given rather than a false one (bad_alloc).
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>

#include <openssl/evp.h>
#include <openssl/sha.h>

namespace parley {

std::array<unsigned char, SHA256_DIGEST_LENGTH> sha256_digest(std::string_view bytes);

// Of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  // Of all that came so far, in hexadecimal.
  std::string hexadecimal() const;

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

// Of a file, in hexadecimal; nothing where it cannot be read.
std::optional<std::string> sha256_of_file(const std::filesystem::path& path);

}  // namespace parley

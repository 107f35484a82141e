// What is the SHA-256 of these bytes?
#pragma once

#include <array>
#include <new>
#include <string_view>

#include <openssl/sha.h>

namespace parley {

// OpenSSL takes memory for it: where there is none, no digest is given rather than a false one.
inline std::array<unsigned char, SHA256_DIGEST_LENGTH> sha256_digest(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  if (SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data()) == nullptr)
    throw std::bad_alloc();
  return digest;
}

}  // namespace parley

#include "parley/writing/digest.hpp"

#include <cstdio>
#include <vector>

#include <fmt/format.h>
#include <openssl/crypto.h>

namespace parley {

namespace {

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

// OpenSSL 3 uses what it could not set up, unless it is asked first.
void be_ready() {
  if (OSSL_LIB_CTX_get0_global_default() == nullptr) throw std::bad_alloc();
}

Context made_context() {
  be_ready();
  Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (!context) throw std::bad_alloc();
  return context;
}

}  // namespace

std::array<unsigned char, SHA256_DIGEST_LENGTH> sha256_digest(std::string_view bytes) {
  be_ready();
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  if (SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data()) == nullptr)
    throw std::bad_alloc();
  return digest;
}

Sha256::Sha256() : context_(made_context()) {
  if (EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
}

void Sha256::add(std::string_view bytes) {
  if (EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1) throw std::bad_alloc();
}

std::string Sha256::hexadecimal() const {
  const Context copy = made_context();
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned n = 0;
  if (EVP_MD_CTX_copy_ex(copy.get(), context_.get()) != 1 ||
      EVP_DigestFinal_ex(copy.get(), bytes.data(), &n) != 1)
    throw std::bad_alloc();
  std::string text;
  for (unsigned k = 0; k < n; ++k) text += fmt::format("{:02x}", bytes[k]);
  return text;
}

std::optional<std::string> sha256_of_file(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
  if (!file) return std::nullopt;
  Sha256 sum;
  std::vector<char> piece(std::size_t{1} << 16U);
  while (const std::size_t n = std::fread(piece.data(), 1, piece.size(), file.get()))
    sum.add({piece.data(), n});
  if (std::ferror(file.get()) != 0) return std::nullopt;
  return sum.hexadecimal();
}

}  // namespace parley

// How are stores and folders of runs damaged?
//
// As a bad disk, a half copy or a curious colleague would: bytes, cuts, pages that changed places, cells and
// rows edited by another program. What an input's bytes do is fixed, so that a case of the corpus stays one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace parley::fuzz {

// The bytes of a small study's store.
const std::string& whole_store();
// A store with some of its bytes, pages, cells or rows changed.
void damaged_store(const std::string& file, const std::uint8_t* data, std::size_t size);

// A folder of eight runs as 'parley run -o' writes it.
const std::filesystem::path& whole_folder();
// The same with changes to its manifest or table, with hashes that fit or not. At least 6 bytes are needed.
std::filesystem::path damaged_folder(const std::uint8_t* data, std::size_t size);

}  // namespace parley::fuzz

// What stands in a folder?
#pragma once

#include <filesystem>
#include <vector>

namespace parley {

// Paths of all that stands in it, in order; none where it cannot be read, or as far as it can be. Throws
// std::bad_alloc, where std::filesystem::directory_iterator of GCC 12 ends the program.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder);

}  // namespace parley

#include "parley/support/folder.hpp"

#include <algorithm>

namespace parley {

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  try {
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
      files.push_back(entry.path());
  } catch (const std::filesystem::filesystem_error&) {  // it went away
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace parley

#include "parley/support/folder.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <new>
#include <string_view>

#include <dirent.h>

namespace parley {

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  const auto close = [](DIR* open) { ::closedir(open); };
  errno = 0;
  const std::unique_ptr<DIR, decltype(close)> open(::opendir(folder.empty() ? "." : folder.c_str()), close);
  if (!open && errno == ENOMEM) throw std::bad_alloc();
  std::vector<std::filesystem::path> files;
  while (const dirent* entry = open ? ::readdir(open.get()) : nullptr) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") files.push_back(folder / name);
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace parley

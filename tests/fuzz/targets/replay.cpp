// Does every case of a corpus end well? Runs a fuzzer's target over files, without a fuzzer.
#include <cstdio>
#include <filesystem>

#include "fuzz_parts.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

int main(int argc, char** argv) {
  std::size_t cases = 0;
  for (int k = 1; k < argc; ++k)
    for (const auto& entry : std::filesystem::directory_iterator(argv[k])) {
      const std::string text = parley::fuzz::read(entry.path());
      std::printf("%s\n", entry.path().filename().c_str());
      LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(text.data()), text.size());
      ++cases;
    }
  return cases > 0 ? 0 : 1;
}

// A machine short of memory for a moment: the allocation number FAIL_AT of a process gives nothing. Preloaded
// by kills.py (LD_PRELOAD; glibc). With FAIL_AT=0 none fails, and how many there were is told at the end.
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

extern "C" void* __libc_malloc(std::size_t size);

namespace {

std::atomic<long> made{0};

long chosen() {
  static const long at = [] {
    const char* text = std::getenv("FAIL_AT");
    return text != nullptr ? std::strtol(text, nullptr, 10) : -1;
  }();
  return at;
}

struct Told {
  ~Told() {
    if (chosen() == 0) std::fprintf(stderr, "allocations: %ld\n", made.load());
  }
} told;

}  // namespace

extern "C" void* malloc(std::size_t size) {
  if (++made == chosen()) {
    errno = ENOMEM;
    return nullptr;
  }
  return __libc_malloc(size);
}

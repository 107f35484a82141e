// The program.
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

#include "command.hpp"

namespace {

// Whether memory was asked for and not given: at the end of what may not throw that can no longer be asked of
// the exception.
std::atomic<bool> memory_was_short{false};

[[noreturn]] void no_memory() {
  memory_was_short = true;
  throw std::bad_alloc();
}

// Destructors of the JSON library and folders of the standard library ask for memory where nothing may be
// thrown. What was written so far is beside its place, not in it.
[[noreturn]] void give_up() {
  if (memory_was_short) {
    std::fputs("parley: out of memory\n", stderr);
    std::_Exit(1);
  }
  std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  std::set_new_handler(no_memory);
  std::set_terminate(give_up);
  // Writing more than a file may hold is then an error that can be told.
  std::signal(SIGXFSZ, SIG_IGN);
  return parley::cli::program({argv + 1, argv + argc});
}

// The program.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

#include "command.hpp"

namespace {

// A destructor of the JSON library asks for memory: where there is none, nothing can be thrown any more. What
// was written so far is beside its place, not in it.
[[noreturn]] void give_up() {
  try {
    if (const std::exception_ptr error = std::current_exception()) std::rethrow_exception(error);
  } catch (const std::bad_alloc&) {
    std::fputs("parley: out of memory\n", stderr);
    std::_Exit(1);
  } catch (...) {
  }
  std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  std::set_terminate(give_up);
  // Writing more than a file may hold is then an error that can be told.
  std::signal(SIGXFSZ, SIG_IGN);
  return parley::cli::program({argv + 1, argv + argc});
}

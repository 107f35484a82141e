// The program.
#include <csignal>

#include "command.hpp"

int main(int argc, char** argv) {
  // Writing more than a file may hold is then an error that can be told.
  std::signal(SIGXFSZ, SIG_IGN);
  return parley::cli::program({argv + 1, argv + argc});
}

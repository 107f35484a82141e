// Where the tests find the program and the source tree.

#include "process.hpp"
#include "support.hpp"

namespace parley::test {

std::string program_path() { return PARLEY_PROGRAM; }
std::string mpi_program_path() {
#ifdef PARLEY_MPI_PROGRAM
  return PARLEY_MPI_PROGRAM;
#else
  return "";
#endif
}
std::string source(const std::string& path) { return std::string(PARLEY_SOURCE_DIR) + "/" + path; }

}  // namespace parley::test

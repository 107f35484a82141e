#include "parley/support/version.hpp"

namespace parley {

const char* version() { return PARLEY_VERSION; }

}  // namespace parley

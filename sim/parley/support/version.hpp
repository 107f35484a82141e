// Which version of Parley is this?
#pragma once

namespace parley {

const char* version();

}  // namespace parley

// What time is it?  (for what is noted beside results, never in them)
#pragma once

#include <string>

namespace parley {

// "2016-08-26T09:30:00Z".
std::string now_utc();

}  // namespace parley

// How does the one file come about that holds a scenario, its answer and the engine?
//
// It opens in any browser from a mail or a stick, asks for nothing from outside and forbids it: no script,
// style or address other than its own. What came from files stands in it as text or as data, never as markup.
#pragma once

#include <string>

#include "parley/page/played.hpp"
#include "parley/writing/json.hpp"

namespace parley {

// The engine that a browser runs (sim/page.sh builds it).
struct BrowserEngine {
  std::string loader;  // its JavaScript
  std::string wasm;
};

struct PageAsked {
  std::uint64_t seed = 1;
  std::uint32_t runs = 1000, points = 200, per_point = 4;
  Json deciding = Json::array();  // page/assumptions.hpp
  Json texts = Json::array();     // to begin drafts with: [{file, name, text}]
};

// The answer that the page opens with is made here, by the same code as in the browser. Takes as long as the
// runs.
std::string explorer_page(Played& played, const PageAsked& asked, const BrowserEngine& engine);

}  // namespace parley

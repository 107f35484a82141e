// What a browser calls: one question in JSON, one answer in JSON (page/desk.hpp).
#include <string>

#include <emscripten.h>

#include "parley/page/desk.hpp"

// Whoever made the module may listen (Module.tell) to what is being played.
EM_JS(void, tell, (const char* what), {
  if (Module["tell"]) Module["tell"](UTF8ToString(what));
});

namespace {
parley::Desk desk([](const std::string& what) { tell(what.c_str()); });
std::string answer;
}  // namespace

// The answer stays until the next call.
extern "C" const char* parley_answer(const char* question) {
  answer = desk.answer(question);
  return answer.c_str();
}

// What a browser calls: one question in JSON, one answer in JSON (page/desk.hpp).
#include <string>

#include "parley/page/desk.hpp"

namespace {
parley::Desk desk;
std::string answer;
}  // namespace

// The answer stays until the next call.
extern "C" const char* parley_answer(const char* question) {
  answer = desk.answer(question);
  return answer.c_str();
}

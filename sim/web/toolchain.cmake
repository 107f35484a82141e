# Emscripten as it is installed (Debian: emscripten), wherever that is.
execute_process(COMMAND em-config EMSCRIPTEN_ROOT OUTPUT_VARIABLE emscripten OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE missing)
if(missing)
  message(FATAL_ERROR "Emscripten is not installed; sim/page.sh installs it")
endif()
include(${emscripten}/cmake/Modules/Platform/Emscripten.cmake)

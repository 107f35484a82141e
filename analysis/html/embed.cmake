# Turns text files into C++ string literals, so that the installed program needs no folder beside it.
# cmake -DOUT=FILE.cpp "-DTEXTS=name=FILE|name=FILE,FILE" -P embed.cmake      for each: std::string_view parley::name(),
# of several files one after the other
string(REPLACE "|" ";" texts "${TEXTS}")
file(WRITE "${OUT}.new" "// Made by analysis/html/embed.cmake.\n#include \"parley/writing/html_assets.hpp\"\n\nnamespace parley {\n")
foreach(text IN LISTS texts)
  string(REGEX MATCH "^([a-z_]+)=(.*)$" both "${text}")
  set(name ${CMAKE_MATCH_1})
  string(REPLACE "," ";" files "${CMAKE_MATCH_2}")
  file(APPEND "${OUT}.new" "\nstd::string_view ${name}() {\n  return R\"embedded(")
  foreach(file IN LISTS files)
    file(READ "${file}" content)
    file(APPEND "${OUT}.new" "${content}")
  endforeach()
  file(APPEND "${OUT}.new" ")embedded\";\n}\n")
endforeach()
file(APPEND "${OUT}.new" "\n}  // namespace parley\n")
file(RENAME "${OUT}.new" "${OUT}")

# The engine for a browser: the rooms of the library that the page needs, one WebAssembly module and its loader.
#
# Libraries that are headers alone are taken from where they are installed for everybody; yaml-cpp is built from
# Debian's source. One thread: TBB's calls are made one after the other (stand_ins).
set(web ${PROJECT_SOURCE_DIR}/sim/web)
set(rooms ${PROJECT_SOURCE_DIR}/sim/parley)
set(yaml ${CMAKE_BINARY_DIR}/yaml-cpp)
execute_process(COMMAND ${web}/yaml_source.sh ${yaml} COMMAND_ERROR_IS_FATAL ANY)

# A folder with nothing but these headers: those of another C library beside them would be taken for emscripten's.
set(headers ${CMAKE_BINARY_DIR}/include)
file(MAKE_DIRECTORY ${headers})
foreach(probe boost/version.hpp Eigen/Core fmt/format.h nlohmann/json.hpp Random123/philox.h)
  string(REGEX REPLACE "/.*" "" library ${probe})
  find_path(${library}_headers ${probe} PATHS /usr/include /usr/local/include PATH_SUFFIXES eigen3 NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  file(CREATE_LINK ${${library}_headers}/${library} ${headers}/${library} SYMBOLIC)
endforeach()

# The simulation is built to be fast, what reads and tells to be small.
set(CMAKE_CXX_FLAGS_RELEASE -DNDEBUG)
add_compile_options(-fwasm-exceptions)
add_link_options(-O2 -fwasm-exceptions)

file(GLOB yaml_sources ${yaml}/src/*.cpp)
add_library(yaml STATIC ${yaml_sources})
target_include_directories(yaml PUBLIC ${yaml}/include PRIVATE ${yaml}/src)
target_compile_options(yaml PRIVATE -w -Os)

# All rooms but those of studies and of files of others. What a page does not reach is not linked.
file(GLOB sources CONFIGURE_DEPENDS ${rooms}/support/*.cpp ${rooms}/statistics/*.cpp ${rooms}/writing/*.cpp ${rooms}/document/*.cpp
  ${rooms}/scenario/*.cpp ${rooms}/preference/*.cpp ${rooms}/conflict/*.cpp ${rooms}/bargaining/*.cpp ${rooms}/truce/*.cpp
  ${rooms}/engine/*.cpp ${rooms}/runs/*.cpp ${rooms}/questions/analysis/*.cpp ${rooms}/questions/compare/*.cpp
  ${rooms}/questions/play/*.cpp ${rooms}/questions/premortem/*.cpp ${rooms}/page/*.cpp)
list(FILTER sources EXCLUDE REGEX "writing/(digest|html_page|output_file|csv_file|sqlite|table_file)|runs/(run_folder|tables|briefing_json)|statistics/abc_smc|play/tournament|premortem/tables|analysis/tables|page/(page_file|deciding)")
list(APPEND sources ${rooms}/imports/json.cpp)
add_library(parley_web STATIC ${sources})
set(simulating ${sources})
list(FILTER simulating INCLUDE REGEX "parley/(support|statistics|preference|conflict|bargaining|truce|engine)/|questions/analysis/(analysis|deal_search)|runs/(references|over_ranges|batch)")
list(REMOVE_ITEM sources ${simulating})
set_property(SOURCE ${simulating} APPEND PROPERTY COMPILE_OPTIONS -O2)
set_property(SOURCE ${sources} APPEND PROPERTY COMPILE_OPTIONS -Os)
target_include_directories(parley_web PUBLIC ${PROJECT_SOURCE_DIR}/sim)
target_include_directories(parley_web SYSTEM PUBLIC ${web}/stand_ins ${headers})
target_compile_definitions(parley_web PUBLIC FMT_HEADER_ONLY)
target_link_libraries(parley_web PUBLIC parley_options yaml)
set_source_files_properties(${rooms}/support/version.cpp PROPERTIES COMPILE_DEFINITIONS PARLEY_VERSION="${PROJECT_VERSION}")
# Random123 compiles for processors that it knows; this name is of one whose special instructions it uses none of.
set_property(SOURCE ${rooms}/support/random.cpp APPEND PROPERTY COMPILE_OPTIONS -D__riscv)

add_executable(engine ${web}/main.cpp)
target_link_libraries(engine PRIVATE parley_web)
target_link_options(engine PRIVATE -sMODULARIZE=1 -sEXPORT_NAME=parleyEngine -sENVIRONMENT=worker,node -sFILESYSTEM=0
  -sDYNAMIC_EXECUTION=0 -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=64MB -sTOTAL_STACK=4MB
  -sEXPORTED_FUNCTIONS=_parley_answer,_malloc,_free -sEXPORTED_RUNTIME_METHODS=UTF8ToString,stringToUTF8,lengthBytesUTF8)
set_target_properties(engine PROPERTIES SUFFIX .js)
# Debian's acorn, which the link needs, is found by Debian's node alone.
execute_process(COMMAND dpkg-query -L node-acorn OUTPUT_VARIABLE listed ERROR_QUIET)
if(listed MATCHES "([^\n]*)/acorn/package.json")
  set_property(TARGET engine PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=${CMAKE_MATCH_1}")
endif()
add_custom_target(engine_version COMMAND ${CMAKE_COMMAND} -DOUT=${CMAKE_BINARY_DIR}/version.txt -DSOURCE=${PROJECT_SOURCE_DIR}
  -DVERSION_TEXT=${PROJECT_VERSION} -P ${PROJECT_SOURCE_DIR}/sim/cli/commit.cmake)
add_dependencies(engine engine_version)

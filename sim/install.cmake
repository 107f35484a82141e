# What is installed where, and what the Debian packages are.
#
# parley: program, data, manual, completion. parley-dev: library, headers, CMake package. 'cpack -G DEB' in the build's
# folder makes both.
include(CMakePackageConfigHelpers)
set(data ${CMAKE_INSTALL_DATADIR}/parley)
set(doc ${CMAKE_INSTALL_DOCDIR})

install(TARGETS parley_program RUNTIME COMPONENT parley)
# The program finds this folder from where it stands: ../share/parley.
foreach(folder scenarios analysis)
  install(DIRECTORY ${folder} DESTINATION ${data} COMPONENT parley
    PATTERN __pycache__ EXCLUDE PATTERN gallery EXCLUDE PATTERN make-gallery.sh EXCLUDE PATTERN html EXCLUDE)
endforeach()
# The engine for browsers, where it is built ('parley page' writes it into its pages).
install(DIRECTORY ${PROJECT_SOURCE_DIR}/build/web/ DESTINATION ${data}/web COMPONENT parley OPTIONAL FILES_MATCHING
  PATTERN engine.js PATTERN engine.wasm PATTERN version.txt PATTERN CMakeFiles EXCLUDE PATTERN yaml-cpp EXCLUDE PATTERN include EXCLUDE)
install(FILES README.md CITATION.cff DESTINATION ${doc} COMPONENT parley)
install(FILES LICENSE DESTINATION ${doc} RENAME copyright COMPONENT parley)
install(FILES ${parley_pages}/parley.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME parley COMPONENT parley)
install(FILES ${parley_pages}/_parley DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT parley)
# Packed as manual pages and changelogs are, without the time.
find_program(GZIP gzip)
install(CODE "
  set(to \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}\")
  file(GLOB pages \"${parley_pages}/*.1\")
  foreach(page IN LISTS pages)
    get_filename_component(name \${page} NAME)
    set(file \"\${to}/${CMAKE_INSTALL_MANDIR}/man1/\${name}\")
    configure_file(\${page} \${file} COPYONLY)
    list(APPEND packed \${file})
  endforeach()
  set(file \"\${to}/${doc}/changelog\")
  configure_file(\"${PROJECT_SOURCE_DIR}/CHANGELOG.md\" \${file} COPYONLY)
  list(APPEND packed \${file})
  if(NOT \"${GZIP}\" STREQUAL GZIP-NOTFOUND)
    execute_process(COMMAND \"${GZIP}\" -9nf \${packed} COMMAND_ERROR_IS_FATAL ANY)
    list(TRANSFORM packed APPEND .gz)
  endif()
  string(LENGTH \"\$ENV{DESTDIR}\" before)
  foreach(file IN LISTS packed)
    string(SUBSTRING \${file} \${before} -1 file)
    list(APPEND CMAKE_INSTALL_MANIFEST_FILES \${file})
  endforeach()
" COMPONENT parley)

install(TARGETS parley EXPORT parley ARCHIVE COMPONENT dev)
# Whoever calculates with inline functions of the headers gets the library's bits.
target_compile_options(parley INTERFACE $<INSTALL_INTERFACE:-ffp-contract=off>)
install(DIRECTORY sim/parley DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev FILES_MATCHING PATTERN *.hpp)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/parley)
install(EXPORT parley NAMESPACE parley:: FILE parleyTargets.cmake DESTINATION ${package} COMPONENT dev)
configure_package_config_file(sim/parleyConfig.cmake.in ${CMAKE_BINARY_DIR}/parleyConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/parleyConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/parleyConfig.cmake ${CMAKE_BINARY_DIR}/parleyConfigVersion.cmake DESTINATION ${package} COMPONENT dev)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/parley-dev RENAME copyright COMPONENT dev)

set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "agent-based simulator of ceasefire negotiations")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME parley)
set(CPACK_PACKAGE_VENDOR "The Parley authors")
set(CPACK_PACKAGE_CONTACT "The Parley authors <authors@parley.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL parley dev)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PARLEY_PACKAGE_NAME parley)
set(CPACK_DEBIAN_PARLEY_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PARLEY_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PARLEY_PACKAGE_SUGGESTS
  "parley-dev, python3-pandas, python3-matplotlib, r-cran-ggplot2, gnuplot-nox | gnuplot")
set(CPACK_COMPONENT_PARLEY_DESCRIPTION "A conflict is written down as a plain text file: who the parties are, what they
want, who backs whom, where they fight. Parley plays it a thousand times, day by
day, and tells whether there is a deal that all could sign, whether they find it,
how long it lasts, who breaks it, and why; and which assumptions decide that.
.
It is made for conflict researchers, mediation-support analysts and teachers.
Scenarios of Syria, Bosnia and textbook cases are included.")
set(CPACK_DEBIAN_DEV_PACKAGE_NAME parley-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS
  "libboost-dev, libeigen3-dev, libexpat1-dev, libfmt-dev, librandom123-dev, libsqlite3-dev, libssl-dev, libtbb-dev, libyaml-cpp-dev, nlohmann-json3-dev, zlib1g-dev")
set(CPACK_COMPONENT_DEV_DESCRIPTION "The static library, its headers and a CMake package: find_package(parley), then
link parley::parley.")
include(CPack)

# What `make install` puts where: the program, the library for other programs with its headers and CMake
# package, their own libraries in lib/datagen, man page, completions, documents, licences. Nothing in it
# names the build's folders, so that it can be moved as a whole.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
  GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
file(RELATIVE_PATH from_program ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR}/datagen)
set_target_properties(datagen PROPERTIES INSTALL_RPATH "$ORIGIN/${from_program}")
set_target_properties(libdatagen PROPERTIES INSTALL_RPATH "$ORIGIN/datagen")

install(TARGETS datagen RUNTIME)
install(FILES ${outside_libraries} DESTINATION ${CMAKE_INSTALL_LIBDIR}/datagen)

# ---- The library

install(TARGETS libdatagen EXPORT datagen LIBRARY)
install(DIRECTORY include/datagen TYPE INCLUDE)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/datagen)
install(EXPORT datagen NAMESPACE datagen:: FILE datagenConfig.cmake DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/datagenConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/datagenConfigVersion.cmake DESTINATION ${package})

# ---- What the program says of itself: made by it

function(datagen_printed file)
  set(made ${PROJECT_BINARY_DIR}/printed/${file})
  get_filename_component(folder ${made} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${made} DEPENDS datagen COMMAND datagen ${ARGN} > ${made} VERBATIM)
  set_property(GLOBAL APPEND PROPERTY datagen_printed_files ${made})
  get_filename_component(place ${file} DIRECTORY)
  install(FILES ${made} DESTINATION ${place})
endfunction()

datagen_printed(${CMAKE_INSTALL_MANDIR}/man1/datagen.1 manual)

# Where each shell looks for completions of programs.
set(completion_of_bash bash-completion/completions/datagen)
set(completion_of_fish fish/vendor_completions.d/datagen.fish)
set(completion_of_zsh zsh/site-functions/_datagen)
file(GLOB shells CONFIGURE_DEPENDS src/doors/cli/shells/*.cc)
foreach(shell IN LISTS shells)
  get_filename_component(shell ${shell} NAME_WE)
  if(NOT DEFINED completion_of_${shell})
    message(FATAL_ERROR "cmake/Install.cmake does not say where ${shell} looks for completions")
  endif()
  datagen_printed(${CMAKE_INSTALL_DATADIR}/${completion_of_${shell}} completion ${shell})
endforeach()

get_property(printed GLOBAL PROPERTY datagen_printed_files)
add_custom_target(printed ALL DEPENDS ${printed})

# ---- Documents and licences

install(FILES LICENSE NOTICES.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
# What the documents lead to: their links are those of the checkout.
install(DIRECTORY benchmarks/logs DESTINATION ${CMAKE_INSTALL_DOCDIR}/benchmarks
  FILES_MATCHING PATTERN "*.md")
install(DIRECTORY src/knowledge/errors/pages DESTINATION ${CMAKE_INSTALL_DOCDIR}/src/knowledge/errors)
file(RELATIVE_PATH to_headers ${CMAKE_INSTALL_FULL_DOCDIR} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
file(CREATE_LINK ${to_headers} ${PROJECT_BINARY_DIR}/include_of_documents SYMBOLIC)
install(FILES ${PROJECT_BINARY_DIR}/include_of_documents DESTINATION ${CMAKE_INSTALL_DOCDIR}
  RENAME include)
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR} PATTERN CMakeLists.txt EXCLUDE)

# Of every package whose code or data is in what is installed, its licence as the package has it.
set(deps ${PROJECT_SOURCE_DIR}/.deps)
set(node ${deps}/node/node_modules)
file(GLOB arrow_licence ${deps}/python/lib/python3*/site-packages/pyarrow-*/licenses/LICENSE.txt)
file(GLOB arrow_notice ${deps}/python/lib/python3*/site-packages/pyarrow-*/licenses/NOTICE.txt)
file(GLOB phones_licence ${deps}/python/lib/python3*/site-packages/phonenumbers-*/licenses/LICENSE)
set(licences
  arrow.LICENSE ${arrow_licence} arrow.NOTICE ${arrow_notice} phonenumbers ${phones_licence}
  faker-js ${node}/@faker-js/faker/LICENSE any-ascii ${node}/any-ascii/LICENSE
  duckdb ${node}/@duckdb/node-bindings-linux-x64/LICENSE)
foreach(name rapidjson-dev libfmt-dev libxxhash-dev libssl-dev libsqlite3-dev libboost1.81-dev
    libeigen3-dev)
  list(APPEND licences ${name} /usr/share/doc/${name}/copyright)
endforeach()
while(licences)
  list(POP_FRONT licences name path)
  if(NOT EXISTS ${path})
    message(FATAL_ERROR "the licence of ${name} is not at ${path}")
  endif()
  install(FILES ${path} DESTINATION ${CMAKE_INSTALL_DOCDIR}/licences RENAME ${name}.txt)
endwhile()
